//! Groups: noun phrases with what is attached behind them ("president of Norway"), joined by "and" ("the presidents of A and
//! B"), and explained by an apposition ("Holm, the minister,"). A group is what can be a subject or an object.

use std::ops::Range;

use annals_names::{Mention, MentionKind};
use annals_text::Span;

use crate::chunk::{Chunk, ChunkKind, NounPhrase, VerbShape};
use crate::lexicon::lexicon;
use crate::word::{Class, Word};

/// One or more noun phrases that stand together.
#[derive(Clone, Debug)]
pub struct Group {
    /// Indices of its chunks, apposition and commas included.
    pub chunks: Range<usize>,
    /// Its members, in the order printed.
    pub members: Vec<Member>,
    /// The chunk of the preposition before it.
    pub preposition: Option<usize>,
}

/// One noun phrase with what is attached to it.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its chunk.
    pub noun: usize,
    /// Its chunks with what is attached behind.
    pub chunks: Range<usize>,
    /// Attached phrases: chunk of the preposition, chunk of the noun phrase.
    pub attached: Vec<(usize, usize)>,
    /// The chunk of a noun phrase that says the same in other words.
    pub apposition: Option<usize>,
    /// The same for the last attached noun phrase ("of his counterpart, *Raul Estevez*").
    pub inner_apposition: Option<usize>,
}

/// What a noun phrase is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// A person or persons.
    Person,
    /// An organisation or a group.
    Organisation,
    /// A place, or a country that acts.
    Place,
    /// A name that nothing is known of.
    Unknown,
    /// Anything else.
    Thing,
}

/// What groups are made from.
#[derive(Clone, Copy)]
pub struct Phrases<'a> {
    /// The words of the sentence.
    pub words: &'a [Word],
    /// Its chunks.
    pub chunks: &'a [Chunk],
    /// The names of the text.
    pub mentions: &'a [Mention],
}

/// The groups of a sentence, in order, and for each chunk the group it belongs to.
pub fn groups(phrases: Phrases) -> (Vec<Group>, Vec<Option<usize>>) {
    let mut groups = Vec::new();
    let mut group_of = vec![None; phrases.chunks.len()];
    let mut at = 0;
    while at < phrases.chunks.len() {
        if phrases.noun(at).is_none() {
            at += 1;
            continue;
        }
        let group = phrases.group(at);
        at = group.chunks.end;
        group_of[group.chunks.clone()].fill(Some(groups.len()));
        groups.push(group);
    }
    (groups, group_of)
}

impl<'a> Phrases<'a> {
    /// The noun phrase at a chunk, if it is one.
    pub fn noun(&self, chunk: usize) -> Option<&'a NounPhrase> {
        match &self.chunks.get(chunk)?.kind {
            ChunkKind::Noun(phrase) => Some(phrase),
            _ => None,
        }
    }

    /// The first word of a chunk, in lower case.
    pub fn lower(&self, chunk: usize) -> &'a str {
        &self.words[self.chunks[chunk].words.start].lower
    }

    /// The place in the text of some words.
    pub fn span(&self, words: Range<usize>) -> Span {
        self.words[words.start].span.cover(self.words[words.end - 1].span)
    }

    /// The name that ends a noun phrase.
    pub fn name(&self, phrase: &NounPhrase) -> Option<&'a Mention> {
        self.words[phrase.head]
            .mention
            .map(|mention| &self.mentions[mention])
    }

    /// What a noun phrase is about.
    pub fn nature(&self, phrase: &NounPhrase) -> Nature {
        let head = &self.words[phrase.head];
        if phrase.pronoun {
            return match head.lower.as_str() {
                "there" | "here" => Nature::Place,
                "something" | "nothing" | "anything" | "everything" | "this" | "that" => Nature::Thing,
                "it" => Nature::Organisation,
                _ => Nature::Person,
            };
        }
        if let Some(mention) = self.name(phrase) {
            return match mention.kind {
                MentionKind::Person => Nature::Person,
                MentionKind::Organisation => Nature::Organisation,
                MentionKind::Place => Nature::Place,
                MentionKind::Other if lexicon().country(&head.lower).is_some() => Nature::Person,
                MentionKind::Other => self.nature_of_noun(head),
            };
        }
        self.nature_of_noun(head)
    }

    fn nature_of_noun(&self, head: &Word) -> Nature {
        let lexicon = lexicon();
        if lexicon.has_noun("person", &head.lower) || is_occupation(head) {
            Nature::Person
        } else if lexicon.has_noun("group", &head.lower) {
            Nature::Organisation
        } else if lexicon.has_noun("place", &head.lower) {
            Nature::Place
        } else if head.capital && head.mention.is_none() && head.span.start > self.words[0].span.start {
            Nature::Unknown
        } else if lexicon.country(&head.lower).is_some() && head.capital {
            Nature::Person
        } else {
            Nature::Thing
        }
    }

    fn is(&self, chunk: usize, test: fn(&ChunkKind) -> bool) -> bool {
        self.chunks.get(chunk).is_some_and(|chunk| test(&chunk.kind))
    }

    fn is_comma(&self, chunk: usize) -> bool {
        self.is(chunk, |kind| matches!(kind, ChunkKind::Comma))
    }

    fn is_conjunction(&self, chunk: usize) -> bool {
        self.is(chunk, |kind| matches!(kind, ChunkKind::Conjunction)) && self.lower(chunk) != "but"
    }

    fn is_finite(&self, chunk: usize) -> bool {
        self.is(chunk, |kind| {
            matches!(kind, ChunkKind::Verb(group) if matches!(group.form, VerbShape::Finite | VerbShape::BarePast))
        })
    }

    /// The group that begins at a noun phrase.
    fn group(&self, start: usize) -> Group {
        let before = start.checked_sub(1);
        let preposition =
            before.filter(|&chunk| self.is(chunk, |kind| matches!(kind, ChunkKind::Preposition)));
        let between = preposition.is_some_and(|chunk| matches!(self.lower(chunk), "between" | "among"));
        let in_object = !between && self.stands_behind_verb(start);
        let acting = between || preposition.is_none() && !in_object;
        let first = self.member(start);
        let mut end = first.chunks.end;
        let mut members = vec![first];
        while members.len() < 64 {
            let Some(next) = self.continued(&members, end, in_object, acting) else {
                break;
            };
            match next {
                Continued::Apposition(chunk, behind) => {
                    members.last_mut().expect("there is a first").apposition = Some(chunk);
                    end = behind;
                }
                Continued::SecondOffice(behind) => end = behind,
                Continued::InnerApposition(chunk, behind) => {
                    members.last_mut().expect("there is a first").inner_apposition = Some(chunk);
                    end = behind;
                }
                Continued::Member(member) => {
                    end = member.chunks.end;
                    members.push(member);
                }
            }
        }
        Group {
            chunks: start..end,
            members,
            preposition,
        }
    }

    /// Whether a verb stands before in the same clause: then a name before the next verb begins a clause of its own.
    fn stands_behind_verb(&self, start: usize) -> bool {
        let reach = start.saturating_sub(40)..start;
        let nearest = reach.rev().find(|&at| {
            self.is(at, |kind| {
                matches!(
                    kind,
                    ChunkKind::Verb(_) | ChunkKind::Subordinator | ChunkKind::Relative | ChunkKind::Break
                )
            })
        });
        nearest.is_some_and(|at| self.is(at, |kind| matches!(kind, ChunkKind::Verb(_))))
    }

    fn continued(&self, members: &[Member], end: usize, in_object: bool, acting: bool) -> Option<Continued> {
        let last = members.last()?;
        let comma = self.is_comma(end);
        let conjunction = self.is_conjunction(end + usize::from(comma));
        let next = end + usize::from(comma) + usize::from(conjunction);
        self.noun(next)?;
        let candidate = self.member(next);
        if comma != conjunction && self.is_second_office(last, &candidate) {
            let behind = candidate.chunks.end;
            return Some(Continued::SecondOffice(
                behind + usize::from(self.is_comma(behind)),
            ));
        }
        if conjunction {
            let listed = members.len() > 1 || last.apposition.is_some();
            let clause = in_object && self.is_finite(candidate.chunks.end);
            let besides = !matches!(self.lower(next - 1), "and" | "or" | "nor" | "plus");
            let joins = (self.compatible(last, &candidate) || acting && self.act_together(last, &candidate))
                && !clause
                && (!comma || listed || besides);
            return joins.then_some(Continued::Member(candidate));
        }
        if !comma {
            return None;
        }
        if members[0].chunks.start == 0 && members.len() == 1 && self.heads_a_line(last, &candidate) {
            return Some(Continued::Member(candidate));
        }
        if last.apposition.is_none()
            && self.explains(last, &candidate)
            && !self.is_finite_subject(&candidate, in_object)
        {
            let behind = candidate.chunks.end;
            let closing = self.is_comma(behind) && !self.opens_list_item(behind);
            return Some(Continued::Apposition(next, behind + usize::from(closing)));
        }
        if let Some(&(_, inner)) = last.attached.last().filter(|_| last.inner_apposition.is_none()) {
            let inner = self.member(inner);
            if self.explains(&inner, &candidate) && !self.is_finite_subject(&candidate, in_object) {
                return Some(Continued::InnerApposition(next, candidate.chunks.end));
            }
        }
        (self.compatible(last, &candidate) && self.list_goes_on(candidate.chunks.end))
            .then_some(Continued::Member(candidate))
    }

    /// "Holm, general secretary of the party *and president of the republic*": one man with two offices.
    fn is_second_office(&self, last: &Member, candidate: &Member) -> bool {
        let office = |chunk: usize| {
            self.noun(chunk).is_some_and(|phrase| {
                let singular = lexicon().has("person", &self.words[phrase.head].lower);
                self.name(phrase).is_none() && self.nature(phrase) == Nature::Person && singular
            })
        };
        let bare = |chunk: usize| {
            let first = &self.words[self.chunks[chunk].words.start];
            !matches!(first.class, Class::Determiner | Class::Possessive)
        };
        let behind = candidate.chunks.end;
        let closed = self.is_comma(behind) || self.is_finite(behind) || self.is_conjunction(behind);
        last.apposition.is_some_and(office) && office(candidate.noun) && bare(candidate.noun) && closed
    }

    /// A noun phrase right before a finite verb, in a group that is an object: a new subject.
    fn is_finite_subject(&self, candidate: &Member, in_object: bool) -> bool {
        in_object && self.is_finite(candidate.chunks.end)
    }

    /// Whether a comma here opens the next item of a list rather than closing an apposition.
    fn opens_list_item(&self, comma: usize) -> bool {
        self.noun(comma + 1).is_some() && self.list_goes_on(self.member(comma + 1).chunks.end)
            || self.is_conjunction(comma + 1)
    }

    /// Whether "..., X and Y" follows.
    fn list_goes_on(&self, mut at: usize) -> bool {
        for _ in 0..24 {
            let comma = usize::from(self.is_comma(at));
            if self.is_conjunction(at + comma) {
                return self.noun(at + comma + 1).is_some();
            }
            if comma == 0 || self.noun(at + 1).is_none() {
                return false;
            }
            at = self.member(at + 1).chunks.end;
        }
        false
    }

    /// A noun phrase with its "of ..." and, for offices, "for ..." and "to ...".
    fn member(&self, start: usize) -> Member {
        let phrase = self.noun(start).expect("members begin at noun phrases");
        let office = !phrase.pronoun
            && self.name(phrase).is_none()
            && lexicon().has_noun("person", &self.words[phrase.head].lower);
        let (mut end, mut attached) = (start + 1, Vec::new());
        while self.is(end, |kind| matches!(kind, ChunkKind::Preposition)) && self.noun(end + 1).is_some() {
            let preposition = self.lower(end);
            let attaches = match preposition {
                "of" => true,
                "for" => office && attached.is_empty(),
                "to" => {
                    let head = self.words[phrase.head].lower.as_str();
                    let sent = matches!(
                        head,
                        "ambassador"
                            | "envoy"
                            | "representative"
                            | "aide"
                            | "adviser"
                            | "advisor"
                            | "ambassadors"
                    );
                    sent && attached.is_empty()
                }
                _ => false,
            };
            if !attaches || attached.len() > 4 {
                break;
            }
            attached.push((end, end + 1));
            end += 2;
            // "the leaders of A, B and C": a list of places behind a plural.
            while self.is_comma(end) && self.lists_inside(start, end - 1, end + 1) {
                attached.push((end, end + 1));
                end += 2;
            }
            // "the presidents of A and B": what is joined to a place inside belongs inside.
            while self.is_conjunction(end) && self.joins_inside(start, end - 1, end + 1) {
                attached.push((end, end + 1));
                end += 2;
            }
        }
        Member {
            noun: start,
            chunks: start..end,
            attached,
            apposition: None,
            inner_apposition: None,
        }
    }

    /// Whether a place behind a comma goes on a list of places that ends in "and".
    fn lists_inside(&self, start: usize, inner: usize, next: usize) -> bool {
        let place = |chunk: usize| {
            self.noun(chunk)
                .is_some_and(|phrase| self.nature(phrase) == Nature::Place && self.name(phrase).is_some())
        };
        let plural = self
            .noun(start)
            .is_some_and(|phrase| self.words[phrase.head].lower.ends_with('s'));
        let mut at = next;
        while self.is_comma(at + 1) && place(at + 2) && at < next + 20 {
            at += 2;
        }
        plural && place(inner) && place(next) && self.is_conjunction(at + 1) && place(at + 2)
    }

    fn joins_inside(&self, start: usize, inner: usize, next: usize) -> bool {
        let (Some(outer), Some(inner), Some(next_phrase)) =
            (self.noun(start), self.noun(inner), self.noun(next))
        else {
            return false;
        };
        let is_place = |phrase| matches!(self.nature(phrase), Nature::Place | Nature::Unknown);
        let plain = self.words[next_phrase.core..=next_phrase.head]
            .iter()
            .all(|word| word.capital);
        is_place(inner)
            && is_place(next_phrase)
            && plain
            && !matches!(self.nature(outer), Nature::Place)
            && !self.is_finite(next + 1)
            || (is_place(inner)
                && self.nature(next_phrase) == Nature::Place
                && self.name(next_phrase).is_some()
                && self.words[outer.head].lower.ends_with('s'))
    }

    /// "*Colombia and the rebels* agreed": a country joined to people acts as one of them.
    fn act_together(&self, a: &Member, b: &Member) -> bool {
        let (Some(first), Some(second)) = (self.noun(a.noun), self.noun(b.noun)) else {
            return false;
        };
        let acts = |phrase| matches!(self.nature(phrase), Nature::Person | Nature::Organisation);
        let place = |phrase| self.nature(phrase) == Nature::Place && self.name(phrase).is_some();
        place(first) && acts(second) || acts(first) && place(second)
    }

    /// "*Japan, Mongolia* sign accord": two names before a plural verb, as headlines join them.
    fn heads_a_line(&self, first: &Member, second: &Member) -> bool {
        let named = |member: &Member| {
            self.noun(member.noun).is_some_and(|phrase| {
                matches!(self.nature(phrase), Nature::Place | Nature::Organisation)
                    && self.name(phrase).is_some()
            })
        };
        let plural_verb = self.is(
            second.chunks.end,
            |kind| matches!(kind, ChunkKind::Verb(verb) if verb.present && verb.form == VerbShape::Finite),
        );
        let word = self
            .chunks
            .get(second.chunks.end)
            .map(|chunk| &self.words[chunk.words.start]);
        let base = word
            .and_then(|word| word.verb)
            .is_some_and(|verb| verb.forms.base && !verb.forms.third);
        named(first) && named(second) && plural_verb && base
    }

    fn compatible(&self, a: &Member, b: &Member) -> bool {
        let (Some(first), Some(second)) = (self.noun(a.noun), self.noun(b.noun)) else {
            return false;
        };
        let acts = |nature| matches!(nature, Nature::Person | Nature::Organisation);
        match (self.nature(first), self.nature(second)) {
            (a, b) if a == b => true,
            (Nature::Unknown, _) | (_, Nature::Unknown) => true,
            (a, b) if acts(a) && acts(b) => true,
            (Nature::Organisation, Nature::Place) | (Nature::Place, Nature::Organisation) => true,
            _ => false,
        }
    }

    /// Whether the second says who or what the first is, or the other way round.
    fn explains(&self, first: &Member, second: &Member) -> bool {
        let (Some(a), Some(b)) = (self.noun(first.noun), self.noun(second.noun)) else {
            return false;
        };
        if a.pronoun || b.pronoun {
            return false;
        }
        let named =
            |phrase: &NounPhrase| self.name(phrase).is_some() || self.nature(phrase) == Nature::Unknown;
        let (a_named, b_named) = (named(a), named(b));
        let bare_name = |phrase: &NounPhrase| {
            self.words[phrase.core..=phrase.head]
                .iter()
                .all(|word| word.capital || word.class == Class::Hyphen)
        };
        match (self.nature(a), self.nature(b)) {
            (Nature::Person | Nature::Unknown, Nature::Person) if a_named && !b_named => true,
            (Nature::Person, Nature::Organisation) if a_named && !b_named => true,
            (Nature::Organisation | Nature::Unknown, Nature::Organisation) if a_named && !b_named => true,
            (Nature::Person, Nature::Person | Nature::Unknown) if !a_named && b_named && bare_name(b) => true,
            (Nature::Place | Nature::Unknown, Nature::Place | Nature::Thing) if a_named && !b_named => {
                self.nature(b) == Nature::Place || self.words[b.head].lower == "one"
            }
            _ => false,
        }
    }
}

/// "engineers", "socialists": plurals that name people by what they do.
fn is_occupation(word: &Word) -> bool {
    const THINGS: &[&str] = &[
        "numbers",
        "papers",
        "letters",
        "orders",
        "powers",
        "matters",
        "waters",
        "borders",
        "rivers",
        "centers",
        "computers",
        "winters",
        "factors",
        "sectors",
        "doors",
        "floors",
        "errors",
        "others",
        "offers",
        "answers",
        "quarters",
        "headquarters",
        "shoulders",
        "disorders",
        "barriers",
        "carriers",
        "corridors",
        "motors",
        "reactors",
        "tractors",
        "customers",
        "partners",
        "chapters",
        "manners",
        "dinners",
        "prayers",
        "flowers",
        "towers",
        "posters",
        "banners",
        "covers",
        "fighters",
        "behaviors",
        "lists",
        "checklist",
        "shortlist",
        "blacklist",
        "assist",
        "colors",
        "flavors",
        "favors",
        "transfers",
        "encounters",
        "disasters",
        "monsters",
        "layers",
        "feathers",
        "containers",
        "trailers",
        "bombers",
        "freighters",
        "cruisers",
        "boosters",
        "launchers",
        "helicopters",
        "tankers",
    ];
    let one = ["man", "men", "woman", "women"]
        .iter()
        .any(|ending| word.lower.ends_with(ending));
    if one && word.lower.len() > 5 && !word.capital {
        return true;
    }
    let ending = ["ers", "ors", "ists", "eers", "ist"]
        .iter()
        .any(|ending| word.lower.ends_with(ending));
    ending && !word.capital && word.lower.len() > 5 && !THINGS.contains(&word.lower.as_str())
}

enum Continued {
    Apposition(usize, usize),
    InnerApposition(usize, usize),
    SecondOffice(usize),
    Member(Member),
}

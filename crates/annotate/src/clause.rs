//! Clauses: each verb group of a sentence with its subject, objects, prepositional phrases and times, found by walking over
//! the chunks around it. Relative clauses and participles are stepped over on the way to a subject.

use crate::chunk::{Chunk, ChunkKind, VerbGroup, VerbShape};
use crate::group::{Group, Nature, Phrases};
use crate::lexicon::lexicon;

/// A verb group with what belongs to it.
#[derive(Clone, Debug)]
pub struct Clause {
    /// The chunk of its verb group.
    pub chunk: usize,
    /// Its verb group.
    pub verb: VerbGroup,
    /// How it hangs in the sentence.
    pub kind: ClauseKind,
    /// The group that is its subject, as printed (in a passive, who it is done to).
    pub subject: Option<usize>,
    /// The clause that an infinitive or gerund depends on.
    pub governor: Option<usize>,
    /// The group between it and its governor ("no *plan* to visit", "urged *Oslo* to wait").
    pub governor_group: Option<usize>,
    /// The clause before it that it is joined to by "and", sharing the subject.
    pub partner: Option<usize>,
    /// Groups behind the verb without a preposition.
    pub objects: Vec<usize>,
    /// Prepositional phrases.
    pub phrases: Vec<Phrase>,
    /// Chunks of times.
    pub times: Vec<usize>,
    /// The chunk of the word that subordinates it ("when", "that").
    pub subordinator: Option<usize>,
    /// The first chunk of its region.
    pub start: usize,
}

/// A preposition with its group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// The chunk of the preposition; of the group itself for "there".
    pub preposition: usize,
    /// The group.
    pub group: usize,
}

/// How a clause hangs in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClauseKind {
    /// With a subject of its own, or one shared with the clause before.
    Finite,
    /// "who built the bridge".
    Relative,
    /// "to visit".
    Infinitive,
    /// "visiting".
    Gerund,
    /// "built by two firms": its subject is who it is done to.
    Participle,
}

/// The clauses of a sentence.
pub struct Clauses<'a> {
    /// What they are made of.
    pub phrases: Phrases<'a>,
    /// Its groups.
    pub groups: &'a [Group],
    /// For each chunk, its group.
    pub group_of: &'a [Option<usize>],
    /// The clauses, in the order of their verbs.
    pub list: Vec<Clause>,
    /// For each chunk, the clause whose region it is in.
    pub owner: Vec<Option<usize>>,
}

/// How far to the left a subject is sought, in chunks.
const REACH: usize = 80;

enum Found {
    Group(usize),
    Antecedent(usize, usize),
    Shared(usize),
    Nothing,
}

impl<'a> Clauses<'a> {
    /// Finds the clauses of a sentence.
    pub fn new(phrases: Phrases<'a>, groups: &'a [Group], group_of: &'a [Option<usize>]) -> Self {
        let mut clauses = Clauses {
            phrases,
            groups,
            group_of,
            list: Vec::new(),
            owner: Vec::new(),
        };
        for chunk in 0..phrases.chunks.len() {
            if let ChunkKind::Verb(verb) = &phrases.chunks[chunk].kind {
                let clause = clauses.clause(chunk, verb.clone());
                clauses.list.push(clause);
            }
        }
        clauses.lend_subjects();
        clauses.share_out();
        clauses
    }

    /// The kind of a chunk.
    pub fn kind(&self, chunk: usize) -> Option<&'a ChunkKind> {
        self.phrases.chunks.get(chunk).map(|chunk: &Chunk| &chunk.kind)
    }

    /// The clause whose verb is this chunk.
    pub fn of_verb(&self, chunk: usize) -> Option<usize> {
        self.list.binary_search_by_key(&chunk, |clause| clause.chunk).ok()
    }

    /// What the first member of a group is about.
    pub fn nature(&self, group: usize) -> Nature {
        let noun = self.groups[group].members[0].noun;
        self.phrases
            .noun(noun)
            .map_or(Nature::Thing, |phrase| self.phrases.nature(phrase))
    }

    fn clause(&self, chunk: usize, verb: VerbGroup) -> Clause {
        let mut clause = Clause {
            chunk,
            verb,
            kind: ClauseKind::Finite,
            subject: None,
            governor: None,
            governor_group: None,
            partner: None,
            objects: Vec::new(),
            phrases: Vec::new(),
            times: Vec::new(),
            subordinator: None,
            start: chunk,
        };
        match clause.verb.form {
            VerbShape::Infinitive => self.infinitive(&mut clause),
            VerbShape::Gerund => self.gerund(&mut clause),
            VerbShape::Participle | VerbShape::BarePast if self.is_participle(&clause) => {
                self.participle(&mut clause)
            }
            _ => self.finite(&mut clause),
        }
        clause
    }

    /// The nearest chunk before that is no adverb or time.
    fn before(&self, chunk: usize) -> Option<usize> {
        (0..chunk)
            .rev()
            .find(|&at| !matches!(self.kind(at), Some(ChunkKind::Adverb)))
    }

    fn infinitive(&self, clause: &mut Clause) {
        clause.kind = ClauseKind::Infinitive;
        let mut at = clause.chunk;
        while let Some(before) = self.before(at) {
            match self.kind(before) {
                Some(ChunkKind::Time | ChunkKind::Preposition) => at = before,
                Some(ChunkKind::Verb(_)) => {
                    clause.governor = self.of_verb(before);
                    clause.subject = clause.governor.and_then(|governor| self.list[governor].subject);
                    return;
                }
                Some(ChunkKind::Noun(_)) => {
                    let Some(group) = self.group_of[before] else {
                        return;
                    };
                    let group_start = self.groups[group]
                        .preposition
                        .unwrap_or(self.groups[group].chunks.start);
                    clause.governor = self.list.len().checked_sub(1);
                    if clause.governor.is_none() && group_start == 0 && self.is_headline_from(clause.chunk) {
                        clause.kind = ClauseKind::Finite;
                        clause.verb.modal = true;
                        clause.subject = Some(group);
                        clause.start = 0;
                        return;
                    }
                    clause.governor_group.get_or_insert(group);
                    clause.subject = clause.governor.and_then(|governor| self.list[governor].subject);
                    let controls = clause.governor.is_some_and(|governor| self.controls(governor));
                    if controls && self.list[clause.governor.expect("checked")].chunk < group_start {
                        clause.subject = Some(group);
                    }
                    return;
                }
                Some(ChunkKind::Conjunction | ChunkKind::Comma) => {
                    let partner = self.list.len().checked_sub(1);
                    let partner =
                        partner.filter(|&partner| self.list[partner].kind == ClauseKind::Infinitive);
                    if let Some(partner) = partner {
                        clause.governor = self.list[partner].governor;
                        clause.governor_group = self.list[partner].governor_group;
                        clause.subject = self.list[partner].subject;
                        clause.partner = Some(partner);
                    }
                    return;
                }
                _ => return,
            }
        }
    }

    /// "Thailand *to host* the forum": a headline has no verb with a tense behind, nor a full stop.
    fn is_headline_from(&self, chunk: usize) -> bool {
        let stops = self
            .phrases
            .words
            .last()
            .is_some_and(|word| matches!(word.lower.as_str(), "." | "!" | "?"));
        let tensed = |at: usize| matches!(self.kind(at), Some(ChunkKind::Verb(verb)) if verb.form == VerbShape::Finite);
        !stops && !(chunk + 1..self.phrases.chunks.len()).any(tensed)
    }

    /// Whether the object of this clause does what the infinitive says ("urged Oslo to wait").
    fn controls(&self, clause: usize) -> bool {
        !self.list[clause].verb.passive && lexicon().has("object control", self.list[clause].verb.lemma)
    }

    fn gerund(&self, clause: &mut Clause) {
        clause.kind = ClauseKind::Gerund;
        let Some(before) = self.before(clause.chunk) else {
            return;
        };
        match self.kind(before) {
            Some(ChunkKind::Verb(_)) => {
                clause.governor = self.of_verb(before);
                clause.subject = clause.governor.and_then(|governor| self.list[governor].subject);
            }
            Some(ChunkKind::Noun(_)) => clause.subject = self.group_of[before],
            Some(ChunkKind::Preposition | ChunkKind::Subordinator) => {
                clause.start = before;
                let last = self.list.len().checked_sub(1);
                let accuser = last.filter(|&last| {
                    let accuses = matches!(
                        self.list[last].verb.lemma,
                        "accuse" | "suspect" | "convict" | "blame" | "criticise" | "criticize" | "condemn"
                    );
                    accuses && matches!(self.phrases.lower(before), "of" | "for")
                });
                if let Some(accuser) = accuser {
                    let passive = self.list[accuser].verb.passive;
                    let accused = before
                        .checked_sub(1)
                        .and_then(|at| self.group_of[at])
                        .filter(|_| !passive);
                    clause.governor = Some(accuser);
                    clause.subject = accused.or(self.list[accuser].subject);
                    return;
                }
                clause.subject = self.last_finite().and_then(|last| self.list[last].subject);
            }
            _ => clause.subject = self.last_finite().and_then(|last| self.list[last].subject),
        }
    }

    fn last_finite(&self) -> Option<usize> {
        self.list
            .iter()
            .rposition(|clause| clause.kind == ClauseKind::Finite)
    }

    /// Whether a lone past form is a participle here ("a report *printed* in", ", *set* for Sunday, was").
    fn is_participle(&self, clause: &Clause) -> bool {
        let sure = clause.verb.form == VerbShape::Participle;
        let Some(before) = self.before(clause.chunk) else {
            return true;
        };
        let by = matches!(self.kind(clause.chunk + 1), Some(ChunkKind::Preposition))
            && self.phrases.lower(clause.chunk + 1) == "by";
        match self.kind(before) {
            Some(ChunkKind::Relative | ChunkKind::Subordinator) => sure,
            Some(ChunkKind::Comma) => {
                let dated = matches!(clause.verb.lemma, "schedule" | "plan" | "hold" | "slate" | "set")
                    && matches!(
                        self.kind(clause.chunk + 1),
                        Some(ChunkKind::Preposition | ChunkKind::Time)
                    );
                sure || by || dated || self.closes_before_verb(clause.chunk)
            }
            Some(ChunkKind::Noun(_)) => {
                sure || by
                    || self.lacks_object(clause)
                    || !matches!(self.scan(clause.chunk), Found::Group(group) if self.can_be_subject(group))
            }
            _ => sure,
        }
    }

    /// "the summit *held in* Oslo": such verbs have an object, or are participles.
    fn lacks_object(&self, clause: &Clause) -> bool {
        let needs = matches!(
            clause.verb.lemma,
            "hold"
                | "sign"
                | "issue"
                | "publish"
                | "schedule"
                | "host"
                | "organise"
                | "organize"
                | "inaugurate"
                | "appoint"
                | "describe"
                | "award"
                | "adopt"
                | "impose"
                | "stage"
        );
        let behind = self.phrases.chunks.get(clause.chunk + 1).map(|chunk| &chunk.kind);
        let phrase = matches!(behind, Some(ChunkKind::Preposition | ChunkKind::Time));
        needs
            && phrase
            && !matches!(
                self.phrases.lower(clause.chunk + 1),
                "on" | "off" | "out" | "up" | "over" | "back"
            )
    }

    /// Whether the next verb stands right behind a comma: then what lies between is an aside.
    fn closes_before_verb(&self, chunk: usize) -> bool {
        let verb =
            (chunk + 1..self.phrases.chunks.len().min(chunk + REACH)).find(|&at| match self.kind(at) {
                Some(ChunkKind::Verb(_) | ChunkKind::Subordinator) => true,
                Some(ChunkKind::Conjunction) => {
                    !matches!(self.kind(at + 1), Some(ChunkKind::Time | ChunkKind::Noun(_)))
                }
                _ => false,
            });
        verb.is_some_and(|verb| {
            matches!(self.kind(verb), Some(ChunkKind::Verb(group)) if matches!(group.form, VerbShape::Finite | VerbShape::BarePast))
                && self.before(verb).is_some_and(|at| matches!(self.kind(at), Some(ChunkKind::Comma)))
        })
    }

    /// An object of a finite verb that reports nothing cannot be a subject too.
    fn can_be_subject(&self, group: usize) -> bool {
        let Some(before) = self.groups[group].chunks.start.checked_sub(1) else {
            return true;
        };
        match self.kind(before) {
            Some(ChunkKind::Verb(verb)) => lexicon().has("report", verb.lemma),
            _ => true,
        }
    }

    fn participle(&self, clause: &mut Clause) {
        clause.kind = ClauseKind::Participle;
        let before = (0..clause.chunk)
            .rev()
            .take(REACH)
            .find(|&at| !matches!(self.kind(at), Some(ChunkKind::Adverb | ChunkKind::Comma)));
        clause.subject = before.and_then(|at| self.group_of[at]);
    }

    fn finite(&self, clause: &mut Clause) {
        match self.scan(clause.chunk) {
            Found::Group(group) => {
                clause.subject = Some(group);
                clause.start = self.lead_in(self.groups[group].chunks.start);
                clause.subordinator = clause
                    .start
                    .checked_sub(1)
                    .filter(|&at| matches!(self.kind(at), Some(ChunkKind::Subordinator)));
            }
            Found::Antecedent(group, relative) => {
                clause.kind = ClauseKind::Relative;
                clause.subject = Some(group);
                clause.start = relative;
            }
            Found::Shared(partner) => {
                clause.partner = Some(partner);
                clause.subject = self.list[partner].subject;
                clause.kind = self.list[partner].kind;
                clause.verb.passive |= self.shares_passive(clause, partner);
            }
            Found::Nothing => {}
        }
        let quoted = self
            .before(clause.chunk)
            .is_some_and(|at| matches!(self.kind(at), Some(ChunkKind::Quote)));
        if clause.subject.is_none() || clause.partner.is_some() || quoted {
            self.inverted(clause);
        }
    }

    /// "was questioned and *released*": a participle without an object goes with the "was" before.
    fn shares_passive(&self, clause: &Clause, partner: usize) -> bool {
        const NEVER_PASSIVE: &[&str] = &[
            "die",
            "arrive",
            "return",
            "resign",
            "leave",
            "fall",
            "escape",
            "flee",
            "go",
            "come",
            "collapse",
            "meet",
            "travel",
            "agree",
            "speak",
            "say",
            "begin",
            "start",
            "end",
            "apologise",
            "apologize",
            "fly",
            "retire",
            "depart",
            "land",
            "crash",
            "sink",
            "explode",
            "happen",
            "occur",
            "become",
            "remain",
        ];
        self.list[partner].verb.passive
            && clause.verb.form == VerbShape::BarePast
            && !NEVER_PASSIVE.contains(&clause.verb.lemma)
            && (!matches!(self.kind(clause.chunk + 1), Some(ChunkKind::Noun(_)))
                || matches!(
                    clause.verb.lemma,
                    "make" | "name" | "appoint" | "elect" | "declare"
                ))
    }

    /// `"...", said the premier`: the subject stands behind.
    fn inverted(&self, clause: &mut Clause) {
        let behind_quote = self
            .before(clause.chunk)
            .is_some_and(|at| matches!(self.kind(at), Some(ChunkKind::Quote | ChunkKind::Comma)));
        let subject = self.group_of.get(clause.chunk + 1).copied().flatten();
        let speaks =
            lexicon().has("report", clause.verb.lemma) || lexicon().has("quotecue", clause.verb.lemma);
        if let Some(subject) = subject.filter(|_| behind_quote && speaks) {
            let acts = matches!(
                self.nature(subject),
                Nature::Person | Nature::Organisation | Nature::Unknown | Nature::Place
            );
            if acts && self.groups[subject].chunks.start == clause.chunk + 1 {
                clause.subject = Some(subject);
                clause.partner = None;
                clause.kind = ClauseKind::Finite;
                clause.start = clause.chunk;
            }
        }
    }

    /// From a subject to the left, over phrases and times that lead into the clause.
    fn lead_in(&self, start: usize) -> usize {
        let (mut at, mut left) = (start, start);
        while at > 0 {
            match self.kind(at - 1) {
                Some(ChunkKind::Preposition | ChunkKind::Time | ChunkKind::Adverb | ChunkKind::Quote) => {
                    at -= 1;
                    left = at;
                }
                Some(ChunkKind::Noun(_)) => match self.group_of[at - 1].map(|group| &self.groups[group]) {
                    Some(group) if group.preposition.is_some() => at = group.chunks.start,
                    _ => return start,
                },
                Some(ChunkKind::Comma) => at -= 1,
                Some(ChunkKind::Subordinator | ChunkKind::Break) => return left,
                _ => return start,
            }
        }
        left
    }

    /// Walks to the left of a verb to its subject.
    fn scan(&self, verb: usize) -> Found {
        let (mut at, mut joined, mut steps) = (verb, false, 0);
        while at > 0 && steps < REACH {
            at -= 1;
            steps += 1;
            match &self.phrases.chunks[at].kind {
                ChunkKind::Adverb | ChunkKind::Time | ChunkKind::Quote | ChunkKind::Preposition => {}
                ChunkKind::Comma | ChunkKind::Conjunction => joined = true,
                ChunkKind::Break if self.phrases.lower(at) == ")" => at = self.opening(at),
                ChunkKind::Break | ChunkKind::Subordinator => return Found::Nothing,
                ChunkKind::Relative => return self.antecedent(at),
                ChunkKind::Noun(_) => {
                    let Some(group) = self.group_of[at] else {
                        return Found::Nothing;
                    };
                    let group_start = self.groups[group].chunks.start;
                    match self.groups[group].preposition {
                        Some(preposition) => at = preposition,
                        None => match self.as_object(group_start, joined) {
                            None => {
                                return self
                                    .verb_shared_over(group_start, verb)
                                    .unwrap_or(Found::Group(group));
                            }
                            Some(Found::Nothing) => at = group_start,
                            Some(found) => return found,
                        },
                    }
                }
                ChunkKind::Verb(_) => {
                    let Some(other) = self.of_verb(at) else {
                        return Found::Nothing;
                    };
                    match self.list[other].kind {
                        ClauseKind::Relative => at = self.list[other].start,
                        ClauseKind::Finite if joined && self.is_aside(other) => at = self.list[other].start,
                        ClauseKind::Finite if joined => return Found::Shared(other),
                        ClauseKind::Finite => return Found::Nothing,
                        _ => {}
                    }
                }
            }
        }
        Found::Nothing
    }

    /// "The harbour, *the minister said*, will open": saying between commas.
    fn is_aside(&self, index: usize) -> bool {
        let clause = &self.list[index];
        let opened = clause
            .start
            .checked_sub(1)
            .is_some_and(|at| matches!(self.kind(at), Some(ChunkKind::Comma)));
        let closed = matches!(
            self.kind(clause.chunk + 1),
            Some(ChunkKind::Comma | ChunkKind::Time)
        );
        opened && closed && clause.partner.is_none() && lexicon().has("report", clause.verb.lemma)
    }

    /// "saw X two times *and* had": right behind "and" the subject is that of the verb before.
    fn verb_shared_over(&self, group_start: usize, verb: usize) -> Option<Found> {
        let conjunction = self
            .before(verb)
            .filter(|&at| matches!(self.kind(at), Some(ChunkKind::Conjunction)))?;
        let nearest = (group_start.saturating_sub(REACH)..group_start)
            .rev()
            .find(|&at| {
                matches!(
                    self.kind(at),
                    Some(
                        ChunkKind::Verb(_) | ChunkKind::Subordinator | ChunkKind::Relative | ChunkKind::Break
                    )
                )
            })?;
        let other = self.of_verb(nearest).filter(|_| group_start < conjunction)?;
        (self.list[other].kind == ClauseKind::Finite).then_some(Found::Shared(other))
    }

    /// A group right behind a verb: `None` if it is no object of it; `Nothing` to step over it.
    fn as_object(&self, group_start: usize, joined: bool) -> Option<Found> {
        let other = self.of_verb(self.before(group_start)?)?;
        let clause = &self.list[other];
        match clause.kind {
            ClauseKind::Finite if joined => Some(Found::Shared(other)),
            ClauseKind::Finite => None,
            _ => Some(Found::Nothing),
        }
    }

    fn opening(&self, closing: usize) -> usize {
        (closing.saturating_sub(20)..closing)
            .rev()
            .find(|&at| self.phrases.lower(at) == "(")
            .unwrap_or(closing)
    }

    fn antecedent(&self, relative: usize) -> Found {
        let before = (0..relative)
            .rev()
            .find(|&at| !matches!(self.kind(at), Some(ChunkKind::Comma | ChunkKind::Preposition)));
        match before.and_then(|at| self.group_of[at]) {
            Some(group) => Found::Antecedent(group, relative),
            None => Found::Nothing,
        }
    }

    /// Gerunds and participles before the main clause have its subject ("After finishing his visit, he ...").
    fn lend_subjects(&mut self) {
        for i in 0..self.list.len() {
            if self.list[i].subject.is_none() && self.list[i].kind != ClauseKind::Finite {
                let main = self.list[i + 1..]
                    .iter()
                    .find(|clause| clause.kind == ClauseKind::Finite);
                self.list[i].subject = main.and_then(|main| main.subject);
            }
        }
    }

    /// Gives every chunk to a clause, and every clause its objects, phrases and times.
    fn share_out(&mut self) {
        let mut starts: Vec<(usize, usize)> = Vec::new();
        for (i, clause) in self.list.iter().enumerate() {
            starts.push((clause.start, i));
            starts.push((clause.chunk, i));
        }
        starts.extend((0..self.list.len()).filter_map(|index| self.resumption(index)));
        starts.sort();
        let mut owner = vec![None; self.phrases.chunks.len()];
        let mut next = 0;
        let mut current = None;
        for (chunk, owner) in owner.iter_mut().enumerate() {
            while starts.get(next).is_some_and(|(start, _)| *start <= chunk) {
                current = Some(starts[next].1);
                next += 1;
            }
            *owner = current;
        }
        self.owner = owner;
        for chunk in 0..self.phrases.chunks.len() {
            if let Some(clause) = self.owner[chunk] {
                self.give(chunk, clause);
            }
        }
    }

    /// Where the main clause goes on behind an aside between commas ("X, who resigned in May, *in Oslo*").
    fn resumption(&self, index: usize) -> Option<(usize, usize)> {
        let clause = &self.list[index];
        let aside = matches!(clause.kind, ClauseKind::Relative | ClauseKind::Participle);
        let opened = clause
            .start
            .checked_sub(1)
            .is_some_and(|at| matches!(self.kind(at), Some(ChunkKind::Comma)) || self.ends_in_comma(at));
        if !aside || !opened {
            return None;
        }
        let next_verb = self
            .list
            .get(index + 1)
            .map_or(self.phrases.chunks.len(), |next| next.start);
        let comma = (clause.chunk + 1..next_verb)
            .find(|&at| matches!(self.kind(at), Some(ChunkKind::Comma)) && self.group_of[at].is_none())?;
        let main = self.list[..index]
            .iter()
            .rposition(|main| main.kind == ClauseKind::Finite && main.chunk < clause.start)?;
        matches!(
            self.kind(comma + 1),
            Some(ChunkKind::Preposition | ChunkKind::Time)
        )
        .then_some((comma + 1, main))
    }

    /// Whether a chunk is the comma that closes a group.
    fn ends_in_comma(&self, chunk: usize) -> bool {
        self.phrases.lower(chunk) == ","
    }

    fn give(&mut self, chunk: usize, owner: usize) {
        let verb = self.list[owner].chunk;
        match &self.phrases.chunks[chunk].kind {
            ChunkKind::Time => self.list[owner].times.push(chunk),
            ChunkKind::Noun(_) => {
                let Some(index) = self.group_of[chunk] else { return };
                let group = &self.groups[index];
                if group.chunks.start != chunk || self.list[owner].subject == Some(index) {
                    return;
                }
                if let Some(preposition) = group.preposition {
                    self.list[owner].phrases.push(Phrase {
                        preposition,
                        group: index,
                    });
                } else if matches!(self.phrases.lower(chunk), "there" | "here") {
                    self.list[owner].phrases.push(Phrase {
                        preposition: chunk,
                        group: index,
                    });
                } else if chunk > verb && !self.comma_between(verb, chunk) && !self.follows_after(chunk) {
                    self.list[owner].objects.push(index);
                }
            }
            _ => {}
        }
    }

    /// "surrendered *after* a siege": what stands behind such a word is no object.
    fn follows_after(&self, chunk: usize) -> bool {
        let before = chunk
            .checked_sub(1)
            .filter(|&at| matches!(self.kind(at), Some(ChunkKind::Subordinator)));
        before.is_some_and(|at| {
            matches!(
                self.phrases.lower(at),
                "after" | "before" | "since" | "until" | "while" | "as" | "when"
            )
        })
    }

    /// Whether a comma or other mark stands between a verb and a group, and no other group.
    fn comma_between(&self, verb: usize, chunk: usize) -> bool {
        (verb + 1..chunk).any(|at| {
            matches!(
                self.kind(at),
                Some(ChunkKind::Comma | ChunkKind::Break | ChunkKind::Conjunction)
            ) && self.group_of[at].is_none()
        })
    }
}

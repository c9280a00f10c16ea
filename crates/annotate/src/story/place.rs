//! Where an event takes place: the place its frame names, or one in the phrases around; "here" is the dateline's place.

use annals_names::{MentionKind, Names};
use annals_text::{Span, Text};

use super::Story;
use crate::EventKind;
use crate::clause::{ClauseKind, Clauses};
use crate::group::Nature;
use crate::lexicon::lexicon;
use crate::reader::{Draft, Party, parties};
use crate::word::Word;

impl Story<'_> {
    pub(super) fn event_place(&self, clauses: &Clauses, draft: &Draft) -> Option<Span> {
        let named = draft
            .places
            .first()
            .and_then(|party| self.place_of(clauses, party));
        named.or_else(|| self.surroundings(clauses, draft))
    }

    /// The name of a place, or the words for it.
    pub(super) fn place_of(&self, clauses: &Clauses, party: &Party) -> Option<Span> {
        let words = clauses.phrases.words;
        let head = &words[party.head];
        match head.lower.as_str() {
            "there" => return self.place,
            "here" => return self.dateline,
            _ => {}
        }
        let figurative = matches!(
            head.lower.as_str(),
            "field" | "fields" | "sphere" | "sector" | "sectors" | "stage" | "realm"
        );
        if figurative && party.words.end > party.head + 1 {
            return None;
        }
        if party.pronoun || matches!(head.lower.as_str(), "prison" | "jail" | "custody") {
            return None;
        }
        if head.capital && head.lower.ends_with("an") && lexicon().country(&head.lower).is_some() {
            return None;
        }
        let named = |at: usize| {
            let mention = &self.names.mentions[words[at].mention?];
            matches!(mention.kind, MentionKind::Place | MentionKind::Organisation).then_some(mention.span)
        };
        if let Some(span) = named(party.head) {
            let capitals = party
                .words
                .clone()
                .rev()
                .take_while(|&at| words[at].capital || words[at].mention.is_some())
                .last();
            let whole = capitals.map_or(span, |start| words[start].span.cover(span));
            return Some(with_dedication(words, party.head, whole.cover(span)));
        }
        let common = !head.capital;
        let inside = party.words.clone().filter(|&at| at > party.head).find_map(named);
        let vague = matches!(
            head.lower.as_str(),
            "places"
                | "place"
                | "parts"
                | "city"
                | "capital"
                | "town"
                | "outskirts"
                | "village"
                | "area"
                | "region"
                | "province"
                | "country"
        );
        if common && vague {
            let told_before = party
                .words
                .clone()
                .filter(|&at| at >= party.head)
                .find_map(|at| self.referent(words[at].span))
                .filter(|mention| mention.kind == MentionKind::Place);
            return inside
                .or_else(|| told_before.map(|mention| mention.span))
                .or_else(|| {
                    (!matches!(head.lower.as_str(), "places" | "parts" | "country"))
                        .then(|| clauses.phrases.span(party.words.clone()))
                });
        }
        let named_inside =
            common && inside.is_some_and(|inside| inside.end <= words[party.words.end - 1].span.end);
        let end = if named_inside {
            words[party.words.end - 1].span
        } else {
            head.span
        };
        let span = words[party.words.start].span.cover(end);
        Some(if common {
            self.with_town(clauses, party, span)
        } else {
            with_dedication(words, party.head, span)
        })
    }

    /// "a school *in Lille*": the words for a place with the name of where it is.
    fn with_town(&self, clauses: &Clauses, party: &Party, span: Span) -> Span {
        let behind = clauses
            .phrases
            .chunks
            .partition_point(|chunk| chunk.words.end <= party.words.end);
        let town = clauses.group_of.get(behind + 1).copied().flatten();
        let in_town = behind < clauses.phrases.chunks.len() && clauses.phrases.lower(behind) == "in";
        let named = town
            .filter(|&town| in_town && clauses.groups[town].preposition == Some(behind))
            .and_then(|town| {
                let phrase = clauses.phrases.noun(clauses.groups[town].members[0].noun)?;
                clauses.phrases.name(phrase)
            });
        match named {
            Some(name) if name.kind == MentionKind::Place => span.cover(name.span),
            _ => span,
        }
    }

    /// A place in the phrases around: its own clause, or the clause it is joined to.
    pub(super) fn surroundings(&self, clauses: &Clauses, draft: &Draft) -> Option<Span> {
        if draft.free {
            return None;
        }
        let mut clause = draft.clause?;
        for _ in 0..4 {
            if let Some(place) = self.place_phrase(clauses, clause, draft) {
                return Some(place);
            }
            if let Some(place) = self.antecedent_place(clauses, clause) {
                return Some(place);
            }
            if let Some(place) = self.fronted_place(clauses, clause, draft) {
                return Some(place);
            }
            if let Some(governor) = super::when::expecting(clauses, clause) {
                return self.place_phrase(clauses, governor, draft);
            }
            let own_days = !clauses.list[clause].times.is_empty();
            clause = clauses.list[clause].partner.filter(|_| !own_days)?;
        }
        None
    }

    /// "came from *Bergen*, where she had stayed".
    fn antecedent_place(&self, clauses: &Clauses, clause: usize) -> Option<Span> {
        let start = clauses.list[clause].start;
        let is_where =
            |at: &usize| *at < clauses.phrases.chunks.len() && clauses.phrases.lower(*at) == "where";
        let at = [Some(start), start.checked_sub(1)]
            .into_iter()
            .flatten()
            .find(is_where)?;
        let comma = usize::from(at > 0 && clauses.phrases.lower(at - 1) == ",");
        let group = clauses.group_of[at.checked_sub(1 + comma)?]?;
        let phrase = clauses.phrases.noun(clauses.groups[group].members.last()?.noun)?;
        let name = clauses.phrases.name(phrase)?;
        (name.kind == MentionKind::Place).then_some(name.span)
    }

    /// "*In Oslo* the premier is expected to sign": what stands before the subject of the governing verb.
    fn fronted_place(&self, clauses: &Clauses, clause: usize, draft: &Draft) -> Option<Span> {
        if clauses.list[clause].kind != ClauseKind::Infinitive {
            return None;
        }
        let governor = &clauses.list[clauses.list[clause].governor?];
        let subject = clauses.groups[governor.subject?].chunks.start;
        let mut fronted = governor.phrases.iter().filter(|phrase| {
            phrase.preposition < subject && matches!(clauses.phrases.lower(phrase.preposition), "in" | "at")
        });
        let group = fronted
            .find(|phrase| clauses.nature(phrase.group) == Nature::Place)?
            .group;
        let party = parties(clauses, group).into_iter().next()?;
        let free = !draft.actors.iter().any(|actor| actor.head == party.head);
        free.then(|| self.place_of(clauses, &party)).flatten()
    }

    pub(super) fn place_phrase(&self, clauses: &Clauses, clause: usize, draft: &Draft) -> Option<Span> {
        let rank = |preposition: &str| match preposition {
            "at" => Some(0),
            "in" | "there" | "here" => Some(1),
            "near" | "outside" | "inside" | "through" | "across" | "aboard" | "around" | "off" | "along" => {
                Some(2)
            }
            "on" => Some(3),
            _ => None,
        };
        let says = matches!(
            draft.frame.kind,
            EventKind::Accuse
                | EventKind::Message
                | EventKind::Request
                | EventKind::Reject
                | EventKind::Support
                | EventKind::Threaten
                | EventKind::Agree
        );
        let verb = clauses.list[clause].chunk;
        let behind_object = |preposition: usize| {
            let gathers = |at: usize| {
                let words = clauses.phrases.chunks[at].words.clone();
                lexicon().has_noun("occasion", &clauses.phrases.words[words.end - 1].lower)
            };
            let noun = preposition > verb + 1
                && clauses.group_of[preposition - 1].is_some()
                && !gathers(preposition - 1);
            let topic = noun && clauses.phrases.lower(preposition) == "on";
            (says && noun || topic) && preposition > verb
        };
        let taken: Vec<usize> = draft
            .actors
            .iter()
            .chain(&draft.recipients)
            .map(|party| party.head)
            .collect();
        let mut found: Vec<(i32, usize)> = Vec::new();
        for phrase in &clauses.list[clause].phrases {
            let rank = rank(clauses.phrases.lower(phrase.preposition));
            let is_place = matches!(clauses.nature(phrase.group), Nature::Place)
                || clauses.nature(phrase.group) == Nature::Unknown
                || clauses.nature(phrase.group) == Nature::Organisation && rank == Some(0);
            if let Some(rank) = rank.filter(|_| is_place && !behind_object(phrase.preposition)) {
                found.push((rank, phrase.group));
            }
        }
        found.sort();
        let party = found
            .into_iter()
            .filter_map(|(_, group)| parties(clauses, group).into_iter().next())
            .find(|party| {
                let word = clauses.phrases.words[party.head].lower.as_str();
                !taken.contains(&party.head) && word != "court"
            })?;
        self.place_of(clauses, &party)
    }
}

/// "the Monument *to the Heroes*": whom a monument is to belongs to its name.
fn with_dedication(words: &[Word], head: usize, span: Span) -> Span {
    let is = |at: usize, lower: &str| words.get(at).is_some_and(|word| word.lower == lower);
    let monument = [
        "monument",
        "memorial",
        "statue",
        "tomb",
        "palace",
        "hall",
        "museum",
        "cathedral",
        "bridge",
        "square",
        "house",
        "garden",
        "cemetery",
        "mausoleum",
    ]
    .iter()
    .any(|kind| is(head, kind));
    let behind = head + 2 + usize::from(is(head + 2, "the"));
    let last = (behind..words.len()).take_while(|&at| words[at].capital).last();
    match last.filter(|_| monument && (is(head + 1, "to") || is(head + 1, "of"))) {
        Some(last) => span.cover(words[last].span),
        None => span,
    }
}

/// "OSLO, June 4 (NPB) --": the place a text begins with, before a comma.
pub(super) fn dateline(text: &Text, names: &Names) -> Option<Span> {
    let first = names
        .mentions
        .first()
        .filter(|mention| mention.kind == MentionKind::Place)?;
    let begins = text[Span::new(0, first.span.start)].trim().is_empty();
    let head = &text[Span::new(
        first.span.end,
        text.floor_char_boundary(first.span.end + 60).max(first.span.end),
    )];
    let marked =
        head.starts_with([',', ' ']) && ["--", "—", "–", " - "].iter().any(|dash| head.contains(dash));
    (begins && marked).then_some(first.span)
}

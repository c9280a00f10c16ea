//! Events that a noun evokes ("held *talks*", "during his *visit*"): how the noun stands in its sentence, and where its
//! parts are then looked for. What fills a slot is said by the reader above.

use std::ops::Range;

use super::{Draft, Filling, Party, View, default_status, fill, fits, parties};
use crate::EventKind;
use crate::chunk::ChunkKind;
use crate::clause::{ClauseKind, Clauses, Phrase};
use crate::frames::{Filler, Frame, frames};
use crate::lexicon::lexicon;
use crate::status;
use crate::word::Class;

/// How a noun that may be an event stands in its sentence.
enum Standing {
    /// Object of this clause's verb.
    Object(usize),
    /// Passive subject of a verb that carries it ("talks were held").
    Carried(usize),
    /// Subject of a verb that says that it takes place.
    Happening(usize),
    /// On its own.
    Free,
}

pub(super) fn noun_event(clauses: &Clauses, chunk: usize) -> Option<Draft> {
    let phrase = clauses.phrases.noun(chunk)?;
    let words = clauses.phrases.words;
    let is_person = clauses
        .phrases
        .name(phrase)
        .is_some_and(|name| name.kind == annals_names::MentionKind::Person);
    let storm = named_storm(clauses, phrase.core, phrase.head);
    if phrase.pronoun || is_person && storm.is_none() {
        return None;
    }
    let inner = storm.or_else(|| inner_head(clauses, phrase.core, phrase.head));
    let event_head = inner.unwrap_or(phrase.head);
    let head = words[event_head].lower.as_str();
    let acts = event_head == phrase.head
        && (lexicon().has_noun("group", head) || lexicon().has_noun("person", head));
    for (trigger, frame) in frames().noun_keys(head).flat_map(|key| frames().of_noun(key)) {
        let Some(start) = ends_with(clauses, phrase.core, event_head, trigger) else {
            continue;
        };
        let standing = standing(clauses, chunk, frame);
        let sits = matches!(standing, Standing::Happening(clause) if frame.kind == EventKind::Convene && sits(clauses, clause));
        if acts && !sits && !matches!(standing, Standing::Object(_)) {
            continue;
        }
        if event_head < phrase.head && matches!(standing, Standing::Free) {
            continue;
        }
        let view = noun_view(clauses, chunk, &standing);
        let happens = matches!(standing, Standing::Happening(_));
        let free = matches!(standing, Standing::Free);
        let told_around = free && matches!(frame.kind, EventKind::Meet | EventKind::Call | EventKind::Visit);
        let Some(mut filling) = fill(clauses, frame, &view, happens || told_around) else {
            continue;
        };
        if event_head < phrase.head && frame.kind == EventKind::Convene && filling.actors.is_empty() {
            filling.actors = vec![holder(clauses, event_head, phrase.head)];
        }
        if free && matches!(frame.kind, EventKind::Meet | EventKind::Call) && filling.actors.is_empty() {
            filling.actors = match filling.recipients.is_empty() {
                false => traveller(clauses, chunk),
                true => those_who_sit(clauses, chunk),
            };
        }
        let mut arrived = false;
        if free && frame.kind == EventKind::Visit && filling.actors.is_empty() {
            arrived = travels_for(clauses, chunk, &mut filling);
            if filling.actors.is_empty() {
                filling.actors = guest(clauses, chunk);
            }
        }
        let parts = filling.actors.len() + filling.recipients.len() + filling.places.len();
        if told_around && parts == 0 || free && only_pronouns(&filling) {
            continue;
        }
        let clause = match standing {
            Standing::Object(clause) | Standing::Carried(clause) | Standing::Happening(clause) => {
                Some(clause)
            }
            Standing::Free => clauses.owner[chunk],
        };
        let carrier = if free { None } else { clause };
        let mut status = status::of_noun(clauses, chunk, start, carrier)?;
        if arrived {
            status = clause
                .and_then(|clause| status::of_clause(clauses, clause))
                .unwrap_or(status);
        }
        return Some(Draft {
            frame,
            trigger: start..event_head + 1,
            chunk,
            clause,
            free,
            actors: filling.actors,
            recipients: filling.recipients,
            places: filling.places,
            status: default_status(frame, status),
            evidence: filling.evidence,
        });
    }
    None
}

/// "the congress *closed*", "the assembly *was convened*".
fn sits(clauses: &Clauses, clause: usize) -> bool {
    let verb = &clauses.list[clause].verb;
    matches!(
        verb.lemma,
        "open" | "close" | "conclude" | "begin" | "wrap" | "end" | "take"
    ) || verb.passive
        && matches!(
            verb.lemma,
            "convene" | "hold" | "open" | "close" | "adjourn" | "summon" | "postpone" | "schedule"
        )
}

/// "the Fourth *Congress* of the Youth League": the event inside a name.
fn inner_head(clauses: &Clauses, core: usize, head: usize) -> Option<usize> {
    let words = clauses.phrases.words;
    words[head].mention?;
    let sits = |at: usize| {
        matches!(
            words[at].lower.as_str(),
            "congress"
                | "conference"
                | "session"
                | "plenary"
                | "meeting"
                | "assembly"
                | "summit"
                | "forum"
                | "festival"
        )
    };
    (core..head).find(|&at| sits(at) && words.get(at + 1).is_some_and(|of| of.lower == "of"))
}

/// "*Typhoon* Mirasol": the event before its name.
fn named_storm(clauses: &Clauses, core: usize, head: usize) -> Option<usize> {
    let words = clauses.phrases.words;
    let storms = |at: &usize| {
        matches!(
            words[*at].lower.as_str(),
            "typhoon" | "hurricane" | "cyclone" | "storm"
        ) && words.get(at + 1).is_some_and(|name| name.capital)
    };
    (core..head).find(storms)
}

/// Whose event it is: the words behind "of".
fn holder(clauses: &Clauses, event_head: usize, head: usize) -> Party {
    let article = clauses
        .phrases
        .words
        .get(event_head + 2)
        .is_some_and(|word| word.lower == "the");
    let start = (event_head + 2 + usize::from(article)).min(head);
    Party {
        words: start..head + 1,
        head,
        pronoun: false,
        nature: crate::group::Nature::Organisation,
    }
}

/// "flew to Accra for talks with X": whoever does what the clause says comes to the talks.
fn traveller(clauses: &Clauses, chunk: usize) -> Vec<Party> {
    let owner = clauses.owner[chunk].map(|owner| &clauses.list[owner]);
    let subject = owner
        .filter(|clause| clause.chunk < chunk)
        .and_then(|clause| clause.subject);
    let acts = subject.filter(|&subject| fits(clauses, subject, &Filler::Party));
    acts.map(|subject| parties(clauses, subject)).unwrap_or_default()
}

/// "agreed *in talks* in Oslo", "*in a phone call* the two discussed": those of whom the clause says something, if they are
/// more than one.
fn those_who_sit(clauses: &Clauses, chunk: usize) -> Vec<Party> {
    let inside = chunk
        .checked_sub(1)
        .is_some_and(|at| matches!(clauses.phrases.lower(at), "in" | "during" | "at" | "after" | "of"));
    let behind = || clauses.list.iter().position(|clause| clause.chunk > chunk);
    let owner = clauses.owner[chunk]
        .or_else(behind)
        .map(|owner| &clauses.list[owner]);
    let subject = owner
        .filter(|clause| inside && !clause.verb.passive)
        .and_then(|clause| clause.subject);
    let Some(subject) = subject.filter(|&subject| fits(clauses, subject, &Filler::Party)) else {
        return Vec::new();
    };
    let found = parties(clauses, subject);
    let plural = found.iter().any(|party| {
        let head = &clauses.phrases.words[party.head];
        head.mention.is_none() && head.lower.ends_with('s')
    });
    if found.len() > 1 || plural {
        found
    } else {
        Vec::new()
    }
}

/// "flew to Oslo *for a visit*": whoever travels pays it, where they travel to.
/// Says whether they arrive there.
fn travels_for(clauses: &Clauses, chunk: usize, filling: &mut Filling) -> bool {
    let leads = |at: usize| matches!(clauses.phrases.lower(at), "for" | "on" | "after" | "following");
    let Some(owner) = clauses.owner[chunk].filter(|_| chunk.checked_sub(1).is_some_and(leads)) else {
        return false;
    };
    let clause = &clauses.list[owner];
    let goes = matches!(
        clause.verb.lemma,
        "fly" | "arrive" | "travel" | "land" | "come" | "go" | "leave" | "depart" | "head" | "return"
    );
    if !goes || clause.chunk > chunk {
        return false;
    }
    let leaves = matches!(clause.verb.lemma, "leave" | "depart" | "head" | "go");
    let acts = clause
        .subject
        .filter(|&subject| fits(clauses, subject, &Filler::Party));
    filling.actors = acts.map(|subject| parties(clauses, subject)).unwrap_or_default();
    if filling.places.is_empty() {
        let mut to = clause
            .phrases
            .iter()
            .filter(|phrase| match clauses.phrases.lower(phrase.preposition) {
                "for" => leaves,
                "to" | "into" | "in" | "at" => !leaves,
                _ => false,
            });
        let place = to.find(|phrase| fits(clauses, phrase.group, &Filler::Place));
        filling.places = place
            .map(|phrase| parties(clauses, phrase.group))
            .unwrap_or_default();
    }
    !leaves
}

/// "the premier, *on a visit to Oslo*, said": whoever stands right before.
fn guest(clauses: &Clauses, chunk: usize) -> Vec<Party> {
    let on = chunk
        .checked_sub(1)
        .filter(|&at| clauses.phrases.lower(at) == "on");
    let before = on
        .and_then(|at| at.checked_sub(1))
        .map(|at| match clauses.kind(at) {
            Some(ChunkKind::Comma) => at.saturating_sub(1),
            _ => at,
        });
    let group = before.and_then(|at| clauses.group_of[at]);
    let acts = group.filter(|&group| {
        fits(clauses, group, &Filler::Person) && clauses.groups[group].preposition.is_none()
    });
    acts.map(|group| parties(clauses, group)).unwrap_or_default()
}

/// A free noun with nothing but "his" says too little.
fn only_pronouns(filling: &Filling) -> bool {
    filling.places.is_empty()
        && filling
            .actors
            .iter()
            .chain(&filling.recipients)
            .all(|party| party.pronoun)
}

/// Whether the noun phrase ends with these words; returns the first of them. Hyphens are stepped over.
fn ends_with(clauses: &Clauses, core: usize, head: usize, phrase: &[&str]) -> Option<usize> {
    let words = clauses.phrases.words;
    let mut at = head;
    for wanted in phrase.iter().rev().skip(1) {
        loop {
            at = at.checked_sub(1).filter(|at| *at >= core)?;
            if words[at].class != Class::Hyphen {
                break;
            }
        }
        if words[at].lower != *wanted {
            return None;
        }
    }
    Some(at)
}

fn standing(clauses: &Clauses, chunk: usize, frame: &Frame) -> Standing {
    let Some(group) = clauses.group_of[chunk] else {
        return Standing::Free;
    };
    let direct = clauses.groups[group]
        .members
        .iter()
        .any(|member| member.noun == chunk);
    if !direct {
        return Standing::Free;
    }
    let called_off = clauses
        .list
        .iter()
        .position(|clause| clause.subject == Some(group) && clause.verb.passive)
        .filter(|&index| is_appointment(frame.kind) && status::cancels(clauses, index));
    if let Some(index) = called_off {
        return Standing::Happening(index);
    }
    for (index, clause) in clauses.list.iter().enumerate() {
        let passive = clause.verb.passive || clause.kind == ClauseKind::Participle;
        let object = clause.objects.contains(&group);
        let subject = clause.subject == Some(group) || tells_of(clauses, clause, group);
        if subject && passive && carries(clauses, index, frame, None) {
            return Standing::Carried(index);
        }
        let governed = is_appointment(frame.kind) && status::governs(clauses, index);
        if object && !passive && (carries(clauses, index, frame, None) || governed) {
            return Standing::Object(index);
        }
        if subject && (happens(clauses, index) || governed) {
            return Standing::Happening(index);
        }
        let preposition = clauses.groups[group].preposition;
        let phrase = clause
            .phrases
            .iter()
            .any(|phrase| phrase.group == group && phrase.preposition > clause.chunk);
        if phrase && carries(clauses, index, frame, preposition) {
            return Standing::Object(index);
        }
    }
    Standing::Free
}

/// "the summit *between the two leaders, held* in Oslo": a participle behind what is attached tells of the noun before.
pub fn tells_of(clauses: &Clauses, clause: &crate::clause::Clause, group: usize) -> bool {
    let inner = clause.subject.filter(|_| clause.kind == ClauseKind::Participle);
    let preposition = inner.and_then(|inner| clauses.groups[inner].preposition);
    let attaches = |at: usize| {
        at == clauses.groups[group].chunks.end
            && matches!(
                clauses.phrases.lower(at),
                "between" | "of" | "with" | "on" | "for"
            )
    };
    let held = matches!(
        clause.verb.lemma,
        "hold" | "schedule" | "plan" | "slate" | "open" | "convene" | "set"
    );
    held && preposition.is_some_and(attaches)
}

/// Whether a clause's verb is one that the frame's noun goes with, its preposition included.
fn carries(clauses: &Clauses, clause: usize, frame: &Frame, preposition: Option<usize>) -> bool {
    let verb = &clauses.list[clause].verb;
    let words = clauses.phrases.words;
    const ALWAYS: &[&str] = &[
        "hold", "begin", "start", "continue", "resume", "end", "conclude", "launch", "stage", "wage",
    ];
    if preposition.is_none() && !frame.via.is_empty() && ALWAYS.contains(&verb.lemma) {
        return true;
    }
    frame.via.iter().any(|phrase| {
        let fits_preposition = match preposition {
            Some(at) => phrase.len() > 1 && phrase.last() == Some(&clauses.phrases.lower(at)),
            None => true,
        };
        let particles = match preposition {
            Some(_) => &phrase[1..phrase.len().max(2) - 1],
            None => &phrase[1..],
        };
        phrase[0] == verb.lemma
            && fits_preposition
            && particles.iter().enumerate().all(|(i, word)| {
                words
                    .get(verb.main + 1 + i)
                    .is_some_and(|next| next.lower == *word)
            })
    })
}

/// Whether such an event can be planned, put off or called off by a verb that has it as its object.
fn is_appointment(kind: EventKind) -> bool {
    use EventKind::*;
    matches!(
        kind,
        Visit
            | Travel
            | Meet
            | Call
            | Inspect
            | Convene
            | Ceremony
            | Sign
            | Agree
            | Mobilize
            | Launch
            | Match
            | Protest
            | Aid
            | Dismiss
            | Appoint
            | Retreat
            | Elect
            | Sanction
    )
}

fn happens(clauses: &Clauses, clause: usize) -> bool {
    let verb = &clauses.list[clause].verb;
    let next = clauses
        .phrases
        .words
        .get(verb.main + 1)
        .map_or("", |word| word.lower.as_str());
    let lexicon = lexicon();
    if ["hold", "schedule", "plan", "set", "expect", "complete", "mark"].contains(&verb.lemma)
        && !verb.passive
    {
        return false;
    }
    verb.lemma == "be" && clauses.list[clause].objects.is_empty()
        || lexicon.has("happening", verb.lemma)
        || lexicon.has("happening", &format!("{} {next}", verb.lemma))
}

fn noun_view(clauses: &Clauses, chunk: usize, standing: &Standing) -> View {
    let phrase = clauses
        .phrases
        .noun(chunk)
        .expect("an event noun is a noun phrase");
    // "Friday's talks" are nobody's.
    let owner = |words: &Range<usize>| clauses.phrases.words[words.end - 1].time.is_none();
    let mut view = View {
        attached: attached(clauses, chunk),
        possessor: phrase
            .possessor
            .clone()
            .filter(owner)
            .or_else(|| nationality(clauses, phrase.core, phrase.head)),
        ..View::default()
    };
    match *standing {
        Standing::Object(index) => {
            view.subject = clauses.list[index].subject;
            view.phrases = clauses.list[index].phrases.clone();
            let another = lexicon().has("of another", clauses.list[index].verb.lemma);
            // "called talks useless", but "called off talks".
            let wanted_of_another = another && !status::cancels(clauses, index)
                || view
                    .attached
                    .iter()
                    .any(|(at, _)| matches!(clauses.phrases.lower(*at), "by"));
            if clauses.list[index].kind == ClauseKind::Participle || wanted_of_another {
                view.subject = None;
            }
            let own = clauses.group_of[chunk];
            view.indirect = clauses.list[index]
                .objects
                .first()
                .copied()
                .filter(|first| Some(*first) != own);
            view.phrases.retain(|phrase| Some(phrase.group) != own);
        }
        Standing::Carried(index) => {
            view.phrases = clauses.list[index].phrases.clone();
            let by = view
                .phrases
                .iter()
                .find(|phrase| clauses.phrases.lower(phrase.preposition) == "by");
            view.subject = by.map(|phrase| phrase.group);
        }
        Standing::Happening(index) => {
            view.phrases = clauses.list[index].phrases.clone();
            let passive = clauses.list[index].verb.passive;
            if !passive {
                view.objects = clauses.list[index].objects.clone();
            }
        }
        Standing::Free => view.phrases = trailing(clauses, chunk),
    }
    if !matches!(standing, Standing::Free) {
        for phrase in trailing(clauses, chunk) {
            if !view.phrases.contains(&phrase) {
                view.phrases.push(phrase);
            }
        }
    }
    view
}

/// What is attached behind the noun itself.
fn attached(clauses: &Clauses, chunk: usize) -> Vec<(usize, usize)> {
    let Some(group) = clauses.group_of[chunk] else {
        return Vec::new();
    };
    let members = clauses.groups[group].members.iter();
    let all = members.flat_map(|member| member.attached.iter().copied());
    let mut behind: Vec<(usize, usize)> = all.skip_while(|(at, _)| *at < chunk).collect();
    let last = clauses.groups[group]
        .members
        .iter()
        .find(|member| member.chunks.contains(&chunk));
    if let Some(member) = last {
        behind.retain(|(at, _)| *at < member.chunks.end);
    }
    behind
}

/// The prepositional phrases that follow a noun without a break.
fn trailing(clauses: &Clauses, chunk: usize) -> Vec<Phrase> {
    let mut phrases = Vec::new();
    let Some(group) = clauses.group_of[chunk] else {
        return phrases;
    };
    let mut at = clauses.groups[group].chunks.end;
    while phrases.len() < 8 {
        match clauses.kind(at) {
            Some(ChunkKind::Time | ChunkKind::Adverb) => at += 1,
            Some(ChunkKind::Preposition) => match clauses.group_of.get(at + 1).copied().flatten() {
                Some(group) => {
                    phrases.push(Phrase {
                        preposition: at,
                        group,
                    });
                    at = clauses.groups[group].chunks.end;
                }
                None if matches!(clauses.kind(at + 1), Some(ChunkKind::Time)) => at += 2,
                None => break,
            },
            _ => break,
        }
    }
    phrases
}

/// A nationality or name before the head ("the *Danish* air raid", "the *Oslo* summit").
fn nationality(clauses: &Clauses, core: usize, head: usize) -> Option<Range<usize>> {
    let words = clauses.phrases.words;
    (core..head).find_map(|at| {
        let word = &words[at];
        let people = word.capital && lexicon().country(&word.lower).is_some();
        people.then_some(at..at + 1)
    })
}

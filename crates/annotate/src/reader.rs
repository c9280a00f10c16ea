//! The frame reader: lays the frames of the lexicon over the clauses of a sentence and says which parts fill which slots.
//! What it returns are drafts: who "he" is, which day it was and who vouches for it are decided by the story.

pub mod nouns;

use std::ops::Range;

use self::nouns::noun_event;
use crate::chunk::ChunkKind;
use crate::clause::{ClauseKind, Clauses, Phrase};
use crate::frames::{Filler, Frame, Role, Slot, SlotPlace, frames};
use crate::group::{Member, Nature};
use crate::lexicon::lexicon;
use crate::status;
use crate::word::{Class, Word};
use crate::{EventKind, Status};

/// An event as one sentence shows it.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The frame that made it.
    pub frame: &'static Frame,
    /// The words that evoke it.
    pub trigger: Range<usize>,
    /// The chunk that evokes it.
    pub chunk: usize,
    /// The clause it belongs to.
    pub clause: Option<usize>,
    /// Whether a noun evokes it that no verb carries ("during his visit to X").
    pub free: bool,
    /// Who does it.
    pub actors: Vec<Party>,
    /// To, with or against whom.
    pub recipients: Vec<Party>,
    /// Where.
    pub places: Vec<Party>,
    /// Whether it happened.
    pub status: Status,
    /// The heads of its parts that show what it is ("lifted *sanctions*").
    pub evidence: Vec<usize>,
}

/// Words of a sentence that take part in an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Its words, without article, with what is attached behind.
    pub words: Range<usize>,
    /// The word that decides what it is.
    pub head: usize,
    /// Whether that word is a pronoun or a possessive.
    pub pronoun: bool,
    /// What it is about.
    pub nature: Nature,
}

/// Where a frame looks for its parts.
#[derive(Default)]
struct View {
    subject: Option<usize>,
    objects: Vec<usize>,
    phrases: Vec<Phrase>,
    attached: Vec<(usize, usize)>,
    possessor: Option<Range<usize>>,
    indirect: Option<usize>,
    infinitive: Option<&'static str>,
    behind: Range<usize>,
}

#[derive(Default)]
struct Filling {
    actors: Vec<Party>,
    recipients: Vec<Party>,
    places: Vec<Party>,
    needed: usize,
    worded: bool,
    typed: usize,
    evidence: Vec<usize>,
}

/// Every event that the frames find in a sentence, in the order of their triggers.
pub fn read(clauses: &Clauses) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (chunk, content) in clauses.phrases.chunks.iter().enumerate() {
        match &content.kind {
            ChunkKind::Verb(_) => drafts.extend(
                clauses
                    .of_verb(chunk)
                    .and_then(|clause| verb_event(clauses, clause)),
            ),
            ChunkKind::Noun(_) => drafts.extend(noun_event(clauses, chunk)),
            _ => {}
        }
    }
    drop_carriers(clauses, &mut drafts);
    drop_promised(clauses, &mut drafts);
    drop_obligations(clauses, &mut drafts);
    drop_halves(clauses, &mut drafts);
    join_assaults(clauses, &mut drafts);
    drop_tolls(clauses, &mut drafts);
    join_invitations(clauses, &mut drafts);
    merge_repeated(drafts)
}

/// Where a noun is the event ("held talks"), a verb frame of its carrier is not another one.
fn drop_carriers(clauses: &Clauses, drafts: &mut Vec<Draft>) {
    let carried: Vec<(usize, &'static Frame)> = drafts
        .iter()
        .filter(|draft| !draft.free && draft.frame.is_noun())
        .filter_map(|draft| Some((draft.clause?, draft.frame)))
        .collect();
    drafts.retain(|draft| {
        let arrives = draft.frame.kind == EventKind::Travel;
        let carries = |(clause, noun): &(usize, &Frame)| {
            let lemma = clauses.list[*clause].verb.lemma;
            let same_verb = draft.clause == Some(*clause) && noun.via.iter().any(|via| via[0] == lemma);
            same_verb && noun.kind != EventKind::State && !arrives
        };
        let states = draft.frame.kind == EventKind::State && !draft.frame.speech;
        draft.frame.is_noun() || states || !carried.iter().any(carries)
    });
    let shown: Vec<usize> = drafts
        .iter()
        .filter(|d| !d.frame.is_noun())
        .flat_map(|d| d.evidence.clone())
        .collect();
    drafts.retain(|draft| !draft.frame.is_noun() || !shown.contains(&(draft.trigger.end - 1)));
    let stated: Vec<Option<usize>> = drafts
        .iter()
        .filter(|d| d.frame.kind == EventKind::State && !d.frame.is_noun())
        .map(|d| d.clause)
        .collect();
    drafts.retain(|draft| {
        !(draft.frame.is_noun() && draft.frame.kind == EventKind::State && stated.contains(&draft.clause))
    });
}

/// What another one is said to have to do is what is asked for.
fn drop_obligations(clauses: &Clauses, drafts: &mut Vec<Draft>) {
    let contents: Vec<usize> = drafts
        .iter()
        .filter(|draft| draft.frame.obliges)
        .filter_map(|draft| obliged(clauses, draft.clause?))
        .collect();
    drafts.retain(|draft| {
        let governors = std::iter::successors(draft.clause, |clause| clauses.list[*clause].governor);
        draft.frame.is_noun() || !governors.take(8).any(|clause| contents.contains(&clause))
    });
}

/// "bombed the bridge, killing five", "killed two and wounded five" are one attack: those hit are those of the first verb,
/// and of the others where all say only what became of people.
fn join_assaults(clauses: &Clauses, drafts: &mut Vec<Draft>) {
    let mut at = 1;
    while at < drafts.len() {
        let (first, second) = (&drafts[at - 1], &drafts[at]);
        let assaults = [first, second].iter().all(|draft| {
            draft.frame.kind == EventKind::Assault && !draft.frame.is_noun() && draft.status == first.status
        });
        let hurts = |draft: &Draft| {
            draft.clause.is_some_and(|clause| {
                matches!(
                    clauses.list[clause].verb.lemma,
                    "kill" | "wound" | "injure" | "maim" | "hurt"
                )
            })
        };
        let linked = second.clause.is_some_and(|index| {
            let clause = &clauses.list[index];
            let same_doer = first
                .clause
                .is_some_and(|first| clauses.list[first].subject == clause.subject);
            clause.partner == first.clause || clause.kind == ClauseKind::Gerund && same_doer
        });
        if !(assaults && linked && hurts(second)) {
            at += 1;
            continue;
        }
        let nobody = first.recipients.iter().all(|party| party.pronoun);
        let adds = hurts(first) || nobody;
        let second = drafts.remove(at);
        let first = &mut drafts[at - 1];
        if nobody {
            first.recipients.clear();
        }
        if adds {
            first.recipients.extend(second.recipients);
        }
        if first.places.is_empty() {
            first.places = second.places;
        }
    }
}

/// "14 people died when floods hit": the toll of a disaster or attack is no death of its own; nor is the text that somebody
/// signs an agreement of its own, nor "speaking in Oslo" a speech beside what was said there.
fn drop_tolls(clauses: &Clauses, drafts: &mut Vec<Draft>) {
    let struck = drafts
        .iter()
        .any(|draft| matches!(draft.frame.kind, EventKind::Disaster | EventKind::Assault));
    let words = clauses.phrases.words;
    let is_toll = |party: &Party| {
        words[party.head].mention.is_none()
            && words[party.words.clone()]
                .iter()
                .any(|word| !word.capital && counts(&word.lower))
    };
    let signing: Vec<usize> = drafts
        .iter()
        .filter(|draft| {
            matches!(draft.frame.kind, EventKind::Sign | EventKind::Agree) && !draft.frame.is_noun()
        })
        .filter_map(|draft| draft.clause)
        .flat_map(|clause| clauses.list[clause].objects.clone())
        .collect();
    drafts.retain(|draft| match draft.frame.kind {
        EventKind::Dismiss if draft.free => draft.status != Status::Planned,
        EventKind::Die => !(struck && draft.actors.iter().all(is_toll)),
        EventKind::Agree if draft.free => {
            !clauses.group_of[draft.chunk].is_some_and(|group| signing.contains(&group))
        }
        EventKind::State if !draft.frame.is_noun() => !draft
            .clause
            .is_some_and(|clause| clauses.list[clause].kind == ClauseKind::Gerund),
        _ => true,
    });
}

/// "14", "dozens", "several".
fn counts(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        || matches!(
            word,
            "one"
                | "two"
                | "three"
                | "four"
                | "five"
                | "six"
                | "seven"
                | "eight"
                | "nine"
                | "ten"
                | "eleven"
                | "twelve"
                | "nineteen"
                | "twenty"
                | "dozens"
                | "hundreds"
                | "thousands"
                | "scores"
                | "several"
                | "people"
                | "many"
        )
}

/// "met and had talks with X" is one meeting: the half that names nobody goes.
fn drop_halves(clauses: &Clauses, drafts: &mut Vec<Draft>) {
    let joined: Vec<(EventKind, usize)> = drafts
        .iter()
        .filter_map(|draft| Some((draft.frame.kind, clauses.list[draft.clause?].partner?)))
        .collect();
    drafts.retain(|draft| {
        let bare = draft.recipients.is_empty() && draft.places.is_empty() && draft.actors.len() < 2;
        !(bare
            && draft
                .clause
                .is_some_and(|clause| joined.contains(&(draft.frame.kind, clause))))
    });
}

/// "invited X to visit Y" is one planned visit, with the inviter as its host.
fn join_invitations(clauses: &Clauses, drafts: &mut Vec<Draft>) {
    let inviting = |draft: &Draft| {
        draft
            .clause
            .is_some_and(|clause| clauses.list[clause].verb.lemma == "invite")
    };
    let invitations: Vec<Draft> = drafts.iter().filter(|draft| inviting(draft)).cloned().collect();
    for invitation in invitations {
        let governed = |draft: &&mut Draft| {
            let clause = draft.clause.map(|clause| &clauses.list[clause]);
            draft.frame.kind == EventKind::Visit
                && clause.is_some_and(|clause| clause.governor == invitation.clause)
        };
        if let Some(visit) = drafts.iter_mut().find(governed) {
            visit.recipients = invitation.recipients.clone();
            drafts.retain(|draft| draft.chunk != invitation.chunk);
        }
    }
}

/// What somebody agrees, offers or is asked to do is the content of that act, not an event; a journey or meeting agreed on
/// is a plan worth a line.
fn drop_promised(clauses: &Clauses, drafts: &mut Vec<Draft>) {
    let acts: Vec<usize> = drafts
        .iter()
        .filter(|draft| {
            matches!(
                draft.frame.kind,
                EventKind::Agree | EventKind::Request | EventKind::Threaten
            )
        })
        .filter_map(|draft| draft.clause)
        .collect();
    drafts.retain(|draft| {
        let appointment = matches!(
            draft.frame.kind,
            EventKind::Visit
                | EventKind::Travel
                | EventKind::Meet
                | EventKind::Call
                | EventKind::Sign
                | EventKind::Convene
        );
        let governors = std::iter::successors(draft.clause, |clause| clauses.list[*clause].governor).skip(1);
        appointment || !governors.take(8).any(|governor| acts.contains(&governor))
    });
}

/// "a ceremony for the inauguration of X took place" is one event: a free noun of the same kind in the same clause only adds
/// what the other lacks.
fn merge_repeated(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut kept: Vec<Draft> = Vec::new();
    let (free, carried): (Vec<Draft>, Vec<Draft>) = drafts.into_iter().partition(|draft| draft.free);
    kept.extend(carried);
    for draft in free {
        let near = |other: &&mut Draft| {
            other.frame.kind == draft.frame.kind
                && other.clause == draft.clause
                && other.chunk.abs_diff(draft.chunk) <= 3
                && (other.places.is_empty() || draft.places.is_empty() || other.places == draft.places)
        };
        match kept.iter_mut().find(near) {
            Some(other) => {
                if other.places.is_empty() {
                    other.places = draft.places;
                }
                if other.actors.is_empty() && other.recipients.is_empty() {
                    (other.actors, other.recipients) = (draft.actors, draft.recipients);
                }
            }
            None => kept.push(draft),
        }
    }
    kept.sort_by_key(|draft| draft.trigger.start);
    kept
}

fn verb_event(clauses: &Clauses, index: usize) -> Option<Draft> {
    let clause = &clauses.list[index];
    if only_asks(clauses, index) {
        return None;
    }
    let status = status::of_clause(clauses, index)?;
    let mut best: Option<((bool, usize, usize), Draft)> = None;
    for (phrase, frame) in frames().of_verb(clause.verb.lemma) {
        let Some((end, own_preposition)) = particles(clauses, clause.verb.main, &phrase[1..]) else {
            continue;
        };
        let view = verb_view(clauses, index, own_preposition);
        let mut view = view;
        if frame.passive {
            view.phrases.retain(|phrase| phrase.preposition > clause.chunk);
        }
        let agentless = clause.verb.passive && view.subject.is_none();
        if frame.passive && !agentless {
            continue;
        }
        let obliged = frame.obliges.then(|| obliged(clauses, index)).flatten();
        if frame.obliges && obliged.is_none() {
            continue;
        }
        let Some(mut filling) = fill(clauses, frame, &view, false) else {
            continue;
        };
        if obliged.is_some()
            && filling
                .actors
                .iter()
                .all(|actor| actor.pronoun && clauses.phrases.words[actor.head].lower == "i")
        {
            continue;
        }
        if let Some(content) = obliged {
            filling.worded = true;
            filling.recipients = clauses.list[content]
                .subject
                .map(|group| parties(clauses, group))
                .unwrap_or_default();
        }
        if frame.kind == EventKind::Assault
            && (is_mishap(clauses, index) || filling.actors.iter().any(|actor| is_landscape(clauses, actor)))
        {
            continue;
        }
        let rank = (filling.worded, phrase.len(), filling.typed);
        if best.as_ref().is_some_and(|(best, _)| *best >= rank) {
            continue;
        }
        let trigger = clause.verb.main..if own_preposition.is_some() { end - 1 } else { end };
        let draft = Draft {
            frame,
            trigger,
            chunk: clause.chunk,
            clause: Some(index),
            free: false,
            actors: filling.actors,
            recipients: filling.recipients,
            places: filling.places,
            status: default_status(frame, status),
            evidence: filling.evidence,
        };
        best = Some((rank, draft));
    }
    best.map(|(_, draft)| draft)
}

/// "said that *Oslo must* wait": the clause behind a verb of saying, where it says what another party must do.
pub fn obliged(clauses: &Clauses, index: usize) -> Option<usize> {
    let saying = &clauses.list[index];
    let content = clauses.list.get(index + 1)?;
    let words = &clauses.phrases.words[clauses.phrases.chunks[content.chunk].words.clone()];
    let must = words.iter().any(|word| matches!(word.lower.as_str(), "must"));
    let subject = content.subject?;
    let behind = clauses.groups[subject].chunks.start > saying.chunk;
    let acts = fits(clauses, subject, &Filler::Party)
        && !clauses.groups[subject].members.iter().any(|member| {
            clauses
                .phrases
                .noun(member.noun)
                .is_some_and(|phrase| phrase.pronoun)
        });
    (must && behind && acts && content.kind == ClauseKind::Finite && !content.verb.passive)
        .then_some(index + 1)
}

/// "asked about gauges", "asked whether", "asked the drivers": a question, no request.
fn only_asks(clauses: &Clauses, index: usize) -> bool {
    let clause = &clauses.list[index];
    if clause.verb.lemma != "ask" {
        return false;
    }
    let words = clauses.phrases.words;
    let end = region_end(clauses, index).max(clause.verb.main + 1);
    let next = words.get(end).map_or("", |word| word.lower.as_str());
    let inside = words[clause.verb.main + 1..end]
        .iter()
        .map(|word| word.lower.as_str());
    let question = |word: &str| {
        matches!(
            word,
            "about" | "whether" | "how" | "why" | "if" | "when" | "where" | "what"
        )
    };
    let mut behind = inside.clone().chain([next]);
    let bidden = words[clause.verb.main + 1..]
        .iter()
        .any(|word| word.lower == "to");
    let wanted = inside.clone().any(|word| matches!(word, "for" | "that")) || next == "that";
    behind.any(question) || !bidden && !wanted
}

/// "flooded two farms, *injuring* three": what comes of nature or accident is nobody's deed.
fn is_mishap(clauses: &Clauses, index: usize) -> bool {
    let clause = &clauses.list[index];
    let mut before = clauses.list[..index].iter().rev();
    let main = before.find(|main| main.kind == ClauseKind::Finite && main.subject == clause.subject);
    clause.kind == ClauseKind::Gerund
        && main.is_some_and(|main| {
            matches!(
                main.verb.lemma,
                "flood"
                    | "erupt"
                    | "overflow"
                    | "burst"
                    | "collapse"
                    | "shake"
                    | "sweep"
                    | "derail"
                    | "overturn"
                    | "crash"
                    | "sink"
                    | "swell"
                    | "fall"
            )
        })
}

/// A river or mountain does nobody violence: of places only countries, and cities that stand for them, act.
fn is_landscape(clauses: &Clauses, party: &Party) -> bool {
    let words = clauses.phrases.words;
    let article = party.words.start > 0 && words[party.words.start - 1].lower == "the";
    let country = party
        .words
        .clone()
        .any(|at| lexicon().country(&words[at].lower).is_some());
    party.nature == Nature::Place && article && !country
}

fn default_status(frame: &Frame, status: Status) -> Status {
    match (frame.status, status) {
        (Status::Planned, Status::Happened) => Status::Planned,
        (_, status) => status,
    }
}

/// Matches the words of a verb phrase behind its verb. Returns the end of the words matched, and the preposition among them
/// that the phrase's object stands behind.
fn particles(clauses: &Clauses, main: usize, words: &[&str]) -> Option<(usize, Option<usize>)> {
    let all = clauses.phrases.words;
    let mut at = main + 1;
    for word in words {
        while all
            .get(at)
            .is_some_and(|next| next.class == Class::Adverb && next.lower != *word)
        {
            at += 1;
        }
        let reflexive = |at: usize| {
            all.get(at).is_some_and(|next| {
                matches!(
                    next.lower.as_str(),
                    "himself" | "herself" | "itself" | "themselves"
                )
            })
        };
        if reflexive(at) {
            at += 1;
        }
        if all.get(at).is_none_or(|next| next.lower != *word) {
            let apart = words.len() == 1 && stands_apart(all, main, word);
            return apart.then_some((main + 1, None));
        }
        at += 1;
    }
    let last = (!words.is_empty() && at > main + 1).then(|| at - 1);
    let preposition = last.filter(|&last| all[last].class == Class::Preposition);
    Some((at, preposition))
}

/// "called the talks *off*": a particle behind the object, where no phrase of its own begins.
fn stands_apart(words: &[Word], main: usize, particle: &str) -> bool {
    if !matches!(particle, "off" | "down" | "out" | "up" | "back" | "over" | "in") {
        return false;
    }
    let behind = (main + 2..words.len().min(main + 9))
        .take_while(|&at| !matches!(words[at].class, Class::Verb | Class::Break | Class::Comma))
        .find(|&at| words[at].lower == particle && words[at - 1].class == Class::Noun);
    behind.is_some_and(|at| {
        words.get(at + 1).is_none_or(|next| {
            next.time.is_some()
                || matches!(
                    next.class,
                    Class::Break
                        | Class::Comma
                        | Class::Preposition
                        | Class::Conjunction
                        | Class::Subordinator
                        | Class::Adverb
                )
        })
    })
}

fn verb_view(clauses: &Clauses, index: usize, own_preposition: Option<usize>) -> View {
    let clause = &clauses.list[index];
    let passive = clause.verb.passive || clause.kind == ClauseKind::Participle;
    let first = clauses.phrases.chunks[clause.chunk].words.start;
    let mut view = View {
        behind: first..clauses.phrases.words.len(),
        ..View::default()
    };
    for phrase in &clause.phrases {
        let preposition_word = clauses.phrases.chunks[phrase.preposition].words.start;
        if Some(preposition_word) == own_preposition {
            view.objects.push(phrase.group);
        } else if passive
            && clauses.phrases.lower(phrase.preposition) == "by"
            && phrase.preposition > clause.chunk
        {
            view.subject.get_or_insert(phrase.group);
        } else {
            view.phrases.push(*phrase);
        }
    }
    if passive {
        view.objects.extend(clause.subject);
    } else {
        view.subject = clause.subject;
    }
    view.objects.extend(&clause.objects);
    if clause.objects.len() > 1 && !passive {
        view.indirect = clause.objects.first().copied();
    }
    if passive && !clause.objects.is_empty() {
        view.indirect = clause.subject;
    }
    view.attached = view
        .objects
        .iter()
        .flat_map(|&group| clauses.groups[group].members.iter())
        .flat_map(|member| member.attached.iter().copied())
        .collect();
    let next = clauses.list.get(index + 1);
    let infinitive = next.filter(|next| next.governor == Some(index) && next.kind == ClauseKind::Infinitive);
    view.infinitive = infinitive.map(|next| next.verb.lemma);
    view.behind.end = region_end(clauses, index);
    view
}

/// One past the last word of a clause's region behind its verb.
fn region_end(clauses: &Clauses, index: usize) -> usize {
    let verb = clauses.list[index].chunk;
    let last = (verb..clauses.owner.len())
        .take_while(|&chunk| clauses.owner[chunk] == Some(index))
        .last();
    clauses.phrases.chunks[last.unwrap_or(verb)].words.end
}

/// Fills the slots of a frame, or nothing where a part that is there does not fit. `enough`: the trigger is enough.
fn fill(clauses: &Clauses, frame: &Frame, view: &View, enough: bool) -> Option<Filling> {
    let mut filling = Filling::default();
    let mut taken: Vec<usize> = Vec::new();
    let mut filled: Vec<usize> = Vec::new();
    let objects = without_complements(clauses, frame, &view.objects);
    let attached_counts = frame.is_noun() || frame.issues();
    for (number, slot) in frame.slots.iter().enumerate() {
        let again = |other: &Slot| other.place == slot.place && matches!(slot.place, SlotPlace::After(_));
        if filled.iter().any(|&other: &usize| again(&frame.slots[other])) {
            continue;
        }
        let found = match slot.place {
            SlotPlace::Subject => fill_group(clauses, slot, view.subject.as_slice(), &mut taken),
            SlotPlace::Object => fill_group(clauses, slot, &objects, &mut taken),
            SlotPlace::Indirect => fill_group(clauses, slot, view.indirect.as_slice(), &mut taken),
            SlotPlace::Infinitive => match &slot.filler {
                Filler::Words(words) => words.contains(&view.infinitive.unwrap_or("")).then(Vec::new),
                _ => view.infinitive.map(|_| Vec::new()),
            },
            SlotPlace::Complement => fill_words(clauses, slot, view.behind.clone()),
            SlotPlace::Possessor => fill_possessor(clauses, slot, view),
            SlotPlace::After(preposition) => {
                fill_after(clauses, slot, preposition, view, attached_counts, &mut taken)
            }
        };
        let worded = matches!(slot.filler, Filler::Words(_)) && slot.needed;
        let must = worded || slot.place == SlotPlace::Infinitive && slot.needed;
        match found {
            Some(parties) => {
                filled.push(number);
                filling.needed += usize::from(slot.needed);
                filling.worded |= worded;
                filling.typed += usize::from(matches!(slot.filler, Filler::Person | Filler::Place));
                if worded {
                    filling.evidence.extend(parties.iter().map(|party| party.head));
                }
                filling.keep(slot.role, parties);
            }
            None if slot.must || must && !alternative(frame, slot) => return None,
            None => {}
        }
    }
    if frame.has_needs() && filling.needed == 0 && !enough || misfits(clauses, frame, view) {
        return None;
    }
    Some(filling)
}

/// Objects that are not what the frame's complement calls them ("called *it* illegal").
fn without_complements(clauses: &Clauses, frame: &Frame, objects: &[usize]) -> Vec<usize> {
    let complement = frame
        .slots
        .iter()
        .find(|slot| slot.place == SlotPlace::Complement);
    let is_complement = |group: usize| complement.is_some_and(|slot| fits(clauses, group, &slot.filler));
    let several = objects.len() > 1;
    let kept = objects
        .iter()
        .enumerate()
        .filter(|(at, group)| several && *at == 0 || !is_complement(**group));
    kept.map(|(_, group)| *group).collect()
}

/// A needed slot with words may be filled by another one of the same place or role with words ("launch of", ...).
fn alternative(frame: &Frame, slot: &Slot) -> bool {
    let worded = frame
        .slots
        .iter()
        .filter(|other| other.needed && matches!(other.filler, Filler::Words(_)));
    worded.count() > 1 && slot.place != SlotPlace::Complement && slot.place != SlotPlace::Object
}

/// Whether the subject or object is there but fits none of the frame's slots for it.
fn misfits(clauses: &Clauses, frame: &Frame, view: &View) -> bool {
    let misfit = |place: SlotPlace, groups: &[usize]| {
        let mut slots = frame.slots.iter().filter(|slot| slot.place == place).peekable();
        let asked = slots.peek().is_some() && !groups.is_empty();
        asked && slots.all(|slot| !groups.iter().any(|&group| fits(clauses, group, &slot.filler)))
    };
    misfit(SlotPlace::Subject, view.subject.as_slice()) || misfit(SlotPlace::Object, &view.objects)
}

impl Filling {
    fn keep(&mut self, role: Role, parties: Vec<Party>) {
        match role {
            Role::Actor => self.actors.extend(parties),
            Role::Recipient => self.recipients.extend(parties),
            Role::Place => self.places.extend(parties),
            Role::Evidence => {}
        }
    }
}

fn fill_group(
    clauses: &Clauses,
    slot: &Slot,
    groups: &[usize],
    taken: &mut Vec<usize>,
) -> Option<Vec<Party>> {
    let group = *groups
        .iter()
        .find(|group| !taken.contains(group) && fits(clauses, **group, &slot.filler))?;
    taken.push(group);
    Some(parties(clauses, group))
}

fn fill_after(
    clauses: &Clauses,
    slot: &Slot,
    preposition: &str,
    view: &View,
    attached_counts: bool,
    taken: &mut Vec<usize>,
) -> Option<Vec<Party>> {
    let attached = view.attached.iter().find(|(at, noun)| {
        clauses.phrases.lower(*at) == preposition && noun_fits(clauses, *noun, &slot.filler)
    });
    let attached = attached.filter(|_| attached_counts);
    if let Some((at, noun)) = attached {
        let behind = view.attached.iter().filter(|(other, _)| other > at);
        let joined = behind.take_while(|(other, _)| matches!(clauses.phrases.lower(*other), "and" | ","));
        return Some(
            [*noun]
                .into_iter()
                .chain(joined.map(|(_, noun)| *noun))
                .map(|noun| attached_party(clauses, noun))
                .collect(),
        );
    }
    let groups: Vec<usize> = view
        .phrases
        .iter()
        .filter(|phrase| clauses.phrases.lower(phrase.preposition) == preposition)
        .map(|phrase| phrase.group)
        .collect();
    fill_group(clauses, slot, &groups, taken).or_else(|| {
        let inner = groups
            .iter()
            .filter(|group| !taken.contains(group) && slot.filler == Filler::Place);
        inner
            .copied()
            .find_map(|group| place_inside(clauses, group))
            .map(|place| vec![place])
    })
}

/// "for the opening of *the port*": the place that a thing is of.
fn place_inside(clauses: &Clauses, group: usize) -> Option<Party> {
    let attached = clauses.groups[group].members[0].attached.iter();
    let place = attached
        .map(|(_, noun)| *noun)
        .find(|noun| noun_fits(clauses, *noun, &Filler::Place))?;
    Some(plain_party(clauses, place))
}

fn fill_words(clauses: &Clauses, slot: &Slot, behind: Range<usize>) -> Option<Vec<Party>> {
    let Filler::Words(words) = &slot.filler else {
        return None;
    };
    let behind = &clauses.phrases.words[behind];
    let score = words.contains(&"#") && has_score(behind);
    let found = score || behind.iter().any(|word| words.contains(&word.lower.as_str()));
    found.then(Vec::new)
}

/// "2-1", "6:2".
fn has_score(words: &[Word]) -> bool {
    let number = |word: &Word| word.lower.starts_with(|c: char| c.is_ascii_digit());
    let split = words
        .windows(3)
        .any(|three| number(&three[0]) && three[1].class == Class::Hyphen && number(&three[2]));
    split
        || words
            .iter()
            .any(|word| number(word) && word.time.is_none() && word.lower.contains(':'))
}

fn fill_possessor(clauses: &Clauses, slot: &Slot, view: &View) -> Option<Vec<Party>> {
    let words = view.possessor.clone()?;
    let head = words.end - 1;
    let word = &clauses.phrases.words[head];
    let party = Party {
        head,
        pronoun: word.class == Class::Possessive,
        nature: if word.class == Class::Possessive {
            Nature::Person
        } else {
            Nature::Unknown
        },
        words,
    };
    let role_fits = slot.filler != Filler::Place;
    role_fits.then(|| vec![party])
}

/// Whether a group can fill a slot.
fn fits(clauses: &Clauses, group: usize, filler: &Filler) -> bool {
    let member = &clauses.groups[group].members[0];
    noun_fits(clauses, member.noun, filler)
        || measured(clauses, member).is_some_and(|noun| noun_fits(clauses, noun, filler))
}

/// "700 kg of *medicine*", "a series of *drills*": what a word of number or amount is of.
fn measured(clauses: &Clauses, member: &Member) -> Option<usize> {
    let phrase = clauses.phrases.noun(member.noun)?;
    let head = clauses.phrases.words[phrase.head].lower.as_str();
    let (preposition, noun) = *member.attached.first()?;
    (clauses.phrases.lower(preposition) == "of" && lexicon().has_noun("measure", head)).then_some(noun)
}

fn noun_fits(clauses: &Clauses, noun: usize, filler: &Filler) -> bool {
    let Some(phrase) = clauses.phrases.noun(noun) else {
        return false;
    };
    let nature = clauses.phrases.nature(phrase);
    match filler {
        Filler::Any => true,
        Filler::Person => {
            let country = nature == Nature::Place;
            matches!(nature, Nature::Person | Nature::Unknown | Nature::Organisation) && !country
        }
        Filler::Party => match nature {
            Nature::Person | Nature::Organisation | Nature::Unknown => true,
            Nature::Place => clauses.phrases.name(phrase).is_some(),
            Nature::Thing => false,
        },
        Filler::Place => match nature {
            Nature::Place | Nature::Unknown => true,
            Nature::Organisation => {
                let head = &clauses.phrases.words[phrase.head];
                head.capital || head.lower == "country" || lexicon().has_noun("building", &head.lower)
            }
            _ => false,
        },
        Filler::Words(words) => {
            let head = clauses.phrases.words[phrase.head].lower.as_str();
            let is_one = |word: &str| {
                words.contains(&word) || word.strip_suffix('s').is_some_and(|stem| words.contains(&stem))
            };
            let all = clauses.phrases.words;
            let name = all[phrase.head].mention;
            let in_name = |at: usize| all[at].mention == name && is_one(&all[at].lower);
            is_one(head)
                || name.is_some() && (phrase.core..phrase.head).any(in_name)
                || names_bearer(all, phrase.core..phrase.head + 1).is_some_and(|at| is_one(&all[at].lower))
                || ends_in_pair(all, phrase.core, phrase.head, words)
        }
    }
}

/// "the *destroyer* Admiral Orlov": the common noun right before a name that it introduces.
fn names_bearer(words: &[Word], phrase: Range<usize>) -> Option<usize> {
    let name = phrase.clone().find(|&at| words[at].capital)?;
    let before = name.checked_sub(1).filter(|&at| phrase.contains(&at))?;
    words[phrase.end - 1].capital.then_some(before)
}

/// "a *medical team*", written "medical_team" in a frame.
fn ends_in_pair(words: &[Word], core: usize, head: usize, wanted: &[&str]) -> bool {
    let pairs = wanted.iter().filter_map(|word| word.split_once('_'));
    let mut pairs = pairs.filter(|_| head > core);
    pairs.any(|(first, last)| {
        let noun = words[head].lower.as_str();
        words[head - 1].lower == first && (noun == last || noun.strip_suffix('s') == Some(last))
    })
}

/// The members of a group as parties.
pub fn parties(clauses: &Clauses, group: usize) -> Vec<Party> {
    clauses.groups[group]
        .members
        .iter()
        .map(|member| member_party(clauses, member))
        .collect()
}

fn member_party(clauses: &Clauses, member: &Member) -> Party {
    let own = plain_party(clauses, member.noun);
    let named = |party: &Party| clauses.phrases.words[party.head].mention.is_some();
    if let Some(apposition) = member.apposition {
        let other = plain_party(clauses, apposition);
        if !named(&own)
            && (named(&other) || clauses.phrases.words[other.head].capital)
            && other.nature != Nature::Thing
        {
            return other;
        }
    }
    let name_like = own.nature == Nature::Unknown && clauses.phrases.words[own.head].capital;
    if named(&own) || name_like {
        return own;
    }
    if let Some(bearer) = bearer(clauses, member) {
        return bearer;
    }
    let end = clauses.phrases.chunks[member.chunks.end - 1].words.end;
    Party {
        words: own.words.start..end,
        ..own
    }
}

/// "minister of *transport Aylin Kaya*": the name that the noun phrase is a title of.
fn bearer(clauses: &Clauses, member: &Member) -> Option<Party> {
    let (_, noun) = *member.attached.last()?;
    let title = clauses.phrases.name(clauses.phrases.noun(noun)?)?.title?;
    let own = clauses
        .phrases
        .span(clauses.phrases.chunks[member.noun].words.clone());
    let inside = title.overlaps(own) && title.end > own.end;
    inside.then(|| plain_party(clauses, noun))
}

/// A noun phrase attached inside a group, by its name if an apposition gives one.
pub fn attached_party(clauses: &Clauses, noun: usize) -> Party {
    let member = clauses.group_of[noun].and_then(|group| {
        let members = &clauses.groups[group].members;
        members
            .iter()
            .find(|member| member.attached.iter().any(|(_, inner)| *inner == noun))
    });
    let behind = clauses
        .phrases
        .noun(noun)
        .filter(|phrase| clauses.phrases.name(phrase).is_none());
    let further = member.filter(|_| behind.is_some()).and_then(|member| {
        let mut attached = member
            .attached
            .iter()
            .skip_while(|(_, other)| *other != noun)
            .skip(1);
        attached
            .next()
            .filter(|(at, _)| clauses.phrases.lower(*at) == "of")
    });
    if let Some((_, last)) = further {
        let own = plain_party(clauses, noun);
        let end = clauses.phrases.chunks[*last].words.end;
        return Party {
            words: own.words.start..end,
            ..own
        };
    }
    let last = member.filter(|member| member.attached.last().is_some_and(|(_, last)| *last == noun));
    match last.and_then(|member| member.inner_apposition) {
        Some(apposition) => plain_party(clauses, apposition),
        None => plain_party(clauses, noun),
    }
}

fn plain_party(clauses: &Clauses, noun: usize) -> Party {
    let phrase = clauses.phrases.noun(noun).expect("parties are noun phrases");
    let start = match &phrase.possessor {
        Some(possessor) if clauses.phrases.words[possessor.start].class != Class::Possessive => {
            possessor.start
        }
        _ => phrase.core,
    };
    Party {
        words: start..phrase.head + 1,
        head: phrase.head,
        pronoun: phrase.pronoun,
        nature: clauses.phrases.nature(phrase),
    }
}

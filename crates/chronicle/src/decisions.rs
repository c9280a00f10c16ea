//! What an analyst has decided about people, bodies and places: that two are one, that one is two, what one is called, and
//! what is nobody at all. What is decided about events stands in `review.rs`. Decisions name their subjects by key, so that they hold when everything is built anew. They are
//! applied in the order in which they were made. Keeping them is the store's task.

use annals_archive::CaptureId;
use annals_names::MentionKind;
use rustc_hash::FxHashMap;

use crate::name_key::fold;
use crate::report::ReportedParticipant;
use crate::review::EventDecision;

/// Whom or what a decision is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Subject {
    /// What it is.
    pub kind: MentionKind,
    /// Its key, as in [`crate::Entity::key`].
    pub key: String,
}

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// All are one, and it keeps the id of the first.
    Merge {
        /// Who stays.
        into: Subject,
        /// Who goes into it.
        others: Vec<Subject>,
    },
    /// A part of what was taken for one is somebody else.
    Split {
        /// What was taken for one.
        from: Subject,
        /// Names as articles print them in full; case and accents do not count.
        names: Vec<String>,
        /// Articles in which it is somebody else.
        articles: Vec<CaptureId>,
    },
    /// It is to be called so.
    Rename {
        /// Who.
        who: Subject,
        /// The name to print.
        name: String,
    },
    /// It is nobody: it is not to be listed.
    Hide {
        /// Who.
        who: Subject,
    },
    /// Two that are alike are two: it is not to be suggested again that they are one.
    Apart {
        /// One.
        a: Subject,
        /// The other.
        b: Subject,
    },
    /// Something about an event.
    OfEvent(EventDecision),
}

/// All decisions that hold, ready to be applied.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    /// By subject: steps that take it elsewhere, each with the number of its decision, in that order.
    steps: FxHashMap<Subject, Vec<(u64, Step)>>,
    names: FxHashMap<Subject, String>,
    hidden: Vec<Subject>,
    apart: Vec<(Subject, Subject)>,
    events: Vec<(u64, EventDecision)>,
}

#[derive(Clone, Debug)]
enum Step {
    Into(Subject),
    Part {
        names: Vec<String>,
        articles: Vec<CaptureId>,
        key: String,
    },
}

impl Decisions {
    /// Decisions with their numbers, in the order in which they were made; a number is never used twice.
    pub fn new(decisions: impl IntoIterator<Item = (u64, Decision)>) -> Self {
        let mut all = Decisions::default();
        for (number, decision) in decisions {
            all.add(number, decision);
        }
        all
    }

    fn add(&mut self, number: u64, decision: Decision) {
        match decision {
            Decision::Merge { into, others } => {
                for other in others.into_iter().filter(|other| *other != into) {
                    self.step(other, number, Step::Into(into.clone()));
                }
            }
            Decision::Split {
                from,
                names,
                articles,
            } => {
                let part = Step::Part {
                    names: names.iter().map(|name| fold(name)).collect(),
                    articles,
                    key: part_key(&from, number),
                };
                self.step(from, number, part);
            }
            Decision::Rename { who, name } => {
                self.names.insert(who, name);
            }
            Decision::Hide { who } => self.hidden.push(who),
            Decision::Apart { a, b } => self.apart.push((a, b)),
            Decision::OfEvent(decision) => self.events.push((number, decision)),
        }
    }

    /// Decisions about events, in the order in which they were made.
    pub(crate) fn of_events(&self) -> &[(u64, EventDecision)] {
        &self.events
    }

    /// Has decisions that cite an older version of an article look into the one that `newest` names.
    pub fn read_newest(&mut self, newest: impl Fn(CaptureId) -> CaptureId) {
        for (_, decision) in &mut self.events {
            decision.cited_mut(|claim| claim.capture = newest(claim.capture));
        }
    }

    /// Whom a subject of a decision is called by after all merges: its key.
    pub(crate) fn key_of(&self, subject: &Subject, name: &str) -> String {
        let participant = ReportedParticipant {
            name: name.to_owned(),
            kind: Some(subject.kind),
            ..ReportedParticipant::default()
        };
        let decided = self.key(&subject.key, &participant, CaptureId([0; 10]));
        decided.unwrap_or_else(|| subject.key.clone())
    }

    fn step(&mut self, subject: Subject, number: u64, step: Step) {
        self.steps.entry(subject).or_default().push((number, step));
    }

    /// The key of a participant after all decisions, if any of them changes it.
    pub(crate) fn key(
        &self,
        key: &str,
        participant: &ReportedParticipant,
        capture: CaptureId,
    ) -> Option<String> {
        let kind = participant.kind.filter(|_| !self.steps.is_empty())?;
        let mut subject = Subject {
            kind,
            key: key.to_owned(),
        };
        let mut after = 0;
        let name = std::cell::OnceCell::new();
        while let Some((number, next)) = self.steps.get(&subject).and_then(|steps| {
            let mut later = steps.iter().filter(|(number, _)| *number > after);
            later.find_map(|(number, step)| {
                let folded = || name.get_or_init(|| fold(&participant.name)).as_str();
                Some((*number, step.of(&subject, folded, capture)?))
            })
        }) {
            (after, subject) = (number, next);
        }
        (after > 0).then_some(subject.key)
    }

    pub(crate) fn name(&self, kind: MentionKind, key: &str) -> Option<&str> {
        let subject = Subject {
            kind,
            key: key.to_owned(),
        };
        self.names.get(&subject).map(String::as_str)
    }

    pub(crate) fn hides(&self, kind: MentionKind, key: &str) -> bool {
        self.hidden.iter().any(|who| who.kind == kind && who.key == key)
    }

    /// Whether an analyst said that two are two.
    pub fn are_apart(&self, a: &Subject, b: &Subject) -> bool {
        let pair = |(one, other): &(Subject, Subject)| one == a && other == b || one == b && other == a;
        self.apart.iter().any(pair)
    }
}

/// The key of what decision `number` splits off.
pub fn part_key(from: &Subject, number: u64) -> String {
    format!("{} ~{number}", from.key)
}

impl Step {
    /// Where the step takes a participant; none if it does not concern it.
    fn of<'a>(&self, subject: &Subject, name: impl Fn() -> &'a str, capture: CaptureId) -> Option<Subject> {
        match self {
            Step::Into(into) => Some(into.clone()),
            Step::Part { names, articles, key } => {
                let part = articles.contains(&capture) || names.iter().any(|part| part == name());
                part.then(|| Subject {
                    kind: subject.kind,
                    key: key.clone(),
                })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject(key: &str) -> Subject {
        Subject {
            kind: MentionKind::Person,
            key: key.into(),
        }
    }

    fn merge(into: &str, other: &str) -> Decision {
        Decision::Merge {
            into: subject(into),
            others: vec![subject(other)],
        }
    }

    fn split(from: &str, name: &str) -> Decision {
        Decision::Split {
            from: subject(from),
            names: vec![name.into()],
            articles: Vec::new(),
        }
    }

    /// Where a participant with this key and name ends up.
    fn key_after(decisions: &[Decision], key: &str, name: &str) -> String {
        let participant = ReportedParticipant {
            name: name.into(),
            kind: Some(MentionKind::Person),
            ..ReportedParticipant::default()
        };
        let decisions = Decisions::new((1..).zip(decisions.iter().cloned()));
        let decided = decisions.key(key, &participant, CaptureId([0; 10]));
        decided.unwrap_or_else(|| key.into())
    }

    #[test]
    fn merges_lead_on_and_end() {
        let chain = [merge("b", "a"), merge("c", "b")];
        assert_eq!(key_after(&chain, "a", "A"), "c");
        // The other way round, what was made one later does not reach back.
        let back = [merge("c", "b"), merge("b", "a")];
        assert_eq!(key_after(&back, "a", "A"), "b");
        let circle = [merge("b", "a"), merge("a", "b")];
        assert_eq!(key_after(&circle, "a", "A"), "a");
        assert_eq!(key_after(&circle, "b", "B"), "a");
        assert_eq!(key_after(&[], "a", "A"), "a");
    }

    #[test]
    fn a_part_is_split_off_what_was_merged_before() {
        let decisions = [merge("b", "a"), split("b", "Áda Lund")];
        assert_eq!(key_after(&decisions, "a", "Ada Lund"), "b ~2");
        assert_eq!(key_after(&decisions, "a", "A. Lund"), "b");
        assert_eq!(key_after(&decisions, "b", "ada lund"), "b ~2");
    }
}

//! decisions.jsonl: what analysts decided about who is who and about events, one line a decision, appended and never
//! rewritten. An undo is a line of its own. How an event is named there stands in `event_decisions.rs`. Every compilation of the chronicle follows the file, so that decisions outlive the catalogue.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::PathBuf;

use annals_archive::CaptureId;
use annals_chronicle::{Decision, Decisions, Entity, EventDecision, Subject, entity_id};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::event_decisions::EventAction;
use crate::evidence::capture_id;
use crate::rows::entity_kind;
use crate::{Annals, Error, ErrorKind, Result};

/// The file's name in the folder.
pub(crate) const FILE: &str = "decisions.jsonl";

/// A decision as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// Its number: the number of its line.
    pub number: u64,
    /// When it was made.
    pub at: Timestamp,
    /// Whether a later line took it back.
    pub undone: bool,
    /// In words: `merge "Kim Jong Eun" into "Kim Jong Un"`.
    pub what: String,
    /// Its line.
    pub line: String,
    /// What it is about.
    pub about: About,
    /// Why it no longer finds its event, where that is so.
    pub unplaced: Option<String>,
    row: Row,
}

/// What a decision is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Who is who.
    Entities,
    /// An event.
    Events,
    /// Another decision.
    Decisions,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Row {
    /// When, in UTC.
    at: String,
    #[serde(flatten)]
    action: Action,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub(crate) enum Action {
    Merge {
        into: Who,
        others: Vec<Who>,
    },
    Split {
        from: Who,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        names: Vec<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        articles: Vec<String>,
    },
    Rename {
        who: Who,
        name: String,
    },
    Hide {
        who: Who,
    },
    Apart {
        a: Who,
        b: Who,
    },
    Undo {
        number: u64,
    },
    ConfirmEvent(EventAction),
    CorrectEvent(EventAction),
    HideEvent(EventAction),
    MergeEvents(EventAction),
    SplitEvent(EventAction),
}

/// Whom a decision is about. The key counts; id and name are for those who read the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Who {
    kind: String,
    key: String,
    id: String,
    pub name: String,
}

impl Who {
    pub fn of(entity: &Entity) -> Self {
        Who {
            kind: entity.kind.as_str().to_owned(),
            key: entity.key.clone(),
            id: entity.id.clone(),
            name: entity.name.clone(),
        }
    }

    pub fn subject(&self) -> Subject {
        Subject {
            kind: entity_kind(&self.kind),
            key: self.key.clone(),
        }
    }
}

impl Action {
    fn decision(&self) -> Option<Decision> {
        Some(match self {
            Action::Merge { into, others } => Decision::Merge {
                into: into.subject(),
                others: others.iter().map(Who::subject).collect(),
            },
            Action::Split {
                from,
                names,
                articles,
            } => Decision::Split {
                from: from.subject(),
                names: names.clone(),
                articles: articles.iter().map(|article| capture_id(article)).collect(),
            },
            Action::Rename { who, name } => Decision::Rename {
                who: who.subject(),
                name: name.clone(),
            },
            Action::Hide { who } => Decision::Hide { who: who.subject() },
            Action::Apart { a, b } => Decision::Apart {
                a: a.subject(),
                b: b.subject(),
            },
            Action::ConfirmEvent(action) => Decision::OfEvent(EventDecision::Confirm {
                event: action.evidence(),
            }),
            Action::CorrectEvent(action) => Decision::OfEvent(EventDecision::Correct {
                event: action.evidence(),
                to: action.corrected(),
            }),
            Action::HideEvent(action) => Decision::OfEvent(EventDecision::Hide {
                event: action.evidence(),
            }),
            Action::MergeEvents(action) => Decision::OfEvent(EventDecision::Merge {
                into: action.evidence(),
                others: action.others(),
            }),
            Action::SplitEvent(action) => Decision::OfEvent(EventDecision::Apart {
                part: action.evidence(),
            }),
            Action::Undo { .. } => return None,
        })
    }

    fn in_words(&self) -> String {
        let all = |who: &[Who]| {
            let names: Vec<String> = who.iter().map(|who| format!("{:?}", who.name)).collect();
            names.join(", ")
        };
        match self {
            Action::Merge { into, others } => format!("merge {} into {:?}", all(others), into.name),
            Action::Split {
                from,
                names,
                articles,
            } => {
                let parts: Vec<String> = names
                    .iter()
                    .map(|name| format!("{name:?}"))
                    .chain(articles.iter().map(|article| format!("article {article}")))
                    .collect();
                format!("split {} off {:?}", parts.join(", "), from.name)
            }
            Action::Rename { who, name } => format!("rename {:?} to {name:?}", who.name),
            Action::Hide { who } => format!("hide {:?}", who.name),
            Action::Apart { a, b } => format!("keep {:?} and {:?} apart", a.name, b.name),
            Action::Undo { number } => format!("undo {number}"),
            Action::ConfirmEvent(action) => format!("confirm {}", action.named()),
            Action::CorrectEvent(action) => action.correction_in_words(),
            Action::HideEvent(action) => format!("hide {}", action.named()),
            Action::MergeEvents(action) => action.merge_in_words(),
            Action::SplitEvent(action) => action.split_in_words(),
        }
    }

    fn about(&self) -> About {
        use Action::*;
        match self {
            Undo { .. } => About::Decisions,
            ConfirmEvent(_) | CorrectEvent(_) | HideEvent(_) | MergeEvents(_) | SplitEvent(_) => {
                About::Events
            }
            Merge { .. } | Split { .. } | Rename { .. } | Hide { .. } | Apart { .. } => About::Entities,
        }
    }
}

impl Annals {
    /// Every decision, in the order in which they were made.
    pub fn decisions(&self) -> Result<Vec<Decided>> {
        let text = self.decision_file()?;
        let unplaced = self.unplaced()?;
        let mut decided: Vec<Decided> = Vec::new();
        for (line, number) in text.lines().zip(1..) {
            let row: Row = serde_json::from_str(line).map_err(|error| self.unreadable(number, error))?;
            if let Action::Undo { number: undone } = row.action {
                let before = decided.iter_mut().find(|decided| decided.number == undone);
                before.into_iter().for_each(|before| before.undone = true);
            }
            decided.push(Decided {
                number,
                at: row.at.parse().map_err(|error| self.unreadable(number, error))?,
                undone: false,
                what: row.action.in_words(),
                line: line.to_owned(),
                about: row.action.about(),
                unplaced: unplaced.get(&number).cloned(),
                row,
            });
        }
        Ok(decided)
    }

    /// Makes several one, which keeps the id of `into`. Entities are named by id, the beginning of one, or a printed form.
    pub fn merge_entities(&mut self, into: &str, others: &[String], at: Timestamp) -> Result<Entity> {
        let into = self.entity_called(into)?;
        let mut gone = Vec::new();
        for other in others {
            let other = self.entity_called(other)?;
            if other.id == into.id {
                return refused(format!(
                    "{other} is {into} already",
                    other = shown(&other),
                    into = shown(&into)
                ));
            }
            if other.kind != into.kind {
                return refused(format!(
                    "{} is {}, and {} is {}: they cannot be one",
                    shown(&into),
                    kind_in_words(&into),
                    shown(&other),
                    kind_in_words(&other)
                ));
            }
            gone.push(Who::of(&other));
        }
        self.decide(
            Action::Merge {
                into: Who::of(&into),
                others: gone,
            },
            at,
        )?;
        self.after(&into.id)
    }

    /// Takes a part off an entity: the names (as articles print them in full) or articles in which it is somebody else.
    pub fn split_entity(
        &mut self,
        from: &str,
        names: &[String],
        articles: &[CaptureId],
        at: Timestamp,
    ) -> Result<Entity> {
        let from = self.entity_called(from)?;
        let known = |name: &String| {
            let wanted = name.trim().to_lowercase();
            from.names.iter().any(|(known, _)| known.to_lowercase() == wanted)
        };
        if let Some(unknown) = names.iter().find(|name| !known(name)) {
            let all: Vec<&str> = from.names.iter().map(|(name, _)| name.as_str()).collect();
            return refused(format!(
                "no article calls {} {unknown:?} in full; the names are: {}",
                shown(&from),
                all.join(", ")
            ));
        }
        for article in articles {
            self.takes_part(&from, *article)?;
        }
        if names.is_empty() && articles.is_empty() {
            return refused("say which names or articles are somebody else".into());
        }
        let number = self.decide(
            Action::Split {
                from: Who::of(&from),
                names: names.iter().map(|name| name.trim().to_owned()).collect(),
                articles: articles.iter().map(CaptureId::to_string).collect(),
            },
            at,
        )?;
        let key = annals_chronicle::part_key(&from.subject(), number);
        self.after(&entity_id(from.kind, &key))
    }

    /// Gives an entity the name to print.
    pub fn rename_entity(&mut self, who: &str, name: &str, at: Timestamp) -> Result<Entity> {
        let who = self.entity_called(who)?;
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            return refused("a name needs a letter".into());
        }
        self.decide(
            Action::Rename {
                who: Who::of(&who),
                name,
            },
            at,
        )?;
        self.after(&who.id)
    }

    /// Lists an entity no more: it is a slip of the reader's, or of no interest. Its words stay in the events.
    pub fn hide_entity(&mut self, who: &str, at: Timestamp) -> Result<Entity> {
        let who = self.entity_called(who)?;
        self.decide(Action::Hide { who: Who::of(&who) }, at)?;
        Ok(who)
    }

    /// Notes that two are two, so that nobody is asked again.
    pub fn keep_apart(&mut self, a: &str, b: &str, at: Timestamp) -> Result<(Entity, Entity)> {
        let (a, b) = (self.entity_called(a)?, self.entity_called(b)?);
        if a.id == b.id {
            return refused(format!(
                "both are {}; `annals entity split` takes one apart",
                shown(&a)
            ));
        }
        let (who, other) = (Who::of(&a), Who::of(&b));
        self.decide(Action::Apart { a: who, b: other }, at)?;
        Ok((a, b))
    }

    /// Takes back a decision about who is who: that with a number, or the latest that still holds. Answers what was taken
    /// back.
    pub fn undo_decision(&mut self, number: Option<u64>, at: Timestamp) -> Result<Decided> {
        self.undo(number, About::Entities, at)
    }

    /// The same of a decision about an event.
    pub fn undo_event_decision(&mut self, number: Option<u64>, at: Timestamp) -> Result<Decided> {
        self.undo(number, About::Events, at)
    }

    fn undo(&mut self, number: Option<u64>, about: About, at: Timestamp) -> Result<Decided> {
        let all = self.decisions()?;
        let holds = |decided: &&Decided| !decided.undone && decided.row.action.decision().is_some();
        let found = match number {
            None => all
                .iter()
                .rfind(|decided| decided.about == about && holds(decided)),
            Some(number) => all.iter().find(|decided| decided.number == number),
        };
        let Some(found) = found else {
            return refused(match number {
                Some(number) => {
                    format!(
                        "there is no decision {number}; `annals entity decisions` and `annals event decisions` list them"
                    )
                }
                None => "there is no decision to take back".into(),
            });
        };
        if found.undone {
            return refused(format!(
                "decision {} ({}) has been taken back already",
                found.number, found.what
            ));
        }
        if !holds(&found) {
            return refused(format!(
                "decision {} is an undo itself; make the decision again instead",
                found.number
            ));
        }
        self.decide(Action::Undo { number: found.number }, at)?;
        Ok(found.clone())
    }

    /// Decisions that hold, for the compiler, and how many lines they come from.
    pub(crate) fn decisions_in_force(&self) -> Result<(Decisions, i64)> {
        let all = self.decisions()?;
        let lines = all.len() as i64;
        let in_force = all.into_iter().filter(|decided| !decided.undone);
        let in_force = in_force.filter_map(|decided| Some((decided.number, decided.row.action.decision()?)));
        Ok((Decisions::new(in_force), lines))
    }

    /// Writes a decision and compiles the chronicle by it. Answers its number.
    pub(crate) fn decide(&mut self, action: Action, at: Timestamp) -> Result<u64> {
        let _lock = self.write_lock()?;
        let number = self.decisions()?.len() as u64 + 1;
        let row = serde_json::to_string(&Row {
            at: at.to_string(),
            action,
        })?;
        self.append_decision(&row)?;
        self.recompile()?;
        Ok(number)
    }

    fn append_decision(&self, row: &str) -> Result<()> {
        let path = self.decision_path();
        let complete = self.decision_file()?.len() as u64;
        let length = fs::metadata(&path).map_or(0, |metadata| metadata.len());
        if length > complete {
            // A crash cut the last line off; it was never acknowledged.
            self.quarantine(&path, FILE, complete)?;
        }
        self.steps.before("decision")?;
        let written = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&path)
            .and_then(|mut file| {
                file.write_all(format!("{row}\n").as_bytes())?;
                file.sync_all()
            });
        written.map_err(|error| Error::at(&path, error))?;
        crate::folder::sync_folder(&self.root)
    }

    /// The file's whole lines; empty where nothing was decided yet.
    fn decision_file(&self) -> Result<String> {
        let path = self.decision_path();
        let mut text = match fs::read(&path) {
            Ok(bytes) => String::from_utf8(bytes).map_err(|error| self.unreadable(1, error))?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(Error::at(&path, error)),
        };
        text.truncate(text.rfind('\n').map_or(0, |end| end + 1));
        Ok(text)
    }

    fn decision_path(&self) -> PathBuf {
        self.root.join(FILE)
    }

    fn unreadable(&self, line: u64, error: impl std::fmt::Display) -> Error {
        let message = format!("{}, line {line}: {error}", self.decision_path().display());
        Error::new(ErrorKind::Config, message)
    }

    fn after(&self, id: &str) -> Result<Entity> {
        self.entity(id)?
            .ok_or_else(|| Error::new(ErrorKind::NotFound, format!("{id}: nobody is left under this id")))
    }

    fn takes_part(&self, entity: &Entity, article: CaptureId) -> Result<()> {
        let connection = self.catalogue.lock();
        let query = "SELECT count(*) FROM event_entities e JOIN event_captures c ON c.event = e.event
                     WHERE e.entity = ?1 AND c.capture = ?2";
        let count: i64 = connection.query_row(query, (&entity.id, article.to_string()), |row| row.get(0))?;
        match count {
            0 => refused(format!("no event of article {article} names {}", shown(entity))),
            _ => Ok(()),
        }
    }
}

pub(crate) fn refused<T>(message: String) -> Result<T> {
    Err(Error::new(ErrorKind::NotFound, message))
}

fn shown(entity: &Entity) -> String {
    format!("{:?} ({})", entity.name, entity.id)
}

fn kind_in_words(entity: &Entity) -> &'static str {
    use annals_chronicle::EntityKind::*;
    match entity.kind {
        Person => "a person",
        Organisation => "an organisation",
        Place => "a place",
        Other => "another name",
    }
}

//! What an analyst has decided about events: that one is right, what of it is wrong, that it is none, that several are one,
//! that one is two. A decision names its event by the claims it rests on, not by its id: ids change when an earlier
//! article comes in, and sentences do not. Keeping decisions is the store's task; `placing.rs` finds their events.

use annals_annotate::{EventKind, Status};
use annals_archive::CaptureId;
use jiff::civil::Date;

use crate::days::iso_days;
use crate::decisions::Subject;
use crate::nouns::{Claim, Event, Party};

/// More claims than this of one event are not needed to know it again.
const MOST_CITED: usize = 12;

/// A claim as a decision cites it: enough to tell it from the others of its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedClaim {
    /// The capture it stands in.
    pub capture: CaptureId,
    /// The sentence, word for word.
    pub sentence: String,
    /// What kind of event the sentence tells.
    pub kind: EventKind,
    /// Names of those who do it.
    pub actors: Vec<String>,
    /// Names of those it is done to or with.
    pub recipients: Vec<String>,
    /// The place's name.
    pub place: Option<String>,
}

impl CitedClaim {
    /// As a claim of the chronicle says it.
    pub fn of(claim: &Claim) -> Self {
        let names = |parties: &[Party]| parties.iter().map(|party| party.name.clone()).collect();
        CitedClaim {
            capture: claim.citation.capture,
            sentence: claim.citation.sentence.clone(),
            kind: claim.kind,
            actors: names(&claim.actors),
            recipients: names(&claim.recipients),
            place: claim.place.as_ref().map(|place| place.name.clone()),
        }
    }
}

/// The claims by which a decision knows its event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence(pub Vec<CitedClaim>);

impl Evidence {
    /// Of an event: its first claims, those of copies last.
    pub fn of(event: &Event) -> Self {
        let mut claims: Vec<&Claim> = event.claims.iter().collect();
        claims.sort_by_key(|claim| claim.copy_of.is_some());
        Evidence(claims.into_iter().take(MOST_CITED).map(CitedClaim::of).collect())
    }
}

/// One decision about an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventDecision {
    /// It is right as it stands.
    Confirm {
        /// Which.
        event: Evidence,
    },
    /// Something of it was read wrongly.
    Correct {
        /// Which.
        event: Evidence,
        /// What is right.
        to: Corrected,
    },
    /// It is no event, or of no interest: it is not to be listed.
    Hide {
        /// Which.
        event: Evidence,
    },
    /// All are one.
    Merge {
        /// One of them.
        into: Evidence,
        /// The others.
        others: Vec<Evidence>,
    },
    /// These claims tell of another event than the rest.
    Apart {
        /// The claims.
        part: Evidence,
    },
}

impl EventDecision {
    /// Every claim it cites.
    pub(crate) fn cited_mut(&mut self, mut change: impl FnMut(&mut CitedClaim)) {
        let (one, others): (&mut Evidence, &mut [Evidence]) = match self {
            EventDecision::Confirm { event }
            | EventDecision::Correct { event, .. }
            | EventDecision::Hide { event } => (event, &mut []),
            EventDecision::Apart { part } => (part, &mut []),
            EventDecision::Merge { into, others } => (into, others),
        };
        let all = std::iter::once(one).chain(others);
        all.flat_map(|evidence| &mut evidence.0).for_each(&mut change);
    }
}

/// What an analyst says is right; what is `None` stays as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrected {
    /// Its kind.
    pub kind: Option<EventKind>,
    /// Its dates.
    pub dates: Option<CorrectedDates>,
    /// Its place; `Some(None)`: no text says where.
    pub place: Option<Option<CorrectedParty>>,
    /// Those who do it, in order.
    pub actors: Option<Vec<CorrectedParty>>,
    /// Those it is done to or with, in order.
    pub recipients: Option<Vec<CorrectedParty>>,
    /// Whether it happened.
    pub status: Option<Status>,
}

impl Corrected {
    /// Whether nothing is corrected.
    pub fn is_empty(&self) -> bool {
        *self == Corrected::default()
    }

    /// Takes over what a later decision says.
    pub(crate) fn then(&mut self, later: &Corrected) {
        self.kind = later.kind.or(self.kind);
        self.status = later.status.or(self.status);
        replace(&mut self.dates, &later.dates);
        replace(&mut self.place, &later.place);
        replace(&mut self.actors, &later.actors);
        replace(&mut self.recipients, &later.recipients);
    }
}

fn replace<T: Clone>(now: &mut Option<T>, later: &Option<T>) {
    if later.is_some() {
        now.clone_from(later);
    }
}

/// Dates as an analyst gives them; both `None`: no text says when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CorrectedDates {
    /// ISO date of the beginning.
    pub start: Option<String>,
    /// ISO date of the end.
    pub end: Option<String>,
}

impl CorrectedDates {
    /// "2026-03-04", "2026-03", "2026-03-04/2026-03-06", "2026-03-04/" (it has not ended), "none". `None` if it is no such
    /// thing, or ends before it begins.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "none" {
            return Some(CorrectedDates::default());
        }
        let (start, end) = text.split_once('/').unwrap_or((text, text));
        let known = |iso: &str| iso.is_empty() || iso_days(iso).is_some();
        let ordered = match (iso_days(start), iso_days(end)) {
            (Some((first, _)), Some((_, last))) => first <= last,
            (None, None) => false,
            _ => true,
        };
        let some = |iso: &str| (!iso.is_empty()).then(|| iso.to_owned());
        (known(start) && known(end) && ordered).then(|| CorrectedDates {
            start: some(start),
            end: some(end),
        })
    }

    /// The first and the last day it can mean.
    pub(crate) fn bounds(&self) -> (Option<Date>, Option<Date>) {
        let days = |iso: &Option<String>| iso.as_deref().and_then(iso_days);
        (
            days(&self.start).map(|(first, _)| first),
            days(&self.end).map(|(_, last)| last),
        )
    }

    /// Whether days are given, and not only months or years.
    pub(crate) fn are_days(&self) -> bool {
        let day = |iso: &Option<String>| iso.as_ref().is_some_and(|iso| iso.len() == "2001-07-26".len());
        day(&self.start) && day(&self.end)
    }
}

/// One who takes part, or a place, as an analyst names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectedParty {
    /// The name to print.
    pub name: String,
    /// Whom or what of the chronicle it means, if the chronicle knows.
    pub subject: Option<Subject>,
}

/// What an analyst said of an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// That it is right.
    pub confirmed: bool,
    /// That several events are this one.
    pub joined: bool,
    /// That it is another event than the one its claims were put into.
    pub parted: bool,
    /// That it is not to be listed.
    pub hidden: bool,
    /// What of it was read wrongly.
    pub corrections: Vec<Correction>,
}

/// Something that an analyst corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// "kind", "date", "place", "actors", "recipients" or "status".
    pub field: &'static str,
    /// What was read; empty where nothing was.
    pub was: String,
}

impl Correction {
    /// The names of all fields that can be corrected.
    pub const FIELDS: [&str; 6] = ["kind", "date", "place", "actors", "recipients", "status"];
}

impl Review {
    /// Whether somebody corrected this.
    pub fn corrects(&self, field: &str) -> bool {
        self.corrections
            .iter()
            .any(|correction| correction.field == field)
    }

    /// For print: "confirmed by the analyst", "date corrected by the analyst: was 2001-08".
    pub fn notes(&self) -> Vec<String> {
        let marks = [
            (self.confirmed, "confirmed by the analyst"),
            (self.joined, "made one by the analyst"),
            (self.parted, "taken apart by the analyst"),
            (self.hidden, "hidden by the analyst"),
        ];
        let marks = marks.into_iter().filter(|(is, _)| *is);
        let corrections = self
            .corrections
            .iter()
            .map(|correction| match correction.was.as_str() {
                "" => format!("{} corrected by the analyst: was not said", correction.field),
                was => format!("{} corrected by the analyst: was {was}", correction.field),
            });
        marks
            .map(|(_, note)| note.to_owned())
            .chain(corrections)
            .collect()
    }
}

/// A decision that no longer finds its event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unplaced {
    /// Its number.
    pub number: u64,
    /// Why, in words.
    pub why: String,
}

#[cfg(test)]
mod tests {
    use super::CorrectedDates;

    #[test]
    fn dates_are_days_months_years_ranges_or_none() {
        let read = |text: &str| CorrectedDates::parse(text).map(|dates| (dates.start, dates.end));
        let some = |iso: &str| Some(iso.to_owned());
        assert_eq!(read("2026-03"), Some((some("2026-03"), some("2026-03"))));
        assert_eq!(
            read("2026-03-04/2026-03-06"),
            Some((some("2026-03-04"), some("2026-03-06")))
        );
        assert_eq!(read("2026-03-04/"), Some((some("2026-03-04"), None)));
        assert_eq!(read("none"), Some((None, None)));
        for wrong in ["", "/", "March 4", "2026-03-06/2026-03-04", "2026-02-30"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}

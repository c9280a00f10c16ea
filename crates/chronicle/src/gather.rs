//! What is said of one event as a whole: which claim represents it, from when to when it lasts, whether it happened, and
//! on what the sources disagree.

use std::ops::Range;

use annals_annotate::{Confidence, EventKind, Status};
use annals_names::Precision;
use rustc_hash::FxHashSet;

use crate::digest::Digits;
use crate::record::{ClaimRecord, Origin, Records};
use crate::same::{one_holds_other, shared};
use crate::telling::{Days, Telling, Tellings};

/// An event before it is printed.
#[derive(Debug)]
pub struct Gathered {
    /// Where its claims stand in the list of all events' claims: ascending positions in [`Records::claims`], which is in
    /// order of publication.
    pub claims: Range<u32>,
    /// The claim that is printed for the event.
    pub best: u32,
    /// The telling of the best claim.
    pub telling: u32,
    /// First and last day; sharp ones only, where there are any.
    pub days: Days,
    /// Whether it happened, all in all.
    pub status: Status,
    /// What the sources disagree about.
    pub disagreements: Disagreements,
    /// The id, once it is given.
    pub id: Digits,
    /// The position of the trip it is part of.
    pub parent: Option<u32>,
    /// Positions of events that say the contrary.
    pub contradicts: Vec<u32>,
}

/// What sources disagree about.
#[derive(Clone, Copy, Debug)]
pub struct Disagreements {
    date: bool,
    number: bool,
    participants: bool,
    place: bool,
    status: bool,
}

impl Disagreements {
    /// Another event says the contrary.
    pub fn contradicted(&mut self) {
        self.status = true;
    }

    /// In words, sorted.
    pub fn names(self) -> Vec<&'static str> {
        let all = [
            (self.date, "date"),
            (self.number, "number"),
            (self.participants, "participants"),
            (self.place, "place"),
            (self.status, "status"),
        ];
        all.into_iter()
            .filter(|&(is, _)| is)
            .map(|(_, name)| name)
            .collect()
    }
}

/// Gathers a group of tellings; its claims are put behind those in `kept`.
pub fn gather(records: &Records, tellings: &Tellings, group: &[usize], kept: &mut Vec<u32>) -> Gathered {
    let mut claims: Vec<u32> = group
        .iter()
        .flat_map(|&telling| tellings.claims(&tellings[telling]).iter().copied())
        .collect();
    claims.sort_unstable();
    let telling = best_telling(records, tellings, group);
    let best = best_claim(records, tellings.claims(&tellings[telling]));
    let start = kept.len() as u32;
    kept.extend(once_a_sentence(records, &claims, best));
    Gathered {
        best,
        telling: telling as u32,
        days: cover(group.iter().map(|&telling| tellings[telling].days)),
        status: status(records, &claims),
        disagreements: disagreements(records, tellings, group, telling, &claims),
        claims: start..kept.len() as u32,
        id: Digits::default(),
        parent: None,
        contradicts: Vec::new(),
    }
}

/// A sentence that tells the event with two verbs and the same days makes one claim: the best claim, or else its first.
fn once_a_sentence(records: &Records, claims: &[u32], best: u32) -> impl Iterator<Item = u32> {
    let told = move |at: u32| {
        let claim = &records.claims[at as usize];
        (
            claim.article,
            claim.number,
            claim.sentence,
            claim.start,
            claim.end,
            claim.status,
            claim.attribution,
            claim.proposed,
        )
    };
    let mut seen = FxHashSet::from_iter([told(best)]);
    let claims = claims.iter().copied();
    claims.filter(move |&at| at == best || seen.insert(told(at)))
}

/// The telling with the sharpest days, from the most origins, with the most people and a place; the earliest of equals.
fn best_telling(records: &Records, tellings: &Tellings, group: &[usize]) -> usize {
    let merit = |&at: &usize| {
        let telling = &tellings[at];
        let claim = |&position: &u32| &records.claims[position as usize];
        let origins: FxHashSet<Origin> = tellings
            .claims(telling)
            .iter()
            .map(|one| records.origin(claim(one)))
            .collect();
        let happened = tellings
            .claims(telling)
            .iter()
            .any(|one| claim(one).status != Status::Denied);
        let sharp = matches!(telling.days, Days::Sharp { .. });
        let people = telling.known.len() + telling.actors.len() + telling.recipients.len();
        let place = telling.place.map(|site| site.precision);
        let earliest = std::cmp::Reverse(tellings.claims(telling)[0]);
        let specific =
            place.is_some_and(|precision| precision.is_some_and(|precision| precision < Precision::Country));
        (
            happened,
            sharp,
            origins.len(),
            people,
            place.is_some(),
            specific,
            earliest,
        )
    };
    group.iter().copied().max_by_key(merit).unwrap_or_default()
}

/// The surest claim of a telling; the earliest of equals.
fn best_claim(records: &Records, claims: &[u32]) -> u32 {
    let doubt = |&&position: &&u32| {
        let claim = &records.claims[position as usize];
        (
            claim.proposed,
            claim.status == Status::Denied,
            claim.kind == EventKind::Travel,
            claim.confidence != Confidence::High,
            position,
        )
    };
    claims.iter().min_by_key(doubt).copied().unwrap_or_default()
}

/// All days of the sharpest kind.
fn cover(days: impl Iterator<Item = Days>) -> Days {
    days.reduce(|a, b| match (a, b) {
        (
            Days::Sharp { first, last },
            Days::Sharp {
                first: from,
                last: until,
            },
        ) => Days::Sharp {
            first: first.min(from),
            last: last.max(until),
        },
        (
            Days::Vague { first, last, months },
            Days::Vague {
                first: from,
                last: until,
                months: also,
            },
        ) => Days::Vague {
            first: first.min(from),
            last: last.max(until),
            months: months && also,
        },
        (a, b) => a.min(b),
    })
    .unwrap_or(Days::Undated)
}

/// It happened if somebody says so, unless more texts deny it; what was planned and then denied was called off.
fn status(records: &Records, claims: &[u32]) -> Status {
    let origins = |wanted: Status| -> usize {
        let saying = claims.iter().map(|&at| &records.claims[at as usize]);
        let saying = saying.filter(|claim| claim.status == wanted);
        saying
            .map(|claim| records.origin(claim))
            .collect::<FxHashSet<Origin>>()
            .len()
    };
    let [happened, ongoing, planned, denied] =
        [Status::Happened, Status::Ongoing, Status::Planned, Status::Denied].map(origins);
    match () {
        () if denied > happened + ongoing => Status::Denied,
        () if happened > 0 => Status::Happened,
        () if ongoing > 0 => Status::Ongoing,
        () if planned > 0 && denied == 0 => Status::Planned,
        () => Status::Denied,
    }
}

fn disagreements(
    records: &Records,
    tellings: &Tellings,
    group: &[usize],
    best: usize,
    claims: &[u32],
) -> Disagreements {
    let best = &tellings[best];
    let others = || {
        group
            .iter()
            .map(|&at| &tellings[at])
            .filter(|other| other.origin != best.origin)
    };
    let said = |claim: &ClaimRecord| claim.status != Status::Planned;
    let claims = claims
        .iter()
        .map(|&at| &records.claims[at as usize])
        .filter(|claim| said(claim));
    let (denied, told): (Vec<&ClaimRecord>, Vec<&ClaimRecord>) =
        claims.partition(|claim| claim.status == Status::Denied);
    Disagreements {
        date: others().any(|other| days_differ(best.days, other.days)),
        number: others().any(|other| numbers_differ(best, other)),
        participants: others().any(|other| people_differ(best, other)),
        place: others().any(|other| places_differ(records, best, other)),
        status: !denied.is_empty() && !told.is_empty(),
    }
}

/// Whether two outlets cannot both be right about the days. A single day of a long stay is right beside the stay.
fn days_differ(a: Days, b: Days) -> bool {
    let (
        Days::Sharp { first, last },
        Days::Sharp {
            first: from,
            last: until,
        },
    ) = (a, b)
    else {
        return false;
    };
    let (length, other) = (last - first + 1, until - from + 1);
    let nested = (first <= from && until <= last) || (from <= first && last <= until);
    let part_of_long = nested && length.max(other) > 4 && 2 * length.min(other) < length.max(other);
    (first, last) != (from, until) && !part_of_long
}

/// Whether each names someone in place of someone the other names.
fn people_differ(a: &Telling, b: &Telling) -> bool {
    let both = shared(&a.known, &b.known);
    both < a.known.len() && both < b.known.len()
}

/// Whether the same people are counted differently.
fn numbers_differ(a: &Telling, b: &Telling) -> bool {
    a.counts.iter().any(|&(who, count)| {
        let mut same = b.counts.iter().filter(|(other, _)| *other == who);
        same.any(|&(_, other)| count.differs(other))
    })
}

fn places_differ(records: &Records, a: &Telling, b: &Telling) -> bool {
    match (a.place, b.place) {
        (Some(x), Some(y)) => x.key != y.key && !one_holds_other(&records.words, x, y),
        _ => false,
    }
}

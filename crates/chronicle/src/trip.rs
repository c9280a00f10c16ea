//! A trip is the parent of its stays and meetings: what the same person does in the days of a visit, in a place inside
//! the visited one, is part of the visit.

use annals_annotate::{EventKind, Status};
use annals_names::Precision;
use rustc_hash::FxHashMap;

use crate::gather::Gathered;
use crate::telling::{Days, Telling};
use crate::words::Word;

/// How many trips of one person are looked at for each event.
const REACH: usize = 96;

/// A visit of more than one day.
#[derive(Clone, Copy)]
struct Trip {
    event: usize,
    first: i32,
    last: i32,
}

/// For each event of `events`, the position of the trip it is part of.
pub fn parents(tellings: &[Telling], events: &[Gathered]) -> Vec<Option<u32>> {
    let trips = trips(tellings, events);
    let parent = |(at, event): (usize, &Gathered)| {
        let Days::Sharp { first, last } = event.days else {
            return None;
        };
        let telling = &tellings[event.telling as usize];
        // What was called off is part of nothing.
        if event.status == Status::Denied {
            return None;
        }
        let candidates = telling
            .parties()
            .filter_map(|person| trips.get(&person))
            .flat_map(|trips| {
                let until = trips.partition_point(|trip| trip.first <= first);
                trips[..until].iter().rev().take(REACH)
            });
        let holding = candidates
            .filter(|trip| trip.event != at && last <= trip.last)
            .filter(|trip| holds(tellings, events, trip, at));
        // Where the place is known the closest trip holds it; where it is not, only the longest surely does.
        let sign = if telling.place.is_some() { 1 } else { -1 };
        let closest = holding.min_by_key(|trip| (sign * (trip.last - trip.first), trip.event));
        closest.map(|trip| trip.event as u32)
    };
    events.iter().enumerate().map(parent).collect()
}

/// Trips by traveller, sorted by first day.
fn trips(tellings: &[Telling], events: &[Gathered]) -> FxHashMap<Word, Vec<Trip>> {
    let mut trips: FxHashMap<Word, Vec<Trip>> = FxHashMap::default();
    for (at, event) in events.iter().enumerate() {
        let telling = &tellings[event.telling as usize];
        let Days::Sharp { first, last } = event.days else {
            continue;
        };
        if !is_visit(telling) || telling.place.is_none() || first == last || event.status == Status::Denied {
            continue;
        }
        let known = telling
            .actors
            .iter()
            .filter(|actor| telling.known.contains(actor));
        for &actor in known {
            trips.entry(actor).or_default().push(Trip {
                event: at,
                first,
                last,
            });
        }
    }
    for trips in trips.values_mut() {
        trips.sort_by_key(|trip| (trip.first, trip.event));
    }
    trips
}

fn is_visit(telling: &Telling) -> bool {
    telling.kind == EventKind::Visit
}

/// Whether a trip over these days can hold the event: it must not be the larger of the two, and its place must be able to
/// hold the event's place.
fn holds(tellings: &[Telling], events: &[Gathered], trip: &Trip, at: usize) -> bool {
    let (whole, part) = (
        &tellings[events[trip.event].telling as usize],
        &tellings[events[at].telling as usize],
    );
    let Days::Sharp { first, last } = events[at].days else {
        return false;
    };
    let shorter = last - first < trip.last - trip.first;
    let wider_place = place_rank(whole) > place_rank(part);
    let below = !is_visit(part) || shorter || wider_place;
    below && place_holds(whole, part) && (planned(&events[at]) || !planned(&events[trip.event]))
}

/// What a traveller does on the spot. A telegram sent during the trip is no part of it unless its place says so.
fn is_in_person(kind: EventKind) -> bool {
    use EventKind::*;
    matches!(
        kind,
        Visit | Travel | Meet | Inspect | Convene | Ceremony | Sign | Agree | Award
    )
}

fn planned(event: &Gathered) -> bool {
    event.status == Status::Planned
}

/// How wide a place is: a country is wider than a city. 0 where that is not known.
fn place_rank(telling: &Telling) -> usize {
    match telling.place.and_then(|site| site.precision) {
        Some(Precision::Country) => 4,
        Some(Precision::Region) => 3,
        Some(Precision::City) => 2,
        Some(Precision::Point) => 1,
        None => 0,
    }
}

/// Whether what happens at `part` can happen during a visit to `whole`. A place that nothing is known of can lie anywhere.
fn place_holds(whole: &Telling, part: &Telling) -> bool {
    let (Some(whole), Some(part)) = (whole.place, part.place) else {
        return is_in_person(part.kind);
    };
    let same_country = match (whole.country, part.country) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    let in_country = whole
        .precision
        .is_none_or(|precision| precision == Precision::Country);
    let unknown = part
        .precision
        .is_none_or(|precision| precision == Precision::Point);
    whole.key == part.key || (same_country && (in_country || unknown))
}

//! The appearance table: what one person did in public, one row an event, in order of time. What is only planned or denied
//! is no appearance. A row says no more than its event: what was not read is empty.

use std::cmp::Reverse;

use annals_annotate::{EventKind, Status};
use jiff::civil::Date;

use crate::days::iso_days;
use crate::nouns::{Event, Party};

/// One appearance of a person.
#[derive(Clone, Debug, PartialEq)]
pub struct Appearance {
    /// The event.
    pub event: String,
    /// ISO date of its beginning.
    pub start: Option<String>,
    /// ISO date of its end.
    pub end: Option<String>,
    /// How the date is known.
    pub known: DateKnown,
    /// The day of the first report that it took place; announcements do not count where there is one.
    pub reported: Option<Date>,
    /// What kind of event.
    pub kind: EventKind,
    /// The hall, plant or field.
    pub venue: Option<String>,
    /// The town or country.
    pub place: Option<String>,
    /// What it was part of, or what was held: "VISIT: Hungary".
    pub occasion: Option<String>,
    /// Whom the person met, with offices, in the order printed.
    pub met: Vec<Party>,
    /// Who came with the person, in the order printed.
    pub with: Vec<Party>,
    /// The outlets that tell it, in order of publication; those that only carry a copy are left out.
    pub sources: Vec<String>,
    /// How many texts tell it.
    pub tellings: usize,
    /// Days since the appearance before it; `None` where either has no day.
    pub since: Option<i32>,
    /// What is doubtful: on what the sources differ, and whether it is dated after its report.
    pub doubts: Vec<&'static str>,
}

/// How the date of an appearance is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateKnown {
    /// A text names the day or days.
    Day,
    /// A text names a month or a year, or leaves an end open.
    Vague,
    /// An analyst gave it.
    Analyst,
    /// No text says when.
    Unknown,
}

impl DateKnown {
    /// In words.
    pub fn as_str(self) -> &'static str {
        match self {
            DateKnown::Day => "day in the text",
            DateKnown::Vague => "only roughly",
            DateKnown::Analyst => "by the analyst",
            DateKnown::Unknown => "not said",
        }
    }
}

/// The appearances of the person with this entity id among `events`, which are those of a chronicle or of one person, in
/// any order. Those without a date stand last.
pub fn appearances(person: &str, events: &[Event]) -> Vec<Appearance> {
    let mut found: Vec<&Event> = events
        .iter()
        .filter(|event| is_appearance(event) && takes_part(person, event))
        .collect();
    // A trip stands before what it holds.
    found.sort_by_key(|event| {
        let parts = (event.parent.is_some(), event.id.as_str());
        (event.first.is_none(), event.first, Reverse(event.last), parts)
    });
    let mut latest: Option<Date> = None;
    found
        .into_iter()
        .map(|event| {
            let mut row = appearance(person, event, events);
            let days = days(event);
            row.since = days.zip(latest).map(|((first, _), latest)| {
                let hours = first.duration_since(latest).as_hours();
                (hours / 24).max(0) as i32
            });
            latest = latest.max(days.map(|(_, last)| last));
            row
        })
        .collect()
}

/// Whether somebody is seen in it.
fn is_appearance(event: &Event) -> bool {
    use EventKind::*;
    // Of what is only said, a speech has a place; a remark that somebody quotes has none.
    let public = match event.kind {
        Visit | Travel | Meet | Call | Inspect | Convene | Ceremony | Sign | Award | Launch | Match => true,
        State | Agree => event.place.is_some(),
        _ => false,
    };
    public && matches!(event.status, Status::Happened | Status::Ongoing)
}

fn takes_part(person: &str, event: &Event) -> bool {
    let mut parties = event.actors.iter().chain(&event.recipients);
    parties.any(|party| is(person, party))
}

fn is(person: &str, party: &Party) -> bool {
    party.entity.as_deref() == Some(person)
}

/// First and last day, where the text names days.
fn days(event: &Event) -> Option<(Date, Date)> {
    let day = |iso: &Option<String>| {
        let iso = iso.as_deref().filter(|iso| iso.len() == "2001-07-26".len())?;
        iso_days(iso).map(|(day, _)| day)
    };
    let first = day(&event.start)?;
    Some((first, day(&event.end).unwrap_or(first)))
}

fn appearance(person: &str, event: &Event, events: &[Event]) -> Appearance {
    let parent = event.parent.as_deref();
    let parent = parent.and_then(|id| events.iter().find(|other| other.id == id));
    let (venue, place) = venue_and_place(event, parent);
    let (met, with) = company(person, event);
    Appearance {
        event: event.id.clone(),
        start: event.start.clone(),
        end: event.end.clone(),
        known: known(event),
        reported: reported(event),
        kind: event.kind,
        venue,
        place,
        occasion: parent.map(occasion),
        met,
        with,
        sources: sources(event),
        tellings: event.tellings(),
        since: None,
        doubts: doubts(event),
    }
}

/// The day of the first report that it took place; where all only announce it, of the first.
fn reported(event: &Event) -> Option<Date> {
    let told = event
        .claims
        .iter()
        .filter(|claim| claim.status != Status::Planned);
    let first = told.filter_map(|claim| claim.reported).min();
    first.or_else(|| event.first_report().and_then(|claim| claim.reported))
}

fn known(event: &Event) -> DateKnown {
    match () {
        () if event.review.corrects("date") => DateKnown::Analyst,
        () if event.start.is_none() && event.end.is_none() => DateKnown::Unknown,
        () if days(event).is_some() && event.end.is_some() => DateKnown::Day,
        () => DateKnown::Vague,
    }
}

/// "VISIT: Hungary": what a meeting was part of.
fn occasion(parent: &Event) -> String {
    match &parent.place {
        Some(place) => format!("{}: {}", parent.kind.as_str(), place.name),
        None => parent.kind.as_str().to_owned(),
    }
}

/// Those who stand on the other side, and those on the person's own. Where a text prints all on one side ("A and B met"),
/// the others were met.
fn company(person: &str, event: &Event) -> (Vec<Party>, Vec<Party>) {
    let others =
        |side: &[Party]| -> Vec<Party> { side.iter().filter(|party| !is(person, party)).cloned().collect() };
    let (actors, recipients) = (others(&event.actors), others(&event.recipients));
    let acts = event.actors.iter().any(|party| is(person, party));
    match acts {
        true if event.recipients.is_empty() && is_mutual(event.kind) => (actors, Vec::new()),
        true => (recipients, actors),
        false => (actors, recipients),
    }
}

fn is_mutual(kind: EventKind) -> bool {
    use EventKind::*;
    matches!(kind, Meet | Call | Sign | Agree | Match)
}

/// Words that end the name of a building or ground.
const VENUES: &[&str] = &[
    "academy",
    "airfield",
    "airport",
    "arena",
    "barracks",
    "base",
    "building",
    "castle",
    "cathedral",
    "cemetery",
    "centre",
    "center",
    "chancellery",
    "church",
    "club",
    "college",
    "complex",
    "embassy",
    "exhibition",
    "factory",
    "farm",
    "field",
    "garden",
    "gardens",
    "hall",
    "harbour",
    "headquarters",
    "hospital",
    "hotel",
    "house",
    "institute",
    "kindergarten",
    "kremlin",
    "laboratory",
    "library",
    "mansion",
    "market",
    "mausoleum",
    "mill",
    "mine",
    "monument",
    "mosque",
    "museum",
    "office",
    "palace",
    "park",
    "pavilion",
    "plant",
    "port",
    "power",
    "residence",
    "restaurant",
    "school",
    "shipyard",
    "site",
    "square",
    "stadium",
    "station",
    "studio",
    "temple",
    "theatre",
    "theater",
    "university",
    "villa",
    "yard",
    "zoo",
];

/// Parts "the Palace of Culture, Vellmar" into the two; what the event lacks, its other claims or its trip may tell.
fn venue_and_place(event: &Event, parent: Option<&Event>) -> (Option<String>, Option<String>) {
    let own = event.place.as_ref().map(|place| place.name.as_str());
    let told = event
        .claims
        .iter()
        .filter_map(|claim| claim.place.as_ref())
        .map(|place| place.name.as_str());
    let all: Vec<&str> = match event.review.corrects("place") {
        true => own.into_iter().collect(),
        false => own.into_iter().chain(told).collect(),
    };
    let (mut venue, mut place) = (None, None);
    for name in all {
        let (before, behind) = match name.split_once(", ") {
            Some((before, behind)) if is_venue(before) => (Some(before), Some(behind)),
            _ if is_venue(name) => (Some(name), None),
            _ => (None, Some(name)),
        };
        venue = venue.or(before);
        place = place.or(behind);
    }
    let around = parent.and_then(|parent| parent.place.as_ref());
    let place = place.or(around.map(|place| place.name.as_str()));
    (venue.map(str::to_owned), place.map(str::to_owned))
}

fn is_venue(name: &str) -> bool {
    let mut words = name.split(|letter: char| !letter.is_alphanumeric());
    words.any(|word| VENUES.contains(&word.to_lowercase().as_str()))
}

fn sources(event: &Event) -> Vec<String> {
    let mut sources: Vec<String> = Vec::new();
    for claim in event.claims.iter().filter(|claim| claim.copy_of.is_none()) {
        if !sources.contains(&claim.source) {
            sources.push(claim.source.clone());
        }
    }
    sources
}

fn doubts(event: &Event) -> Vec<&'static str> {
    let late = event
        .is_dated_after_its_report()
        .then_some("dated after its report");
    event.disagreements.iter().copied().chain(late).collect()
}

//! JSON lines: an event a line, with all its claims. For scripts and databases; nothing is left out.

use std::borrow::Borrow;
use std::io::{self, Write};

use annals_chronicle::{Claim, Event, Party, Review};
use serde::Serialize;

use crate::plover::Code;

/// Writes a line for each event.
pub fn write<B: Borrow<Event>>(events: impl IntoIterator<Item = B>, mut out: impl Write) -> io::Result<()> {
    for event in events {
        serde_json::to_writer(&mut out, &EventRow::of(event.borrow()))?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

/// An event as its line has it.
pub fn row(event: &Event) -> impl Serialize + '_ {
    EventRow::of(event)
}

/// An event, with its fields in the order in which they are written.
#[derive(Serialize)]
pub(crate) struct EventRow<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    actors: Vec<PartyRow<'a>>,
    recipients: Vec<PartyRow<'a>>,
    place: Option<PartyRow<'a>>,
    start: Option<&'a str>,
    end: Option<&'a str>,
    first: Option<String>,
    last: Option<String>,
    status: &'static str,
    confidence: &'static str,
    disagreements: &'a [&'static str],
    contradicts: &'a [String],
    dated_after_report: bool,
    review: ReviewRow<'a>,
    parent: Option<&'a str>,
    tellings: usize,
    plover: Option<PloverRow>,
    claims: Vec<ClaimRow<'a>>,
}

#[derive(Serialize)]
struct PartyRow<'a> {
    name: &'a str,
    title: Option<&'a str>,
    entity: Option<&'a str>,
}

#[derive(Serialize)]
struct ClaimRow<'a> {
    source: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    attribution: Option<&'a str>,
    actors: Vec<PartyRow<'a>>,
    recipients: Vec<PartyRow<'a>>,
    place: Option<PartyRow<'a>>,
    start: Option<&'a str>,
    end: Option<&'a str>,
    status: &'static str,
    confidence: &'static str,
    proposed: bool,
    reported: Option<String>,
    copy_of: Option<String>,
    capture: String,
    number: usize,
    sentence: &'a str,
}

/// What an analyst said of it.
#[derive(Serialize)]
struct ReviewRow<'a> {
    confirmed: bool,
    merged: bool,
    split: bool,
    corrected: Vec<CorrectionRow<'a>>,
}

#[derive(Serialize)]
struct CorrectionRow<'a> {
    field: &'static str,
    was: &'a str,
}

impl<'a> ReviewRow<'a> {
    fn of(review: &'a Review) -> Self {
        let corrections = review.corrections.iter();
        ReviewRow {
            confirmed: review.confirmed,
            merged: review.joined,
            split: review.parted,
            corrected: corrections
                .map(|correction| CorrectionRow {
                    field: correction.field,
                    was: &correction.was,
                })
                .collect(),
        }
    }
}

/// The codes of PLOVER.
#[derive(Serialize)]
struct PloverRow {
    event: &'static str,
    mode: Option<&'static str>,
    quad: &'static str,
}

impl PloverRow {
    fn of(code: Code) -> Self {
        PloverRow {
            event: code.event,
            mode: (!code.mode.is_empty()).then_some(code.mode),
            quad: code.quad.as_str(),
        }
    }
}

impl<'a> EventRow<'a> {
    pub(crate) fn of(event: &'a Event) -> Self {
        EventRow {
            id: &event.id,
            kind: event.kind.as_str(),
            actors: PartyRow::list(&event.actors),
            recipients: PartyRow::list(&event.recipients),
            place: event.place.as_ref().map(PartyRow::of),
            start: event.start.as_deref(),
            end: event.end.as_deref(),
            first: event.first.map(|day| day.to_string()),
            last: event.last.map(|day| day.to_string()),
            status: event.status.as_str(),
            confidence: event.confidence.as_str(),
            disagreements: &event.disagreements,
            contradicts: &event.contradicts,
            dated_after_report: event.is_dated_after_its_report(),
            review: ReviewRow::of(&event.review),
            parent: event.parent.as_deref(),
            tellings: event.tellings(),
            plover: Code::of(event).map(PloverRow::of),
            claims: event.claims.iter().map(ClaimRow::of).collect(),
        }
    }
}

impl<'a> PartyRow<'a> {
    fn of(party: &'a Party) -> Self {
        PartyRow {
            name: &party.name,
            title: party.title.as_deref(),
            entity: party.entity.as_deref(),
        }
    }

    fn list(parties: &'a [Party]) -> Vec<Self> {
        parties.iter().map(PartyRow::of).collect()
    }
}

impl<'a> ClaimRow<'a> {
    fn of(claim: &'a Claim) -> Self {
        ClaimRow {
            source: &claim.source,
            kind: claim.kind.as_str(),
            attribution: claim.attribution.as_deref(),
            actors: PartyRow::list(&claim.actors),
            recipients: PartyRow::list(&claim.recipients),
            place: claim.place.as_ref().map(PartyRow::of),
            start: claim.start.as_deref(),
            end: claim.end.as_deref(),
            status: claim.status.as_str(),
            confidence: claim.confidence.as_str(),
            proposed: claim.proposed,
            reported: claim.reported.map(|day| day.to_string()),
            copy_of: claim.copy_of.map(|capture| capture.to_string()),
            capture: claim.citation.capture.to_string(),
            number: claim.citation.number,
            sentence: &claim.citation.sentence,
        }
    }
}

//! CSV (RFC 4180): a row for each claim, so that every row has its source; what is said of the event as a whole is
//! repeated in each of its rows. For spreadsheets: a cell that a spreadsheet would take for a formula gets a leading
//! apostrophe (OWASP, "CSV Injection").

use std::borrow::{Borrow, Cow};
use std::io::{self, Write};

use annals_chronicle::{Claim, Event, Party};

use crate::plover::Code;

/// The columns, in order.
pub const COLUMNS: [&str; 37] = [
    "event_id",
    "type",
    "actors",
    "actor_ids",
    "recipients",
    "recipient_ids",
    "place",
    "place_id",
    "start",
    "end",
    "first",
    "last",
    "status",
    "confidence",
    "disagreements",
    "contradicts",
    "dated_after_report",
    "review",
    "parent",
    "tellings",
    "plover_event",
    "plover_mode",
    "plover_quad",
    "source",
    "attribution",
    "claim_actors",
    "claim_recipients",
    "claim_place",
    "claim_start",
    "claim_end",
    "claim_status",
    "claim_proposed",
    "reported",
    "copy_of",
    "capture",
    "sentence_number",
    "sentence",
];

/// Writes the heading and a row for each claim.
pub fn write<B: Borrow<Event>>(events: impl IntoIterator<Item = B>, out: impl Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(COLUMNS).map_err(io_error)?;
    for event in events {
        let event: &Event = event.borrow();
        for claim in &event.claims {
            let cells = row(event, claim);
            let safe = cells.iter().map(|cell| unformulated(cell).into_owned());
            table.write_record(safe).map_err(io_error)?;
        }
    }
    table.flush()
}

/// The error of the file itself, so that a full disk and a closed pipe are known as what they are.
pub(crate) fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn row(event: &Event, claim: &Claim) -> [String; COLUMNS.len()] {
    let plover = Code::of(event);
    [
        event.id.clone(),
        event.kind.as_str().to_owned(),
        names(&event.actors),
        ids(&event.actors),
        names(&event.recipients),
        ids(&event.recipients),
        names(event.place.as_slice()),
        ids(event.place.as_slice()),
        or_empty(event.start.as_ref()),
        or_empty(event.end.as_ref()),
        or_empty(event.first.as_ref()),
        or_empty(event.last.as_ref()),
        event.status.as_str().to_owned(),
        event.confidence.as_str().to_owned(),
        event.disagreements.join("; "),
        event.contradicts.join("; "),
        (if event.is_dated_after_its_report() {
            "yes"
        } else {
            ""
        })
        .to_owned(),
        event.review.notes().join("; "),
        or_empty(event.parent.as_ref()),
        event.tellings().to_string(),
        plover.map_or("", |code| code.event).to_owned(),
        plover.map_or("", |code| code.mode).to_owned(),
        plover.map_or("", |code| code.quad.as_str()).to_owned(),
        claim.source.clone(),
        or_empty(claim.attribution.as_ref()),
        names(&claim.actors),
        names(&claim.recipients),
        names(claim.place.as_slice()),
        or_empty(claim.start.as_ref()),
        or_empty(claim.end.as_ref()),
        claim.status.as_str().to_owned(),
        (if claim.proposed { "yes" } else { "" }).to_owned(),
        or_empty(claim.reported.as_ref()),
        or_empty(claim.copy_of.as_ref()),
        claim.citation.capture.to_string(),
        claim.citation.number.to_string(),
        claim.citation.sentence.clone(),
    ]
}

/// "Chairman Orsan Tev; Mira Holt"
pub(crate) fn names(parties: &[Party]) -> String {
    let named = parties.iter().map(|party| match &party.title {
        Some(title) => format!("{title} {}", party.name),
        None => party.name.clone(),
    });
    named.collect::<Vec<_>>().join("; ")
}

/// Entity ids in the order of the names; empty between separators where one has none.
fn ids(parties: &[Party]) -> String {
    let ids = parties
        .iter()
        .map(|party| party.entity.as_deref().unwrap_or_default());
    ids.collect::<Vec<_>>().join("; ")
}

pub(crate) fn or_empty(value: Option<&impl ToString>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

/// The cell as it is, or behind an apostrophe where a spreadsheet would run it as a formula.
pub(crate) fn unformulated(cell: &str) -> Cow<'_, str> {
    match cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        true => Cow::Owned(format!("'{cell}")),
        false => Cow::Borrowed(cell),
    }
}

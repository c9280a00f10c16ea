//! The appearance table of one person, as CSV (for spreadsheets) and as JSON lines: a row an appearance. Which events are
//! appearances, and in what order, `annals_chronicle::appearances` says.

use std::io::{self, Write};

use annals_chronicle::{Appearance, Party};
use serde::Serialize;

use crate::csv::{io_error, names, or_empty, unformulated};

/// The columns, in order; fields of JSON lines have the same names.
pub const COLUMNS: [&str; 17] = [
    "person",
    "start",
    "end",
    "date_known",
    "reported",
    "type",
    "venue",
    "place",
    "occasion",
    "met",
    "accompanied_by",
    "sources",
    "tellings",
    "days_since",
    "doubts",
    "event_id",
    "met_ids",
];

/// Writes the heading and a row for each appearance.
pub fn write_csv(person: &str, rows: &[Appearance], out: impl Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(COLUMNS).map_err(io_error)?;
    for row in rows {
        let cells = cells(person, row);
        let safe = cells.iter().map(|cell| unformulated(cell).into_owned());
        table.write_record(safe).map_err(io_error)?;
    }
    table.flush()
}

fn cells(person: &str, row: &Appearance) -> [String; COLUMNS.len()] {
    let ids: Vec<&str> = row
        .met
        .iter()
        .map(|party| party.entity.as_deref().unwrap_or_default())
        .collect();
    [
        person.to_owned(),
        or_empty(row.start.as_ref()),
        or_empty(row.end.as_ref()),
        row.known.as_str().to_owned(),
        or_empty(row.reported.as_ref()),
        row.kind.as_str().to_owned(),
        or_empty(row.venue.as_ref()),
        or_empty(row.place.as_ref()),
        or_empty(row.occasion.as_ref()),
        names(&row.met),
        names(&row.with),
        row.sources.join("; "),
        row.tellings.to_string(),
        or_empty(row.since.as_ref()),
        row.doubts.join("; "),
        row.event.clone(),
        ids.join("; "),
    ]
}

/// A row as a line of JSON.
#[derive(Serialize)]
struct Row<'a> {
    person: &'a str,
    start: Option<&'a str>,
    end: Option<&'a str>,
    date_known: &'static str,
    reported: Option<String>,
    #[serde(rename = "type")]
    kind: &'static str,
    venue: Option<&'a str>,
    place: Option<&'a str>,
    occasion: Option<&'a str>,
    met: Vec<Named<'a>>,
    accompanied_by: Vec<Named<'a>>,
    sources: &'a [String],
    tellings: usize,
    days_since: Option<i32>,
    doubts: &'a [&'static str],
    event_id: &'a str,
}

#[derive(Serialize)]
struct Named<'a> {
    name: &'a str,
    title: Option<&'a str>,
    entity: Option<&'a str>,
}

impl<'a> Named<'a> {
    fn all(parties: &'a [Party]) -> Vec<Self> {
        let named = parties.iter().map(|party| Named {
            name: &party.name,
            title: party.title.as_deref(),
            entity: party.entity.as_deref(),
        });
        named.collect()
    }
}

/// Writes a line for each appearance.
pub fn write_jsonl(person: &str, rows: &[Appearance], mut out: impl Write) -> io::Result<()> {
    for row in rows {
        let line = Row {
            person,
            start: row.start.as_deref(),
            end: row.end.as_deref(),
            date_known: row.known.as_str(),
            reported: row.reported.map(|day| day.to_string()),
            kind: row.kind.as_str(),
            venue: row.venue.as_deref(),
            place: row.place.as_deref(),
            occasion: row.occasion.as_deref(),
            met: Named::all(&row.met),
            accompanied_by: Named::all(&row.with),
            sources: &row.sources,
            tellings: row.tellings,
            days_since: row.since,
            doubts: &row.doubts,
            event_id: &row.event,
        };
        serde_json::to_writer(&mut out, &line)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

//! Which formats there are, by the names that the command line and the web use.

use std::borrow::Borrow;
use std::io::{self, Write};

use annals_chronicle::Event;

use crate::{csv, ics, jsonl, markdown, timelinejs};

/// A format in which events are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// A line of JSON for each event, its claims inside.
    Jsonl,
    /// A table with a row for each claim, for spreadsheets.
    Csv,
    /// iCalendar, for calendars.
    Ics,
    /// Markdown, to read and to print.
    Markdown,
    /// JSON of TimelineJS, for a page.
    TimelineJs,
}

impl Format {
    /// All formats, in the order in which help texts list them.
    pub const ALL: &'static [Format] = &[
        Format::Jsonl,
        Format::Csv,
        Format::Ics,
        Format::Markdown,
        Format::TimelineJs,
    ];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Jsonl => "jsonl",
            Format::Csv => "csv",
            Format::Ics => "ics",
            Format::Markdown => "markdown",
            Format::TimelineJs => "timelinejs",
        }
    }

    /// The format with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Format::ALL.iter().copied().find(|format| format.name() == name)
    }

    /// The media type, for HTTP.
    pub fn content_type(self) -> &'static str {
        match self {
            Format::Jsonl => "application/jsonl; charset=utf-8",
            Format::Csv => "text/csv; charset=utf-8; header=present",
            Format::Ics => "text/calendar; charset=utf-8",
            Format::Markdown => "text/markdown; charset=utf-8",
            Format::TimelineJs => "application/json; charset=utf-8",
        }
    }

    /// The extension of its files, without a dot.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Markdown => "md",
            Format::TimelineJs => "timelinejs.json",
            _ => self.name(),
        }
    }

    /// Whether the format has room for an event: calendars have none for what no text dates.
    pub fn holds(self, event: &Event) -> bool {
        match self {
            Format::Ics | Format::TimelineJs => ics::holds(event),
            Format::Jsonl | Format::Csv | Format::Markdown => true,
        }
    }

    /// Writes events as they come; none is held longer than it takes.
    pub fn write<B: Borrow<Event>>(
        self,
        events: impl IntoIterator<Item = B>,
        out: impl Write,
    ) -> io::Result<()> {
        match self {
            Format::Jsonl => jsonl::write(events, out),
            Format::Csv => csv::write(events, out),
            Format::Ics => ics::write(events, out),
            Format::Markdown => markdown::write(events, out),
            Format::TimelineJs => timelinejs::write(events, out),
        }
    }
}

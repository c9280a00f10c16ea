//! Which formats there are, by the names that the command line and the web use.

use std::borrow::Borrow;
use std::io::{self, Write};

use annals_chronicle::Event;

use crate::{csv, jsonl};

/// A format in which events are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// A line of JSON for each event, its claims inside.
    Jsonl,
    /// A table with a row for each claim, for spreadsheets.
    Csv,
}

impl Format {
    /// All formats, in the order in which help texts list them.
    pub const ALL: &'static [Format] = &[Format::Jsonl, Format::Csv];

    /// The name on the command line, which is also the extension of its files.
    pub fn name(self) -> &'static str {
        match self {
            Format::Jsonl => "jsonl",
            Format::Csv => "csv",
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
        }
    }

    /// The extension of its files, without a dot.
    pub fn extension(self) -> &'static str {
        self.name()
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
        }
    }
}

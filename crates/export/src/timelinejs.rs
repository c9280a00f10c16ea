//! JSON of TimelineJS (Knight Lab): a slide for each event that has days, its claims in the text. For a timeline on a page.
//! TimelineJS reads texts as HTML, so all of them are escaped.

use std::borrow::Borrow;
use std::io::{self, Write};

use annals_chronicle::Event;
use jiff::civil::Date;
use serde::Serialize;

use crate::wording::{days, headline, quotation, source};

/// Writes the slides. Events without any day are left out: [`holds`](crate::ics::holds) tells which.
pub fn write<B: Borrow<Event>>(events: impl IntoIterator<Item = B>, mut out: impl Write) -> io::Result<()> {
    out.write_all(b"{\"events\":[")?;
    let mut separator: &[u8] = b"\n";
    for event in events {
        let Some(slide) = Slide::of(event.borrow()) else {
            continue;
        };
        out.write_all(separator)?;
        serde_json::to_writer(&mut out, &slide)?;
        separator = b",\n";
    }
    out.write_all(b"\n]}\n")?;
    out.flush()
}

#[derive(Serialize)]
struct Slide {
    unique_id: String,
    start_date: Day,
    end_date: Day,
    display_date: String,
    group: &'static str,
    text: Text,
}

#[derive(Serialize)]
struct Day {
    year: i16,
    month: i8,
    day: i8,
}

#[derive(Serialize)]
struct Text {
    headline: String,
    text: String,
}

impl Slide {
    fn of(event: &Event) -> Option<Self> {
        let first = event.first.or(event.last)?;
        let claims = event.claims.iter();
        let told = claims.map(|claim| format!("{} {}", quotation(claim), source(claim)));
        Some(Slide {
            unique_id: event.id.clone(),
            start_date: Day::of(first),
            end_date: Day::of(event.last.unwrap_or(first)),
            display_date: escaped(&days(event).unwrap_or_default()),
            group: event.kind.as_str(),
            text: Text {
                headline: escaped(&headline(event)),
                text: told.map(|told| format!("<p>{}</p>", escaped(&told))).collect(),
            },
        })
    }
}

impl Day {
    fn of(day: Date) -> Self {
        Day {
            year: day.year(),
            month: day.month(),
            day: day.day(),
        }
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(character),
        }
    }
    escaped
}

//! Markdown (CommonMark): a report to read and to print, an item an event, below it each claim with its sentence. Whatever a
//! text brings along is escaped, so that no page can put a link or a picture into the report.

use std::borrow::Borrow;
use std::io::{self, Write};

use annals_chronicle::Event;

use crate::wording::{days, headline, quotation, source};

/// Writes the report, with a heading wherever the year changes.
pub fn write<B: Borrow<Event>>(events: impl IntoIterator<Item = B>, mut out: impl Write) -> io::Result<()> {
    out.write_all(b"# Chronicle\n")?;
    let mut chapter = None;
    for event in events {
        let event: &Event = event.borrow();
        let year = event.first.or(event.last).map(|day| day.year());
        if chapter != Some(year) {
            chapter = Some(year);
            let heading = year.map_or("Without a date".to_owned(), |year| year.to_string());
            write!(out, "\n## {heading}\n\n")?;
        }
        entry(event, &mut out)?;
    }
    out.flush()
}

fn entry(event: &Event, out: &mut impl Write) -> io::Result<()> {
    let days = days(event).unwrap_or_else(|| "no date".to_owned());
    writeln!(
        out,
        "- **{}** {} `{}`",
        plain(&days),
        plain(&headline(event)),
        event.id
    )?;
    for claim in &event.claims {
        writeln!(out, "  - {} {}", plain(&quotation(claim)), plain(&source(claim)))?;
    }
    Ok(())
}

/// Text that reads as it stands: punctuation that Markdown could take for its own is escaped.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#' | '~' | '|' | '!' => {
                plain.extend(['\\', character]);
            }
            // What programs make a link of without being asked.
            ':' if plain.ends_with("http") || plain.ends_with("https") => plain.push_str("\\:"),
            '@' => plain.push_str("\\@"),
            _ if character.is_control() => plain.push(' '),
            _ => plain.push(character),
        }
    }
    plain
}

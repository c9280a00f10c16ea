//! iCalendar (RFC 5545): a VEVENT of whole days for each event that has days, its claims in the description. For calendars.
//! What is known to a month or year only covers all days it can mean, says so, and keeps nobody busy.

use std::borrow::Borrow;
use std::io::{self, Write};

use annals_annotate::Status;
use annals_chronicle::Event;
use jiff::civil::Date;

use crate::wording::{days, headline, quotation, source};

/// Octets of a line, without its end (RFC 5545, 3.1).
const LINE: usize = 75;

/// Whether a calendar has room for an event: it must have a day.
pub fn holds(event: &Event) -> bool {
    event.first.or(event.last).is_some()
}

/// Writes a calendar. Events without any day are left out: [`holds`] tells which.
pub fn write<B: Borrow<Event>>(events: impl IntoIterator<Item = B>, mut out: impl Write) -> io::Result<()> {
    for text in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//annals//chronicle//EN",
        "CALSCALE:GREGORIAN",
    ] {
        line(&mut out, text)?;
    }
    for event in events {
        entry(event.borrow(), &mut out)?;
    }
    line(&mut out, "END:VCALENDAR")?;
    out.flush()
}

fn entry(event: &Event, out: &mut impl Write) -> io::Result<()> {
    let Some((first, last)) = bounds(event) else {
        return Ok(());
    };
    let stamp = event
        .first_report()
        .and_then(|claim| claim.reported)
        .unwrap_or(first);
    let mut property = |name: &str, value: &str| line(out, &format!("{name}:{value}"));
    property("BEGIN", "VEVENT")?;
    property("UID", &event.id)?;
    property("DTSTAMP", &format!("{}T000000Z", compact(stamp)))?;
    property("DTSTART;VALUE=DATE", &compact(first))?;
    property("DTEND;VALUE=DATE", &compact(last.tomorrow().unwrap_or(last)))?;
    property("SUMMARY", &escaped(&headline(event)))?;
    property("DESCRIPTION", &escaped(&description(event)))?;
    if let Some(place) = &event.place {
        property("LOCATION", &escaped(&place.name))?;
    }
    property("CATEGORIES", event.kind.as_str())?;
    property("STATUS", status(event.status))?;
    property("TRANSP", "TRANSPARENT")?;
    property("END", "VEVENT")
}

/// First and last day, in order.
fn bounds(event: &Event) -> Option<(Date, Date)> {
    let first = event.first.or(event.last)?;
    let last = event.last.unwrap_or(first);
    Some((first.min(last), first.max(last)))
}

fn description(event: &Event) -> String {
    let known = days(event).map(|days| format!("Dated {days}.\n"));
    let claims = event.claims.iter();
    let told = claims.map(|claim| format!("{} {}\n", quotation(claim), source(claim)));
    known.into_iter().chain(told).collect()
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Happened | Status::Ongoing => "CONFIRMED",
        Status::Planned => "TENTATIVE",
        Status::Denied => "CANCELLED",
    }
}

/// "20010806"
fn compact(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year().max(0), day.month(), day.day())
}

/// A value of type TEXT: what has a meaning of its own is escaped, and control characters are left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.trim_end().chars() {
        match character {
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            '\n' => escaped.push_str("\\n"),
            _ if character.is_control() => {}
            _ => escaped.push(character),
        }
    }
    escaped
}

/// A content line, folded between characters.
fn line(out: &mut impl Write, text: &str) -> io::Result<()> {
    let mut room = LINE;
    let mut buffer = [0; 4];
    for character in text.chars() {
        let bytes = character.encode_utf8(&mut buffer).as_bytes();
        if bytes.len() > room {
            out.write_all(b"\r\n ")?;
            room = LINE - 1;
        }
        out.write_all(bytes)?;
        room -= bytes.len();
    }
    out.write_all(b"\r\n")
}

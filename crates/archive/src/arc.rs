//! ARC, what archives wrote before WARC: a line with address, machine, instant, media type and length, and that many bytes.
//! The line is given in WARC's fields, so that a reader of records need not know the difference.
//!
//! Format: "Arc File Format", Internet Archive, versions 1 (five words a line) and 2 (ten).

use std::io::{self, BufRead, Read, Seek};

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

use crate::header::{Found, HEADER_LIMIT, Header, header_line};
use crate::volume::{Packed, Volume};
use crate::{DamageKind, digest};

/// What an ARC file begins with.
pub(crate) const START: [u8; 11] = *b"filedesc://";

/// Whether bytes can be the beginning of an ARC record's line: of an address.
pub(crate) fn begins_like_one(bytes: &[u8]) -> bool {
    bytes.first().is_none_or(u8::is_ascii_alphabetic)
        && bytes.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ')
}

/// The line of a record, in WARC's fields.
pub(crate) fn read_header<R: Read + Seek>(volume: &mut Volume<R>, packed: Option<Packed>) -> Found<Header> {
    let line = header_line(volume, &mut { HEADER_LIMIT }, packed)?;
    let Some(line) = Line::of(&line) else {
        let start: String = line.chars().take(32).collect();
        return Err((
            DamageKind::NotARecord,
            format!("begins with {start:?}, not with the line of an ARC record"),
        ));
    };
    Ok(line.header())
}

/// Moves to the next line that could be a record's, or to the end.
pub(crate) fn find_record<R: Read + Seek>(volume: &mut Volume<R>) -> io::Result<()> {
    let mut line = Vec::new();
    while volume.by_ref().take(HEADER_LIMIT).read_until(b'\n', &mut line)? > 0 {
        if Line::of(String::from_utf8_lossy(&line).trim_end()).is_some() {
            volume.put_back(line);
            break;
        }
        line.clear();
    }
    Ok(())
}

/// What such a line says.
struct Line<'a> {
    text: &'a str,
    url: &'a str,
    machine: &'a str,
    captured: Option<Timestamp>,
    media: &'a str,
    length: u64,
}

impl<'a> Line<'a> {
    /// Addresses hold spaces at times: the other words are counted from the end.
    fn of(text: &'a str) -> Option<Self> {
        [9, 4].iter().find_map(|others| {
            let mut words: Vec<&str> = text.rsplitn(others + 1, ' ').collect();
            words.reverse();
            let [url, machine, instant, media, .., length] = words.as_slice() else {
                return None;
            };
            let is_one =
                url.contains(':') && instant.len() >= 8 && instant.bytes().all(|b| b.is_ascii_digit());
            is_one.then_some(())?;
            Some(Line {
                text,
                url,
                machine,
                captured: instant_of(instant),
                media,
                length: length.trim().parse().ok()?,
            })
        })
    }

    fn header(&self) -> Header {
        let is_first = self.url.as_bytes().starts_with(&START);
        let kind = if is_first { "arc_header" } else { "response" };
        let mut fields = vec![
            ("WARC-Type", kind.to_owned()),
            ("WARC-Record-ID", digest::record_id([self.text.as_bytes()])),
            ("WARC-Target-URI", self.url.replace(' ', "%20")),
            ("WARC-IP-Address", self.machine.to_owned()),
            ("Content-Type", self.media.to_owned()),
            ("Content-Length", self.length.to_string()),
        ];
        let mut faults = Vec::new();
        match self.captured {
            Some(captured) => fields.push(("WARC-Date", captured.to_string())),
            None => faults.push("the instant of capture is none".into()),
        }
        Header {
            version: "ARC/1".into(),
            fields: (fields.into_iter())
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
            faults,
        }
    }
}

/// An instant of 14 digits; what is missing at the end is zero.
fn instant_of(digits: &str) -> Option<Timestamp> {
    let padded = format!("{:0<14}", digits.get(..14.min(digits.len()))?);
    let at = |range: std::ops::Range<usize>| padded[range].parse::<i8>().ok();
    let year = padded[..4].parse().ok()?;
    let civil = DateTime::new(
        year,
        at(4..6)?,
        at(6..8)?,
        at(8..10)?,
        at(10..12)?,
        at(12..14)?,
        0,
    )
    .ok()?;
    Offset::UTC.to_timestamp(civil).ok()
}

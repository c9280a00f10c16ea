//! One record of a WARC file, and what can be wrong with one.

use std::borrow::Cow;
use std::fmt;

use jiff::Timestamp;

use crate::{Capture, CaptureId, http};

/// A record of a WARC file, its digests checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its number in the file, counted from 0.
    pub number: usize,
    /// Where it begins: the offset of its first byte, or of the gzip member that holds it.
    pub offset: u64,
    /// "WARC/1.0" or "WARC/1.1", or "ARC/1" for an ARC record, whose header line is given in WARC's fields.
    pub version: String,
    /// The named fields in order, names as written.
    pub fields: Vec<(String, String)>,
    /// Everything behind the header.
    pub block: Vec<u8>,
    /// What is irregular but leaves the record readable: fields missing or given twice, no blank lines behind it, a digest
    /// that does not agree.
    pub faults: Vec<String>,
    /// Whether the digests in the header agree with the bytes; where not, `faults` says which. `None` where there is none
    /// of a kind that is known here.
    pub digest_agrees: Option<bool>,
}

impl Record {
    /// The value of a named field, ignoring case.
    pub fn field(&self, name: &str) -> Option<&str> {
        field(&self.fields, name)
    }

    /// WARC-Type in lower case; empty where it is missing; "arc_header" for what stands at the beginning of an ARC.
    pub fn kind(&self) -> String {
        self.field("WARC-Type")
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase()
    }

    /// WARC-Target-URI, without the angle brackets that WARC 1.0 allowed.
    pub fn url(&self) -> Option<&str> {
        let url = self.field("WARC-Target-URI")?.trim();
        Some(
            url.strip_prefix('<')
                .and_then(|url| url.strip_suffix('>'))
                .unwrap_or(url),
        )
    }

    /// WARC-Date.
    pub fn captured(&self) -> Option<Timestamp> {
        self.field("WARC-Date")?.trim().parse().ok()
    }

    /// Whether a digest in the header does not agree with the bytes.
    pub fn is_altered(&self) -> bool {
        self.digest_agrees == Some(false)
    }

    /// HTTP status line and headers, and the body as it came; for records without HTTP there is no head.
    pub fn http(&self) -> (Option<&[u8]>, &[u8]) {
        let kind = self.kind();
        let is_http = matches!(kind.as_str(), "response" | "revisit" | "request" | "arc_header");
        match is_http.then(|| http::split(&self.block, &kind)).flatten() {
            Some((head, body)) => (Some(head), body),
            None => (None, &self.block),
        }
    }

    /// The payload with transfer and content encodings undone; where that fails, the reason.
    pub fn payload(&self) -> Result<Cow<'_, [u8]>, String> {
        match self.http() {
            (Some(head), body) => http::decoded(head, body),
            (None, body) => Ok(Cow::Borrowed(body)),
        }
    }

    /// The media type of the payload.
    pub fn content_type(&self) -> Option<String> {
        match self.http().0 {
            Some(head) => http::header(head, "content-type"),
            None => self.field("Content-Type").map(|value| value.trim().to_owned()),
        }
    }

    /// The capture that a record of our own holds: its payload, or its body as it came where that cannot be decoded.
    /// `None` without URL or date.
    pub fn capture(&self) -> Option<Capture> {
        let (url, captured) = (self.url()?.to_owned(), self.captured()?);
        let payload = self
            .payload()
            .unwrap_or_else(|_| Cow::Borrowed(self.http().1))
            .into_owned();
        Some(Capture {
            id: CaptureId::of(&url, captured, &payload),
            url,
            captured,
            content_type: self.content_type(),
            payload,
        })
    }
}

pub(crate) fn field<'a>(fields: &'a [(String, String)], name: &str) -> Option<&'a str> {
    fields
        .iter()
        .find(|(found, _)| found.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.as_str())
}

/// What is wrong with a record, and where. The reader goes on behind it as well as it can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// The number of the record in the file, counted from 0.
    pub number: usize,
    /// Where it begins.
    pub offset: u64,
    /// What kind of damage.
    pub kind: DamageKind,
    /// What was found, in words.
    pub what: String,
    /// What could be read of the record: its header, and as much of its block as there is or as its length says.
    pub partial: Option<Box<Record>>,
}

/// What kind of damage a record has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DamageKind {
    /// Bytes where a record should begin are none.
    NotARecord,
    /// The header has no end, no usable Content-Length, or is too large.
    Header,
    /// The file ends within the record.
    Truncated,
    /// What follows the record shows that its Content-Length is wrong.
    Length,
    /// Larger than is read.
    TooLarge,
    /// A digest does not agree with the bytes.
    Digest,
    /// The gzip member or zstd frame is damaged.
    Packing,
    /// The system could not read the file.
    Io,
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "record {} at offset {}: {}",
            self.number, self.offset, self.what
        )
    }
}

//! The pages among the records of a foreign WARC: successful responses and resources that are HTML or plain text.
//! Everything else is counted by reason.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Seek};
use std::net::IpAddr;
use std::path::Path;

use jiff::Timestamp;

use crate::{Damage, DamageKind, Deposit, Error, Record, Result, WarcReader, http};

/// A page of a foreign WARC, as it came.
#[derive(Clone, Debug)]
pub struct WarcPage {
    /// The number of its record, counted from 0.
    pub number: usize,
    /// Where its record begins.
    pub offset: u64,
    /// Its address.
    pub url: String,
    /// When it was seen.
    pub captured: Timestamp,
    /// What its server said it is.
    pub content_type: Option<String>,
    /// HTTP status line and headers, where the record has them.
    pub http_head: Option<Vec<u8>>,
    /// The machine that was connected, where the record says so.
    pub machine: Option<IpAddr>,
    /// The body as it came, with its transfer and content encodings.
    pub body: Vec<u8>,
}

impl WarcPage {
    /// The page as something to be kept: it has the same id and payload wherever it is read.
    pub fn deposit(&self) -> Deposit<'_> {
        Deposit {
            bytes: &self.body,
            url: &self.url,
            captured: self.captured,
            content_type: self.content_type.as_deref(),
            http_head: self.http_head.as_deref(),
            machine: self.machine,
            date: None,
            source: None,
            file_name: None,
        }
    }
}

/// The pages of a WARC file, in order; a damaged record is an `Err`.
pub struct Pages<R: Read + Seek> {
    records: WarcReader<R>,
    skipped: BTreeMap<String, usize>,
}

/// The pages of the WARC file at `path`, plain or packed with gzip.
pub fn pages(path: &Path) -> Result<Pages<File>> {
    File::open(path)
        .map(Pages::new)
        .map_err(|error| Error::at(path, error))
}

impl<R: Read + Seek> Pages<R> {
    /// The pages of a WARC.
    pub fn new(input: R) -> Self {
        Pages {
            records: WarcReader::new(input),
            skipped: BTreeMap::new(),
        }
    }

    /// How many records were no pages so far, by reason ("revisit", "status 404", "image/png").
    pub fn skipped(&self) -> &BTreeMap<String, usize> {
        &self.skipped
    }
}

impl<R: Read + Seek> Iterator for Pages<R> {
    type Item = std::result::Result<WarcPage, Damage>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let record = match self.records.next()? {
                Ok(record) => record,
                Err(damage) => return Some(Err(damage)),
            };
            match page(&record) {
                Ok(page) => return Some(Ok(page)),
                Err(No::Skip(reason)) => *self.skipped.entry(reason).or_default() += 1,
                Err(No::Damage(kind, what)) => {
                    let (number, offset) = (record.number, record.offset);
                    return Some(Err(Damage {
                        number,
                        offset,
                        kind,
                        what,
                        partial: Some(Box::new(record)),
                    }));
                }
            }
        }
    }
}

enum No {
    Skip(String),
    Damage(DamageKind, String),
}

fn page(record: &Record) -> std::result::Result<WarcPage, No> {
    let kind = record.kind();
    if !matches!(kind.as_str(), "response" | "resource") {
        return Err(No::Skip(kind));
    }
    let (head, body) = record.http();
    let status = head.and_then(http::status);
    if let Some(status) = status.filter(|status| !(200..300).contains(status)) {
        return Err(No::Skip(format!("status {status}")));
    }
    let content_type = record.content_type();
    if let Some(media) = content_type.as_deref().filter(|media| !is_page(media)) {
        return Err(No::Skip(
            media
                .split(';')
                .next()
                .unwrap_or_default()
                .trim()
                .to_ascii_lowercase(),
        ));
    }
    let damaged = |what: &str| No::Damage(DamageKind::Header, what.to_owned());
    if record.is_altered() {
        return Err(No::Damage(DamageKind::Digest, record.faults.join("; ")));
    }
    if let Err(what) = record.payload() {
        return Err(damaged(&what));
    }
    Ok(WarcPage {
        number: record.number,
        offset: record.offset,
        url: record.url().ok_or(damaged("no WARC-Target-URI"))?.to_owned(),
        captured: record.captured().ok_or(damaged("no usable WARC-Date"))?,
        content_type,
        http_head: head.map(<[u8]>::to_vec),
        machine: record
            .field("WARC-IP-Address")
            .and_then(|machine| machine.trim().parse().ok()),
        body: body.to_vec(),
    })
}

/// Whether a media type is that of a page.
fn is_page(media: &str) -> bool {
    let media = media
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    matches!(
        media.as_str(),
        "" | "text/html" | "text/plain" | "application/xhtml+xml" | "application/octet-stream"
    )
}

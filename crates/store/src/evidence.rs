//! What the catalogue knows of a capture, and the way back from there to its bytes and its article.

use annals_archive::{Capture, CaptureId, read_at};
use annals_dedup::repeats::Repeats;
use annals_extract::{Article, DateFrom, Omitted, Page, PublicationDate, Trust};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::addition::is_bare;
use crate::repeats::blocks_of;
use crate::{Annals, Result};

/// Where the bytes lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The WARC file, from the folder's root ("warc/annals-00001.warc.gz").
    pub file: String,
    /// The offset of its gzip member.
    pub offset: u64,
    /// The length of its gzip member.
    pub length: u64,
    /// SHA-256 of the payload, hex
    pub sha256: String,
    /// The address it was seen under.
    pub url: String,
    /// When it was seen.
    pub captured: Timestamp,
    /// What its server or file name claims that it is.
    pub content_type: Option<String>,
}

/// A row of the catalogue.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub id: i64,
    pub capture: CaptureId,
    pub url: String,
    pub captured: Timestamp,
    pub content_type: Option<String>,
    pub given_date: Option<Date>,
    pub given_source: Option<String>,
    pub file: String,
    pub offset: u64,
    pub length: u64,
    pub sha256: [u8; 32],
}

const COLUMNS: &str =
    "id, capture, url, captured, content_type, given_date, given_source, file, offset, length, sha256";

impl Kept {
    fn of_row(row: &Row) -> rusqlite::Result<Self> {
        let captured: String = row.get(3)?;
        Ok(Kept {
            id: row.get(0)?,
            capture: capture_id(&row.get::<_, String>(1)?),
            url: row.get(2)?,
            captured: captured.parse().unwrap_or_default(),
            content_type: row.get(4)?,
            given_date: row
                .get::<_, Option<String>>(5)?
                .and_then(|date| date.parse().ok()),
            given_source: row.get(6)?,
            file: row.get(7)?,
            offset: row.get(8)?,
            length: row.get(9)?,
            sha256: row.get(10)?,
        })
    }

    /// Up to `limit` captures behind the one with number `after`, in order.
    pub fn after(connection: &Connection, after: i64, limit: usize) -> Result<Vec<Self>> {
        let query = format!("SELECT {COLUMNS} FROM captures WHERE id > ?1 ORDER BY id LIMIT ?2");
        let mut statement = connection.prepare_cached(&query)?;
        let rows = statement.query_map((after, limit), Kept::of_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    pub fn find(connection: &Connection, capture: CaptureId) -> Result<Option<Self>> {
        let query = format!("SELECT {COLUMNS} FROM captures WHERE capture = ?1");
        let mut statement = connection.prepare_cached(&query)?;
        Ok(statement
            .query_row([capture.to_string()], Kept::of_row)
            .optional()?)
    }

    /// The captured page, from its WARC; what is wrong with the record otherwise.
    pub fn read(&self, annals: &Annals) -> std::result::Result<Capture, String> {
        let path = annals.warc_folder().join(&self.file);
        let place = || format!("{}, offset {}", self.file, self.offset);
        let record = read_at(&path, self.offset, self.length)
            .map_err(|damage| format!("{}: {}", place(), damage.what))?;
        let capture = record.capture().ok_or_else(|| format!("{}: no page", place()))?;
        if annals_archive::sha256(&capture.payload) != self.sha256 || capture.id != self.capture {
            return Err(format!("{}: another page than the catalogue says", place()));
        }
        Ok(capture)
    }

    /// The captures with these numbers.
    pub fn numbered(connection: &Connection, numbers: impl Iterator<Item = i64>) -> Result<Vec<Self>> {
        let query = format!("SELECT {COLUMNS} FROM captures WHERE id = ?1");
        let mut statement = connection.prepare_cached(&query)?;
        let mut found = Vec::new();
        for number in numbers {
            found.push(statement.query_row([number], Kept::of_row)?);
        }
        Ok(found)
    }

    /// The article of the page without what its outlet repeats.
    pub fn article(&self, capture: &Capture, repeats: &Repeats) -> (Article, Vec<Omitted>) {
        let (article, mut omitted) = self.whole_article(capture);
        let others = repeats.in_article(&blocks_of(&article));
        let (article, repeated) = article.without_repeats(&others);
        omitted.extend(repeated);
        (article, omitted)
    }

    /// The article as the page alone tells it, with the date that was given for it where it says none.
    pub fn whole_article(&self, capture: &Capture) -> (Article, Vec<Omitted>) {
        let (mut article, omitted) = annals_extract::extract(&Page {
            bytes: &capture.payload,
            url: (!is_bare(&self.url)).then_some(&self.url),
            content_type: self.content_type.as_deref(),
            as_of: Some(Offset::UTC.to_datetime(self.captured).date()),
        });
        if article.published.is_none() {
            article.published = self.given_date.map(|day| PublicationDate {
                day,
                from: DateFrom::Given,
                trust: Trust::Sure,
            });
        }
        (article, omitted)
    }

    pub fn evidence(&self) -> Evidence {
        Evidence {
            file: format!("warc/{}", self.file),
            offset: self.offset,
            length: self.length,
            sha256: annals_archive::hex(&self.sha256),
            url: self.url.clone(),
            captured: self.captured,
            content_type: self.content_type.clone(),
        }
    }
}

/// An id as the catalogue prints it.
pub(crate) fn capture_id(text: &str) -> CaptureId {
    CaptureId::parse(text).unwrap_or(CaptureId([0; 10]))
}

impl Annals {
    /// The captured bytes. `None` if there is no such capture; an error if its record cannot be read.
    pub fn capture(&self, capture: CaptureId) -> Result<Option<Capture>> {
        let kept = Kept::find(&self.catalogue.lock(), capture)?;
        kept.map(|kept| kept.read(self).map_err(damaged)).transpose()
    }
}

pub(crate) fn damaged(what: String) -> crate::Error {
    crate::Error::new(crate::ErrorKind::Io, what)
}

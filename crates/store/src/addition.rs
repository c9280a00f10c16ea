//! Keeping pages: WARC record, fsync, catalogue, in that order. When [`Annals::add`] returns, all are safe.

use std::borrow::Cow;
use std::net::IpAddr;

use annals_archive::{Aside, CaptureId, Company, Deposit, Kept, WarcWriter};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension};

use crate::records::note_written;
use crate::{Annals, Result};

/// A page to be kept, as it came.
#[derive(Clone, Copy, Debug)]
pub struct Addition<'a> {
    /// The page; with `http_head`, still in the encodings that the head names.
    pub bytes: &'a [u8],
    /// Where it was found.
    pub url: Option<&'a str>,
    /// Name of the file it came from, where there is no URL.
    pub file_name: Option<&'a str>,
    /// What its server or file name claims that it is.
    pub content_type: Option<&'a str>,
    /// When it was seen.
    pub captured: Timestamp,
    /// The publication date that the caller vouches for (`--date`).
    pub date: Option<Date>,
    /// The outlet that the caller names (`--source`).
    pub source: Option<&'a str>,
    /// The HTTP status line and headers, where they are known (from a WARC response): kept as evidence.
    pub http_head: Option<&'a [u8]>,
    /// The machine that was really connected; `None` where that is not known, or was a proxy.
    pub machine: Option<IpAddr>,
}

/// What became of an addition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is kept.
    New(CaptureId),
    /// The same bytes under the same URL are kept already (or, without URL, the same bytes of the same source).
    Known(CaptureId),
}

impl Annals {
    /// Keeps pages: WARC records, fsync, catalogue, in that order; when it returns, all are safe. After an error none of
    /// them counts, and adding them again loses nothing.
    pub fn add(&mut self, additions: &[Addition]) -> Result<Vec<Added>> {
        let _lock = self.write_lock()?;
        self.recover()?;
        let mut connection = self.catalogue.lock();
        let transaction = connection.transaction()?;
        let mut writer = warc_writer(self, &transaction)?;
        let added = additions
            .iter()
            .map(|addition| keep_under(self, addition, &[], &mut writer, &transaction));
        let added: Vec<Added> = added.collect::<Result<_>>()?;
        note_written(&transaction, &mut writer)?;
        self.steps.before("fsync")?;
        writer.sync()?;
        self.steps.before("commit")?;
        transaction.commit()?;
        self.steps.before("acknowledge")?;
        Ok(added)
    }
}

/// A writer that goes on behind the last committed record. Needs the write lock.
pub(crate) fn warc_writer(annals: &Annals, connection: &Connection) -> Result<WarcWriter> {
    let last = last_file(connection)?;
    let last = last.as_ref().map(|(name, length)| (name.as_str(), *length));
    Ok(WarcWriter::new(&annals.warc_folder(), last, annals.warc_limit)?)
}

/// Keeps one page, beside which these records will stand, unless it is kept already.
pub(crate) fn keep_under(
    annals: &Annals,
    addition: &Addition,
    asides: &[Aside<'_>],
    writer: &mut WarcWriter,
    connection: &Connection,
) -> Result<Added> {
    let address = address(addition);
    let deposit = deposit(addition, &address);
    let (id, sha256) = deposit.identity();
    if let Some(known) = known(connection, addition, &deposit, id, &sha256)? {
        return Ok(Added::Known(known));
    }
    annals.steps.before("append")?;
    let kept = writer.append(&deposit, &company(asides, Some(addition)))?;
    annals.steps.before("insert")?;
    insert(connection, &deposit, &kept)?;
    Ok(Added::New(kept.id))
}

/// The records of a visit together, and the page among them that it brought.
pub(crate) fn company(asides: &[Aside<'_>], page: Option<&Addition>) -> Company {
    match page {
        None => Company::of(asides, None),
        Some(page) => Company::of(asides, Some(&deposit(page, &address(page)))),
    }
}

/// The URL, or `file:NAME`, or the digest where there is not even a name.
fn address<'a>(addition: &Addition<'a>) -> Cow<'a, str> {
    match (addition.url, addition.file_name) {
        (Some(url), _) => Cow::Borrowed(url),
        (None, Some(name)) => Cow::Owned(format!("file:{name}")),
        (None, None) => Cow::Owned(format!(
            "urn:sha256:{}",
            annals_archive::hex(&annals_archive::sha256(addition.bytes))
        )),
    }
}

fn deposit<'a>(addition: &Addition<'a>, address: &'a str) -> Deposit<'a> {
    Deposit {
        bytes: addition.bytes,
        url: address,
        captured: addition.captured,
        content_type: addition.content_type,
        http_head: addition.http_head,
        machine: addition.machine,
        date: addition.date,
        source: addition.source,
        file_name: addition.file_name,
    }
}

/// Whether an address is only the name of a bare file.
pub(crate) fn is_bare(url: &str) -> bool {
    url.starts_with("file:") || url.starts_with("urn:")
}

/// The capture that holds the same payload already: under the same URL, where nothing else was seen since, or, for a bare file, of the same source under
/// whatever name.
fn known(
    connection: &Connection,
    addition: &Addition,
    deposit: &Deposit,
    id: CaptureId,
    sha256: &[u8; 32],
) -> Result<Option<CaptureId>> {
    let mut statement = connection.prepare_cached(
        "SELECT capture FROM captures WHERE sha256 = ?1 AND (capture = ?2 OR CASE WHEN ?3 THEN
         given_source IS ?5 AND (substr(url, 1, 5) = 'file:' OR substr(url, 1, 4) = 'urn:') ELSE url = ?4 AND NOT
         EXISTS (SELECT 1 FROM captures other WHERE other.url = ?4 AND other.sha256 <> ?1
         AND other.captured > captures.captured AND other.captured < ?6) END) ORDER BY id LIMIT 1",
    )?;
    let wanted = (
        sha256,
        id.to_string(),
        addition.url.is_none(),
        &*deposit.address(),
        addition.source,
        deposit.captured.to_string(),
    );
    let found: Option<String> = statement.query_row(wanted, |row| row.get(0)).optional()?;
    Ok(found.and_then(|text| CaptureId::parse(&text)))
}

fn insert(connection: &Connection, deposit: &Deposit, kept: &Kept) -> Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO captures (capture, url, captured, content_type, given_date, given_source, file_name, file, offset,
         length, sha256) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?;
    statement.execute(rusqlite::params![
        kept.id.to_string(),
        deposit.address(),
        deposit.captured.to_string(),
        deposit.content_type,
        deposit.date.map(|date| date.to_string()),
        deposit.source,
        deposit.file_name,
        kept.file,
        kept.offset,
        kept.length,
        kept.sha256,
    ])?;
    record_end(connection, &kept.file, kept.offset + kept.length)
}

/// Notes how much of a WARC file counts.
pub(crate) fn record_end(connection: &Connection, file: &str, length: u64) -> Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO warc_files (name, length) VALUES (?1, ?2)")?
        .execute((file, length))?;
    Ok(())
}

/// The last WARC file and its committed length.
fn last_file(connection: &Connection) -> Result<Option<(String, u64)>> {
    let mut statement =
        connection.prepare_cached("SELECT name, length FROM warc_files ORDER BY name DESC LIMIT 1")?;
    Ok(statement
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

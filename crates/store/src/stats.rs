//! How large a collection is and how it grows: counts and bytes of the whole, by source and by month of capture. Bytes of
//! evidence are those of its packed records. Nothing is guessed here; what it means for a machine is the caller's.

use std::path::Path;

use rusqlite::Connection;

use crate::sources::SourceNames;
use crate::{Annals, Result, catalogue};

/// The size of a collection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Captures that are kept.
    pub captures: usize,
    /// Articles in their newest version.
    pub articles: usize,
    /// People, bodies and places.
    pub entities: usize,
    /// Events of the chronicle.
    pub events: usize,
    /// Bytes of the files under `warc/`.
    pub evidence_bytes: u64,
    /// Bytes of the catalogue, with its log.
    pub catalogue_bytes: u64,
    /// Bytes of the full-text index.
    pub index_bytes: u64,
    /// By source, most bytes first; captures that were not read yet stand under no name.
    pub sources: Vec<Share>,
    /// By month of capture ("2026-03"), in order.
    pub months: Vec<Share>,
}

/// What belongs to one source or month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Which.
    pub name: Option<String>,
    /// Its captures.
    pub captures: usize,
    /// The bytes of their records.
    pub bytes: u64,
}

impl Annals {
    /// Counts the collection. Time grows with the number of captures.
    pub fn stats(&self) -> Result<Stats> {
        let connection = self.catalogue.lock();
        let count = |sql| connection.query_row(sql, [], |row| row.get(0));
        let names = SourceNames::load(&connection, &self.settings)?;
        let mut sources = shares(&connection, BY_SOURCE)?;
        for share in &mut sources {
            share.name = share.name.take().map(|key| names.name(key));
        }
        Ok(Stats {
            captures: count("SELECT count(*) FROM captures")?,
            articles: count("SELECT count(*) FROM articles WHERE newest = 1")?,
            entities: count("SELECT count(*) FROM entities")?,
            events: count("SELECT count(*) FROM events")?,
            evidence_bytes: bytes_in(&self.warc_folder()),
            catalogue_bytes: self.catalogue_bytes(),
            index_bytes: bytes_in(&self.index_folder()),
            sources,
            months: shares(&connection, BY_MONTH)?,
        })
    }

    fn catalogue_bytes(&self) -> u64 {
        let log = format!("{}-wal", catalogue::FILE);
        let files = [catalogue::FILE, &log].map(|name| std::fs::metadata(self.root().join(name)));
        files.into_iter().flatten().map(|file| file.len()).sum()
    }
}

const BY_SOURCE: &str = "
SELECT s.key, count(*), sum(c.length) AS bytes FROM captures c
LEFT JOIN articles a ON a.id = c.id LEFT JOIN sources s ON s.id = a.source
GROUP BY s.id ORDER BY bytes DESC, s.key";

const BY_MONTH: &str = "
SELECT substr(captured, 1, 7) AS month, count(*), sum(length) FROM captures GROUP BY month ORDER BY month";

fn shares(connection: &Connection, sql: &str) -> Result<Vec<Share>> {
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| {
        Ok(Share {
            name: row.get(0)?,
            captures: row.get(1)?,
            bytes: row.get(2)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Of all files in a folder; one that is not there or vanishes counts nothing.
fn bytes_in(folder: &Path) -> u64 {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let lengths = files.filter_map(|entry| entry.metadata().ok().filter(std::fs::Metadata::is_file));
    lengths.map(|file| file.len()).sum()
}

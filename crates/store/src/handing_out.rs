//! The evidence in forms that other programs take: an index of it (CDXJ), and all of it in one file (WACZ). Both are made from
//! the records that the catalogue counts, and only from these: what is being added meanwhile is in neither.

use std::io::Write;
use std::path::PathBuf;

use annals_archive::{WaczPage, cdxj, write_wacz};
use jiff::Timestamp;

use crate::{Annals, Result};

impl Annals {
    /// The lines of a CDXJ index of all evidence, sorted.
    pub fn cdxj(&self) -> Result<Vec<String>> {
        let mut lines = Vec::new();
        for (path, name, length) in self.counted_files()? {
            lines.extend(cdxj(&path, length, &name)?);
        }
        lines.sort_unstable();
        Ok(lines)
    }

    /// Writes all evidence as a WACZ file, made at the instant `created`.
    pub fn write_wacz<W: Write>(&self, out: W, created: Timestamp) -> Result<W> {
        let files = self.counted_files()?;
        let pages = self.pages()?;
        let pages = pages.iter().map(|(url, captured, title)| WaczPage {
            url,
            captured: *captured,
            title: title.as_deref(),
        });
        Ok(write_wacz(out, &files, pages, created, self.name())?)
    }

    /// Path, name and counted length of each WARC file.
    pub(crate) fn counted_files(&self) -> Result<Vec<(PathBuf, String, u64)>> {
        let connection = self.catalogue.lock();
        let mut statement = connection.prepare_cached("SELECT name, length FROM warc_files ORDER BY name")?;
        let rows = statement.query_map([], |row| {
            let (name, length): (String, u64) = (row.get(0)?, row.get(1)?);
            Ok((self.warc_folder().join(&name), name, length))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Address, instant and headline of each capture.
    fn pages(&self) -> Result<Vec<(String, Timestamp, Option<String>)>> {
        let connection = self.catalogue.lock();
        let mut statement = connection.prepare_cached(
            "SELECT c.url, c.captured, a.title FROM captures c LEFT JOIN articles a USING (id) ORDER BY c.id",
        )?;
        let rows = statement.query_map([], |row| {
            let captured: String = row.get(1)?;
            Ok((row.get(0)?, captured.parse().unwrap_or_default(), row.get(2)?))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

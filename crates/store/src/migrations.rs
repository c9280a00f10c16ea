//! From the catalogue of any released version to that of this one, a step at a time, each in a transaction of its own with
//! the new number: a folder that was made by an older annals opens, and one that stopped half-way goes on.
//!
//! To change the schema: raise `catalogue::VERSION`, append a step here, and add a case to `tests/migrating.rs`. A change to
//! derived tables alone is [`Step::Anew`]: they are dropped and the next build fills them.

use std::path::Path;

use annals_archive::WarcReader;
use rusqlite::Connection;

use crate::catalogue::{
    self, ABSENCES, ARTICLE_COLUMNS, COLLECTING, COMPARISONS, DECIDED, EVENT_DIGESTS, RECORDS, VERSION,
    VISITS,
};
use crate::folder::warc_files;
use crate::records::{Member, insert};
use crate::{Error, ErrorKind, Result};

/// The oldest version that was ever released.
const OLDEST: i64 = 2;

/// How the catalogue of one version becomes that of the next.
enum Step {
    /// New tables.
    Tables(&'static [&'static str]),
    /// New tables that are filled from the evidence.
    Filled(&'static str, fn(&Connection, &Path) -> Result<()>),
    /// Other derived tables.
    #[expect(dead_code, reason = "no version has needed it so far")]
    Anew,
}

/// In order: the first leads from [`OLDEST`] to the version behind it.
const STEPS: &[Step] = &[
    Step::Tables(&[COLLECTING]),
    Step::Filled(RECORDS, read_records),
    Step::Tables(&[VISITS, COMPARISONS, ARTICLE_COLUMNS]),
    Step::Tables(&[DECIDED]),
    Step::Tables(&[EVENT_DIGESTS]),
    Step::Tables(&[ABSENCES]),
];

const _: () = assert!(OLDEST + STEPS.len() as i64 == VERSION);

/// Brings the catalogue of the folder up to this version; `Ok(false)` if it was. Needs the write lock if it has to be.
pub(crate) fn migrate(connection: &mut Connection, root: &Path) -> Result<bool> {
    let from = version(connection)?;
    for (number, step) in (OLDEST..).zip(STEPS).filter(|(number, _)| *number >= from) {
        let transaction = connection.transaction()?;
        match step {
            Step::Tables(tables) => tables
                .iter()
                .try_for_each(|table| transaction.execute_batch(table))?,
            Step::Filled(tables, fill) => {
                transaction.execute_batch(tables)?;
                fill(&transaction, root)?;
            }
            Step::Anew => catalogue::empty_derived(&transaction)?,
        }
        transaction.pragma_update(None, "user_version", number + 1)?;
        transaction.commit()?;
    }
    Ok(from < VERSION)
}

/// The version of a catalogue, if it is one that this program can read or bring up to date.
pub(crate) fn version(connection: &Connection) -> Result<i64> {
    let found = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let refused = |what: String| Err(Error::new(ErrorKind::Io, format!("{}: {what}", catalogue::FILE)));
    match found {
        OLDEST..=VERSION => Ok(found),
        newer if newer > VERSION => refused(format!(
            "made by a newer annals (schema {newer}, this one knows up to {VERSION}); nothing was changed"
        )),
        older => refused(format!(
            "not a catalogue of any released annals (schema {older}); the evidence is whole without it: \
             `annals init NEW`, then `annals -C NEW add` this folder's warc/"
        )),
    }
}

/// Every member of every WARC file, as it is now.
fn read_records(connection: &Connection, root: &Path) -> Result<()> {
    for (path, name) in warc_files(&root.join("warc"))? {
        let at = |error| Error::at(&path, error);
        let bytes = std::fs::File::open(&path).map_err(at)?;
        let length = bytes.metadata().map_err(at)?.len();
        let found = WarcReader::new(bytes).map(|found| match found {
            Ok(record) => record.offset,
            Err(damage) => damage.offset,
        });
        let mut starts: Vec<u64> = found.collect();
        starts.dedup();
        starts.push(length);
        for pair in starts.windows(2) {
            let mut member = Member {
                offset: pair[0],
                length: pair[1] - pair[0],
                sha256: [0; 32],
            };
            member.sha256 = member.digest_now(&path).map_err(at)?;
            insert(connection, &name, &member)?;
        }
    }
    Ok(())
}

//! Which gzip members the WARC files consist of, and the digest of each: what tells that not a bit of the evidence has
//! changed, not even one that gzip does not notice, in records that hold no capture too.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use annals_archive::WarcWriter;
use rusqlite::Connection;

use crate::Result;

/// A gzip member of a WARC file.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub offset: u64,
    pub length: u64,
    /// SHA-256 of its bytes when it was written.
    pub sha256: [u8; 32],
}

impl Member {
    /// The digest of the bytes that lie there now.
    pub fn digest_now(&self, path: &Path) -> io::Result<[u8; 32]> {
        self.digest_in(&mut File::open(path)?)
    }

    /// The same in an open file.
    pub fn digest_in(&self, file: &mut File) -> io::Result<[u8; 32]> {
        file.seek(SeekFrom::Start(self.offset))?;
        let mut bytes = Vec::new();
        file.take(self.length).read_to_end(&mut bytes)?;
        Ok(annals_archive::sha256(&bytes))
    }
}

/// Notes what the writer has written since it was last asked.
pub(crate) fn note_written(connection: &Connection, writer: &mut WarcWriter) -> Result<()> {
    for written in writer.take_written() {
        let member = Member {
            offset: written.offset,
            length: written.length,
            sha256: written.sha256,
        };
        insert(connection, &written.file, &member)?;
    }
    Ok(())
}

pub(crate) fn insert(connection: &Connection, file: &str, member: &Member) -> Result<()> {
    connection
        .prepare_cached("INSERT INTO records (file, offset, length, sha256) VALUES (?1, ?2, ?3, ?4)")?
        .execute((file, member.offset, member.length, member.sha256))?;
    Ok(())
}

/// The members of a file, in order.
pub(crate) fn members(connection: &Connection, file: &str) -> Result<Vec<Member>> {
    let mut statement = connection
        .prepare_cached("SELECT offset, length, sha256 FROM records WHERE file = ?1 ORDER BY offset")?;
    let rows = statement.query_map([file], |row| {
        Ok(Member {
            offset: row.get(0)?,
            length: row.get(1)?,
            sha256: row.get(2)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

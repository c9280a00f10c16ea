//! annals.sums: a digest of every page of annals.sqlite, so that `check` finds any bit of it that changed by itself. SQLite
//! notices a broken tree, but not a letter in a row.
//!
//! The database file changes only by a checkpoint, which copies pages from the log (annals.sqlite-wal). So a checkpoint is
//! made nowhere but here, under the write lock: digests of the pages in the log are written and synced, then the pages are
//! copied. Whatever stops in between finds the log still there, and is done again. The digests always describe the database
//! with its log applied.
//!
//! Formats: <https://www.sqlite.org/fileformat2.html>, sections 1.2 (page size) and 4 (the log).

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;

use crate::{Error, Result, catalogue};

/// The file's name in the folder.
pub(crate) const FILE: &str = "annals.sums";
const MAGIC: &[u8; 16] = b"annals sums 1\n\0\0";
/// The magic and the size of a page.
const HEAD: u64 = 20;
/// What is written of a page's digest.
type Sum = [u8; 8];
/// The sum of a page that SQLite leaves out (the one that holds its locks).
const NONE: Sum = [0; 8];
/// A log of this size is copied at the end of a writer's turn; a smaller one waits for the end of the program.
const LARGE: u64 = 4 << 20;

/// Brings the digests up to date with the log, and copies the log. Needs the write lock, and no transaction under way.
pub(crate) fn seal(root: &Path, connection: &Connection) -> Result<()> {
    let sums = root.join(FILE);
    let at = |error| Error::at(&sums, error);
    if sums.exists() {
        let log = Log::read(&log_path(root)).map_err(at)?;
        if !log.pages.is_empty() {
            update(&sums, &log).map_err(at)?;
        }
        return checkpoint(connection).map(drop);
    }
    // Only of a database without a log can all pages be read from its file.
    if checkpoint(connection)? {
        write_all(root, &sums).map_err(at)?;
    }
    Ok(())
}

/// The same, if the log is large.
pub(crate) fn seal_if_large(root: &Path, connection: &Connection) -> Result<()> {
    match std::fs::metadata(log_path(root)) {
        Ok(log) if log.len() >= LARGE => seal(root, connection),
        _ => Ok(()),
    }
}

/// Numbers of the pages, counted from 1, that are not what was written; or what else is wrong with the files, in words. Needs
/// the write lock.
pub(crate) fn damaged(root: &Path) -> io::Result<std::result::Result<Vec<u32>, String>> {
    let log = Log::read(&log_path(root))?;
    if log.damaged {
        return Ok(Err("annals.sqlite-wal: a frame is damaged".into()));
    }
    let (page_size, sums) = match read_all(&root.join(FILE)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok(Err(
                "annals.sums: is missing; `annals build` makes it anew, of the catalogue as it is now".into(),
            ));
        }
        Err(error) => return Err(error),
        Ok(None) => return Ok(Err("annals.sums: is damaged".into())),
        Ok(Some(read)) => read,
    };
    compare(root, &log, page_size, &sums)
}

/// The database file against its digests. Pages in the log are as the log says, which has checksums of its own.
fn compare(
    root: &Path,
    log: &Log,
    page_size: usize,
    sums: &[Sum],
) -> io::Result<std::result::Result<Vec<u32>, String>> {
    let mut file = BufReader::with_capacity(1 << 20, File::open(root.join(catalogue::FILE))?);
    let length = file.get_ref().metadata()?.len();
    let in_file = length.div_ceil(page_size as u64);
    let pages = log.database_pages.map_or(in_file, u64::from);
    let known = |number: u64| number <= sums.len() as u64 || log.pages.contains_key(&(number as u32));
    if (log.database_pages.is_none() && in_file != sums.len() as u64) || !(1..=pages).all(known) {
        let what = format!("annals.sqlite: has {pages} pages instead of {}", sums.len());
        return Ok(Err(what));
    }
    let mut page = vec![0; page_size];
    let mut damaged = Vec::new();
    for (number, expected) in (1u32..).zip(sums).take(pages as usize) {
        let found = file.read_exact(&mut page).is_ok().then(|| sum(&page));
        if *expected != NONE && !log.pages.contains_key(&number) && found != Some(*expected) {
            damaged.push(number);
        }
    }
    Ok(Ok(damaged))
}

fn log_path(root: &Path) -> PathBuf {
    root.join(format!("{}-wal", catalogue::FILE))
}

fn sum(page: &[u8]) -> Sum {
    annals_archive::sha256(page)[..8]
        .try_into()
        .expect("32 bytes hold 8")
}

/// Copies the log into the database, and empties it unless somebody reads in it. Answers whether all of it was copied.
fn checkpoint(connection: &Connection) -> Result<bool> {
    // Nobody is waited for: what a reader holds back now is copied another time.
    connection.busy_timeout(Duration::ZERO)?;
    let whole = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| {
        let (log, copied): (i64, i64) = (row.get(1)?, row.get(2)?);
        Ok(log == copied)
    });
    connection.busy_timeout(catalogue::PATIENCE)?;
    Ok(whole?)
}

fn update(path: &Path, log: &Log) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).open(path)?;
    for (number, sum) in &log.pages {
        file.seek(SeekFrom::Start(
            HEAD + (u64::from(*number) - 1) * NONE.len() as u64,
        ))?;
        file.write_all(sum)?;
    }
    if let Some(pages) = log.database_pages {
        file.set_len(HEAD + u64::from(pages) * NONE.len() as u64)?;
    }
    file.sync_data()
}

/// Writes the digests of all pages, to a new file that then takes its place.
fn write_all(root: &Path, path: &Path) -> io::Result<()> {
    let mut database = BufReader::with_capacity(1 << 20, File::open(root.join(catalogue::FILE))?);
    let mut head = [0; 18];
    database.read_exact(&mut head)?;
    database.rewind()?;
    // A page of 65,536 bytes is written as 1.
    let page_size = match u16::from_be_bytes([head[16], head[17]]) {
        1 => 1 << 16,
        size => usize::from(size).max(512),
    };
    let mut bytes = MAGIC.to_vec();
    bytes.extend((page_size as u32).to_le_bytes());
    let mut page = vec![0; page_size];
    while database.read_exact(&mut page).is_ok() {
        bytes.extend(sum(&page));
    }
    let new = path.with_extension("sums.new");
    let mut file = File::create(&new)?;
    file.write_all(&bytes)?;
    file.sync_all()?;
    std::fs::rename(new, path)
}

/// The size of a page, and the digest of each; `None` if that is not what the file holds.
fn read_all(path: &Path) -> io::Result<Option<(usize, Vec<Sum>)>> {
    let bytes = std::fs::read(path)?;
    let Some((head, sums)) = bytes.split_at_checked(HEAD as usize) else {
        return Ok(None);
    };
    let page_size = u32::from_le_bytes([head[16], head[17], head[18], head[19]]) as usize;
    let sound = head.starts_with(MAGIC)
        && page_size.is_power_of_two()
        && (512..=1 << 16).contains(&page_size)
        && sums.len().is_multiple_of(NONE.len());
    let sums = sums
        .chunks_exact(NONE.len())
        .map(|sum| sum.try_into().expect("eight bytes"));
    Ok(sound.then(|| (page_size, sums.collect())))
}

/// What the log holds that was committed.
#[derive(Default)]
struct Log {
    /// The digest of each page in its newest state.
    pages: BTreeMap<u32, Sum>,
    /// How many pages the database has with the log applied.
    database_pages: Option<u32>,
    /// Whether frames of this log follow behind one that is damaged.
    damaged: bool,
}

impl Log {
    fn read(path: &Path) -> io::Result<Self> {
        let file = match File::open(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Log::default()),
            file => file?,
        };
        let mut input = BufReader::with_capacity(1 << 20, file);
        let mut head = [0; 32];
        if input.read_exact(&mut head).is_err() {
            return Ok(Log::default());
        }
        let Some(mut checksum) = Checksum::of_head(&head) else {
            return Ok(Log {
                damaged: true,
                ..Log::default()
            });
        };
        let page_size = word(&head, 8) as usize;
        let (mut log, mut waiting) = (Log::default(), BTreeMap::new());
        let (mut frame, mut page) = ([0; 24], vec![0; page_size]);
        while input.read_exact(&mut frame).is_ok() && input.read_exact(&mut page).is_ok() {
            // Behind what was written last lie frames of an older log, with other salts.
            if frame[8..16] != head[16..24] {
                break;
            }
            if !checksum.agrees(&frame, &page) {
                log.damaged = true;
                break;
            }
            waiting.insert(word(&frame, 0), sum(&page));
            let committed = word(&frame, 4);
            if committed > 0 {
                log.pages.append(&mut waiting);
                log.database_pages = Some(committed);
            }
        }
        log.pages
            .retain(|number, _| log.database_pages.is_some_and(|pages| *number <= pages));
        Ok(log)
    }
}

/// The running checksum of a log (section 4.2 of the format).
struct Checksum {
    big_endian: bool,
    sums: [u32; 2],
}

impl Checksum {
    /// `None` if the head is damaged.
    fn of_head(head: &[u8; 32]) -> Option<Self> {
        const MAGIC: u32 = 0x377f_0682;
        let page_size = word(head, 8);
        if word(head, 0) & !1 != MAGIC
            || !page_size.is_power_of_two()
            || !(512..=1 << 16).contains(&page_size)
        {
            return None;
        }
        let mut checksum = Checksum {
            big_endian: word(head, 0) & 1 == 1,
            sums: [0, 0],
        };
        checksum.add(&head[..24]);
        (checksum.sums == [word(head, 24), word(head, 28)]).then_some(checksum)
    }

    fn agrees(&mut self, frame: &[u8; 24], page: &[u8]) -> bool {
        self.add(&frame[..8]);
        self.add(page);
        self.sums == [word(frame, 16), word(frame, 20)]
    }

    fn add(&mut self, bytes: &[u8]) {
        let [mut first, mut second] = self.sums;
        for pair in bytes.chunks_exact(8) {
            first = first.wrapping_add(self.word(pair, 0)).wrapping_add(second);
            second = second.wrapping_add(self.word(pair, 4)).wrapping_add(first);
        }
        self.sums = [first, second];
    }

    fn word(&self, bytes: &[u8], at: usize) -> u32 {
        match self.big_endian {
            true => word(bytes, at),
            false => word(bytes, at).swap_bytes(),
        }
    }
}

/// The big-endian number of four bytes.
fn word(bytes: &[u8], at: usize) -> u32 {
    u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes"))
}

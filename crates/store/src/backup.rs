//! A second copy of the folder, and the way back. A backup is taken while others read and write: the catalogue is copied as it
//! is at one instant, and of the evidence so much as that catalogue counts; what is read back from the copy must have the
//! digests that every record had when it was written.
//!
//! ```text
//! warc/            the evidence; a later backup to the same place only appends to it
//! state-00001/     catalogue, settings and decisions of one instant
//! backup.sums      length and SHA-256 of every file that counts; written last, in place of the older one
//! ```
//!
//! Until the new list stands, the old one with the old state is the backup: one that was stopped spoils nothing. The full-text
//! index is not in it; it is built anew.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use crate::folder::sync_folder;
use crate::{Annals, Error, ErrorKind, Problem, Result, catalogue, records, settings, sums};

const LIST: &str = "backup.sums";
/// Its first line.
const HEAD: &str = "annals backup 1\n";
const WARC: &str = "warc";
/// What people and their helper wrote beside the evidence.
const BESIDE: [&str; 2] = ["decisions.jsonl", "proposals.jsonl"];

/// What a backup holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Backup {
    /// WARC files.
    pub files: usize,
    /// Bytes of evidence.
    pub bytes: u64,
    /// Bytes of evidence that had to be copied.
    pub copied: u64,
}

impl Annals {
    /// Copies the folder to `to`, a new or empty folder or an older backup of this one, and reads the copy back. Others may
    /// go on writing; what they add meanwhile is in the next backup.
    pub fn backup(&self, to: &Path) -> Result<Backup> {
        let older = List::read(to)?;
        if older.is_none() && !is_empty(to)? {
            let what = format!("{}: holds something that is no backup", to.display());
            return Err(Error::new(ErrorKind::Io, what));
        }
        let older = match older {
            Some(older) => older,
            // So that one that is stopped can be gone on with.
            None => List::begin(to)?,
        };
        let state = format!("state-{:05}", older.state_number() + 1);
        let folder = to.join(&state);
        clear(&folder)?;
        for folder in [&folder, &to.join(WARC)] {
            fs::create_dir_all(folder).map_err(|error| Error::at(folder, error))?;
        }
        self.copy_catalogue(&folder.join(catalogue::FILE))?;
        let mut list = List(Vec::new());
        let backup = self.copy_evidence(to, &folder, &older, &mut list)?;
        let copied = || [settings::FILE].into_iter().chain(BESIDE);
        for name in copied() {
            copy_whole(&self.root.join(name), &folder.join(name))?;
        }
        for name in copied().chain([catalogue::FILE]) {
            list.add(to, &format!("{state}/{name}"))?;
        }
        sync_folder(&folder)?;
        sync_folder(&to.join(WARC))?;
        list.write(to)?;
        clear(&to.join(format!("state-{:05}", older.state_number())))?;
        Ok(backup)
    }

    /// The catalogue as it is at one instant, with everything that was committed.
    fn copy_catalogue(&self, to: &Path) -> Result<()> {
        let connection = self.catalogue.lock();
        connection.execute("VACUUM INTO ?1", [to.to_string_lossy()])?;
        let synced = File::open(to).and_then(|file| file.sync_all());
        synced.map_err(|error| Error::at(to, error))
    }

    /// So much of each WARC file as the copied catalogue counts; then reads it back.
    fn copy_evidence(&self, to: &Path, state: &Path, older: &List, list: &mut List) -> Result<Backup> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
        let copied = Connection::open_with_flags(state.join(catalogue::FILE), flags)?;
        let mut statement = copied.prepare("SELECT name, length FROM warc_files ORDER BY name")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let files: Vec<(String, u64)> = rows.collect::<rusqlite::Result<_>>()?;
        let mut backup = Backup::default();
        for (name, length) in files {
            let copy = to.join(WARC).join(&name);
            let trusted = older.length_of(&format!("{WARC}/{name}"));
            let appended = append(&self.warc_folder().join(&name), &copy, trusted, length);
            backup.copied += appended.map_err(|error| Error::at(&copy, error))?;
            backup.files += 1;
            backup.bytes += length;
            same_members(&copied, &name, &copy, length)?;
            list.add_first(to, &format!("{WARC}/{name}"), length)?;
        }
        Ok(backup)
    }
}

/// Makes a new annals folder at `to` of the backup at `from`, each file verified as it is copied. Its index is missing; a build
/// makes it.
pub fn restore(from: &Path, to: &Path) -> Result<Annals> {
    let list = List::read(from)?.filter(|list| !list.0.is_empty());
    let list = list.ok_or_else(|| {
        let what = format!(
            "{}: no backup (it has no {LIST}, or an empty one)",
            from.display()
        );
        Error::new(ErrorKind::NotFound, what)
    })?;
    if !is_empty(to)? {
        let what = format!(
            "{}: is not empty; a backup is restored to a new folder",
            to.display()
        );
        return Err(Error::new(ErrorKind::Io, what));
    }
    let warc = to.join(WARC);
    fs::create_dir_all(&warc).map_err(|error| Error::at(&warc, error))?;
    // The settings come last: they are what makes it an annals folder.
    let (last, first): (Vec<_>, Vec<_>) = list
        .0
        .iter()
        .partition(|line| line.path.ends_with(settings::FILE));
    for line in first.into_iter().chain(last) {
        let target = match line.path.split_once('/') {
            Some((WARC, name)) => warc.join(name),
            Some((_, name)) => to.join(name),
            None => continue,
        };
        restore_file(&from.join(&line.path), &target, line)?;
    }
    sync_folder(&warc)?;
    sync_folder(to)?;
    let annals = Annals::open(to)?;
    let _lock = annals.write_lock()?;
    sums::seal(to, &annals.catalogue.lock())?;
    drop(_lock);
    Ok(annals)
}

/// What differs from the list of the backup at `folder`; `None` if it is none.
pub fn check_backup(folder: &Path) -> Result<Option<Vec<Problem>>> {
    let Some(list) = List::read(folder)? else {
        return Ok(None);
    };
    let mut problems = Vec::new();
    for line in &list.0 {
        let path = folder.join(&line.path);
        let what = match digest_of_first(&path, line.length) {
            Ok((length, _)) if length < line.length => {
                format!("ends after {length} of {} bytes", line.length)
            }
            Ok((_, sha256)) if sha256 != line.sha256 => "is not what was written".to_owned(),
            Ok(_) => continue,
            Err(error) => error.to_string(),
        };
        problems.push(Problem {
            place: path.display().to_string(),
            what,
        });
    }
    Ok(Some(problems))
}

/// The files of a backup.
struct List(Vec<Line>);

#[derive(Clone)]
struct Line {
    path: String,
    length: u64,
    sha256: String,
}

impl List {
    /// `None` if there is none. A list that is not whole is an error.
    fn read(folder: &Path) -> Result<Option<Self>> {
        let path = folder.join(LIST);
        let text = match fs::read_to_string(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            text => text.map_err(|error| Error::at(&path, error))?,
        };
        let damaged = || Error::new(ErrorKind::Io, format!("{}: is damaged", path.display()));
        let (body, last) = text.trim_end().rsplit_once('\n').ok_or_else(damaged)?;
        let body = format!("{body}\n");
        if last != annals_archive::hex(&annals_archive::sha256(body.as_bytes())) {
            return Err(damaged());
        }
        let lines = body.strip_prefix(HEAD).ok_or_else(damaged)?.lines();
        let lines = lines.map(Line::of).collect::<Option<Vec<_>>>();
        let lines = lines.filter(|lines| lines.iter().all(Line::is_inside));
        Ok(Some(List(lines.ok_or_else(damaged)?)))
    }

    /// Takes the place of the list before it.
    fn write(&self, folder: &Path) -> Result<()> {
        let mut text = HEAD.to_owned();
        text.extend(self.0.iter().map(Line::text));
        text.push_str(&annals_archive::hex(&annals_archive::sha256(text.as_bytes())));
        text.push('\n');
        let (new, path) = (folder.join(format!("{LIST}.new")), folder.join(LIST));
        let written = File::create(&new).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            fs::rename(&new, &path)
        });
        written.map_err(|error| Error::at(&path, error))?;
        sync_folder(folder)
    }

    /// Adds a whole file, if it is there.
    fn add(&mut self, folder: &Path, path: &str) -> Result<()> {
        let whole = folder.join(path);
        match fs::metadata(&whole) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(Error::at(&whole, error)),
            Ok(found) => self.add_first(folder, path, found.len()),
        }
    }

    /// Adds the first `length` bytes of a file.
    fn add_first(&mut self, folder: &Path, path: &str, length: u64) -> Result<()> {
        let whole = folder.join(path);
        let (_, sha256) = digest_of_first(&whole, length).map_err(|error| Error::at(&whole, error))?;
        self.0.push(Line {
            path: path.to_owned(),
            length,
            sha256,
        });
        Ok(())
    }

    /// A list of nothing, where there was none.
    fn begin(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder).map_err(|error| Error::at(folder, error))?;
        let list = List(Vec::new());
        list.write(folder)?;
        Ok(list)
    }

    fn length_of(&self, path: &str) -> u64 {
        let line = self.0.iter().find(|line| line.path == path);
        line.map_or(0, |line| line.length)
    }

    fn state_number(&self) -> u32 {
        let state = self.0.iter().find_map(|line| line.path.strip_prefix("state-"));
        state
            .and_then(|rest| rest.split('/').next()?.parse().ok())
            .unwrap_or(0)
    }
}

impl Line {
    fn of(text: &str) -> Option<Self> {
        let mut words = text.splitn(3, ' ');
        Some(Line {
            sha256: words.next()?.to_owned(),
            length: words.next()?.parse().ok()?,
            path: words.next()?.to_owned(),
        })
    }

    fn text(&self) -> String {
        format!("{} {} {}\n", self.sha256, self.length, self.path)
    }

    /// A list that somebody else wrote names no file outside the backup.
    fn is_inside(&self) -> bool {
        let parts: Vec<&str> = self.path.split('/').collect();
        parts.len() == 2 && !parts.iter().any(|part| matches!(*part, "" | "." | ".."))
    }
}

/// Brings a copy, of which the first `trusted` bytes are from an older backup, up to `length` bytes of a file that only grows.
/// Returns how many had to be copied.
fn append(from: &Path, to: &Path, trusted: u64, length: u64) -> io::Result<u64> {
    let mut copy = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(to)?;
    let have = copy.metadata()?.len().min(trusted);
    // What a backup that was stopped, or refused, left behind.
    copy.set_len(have)?;
    if have >= length {
        return Ok(0);
    }
    let mut file = File::open(from)?;
    file.seek(SeekFrom::Start(have))?;
    copy.seek(SeekFrom::Start(have))?;
    let copied = io::copy(&mut file.take(length - have), &mut copy)?;
    copy.sync_all()?;
    Ok(copied)
}

/// Reads a copied WARC file back: every member must have the digest it had when it was written.
fn same_members(catalogue: &Connection, name: &str, copy: &Path, length: u64) -> Result<()> {
    let mut file = File::open(copy).map_err(|error| Error::at(copy, error))?;
    let mut end = 0;
    for member in records::members(catalogue, name)? {
        let found = member
            .digest_in(&mut file)
            .map_err(|error| Error::at(copy, error))?;
        if found != member.sha256 {
            let what = format!(
                "{}: the record at offset {} is not what was written; `annals check` says whether the folder or the copy \
                 is damaged",
                copy.display(),
                member.offset
            );
            return Err(Error::new(ErrorKind::Io, what));
        }
        end = member.offset + member.length;
    }
    match end == length {
        true => Ok(()),
        false => Err(Error::new(
            ErrorKind::Io,
            format!("{}: {length} bytes, but records of {end}", copy.display()),
        )),
    }
}

fn restore_file(from: &Path, to: &Path, line: &Line) -> Result<()> {
    let copied = File::open(from).and_then(|file| {
        let mut copy = OpenOptions::new().create_new(true).write(true).open(to)?;
        io::copy(&mut file.take(line.length), &mut copy)?;
        copy.sync_all()
    });
    copied.map_err(|error| Error::at(from, error))?;
    let (_, sha256) = digest_of_first(to, line.length).map_err(|error| Error::at(to, error))?;
    match sha256 == line.sha256 {
        true => Ok(()),
        false => Err(Error::new(
            ErrorKind::Io,
            format!("{}: is not what the backup's list says", from.display()),
        )),
    }
}

/// How many of the first `length` bytes there are, and their SHA-256.
fn digest_of_first(path: &Path, length: u64) -> io::Result<(u64, String)> {
    let (found, sha256) = annals_archive::sha256_of_first(path, length)?;
    Ok((found, annals_archive::hex(&sha256)))
}

fn copy_whole(from: &Path, to: &Path) -> Result<()> {
    match fs::copy(from, to) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        copied => copied.map_err(|error| Error::at(from, error))?,
    };
    let synced = File::open(to).and_then(|file| file.sync_all());
    synced.map_err(|error| Error::at(to, error))
}

fn clear(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::at(folder, error)),
        _ => Ok(()),
    }
}

/// Whether a folder holds nothing, or is not there.
fn is_empty(folder: &Path) -> Result<bool> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
        entries => entries.map_err(|error| Error::at(folder, error))?,
    };
    let names: io::Result<Vec<PathBuf>> = entries.map(|entry| Ok(entry?.path())).collect();
    Ok(names.map_err(|error| Error::at(folder, error))?.is_empty())
}

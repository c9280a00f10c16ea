//! The folder itself: making it, opening it, and who may write. On opening, what a crash left behind the last committed
//! record of a WARC file moves to quarantine/.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rusqlite::OptionalExtension;

use crate::catalogue::{self, Catalogue};
use crate::index::Index;
use crate::settings::{self, Settings};
use crate::steps::Steps;
use crate::{Error, ErrorKind, Result, migrations, sums};

const WARC: &str = "warc";
const QUARANTINE: &str = "quarantine";
const LOCK: &str = "annals.lock";

/// An open annals folder. Reading needs `&self` and may go on while another process writes.
pub struct Annals {
    pub(crate) root: PathBuf,
    pub(crate) catalogue: Catalogue,
    pub(crate) settings: Settings,
    pub(crate) steps: Steps,
    pub(crate) warc_limit: u64,
    /// Whether this program has written to the catalogue.
    wrote: AtomicBool,
}

/// The right to write, until it is dropped.
pub(crate) struct WriteLock {
    /// What lies in the lock file for as long as it is open.
    #[expect(dead_code, reason = "held, not used")]
    file: File,
    root: PathBuf,
    catalogue: Catalogue,
}

impl Drop for WriteLock {
    /// A long log is not left to the next writer. What fails here is tried again by whoever writes next.
    fn drop(&mut self) {
        if let Some(connection) = self.catalogue.try_lock() {
            let _ = sums::seal_if_large(&self.root, &connection);
        }
    }
}

impl Drop for Annals {
    /// What this program wrote reaches the database file, with its digests.
    fn drop(&mut self) {
        if self.wrote.load(Ordering::Relaxed)
            && let Ok(Some(lock)) = self.try_write_lock()
        {
            let _ = sums::seal(&self.root, &lock.catalogue.lock());
        }
    }
}

impl Annals {
    /// Makes a new folder, or completes one that lacks its annals.toml. Error if it is one already.
    pub fn init(root: &Path) -> Result<Annals> {
        if root.join(settings::FILE).exists() {
            return Err(Error::new(
                ErrorKind::Io,
                format!("{}: is an annals folder already", root.display()),
            ));
        }
        fs::create_dir_all(root.join(WARC)).map_err(|error| Error::at(root, error))?;
        let name = root.canonicalize().unwrap_or(root.to_owned());
        let name = name
            .file_name()
            .map_or("annals".into(), |name| name.to_string_lossy().into_owned());
        let catalogue = match root.join(catalogue::FILE).exists() {
            true => Catalogue::open(root).or_else(|_| Catalogue::create(root))?,
            false => Catalogue::create(root)?,
        };
        // The settings come last: they are what makes it an annals folder.
        let settings = Settings::named(&name);
        settings.write(root)?;
        let annals = Annals::assemble(root, catalogue, settings);
        annals.migrate()?;
        sums::seal(root, &annals.catalogue.lock())?;
        Ok(annals)
    }

    /// Opens a folder. If nobody else writes, moves a WARC tail past the last committed record to quarantine/ and
    /// indexes what the index lacks.
    pub fn open(root: &Path) -> Result<Annals> {
        if !root.join(settings::FILE).is_file() || !root.join(catalogue::FILE).is_file() {
            let message = format!(
                "{}: not an annals folder; `annals init` makes one",
                root.display()
            );
            return Err(Error::new(ErrorKind::NotAnnals, message));
        }
        let annals = Annals::assemble(root, Catalogue::open(root)?, Settings::read(root)?);
        annals.migrate()?;
        if let Ok(Some(_lock)) = annals.try_write_lock() {
            annals.recover()?;
            match annals.complete_index() {
                // A damaged index keeps nobody from the rest; whoever searches is told, and `check` says more.
                Err(error) if error.kind() == ErrorKind::Io => {}
                completed => completed?,
            }
        }
        Ok(annals)
    }

    fn assemble(root: &Path, catalogue: Catalogue, settings: Settings) -> Annals {
        let (root, warc_limit) = (root.to_owned(), annals_archive::FILE_LIMIT);
        Annals {
            root,
            catalogue,
            settings,
            steps: Steps::default(),
            warc_limit,
            wrote: AtomicBool::new(false),
        }
    }

    /// Brings the catalogue of an older version up to this one.
    fn migrate(&self) -> Result<()> {
        if migrations::version(&self.catalogue.lock())? == catalogue::VERSION {
            return Ok(());
        }
        let _lock = self.write_lock()?;
        let mut connection = self.catalogue.lock();
        if migrations::migrate(&mut connection, &self.root)? {
            sums::seal(&self.root, &connection)?;
        }
        Ok(())
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The collection's name.
    pub fn name(&self) -> &str {
        &self.settings.name
    }

    pub(crate) fn warc_folder(&self) -> PathBuf {
        self.root.join(WARC)
    }

    pub(crate) fn index_folder(&self) -> PathBuf {
        self.root.join(Index::FOLDER)
    }

    /// The right to write, or [`ErrorKind::Busy`] if somebody else keeps it for longer than a moment.
    pub(crate) fn write_lock(&self) -> Result<WriteLock> {
        let lock = self.others_kept_out()?;
        self.wrote.store(true, Ordering::Relaxed);
        Ok(lock)
    }

    /// The same for somebody who will not write, but wants no one else to.
    pub(crate) fn others_kept_out(&self) -> Result<WriteLock> {
        for _ in 0..50 {
            if let Some(lock) = self.try_write_lock()? {
                return Ok(lock);
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        let message = format!(
            "{}: another annals is writing here; try again later",
            self.root.display()
        );
        Err(Error::new(ErrorKind::Busy, message))
    }

    pub(crate) fn try_write_lock(&self) -> Result<Option<WriteLock>> {
        let path = self.root.join(LOCK);
        let at = |error| Error::at(&path, error);
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(at)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(WriteLock {
                file,
                root: self.root.clone(),
                catalogue: self.catalogue.clone(),
            })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(at(error)),
        }
    }

    /// Moves what no committed record accounts for out of warc/. Needs the write lock.
    pub(crate) fn recover(&self) -> Result<()> {
        for (path, name) in warc_files(&self.warc_folder())? {
            let length = fs::metadata(&path)
                .map_err(|error| Error::at(&path, error))?
                .len();
            match self.committed_length(&name)? {
                // A file that was begun and not written: there is nothing to keep of it.
                None if length == 0 => fs::remove_file(&path).map_err(|error| Error::at(&path, error))?,
                committed if length > committed.unwrap_or(0) => {
                    self.quarantine(&path, &name, committed.unwrap_or(0))?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// How much of a WARC file counts; `None` where nothing does.
    fn committed_length(&self, name: &str) -> Result<Option<u64>> {
        let connection = self.catalogue.lock();
        let mut statement = connection.prepare_cached("SELECT length FROM warc_files WHERE name = ?1")?;
        Ok(statement.query_row([name], |row| row.get(0)).optional()?)
    }

    /// Copies the bytes of a WARC file behind `committed` to quarantine/, and only then takes them off the file.
    pub(crate) fn quarantine(&self, path: &Path, name: &str, committed: u64) -> Result<()> {
        let folder = self.root.join(QUARANTINE);
        fs::create_dir_all(&folder).map_err(|error| Error::at(&folder, error))?;
        let kept = free_name(&folder, &format!("{committed}-{name}"));
        copy_tail(path, committed, &kept).map_err(|error| Error::at(&kept, error))?;
        sync_folder(&folder)?;
        let taken = match committed {
            0 => fs::remove_file(path),
            _ => OpenOptions::new().write(true).open(path).and_then(|file| {
                file.set_len(committed)?;
                file.sync_all()
            }),
        };
        taken.map_err(|error| Error::at(path, error))
    }
}

/// The files in a warc folder, by name.
pub(crate) fn warc_files(folder: &Path) -> Result<Vec<(PathBuf, String)>> {
    let at = |error| Error::at(folder, error);
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(at)? {
        let path = entry.map_err(at)?.path();
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        if path.is_file() && (name.ends_with(".warc.gz") || name.ends_with(".warc")) {
            found.push((path, name));
        }
    }
    found.sort();
    Ok(found)
}

fn free_name(folder: &Path, name: &str) -> PathBuf {
    let numbered = (1..).map(|number| folder.join(format!("{number}-{name}")));
    let mut free = numbered.skip_while(|path| path.exists());
    free.next().expect("numbers do not end")
}

fn copy_tail(path: &Path, from: u64, to: &Path) -> std::io::Result<()> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(from))?;
    let mut copy = File::create(to)?;
    std::io::copy(&mut file.take(u64::MAX), &mut copy)?;
    copy.sync_all()
}

/// Makes new and renamed files of a folder safe.
pub(crate) fn sync_folder(folder: &Path) -> Result<()> {
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(|error| Error::at(folder, error))
}

//! annals.sqlite: what is kept and where it lies, and everything derived from it. Tables of the first kind are the
//! folder's memory; those of the second can be dropped and built again.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension};

use crate::{Error, ErrorKind, Result};

/// The file's name in the folder.
pub(crate) const FILE: &str = "annals.sqlite";
/// The version of the schema, in `PRAGMA user_version`.
pub(crate) const VERSION: i64 = 8;
/// Pages that are held in memory, in KiB below nought: ids are written in no order, and an index of half a million of
/// them must not be read again and again from the disk.
const CACHE: i64 = -32_768;
/// How long a statement waits for another program's.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// What is kept. Nothing here is derived, and no row is ever changed.
const KEPT: &str = "
CREATE TABLE warc_files (name TEXT PRIMARY KEY, length INTEGER NOT NULL) STRICT;
CREATE TABLE captures (
    id INTEGER PRIMARY KEY,
    capture TEXT NOT NULL UNIQUE,
    url TEXT NOT NULL,
    captured TEXT NOT NULL,
    content_type TEXT,
    given_date TEXT,
    given_source TEXT,
    file_name TEXT,
    file TEXT NOT NULL,
    offset INTEGER NOT NULL,
    length INTEGER NOT NULL,
    sha256 BLOB NOT NULL
) STRICT;
CREATE INDEX captures_by_digest ON captures (sha256);
CREATE INDEX captures_by_url ON captures (url);
";

/// Every gzip member of the WARC files, captures and others.
pub(crate) const RECORDS: &str = "
CREATE TABLE records (
    file TEXT NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL, sha256 BLOB NOT NULL,
    PRIMARY KEY (file, offset)
) STRICT, WITHOUT ROWID;
";

/// What collecting remembers: neither evidence nor derived from it. Rows change with every visit.
pub(crate) const COLLECTING: &str = "
CREATE TABLE watched (
    url TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    kind TEXT NOT NULL,
    found TEXT NOT NULL,
    due TEXT,
    tried TEXT,
    first_success TEXT,
    last_success TEXT,
    successes INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    status INTEGER,
    problem TEXT,
    etag TEXT,
    last_modified TEXT
) STRICT;
CREATE INDEX watched_by_due ON watched (due);
CREATE INDEX watched_by_source ON watched (source);
";

/// What became of every look at a page: what is said of pages that vanish is said from these rows alone.
pub(crate) const VISITS: &str = "
CREATE TABLE visits (
    url TEXT NOT NULL,
    tried TEXT NOT NULL,
    found TEXT NOT NULL,
    detail TEXT NOT NULL,
    capture TEXT,
    source TEXT NOT NULL,
    PRIMARY KEY (url, tried)
) STRICT, WITHOUT ROWID;
CREATE INDEX visits_by_capture ON visits (capture) WHERE capture IS NOT NULL;
CREATE INDEX visits_by_source ON visits (source, tried);
";

/// Finds the looks that missed their page. Made anew where it did not know of other pages in its place.
pub(crate) const ABSENCES: &str = "
DROP INDEX IF EXISTS visits_by_absence;
CREATE INDEX visits_by_absence ON visits (tried) WHERE found IN ('missing', 'gone', 'front page', 'another page');
";

/// What changed from each version of an article to the next.
pub(crate) const COMPARISONS: &str = "
CREATE TABLE comparisons (
    newer INTEGER PRIMARY KEY,
    older INTEGER NOT NULL,
    without_older INTEGER NOT NULL,
    without_newer INTEGER NOT NULL,
    captured TEXT NOT NULL,
    gravest INTEGER,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX comparisons_by_time ON comparisons (captured DESC, newer DESC) WHERE gravest IS NOT NULL;
";

/// Columns that derived tables of older versions lack.
pub(crate) const ARTICLE_COLUMNS: &str = "
ALTER TABLE articles ADD COLUMN letters INTEGER;
ALTER TABLE articles ADD COLUMN text_key INTEGER;
";

/// What is derived from the captures.
const DERIVED: &str = "
CREATE TABLE stages (name TEXT PRIMARY KEY, through INTEGER NOT NULL) STRICT;
CREATE TABLE sources (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL) STRICT;
CREATE TABLE source_keys (key TEXT PRIMARY KEY, source INTEGER NOT NULL) STRICT;
CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL,
    title TEXT,
    lead TEXT NOT NULL,
    published TEXT,
    date_from TEXT,
    language TEXT,
    canonical TEXT,
    fingerprint BLOB NOT NULL,
    family INTEGER NOT NULL,
    version_of INTEGER NOT NULL,
    newest INTEGER NOT NULL,
    problem TEXT,
    letters INTEGER,
    text_key INTEGER
) STRICT;
CREATE INDEX articles_by_date ON articles (newest, published DESC, id DESC);
CREATE INDEX articles_by_source ON articles (source, newest, published DESC, id DESC);
CREATE INDEX articles_by_family ON articles (family);
CREATE INDEX articles_by_version ON articles (version_of);
CREATE TABLE blocks (article INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
CREATE TABLE repeats (
    source INTEGER NOT NULL, digest INTEGER NOT NULL, articles INTEGER NOT NULL, PRIMARY KEY (source, digest)
) STRICT, WITHOUT ROWID;
CREATE TABLE reports (article INTEGER PRIMARY KEY, body TEXT NOT NULL, without INTEGER NOT NULL) STRICT;
CREATE TABLE unindexed (article INTEGER PRIMARY KEY) STRICT;
CREATE TABLE teasers (
    article INTEGER NOT NULL,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    date TEXT,
    url TEXT,
    PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE entities (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, events INTEGER NOT NULL, body TEXT NOT NULL
) STRICT;
CREATE INDEX entities_by_events ON entities (events DESC, id);
CREATE TABLE entity_forms (form TEXT NOT NULL, entity TEXT NOT NULL, PRIMARY KEY (form, entity)) STRICT, WITHOUT ROWID;
CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    first TEXT,
    last TEXT,
    parent TEXT,
    body TEXT NOT NULL
) STRICT;
CREATE TABLE event_entities (
    entity TEXT NOT NULL, event INTEGER NOT NULL, PRIMARY KEY (entity, event)
) STRICT, WITHOUT ROWID;
CREATE TABLE event_captures (
    capture TEXT NOT NULL, event INTEGER NOT NULL, source TEXT NOT NULL, PRIMARY KEY (capture, event)
) STRICT, WITHOUT ROWID;
";

/// How events are found that hang together, and what points to an event; made anew when all events are written.
pub(crate) const EVENT_INDEXES: &str = "
CREATE INDEX IF NOT EXISTS events_by_parent ON events (parent) WHERE parent IS NOT NULL;
CREATE INDEX IF NOT EXISTS event_captures_by_event ON event_captures (event);
";

/// What came of analysts' decisions about events: derived.
pub(crate) const DECIDED: &str = "
CREATE TABLE IF NOT EXISTS hidden_events (id TEXT PRIMARY KEY, position INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS unplaced (decision INTEGER PRIMARY KEY, why TEXT NOT NULL) STRICT;
";

/// What each event's row was made of, so that a build need not read the rows to know which have changed.
pub(crate) const EVENT_DIGESTS: &str = "
CREATE TABLE IF NOT EXISTS event_digests (event INTEGER PRIMARY KEY, digest INTEGER) STRICT;
";

const DERIVED_TABLES: [&str; 18] = [
    "comparisons",
    "stages",
    "sources",
    "source_keys",
    "articles",
    "blocks",
    "repeats",
    "reports",
    "unindexed",
    "teasers",
    "entities",
    "entity_forms",
    "events",
    "event_entities",
    "event_captures",
    "hidden_events",
    "unplaced",
    "event_digests",
];

/// The open catalogue. Several threads may share it; one query runs at a time.
#[derive(Clone)]
pub(crate) struct Catalogue(Arc<Mutex<Connection>>);

impl Catalogue {
    pub fn create(root: &Path) -> Result<Self> {
        let connection = connect(&root.join(FILE), OpenFlags::default())?;
        connection.execute_batch(&format!(
            "BEGIN; {KEPT} {RECORDS} {COLLECTING} {VISITS} {ABSENCES} {DERIVED} {EVENT_INDEXES} {COMPARISONS} {DECIDED} {EVENT_DIGESTS} PRAGMA user_version = {VERSION}; COMMIT;"
        ))?;
        Ok(Catalogue(Arc::new(Mutex::new(connection))))
    }

    /// Opens the catalogue, of whatever version it is.
    pub fn open(root: &Path) -> Result<Self> {
        let path = root.join(FILE);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Ok(Catalogue(Arc::new(Mutex::new(connect(&path, flags)?))))
    }

    /// The connection, for as long as the guard lives.
    pub fn lock(&self) -> MutexGuard<'_, Connection> {
        // A thread that panicked left no half statement behind: SQLite rolls back.
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// The connection, unless somebody has it.
    pub fn try_lock(&self) -> Option<MutexGuard<'_, Connection>> {
        self.0.try_lock().ok()
    }
}

/// A connection whose commits have reached the disk when they return.
fn connect(path: &Path, flags: OpenFlags) -> Result<Connection> {
    let connection = Connection::open_with_flags(path, flags)
        .map_err(|error| Error::new(ErrorKind::Io, format!("{}: {error}", path.display())))?;
    connection.busy_timeout(PATIENCE)?;
    // The log is copied under the write lock only, when the digests of its pages are written (`sums`).
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "wal_autocheckpoint", 0)?;
    connection.pragma_update(None, "cache_size", CACHE)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// Empties everything that is derived, in a transaction of its own.
pub(crate) fn drop_derived(connection: &Connection) -> Result<()> {
    let transaction = connection.unchecked_transaction()?;
    empty_derived(&transaction)?;
    Ok(transaction.commit()?)
}

/// The same, within a transaction.
pub(crate) fn empty_derived(connection: &Connection) -> Result<()> {
    let drops: String = DERIVED_TABLES
        .iter()
        .map(|table| format!("DROP TABLE IF EXISTS {table};"))
        .collect();
    Ok(connection.execute_batch(&format!(
        "{drops} {DERIVED} {EVENT_INDEXES} {COMPARISONS} {DECIDED} {EVENT_DIGESTS}"
    ))?)
}

/// Through which capture a stage has been done.
pub(crate) fn stage_through(connection: &Connection, name: &str) -> Result<i64> {
    let mut statement = connection.prepare_cached("SELECT through FROM stages WHERE name = ?1")?;
    Ok(statement
        .query_row([name], |row| row.get(0))
        .optional()?
        .unwrap_or(0))
}

pub(crate) fn set_stage(connection: &Connection, name: &str, through: i64) -> Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO stages (name, through) VALUES (?1, ?2)")?
        .execute((name, through))?;
    Ok(())
}

/// One number that a query without arguments answers.
pub(crate) fn number(connection: &Connection, query: &str) -> Result<i64> {
    Ok(connection
        .prepare_cached(query)?
        .query_row([], |row| row.get::<_, Option<i64>>(0))?
        .unwrap_or(0))
}

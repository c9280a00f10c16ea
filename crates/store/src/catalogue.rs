//! annals.sqlite: what is kept and where it lies, and everything derived from it. Tables of the first kind are the
//! folder's memory; those of the second can be dropped and built again.

use std::path::Path;
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension};

use crate::{Error, ErrorKind, Result};

/// The file's name in the folder.
pub(crate) const FILE: &str = "annals.sqlite";
/// The version of the schema, in `PRAGMA user_version`.
const VERSION: i64 = 3;
/// The version that a folder can be brought up from: it lacks what collecting remembers.
const WITHOUT_COLLECTING: i64 = 2;

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

/// What collecting remembers: neither evidence nor derived from it. Rows change with every visit.
const COLLECTING: &str = "
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
    problem TEXT
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
CREATE INDEX events_by_parent ON events (parent) WHERE parent IS NOT NULL;
CREATE TABLE event_entities (
    entity TEXT NOT NULL, event INTEGER NOT NULL, PRIMARY KEY (entity, event)
) STRICT, WITHOUT ROWID;
CREATE TABLE event_captures (
    capture TEXT NOT NULL, event INTEGER NOT NULL, source TEXT NOT NULL, PRIMARY KEY (capture, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_captures_by_event ON event_captures (event);
";

/// What came of analysts' decisions about events: derived, and added to folders that lack it.
const DECIDED: &str = "
CREATE TABLE IF NOT EXISTS hidden_events (id TEXT PRIMARY KEY, position INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS unplaced (decision INTEGER PRIMARY KEY, why TEXT NOT NULL) STRICT;
";

const DERIVED_TABLES: [&str; 16] = [
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
];

/// The open catalogue. Several threads may share it; one query runs at a time.
pub(crate) struct Catalogue(Mutex<Connection>);

impl Catalogue {
    pub fn create(root: &Path) -> Result<Self> {
        let connection = connect(&root.join(FILE), OpenFlags::default())?;
        connection.execute_batch(&format!(
            "BEGIN; {KEPT} {COLLECTING} {DERIVED} {DECIDED} PRAGMA user_version = {VERSION}; COMMIT;"
        ))?;
        Ok(Catalogue(Mutex::new(connection)))
    }

    pub fn open(root: &Path) -> Result<Self> {
        let path = root.join(FILE);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = connect(&path, flags)?;
        let mut version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if version == WITHOUT_COLLECTING {
            connection.execute_batch(&format!(
                "BEGIN; {COLLECTING} PRAGMA user_version = {VERSION}; COMMIT;"
            ))?;
            version = VERSION;
        }
        if version != VERSION {
            let message = format!(
                "{}: made by another version of annals (schema {version}, this one knows {VERSION})",
                path.display()
            );
            return Err(Error::new(ErrorKind::Io, message));
        }
        if !has_table(&connection, "unplaced")? {
            connection.execute_batch(DECIDED)?;
        }
        Ok(Catalogue(Mutex::new(connection)))
    }

    /// The connection, for as long as the guard lives.
    pub fn lock(&self) -> MutexGuard<'_, Connection> {
        // A thread that panicked left no half statement behind: SQLite rolls back.
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

fn has_table(connection: &Connection, name: &str) -> Result<bool> {
    let query = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?1";
    let found: i64 = connection.query_row(query, [name], |row| row.get(0))?;
    Ok(found > 0)
}

/// A connection whose commits have reached the disk when they return.
fn connect(path: &Path, flags: OpenFlags) -> Result<Connection> {
    let connection = Connection::open_with_flags(path, flags)
        .map_err(|error| Error::new(ErrorKind::Io, format!("{}: {error}", path.display())))?;
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// Empties everything that is derived.
pub(crate) fn drop_derived(connection: &Connection) -> Result<()> {
    let drops: String = DERIVED_TABLES
        .iter()
        .map(|table| format!("DROP TABLE IF EXISTS {table};"))
        .collect();
    Ok(connection.execute_batch(&format!("BEGIN; {drops} {DERIVED} {DECIDED} COMMIT;"))?)
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

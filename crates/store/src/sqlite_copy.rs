//! A copy of what the collection says as a SQLite database of plain tables, for whoever asks questions in SQL. The
//! catalogue's own tables are the store's business and change with it; these are documented (docs/formats.md) and stay.
//! Written anew to a file beside the one that is asked for, which takes its place when it is whole.

use std::path::Path;

use annals_chronicle::{Event, Party};
use rusqlite::{Connection, Transaction};

use crate::{Annals, ArticlesQuery, Error, Result, TimelineQuery};

const SCHEMA: &str = "
CREATE TABLE captures (
    capture TEXT PRIMARY KEY, url TEXT NOT NULL, captured TEXT NOT NULL, content_type TEXT, file TEXT NOT NULL,
    offset INTEGER NOT NULL, length INTEGER NOT NULL, sha256 TEXT NOT NULL
) STRICT;
CREATE TABLE articles (
    capture TEXT PRIMARY KEY, source TEXT NOT NULL, title TEXT, lead TEXT NOT NULL, url TEXT NOT NULL, published TEXT,
    date_from TEXT, captured TEXT NOT NULL, language TEXT, versions INTEGER NOT NULL, copies INTEGER NOT NULL, text TEXT
) STRICT;
CREATE TABLE entities (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, events INTEGER NOT NULL
) STRICT;
CREATE TABLE events (
    id TEXT PRIMARY KEY, position INTEGER NOT NULL, type TEXT NOT NULL, place TEXT, place_id TEXT, start TEXT, \"end\" TEXT,
    first TEXT, last TEXT, status TEXT NOT NULL, confidence TEXT NOT NULL, disagreements TEXT NOT NULL,
    contradicts TEXT NOT NULL, parent TEXT, tellings INTEGER NOT NULL
) STRICT;
CREATE TABLE participants (
    event TEXT NOT NULL, role TEXT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, title TEXT, entity TEXT,
    PRIMARY KEY (event, role, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE claims (
    event TEXT NOT NULL, number INTEGER NOT NULL, source TEXT NOT NULL, type TEXT NOT NULL, attribution TEXT, start TEXT,
    \"end\" TEXT, status TEXT NOT NULL, confidence TEXT NOT NULL, proposed INTEGER NOT NULL, reported TEXT, copy_of TEXT,
    capture TEXT NOT NULL, sentence_number INTEGER NOT NULL, sentence TEXT NOT NULL, PRIMARY KEY (event, number)
) STRICT, WITHOUT ROWID;
";

const INDEXES: &str = "
CREATE INDEX events_by_position ON events (position);
CREATE INDEX participants_by_entity ON participants (entity);
CREATE INDEX claims_by_capture ON claims (capture);
CREATE INDEX articles_by_day ON articles (published);
";

/// Rows between two looks into the catalogue.
const PIECE: usize = 500;

/// How much was copied, and what was not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copied {
    /// Articles, in their newest version.
    pub articles: usize,
    /// Events.
    pub events: usize,
    /// Articles whose capture could not be read: they stand there without text, and here with why.
    pub unreadable: Vec<String>,
}

impl Annals {
    /// Writes the copy to `path`, in place of what is there.
    pub fn write_sqlite(&self, path: &Path) -> Result<Copied> {
        let mut new = path.as_os_str().to_owned();
        new.push(".new");
        let new = Path::new(&new);
        let at = |error| Error::at(new, error);
        if new.exists() {
            std::fs::remove_file(new).map_err(at)?;
        }
        let copied = self.copy_into(new);
        match copied.is_ok() {
            true => std::fs::rename(new, path).map_err(|error| Error::at(path, error))?,
            // What is half-written is of no use to anyone.
            false => drop(std::fs::remove_file(new)),
        }
        copied
    }

    fn copy_into(&self, path: &Path) -> Result<Copied> {
        let mut copy = Connection::open(path)?;
        // The file takes its place only when it is whole: a journal would guard nothing.
        copy.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")?;
        let transaction = copy.transaction()?;
        transaction.execute_batch(SCHEMA)?;
        self.copy_captures(&transaction)?;
        let mut copied = Copied::default();
        self.copy_articles(&transaction, &mut copied)?;
        self.copy_entities(&transaction)?;
        self.copy_events(&transaction, &mut copied)?;
        transaction.execute_batch(INDEXES)?;
        transaction.commit()?;
        copy.close().map_err(|(_, error)| error)?;
        std::fs::File::open(path)
            .and_then(|file| file.sync_all())
            .map_err(|error| Error::at(path, error))?;
        Ok(copied)
    }

    fn copy_captures(&self, copy: &Transaction) -> Result<()> {
        let mut insert = copy.prepare("INSERT INTO captures VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?;
        let mut after = None;
        loop {
            let piece = self.captures_behind(after, PIECE)?;
            for (capture, evidence) in &piece {
                insert.execute((
                    capture.to_string(),
                    &evidence.url,
                    evidence.captured.to_string(),
                    &evidence.content_type,
                    &evidence.file,
                    evidence.offset,
                    evidence.length,
                    &evidence.sha256,
                ))?;
            }
            match piece.last() {
                Some((last, _)) => after = Some(*last),
                None => return Ok(()),
            }
        }
    }

    fn copy_articles(&self, copy: &Transaction, copied: &mut Copied) -> Result<()> {
        let mut insert = copy.prepare(
            "INSERT OR IGNORE INTO articles VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?;
        let mut after = None;
        loop {
            let piece = self.articles_behind(&ArticlesQuery::default(), after, PIECE)?;
            for listed in &piece {
                let text = match self.extracted(listed.capture) {
                    Ok(extracted) => extracted.map(|extracted| extracted.article.text.as_str().to_owned()),
                    Err(error) => {
                        copied.unreadable.push(error.message);
                        None
                    }
                };
                insert.execute((
                    listed.capture.to_string(),
                    &listed.source,
                    &listed.title,
                    &listed.lead,
                    &listed.url,
                    listed.published.map(|day| day.to_string()),
                    listed.date_from.map(|from| from.as_str()),
                    listed.captured.to_string(),
                    &listed.language,
                    listed.versions,
                    listed.copies,
                    text,
                ))?;
            }
            copied.articles += piece.len();
            match piece.last() {
                Some(last) => after = Some(last.capture),
                None => return Ok(()),
            }
        }
    }

    fn copy_entities(&self, copy: &Transaction) -> Result<()> {
        let mut insert = copy.prepare("INSERT OR IGNORE INTO entities VALUES (?1, ?2, ?3, ?4)")?;
        let mut after = None;
        loop {
            let piece = self.entities_behind(None, None, after, PIECE)?;
            for (entity, events) in &piece {
                insert.execute((&entity.id, entity.kind.as_str(), &entity.name, events))?;
            }
            match piece.last() {
                Some((last, events)) => after = Some((*events, last.id.clone())),
                None => return Ok(()),
            }
        }
    }

    fn copy_events(&self, copy: &Transaction, copied: &mut Copied) -> Result<()> {
        let mut after = None;
        loop {
            let piece = self.events_behind(&TimelineQuery::default(), after, PIECE)?;
            for placed in &piece {
                copied.events += 1;
                copy_event(copy, copied.events, &placed.event)?;
            }
            match piece.last() {
                Some(last) => after = Some(last.place),
                None => return Ok(()),
            }
        }
    }
}

fn copy_event(copy: &Transaction, position: usize, event: &Event) -> Result<()> {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    let place = event.place.as_ref();
    copy.prepare_cached(
        "INSERT OR IGNORE INTO events VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
    )?
    .execute((
        &event.id,
        position,
        event.kind.as_str(),
        place.map(|place| &place.name),
        place.and_then(|place| place.entity.as_ref()),
        &event.start,
        &event.end,
        day(event.first),
        day(event.last),
        event.status.as_str(),
        event.confidence.as_str(),
        event.disagreements.join("; "),
        event.contradicts.join("; "),
        &event.parent,
        event.tellings(),
    ))?;
    copy_parties(copy, &event.id, "actor", &event.actors)?;
    copy_parties(copy, &event.id, "recipient", &event.recipients)?;
    for (number, claim) in event.claims.iter().enumerate() {
        copy.prepare_cached(
            "INSERT OR IGNORE INTO claims VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        )?
        .execute((
            &event.id,
            number,
            &claim.source,
            claim.kind.as_str(),
            &claim.attribution,
            &claim.start,
            &claim.end,
            claim.status.as_str(),
            claim.confidence.as_str(),
            claim.proposed,
            day(claim.reported),
            claim.copy_of.map(|capture| capture.to_string()),
            claim.citation.capture.to_string(),
            claim.citation.number,
            &claim.citation.sentence,
        ))?;
    }
    Ok(())
}

fn copy_parties(copy: &Transaction, event: &str, role: &str, parties: &[Party]) -> Result<()> {
    let mut insert =
        copy.prepare_cached("INSERT OR IGNORE INTO participants VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    for (number, party) in parties.iter().enumerate() {
        insert.execute((event, role, number, &party.name, &party.title, &party.entity))?;
    }
    Ok(())
}

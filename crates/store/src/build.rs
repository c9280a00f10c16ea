//! Building: pages not yet read are extracted and annotated, then versions and copies are grouped, then everything that
//! is reported is compiled into the chronicle, then the index is brought up to date. Each stage notes through which
//! capture it is done, so that a build that was stopped goes on where it was.

use std::fs;

use annals_chronicle::{Compiled, Compiler, Provenance};
use annals_extract::Article;
use rusqlite::Connection;

use crate::catalogue::{self, number, set_stage, stage_through};
use crate::evidence::{Kept, capture_id};
use crate::index::{Entry, Index, Writer};
use crate::rows::{EntityRow, EventRow, ReportRow, printed};
use crate::sources::Sources;
use crate::workers::in_order;
use crate::{Annals, Error, Result, families};

/// What a build did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Built {
    /// Captures read in this build.
    pub read: usize,
    /// Captures that had been read before.
    pub unchanged: usize,
    /// Captures of this build whose record could not be read; `check` says why.
    pub unreadable: usize,
    /// Articles in all, counting the versions of one once.
    pub articles: usize,
    /// Events in all.
    pub events: usize,
    /// Entities in all.
    pub entities: usize,
}

/// Reads one page; should a reader panic over it, that costs this page and no other.
fn read_alone<T>(read: impl FnOnce() -> std::result::Result<T, String>) -> std::result::Result<T, String> {
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(read));
    caught.unwrap_or_else(|_| Err("reading it panicked, which is a defect of this program".into()))
}

/// Where a build stands, for a progress bar.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// "read", "chronicle", "index" or "check".
    pub stage: &'static str,
    /// Steps done.
    pub done: usize,
    /// Of so many.
    pub total: usize,
}

/// From which stage on everything is built anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// From the captures.
    Extract,
    /// From what has been read of them.
    Chronicle,
    /// Only the full-text index.
    Index,
}

/// How many pages are read between two commits.
const BATCH: usize = 256;
/// Length of the beginning of a text that lists show, in bytes.
const LEAD: usize = 240;

impl Annals {
    /// Extracts, annotates and compiles what is new, then brings the index up to date. The answer to every later question
    /// is the same whether pages were built one by one or all at once.
    pub fn build(&mut self, from: Option<Stage>, progress: &mut dyn FnMut(Progress)) -> Result<Built> {
        let _lock = self.write_lock()?;
        self.recover()?;
        self.forget(from)?;
        let before = self.count("SELECT max(id) FROM articles")?;
        let index = Index::open_or_create(&self.index_folder())?;
        let last = self.count("SELECT max(id) FROM captures")?;
        if before < last || self.through("chronicle")? < last || index.through()? < last {
            self.build_from(before, last, &index, progress)?;
        }
        self.summary(before)
    }

    fn build_from(
        &self,
        before: i64,
        last: i64,
        index: &Index,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<()> {
        let mut writer = index.writer()?;
        let indexed = index.through()?;
        self.index_articles(&writer, indexed, before, progress)?;
        self.read_pages(&mut writer, before, last, progress)?;
        if self.through("chronicle")? < last {
            progress(Progress {
                stage: "chronicle",
                done: 0,
                total: 1,
            });
            self.compile(last)?;
            progress(Progress {
                stage: "chronicle",
                done: 1,
                total: 1,
            });
        }
        self.remove_old_versions(&writer, indexed)?;
        self.steps.before("index commit")?;
        writer.commit(last)?;
        self.steps.before("index merge")?;
        writer.finish()
    }

    /// Drops what is to be built anew.
    fn forget(&self, from: Option<Stage>) -> Result<()> {
        let Some(from) = from else { return Ok(()) };
        let folder = self.index_folder();
        if from != Stage::Chronicle && folder.exists() {
            self.steps.before("drop index")?;
            fs::remove_dir_all(&folder).map_err(|error| Error::at(&folder, error))?;
        }
        self.steps.before("drop tables")?;
        let connection = self.catalogue.lock();
        match from {
            Stage::Extract => catalogue::drop_derived(&connection),
            Stage::Chronicle => set_stage(&connection, "chronicle", 0),
            Stage::Index => Ok(()),
        }
    }

    fn count(&self, query: &str) -> Result<i64> {
        number(&self.catalogue.lock(), query)
    }

    fn through(&self, stage: &str) -> Result<i64> {
        stage_through(&self.catalogue.lock(), stage)
    }

    fn summary(&self, before: i64) -> Result<Built> {
        let connection = self.catalogue.lock();
        let count = |query: &str| Ok::<_, Error>(number(&connection, query)? as usize);
        let newer = format!("FROM articles WHERE id > {before}");
        Ok(Built {
            read: count(&format!("SELECT count(*) {newer} AND problem IS NULL"))?,
            unchanged: count(&format!("SELECT count(*) FROM articles WHERE id <= {before}"))?,
            unreadable: count(&format!("SELECT count(*) {newer} AND problem IS NOT NULL"))?,
            articles: count("SELECT count(*) FROM articles WHERE newest = 1")?,
            events: count("SELECT count(*) FROM events")?,
            entities: count("SELECT count(*) FROM entities")?,
        })
    }

    /// Reads captures behind `before`, in batches: rows first, then words for the index.
    fn read_pages(
        &self,
        writer: &mut Writer,
        before: i64,
        last: i64,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<()> {
        let total = self.count(&format!("SELECT count(*) FROM captures WHERE id > {before}"))? as usize;
        let (mut done, mut after) = (0, before);
        let mut sources = Sources::load(&self.catalogue.lock())?;
        while after < last {
            let batch = Kept::after(&self.catalogue.lock(), after, BATCH)?;
            let Some(end) = batch.last() else { break };
            let read = in_order(&batch, |kept| read_alone(|| PageRead::of(self, kept)));
            let assigned = self.write_rows(&batch, &read, &mut sources)?;
            for ((kept, read), source) in batch.iter().zip(&read).zip(assigned) {
                if let Ok(read) = read {
                    let source = sources.key(source);
                    writer.add(&Entry {
                        number: kept.id,
                        capture: kept.capture,
                        source,
                        article: &read.article,
                    })?;
                }
            }
            (done, after) = (done + batch.len(), end.id);
            progress(Progress {
                stage: "read",
                done,
                total,
            });
        }
        Ok(())
    }

    /// The rows of a batch, in one transaction; answers the source of each.
    fn write_rows(
        &self,
        batch: &[Kept],
        read: &[std::result::Result<PageRead, String>],
        sources: &mut Sources,
    ) -> Result<Vec<i64>> {
        let mut connection = self.catalogue.lock();
        self.steps.before("rows")?;
        let transaction = connection.transaction()?;
        let mut assigned = Vec::new();
        for (kept, read) in batch.iter().zip(read) {
            assigned.push(match read {
                Ok(read) => read.insert(&transaction, kept, sources)?,
                Err(problem) => insert_problem(&transaction, kept, problem)?,
            });
        }
        self.steps.before("rows commit")?;
        transaction.commit()?;
        Ok(assigned)
    }

    /// Groups versions and copies, compiles everything that the newest versions report, and notes that the chronicle
    /// holds captures up to `last`: all at once or not at all.
    fn compile(&self, last: i64) -> Result<()> {
        let mut connection = self.catalogue.lock();
        self.steps.before("chronicle")?;
        let transaction = connection.transaction()?;
        families::group(&transaction)?;
        write_chronicle(&transaction, &compiled(&transaction)?)?;
        set_stage(&transaction, "chronicle", last)?;
        self.steps.before("chronicle commit")?;
        Ok(transaction.commit()?)
    }

    /// Indexes articles whose words the index lacks though they have been read: those behind `after`, up to `until`.
    fn index_articles(
        &self,
        writer: &Writer,
        after: i64,
        until: i64,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<()> {
        let sources = Sources::load(&self.catalogue.lock())?;
        let (mut at, total) = (after, (until - after).max(0) as usize);
        while at < until {
            let batch: Vec<Kept> = Kept::after(&self.catalogue.lock(), at, BATCH)?;
            let Some(end) = batch.last().map(|kept| kept.id) else {
                break;
            };
            let batch: Vec<Kept> = batch.into_iter().filter(|kept| kept.id <= until).collect();
            let articles = in_order(&batch, |kept| {
                kept.read(self).ok().map(|capture| kept.article(&capture).0)
            });
            for (kept, article) in batch.iter().zip(articles) {
                let (Some(article), Some(source)) = (article, self.source_of_newest(kept.id)?) else {
                    continue;
                };
                let source = sources.key(source);
                writer.add(&Entry {
                    number: kept.id,
                    capture: kept.capture,
                    source,
                    article: &article,
                })?;
            }
            at = end;
            progress(Progress {
                stage: "index",
                done: (at.min(until) - after) as usize,
                total,
            });
        }
        Ok(())
    }

    fn source_of_newest(&self, article: i64) -> Result<Option<i64>> {
        use rusqlite::OptionalExtension;
        let connection = self.catalogue.lock();
        let mut statement = connection
            .prepare_cached("SELECT source FROM articles WHERE id = ?1 AND newest = 1 AND problem IS NULL")?;
        Ok(statement.query_row([article], |row| row.get(0)).optional()?)
    }

    /// Takes articles out of the index that have a newer version since `indexed`.
    fn remove_old_versions(&self, writer: &Writer, indexed: i64) -> Result<()> {
        let connection = self.catalogue.lock();
        let mut statement = connection.prepare_cached(
            "SELECT id FROM articles WHERE newest = 0 AND version_of IN (SELECT version_of FROM articles WHERE id > ?1)",
        )?;
        for id in statement.query_map([indexed], |row| row.get(0))? {
            writer.remove(id?);
        }
        Ok(())
    }

    /// On opening: what a crash kept out of the index. An index that is missing altogether waits for the next build.
    pub(crate) fn complete_index(&self) -> Result<()> {
        let Some(index) = Index::open(&self.index_folder())? else {
            return Ok(());
        };
        let (chronicle, indexed) = (self.through("chronicle")?, index.through()?);
        if indexed >= chronicle {
            return Ok(());
        }
        let mut writer = index.writer()?;
        self.index_articles(&writer, indexed, chronicle, &mut |_| {})?;
        self.remove_old_versions(&writer, indexed)?;
        writer.commit(chronicle)?;
        writer.finish()
    }
}

/// What was read of one page.
struct PageRead {
    article: Article,
    report: String,
    lead: String,
    fingerprint: Vec<u8>,
}

impl PageRead {
    fn of(annals: &Annals, kept: &Kept) -> std::result::Result<Self, String> {
        let capture = kept.read(annals)?;
        let (article, _) = kept.article(&capture);
        drop(capture);
        let document = annals_annotate::annotate(article);
        let provenance = Provenance {
            capture: kept.capture,
            source: String::new(),
        };
        let report = ReportRow::of(&annals_chronicle::report(&document, provenance));
        let article = document.article;
        Ok(PageRead {
            report: serde_json::to_string(&report).map_err(|error| error.to_string())?,
            lead: lead(&article.text),
            fingerprint: families::fingerprint(&article.text),
            article,
        })
    }

    fn insert(&self, connection: &Connection, kept: &Kept, sources: &mut Sources) -> Result<i64> {
        let article = &self.article;
        let (canonical, site_name) = (article.canonical_url.as_deref(), article.site_name.as_deref());
        let source = sources.assign(connection, kept, canonical, site_name)?;
        let mut statement = connection.prepare_cached(
            "INSERT INTO articles (id, source, title, lead, published, date_from, language, canonical, fingerprint, family,
             version_of, newest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?1, ?1, 1)",
        )?;
        statement.execute(rusqlite::params![
            kept.id,
            source,
            article.title,
            self.lead,
            printed(article.published.map(|date| date.day)),
            article.published.map(|date| date.from.as_str()),
            article.language.map(|language| language.to_string()),
            article.canonical_url,
            self.fingerprint,
        ])?;
        connection
            .prepare_cached("INSERT INTO reports VALUES (?1, ?2)")?
            .execute((kept.id, &self.report))?;
        self.insert_teasers(connection, kept.id)?;
        Ok(source)
    }

    fn insert_teasers(&self, connection: &Connection, article: i64) -> Result<()> {
        let mut statement = connection.prepare_cached("INSERT INTO teasers VALUES (?1, ?2, ?3, ?4, ?5)")?;
        for (position, teaser) in self.article.teasers.iter().enumerate() {
            statement.execute((article, position, &teaser.text, printed(teaser.date), &teaser.url))?;
        }
        Ok(())
    }
}

/// A capture that cannot be read stands in the list with the reason, so that the rest goes on.
fn insert_problem(connection: &Connection, kept: &Kept, problem: &str) -> Result<i64> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO articles (id, source, lead, fingerprint, family, version_of, newest, problem)
         VALUES (?1, 0, '', x'', ?1, ?1, 0, ?2)",
    )?;
    statement.execute((kept.id, problem))?;
    Ok(0)
}

/// The beginning of a text, cut at a word, white space folded.
fn lead(text: &str) -> String {
    let head = &text[..text.floor_char_boundary(4 * LEAD)];
    let folded = head.split_whitespace().collect::<Vec<_>>().join(" ");
    if folded.len() <= LEAD {
        return folded;
    }
    let cut = &folded[..folded.floor_char_boundary(LEAD)];
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([',', ';', ':', '-', '–', '—']))
}

/// What the newest versions of all articles report, merged. Reports are read and taken in one by one.
fn compiled(connection: &Connection) -> Result<Compiled> {
    let mut statement = connection.prepare_cached(
        "SELECT c.capture, s.key, a.family, r.body FROM articles a JOIN captures c ON c.id = a.id
         JOIN sources s ON s.id = a.source JOIN reports r ON r.article = a.id WHERE a.newest = 1 ORDER BY a.id",
    )?;
    let mut rows = statement.query([])?;
    let mut compiler = Compiler::default();
    while let Some(row) = rows.next()? {
        let body: ReportRow = serde_json::from_str(row.get_ref(3)?.as_str().unwrap_or_default())?;
        let provenance = Provenance {
            capture: capture_id(&row.get::<_, String>(0)?),
            source: row.get(1)?,
        };
        let family = row.get::<_, i64>(2)? as u64;
        compiler.add(&body.report(provenance, Some(family)));
    }
    Ok(compiler.finish())
}

fn write_chronicle(connection: &Connection, compiled: &Compiled) -> Result<()> {
    for table in [
        "events",
        "event_entities",
        "event_captures",
        "entities",
        "entity_forms",
    ] {
        connection.execute(&format!("DELETE FROM {table}"), [])?;
    }
    let mut event_counts = std::collections::HashMap::<String, usize>::new();
    for (position, event) in compiled.events().enumerate() {
        let entities = write_event(connection, position, &event)?;
        entities
            .into_iter()
            .for_each(|entity| *event_counts.entry(entity).or_default() += 1);
    }
    for entity in &compiled.entities {
        let events = event_counts.get(&entity.id).copied().unwrap_or(0);
        write_entity(connection, entity, events)?;
    }
    Ok(())
}

/// Writes one event and answers the entities that take part in it.
fn write_event(
    connection: &Connection,
    position: usize,
    event: &annals_chronicle::Event,
) -> Result<std::collections::BTreeSet<String>> {
    let body = serde_json::to_string(&EventRow::of(event))?;
    connection
        .prepare_cached("INSERT INTO events VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?
        .execute((
            position,
            &event.id,
            event.kind.as_str(),
            event.status.as_str(),
            printed(event.first),
            printed(event.last),
            &event.parent,
            body,
        ))?;
    let parties = event.actors.iter().chain(&event.recipients).chain(&event.place);
    let claims = event.claims.iter();
    let claimed = claims.flat_map(|claim| claim.actors.iter().chain(&claim.recipients).chain(&claim.place));
    let entities: std::collections::BTreeSet<String> = parties
        .chain(claimed)
        .filter_map(|party| party.entity.clone())
        .collect();
    for entity in &entities {
        connection
            .prepare_cached("INSERT INTO event_entities VALUES (?1, ?2)")?
            .execute((entity, position))?;
    }
    for claim in &event.claims {
        connection
            .prepare_cached("INSERT OR IGNORE INTO event_captures VALUES (?1, ?2, ?3)")?
            .execute((claim.citation.capture.to_string(), position, &claim.source))?;
    }
    Ok(entities)
}

fn write_entity(connection: &Connection, entity: &annals_chronicle::Entity, events: usize) -> Result<()> {
    let body = serde_json::to_string(&EntityRow::of(entity))?;
    connection
        .prepare_cached("INSERT INTO entities VALUES (?1, ?2, ?3, ?4)")?
        .execute((&entity.id, entity.kind.as_str(), events, body))?;
    let mut statement = connection.prepare_cached("INSERT OR IGNORE INTO entity_forms VALUES (?1, ?2)")?;
    for form in entity.forms.iter().map(|(form, _)| form).chain([&entity.name]) {
        statement.execute((form.to_lowercase(), &entity.id))?;
    }
    Ok(())
}

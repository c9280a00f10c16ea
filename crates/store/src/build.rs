//! Building: pages not yet seen are extracted, what each outlet repeats is found in all its pages, then every article that
//! is new or has changed by that is annotated, then versions and copies are grouped, then everything that is reported is
//! compiled into the chronicle, then the index is brought up to date. Each stage notes what it has done, so that a build
//! that was stopped goes on where it was.

use std::collections::{HashMap, HashSet};
use std::fs;

use annals_archive::CaptureId;
use annals_chronicle::{Compiled, Compiler, Decisions, Provenance};
use annals_dedup::repeats::Repeats;
use annals_extract::Article;
use rusqlite::Connection;

use crate::catalogue::{self, number, set_stage, stage_through};
use crate::evidence::{Kept, capture_id};
use crate::index::{Entry, Index, Writer};
use crate::proposals::Proposals;
use crate::repeats::{Repeated, Unread, blocks_of, kept_blocks, source_of_newest};
use crate::rows::{ReportRow, printed};
use crate::sources::Sources;
use crate::workers::in_order;
use crate::{Annals, Error, Result, chronicle_rows, families, index, sums};

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
    /// Decisions about events that no longer find their event.
    pub unplaced: usize,
}

/// Reads one page; should a reader panic over it, that costs this page and no other.
fn read_alone<T>(read: impl FnOnce() -> std::result::Result<T, String>) -> std::result::Result<T, String> {
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(read));
    caught.unwrap_or_else(|_| Err("reading it panicked, which is a defect of this program".into()))
}

/// Where a build stands, for a progress bar.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// "extract", "read", "chronicle", "compare", "index" or "check".
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
/// So many extracted articles are held until they are annotated; those behind them are extracted again.
const HELD: usize = 1024;
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
        let done = self.through("chronicle")?.min(self.through("versions")?);
        if before < last || done < last || index.through()? < last {
            self.build_from(before, last, &index, progress)?;
        } else if self.through("decisions")? != self.decisions_in_force()?.1 {
            self.recompile()?;
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
        let writer = index.writer()?;
        let indexed = index.through()?;
        let held = self.see_pages(before, last, progress)?;
        let (repeated, unread) = Repeated::find(&self.catalogue.lock())?;
        self.index_read(&writer, indexed, before, &repeated, &unread, progress)?;
        self.read_pages(&writer, indexed, held, &repeated, &unread, progress)?;
        if self.through("chronicle")? < last {
            progress(Progress {
                stage: "chronicle",
                done: 0,
                total: 1,
            });
            self.compile(last, &repeated)?;
            progress(Progress {
                stage: "chronicle",
                done: 1,
                total: 1,
            });
        }
        if self.through("versions")? < last {
            self.compare_versions(&repeated, progress)?;
            set_stage(&self.catalogue.lock(), "versions", last)?;
        }
        self.remove_old_versions(&writer, indexed)?;
        self.commit_index(writer, last)
    }

    fn commit_index(&self, mut writer: Writer, through: i64) -> Result<()> {
        self.steps.before("index commit")?;
        writer.commit(through)?;
        if self.count("SELECT count(*) FROM unindexed")? > 0 {
            self.steps.before("index committed")?;
            self.catalogue.lock().execute("DELETE FROM unindexed", [])?;
        }
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
            Stage::Chronicle => {
                set_stage(&connection, "versions", 0)?;
                set_stage(&connection, "chronicle", 0)?;
                chronicle_rows::forget(&connection)
            }
            Stage::Index => Ok(()),
        }
    }

    /// A long build does not let the catalogue's log grow without end. The write lock is held.
    fn seal_if_large(&self) -> Result<()> {
        sums::seal_if_large(&self.root, &self.catalogue.lock())
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
            unplaced: count("SELECT count(*) FROM unplaced")?,
        })
    }

    /// Extracts captures behind `before`, in batches. Answers the first articles, so that they need not be extracted again.
    fn see_pages(
        &self,
        before: i64,
        last: i64,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<HashMap<i64, Article>> {
        let total = self.count(&format!("SELECT count(*) FROM captures WHERE id > {before}"))? as usize;
        let (mut done, mut after) = (0, before);
        let mut sources = Sources::load(&self.catalogue.lock())?;
        let mut held = HashMap::new();
        while after < last {
            let batch = Kept::after(&self.catalogue.lock(), after, BATCH)?;
            let Some(end) = batch.last() else { break };
            let seen = in_order(&batch, |kept| {
                read_alone(|| Ok(kept.whole_article(&kept.read(self)?).0))
            });
            self.write_articles(&batch, &seen, &mut sources)?;
            self.seal_if_large()?;
            let articles = batch.iter().zip(seen);
            let articles = articles.filter_map(|(kept, article)| Some((kept.id, article.ok()?)));
            held.extend(articles.take(HELD.saturating_sub(held.len())));
            (done, after) = (done + batch.len(), end.id);
            progress(Progress {
                stage: "extract",
                done,
                total,
            });
        }
        Ok(held)
    }

    /// The rows of a batch that was extracted, in one transaction.
    fn write_articles(
        &self,
        batch: &[Kept],
        seen: &[std::result::Result<Article, String>],
        sources: &mut Sources,
    ) -> Result<()> {
        let mut connection = self.catalogue.lock();
        self.steps.before("rows")?;
        let transaction = connection.transaction()?;
        for (kept, seen) in batch.iter().zip(seen) {
            match seen {
                Ok(article) => insert_article(&transaction, kept, article, sources)?,
                Err(problem) => insert_problem(&transaction, kept, problem)?,
            }
        }
        self.steps.before("rows commit")?;
        Ok(transaction.commit()?)
    }

    /// Annotates articles without what their outlets repeat, in batches: rows first, then words for the index.
    fn read_pages(
        &self,
        writer: &Writer,
        indexed: i64,
        mut held: HashMap<i64, Article>,
        repeated: &Repeated,
        unread: &[Unread],
        progress: &mut dyn FnMut(Progress),
    ) -> Result<()> {
        let sources = Sources::load(&self.catalogue.lock())?;
        let proposals = self.proposals()?;
        let mut done = 0;
        for batch in unread.chunks(BATCH) {
            let numbers = batch.iter().map(|unread| unread.id);
            let kept = Kept::numbered(&self.catalogue.lock(), numbers)?;
            let pages: Vec<ToRead<'_>> = kept
                .into_iter()
                .zip(batch)
                .map(|(kept, unread)| ToRead {
                    proposals: &proposals,
                    held: held.remove(&kept.id),
                    repeats: repeated.of(unread.source),
                    source: unread.source,
                    kept,
                })
                .collect();
            let read = in_order(&pages, |page| read_alone(|| PageRead::of(self, page)));
            self.write_reports(&pages, &read, indexed)?;
            self.seal_if_large()?;
            for (page, read) in pages.iter().zip(&read) {
                let newest = source_of_newest(&self.catalogue.lock(), page.kept.id)?.is_some();
                let article = read.as_ref().ok().map(|read| &read.article);
                let source = sources.key(page.source);
                put_in(writer, &page.kept, source, article.filter(|_| newest), indexed)?;
            }
            done += batch.len();
            progress(Progress {
                stage: "read",
                done,
                total: unread.len(),
            });
        }
        Ok(())
    }

    /// What was read of a batch, in one transaction.
    fn write_reports(
        &self,
        pages: &[ToRead<'_>],
        read: &[std::result::Result<PageRead, String>],
        indexed: i64,
    ) -> Result<()> {
        let mut connection = self.catalogue.lock();
        self.steps.before("reports")?;
        let transaction = connection.transaction()?;
        for (page, read) in pages.iter().zip(read) {
            match read {
                Ok(read) => read.write(&transaction, page.kept.id)?,
                Err(problem) => note_problem(&transaction, page.kept.id, problem)?,
            }
            if page.kept.id <= indexed {
                transaction
                    .prepare_cached("INSERT OR IGNORE INTO unindexed VALUES (?1)")?
                    .execute([page.kept.id])?;
            }
        }
        self.steps.before("reports commit")?;
        Ok(transaction.commit()?)
    }

    /// Groups versions and copies, compiles everything that the newest versions report, and notes that the chronicle
    /// holds captures up to `last`: all at once or not at all.
    fn compile(&self, last: i64, repeated: &Repeated) -> Result<()> {
        let (decisions, lines) = self.decisions_in_force()?;
        let mut connection = self.catalogue.lock();
        self.steps.before("chronicle")?;
        let transaction = connection.transaction()?;
        repeated.save(&transaction)?;
        families::group(&transaction)?;
        chronicle_rows::write(&transaction, &compiled(&transaction, decisions)?)?;
        set_stage(&transaction, "chronicle", last)?;
        set_stage(&transaction, "decisions", lines)?;
        self.steps.before("chronicle commit")?;
        Ok(transaction.commit()?)
    }

    /// Compiles again what was compiled before, by the decisions of now. Needs the write lock.
    pub(crate) fn recompile(&self) -> Result<()> {
        let (decisions, lines) = self.decisions_in_force()?;
        let mut connection = self.catalogue.lock();
        self.steps.before("chronicle")?;
        let transaction = connection.transaction()?;
        chronicle_rows::write(&transaction, &compiled(&transaction, decisions)?)?;
        set_stage(&transaction, "decisions", lines)?;
        self.steps.before("chronicle commit")?;
        Ok(transaction.commit()?)
    }

    /// Indexes articles whose words the index lacks though they have been read: those behind `indexed`, up to `until`, and
    /// those that were read again, but none of `unread`.
    fn index_read(
        &self,
        writer: &Writer,
        indexed: i64,
        until: i64,
        repeated: &Repeated,
        unread: &[Unread],
        progress: &mut dyn FnMut(Progress),
    ) -> Result<()> {
        let unread: HashSet<i64> = unread.iter().map(|unread| unread.id).collect();
        let lacking: Vec<i64> = {
            let connection = self.catalogue.lock();
            let mut statement = connection.prepare_cached(
                "SELECT id FROM articles WHERE id > ?1 AND id <= ?2 UNION SELECT article FROM unindexed ORDER BY 1",
            )?;
            let found = statement.query_map((indexed, until), |row| row.get(0))?;
            found.collect::<rusqlite::Result<_>>()?
        };
        let lacking: Vec<i64> = lacking.into_iter().filter(|id| !unread.contains(id)).collect();
        let sources = Sources::load(&self.catalogue.lock())?;
        for (number, batch) in lacking.chunks(BATCH).enumerate() {
            let batch = Kept::numbered(&self.catalogue.lock(), batch.iter().copied())?;
            let articles = in_order(&batch, |kept| {
                let source = source_of_newest(&self.catalogue.lock(), kept.id).ok()??;
                let capture = kept.read(self).ok()?;
                Some((kept.article(&capture, &repeated.of(source)).0, source))
            });
            for (kept, found) in batch.iter().zip(&articles) {
                let source = found.as_ref().map_or("", |(_, source)| sources.key(*source));
                put_in(
                    writer,
                    kept,
                    source,
                    found.as_ref().map(|(article, _)| article),
                    indexed,
                )?;
            }
            progress(Progress {
                stage: "index",
                done: (number * BATCH + batch.len()).min(lacking.len()),
                total: lacking.len(),
            });
        }
        Ok(())
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
        let folder = self.index_folder();
        let Some(index) = Index::open(&folder)? else {
            return Ok(());
        };
        index::sums::complete(&folder).map_err(|error| Error::at(&folder, error))?;
        let (chronicle, indexed) = (self.through("chronicle")?, index.through()?);
        if indexed >= chronicle {
            return Ok(());
        }
        let writer = index.writer()?;
        let repeated = Repeated::load(&self.catalogue.lock())?;
        self.index_read(&writer, indexed, chronicle, &repeated, &[], &mut |_| {})?;
        self.remove_old_versions(&writer, indexed)?;
        self.commit_index(writer, chronicle)
    }
}

/// Puts an article's words into the index in place of those it holds; `None` only takes them out.
fn put_in(writer: &Writer, kept: &Kept, source: &str, article: Option<&Article>, indexed: i64) -> Result<()> {
    if kept.id <= indexed {
        writer.remove(kept.id);
    }
    let Some(article) = article else { return Ok(()) };
    writer.add(&Entry {
        number: kept.id,
        capture: kept.capture,
        source,
        article,
    })
}

/// A page to be read.
struct ToRead<'a> {
    proposals: &'a Proposals,
    kept: Kept,
    source: i64,
    repeats: Repeats,
    /// Its article, if it has just been extracted.
    held: Option<Article>,
}

/// What was read of one page.
struct PageRead {
    article: Article,
    report: String,
    lead: String,
    fingerprint: Vec<u8>,
    letters: usize,
    /// What was taken out of it: see [`Repeats::key_of`].
    without: u64,
}

impl PageRead {
    fn of(annals: &Annals, page: &ToRead<'_>) -> std::result::Result<Self, String> {
        let whole = match &page.held {
            Some(article) => article.clone(),
            None => page.kept.whole_article(&page.kept.read(annals)?).0,
        };
        let blocks = blocks_of(&whole);
        let (article, _) = whole.without_repeats(&page.repeats.in_article(&blocks));
        let mut document = annals_annotate::annotate(article);
        page.proposals.add_to(&mut document, page.kept.capture);
        let provenance = Provenance {
            capture: page.kept.capture,
            source: String::new(),
        };
        let report = ReportRow::of(&annals_chronicle::report(&document, provenance));
        let article = document.article;
        Ok(PageRead {
            report: serde_json::to_string(&report).map_err(|error| error.to_string())?,
            lead: lead(&article.text),
            fingerprint: families::fingerprint(&article.text),
            letters: article.text.chars().count(),
            without: page.repeats.key_of(&blocks),
            article,
        })
    }

    fn write(&self, connection: &Connection, article: i64) -> Result<()> {
        connection
            .prepare_cached(
                "UPDATE articles SET lead = ?2, fingerprint = ?3, letters = ?4, text_key = ?5 WHERE id = ?1",
            )?
            .execute((
                article,
                &self.lead,
                &self.fingerprint,
                self.letters,
                families::text_key(&self.fingerprint),
            ))?;
        connection
            .prepare_cached("INSERT OR REPLACE INTO reports VALUES (?1, ?2, ?3)")?
            .execute((article, &self.report, self.without.cast_signed()))?;
        Ok(())
    }
}

/// What the page alone says of an article.
fn insert_article(
    connection: &Connection,
    kept: &Kept,
    article: &Article,
    sources: &mut Sources,
) -> Result<()> {
    let (canonical, site_name) = (article.canonical_url.as_deref(), article.site_name.as_deref());
    let source = sources.assign(connection, kept, canonical, site_name)?;
    let mut statement = connection.prepare_cached(
        "INSERT INTO articles (id, source, title, lead, published, date_from, language, canonical, fingerprint, family,
         version_of, newest) VALUES (?1, ?2, ?3, '', ?4, ?5, ?6, ?7, x'', ?1, ?1, 1)",
    )?;
    statement.execute(rusqlite::params![
        kept.id,
        source,
        article.title,
        printed(article.published.map(|date| date.day)),
        article.published.map(|date| date.from.as_str()),
        article.language.map(|language| language.to_string()),
        article.canonical_url,
    ])?;
    connection
        .prepare_cached("INSERT INTO blocks VALUES (?1, ?2)")?
        .execute((kept.id, kept_blocks(&blocks_of(article))))?;
    insert_teasers(connection, kept.id, article)
}

fn insert_teasers(connection: &Connection, id: i64, article: &Article) -> Result<()> {
    let mut statement = connection.prepare_cached("INSERT INTO teasers VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (position, teaser) in article.teasers.iter().enumerate() {
        statement.execute((id, position, &teaser.text, printed(teaser.date), &teaser.url))?;
    }
    Ok(())
}

/// A capture that cannot be read stands in the list with the reason, so that the rest goes on.
fn insert_problem(connection: &Connection, kept: &Kept, problem: &str) -> Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO articles (id, source, lead, fingerprint, family, version_of, newest, problem)
         VALUES (?1, 0, '', x'', ?1, ?1, 0, ?2)",
    )?;
    statement.execute((kept.id, problem))?;
    Ok(())
}

/// Of a page that could be extracted but not annotated.
fn note_problem(connection: &Connection, article: i64, problem: &str) -> Result<()> {
    let mut statement = connection
        .prepare_cached("UPDATE articles SET problem = ?2, newest = 0, source = 0 WHERE id = ?1")?;
    statement.execute((article, problem))?;
    Ok(())
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
fn compiled(connection: &Connection, mut decisions: Decisions) -> Result<Compiled> {
    let newest = newest_versions(connection)?;
    decisions.read_newest(|capture| newest.get(&capture).copied().unwrap_or(capture));
    let mut statement = connection.prepare_cached(
        "SELECT c.capture, s.key, a.family, r.body FROM articles a JOIN captures c ON c.id = a.id
         JOIN sources s ON s.id = a.source JOIN reports r ON r.article = a.id WHERE a.newest = 1 ORDER BY a.id",
    )?;
    let mut rows = statement.query([])?;
    let mut compiler = Compiler::following(decisions);
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

/// Of every capture that a newer version of its article has replaced: the newest.
fn newest_versions(connection: &Connection) -> Result<HashMap<CaptureId, CaptureId>> {
    let mut statement = connection.prepare_cached(
        "SELECT old.capture, new.capture FROM articles a JOIN articles b ON b.version_of = a.version_of AND b.newest = 1
         JOIN captures old ON old.id = a.id JOIN captures new ON new.id = b.id WHERE a.newest = 0 AND a.problem IS NULL",
    )?;
    let rows = statement.query_map([], |row| {
        let (old, new): (String, String) = (row.get(0)?, row.get(1)?);
        Ok((capture_id(&old), capture_id(&new)))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

//! What is looked at again and again: the feeds, sitemaps and lists of sources, and the pages that they announced; when each was
//! last tried, what came of it, and when it is due. A failed attempt is remembered as that and nothing more. The store knows no
//! clock and fetches nothing: instants and answers come in.

use annals_archive::{Aside, CaptureId, WarcWriter};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::addition::{company, keep_under, record_end, warc_writer};
use crate::presence::Found;
use crate::records::note_written;
use crate::sources::domain;
use crate::{Added, Addition, Annals, Result, visits};

mod drift;

/// What kind of thing is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WatchedKind {
    /// A feed.
    Feed,
    /// A sitemap, or an index of them.
    Sitemap,
    /// A page that lists others.
    List,
    /// Where a list goes on: looked at once, whenever the list before it had something new.
    More,
    /// A page.
    Page,
}

impl WatchedKind {
    /// The word for it, in the catalogue and for people.
    pub fn word(self) -> &'static str {
        match self {
            WatchedKind::Feed => "feed",
            WatchedKind::Sitemap => "sitemap",
            WatchedKind::List => "list",
            WatchedKind::More => "more",
            WatchedKind::Page => "page",
        }
    }

    fn of(word: &str) -> Self {
        let all = [
            WatchedKind::Feed,
            WatchedKind::Sitemap,
            WatchedKind::List,
            WatchedKind::More,
        ];
        all.into_iter()
            .find(|kind| kind.word() == word)
            .unwrap_or(WatchedKind::Page)
    }
}

/// One address that is looked at, and what is remembered of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watched {
    /// The address.
    pub url: String,
    /// The key of the source it belongs to.
    pub source: String,
    /// What is there.
    pub kind: WatchedKind,
    /// When it was first heard of.
    pub found: Timestamp,
    /// The first time that it answered with what was wanted.
    pub first_success: Option<Timestamp>,
    /// How often it has done so.
    pub successes: u32,
    /// How often in a row it has not.
    pub failures: u32,
    /// The entity tag that came last.
    pub etag: Option<String>,
    /// The `Last-Modified` that came last.
    pub last_modified: Option<String>,
}

/// What came of looking at one address.
#[derive(Clone, Debug)]
pub struct Visit<'a> {
    /// The address as it is watched.
    pub url: &'a str,
    /// When.
    pub tried: Timestamp,
    /// The status of the answer, if there was one.
    pub status: Option<u16>,
    /// What it says of what was looked at.
    pub found: Found,
    /// Why there was none, or why it was not what was wanted.
    pub problem: Option<&'a str>,
    /// The entity tag of the answer.
    pub etag: Option<&'a str>,
    /// Its `Last-Modified`.
    pub last_modified: Option<&'a str>,
    /// When to look again; never, if that is none.
    pub due: Option<Timestamp>,
    /// Records of evidence that came with it.
    pub asides: Vec<Aside<'a>>,
    /// The page, where it answered with one that is to be kept.
    pub page: Option<Addition<'a>>,
}

/// How a source fares.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// How many feeds, sitemaps and lists are looked at.
    pub places: usize,
    /// How many pages are known.
    pub pages: usize,
    /// How many of these have never been fetched.
    pub waiting: usize,
    /// When any of its addresses last answered with what was wanted.
    pub last_success: Option<Timestamp>,
    /// How many of its addresses failed when they were last tried.
    pub failing: usize,
    /// The newest of their problems.
    pub problem: Option<String>,
    /// What has become otherwise of late, in words: fewer looks that succeed, shorter or longer articles.
    pub drift: Vec<String>,
    /// Whether it is left alone for now.
    pub paused: bool,
}

const COLUMNS: &str = "url, source, kind, found, first_success, successes, failures, etag, last_modified";

impl Annals {
    /// Begins to look at addresses, at once; those that are watched already stay as they are. Returns how many are new.
    pub fn watch(
        &mut self,
        source: &str,
        kind: WatchedKind,
        urls: &[String],
        now: Timestamp,
    ) -> Result<usize> {
        let _lock = self.write_lock()?;
        let mut connection = self.catalogue.lock();
        let transaction = connection.transaction()?;
        let mut new = 0;
        for url in urls {
            let mut statement = transaction.prepare_cached(
                "INSERT OR IGNORE INTO watched (url, source, kind, found, due) VALUES (?1, ?2, ?3, ?4, ?4)",
            )?;
            new += statement.execute((url, source, kind.word(), now.to_string()))?;
        }
        transaction.commit()?;
        Ok(new)
    }

    /// What of a kind is due, the longest first, at most `limit`: of one source if its key is given.
    pub fn due(
        &self,
        kinds: &[WatchedKind],
        source: Option<&str>,
        now: Timestamp,
        limit: usize,
    ) -> Result<Vec<Watched>> {
        let kinds: Vec<&str> = kinds.iter().map(|kind| kind.word()).collect();
        let connection = self.catalogue.lock();
        let mut statement = connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM watched WHERE due <= ?1 AND (?2 IS NULL OR source = ?2)
             AND instr(?3, '/' || kind || '/') AND NOT instr(?5, '/' || source || '/') ORDER BY due, url LIMIT ?4"
        ))?;
        let among = format!("/{}/", kinds.join("/"));
        let rows = statement.query_map(
            (now.to_string(), source, among, limit as i64, self.paused_keys()),
            |row| Ok(watched(row)),
        )?;
        rows.collect::<rusqlite::Result<Result<Vec<_>>>>()?
    }

    /// Looks once more at where a list goes on.
    pub fn watch_more(&mut self, source: &str, url: &str, now: Timestamp) -> Result<()> {
        let _lock = self.write_lock()?;
        self.catalogue.lock().execute(
            "INSERT INTO watched (url, source, kind, found, due) VALUES (?1, ?2, 'more', ?3, ?3)
             ON CONFLICT (url) DO UPDATE SET due = ?3 WHERE kind = 'more'",
            (url, source, now.to_string()),
        )?;
        Ok(())
    }

    /// Begins to look at what teasers lead to: on the same site, not captured and not watched yet, the newest first, at most
    /// `limit` of each source that is collected. Returns how many there were.
    pub fn watch_leads(&mut self, limit: usize, now: Timestamp) -> Result<usize> {
        let mut new = 0;
        for (key, _) in self.collected() {
            let urls = self.unwatched_leads(&key, limit)?;
            new += self.watch(&key, WatchedKind::Page, &urls, now)?;
        }
        Ok(new)
    }

    fn unwatched_leads(&self, key: &str, limit: usize) -> Result<Vec<String>> {
        let connection = self.catalogue.lock();
        let mut statement = connection.prepare_cached(
            "SELECT t.url, max(t.date) FROM teasers t JOIN articles a ON a.id = t.article JOIN source_keys s ON s.source = a.source
             WHERE s.key = ?1 AND t.url IS NOT NULL AND NOT EXISTS (SELECT 1 FROM watched w WHERE w.url = t.url)
             AND NOT EXISTS (SELECT 1 FROM captures c WHERE c.url = t.url) GROUP BY t.url ORDER BY 2 DESC, t.url",
        )?;
        let mut rows = statement.query([key])?;
        let mut urls = Vec::new();
        while let Some(row) = rows.next()?.filter(|_| urls.len() < limit) {
            let url: String = row.get(0)?;
            if domain(&url).as_deref() == Some(key) {
                urls.push(url);
            }
        }
        Ok(urls)
    }

    /// When the next thing is due, if anything is.
    pub fn next_due(&self, source: Option<&str>) -> Result<Option<Timestamp>> {
        let connection = self.catalogue.lock();
        let mut statement = connection.prepare_cached(
            "SELECT min(due) FROM watched WHERE (?1 IS NULL OR source = ?1) AND NOT instr(?2, '/' || source || '/')",
        )?;
        let due = statement.query_row((source, self.paused_keys()), |row| row.get(0))?;
        Ok(instant(due))
    }

    /// Makes all places of a source due, or all its pages, that are not looked at for the last time.
    pub fn make_due(&mut self, source: Option<&str>, pages: bool, now: Timestamp) -> Result<()> {
        let _lock = self.write_lock()?;
        let connection = self.catalogue.lock();
        connection.execute(
            "UPDATE watched SET due = ?2 WHERE (kind = 'page') = ?3 AND due > ?2 AND (?1 IS NULL OR source = ?1)",
            (source, now.to_string(), pages),
        )?;
        Ok(())
    }

    /// Keeps what visits brought and remembers how they went: WARC records, fsync, catalogue. When it returns, all is safe;
    /// after an error nothing counts, and visiting again loses nothing. Returns what became of each page.
    pub fn visited(&mut self, visits: &[Visit<'_>]) -> Result<Vec<Option<Added>>> {
        let _lock = self.write_lock()?;
        self.recover()?;
        let mut connection = self.catalogue.lock();
        let transaction = connection.transaction()?;
        let mut writer = warc_writer(self, &transaction)?;
        let mut became = Vec::new();
        for visit in visits {
            let added = keep_visit(self, visit, &mut writer, &transaction)?;
            remember(visit, &transaction)?;
            visits::note(visit, added.as_ref(), &transaction)?;
            became.push(added);
        }
        note_written(&transaction, &mut writer)?;
        self.steps.before("fsync")?;
        writer.sync()?;
        self.steps.before("commit")?;
        transaction.commit()?;
        self.steps.before("acknowledge")?;
        Ok(became)
    }

    /// How a source fares, by its key.
    pub fn health(&self, source: &str) -> Result<Health> {
        let connection = self.catalogue.lock();
        let mut statement = connection.prepare_cached(
            "SELECT coalesce(sum(kind NOT IN ('page', 'more')), 0), coalesce(sum(kind = 'page'), 0),
             coalesce(sum(kind = 'page' AND tried IS NULL), 0), max(last_success), coalesce(sum(failures > 0), 0),
             (SELECT problem FROM watched WHERE source = ?1 AND problem IS NOT NULL ORDER BY tried DESC LIMIT 1)
             FROM watched WHERE source = ?1",
        )?;
        let mut health = statement.query_row([source], |row| {
            Ok(Health {
                places: row.get(0)?,
                pages: row.get(1)?,
                waiting: row.get(2)?,
                last_success: instant(row.get(3)?),
                failing: row.get(4)?,
                problem: row.get(5)?,
                drift: Vec::new(),
                paused: self.is_paused(source),
            })
        })?;
        health.drift = drift::of(source, &connection)?;
        Ok(health)
    }
}

/// Writes all records of a visit: the page, if it brought a new one, and what stands beside it.
fn keep_visit(
    annals: &Annals,
    visit: &Visit<'_>,
    writer: &mut WarcWriter,
    connection: &Connection,
) -> Result<Option<Added>> {
    let page = visit.page.as_ref();
    let added = page
        .map(|page| keep_under(annals, page, &visit.asides, writer, connection))
        .transpose()?;
    let mut asides = visit.asides.clone();
    asides.extend(unchanged(visit, added.as_ref(), connection)?);
    let problem = visit.problem.map(|problem| [("annals-problem", problem)]);
    if let (Some(fields), None) = (&problem, visit.status) {
        asides.push(Aside::Metadata {
            url: visit.url,
            asked: visit.tried,
            fields,
        });
    }
    let new = page.filter(|_| matches!(added, Some(Added::New(_))));
    let company = company(&asides, new);
    for aside in &asides {
        let (file, end) = writer.append_aside(aside, &company)?;
        record_end(connection, &file, end)?;
    }
    Ok(added)
}

/// A page that was fetched and is kept already is a revisit: evidence that it was still there, unchanged.
fn unchanged<'a>(
    visit: &Visit<'a>,
    added: Option<&Added>,
    connection: &Connection,
) -> Result<Option<Aside<'a>>> {
    let (Some(page), Some(Added::Known(id))) = (&visit.page, added) else {
        return Ok(None);
    };
    let (Some(url), Some(head)) = (page.url, page.http_head) else {
        return Ok(None);
    };
    let first = first_seen(id, connection)?;
    Ok(Some(Aside::Revisit {
        url,
        asked: page.captured,
        machine: page.machine,
        head,
        said_by_server: false,
        body: Some(page.bytes),
        first,
    }))
}

fn first_seen(id: &CaptureId, connection: &Connection) -> Result<Option<Timestamp>> {
    let mut statement = connection.prepare_cached("SELECT captured FROM captures WHERE capture = ?1")?;
    let captured: Option<String> = statement
        .query_row([id.to_string()], |row| row.get(0))
        .optional()?;
    Ok(captured.and_then(|text| text.parse().ok()))
}

fn remember(visit: &Visit<'_>, connection: &Connection) -> Result<()> {
    let went_well = visit.problem.is_none();
    connection
        .prepare_cached(
            "UPDATE watched SET tried = ?2, status = ?3, problem = ?4, due = ?5,
             etag = CASE WHEN ?8 THEN coalesce(?6, etag) ELSE etag END,
             last_modified = CASE WHEN ?8 THEN coalesce(?7, last_modified) ELSE last_modified END,
             failures = CASE WHEN ?8 THEN 0 ELSE failures + 1 END,
             successes = successes + ?8,
             first_success = CASE WHEN ?8 THEN coalesce(first_success, ?2) ELSE first_success END,
             last_success = CASE WHEN ?8 THEN ?2 ELSE last_success END WHERE url = ?1",
        )?
        .execute((
            visit.url,
            visit.tried.to_string(),
            visit.status,
            visit.problem,
            visit.due.map(|due| due.to_string()),
            visit.etag,
            visit.last_modified,
            went_well,
        ))?;
    Ok(())
}

fn watched(row: &Row<'_>) -> Result<Watched> {
    let kind: String = row.get(2)?;
    Ok(Watched {
        url: row.get(0)?,
        source: row.get(1)?,
        kind: WatchedKind::of(&kind),
        found: instant(row.get(3)?).unwrap_or_default(),
        first_success: instant(row.get(4)?),
        successes: row.get(5)?,
        failures: row.get(6)?,
        etag: row.get(7)?,
        last_modified: row.get(8)?,
    })
}

fn instant(text: Option<String>) -> Option<Timestamp> {
    text?.parse().ok()
}

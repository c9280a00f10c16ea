//! What each outlet prints again and again, found in the blocks of all its pages, and which articles have to be read
//! because they are new or because what is taken out of them has changed. It depends on what is kept alone, not on the
//! order in which pages came: a report names what was taken out of its article, so a build that was stopped knows what it
//! still has to read.

use std::collections::{BTreeMap, HashMap};

use annals_dedup::repeats::{Pages, PrintedBlock, Repeats};
use annals_extract::Article;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::{Result, families};

/// What the outlets repeat, by source.
#[derive(Default)]
pub(crate) struct Repeated(BTreeMap<i64, Repeats>);

/// An article that has to be read.
#[derive(Clone, Copy)]
pub(crate) struct Unread {
    pub id: i64,
    pub source: i64,
}

impl Repeated {
    /// What the catalogue's pages repeat, and the articles whose report is missing or was made when other blocks were taken
    /// out.
    pub fn find(connection: &Connection) -> Result<(Self, Vec<Unread>)> {
        let versions: HashMap<i64, i64> = families::versions(connection)?.into_iter().collect();
        let mut statement = connection.prepare_cached(
            "SELECT a.source, a.id, b.body, r.without FROM articles a JOIN blocks b ON b.article = a.id
             LEFT JOIN reports r ON r.article = a.id WHERE a.problem IS NULL ORDER BY a.source, a.id",
        )?;
        let mut rows = statement.query([])?;
        let (mut repeated, mut unread) = (Repeated::default(), Vec::new());
        let mut outlet: Vec<Page> = Vec::new();
        while let Some(row) = rows.next()? {
            let page = Page::of(row)?;
            if outlet.first().is_some_and(|first| first.source != page.source) {
                repeated.take(std::mem::take(&mut outlet), &versions, &mut unread);
            }
            outlet.push(page);
        }
        repeated.take(outlet, &versions, &mut unread);
        unread.sort_by_key(|unread| unread.id);
        Ok((repeated, unread))
    }

    /// Takes all pages of one source.
    fn take(&mut self, outlet: Vec<Page>, versions: &HashMap<i64, i64>, unread: &mut Vec<Unread>) {
        let Some(source) = outlet.first().map(|page| page.source) else {
            return;
        };
        let mut pages = Pages::default();
        for page in &outlet {
            let article = versions.get(&page.id).copied().unwrap_or(page.id);
            pages.push(article as u64, &page.blocks);
        }
        let repeats = pages.repeats();
        let outdated = |page: &&Page| page.without != Some(repeats.key_of(&page.blocks));
        let outdated = outlet.iter().filter(outdated);
        unread.extend(outdated.map(|page| Unread { id: page.id, source }));
        if !repeats.is_empty() {
            self.0.insert(source, repeats);
        }
    }

    /// What was found by the last build.
    pub fn load(connection: &Connection) -> Result<Self> {
        let mut statement = connection.prepare_cached("SELECT source, digest, articles FROM repeats")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, pair(row, 1)?)))?;
        let mut found: BTreeMap<i64, Vec<(u64, usize)>> = BTreeMap::new();
        for row in rows {
            let (source, pair) = row?;
            found.entry(source).or_default().push(pair);
        }
        let found = found.into_iter();
        Ok(Repeated(
            found
                .map(|(source, pairs)| (source, pairs.into_iter().collect()))
                .collect(),
        ))
    }

    /// Puts what was found into the catalogue, in place of what was there.
    pub fn save(&self, connection: &Connection) -> Result<()> {
        connection.execute("DELETE FROM repeats", [])?;
        let mut statement = connection.prepare_cached("INSERT INTO repeats VALUES (?1, ?2, ?3)")?;
        for (source, repeats) in &self.0 {
            for (digest, articles) in repeats.to_pairs() {
                statement.execute((source, digest.cast_signed(), articles))?;
            }
        }
        Ok(())
    }

    /// What a source repeats.
    pub fn of(&self, source: i64) -> Repeats {
        self.0.get(&source).cloned().unwrap_or_default()
    }
}

/// What the source of an article repeats, as the last build found.
pub(crate) fn around(connection: &Connection, article: i64) -> Result<Repeats> {
    let mut statement = connection.prepare_cached(
        "SELECT r.digest, r.articles FROM repeats r JOIN articles a ON a.source = r.source WHERE a.id = ?1",
    )?;
    let rows = statement.query_map([article], |row| pair(row, 0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn pair(row: &Row, at: usize) -> rusqlite::Result<(u64, usize)> {
    Ok((row.get::<_, i64>(at)?.cast_unsigned(), row.get(at + 1)?))
}

/// The source of an article that lists show: the newest version of one that could be read.
pub(crate) fn source_of_newest(connection: &Connection, article: i64) -> Result<Option<i64>> {
    let mut statement = connection
        .prepare_cached("SELECT source FROM articles WHERE id = ?1 AND newest = 1 AND problem IS NULL")?;
    Ok(statement.query_row([article], |row| row.get(0)).optional()?)
}

/// The source of an article.
pub(crate) fn source_of(connection: &Connection, article: i64) -> Result<i64> {
    let mut statement = connection.prepare_cached("SELECT source FROM articles WHERE id = ?1")?;
    Ok(statement.query_row([article], |row| row.get(0))?)
}

/// A page's blocks as they are compared, before anything is taken out.
pub(crate) fn blocks_of(article: &Article) -> Vec<PrintedBlock> {
    let texts: Vec<&str> = article
        .blocks
        .iter()
        .map(|block| &article.text[block.span])
        .collect();
    PrintedBlock::of_article(article.title.as_deref(), &texts)
}

/// The same as they are kept.
pub(crate) fn kept_blocks(blocks: &[PrintedBlock]) -> Vec<u8> {
    blocks.iter().flat_map(|block| block.to_bytes()).collect()
}

/// A page as it is compared.
struct Page {
    source: i64,
    id: i64,
    blocks: Vec<PrintedBlock>,
    /// What was taken out of it when it was last read.
    without: Option<u64>,
}

impl Page {
    fn of(row: &Row) -> rusqlite::Result<Self> {
        let body = row.get_ref(2)?.as_blob().unwrap_or_default();
        let blocks = body.as_chunks::<12>().0.iter();
        Ok(Page {
            source: row.get(0)?,
            id: row.get(1)?,
            blocks: blocks.map(|bytes| PrintedBlock::from_bytes(*bytes)).collect(),
            without: row.get::<_, Option<i64>>(3)?.map(i64::cast_unsigned),
        })
    }
}

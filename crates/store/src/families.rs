//! Which captures are versions of one article, and which articles are copies of each other. Captures under the same
//! address, or with the same canonical address on the same host, or of one outlet with the same title and the same text,
//! are versions; the one seen last is the newest. A bare
//! file is a version of another only if name, title and day agree. Copies are what `annals_dedup` finds among the newest
//! versions.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use annals_dedup::{Families, Fingerprint};
use annals_text::Text;
use jiff::Timestamp;
use rusqlite::Connection;

use crate::Result;
use crate::addition::is_bare;
use crate::sources::domain;

/// What tells copies, as it is kept: four bytes a hash, least significant first; nothing for a text without words.
pub(crate) fn fingerprint(text: &Text) -> Vec<u8> {
    match text.trim().is_empty() {
        true => Vec::new(),
        false => Fingerprint::of(text)
            .as_slice()
            .iter()
            .flat_map(|hash| hash.to_le_bytes())
            .collect(),
    }
}

/// So many pairs of words a text must have to be told again under another address, in bytes of its fingerprint.
const TELLING: usize = 4 * 40;

/// What is equal for equal texts, if they are long enough to tell something.
pub(crate) fn text_key(fingerprint: &[u8]) -> Option<i64> {
    let mut hasher = rustc_hash::FxHasher::default();
    fingerprint.hash(&mut hasher);
    (fingerprint.len() >= TELLING).then(|| hasher.finish().cast_signed())
}

fn kept_fingerprint(bytes: &[u8]) -> Fingerprint {
    let hashes = bytes
        .as_chunks::<4>()
        .0
        .iter()
        .map(|bytes| u32::from_le_bytes(*bytes));
    Fingerprint::from(hashes.collect::<Vec<u32>>())
}

struct Row {
    id: i64,
    captured: Timestamp,
    present: (i64, i64, bool),
}

/// Sets `version_of`, `newest` and `family` of all articles, where they have changed.
pub(crate) fn group(connection: &Connection) -> Result<()> {
    let (rows, groups) = read_rows(connection, true)?;
    let newest = newest_of(&rows, &groups);
    let families = families(connection, &rows, |at| newest[groups[at]] == at)?;
    let mut statement = connection
        .prepare_cached("UPDATE articles SET version_of = ?2, family = ?3, newest = ?4 WHERE id = ?1")?;
    for (at, row) in rows.iter().enumerate() {
        let found = (rows[groups[at]].id, families[at], newest[groups[at]] == at);
        if found != row.present {
            statement.execute((row.id, found.0, found.1, found.2))?;
        }
    }
    Ok(())
}

/// All readable articles, each with the number of the first version of it, as far as addresses tell: texts are read later.
pub(crate) fn versions(connection: &Connection) -> Result<Vec<(i64, i64)>> {
    let (rows, groups) = read_rows(connection, false)?;
    let found = rows.iter().zip(groups);
    Ok(found.map(|(row, group)| (row.id, rows[group].id)).collect())
}

/// All readable articles, and for each the position of the first version of it.
fn read_rows(connection: &Connection, by_text: bool) -> Result<(Vec<Row>, Vec<usize>)> {
    let mut statement = connection.prepare_cached(
        "SELECT a.id, c.captured, a.version_of, a.family, a.newest, c.url, a.canonical, a.title, a.published, a.source,
         a.text_key
         FROM articles a JOIN captures c ON c.id = a.id WHERE a.problem IS NULL ORDER BY a.id",
    )?;
    let mut found = statement.query([])?;
    let (mut rows, mut versions) = (Vec::new(), Versions::default());
    while let Some(row) = found.next()? {
        let captured: String = row.get(1)?;
        rows.push(Row {
            id: row.get(0)?,
            captured: captured.parse().unwrap_or_default(),
            present: (row.get(2)?, row.get(3)?, row.get(4)?),
        });
        let (url, canonical): (String, Option<String>) = (row.get(5)?, row.get(6)?);
        let (title, published): (Option<String>, Option<String>) = (row.get(7)?, row.get(8)?);
        let mut keys = keys(&url, canonical.as_deref(), title.as_deref(), published.as_deref());
        if let (true, false, Some(text)) = (by_text, is_bare(&url), row.get::<_, Option<i64>>(10)?) {
            let source: i64 = row.get(9)?;
            keys.push(format!(
                "{source}\n{text}\n{}",
                title.unwrap_or_default().to_lowercase()
            ));
        }
        versions.add(&keys);
    }
    let groups = (0..rows.len()).map(|at| versions.first(at)).collect();
    Ok((rows, groups))
}

/// The addresses under which an article may be known.
fn keys(url: &str, canonical: Option<&str>, title: Option<&str>, published: Option<&str>) -> Vec<String> {
    let (bare, host) = (is_bare(url), domain(url));
    let canonical = canonical.filter(|canonical| {
        let on_host = domain(canonical);
        // The front page as everybody's canonical address is a common mistake.
        on_host.is_some() && (bare || on_host == host) && address(canonical).contains(['/', '?'])
    });
    let mut keys: Vec<String> = canonical.map(address).into_iter().collect();
    match (bare, title, published) {
        (false, _, _) => keys.push(address(url)),
        (true, Some(title), Some(published)) if url.starts_with("file:") => {
            keys.push(format!("{url}\n{title}\n{published}"));
        }
        _ => {}
    }
    keys
}

/// An address without scheme, "www.", fragment and closing slash.
fn address(url: &str) -> String {
    let url = url.split('#').next().unwrap_or_default();
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.strip_prefix("www.")
        .unwrap_or(rest)
        .trim_end_matches('/')
        .to_owned()
}

/// Articles joined by their keys (union-find; the root is the first).
#[derive(Default)]
struct Versions {
    by_key: HashMap<String, usize>,
    parents: Vec<usize>,
}

impl Versions {
    fn add(&mut self, keys: &[String]) {
        let at = self.parents.len();
        self.parents.push(at);
        for key in keys {
            let known = *self.by_key.entry(key.clone()).or_insert(at);
            let (a, b) = (self.first(known), self.first(at));
            self.parents[a.max(b)] = a.min(b);
        }
    }

    fn first(&mut self, mut at: usize) -> usize {
        while self.parents[at] != at {
            self.parents[at] = self.parents[self.parents[at]];
            at = self.parents[at];
        }
        at
    }
}

/// For each first version, the position of the one that was seen last.
fn newest_of(rows: &[Row], groups: &[usize]) -> Vec<usize> {
    let mut newest: Vec<usize> = (0..rows.len()).collect();
    for (at, group) in groups.iter().enumerate() {
        let key = |at: usize| (rows[at].captured, rows[at].id);
        if key(at) > key(newest[*group]) {
            newest[*group] = at;
        }
    }
    newest
}

/// The family of each article: the number of its first copy. Older versions are alone.
fn families(connection: &Connection, rows: &[Row], is_newest: impl Fn(usize) -> bool) -> Result<Vec<i64>> {
    let mut statement = connection.prepare_cached("SELECT fingerprint FROM articles WHERE id = ?1")?;
    let (mut families, mut members) = (Families::default(), Vec::new());
    for at in (0..rows.len()).filter(|at| is_newest(*at)) {
        let bytes: Vec<u8> = statement.query_row([rows[at].id], |row| row.get(0))?;
        if !bytes.is_empty() {
            families.push(&kept_fingerprint(&bytes));
            members.push(at);
        }
    }
    let mut found: Vec<i64> = rows.iter().map(|row| row.id).collect();
    for (member, first) in families.into_first_members().into_iter().enumerate() {
        found[members[member]] = rows[members[first]].id;
    }
    Ok(found)
}

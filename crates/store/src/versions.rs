//! The chain of an article's versions, and what changed from each to the next. What differs is found once, when the chain
//! is built, and kept in brief, so that lists of changes need not read any page; the words side by side are read anew from
//! the captures. The chain itself is made where articles are grouped.

use std::collections::{BTreeMap, HashMap};

use annals_archive::CaptureId;
use annals_dedup::versions::{Change, Comparison, Kind};
use annals_text::Text;
use jiff::Timestamp;
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};

use crate::evidence::{Kept, capture_id};
use crate::listing::{Listed, listed, sql_limit};
use crate::repeats::Repeated;
use crate::sources::SourceNames;
use crate::workers::in_order;
use crate::{Annals, Progress, Result};

mod edition;

pub use edition::{Difference, Edition};

/// An article that changed from one capture to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    /// The capture before.
    pub older: CaptureId,
    /// When that was seen.
    pub seen_before: Timestamp,
    /// The capture with the change, as lists show it.
    pub newer: Listed,
    /// The gravest kind of change.
    pub gravest: Kind,
    /// How many changes of each kind, the gravest first; a change of several kinds counts in each.
    pub counts: Vec<(Kind, usize)>,
    /// Which part of the older words is still there: 0 to 1.
    pub kept: f32,
    /// The gravest changes with the words around them.
    pub excerpts: Vec<Excerpt>,
    /// How many changes there are.
    pub changes: usize,
}

/// One change with the words around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt {
    /// What kinds of change, the gravest first, by name.
    pub kinds: Vec<String>,
    /// Whether it stands in the headline.
    pub headline: bool,
    /// The words before.
    pub before: String,
    /// What the older text says there.
    pub older: String,
    /// What the newer one says.
    pub newer: String,
    /// The words behind.
    pub after: String,
}

/// Which changes.
#[derive(Clone, Debug, Default)]
pub struct ChangesQuery {
    /// Seen at this instant or later.
    pub since: Option<Timestamp>,
    /// So grave at least; formatting alone counts only where it is asked for.
    pub severity: Option<Kind>,
    /// Of one source: its name or key.
    pub source: Option<String>,
    /// How many to leave out at the beginning.
    pub offset: usize,
    /// 0: all.
    pub limit: usize,
}

/// The most excerpts that are kept of one change.
const EXCERPTS: usize = 12;
/// So many letters of each side of an excerpt are kept.
const EXCERPT_LETTERS: usize = 300;
/// So many letters around it.
const AROUND_LETTERS: usize = 60;

/// What is kept of a comparison.
#[derive(Serialize, Deserialize)]
struct Body {
    counts: BTreeMap<String, usize>,
    kept: f32,
    changes: usize,
    excerpts: Vec<Excerpt>,
}

/// Two captures that stand next to each other in a chain, and what was taken out of each as its outlet's repeats.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Pair {
    older: i64,
    newer: i64,
    without: (i64, i64),
}

/// How many pairs are compared between two commits.
const BATCH: usize = 64;

impl Annals {
    /// Compares what stands next to each other in a chain and has not been compared, or was read anew since.
    pub(crate) fn compare_versions(
        &self,
        repeated: &Repeated,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<()> {
        let (pairs, outdated) = lacking(&self.catalogue.lock())?;
        for id in outdated {
            let connection = self.catalogue.lock();
            connection
                .prepare_cached("DELETE FROM comparisons WHERE newer = ?1")?
                .execute([id])?;
        }
        let mut done = 0;
        for batch in pairs.chunks(BATCH) {
            let compared = in_order(batch, |pair| self.compared(pair, repeated));
            let mut connection = self.catalogue.lock();
            self.steps.before("comparisons")?;
            let transaction = connection.transaction()?;
            for (pair, difference) in batch.iter().zip(compared) {
                write(&transaction, pair, difference?.as_ref())?;
            }
            transaction.commit()?;
            done += batch.len();
            progress(Progress {
                stage: "compare",
                done,
                total: pairs.len(),
            });
        }
        Ok(())
    }

    /// The difference of a pair; none where one of the two can no longer be read.
    fn compared(&self, pair: &Pair, repeated: &Repeated) -> Result<Option<Difference>> {
        let kept = Kept::numbered(&self.catalogue.lock(), [pair.older, pair.newer].into_iter())?;
        let [older, newer] = &kept[..] else {
            return Ok(None);
        };
        let sources = [older, newer].map(|kept| crate::repeats::source_of(&self.catalogue.lock(), kept.id));
        let [source_of_older, source_of_newer] = sources;
        let editions = (
            Edition::of(self, older, &repeated.of(source_of_older?)),
            Edition::of(self, newer, &repeated.of(source_of_newer?)),
        );
        Ok(match editions {
            (Ok(older), Ok(newer)) => Some(Difference::between(older, newer)),
            _ => None,
        })
    }

    /// All versions of an article, oldest first, this one among them; each with what changed since the one before, if
    /// anything did.
    pub fn chain(&self, capture: CaptureId) -> Result<Vec<(Listed, Option<Changed>)>> {
        let connection = self.catalogue.lock();
        let names = SourceNames::load(&connection, &self.settings)?;
        let found = listed(
            &connection,
            &names,
            "a.problem IS NULL AND a.version_of = (SELECT version_of FROM articles JOIN captures USING (id)
             WHERE capture = ?1) ORDER BY c.captured, a.id LIMIT 1000",
            &[&capture.to_string()],
        )?;
        let mut changes = HashMap::new();
        let mut statement = connection.prepare_cached(&format!(
            "{COMPARED} WHERE k.gravest IS NOT NULL AND a.version_of =
             (SELECT version_of FROM articles JOIN captures USING (id) WHERE capture = ?1)"
        ))?;
        let mut rows = statement.query([capture.to_string()])?;
        while let Some(row) = rows.next()? {
            let newer = capture_id(&row.get::<_, String>(3)?);
            changes.insert(newer, Stored::of_row(row)?);
        }
        Ok(found
            .into_iter()
            .map(|listed| {
                let changed = changes.remove(&listed.capture);
                (listed.clone(), changed.map(|stored| stored.changed(listed)))
            })
            .collect())
    }

    /// Articles that changed, the latest first, and how many there are.
    pub fn changes(&self, query: &ChangesQuery) -> Result<(Vec<Changed>, usize)> {
        let source = query
            .source
            .as_deref()
            .map(|source| self.find_source(source))
            .transpose()?;
        let (since, source) = (
            query.since.map(|since| since.to_string()),
            source.map(|source| source.id),
        );
        let worst = rank(query.severity.unwrap_or(Kind::Wording));
        let connection = self.catalogue.lock();
        let condition =
            "k.gravest <= ?1 AND (?2 IS NULL OR k.captured >= ?2) AND (?3 IS NULL OR a.source = ?3)";
        let mut statement = connection.prepare_cached(&format!(
            "{COMPARED} WHERE {condition} ORDER BY k.captured DESC, k.newer DESC LIMIT ?4 OFFSET ?5"
        ))?;
        let mut rows = statement.query((worst, &since, source, sql_limit(query.limit), query.offset))?;
        let (mut found, names) = (Vec::new(), SourceNames::load(&connection, &self.settings)?);
        while let Some(row) = rows.next()? {
            let stored = Stored::of_row(row)?;
            let newer: String = row.get(3)?;
            if let Some(newer) = listed(&connection, &names, "c.capture = ?1", &[&newer])?.pop() {
                found.push(stored.changed(newer));
            }
        }
        let mut total = connection.prepare_cached(&format!(
            "SELECT count(*) FROM comparisons k JOIN articles a ON a.id = k.newer WHERE {condition}"
        ))?;
        Ok((found, total.query_row((worst, &since, source), |row| row.get(0))?))
    }

    /// What differs between two captures, read anew: `None` where one is not there or not read yet.
    pub fn difference(&self, older: CaptureId, newer: CaptureId) -> Result<Option<Difference>> {
        let edition = |capture| self.edition(capture);
        Ok(match (edition(older)?, edition(newer)?) {
            (Some(older), Some(newer)) => Some(Difference::between(older, newer)),
            _ => None,
        })
    }
}

/// How grave a kind is as a number: 0 is the gravest.
pub(crate) fn rank(kind: Kind) -> usize {
    Kind::ALL
        .iter()
        .position(|other| *other == kind)
        .unwrap_or(Kind::ALL.len())
}

/// Changes of this rank or a lower one are changes of the text.
pub(crate) fn rank_of_wording() -> usize {
    rank(Kind::Wording)
}

pub(crate) const COMPARED: &str = "
SELECT (SELECT capture FROM captures WHERE id = k.older), (SELECT captured FROM captures WHERE id = k.older), k.gravest,
       c.capture, k.body FROM comparisons k JOIN articles a ON a.id = k.newer JOIN captures c ON c.id = k.newer";

/// A comparison as it is kept.
pub(crate) struct Stored {
    older: CaptureId,
    seen_before: Timestamp,
    gravest: Kind,
    body: Body,
}

impl Stored {
    pub(crate) fn of_row(row: &Row) -> Result<Self> {
        let (older, seen_before): (String, String) = (row.get(0)?, row.get(1)?);
        let gravest: usize = row.get(2)?;
        Ok(Stored {
            older: capture_id(&older),
            seen_before: seen_before.parse().unwrap_or_default(),
            gravest: Kind::ALL.get(gravest).copied().unwrap_or(Kind::Formatting),
            body: serde_json::from_str(row.get_ref(4)?.as_str().unwrap_or_default())?,
        })
    }

    pub(crate) fn changed(self, newer: Listed) -> Changed {
        let counts = self.body.counts;
        Changed {
            older: self.older,
            seen_before: self.seen_before,
            newer,
            gravest: self.gravest,
            counts: Kind::ALL
                .into_iter()
                .filter_map(|kind| Some((kind, *counts.get(kind.as_str())?)))
                .collect(),
            kept: self.body.kept,
            excerpts: self.body.excerpts,
            changes: self.body.changes,
        }
    }
}

/// The pairs that have to be compared, and the newer captures of comparisons that hold no longer.
fn lacking(connection: &Connection) -> Result<(Vec<Pair>, Vec<i64>)> {
    let mut statement =
        connection.prepare_cached("SELECT newer, older, without_older, without_newer FROM comparisons")?;
    let rows = statement.query_map([], |row| {
        Ok(Pair {
            newer: row.get(0)?,
            older: row.get(1)?,
            without: (row.get(2)?, row.get(3)?),
        })
    })?;
    let mut present: HashMap<i64, Pair> = HashMap::new();
    for pair in rows {
        let pair = pair?;
        present.insert(pair.newer, pair);
    }
    let mut statement = connection.prepare_cached(
        "SELECT a.version_of, a.id, r.without FROM articles a JOIN captures c ON c.id = a.id
         JOIN reports r ON r.article = a.id WHERE a.problem IS NULL AND a.version_of IN
         (SELECT version_of FROM articles WHERE newest = 0 AND problem IS NULL) ORDER BY a.version_of, c.captured, a.id",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let (mut pairs, mut before) = (Vec::new(), None::<(i64, i64, i64)>);
    for row in rows {
        let (chain, newer, without): (i64, i64, i64) = row?;
        if let Some((_, older, without_older)) = before.filter(|before| before.0 == chain) {
            let pair = Pair {
                older,
                newer,
                without: (without_older, without),
            };
            if present.remove(&newer) != Some(pair) {
                pairs.push(pair);
            }
        }
        before = Some((chain, newer, without));
    }
    Ok((pairs, present.into_keys().collect()))
}

fn write(connection: &Connection, pair: &Pair, difference: Option<&Difference>) -> Result<()> {
    let gravest = difference.and_then(Difference::gravest).map(rank);
    let body = match difference.filter(|_| gravest.is_some()) {
        Some(difference) => serde_json::to_string(&brief(difference))?,
        None => String::new(),
    };
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO comparisons (newer, older, without_older, without_newer, captured, gravest, body)
             VALUES (?1, ?2, ?3, ?4, (SELECT captured FROM captures WHERE id = ?1), ?5, ?6)",
        )?
        .execute((pair.newer, pair.older, pair.without.0, pair.without.1, gravest, body))?;
    Ok(())
}

fn brief(difference: &Difference) -> Body {
    let mut counts = BTreeMap::new();
    for change in difference.changes() {
        for kind in &change.kinds {
            *counts.entry(kind.as_str().to_owned()).or_default() += 1;
        }
    }
    let headline = difference.headline.iter().flat_map(|headline| {
        let texts = [&difference.older.title, &difference.newer.title];
        excerpts(headline, texts.map(Option::as_ref), true)
    });
    let texts = [
        &difference.older.document.article.text,
        &difference.newer.document.article.text,
    ];
    let mut excerpts: Vec<(Kind, Excerpt)> = headline
        .chain(excerpts(&difference.text, texts.map(Some), false))
        .collect();
    // The gravest first, else as they stand.
    excerpts.sort_by_key(|(kind, _)| *kind);
    Body {
        counts,
        kept: difference.text.kept,
        changes: difference.changes().count(),
        excerpts: excerpts.into_iter().take(EXCERPTS).map(|it| it.1).collect(),
    }
}

fn excerpts<'a>(
    comparison: &'a Comparison,
    [older, newer]: [Option<&'a Text>; 2],
    headline: bool,
) -> impl Iterator<Item = (Kind, Excerpt)> + 'a {
    let texts = older.zip(newer);
    comparison.changes.iter().filter_map(move |change| {
        let (older, newer) = texts?;
        Some((change.gravest(), excerpt(change, older, newer, headline)))
    })
}

fn excerpt(change: &Change, older: &Text, newer: &Text, headline: bool) -> Excerpt {
    let before = newer.as_str()[..change.newer.start].trim_start();
    let after = &newer.as_str()[change.newer.end..];
    Excerpt {
        kinds: change.kinds.iter().map(|kind| kind.as_str().to_owned()).collect(),
        headline,
        before: match change.is_of_paragraphs(older, newer) {
            true => String::new(),
            false => last_words(before) + if change.stood_apart(older, newer) { " " } else { "" },
        },
        older: cut(&older[change.older]),
        newer: cut(&newer[change.newer]),
        after: match change.is_of_paragraphs(older, newer) {
            true => String::new(),
            false => first_words(after),
        },
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(EXCERPT_LETTERS) {
        Some((end, _)) => format!("{} …", &text[..end]),
        None => text.to_owned(),
    }
}

/// The end of a text within its paragraph, from a word on.
fn last_words(text: &str) -> String {
    let line = text.rsplit('\n').next().unwrap_or_default();
    let from = line.ceil_char_boundary(line.len().saturating_sub(AROUND_LETTERS));
    match from {
        0 => line.to_owned(),
        _ => line[from..]
            .split_once(' ')
            .map_or(line[from..].to_owned(), |(_, rest)| rest.to_owned()),
    }
}

/// The beginning of a text within its paragraph, to the end of a word.
fn first_words(text: &str) -> String {
    let line = text.split('\n').next().unwrap_or_default();
    let until = line.floor_char_boundary(AROUND_LETTERS.min(line.len()));
    match until == line.len() {
        true => line.to_owned(),
        false => line[..until]
            .rsplit_once(' ')
            .map_or(line[..until].to_owned(), |(first, _)| first.to_owned()),
    }
}

//! Lists of articles and of leads to articles that are not kept yet.

use annals_archive::CaptureId;
use annals_extract::{DateFrom, Teaser};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, Row, ToSql};

use crate::evidence::capture_id;
use crate::rows::date;
use crate::sources::SourceNames;
use crate::{Annals, Result};

/// An article in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// The capture it was read from.
    pub capture: CaptureId,
    /// The outlet's name.
    pub source: String,
    /// Its title, if it has one.
    pub title: Option<String>,
    /// The beginning of the text, cut at a word.
    pub lead: String,
    /// The address it was seen under.
    pub url: String,
    /// When it was published.
    pub published: Option<Date>,
    /// Where that was found.
    pub date_from: Option<DateFrom>,
    /// When it was seen.
    pub captured: Timestamp,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// How many other captures of the same article there are.
    pub versions: usize,
    /// How many other articles have the same text.
    pub copies: usize,
}

/// A teaser of a source, and whether its article has been captured.
#[derive(Clone, Debug, PartialEq)]
pub struct Lead {
    /// What it says.
    pub teaser: Teaser,
    /// The page it was seen on, the latest one.
    pub seen_in: CaptureId,
    /// The capture of the article it leads to.
    pub captured: Option<CaptureId>,
}

const COLUMNS: &str = "
c.capture, s.key, a.title, a.lead, c.url, a.published, a.date_from, c.captured, a.language,
(SELECT count(*) - 1 FROM articles v WHERE v.version_of = a.version_of),
(SELECT count(*) FROM articles f WHERE f.family = a.family AND f.newest = 1 AND f.version_of <> a.version_of)";

const TABLES: &str = "articles a JOIN captures c ON c.id = a.id JOIN sources s ON s.id = a.source";

/// The most copies or versions of one article that are listed.
const RELATED: usize = 200;

impl Listed {
    fn of_row(row: &Row, names: &SourceNames) -> rusqlite::Result<Self> {
        let (date_from, captured): (Option<String>, String) = (row.get(6)?, row.get(7)?);
        Ok(Listed {
            capture: capture_id(&row.get::<_, String>(0)?),
            source: names.name(row.get(1)?),
            title: row.get(2)?,
            lead: row.get(3)?,
            url: row.get(4)?,
            published: date(row.get(5)?),
            date_from: date_from.and_then(|name| date_origin(&name)),
            captured: captured.parse().unwrap_or_default(),
            language: row.get(8)?,
            versions: row.get(9)?,
            copies: row.get(10)?,
        })
    }
}

/// The articles that fulfil `condition`, with what stands behind it (order, limit).
pub(crate) fn listed(
    connection: &Connection,
    names: &SourceNames,
    condition: &str,
    values: &[&dyn ToSql],
) -> Result<Vec<Listed>> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT {COLUMNS} FROM {TABLES} WHERE {condition}"))?;
    let rows = statement.query_map(values, |row| Listed::of_row(row, names))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn date_origin(name: &str) -> Option<DateFrom> {
    use DateFrom::*;
    [Given, JsonLd, Meta, Url, Visible, Text]
        .into_iter()
        .find(|from| from.as_str() == name)
}

impl Annals {
    /// Articles, newest publication first (undated last), the newest version of each; of one source, or all. With how
    /// many there are in all. A limit of 0 lists all.
    pub fn articles(&self, source: Option<i64>, offset: usize, limit: usize) -> Result<(Vec<Listed>, usize)> {
        let connection = self.catalogue.lock();
        let names = SourceNames::load(&connection, &self.settings)?;
        let of_source = if source.is_some() {
            "a.source = ?1"
        } else {
            "?1 IS NULL"
        };
        let chosen = format!("{of_source} AND a.newest = 1");
        let page = format!("{chosen} ORDER BY a.published DESC, a.id DESC LIMIT ?2 OFFSET ?3");
        let found = listed(&connection, &names, &page, &[&source, &sql_limit(limit), &offset])?;
        let mut total =
            connection.prepare_cached(&format!("SELECT count(*) FROM articles a WHERE {chosen}"))?;
        Ok((found, total.query_row([source], |row| row.get(0))?))
    }

    /// One article in its list form, whichever version; `None` if there is no such capture or it has not been built.
    pub fn listed(&self, capture: CaptureId) -> Result<Option<Listed>> {
        let connection = self.catalogue.lock();
        let names = SourceNames::load(&connection, &self.settings)?;
        Ok(listed(&connection, &names, "c.capture = ?1", &[&capture.to_string()])?.pop())
    }

    /// Other captures of the same article, oldest first.
    pub(crate) fn versions_of(&self, capture: CaptureId) -> Result<Vec<Listed>> {
        let condition = format!(
            "a.version_of = (SELECT version_of FROM articles JOIN captures USING (id) WHERE capture = ?1)
             AND c.capture <> ?1 AND a.problem IS NULL ORDER BY c.captured, a.id LIMIT {RELATED}"
        );
        self.related(&condition, capture)
    }

    /// Copies of its text in other places.
    pub(crate) fn copies_of(&self, capture: CaptureId) -> Result<Vec<Listed>> {
        let condition = format!(
            "(a.family, a.newest) = (SELECT family, 1 FROM articles JOIN captures USING (id) WHERE capture = ?1)
             AND a.version_of <> (SELECT version_of FROM articles JOIN captures USING (id) WHERE capture = ?1)
             ORDER BY a.published, a.id LIMIT {RELATED}"
        );
        self.related(&condition, capture)
    }

    fn related(&self, condition: &str, capture: CaptureId) -> Result<Vec<Listed>> {
        let connection = self.catalogue.lock();
        let names = SourceNames::load(&connection, &self.settings)?;
        listed(&connection, &names, condition, &[&capture.to_string()])
    }

    /// Teasers seen on pages of a source, newest first (undated last), once each, with how many there are in all.
    /// A limit of 0 lists all.
    pub fn leads(&self, source: i64, offset: usize, limit: usize) -> Result<(Vec<Lead>, usize)> {
        let connection = self.catalogue.lock();
        let page = format!("{LEADS} ORDER BY t.date DESC, t.earliest, t.position LIMIT ?2 OFFSET ?3");
        let mut statement = connection.prepare_cached(&page)?;
        let rows = statement.query_map((source, sql_limit(limit), offset), |row| {
            let captured: Option<String> = row.get(4)?;
            let (text, url) = (row.get(0)?, row.get(2)?);
            Ok(Lead {
                teaser: Teaser {
                    text,
                    date: date(row.get(1)?),
                    url,
                },
                seen_in: capture_id(&row.get::<_, String>(3)?),
                captured: captured.map(|text| capture_id(&text)),
            })
        })?;
        let leads = rows.collect::<rusqlite::Result<_>>()?;
        let mut total = connection.prepare_cached(&format!("SELECT count(*) FROM ({LEADS})"))?;
        Ok((leads, total.query_row([source], |row| row.get(0))?))
    }
}

const LEADS: &str = "
SELECT t.text, t.date, t.url,
       (SELECT capture FROM captures WHERE id = t.latest),
       (SELECT capture FROM captures k JOIN articles b ON b.id = k.id WHERE k.url = t.url AND b.newest = 1 LIMIT 1)
FROM (SELECT p.text, p.date, p.url, max(p.article) AS latest, min(p.article) AS earliest, min(p.position) AS position
      FROM teasers p JOIN articles a ON a.id = p.article WHERE a.source = ?1 GROUP BY p.text, p.date, p.url) t";

/// 0 means all.
pub(crate) fn sql_limit(limit: usize) -> i64 {
    if limit == 0 { -1 } else { limit as i64 }
}

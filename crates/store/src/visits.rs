//! The looks that were taken at pages, as the catalogue keeps them, and what they say of an article and of a source.

use annals_archive::{Capture, CaptureId};
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension};

use crate::presence::{Found, Look, Presence};
use crate::versions::rank_of_wording;
use crate::{Added, Annals, Listed, Result, Visit};

/// Keeps what a visit found.
pub(crate) fn note(visit: &Visit<'_>, added: Option<&Added>, connection: &Connection) -> Result<()> {
    let capture = added.map(|(Added::New(id) | Added::Known(id))| id.to_string());
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO visits (url, tried, found, detail, capture, source)
             SELECT ?1, ?2, ?3, ?4, ?5, coalesce((SELECT source FROM watched WHERE url = ?1), '')",
        )?
        .execute((
            visit.url,
            visit.tried.to_string(),
            visit.found.word(),
            visit.found.detail(),
            capture,
        ))?;
    Ok(())
}

/// The addresses of a chain: those of its captures, and those that led there.
const ADDRESSES: &str = "
WITH chain AS (SELECT c.id, c.capture, c.url, c.captured FROM articles a JOIN captures c ON c.id = a.id
    WHERE a.problem IS NULL AND a.version_of = (SELECT version_of FROM articles JOIN captures USING (id) WHERE capture = ?1)),
addresses AS (SELECT url FROM chain UNION SELECT v.url FROM visits v JOIN chain ON v.capture = chain.capture)";

impl Annals {
    /// All looks at an article, in order of time: its captures, and the visits to its addresses.
    pub fn looks(&self, capture: CaptureId) -> Result<Vec<Look>> {
        let connection = self.catalogue.lock();
        let mut statement = connection.prepare_cached(&format!(
            "{ADDRESSES} SELECT captured, 'seen', '', coalesce((SELECT gravest FROM comparisons WHERE newer = chain.id), 99),
             capture FROM chain UNION ALL
             SELECT tried, found, detail, 99, capture FROM visits WHERE url IN (SELECT url FROM addresses) LIMIT 100000"
        ))?;
        let rows = statement.query_map([capture.to_string()], |row| {
            let (at, word, gravest): (String, String, usize) = (row.get(0)?, row.get(1)?, row.get(3)?);
            let look = Look {
                at: at.parse().unwrap_or_default(),
                found: Found::of_row(&word, row.get(2)?),
                changed: gravest <= rank_of_wording(),
            };
            Ok((look, row.get(4)?))
        })?;
        let mut looks: Vec<(Look, Option<String>)> = rows.collect::<rusqlite::Result<_>>()?;
        looks.sort_by_key(|(look, _)| look.at);
        Ok(without_twins(looks))
    }

    /// The newest capture that a look at this address brought, or found unchanged. `None` if none did.
    pub fn last_seen(&self, url: &str) -> Result<Option<Capture>> {
        let capture: Option<String> = {
            let connection = self.catalogue.lock();
            let mut statement = connection.prepare_cached(
                "SELECT capture FROM visits WHERE url = ?1 AND capture IS NOT NULL ORDER BY tried DESC LIMIT 1",
            )?;
            statement.query_row([url], |row| row.get(0)).optional()?
        };
        match capture.and_then(|text| CaptureId::parse(&text)) {
            Some(id) => self.capture(id),
            None => Ok(None),
        }
    }

    /// Whether an article is still there, as far as looks tell.
    pub fn presence(&self, capture: CaptureId) -> Result<Presence> {
        Ok(Presence::of(&self.looks(capture)?))
    }

    /// Articles that were not found at their address at some look since then, and when last looked at, the latest first.
    pub fn missing(&self, since: Option<Timestamp>, limit: usize) -> Result<Vec<(Listed, Presence)>> {
        let captures: Vec<CaptureId> = {
            let connection = self.catalogue.lock();
            let mut statement = connection.prepare_cached(
                "SELECT (SELECT n.capture FROM captures c JOIN articles a ON a.id = c.id
                         JOIN articles b ON b.version_of = a.version_of AND b.newest = 1 JOIN captures n ON n.id = b.id
                         WHERE c.url = v.url OR c.capture = (SELECT capture FROM visits w WHERE w.url = v.url
                         AND w.capture IS NOT NULL LIMIT 1) LIMIT 1), max(v.tried)
                 FROM visits v WHERE v.found IN ('missing', 'gone', 'front page', 'another page') AND (?1 IS NULL OR v.tried >= ?1)
                 GROUP BY v.url ORDER BY 2 DESC LIMIT 10000",
            )?;
            let since = since.map(|since| since.to_string());
            let rows = statement.query_map([since], |row| row.get::<_, Option<String>>(0))?;
            let mut captures = Vec::new();
            for row in rows {
                let capture = row?.and_then(|text| CaptureId::parse(&text));
                captures.extend(capture.filter(|capture| !captures.contains(capture)));
            }
            captures
        };
        let mut found = Vec::new();
        for capture in captures {
            if limit > 0 && found.len() == limit {
                break;
            }
            let presence = self.presence(capture)?;
            if let (true, Some(listed)) = (presence.state.is_absence(), self.listed(capture)?) {
                found.push((listed, presence));
            }
        }
        Ok(found)
    }
}

/// A capture and the visit that brought it are one look.
fn without_twins(looks: Vec<(Look, Option<String>)>) -> Vec<Look> {
    let mut kept: Vec<(Look, Option<String>)> = Vec::with_capacity(looks.len());
    for (look, capture) in looks {
        let is_twin = |(last, of): &(Look, Option<String>)| {
            of.is_some() && *of == capture && look.at.duration_since(last.at) <= SignedDuration::from_mins(5)
        };
        if !kept.last().is_some_and(is_twin) {
            kept.push((look, capture));
        }
    }
    kept.into_iter().map(|(look, _)| look).collect()
}

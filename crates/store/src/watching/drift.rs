//! Whether a source has become otherwise of late: fewer looks that succeed, or articles that are much shorter or longer
//! than they were. Both are signs that a site was rebuilt, put behind a wall, or is read badly.

use rusqlite::Connection;

use crate::Result;

/// So many looks are recent, and so many before them are compared.
const LOOKS: (usize, usize) = (40, 200);
/// So many articles are.
const ARTICLES: (usize, usize) = (15, 150);
/// Fewer than these before say nothing.
const LEAST: usize = 15;
/// By so many hundredths must success fall.
const FALL: usize = 25;

/// What has drifted, in words.
pub(super) fn of(source: &str, connection: &Connection) -> Result<Vec<String>> {
    Ok([success(source, connection)?, length(source, connection)?]
        .into_iter()
        .flatten()
        .collect())
}

fn success(source: &str, connection: &Connection) -> Result<Option<String>> {
    let mut statement = connection
        .prepare_cached("SELECT found = 'seen' FROM visits WHERE source = ?1 ORDER BY tried DESC LIMIT ?2")?;
    let rows = statement.query_map((source, LOOKS.0 + LOOKS.1), |row| row.get(0))?;
    let looks: Vec<bool> = rows.collect::<rusqlite::Result<_>>()?;
    let Some((recent, before)) = parts(&looks, LOOKS.0) else {
        return Ok(None);
    };
    let share = |looks: &[bool]| 100 * looks.iter().filter(|seen| **seen).count() / looks.len();
    let (now, then) = (share(recent), share(before));
    Ok((now + FALL <= then).then(|| {
        format!(
            "only {now} % of the last {} looks succeeded, {then} % of those before",
            recent.len()
        )
    }))
}

fn length(source: &str, connection: &Connection) -> Result<Option<String>> {
    let mut statement = connection.prepare_cached(
        "SELECT a.letters FROM articles a JOIN source_keys s ON s.source = a.source
         WHERE s.key = ?1 AND a.letters IS NOT NULL AND a.problem IS NULL ORDER BY a.id DESC LIMIT ?2",
    )?;
    let rows = statement.query_map((source, ARTICLES.0 + ARTICLES.1), |row| row.get(0))?;
    let lengths: Vec<usize> = rows.collect::<rusqlite::Result<_>>()?;
    let Some((recent, before)) = parts(&lengths, ARTICLES.0) else {
        return Ok(None);
    };
    let (now, then) = (median(recent), median(before));
    let drifted = now * 2 <= then || then * 2 <= now;
    Ok(drifted.then(|| {
        format!(
            "the last {} articles have {now} letters in the middle, those before {then}",
            recent.len()
        )
    }))
}

/// The recent ones and those before, if there are enough of both.
fn parts<T>(newest_first: &[T], recent: usize) -> Option<(&[T], &[T])> {
    let (recent, before) = newest_first.split_at_checked(recent)?;
    (before.len() >= LEAST).then_some((recent, before))
}

fn median(numbers: &[usize]) -> usize {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    sorted[sorted.len() / 2]
}

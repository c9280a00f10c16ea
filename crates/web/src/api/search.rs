//! Search: hits, best first, with what matched marked. Their order is that of the index, which a build may change: a cursor
//! names the last hit too, and where that stands elsewhere the list has to be read anew.

use annals_store::{Annals, ErrorKind, Hit, SearchPage, SearchQuery};
use axum::extract::State;
use axum::response::Response;
use serde::Serialize;

use super::articles::ArticleRow;
use super::asked::Asked;
use super::{Problem, answer, cursor};
use crate::reading_room::ReadingRoom;

/// What it takes.
pub const PARAMETERS: &[&str] = &["q", "source", "from", "until"];

#[derive(Serialize)]
struct HitRow {
    #[serde(flatten)]
    article: ArticleRow,
    snippet: Vec<SnippetRow>,
}

#[derive(Serialize)]
struct SnippetRow {
    text: String,
    matched: bool,
}

impl HitRow {
    fn of(hit: Hit) -> Self {
        let pieces = hit.snippet.into_iter();
        HitRow {
            article: ArticleRow::of(hit.listed),
            snippet: pieces
                .map(|(text, matched)| SnippetRow { text, matched })
                .collect(),
        }
    }
}

/// A piece of the hits.
pub async fn list(State(room): State<ReadingRoom>, asked: Asked) -> Result<Response, Problem> {
    let (limit, after) = asked.list(PARAMETERS)?;
    let (offset, last) = after.map_or(Ok((0, None)), |after| place(&after))?;
    let parameters = &asked.parameters;
    let mut query = SearchQuery {
        text: parameters.text("q")?.unwrap_or_default(),
        source: parameters.text("source")?,
        from: parameters.first_day("from")?,
        until: parameters.last_day("until")?,
        // One before, to see whether it is still the last one read.
        limit: limit + usize::from(last.is_some()),
        ..SearchQuery::default()
    };
    query.offset = offset - usize::from(last.is_some());
    let read = move |annals: &Annals| {
        super::sources::known(annals, query.source.as_deref())?;
        match annals.search(&query) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Err(Problem::not_built(error.message))),
            found => Ok(Ok(found?)),
        }
    };
    let SearchPage { total, mut hits, .. } = room.read(read).await??;
    if let Some(last) = last {
        let stands = hits
            .first()
            .is_some_and(|hit| hit.listed.capture.to_string() == last);
        if !stands {
            return Err(Problem::expired_cursor());
        }
        hits.remove(0);
    }
    let read = offset + hits.len();
    let next = hits
        .last()
        .filter(|_| read < total)
        .map(|hit| cursor::made("search", &[&read.to_string(), &hit.listed.capture.to_string()]));
    let rows = hits.into_iter().map(HitRow::of).collect();
    Ok(answer::of_counted(&asked, total, rows, next))
}

/// How many hits were read, and the last of them.
fn place(cursor: &str) -> Result<(usize, Option<String>), Problem> {
    let [read, last] = cursor::read("search", cursor)?;
    match read.parse() {
        Ok(read @ 1..) => Ok((read, Some(last))),
        _ => Err(Problem::bad_parameter("“cursor” names nothing.")),
    }
}

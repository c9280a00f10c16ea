//! Articles that were edited, the latest change first.

use annals_dedup::versions::Kind;
use annals_store::{Annals, Changed, ChangesQuery};
use axum::extract::State;
use axum::response::Response;
use serde::Serialize;

use super::articles::{ArticleRow, capture_of};
use super::asked::Asked;
use super::{Problem, answer, cursor};
use crate::reading_room::ReadingRoom;

/// What it takes.
pub const PARAMETERS: &[&str] = &["since", "severity", "source"];

#[derive(Serialize)]
struct ChangeRow {
    older: String,
    seen_before: String,
    newer: ArticleRow,
    gravest: &'static str,
    counts: Vec<CountRow>,
    kept: f32,
    changes: usize,
    excerpts: Vec<ExcerptRow>,
    page: String,
}

#[derive(Serialize)]
struct CountRow {
    kind: &'static str,
    count: usize,
}

#[derive(Serialize)]
struct ExcerptRow {
    kinds: Vec<String>,
    headline: bool,
    before: String,
    older: String,
    newer: String,
    after: String,
}

impl ChangeRow {
    fn of(changed: Changed) -> Self {
        let counts = changed.counts.into_iter();
        let excerpts = changed.excerpts.into_iter();
        ChangeRow {
            older: changed.older.to_string(),
            seen_before: changed.seen_before.to_string(),
            gravest: changed.gravest.as_str(),
            counts: counts
                .map(|(kind, count)| CountRow {
                    kind: kind.as_str(),
                    count,
                })
                .collect(),
            kept: changed.kept,
            changes: changed.changes,
            excerpts: excerpts
                .map(|excerpt| ExcerptRow {
                    kinds: excerpt.kinds,
                    headline: excerpt.headline,
                    before: excerpt.before,
                    older: excerpt.older,
                    newer: excerpt.newer,
                    after: excerpt.after,
                })
                .collect(),
            page: format!("/diff/{}/{}", changed.older, changed.newer.capture),
            newer: ArticleRow::of(changed.newer),
        }
    }
}

/// A piece of the list.
pub async fn list(State(room): State<ReadingRoom>, asked: Asked) -> Result<Response, Problem> {
    let (limit, after) = asked.list(PARAMETERS)?;
    let after = after.map(|after| capture_of("changes", &after)).transpose()?;
    let since = asked.parameters.first_day("since")?;
    let severity = asked.parameters.text("severity")?.map(|name| {
        Kind::from_name(&name)
            .ok_or_else(|| Problem::bad_parameter(format!("There is no kind of change “{name}”.")))
    });
    let query = ChangesQuery {
        since: since
            .and_then(|day| day.in_tz("UTC").ok())
            .map(|day| day.timestamp()),
        severity: severity.transpose()?,
        source: asked.parameters.text("source")?,
        offset: 0,
        limit: 0,
    };
    let read = move |annals: &Annals| {
        super::sources::known(annals, query.source.as_deref())?;
        Ok(annals.changes_behind(&query, after, limit + 1)?)
    };
    let (rows, next) = answer::cut(room.read(read).await?, limit, |changed: &Changed| {
        cursor::made("changes", &[&changed.newer.capture.to_string()])
    });
    Ok(answer::of_list(
        &asked,
        rows.into_iter().map(ChangeRow::of).collect(),
        next,
    ))
}

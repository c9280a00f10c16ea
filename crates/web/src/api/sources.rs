//! Outlets, by name.

use annals_store::{Annals, ErrorKind, Source};
use axum::extract::State;
use axum::response::Response;
use serde::Serialize;

use super::asked::{Asked, Id};
use super::{Problem, answer, cursor};
use crate::reading_room::ReadingRoom;
use crate::refusal::Refusal;

/// What the list takes besides limit and cursor.
pub const PARAMETERS: &[&str] = &[];

#[derive(Serialize)]
struct SourceRow {
    id: i64,
    key: String,
    name: String,
    captures: usize,
    articles: usize,
    latest: Option<String>,
    page: String,
}

impl SourceRow {
    fn of(source: Source) -> Self {
        SourceRow {
            page: format!("/source/{}", source.id),
            id: source.id,
            key: source.key,
            name: source.name,
            captures: source.captures,
            articles: source.articles,
            latest: source.latest.map(|day| day.to_string()),
        }
    }
}

/// Refuses a filter for a source that is not there.
pub fn known(annals: &Annals, source: Option<&str>) -> Result<(), Refusal> {
    match source.map(|source| annals.find_source(source)).transpose() {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(Refusal::BadParameter(error.message)),
        Err(error) => Err(error.into()),
    }
}

/// Where a source stands in the list.
fn place(source: &Source) -> (String, i64) {
    (source.name.to_lowercase(), source.id)
}

/// A piece of the list.
pub async fn list(State(room): State<ReadingRoom>, asked: Asked) -> Result<Response, Problem> {
    let (limit, after) = asked.list(PARAMETERS)?;
    let mut sources = room.read(|annals| Ok(annals.sources()?)).await?;
    if let Some(after) = after {
        let [id] = cursor::read("sources", &after)?;
        let last = sources.iter().find(|source| source.id.to_string() == id);
        let last = last.map(place).ok_or_else(Problem::expired_cursor)?;
        sources.retain(|source| place(source) > last);
    }
    let (rows, next) = answer::cut(sources, limit, |source| {
        cursor::made("sources", &[&source.id.to_string()])
    });
    Ok(answer::of_list(
        &asked,
        rows.into_iter().map(SourceRow::of).collect(),
        next,
    ))
}

/// One source, by its number, key or name.
pub async fn one(State(room): State<ReadingRoom>, Id(id): Id, asked: Asked) -> Result<Response, Problem> {
    asked.only(&[])?;
    let source = room.read(move |annals| Ok(annals.find_source(&id)?)).await?;
    Ok(answer::of_one(&asked, &SourceRow::of(source)))
}

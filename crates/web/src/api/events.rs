//! Events of the chronicle in order of time, undated last, each with its claims: the rows of the JSON Lines export.

use annals_store::{Annals, ErrorKind, Placed, TimelineQuery};
use axum::extract::State;
use axum::response::Response;

use super::asked::{Asked, Id};
use super::{Problem, answer, cursor};
use crate::reading_room::ReadingRoom;
use crate::refusal::Refusal;

/// What the list takes.
pub const PARAMETERS: &[&str] = &["entity", "kind", "status", "source", "from", "until"];

/// A piece of the list.
pub async fn list(State(room): State<ReadingRoom>, asked: Asked) -> Result<Response, Problem> {
    let (limit, after) = asked.list(PARAMETERS)?;
    let after = after.map(|after| place(&after)).transpose()?;
    let parameters = &asked.parameters;
    let query = TimelineQuery {
        entity: parameters.text("entity")?,
        kind: parameters.kind()?,
        status: parameters.status()?,
        source: parameters.text("source")?,
        from: parameters.first_day("from")?,
        until: parameters.last_day("until")?,
        ..TimelineQuery::default()
    };
    let read = move |annals: &Annals| {
        super::sources::known(annals, query.source.as_deref())?;
        match annals.events_behind(&query, after, limit + 1) {
            Err(error) if error.kind() == ErrorKind::NotFound => Err(Refusal::BadParameter(error.message)),
            found => Ok(found?),
        }
    };
    let (placed, next) = answer::cut(room.read(read).await?, limit, |placed: &Placed| {
        cursor::made("events", &[&placed.place.to_string()])
    });
    let rows = placed
        .iter()
        .map(|placed| annals_export::jsonl::row(&placed.event));
    Ok(answer::of_list(&asked, rows.collect(), next))
}

fn place(cursor: &str) -> Result<i64, Problem> {
    let [place] = cursor::read("events", cursor)?;
    place
        .parse()
        .map_err(|_| Problem::bad_parameter("“cursor” names nothing."))
}

/// One event, by its id.
pub async fn one(State(room): State<ReadingRoom>, Id(id): Id, asked: Asked) -> Result<Response, Problem> {
    asked.only(&[])?;
    let read = move |annals: &Annals| annals.event(&id)?.ok_or_else(|| Refusal::no_such("event", &id));
    let event = room.read(read).await?;
    Ok(answer::of_one(&asked, &annals_export::jsonl::row(&event)))
}

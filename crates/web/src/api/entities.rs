//! People, organisations, places and other names, those in most events first.

use annals_chronicle::{Entity, EntityKind};
use annals_store::{Annals, TimelineQuery};
use axum::extract::State;
use axum::response::Response;
use serde::Serialize;

use super::asked::{Asked, Id};
use super::{Problem, answer, cursor};
use crate::reading_room::ReadingRoom;
use crate::refusal::Refusal;

/// What the list takes.
pub const PARAMETERS: &[&str] = &["kind", "name"];

const KINDS: [(EntityKind, &str); 4] = [
    (EntityKind::Person, "person"),
    (EntityKind::Organisation, "organisation"),
    (EntityKind::Place, "place"),
    (EntityKind::Other, "other"),
];

fn word(kind: EntityKind) -> &'static str {
    let known = KINDS.iter().find(|(known, _)| *known == kind);
    known.map_or("other", |(_, word)| word)
}

#[derive(Serialize)]
struct EntityRow {
    id: String,
    kind: &'static str,
    name: String,
    events: usize,
    forms: Vec<CountedRow>,
    titles: Vec<CountedRow>,
    country: Option<String>,
    precision: Option<&'static str>,
    page: String,
}

#[derive(Serialize)]
struct CountedRow {
    text: String,
    count: usize,
}

impl EntityRow {
    fn of((entity, events): (Entity, usize)) -> Self {
        let counted = |list: &[(String, usize)]| {
            let rows = list.iter().map(|(text, count)| CountedRow {
                text: text.clone(),
                count: *count,
            });
            rows.collect()
        };
        let located = entity.located();
        EntityRow {
            kind: word(entity.kind),
            events,
            forms: counted(&entity.forms),
            titles: counted(&entity.titles),
            country: located.map(|place| String::from_utf8_lossy(&place.country).into_owned()),
            precision: located.map(|place| place.whereabouts.precision.as_str()),
            page: format!("/entity/{}", entity.id),
            id: entity.id,
            name: entity.name,
        }
    }
}

/// A piece of the list.
pub async fn list(State(room): State<ReadingRoom>, asked: Asked) -> Result<Response, Problem> {
    let (limit, after) = asked.list(PARAMETERS)?;
    let after = after.map(|after| place(&after)).transpose()?;
    let kind = asked
        .parameters
        .text("kind")?
        .map(|name| kind(&name))
        .transpose()?;
    let name = asked.parameters.text("name")?;
    let read = move |annals: &Annals| Ok(annals.entities_behind(kind, name.as_deref(), after, limit + 1)?);
    let (rows, next) = answer::cut(room.read(read).await?, limit, |(entity, events)| {
        cursor::made("entities", &[&events.to_string(), &entity.id])
    });
    Ok(answer::of_list(
        &asked,
        rows.into_iter().map(EntityRow::of).collect(),
        next,
    ))
}

fn kind(name: &str) -> Result<EntityKind, Problem> {
    let known = KINDS.iter().find(|(_, word)| *word == name);
    known.map(|(kind, _)| *kind).ok_or_else(|| {
        let known = KINDS.map(|(_, word)| word).join(", ");
        Problem::bad_parameter(format!("“kind” must be one of {known}, not “{name}”."))
    })
}

fn place(cursor: &str) -> Result<(usize, String), Problem> {
    let [events, id] = cursor::read("entities", cursor)?;
    match events.parse() {
        Ok(events) => Ok((events, id)),
        Err(_) => Err(Problem::bad_parameter("“cursor” names nothing.")),
    }
}

/// One entity, by its id.
pub async fn one(State(room): State<ReadingRoom>, Id(id): Id, asked: Asked) -> Result<Response, Problem> {
    asked.only(&[])?;
    let read = move |annals: &Annals| {
        let entity = annals
            .entity(&id)?
            .ok_or_else(|| Refusal::no_such("entity", &id))?;
        let query = TimelineQuery {
            entity: Some(id),
            limit: 1,
            ..TimelineQuery::default()
        };
        let (_, events) = annals.timeline(&query)?;
        Ok((entity, events))
    };
    Ok(answer::of_one(&asked, &EntityRow::of(room.read(read).await?)))
}

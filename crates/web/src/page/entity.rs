//! People, organisations and places: lists by number of events, and the page of one with the forms of its name, its
//! titles and its events.

use annals_chronicle::{Entity, EntityKind};
use annals_store::{Annals, Named, TimelineQuery};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::{Frame, shown};
use crate::line::Lines;
use crate::paging::{List, Paging};
use crate::parameters::Parameters;
use crate::reading_room::ReadingRoom;
use crate::refusal::Refusal;

/// Names on a page.
const NAMES: usize = 100;
/// Events on a page.
const EVENTS: usize = 100;

#[derive(Template)]
#[template(path = "entities.html")]
struct EntitiesPage {
    frame: Frame,
    heading: &'static str,
    entities: Vec<EntityLine>,
    paging: Paging,
}

struct EntityLine {
    id: String,
    name: String,
    title: String,
    other_forms: String,
    events: usize,
}

impl EntityLine {
    fn of((entity, events): &(Entity, usize)) -> EntityLine {
        let forms = entity.forms.iter().map(|(form, _)| form.as_str());
        let other: Vec<&str> = forms.filter(|form| *form != entity.name).take(3).collect();
        EntityLine {
            id: entity.id.clone(),
            name: entity.name.clone(),
            title: entity
                .titles
                .first()
                .map(|(title, _)| title.clone())
                .unwrap_or_default(),
            other_forms: other.join(", "),
            events: *events,
        }
    }
}

/// People.
pub async fn people(room: State<ReadingRoom>, parameters: Parameters) -> Response {
    list(room, parameters, ("people", "People", EntityKind::Person)).await
}

/// Organisations.
pub async fn organisations(room: State<ReadingRoom>, parameters: Parameters) -> Response {
    list(
        room,
        parameters,
        ("organisations", "Organisations", EntityKind::Organisation),
    )
    .await
}

/// Places.
pub async fn places(room: State<ReadingRoom>, parameters: Parameters) -> Response {
    list(room, parameters, ("places", "Places", EntityKind::Place)).await
}

type Kind = (&'static str, &'static str, EntityKind);

async fn list(State(room): State<ReadingRoom>, parameters: Parameters, kind: Kind) -> Response {
    match parameters.page("page") {
        Ok(page) => shown(
            room.read(move |annals| EntitiesPage::read(annals, kind, page))
                .await,
        ),
        Err(refusal) => refusal.into_response(),
    }
}

impl EntitiesPage {
    fn read(annals: &Annals, (section, heading, kind): Kind, page: usize) -> Result<EntitiesPage, Refusal> {
        let found = annals.entities(Some(kind), (page - 1) * NAMES, NAMES + 1)?;
        let path = format!("/{section}");
        let list = List {
            label: heading,
            path: &path,
            keep: &[],
            name: "page",
            anchor: "",
        };
        Ok(EntitiesPage {
            frame: Frame::of(section),
            heading,
            entities: found.iter().take(NAMES).map(EntityLine::of).collect(),
            paging: list.of_open(page, found.len() > NAMES),
        })
    }
}

#[derive(Template)]
#[template(path = "entity.html")]
struct EntityPage {
    frame: Frame,
    entity: Entity,
    kind: &'static str,
    lines: Lines,
    total: usize,
    paging: Paging,
}

/// The page of one; a prefix of an id leads to the whole id.
pub async fn show(
    State(room): State<ReadingRoom>,
    Path(id): Path<String>,
    parameters: Parameters,
) -> Response {
    let page = match parameters.page("page") {
        Ok(page) => page,
        Err(refusal) => return refusal.into_response(),
    };
    match room.read(move |annals| find(annals, &id, page)).await {
        Ok(Found::Here(page)) => shown(Ok(*page)),
        Ok(Found::Under(id)) => Redirect::temporary(&format!("/entity/{id}")).into_response(),
        Err(refusal) => refusal.into_response(),
    }
}

enum Found {
    Here(Box<EntityPage>),
    Under(String),
}

fn find(annals: &Annals, id: &str, page: usize) -> Result<Found, Refusal> {
    if let Some(entity) = annals.entity(id)? {
        return Ok(Found::Here(Box::new(EntityPage::of(annals, entity, page)?)));
    }
    match annals.resolve(id) {
        Ok(Named::Entity(whole)) if whole != id => Ok(Found::Under(whole)),
        _ => Err(Refusal::no_such("name", id)),
    }
}

impl EntityPage {
    fn of(annals: &Annals, entity: Entity, page: usize) -> Result<EntityPage, Refusal> {
        let query = TimelineQuery {
            entity: Some(entity.id.clone()),
            offset: (page - 1) * EVENTS,
            limit: EVENTS,
            ..Default::default()
        };
        let (events, total) = annals.timeline(&query)?;
        let path = format!("/entity/{}", entity.id);
        let list = List {
            label: "Events",
            path: &path,
            keep: &[],
            name: "page",
            anchor: "",
        };
        Ok(EntityPage {
            frame: Frame::of(section(entity.kind)),
            kind: kind_word(entity.kind),
            lines: Lines::of(&events),
            total,
            paging: list.of_total(page, total, EVENTS),
            entity,
        })
    }
}

fn section(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "people",
        EntityKind::Organisation => "organisations",
        EntityKind::Place => "places",
        EntityKind::Other => "",
    }
}

fn kind_word(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "Person",
        EntityKind::Organisation => "Organisation",
        EntityKind::Place => "Place",
        EntityKind::Other => "Name",
    }
}

//! People, organisations and places: lists by number of events, and the page of one with the forms of its name, its
//! titles and its events.

use annals_annotate::Status;
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
use crate::strip;
use crate::when;

/// Names on a page.
const NAMES: usize = 100;
/// How many companions and places are named.
const COMPANIONS: usize = 12;
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
    list(room, parameters, ("people", "nav.people", EntityKind::Person)).await
}

/// Organisations.
pub async fn organisations(room: State<ReadingRoom>, parameters: Parameters) -> Response {
    list(
        room,
        parameters,
        ("organisations", "nav.organisations", EntityKind::Organisation),
    )
    .await
}

/// Places.
pub async fn places(room: State<ReadingRoom>, parameters: Parameters) -> Response {
    list(room, parameters, ("places", "nav.places", EntityKind::Place)).await
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
            label: "Names",
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
    /// Events by the year in which they begin, and the share of the most, in hundredths.
    years: Vec<(i16, usize, usize)>,
    first_seen: String,
    last_seen: String,
    people: Vec<(Entity, usize)>,
    places: Vec<(Entity, usize)>,
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
        // What is planned, ongoing or denied is no appearance.
        let seen = TimelineQuery {
            status: Some(Status::Happened),
            ..query.clone()
        };
        let days = annals.events_by_days(&seen)?;
        let mut people = annals.companions(&entity.id, COMPANIONS * 2)?;
        people.retain(|(other, _)| matches!(other.kind, EntityKind::Person | EntityKind::Organisation));
        people.truncate(COMPANIONS);
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
            years: shares(strip::years(&days)),
            first_seen: days
                .first()
                .map(|(first, ..)| when::day(*first))
                .unwrap_or_default(),
            last_seen: days
                .iter()
                .map(|(_, last, _)| *last)
                .max()
                .map(when::day)
                .unwrap_or_default(),
            places: annals
                .events_by_place(&seen)?
                .into_iter()
                .take(COMPANIONS)
                .collect(),
            people,
            total,
            paging: list.of_total(page, total, EVENTS),
            entity,
        })
    }
}

/// Numbers with their share of the largest, in hundredths.
fn shares(years: Vec<(i16, usize)>) -> Vec<(i16, usize, usize)> {
    let most = years.iter().map(|(_, number)| *number).max().unwrap_or(1).max(1);
    let share = |(year, number): (i16, usize)| (year, number, (number * 100).div_ceil(most));
    years.into_iter().map(share).collect()
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
        EntityKind::Person => "entity.kind.person",
        EntityKind::Organisation => "entity.kind.organisation",
        EntityKind::Place => "entity.kind.place",
        EntityKind::Other => "entity.kind.other",
    }
}

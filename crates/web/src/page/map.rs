//! Where the events took place: circles where a spot or town is known, shaded countries and regions where no more than
//! that is, and beside it the same as a list. Where a name lies comes from the gazetteer under the key of its entity, so
//! a place without a country in its key is listed and not drawn. Not a map of routes.

use annals_chronicle::Entity;
use annals_names::Precision;
use annals_store::Annals;
use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::timeline::{Wish, kind_choices, offered_names};
use super::{Choice, Frame, shown};
use crate::globe;
use crate::paging::address;
use crate::parameters::Parameters;
use crate::reading_room::ReadingRoom;
use crate::refusal::Refusal;

#[derive(Template)]
#[template(path = "map.html")]
struct Map {
    frame: Frame,
    places: Vec<Spot>,
    total: usize,
    nowhere: usize,
    missing: String,
    filtered: bool,
    entity: String,
    from: String,
    until: String,
    kinds: Vec<Choice>,
    names: Vec<String>,
    timeline: String,
}

/// A place of events.
struct Spot {
    name: String,
    href: String,
    events: usize,
    /// Key of the word for how precisely it is known; empty where it cannot be shown.
    precision: &'static str,
    outline: Option<&'static str>,
    /// From thin to strong, 1 to 5.
    shade: usize,
    x: String,
    y: String,
    radius: String,
}

/// The page.
pub async fn show(State(room): State<ReadingRoom>, parameters: Parameters) -> Response {
    shown(match Wish::of(&parameters) {
        Ok(wish) => room.read(move |annals| Map::read(annals, &wish)).await,
        Err(refusal) => Err(refusal),
    })
}

impl Map {
    fn read(annals: &Annals, wish: &Wish) -> Result<Map, Refusal> {
        let (found, missing) = Refusal::or_empty(annals.events_by_place(&wish.query))?;
        let filters = wish.filters();
        let most = found.iter().map(|(_, events)| *events).max().unwrap_or(1);
        let places: Vec<Spot> = found
            .iter()
            .map(|(entity, events)| Spot::of(entity, *events, most, &filters))
            .collect();
        let shown = places.iter().filter(|spot| !spot.precision.is_empty());
        let total = shown.map(|spot| spot.events).sum();
        let all: usize = found.iter().map(|(_, events)| events).sum();
        Ok(Map {
            frame: Frame::of("map"),
            total,
            nowhere: all - total,
            missing,
            filtered: filters.iter().any(|(_, value)| value.is_some()),
            entity: super::timeline::name_of(annals, wish.query.entity.as_deref()),
            from: wish.from.clone().unwrap_or_default(),
            until: wish.until.clone().unwrap_or_default(),
            kinds: kind_choices(wish.query.kind),
            names: offered_names(annals)?,
            timeline: address("/timeline", &filters),
            places,
        })
    }
}

impl Spot {
    fn of(entity: &Entity, events: usize, most: usize, filters: &[(&'static str, Option<String>)]) -> Spot {
        let located = entity.located();
        let country = located.map(|located| String::from_utf8_lossy(&located.country).into_owned());
        let place = located.map(|located| located.whereabouts);
        let precision = place.map(|place| place.precision);
        let (x, y) = place.map_or((0.0, 0.0), |place| globe::spot(place.latitude, place.longitude));
        let whole = precision == Some(Precision::Country);
        Spot {
            name: entity.name.clone(),
            href: timeline_of(entity, filters),
            events,
            precision: precision.map_or("", precision_key),
            outline: country
                .filter(|_| whole)
                .and_then(|country| globe::outline(&country)),
            shade: (events * 5).div_ceil(most.max(1)).clamp(1, 5),
            x: format!("{x:.1}"),
            y: format!("{y:.1}"),
            radius: format!("{:.1}", radius(events, most)),
        }
    }
}

/// Circles whose areas are as the numbers of events, the largest 20 wide, none too small to hit.
fn radius(events: usize, most: usize) -> f64 {
    #[allow(clippy::cast_precision_loss)]
    let share = events as f64 / most.max(1) as f64;
    (20.0 * share.sqrt()).max(4.0)
}

/// Events there: one name can be asked for at a time, so the place takes the place of any other name.
fn timeline_of(entity: &Entity, filters: &[(&'static str, Option<String>)]) -> String {
    let mut filters = filters.to_vec();
    for (name, value) in &mut filters {
        if *name == "entity" {
            *value = Some(entity.id.clone());
        }
    }
    address("/timeline", &filters)
}

fn precision_key(precision: Precision) -> &'static str {
    match precision {
        Precision::Point => "precision.point",
        Precision::City => "precision.city",
        Precision::Region => "precision.region",
        Precision::Country => "precision.country",
    }
}

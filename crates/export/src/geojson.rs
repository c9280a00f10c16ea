//! GeoJSON (RFC 7946): a feature for each event, its properties the row of [`jsonl`](crate::jsonl), for maps. Only what is
//! known to a town or better is a point; a country or region is an area and never a pin, so such events have no geometry
//! and say in `precision` what is known.

use std::borrow::Borrow;
use std::io::{self, Write};

use annals_chronicle::{Event, OnEarth};
use annals_names::Precision;
use serde::Serialize;

use crate::jsonl::EventRow;
use crate::wording::headline;

/// Writes the collection of features. `located` says where the place of an entity id is, if that is known.
pub fn write<B: Borrow<Event>>(
    events: impl IntoIterator<Item = B>,
    located: impl Fn(&str) -> Option<OnEarth>,
    mut out: impl Write,
) -> io::Result<()> {
    out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
    let mut separator: &[u8] = b"\n";
    for event in events {
        let event: &Event = event.borrow();
        let place = event.place.as_ref().and_then(|place| place.entity.as_deref());
        out.write_all(separator)?;
        serde_json::to_writer(&mut out, &Feature::of(event, place.and_then(&located)))?;
        separator = b",\n";
    }
    out.write_all(b"\n]}\n")?;
    out.flush()
}

#[derive(Serialize)]
struct Feature<'a> {
    r#type: &'static str,
    id: &'a str,
    geometry: Option<Point>,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Point {
    r#type: &'static str,
    /// East, then north.
    coordinates: [f32; 2],
}

#[derive(Serialize)]
struct Properties<'a> {
    summary: String,
    precision: Option<&'static str>,
    country: Option<String>,
    #[serde(flatten)]
    event: EventRow<'a>,
}

impl<'a> Feature<'a> {
    fn of(event: &'a Event, located: Option<OnEarth>) -> Self {
        let spot = located
            .filter(|located| matches!(located.whereabouts.precision, Precision::Point | Precision::City));
        Feature {
            r#type: "Feature",
            id: &event.id,
            geometry: spot.map(|spot| Point {
                r#type: "Point",
                coordinates: [spot.whereabouts.longitude, spot.whereabouts.latitude],
            }),
            properties: Properties {
                summary: headline(event),
                precision: located.map(|located| located.whereabouts.precision.as_str()),
                country: located
                    .map(|located| located.country.iter().map(|&letter| char::from(letter)).collect()),
                event: EventRow::of(event),
            },
        }
    }
}

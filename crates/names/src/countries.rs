//! Countries, their other names and their peoples, and areas that no list of towns holds (seas, mountains, continents).
//! From hand-made tables under `data/` and one of names in other scripts, read at first use. Towns are in `gazetteer`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::fold::{fold, phrase_hash};
use crate::mention::Precision;

/// A country or area.
#[derive(Debug)]
pub struct Area {
    /// Its plain name.
    pub name: &'static str,
    /// ISO 3166-1 alpha-2; "--" where several countries share it.
    pub country: [u8; 2],
    /// How precise it is as a place.
    pub precision: Precision,
    /// Degrees north of its middle.
    pub latitude: f32,
    /// Degrees east of its middle.
    pub longitude: f32,
}

/// Both tables, by hash of folded name.
pub struct Countries {
    areas: Vec<Area>,
    names: FxHashMap<u64, usize>,
    demonyms: FxHashMap<u64, usize>,
    /// Names of peoples and unions that stand for an area of several countries.
    wider: FxHashMap<u64, usize>,
}

static COUNTRIES: LazyLock<Countries> = LazyLock::new(Countries::read);

impl Countries {
    /// The embedded tables.
    pub fn embedded() -> &'static Countries {
        &COUNTRIES
    }

    /// The country or area of that name.
    pub fn named(&self, hash: u64) -> Option<&Area> {
        self.names.get(&hash).map(|&index| &self.areas[index])
    }

    /// The country whose people or adjective is so called.
    pub fn demonym(&self, hash: u64) -> Option<&Area> {
        self.demonyms.get(&hash).map(|&index| &self.areas[index])
    }

    /// The area of several countries that a people or union of that name belongs to ("European", "EU").
    pub fn wider_area(&self, hash: u64) -> Option<&Area> {
        self.wider.get(&hash).map(|&index| &self.areas[index])
    }

    fn read() -> Countries {
        let mut countries = Countries {
            areas: Vec::new(),
            names: FxHashMap::default(),
            demonyms: FxHashMap::default(),
            wider: FxHashMap::default(),
        };
        rows(include_str!("../data/countries.txt")).for_each(|row| countries.add_country(&row));
        rows(include_str!("../data/areas.txt")).for_each(|row| countries.add_area(&row));
        rows(include_str!("../data/countries-scripts.txt")).for_each(|row| countries.add_names(&row));
        countries
    }

    fn add_country(&mut self, row: &[&'static str]) {
        let [code, name, others, demonyms, degrees] = *row else {
            return;
        };
        let index = self.add(name, others, code, Precision::Country, degrees);
        for demonym in demonyms.split(';').filter(|demonym| !demonym.is_empty()) {
            let demonym = fold(demonym);
            self.demonyms.entry(phrase_hash(&demonym)).or_insert(index);
            self.demonyms
                .entry(phrase_hash(&(demonym + "s")))
                .or_insert(index);
        }
    }

    /// More names of a country, in other scripts.
    fn add_names(&mut self, row: &[&'static str]) {
        let [code, names] = *row else {
            return;
        };
        let of_code = |area: &Area| area.country == code.as_bytes() && area.precision == Precision::Country;
        if let Some(index) = self.areas.iter().position(of_code) {
            for name in names.split(';') {
                self.names.entry(phrase_hash(&fold(name))).or_insert(index);
            }
        }
    }

    fn add_area(&mut self, row: &[&'static str]) {
        let [name, others, code, kind, degrees, ref wider @ ..] = *row else {
            return;
        };
        let precision = match kind {
            "country" => Precision::Country,
            "city" => Precision::City,
            "point" => Precision::Point,
            _ => Precision::Region,
        };
        let index = self.add(name, others, code, precision, degrees);
        for name in wider.iter().flat_map(|names| names.split(';')) {
            self.wider.entry(phrase_hash(&fold(name))).or_insert(index);
        }
    }

    fn add(
        &mut self,
        name: &'static str,
        others: &str,
        code: &str,
        precision: Precision,
        degrees: &str,
    ) -> usize {
        let index = self.areas.len();
        self.areas.push(area(name, code, precision, degrees));
        for name in others.split(';').chain([name]).filter(|name| !name.is_empty()) {
            self.names.entry(phrase_hash(&fold(name))).or_insert(index);
        }
        index
    }
}

/// An area by the columns of a table.
pub fn area(name: &'static str, code: &str, precision: Precision, degrees: &str) -> Area {
    let mut numbers = degrees.split(' ').map(|number| number.parse().unwrap_or(0.0));
    Area {
        name,
        country: code.as_bytes().try_into().unwrap_or(*b"--"),
        precision,
        latitude: numbers.next().unwrap_or(0.0),
        longitude: numbers.next().unwrap_or(0.0),
    }
}

/// The rows of a table, without its comments, by columns.
pub fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.split('|').collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        let lines = |table: &str| table.lines().filter(|line| !line.starts_with('#')).count();
        let rows = lines(include_str!("../data/countries.txt")) + lines(include_str!("../data/areas.txt"));
        assert_eq!(Countries::embedded().areas.len(), rows);
        assert!(
            Countries::embedded()
                .areas
                .iter()
                .all(|area| area.latitude.abs() <= 90.0)
        );
    }

    #[test]
    fn names_and_peoples() {
        let countries = Countries::embedded();
        let code = |name: &str| countries.named(phrase_hash(&fold(name))).map(|area| area.country);
        assert_eq!(code("Russian Federation"), Some(*b"RU"));
        assert_eq!(code("U.S."), Some(*b"US"));
        let of = |name: &str| {
            countries
                .demonym(phrase_hash(&fold(name)))
                .map(|area| area.country)
        };
        assert_eq!(of("Belarusian"), Some(*b"BY"));
        assert_eq!(of("North Koreans"), Some(*b"KP"));
    }
}

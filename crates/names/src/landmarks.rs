//! Rivers and airports, from Natural Earth and OurAirports (see `data/NOTICE.md`), in a table that is read at first use. A
//! river is no pin: its point is one of its course, and its precision a region's. Towns are in `gazetteer`, seas, lakes and
//! mountains in `countries`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::countries::{Area, area, rows};
use crate::fold::{fold, phrase_hash};
use crate::mention::Precision;

/// A river or an airport.
#[derive(Debug)]
pub struct Landmark {
    /// Name, country and place.
    pub area: Area,
    /// How likely it is meant when nothing else is known, on the scale of the towns in `places`.
    pub fame: f32,
}

/// The table.
pub struct Landmarks {
    all: Vec<Landmark>,
    names: FxHashMap<u64, Vec<u16>>,
}

static LANDMARKS: LazyLock<Landmarks> = LazyLock::new(Landmarks::read);

impl Landmarks {
    /// The embedded table.
    pub fn embedded() -> &'static Landmarks {
        &LANDMARKS
    }

    /// Every landmark of that name.
    pub fn named(&self, hash: u64) -> impl Iterator<Item = &Landmark> {
        let found = self.names.get(&hash).into_iter().flatten();
        found.map(|&index| &self.all[usize::from(index)])
    }

    fn read() -> Landmarks {
        let mut landmarks = Landmarks {
            all: Vec::new(),
            names: FxHashMap::default(),
        };
        rows(include_str!("../data/landmarks.txt")).for_each(|row| landmarks.add(&row));
        landmarks
    }

    fn add(&mut self, row: &[&'static str]) {
        let [name, others, code, kind, degrees] = *row else {
            return;
        };
        let (precision, fame) = match kind {
            "river" => (Precision::Region, 8.0),
            "airport" => (Precision::Point, 20.0),
            _ => (Precision::Point, 12.0),
        };
        let index = self.all.len() as u16;
        for name in others.split(';').chain([name]).filter(|name| !name.is_empty()) {
            self.add_name(name, index);
            if kind == "river" && !name.ends_with("River") {
                self.add_name(&format!("{name} River"), index);
                self.add_name(&format!("River {name}"), index);
            }
        }
        self.all.push(Landmark {
            area: area(name, code, precision, degrees),
            fame,
        });
    }

    fn add_name(&mut self, name: &str, index: u16) {
        let indices = self.names.entry(phrase_hash(&fold(name))).or_default();
        if !indices.contains(&index) {
            indices.push(index);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        let table = include_str!("../data/landmarks.txt");
        let rows = table.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(Landmarks::embedded().all.len(), rows);
        assert!(rows < usize::from(u16::MAX));
    }

    #[test]
    fn rivers_are_areas_and_airports_points() {
        let of = |name: &str| {
            let found = Landmarks::embedded().named(phrase_hash(&fold(name)));
            found
                .map(|found| (found.area.country, found.area.precision))
                .collect::<Vec<_>>()
        };
        assert_eq!(of("Murray River"), [(*b"AU", Precision::Region)]);
        assert_eq!(of("Heathrow"), [(*b"GB", Precision::Point)]);
        assert_eq!(of("Dnieper"), of("River Dnipro"));
    }
}

//! Who and where: outlets, the holders of offices, and the cities in which they meet. People and outlets are invented;
//! countries and cities are real, so that the gazetteer has work.

use crate::Seeded;
use crate::happening::Person;

/// Everything that does not change while the news goes on.
pub struct World {
    seed: u64,
    /// The outlets, the agency that others copy first.
    pub outlets: Vec<Outlet>,
}

/// A news site.
pub struct Outlet {
    /// As it calls itself.
    pub name: String,
    /// Its host, under the reserved top-level domain `.example`.
    pub host: String,
    /// Which of the layouts its pages have.
    pub layout: usize,
}

/// Country, demonym, and some of its cities, the capital first.
pub struct Country {
    /// As English news has it.
    pub name: &'static str,
    /// "Kazakh".
    pub demonym: &'static str,
    /// The capital first.
    pub cities: [&'static str; 4],
}

impl World {
    /// A world of `outlets` outlets, at least one.
    pub fn new(seed: u64, outlets: usize) -> Self {
        let outlets = (0..outlets.max(1)).map(|number| outlet(seed, number)).collect();
        World { seed, outlets }
    }

    /// How many countries take part.
    pub fn countries(&self) -> usize {
        COUNTRIES.len()
    }

    /// One of the countries.
    pub fn country(&self, number: usize) -> &'static Country {
        &COUNTRIES[number % COUNTRIES.len()]
    }

    /// Who holds an office, counted from 0, in a country.
    pub fn holder(&self, country: usize, office: usize) -> Person {
        let mut choice = Seeded::new(self.seed, &[1, country as u64, office as u64]);
        Person {
            title: format!("{} {}", self.country(country).demonym, OFFICES[office]),
            name: format!("{} {}", choice.pick(&GIVEN), invented_name(&mut choice)),
        }
    }

    /// A reporter of an outlet.
    pub fn reporter(&self, outlet: usize, number: usize) -> String {
        let mut choice = Seeded::new(self.seed, &[2, outlet as u64, number as u64]);
        format!("{} {}", choice.pick(&GIVEN), invented_name(&mut choice))
    }
}

/// Offices that one person holds.
pub const OFFICES: [&str; 8] = [
    "President",
    "Prime Minister",
    "Foreign Minister",
    "Defense Minister",
    "Finance Minister",
    "Interior Minister",
    "Energy Minister",
    "Agriculture Minister",
];

fn outlet(seed: u64, number: usize) -> Outlet {
    let mut choice = Seeded::new(seed, &[3, number as u64]);
    let place = invented_name(&mut choice);
    let kind = if number == 0 { "Wire" } else { choice.pick(&KINDS) };
    let host = format!(
        "www.{}-{}-{number}.example",
        place.to_lowercase(),
        kind.to_lowercase()
    );
    Outlet {
        name: format!("{place} {kind}"),
        host,
        layout: number,
    }
}

/// A surname or the name of a village: 24 x 20 x 14 of them.
pub fn invented_name(choice: &mut Seeded) -> String {
    [choice.pick(&HEADS), choice.pick(&MIDDLES), choice.pick(&ENDS)].concat()
}

const KINDS: [&str; 8] = [
    "Herald",
    "Courier",
    "Gazette",
    "Post",
    "Observer",
    "Chronicle",
    "Telegraph",
    "Tribune",
];

const HEADS: [&str; 24] = [
    "Bar", "Cor", "Dal", "Ever", "Fen", "Gar", "Hol", "Ing", "Jar", "Kel", "Lor", "Mar", "Nor", "Ost", "Per",
    "Quil", "Ros", "Sel", "Tor", "Ulm", "Var", "Wes", "Yar", "Zel",
];
const MIDDLES: [&str; 20] = [
    "an", "ber", "cha", "den", "el", "fi", "gor", "hal", "i", "ka", "lin", "mo", "na", "o", "pan", "ri",
    "sa", "ti", "u", "vi",
];
const ENDS: [&str; 14] = [
    "dze", "ev", "feld", "grad", "hart", "ic", "kov", "lund", "man", "nen", "ov", "sen", "ton", "way",
];
const GIVEN: [&str; 24] = [
    "Adam", "Bela", "Clara", "Daniel", "Elena", "Felix", "Greta", "Henrik", "Irina", "Jonas", "Karin",
    "Leon", "Maria", "Nikolai", "Olga", "Pavel", "Rita", "Stefan", "Tamara", "Umar", "Vera", "Walter",
    "Yana", "Zoran",
];

const fn country(name: &'static str, demonym: &'static str, cities: [&'static str; 4]) -> Country {
    Country {
        name,
        demonym,
        cities,
    }
}

const COUNTRIES: [Country; 24] = [
    country("Kazakhstan", "Kazakh", ["Astana", "Almaty", "Aktobe", "Kostanay"]),
    country("Hungary", "Hungarian", ["Budapest", "Debrecen", "Szeged", "Pécs"]),
    country("Austria", "Austrian", ["Vienna", "Graz", "Linz", "Salzburg"]),
    country("Italy", "Italian", ["Rome", "Turin", "Bologna", "Palermo"]),
    country("Portugal", "Portuguese", ["Lisbon", "Porto", "Braga", "Coimbra"]),
    country("Spain", "Spanish", ["Madrid", "Seville", "Valencia", "Bilbao"]),
    country("France", "French", ["Paris", "Lyon", "Nantes", "Toulouse"]),
    country("Finland", "Finnish", ["Helsinki", "Tampere", "Turku", "Oulu"]),
    country(
        "Norway",
        "Norwegian",
        ["Oslo", "Bergen", "Trondheim", "Stavanger"],
    ),
    country("Denmark", "Danish", ["Copenhagen", "Aarhus", "Odense", "Aalborg"]),
    country("Poland", "Polish", ["Warsaw", "Lublin", "Gdansk", "Poznan"]),
    country("Bulgaria", "Bulgarian", ["Sofia", "Varna", "Plovdiv", "Burgas"]),
    country("Turkey", "Turkish", ["Ankara", "Izmir", "Konya", "Trabzon"]),
    country("Armenia", "Armenian", ["Yerevan", "Gyumri", "Vanadzor", "Kapan"]),
    country(
        "Uzbekistan",
        "Uzbek",
        ["Tashkent", "Samarkand", "Bukhara", "Namangan"],
    ),
    country(
        "Mongolia",
        "Mongolian",
        ["Ulaanbaatar", "Darkhan", "Erdenet", "Choibalsan"],
    ),
    country("Vietnam", "Vietnamese", ["Hanoi", "Da Nang", "Haiphong", "Hue"]),
    country(
        "Indonesia",
        "Indonesian",
        ["Jakarta", "Surabaya", "Medan", "Makassar"],
    ),
    country("Kenya", "Kenyan", ["Nairobi", "Mombasa", "Kisumu", "Nakuru"]),
    country("Ghana", "Ghanaian", ["Accra", "Kumasi", "Tamale", "Takoradi"]),
    country("Morocco", "Moroccan", ["Rabat", "Casablanca", "Fez", "Agadir"]),
    country(
        "Chile",
        "Chilean",
        ["Santiago", "Valparaiso", "Concepcion", "Antofagasta"],
    ),
    country("Peru", "Peruvian", ["Lima", "Arequipa", "Trujillo", "Cusco"]),
    country(
        "Colombia",
        "Colombian",
        ["Bogota", "Medellin", "Cali", "Cartagena"],
    ),
];

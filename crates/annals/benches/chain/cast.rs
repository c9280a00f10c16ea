//! Who and where: for each replica of the demo's story, other names, places, months, years and numbers in place of the
//! demo's own. Single words only, so that one pass over a page replaces them all.

use rustc_hash::FxHashMap;

use super::seeded::Seeded;

/// What each word of the demo pages becomes in one replica of the story. Words that are not in it stay.
pub struct Cast {
    words: FxHashMap<&'static str, String>,
    /// In place of 09 and 10, behind a year.
    months: [&'static str; 2],
}

impl Cast {
    /// What stands in place of `word`, which comes after `previous` and what is between them.
    pub fn word<'a>(&'a self, previous: &str, between: &str, word: &'a str) -> &'a str {
        match (previous, between, word) {
            ("2026", "-" | "/", "09") => self.months[0],
            ("2026", "-" | "/", "10") => self.months[1],
            _ => self.words.get(word).map_or(word, String::as_str),
        }
    }
}

const SURNAMES: [&str; 17] = [
    "Dosmukhanov",
    "Halmos",
    "Tolebayeva",
    "Lakatos",
    "Baizakov",
    "Szalontai",
    "Nurmakhan",
    "Fodor",
    "Szentirmai",
    "Bene",
    "Karimbay",
    "Ospankul",
    "Abenova",
    "Zhaksylyk",
    "Wierzba",
    "Pryce",
    "Molnos",
];
const FIRST_NAMES: [&str; 12] = [
    "Yerlan", "Gergely", "Aigerim", "Kuat", "Judit", "Talgat", "Saule", "Marat", "Dina", "Rustem", "Joanna",
    "Eszter",
];
const CITIES: [&str; 5] = ["Debrecen", "Szeged", "Aktobe", "Kostanay", "Almaty"];
const NUMBERS: [&str; 10] = [
    "240", "204", "42", "812", "200", "300", "612", "655", "81", "9024",
];

/// Beginnings and ends of invented surnames: 24 x 20 x 14 of them.
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
const PLACES: [&str; 30] = [
    "Graz",
    "Linz",
    "Turin",
    "Bologna",
    "Porto",
    "Braga",
    "Seville",
    "Valencia",
    "Lyon",
    "Nantes",
    "Ghent",
    "Utrecht",
    "Aarhus",
    "Bergen",
    "Tampere",
    "Turku",
    "Riga",
    "Tartu",
    "Kaunas",
    "Lublin",
    "Brno",
    "Maribor",
    "Split",
    "Varna",
    "Plovdiv",
    "Izmir",
    "Konya",
    "Batumi",
    "Gyumri",
    "Samarkand",
];
/// Pairs of months that follow each other and have the days that the story needs.
const MONTHS: [(&str, &str, &str, &str); 9] = [
    ("March", "03", "April", "04"),
    ("April", "04", "May", "05"),
    ("May", "05", "June", "06"),
    ("June", "06", "July", "07"),
    ("July", "07", "August", "08"),
    ("August", "08", "September", "09"),
    ("September", "09", "October", "10"),
    ("October", "10", "November", "11"),
    ("November", "11", "December", "12"),
];

/// The cast of replica `story`; story 0 is the demo's own.
pub fn cast(seed: u64, story: usize) -> Cast {
    let mut words = FxHashMap::default();
    if story == 0 {
        return Cast {
            words,
            months: ["09", "10"],
        };
    }
    let mut chance = Seeded::new(seed, &[story as u64]);
    words.extend(SURNAMES.map(|name| (name, surname(&mut chance))));
    words.extend(FIRST_NAMES.map(|name| (name, chance.pick(&GIVEN).to_owned())));
    words.extend(CITIES.map(|city| (city, chance.pick(&PLACES).to_owned())));
    words.extend(NUMBERS.map(|number| (number, (20 + chance.below(900)).to_string())));
    let (month, digits, next_month, next_digits) = chance.pick(&MONTHS);
    let year = 2026 - chance.below(30);
    let months = [
        ("September", month),
        ("October", next_month),
        ("Sept", &month[..3]),
    ];
    words.extend(months.map(|(from, to)| (from, to.to_owned())));
    words.extend(
        [("2026", year), ("2019", year - 7), ("2027", year + 1)].map(|(from, to)| (from, to.to_string())),
    );
    words.insert("Досмуханов", words["Dosmukhanov"].clone());
    Cast {
        words,
        months: [digits, next_digits],
    }
}

fn surname(chance: &mut Seeded) -> String {
    [chance.pick(&HEADS), chance.pick(&MIDDLES), chance.pick(&ENDS)].concat()
}

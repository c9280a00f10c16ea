//! Words that tell what a name is: titles, heads of organisations and places, given and family names, peoples. From
//! `data/lexicon.txt`, `data/organisations.txt` and the packed list of personal names; each phrase is a set of [`Sign`]s. The gazetteer is apart.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::fold::{fold, phrase_hash};

/// What a phrase may be a sign of; one bit each. Sections of the lexicon give some, other lists those in parentheses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs(pub u32);

macro_rules! signs {
    ($($name:ident = $bit:expr, $section:expr;)*) => {
        #[allow(missing_docs)]
        impl Signs {
            $(pub const $name: Signs = Signs(1 << $bit);)*

            fn of_section(section: &str) -> Signs {
                match section { $($section => Signs::$name,)* _ => Signs(0) }
            }
        }
    };
}

signs! {
    TITLE = 0, "title";
    TITLE_HEAD = 1, "title-head";
    PERSON_CUE = 2, "person-cue";
    MALE = 3, "male";
    FEMALE = 4, "female";
    ORG_HEAD = 5, "org-head";
    PLACE_HEAD = 6, "place-head";
    FACILITY_HEAD = 7, "facility-head";
    CALENDAR = 8, "calendar";
    NATIONALITY = 9, "nationality";
    ORGANISATION = 10, "organisation";
    NOT_A_NAME = 11, "not-a-name";
    GIVEN = 12, "(given)";
    FAMILY = 13, "(family)";
    COUNTRY = 14, "(country)";
    AREA = 15, "(area)";
    CITY = 16, "(city)";
    TOWN = 17, "(town)";
    REGION = 18, "(region)";
    GIVEN_MALE = 19, "(given male)";
    GIVEN_FEMALE = 20, "(given female)";
    CLUB = 21, "club";
    COMPANY = 22, "company";
    MEDIA = 23, "media";
    PARTY = 24, "party";
    BODY = 25, "body";
}

impl Signs {
    /// Those that only a word with a capital can be a sign of ("Target", "Sharp", "Time").
    pub const OF_CAPITALS: Signs =
        Signs(Signs::CLUB.0 | Signs::COMPANY.0 | Signs::MEDIA.0 | Signs::PARTY.0 | Signs::BODY.0);

    /// Without `signs`.
    pub fn without(self, signs: Signs) -> Signs {
        Signs(self.0 & !signs.0)
    }

    /// Whether any of `signs` is among these.
    pub fn any(self, signs: Signs) -> bool {
        self.0 & signs.0 != 0
    }

    /// Both together.
    pub fn with(self, signs: Signs) -> Signs {
        Signs(self.0 | signs.0)
    }
}

/// Flags of the packed list of personal names.
pub const GIVEN: u64 = 1;
/// A given name of men.
pub const MALE: u64 = 2;
/// A given name of women.
pub const FEMALE: u64 = 4;
/// A family name.
pub const FAMILY: u64 = 8;

/// The embedded lists, by hash of folded phrase.
pub struct Lexicon {
    phrases: FxHashMap<u64, Signs>,
    people: FxHashMap<u64, Signs>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

impl Lexicon {
    /// The embedded lists.
    pub fn embedded() -> &'static Lexicon {
        &LEXICON
    }

    /// What the phrase with that hash is a sign of.
    pub fn signs(&self, hash: u64) -> Signs {
        self.phrases.get(&hash).copied().unwrap_or_default()
    }

    /// What the word with that hash is a sign of as a part of a person's name.
    pub fn person_signs(&self, hash: u64) -> Signs {
        self.people.get(&(hash >> 24)).copied().unwrap_or_default()
    }

    fn read() -> Lexicon {
        let mut phrases: FxHashMap<u64, Signs> = FxHashMap::default();
        let mut section = Signs::default();
        let lists = [
            include_str!("../data/lexicon.txt"),
            include_str!("../data/organisations.txt"),
        ];
        for line in lists.into_iter().flat_map(str::lines) {
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                section = Signs::of_section(name);
            } else if !line.starts_with('#') {
                for phrase in line.split(';').map(fold).filter(|phrase| !phrase.is_empty()) {
                    let signs = phrases.entry(phrase_hash(&phrase)).or_default();
                    *signs = signs.with(section);
                }
            }
        }
        let people = unpack_people(include_bytes!("../data/people.bin"));
        Lexicon { phrases, people }
    }
}

/// The list that `training/names` writes: sorted keys (40 bits of hash, 4 flags) as distances in groups of seven bits.
fn unpack_people(packed: &[u8]) -> FxHashMap<u64, Signs> {
    let mut people = FxHashMap::default();
    let (mut key, mut distance, mut shift) = (0u64, 0u64, 0u32);
    for byte in packed {
        distance |= u64::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
        shift += 7;
        if byte & 0x80 == 0 {
            key = key.wrapping_add(distance);
            people.insert(key >> 4, person_signs(key & 0xf));
            (distance, shift) = (0, 0);
        }
    }
    people
}

fn person_signs(flags: u64) -> Signs {
    let pairs = [
        (GIVEN, Signs::GIVEN),
        (MALE, Signs::GIVEN_MALE),
        (FEMALE, Signs::GIVEN_FEMALE),
        (FAMILY, Signs::FAMILY),
    ];
    pairs
        .into_iter()
        .filter(|(flag, _)| flags & flag != 0)
        .fold(Signs::default(), |signs, (_, sign)| signs.with(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_and_personal_names() {
        let lexicon = Lexicon::embedded();
        assert!(lexicon.signs(phrase_hash("prime minister")).any(Signs::TITLE));
        assert!(lexicon.signs(phrase_hash("stadium")).any(Signs::PLACE_HEAD));
        assert!(
            lexicon
                .person_signs(phrase_hash("vladimir"))
                .any(Signs::GIVEN_MALE)
        );
        assert!(lexicon.person_signs(phrase_hash("putin")).any(Signs::FAMILY));
        assert_eq!(lexicon.person_signs(phrase_hash("xqzt")), Signs::default());
    }
}

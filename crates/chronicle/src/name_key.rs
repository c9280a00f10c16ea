//! The key under which a name is the same in two articles: letters folded, and the few spellings that are known to be
//! one name. A key never joins people by their family name alone.

use annals_names::MentionKind;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::report::{ReportedParticipant, office_and_name};

/// The key of a name, and whether it is enough to tell who or what is meant. Phrases ("leading officials"), single
/// names of people and names of other things are not.
pub fn name_key(participant: &ReportedParticipant) -> (String, bool) {
    let folded = fold(&participant.name);
    match (participant.kind, &participant.located) {
        (Some(MentionKind::Person), _) => {
            // A title that was taken for a part of the name is no part of it.
            let key = annals_names::person_key(office_and_name(&participant.name).1);
            let known = key.is_some();
            (key.unwrap_or_else(|| without_office(&folded).to_owned()), known)
        }
        (Some(MentionKind::Place), Some(place)) => (place_key(&place.name, place.country), true),
        // Every country has a foreign ministry: the name alone does not tell which.
        (Some(MentionKind::Organisation), _) if annals_names::is_generic_body(&participant.name) => {
            match participant.country {
                Some(country) => (in_country(&folded, country), true),
                None => (folded, false),
            }
        }
        (Some(MentionKind::Place | MentionKind::Organisation), _) => {
            let named = !folded.is_empty();
            (folded, named)
        }
        (Some(MentionKind::Other) | None, _) => (folded, false),
    }
}

/// The gazetteer's name with its country: "paris fr".
fn place_key(name: &str, country: [u8; 2]) -> String {
    in_country(&fold(name), country)
}

fn in_country(folded: &str, country: [u8; 2]) -> String {
    let country = country.map(|letter| char::from(letter).to_ascii_lowercase());
    format!("{folded} {}{}", country[0], country[1])
}

/// Lower case without accents, points and apostrophes; anything else that is no letter or digit is a space; no leading
/// "the" and no trailing "'s".
pub fn fold(name: &str) -> String {
    let name = name.trim().trim_end_matches("'s").trim_end_matches("’s");
    let mut folded = String::with_capacity(name.len());
    for letter in name.nfkd().filter(|&letter| !is_combining_mark(letter)) {
        match letter {
            '.' | '\'' | '’' | '‘' | 'ʼ' | '`' => {}
            letter if letter.is_alphanumeric() => folded.extend(letter.to_lowercase()),
            _ if folded.is_empty() || folded.ends_with(' ') => {}
            _ => folded.push(' '),
        }
    }
    let folded = folded.trim_end();
    folded.strip_prefix("the ").unwrap_or(folded).to_owned()
}

/// Words of office that stand before a name and are taken for a part of it now and then.
const OFFICES: &[&str] = &[
    "ambassador",
    "chairman",
    "chairwoman",
    "chancellor",
    "chief",
    "commander",
    "comrade",
    "deputy",
    "director",
    "foreign",
    "general",
    "governor",
    "king",
    "leader",
    "marshal",
    "mayor",
    "minister",
    "pope",
    "premier",
    "president",
    "prince",
    "queen",
    "secretary",
    "senator",
    "speaker",
    "spokesman",
    "spokeswoman",
];

/// A folded name behind the last word of office in it: "yerlan aman" for "kazakh president yerlan aman".
pub fn without_office(folded: &str) -> &str {
    let mut name = folded;
    let mut rest = folded;
    while let Some((word, behind)) = rest.split_once(' ') {
        if OFFICES.contains(&word) && behind.contains(' ') {
            name = behind;
        }
        rest = behind;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str, kind: MentionKind, country: Option<&[u8; 2]>) -> (String, bool) {
        name_key(&ReportedParticipant {
            name: name.into(),
            kind: Some(kind),
            country: country.copied(),
            ..ReportedParticipant::default()
        })
    }

    #[test]
    fn a_body_that_every_country_has_is_that_of_one() {
        let ministry = |country| key("Foreign Ministry", MentionKind::Organisation, country);
        assert_eq!(ministry(Some(b"RU")), ("foreign ministry ru".into(), true));
        assert_ne!(ministry(Some(b"RU")), ministry(Some(b"JP")));
        assert!(!ministry(None).1, "nobody knows whose it is");
        assert!(key("Gazprom", MentionKind::Organisation, None).1);
    }

    #[test]
    fn a_person_is_known_by_a_full_name_only() {
        let person = |name| key(name, MentionKind::Person, None);
        assert_eq!(person("Choe Jong Chol"), person("Choi Jeong-cheol"));
        assert_eq!(person("Boris Peskov"), person("Boris Peskow"));
        assert_ne!(person("Choe Jong Chol"), person("Choe Jung-chul"));
        assert_ne!(person("Boris Peskov"), person("B. Peskov"));
        assert!(!person("Peskov").1);
    }
}

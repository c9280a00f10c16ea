//! The key under which a name is the same in two articles: letters folded, and the few spellings that are known to be
//! one name. A key never joins people by their family name alone.

use annals_names::MentionKind;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::report::ReportedParticipant;

/// The key of a name, and whether it is enough to tell who or what is meant. Phrases ("leading officials"), single
/// names of people and names of other things are not.
pub fn name_key(participant: &ReportedParticipant) -> (String, bool) {
    let folded = fold(&participant.name);
    match (participant.kind, &participant.located) {
        (Some(MentionKind::Person), _) => {
            let name = without_office(&folded);
            let full = name.contains(' ');
            (if full { person_key(name) } else { name.to_owned() }, full)
        }
        (Some(MentionKind::Place), Some(place)) => (place_key(&place.name, place.country), true),
        (Some(MentionKind::Place | MentionKind::Organisation), _) => {
            let named = !folded.is_empty();
            (folded, named)
        }
        (Some(MentionKind::Other) | None, _) => (folded, false),
    }
}

/// The gazetteer's name with its country: "paris fr".
fn place_key(name: &str, country: [u8; 2]) -> String {
    let country = country.map(|letter| char::from(letter).to_ascii_lowercase());
    format!("{} {}{}", fold(name), country[0], country[1])
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

/// Family names of Korean people in the spellings of North, South and abroad, each row one name.
const KOREAN_FAMILY_NAMES: &[&[&str]] = &[
    &["ahn", "an"],
    &["bae", "pae"],
    &["cho", "jo"],
    &["choe", "choi"],
    &["han"],
    &["hong"],
    &["hwang"],
    &["jang", "chang"],
    &["jon", "chon", "jeon", "chun"],
    &["jong", "jung", "jeong", "chung", "chong"],
    &["kang"],
    &["kim", "gim"],
    &["lee", "ri", "rhee", "yi"],
    &["lim", "im", "rim"],
    &["moon", "mun"],
    &["noh", "no", "roh", "ro"],
    &["oh", "o"],
    &["pak", "park"],
    &["ryu", "yu", "yoo"],
    &["shin", "sin"],
    &["so", "seo", "suh"],
    &["thae", "tae"],
    &["yang", "ryang"],
    &["yun", "yoon"],
];

/// Given names in spellings that transliteration alone tells apart, each row one name.
const GIVEN_NAMES: &[&[&str]] = &[
    &["aleksandr", "alexandr", "alexander", "aleksander"],
    &["alexei", "alexey", "aleksei", "aleksey"],
    &["anatoly", "anatoli", "anatoliy", "anatolii"],
    &["andrei", "andrey", "andrej"],
    &["dmitri", "dmitry", "dmitriy", "dmitrii"],
    &["gennady", "gennadi", "gennadiy"],
    &["grigory", "grigori", "grigoriy"],
    &["mohammed", "mohammad", "muhammad", "mohamed"],
    &["nikolai", "nikolay", "nikolaj"],
    &["sergei", "sergey", "sergej"],
    &["valery", "valeri", "valeriy"],
    &["vasily", "vasili", "vasiliy", "vassily"],
    &["vitaly", "vitali", "vitaliy"],
    &["yevgeny", "evgeny", "yevgeni", "evgeni", "yevgeniy", "evgeniy"],
    &["yuri", "yury", "yuriy", "iurii"],
];

/// The key of a folded name of several words.
fn person_key(folded: &str) -> String {
    let mut words: Vec<&str> = folded.split(' ').collect();
    if let Some(family) = row_of(KOREAN_FAMILY_NAMES, words[0]).filter(|_| words.len() <= 3) {
        // "Jong-un", "Jong Un" and "Jongun" are one given name.
        return format!("{family} {}", words[1..].concat());
    }
    if words.len() == 3 && is_patronymic(words[1]) {
        words.remove(1);
    }
    if words.len() >= 3 && matches!(words[words.len() - 2], "al" | "el") {
        words.remove(words.len() - 2);
    }
    words[0] = row_of(GIVEN_NAMES, words[0]).unwrap_or(words[0]);
    words.join(" ")
}

/// The first spelling of the row that `word` stands in.
fn row_of(rows: &[&[&'static str]], word: &str) -> Option<&'static str> {
    rows.iter().find(|row| row.contains(&word)).map(|row| row[0])
}

/// A Russian father's name between given and family name.
fn is_patronymic(word: &str) -> bool {
    ["ovich", "evich", "ovna", "evna", "ichna"]
        .iter()
        .any(|ending| word.len() > ending.len() + 1 && word.ends_with(ending))
}

//! The key under which a full name is the same in two articles: spellings that rules alone tell apart share one. What
//! takes judgement (initials, short forms, spellings of taste) keeps a key of its own, for it may be somebody else.

use super::{PersonName, arabic, chinese, korean, slavic};

/// The key of a printed name; none where it does not tell who is meant (a family name alone, an office, a thing).
///
/// ```
/// use annals_names::person_key;
///
/// assert_eq!(person_key("Comrade Choe Ryong Hae"), person_key("Choi Ryong-hae"));
/// assert_eq!(person_key("Sergei Lavrov"), person_key("Sergey Viktorovich Lavrov"));
/// assert_ne!(person_key("S. Lavrov"), person_key("Sergei Lavrov"));
/// assert_eq!(person_key("Lavrov"), None);
/// ```
pub fn person_key(printed: &str) -> Option<String> {
    let name = PersonName::parse(printed);
    let full = name.words.len() > 1 || name.number.is_some() && !name.words.is_empty();
    if !full || name.of_a_thing {
        return None;
    }
    let key = eastern(&name).unwrap_or_else(|| western(&name));
    Some(match name.number {
        Some(number) => format!("{key} {number}"),
        None => key,
    })
}

fn eastern(name: &PersonName) -> Option<String> {
    let (korean, chinese) = (name.korean(), name.chinese());
    let pinyin = name.is_pinyin() && !chinese.is_empty();
    if let Some(read) = korean.first().filter(|_| !pinyin) {
        let family = korean::family_key(&read.family)?;
        return Some(format!("{family} {}", korean::given_key(&read.given)));
    }
    let read = chinese
        .first()
        .filter(|read| chinese::is_family(&read.family, false))?;
    Some(format!("{} {}", read.family, read.given))
}

fn western(name: &PersonName) -> String {
    let count = name.words.len();
    let family = name.words.last().map_or("", |word| word.lower.as_str());
    let is_slavic = is_slavic(&slavic::key(family));
    let middle = |i: usize| i > 0 && i + 1 < count;
    let kept = name.words.iter().enumerate().filter(|(i, word)| {
        let dropped = slavic::is_patronymic(&word.letters) || matches!(word.letters.as_str(), "al" | "el");
        !(dropped && middle(*i))
    });
    let words = kept.map(|(i, word)| {
        if let Some(given) = given_name(&word.letters).filter(|_| i == 0) {
            return given.to_owned();
        }
        match is_slavic {
            true => slavic::key(&word.lower),
            false => without_article(&word.lower, &word.letters),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

fn without_article(lower: &str, letters: &str) -> String {
    match lower.split_once('-') {
        Some((head, stem)) if arabic::is_article(head) => crate::fold::fold(stem).replace(' ', ""),
        _ => letters.to_owned(),
    }
}

/// Whether a family name, in the alphabet of sounds, ends as Russian, Ukrainian and Belarusian ones do.
fn is_slavic(sounds: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "ov", "ev", "in", "ski", "ckoi", "enko", "uk", "ova", "eva", "ina", "skaia", "viC", "ich", "ko",
    ];
    ENDINGS
        .iter()
        .any(|ending| sounds.len() > ending.len() + 2 && sounds.ends_with(ending))
}

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

fn given_name(letters: &str) -> Option<&'static str> {
    GIVEN_NAMES
        .iter()
        .find(|row| row.contains(&letters))
        .map(|row| row[0])
}

/// Keys of which two names that may be one person's share at least one. Coarse: whoever shares one is still to be compared.
pub fn near_keys(name: &PersonName) -> Vec<String> {
    let korean = name.korean().into_iter();
    let korean =
        korean.filter_map(|read| korean::family_key(&read.family).map(|family| format!("ko {family}")));
    let chinese = name.chinese().into_iter();
    let chinese = chinese.flat_map(|read| chinese::family_readings(&read.family));
    let long = name.words.iter().filter(|word| !word.initial);
    let words = long
        .map(|word| consonants(&word.letters))
        .filter(|word| word.len() > 1);
    let mut keys: Vec<String> = korean
        .chain(chinese.map(|family| format!("zh {family}")))
        .chain(words)
        .collect();
    keys.sort();
    keys.dedup();
    keys
}

/// The consonants of a word by rows that spellings mix: one letter for all sibilants, one for k, g and q.
fn consonants(letters: &str) -> String {
    let mut row = String::with_capacity(letters.len());
    for letter in letters.chars() {
        let sound = match letter {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j' | 'h' => continue,
            'b' | 'p' => 'p',
            'c' | 's' | 'z' | 'x' => 's',
            'd' | 't' => 't',
            'g' | 'k' | 'q' => 'k',
            'f' | 'v' | 'w' => 'v',
            other => other,
        };
        // "ts", "tch" and "sh" are one sound each, as "s" is.
        if sound == 's' && row.ends_with('t') {
            row.pop();
        }
        if !row.ends_with(sound) {
            row.push(sound);
        }
    }
    row
}

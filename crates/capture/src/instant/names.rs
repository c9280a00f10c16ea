//! The names in dates: months as the languages of news feeds write and shorten them, zones, halves of the day.

/// The beginnings of the months' names, in lower case without accents, longest first where one begins another.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene", "gen", "sty", "oca", "янв", "січ", "ιαν", "led"],
    &[
        "feb", "fev", "fév", "lut", "sub", "şub", "фев", "лют", "φεβ", "uno",
    ],
    &["mar", "mär", "már", "maa", "mrt", "märz", "мар", "бер", "μαρ"],
    &[
        "apr", "abr", "avr", "kwi", "nis", "апр", "кві", "απρ", "dub", "ápr",
    ],
    &[
        "may", "mai", "mei", "mag", "maj", "maí", "май", "мая", "тра", "μαι", "μαϊ", "máj",
    ],
    &[
        "jun", "juin", "giu", "cze", "haz", "июн", "чер", "ιουν", "ιούν", "jún",
    ],
    &[
        "jul", "juil", "lug", "lip", "tem", "июл", "лип", "ιουλ", "ιούλ", "júl",
    ],
    &[
        "aug", "ago", "aou", "aoû", "sie", "ağu", "авг", "сер", "αυγ", "αύγ",
    ],
    &["sep", "set", "wrz", "eyl", "zář", "сен", "вер", "σεπ", "szep"],
    &[
        "oct", "okt", "ott", "out", "paź", "eki", "окт", "жов", "οκτ", "říj",
    ],
    &["nov", "noe", "kas", "ноя", "лис", "νοε", "νοέ"],
    &[
        "dec", "dic", "dez", "des", "déc", "gru", "ara", "дек", "гру", "δεκ", "pro",
    ],
];

/// The number of the month that a word names or begins to name.
pub fn month(word: &str) -> Option<i8> {
    let word = word
        .trim_end_matches('.')
        .to_lowercase()
        .replace('ά', "α")
        .replace('έ', "ε");
    let named = |names: &&[&str]| names.iter().any(|name| word.starts_with(name));
    let is_word = word.chars().all(char::is_alphabetic) && !is_weekday(&word);
    let found = MONTHS.iter().position(named).filter(|_| is_word)?;
    i8::try_from(found + 1).ok()
}

/// Weekdays of English and French: those that begin as a month does, or stand behind the date.
pub fn is_weekday(word: &str) -> bool {
    const WEEKDAYS: [&str; 14] = [
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "mardi", "lun", "mer", "jeu", "ven", "sam", "dim",
    ];
    let word = word.to_lowercase();
    WEEKDAYS.iter().any(|day| word.starts_with(day))
}

/// Whether a word says that it is afternoon, or not.
pub fn afternoon(word: &str) -> Option<bool> {
    match word.to_ascii_lowercase().as_str() {
        "am" | "a.m" | "오전" => Some(false),
        "pm" | "p.m" | "오후" => Some(true),
        _ => None,
    }
}

/// Seconds east of Greenwich of a named zone. The letters that several parts of the world use are read as RFC 822 and
/// North American feeds mean them; those that stay unclear (IST, BST as Bangladesh's, CST as China's) in their most
/// frequent meaning in news feeds.
pub fn zone(name: &str) -> Option<i32> {
    // The single letters of RFC 822 were defined the wrong way round: they say nothing (RFC 2822, section 4.3).
    if name.len() == 1 && name.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Some(0);
    }
    let name = name.to_ascii_uppercase();
    let name = name.strip_prefix("ETC/").unwrap_or(&name);
    if let Some(offset) = name
        .strip_prefix("GMT")
        .or(name.strip_prefix("UTC"))
        .filter(|rest| !rest.is_empty())
    {
        return super::numeric_zone(offset);
    }
    let half_hours = match name {
        "GMT" | "UTC" | "UT" | "WET" => 0,
        "CET" | "MET" | "MEZ" | "BST" | "WEST" | "WAT" => 2,
        "CEST" | "MEST" | "MESZ" | "EET" | "CAT" | "SAST" => 4,
        "EEST" | "MSK" | "EAT" | "TRT" => 6,
        "GST" | "MSD" => 8,
        "PKT" => 10,
        "IST" => 11,
        "ICT" | "WIB" => 14,
        "HKT" | "SGT" | "PHT" | "AWST" => 16,
        "JST" | "KST" => 18,
        "ACST" => 19,
        "AEST" => 20,
        "AEDT" => 22,
        "NZST" => 24,
        "NZDT" => 26,
        "ART" | "BRT" | "ADT" => -6,
        "NST" => -7,
        "AST" | "EDT" => -8,
        "EST" | "CDT" | "ET" => -10,
        "CST" | "MDT" | "CT" => -12,
        "MST" | "PDT" | "MT" => -14,
        "PST" | "PT" | "AKDT" => -16,
        "AKST" | "HADT" => -18,
        "HST" | "HAST" => -20,
        _ => return None,
    };
    Some(half_hours * 1800)
}

//! Words that decide how grave a change is: numbers, words that deny, words that say on whose word something stands. Lists
//! of words, by language where languages differ; a language without a list has digits and quotation marks only.

use annals_text::Language;

/// The lists of one language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Vocabulary {
    negators: &'static [&'static str],
    cues: &'static [&'static str],
    capitalises_nouns: bool,
}

struct Row {
    language: &'static str,
    negators: &'static [&'static str],
    cues: &'static [&'static str],
}

#[rustfmt::skip]
const ROWS: [Row; 12] = [
    Row {
        language: "en",
        negators: &["not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot", "nowhere", "hardly"],
        cues: &["said", "says", "say", "saying", "told", "tells", "tell", "according", "stated", "states", "announced",
            "claimed", "claims", "claim", "alleged", "alleges", "allegedly", "alleging", "reportedly", "reported", "reports",
            "source", "sources", "quoted", "quoting", "citing", "cited", "confirmed", "confirms", "denied", "denies",
            "insisted", "insists", "acknowledged", "admitted", "admits", "apparently", "supposedly", "purported",
            "purportedly", "accused", "suspected", "asserted", "argued", "warned", "stressed", "added", "noted", "believed",
            "believes", "unconfirmed", "rumoured", "rumored", "may", "might", "could"],
    },
    Row {
        language: "de",
        negators: &["nicht", "kein", "keine", "keinen", "keiner", "keinem", "keines", "nie", "niemals", "niemand", "nichts", "ohne", "weder"],
        cues: &["sagte", "sagt", "sagten", "erklärte", "laut", "zufolge", "behauptete", "behauptet", "angeblich", "mutmaßlich",
            "mutmaßliche", "berichtete", "bestätigte", "dementierte", "bestritt", "soll", "sollen", "könnte", "räumte", "betonte"],
    },
    Row {
        language: "fr",
        negators: &["ne", "n'", "pas", "jamais", "aucun", "aucune", "rien", "personne", "sans", "ni", "non"],
        cues: &["dit", "déclaré", "affirmé", "affirme", "selon", "assuré", "indiqué", "prétend", "présumé", "présumée", "confirmé",
            "démenti", "annoncé", "aurait", "auraient", "pourrait", "estime", "reconnu"],
    },
    Row {
        language: "es",
        negators: &["no", "nunca", "ningún", "ninguna", "ninguno", "nadie", "nada", "sin", "tampoco", "ni", "jamás"],
        cues: &["dijo", "dice", "según", "afirmó", "aseguró", "declaró", "presunto", "presunta", "supuesto", "supuestamente",
            "presuntamente", "confirmó", "negó", "anunció", "habría", "podría", "admitió", "denunció"],
    },
    Row {
        language: "it",
        negators: &["non", "mai", "nessun", "nessuno", "nessuna", "niente", "nulla", "senza", "né", "neppure"],
        cues: &["detto", "dice", "secondo", "affermato", "dichiarato", "presunto", "presunta", "confermato", "smentito",
            "annunciato", "avrebbe", "avrebbero", "potrebbe", "ammesso"],
    },
    Row {
        language: "pt",
        negators: &["não", "nunca", "nenhum", "nenhuma", "ninguém", "nada", "sem", "nem", "jamais"],
        cues: &["disse", "diz", "segundo", "afirmou", "declarou", "suposto", "suposta", "supostamente", "alegadamente",
            "confirmou", "negou", "anunciou", "teria", "poderia", "admitiu"],
    },
    Row {
        language: "nl",
        negators: &["niet", "geen", "nooit", "niemand", "niets", "zonder", "noch"],
        cues: &["zei", "zegt", "volgens", "verklaarde", "beweerde", "beweert", "vermeende", "vermoedelijk", "bevestigde",
            "ontkende", "meldde", "zou", "zouden", "erkende"],
    },
    Row {
        language: "ru",
        negators: &["не", "ни", "нет", "никогда", "никто", "ничего", "без", "нельзя"],
        cues: &["сказал", "сказала", "заявил", "заявила", "заявили", "словам", "данным", "якобы", "сообщил", "сообщила",
            "подтвердил", "отрицал", "опроверг", "признал", "утверждает"],
    },
    Row {
        language: "zh",
        negators: &["不", "没", "未", "无", "非"],
        cues: &["说", "称", "据", "讯"],
    },
    Row { language: "ja", negators: &["無", "不", "未"], cues: &[] },
    Row { language: "ko", negators: &["않", "없", "못", "아니"], cues: &[] },
    Row {
        language: "tr",
        negators: &["değil", "yok", "hiç", "asla", "hayır"],
        cues: &["dedi", "söyledi", "göre", "iddia", "belirtti", "açıkladı", "doğruladı", "yalanladı"],
    },
];

impl Vocabulary {
    pub fn of(language: Option<Language>) -> Self {
        let code = language.map_or(String::new(), |language| language.code().to_owned());
        let row = ROWS.iter().find(|row| row.language == code);
        Vocabulary {
            negators: row.map_or(&[], |row| row.negators),
            cues: row.map_or(&[], |row| row.cues),
            capitalises_nouns: code == "de",
        }
    }

    /// Whether a word, folded, denies.
    pub fn negates(&self, word: &str) -> bool {
        self.negators.contains(&word) || word.ends_with("n't")
    }

    /// Whether a word says on whose word something stands.
    pub fn attributes(&self, word: &str) -> bool {
        self.cues.contains(&word)
    }

    /// Whether any noun has a capital, so that capitals do not tell names.
    pub fn capitalises_nouns(&self) -> bool {
        self.capitalises_nouns
    }
}

const PRONOUNS: [&str; 18] = [
    "he", "she", "they", "it", "his", "her", "their", "its", "him", "them", "who", "er", "sie", "il", "elle",
    "él", "ella", "он",
];

/// Whether a word stands for a name.
pub(super) fn is_pronoun(word: &str) -> bool {
    PRONOUNS.contains(&word)
}

/// Whether the only word of one side is that of the other with a prefix that turns it round.
pub(super) fn are_opposites(old: &[String], new: &[String]) -> bool {
    const TURNING: [&str; 8] = ["un", "in", "im", "il", "ir", "dis", "non", "anti"];
    let ([old], [new]) = (old, new) else { return false };
    let turns = |long: &str, short: &str| {
        let prefix = long.strip_suffix(short);
        short.len() >= 4 && prefix.is_some_and(|prefix| TURNING.contains(&prefix))
    };
    turns(old, new) || turns(new, old)
}

const SMALL: [(&str, &str); 28] = [
    ("zero", "0"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("eleven", "11"),
    ("twelve", "12"),
    ("thirteen", "13"),
    ("fourteen", "14"),
    ("fifteen", "15"),
    ("sixteen", "16"),
    ("seventeen", "17"),
    ("eighteen", "18"),
    ("nineteen", "19"),
    ("twenty", "20"),
    ("thirty", "30"),
    ("forty", "40"),
    ("fifty", "50"),
    ("sixty", "60"),
    ("seventy", "70"),
    ("eighty", "80"),
    ("ninety", "90"),
    ("both", "2"),
];
const ORDINALS: [(&str, &str); 11] = [
    ("third", "3"),
    ("fourth", "4"),
    ("fifth", "5"),
    ("sixth", "6"),
    ("seventh", "7"),
    ("eighth", "8"),
    ("ninth", "9"),
    ("tenth", "10"),
    ("eleventh", "11"),
    ("twelfth", "12"),
    ("twentieth", "20"),
];
const LARGE: [&str; 12] = [
    "hundred",
    "hundreds",
    "thousand",
    "thousands",
    "million",
    "millions",
    "billion",
    "billions",
    "trillion",
    "dozen",
    "dozens",
    "half",
];
/// From two on; the last four are ten, a hundred, a thousand and ten thousand, which need only differ from each other.
const HAN: [&str; 12] = [
    "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "千", "万",
];
/// As often an article or an adverb as a number.
const UNSURE: [(&str, &str); 6] = [
    ("一", "1"),
    ("one", "1"),
    ("first", "1"),
    ("second", "2"),
    ("once", "1"),
    ("twice", "2"),
];

/// The number that a word is, so that equal numbers read the same, and whether it is surely one.
pub(super) fn number(printed: &str) -> Option<(String, bool)> {
    if printed.starts_with(|c: char| c.is_numeric()) {
        return Some((digits(printed), true));
    }
    if let Some(at) = HAN.iter().position(|character| *character == printed) {
        return Some(((at + 2).to_string(), true));
    }
    let word = printed.to_lowercase();
    let find = |list: &[(&str, &str)]| {
        list.iter()
            .find(|(name, _)| *name == word)
            .map(|it| it.1.to_owned())
    };
    if let Some(number) = find(&SMALL).or_else(|| find(&ORDINALS)) {
        return Some((number, true));
    }
    if let Some(number) = find(&UNSURE) {
        return Some((number, false));
    }
    let large = LARGE.iter().find(|name| **name == word)?;
    Some((large.trim_end_matches('s').to_owned(), true))
}

/// "3,000" is 3000, "8th" is 8, "2,5" is 2.5.
fn digits(printed: &str) -> String {
    let number = printed.trim_end_matches(char::is_alphabetic);
    let suffix = &printed[number.len()..];
    let ordinal = ["st", "nd", "rd", "th"]
        .iter()
        .any(|ending| suffix.eq_ignore_ascii_case(ending));
    let mut groups = number.split([',', '.']);
    let first = groups.next().unwrap_or_default();
    let grouped = number != first && first.len() <= 3 && groups.all(|group| group.len() == 3);
    let number = match grouped {
        true => number.replace([',', '.'], ""),
        false => number.replace(',', "."),
    };
    match ordinal {
        true => number,
        false => number + &suffix.to_lowercase(),
    }
}

//! The words the readers know, by class, with the inflections of verbs. The lists are data (`lexicon/words.txt`); this is
//! their reading, done once. It is no dictionary: what it does not know is taken for a noun or, by its ending, for a verb.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

/// A closed class of words, or what is known of a noun.
pub type WordSet = FxHashSet<&'static str>;

/// Which forms of its verb a word can be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VerbForms {
    /// "visit".
    pub base: bool,
    /// "visits".
    pub third: bool,
    /// "visited", "went".
    pub past: bool,
    /// "visited", "gone".
    pub participle: bool,
    /// "visiting".
    pub ing: bool,
}

/// What one inflected form says: the verb's base form, and which form of it this is.
#[derive(Clone, Debug)]
pub struct VerbForm {
    /// The base form.
    pub lemma: &'static str,
    /// Which forms it can be.
    pub forms: VerbForms,
}

/// All lists, by the names of their sections.
pub struct Lexicon {
    sections: FxHashMap<&'static str, WordSet>,
    verbs: FxHashMap<String, VerbForm>,
    countries: FxHashMap<String, &'static str>,
}

impl Lexicon {
    /// Whether `word`, in lower case, is in the section.
    pub fn has(&self, section: &str, word: &str) -> bool {
        self.sections.get(section).is_some_and(|set| set.contains(word))
    }

    /// The verb that `word`, in lower case, is a form of.
    pub fn verb(&self, word: &str) -> Option<&VerbForm> {
        self.verbs.get(word)
    }

    /// Whether a noun, singular or plural, is in the section.
    pub fn has_noun(&self, section: &str, word: &str) -> bool {
        self.has(section, word) || singular(word).any(|stem| self.has(section, &stem))
    }

    /// The country that an adjective of nationality, in lower case, stands for ("cuban" -> "Cuba"), its plural too.
    pub fn country(&self, word: &str) -> Option<&'static str> {
        let stem = word.strip_suffix('s').unwrap_or(word);
        self.countries
            .get(word)
            .or_else(|| self.countries.get(stem))
            .copied()
    }
}

/// The lists of `words.txt`, read once.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| read(include_str!("lexicon/words.txt"), super::frames::verbs()))
}

/// The forms a noun's singular may have, from its plural.
pub(crate) fn singular(word: &str) -> impl Iterator<Item = String> {
    let ies = word.strip_suffix("ies").map(|stem| format!("{stem}y"));
    let men = word.strip_suffix("men").map(|stem| format!("{stem}man"));
    let women = word.strip_suffix("women").map(|stem| format!("{stem}woman"));
    let es = word.strip_suffix("es").map(str::to_owned);
    let s = word.strip_suffix('s').map(str::to_owned);
    [ies, men, women, es, s].into_iter().flatten()
}

fn read(source: &'static str, frame_verbs: impl Iterator<Item = &'static str>) -> Lexicon {
    let mut lexicon = Lexicon {
        sections: FxHashMap::default(),
        verbs: FxHashMap::default(),
        countries: FxHashMap::default(),
    };
    for verb in frame_verbs {
        lexicon.add_verb(verb);
    }
    let mut section = "";
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = name;
            continue;
        }
        for entry in line.split(',').map(str::trim).filter(|entry| !entry.is_empty()) {
            lexicon.add(section, entry);
        }
    }
    lexicon
}

impl Lexicon {
    fn add(&mut self, section: &'static str, entry: &'static str) {
        match section {
            "verbs" => self.add_verb(entry),
            "demonym" => {
                if let Some((people, country)) = entry.split_once(' ') {
                    self.countries.insert(people.to_lowercase(), country);
                }
            }
            _ => {
                self.sections.entry(section).or_default().insert(entry);
            }
        }
    }

    /// Adds a verb with its forms: "go went gone" gives the irregular ones, else they are made.
    fn add_verb(&mut self, entry: &'static str) {
        let mut words = entry.split(' ');
        let Some(lemma) = words.next() else { return };
        let irregular = (words.next(), words.next());
        let set = |change: fn(&mut VerbForms)| change;
        self.add_form(lemma.to_owned(), lemma, set(|forms| forms.base = true));
        self.add_form(third(lemma), lemma, set(|forms| forms.third = true));
        self.add_form(ing(lemma), lemma, set(|forms| forms.ing = true));
        match irregular {
            (Some(past), Some(participle)) => {
                self.add_form(past.to_owned(), lemma, set(|forms| forms.past = true));
                self.add_form(participle.to_owned(), lemma, set(|forms| forms.participle = true));
            }
            _ => {
                self.add_form(
                    past(lemma),
                    lemma,
                    set(|forms| {
                        forms.past = true;
                        forms.participle = true;
                    }),
                );
            }
        }
    }

    fn add_form(&mut self, form: String, lemma: &'static str, change: fn(&mut VerbForms)) {
        let entry = self.verbs.entry(form).or_insert(VerbForm {
            lemma,
            forms: VerbForms::default(),
        });
        if entry.lemma == lemma {
            change(&mut entry.forms);
        }
    }
}

pub(crate) fn third(lemma: &str) -> String {
    if ends_in_consonant_y(lemma) {
        return format!("{}ies", &lemma[..lemma.len() - 1]);
    }
    let hisses = ["s", "x", "z", "ch", "sh", "o"];
    let ending = if hisses.iter().any(|h| lemma.ends_with(h)) {
        "es"
    } else {
        "s"
    };
    format!("{lemma}{ending}")
}

pub(crate) fn past(lemma: &str) -> String {
    if lemma.ends_with('e') {
        return format!("{lemma}d");
    }
    if ends_in_consonant_y(lemma) {
        return format!("{}ied", &lemma[..lemma.len() - 1]);
    }
    format!("{}ed", doubled(lemma))
}

pub(crate) fn ing(lemma: &str) -> String {
    if let Some(stem) = lemma.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    match lemma.strip_suffix('e') {
        Some(stem) if !stem.ends_with('e') && stem.len() > 1 => format!("{stem}ing"),
        _ => format!("{}ing", doubled(lemma)),
    }
}

/// "plan" -> "plann": a stressed short vowel before one consonant doubles it.
fn doubled(lemma: &str) -> String {
    const DOUBLING: &[&str] = &[
        "admit", "ban", "bar", "beg", "begin", "bet", "commit", "compel", "confer", "cut", "defer", "deter",
        "dispel", "drop", "expel", "fit", "forget", "get", "grab", "hit", "jam", "jog", "kidnap", "let",
        "mob", "nab", "occur", "permit", "pin", "plan", "put", "quit", "rebut", "refer", "run", "sap",
        "scrap", "set", "shed", "shut", "sit", "slam", "slap", "spot", "spur", "stab", "stem", "step",
        "stop", "strip", "submit", "swim", "tap", "transfer", "transmit", "trap", "trim", "win", "wrap",
        "cancel", "travel", "signal", "label", "propel", "overrun", "drag", "rob", "war", "rig", "repel",
        "rub", "chop", "clap", "dig", "dub", "hug", "lag", "nod", "plot", "rap", "ship", "skip", "snap",
        "star", "tug", "initial", "fuel", "gun", "gas", "whip", "zap", "abet", "gut", "flog", "con", "prop",
        "mop", "top", "pat", "rip", "scrub", "shun", "sum", "sin", "chat", "air-drop", "airdrop", "overlap",
        "remit", "omit", "regret", "equip", "control", "patrol", "rebel", "excel", "annul", "marshal",
        "shovel", "tunnel", "channel", "model", "quarrel", "rival", "total", "level", "bus", "rap", "snub",
        "lob", "grip", "drub", "unwrap", "beset", "split", "upset", "quip", "brag", "concur",
    ];
    match lemma.chars().last() {
        Some(last) if DOUBLING.contains(&lemma) => format!("{lemma}{last}"),
        _ => lemma.to_owned(),
    }
}

fn ends_in_consonant_y(lemma: &str) -> bool {
    let mut letters = lemma.chars().rev();
    letters.next() == Some('y') && letters.next().is_some_and(|c| !"aeiou".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflections_lead_back_to_their_verb() {
        for (form, lemma) in [
            ("visited", "visit"),
            ("pays", "pay"),
            ("planning", "plan"),
            ("signed", "sign"),
            ("met", "meet"),
            ("dying", "die"),
            ("arrives", "arrive"),
            ("held", "hold"),
            ("carries", "carry"),
            ("kidnapped", "kidnap"),
        ] {
            assert_eq!(lexicon().verb(form).map(|verb| verb.lemma), Some(lemma), "{form}");
        }
    }

    #[test]
    fn nouns_are_found_in_the_plural() {
        assert!(lexicon().has_noun("person", "spokeswomen"));
        assert!(lexicon().has_noun("group", "ministries"));
        assert_eq!(lexicon().country("cubans"), Some("Cuba"));
    }
}

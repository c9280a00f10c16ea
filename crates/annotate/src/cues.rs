//! The words that report what somebody says, thinks or means to do, and what each may have as its content. The lists are
//! data (`lexicon/cues.txt`); this is their reading, done once. How a cue stands in its sentence is the business of
//! `saying.rs`.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::lexicon::{ing, past, singular, third};

/// What may be the content of a cue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Takes(u16);

impl Takes {
    /// A clause or quotation.
    pub const SAYS: Takes = Takes(1);
    /// A clause, of what somebody thinks.
    pub const THINKS: Takes = Takes(2);
    /// A clause, of studies and documents as of people.
    pub const SHOWS: Takes = Takes(4);
    /// An infinitive.
    pub const MEANS_TO: Takes = Takes(8);
    /// Somebody and an infinitive.
    pub const TELLS_TO: Takes = Takes(16);
    /// An object.
    pub const JUDGES: Takes = Takes(32);
    /// A phrase with a preposition.
    pub const SPEAKS_OF: Takes = Takes(64);
    /// Its subject, in the passive without a doer.
    pub const PASSIVE: Takes = Takes(128);
    /// For a noun: a clause or infinitive.
    pub const CLAIMS: Takes = Takes(256);
    /// An object, when somebody does so himself.
    pub const STANDS_FOR: Takes = Takes(512);
    /// An object with what it is said to be.
    pub const CALLS: Takes = Takes(1024);
    /// For an adjective: a clause or infinitive.
    pub const FEELS: Takes = Takes(2048);
    /// A clause, whichever way.
    pub const CLAUSE: Takes = Takes(1 | 2 | 4);

    /// Whether any of these may be its content.
    pub fn any(self, of: Takes) -> bool {
        self.0 & of.0 != 0
    }

    fn named(section: &str) -> Takes {
        match section {
            "says" => Takes::SAYS,
            "thinks" => Takes::THINKS,
            "shows" => Takes::SHOWS,
            "means to" => Takes::MEANS_TO,
            "tells to" => Takes::TELLS_TO,
            "judges" => Takes::JUDGES,
            "stands for" => Takes::STANDS_FOR,
            "calls" => Takes::CALLS,
            "feels" => Takes::FEELS,
            "speaks of" => Takes::SPEAKS_OF,
            "passive" => Takes::PASSIVE,
            "claims" => Takes::CLAIMS,
            _ => Takes(0),
        }
    }
}

/// The cues, verbs by each of their forms.
#[derive(Default)]
pub struct Cues {
    verbs: FxHashMap<String, (&'static str, Takes)>,
    nouns: FxHashMap<&'static str, Takes>,
}

impl Cues {
    /// The base form of a verb, in lower case, and what it takes.
    pub fn verb(&self, lower: &str) -> Option<(&'static str, Takes)> {
        self.verbs.get(lower).copied()
    }

    /// What a noun, in lower case, singular or plural, takes.
    pub fn noun(&self, lower: &str) -> Option<Takes> {
        let plural = || singular(lower).find_map(|stem| self.nouns.get(stem.as_str()).copied());
        self.nouns.get(lower).copied().or_else(plural)
    }

    fn add_verb(&mut self, entry: &'static str, takes: Takes) {
        let mut words = entry.split(' ');
        let Some(lemma) = words.next() else { return };
        let simple = words.next().map_or_else(|| past(lemma), str::to_owned);
        let participle = words.next().map_or_else(|| simple.clone(), str::to_owned);
        for form in [lemma.to_owned(), third(lemma), ing(lemma), simple, participle] {
            let known = self.verbs.entry(form).or_insert((lemma, Takes(0)));
            known.1.0 |= takes.0;
        }
    }
}

/// The lists of `cues.txt`, read once.
pub fn cues() -> &'static Cues {
    static CUES: OnceLock<Cues> = OnceLock::new();
    CUES.get_or_init(|| read(include_str!("lexicon/cues.txt")))
}

fn read(source: &'static str) -> Cues {
    let mut cues = Cues::default();
    let mut section = "";
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = name;
            continue;
        }
        let takes = Takes::named(section);
        for entry in line.split(',').map(str::trim).filter(|entry| !entry.is_empty()) {
            match section {
                "claims" | "feels" => cues.nouns.entry(entry).or_default().0 |= takes.0,
                _ => cues.add_verb(entry, takes),
            }
        }
    }
    cues
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_lead_back_to_their_cue() {
        for (form, lemma) in [
            ("swore", "swear"),
            ("quipped", "quip"),
            ("bragging", "brag"),
            ("denies", "deny"),
        ] {
            assert_eq!(cues().verb(form).map(|(lemma, _)| lemma), Some(lemma), "{form}");
        }
        assert!(
            cues()
                .noun("allegations")
                .is_some_and(|takes| takes.any(Takes::CLAIMS))
        );
    }

    #[test]
    fn every_section_says_what_it_takes() {
        for line in include_str!("lexicon/cues.txt")
            .lines()
            .filter(|line| line.starts_with('['))
        {
            assert_ne!(Takes::named(line.trim_matches(['[', ']'])), Takes(0), "{line}");
        }
    }
}

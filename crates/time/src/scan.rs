//! The first look: which sentences hold a digit or a word that can begin a time. Only these are lexed.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::lex::{Cue, Senses, Table};

/// Finds candidate sentences of one language.
pub(crate) struct Scanner {
    words: Option<AhoCorasick>,
}

impl Scanner {
    /// The scanner of the English table.
    pub fn english(table: &Table) -> &'static Scanner {
        static ENGLISH: OnceLock<Scanner> = OnceLock::new();
        ENGLISH.get_or_init(|| Scanner::build(table))
    }

    /// A scanner that passes every sentence.
    pub fn all() -> &'static Scanner {
        static ALL: Scanner = Scanner { words: None };
        &ALL
    }

    fn build(table: &Table) -> Scanner {
        let words = table
            .words()
            .filter(|(word, senses)| word.len() > 2 && can_anchor(senses))
            .map(|(word, _)| word);
        let words = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostFirst)
            .kind(Some(AhoCorasickKind::DFA))
            .build(words)
            .ok();
        Scanner { words }
    }

    /// Whether the sentence can hold a time.
    pub fn passes(&self, sentence: &str) -> bool {
        let Some(words) = &self.words else { return true };
        sentence.bytes().any(|byte| byte.is_ascii_digit()) || words.is_match(sentence)
    }
}

/// Whether an expression can rest on a word with these senses: without one, a sentence says nothing of time.
fn can_anchor(senses: &Senses) -> bool {
    let cue = senses.cue.is_some_and(|cue| {
        matches!(
            cue,
            Cue::Today
                | Cue::Yesterday
                | Cue::Tomorrow
                | Cue::Tonight
                | Cue::Overnight
                | Cue::Present
                | Cue::PastVague
                | Cue::FutureVague
                | Cue::Past
                | Cue::YearEnd
                | Cue::Half
        )
    });
    let only_in_phrases = *senses == Senses::default();
    only_in_phrases
        || senses.cardinal > 10
        || senses.month > 0
        || senses.weekday > 0
        || senses.unit.is_some()
        || senses.season.is_some()
        || senses.part.is_some()
        || senses.frequency.is_some()
        || senses.holiday.is_some()
        || cue
}

//! The first look: which sentences hold a digit or a word that can begin a time. Only these are lexed. It knows no grammar:
//! a sentence that passes may still say nothing of time, but one that does not pass says nothing of it in its table's words.
//! A word written in mixed case outside ASCII ("éTé") is the one thing that it overlooks.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::lex::{Cue, Order, Senses, Table, continues_word};

/// The digits of Arabic, Persian, Hindi and full-width text, which no byte of ASCII shows.
const FOREIGN_DIGITS: [char; 4] = ['\u{660}', '\u{6f0}', '\u{966}', '\u{ff10}'];

/// Finds the sentences of one language that are worth reading.
pub(crate) struct Scanner {
    words: Option<AhoCorasick>,
    /// How many of its patterns, from the first, count wherever they stand; the others only as whole words.
    anywhere: usize,
}

impl Scanner {
    /// The scanner of a table, built once.
    pub fn of(table: &'static Table) -> &'static Scanner {
        table.scanner.get_or_init(|| Scanner::build(table))
    }

    fn build(table: &Table) -> Scanner {
        let zeros = FOREIGN_DIGITS.iter();
        let mut patterns: Vec<String> = zeros
            .flat_map(|&zero| (0..10).filter_map(move |digit| char::from_u32(u32::from(zero) + digit)))
            .map(String::from)
            .collect();
        patterns.extend(["ё", "Ё"].map(String::from));
        let anchors = table.anchors(|senses| can_anchor(table, senses));
        let (spaced, unspaced): (Vec<&str>, Vec<&str>) = anchors
            .into_iter()
            .partition(|word| table.order != Order::Year && !table.begins_compound(word));
        patterns.extend(unspaced.into_iter().flat_map(spellings));
        let anywhere = patterns.len();
        patterns.extend(spaced.into_iter().flat_map(spellings));
        let words = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::DFA))
            .build(patterns)
            .ok();
        Scanner { words, anywhere }
    }

    /// Whether the sentence can hold a time.
    pub fn passes(&self, sentence: &str) -> bool {
        let Some(words) = &self.words else { return true };
        let whole = |at: usize, end: usize| {
            !sentence[end..].starts_with(continues_word) && !sentence[..at].ends_with(continues_word)
        };
        sentence.bytes().any(|byte| byte.is_ascii_digit())
            || words
                .find_iter(sentence)
                .any(|found| found.pattern().as_usize() < self.anywhere || whole(found.start(), found.end()))
    }
}

/// A word as it is, with a capital, and in capitals; ASCII letters match in either case.
fn spellings(word: &str) -> Vec<String> {
    if word.is_ascii() {
        return vec![word.to_owned()];
    }
    let mut letters = word.chars();
    let titled = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters)
        .collect();
    let mut spellings = vec![word.to_owned(), titled, word.to_uppercase()];
    spellings.dedup();
    spellings
}

/// Whether an expression can rest on a word with these senses: without one, a sentence says nothing of time.
fn can_anchor(table: &Table, senses: &Senses) -> bool {
    let numbers = if table.order == Order::Day {
        2..=12
    } else {
        11..=12
    };
    senses.cue.is_some_and(|cue| is_anchor(table, cue))
        || senses.cardinal > 10
        || numbers.contains(&senses.cardinal)
        || senses.month > 0
        || senses.weekday > 0
        || senses.unit.is_some()
        || senses.season.is_some()
        || senses.part.is_some()
        || senses.decade > 0
        || senses.frequency.is_some()
        || senses.holiday.is_some()
}

fn is_anchor(table: &Table, cue: Cue) -> bool {
    match cue {
        Cue::Today
        | Cue::Yesterday
        | Cue::Tomorrow
        | Cue::BeforeYesterday
        | Cue::AfterTomorrow
        | Cue::DayBeside
        | Cue::SecondDayBeside
        | Cue::Tonight
        | Cue::LastNight
        | Cue::PartOf(..)
        | Cue::Overnight
        | Cue::ThisYear
        | Cue::LastYear
        | Cue::NextYear
        | Cue::ThisMonth
        | Cue::LastMonth
        | Cue::NextMonth
        | Cue::ThisWeek
        | Cue::LastWeek
        | Cue::NextWeek
        | Cue::Present
        | Cue::PastVague
        | Cue::FutureVague
        | Cue::Recent
        | Cue::Past
        | Cue::YearEnd
        | Cue::OClock
        | Cue::Half => true,
        Cue::YearMark | Cue::MonthMark | Cue::DayMark | Cue::HourMark => table.order == Order::Year,
        Cue::Next => table.adjectives_are_vague,
        Cue::Current => table.order == Order::Month,
        _ => false,
    }
}

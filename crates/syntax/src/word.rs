//! What is looked at of each word: its letters in lower case, its ends, its shape, its class. Numbers only; no text is kept.

use annals_names::word_class;

use crate::weights::hash;

/// A word of a sentence as the models see it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// The word in lower case, digits as one.
    pub form: u32,
    /// Its last one, two and three letters, and its first three.
    pub ends: [u32; 4],
    /// Capitals, digits, marks.
    pub shape: u32,
    /// Its class among words (Brown et al. 1992): the first four branches, the first ten, all.
    pub classes: [u32; 3],
}

impl Word {
    /// Of a word as printed.
    pub fn of(text: &str) -> Self {
        let class = word_class(text);
        let lower = lower(text);
        let letters: Vec<char> = lower.chars().collect();
        let tail = |count: usize| of_letters(&letters[letters.len().saturating_sub(count)..]);
        Word {
            form: hash(lower.bytes()),
            ends: [
                tail(1),
                tail(2),
                tail(3),
                of_letters(&letters[..letters.len().min(3)]),
            ],
            shape: shape(text),
            classes: [prefix(class, 4), prefix(class, 10), class],
        }
    }
}

/// In lower case; curly quotation marks and dashes as ASCII writes them; every digit a nought.
fn lower(text: &str) -> String {
    let folded = text.chars().map(|character| match character {
        '0'..='9' => '0',
        '’' | '‘' => '\'',
        '“' | '”' => '"',
        '–' | '—' => '-',
        _ => character,
    });
    folded.flat_map(char::to_lowercase).collect()
}

fn of_letters(letters: &[char]) -> u32 {
    hash(letters.iter().flat_map(|&letter| u32::from(letter).to_le_bytes()))
}

/// The first branches of a path.
fn prefix(path: u32, branches: u32) -> u32 {
    let length = u32::BITS.saturating_sub(path.leading_zeros() + 1);
    match length > branches {
        true => path & ((1 << branches) - 1) | 1 << branches,
        false => path,
    }
}

/// First letter, other letters, digits and marks, each as one bit or two.
fn shape(text: &str) -> u32 {
    let mut characters = text.chars();
    let first = characters.next().map_or(0, |first| match first {
        _ if first.is_uppercase() => 1,
        _ if first.is_lowercase() => 2,
        _ if first.is_numeric() => 3,
        _ => 0,
    });
    let has = |test: fn(char) -> bool| u32::from(text.chars().any(test));
    let inner = characters.as_str();
    first
        | u32::from(inner.chars().any(char::is_uppercase)) << 2
        | u32::from(inner.chars().any(char::is_lowercase)) << 3
        | has(char::is_numeric) << 4
        | has(|character| matches!(character, '.' | ',' | '/' | '@' | ':')) << 5
        | has(|character| matches!(character, '-' | '\'' | '’')) << 6
}

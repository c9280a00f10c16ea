//! Sentences of news text. A blank line always ends one; a full stop does not end one after a title, an
//! initial, an abbreviation or inside a number; a dateline ("ACCRA, May 3 (GNA) --") stays with its sentence.

use crate::{Span, Text};

/// The sentences of `text` in order, without surrounding white space. They never overlap, never cross a line
/// break that separates paragraphs, and together hold every character that is not white space. Linear.
pub fn sentences(text: &Text) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        split_line(text, Span::new(start, start + line.len()), &mut found);
        start += line.len();
    }
    found
}

fn split_line(text: &str, line: Span, found: &mut Vec<Span>) {
    let content = &text[line.range()];
    let mut start = line.start;
    let mut characters = content.char_indices().peekable();
    while let Some((offset, character)) = characters.next() {
        if !is_terminator(character) {
            continue;
        }
        let mut end = offset + character.len_utf8();
        while let Some(&(at, next)) = characters.peek() {
            if !(is_terminator(next) || is_closer(next)) {
                break;
            }
            end = at + next.len_utf8();
            characters.next();
        }
        let (before, after) = (&content[start - line.start..offset], &content[end..]);
        if ends_here(character, before, &content[offset..end], after) {
            push_trimmed(text, Span::new(start, line.start + end), found);
            start = line.start + end;
        }
    }
    push_trimmed(text, Span::new(start, line.end), found);
}

fn push_trimmed(text: &str, span: Span, found: &mut Vec<Span>) {
    let piece = &text[span.range()];
    let trimmed = piece.trim();
    if !trimmed.is_empty() {
        let start = span.start + (piece.len() - piece.trim_start().len());
        found.push(Span::new(start, start + trimmed.len()));
    }
}

fn is_terminator(character: char) -> bool {
    matches!(
        character,
        '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔' | '।'
    )
}

fn is_closer(character: char) -> bool {
    matches!(
        character,
        '"' | '\'' | '”' | '’' | ')' | ']' | '»' | '」' | '』' | '）'
    )
}

/// Whether the mark(s) `marks`, between `before` (from the sentence's start) and `after` (to the line's end), end a sentence.
fn ends_here(first: char, before: &str, marks: &str, after: &str) -> bool {
    if matches!(first, '。' | '！' | '？') {
        return true;
    }
    let Some(next) = after.chars().next() else {
        return true;
    };
    if !next.is_whitespace() {
        return glued_sentence(first, before, next, after);
    }
    let Some(next) = after.trim_start().chars().next() else {
        return true;
    };
    if first == '.' && marks == "." && keeps_going(before, after.trim_start()) {
        return false;
    }
    if matches!(first, '!' | '?') && next.is_lowercase() {
        return false;
    }
    !(next.is_lowercase() || matches!(next, ',' | ';' | ':'))
}

/// "…Venezuela.The US is" : a sentence whose space was lost. Both sides must look like words.
fn glued_sentence(first: char, before: &str, next: char, after: &str) -> bool {
    let last_word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let next_word: String = after.chars().take_while(|c| c.is_alphabetic()).collect();
    first == '.'
        && next.is_uppercase()
        && last_word.chars().count() > 2
        && last_word.chars().skip(1).all(char::is_lowercase)
        && next_word.chars().skip(1).all(char::is_lowercase)
        && (next_word.chars().count() > 1 || matches!(next_word.as_str(), "A" | "I"))
        && !after[next_word.len()..].starts_with('.')
}

/// Whether the full stop after `before` belongs to an abbreviation, initial or number rather than to a sentence.
fn keeps_going(before: &str, after: &str) -> bool {
    let word_start = before
        .rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '\'' | '‘' | '-' | '–' | '—'));
    let word = word_start.map_or(before, |at| {
        &before[at + before[at..].chars().next().map_or(1, char::len_utf8)..]
    });
    let next_is_upper = after.starts_with(char::is_uppercase);
    let next_is_digit = after.starts_with(|c: char| c.is_ascii_digit());
    if is_initial(word) {
        return next_is_upper && !starts_like_sentence(after);
    }
    let lower = word.to_lowercase();
    if TITLES.contains(&lower.as_str()) {
        return true;
    }
    if NUMBERED.contains(&lower.as_str()) {
        return next_is_digit;
    }
    if MONTHS.contains(&lower.as_str()) {
        return next_is_digit;
    }
    if lower.contains('.') || INNER.contains(&lower.as_str()) {
        return !starts_like_sentence(after) && (next_is_upper || next_is_digit);
    }
    false
}

/// One capital letter, or several with full stops between ("J", "J.R").
fn is_initial(word: &str) -> bool {
    word.split('.').all(|part| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
    })
}

/// Whether `after` begins with a word that hardly ever follows an abbreviation inside a sentence.
fn starts_like_sentence(after: &str) -> bool {
    let word: &str = after
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .next()
        .unwrap_or("");
    STARTERS.contains(&word)
}

const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "capt", "cmdr", "adm", "sgt", "maj", "brig", "rep",
    "sen", "gov", "rev", "hon", "st", "ste", "mt", "messrs", "mme", "mlle", "pres", "supt", "insp", "sr",
    "fr", "amb", "cpl", "pvt", "vs", "e.g", "i.e", "cf", "viz", "approx", "lt.-gen", "maj.-gen", "lt.-col",
];
const NUMBERED: &[&str] = &[
    "no", "nos", "art", "arts", "sec", "vol", "pp", "p", "fig", "ch", "para", "ca", "c",
];
const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec",
];
const INNER: &[&str] = &[
    "inc", "ltd", "co", "corp", "bros", "dept", "univ", "assn", "jr", "etc", "u.s", "u.k", "u.n", "a.m",
    "p.m", "est", "ave", "blvd", "rd", "calif", "conn", "fla", "ga", "ill", "ind", "mass", "mich", "minn",
    "miss", "mo", "pa", "tenn", "tex", "va", "wash", "wis", "ala", "ariz", "ark", "colo", "kan", "ky", "la",
    "md", "neb", "nev", "okla", "ore", "vt", "wyo", "del",
];
const STARTERS: &[&str] = &[
    "The",
    "A",
    "An",
    "He",
    "She",
    "It",
    "They",
    "We",
    "I",
    "This",
    "That",
    "These",
    "Those",
    "There",
    "His",
    "Her",
    "Its",
    "Their",
    "Our",
    "In",
    "On",
    "At",
    "But",
    "And",
    "However",
    "Meanwhile",
    "After",
    "Before",
    "During",
    "When",
    "While",
    "For",
    "From",
    "If",
    "As",
    "Some",
    "Many",
    "Both",
    "Earlier",
    "Later",
    "Last",
    "With",
    "By",
    "To",
    "You",
    "What",
    "Who",
    "Why",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let text = Text::new(text);
        let found: Vec<&str> = sentences(&text).into_iter().map(|span| &text[span]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn titles_and_initials_do_not_end_a_sentence() {
        check(
            "Gen. J. R. Okoro met Dr. Lind. They spoke.",
            &["Gen. J. R. Okoro met Dr. Lind.", "They spoke."],
        );
        check(
            "It rose on Jan. 31 by 2.5 percent. Nobody knew.",
            &["It rose on Jan. 31 by 2.5 percent.", "Nobody knew."],
        );
        check(
            "He left the U.S. Navy. He left the U.S. The ship sank.",
            &["He left the U.S. Navy.", "He left the U.S.", "The ship sank."],
        );
    }

    #[test]
    fn quotes_close_with_their_sentence() {
        check(
            "\"We shall see.\" He left. \"Who?\" she asked.",
            &["\"We shall see.\"", "He left.", "\"Who?\" she asked."],
        );
    }

    #[test]
    fn a_lost_space_still_ends_a_sentence() {
        check(
            "It condemned the threat.The envoy left.",
            &["It condemned the threat.", "The envoy left."],
        );
        check(
            "See annals.example.org or Node.js for more.",
            &["See annals.example.org or Node.js for more."],
        );
    }

    #[test]
    fn lines_and_other_scripts() {
        check(
            "One line\n\nAnother one。次の文。",
            &["One line", "Another one。", "次の文。"],
        );
    }
}

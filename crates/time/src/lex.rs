//! The typed lexer: the words, numbers and marks of one sentence, each with every sense that the language's table
//! gives it. It decides nothing: "May" leaves here as a month and as a modal verb, and the grammar and the vetoes choose.
//! Digits and letters never share a lexeme, so that "21st", "9am", "1990s" and "Q3" come apart.

pub(crate) mod countries;
mod english;
mod languages;
mod senses;
mod table;

pub(crate) use languages::codes;
pub(crate) use senses::{Cue, DayPart, Era, Feast, Holiday, National, Season, Senses, Tense, Unit};
pub(crate) use table::{Before, Order, Table};

use annals_text::Span;

/// One word, number or mark of a sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lexeme {
    /// Where it stands in the text.
    pub span: Span,
    /// Whether it follows its predecessor without white space.
    pub glued: bool,
    /// How many digits it has; 0 for words and marks.
    pub digits: u8,
    /// Its number, if it is made of at most 9 digits.
    pub number: i64,
    /// The mark it is, or '\0'.
    pub mark: char,
    /// Whether it begins with a capital letter.
    pub capital: bool,
    /// The table's number of the word; 0 where the table does not know it.
    pub word: u16,
    /// What it can mean.
    pub senses: Senses,
}

/// The lexemes of the sentence at `sentence`, with the table's phrases ("il y a", "New Year's Day") joined into one each. Linear.
pub(crate) fn lex(text: &str, sentence: Span, table: &Table) -> Vec<Lexeme> {
    let mut found: Vec<Lexeme> = Vec::with_capacity(sentence.len() / 5 + 1);
    let mut at = sentence.start;
    let mut lower = String::new();
    while let Some(first) = text[at..sentence.end].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let end = lexeme_end(
            &text[at..sentence.end],
            first,
            found.last().filter(|last| last.span.end == at),
            table,
        );
        let end = at + end;
        let end = if table.apostrophe_accents {
            accent_end(text, at, end, sentence.end, table)
        } else {
            end
        };
        let span = Span::new(at, end);
        let glued = found.last().is_some_and(|last| last.span.end == at);
        found.push(read(text, span, glued, first, table, &mut lower));
        at = end;
    }
    if table.has_phrases() {
        table.join_phrases(&mut found);
    }
    found
}

/// Bytes of the lexeme that `rest` begins with; `last` is the lexeme glued before it.
fn lexeme_end(rest: &str, first: char, last: Option<&Lexeme>, table: &Table) -> usize {
    if let Some(end) = ascii_end(rest) {
        return end;
    }
    if digit_of(first).is_some() {
        return run(rest, |c| digit_of(c).is_some());
    }
    if is_unspaced(first) {
        return unspaced_end(rest, first, last, table);
    }
    if !first.is_alphabetic() {
        return first.len_utf8();
    }
    run(rest, continues_word)
}

/// Whether `c` belongs to the word whose letter stands beside it, where words are spaced.
pub(crate) fn continues_word(c: char) -> bool {
    (c.is_alphabetic() && !is_unspaced(c)) || is_combining(c)
}

/// The same for a word, number or mark of ASCII that nothing else follows at once: most of them.
fn ascii_end(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let belongs: fn(&u8) -> bool = match bytes.first()? {
        first if first.is_ascii_alphabetic() => u8::is_ascii_alphabetic,
        first if first.is_ascii_digit() => u8::is_ascii_digit,
        first => return first.is_ascii().then_some(1),
    };
    let end = bytes.iter().take_while(|byte| belongs(byte)).count();
    bytes.get(end).is_none_or(u8::is_ascii).then_some(end)
}

/// The longest word of the table; else everything up to where one begins. Inside a word of Hangul none begins, since
/// Korean is spaced and only its endings are glued on.
fn unspaced_end(rest: &str, first: char, last: Option<&Lexeme>, table: &Table) -> usize {
    let hangul = is_hangul(first);
    let inside = hangul && last.is_some_and(|last| last.is_unknown_word());
    let before = last.map_or(Before::Nothing, Before::of);
    if let Some(end) = table.longest_word(rest, before).filter(|_| !inside) {
        return end;
    }
    if hangul {
        return run(rest, is_hangul);
    }
    let mut end = first.len_utf8();
    for next in rest[end..].chars() {
        let same = is_unspaced(next) && !is_hangul(next);
        if !same || table.longest_word(&rest[end..], Before::Nothing).is_some() {
            break;
        }
        end += next.len_utf8();
    }
    end
}

/// The value of a digit: ASCII, full-width, or those of Arabic, Persian and Hindi.
fn digit_of(c: char) -> Option<i64> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{ff10}'..='\u{ff19}' => '\u{ff10}',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{966}'..='\u{96f}' => '\u{966}',
        _ => return None,
    };
    Some(i64::from(u32::from(c) - u32::from(zero)))
}

/// Behind the apostrophe that stands for the accent of the word before it ("lunedi'"), which the table knows.
fn accent_end(text: &str, at: usize, end: usize, limit: usize, table: &Table) -> usize {
    let word = &text[at..end];
    let accented = word.ends_with(['a', 'e', 'i', 'o', 'u']) && text[end..limit].starts_with('\'');
    let goes_on = text[end..limit].chars().nth(1).is_some_and(char::is_alphanumeric);
    let known = || table.look_up(word, &mut String::new()).is_some();
    end + usize::from(accented && !goes_on && known())
}

/// Length in bytes of the leading run of characters that `belongs` accepts.
fn run(rest: &str, belongs: impl Fn(char) -> bool) -> usize {
    rest.char_indices()
        .find(|&(_, c)| !belongs(c))
        .map_or(rest.len(), |(at, _)| at)
}

/// Scripts written without spaces, or (Korean) with endings glued to the word.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{3005}' | '\u{3007}')
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}')
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{652}' | '\u{93c}' | '\u{94d}')
}

fn read(text: &str, span: Span, glued: bool, first: char, table: &Table, lower: &mut String) -> Lexeme {
    let word = &text[span.range()];
    let mut lexeme = Lexeme {
        span,
        glued,
        digits: 0,
        number: 0,
        mark: '\0',
        capital: first.is_uppercase(),
        word: 0,
        senses: Senses::default(),
    };
    if digit_of(first).is_some() {
        let digits = word.chars().filter_map(digit_of);
        let count = digits.clone().count();
        lexeme.digits = count.min(255) as u8;
        lexeme.number = if count <= 9 {
            digits.fold(0, |number, digit| number * 10 + digit)
        } else {
            0
        };
        return lexeme;
    }
    if !is_unspaced(first) && !first.is_alphabetic() {
        lexeme.mark = if first == '’' { '\'' } else { first };
        if let Some((word, senses)) = table.look_up(if first == '’' { "'" } else { word }, lower) {
            lexeme.word = word;
            lexeme.senses.cue = senses.cue.filter(|cue| *cue == Cue::Ordinal);
        }
        return lexeme;
    }
    let found = match is_unspaced(first) {
        true => table.look_up_caseless(word),
        false => table.look_up(word.trim_end_matches('\''), lower),
    };
    if let Some((word, senses)) = found {
        lexeme.word = word;
        lexeme.senses = senses;
    }
    lexeme
}

impl Lexeme {
    /// Whether it is written in a script without spaces.
    pub fn is_unspaced(&self, text: &str) -> bool {
        text[self.span.range()].chars().next().is_some_and(is_unspaced)
    }
    /// Whether it is a word that the table does not know.
    pub fn is_unknown_word(&self) -> bool {
        self.digits == 0 && self.mark == '\0' && self.word == 0 && self.senses == Senses::default()
    }

    /// Whether it is written in Hangul.
    pub fn is_hangul(&self, text: &str) -> bool {
        text[self.span.range()].chars().next().is_some_and(is_hangul)
    }
}

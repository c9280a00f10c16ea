//! Days as pages print them, in many languages: "November 30, 2025", "30. November 2025", "30/11/2025",
//! "2025年11月30日", "2025-11-30T08:00:00+09:00". It reads whole dates with a year and nothing less; what a text says
//! about time is another crate's work.

use std::ops::Range;
use std::sync::OnceLock;

use jiff::civil::Date;
use memchr::{memchr, memchr3};
use rustc_hash::FxHashMap;

/// How a date of bare numbers is read when both readings are possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// 30/11/2025.
    DayFirst,
    /// 11/30/2025.
    MonthFirst,
}

/// Years that a page can carry. Wider ranges only find telephone numbers.
const YEARS: Range<i32> = 1990..2100;

/// A piece of a date.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Piece {
    Number {
        value: i32,
        digits: usize,
    },
    Month(i8),
    /// A word that dates may hold: "de", "of", "th".
    Filler,
    Other,
}

#[derive(Clone, Copy, Debug)]
struct Token {
    piece: Piece,
    start: usize,
    end: usize,
}

/// The first whole date in `text` and its place. Linear; reads at most the first 2,000 bytes.
pub fn find(text: &str, order: Order) -> Option<(Date, Range<usize>)> {
    let text = &text[..text.floor_char_boundary(2000)];
    if !may_hold_date(text) {
        return None;
    }
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|at| {
        let (date, count) = date_at(text, &tokens[at..], order)?;
        Some((date, tokens[at].start..year_end(text, &tokens[at..], count)))
    })
}

/// Where a date of `count` tokens ends, with the word for "year" after it.
fn year_end(text: &str, tokens: &[Token], count: usize) -> usize {
    let end = tokens[count - 1].end;
    let word = tokens.get(count).filter(|word| word.start <= end + 2);
    word.filter(|word| matches!(&text[word.start..word.end], "года" | "г" | "року" | "р"))
        .map_or(end, |word| word.end)
}

/// A day as datelines print it, with its month in words: the year only where it is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedDay {
    /// The year, if printed.
    pub year: Option<i32>,
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31.
    pub day: i8,
}

impl NamedDay {
    /// The day in a year; none for February 29 in most.
    pub fn in_year(self, year: i32) -> Option<Date> {
        date(year, i32::from(self.month), i32::from(self.day))
    }
}

/// The first day in `text` whose month stands in words, and its place.
pub fn named(text: &str) -> Option<(NamedDay, Range<usize>)> {
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|at| {
        let (second, used) = next(text, &tokens[at..], 1)?;
        let (day, month) = match (tokens[at].piece, second.piece) {
            (Piece::Month(month), Piece::Number { value, digits: 1 | 2 })
            | (Piece::Number { value, digits: 1 | 2 }, Piece::Month(month)) => (value, month),
            _ => return None,
        };
        let day = i8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
        let (year, used) = year_after(text, &tokens[at..], used);
        let place = tokens[at].start..tokens[at + used - 1].end;
        Some((NamedDay { year, month, day }, place))
    })
}

/// The year that the next token is, if it is one; and how many tokens are read then.
fn year_after(text: &str, tokens: &[Token], used: usize) -> (Option<i32>, usize) {
    match next(text, tokens, used) {
        Some((
            Token {
                piece: Piece::Number { value, digits: 4 },
                ..
            },
            used,
        )) if YEARS.contains(&value) => (Some(value), used),
        _ => (None, used),
    }
}

/// A date has three digits at least; most lines have none.
fn may_hold_date(text: &str) -> bool {
    let mut digits = text.bytes().filter(u8::is_ascii_digit);
    digits.nth(2).is_some()
        || may_hold_other_digits(text) && {
            let mut digits = text.chars().filter(|&c| digit_value(c).is_some());
            digits.nth(2).is_some()
        }
}

/// Whether bytes stand in `text` with which digits beyond ASCII begin, as far as [`digit_value`] knows them.
fn may_hold_other_digits(text: &str) -> bool {
    let text = text.as_bytes();
    memchr3(0xD9, 0xDB, 0xE0, text).is_some() || memchr(0xEF, text).is_some()
}

/// The date of a line that says little else: at most a weekday, a time of day, a zone or a word like "Updated".
pub fn only(line: &str, order: Order) -> Option<Date> {
    const LONGEST: usize = 60;
    if line.len() > LONGEST {
        return None;
    }
    let (date, place) = find(line, order)?;
    let letters = |text: &str| text.chars().filter(|character| character.is_alphabetic()).count();
    (letters(&line[..place.start]) <= 16 && letters(&line[place.end..]) <= 12).then_some(date)
}

/// A date as machines write it: ISO 8601, RFC 2822, or eight digits; also what [`find`] reads.
pub fn machine(value: &str, order: Order) -> Option<Date> {
    let value = value.trim();
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    match digits {
        8 | 14 => numbers(&value[..4], &value[4..6], &value[6..8]),
        10 | 13 => epoch(value[..10].parse().ok()?),
        _ => find(value, order).map(|(date, _)| date),
    }
}

/// The day in UTC of seconds since 1970.
fn epoch(seconds: i64) -> Option<Date> {
    let date = jiff::Timestamp::from_second(seconds).ok()?;
    let date = jiff::tz::Offset::UTC.to_datetime(date).date();
    YEARS.contains(&i32::from(date.year())).then_some(date)
}

fn numbers(year: &str, month: &str, day: &str) -> Option<Date> {
    date(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    if !YEARS.contains(&year) {
        return None;
    }
    Date::new(year as i16, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A date that begins with the first token, and of how many tokens it is made.
fn date_at(text: &str, tokens: &[Token], order: Order) -> Option<(Date, usize)> {
    let first = *tokens.first()?;
    let (second, used) = next(text, tokens, 1)?;
    let (mut third, mut used) = next(text, tokens, used)?;
    // A month may be given by two names ("نيسان / أبريل").
    if second.piece == third.piece && matches!(second.piece, Piece::Month(_)) {
        (third, used) = next(text, tokens, used)?;
    }
    let found = match (first.piece, second.piece, third.piece) {
        (
            Piece::Number { value: y, digits: 4 },
            Piece::Number { value: m, .. },
            Piece::Number {
                value: d,
                digits: 1 | 2,
            },
        ) => date(y, m, d),
        (
            Piece::Number { value: y, digits: 4 },
            Piece::Month(m),
            Piece::Number {
                value: d,
                digits: 1 | 2,
            },
        ) => date(y, i32::from(m), d),
        (
            Piece::Number {
                value: d,
                digits: 1 | 2,
            },
            Piece::Month(m),
            Piece::Number { value: y, digits },
        ) => date(year(y, digits, false)?, i32::from(m), d),
        (
            Piece::Month(m),
            Piece::Number {
                value: d,
                digits: 1 | 2,
            },
            Piece::Number { value: y, digits: 4 },
        ) => date(y, i32::from(m), d),
        (
            Piece::Number {
                value: a,
                digits: 1 | 2,
            },
            Piece::Number {
                value: b,
                digits: 1 | 2,
            },
            Piece::Number { value: y, digits },
        ) => {
            let mark = &text[first.end..second.start];
            let same =
                mark.trim() == text[second.end..third.start].trim() && matches!(mark.trim(), "." | "/" | "-");
            let year = year(y, digits, mark != "-")?;
            // With full stops between, the day comes first everywhere.
            let order = if mark.trim() == "." {
                Order::DayFirst
            } else {
                order
            };
            if same {
                day_and_month(year, a, b, order)
            } else {
                None
            }
        }
        _ => None,
    };
    found.map(|date| (date, used))
}

fn day_and_month(year: i32, a: i32, b: i32, order: Order) -> Option<Date> {
    match order {
        Order::DayFirst => date(year, b, a).or_else(|| date(year, a, b)),
        Order::MonthFirst => date(year, a, b).or_else(|| date(year, b, a)),
    }
}

fn year(value: i32, digits: usize, short: bool) -> Option<i32> {
    match digits {
        4 => Some(value),
        2 if short => Some(2000 + value),
        _ => None,
    }
}

/// The next token that is no filler, close by; and how many tokens that makes.
fn next(text: &str, tokens: &[Token], mut at: usize) -> Option<(Token, usize)> {
    const GAP: usize = 4;
    loop {
        let token = *tokens.get(at)?;
        let gap = &text[tokens[at - 1].end..token.start];
        if gap.chars().count() > GAP || gap.contains([':', ';', '|', '\n', '(']) {
            return None;
        }
        at += 1;
        match token.piece {
            Piece::Filler => {}
            Piece::Other => return None,
            _ => return Some((token, at)),
        }
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, character)) = rest.next() {
        let digit = digit_value(character).is_some();
        if !digit && !character.is_alphabetic() {
            continue;
        }
        let mut end = start + character.len_utf8();
        while let Some(&(at, next)) = rest.peek() {
            let joins = if digit {
                digit_value(next).is_some()
            } else {
                is_of_word(next)
            };
            if !joins {
                break;
            }
            end = at + next.len_utf8();
            rest.next();
        }
        let piece = if digit {
            number(&text[start..end])
        } else {
            word(&text[start..end])
        };
        found.push(Token { piece, start, end });
    }
    found
}

fn is_of_word(character: char) -> bool {
    character.is_alphabetic()
        || matches!(character, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{9ff}' | '\u{e00}'..='\u{e7f}')
}

/// Latin, Arabic, Persian, Devanagari and Bengali digits.
fn digit_value(character: char) -> Option<u32> {
    let zero = match character {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '०'..='९' => '०',
        '০'..='৯' => '০',
        '０'..='９' => '０',
        _ => return None,
    };
    Some(character as u32 - zero as u32)
}

fn number(text: &str) -> Piece {
    let digits = text.chars().count();
    if digits > 4 {
        return Piece::Other;
    }
    let value = text
        .chars()
        .filter_map(digit_value)
        .fold(0, |value, digit| value * 10 + digit as i32);
    // The Thai calendar counts 543 years more.
    let value = if (2533..2643).contains(&value) {
        value - 543
    } else {
        value
    };
    Piece::Number { value, digits }
}

fn word(text: &str) -> Piece {
    const FILLERS: &[&str] = &[
        "de", "del", "of", "st", "nd", "rd", "th", "er", "den", "r", "г", "年", "月", "日", "년", "월", "일",
        "e", "ta", "º", "ª", "z", "of", "di", "τις", "tháng", "năm", "da", "do", "the",
    ];
    let lower = text.to_lowercase();
    if FILLERS.contains(&lower.as_str()) {
        return Piece::Filler;
    }
    months()
        .get(lower.as_str())
        .map_or(Piece::Other, |&month| Piece::Month(month))
}

/// Whether a word in lower case is a month in one of the languages.
pub fn is_month(word: &str) -> bool {
    months().contains_key(word)
}

/// Lower-case month names of the table in `months.txt` (a language a line, months apart by `|`, variants by a space).
/// A name that means two months in two languages means what the upper line says.
fn months() -> &'static FxHashMap<String, i8> {
    static MONTHS: OnceLock<FxHashMap<String, i8>> = OnceLock::new();
    MONTHS.get_or_init(|| {
        let mut names = FxHashMap::default();
        for line in include_str!("months.txt").lines() {
            let months = line.split_once(' ').map_or("", |(_, months)| months);
            for (number, variants) in (1..).zip(months.split('|')) {
                for name in variants.split(' ') {
                    names.entry(name.to_lowercase()).or_insert(number);
                }
            }
        }
        names
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let found = find(text, Order::DayFirst).map(|(date, _)| date.to_string());
        assert_eq!(found.as_deref().unwrap_or("none"), expected, "{text}");
    }

    #[test]
    fn days_in_many_languages() {
        for text in [
            "November 30, 2025",
            "Sunday, 30 Nov. 2025 at 10:00",
            "30. November 2025",
            "30 de noviembre de 2025",
            "30 novembre 2025",
            "2025. november 30.",
            "30 ноября 2025 г.",
            "2025年11月30日",
            "2025년 11월 30일",
            "30/11/2025",
            "30.11.25",
            "2025-11-30T08:00:00+09:00",
            "30 Kasım 2025",
            "30 พฤศจิกายน 2568",
            "30th of November, 2025",
            "30 listopada 2025",
            "30 marraskuuta 2025",
            "٣٠ نوفمبر ٢٠٢٥",
            "Sun, 30 Nov 2025 08:00:00 GMT",
            "11/30/2025",
        ] {
            check(text, "2025-11-30");
        }
    }

    #[test]
    fn the_word_for_year_belongs_to_the_date() {
        let (_, place) = find("Паром идёт 30 ноября 2025 года", Order::DayFirst).expect("a date");
        assert_eq!(place.end, "Паром идёт 30 ноября 2025 года".len());
    }

    #[test]
    fn what_is_no_whole_date_is_none() {
        for text in [
            "November 30",
            "2025",
            "call 030 11 2025 77",
            "30 people in May",
            "99/99/2025",
            "1:30 11 20",
        ] {
            check(text, "none");
        }
    }

    #[test]
    fn a_line_may_be_only_a_date() {
        assert!(only("Updated: November 30, 2025 14:00 GMT", Order::DayFirst).is_some());
        assert!(
            only(
                "The treaty was signed on November 30, 2025 in the capital.",
                Order::DayFirst
            )
            .is_none()
        );
    }
}

//! The forms with words in them: RFC 822 and its kin, asctime, and what content systems make of them in their languages.

use jiff::Timestamp;
use jiff::civil::{Date, Time};

use super::{clock, full_year, instant, names, numeric_zone};

/// What the words of a date have said so far.
#[derive(Default)]
struct Said {
    day: Option<i8>,
    month: Option<i8>,
    year: Option<i16>,
    time: Option<Time>,
    zone: Option<i32>,
    afternoon: Option<bool>,
}

/// Korea's offset: Korean feeds that write their own words leave it out.
const KOREA: i32 = 9 * 3600;

/// Reads a date of words; each word must be understood, but for one before the day: that of the weekday.
pub fn read(text: &str) -> Option<Timestamp> {
    let mut said = Said::default();
    let korean = text.contains(['년', '오']);
    let text = without_weekday(text).replace(['년', '월', '일', ','], " ");
    for (position, word) in text.split_whitespace().enumerate() {
        said.hear(word.trim_end_matches('.'), position == 0)?;
    }
    let date = Date::new(said.year?, said.month?, said.day?).ok()?;
    let time = said.time.unwrap_or(Time::midnight());
    let time = match said.afternoon {
        Some(afternoon) => time
            .with()
            .hour(time.hour() % 12 + if afternoon { 12 } else { 0 })
            .build()
            .ok()?,
        None => time,
    };
    instant(date, time, said.zone.unwrap_or(if korean { KOREA } else { 0 }))
}

impl Said {
    /// Takes in one word; `None` where it says nothing that a date says, or says it twice.
    fn hear(&mut self, word: &str, first: bool) -> Option<()> {
        if word.is_empty() {
            return Some(());
        }
        let behind_digits = word.trim_start_matches(|c: char| c.is_ascii_digit());
        if behind_digits.len() < word.len() && behind_digits.starts_with(':') {
            return self.hear_time(word);
        }
        if word.starts_with(['+', '-']) {
            return once(&mut self.zone, numeric_zone(word)?);
        }
        if let Some(afternoon) = names::afternoon(word) {
            return once(&mut self.afternoon, afternoon);
        }
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.hear_number(word);
        }
        if let Some(month) = names::month(word).filter(|_| self.month.is_none()) {
            return once(&mut self.month, month);
        }
        if word.contains(['-', '/']) && word.starts_with(|c: char| c.is_ascii_digit()) {
            return self.hear_joined(word);
        }
        if let Some(zone) = names::zone(word).filter(|_| !first) {
            // A name behind a number only explains it.
            self.zone.get_or_insert(zone);
            return Some(());
        }
        match ordinal(word) {
            Some(day) => once(&mut self.day, day),
            None => self.is_weekday(word, first),
        }
    }

    /// A weekday, of any language, stands before everything else but a time; the words of English stand anywhere.
    fn is_weekday(&self, word: &str, first: bool) -> Option<()> {
        let letters = word
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\''));
        let explains = word.starts_with('(') && word.ends_with(')');
        (explains || letters && (first || names::is_weekday(word))).then_some(())
    }

    /// A time, with what is glued to it: "12:30:00Z", "9:15-05:00", "11:23pm".
    fn hear_time(&mut self, word: &str) -> Option<()> {
        let end = word
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.')))
            .unwrap_or(word.len());
        once(&mut self.time, clock(&word[..end])?)?;
        match &word[end..] {
            "" => Some(()),
            rest => match names::afternoon(rest) {
                Some(afternoon) => once(&mut self.afternoon, afternoon),
                None => once(&mut self.zone, numeric_zone(rest).or_else(|| names::zone(rest))?),
            },
        }
    }

    /// A day or a year.
    fn hear_number(&mut self, word: &str) -> Option<()> {
        let number: i16 = word.parse().ok()?;
        match word.len() {
            4 => once(&mut self.year, number),
            1 | 2 if self.month.is_none() && self.year.is_some() => {
                once(&mut self.month, i8::try_from(number).ok()?)
            }
            1 | 2 if self.day.is_none() => once(&mut self.day, i8::try_from(number).ok()?),
            2 => once(&mut self.year, full_year(number, 2)),
            _ => None,
        }
    }

    /// "15-Apr-2017", "2006/09/15", "2004-július-13T9:15-05:00".
    fn hear_joined(&mut self, word: &str) -> Option<()> {
        let mut parts = word.splitn(3, ['-', '/']);
        let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
        let month = super::small(second).or_else(|| names::month(second))?;
        let year_first = first.len() == 4;
        // Two numbers of which either may be the month say no day that could be relied on.
        if !year_first && super::small(second).is_some() {
            return None;
        }
        let (third, time) = third
            .split_once('T')
            .map_or((third, None), |(day, time)| (day, Some(time)));
        // All in numbers and with a T is what ISO 8601 says, or nothing.
        if time.is_some() && super::small(second).is_some() {
            return None;
        }
        let (year, day) = if year_first {
            (first, third)
        } else {
            (third, first)
        };
        let is_year = matches!(year.len(), 2 | 4) && year.bytes().all(|byte| byte.is_ascii_digit());
        let year_number = year.parse().ok().filter(|_| is_year)?;
        once(&mut self.year, full_year(year_number, year.len()))?;
        once(&mut self.month, month)?;
        once(&mut self.day, super::small(day)?)?;
        time.map_or(Some(()), |time| self.hear_time(time))
    }
}

/// What stands before a comma before any number is a weekday, though it may look like a month ("mar, 16 dic 2025").
fn without_weekday(text: &str) -> &str {
    match text.split_once(',') {
        Some((weekday, rest)) if weekday.chars().all(|c| c.is_alphabetic() || c == '.') => rest,
        _ => text,
    }
}

/// "4th", "22nd".
fn ordinal(word: &str) -> Option<i8> {
    let number = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))?;
    super::small(number)
}

fn once<T>(place: &mut Option<T>, value: T) -> Option<()> {
    place.replace(value).is_none().then_some(())
}

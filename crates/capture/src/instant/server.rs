//! Dates in the headers of servers and their cookies: the algorithm of RFC 6265, section 5.1.1, which reads the three forms
//! of RFC 9110 and whatever else holds a time, a day, a month and a year in some order. Zones do not count: it is UTC.

use jiff::Timestamp;
use jiff::civil::{Date, Time};

use super::instant;

/// The instant that a date in an HTTP header means.
pub fn http_date(text: &str) -> Option<Timestamp> {
    /// Headers of servers are not longer.
    const LONGEST: usize = 200;
    let (mut time, mut day, mut month, mut year) = (None, None, None, None);
    let words = text
        .get(..text.len().min(LONGEST))?
        .split(is_delimiter)
        .filter(|word| !word.is_empty());
    for word in words {
        if let Some(found) = time.is_none().then(|| hms(word)).flatten() {
            time = Some(found);
        } else if let Some(found) = day.is_none().then(|| digits(word, 1, 2)).flatten() {
            day = Some(found);
        } else if let Some(found) = month.is_none().then(|| english_month(word)).flatten() {
            month = Some(found);
        } else if let Some(found) = year.is_none().then(|| digits(word, 2, 4)).flatten() {
            year = Some(found);
        }
    }
    let year = match year? {
        year @ 70..=99 => 1900 + year,
        year @ 0..=69 => 2000 + year,
        year => year,
    };
    let (hour, minute, second) = time?;
    let in_range = |number: i16| i8::try_from(number).ok();
    let date = Date::new(year, month?, in_range(day?)?)
        .ok()
        .filter(|_| year >= 1601)?;
    let time = Time::new(in_range(hour)?, in_range(minute)?, in_range(second)?, 0).ok()?;
    instant(date, time, 0)
}

fn is_delimiter(character: char) -> bool {
    matches!(character, '\t' | ' '..='/' | ';'..='@' | '['..='`' | '{'..='~')
}

/// Three numbers between colons; what follows the last digit does not count.
fn hms(word: &str) -> Option<(i16, i16, i16)> {
    let mut parts = word.splitn(3, ':');
    let (hour, minute, second) = (parts.next()?, parts.next()?, parts.next()?);
    let whole = |part: &str| {
        part.bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| digits(part, 1, 2))
            .flatten()
    };
    Some((whole(hour)?, whole(minute)?, digits(second, 1, 2)?))
}

/// The number at the beginning of a word, if it has so many digits.
fn digits(word: &str, least: usize, most: usize) -> Option<i16> {
    let length = word.bytes().take_while(u8::is_ascii_digit).count();
    (least..=most)
        .contains(&length)
        .then(|| word[..length].parse().ok())
        .flatten()
}

fn english_month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let beginning = word.get(..3)?.to_ascii_lowercase();
    let found = MONTHS.iter().position(|month| *month == beginning)?;
    i8::try_from(found + 1).ok()
}

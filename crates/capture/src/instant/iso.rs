//! The forms that begin with the year and go down from there: RFC 3339, W3C, ISO 8601 with or without hyphens, weeks apart.

use jiff::Timestamp;
use jiff::civil::{Date, Time};

use super::{clock, full_year, instant, names, numeric_zone};

/// Reads a date, or a date and a time, from the first to the last letter.
pub fn read(text: &str) -> Option<Timestamp> {
    let (day, rest) = split(text);
    let date = date(day)?;
    if rest.is_empty() {
        return instant(date, Time::midnight(), 0);
    }
    let (time, zone) = split_zone(rest)?;
    instant(date, time, zone)
}

/// The day, and what stands behind the T or the blanks.
fn split(text: &str) -> (&str, &str) {
    let end = text
        .find(|c: char| matches!(c, 'T' | 't') || c.is_whitespace())
        .unwrap_or(text.len());
    let rest = text[end..].trim_start_matches(|c: char| matches!(c, 'T' | 't') || c.is_whitespace());
    (&text[..end], rest)
}

fn split_zone(text: &str) -> Option<(Time, i32)> {
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.' | ',')))
        .unwrap_or(text.len());
    let (time, zone) = (text[..end].trim(), text[end..].trim());
    let zone = match zone {
        "" | "Z" | "z" => 0,
        _ => numeric_zone(zone).or_else(|| names::zone(zone))?,
    };
    Some((spelt(time)?, zone))
}

/// "10", "10:14", "10:14:55.5", "101455".
fn spelt(time: &str) -> Option<Time> {
    match time.contains(':') {
        true => clock(time),
        false if time.len() >= 6 && time.is_ascii() => {
            clock(&format!("{}:{}:{}", &time[..2], &time[2..4], &time[4..]))
        }
        false if time.len() == 4 => clock(&format!("{}:{}", &time[..2], &time[2..])),
        false => clock(&format!("{time}:00")),
    }
}

fn date(day: &str) -> Option<Date> {
    if !day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
        return None;
    }
    match day.split('-').collect::<Vec<_>>().as_slice() {
        [year] => compact(year),
        ["", year, month] if year.len() == 2 => ymd(year, month, "1"),
        ["", both] if both.len() == 4 => ymd(&both[..2], &both[2..], "1"),
        [year, rest] if rest.len() == 3 => ordinal(year, rest),
        [year, month] => ymd(year, month, "1"),
        [year, month, day] => ymd(year, month, day),
        _ => None,
    }
}

/// "2003", "200312", "20031231", "031231", "2003365", "03365".
fn compact(digits: &str) -> Option<Date> {
    match digits.len() {
        4 => ymd(digits, "1", "1"),
        5 => ordinal(&digits[..2], &digits[2..]),
        6 if matches!(&digits[..2], "19" | "20")
            && digits[4..]
                .parse()
                .is_ok_and(|month: u8| (1..=12).contains(&month)) =>
        {
            ymd(&digits[..4], &digits[4..], "1")
        }
        6 => ymd(&digits[..2], &digits[2..4], &digits[4..]),
        7 => ordinal(&digits[..4], &digits[4..]),
        8 => ymd(&digits[..4], &digits[4..6], &digits[6..]),
        _ => None,
    }
}

fn year(text: &str) -> Option<i16> {
    let known = matches!(text.len(), 2 | 4);
    known
        .then(|| text.parse().ok())
        .flatten()
        .map(|year| full_year(year, text.len()))
}

fn ymd(year_text: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year(year_text)?, super::small(month)?, super::small(day)?).ok()
}

fn ordinal(year_text: &str, day: &str) -> Option<Date> {
    let first = Date::new(year(year_text)?, 1, 1).ok()?;
    first.with().day_of_year(day.parse().ok()?).build().ok()
}

//! Instants as feeds and servers write them. Feeds: the forms of RFC 822, RFC 3339, ISO 8601 and asctime, with the slips and
//! the month names of a dozen languages that news feeds have. Servers: the forms of RFC 9110, and the algorithm of RFC 6265
//! that reads what is left of them. A form that is not understood gives nothing: no date is better than a wrong one.

mod iso;
mod names;
mod server;
mod words;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

pub use server::http_date;

/// The instant that a date in a feed means; without a zone, in UTC (Korean forms in Korea's).
pub fn feed_date(text: &str) -> Option<Timestamp> {
    /// No form is longer.
    const LONGEST: usize = 80;
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    iso::read(text).or_else(|| words::read(text))
}

/// An instant from its parts.
fn instant(date: Date, time: Time, offset_seconds: i32) -> Option<Timestamp> {
    let offset = Offset::from_seconds(offset_seconds).ok()?;
    offset.to_timestamp(DateTime::from_parts(date, time)).ok()
}

/// Years of two digits are between 1970 and 2069.
fn full_year(year: i16, digits: usize) -> i16 {
    match (digits, year) {
        (2, 70..) => 1900 + year,
        (2, _) => 2000 + year,
        _ => year,
    }
}

/// "12:30", "12:30:59", "12:30:59.25"; a leap second counts as the one before it.
fn clock(text: &str) -> Option<Time> {
    let mut parts = text.split(':');
    let (hour, minute) = (small(parts.next()?)?, small(parts.next()?)?);
    let second = match parts.next() {
        Some(second) => {
            let (whole, fraction) = second.split_once(['.', ',']).unwrap_or((second, "0"));
            let digits_only = fraction.bytes().all(|byte| byte.is_ascii_digit());
            small(whole)
                .filter(|_| digits_only)?
                .min(59 + i8::from(whole != "60"))
        }
        None => 0,
    };
    match parts.next() {
        Some(_) => None,
        None => Time::new(hour, minute, second, 0).ok(),
    }
}

/// A number of one or two digits.
fn small(text: &str) -> Option<i8> {
    let is_number = matches!(text.len(), 1 | 2) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// "+02:00", "-0530", "+2": seconds east of Greenwich.
fn numeric_zone(text: &str) -> Option<i32> {
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits = &text[1..];
    let (hours, minutes) = match digits.split_once(':') {
        Some((hours, minutes)) => (small(hours)?, small(minutes)?),
        None if digits.len() == 4 => (small(digits.get(..2)?)?, small(digits.get(2..)?)?),
        None => (small(digits)?, 0),
    };
    let in_range = hours <= 15 && minutes < 60;
    in_range.then(|| sign * (i32::from(hours) * 3600 + i32::from(minutes) * 60))
}

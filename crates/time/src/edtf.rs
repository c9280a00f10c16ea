//! Reads EDTF (ISO 8601-2:2019, clause 4 and annex A; levels 0 to 2) back into days: dates, times of a day, seasons and
//! quarters, uncertain and approximate dates, unspecified digits, intervals with open and unknown ends, and sets.
//! What the crate prints is a part of this. Years that the calendar of this crate does not hold (beyond 9999) are refused.

use jiff::civil::Date;

use crate::Interval;

impl Interval {
    /// The days that `edtf` means, or `None` where it is no EDTF or lies beyond the calendar. "1985-04-12", "1985-04~",
    /// "2001-21", "156X-12-25", "1964/2008", "1985/..", "/1985", "[1667,1668,1670..1672]", "{1960,1961-12}", "1950S2".
    ///
    /// An unknown end ("1985/") and an open one ("1985/..") both give an open bound. Unspecified years ("XXXX-12-25") have
    /// no days, so that all four bounds are open.
    pub fn from_edtf(edtf: &str) -> Option<Interval> {
        let found = match edtf.as_bytes() {
            [b'[' | b'{', .., b']' | b'}'] => set(edtf)?,
            _ => match edtf.split_once('/') {
                Some((begin, end)) => range(begin, end)?,
                None => date(edtf)?.within(),
            },
        };
        Some(Interval {
            edtf: edtf.to_owned(),
            ..found
        })
    }
}

/// First and last day of one date; both `None` for one whose year is not specified.
#[derive(Clone, Copy)]
struct Days {
    first: Option<Date>,
    last: Option<Date>,
}

impl Days {
    fn within(self) -> Interval {
        Interval::within(self.first, self.last, "")
    }
}

fn range(begin: &str, end: &str) -> Option<Interval> {
    let side = |text: &str| match text {
        "" | ".." => Some(None),
        _ => date(text).map(|days| Some(days.within())),
    };
    let (begin, end) = (side(begin)?, side(end)?);
    if begin.is_none() && end.is_none() {
        return None;
    }
    Interval::between(begin.as_ref(), end.as_ref(), "")
}

/// "[a,b..c]" is one of its members, "{a,b..c}" all of them: either lies between the first and the last.
fn set(edtf: &str) -> Option<Interval> {
    let all = edtf.starts_with('{');
    if all != edtf.ends_with('}') {
        return None;
    }
    let members: Vec<Interval> = edtf[1..edtf.len() - 1]
        .split(',')
        .map(member)
        .collect::<Option<_>>()?;
    let first = earliest(members.iter().map(|member| member.first));
    let last = latest(members.iter().map(|member| member.last));
    if !all {
        return Some(Interval::within(first, last, ""));
    }
    Some(Interval {
        first,
        begins_by: earliest(members.iter().map(|member| member.begins_by)),
        ends_from: latest(members.iter().map(|member| member.ends_from)),
        last,
        edtf: String::new(),
    })
}

/// "1670..1672", "..1984", "1984..", "1667".
fn member(text: &str) -> Option<Interval> {
    match text.split_once("..") {
        Some(("", "")) => None,
        Some((begin, end)) => range(begin, end),
        None => Some(date(text)?.within()),
    }
}

fn earliest(days: impl Iterator<Item = Option<Date>>) -> Option<Date> {
    days.collect::<Option<Vec<Date>>>()?.into_iter().min()
}

fn latest(days: impl Iterator<Item = Option<Date>>) -> Option<Date> {
    days.collect::<Option<Vec<Date>>>()?.into_iter().max()
}

/// One date, with the time of day behind it.
fn date(text: &str) -> Option<Days> {
    if !text.is_ascii() {
        return None;
    }
    let text = match text.split_once('T') {
        Some((date, time)) => Some(date).filter(|date| date.len() >= 10 && is_time(time))?,
        None => text,
    };
    let (year, rest) = match text.trim_start_matches(MARKS).strip_prefix('-') {
        Some(rest) => (Digits::signed(rest.split('-').next()?)?, rest),
        None => (Digits::unsigned(text.split('-').next()?)?, text),
    };
    let mut parts = rest.split('-').skip(1);
    let (month, day) = (parts.next(), parts.next());
    if parts.next().is_some() || year.significant && month.is_some() {
        return None;
    }
    days_of(year, Digits::part(month)?, Digits::part(day)?)
}

/// What marks a date, or a part of one before it: uncertain, approximate, both.
const MARKS: [char; 3] = ['?', '~', '%'];

fn is_time(time: &str) -> bool {
    let (clock, zone) = match time.find(['Z', '+', '-']) {
        Some(at) => time.split_at(at),
        None => (time, ""),
    };
    let parts: Vec<&str> = clock.split(':').collect();
    let fits = |part: &&str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    let zoned = zone.is_empty() || zone == "Z" || zone[1..].split(':').all(|part| fits(&part));
    matches!(parts.len(), 2 | 3) && parts.iter().all(fits) && zoned
}

fn days_of(year: Digits, month: Option<Digits>, day: Option<Digits>) -> Option<Days> {
    let Some(month) = month else {
        return day.is_none().then(|| span(year, (1, 1), (12, 31)))?;
    };
    if let Some((from, to)) = stretch(month) {
        return day.is_none().then(|| seasonal(year, from, to))?;
    }
    let (from, to) = (month.low.max(1), month.high.min(12));
    let Some(day) = day else {
        return (from <= to).then(|| span(year, (from, 1), (to, 31)))?;
    };
    let (early, late) = (day.low.max(1), day.high.min(31));
    let exists =
        month.low != month.high || day.low != day.high || Date::new(2000, to as i8, late as i8).is_ok();
    if from > to || early > late || !exists {
        return None;
    }
    span(year, (from, early), (to, late))
}

/// The days from `from` to `to` (month and day), the last cut to its month. A day of a known year must exist.
fn span(year: Digits, from: (i32, i32), to: (i32, i32)) -> Option<Days> {
    if year.unknown {
        return Some(Days {
            first: None,
            last: None,
        });
    }
    let first = Date::new(year.low as i16, from.0 as i8, from.1 as i8);
    let last_day = Date::new(year.high as i16, to.0 as i8, 1).ok()?.days_in_month();
    if from == to && year.low == year.high && i32::from(last_day) < to.1 {
        return None;
    }
    let last = Date::new(year.high as i16, to.0 as i8, (to.1 as i8).min(last_day)).ok()?;
    let first = first.unwrap_or(Date::new(year.low as i16, from.0 as i8, 1).ok()?.last_of_month());
    (first <= last).then_some(Days {
        first: Some(first),
        last: Some(last),
    })
}

/// First and last month of a season (21 to 24, of the north 25 to 28, of the south 29 to 32), quarter (33 to 36), third
/// (37 to 39) or half (40, 41) of a year; months above 12 lie in the next year.
fn stretch(month: Digits) -> Option<(i32, i32)> {
    let code = month.low;
    let (from, months) = match code {
        _ if code != month.high => return None,
        21..=24 => (code * 3 - 60, 3),
        25..=28 => (code * 3 - 72, 3),
        29 | 30 => (code * 3 - 78, 3),
        31 | 32 => (code * 3 - 90, 3),
        33..=36 => (code * 3 - 98, 3),
        37..=39 => (code * 4 - 147, 4),
        40 | 41 => (code * 6 - 239, 6),
        _ => return None,
    };
    Some((from, from + months - 1))
}

fn seasonal(year: Digits, from: i32, to: i32) -> Option<Days> {
    if to <= 12 {
        return span(year, (from, 1), (to, 31));
    }
    let next = Digits {
        low: year.low + 1,
        high: year.high + 1,
        ..year
    };
    let (begin, end) = (
        span(year, (from, 1), (12, 31))?,
        span(next, (1, 1), (to - 12, 31))?,
    );
    Some(Days {
        first: begin.first,
        last: end.last,
    })
}

/// A number some of whose digits may not be specified.
#[derive(Clone, Copy)]
struct Digits {
    low: i32,
    high: i32,
    /// "XXXX".
    unknown: bool,
    /// "1950S2": only so many digits count, and no month follows.
    significant: bool,
}

impl Digits {
    /// A month or day, if there is one; the outer `None` is a failure.
    fn part(text: Option<&str>) -> Option<Option<Digits>> {
        let Some(text) = text else { return Some(None) };
        let text = text.trim_start_matches(MARKS).trim_end_matches(MARKS);
        (text.len() == 2).then(|| Digits::plain(text))?.map(Some)
    }

    fn unsigned(text: &str) -> Option<Digits> {
        let text = text.trim_start_matches(MARKS).trim_end_matches(MARKS);
        if let Some(long) = text.strip_prefix('Y') {
            return Digits::long(long);
        }
        let (text, significant) = match text.split_once('S') {
            Some((text, count)) => (
                text,
                Some(count.parse::<u32>().ok().filter(|count| (1..4).contains(count))?),
            ),
            None => (text, None),
        };
        let year = (text.len() == 4).then(|| Digits::plain(text))??;
        let unit = 10_i32.pow(significant.map_or(0, |count| 4 - count));
        let low = year.low - year.low % unit;
        Some(Digits {
            low,
            high: if significant.is_some() {
                low + unit - 1
            } else {
                year.high
            },
            significant: significant.is_some(),
            ..year
        })
    }

    /// Years before the year 0.
    fn signed(text: &str) -> Option<Digits> {
        let year = Digits::unsigned(text).filter(|year| year.high > 0 || year.unknown)?;
        Some(Digits {
            low: -year.high,
            high: -year.low,
            ..year
        })
    }

    /// "Y170000002", "Y17E2": within the calendar only if it has four digits after all.
    fn long(text: &str) -> Option<Digits> {
        let (number, exponent) = text.split_once('E').unwrap_or((text, "0"));
        let exponent = exponent.parse::<u32>().ok()?;
        let year = number
            .parse::<i32>()
            .ok()?
            .checked_mul(10_i32.checked_pow(exponent)?)?;
        (-9999..=9999).contains(&year).then_some(Digits {
            low: year,
            high: year,
            unknown: false,
            significant: true,
        })
    }

    fn plain(text: &str) -> Option<Digits> {
        if !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'X') {
            return None;
        }
        let unknown = text.bytes().all(|byte| byte == b'X');
        let low = text.replace('X', "0").parse().ok()?;
        let high = text.replace('X', "9").parse().ok()?;
        Some(Digits {
            low,
            high,
            unknown,
            significant: false,
        })
    }
}

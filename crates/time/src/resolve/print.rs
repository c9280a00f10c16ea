//! A resolved phrase, as it is printed: TIMEX3 value, modifier, and the days with their EDTF.

use jiff::civil::Date;

use super::point::{Point, add_days};
use crate::compose::tree::Amount;
use crate::compose::{Fields, Length};
use crate::lex::{DayPart, Unit};
use crate::{Endpoint, Interval, Modifier, Quantifier, TimeKind};

/// What a phrase was found to mean.
#[derive(Clone, Debug)]
pub(crate) struct Resolved {
    pub kind: TimeKind,
    pub value: String,
    pub modifier: Option<Modifier>,
    pub interval: Option<Interval>,
    pub point: Option<Point>,
    pub reason: &'static str,
    pub quantifier: Option<Quantifier>,
    pub times: Option<u32>,
    pub begin: Option<Endpoint>,
    pub end: Option<Endpoint>,
    /// What else it could be, the likelier first.
    pub others: Vec<(Point, &'static str)>,
    /// Whether the days are less than the point's, so that a modifier changes them no more.
    pub cut: bool,
}

impl Resolved {
    /// A stretch of the calendar.
    pub fn point(point: Point, reason: &'static str) -> Resolved {
        Resolved {
            value: point.value(),
            interval: point.interval(),
            point: Some(point),
            ..Resolved::value(TimeKind::Date, "", reason)
        }
    }

    /// Only a value: no days.
    pub fn value(kind: TimeKind, value: impl Into<String>, reason: &'static str) -> Resolved {
        Resolved {
            kind,
            value: value.into(),
            modifier: None,
            interval: None,
            point: None,
            reason,
            quantifier: None,
            times: None,
            begin: None,
            end: None,
            others: Vec::new(),
            cut: false,
        }
    }

    /// The same, with another reading beside it, unless that is no other.
    pub fn or(mut self, other: Option<Point>, reason: &'static str) -> Resolved {
        let other = other.filter(|&other| Some(other) != self.point);
        self.others.extend(other.map(|other| (other, reason)));
        self
    }

    /// A time of `day`.
    pub fn time(day: Option<Date>, time: &str, reason: &'static str) -> Resolved {
        let Some(day) = day else {
            return Resolved::value(
                TimeKind::Time,
                format!("XXXX-XX-XX{time}"),
                "a time of an unknown day",
            );
        };
        let point = Point::Day(day);
        Resolved {
            kind: TimeKind::Time,
            value: format!("{}{time}", point.value()),
            ..Resolved::point(point, reason)
        }
    }

    /// The same, uncertain: "?" in EDTF, "%" with "~".
    pub fn doubted(mut self) -> Resolved {
        if let Some(interval) = self
            .interval
            .as_mut()
            .filter(|days| !days.edtf.contains(['[', '.']))
        {
            let sides = interval.edtf.split('/').map(|side| match side.strip_suffix('~') {
                Some(side) => format!("{side}%"),
                None => format!("{side}?"),
            });
            interval.edtf = sides.collect::<Vec<_>>().join("/");
        }
        self
    }

    /// The same, early, late or roughly.
    pub fn modified(mut self, modifier: Modifier) -> Resolved {
        self.modifier = Some(modifier);
        if let (Some(point), Some(interval)) = (self.point, &self.interval)
            && self.kind == TimeKind::Date
            && !self.cut
        {
            self.interval = Some(part(point, modifier, interval.clone()));
        }
        self
    }
}

/// The part of a stretch that "early", "mid" and "late" mean; for "about" the same days, marked "~".
fn part(point: Point, modifier: Modifier, whole: Interval) -> Interval {
    let bounds = match modifier {
        Modifier::Approx => {
            let edtf = whole.edtf.replace('/', "~/") + "~";
            return Interval { edtf, ..whole };
        }
        Modifier::Start => third(point, 0),
        Modifier::Mid => third(point, 1),
        Modifier::End => third(point, 2),
        _ => None,
    };
    match bounds {
        Some((first, last)) => Interval::within(Some(first), Some(last), stretch_edtf(first, last)),
        None => whole,
    }
}

/// A stretch of days in EDTF, as years where it is made of whole ones, or months.
pub(crate) fn stretch_edtf(first: Date, last: Date) -> String {
    let whole_months = first.day() == 1 && last == last.last_of_month();
    let (begin, end) = match (first.month(), last.month()) {
        (1, 12) if whole_months => (Point::Year(first.year()), Point::Year(last.year())),
        _ if whole_months => (
            Point::Month(first.year(), first.month()),
            Point::Month(last.year(), last.month()),
        ),
        _ => (Point::Day(first), Point::Day(last)),
    };
    let (begin, end) = (begin.edtf(), end.edtf());
    if begin == end {
        begin
    } else {
        format!("{begin}/{end}")
    }
}

/// A part of a week (to Wednesday, from Thursday) or a third of a month (1-10, 11-20, 21-end), year (four months), decade
/// or century.
fn third(point: Point, index: i8) -> Option<(Date, Date)> {
    let (first, last) = (point.first()?, point.last()?);
    match point {
        Point::Week(..) => {
            let (from, to) = [(0, 2), (2, 4), (3, 6)][index as usize];
            Some((add_days(first, from)?, add_days(first, to)?))
        }
        Point::Month(..) => {
            let begin = add_days(first, i32::from(index) * 10)?;
            Some((begin, if index == 2 { last } else { add_days(begin, 9)? }))
        }
        Point::Year(year) => {
            let begin = Point::Month(year, index * 4 + 1).first()?;
            Some((begin, Point::Month(year, index * 4 + 4).last()?))
        }
        Point::Decade(decade) => {
            let (from, to) = [(0, 3), (4, 6), (7, 9)][index as usize];
            Some((
                Point::Year(decade * 10 + from).first()?,
                Point::Year(decade * 10 + to).last()?,
            ))
        }
        Point::Century(century) => {
            let (from, to) = [(0, 33), (34, 66), (67, 99)][index as usize];
            Some((
                Point::Year(century * 100 + from).first()?,
                Point::Year(century * 100 + to).last()?,
            ))
        }
        _ => None,
    }
}

/// TIMEX3's value of a length: "P2Y3M", "PT2H30M", "PXW".
pub(crate) fn length_value(length: &Length) -> String {
    let mut value = String::new();
    let mut in_time = false;
    for &(amount, unit) in &length.steps {
        let step = crate::compose::period(amount, unit);
        match (step.strip_prefix("PT"), value.is_empty()) {
            (_, true) => {
                in_time = step.starts_with("PT");
                value = step;
            }
            (Some(rest), false) => {
                value.push_str(if in_time { "" } else { "T" });
                value.push_str(rest);
                in_time = true;
            }
            (None, false) => value.push_str(&step[1..]),
        }
    }
    value
}

/// `day` moved by a length. Half a day or week moves nothing: nobody says which day that is.
pub(crate) fn moved(day: Date, length: &Length, back: bool) -> Option<Date> {
    let mut day = day;
    for &(amount, unit) in &length.steps {
        let whole = match amount {
            Amount::Halves(halves) => halves / 2,
            Amount::Hundredths(hundredths) => hundredths / 100,
            Amount::Vague => return None,
        };
        let sign = if back { -1 } else { 1 };
        day = moved_by(day, unit, sign * whole)?;
        if let (Amount::Halves(halves), Some((number, smaller))) = (amount, half_of(unit))
            && halves % 2 == 1
        {
            day = moved_by(day, smaller, sign * number)?;
        }
    }
    Some(day)
}

/// What half of a unit is in a smaller one.
fn half_of(unit: Unit) -> Option<(i64, Unit)> {
    match unit {
        Unit::Month => Some((15, Unit::Day)),
        Unit::Year => Some((6, Unit::Month)),
        Unit::Decade => Some((5, Unit::Year)),
        Unit::Century => Some((50, Unit::Year)),
        _ => None,
    }
}

fn moved_by(day: Date, unit: Unit, steps: i64) -> Option<Date> {
    let span = jiff::Span::new();
    let span = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return Some(day),
        Unit::Day => span.try_days(steps),
        Unit::BusinessDay => return business_days(day, steps),
        Unit::Week | Unit::Weekend => span.try_weeks(steps),
        Unit::Fortnight => span.try_weeks(steps.checked_mul(2)?),
        Unit::Month => span.try_months(steps),
        Unit::Quarter => span.try_months(steps.checked_mul(3)?),
        Unit::Half => span.try_months(steps.checked_mul(6)?),
        Unit::Year => span.try_years(steps),
        Unit::Decade => span.try_years(steps.checked_mul(10)?),
        Unit::Century => span.try_years(steps.checked_mul(100)?),
        Unit::Millennium => span.try_years(steps.checked_mul(1000)?),
    };
    day.checked_add(span.ok()?).ok()
}

/// Monday to Friday counted, at most 400 days.
fn business_days(day: Date, steps: i64) -> Option<Date> {
    let mut day = day;
    let mut left = steps.clamp(-400, 400);
    while left != 0 {
        day = add_days(day, left.signum() as i32)?;
        if day.weekday().to_monday_zero_offset() < 5 {
            left -= left.signum();
        }
    }
    Some(day)
}

/// "TMO", "T12:00".
pub(crate) fn part_value(part: DayPart) -> String {
    format!("T{}", crate::compose::part_code(part))
}

/// TIMEX3's value of fields whose year is not known.
pub(super) fn without_year(fields: &Fields) -> String {
    if let (Some(month), Some(day)) = (fields.month, fields.day) {
        return format!("XXXX-{month:02}-{day:02}");
    }
    if let Some(month) = fields.month {
        return format!("XXXX-{month:02}");
    }
    if let Some(quarter) = fields.quarter {
        return format!("XXXX-Q{quarter}");
    }
    if let Some(half) = fields.half {
        return format!("XXXX-H{half}");
    }
    if let Some(weekday) = fields.weekday {
        return format!("XXXX-WXX-{weekday}");
    }
    if let Some(day) = fields.day {
        return format!("XXXX-XX-{day:02}");
    }
    if let Some(season) = fields.season {
        return Point::Season(2000, season).value().replace("2000", "XXXX");
    }
    "XXXX".into()
}

pub(super) fn unknown(unit: Unit) -> &'static str {
    match unit {
        Unit::Day | Unit::BusinessDay | Unit::Hour | Unit::Minute | Unit::Second => "XXXX-XX-XX",
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Half => "XXXX-HX",
        Unit::Year | Unit::Millennium => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century => "XX",
    }
}

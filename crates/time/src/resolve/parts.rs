//! Parts of a stretch: the third week of July, August of that year, Tuesday of next week, the first half of a century.

use jiff::civil::Date;

use super::Resolver;
use super::context::Surroundings;
use super::holiday::{day_of, nth_weekday};
use super::open::of_year;
use super::point::{Point, add_days, date, monday};
use super::print::{Resolved, stretch_edtf, unknown};
use super::reading::seen_by_eye;
use crate::compose::{Fields, Side, Tree};
use crate::lex::{Holiday, Unit};
use crate::{Interval, Modifier, TimeKind};

impl Resolver {
    pub(super) fn nth(&self, n: i32, unit: Unit, within: &Tree, around: &Surroundings) -> Resolved {
        if matches!(within, Tree::Literal(fields, _) if *fields == Fields::default()) {
            let number = Some(n as i8).filter(|&n| n > 0);
            let fields = match unit {
                Unit::Half => Fields {
                    half: number,
                    ..Fields::default()
                },
                _ => Fields {
                    quarter: number,
                    ..Fields::default()
                },
            };
            if number.is_none() {
                return self.anaphor(unit, 0, around);
            }
            return self.literal(&fields, Side::Open, around);
        }
        let outer = self.read(within, around);
        if let Some(part) = outer.point.and_then(|whole| fraction(n, unit, whole)) {
            return part;
        }
        match outer.point.and_then(|outer| nth_within(n, unit, outer)) {
            Some(point) => Resolved::point(point, "counted within what it is part of"),
            None => Resolved::value(TimeKind::Date, unknown(unit), "part of an unknown date"),
        }
    }

    pub(super) fn nth_weekday(&self, n: i8, weekday: i8, within: &Tree, around: &Surroundings) -> Resolved {
        let month = self.read(within, around).point.and_then(Point::first);
        match month.and_then(|first| nth_weekday(first.year(), first.month(), weekday, n)) {
            Some(day) => Resolved::point(Point::Day(day), "counted within its month"),
            None => Resolved::value(
                TimeKind::Date,
                format!("XXXX-WXX-{weekday}"),
                "in an unknown month",
            ),
        }
    }

    pub(super) fn around(&self, unit: Unit, day: &Tree, around: &Surroundings) -> Resolved {
        let holiday = is_holiday(day);
        let day = self.read(day, around).point.and_then(Point::first);
        if let Some(day) = day.filter(|_| unit == Unit::Weekend && holiday) {
            return weekend_with(day);
        }
        match day.and_then(|day| Point::around(day, unit)) {
            Some(point) => Resolved::point(point, "the stretch that holds the day"),
            None => Resolved::value(TimeKind::Date, unknown(unit), "around an unknown day"),
        }
    }

    pub(super) fn intersect(&self, inner: &Tree, outer: &Tree, around: &Surroundings) -> Resolved {
        let outer_found = self.read(outer, around);
        let named =
            matches!(inner, Tree::Literal(fields, _) if fields.month.is_some() || fields.season.is_some());
        let last = matches!(
            outer,
            Tree::Anaphor {
                unit: Unit::Day,
                offset: 0
            }
        );
        let told = self.last.filter(|_| named && last);
        let Some(point) = told.or(outer_found.point) else {
            return self.read(inner, around);
        };
        let found = match inner {
            Tree::Literal(fields, side) => within_point(fields, *side, point)
                .map(|point| Resolved::point(point, "within the date beside it")),
            Tree::Holiday {
                holiday,
                side: side @ (Side::Before | Side::After),
            } => holiday_beside(*holiday, *side, point)
                .map(|day| Resolved::point(Point::Day(day), "the next one on that side of the last date")),
            Tree::Holiday { holiday, .. } => day_of(*holiday, point.year())
                .map(|day| Resolved::point(Point::Day(day), "the holiday of that year"))
                .or(Some(Resolved::point(
                    point,
                    "the year of a holiday without a known rule",
                ))),
            Tree::Nth { n, unit, .. } => nth_within(*n, *unit, point)
                .map(|point| Resolved::point(point, "counted within what it is part of")),
            Tree::Modified { modifier, of } => return self.intersect(of, outer, around).modified(*modifier),
            Tree::Anaphor {
                unit: Unit::Day,
                offset: 0,
            } => day_in(point)
                .map(|value| Resolved::value(TimeKind::Date, value, "a day of the date beside it")),
            Tree::Anaphor {
                unit: Unit::Quarter, ..
            } => Some(self.quarter_in(point)),
            _ => None,
        };
        match (inner, found) {
            (Tree::Holiday { holiday, .. }, Some(found)) => seen_by_eye(*holiday, found),
            (_, found) => found.unwrap_or_else(|| self.read(inner, around)),
        }
    }

    /// "the 1988 period": the quarter spoken of, in another year; that year where no quarter was.
    fn quarter_in(&self, year: Point) -> Resolved {
        match (self.last_quarter, year) {
            (Some(Point::Quarter(_, quarter)), Point::Year(year)) => Resolved::point(
                Point::Quarter(year, quarter),
                "the quarter spoken of, in another year",
            ),
            _ => Resolved::point(year, "as written"),
        }
    }
}

/// Fields inside a stretch that is known: "August" of that year, "Tuesday" of next week, "the 9th" of that month.
fn within_point(fields: &Fields, side: Side, outer: Point) -> Option<Point> {
    if let (Some(weekday), None) = (fields.weekday, fields.day) {
        return match outer {
            Point::Week(monday) => Some(Point::Day(add_days(monday, i32::from(weekday) - 1)?)),
            Point::Day(day) => Some(Point::Day(weekday_beside(day, weekday, side)?)),
            _ => None,
        };
    }
    if let (Point::Month(year, month), None, None) = (outer, fields.month, fields.season) {
        let month = Some(month);
        return of_year(&Fields { month, ..*fields }, year);
    }
    let here = of_year(fields, outer.year())?;
    let step = match side {
        Side::After => i16::from(here.first() <= outer.last()),
        Side::Before => -i16::from(here.last() >= outer.first()),
        _ => 0,
    };
    of_year(fields, outer.year().checked_add(step)?)
}

/// "the following Friday", "the previous Friday", "that Friday".
fn weekday_beside(day: Date, weekday: i8, side: Side) -> Option<Date> {
    let back = i32::from((day.weekday().to_monday_one_offset() - weekday).rem_euclid(7));
    match side {
        Side::After => add_days(day, if back == 0 { 7 } else { 7 - back }),
        Side::Before => add_days(day, if back == 0 { -7 } else { -back }),
        _ => add_days(monday(day)?, i32::from(weekday) - 1),
    }
}

/// Halves and quarters of decades and centuries: "the first half of the 19th century" is fifty years, not six months.
fn fraction(n: i32, unit: Unit, whole: Point) -> Option<Resolved> {
    let parts = match unit {
        Unit::Half => 2,
        Unit::Quarter => 4,
        _ => return None,
    };
    let years = match whole {
        Point::Decade(_) => 10,
        Point::Century(_) => 100,
        _ => return None,
    };
    let number = if n < 0 { parts } else { i16::try_from(n).ok()? };
    let length = (years % parts == 0 && (1..=parts).contains(&number)).then_some(years / parts)?;
    let begin = whole.first()?.year().checked_add(length * (number - 1))?;
    let (first, last) = (date(begin, 1, 1)?, date(begin.checked_add(length - 1)?, 12, 31)?);
    Some(Resolved {
        modifier: Some(match number {
            1 => Modifier::Start,
            _ if number == parts => Modifier::End,
            _ => Modifier::Mid,
        }),
        interval: Some(Interval::within(
            Some(first),
            Some(last),
            stretch_edtf(first, last),
        )),
        cut: true,
        ..Resolved::point(whole, "a part of it")
    })
}

/// The nth unit of a stretch; the weeks of a month or year are those whose Thursday lies in it.
fn nth_within(n: i32, unit: Unit, outer: Point) -> Option<Point> {
    if let (Point::Century(century), Unit::Year) = (outer, unit) {
        let number = if n < 0 { 100 } else { i16::try_from(n).ok()? };
        return Some(Point::Year(century.checked_mul(100)?.checked_add(number)?));
    }
    let (first, last) = (outer.first()?, outer.last()?);
    let point = match unit {
        Unit::Weekend => {
            let saturday = nth_weekday(first.year(), first.month(), 6, i8::try_from(n).ok()?)?;
            return Some(Point::Weekend(saturday)).filter(|_| matches!(outer, Point::Month(..)));
        }
        Unit::Week if n > 0 => {
            let monday = monday(add_days(first, 3)?)?;
            Point::Week(monday).next(i64::from(n) - 1)?
        }
        Unit::Week => Point::Week(monday(add_days(last, -3)?)?),
        _ if n > 0 => Point::around(first, unit)?.next(i64::from(n) - 1)?,
        _ => Point::around(last, unit)?,
    };
    (point.first()? <= last).then_some(point)
}

/// The holiday before or behind a stretch.
fn holiday_beside(holiday: Holiday, side: Side, point: Point) -> Option<Date> {
    let mut days = (-1..=1).filter_map(|step| day_of(holiday, point.year().checked_add(step)?));
    match side {
        Side::Before => days.rfind(|&day| Some(day) < point.first()),
        _ => days.find(|&day| Some(day) > point.last()),
    }
}

fn is_holiday(tree: &Tree) -> bool {
    match tree {
        Tree::Holiday { .. } => true,
        Tree::Intersect { inner, .. } => is_holiday(inner),
        _ => false,
    }
}

/// The weekend next to a holiday, with the days between: Saturday to Monday, Thursday to Sunday.
fn weekend_with(holiday: Date) -> Resolved {
    let weekday = i32::from(holiday.weekday().to_monday_one_offset());
    let (saturday, first, last) = match weekday {
        1 | 2 => (-1 - weekday, -1 - weekday, 0),
        _ => (6 - weekday, (6 - weekday).min(0), 7 - weekday),
    };
    let days = |offset: i32| add_days(holiday, offset);
    let (Some(saturday), Some(first), Some(last)) = (days(saturday), days(first), days(last)) else {
        return Resolved::value(TimeKind::Date, unknown(Unit::Weekend), "beyond the calendar");
    };
    Resolved {
        interval: Some(Interval::within(
            Some(first),
            Some(last),
            stretch_edtf(first, last),
        )),
        ..Resolved::point(Point::Weekend(saturday), "the weekend next to the holiday")
    }
}

/// TIMEX3's value of some day of a month or a year.
pub(super) fn day_in(point: Point) -> Option<String> {
    match point {
        Point::Month(..) => Some(format!("{}-XX", point.value())),
        Point::Year(_) => Some(format!("{}-XX-XX", point.value())),
        _ => None,
    }
}

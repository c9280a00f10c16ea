//! A resolved stretch of the calendar: a day, week, month ... century, with its printed forms and bounds.
//! Arithmetic that leaves the calendar (years beyond 9999 in either direction) gives `None`.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use crate::Interval;
use crate::lex::{Season, Unit};

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Point {
    Day(Date),
    /// By its Monday.
    Week(Date),
    /// By its Saturday.
    Weekend(Date),
    Month(i16, i8),
    Quarter(i16, i8),
    Half(i16, i8),
    Season(i16, Season),
    Year(i16),
    /// The year divided by ten: 199 for the 1990s.
    Decade(i16),
    /// The year divided by a hundred: 20 for the 21st century.
    Century(i16),
}

impl Point {
    /// The stretch of length `unit` that holds `day`.
    pub fn around(day: Date, unit: Unit) -> Option<Point> {
        let (year, month) = (day.year(), day.month());
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::BusinessDay => Point::Day(day),
            Unit::Week | Unit::Fortnight => Point::Week(monday(day)?),
            Unit::Weekend => Point::Weekend(monday(day)?.checked_add(5.days()).ok()?),
            Unit::Month => Point::Month(year, month),
            Unit::Quarter => Point::Quarter(year, (month - 1) / 3 + 1),
            Unit::Half => Point::Half(year, (month - 1) / 6 + 1),
            Unit::Year => Point::Year(year),
            Unit::Decade => Point::Decade(year.div_euclid(10)),
            Unit::Century => Point::Century(year.div_euclid(100)),
            Unit::Millennium => return None,
        })
    }

    /// So many of its own length later.
    pub fn next(self, steps: i64) -> Option<Point> {
        let steps = i32::try_from(steps).ok()?;
        Some(match self {
            Point::Day(day) => Point::Day(add_days(day, steps)?),
            Point::Week(day) => Point::Week(add_days(day, steps.checked_mul(7)?)?),
            Point::Weekend(day) => Point::Weekend(add_days(day, steps.checked_mul(7)?)?),
            Point::Month(year, month) => {
                let (year, month) = carry(year, month, 12, steps)?;
                Point::Month(year, month)
            }
            Point::Quarter(year, quarter) => {
                let (year, quarter) = carry(year, quarter, 4, steps)?;
                Point::Quarter(year, quarter)
            }
            Point::Half(year, half) => {
                let (year, half) = carry(year, half, 2, steps)?;
                Point::Half(year, half)
            }
            Point::Season(year, season) => Point::Season(offset_year(year, steps)?, season),
            Point::Year(year) => Point::Year(offset_year(year, steps)?),
            Point::Decade(decade) => Point::Decade(offset_year(decade, steps).filter(|d| d.abs() < 999)?),
            Point::Century(century) => Point::Century(offset_year(century, steps).filter(|c| c.abs() < 99)?),
        })
    }

    /// Its year, or the first of several.
    pub fn year(self) -> i16 {
        self.first().map_or(0, |day| match self {
            Point::Week(monday) => monday.iso_week_date().year(),
            _ => day.year(),
        })
    }

    /// Its month, where it lies in one.
    pub fn month(self) -> Option<i8> {
        match self {
            Point::Day(day) | Point::Week(day) | Point::Weekend(day) => Some(day.month()),
            Point::Month(_, month) => Some(month),
            _ => None,
        }
    }

    /// Its unit.
    pub fn unit(self) -> Unit {
        match self {
            Point::Day(_) => Unit::Day,
            Point::Week(_) => Unit::Week,
            Point::Weekend(_) => Unit::Weekend,
            Point::Month(..) => Unit::Month,
            Point::Quarter(..) => Unit::Quarter,
            Point::Half(..) => Unit::Half,
            Point::Season(..) => Unit::Quarter,
            Point::Year(_) => Unit::Year,
            Point::Decade(_) => Unit::Decade,
            Point::Century(_) => Unit::Century,
        }
    }

    /// Its first day.
    pub fn first(self) -> Option<Date> {
        match self {
            Point::Day(day) | Point::Week(day) | Point::Weekend(day) => Some(day),
            Point::Month(year, month) => date(year, month, 1),
            Point::Quarter(year, quarter) => date(year, quarter * 3 - 2, 1),
            Point::Half(year, half) => date(year, half * 6 - 5, 1),
            Point::Season(year, season) => date(year, first_month(season), 1),
            Point::Year(year) => date(year, 1, 1),
            Point::Decade(decade) => date(first_of(decade, 10)?, 1, 1),
            Point::Century(century) => date(first_of(century, 100)?, 1, 1),
        }
    }

    /// Its last day.
    pub fn last(self) -> Option<Date> {
        match self {
            Point::Day(day) => Some(day),
            Point::Week(day) => add_days(day, 6),
            Point::Weekend(day) => add_days(day, 1),
            Point::Month(year, month) => Some(date(year, month, 1)?.last_of_month()),
            Point::Quarter(year, quarter) => Some(date(year, quarter * 3, 1)?.last_of_month()),
            Point::Half(year, half) => Some(date(year, half * 6, 1)?.last_of_month()),
            Point::Season(..) => {
                let last_month = self.first()?.checked_add(2.months()).ok()?;
                Some(last_month.last_of_month())
            }
            Point::Year(year) => date(year, 12, 31),
            Point::Decade(decade) => date(first_of(decade, 10)?.checked_add(9)?, 12, 31),
            Point::Century(century) => date(first_of(century, 100)?.checked_add(99)?, 12, 31),
        }
    }

    /// TIMEX3's value.
    pub fn value(self) -> String {
        match self {
            Point::Day(day) if day.year() <= 0 => {
                format!("{}-{:02}-{:02}", year_value(day.year()), day.month(), day.day())
            }
            Point::Day(day) => format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day()),
            Point::Week(day) => week_value(day),
            Point::Weekend(day) => format!("{}-WE", week_value(day)),
            Point::Month(year, month) => format!("{}-{month:02}", year_value(year)),
            Point::Quarter(year, quarter) => format!("{}-Q{quarter}", year_value(year)),
            Point::Half(year, half) => format!("{}-H{half}", year_value(year)),
            Point::Season(year, season) => format!("{}-{}", year_value(year), season_code(season)),
            Point::Year(year) => year_value(year),
            Point::Decade(decade) if decade < 0 => format!("BC{:03}", -decade),
            Point::Decade(decade) => format!("{decade:03}"),
            Point::Century(century) if century < 0 => format!("BC{:02}", -century - 1),
            Point::Century(century) => format!("{century:02}"),
        }
    }

    /// EDTF (ISO 8601-2): weeks and weekends have no form of their own and are written as intervals.
    pub fn edtf(self) -> String {
        match self {
            Point::Day(day) => format!("{}-{:02}-{:02}", year_edtf(day.year()), day.month(), day.day()),
            Point::Week(_) | Point::Weekend(_) => match (self.first(), self.last()) {
                (Some(first), Some(last)) => {
                    format!("{}/{}", Point::Day(first).edtf(), Point::Day(last).edtf())
                }
                _ => String::new(),
            },
            Point::Month(year, month) => format!("{}-{month:02}", year_edtf(year)),
            Point::Quarter(year, quarter) => format!("{}-{}", year_edtf(year), 32 + quarter),
            Point::Half(year, half) => format!("{}-{}", year_edtf(year), 39 + half),
            Point::Season(year, season) => format!("{}-{}", year_edtf(year), season_edtf(season)),
            Point::Year(year) => year_edtf(year),
            Point::Decade(decade) if decade < 0 => format!("-{:03}X", -decade - 1),
            Point::Decade(decade) => format!("{decade:03}X"),
            Point::Century(century) if century < 0 => format!("-{:02}XX", -century - 1),
            Point::Century(century) => format!("{century:02}XX"),
        }
    }

    /// The days it means.
    pub fn interval(self) -> Option<Interval> {
        Some(Interval::within(
            Some(self.first()?),
            Some(self.last()?),
            self.edtf(),
        ))
    }
}

/// The first year of a decade or century. Before Christ the years run from the one that ends in 99 up to the one that ends
/// in 00, as astronomers count and EDTF writes: the 5th century BC (-5) is the years -499 to -400, "-04XX".
fn first_of(count: i16, years: i16) -> Option<i16> {
    count.checked_mul(years)?.checked_add(i16::from(count < 0))
}

/// The date, if the calendar has it.
pub(crate) fn date(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// So many days later.
pub(crate) fn add_days(day: Date, days: i32) -> Option<Date> {
    let span = jiff::Span::new().try_days(days).ok()?;
    day.checked_add(span).ok()
}

/// The Monday of its week.
pub(crate) fn monday(day: Date) -> Option<Date> {
    add_days(day, -i32::from(day.weekday().to_monday_zero_offset()))
}

/// The Monday of an ISO week.
pub(crate) fn iso_week(year: i16, week: i8) -> Option<Date> {
    ISOWeekDate::new(year, week, Weekday::Monday)
        .ok()
        .map(|week| week.date())
}

/// First month of a season; winter begins in December of its year.
fn first_month(season: Season) -> i8 {
    match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
    }
}

fn carry(year: i16, part: i8, parts: i32, steps: i32) -> Option<(i16, i8)> {
    let total = (i32::from(year) * parts + i32::from(part) - 1).checked_add(steps)?;
    let year = i16::try_from(total.div_euclid(parts))
        .ok()
        .filter(|year| year.abs() <= 9998)?;
    Some((year, (total.rem_euclid(parts) + 1) as i8))
}

fn offset_year(year: i16, steps: i32) -> Option<i16> {
    let year = i32::from(year).checked_add(steps)?;
    i16::try_from(year).ok().filter(|year| year.abs() <= 9998)
}

fn week_value(day: Date) -> String {
    let week = day.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// Year 0 is 1 BC: TIMEX3 writes "BC0001".
fn year_value(year: i16) -> String {
    if year <= 0 {
        format!("BC{:04}", 1 - year)
    } else {
        format!("{year:04}")
    }
}

fn year_edtf(year: i16) -> String {
    if year < 0 {
        format!("-{:04}", -year)
    } else {
        format!("{year:04}")
    }
}

fn season_code(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    }
}

fn season_edtf(season: Season) -> i8 {
    match season {
        Season::Spring => 21,
        Season::Summer => 22,
        Season::Autumn => 23,
        Season::Winter => 24,
    }
}

pub(super) fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

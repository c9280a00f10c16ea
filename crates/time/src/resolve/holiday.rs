//! The day of a holiday in a year. Easter by the Gregorian computus (Meeus, Astronomical Algorithms, 1991, chapter 8);
//! days of the lunar calendar and solar terms as [`super::lunar`] computes them.

use jiff::civil::Date;

use super::point::{add_days, date, monday};
use super::{hebrew, hijri, lunar};
use crate::lex::Holiday;

/// The day of `holiday` in `year`, where the rule or table says.
pub(crate) fn day_of(holiday: Holiday, year: i16) -> Option<Date> {
    match holiday {
        Holiday::Fixed(month, day) => date(year, month as i8, day as i8),
        // The grammar has put the day of a country in its place, where it is known.
        Holiday::National(_) => None,
        Holiday::Nth { n, weekday, month } => nth_weekday(year, month as i8, weekday as i8, n),
        Holiday::Easter(offset) => add_days(easter(year)?, i32::from(offset)),
        Holiday::OrthodoxEaster(offset) => add_days(orthodox_easter(year)?, i32::from(offset)),
        Holiday::LunarNewYear(offset) => add_days(lunar::day_of(year, 1, 1, 8)?, i32::from(offset)),
        Holiday::Lunar { month, day, korean } => lunar::day_of(year, month, day, if korean { 9 } else { 8 }),
        Holiday::SolarTerm { degrees, hours } => lunar::solar_term(year, degrees, hours),
        Holiday::BlackFriday => add_days(nth_weekday(year, 11, 4, 4)?, 1),
        Holiday::Islamic(feast, offset) => add_days(hijri::day_of(feast, year)?, i32::from(offset)),
        Holiday::HebrewNewYear(offset) => add_days(hebrew::new_year(year)?, i32::from(offset)),
        Holiday::Passover(offset) => add_days(hebrew::passover(year)?, i32::from(offset)),
        Holiday::Hanukkah => hebrew::hanukkah(year),
        Holiday::VictoriaDay => monday(date(year, 5, 24)?),
        Holiday::ElectionDay => add_days(nth_weekday(year, 11, 1, 1)?, 1),
    }
}

/// The nth given weekday (1 = Monday) of a month, from its end if `n` is negative.
pub(crate) fn nth_weekday(year: i16, month: i8, weekday: i8, n: i8) -> Option<Date> {
    let first = date(year, month, 1)?;
    if n > 0 {
        let ahead = (weekday - first.weekday().to_monday_one_offset()).rem_euclid(7);
        return add_days(first, i32::from(ahead) + 7 * (i32::from(n) - 1)).filter(|day| day.month() == month);
    }
    let last = first.last_of_month();
    let back = (last.weekday().to_monday_one_offset() - weekday).rem_euclid(7);
    add_days(last, -i32::from(back) + 7 * (i32::from(n) + 1))
}

fn easter(year: i16) -> Option<Date> {
    let year_number = i32::from(year);
    if year_number < 1583 {
        return None;
    }
    let (a, b, c) = (year_number % 19, year_number / 100, year_number % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    date(year, (sum / 31) as i8, (sum % 31 + 1) as i8)
}

/// Easter by the Julian calendar (Meeus, chapter 8), as a Gregorian date; from 1900 to 2099 the calendars are 13 days apart.
fn orthodox_easter(year: i16) -> Option<Date> {
    let year_number = i32::from(year);
    if !(1900..2100).contains(&year_number) {
        return None;
    }
    let (a, b, c) = (year_number % 4, year_number % 7, year_number % 19);
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let sum = d + e + 114;
    add_days(date(year, (sum / 31) as i8, (sum % 31 + 1) as i8)?, 13)
}

//! The Hebrew year (Dershowitz and Reingold, Calendrical Calculations, chapter 8): all feasts follow from its first day.

use jiff::civil::Date;

use super::point::{add_days, date};

/// 1 Tishri in the Gregorian `year`.
pub(crate) fn new_year(year: i16) -> Option<Date> {
    first_day(i64::from(year) + 3761)
}

/// 15 Nisan in the Gregorian `year`: always as many days before the new year.
pub(crate) fn passover(year: i16) -> Option<Date> {
    add_days(new_year(year)?, -163)
}

/// 25 Kislev in the Gregorian `year`: a day later in years whose second month has 30 days.
pub(crate) fn hanukkah(year: i16) -> Option<Date> {
    let (here, next) = (new_year(year)?, first_day(i64::from(year) + 3762)?);
    let days = here.until(next).ok()?.get_days();
    add_days(here, if matches!(days, 355 | 385) { 84 } else { 83 })
}

fn first_day(year: i64) -> Option<Date> {
    let (before, here, after) = (elapsed(year - 1), elapsed(year), elapsed(year + 1));
    let delay = match () {
        _ if after - here == 356 => 2,
        _ if here - before == 382 => 1,
        _ => 0,
    };
    // Day 1 of the common era is 1 January of the year 1; the first Hebrew year begins 1,373,427 days before it.
    let day = i32::try_from(here + delay - 1_373_428)
        .ok()
        .filter(|day| (0..3_600_000).contains(day))?;
    add_days(date(1, 1, 1)?, day)
}

/// Days from the first new moon to that of the year's first month, so that the year does not begin on Sunday, Wednesday or
/// Friday.
fn elapsed(year: i64) -> i64 {
    let months = (235 * year - 234).div_euclid(19);
    let parts = 12_084 + 13_753 * months;
    let day = 29 * months + parts.div_euclid(25_920);
    if (3 * (day + 1)).rem_euclid(7) < 3 {
        day + 1
    } else {
        day
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feasts_fall_where_almanacs_have_them() {
        let print = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        assert_eq!(print(new_year(2024)), "2024-10-03");
        assert_eq!(print(new_year(2013)), "2013-09-05");
        assert_eq!(print(passover(2023)), "2023-04-06");
        assert_eq!(print(hanukkah(2024)), "2024-12-26");
        assert_eq!(print(hanukkah(2013)), "2013-11-28");
    }
}

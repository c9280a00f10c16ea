//! The lunar calendar of China and Korea, and the terms of the solar year, from 1900 to 2100.
//! Computed, not copied from an almanac: new moons after Meeus, Astronomical Algorithms (second edition, 1998), chapter 49;
//! the sun's longitude after chapter 25 (to about 0.01 degrees). A month begins on the day of its new moon; the month that
//! holds the winter solstice is the eleventh; of thirteen months between two solstices the first without a major term is a
//! leap month (the rule of the standard GB/T 33661-2017). Where a moon or a term falls within minutes of midnight the day
//! can be one off. Older calendars followed other rules, and give no day here.

use std::sync::OnceLock;

use jiff::civil::Date;

use super::point::{add_days, date};

/// The first days of the twelve regular months of one lunar year.
type Months = [Option<Date>; 12];

const FIRST_YEAR: i16 = 1900;
const YEARS: usize = 201;

/// The day of a lunar month and day in the lunar year that begins in `year`; `hours` is how far east of Greenwich the
/// calendar is kept (8 in China, 9 in Korea).
pub(crate) fn day_of(year: i16, month: u8, day: u8, hours: u8) -> Option<Date> {
    static CHINA: OnceLock<Vec<Months>> = OnceLock::new();
    static KOREA: OnceLock<Vec<Months>> = OnceLock::new();
    let years = if hours == 9 { &KOREA } else { &CHINA };
    let years = years.get_or_init(|| all_years(f64::from(hours)));
    let months = years.get(usize::try_from(year.checked_sub(FIRST_YEAR)?).ok()?)?;
    let first = (*months.get(usize::from(month).checked_sub(1)?)?)?;
    (1..=30)
        .contains(&day)
        .then(|| add_days(first, i32::from(day) - 1))?
}

/// The day of `year` on which the sun's longitude reaches `degrees`.
pub(crate) fn solar_term(year: i16, degrees: u16, hours: u8) -> Option<Date> {
    let known = (FIRST_YEAR..FIRST_YEAR + YEARS as i16).contains(&year);
    let after_equinox = (f64::from(degrees) * 365.2422 / 360.0) as i32;
    let guess = add_days(date(year, 3, 20).filter(|_| known)?, after_equinox)?;
    let guess = if guess.year() > year {
        add_days(guess, -365)?
    } else {
        guess
    };
    let reached = |day: Date| {
        let ahead = sun(midnight(day_number(day) + 1, f64::from(hours))) - f64::from(degrees);
        ahead.rem_euclid(360.0) < 180.0
    };
    (-8..9)
        .filter_map(|step| add_days(guess, step))
        .find(|&day| reached(day))
}

fn all_years(hours: f64) -> Vec<Months> {
    let k_of = |year: f64| ((year - 2000.0) * 12.3685).floor();
    let first = k_of(f64::from(FIRST_YEAR) - 1.0);
    let last = k_of(f64::from(FIRST_YEAR) + YEARS as f64 + 2.0);
    let count = (last - first) as usize;
    let begins: Vec<i32> = (0..count)
        .map(|step| day_at(new_moon(first + step as f64), hours))
        .collect();
    let terms: Vec<u8> = begins
        .iter()
        .map(|&day| (sun(midnight(day, hours)) / 30.0) as u8)
        .collect();
    let numbers = month_numbers(&terms);
    (0..YEARS)
        .map(|index| months_of(FIRST_YEAR + index as i16, &begins, &numbers))
        .collect()
}

/// The number of each month, 1 to 12; 0 for a leap month and where none can be told. `terms` are the major terms that
/// the sun has passed at the beginning of each month.
fn month_numbers(terms: &[u8]) -> Vec<u8> {
    let mut numbers = vec![0; terms.len()];
    let holds_solstice = |at: usize| terms[at] <= 8 && terms[at] >= 7 && terms[at + 1] >= 9;
    let solstices: Vec<usize> = (0..terms.len() - 1).filter(|&at| holds_solstice(at)).collect();
    for pair in solstices.windows(2) {
        let mut leap_is_due = pair[1] - pair[0] == 13;
        let mut number = 11;
        for at in pair[0]..pair[1] {
            if leap_is_due && at > pair[0] && terms[at] == terms[at + 1] {
                leap_is_due = false;
                continue;
            }
            numbers[at] = number;
            number = number % 12 + 1;
        }
    }
    numbers
}

/// The months of the lunar year whose first month begins in `year`.
fn months_of(year: i16, begins: &[i32], numbers: &[u8]) -> Months {
    let mut months = [None; 12];
    let first = (0..begins.len())
        .find(|&at| numbers[at] == 1 && date_of(begins[at]).is_some_and(|day| day.year() == year));
    let Some(first) = first else { return months };
    for (&begin, &number) in begins[first..].iter().zip(&numbers[first..]).take(13) {
        if number > 0 && months[usize::from(number) - 1].is_none() {
            months[usize::from(number) - 1] = date_of(begin);
        }
    }
    months
}

/// The Julian day, in dynamical time, of the new moon numbered `k` from that of 6 January 2000.
fn new_moon(k: f64) -> f64 {
    let t = k / 1236.85;
    let e = 1.0 - 0.002516 * t - 0.0000074 * t * t;
    let sine = |degrees: f64| degrees.to_radians().sin();
    let sun = 2.5534 + 29.10535670 * k - 0.0000014 * t * t;
    let moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t + 0.00001238 * t * t * t;
    let node = 160.7108 + 390.67050284 * k - 0.0016118 * t * t - 0.00000227 * t * t * t;
    let ascending = 124.7746 - 1.56375588 * k + 0.0020672 * t * t;
    let mean = 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t - 0.00000015 * t * t * t;
    let periodic: f64 = MOON_TERMS
        .iter()
        .map(|&(size, powers, m, m1, f)| size * e.powi(powers) * sine(m * sun + m1 * moon + f * node))
        .sum();
    let planets: f64 = PLANET_TERMS
        .iter()
        .map(|&(size, at, rate)| size * sine(at + rate * k))
        .sum();
    mean + periodic - 0.00017 * sine(ascending) + planets
}

/// Size in days, power of the eccentricity, and multiples of the sun's and moon's anomalies and of the moon's argument.
const MOON_TERMS: [(f64, i32, f64, f64, f64); 24] = [
    (-0.40720, 0, 0.0, 1.0, 0.0),
    (0.17241, 1, 1.0, 0.0, 0.0),
    (0.01608, 0, 0.0, 2.0, 0.0),
    (0.01039, 0, 0.0, 0.0, 2.0),
    (0.00739, 1, -1.0, 1.0, 0.0),
    (-0.00514, 1, 1.0, 1.0, 0.0),
    (0.00208, 2, 2.0, 0.0, 0.0),
    (-0.00111, 0, 0.0, 1.0, -2.0),
    (-0.00057, 0, 0.0, 1.0, 2.0),
    (0.00056, 1, 1.0, 2.0, 0.0),
    (-0.00042, 0, 0.0, 3.0, 0.0),
    (0.00042, 1, 1.0, 0.0, 2.0),
    (0.00038, 1, 1.0, 0.0, -2.0),
    (-0.00024, 1, -1.0, 2.0, 0.0),
    (-0.00007, 0, 2.0, 1.0, 0.0),
    (0.00004, 0, 0.0, 2.0, -2.0),
    (0.00004, 0, 3.0, 0.0, 0.0),
    (0.00003, 0, 1.0, 1.0, -2.0),
    (0.00003, 0, 0.0, 2.0, 2.0),
    (-0.00003, 0, 1.0, 1.0, 2.0),
    (0.00003, 0, -1.0, 1.0, 2.0),
    (-0.00002, 0, -1.0, 1.0, -2.0),
    (-0.00002, 0, 1.0, 3.0, 0.0),
    (0.00002, 0, 0.0, 4.0, 0.0),
];

/// Size in days, and degrees at and per new moon.
const PLANET_TERMS: [(f64, f64, f64); 14] = [
    (0.000325, 299.77, 0.107408),
    (0.000165, 251.88, 0.016321),
    (0.000164, 251.83, 26.651886),
    (0.000126, 349.42, 36.412478),
    (0.000110, 84.66, 18.206239),
    (0.000062, 141.74, 53.303771),
    (0.000060, 207.14, 2.453732),
    (0.000056, 154.84, 7.306860),
    (0.000047, 34.52, 27.261239),
    (0.000042, 207.19, 0.121824),
    (0.000040, 291.34, 1.844379),
    (0.000037, 161.72, 24.198154),
    (0.000035, 239.56, 25.513099),
    (0.000023, 331.55, 3.592518),
];

/// The sun's apparent longitude in degrees at a Julian day of dynamical time.
fn sun(julian: f64) -> f64 {
    let t = (julian - 2451545.0) / 36525.0;
    let anomaly = (357.52911 + 35999.05029 * t - 0.0001537 * t * t).to_radians();
    let mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t;
    let centre = (1.914602 - 0.004817 * t) * anomaly.sin()
        + (0.019993 - 0.000101 * t) * (2.0 * anomaly).sin()
        + 0.000289 * (3.0 * anomaly).sin();
    let node = (125.04 - 1934.136 * t).to_radians();
    (mean + centre - 0.00569 - 0.00478 * node.sin()).rem_euclid(360.0)
}

/// Days by which dynamical time is ahead of civil time: a straight line through 1950 and 2020 is good to half a minute.
fn ahead(julian: f64) -> f64 {
    (29.0 + (julian - 2433282.5) / 365.25 * 0.58) / 86400.0
}

/// The Julian day, in dynamical time, at which a civil day begins.
fn midnight(day: i32, hours: f64) -> f64 {
    let julian = f64::from(day) - 0.5 - hours / 24.0;
    julian + ahead(julian)
}

/// The civil day, by its Julian day number at noon, of a moment in dynamical time.
fn day_at(julian: f64, hours: f64) -> i32 {
    (julian - ahead(julian) + hours / 24.0 + 0.5).floor() as i32
}

/// Julian day number of 1 January 2000 at noon.
const NOON_2000: i32 = 2451545;

fn day_number(day: Date) -> i32 {
    let since = Date::constant(2000, 1, 1)
        .until(day)
        .map_or(0, |span| span.get_days());
    NOON_2000 + since
}

fn date_of(number: i32) -> Option<Date> {
    add_days(Date::constant(2000, 1, 1), number - NOON_2000)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Days that almanacs print: the lunar New Year from 1990 to 2040.
    const NEW_YEARS: [(i8, i8); 51] = [
        (1, 27),
        (2, 15),
        (2, 4),
        (1, 23),
        (2, 10),
        (1, 31),
        (2, 19),
        (2, 7),
        (1, 28),
        (2, 16),
        (2, 5),
        (1, 24),
        (2, 12),
        (2, 1),
        (1, 22),
        (2, 9),
        (1, 29),
        (2, 18),
        (2, 7),
        (1, 26),
        (2, 14),
        (2, 3),
        (1, 23),
        (2, 10),
        (1, 31),
        (2, 19),
        (2, 8),
        (1, 28),
        (2, 16),
        (2, 5),
        (1, 25),
        (2, 12),
        (2, 1),
        (1, 22),
        (2, 10),
        (1, 29),
        (2, 17),
        (2, 6),
        (1, 26),
        (2, 13),
        (2, 3),
        (1, 23),
        (2, 11),
        (1, 31),
        (2, 19),
        (2, 8),
        (1, 28),
        (2, 15),
        (2, 4),
        (1, 24),
        (2, 12),
    ];

    #[test]
    fn the_new_years_of_almanacs_are_met() {
        for (year, (month, day)) in (1990..).zip(NEW_YEARS) {
            assert_eq!(day_of(year, 1, 1, 8), date(year, month, day), "{year}");
        }
    }

    #[test]
    fn leap_months_and_midnights_fall_as_printed() {
        let cases = [
            (2014, 8, 15, 8, "2014-09-08"),
            (2017, 8, 15, 9, "2017-10-04"),
            (2020, 5, 5, 8, "2020-06-25"),
            (2023, 8, 15, 9, "2023-09-29"),
            (2024, 5, 5, 8, "2024-06-10"),
            (2025, 8, 15, 9, "2025-10-06"),
            (1997, 1, 1, 8, "1997-02-07"),
            (1997, 1, 1, 9, "1997-02-08"),
            (2033, 8, 15, 8, "2033-09-08"),
            (2034, 1, 1, 8, "2034-02-19"),
        ];
        for (year, month, day, hours, printed) in cases {
            assert_eq!(
                day_of(year, month, day, hours),
                printed.parse().ok(),
                "{year}-{month}-{day}"
            );
        }
    }

    #[test]
    fn equinoxes_and_the_festival_of_tombs_fall_as_printed() {
        let cases = [
            (2014, 15, 8, "2014-04-05"),
            (2024, 15, 8, "2024-04-04"),
            (2024, 0, 9, "2024-03-20"),
            (2023, 180, 9, "2023-09-23"),
            (2024, 180, 9, "2024-09-22"),
            (2021, 270, 8, "2021-12-21"),
        ];
        for (year, degrees, hours, printed) in cases {
            assert_eq!(
                solar_term(year, degrees, hours),
                printed.parse().ok(),
                "{year} {degrees}"
            );
        }
    }

    #[test]
    fn years_outside_the_computed_ones_have_no_days() {
        assert_eq!(day_of(1899, 1, 1, 8), None);
        assert_eq!(day_of(2101, 1, 1, 8), None);
        assert_eq!(day_of(2020, 13, 1, 8), None);
        assert_eq!(solar_term(2101, 15, 8), None);
    }
}

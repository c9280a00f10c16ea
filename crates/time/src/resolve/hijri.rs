//! Feasts of the Islamic calendar as the Umm al-Qura calendar of Saudi Arabia has them, 1390 to 1480 (1970 to 2058).
//! The arithmetic calendar (Dershowitz and Reingold, Calendrical Calculations, chapter 7) is at most two days off; how many
//! is written down, a digit a year. Where the new moon is looked for with the eye, a feast is often a day later.

use jiff::civil::Date;

use super::point::{add_days, date};
use crate::lex::Feast;

/// The first year of the tables.
const FIRST: i32 = 1390;

/// The first such feast in the Gregorian `year`.
pub(crate) fn day_of(feast: Feast, year: i16) -> Option<Date> {
    let about = (i32::from(year) - 622) * 33 / 32;
    let days = (about - 1..=about + 2).filter_map(|hijri| in_hijri_year(feast, hijri));
    days.into_iter().find(|day| day.year() == year)
}

fn in_hijri_year(feast: Feast, year: i32) -> Option<Date> {
    let index = usize::try_from(year - FIRST).ok()?;
    let correction = i32::from(*corrections(feast).as_bytes().get(index)?) - i32::from(b'2');
    add_days(arithmetic(year, feast)?, correction)
}

/// Days after the arithmetic calendar, plus two.
fn corrections(feast: Feast) -> &'static str {
    match feast {
        Feast::NewYear => {
            "2122111111120111111101112211012222112222221121211111212211122112122221121222211212211212122"
        }
        Feast::Mawlid => {
            "2112111111221110111101111211012122112122221121211111212211112222112222221222211112212211122"
        }
        Feast::Fitr => {
            "2111011110110121100111211101112111122121121221111212211212111112122110121110111211111222111"
        }
        Feast::Adha => {
            "2111111111110111100101211101112111122221111221101112211112122112122111121221111222211212111"
        }
    }
}

/// The day in the arithmetic calendar: months of 30 and 29 days in turn, eleven leap days in thirty years.
fn arithmetic(year: i32, feast: Feast) -> Option<Date> {
    let (month, day) = match feast {
        Feast::NewYear => (1, 1),
        Feast::Mawlid => (3, 12),
        Feast::Fitr => (10, 1),
        Feast::Adha => (12, 10),
    };
    let before = (month - 1) * 29 + month / 2;
    let since_epoch = (year - 1) * 354 + (3 + 11 * year) / 30 + before + day - 1;
    // 1 Muharram of the year 1 is 19 July 622 in the Gregorian calendar.
    add_days(date(622, 7, 19)?, since_epoch)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feasts_fall_where_almanacs_have_them() {
        let day = |feast, year| day_of(feast, year).map(|day| day.to_string());
        assert_eq!(day(Feast::Fitr, 2022).as_deref(), Some("2022-05-02"));
        assert_eq!(day(Feast::Adha, 2023).as_deref(), Some("2023-06-28"));
        assert_eq!(day(Feast::NewYear, 2024).as_deref(), Some("2024-07-07"));
        assert_eq!(day(Feast::Fitr, 1900), None);
    }
}

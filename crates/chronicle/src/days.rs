//! The days that an ISO date of a claim means: "2001-08" is all of August 2001. Not a reader of dates in text: that is the
//! task of `annals-time`.

use jiff::civil::Date;

/// First and last day of "2001", "2001-08" or "2001-08-06"; `None` if it is no such date.
pub fn iso_days(iso: &str) -> Option<(Date, Date)> {
    let shaped = iso.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let day = |text: String| text.parse::<Date>().ok();
    match iso.len() {
        _ if !shaped => None,
        4 => Some((day(format!("{iso}-01-01"))?, day(format!("{iso}-12-31"))?)),
        7 => {
            let first = day(format!("{iso}-01"))?;
            Some((first, first.last_of_month()))
        }
        10 => day(iso.to_owned()).map(|day| (day, day)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::iso_days;

    #[test]
    fn a_month_has_all_its_days_and_words_have_none() {
        let days = |iso| iso_days(iso).map(|(first, last)| format!("{first} {last}"));
        assert_eq!(days("2024-02").as_deref(), Some("2024-02-01 2024-02-29"));
        assert_eq!(days("2001").as_deref(), Some("2001-01-01 2001-12-31"));
        assert_eq!(days("2001-08-06").as_deref(), Some("2001-08-06 2001-08-06"));
        for none in [
            "",
            "2001-13",
            "2001-02-30",
            "20010806",
            "soon",
            "2001-8",
            "+001",
            "２００１",
        ] {
            assert_eq!(days(none), None, "{none}");
        }
    }
}

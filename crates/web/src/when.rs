//! Days as pages print them: as precise as the text, an interval as an interval, and doubt in words. "2001" is a year
//! and never the first of January.

use jiff::Timestamp;
use jiff::civil::Date;

/// When something took place, ready to print.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct When {
    /// "6–7 Aug 2001", "Jul 2001", "from 26 Jul 2001"; empty where nothing is known.
    pub text: String,
    /// What is not known of it, in words.
    pub doubt: Option<&'static str>,
    /// ISO form of the beginning, for machines that read the page.
    pub iso: Option<String>,
    /// The year it stands under, if any.
    pub year: Option<i16>,
    /// The month it stands under; `None` where only the year is known.
    pub month: Option<i8>,
}

impl When {
    /// From ISO dates as a claim prints them, with the outer bounds to fall back on.
    pub fn new(start: Option<&str>, end: Option<&str>, first: Option<Date>, last: Option<Date>) -> When {
        match (start, end) {
            (None, None) => When::bounded(first, last),
            (None, Some(end)) => When {
                doubt: Some("beginning not said"),
                ..When::anchored(format!("until {}", pretty(end)), end)
            },
            (Some(start), None) => When {
                doubt: Some("end not said"),
                ..When::anchored(format!("from {}", pretty(start)), start)
            },
            (Some(start), Some(end)) => When {
                doubt: coarse(start, end),
                ..When::anchored(range(start, end), start)
            },
        }
    }

    fn anchored(text: String, iso: &str) -> When {
        let parsed = Iso::parse(iso);
        When {
            text,
            doubt: None,
            iso: parsed.map(|_| iso.to_string()),
            year: parsed.map(|iso| iso.year),
            month: parsed.and_then(|iso| iso.month),
        }
    }

    /// Where no claim prints a date, but the days it can have been are known.
    fn bounded(first: Option<Date>, last: Option<Date>) -> When {
        let (text, anchor) = match (first, last) {
            (Some(first), Some(last)) if first == last => (day(first), first),
            (Some(first), Some(last)) => (format!("between {} and {}", day(first), day(last)), first),
            (Some(first), None) => (format!("not before {}", day(first)), first),
            (None, Some(last)) => (format!("not after {}", day(last)), last),
            (None, None) => return When::default(),
        };
        let within_month = first
            .zip(last)
            .is_some_and(|(a, b)| (a.year(), a.month()) == (b.year(), b.month()));
        When {
            text,
            doubt: (first != last).then_some("day not said"),
            iso: None,
            year: Some(anchor.year()),
            month: within_month.then_some(anchor.month()),
        }
    }

    /// Whether nothing is known.
    pub fn is_unknown(&self) -> bool {
        self.text.is_empty()
    }
}

/// "26 Jul 2001".
pub fn day(date: Date) -> String {
    format!("{} {} {}", date.day(), short_month(date.month()), date.year())
}

/// "2025-11-30 08:15 UTC".
pub fn instant(timestamp: Timestamp) -> String {
    timestamp.strftime("%Y-%m-%d %H:%M UTC").to_string()
}

/// The name of a month, 1 to 12.
pub fn month_name(month: i8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    usize::try_from(month)
        .ok()
        .and_then(|month| NAMES.get(month.wrapping_sub(1)).copied())
        .unwrap_or("")
}

fn short_month(month: i8) -> &'static str {
    let name = month_name(month);
    name.get(..3).unwrap_or(name)
}

/// An ISO date of any precision: "2001", "2001-07", "2001-07-26".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Iso {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl Iso {
    fn parse(text: &str) -> Option<Iso> {
        let mut fields = text.split('-');
        let year = fields.next().filter(|year| year.len() == 4)?.parse().ok()?;
        let month = fields.next().map(str::parse).transpose().ok()?;
        let day = fields.next().map(str::parse).transpose().ok()?;
        let valid = month.is_none_or(|month| (1..=12).contains(&month));
        (valid && fields.next().is_none()).then_some(Iso { year, month, day })
    }

    fn pretty(self) -> String {
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{day} {} {}", short_month(month), self.year),
            (Some(month), None) => format!("{} {}", short_month(month), self.year),
            _ => self.year.to_string(),
        }
    }
}

/// An ISO date as people write it; anything else as it is.
fn pretty(iso: &str) -> String {
    Iso::parse(iso).map_or_else(|| iso.to_string(), Iso::pretty)
}

fn range(start: &str, end: &str) -> String {
    if start == end {
        return pretty(start);
    }
    match (Iso::parse(start), Iso::parse(end)) {
        (Some(from), Some(to)) => range_of(from, to),
        _ => format!("{} – {}", pretty(start), pretty(end)),
    }
}

/// Leaves out what both ends share: "6–7 Aug 2001", "26 Jul – 18 Aug 2001", "Jul – Aug 2001".
fn range_of(from: Iso, to: Iso) -> String {
    let same_year = from.year == to.year;
    match (from.month, from.day, to.day) {
        (Some(_), Some(day), Some(_)) if same_year && from.month == to.month => {
            format!("{day}–{}", to.pretty())
        }
        (Some(month), Some(day), Some(_)) if same_year => {
            format!("{day} {} – {}", short_month(month), to.pretty())
        }
        (Some(month), None, None) if same_year && to.month.is_some() => {
            format!("{} – {}", short_month(month), to.pretty())
        }
        _ => format!("{} – {}", from.pretty(), to.pretty()),
    }
}

/// What a date leaves open. A range of months or years is precise about what it says.
fn coarse(start: &str, end: &str) -> Option<&'static str> {
    let iso = Iso::parse(start).filter(|_| start == end)?;
    match (iso.month, iso.day) {
        (None, _) => Some("month not said"),
        (_, None) => Some("day not said"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(start: &str, end: &str) -> String {
        let given = |iso: &'static str| (!iso.is_empty()).then_some(iso);
        let (start, end) = (start.to_string().leak(), end.to_string().leak());
        When::new(given(start), given(end), None, None).text
    }

    #[test]
    fn ranges_leave_out_what_both_ends_share() {
        assert_eq!(text("2001-07-26", "2001-07-26"), "26 Jul 2001");
        assert_eq!(text("2001-08-06", "2001-08-07"), "6–7 Aug 2001");
        assert_eq!(text("2001-07-26", "2001-08-18"), "26 Jul – 18 Aug 2001");
        assert_eq!(text("2000-12-30", "2001-01-02"), "30 Dec 2000 – 2 Jan 2001");
        assert_eq!(text("2001-07", "2001-08"), "Jul – Aug 2001");
        assert_eq!(text("2001", "2001"), "2001");
        assert_eq!(text("2001", "2002"), "2001 – 2002");
        assert_eq!(text("2001-07", "2001-08-18"), "Jul 2001 – 18 Aug 2001");
    }

    #[test]
    fn doubt_is_said() {
        assert_eq!(text("2001-07-26", ""), "from 26 Jul 2001");
        assert_eq!(text("", "2001-07-26"), "until 26 Jul 2001");
        assert_eq!(
            When::new(Some("2001"), Some("2001"), None, None).doubt,
            Some("month not said")
        );
        assert_eq!(When::new(Some("2001"), Some("2001"), None, None).month, None);
        assert!(When::new(None, None, None, None).is_unknown());
    }

    #[test]
    fn bounds_are_not_dates() {
        let (first, last) = (jiff::civil::date(2001, 1, 1), jiff::civil::date(2001, 12, 31));
        let when = When::new(None, None, Some(first), Some(last));
        assert_eq!(when.text, "between 1 Jan 2001 and 31 Dec 2001");
        assert_eq!((when.year, when.month, when.iso), (Some(2001), None, None));
    }

    #[test]
    fn odd_dates_are_printed_as_they_are() {
        assert_eq!(text("2001-W31", "2001-W31"), "2001-W31");
        assert_eq!(text("2001-99-01", "2001-99-01"), "2001-99-01");
    }
}

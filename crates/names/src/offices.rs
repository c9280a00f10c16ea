//! Offices and who held them when: a dated table (`data/offices.txt`), each row with its source. It says who "the Russian
//! President" was on a day; where it has no row, it says nothing.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::person::PersonName;
use crate::sameness;

/// Somebody who held an office for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// ISO 3166-1 alpha-2, or "UN", "EU", "NATO".
    pub country: &'static str,
    /// The office, folded: "president".
    pub office: &'static str,
    /// Who held it.
    pub holder: &'static str,
    /// First and last day on which it may have begun: the same where the day is known.
    pub from: (Date, Date),
    /// Likewise its end; none where it had not ended on [`LOOKED_AT`].
    pub until: Option<(Date, Date)>,
    /// Item and property of Wikidata that state the same: "Q159/P35".
    pub source: &'static str,
}

/// The day on which the table was last looked at.
pub const LOOKED_AT: Date = date(2025, 6, 1);
/// So many years behind that day, whoever held an office then is still taken for its holder.
const TRUSTED_YEARS: i64 = 2;

static TABLE: LazyLock<Vec<Holding>> = LazyLock::new(|| {
    let lines = include_str!("../data/offices.txt").lines();
    lines.filter_map(holding).collect()
});

/// The whole table, in the order of its file.
pub fn office_table() -> &'static [Holding] {
    &TABLE
}

fn holding(line: &'static str) -> Option<Holding> {
    let columns: Vec<&str> = line.split('|').collect();
    let [country, office, holder, from, until, source] = columns[..] else {
        return None;
    };
    Some(Holding {
        country,
        office,
        holder,
        from: days(from)?,
        until: days(until),
        source,
    })
}

/// First and last day of "2001-08-20" or "2001-08".
fn days(written: &str) -> Option<(Date, Date)> {
    if let Ok(day) = written.parse::<Date>() {
        return Some((day, day));
    }
    let first: Date = format!("{written}-01").parse().ok()?;
    Some((first, first.last_of_month()))
}

impl Holding {
    /// Whether it was held on a day, as far as the table's precision tells.
    pub fn on(&self, day: Date) -> bool {
        let trusted = LOOKED_AT.saturating_add(TRUSTED_YEARS.years());
        let last = self.until.map_or(trusted, |(_, last)| last);
        self.from.0 <= day && day <= last
    }
}

/// Who held an office of a country: on a day, or ever. None where the table does not know the office.
pub(crate) fn holders(
    country: Option<[u8; 2]>,
    title: &str,
    day: Option<Date>,
) -> Option<Vec<&'static Holding>> {
    let mut rows = rows_of(country, title).peekable();
    rows.peek()?;
    Some(rows.filter(|row| day.is_none_or(|day| row.on(day))).collect())
}

/// The holders of an office, of whatever country where none is told, whose name a short name can be.
pub(crate) fn holders_called(
    country: Option<[u8; 2]>,
    title: &str,
    name: &PersonName,
    day: Option<Date>,
) -> Vec<&'static Holding> {
    let is_called = |row: &&&'static Holding| {
        let holder = PersonName::parse(row.holder);
        sameness::may_be_called(&holder, name)
    };
    let of_country = |row: &&Holding| country.is_none_or(|country| row.country.as_bytes() == country);
    let fitting = TABLE
        .iter()
        .filter(of_country)
        .filter(|row| goes_by(row, title) && day.is_none_or(|day| row.on(day)));
    let fitting: Vec<&'static Holding> = fitting.collect();
    fitting.iter().filter(is_called).copied().collect()
}

/// Whether the table knows somebody of that full name in any office.
pub(crate) fn knows(name: &PersonName) -> bool {
    let called = |row: &Holding| sameness::is_called(&PersonName::parse(row.holder), name);
    name.words.len() > 1 && TABLE.iter().any(called)
}

fn rows_of(country: Option<[u8; 2]>, title: &str) -> impl Iterator<Item = &'static Holding> {
    let country = match country {
        Some(code) => String::from_utf8_lossy(&code).into_owned(),
        None => body_of(title).to_owned(),
    };
    let title = title.to_owned();
    TABLE
        .iter()
        .filter(move |row| row.country == country && goes_by(row, &title))
}

/// The body whose office a title names by itself.
fn body_of(title: &str) -> &'static str {
    let has = |word: &str| title.split(' ').any(|other| other == word);
    if has("pope") {
        "VA"
    } else if has("nato") {
        "NATO"
    } else if has("un") || title.contains("united nations") {
        "UN"
    } else if title.contains("european commission") {
        "EU"
    } else {
        ""
    }
}

/// Whether a row's office goes by a title: its own name, other names of it, or "leader" where it is the first of its country.
fn goes_by(row: &Holding, title: &str) -> bool {
    const NAMES: &[(&str, &[&str])] = &[
        ("prime minister", &["premier"]),
        ("premier", &["prime minister"]),
        (
            "foreign minister",
            &["minister of foreign affairs", "minister for foreign affairs"],
        ),
        (
            "defence minister",
            &["defense minister", "minister of defence", "minister of defense"],
        ),
        (
            "defense secretary",
            &["secretary of defense", "defence secretary"],
        ),
        ("foreign secretary", &["foreign minister"]),
        (
            "secretary general",
            &["secretary general", "un chief", "nato chief", "chief"],
        ),
        (
            "secretary-general",
            &["secretary general", "un chief", "nato chief"],
        ),
        ("pope", &["pontiff"]),
        ("king", &["monarch"]),
        ("queen", &["monarch"]),
        ("vice president", &["vice-president"]),
        ("press secretary", &["spokesman"]),
        ("president", &["head of state"]),
    ];
    let names = NAMES
        .iter()
        .find(|(office, _)| *office == row.office)
        .map_or(&[][..], |(_, names)| names);
    let office = row.office.replace('-', " ");
    let named = fits_exactly(title, &office) || names.iter().any(|name| fits_exactly(title, name));
    named || leads(row) && is_leader(title)
}

/// "leader", "supreme leader", but no leader of a party or a former one.
fn is_leader(title: &str) -> bool {
    let before = title.strip_suffix("leader").map(str::trim);
    before.is_some_and(|before| {
        matches!(
            before,
            "" | "supreme" | "dear" | "great" | "national" | "paramount"
        )
    }) || title.starts_with("leader of")
}

/// Whether outlets call the holder the country's leader.
fn leads(row: &Holding) -> bool {
    const PRESIDENTS: &str =
        "US RU SU KR FR UA BY KZ UZ GE AZ EG SY AF MX BR AR CL CO VE CU ZA ZW NG KE SD RS ID PH PS";
    const PRIME_MINISTERS: &str = "GB IT ES HU JP IN IL GR CA AU NZ NO SE NL TH KH MY SG IQ";
    match row.office {
        "leader" | "supreme leader" | "chancellor" => true,
        "president" => PRESIDENTS.split(' ').any(|code| code == row.country),
        "prime minister" => PRIME_MINISTERS.split(' ').any(|code| code == row.country),
        "general secretary" => matches!(row.country, "CN" | "VN"),
        _ => false,
    }
}

/// Ranks before an office that make another one of it.
const RANKS: &[&str] = &[
    "vice",
    "deputy",
    "former",
    "ex",
    "assistant",
    "first",
    "then",
    "acting",
    "under",
    "late",
    "retired",
];

/// Whether a title is an office, perhaps "of" something or of a country, but not of another rank or field.
fn fits_exactly(title: &str, office: &str) -> bool {
    let title = title.strip_prefix("the ").unwrap_or(title);
    if title == office {
        return true;
    }
    let country = |words: &str| {
        let named = crate::countries::Countries::embedded();
        let hash = crate::fold::phrase_hash(words.trim().trim_start_matches("the "));
        named.named(hash).is_some() || named.demonym(hash).is_some()
    };
    let behind = title
        .strip_prefix(office)
        .and_then(|rest| rest.strip_prefix(" of "));
    let before = title.strip_suffix(office).filter(|rest| rest.ends_with(' '));
    behind.is_some_and(country)
        || before.is_some_and(|rest| matches!(rest.trim(), "un" | "nato") || country(rest))
}

/// Whether a title is what a role phrase says: the same office, or a head of state where it says "leader".
pub(crate) fn fits(title: &str, office: &str) -> bool {
    const LEADERS: &[&str] = &[
        "president",
        "chairman",
        "prime minister",
        "premier",
        "king",
        "queen",
        "emperor",
        "emir",
        "sultan",
        "leader",
        "supreme leader",
        "general secretary",
        "chancellor",
        "marshal",
        "chairman of the state affairs commission",
    ];
    // "former U.S. president" is none; "premier and defence minister" is both.
    let is = |office: &str| title.split(" and ").any(|one| is_one(one, office));
    match office {
        "leader" => LEADERS.iter().any(|leader| is(leader)),
        "minister" => is(office) && !title.contains("prime minister"),
        _ => is(office),
    }
}

fn is_one(title: &str, office: &str) -> bool {
    let first = title.split(' ').next().unwrap_or_default();
    if matches!(first, "former" | "ex" | "late" | "then" | "ousted" | "outgoing") && first != office {
        return false;
    }
    let behind = title
        .strip_prefix(office)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(" of "));
    let before = title.strip_suffix(office).is_some_and(|rest| {
        rest.is_empty() || rest.ends_with(' ') && !RANKS.iter().any(|rank| rest.trim_end().ends_with(rank))
    });
    behind || before
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines() -> impl Iterator<Item = &'static str> {
        include_str!("../data/offices.txt")
            .lines()
            .filter(|line| !line.starts_with('#'))
    }

    #[test]
    fn every_row_has_dates_and_a_source() {
        assert_eq!(TABLE.len(), lines().count(), "a row cannot be read");
        for row in TABLE.iter() {
            let (item, property) = row.source.split_once('/').unwrap_or(("", row.source));
            let numbered = |code: &str, letter: char| {
                code.strip_prefix(letter)
                    .is_some_and(|number| number.parse::<u32>().is_ok())
            };
            assert!(
                numbered(property, 'P') && (item.is_empty() || numbered(item, 'Q')),
                "{row:?}"
            );
            assert!(!row.holder.is_empty() && !row.office.is_empty(), "{row:?}");
            assert!(row.until.is_none_or(|until| row.from.0 <= until.1), "{row:?}");
        }
        for line in lines() {
            let until = line.split('|').nth(4);
            assert!(
                until.is_some_and(|until| until.is_empty() || days(until).is_some()),
                "{line}"
            );
        }
    }

    /// Nobody holds an office that another holds already, but for the day of handing over.
    #[test]
    fn two_holders_of_one_office_never_overlap() {
        for (i, a) in TABLE.iter().enumerate() {
            let same = TABLE[..i]
                .iter()
                .filter(|b| (b.country, b.office) == (a.country, a.office));
            for b in same {
                let ends = |row: &Holding| row.until.map_or(Date::MAX, |(first, _)| first);
                let apart = |early: &Holding, late: &Holding| ends(early) <= late.from.1;
                assert!(apart(a, b) || apart(b, a), "{a:?}\n{b:?}");
            }
        }
    }

    #[test]
    fn a_year_resolves_to_who_held_it_then() {
        let holder = |country: &[u8; 2], title: &str, day: Date| -> Vec<&str> {
            let found = holders(Some(*country), title, Some(day)).unwrap_or_default();
            found.iter().map(|row| row.holder).collect()
        };
        let summer = date(2001, 8, 20);
        assert_eq!(holder(b"RU", "president", summer), ["Vladimir Putin"]);
        assert_eq!(holder(b"RU", "president", date(2009, 1, 1)), ["Dmitry Medvedev"]);
        assert_eq!(holder(b"KP", "leader", summer), ["Kim Jong Il"]);
        assert_eq!(holder(b"US", "president", summer), ["George W. Bush"]);
        assert_eq!(holder(b"US", "former president", summer), Vec::<&str>::new());
        assert_eq!(holder(b"GB", "leader", summer), ["Tony Blair"]);
        assert_eq!(holder(b"US", "vice president", summer), ["Dick Cheney"]);
        let pope = holders(None, "pope", Some(summer)).unwrap_or_default();
        assert_eq!(pope[0].holder, "John Paul II");
    }
}

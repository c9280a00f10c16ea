//! Datelines: "Astana, October 6 (Kokpar) -- ", "LONDON, Oct 6 (Reuters) - ", "MOSKAU, 6. Oktober 2026 (dpa) - ".
//! The day at the head of the text says when it was written. A year that the dateline leaves out is taken from the
//! page's address or from the day of its last change; where neither has one, there is no day.

use jiff::civil::Date;

use crate::article::PublicationDate;
use crate::day::{self, NamedDay};
use crate::metadata::Facts;
use crate::{DateFrom, Trust};

/// The day of publication that the first paragraphs of a text tell by their dateline.
pub fn published<'t>(
    paragraphs: impl IntoIterator<Item = &'t str>,
    facts: &Facts,
    address: Option<&str>,
) -> Option<PublicationDate> {
    const HEAD: usize = 3;
    let day = paragraphs.into_iter().take(HEAD).find_map(read)?;
    let inferred = day.year.is_none();
    let day = match day.year {
        Some(year) => day.in_year(year),
        None => address
            .and_then(|address| in_address(day, address))
            .or_else(|| before(day, facts.modified?.day)),
    };
    day.map(|day| PublicationDate {
        day,
        from: DateFrom::Text,
        trust: if inferred { Trust::Guess } else { Trust::Likely },
    })
}

/// The day that a paragraph's dateline prints: after a place in capitals, before an agency in brackets or a dash.
pub fn read(paragraph: &str) -> Option<NamedDay> {
    const LONGEST: usize = 110;
    let head = &paragraph[..paragraph.floor_char_boundary(LONGEST)];
    let (day, place) = day::named(head)?;
    let (city, rest) = (&head[..place.start], &head[place.end..]);
    let rest = rest.trim_start_matches(['.', ',', ' ', '\u{a0}']);
    let credited = agency(rest).is_some();
    let set_off = ["--", "- ", "– ", "— "].iter().any(|dash| rest.starts_with(dash));
    let said =
        credited && (city.is_empty() || is_city(city)) || set_off && is_city(city) && is_in_capitals(city);
    said.then_some(day)
}

/// The agency in brackets or between strokes that `rest` begins with.
fn agency(rest: &str) -> Option<&str> {
    const LONGEST: usize = 40;
    let close = match rest.chars().next()? {
        '(' => ')',
        '/' => '/',
        '[' => ']',
        _ => return None,
    };
    let name = &rest[1..];
    let end = name.find(close).filter(|&end| (2..=LONGEST).contains(&end))?;
    let name = &name[..end];
    (!name.contains(|c: char| c.is_ascii_digit())).then_some(name)
}

/// One or more names of places, a comma or full stop after them.
fn is_city(text: &str) -> bool {
    const MOST_WORDS: usize = 6;
    let Some(names) = text.trim_end().strip_suffix([',', '.']) else {
        return false;
    };
    let words: Vec<&str> = names.split_whitespace().collect();
    let capital = |word: &&str| word.starts_with(|c: char| c.is_uppercase() || c == '/');
    (1..=MOST_WORDS).contains(&words.len())
        && words.iter().filter(|word| !capital(word)).count() <= words.len() / 3
        && words.first().is_some_and(capital)
        && !names.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | ';' | '"' | '?' | '!'))
}

/// Whether the first name is set in capitals.
fn is_in_capitals(city: &str) -> bool {
    let first = city.split([',', '.']).next().unwrap_or("");
    !first.contains(char::is_lowercase)
}

/// The day in the year that an address has as a part of its path, unless a month beside it is another.
fn in_address(day: NamedDay, address: &str) -> Option<Date> {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let mut parts = path.split(['?', '#']).next()?.split('/').skip(1);
    let year = parts.find_map(|part| part.parse::<i32>().ok().filter(|_| part.len() == 4))?;
    let month = parts
        .next()
        .filter(|part| part.len() <= 2)
        .and_then(|part| part.parse().ok());
    month
        .is_none_or(|month: i8| month == day.month)
        .then(|| day.in_year(year))
        .flatten()
}

/// The last such day up to the day of the last change.
fn before(day: NamedDay, changed: Date) -> Option<Date> {
    let year = i32::from(changed.year());
    [year, year - 1]
        .into_iter()
        .filter_map(|year| day.in_year(year))
        .find(|&day| day <= changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let found = read(text).map(|day| {
            let year = day.year.map_or("????".to_owned(), |year| year.to_string());
            format!("{year}-{:02}-{:02}", day.month, day.day)
        });
        assert_eq!(found.as_deref().unwrap_or("none"), expected, "{text}");
    }

    #[test]
    fn datelines_of_many_agencies() {
        check(
            "Astana, October 6 (Kokpar) -- The President met the crew.",
            "????-10-06",
        );
        check(
            "LAGOS, Oct. 6, 2026 (Lagoon Press) - Ferries stood still.",
            "2026-10-06",
        );
        check(
            "SANTA LUCIA, Harbour Island, 6 October – The mayor said",
            "????-10-06",
        );
        check("KLEINSTADT, 6. Oktober 2026 (nda) - Der Rat hat", "2026-10-06");
        check("Астана, 6 октября (Кокпар) — Президент", "????-10-06");
        check("HARBOUR CITY, October 6. /LANA/. The minister", "????-10-06");
        check("Oct 6 (Lagoon Press) - The ferry company said", "????-10-06");
    }

    #[test]
    fn a_date_in_a_sentence_is_no_dateline() {
        for text in [
            "In Moscow, October 6 -- the day of the teachers -- is a feast.",
            "The strike began on October 6 (a Tuesday) and ended soon.",
            "November 29 is a day of remembrance.",
            "She lodged there between May 3 and June 9 1988 as a guest of the mayor.",
            "October 6 - the ferry sails, October 7 - it returns.",
        ] {
            check(text, "none");
        }
    }

    #[test]
    fn a_year_is_taken_from_the_address_or_not_at_all() {
        let lines = ["Astana, October 6 (Kokpar) -- The President met the crew."];
        let day = |address| published(lines, &Facts::default(), address).map(|date| date.day.to_string());
        assert_eq!(
            day(Some("https://a.example/2026/10/talks")).as_deref(),
            Some("2026-10-06")
        );
        assert_eq!(
            day(Some("https://a.example/2026/talks")).as_deref(),
            Some("2026-10-06")
        );
        assert_eq!(day(Some("https://a.example/2026/12/talks")), None);
        assert_eq!(day(Some("https://a.example/talks")), None);
        assert_eq!(day(None), None);
    }
}

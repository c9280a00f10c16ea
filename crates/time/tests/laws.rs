//! What holds for any text: spans and bounds are sound, the same input gives the same output, and a later publication
//! date moves what is told from it.

use annals_text::{Language, Text};
use annals_time::{Interval, Reference, Times, tag};
use jiff::ToSpan;
use jiff::civil::Date;
use proptest::prelude::*;

fn read(text: &str, published: Option<Date>, language: &str) -> Times {
    let text = Text::new(text);
    let language = Language::from_tag(language);
    tag(
        &text,
        &annals_text::sentences(&text),
        &Reference { published, language },
    )
}

/// Pieces that make dates, near-dates and nonsense when put together.
fn pieces() -> impl Strategy<Value = String> {
    const WORDS: [&str; 62] = [
        "July",
        "26",
        "2001",
        "between",
        "and",
        "the",
        "of",
        "from",
        "to",
        "-",
        "–",
        ",",
        ".",
        "/",
        "'",
        "s",
        "1990",
        "99999999999",
        "three",
        "hundred",
        "years",
        "ago",
        "earlier",
        "last",
        "next",
        "Tuesday",
        "night",
        "9",
        "a.m.",
        ":",
        "30",
        "quarter",
        "Q3",
        "first",
        "century",
        "BC",
        "half",
        "a",
        "million",
        "days",
        "after",
        "since",
        "Easter",
        "every",
        "Juche",
        "0",
        "31",
        "February",
        "2001年7月26日",
        "지난해",
        "7월",
        "hace",
        "dos",
        "años",
        "l'année",
        "dernière",
        "😀",
        "\n",
        "%",
        "$",
        "(",
        ")",
    ];
    prop::collection::vec(prop::sample::select(&WORDS[..]), 0..24).prop_map(|words| words.join(" "))
}

fn date() -> impl Strategy<Value = Date> {
    (1i16..=9999, 1i8..=12, 1i8..=28)
        .prop_map(|(year, month, day)| Date::new(year, month, day).expect("a day of every month"))
}

/// The four bounds are in order, and what is printed reads back as the same days.
fn check_bounds(interval: &Interval) -> Result<(), TestCaseError> {
    let Interval {
        first,
        begins_by,
        ends_from,
        last,
        ..
    } = interval.clone();
    for (early, late) in [
        (first, begins_by),
        (first, ends_from),
        (begins_by, last),
        (ends_from, last),
    ] {
        prop_assert!(
            early.zip(late).is_none_or(|(early, late)| early <= late),
            "{:?}",
            interval
        );
    }
    let read = Interval::from_edtf(&interval.edtf);
    prop_assert!(read.is_some(), "no EDTF: {:?}", interval);
    let read = read.expect("just asked");
    prop_assert_eq!((read.first, read.last), (first, last), "{:?}", interval);
    Ok(())
}

fn check_soundness(text: &str, times: &Times) -> Result<(), TestCaseError> {
    for expression in &times.expressions {
        prop_assert!(
            text.get(expression.span.range())
                .is_some_and(|piece| !piece.is_empty())
        );
        prop_assert!(!expression.value.is_empty() && !expression.reason.is_empty());
        prop_assert!(
            expression
                .interval
                .as_ref()
                .is_none_or(|days| days.first.is_some() && days.last.is_some())
        );
        if let Some(interval) = &expression.interval {
            check_bounds(interval)?;
        }
        if let Some(edtf) = expression.edtf() {
            prop_assert!(Interval::from_edtf(edtf).is_some(), "{expression:?}");
        }
    }
    for range in &times.ranges {
        prop_assert!(
            text.get(range.span.range())
                .is_some_and(|piece| !piece.is_empty())
        );
        prop_assert_eq!(&range.edtf, &range.interval.edtf);
        check_bounds(&range.interval)?;
    }
    prop_assert!(
        times
            .expressions
            .windows(2)
            .all(|pair| pair[0].span.end <= pair[1].span.start)
    );
    prop_assert!(times.ranges.is_sorted_by_key(|range| range.span));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_string_gives_sound_spans(text in "\\PC{0,80}", published in prop::option::of(date())) {
        check_soundness(&text, &read(&text, published, "en"))?;
    }

    #[test]
    fn pieces_of_dates_give_sound_spans(text in pieces(), published in prop::option::of(date()), language in prop::sample::select(&["en", "es", "fr", "de", "it", "pt", "ru", "ko", "zh", "ja", "xx"][..])) {
        let times = read(&text, published, language);
        check_soundness(&text, &times)?;
        prop_assert_eq!(times, read(&text, published, language));
    }

    #[test]
    fn a_day_later_moves_relative_days_by_a_day(published in (1900i16..2100, 1i8..=12, 1i8..=28), days in 1i32..400) {
        let published = Date::new(published.0, published.1, published.2).expect("a day of every month");
        let text = format!("They met yesterday, after talks {days} days ago.");
        let firsts = |published| -> Vec<Option<Date>> {
            read(&text, Some(published), "en").expressions.iter().map(|expression| expression.interval.clone().and_then(|days| days.first)).collect()
        };
        let (today, tomorrow) = (firsts(published), firsts(published.saturating_add(1.day())));
        prop_assert_eq!(today.len(), 2);
        for (before, after) in today.iter().zip(&tomorrow) {
            prop_assert_eq!(before.map(|day| day.saturating_add(1.day())), *after);
        }
    }
}

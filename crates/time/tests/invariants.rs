//! What must hold of any text, as plain functions: the laws, the corpus and the fuzz target (`fuzz/`) all call them.
//! Each panics where something does not hold.

use annals_text::{Language, Text, sentences};
use annals_time::{Interval, Reference, TimeExpression, TimeKind, Times, tag};
use jiff::ToSpan;
use jiff::civil::Date;

/// Every language with tables, regional forms of English, and two without.
pub const LANGUAGES: [&str; 19] = [
    "en", "en-GB", "es", "fr", "de", "it", "pt", "nl", "ru", "eo", "tr", "ko", "zh", "ja", "sv", "ar", "pl",
    "hi", "xx",
];

/// Any bytes: the first chooses the language, the next three the day of publication (or none), the rest is the text.
pub fn of_times(bytes: &[u8]) {
    let Some((&[language, century, year, day], text)) = bytes.split_first_chunk::<4>() else {
        return;
    };
    let language = LANGUAGES[usize::from(language) % LANGUAGES.len()];
    let published = day_of(century, year, day);
    check(&String::from_utf8_lossy(text), published, language);
}

/// Mostly days of the last decades, the ends of the calendar among them.
fn day_of(century: u8, year: u8, day: u8) -> Option<Date> {
    let year = match century {
        0 => return None,
        1 => -9999,
        2 => 9999,
        3..32 => i16::from(century) * 100 + i16::from(year) % 100,
        _ => 1950 + i16::from(year) % 100,
    };
    Date::new(year, 1, 1)
        .ok()?
        .checked_add(i32::from(day).days())
        .ok()
}

/// Reads a text and checks all that holds of any.
pub fn check(text: &str, published: Option<Date>, language: &str) -> Times {
    let times = read(text, published, language);
    assert_eq!(
        times,
        read(text, published, language),
        "the same input gives the same output"
    );
    for expression in &times.expressions {
        check_expression(text, expression);
    }
    for range in &times.ranges {
        assert!(
            text.get(range.span.range())
                .is_some_and(|piece| !piece.is_empty()),
            "{range:?}"
        );
        assert_eq!(range.edtf, range.interval.edtf);
        check_bounds(&range.interval);
    }
    let apart = |pair: &[TimeExpression]| pair[0].span.end <= pair[1].span.start;
    assert!(
        times.expressions.windows(2).all(apart),
        "expressions are sorted and apart"
    );
    assert!(times.ranges.is_sorted_by_key(|range| range.span));
    times
}

/// Reads a text.
pub fn read(text: &str, published: Option<Date>, language: &str) -> Times {
    let text = Text::new(text);
    let language = Language::from_tag(language);
    tag(&text, &sentences(&text), &Reference { published, language })
}

fn check_expression(text: &str, expression: &TimeExpression) {
    let piece = text.get(expression.span.range());
    assert!(
        piece.is_some_and(|piece| !piece.trim().is_empty()),
        "{expression:?}"
    );
    assert!(!expression.value.is_empty() && !expression.reason.is_empty());
    if let Some(interval) = &expression.interval {
        assert!(
            interval.first.is_some() && interval.last.is_some(),
            "{expression:?}"
        );
        check_bounds(interval);
    }
    if let Some(edtf) = expression.edtf() {
        assert!(Interval::from_edtf(edtf).is_some(), "no EDTF: {expression:?}");
    }
    assert!(
        expression.kind != TimeKind::Set || expression.interval.is_none(),
        "{expression:?}"
    );
}

/// The four bounds are in order, and what is printed reads back as the same days.
fn check_bounds(interval: &Interval) {
    let Interval {
        first,
        begins_by,
        ends_from,
        last,
        ..
    } = *interval;
    for (early, late) in [
        (first, begins_by),
        (first, ends_from),
        (begins_by, last),
        (ends_from, last),
    ] {
        assert!(
            early.zip(late).is_none_or(|(early, late)| early <= late),
            "{interval:?}"
        );
    }
    let read = Interval::from_edtf(&interval.edtf).unwrap_or_else(|| panic!("no EDTF: {interval:?}"));
    assert_eq!((read.first, read.last), (first, last), "{interval:?}");
}

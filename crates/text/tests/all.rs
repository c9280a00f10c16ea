//! Cases of sentences as Markdown pages with carets, and laws that hold for any string.

// The tests read their case pages from disk; the crate itself does no I/O.
#![allow(clippy::disallowed_methods)]

use std::path::Path;

use annals_text::caret::{Mark, check_page};
use annals_text::{CodePoints, Language, Span, Text, language, sentences, tokens};
use proptest::prelude::*;

#[test]
fn sentence_cases() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/sentences.md");
    let page = std::fs::read_to_string(&path).expect("the case page is there");
    let checked = check_page(&page, |case| {
        let found = sentences(&Text::new(case.text.as_str()));
        found
            .iter()
            .enumerate()
            .map(|(i, &span)| Mark {
                span,
                label: (i + 1).to_string(),
            })
            .collect()
    });
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &checked.updated).expect("the case page can be written");
        return;
    }
    assert!(checked.cases >= 10, "only {} cases", checked.cases);
    assert!(checked.failures.is_empty(), "{}", checked.failures.join("\n"));
}

/// Strings with the marks that sentence and token rules look at.
fn newsy() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(". ".to_owned()),
        Just("Mr. ".to_owned()),
        Just("\n".to_owned()),
        Just("U.S. ".to_owned()),
        Just("’s ".to_owned()),
        Just("\"".to_owned()),
        Just("。".to_owned()),
        Just("3,000.5 ".to_owned()),
        "[A-Z]?[a-zé한]{0,6} ?",
        "\\PC{0,3}",
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn sentences_hold_everything_once(text in newsy()) {
        let text = Text::new(text);
        let found = sentences(&text);
        let mut end = 0;
        for span in &found {
            prop_assert!(span.start >= end && !span.is_empty());
            prop_assert!(text[Span::new(end, span.start)].trim().is_empty());
            prop_assert!(!text[*span].contains('\n'));
            end = span.end;
        }
        prop_assert!(text[Span::new(end, text.len())].trim().is_empty());
    }

    #[test]
    fn tokens_hold_everything_but_white_space(text in newsy()) {
        let mut end = 0;
        for token in tokens(&text) {
            prop_assert!(token.span.start >= end && !token.span.is_empty());
            prop_assert!(text[end..token.span.start].trim().is_empty());
            prop_assert!(!text[token.span.range()].contains(char::is_whitespace));
            end = token.span.end;
        }
        prop_assert!(text[end..].trim().is_empty());
    }

    #[test]
    fn code_points_count_characters(text in "\\PC{0,200}") {
        let points = CodePoints::new(&text);
        for (count, (offset, _)) in text.char_indices().enumerate() {
            prop_assert_eq!(points.offset(offset), count);
        }
    }

    #[test]
    fn the_same_text_gives_the_same_answer(text in newsy()) {
        prop_assert_eq!(language(&text), language(&text));
        prop_assert_eq!(sentences(&Text::new(text.as_str())), sentences(&Text::new(text.as_str())));
    }
}

#[test]
fn a_language_tag_names_a_country_or_none() {
    let country =
        |tag: &str| Language::from_tag(tag).and_then(|language| language.country().map(str::to_owned));
    assert_eq!(country("en-GB").as_deref(), Some("GB"));
    assert_eq!(country("zh_Hant_tw").as_deref(), Some("TW"));
    assert_eq!(country("en"), None);
    assert_eq!(Language::from_tag("EN-gb"), Some(Language::ENGLISH));
    assert_eq!(Language::from_tag("english"), None);
}

//! What changed between two versions: pages of cases, laws that hold for any texts, and real edits where they are at hand.

use annals_dedup::versions::{Comparison, Kind, Layer, Marked, Version, compare};
use annals_text::caret::{Case, Mark, check_page};
use annals_text::{Language, Span, Text};
use proptest::prelude::*;

#[test]
fn cases() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/changes.md");
    let page = std::fs::read_to_string(path).expect("the case page");
    let checked = check_page(&page, marks);
    assert!(checked.cases > 20);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, checked.updated).expect("written");
    } else {
        assert!(checked.failures.is_empty(), "\n{}", checked.failures.join("\n"));
    }
}

fn marks(case: &Case) -> Vec<Mark> {
    let (older, newer) = case.text.split_once('\n').expect("two lines");
    // A paragraph break is as long as the sign that stands for it, so that places are the same.
    let texts = [older, newer].map(|line| Text::new(line.replace(" // ", "\n\n  ")));
    let layers = [layers(case, &texts[0]), layers(case, &texts[1])];
    let setting = |key: &str| case.settings.get(key).map(String::as_str).unwrap_or_default();
    let beside: Vec<&str> = listed(setting("beside")).collect();
    let language = Language::from_tag(setting("language")).or(Some(Language::ENGLISH));
    let version = |at: usize| Version {
        text: &texts[at],
        marks: &layers[at],
        beside: &beside,
        language,
        capitals_tell: true,
    };
    let found = compare(&version(0), &version(1));
    let below = older.len() + 1;
    let mut marks = Vec::new();
    for change in &found.changes {
        let kinds: Vec<&str> = change.kinds.iter().map(|kind| kind.as_str()).collect();
        let newer = Span::new(change.newer.start + below, change.newer.end + below);
        for span in [change.older, newer].into_iter().filter(|span| !span.is_empty()) {
            marks.push(Mark {
                span,
                label: kinds.join(", "),
            });
        }
    }
    marks
}

fn listed(setting: &str) -> impl Iterator<Item = &str> {
    setting.split(';').map(str::trim).filter(|item| !item.is_empty())
}

fn layers(case: &Case, text: &Text) -> Vec<Marked> {
    let mut marks: Vec<Marked> = Vec::new();
    for (key, layer) in [
        ("names", Layer::Name),
        ("times", Layer::Time),
        ("quotes", Layer::Quote),
    ] {
        let setting = case.settings.get(key).map(String::as_str).unwrap_or_default();
        let mut items: Vec<&str> = listed(setting).collect();
        items.sort_by_key(|item| std::cmp::Reverse(item.len()));
        for item in items {
            let (printed, value) = item.split_once(" = ").unwrap_or((item, item));
            for (start, _) in text.match_indices(printed) {
                let span = Span::new(start, start + printed.len());
                if marks
                    .iter()
                    .all(|mark| mark.layer != layer || !mark.span.overlaps(span))
                {
                    let value = value.to_owned();
                    marks.push(Marked { span, layer, value });
                }
            }
        }
    }
    marks
}

fn between(older: &str, newer: &str) -> (Text, Text, Comparison) {
    let (older, newer) = (Text::new(older), Text::new(newer));
    let found = compare(&Version::of(&older), &Version::of(&newer));
    (older, newer, found)
}

/// Texts of words from a small stock, so that much repeats, in paragraphs.
fn text() -> impl Strategy<Value = String> {
    let words = [
        "the", "ferry", "Ostrand", "will", "not", "run", "3,000", ",", ".", "\"", "May", "港口", "\n\n",
        "said",
    ];
    let word = proptest::sample::select(words.to_vec());
    proptest::collection::vec(word, 0..60).prop_map(|words| words.join(" "))
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

proptest! {
    #[test]
    fn a_text_does_not_differ_from_itself(text in any::<String>()) {
        let (_, _, found) = between(&text, &text);
        prop_assert!(found.changes.is_empty());
        prop_assert_eq!(found.gravest(), None);
    }

    #[test]
    fn nor_from_itself_laid_out_otherwise(text in text()) {
        let (_, _, found) = between(&text, &text.replace(' ', "  "));
        prop_assert!(found.changes.is_empty());
    }

    #[test]
    fn changes_lead_from_the_older_text_to_the_newer(older in text(), newer in text()) {
        let (older, newer, found) = between(&older, &newer);
        prop_assume!(found.aside.iter().all(Vec::is_empty));
        let (mut at, mut led) = (0, String::new());
        for change in &found.changes {
            led += &older[Span::new(at, change.older.start)];
            led += &newer[change.newer];
            at = change.older.end;
        }
        led += &older[Span::new(at, older.len())];
        prop_assert_eq!(letters(&led), letters(&newer));
    }

    #[test]
    fn every_paragraph_has_its_row(older in text(), newer in text()) {
        let (older, newer, found) = between(&older, &newer);
        let rows = found.rows(&older, &newer);
        let printed = |text: &Text, spans: Vec<Span>| spans.iter().map(|span| letters(&text[*span])).collect::<String>();
        prop_assert_eq!(printed(&older, rows.iter().flat_map(|row| row.older.clone()).collect()), letters(&older));
        prop_assert_eq!(printed(&newer, rows.iter().flat_map(|row| row.newer.clone()).collect()), letters(&newer));
        for number in 0..found.changes.len() {
            prop_assert!(rows.iter().any(|row| row.changes.contains(&number)), "change {}", number);
        }
    }

    #[test]
    fn any_two_strings_can_be_compared(older in any::<String>(), newer in any::<String>()) {
        let (older, newer, found) = between(&older, &newer);
        for change in &found.changes {
            prop_assert!(older.get(change.older).is_some() && newer.get(change.newer).is_some());
            prop_assert!(!change.kinds.is_empty());
        }
        found.rows(&older, &newer);
    }
}

#[test]
fn long_texts_are_compared_without_end_or_surprise() {
    let words = |salt: usize, count: usize| -> String {
        let word = |at: usize| format!("w{} ", (at * at + salt * at) % 977);
        (0..count).map(word).collect()
    };
    // Two texts of 400,000 words that have little in common, and one with a single word more.
    let (older, newer) = (words(1, 400_000), words(2, 400_000));
    assert!(!between(&older, &newer).2.changes.is_empty());
    let edited = older.replacen("w12 ", "w12 never ", 1);
    let (_, edited, found) = between(&older, &edited);
    assert_eq!(found.changes.len(), 1);
    assert_eq!(&edited[found.changes[0].newer], "never");
}

/// Real articles that were edited after publication, where the benchmark is at hand.
#[test]
fn every_silent_edit_is_found() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/bench/dedup/silent_edits_dev.jsonl"
    );
    let Ok(lines) = std::fs::read_to_string(path) else {
        return eprintln!("skipped: no shared/bench beside the repository");
    };
    for line in lines.lines() {
        let article: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let versions = article["versions"].as_array().expect("versions");
        let texts: Vec<&str> = versions
            .iter()
            .filter_map(|version| version["text"].as_str())
            .collect();
        for pair in texts.windows(2) {
            let found = between(pair[0], pair[1]).2;
            let words = found
                .changes
                .iter()
                .filter(|change| change.gravest() != Kind::Formatting)
                .count();
            assert!(words > 0, "{}", article["headline"]);
            assert!(!found.coarse);
            eprintln!(
                "{}: {} changes, {:.2} kept",
                article["headline"],
                found.changes.len(),
                found.kept
            );
        }
        for text in texts {
            assert!(
                between(text, text).2.changes.is_empty(),
                "{}",
                article["headline"]
            );
        }
    }
}

//! Tests of the families: pages of cases, and laws that hold for any texts.
//!
//! Each line of a case is a text; below it stands the number of its family, counted in order of first texts. `//` in a
//! line is a paragraph break.

// Case pages are files.
#![allow(clippy::disallowed_methods)]

#[path = "all/repeats.rs"]
mod repeats;
#[path = "all/versions.rs"]
mod versions;

use annals_dedup::{Families, Fingerprint, families};
use annals_text::caret::{Case, Mark, check_page};
use annals_text::{Span, Text};
use proptest::prelude::*;

#[test]
fn cases() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/copies.md");
    let page = std::fs::read_to_string(path).expect("the case page");
    let checked = check_page(&page, marks);
    assert!(checked.cases > 0);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, checked.updated).expect("written");
    } else {
        assert!(checked.failures.is_empty(), "\n{}", checked.failures.join("\n"));
    }
}

fn marks(case: &Case) -> Vec<Mark> {
    let lines: Vec<&str> = case.text.split('\n').collect();
    let texts: Vec<Text> = lines
        .iter()
        .map(|line| Text::new(line.replace(" // ", "\n\n")))
        .collect();
    let (mut start, mut seen, mut marks) = (0, Vec::new(), Vec::new());
    for (line, first) in lines.iter().zip(families(&texts)) {
        if !seen.contains(&first) {
            seen.push(first);
        }
        let family = seen.iter().position(|&known| known == first).unwrap_or_default();
        let word = line.find(' ').unwrap_or(line.len());
        marks.push(Mark {
            span: Span::new(start, start + word),
            label: (family + 1).to_string(),
        });
        start += line.len() + 1;
    }
    marks
}

/// Texts of a few sentences out of a small stock, so that some are alike.
fn texts() -> impl Strategy<Value = Vec<Text>> {
    let sentence = prop_oneof![
        Just("The ferry to Ostrand will run every hour from Monday."),
        Just("Rain fell on Vellmar for nine days without a break."),
        Just("The council put off its vote on the harbour bridge."),
        Just("A glassmaker of Holm has given the museum his life's work."),
        Just("Bread will cost more after the poor harvest in the north."),
        Just("The orchestra played to an empty hall, and was filmed."),
    ];
    let text = proptest::collection::vec(sentence, 0..5).prop_map(|sentences| Text::new(sentences.join(" ")));
    proptest::collection::vec(text, 0..12)
}

proptest! {
    #[test]
    fn a_family_is_named_by_its_first_text(texts in texts()) {
        let families = families(&texts);
        prop_assert_eq!(families.len(), texts.len());
        for (at, &first) in families.iter().enumerate() {
            prop_assert!(first <= at);
            prop_assert_eq!(families[first], first);
        }
    }

    #[test]
    fn equal_texts_are_one_family(texts in texts(), copies in 1usize..4) {
        let mut more = texts.clone();
        for _ in 0..copies {
            more.extend(texts.iter().cloned());
        }
        let families = families(&more);
        for at in 0..more.len() {
            prop_assert_eq!(families[at], families[at % texts.len()]);
        }
    }

    #[test]
    fn the_order_of_texts_does_not_matter(
        (texts, order) in texts().prop_flat_map(|texts| {
            let order: Vec<usize> = (0..texts.len()).collect();
            (Just(texts), Just(order).prop_shuffle())
        })
    ) {
        let straight = families(&texts);
        let shuffled: Vec<Text> = order.iter().map(|&at| texts[at].clone()).collect();
        let shuffled = families(&shuffled);
        for a in 0..order.len() {
            for b in 0..order.len() {
                prop_assert_eq!(shuffled[a] == shuffled[b], straight[order[a]] == straight[order[b]]);
            }
        }
    }

    #[test]
    fn taken_one_by_one_or_all_at_once_is_the_same(texts in texts()) {
        let mut one_by_one = Families::default();
        for text in &texts {
            let kept: Vec<u32> = Fingerprint::of(text).as_slice().to_vec();
            one_by_one.push(&Fingerprint::from(kept));
            one_by_one.first_members();
        }
        prop_assert_eq!(one_by_one.first_members(), families(&texts));
        prop_assert_eq!(one_by_one.len(), texts.len());
    }

    #[test]
    fn any_string_has_a_fingerprint(strings in proptest::collection::vec(any::<String>(), 0..6)) {
        let texts: Vec<Text> = strings.into_iter().map(Text::new).collect();
        for text in &texts {
            prop_assert!(!Fingerprint::of(text).as_slice().is_empty());
            prop_assert!(Fingerprint::of(text).as_slice().is_sorted());
        }
        prop_assert_eq!(families(&texts), families(&texts));
    }
}

#[test]
fn a_very_long_text_is_found_again_in_its_copy_and_its_half() {
    let sentence = |number: usize| {
        format!(
            "Report {number} of day {} tells of place {}. ",
            number * 7,
            number * 13
        )
    };
    let long: String = (0..4000).map(sentence).collect();
    let half: String = (0..2000).map(sentence).collect();
    let other: String = (9000..13000).map(sentence).collect();
    let texts = [&long, &half, &long, &other].map(|text| Text::new(text.as_str()));
    assert!(Fingerprint::of(&texts[0]).as_slice().len() <= 2048);
    assert_eq!(families(&texts), [0, 0, 0, 3]);
}

#[test]
fn a_story_that_five_hundred_outlets_carry_is_one_family() {
    let story = "The ferry to Ostrand will run every hour from Monday, the harbour office said, after two years in which \
                 it ran only at night. Tickets stay as they are, and bicycles travel free until the end of October.";
    let outlet = |number: usize| Text::new(format!("Outlet {number} of town {}. {story}", number * 31));
    let texts: Vec<Text> = (0..500).map(outlet).collect();
    assert!(families(&texts).iter().all(|&first| first == 0));
}

/// Every pair of words stands in more texts than are remembered for it, so that none alone finds a copy.
#[test]
fn copies_are_found_among_many_texts_of_the_same_stock_phrases() {
    let words = [
        "quay", "mill", "market", "school", "bridge", "tram", "opens", "stays", "paints", "wants", "loses",
        "does", "late", "shut", "money", "staff", "well", "often", "rain", "year", "account", "moment",
        "north", "harbour", "price", "ferry", "road", "council", "winter", "bread",
    ];
    let story = |story: usize| -> Vec<&str> {
        let mut number = story as u64 + 1;
        let mut next = || {
            number = number
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (number >> 33) as usize
        };
        (0..120).map(|_| words[next() % words.len()]).collect()
    };
    let stories = 2000;
    let mut texts: Vec<Text> = (0..stories)
        .map(|number| Text::new(story(number).join(" ")))
        .collect();
    for number in 0..stories {
        let copy = [vec!["from", "our", "own", "reporter"], story(number)].concat();
        texts.push(Text::new(copy.join(" ")));
    }
    let found = families(&texts);
    let strangers = (0..stories).filter(|&number| found[number] != number).count();
    let copies = (0..stories)
        .filter(|&number| found[stories + number] == found[number])
        .count();
    assert!(
        strangers == 0,
        "{strangers} stories are taken for copies of others"
    );
    assert!(
        copies * 100 >= stories * 99,
        "{copies} of {stories} copies are found"
    );
}

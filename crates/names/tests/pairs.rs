//! Every page of `pairs/`: two names a line, and below the second whether they may be one person, and why. `UPDATE=1`
//! rewrites the verdicts; read the diff. Beside them laws of the comparison, and the pairs of `../shared`, where it is there.

use std::path::Path;

use annals_names::{PersonName, Sameness, Setting, Verdict, same_person};
use annals_text::Span;
use annals_text::caret::{Case, Mark, check_page};
use proptest::prelude::*;

#[test]
fn pages() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pairs");
    let mut cases = 0;
    let mut failures = Vec::new();
    for page in std::fs::read_dir(&folder).expect("the folder of pairs") {
        let path = page.expect("a page").path();
        let page = std::fs::read_to_string(&path).expect("a readable page");
        let checked = check_page(&page, verdicts);
        cases += checked.cases;
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &checked.updated).expect("a writable page");
        } else {
            failures.extend(checked.failures);
        }
    }
    assert!(cases > 0, "no pairs found");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn verdicts(case: &Case) -> Vec<Mark> {
    let setting = Setting {
        one_article: case.setting("scope") == Some("article"),
        day: case.setting("date").and_then(|day| day.parse().ok()),
    };
    let mut start = 0;
    let mut marks = Vec::new();
    for line in case.text.split('\n') {
        let (a, b) = line.split_once(" / ").expect("two names on a line");
        let verdict = same_person(a, b, setting);
        marks.push(Mark {
            span: Span::new(start + line.len() - b.len(), start + line.len()),
            label: format!("{}: {}", verdict.sameness.as_str(), verdict.reason.as_str()),
        });
        start += line.len() + 1;
    }
    marks
}

/// The development pairs: .95 of the same ones and all of the different ones.
#[test]
fn shared_pairs() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/bench/names/alias_dev.jsonl");
    let Ok(lines) = std::fs::read_to_string(&path) else {
        return eprintln!("skipped: {} is not there", path.display());
    };
    let (mut right, mut all) = ([0, 0], [0, 0]);
    for line in lines.lines() {
        let field = |key: &str| {
            line.split_once(&format!("\"{key}\": \""))
                .and_then(|(_, value)| value.split('"').next())
        };
        let (Some(a), Some(b)) = (field("a"), field("b")) else {
            panic!("no pair: {line}");
        };
        let setting = Setting {
            one_article: field("scope") == Some("doc"),
            day: None,
        };
        let same = line.contains("\"same\": true");
        let expected = if same { Sameness::Same } else { Sameness::Different };
        all[usize::from(same)] += 1;
        right[usize::from(same)] += usize::from(same_person(a, b, setting).sameness == expected);
    }
    assert_eq!(right[0], all[0], "different pairs");
    assert!(
        right[1] * 100 >= all[1] * 95,
        "{} of {} same pairs",
        right[1],
        all[1]
    );
}

const ANYWHERE: Setting = Setting {
    one_article: false,
    day: None,
};

/// Pieces that names are made of.
const PIECES: &[&str] = &[
    "Kim",
    "Jong",
    "Un",
    "Jong-un",
    "Chairman",
    "President",
    "of",
    "the",
    "Russian",
    "Putin",
    "Vladimir",
    "V.",
    "al-",
    "bin",
    "Abd",
    "Mohammed",
    "Abdullah",
    ",",
    "Jr.",
    "II",
    "'s",
    "leader",
    "Xi",
    "Hsi",
    "Chin-p'ing",
    "Nguyen",
    "Van",
    "de",
    "la",
    "Rodríguez",
    "KIM",
    "(",
    ")",
    "\"",
    "he",
    "Minister",
    "and",
    "-",
    "Ö",
    "김",
    "Street",
];

fn laws(a: &str, b: &str) -> Result<(), TestCaseError> {
    let verdict: Verdict = same_person(a, b, ANYWHERE);
    let turned = same_person(b, a, ANYWHERE);
    prop_assert_eq!(verdict, turned, "{} / {}", a, b);
    prop_assert_eq!(same_person(a, a, ANYWHERE).sameness, Sameness::Same);
    let near = Setting {
        one_article: true,
        ..ANYWHERE
    };
    prop_assert_eq!(same_person(a, b, near), same_person(b, a, near), "{} / {}", a, b);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn verdicts_do_not_depend_on_the_order(
        a in prop::collection::vec(prop::sample::select(PIECES), 0..6),
        b in prop::collection::vec(prop::sample::select(PIECES), 0..6),
    ) {
        laws(&a.join(" "), &b.join(" "))?;
    }

    #[test]
    fn any_two_strings(a in "\\PC{0,60}", b in "\\PC{0,60}") {
        laws(&a, &b)?;
    }

    /// A name without its titles has none.
    #[test]
    fn titles_are_taken_off_once(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..6)) {
        let name = PersonName::parse(&pieces.join(" "));
        let words: Vec<&str> = name.words.iter().map(|word| word.lower.as_str()).collect();
        let again = PersonName::parse(&words.join(" "));
        prop_assert!(again.words.len() <= name.words.len());
    }
}

#[test]
fn hostile_names_are_compared_in_no_time() {
    let long = "Kim Jong ".repeat(20_000);
    let letters = "a".repeat(100_000);
    for (a, b) in [
        (&long, &letters),
        (&letters, &letters),
        (&long, &"Kim".to_owned()),
    ] {
        same_person(a, &format!("{b} "), ANYWHERE);
    }
}

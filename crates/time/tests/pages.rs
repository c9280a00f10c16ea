//! Every page under `cases/` is checked: each expression is marked with its value and modifier, each range with its EDTF.
//! `UPDATE=1` rewrites the pages; read the difference before committing it.

use std::path::Path;

use annals_text::caret::{Case, Mark, check_page};
use annals_text::{Language, Text};
use annals_time::{Endpoint, Interval, Reference, TimeExpression, TimeRange, Times, tag};
use jiff::civil::Date;

/// The marks of one case: "value MOD" for expressions, with "EVERY", "2X" and "from t0" or "to t3" where they have these, "= EDTF" for ranges.
fn marks(case: &Case) -> Vec<Mark> {
    let text = Text::new(case.text.as_str());
    let reference = Reference {
        published: case
            .setting("published")
            .map(|date| date.parse().expect("a date")),
        language: case.setting("language").and_then(Language::from_tag),
    };
    let times = tag(&text, &annals_text::sentences(&text), &reference);
    if case.setting("show") == Some("bounds") {
        return bound_marks(&times);
    }
    let expressions = times.expressions.iter().map(expression_mark);
    expressions.chain(times.ranges.iter().map(range_mark)).collect()
}

/// With `show: bounds`, EDTF and the days on which each can begin and end, "-" where a bound is open.
fn bound_marks(times: &Times) -> Vec<Mark> {
    let day = |day: Option<Date>| day.map_or("-".to_owned(), |day| day.to_string());
    let label = |edtf: Option<&str>, interval: Option<&Interval>| match interval {
        Some(days) => format!(
            "{} begins {} {} ends {} {}",
            edtf.unwrap_or("none"),
            day(days.first),
            day(days.begins_by),
            day(days.ends_from),
            day(days.last)
        ),
        None => edtf.unwrap_or("none").to_owned(),
    };
    let expressions = times.expressions.iter().map(|time| Mark {
        span: time.span,
        label: label(time.edtf(), time.interval.as_ref()),
    });
    let ranges = times.ranges.iter().map(|range| Mark {
        span: range.span,
        label: format!("= {}", label(Some(&range.edtf), Some(&range.interval))),
    });
    expressions.chain(ranges).collect()
}

fn expression_mark(expression: &TimeExpression) -> Mark {
    let tie = |word: &str, endpoint: Option<Endpoint>| endpoint.map(|end| format!("{word} {}", end.tid()));
    let parts = [
        Some(expression.value.clone()),
        expression.modifier.map(|modifier| modifier.as_str().to_owned()),
        expression
            .quantifier
            .map(|quantifier| quantifier.as_str().to_owned()),
        expression.frequency(),
        tie("from", expression.begin),
        tie("to", expression.end),
    ];
    Mark {
        span: expression.span,
        label: parts.into_iter().flatten().collect::<Vec<_>>().join(" "),
    }
}

fn range_mark(range: &TimeRange) -> Mark {
    Mark {
        span: range.span,
        label: format!("= {}", range.edtf),
    }
}

#[test]
fn pages_hold() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut failures = Vec::new();
    let mut cases = 0;
    for entry in std::fs::read_dir(folder).expect("the folder of cases") {
        let path = entry.expect("a case page").path();
        let page = std::fs::read_to_string(&path).expect("a readable page");
        let checked = check_page(&page, marks);
        cases += checked.cases;
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &checked.updated).expect("a writable page");
        } else {
            failures.extend(
                checked
                    .failures
                    .iter()
                    .map(|failure| format!("{}: {failure}", path.display())),
            );
        }
    }
    assert!(cases > 100, "only {cases} cases were found");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// A language that is spoken of as known has a page that shows it.
#[test]
fn every_language_has_a_page() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let pages = std::fs::read_dir(folder).expect("the folder of cases");
    let pages: Vec<String> = pages
        .map(|entry| std::fs::read_to_string(entry.expect("a case page").path()).expect("a readable page"))
        .collect();
    for language in annals_time::languages().filter(|&language| language != "en") {
        let setting = format!("`language: {language}`");
        let shown = pages.iter().filter_map(|page| page.split_once(&setting));
        let most = shown.map(|(_, cases)| cases.matches("^ ").count()).max();
        assert!(
            most >= Some(10),
            "{language} has no page of cases, or a short one: {most:?} marks"
        );
    }
}

#[test]
fn a_language_without_a_table_says_so() {
    let text = Text::new("Daraja lilifunguliwa 03.03.1987.");
    let read = |language: &str| {
        let language = Language::from_tag(language);
        tag(
            &text,
            &annals_text::sentences(&text),
            &Reference {
                published: None,
                language,
            },
        )
    };
    let swahili = read("sw");
    assert!(swahili.numeric_only);
    assert_eq!(swahili.expressions.len(), 1);
    assert!(annals_time::languages().all(|language| !read(language).numeric_only));
}

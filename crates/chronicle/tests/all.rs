//! Tests of the chronicle: pages of cases, and laws that hold for any reports.
//!
//! A case is a list of claims, one a line, fields parted by `|`:
//! outlet and day of publication (`=1` behind it: a copy of family 1) | trigger KIND status | actors | recipients | place |
//! dates | sentence. Lines of the same outlet and day are one article. Names of several words are people; `(org)`,
//! `(country TV)`, `(city TV)`, `(place)` behind a name say what else it is; what begins in lower case is no name.
//! Below each claim stands the event it was put into, by number, and what is said of that event.

// Case pages are files.
#![allow(clippy::disallowed_methods)]

mod appearances;
mod deciding;
mod laws;
mod notation;

use annals_chronicle::{Chronicle, Event, compile};
use annals_text::caret::{Case, Mark, check_page};

use notation::{Line, lines, reports};

#[test]
fn cases() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");
    let mut pages: Vec<_> = std::fs::read_dir(folder)
        .expect("the case pages")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    pages.sort();
    let mut failures = Vec::new();
    for path in &pages {
        let page = std::fs::read_to_string(path).expect("a page");
        let checked = check_page(&page, marks);
        assert!(checked.cases > 0, "{}: no cases", path.display());
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(path, checked.updated).expect("written");
        } else {
            failures.extend(
                checked
                    .failures
                    .iter()
                    .map(|failure| format!("{}: {failure}", path.display())),
            );
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

fn marks(case: &Case) -> Vec<Mark> {
    let lines = lines(&case.text);
    let chronicle = compile(reports(&lines));
    let mark = |line: &Line| Mark {
        span: line.trigger,
        label: label(&chronicle, line),
    };
    lines.iter().map(mark).collect()
}

/// The event that a claim was put into, and what is said of it.
fn label(chronicle: &Chronicle, line: &Line) -> String {
    let number = |id: &str| {
        chronicle
            .events
            .iter()
            .position(|event| event.id == id)
            .map_or(0, |at| at + 1)
    };
    let holds = |event: &&Event| {
        let mut claims = event.claims.iter();
        claims.any(|claim| claim.citation.capture == line.capture() && claim.citation.number == line.number)
    };
    let event = chronicle
        .events
        .iter()
        .find(holds)
        .expect("every claim is in an event");
    let mut label = format!("{} {}", number(&event.id), event.status.as_str());
    for disagreement in &event.disagreements {
        label.push_str(&format!(", {disagreement}?"));
    }
    for contrary in &event.contradicts {
        label.push_str(&format!(" against {}", number(contrary)));
    }
    if event.is_dated_after_its_report() {
        label.push_str(", after its report");
    }
    if let Some(parent) = &event.parent {
        label.push_str(&format!(", part of {}", number(parent)));
    }
    if event.tellings() != event.claims.len() {
        label.push_str(&format!(
            ", {} told {} times",
            event.claims.len(),
            event.tellings()
        ));
    }
    label
}

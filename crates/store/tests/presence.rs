//! Every state of a page and the sentences for it: a page of cases.

use annals_store::presence::{Found, Look, Presence};
use annals_text::Span;
use annals_text::caret::{Case, Mark, check_page};

#[test]
fn every_sentence() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/presence.md");
    let page = std::fs::read_to_string(path).expect("the case page");
    let checked = check_page(&page, said);
    assert!(checked.cases > 15);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, checked.updated).expect("written");
    } else {
        assert!(checked.failures.is_empty(), "\n{}", checked.failures.join("\n"));
    }
}

fn said(case: &Case) -> Vec<Mark> {
    let looks: Vec<Look> = case
        .text
        .split('|')
        .filter_map(|look| read(look.trim()))
        .collect();
    let presence = Presence::of(&looks);
    vec![Mark {
        span: Span::new(0, 1),
        label: format!("{}: {}", presence.state.as_str(), presence.sentence()),
    }]
}

/// "4T09 failed:no connection".
fn read(look: &str) -> Option<Look> {
    let (at, found) = look.split_once(' ')?;
    let (day, hour) = at.split_once('T')?;
    let at = format!("2026-03-{:02}T{hour}:00:00Z", day.parse::<u8>().ok()?)
        .parse()
        .ok()?;
    let (word, detail) = found.split_once(':').unwrap_or((found, ""));
    let found = match word.trim_end_matches('*') {
        "seen" => Found::Seen,
        "missing" => Found::Missing,
        "gone" => Found::Gone,
        "front page" => Found::FrontPage,
        "another page" => Found::AnotherPage(detail.into()),
        "blocked" => Found::Blocked(detail.into()),
        "failed" => Found::Failed(detail.into()),
        other => panic!("{other}"),
    };
    Some(Look {
        at,
        found,
        changed: word.ends_with('*'),
    })
}

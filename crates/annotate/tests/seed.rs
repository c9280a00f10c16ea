//! The first page: five of its six events, read from its paragraphs by rules that know nothing of it.

use std::path::Path;

use annals_annotate::{Document, EventKind, EventMention};
use annals_extract::Article;

/// The paragraphs of the first page, or nothing where the page is not at hand.
fn paragraphs() -> Option<Vec<String>> {
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seed/gold.json");
    let read = std::fs::read_to_string(gold).ok()?;
    let gold: serde_json::Value = serde_json::from_str(&read).ok()?;
    let paragraphs = gold["article"]["paragraphs"].as_array()?;
    Some(
        paragraphs
            .iter()
            .filter_map(|text| text.as_str().map(str::to_owned))
            .collect(),
    )
}

fn has(document: &Document, kinds: &[EventKind], test: impl Fn(&EventMention) -> bool) -> bool {
    document
        .events
        .iter()
        .any(|event| kinds.contains(&event.kind) && test(event))
}

fn names(document: &Document, event: &EventMention, wanted: &[&str]) -> bool {
    let all: Vec<&str> = event
        .actors
        .iter()
        .chain(&event.recipients)
        .map(|who| &document.article.text[who.span])
        .collect();
    wanted.iter().all(|name| all.iter().any(|who| who.contains(name)))
}

#[test]
fn the_first_page_gives_its_events() {
    let Some(paragraphs) = paragraphs() else {
        eprintln!("skipped: the first page is not beside the repository");
        return;
    };
    let document = annals_annotate::annotate(Article::from_paragraphs(paragraphs.iter().map(String::as_str)));
    let dated = |event: &EventMention, start: &str, end: &str| {
        event.dates.start.as_deref() == Some(start) && event.dates.end.as_deref() == Some(end)
    };
    let at = |event: &EventMention, name: &str| {
        event
            .place
            .is_some_and(|place| document.article.text[place].contains(name))
    };
    use EventKind::{Meet, Sign, Travel, Visit};
    let journey = [Visit, Travel];
    let found = [
        has(&document, &journey, |event| {
            dated(event, "2001-07-26", "2001-08-18")
                && at(event, "Russian Federation")
                && names(&document, event, &["Kim Jong Il"])
        }),
        has(&document, &[Meet], |event| {
            dated(event, "2001-07-26", "2001-08-18") && names(&document, event, &["Kim Jong Il", "Putin"])
        }),
        has(&document, &[Meet], |event| {
            dated(event, "2001-07-26", "2001-08-18")
                && names(&document, event, &["Kim Jong Il", "leading officials"])
        }),
        has(&document, &[Sign], |event| {
            dated(event, "2001-07-26", "2001-08-18") && names(&document, event, &["Kim Jong Il", "Putin"])
        }),
        has(&document, &journey, |event| {
            dated(event, "2001-07-31", "2001-08-01")
                && at(event, "Omsk")
                && names(&document, event, &["Kim Jong Il"])
        }),
        has(&document, &journey, |event| {
            dated(event, "2001-08-06", "2001-08-07")
                && at(event, "Petersburg")
                && names(&document, event, &["Kim Jong Il"])
        }),
    ];
    let right = found.iter().filter(|found| **found).count();
    assert!(right >= 5, "{found:?}");
}

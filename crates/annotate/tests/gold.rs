//! Gold of our own: `gold/*.txt`, sentences in the shapes of news with the events that an analyst would write down for each.
//! A part is written before the program reads it; what it scored on that first run stands in `gold/README.md`. This counts
//! how much is read today, so that a change that loses lines is seen.

use std::path::Path;

use annals_annotate::{Document, EventMention, Participant};
use annals_text::Span;

use crate::cases::document;

/// An event as the gold has it; each filler with its alternatives.
#[derive(Debug, Default)]
struct Expected {
    kind: String,
    status: String,
    actors: Vec<Vec<String>>,
    recipients: Vec<Vec<String>>,
    place: Option<Vec<String>>,
    dates: (Option<String>, Option<String>),
    vouched: Option<Vec<String>>,
}

/// One sentence of the gold.
struct Sentence {
    published: String,
    text: String,
    events: Vec<Expected>,
}

/// How much was found: right, found, expected.
#[derive(Clone, Copy, Default)]
struct Count {
    right: usize,
    found: usize,
    expected: usize,
}

impl Count {
    fn f1(self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.expected).max(1) as f64
    }
}

#[test]
fn the_gold_is_read_as_well_as_measured() {
    for (part, kinds_floor, lines_floor) in [("first", 0.92, 0.80), ("second", 0.92, 0.85)] {
        let (mut kinds, mut lines) = (Count::default(), Count::default());
        for sentence in sentences(part) {
            let document = document(&sentence.text, Some(&sentence.published));
            score(&document, &sentence.events, &mut kinds, &mut lines);
        }
        println!("{part}: kinds {:.3}, lines {:.3}", kinds.f1(), lines.f1());
        assert!(kinds.f1() >= kinds_floor, "{part}: kinds {:.3}", kinds.f1());
        assert!(lines.f1() >= lines_floor, "{part}: lines {:.3}", lines.f1());
    }
}

/// Pairs found and expected events of one kind, those that agree wholly first.
fn score(document: &Document, expected: &[Expected], kinds: &mut Count, lines: &mut Count) {
    let mut open: Vec<&EventMention> = document.events.iter().collect();
    for count in [&mut *kinds, &mut *lines] {
        count.found += open.len();
        count.expected += expected.len();
    }
    let mut left: Vec<&Expected> = Vec::new();
    for wanted in expected {
        match open.iter().position(|event| is_line(document, event, wanted)) {
            Some(at) => {
                open.remove(at);
                kinds.right += 1;
                lines.right += 1;
            }
            None => left.push(wanted),
        }
    }
    for wanted in left {
        if let Some(at) = open.iter().position(|event| event.kind.as_str() == wanted.kind) {
            open.remove(at);
            kinds.right += 1;
        }
    }
}

/// Whether a found event could go into the chronicle unedited.
fn is_line(document: &Document, event: &EventMention, wanted: &Expected) -> bool {
    let text = |span: Span| document.article.text[span].to_owned();
    let names = |who: &[Participant]| who.iter().map(|who| text(who.span)).collect::<Vec<_>>();
    let symmetric = matches!(
        wanted.kind.as_str(),
        "MEET" | "CALL" | "SIGN" | "AGREE" | "COOPERATE" | "MATCH"
    );
    let (actors, recipients) = (names(&event.actors), names(&event.recipients));
    let parties = match symmetric {
        true => {
            let all: Vec<&Vec<String>> = wanted.actors.iter().chain(&wanted.recipients).collect();
            same(&all, &[actors, recipients].concat())
        }
        false => {
            same(&wanted.actors.iter().collect::<Vec<_>>(), &actors)
                && same(&wanted.recipients.iter().collect::<Vec<_>>(), &recipients)
        }
    };
    event.kind.as_str() == wanted.kind
        && event.status.as_str() == wanted.status
        && parties
        && filler(wanted.place.as_ref(), event.place.map(text))
        && (event.dates.start.clone(), event.dates.end.clone()) == wanted.dates
        && filler(wanted.vouched.as_ref(), event.attribution.map(text))
}

fn same(wanted: &[&Vec<String>], found: &[String]) -> bool {
    let fits = |wanted: &&Vec<String>| found.iter().any(|found| matches(wanted, found));
    wanted.len() == found.len() && wanted.iter().all(fits)
}

fn filler(wanted: Option<&Vec<String>>, found: Option<String>) -> bool {
    match (wanted, found) {
        (Some(wanted), Some(found)) => matches(wanted, &found),
        (None, None) => true,
        _ => false,
    }
}

/// Equal to an alternative, or one holding the other with at most four words more.
fn matches(alternatives: &[String], found: &str) -> bool {
    let found = plain(found);
    alternatives.iter().any(|alternative| {
        let wanted = plain(alternative);
        let holds = |outer: &[String], inner: &[String]| {
            !inner.is_empty()
                && outer.windows(inner.len()).any(|window| window == inner)
                && outer.len() <= inner.len() + 4
        };
        holds(&found, &wanted) || holds(&wanted, &found) && found.last() == wanted.last()
    })
}

fn plain(text: &str) -> Vec<String> {
    let lower = text.to_lowercase().replace("'s", "");
    let words = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words
        .filter(|word| !matches!(*word, "the" | "a" | "an"))
        .map(str::to_owned)
        .collect()
}

fn sentences(part: &str) -> Vec<Sentence> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/gold/{part}.txt"));
    let written = std::fs::read_to_string(path).expect("the gold is there");
    let mut sentences: Vec<Sentence> = Vec::new();
    for line in written
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        match line.strip_prefix("- ") {
            Some(event) => {
                let sentence = sentences.last_mut().expect("an event has its sentence before it");
                sentence.events.push(expected(event));
            }
            None => {
                let (published, text) = line.split_once(" | ").expect("a sentence has its day");
                sentences.push(Sentence {
                    published: published.to_owned(),
                    text: text.to_owned(),
                    events: Vec::new(),
                });
            }
        }
    }
    sentences
}

/// `MEET happened | talks | Ama Boateng; Lars Holm | at Accra | 2026-03-02 | says the ministry`
fn expected(line: &str) -> Expected {
    let mut parts = line.split(" | ");
    let (kind, status) = parts
        .next()
        .and_then(|head| head.split_once(' '))
        .expect("a kind and a status");
    let _trigger = parts.next().expect("a trigger");
    let mut event = Expected {
        kind: kind.to_owned(),
        status: status.to_owned(),
        ..Expected::default()
    };
    for part in parts {
        if let Some(place) = part.strip_prefix("at ") {
            event.place = Some(alternatives(place));
        } else if let Some(who) = part.strip_prefix("says ") {
            event.vouched = Some(alternatives(who));
        } else if part.starts_with(|c: char| c.is_ascii_digit())
            && part.chars().all(|c| "0123456789-/.".contains(c))
        {
            event.dates = dates(part);
        } else {
            let (actors, recipients) = part.split_once('>').unwrap_or((part, ""));
            event.actors = parties(actors);
            event.recipients = parties(recipients);
        }
    }
    event
}

fn alternatives(text: &str) -> Vec<String> {
    text.split('|').map(|one| one.trim().to_owned()).collect()
}

fn parties(text: &str) -> Vec<Vec<String>> {
    let parties = text.split(';').map(str::trim).filter(|party| !party.is_empty());
    parties.map(alternatives).collect()
}

fn dates(text: &str) -> (Option<String>, Option<String>) {
    let bound = |text: &str| (text != "..").then(|| text.to_owned());
    match text.split_once('/') {
        Some((start, end)) => (bound(start), bound(end)),
        None => (bound(text), bound(text)),
    }
}

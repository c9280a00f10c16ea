//! Case pages: Markdown with sentences and what is found in them, drawn below in carets. `UPDATE=1` rewrites them.

use std::path::Path;

use annals_annotate::{Document, EventKind, EventMention, Participant, Statement, annotate};
use annals_extract::{Article, DateFrom, PublicationDate, Trust};
use annals_text::caret::{Case, Mark, check_page};
use annals_text::{Language, Span};

fn pages() -> Vec<std::path::PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let entries = std::fs::read_dir(folder).expect("the case pages are there");
    let mut pages: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    pages.sort();
    pages
}

/// The document of a text in English, published on the day given.
pub fn document(text: &str, published: Option<&str>) -> Document {
    let mut article = Article::of_text(text);
    article.language = Some(Language::ENGLISH);
    let day = published.and_then(|day| day.parse().ok());
    article.published = day.map(|day| PublicationDate {
        day,
        from: DateFrom::Meta,
        trust: Trust::Sure,
    });
    annotate(article)
}

fn find(case: &Case) -> Vec<Mark> {
    let document = document(&case.text, case.setting("published"));
    if case.setting("show") == Some("speakers") {
        return document
            .statements
            .iter()
            .filter_map(|statement| drawn_speaker(&document, statement))
            .collect();
    }
    if case.setting("show") == Some("statements") {
        return document
            .statements
            .iter()
            .map(|statement| drawn_statement(&document, statement))
            .collect();
    }
    document
        .events
        .iter()
        .map(|event| drawn_event(&document, event))
        .collect()
}

fn drawn_statement(document: &Document, statement: &Statement) -> Mark {
    let text = |span: Option<Span>| span.map_or("?", |span| &document.article.text[span]);
    let nested = ["", "nested ", "nested twice "][statement.depth.min(2)];
    let how = if statement.direct {
        "directly"
    } else {
        "indirectly"
    };
    Mark {
        span: statement.content,
        label: format!(
            "{nested}{how} by {} ({})",
            text(statement.speaker),
            text(statement.cue)
        ),
    }
}

/// `he = Lars Holm`, or `he = ?` where nobody is sure.
fn drawn_speaker(document: &Document, statement: &Statement) -> Option<Mark> {
    let printed = statement.speaker?;
    let text = &document.article.text;
    let named = document
        .names
        .mentions
        .iter()
        .filter(|mention| Some(mention.entity) == statement.entity)
        .max_by_key(|mention| mention.span.len())
        .map_or("?", |mention| &text[mention.span]);
    Some(Mark {
        span: printed,
        label: format!("= {named}"),
    })
}

/// `MEET happened | Ama Boateng > Lars Holm | at Accra | 2026-03-02 | says the ministry`
fn drawn_event(document: &Document, event: &EventMention) -> Mark {
    let text = |span: Span| document.article.text[span].to_owned();
    let names = |who: &[Participant]| {
        who.iter()
            .map(|who| text(who.span))
            .collect::<Vec<_>>()
            .join("; ")
    };
    let mut parts = vec![format!("{} {}", event.kind.as_str(), event.status.as_str())];
    match (event.actors.is_empty(), event.recipients.is_empty()) {
        (true, true) => {}
        (false, true) => parts.push(names(&event.actors)),
        (_, false) => parts.push(
            format!("{} > {}", names(&event.actors), names(&event.recipients))
                .trim()
                .to_owned(),
        ),
    }
    parts.extend(event.place.map(|place| format!("at {}", text(place))));
    match (&event.dates.start, &event.dates.end) {
        (None, None) => {}
        (Some(start), Some(end)) if start == end => parts.push(start.clone()),
        (start, end) => parts.push(format!(
            "{}/{}",
            start.as_deref().unwrap_or(".."),
            end.as_deref().unwrap_or("..")
        )),
    }
    parts.extend(event.attribution.map(|who| format!("says {}", text(who))));
    Mark {
        span: event.trigger,
        label: parts.join(" | "),
    }
}

#[test]
fn case_pages_hold() {
    let mut failures = Vec::new();
    for page in pages() {
        let written = std::fs::read_to_string(&page).expect("a case page can be read");
        let checked = check_page(&written, find);
        assert!(checked.cases > 0, "{} holds no case", page.display());
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&page, &checked.updated).expect("a case page can be written");
        } else {
            let name = page
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            failures.extend(checked.failures.iter().map(|failure| format!("{name} {failure}")));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_kind_has_a_case() {
    let written: String = pages()
        .iter()
        .map(|page| std::fs::read_to_string(page).expect("a case page can be read"))
        .collect();
    for kind in EventKind::ALL {
        let label = format!("^ {} ", kind.as_str());
        assert!(written.contains(&label), "no case shows {}", kind.as_str());
    }
}

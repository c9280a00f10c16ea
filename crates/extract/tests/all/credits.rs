//! Credits as pages print them, as Markdown cases with carets: each line is the byline of a page of its own. What metadata
//! says beside them is tested below.

use std::path::Path;

use annals_extract::{Page, extract};
use annals_text::Span;
use annals_text::caret::{Case, Mark, check_page};

#[test]
fn printed_credits() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/credits/bylines.md");
    let page = std::fs::read_to_string(&path).expect("a readable case page");
    let checked = check_page(&page, marks);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, checked.updated).expect("a writable case page");
    } else {
        assert!(checked.failures.is_empty(), "{}", checked.failures.join("\n"));
    }
    assert!(checked.cases >= 2, "only {} cases", checked.cases);
}

/// The authors of a page whose byline each line is; how the byline is marked up says a setting.
fn marks(case: &Case) -> Vec<Mark> {
    let (open, close) = match case.setting("markup") {
        Some("class") => ("<div class='article-byline'>", "</div>"),
        Some("link") => ("<p><a href='/authors/x'>", "</a></p>"),
        _ => ("<p>", "</p>"),
    };
    let mut start = 0;
    let mut marks = Vec::new();
    for line in case.text.split('\n') {
        let found = authors("", &format!("{open}{line}{close}"));
        marks.push(Mark {
            span: Span::new(start, start + line.len()),
            label: if found.is_empty() {
                "none".to_owned()
            } else {
                found.join("; ")
            },
        });
        start += line.len() + 1;
    }
    marks
}

const BODY: &str = "<p>The ferry between the two islands runs again after a winter in the dock, and the first boat carried \
    letters, sheep and two school classes, whose teachers had waited for the crossing since the autumn.</p>";

fn authors(head: &str, byline: &str) -> Vec<String> {
    let html =
        format!("<html><head>{head}</head><body><h1>The ferry is back</h1>{byline}{BODY}</body></html>");
    let page = Page {
        bytes: html.as_bytes(),
        url: Some("https://harbourpost.example/ferry"),
        content_type: Some("text/html; charset=utf-8"),
        ..Page::default()
    };
    extract(&page).0.authors
}

#[test]
fn people_come_before_the_outlet() {
    let head =
        "<meta property='og:site_name' content='Harbour Post'><meta name='author' content='Harbour Post'>";
    assert_eq!(authors(head, "<p>By Ama Boateng</p>"), ["Ama Boateng"]);
    assert_eq!(authors(head, "<p>May 3, 2026</p>"), ["Harbour Post"]);
}

#[test]
fn structured_data_names_agencies_too() {
    let head = r#"<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The ferry is back",
        "author": [{"@type": "Person", "name": "Ama Boateng"}, {"@type": "Organization", "name": "LANA"}]}</script>"#;
    assert_eq!(authors(head, ""), ["Ama Boateng", "LANA"]);
}

#[test]
fn who_edited_or_took_the_picture_did_not_write() {
    let head = "<meta name='author' content='Ama Boateng'>";
    let byline =
        "<span class='author'>Ama Boateng</span> Reviewed by <span class='author'>Kofi Mensah</span>";
    assert_eq!(authors(head, byline), ["Ama Boateng"]);
    let byline = "<span class='author'>Ama Boateng</span> <span class='author'>Kofi Mensah</span>";
    assert_eq!(authors(head, byline), ["Ama Boateng", "Kofi Mensah"]);
}

#[test]
fn what_previews_label_as_written_by() {
    let head =
        "<meta name='twitter:label1' content='Written by'><meta name='twitter:data1' content='Ama Boateng'>";
    assert_eq!(authors(head, ""), ["Ama Boateng"]);
    let head = "<meta name='twitter:label1' content='Reading time'><meta name='twitter:data1' content='Ten Minutes'>";
    assert_eq!(authors(head, ""), Vec::<String>::new());
}

//! Dates as pages print them below the title, as Markdown cases with carets: each line is that line of a page of its own.
//! What the page says for machines, the capture day and the address are tested below.

use std::path::Path;

use annals_extract::{DateFrom, Page, PublicationDate, Trust, extract};
use annals_text::Span;
use annals_text::caret::{Case, Mark, check_page};
use jiff::civil::date;

#[test]
fn printed_dates() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dates/printed.md");
    let page = std::fs::read_to_string(&path).expect("a readable case page");
    let checked = check_page(&page, marks);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, checked.updated).expect("a writable case page");
    } else {
        assert!(checked.failures.is_empty(), "{}", checked.failures.join("\n"));
    }
    assert!(checked.cases >= 4, "only {} cases", checked.cases);
}

/// The day of publication of a page that prints each line below its title.
fn marks(case: &Case) -> Vec<Mark> {
    let language = case.setting("language").unwrap_or("");
    let mut start = 0;
    let mut marks = Vec::new();
    for line in case.text.split('\n') {
        let html = format!(
            "<html lang='{language}'><body><h1>The ferry is back</h1><p>{line}</p>{BODY}</body></html>"
        );
        let label = published(&html, None).map_or("none".to_owned(), |found| found.day.to_string());
        marks.push(Mark {
            span: Span::new(start, start + line.len()),
            label,
        });
        start += line.len() + 1;
    }
    marks
}

const BODY: &str = "<p>The ferry between the two islands runs again after a winter in the dock, and the first boat carried \
    letters, sheep and two school classes, whose teachers had waited for the crossing since the autumn.</p>";

fn published(html: &str, url: Option<&str>) -> Option<PublicationDate> {
    let page = Page {
        bytes: html.as_bytes(),
        url,
        content_type: Some("text/html; charset=utf-8"),
        ..Page::default()
    };
    extract(&page).0.published
}

fn with_head(head: &str, line: &str) -> String {
    format!(
        "<html lang='en'><head>{head}</head><body><h1>The ferry is back</h1><p>{line}</p>{BODY}</body></html>"
    )
}

#[test]
fn a_time_in_utc_is_of_the_day_that_the_page_prints() {
    let head = "<meta property='article:published_time' content='2026-05-04T01:30:00Z'>";
    let found = published(&with_head(head, "May 3, 2026"), None).expect("a date");
    assert_eq!((found.day, found.from), (date(2026, 5, 3), DateFrom::Visible));
    let found = published(&with_head(head, "May 6, 2026"), None).expect("a date");
    assert_eq!((found.day, found.trust), (date(2026, 5, 4), Trust::Likely));
}

#[test]
fn the_day_in_an_offset_of_its_own_is_never_shifted() {
    let head = "<meta property='article:published_time' content='2026-05-03T23:30:00-05:00'>";
    let found = published(&with_head(head, "by the crew"), None).expect("a date");
    assert_eq!(found.day, date(2026, 5, 3));
}

#[test]
fn the_day_of_a_change_is_a_guess_at_most() {
    let head = "<meta property='article:modified_time' content='2026-05-03T10:00:00+02:00'>";
    let found = published(&with_head(head, "Updated May 9, 2026"), None).expect("a date");
    assert_eq!((found.day, found.trust), (date(2026, 5, 3), Trust::Guess));
    let found = published(
        &with_head(head, "Updated May 9, 2026 | Published May 1, 2026"),
        None,
    )
    .expect("a date");
    assert_eq!((found.day, found.trust), (date(2026, 5, 1), Trust::Likely));
}

#[test]
fn two_places_that_agree_are_sure() {
    let head =
        "<script type='application/ld+json'>{'@type':'NewsArticle','datePublished':'2026-05-03'}</script>"
            .replace("'@", "\"@")
            .replace("':'", "\":\"")
            .replace("','", "\",\"")
            .replace("'}", "\"}");
    let url = Some("https://harbourpost.example/2026/may/03/ferry");
    let found = published(&with_head(&head, "by the crew"), url).expect("a date");
    assert_eq!((found.from, found.trust), (DateFrom::JsonLd, Trust::Sure));
    let found = published(&with_head("", "by the crew"), url).expect("a date");
    assert_eq!((found.from, found.trust), (DateFrom::Url, Trust::Likely));
}

#[test]
fn the_page_prints_which_number_is_the_month() {
    let head = "<meta name='date' content='11/01/2026 08:00'>";
    assert_eq!(
        published(&with_head(head, "by the crew"), None)
            .expect("a date")
            .day,
        date(2026, 11, 1)
    );
    assert_eq!(
        published(&with_head(head, "11 January 2026"), None)
            .expect("a date")
            .day,
        date(2026, 1, 11)
    );
}

#[test]
fn the_capture_day_refuses_and_flags_and_is_never_taken() {
    let read = |html: &str| {
        let page = Page {
            bytes: html.as_bytes(),
            content_type: Some("text/html"),
            as_of: Some(date(2026, 5, 10)),
            ..Page::default()
        };
        extract(&page).0.published
    };
    let head = "<meta property='article:published_time' content='2062-05-03'>";
    let found = read(&with_head(head, "May 3, 2026")).expect("a date");
    assert_eq!((found.day, found.trust), (date(2026, 5, 3), Trust::Likely));
    let found = read(&with_head(head, "by the crew")).expect("a date");
    assert_eq!((found.day, found.trust), (date(2062, 5, 3), Trust::Future));
    assert_eq!(read(&with_head("", "by the crew")), None);
}

#[test]
fn the_stamp_of_an_archive_is_no_day_of_publication() {
    let url = Some("https://archive.example/web/20260510120000/https://harbourpost.example/ferry");
    assert_eq!(published(&with_head("", "10 May 2026"), url), None);
    let url = Some("https://archive.example/web/20260510120000/https://harbourpost.example/2026/05/03/ferry");
    assert_eq!(
        published(&with_head("", "by the crew"), url).expect("a date").day,
        date(2026, 5, 3)
    );
}

//! What a feed says, with the headers it came with.

use std::path::Path;

use annals_capture::{Entry, Feed, Fragment, Origin};
use serde_json::{Value, json};

use crate::{rows, text};

/// Prints `{"file", "feed", "entries"}`, or `{"file", "error"}`, for each row of feeds.jsonl.
pub fn predict(folder: &Path) {
    for row in rows(folder, "feeds.jsonl") {
        let file = text(&row, "file");
        let bytes = std::fs::read(folder.join("feeds").join(file)).expect("a feed");
        let header = |name: &str| {
            let headers = row["headers"].as_object().into_iter().flatten();
            headers
                .filter(|(found, _)| found.eq_ignore_ascii_case(name))
                .find_map(|(_, value)| value.as_str())
        };
        let origin = Origin {
            url: header("content-location"),
            content_type: header("content-type"),
        };
        println!("{}", predicted(file, Feed::read(&bytes, origin)));
    }
}

fn predicted(file: &str, feed: Option<Feed>) -> Value {
    let Some(feed) = feed else {
        return json!({"file": file, "error": "not a feed"});
    };
    json!({
        "file": file,
        "feed": {
            "title": html(&feed.title), "description": html(&feed.description), "link": feed.link, "id": feed.id,
            "language": feed.language, "author": feed.author, "updated": feed.updated.map(|instant| instant.to_string()),
        },
        "entries": feed.entries.iter().map(entry).collect::<Vec<_>>(),
    })
}

/// A date stands in for the other, and a text for the summary, as the readers do that the cases are from.
fn entry(entry: &Entry) -> Value {
    let date = |first: Option<jiff::Timestamp>, second: Option<jiff::Timestamp>| {
        first.or(second).map(|date| date.to_string())
    };
    json!({
        "title": html(&entry.title), "link": entry.link, "id": entry.id,
        "summary": entry.summary.as_ref().or(entry.content.first()).map_or("", Fragment::html),
        "content": entry.content.iter().map(Fragment::html).collect::<Vec<_>>(),
        "published": date(entry.published, entry.updated), "updated": date(entry.updated, entry.published),
        "author": entry.authors.first(), "tags": entry.tags, "language": entry.language,
    })
}

/// An absent text is an empty one.
fn html(fragment: &Option<Fragment>) -> &str {
    fragment.as_ref().map_or("", Fragment::html)
}

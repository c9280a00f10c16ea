//! JSON lines: an article a line, with its text. For scripts and databases.

use std::io::{self, Write};

use serde::Serialize;

use super::ArticleRecord;

/// An article, with its fields in the order in which they are written.
#[derive(Serialize)]
struct Row {
    id: String,
    source: String,
    title: Option<String>,
    url: String,
    authors: Vec<String>,
    published: Option<String>,
    modified: Option<String>,
    captured: String,
    language: Option<String>,
    section: Option<String>,
    tags: Vec<String>,
    licence: Option<String>,
    text: String,
}

/// Writes a line for each article.
pub fn write(articles: impl IntoIterator<Item = ArticleRecord>, mut out: impl Write) -> io::Result<()> {
    for article in articles {
        let row = Row {
            id: article.capture.to_string(),
            source: article.source,
            title: article.title,
            url: article.url,
            authors: article.authors,
            published: article.published.map(|day| day.to_string()),
            modified: article.modified.map(|day| day.to_string()),
            captured: article.captured.to_string(),
            language: article.language,
            section: article.section,
            tags: article.tags,
            licence: article.licence,
            text: article.text,
        };
        serde_json::to_writer(&mut out, &row)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

//! JSON Feed 1.1 (jsonfeed.org): an item an article, its text as plain text; what the format has no place for stands in its
//! extension `_annals`.

use std::io::{self, Write};

use serde::Serialize;

use super::{ArticleRecord, at_midnight, list};

#[derive(Serialize)]
struct Item {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    title: String,
    content_text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(rename = "_annals")]
    annals: Extension,
}

#[derive(Serialize)]
struct Author {
    name: String,
}

#[derive(Serialize)]
struct Extension {
    about: &'static str,
    capture: String,
    captured: String,
    source: String,
}

impl Item {
    fn of(article: ArticleRecord) -> Self {
        Item {
            id: article.uri(),
            url: article.web_address().map(str::to_owned),
            title: article.headline(),
            date_published: article.published.map(at_midnight),
            date_modified: article.modified.map(at_midnight),
            authors: article.authors.into_iter().map(|name| Author { name }).collect(),
            tags: article.tags,
            language: article.language,
            annals: Extension {
                about: "the capture this was read from",
                capture: article.capture.to_string(),
                captured: article.captured.to_string(),
                source: article.source,
            },
            content_text: article.text,
        }
    }
}

/// Writes the feed.
pub fn write(
    collection: &str,
    articles: impl IntoIterator<Item = ArticleRecord>,
    out: impl Write,
) -> io::Result<()> {
    let title = serde_json::to_string(collection)?;
    let head = format!("{{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":{title},\"items\":[");
    list(
        head.as_bytes(),
        articles.into_iter().map(Item::of),
        b"\n]}\n",
        out,
    )
}

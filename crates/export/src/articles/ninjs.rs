//! ninjs 3.0 (IPTC, "News in JSON"): an item a line, since the standard describes one item and no list. The names of
//! properties are those of version 3, which are written in camel case.

use std::io::{self, Write};

use serde::Serialize;

use super::{ArticleRecord, at_midnight};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    uri: String,
    standard: Standard,
    r#type: &'static str,
    /// When this version was seen.
    version_created: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_created: Option<String>,
    pub_status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    headlines: [Headline; 1],
    bodies: [Body; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    subjects: Vec<Subject>,
}

#[derive(Serialize)]
struct Standard {
    name: &'static str,
    version: &'static str,
    schema: &'static str,
}

#[derive(Serialize)]
struct Headline {
    role: &'static str,
    value: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    role: &'static str,
    content_type: &'static str,
    value: String,
}

#[derive(Serialize)]
struct Subject {
    name: String,
}

impl Item {
    fn of(article: ArticleRecord) -> Self {
        Item {
            uri: article.uri(),
            standard: Standard {
                name: "ninjs",
                version: "3.0",
                schema: "https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json",
            },
            r#type: "text",
            version_created: article.captured.to_string(),
            content_created: article.published.map(at_midnight),
            pub_status: "usable",
            by: (!article.authors.is_empty()).then(|| article.authors.join(", ")),
            headlines: [Headline {
                role: "main",
                value: article.headline(),
            }],
            language: article.language,
            subjects: article.tags.into_iter().map(|name| Subject { name }).collect(),
            bodies: [Body {
                role: "main",
                content_type: "text/plain",
                value: article.text,
            }],
        }
    }
}

/// Writes a line for each article.
pub fn write(articles: impl IntoIterator<Item = ArticleRecord>, mut out: impl Write) -> io::Result<()> {
    for article in articles {
        serde_json::to_writer(&mut out, &Item::of(article))?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

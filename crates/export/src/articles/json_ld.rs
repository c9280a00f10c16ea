//! JSON-LD 1.1 with the words of schema.org: a graph with a `NewsArticle` for each article.

use std::io::{self, Write};

use serde::Serialize;

use super::{ArticleRecord, list};

#[derive(Serialize)]
struct Node {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    identifier: String,
    headline: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(rename = "datePublished", skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(rename = "dateModified", skip_serializing_if = "Option::is_none")]
    modified: Option<String>,
    #[serde(rename = "inLanguage", skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Named>,
    publisher: Named,
    #[serde(rename = "articleSection", skip_serializing_if = "Option::is_none")]
    section: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<String>,
    #[serde(rename = "articleBody")]
    body: String,
}

#[derive(Serialize)]
struct Named {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
}

impl Node {
    fn of(article: ArticleRecord) -> Self {
        let person = |name| Named { kind: "Person", name };
        Node {
            kind: "NewsArticle",
            id: article.uri(),
            identifier: article.capture.to_string(),
            headline: article.headline(),
            url: article.web_address().map(str::to_owned),
            published: article.published.map(|day| day.to_string()),
            modified: article.modified.map(|day| day.to_string()),
            language: article.language,
            author: article.authors.into_iter().map(person).collect(),
            publisher: Named {
                kind: "NewsMediaOrganization",
                name: article.source,
            },
            section: article.section,
            keywords: article.tags,
            license: article.licence,
            body: article.text,
        }
    }
}

/// Writes the graph.
pub fn write(articles: impl IntoIterator<Item = ArticleRecord>, out: impl Write) -> io::Result<()> {
    let head = b"{\"@context\":\"https://schema.org\",\"@graph\":[";
    list(head, articles.into_iter().map(Node::of), b"\n]}\n", out)
}

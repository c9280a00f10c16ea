//! Authors as names: from structured data, meta elements, or a byline on the page.

use super::Sources;
use super::titles::fold;
use crate::html::{AttributeName, NodeId, Tree};

const KEYS: &[&str] = &[
    "author", "article:author", "article:author_name", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl",
    "authors", "citation_author", "dc.contributor", "og:article:author", "cxenseparse:author", "news_author", "twitter:creator:name",
];

/// The authors by the first source that names any.
pub fn choose(sources: &Sources<'_, '_>, site: Option<&str>) -> Vec<String> {
    let site = site.map(fold).unwrap_or_default();
    let linked = names(sources.linked.authors.iter().map(String::as_str), &site);
    if !linked.is_empty() {
        return linked;
    }
    for key in KEYS {
        if let Some(values) = sources.metas.get(*key) {
            let found = names(values.iter().map(String::as_str), &site);
            if !found.is_empty() {
                return found;
            }
        }
    }
    byline(sources, &site)
}

/// The first byline on the page that holds a name.
fn byline(sources: &Sources<'_, '_>, site: &str) -> Vec<String> {
    for &id in &sources.bylines {
        let text = sources.tree.text_below(id, 200);
        if text.len() <= 120 {
            let found = names([text.as_str()], site);
            if !found.is_empty() {
                return found;
            }
        }
    }
    Vec::new()
}

/// Whether an element says that it holds the author's name.
pub fn is_byline(tree: &Tree<'_>, id: NodeId) -> bool {
    let is = |name, value: &str| tree.raw_attribute(id, name).is_some_and(|raw| raw.eq_ignore_ascii_case(value));
    if is(AttributeName::Rel, "author") || is(AttributeName::Itemprop, "author") {
        return true;
    }
    let class = tree.raw_attribute(id, AttributeName::Class).unwrap_or("");
    class.split_ascii_whitespace().any(|token| {
        let token = token.to_ascii_lowercase();
        matches!(
            token.rsplit("__").next().unwrap_or(""),
            "author" | "byline" | "author-name" | "authorname" | "byline-name" | "article-author" | "post-author" | "entry-author"
                | "article-byline" | "author_name" | "bylines" | "byline__name" | "c-byline" | "authors" | "vcard"
        )
    })
}

/// Names among `values`: split, cleaned, once each, without the site itself.
fn names<'v>(values: impl IntoIterator<Item = &'v str>, site: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for value in values {
        for part in split(value) {
            let name = clean(part);
            if is_name(&name) && (site.is_empty() || fold(&name) != site) && !found.contains(&name) {
                found.push(name);
            }
        }
    }
    found
}

fn split(value: &str) -> Vec<&str> {
    let mut parts = vec![value];
    for separator in [";", "|", "•", " & ", ",", " and ", " und ", " et ", " og ", " och ", "\n", " / "] {
        parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
    }
    parts
}

fn clean(part: &str) -> String {
    const BEFORE: &[&str] = &[
        "by ", "von ", "par ", "por ", "door ", "av ", "af ", "di ", "written by ", "posted by ", "text:", "author:", "autor:", "by:",
        "reported by ", "published by ", "story by ", "words by ", "da ",
    ];
    let mut name = part.trim();
    for _ in 0..2 {
        for word in BEFORE {
            if name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)) {
                name = name[word.len()..].trim_start();
            }
        }
    }
    let name = name.split('(').next().unwrap_or("").trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | ':' | ',' | '.' | '@'));
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether it can be a person's name: a few words, letters, not an address or a title of something.
fn is_name(name: &str) -> bool {
    const NOT: &[&str] = &["admin", "administrator", "null", "none", "undefined", "author", "guest", "n/a", "unknown", "staff", "editor"];
    let lower = name.to_lowercase();
    let words = name.split_whitespace().count();
    (1..=6).contains(&words)
        && (3..=60).contains(&name.len())
        && !name.contains("://")
        && !name.contains(['@', '/', '<', '{', '_', '?', '!', '='])
        && !name.chars().any(|c| c.is_ascii_digit())
        && name.chars().any(char::is_alphabetic)
        && !NOT.contains(&lower.as_str())
}

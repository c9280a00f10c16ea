//! Authors as names: from structured data, meta elements, or a byline on the page.

use memchr::memrchr;

use super::Sources;
use super::titles::fold;
use crate::body::is_of_comments;
use crate::html::{AttributeName, ByClass, NodeId, Tree};
use crate::words::Words;

const KEYS: &[&str] = &[
    "author",
    "article:author",
    "article:author_name",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "authors",
    "citation_author",
    "dc.contributor",
    "og:article:author",
    "cxenseparse:author",
    "news_author",
    "twitter:creator:name",
];

/// The authors by the first source that names any; an organisation only where no person is named.
pub fn choose(sources: &Sources<'_, '_>, site: Option<&str>) -> Vec<String> {
    let site = site.map(fold).unwrap_or_default();
    let publisher = sources.linked.publisher.as_deref().map(fold).unwrap_or_default();
    let outlets = [site, publisher];
    let linked = &sources.linked;
    let all = [""; 2].map(str::to_owned);
    named(linked.authors.iter(), &outlets)
        .or_else(|| of_metas(sources, &outlets))
        .or_else(|| byline(sources, &outlets))
        .or_else(|| printed(sources, &outlets))
        .or_else(|| named(linked.organisations.iter().chain(&linked.authors), &all))
        .or_else(|| of_metas(sources, &all))
        .unwrap_or_default()
}

fn named<'v>(values: impl Iterator<Item = &'v String>, outlets: &[String; 2]) -> Option<Vec<String>> {
    let found = names(values.map(String::as_str), outlets);
    (!found.is_empty()).then_some(found)
}

fn of_metas(sources: &Sources<'_, '_>, outlets: &[String; 2]) -> Option<Vec<String>> {
    KEYS.iter()
        .filter_map(|key| sources.metas.get(*key))
        .find_map(|values| named(values.iter(), outlets))
}

/// A line "By Ama Boateng" among the first lines after the title.
fn printed(sources: &Sources<'_, '_>, outlets: &[String; 2]) -> Option<Vec<String>> {
    const NEAR: usize = 30;
    let heading = sources.headings.first().map_or(0, |(id, _)| *id);
    let segments = sources
        .print
        .segments
        .iter()
        .skip_while(|segment| segment.node < heading)
        .take(NEAR);
    segments
        .map(|segment| sources.print.text_of(segment))
        .find_map(|line| {
            let found = names([line_after_by(line)?], outlets);
            (!found.is_empty()).then_some(found)
        })
}

/// What follows "By" in a line that is a byline: a few words, the first two with capitals.
pub fn line_after_by(line: &str) -> Option<&str> {
    const LONGEST: usize = 80;
    const WORDS: &[&str] = &[
        "By ",
        "BY ",
        "by ",
        "Von ",
        "Par ",
        "Por ",
        "Written by ",
        "Posted by ",
        "Author: ",
        "Autor: ",
        "Text: ",
        "Written By ",
    ];
    let name = WORDS.iter().find_map(|word| line.strip_prefix(word))?.trim();
    let name = name
        .split([',', '|', '•', '·', '('])
        .next()
        .unwrap_or("")
        .trim_end();
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let shaped = (2..=5).contains(&words.len())
        && words.iter().take(2).all(capital)
        && words.last().is_some_and(capital);
    (line.len() <= LONGEST && shaped && !name.ends_with(['.', ':', '!', '?'])).then_some(name)
}

/// The first byline on the page that holds a name.
fn byline(sources: &Sources<'_, '_>, outlets: &[String; 2]) -> Option<Vec<String>> {
    for &id in &sources.bylines {
        if sources
            .tree
            .ancestors(id)
            .any(|above| is_of_comments(sources.tree, above))
        {
            continue;
        }
        let text = sources.tree.text_below(id, 200);
        if text.len() <= 120 {
            let found = names([text.as_str()], outlets);
            if !found.is_empty() {
                return Some(found);
            }
        }
    }
    None
}

/// Whether an element says that it holds the author's name. `known` keeps what was found of each class.
pub fn is_byline(tree: &Tree<'_>, id: NodeId, known: &mut ByClass<bool>) -> bool {
    let is = |name, value: &str| {
        tree.raw_attribute(id, name)
            .is_some_and(|raw| raw.eq_ignore_ascii_case(value))
    };
    is(AttributeName::Rel, "author")
        || is(AttributeName::Itemprop, "author")
        || known.of(tree, id, names_author) == Some(true)
}

fn names_author(class: &str) -> bool {
    static NAMES: Words = Words::new(&[
        "author",
        "byline",
        "author-name",
        "authorname",
        "byline-name",
        "article-author",
        "post-author",
        "entry-author",
        "article-byline",
        "author_name",
        "bylines",
        "c-byline",
        "authors",
        "vcard",
        "post-byline",
        "article__author",
        "author-link",
        "post-author-name",
        "entry-author-name",
        "blog-author",
    ]);
    class
        .split_ascii_whitespace()
        .any(|token| NAMES.hold(last_part(token)))
}

/// What follows the last "__" of a class.
fn last_part(token: &str) -> &str {
    let mut end = token.len();
    while let Some(at) = memrchr(b'_', &token.as_bytes()[..end]) {
        if token[..at].ends_with('_') {
            return &token[at + 1..];
        }
        end = at;
    }
    token
}

/// Names among `values`: split, cleaned, once each, without the site itself.
fn names<'v>(values: impl IntoIterator<Item = &'v str>, outlets: &[String; 2]) -> Vec<String> {
    const MOST: usize = 100;
    const LONGEST: usize = 20_000;
    let mut found: Vec<String> = Vec::new();
    let values = values.into_iter().filter(|value| value.len() <= LONGEST);
    for value in values {
        for part in split(value) {
            let name = clean(part);
            if found.len() < MOST
                && is_name(&name)
                && !outlets.contains(&fold(&name))
                && !found.contains(&name)
            {
                found.push(name);
            }
        }
    }
    found
}

fn split(value: &str) -> Vec<&str> {
    let mut parts = vec![value];
    for separator in [
        ";", "|", "•", " & ", ",", " and ", " und ", " et ", " og ", " och ", "\n", " / ",
    ] {
        parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
    }
    parts
}

fn clean(part: &str) -> String {
    const BEFORE: &[&str] = &[
        "by ",
        "von ",
        "par ",
        "por ",
        "door ",
        "av ",
        "af ",
        "di ",
        "written by ",
        "posted by ",
        "text:",
        "author:",
        "autor:",
        "by:",
        "authors:",
        "autoren:",
        "reported by ",
        "published by ",
        "story by ",
        "words by ",
        "written by:",
        "posted by:",
        "author ",
        "article by ",
        "da ",
    ];
    let mut name = part.trim();
    for _ in 0..2 {
        for word in BEFORE {
            if name
                .get(..word.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(word))
            {
                name = name[word.len()..].trim_start();
            }
        }
    }
    let name = name
        .split('(')
        .next()
        .unwrap_or("")
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | ':' | ',' | '.' | '@'));
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether it can be a person's name: a few words, letters, not an address or a title of something.
fn is_name(name: &str) -> bool {
    const NOT: &[&str] = &[
        "admin",
        "administrator",
        "null",
        "none",
        "undefined",
        "author",
        "guest",
        "n/a",
        "unknown",
        "staff",
        "editor",
        "the author",
        "written by",
        "posted by",
        "by",
        "about the author",
        "phd",
        "ph.d",
        "md",
        "m.d",
        "mba",
        "sat",
        "sun",
        "written",
        "posted",
    ];
    let lower = name.to_lowercase();
    let words = name.split_whitespace().count();
    (1..=6).contains(&words)
        && (3..=60).contains(&name.len())
        && !name.contains("://")
        && !name.contains(['@', '<', '{', '_', '?', '!', '='])
        && !name.chars().any(|c| c.is_ascii_digit())
        && name.chars().any(char::is_alphabetic)
        && (words > 1 || !name.contains('.') || name.starts_with(char::is_uppercase))
        && !NOT.contains(&lower.as_str())
}

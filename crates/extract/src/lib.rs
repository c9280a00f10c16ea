//! From a captured page to the article it carries, and everything that was left out of it, with reasons.
//!
//! Nouns: [`Page`] (bytes and what is known of them), [`Article`], [`Block`], [`Omitted`], [`Teaser`].
//!
//! ```
//! use annals_extract::{Page, Reason, extract};
//!
//! let html = b"<html><head><title>Bridge opens in Accra | Harbour Post</title>
//!     <meta property='og:site_name' content='Harbour Post'></head><body>
//!     <nav><a href='/'>Home</a> <a href='/world'>World</a></nav>
//!     <article><h1>Bridge opens in Accra</h1>
//!     <p>The minister of works opened the new bridge over the lagoon on Tuesday, two years after
//!     the first stone was laid, and thanked the crews who had built it through the rains.</p>
//!     <p>Traffic had waited for it, said the mayor, who walked across with school classes.</p></article></body></html>";
//! let page = Page { bytes: html, url: Some("https://harbourpost.example/bridge"), content_type: Some("text/html"), ..Page::default() };
//! let (article, omitted) = extract(&page);
//! assert_eq!(article.title.as_deref(), Some("Bridge opens in Accra"));
//! assert_eq!(article.blocks.len(), 2);
//! assert!(article.text.starts_with("The minister of works"));
//! assert!(omitted.iter().any(|left_out| left_out.reason == Reason::Navigation));
//! ```
//!
//! What the page says is in the article or among what was left out: nothing vanishes. The crate runs no scripts, loads no
//! styles or pictures, follows no links, reads no clock, and does not say what the article means.

#![deny(missing_docs)]

mod article;
mod body;
mod charset;
mod dateline;
mod day;
mod html;
mod leads;
mod listing;
mod metadata;
mod plain;
mod print;
#[doc(hidden)]
pub mod training;

use std::borrow::Cow;

use annals_text::{Language, Span, Text};

pub use article::{
    Access, Article, Block, BlockKind, DateFrom, Omitted, Page, Partial, PublicationDate, Reason, Teaser,
    Trust,
};
use body::Body;
use metadata::Facts;

/// More than this much of a page, in bytes, is not read.
const SIZE_LIMIT: usize = 32 << 20;

/// Reads a page. Total: any bytes give an article (perhaps an empty one) and what was left out.
pub fn extract(page: &Page<'_>) -> (Article, Vec<Omitted>) {
    let bytes = &page.bytes[..page.bytes.len().min(SIZE_LIMIT)];
    let host = page.url.and_then(|url| url::Url::parse(url).ok());
    let domain = host.as_ref().and_then(|url| url.host_str());
    let (text, damaged) = charset::decode(bytes, page.content_type, domain);
    let (body, mut facts, teasers, mut partial) = if is_html(&text, page.content_type) {
        read_html(&text, page)
    } else {
        let (body, facts, teasers) = plain::read(&text, page.url);
        (body, facts, teasers, None)
    };
    if bytes.len() < page.bytes.len() {
        partial = Some(Partial::Size);
    } else if damaged {
        partial = partial.or(Some(Partial::Encoding));
    }
    if facts.published.is_none() {
        let address = page.url.or(facts.canonical_url.as_deref());
        facts.published = dateline::published(body.kept(), &facts, address);
    }
    assemble(body, facts, teasers, partial)
}

fn read_html(text: &str, page: &Page<'_>) -> (Body, Facts, Vec<Teaser>, Option<Partial>) {
    let tree = html::Tree::parse(text);
    let print = print::Print::of(&tree);
    let facts = metadata::read_as_of(&tree, &print, page.url, page.as_of);
    let lines: Vec<&str> = print
        .segments
        .iter()
        .map(|segment| print.text_of(segment))
        .collect();
    let listing = listing::find(&lines, Some(&print.linked()), day::Order::DayFirst);
    let body = body::select(&tree, &print, &facts, &listing);
    let base = page.url.or(facts.canonical_url.as_deref());
    let teasers = leads::find(&tree, &print, listing, &body, base);
    (body, facts, teasers, tree.partial)
}

/// Whether a page is HTML: by its media type, unless that says nothing or the text shows otherwise.
fn is_html(text: &str, content_type: Option<&str>) -> bool {
    let kind = content_type.unwrap_or("").to_ascii_lowercase();
    if kind.contains("html") || kind.contains("xml") {
        return true;
    }
    const HEAD: usize = 4096;
    const MARKS: [&str; 10] = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<div",
        "<p>",
        "<article",
        "<meta",
        "<table",
        "<h1",
    ];
    let head = text[..text.floor_char_boundary(HEAD)].to_ascii_lowercase();
    let starts = head.trim_start().starts_with('<') && MARKS.iter().any(|mark| head.contains(mark));
    starts
        || !kind.starts_with("text/plain") && MARKS.iter().filter(|mark| head.contains(**mark)).count() >= 2
}

fn assemble(
    body: Body,
    facts: Facts,
    teasers: Vec<Teaser>,
    partial: Option<Partial>,
) -> (Article, Vec<Omitted>) {
    let (mut text, mut blocks, mut omitted) = (String::new(), Vec::new(), Vec::new());
    for piece in body.pieces {
        let Some(reason) = piece.reason else {
            let gap = if text.is_empty() { "" } else { "\n\n" };
            text.push_str(gap);
            let start = text.len();
            text.push_str(&piece.text);
            blocks.push(Block {
                span: Span::new(start, text.len()),
                kind: piece.kind,
            });
            continue;
        };
        omitted.push(Omitted {
            text: piece.text,
            reason,
        });
    }
    let language = language(&text, facts.language.as_deref());
    let article = Article {
        title: facts.title,
        authors: facts.authors,
        published: facts.published,
        modified: facts.modified,
        language,
        site_name: facts.site_name,
        canonical_url: facts.canonical_url,
        section: facts.section,
        tags: facts.tags,
        image: facts.image,
        licence: facts.licence,
        access: facts.access,
        text: Text::new(text),
        blocks,
        teasers,
        partial,
    };
    (article, omitted)
}

/// The language the text shows, else the one the page claims.
fn language(text: &str, claimed: Option<&str>) -> Option<Language> {
    /// So much of a text, in bytes, shows its language as well as all of it.
    const ENOUGH: usize = 2000;
    annals_text::language(&text[..text.floor_char_boundary(ENOUGH)])
        .or_else(|| Language::from_tag(claimed.map_or(Cow::Borrowed(""), Cow::Borrowed).trim()))
}

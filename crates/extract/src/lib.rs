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
//! [`extract`] is the one function, [`Article`] the one struct that most callers need. [`explain`] tells why each block of a page
//! was kept or left out; [`Article::to_markdown`] prints the blocks by their kind ([`BlockKind`], [`Layout`]).
//!
//! What the page says is in the article or among what was left out: nothing vanishes. The crate runs no scripts, loads no
//! styles or pictures, follows no links, reads no clock, and does not say what the article means.

#![deny(missing_docs)]

mod article;
mod bare;
mod body;
mod charset;
mod dateline;
mod day;
mod explain;
mod form;
mod html;
#[doc(hidden)]
pub mod inspection;
mod leads;
mod letters;
mod listing;
mod markdown;
mod metadata;
mod plain;
mod print;
#[doc(hidden)]
pub mod training;
mod words;
#[doc(hidden)]
pub mod workbench;

use std::borrow::Cow;

use annals_text::{Language, Text};

pub use article::{
    Access, Article, Block, BlockKind, DateFrom, Layout, Omitted, Page, Partial, PublicationDate, Reason,
    Teaser, Trust,
};
use body::Body;
pub use explain::{Influence, Judged, explain};
use metadata::Facts;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// More than this much of a page, in bytes, is not read.
const SIZE_LIMIT: usize = 32 << 20;

/// Reads a page. Total: any bytes give an article (perhaps an empty one) and what was left out.
pub fn extract(page: &Page<'_>) -> (Article, Vec<Omitted>) {
    let (text, damaged) = decoded(page);
    let (body, mut facts, teasers, mut partial) = match form::html(&text, page.content_type) {
        Some(html) => read_html(&html::without_nulls(html), page),
        None => plain::read(&text, page.url),
    };
    if page.bytes.len() > SIZE_LIMIT {
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

/// The page as text, and whether some of its bytes are none.
fn decoded<'a>(page: &Page<'a>) -> (Cow<'a, str>, bool) {
    let bytes = &page.bytes[..page.bytes.len().min(SIZE_LIMIT)];
    let host = page.url.and_then(|url| url::Url::parse(url).ok());
    let origin = charset::Origin {
        content_type: page.content_type,
        domain: host.as_ref().and_then(|url| url.host_str()),
    };
    charset::decode(bytes, origin)
}

fn read_html(text: &str, page: &Page<'_>) -> (Body, Facts, Vec<Teaser>, Option<Partial>) {
    let tree = html::Tree::parse(text);
    let print = print::Print::of(&tree);
    let facts = facts(&tree, &print, page);
    let (listing, body) = select(&tree, &print, &facts);
    let base = page.url.or(facts.canonical_url.as_deref());
    let teasers = leads::find(&tree, &print, listing, &body, base);
    let walled = body.walled.then_some(Partial::Paywall);
    let cut = print.cut.then_some(Partial::Nodes);
    (body, facts, teasers, tree.partial.or(cut).or(walled))
}

/// What a page says about itself, names without markup.
fn facts(tree: &html::Tree<'_>, print: &print::Print, page: &Page<'_>) -> Facts {
    let mut facts = metadata::read_as_of(tree, print, page.url, page.as_of);
    let bare = |value: String| Some(bare::of(value, tree, print)).filter(|value| !value.is_empty());
    for value in [&mut facts.title, &mut facts.site_name, &mut facts.section] {
        *value = value.take().and_then(bare);
    }
    for values in [&mut facts.authors, &mut facts.tags] {
        *values = std::mem::take(values).into_iter().filter_map(bare).collect();
    }
    facts
}

/// Sorts the blocks of an HTML page.
fn select(tree: &html::Tree<'_>, print: &print::Print, facts: &Facts) -> (listing::Listing, Body) {
    let lines: Vec<&str> = print
        .segments
        .iter()
        .map(|segment| print.text_of(segment))
        .collect();
    let listing = listing::find(&lines, Some(&print.linked()), day::Order::DayFirst);
    let body = body::select(tree, print, facts, &listing);
    (listing, body)
}

fn assemble(
    body: Body,
    facts: Facts,
    teasers: Vec<Teaser>,
    partial: Option<Partial>,
) -> (Article, Vec<Omitted>) {
    let (mut text, mut blocks, mut omitted) = (String::new(), Vec::new(), Vec::new());
    for piece in body.pieces {
        match piece.reason {
            None => blocks.push(Block::appended(&mut text, &piece.text, piece.kind, piece.layout)),
            Some(reason) => omitted.push(Omitted {
                text: piece.text,
                reason,
                others: 0,
            }),
        }
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
        repaired: body.repaired,
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

//! Leads to other articles on an HTML page: what was found as a list by its shape, and links with a headline's length
//! outside of the article, each with the date printed beside it.

use rustc_hash::FxHashSet;
use url::Url;

use crate::body::Body;
use crate::day::{self, Order};
use crate::html::{AttributeName, NodeId, Tree};
use crate::listing::{self, Listing};
use crate::print::Print;
use crate::{Reason, Teaser};

/// The teasers of a page, once each, in reading order. `base` makes relative addresses absolute.
pub fn find(
    tree: &Tree<'_>,
    print: &Print,
    listing: Listing,
    body: &Body,
    base: Option<&str>,
) -> Vec<Teaser> {
    let base = base.and_then(|base| Url::parse(base).ok());
    let address = |link: Option<NodeId>| absolute(tree, link?, base.as_ref());
    let mut shaped = listing.teasers.into_iter().peekable();
    let mut found = Vec::new();
    let mut seen = FxHashSet::default();
    for (at, segment) in print.segments.iter().enumerate() {
        let text = print.text_of(segment);
        let mut teaser = None;
        if let Some((_, shaped)) = shaped.next_if(|(line, _)| *line == at) {
            teaser = Some(shaped);
        } else if body.pieces[at].reason == Some(Reason::Teaser) && is_headline(text) {
            teaser = Some(dated(text, || beside(print, at)));
        }
        if let Some(mut teaser) = teaser.filter(|_| !leads_within(tree, segment.link)) {
            teaser.url = address(segment.link);
            let new = seen.insert(teaser.text.clone());
            if new && teaser.url.as_ref().is_none_or(|url| seen.insert(url.clone())) {
                found.push(teaser);
            }
        }
    }
    found
}

/// A link to another part of the same page leads to no article.
fn leads_within(tree: &Tree<'_>, link: Option<NodeId>) -> bool {
    let href = link.and_then(|link| tree.attribute(link, AttributeName::Href));
    href.is_some_and(|href| href.trim_start().starts_with('#'))
}

/// A teaser whose own text may end or begin with its date.
fn dated(text: &str, beside: impl Fn() -> Option<jiff::civil::Date>) -> Teaser {
    let (text, date) = listing::split_date(text);
    Teaser {
        text: text.to_owned(),
        date: date.or_else(beside),
        url: None,
    }
}

fn is_headline(text: &str) -> bool {
    text.len() >= 20 && text.len() <= 600 && day::only(text, Order::DayFirst).is_none()
}

/// A date that stands alone right after the segment or right before it.
fn beside(print: &Print, at: usize) -> Option<jiff::civil::Date> {
    let date = |index: usize| {
        let segment = print.segments.get(index)?;
        day::only(print.text_of(segment), Order::DayFirst)
    };
    date(at + 1).or_else(|| at.checked_sub(1).and_then(date))
}

fn absolute(tree: &Tree<'_>, link: NodeId, base: Option<&Url>) -> Option<String> {
    let href = tree.attribute(link, AttributeName::Href)?;
    let href = href.trim();
    let url = match base {
        Some(base) => base.join(href).ok()?,
        None => Url::parse(href).ok()?,
    };
    let url = before_archive(&url).unwrap_or(url);
    matches!(url.scheme(), "http" | "https").then(|| url.to_string())
}

/// The address that a web archive kept a page under: what follows "/web/20190304050607id_/".
fn before_archive(url: &Url) -> Option<Url> {
    const INSTANT: usize = 14;
    let (_, rest) = url.path().split_once("/web/")?;
    let (instant, _) = rest.split_once('/')?;
    let digits = instant.bytes().take_while(u8::is_ascii_digit).count();
    let whole = url.as_str().split_once(instant)?.1.strip_prefix('/')?;
    let kept = digits == INSTANT && instant.len() <= INSTANT + 3;
    // Some servers fold the two slashes of the address inside into one.
    let whole = match whole.split_once(":/") {
        Some((scheme, rest)) => format!("{scheme}://{}", rest.trim_start_matches('/')),
        None => return None,
    };
    kept.then(|| Url::parse(&whole).ok()).flatten()
}

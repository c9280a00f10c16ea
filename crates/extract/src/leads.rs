//! Leads to other articles on an HTML page: what was found as a list by its shape, and links with a headline's length
//! outside of the article, each with the date printed beside it. Links to sections, tags, people, lists of everything and
//! the outlet's own affairs lead to no article.

use rustc_hash::FxHashSet;
use url::Url;

use crate::body::Body;
use crate::day::{self, Order};
use crate::html::{AttributeName, NodeId, Tree};
use crate::listing::{self, Listing};
use crate::print::Print;
use crate::words::Words;
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
        let (mut teaser, mut dated_itself) = (None, false);
        if let Some((_, shaped)) = shaped.next_if(|(line, _)| *line == at) {
            dated_itself = shaped.date.is_some();
            teaser = Some(shaped);
        } else if body.pieces[at].reason == Some(Reason::Teaser) && is_headline(text) {
            dated_itself = listing::split_date(text).1.is_some();
            teaser = Some(dated(text, || beside(print, at)));
        }
        let leads = |teaser: &Teaser| leads_on(tree, segment.link, &teaser.text, dated_itself);
        if let Some(mut teaser) = teaser.filter(leads) {
            teaser.url = address(segment.link);
            let new = seen.insert(teaser.text.clone());
            if new && teaser.url.as_ref().is_none_or(|url| seen.insert(url.clone())) {
                found.push(teaser);
            }
        }
    }
    found
}

/// Whether a teaser leads to an article, as far as its link tells. One with a date of its own does, unless it stays on the
/// page.
fn leads_on(tree: &Tree<'_>, link: Option<NodeId>, text: &str, dated: bool) -> bool {
    let Some(href) = link.and_then(|link| tree.attribute(link, AttributeName::Href)) else {
        return true;
    };
    let href = href.trim();
    let stays = href.is_empty() || href.starts_with('#');
    !stays && !is_no_page(href) && (dated || is_lead(text, href))
}

/// An address that is none of a page.
fn is_no_page(href: &str) -> bool {
    let scheme = href.split_once(':').map_or("", |(scheme, _)| scheme);
    let scheme = scheme
        .bytes()
        .all(|byte| byte.is_ascii_alphabetic())
        .then_some(scheme);
    scheme.is_some_and(|scheme| !scheme.is_empty() && !scheme.to_ascii_lowercase().starts_with("http"))
}

/// Whether a link leads to an article: its text is no call to see everything, its address names no section of lists or
/// service, and either of them is long enough for a headline.
pub fn is_lead(text: &str, href: &str) -> bool {
    const WORDS: usize = 6;
    /// Scripts without spaces say more in a letter.
    const LETTERS: usize = 10;
    if text.starts_with(['#', '@']) || text.starts_with("http") || calls_for_all(text) || is_no_page(href) {
        return false;
    }
    let path = path_of(href);
    if path.split('/').any(is_service) || is_section(path) && !href.contains('?') {
        return false;
    }
    let words = text.split_whitespace().count();
    let unspaced = text.chars().filter(|letter| *letter >= '\u{2e80}').count();
    words >= WORDS || unspaced >= LETTERS || is_article(path, href)
}

/// Whether a path is that of the front page or, by its one word, of a section.
fn is_section(path: &str) -> bool {
    let path = path.trim_matches(['/', '.']);
    !path.contains(|c: char| c == '/' || c == '_' || c.is_ascii_digit()) && path.matches('-').count() < 2
}

/// The path of an address, without what stands behind it.
fn path_of(href: &str) -> &str {
    let href = href.split(['?', '#']).next().unwrap_or("");
    let rest = href.split_once("//").map(|(_, rest)| rest);
    match rest {
        Some(rest) => rest.find('/').map_or("", |at| &rest[at..]),
        None => href,
    }
}

/// Whether an address looks like that of an article: a slug of several words, or a number that is no mere page.
fn is_article(path: &str, href: &str) -> bool {
    const SLUG: usize = 4;
    const NUMBER: usize = 4;
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or("");
    let slug = last.split(['-', '_']).filter(|word| !word.is_empty()).count() >= SLUG;
    let number = |text: &str| {
        text.split(|c: char| !c.is_ascii_digit())
            .any(|digits| digits.len() >= NUMBER)
    };
    slug || number(path) || number(href.split_once('?').map_or("", |(_, query)| query))
}

/// A piece of a path under which outlets keep lists and services, not articles.
fn is_service(piece: &str) -> bool {
    static NAMES: Words = Words::new(&[
        "about",
        "account",
        "advertise",
        "archive",
        "archives",
        "auteur",
        "auteurs",
        "author",
        "authors",
        "autor",
        "autoren",
        "autores",
        "careers",
        "categories",
        "category",
        "contact",
        "contributors",
        "donate",
        "events",
        "help",
        "jobs",
        "kategorie",
        "login",
        "membership",
        "newsletter",
        "newsletters",
        "people",
        "person",
        "personalities",
        "podcasts",
        "privacy",
        "profile",
        "profiles",
        "register",
        "reporter",
        "reporters",
        "rss",
        "search",
        "shop",
        "signup",
        "staff",
        "subscribe",
        "subscription",
        "tag",
        "tagged",
        "tags",
        "tema",
        "temas",
        "terms",
        "thema",
        "themen",
        "topic",
        "topics",
        "writers",
    ]);
    let piece = match piece.ends_with(".html") {
        true => piece.trim_end_matches(".html"),
        false => piece,
    };
    NAMES.hold(piece)
}

/// Calls to see the whole of a list, to sign up or to get in touch, in lower case: the text begins with one of them.
fn calls_for_all(text: &str) -> bool {
    const CALLS: &[&str] = &[
        "view all",
        "see all",
        "show all",
        "view more",
        "see more",
        "show more",
        "all articles",
        "all news",
        "click here",
        "learn more",
        "read more about",
        "more about",
        "subscribe",
        "sign up",
        "log in",
        "download",
        "search ",
        "alle anzeigen",
        "mehr anzeigen",
        "alle artikel",
        "zur übersicht",
        "voir tout",
        "voir plus",
        "tous les",
        "toutes les",
        "ver todo",
        "ver toda",
        "ver más",
        "ver mais",
        "vedi tutt",
        "tutti gli",
        "bekijk alle",
        "meer nieuws",
        "zobacz wszystkie",
        "wszystkie ",
        "se alle",
        "visa alla",
        "все новости",
        "все статьи",
        "всі новини",
        "もっと見る",
        "查看更多",
        "더보기",
    ];
    static FIRST: Words = Words::new(CALLS);
    if !FIRST.may_begin(text.as_bytes()) {
        return false;
    }
    let head: String = text.chars().take(24).flat_map(char::to_lowercase).collect();
    CALLS.iter().any(|call| head.starts_with(call))
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

//! Feeds in XML. One walk over the document; each item, and each element of the feed itself, is looked at as a whole and
//! dropped again, so that memory depends on the largest of them and on what is kept.

mod entry;
mod words;

use url::Url;

use super::vocabulary::{Prefixes, Vocabulary};
use super::{Feed, Form, TEXT_LIMIT, completed};
use crate::instant::feed_date;
use crate::markup::{Element, Tag, Token, Tokens};

/// What is known when an element is read.
struct Around<'a> {
    prefixes: Prefixes<'a>,
    base: Option<Url>,
    /// Whether the feed is Atom, whose titles are plain text unless they say otherwise.
    in_atom: bool,
}

/// Reads a feed; `None` where nothing in the text is one.
pub fn read(text: &str, base: Option<Url>) -> Option<Feed> {
    let mut tokens = Tokens::of(text);
    let mut around = Around {
        prefixes: Prefixes::default(),
        base,
        in_atom: false,
    };
    let (mut feed, mut found, mut room) = (Feed::default(), false, TEXT_LIMIT);
    while let Some(token) = tokens.next() {
        let Token::Start(tag) = token else { continue };
        around.prefixes.declare(&tag);
        if let Some(form) = begins_feed(&tag) {
            if !found || feed.form == Form::Rss {
                feed.form = form;
            }
            found = true;
            around.in_atom = feed.form == Form::Atom;
            around.container(&tag, &mut feed);
        } else if begins_entry(&tag) && (found || is_atom(&tag)) {
            if !found {
                feed.form = Form::Atom;
                around.in_atom = true;
            }
            found = true;
            let element = Element::read(
                tag,
                &mut tokens,
                |token| matches!(token, Token::Start(tag) if begins_entry(tag)),
            );
            feed.push(around.entry(&element), &mut room);
        } else if found {
            let element = Element::read(
                tag,
                &mut tokens,
                |token| matches!(token, Token::Start(tag) if begins_entry(tag)),
            );
            around.feed_element(&element, &mut feed);
        } else if is_page(&tag) {
            return None;
        }
    }
    found.then_some(feed)
}

/// The form of feed that a tag begins or goes on with.
fn begins_feed(tag: &Tag<'_>) -> Option<Form> {
    let (_, name) = tag.parts();
    match name.to_ascii_lowercase().as_str() {
        "rss" => Some(Form::Rss),
        "rdf" => Some(Form::Rdf),
        "feed" => Some(Form::Atom),
        "channel" if name == "CHANNEL" => Some(Form::Cdf),
        "channel" => Some(Form::Rss),
        _ => None,
    }
}

fn begins_entry(tag: &Tag<'_>) -> bool {
    let (prefix, name) = tag.parts();
    let known = matches!(prefix, "" | "rss" | "atom" | "r" | "a" | "a10" | "ns0");
    known && (name.eq_ignore_ascii_case("item") || name.eq_ignore_ascii_case("entry"))
}

/// Whether an entry stands on its own as Atom allows, and is none of another sort of document.
fn is_atom(tag: &Tag<'_>) -> bool {
    tag.attributes()
        .any(|(name, value)| name.starts_with("xmlns") && value.to_ascii_lowercase().contains("atom"))
}

/// Whether this begins a web page.
fn is_page(tag: &Tag<'_>) -> bool {
    matches!(
        tag.name.to_ascii_lowercase().as_str(),
        "html" | "head" | "body" | "urlset" | "sitemapindex" | "opml"
    )
}

impl<'a> Around<'a> {
    /// What the tags say that hold the whole feed.
    fn container(&mut self, tag: &Tag<'a>, feed: &mut Feed) {
        if let Some(base) = tag.exactly("xml:base") {
            self.base = self.joined(&base).or(self.base.take());
        }
        if let Some(language) = tag.exactly("xml:lang") {
            feed.language.get_or_insert(language_tag(&language));
        }
        if let Some(link) = tag.exactly("HREF") {
            feed.link.get_or_insert(self.completed(&link));
        }
        if let Some(changed) = tag.exactly("LASTMOD").and_then(|text| feed_date(&text)) {
            feed.updated.get_or_insert(changed);
        }
        if let Some(about) = tag.exactly("rdf:about") {
            feed.id.get_or_insert(self.completed(&about));
        }
    }

    /// What one element says of the feed.
    fn feed_element(&mut self, element: &Element<'a>, feed: &mut Feed) {
        let vocabulary = self.prefixes.of(&element.tag);
        let name = element.tag.parts().1.to_ascii_lowercase();
        match (vocabulary, name.as_str()) {
            (Vocabulary::Feed, "title") => feed.title = self.words(element).or(feed.title.take()),
            (Vocabulary::DublinCore | Vocabulary::Podcast, "title") => {
                keep(&mut feed.title, self.words(element))
            }
            (Vocabulary::Feed, "description" | "subtitle" | "tagline" | "abstract") => {
                feed.description = self.words(element).or(feed.description.take());
            }
            (Vocabulary::Podcast, "summary" | "subtitle") | (Vocabulary::DublinCore, "description") => {
                keep(&mut feed.description, self.words(element));
            }
            (Vocabulary::Feed, "link") => self.feed_link(element, feed),
            (Vocabulary::Feed, "id") => keep(&mut feed.id, self.id(element)),
            (Vocabulary::Feed | Vocabulary::DublinCore, "language") => {
                feed.language = text_of(element).map(|text| language_tag(&text));
            }
            (Vocabulary::Feed, "author" | "managingeditor" | "webmaster")
            | (Vocabulary::DublinCore, "creator" | "author" | "publisher")
            | (Vocabulary::Podcast, "author") => keep(&mut feed.author, self.person(element)),
            (Vocabulary::Feed, "updated" | "modified" | "lastbuilddate") => {
                feed.updated = date_of(element).or(feed.updated);
            }
            (Vocabulary::Feed, "pubdate") | (Vocabulary::DublinCore, "date" | "modified") => {
                keep(&mut feed.updated, date_of(element));
            }
            _ => {}
        }
    }

    fn feed_link(&self, element: &Element<'a>, feed: &mut Feed) {
        let relation = element.tag.attribute("rel");
        let address = self.address(element);
        match relation.as_deref() {
            None | Some("alternate" | "") => keep(&mut feed.link, address),
            Some("next") => keep(&mut feed.next, address),
            Some(_) => {}
        }
    }

    fn joined(&self, address: &str) -> Option<Url> {
        match &self.base {
            Some(base) => base.join(address.trim()).ok(),
            None => Url::parse(address.trim()).ok(),
        }
    }

    fn completed(&self, address: &str) -> String {
        completed(address, self.base.as_ref())
    }
}

/// Keeps what comes first.
fn keep<T>(place: &mut Option<T>, value: Option<T>) {
    if place.is_none() {
        *place = value;
    }
}

/// The text of an element without blanks around it; `None` where there is none.
fn text_of(element: &Element<'_>) -> Option<String> {
    let text = element.own_text();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn date_of(element: &Element<'_>) -> Option<jiff::Timestamp> {
    feed_date(&element.own_text())
}

fn language_tag(text: &str) -> String {
    text.trim().replace('_', "-")
}

//! Sitemaps: the addresses that a site lists (sitemaps.org, with Google's news extension), the indexes that list such lists,
//! and plain lists of addresses, packed or not. A feed can serve as a sitemap too: that is for [`crate::Feed`] to read.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::MultiGzDecoder;
use jiff::Timestamp;
use url::Url;

use crate::Origin;
use crate::decoding::decode;
use crate::instant::feed_date;
use crate::markup::{Element, Tag, Token, Tokens};

/// More than this much of a sitemap, in bytes and unpacked, is not read: the protocol allows as much.
const SIZE_LIMIT: usize = 50 << 20;

/// More addresses are not kept: the protocol allows no more.
const PLACE_LIMIT: usize = 50_000;

/// Longer addresses are none (the protocol: 2,048).
const ADDRESS_LIMIT: usize = 4096;

/// What a site lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sitemap {
    /// Whether it lists pages or other sitemaps.
    pub kind: SitemapKind,
    /// What it lists, in its order.
    pub places: Vec<Place>,
    /// Whether there was more than is kept.
    pub cut: bool,
}

/// What a sitemap lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SitemapKind {
    /// Pages.
    #[default]
    Pages,
    /// Other sitemaps.
    Sitemaps,
}

/// One address in a sitemap.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// Where it is.
    pub address: String,
    /// When it was last changed.
    pub changed: Option<Timestamp>,
    /// What a news sitemap says of it.
    pub news: Option<News>,
}

/// What a news sitemap says of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct News {
    /// Its title.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// The language tag it claims.
    pub language: Option<String>,
}

impl Sitemap {
    /// Reads a sitemap; `None` where the bytes are none.
    pub fn read(bytes: &[u8], origin: Origin<'_>) -> Option<Sitemap> {
        let (bytes, packed_more) = unpacked(bytes);
        let text = decode(&bytes[..bytes.len().min(SIZE_LIMIT)], origin.content_type);
        let base = origin.url.and_then(|url| Url::parse(url).ok());
        let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
        let mut sitemap = match text.starts_with('<') {
            true => in_xml(text, base.as_ref())?,
            false => plain_list(text)?,
        };
        sitemap.cut |= packed_more || bytes.len() > SIZE_LIMIT;
        Some(sitemap)
    }

    fn push(&mut self, place: Place) {
        match self.places.len() < PLACE_LIMIT {
            true => self.places.push(place),
            false => self.cut = true,
        }
    }
}

/// The bytes without gzip around them, and whether there was more than is read. A damaged end loses only itself.
fn unpacked(bytes: &[u8]) -> (Cow<'_, [u8]>, bool) {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return (Cow::Borrowed(bytes), false);
    }
    let mut plain = Vec::new();
    let _ = MultiGzDecoder::new(bytes)
        .take(SIZE_LIMIT as u64)
        .read_to_end(&mut plain);
    let more = plain.len() == SIZE_LIMIT;
    (Cow::Owned(plain), more)
}

fn in_xml(text: &str, base: Option<&Url>) -> Option<Sitemap> {
    let mut tokens = Tokens::of(text);
    let mut found: Option<Sitemap> = None;
    while let Some(token) = tokens.next() {
        let Token::Start(tag) = token else { continue };
        let name = tag.parts().1;
        match (&mut found, name) {
            (None, "urlset") => found = Some(Sitemap::default()),
            (None, "sitemapindex") => {
                found = Some(Sitemap {
                    kind: SitemapKind::Sitemaps,
                    ..Sitemap::default()
                })
            }
            (Some(sitemap), "url" | "sitemap") => {
                let element = Element::read(
                    tag,
                    &mut tokens,
                    |token| matches!(token, Token::Start(tag) if begins(tag)),
                );
                if let Some(place) = place(&element, base) {
                    sitemap.push(place);
                }
            }
            _ => {}
        }
    }
    found
}

fn begins(tag: &Tag<'_>) -> bool {
    matches!(tag.parts().1, "url" | "sitemap")
}

fn place(element: &Element<'_>, base: Option<&Url>) -> Option<Place> {
    let prefix = element.tag.parts().0;
    let mut place = Place::default();
    for part in element.elements() {
        match part.tag.parts() {
            (found, "loc") if found == prefix => place.address = address(&part.own_text(), base)?,
            (found, "lastmod") if found == prefix => place.changed = feed_date(&part.own_text()),
            (_, "news") => place.news = Some(news(part)),
            _ => {}
        }
    }
    (!place.address.is_empty()).then_some(place)
}

/// Of the web, and of a length that servers take; completed where it is relative.
fn address(text: &str, base: Option<&Url>) -> Option<String> {
    let text = text.trim();
    if text.is_empty() || text.len() > ADDRESS_LIMIT {
        return None;
    }
    match (Url::parse(text), base) {
        // As it is written, where programs that look no closer see that it is of the web.
        (Ok(_), _) if text.starts_with("http://") || text.starts_with("https://") => Some(text.to_owned()),
        (Ok(url), _) => matches!(url.scheme(), "http" | "https").then(|| url.into()),
        (Err(_), Some(base)) => base.join(text).ok().map(Into::into),
        (Err(_), None) => Some(text.to_owned()),
    }
}

fn news(element: &Element<'_>) -> News {
    let mut news = News::default();
    let words = |part: &Element<'_>| Some(part.own_text().trim().to_owned()).filter(|text| !text.is_empty());
    for part in element
        .elements()
        .flat_map(|part| std::iter::once(part).chain(part.elements()))
    {
        match part.tag.parts().1 {
            "title" => news.title = words(part),
            "publication_date" => news.published = feed_date(&part.own_text()),
            "name" => news.outlet = words(part),
            "language" => news.language = words(part),
            _ => {}
        }
    }
    news
}

/// A list with one address a line, and nothing else.
fn plain_list(text: &str) -> Option<Sitemap> {
    let mut sitemap = Sitemap::default();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let is_address = line.starts_with("http://") || line.starts_with("https://");
        let whole = is_address && !line.contains(char::is_whitespace) && line.len() <= ADDRESS_LIMIT;
        let address = whole.then(|| line.to_owned())?;
        sitemap.push(Place {
            address,
            ..Place::default()
        });
    }
    (!sitemap.places.is_empty()).then_some(sitemap)
}

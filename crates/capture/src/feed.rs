//! Feeds: what an outlet announces as new. RSS from 0.90 to 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0, Microsoft's CDF and JSON
//! Feed are read into one noun. Broken feeds are read as far as they go: there is no strict pass that could fail.
//! It does not fetch what a feed names, and does not judge whether an entry is an article.

mod json;
mod vocabulary;
mod xml;

use jiff::Timestamp;
use url::Url;

use crate::Fragment;
use crate::decoding::decode;

/// More than this much of a feed, in bytes, is not read.
const SIZE_LIMIT: usize = 32 << 20;

/// More entries are not kept.
const ENTRY_LIMIT: usize = 5_000;

/// More than this much text, in bytes, is not kept of all entries together.
const TEXT_LIMIT: usize = 24 << 20;

/// What a feed says of itself, and what it announces.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Feed {
    /// Which form it is written in.
    pub form: Form,
    /// Its title.
    pub title: Option<Fragment>,
    /// What it says it is about.
    pub description: Option<Fragment>,
    /// The page it belongs to.
    pub link: Option<String>,
    /// The name it gives itself.
    pub id: Option<String>,
    /// The language tag it claims.
    pub language: Option<String>,
    /// Who is responsible.
    pub author: Option<String>,
    /// When it last changed, or was published.
    pub updated: Option<Timestamp>,
    /// Where older entries stand (RFC 5005; JSON Feed's `next_url`).
    pub next: Option<String>,
    /// What it announces, in its order.
    pub entries: Vec<Entry>,
    /// Whether there were more entries, or more text, than are kept.
    pub cut: bool,
}

/// One thing announced.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// Its title.
    pub title: Option<Fragment>,
    /// Where it is.
    pub link: Option<String>,
    /// The name that stays the same when it changes.
    pub id: Option<String>,
    /// What it says in short.
    pub summary: Option<Fragment>,
    /// Its text, or texts, as far as the feed carries them.
    pub content: Vec<Fragment>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// When it was last changed.
    pub updated: Option<Timestamp>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// What it is filed under.
    pub tags: Vec<String>,
    /// The language tag it claims.
    pub language: Option<String>,
}

/// The form of a feed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// RSS 0.91 to 2.0, and whatever looks most like it.
    #[default]
    Rss,
    /// RSS 0.90 and 1.0.
    Rdf,
    /// Atom 0.3 and 1.0.
    Atom,
    /// Microsoft's Channel Definition Format.
    Cdf,
    /// JSON Feed 1.0 and 1.1.
    Json,
}

/// How a document came.
#[derive(Clone, Copy, Debug, Default)]
pub struct Origin<'a> {
    /// Its address: what addresses within it are relative to.
    pub url: Option<&'a str>,
    /// The media type that its server claims.
    pub content_type: Option<&'a str>,
}

impl Feed {
    /// Reads a feed; `None` where nothing in it is one.
    pub fn read(bytes: &[u8], origin: Origin<'_>) -> Option<Feed> {
        let bytes = &bytes[..bytes.len().min(SIZE_LIMIT)];
        let text = decode(bytes, origin.content_type);
        let base = origin.url.and_then(|url| Url::parse(url).ok());
        match text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}') {
            json if json.starts_with('{') => json::read(json, base.as_ref()),
            xml => xml::read(xml, base),
        }
    }

    /// Takes an entry in, or notes that it was one too many.
    fn push(&mut self, entry: Entry, room: &mut usize) {
        let size = entry.size();
        match self.entries.len() < ENTRY_LIMIT && size <= *room {
            true => {
                *room -= size;
                self.entries.push(entry);
            }
            false => self.cut = true,
        }
    }
}

impl Entry {
    /// What it weighs, in bytes, about.
    fn size(&self) -> usize {
        let fragments = self.title.iter().chain(&self.summary).chain(&self.content);
        let words = self
            .link
            .iter()
            .chain(&self.id)
            .chain(&self.authors)
            .chain(&self.tags);
        fragments.map(|fragment| fragment.html().len()).sum::<usize>() + words.map(String::len).sum::<usize>()
    }
}

/// An address completed by what it is relative to; as it stands where that is not known or it is none.
fn completed(address: &str, base: Option<&Url>) -> String {
    let address = address.trim();
    match base.map(|base| base.join(address)) {
        Some(Ok(url)) if !address.is_empty() => url.into(),
        _ => address.to_owned(),
    }
}

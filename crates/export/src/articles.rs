//! Articles in the forms of other programs: feeds, search engines' structured data, news agencies' items, tables. Each is
//! written as it comes and none is held longer than it takes. What stands in them is the page's own words and the collection's
//! own ids: nothing is made up for a field that a format would like to have.

mod atom;
mod csv;
mod json_feed;
mod json_ld;
mod jsonl;
mod ninjs;

use std::io::{self, Write};

use annals_archive::CaptureId;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

pub use csv::COLUMNS;

/// An article to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleRecord {
    /// The capture it was read from.
    pub capture: CaptureId,
    /// The outlet's name.
    pub source: String,
    /// Its title, if it has one.
    pub title: Option<String>,
    /// The address it was seen under.
    pub url: String,
    /// Names as printed.
    pub authors: Vec<String>,
    /// The day of publication.
    pub published: Option<Date>,
    /// The day of the last change, as the page says.
    pub modified: Option<Date>,
    /// When it was seen.
    pub captured: Timestamp,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// The part of the outlet.
    pub section: Option<String>,
    /// Keywords as printed.
    pub tags: Vec<String>,
    /// The licence, as the page says.
    pub licence: Option<String>,
    /// Paragraphs, separated by an empty line.
    pub text: String,
}

/// A format in which articles are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ArticleFormat {
    /// A line of JSON for each article.
    Jsonl,
    /// A table, for spreadsheets.
    Csv,
    /// Atom (RFC 4287), for feed readers.
    Atom,
    /// JSON Feed 1.1.
    JsonFeed,
    /// schema.org `NewsArticle` as JSON-LD.
    JsonLd,
    /// IPTC ninjs 3.0, an item a line.
    Ninjs,
}

impl ArticleFormat {
    /// All formats, in the order in which help texts list them.
    pub const ALL: &'static [ArticleFormat] = &[
        ArticleFormat::Jsonl,
        ArticleFormat::Csv,
        ArticleFormat::Atom,
        ArticleFormat::JsonFeed,
        ArticleFormat::JsonLd,
        ArticleFormat::Ninjs,
    ];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            ArticleFormat::Jsonl => "articles-jsonl",
            ArticleFormat::Csv => "articles-csv",
            ArticleFormat::Atom => "atom",
            ArticleFormat::JsonFeed => "jsonfeed",
            ArticleFormat::JsonLd => "jsonld",
            ArticleFormat::Ninjs => "ninjs",
        }
    }

    /// The format with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        ArticleFormat::ALL
            .iter()
            .copied()
            .find(|format| format.name() == name)
    }

    /// Writes articles as they come; `collection` is the title of what they are from.
    pub fn write(
        self,
        collection: &str,
        articles: impl IntoIterator<Item = ArticleRecord>,
        out: impl Write,
    ) -> io::Result<()> {
        match self {
            ArticleFormat::Jsonl => jsonl::write(articles, out),
            ArticleFormat::Csv => csv::write(articles, out),
            ArticleFormat::Atom => atom::write(collection, articles, out),
            ArticleFormat::JsonFeed => json_feed::write(collection, articles, out),
            ArticleFormat::JsonLd => json_ld::write(articles, out),
            ArticleFormat::Ninjs => ninjs::write(articles, out),
        }
    }
}

impl ArticleRecord {
    /// The title, or the first words of the text.
    fn headline(&self) -> String {
        let titled = self
            .title
            .as_deref()
            .map(str::trim)
            .filter(|title| !title.is_empty());
        titled.map_or_else(|| first_words(&self.text), str::to_owned)
    }

    /// A name for the article as captured that holds everywhere.
    fn uri(&self) -> String {
        format!("urn:annals:capture:{}", self.capture)
    }

    /// Its address, where that is one of the web.
    fn web_address(&self) -> Option<&str> {
        let is_web = self.url.starts_with("https://") || self.url.starts_with("http://");
        let odd = |c: char| c.is_whitespace() || c.is_control();
        (is_web && !self.url.contains(odd)).then_some(self.url.as_str())
    }
}

const FIRST_WORDS: usize = 9;

fn first_words(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(FIRST_WORDS).collect();
    match words.is_empty() {
        true => "(a page without text)".to_owned(),
        false => format!("{} …", words.join(" ")),
    }
}

/// A day as the instant that formats ask for: its beginning in UTC, since no text says more.
fn at_midnight(day: Date) -> String {
    format!("{day}T00:00:00Z")
}

/// An object whose list is written entry by entry: head, entries between commas, tail.
fn list<T: Serialize>(
    head: &[u8],
    entries: impl Iterator<Item = T>,
    tail: &[u8],
    mut out: impl Write,
) -> io::Result<()> {
    out.write_all(head)?;
    let mut separator: &[u8] = b"\n";
    for entry in entries {
        out.write_all(separator)?;
        serde_json::to_writer(&mut out, &entry)?;
        separator = b",\n";
    }
    out.write_all(tail)?;
    out.flush()
}

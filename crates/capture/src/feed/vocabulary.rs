//! Whose word an element of a feed is: the same local name means something in RSS and something else in a podcast's module.
//! Prefixes are looked up in what the document declares, anywhere, and else read as everybody uses them.

use std::collections::HashMap;

use crate::markup::Tag;

/// Whose word a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vocabulary {
    /// RSS, RDF's RSS, Atom, CDF.
    Feed,
    DublinCore,
    /// RSS 1.0's module for whole texts.
    Content,
    Podcast,
    Media,
    Rdf,
    Xhtml,
    Other,
}

/// More prefixes than this are not remembered.
const LIMIT: usize = 64;

/// What the prefixes of a document mean.
#[derive(Default)]
pub struct Prefixes<'a>(HashMap<&'a str, Vocabulary>);

impl<'a> Prefixes<'a> {
    /// Takes in what a tag declares.
    pub fn declare(&mut self, tag: &Tag<'a>) {
        for (name, value) in tag.attributes() {
            if let Some(prefix) = name.strip_prefix("xmlns:").filter(|_| self.0.len() < LIMIT) {
                self.0.insert(prefix, of_namespace(&value));
            }
        }
    }

    /// Whose word the tag's name is.
    pub fn of(&self, tag: &Tag<'a>) -> Vocabulary {
        match tag.parts().0 {
            "" => match tag.exactly("xmlns") {
                Some(namespace) => of_namespace(&namespace),
                None => Vocabulary::Feed,
            },
            prefix => self.0.get(prefix).copied().unwrap_or_else(|| by_custom(prefix)),
        }
    }
}

fn by_custom(prefix: &str) -> Vocabulary {
    match prefix.to_ascii_lowercase().as_str() {
        "atom" | "atom10" | "a10" | "rss" => Vocabulary::Feed,
        "dc" | "dcterms" => Vocabulary::DublinCore,
        "content" => Vocabulary::Content,
        "itunes" => Vocabulary::Podcast,
        "media" => Vocabulary::Media,
        "rdf" => Vocabulary::Rdf,
        "xhtml" => Vocabulary::Xhtml,
        _ => Vocabulary::Other,
    }
}

/// By a part of the namespace that all its spellings share. The namespace of no one in particular is the feed's.
fn of_namespace(namespace: &str) -> Vocabulary {
    const KNOWN: &[(&str, Vocabulary)] = &[
        ("purl.org/rss/1.0/modules/content", Vocabulary::Content),
        ("purl.org/rss/1.0/modules", Vocabulary::Other),
        ("purl.org/dc/", Vocabulary::DublinCore),
        ("itunes.com/dtds", Vocabulary::Podcast),
        ("search.yahoo.com/mrss", Vocabulary::Media),
        ("22-rdf-syntax-ns", Vocabulary::Rdf),
        ("1999/xhtml", Vocabulary::Xhtml),
        ("2005/atom", Vocabulary::Feed),
        ("purl.org/atom", Vocabulary::Feed),
        ("purl.org/pie", Vocabulary::Feed),
        ("purl.org/rss", Vocabulary::Feed),
        ("purl.org/net/rss", Vocabulary::Feed),
        ("netscape.com/rdf", Vocabulary::Feed),
        ("backend.userland.com", Vocabulary::Feed),
        ("blogs.law.harvard.edu", Vocabulary::Feed),
        ("cyber.law.harvard.edu", Vocabulary::Feed),
        ("rssboard.org", Vocabulary::Feed),
    ];
    let namespace = namespace.trim().to_ascii_lowercase();
    let found = KNOWN.iter().find(|(part, _)| namespace.contains(part));
    match found {
        Some((_, vocabulary)) => *vocabulary,
        None if namespace.is_empty() => Vocabulary::Feed,
        None => Vocabulary::Other,
    }
}

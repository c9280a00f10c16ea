//! One item or entry of a feed.

use crate::feed::Entry;
use crate::feed::vocabulary::Vocabulary;
use crate::markup::Element;

use super::{Around, date_of, keep, language_tag, text_of};

/// More tags, authors or texts of one entry are not kept.
const PARTS_LIMIT: usize = 100;

impl<'a> Around<'a> {
    /// What an item or entry says.
    pub fn entry(&mut self, element: &Element<'a>) -> Entry {
        let outer = self.base.clone();
        if let Some(base) = element.tag.exactly("xml:base") {
            self.base = self.joined(&base).or(outer.clone());
        }
        let mut read = Reading::default();
        read.entry.language = element
            .tag
            .exactly("xml:lang")
            .map(|language| language_tag(&language));
        read.entry.link = element.tag.exactly("HREF").map(|link| self.completed(&link));
        read.about = element
            .tag
            .exactly("rdf:about")
            .map(|about| self.completed(&about));
        for part in element.elements() {
            self.prefixes.declare(&part.tag);
            read.part(self, part);
        }
        self.base = outer;
        read.done()
    }
}

/// An entry, and what counts only where nothing better was said.
#[derive(Default)]
struct Reading {
    entry: Entry,
    about: Option<String>,
    permalink: Option<String>,
    other_title: Option<crate::Fragment>,
    other_summary: Option<crate::Fragment>,
    dated: Option<jiff::Timestamp>,
}

impl Reading {
    fn part<'a>(&mut self, around: &Around<'a>, part: &Element<'a>) {
        let name = part.tag.parts().1.to_ascii_lowercase();
        match around.prefixes.of(&part.tag) {
            Vocabulary::Feed => self.own(around, part, &name),
            Vocabulary::DublinCore => self.dublin_core(around, part, &name),
            Vocabulary::Content if name == "encoded" => self.content(around, part),
            Vocabulary::Xhtml if matches!(name.as_str(), "body" | "div") => self.content(around, part),
            Vocabulary::Podcast => self.podcast(around, part, &name),
            Vocabulary::Media => self.media(around, part, &name),
            _ => {}
        }
    }

    /// The words of RSS, Atom and CDF.
    fn own<'a>(&mut self, around: &Around<'a>, part: &Element<'a>, name: &str) {
        let entry = &mut self.entry;
        match name {
            "title" => keep(&mut entry.title, around.words(part)),
            "link" => self.link(around, part),
            "a" if part.tag.attribute("href").is_some() => keep(&mut entry.link, around.address(part)),
            "id" => keep(&mut entry.id, around.id(part)),
            "guid" => self.guid(around, part),
            "description" | "summary" | "abstract" => keep(&mut entry.summary, around.words(part)),
            "content" | "body" | "fullitem" => self.content(around, part),
            // The newer words of Atom win over its older ones, and what is said again over what was said.
            "published" | "pubdate" => entry.published = date_of(part).or(entry.published),
            "issued" | "created" => keep(&mut entry.published, date_of(part)),
            "updated" => entry.updated = date_of(part).or(entry.updated),
            "modified" | "lastmod" => keep(&mut entry.updated, date_of(part)),
            "author" | "contributor" => self.author(around.person(part)),
            "category" | "keywords" => self.tag(
                part.tag
                    .attribute("term")
                    .map(Into::into)
                    .or_else(|| text_of(part)),
            ),
            "language" => entry.language = text_of(part).map(|text| language_tag(&text)),
            _ => {}
        }
    }

    fn dublin_core<'a>(&mut self, around: &Around<'a>, part: &Element<'a>, name: &str) {
        match name {
            "title" => keep(&mut self.other_title, around.words(part)),
            "description" | "abstract" => keep(&mut self.other_summary, around.words(part)),
            "creator" | "author" => self.author(around.person(part)),
            "subject" => self.tag(text_of(part)),
            "date" => keep(&mut self.dated, date_of(part)),
            "issued" | "created" => keep(&mut self.entry.published, date_of(part)),
            "modified" => keep(&mut self.entry.updated, date_of(part)),
            "language" => self.entry.language = text_of(part).map(|text| language_tag(&text)),
            _ => {}
        }
    }

    fn podcast<'a>(&mut self, around: &Around<'a>, part: &Element<'a>, name: &str) {
        match name {
            "title" => keep(&mut self.other_title, around.words(part)),
            "summary" | "subtitle" => keep(&mut self.other_summary, around.words(part)),
            "author" => self.author(around.person(part)),
            "category" => {
                self.tag(part.tag.attribute("text").map(Into::into));
                part.elements()
                    .for_each(|inner| self.tag(inner.tag.attribute("text").map(Into::into)));
            }
            "keywords" => {
                let keywords = text_of(part).unwrap_or_default();
                keywords
                    .split(',')
                    .for_each(|keyword| self.tag(Some(keyword.trim().to_owned())));
            }
            _ => {}
        }
    }

    /// The description of a picture or film, also within its group, is that of an entry without one.
    fn media<'a>(&mut self, around: &Around<'a>, part: &Element<'a>, name: &str) {
        match name {
            "title" => keep(&mut self.other_title, around.words(part)),
            "description" => keep(&mut self.other_summary, around.words(part)),
            "group" | "content" => {
                for inner in part.elements() {
                    let name = inner.tag.parts().1.to_ascii_lowercase();
                    if matches!(name.as_str(), "title" | "description") {
                        self.media(around, inner, &name);
                    }
                }
            }
            _ => {}
        }
    }

    /// The page itself; the one in HTML if there are several.
    fn link<'a>(&mut self, around: &Around<'a>, part: &Element<'a>) {
        let relation = part.tag.attribute("rel").unwrap_or_default();
        if matches!(&*relation, "" | "alternate") {
            keep(&mut self.entry.link, around.address(part));
        }
    }

    /// A name, which is an address too unless the feed denies it.
    fn guid<'a>(&mut self, around: &Around<'a>, part: &Element<'a>) {
        let denied = part
            .tag
            .attribute("isPermaLink")
            .is_some_and(|value| value.trim().eq_ignore_ascii_case("false"));
        if denied {
            keep(&mut self.entry.id, text_of(part));
            return;
        }
        let address = around.id(part);
        let is_address = address.as_ref().is_some_and(|address| address.contains("://"));
        keep(&mut self.permalink, address.clone().filter(|_| is_address));
        keep(
            &mut self.entry.id,
            if is_address { address } else { text_of(part) },
        );
    }

    fn content<'a>(&mut self, around: &Around<'a>, part: &Element<'a>) {
        let words = around
            .words(part)
            .filter(|_| self.entry.content.len() < PARTS_LIMIT);
        self.entry.content.extend(words);
    }

    fn author(&mut self, name: Option<String>) {
        let authors = &mut self.entry.authors;
        let new =
            name.filter(|name| !name.is_empty() && authors.len() < PARTS_LIMIT && !authors.contains(name));
        authors.extend(new);
    }

    fn tag(&mut self, tag: Option<String>) {
        let tags = &mut self.entry.tags;
        let new = tag.filter(|tag| !tag.is_empty() && tags.len() < PARTS_LIMIT && !tags.contains(tag));
        tags.extend(new);
    }

    fn done(self) -> Entry {
        let mut entry = self.entry;
        keep(&mut entry.title, self.other_title);
        keep(&mut entry.summary, self.other_summary);
        keep(&mut entry.link, self.permalink);
        keep(&mut entry.id, self.about);
        keep(&mut entry.published, self.dated);
        keep(&mut entry.updated, self.dated);
        entry
    }
}

//! JSON Feed, versions 1.0 and 1.1 (jsonfeed.org). What is of the wrong type is passed over, not refused.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use url::Url;

use super::{ENTRY_LIMIT, Entry, Feed, Form, TEXT_LIMIT, completed};
use crate::Fragment;
use crate::instant::feed_date;
use crate::markup::decoded;

/// The largest value, in bytes, of anything but the items.
const VALUE_LIMIT: usize = 1 << 20;

/// Reads a feed; `None` where the text is no JSON or another sort of it. What follows a syntax error is lost, what stands
/// before it is kept.
pub fn read(text: &str, base: Option<&Url>) -> Option<Feed> {
    let mut feed = Feed {
        form: Form::Json,
        ..Feed::default()
    };
    let mut seen = false;
    let reader = Whole {
        feed: &mut feed,
        base,
        seen: &mut seen,
    };
    // An error leaves what was read before it.
    let _ = reader.deserialize(&mut serde_json::Deserializer::from_str(text));
    seen.then_some(feed)
}

struct Whole<'f> {
    feed: &'f mut Feed,
    base: Option<&'f Url>,
    /// Whether it says that it is a JSON Feed, or has items.
    seen: &'f mut bool,
}

impl<'de> DeserializeSeed<'de> for Whole<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Whole<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON Feed")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Whole { feed, base, seen } = self;
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "items" => {
                    *seen = true;
                    map.next_value_seed(Items { feed, base })?;
                }
                "version" | "title" | "description" | "home_page_url" | "feed_url" | "language"
                | "next_url" | "author" | "authors" => {
                    let value: Value = map.next_value()?;
                    *seen |=
                        key == "version" && text(&value).is_some_and(|version| version.contains("jsonfeed"));
                    about(feed, &key, &value, base);
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

/// What the feed says of itself.
fn about(feed: &mut Feed, key: &str, value: &Value, base: Option<&Url>) {
    let written = text(value).filter(|text| text.len() <= VALUE_LIMIT);
    let address = || written.as_deref().map(|address| completed(address, base));
    match key {
        "title" => feed.title = written.as_deref().map(|title| Fragment::of_text(&decoded(title))),
        "description" => feed.description = written.as_deref().map(|text| Fragment::of_html(text, base)),
        "home_page_url" => feed.link = address(),
        "feed_url" => feed.id = address(),
        "next_url" => feed.next = address(),
        "language" => feed.language = written,
        "author" | "authors" => feed.author = people(value).into_iter().next(),
        _ => {}
    }
}

struct Items<'f> {
    feed: &'f mut Feed,
    base: Option<&'f Url>,
}

impl<'de> DeserializeSeed<'de> for Items<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Items<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the items of a feed")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let mut room = TEXT_LIMIT;
        while self.feed.entries.len() < ENTRY_LIMIT {
            let Some(item) = items.next_element::<Value>()? else {
                return Ok(());
            };
            self.feed.push(entry(&item, self.base), &mut room);
        }
        while items.next_element::<IgnoredAny>()?.is_some() {
            self.feed.cut = true;
        }
        Ok(())
    }
}

fn entry(item: &Value, base: Option<&Url>) -> Entry {
    let html = |key: &str| text(&item[key]).map(|text| Fragment::of_html(&text, base));
    // Plain text by the standard; many feeds refer to characters in it all the same.
    let title = |key: &str| text(&item[key]).map(|text| Fragment::of_text(&decoded(&text)));
    let plain = |key: &str| text(&item[key]).map(|text| Fragment::of_text(&text));
    let address = |key: &str| text(&item[key]).map(|text| completed(&text, base));
    let date = |key: &str| text(&item[key]).and_then(|text| feed_date(&text));
    let mut authors = people(&item["authors"]);
    authors.extend(
        people(&item["author"])
            .into_iter()
            .filter(|_| authors.is_empty())
            .collect::<Vec<_>>(),
    );
    Entry {
        title: title("title"),
        link: address("url").or_else(|| address("external_url")),
        id: text(&item["id"]).or_else(|| item["id"].as_number().map(ToString::to_string)),
        summary: html("summary"),
        content: html("content_html")
            .or_else(|| plain("content_text"))
            .into_iter()
            .collect(),
        published: date("date_published"),
        updated: date("date_modified"),
        authors,
        tags: item["tags"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(text)
            .collect(),
        language: text(&item["language"]),
    }
}

/// A string that says something.
fn text(value: &Value) -> Option<String> {
    let text = value.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The names of an author or of a list of them.
fn people(value: &Value) -> Vec<String> {
    match value {
        Value::Array(people) => people.iter().filter_map(|person| text(&person["name"])).collect(),
        Value::Object(_) => text(&value["name"]).into_iter().collect(),
        Value::String(_) => text(value).into_iter().collect(),
        _ => Vec::new(),
    }
}

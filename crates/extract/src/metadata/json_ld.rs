//! Structured data in JSON-LD: articles, alone or in a graph, with their headline, authors and dates.

use rustc_hash::FxHashMap;
use serde_json::Value;

use crate::html::decode;

/// What the JSON-LD of a page says of its article.
#[derive(Debug, Default)]
pub struct Linked {
    /// Headline.
    pub headline: Option<String>,
    /// Another headline.
    pub alternative_headline: Option<String>,
    /// Who is named as author, in order; who created it where it names no author.
    pub authors: Vec<Credit>,
    /// Who is named as creator beside authors.
    pub creators: Vec<Credit>,
    /// Whether the type says that it is news.
    pub news: bool,
    /// Date of publication as written.
    pub published: Option<String>,
    /// Date of change as written.
    pub modified: Option<String>,
    /// Language tag.
    pub language: Option<String>,
    /// The outlet.
    pub publisher: Option<String>,
    /// The article's text.
    pub body: Option<String>,
    /// How sure the type says that the object is the page's article; a better one replaces it.
    rank: u8,
}

/// A name given as author.
#[derive(Clone, Debug)]
pub struct Credit {
    /// As given.
    pub name: String,
    /// Whether its type says that it is an organisation.
    pub organised: bool,
}

/// Larger scripts are no article data.
const SIZE_LIMIT: usize = 2 << 20;

impl Linked {
    /// Reads one script and keeps what is better than what was found before.
    pub fn read(&mut self, script: &str) {
        if script.len() > SIZE_LIMIT {
            return;
        }
        let Some(value) = parse(script) else { return };
        let mut objects = Vec::new();
        collect(&value, &mut objects);
        let mut names = FxHashMap::default();
        for object in &objects {
            if let (Some(id), Some(name)) = (string(object, "@id"), string(object, "name")) {
                names.insert(id, name);
            }
        }
        for object in objects {
            let rank = rank(object);
            if rank > self.rank {
                self.take(object, rank, &names);
            }
        }
    }

    fn take(&mut self, object: &Value, rank: u8, names: &FxHashMap<&str, &str>) {
        self.rank = rank;
        let text = |key: &str| string(object, key).map(clean).filter(|text| !text.is_empty());
        keep(&mut self.headline, text("headline").or_else(|| text("name")));
        keep(&mut self.alternative_headline, text("alternativeHeadline"));
        keep(
            &mut self.published,
            text("datePublished")
                .or_else(|| text("dateCreated"))
                .or_else(|| text("uploadDate")),
        );
        keep(&mut self.modified, text("dateModified"));
        keep(&mut self.language, text("inLanguage"));
        keep(&mut self.body, text("articleBody"));
        keep(
            &mut self.publisher,
            object
                .get("publisher")
                .and_then(|publisher| name_of(publisher, names)),
        );
        self.news = types(object).iter().any(|name| name.contains("NewsArticle"));
        self.take_authors(object, names);
    }

    fn take_authors(&mut self, object: &Value, names: &FxHashMap<&str, &str>) {
        let (authors, creators) = (
            credits(&object["author"], names),
            credits(&object["creator"], names),
        );
        if !authors.is_empty() {
            (self.authors, self.creators) = (authors, creators);
        } else if !creators.is_empty() {
            (self.authors, self.creators) = (creators, Vec::new());
        }
    }
}

fn credits(value: &Value, names: &FxHashMap<&str, &str>) -> Vec<Credit> {
    let listed = match value {
        Value::Array(values) => values.as_slice(),
        value => std::slice::from_ref(value),
    };
    let mut credits = Vec::new();
    for author in listed.iter().take(50) {
        let organised = types(author)
            .iter()
            .any(|name| name.contains("Organization") || *name == "WebSite");
        let mut found = Vec::new();
        people(author, names, &mut found);
        found.retain(|name| !name.is_empty());
        credits.extend(found.into_iter().map(|name| Credit { name, organised }));
    }
    credits
}

/// The types an object gives itself.
fn types(object: &Value) -> Vec<&str> {
    match &object["@type"] {
        Value::String(name) => vec![name],
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn keep(slot: &mut Option<String>, value: Option<String>) {
    if value.is_some() {
        *slot = value;
    }
}

/// JSON as pages write it: comments around it, raw line breaks in strings, a semicolon after it.
fn parse(script: &str) -> Option<Value> {
    let trimmed = script
        .trim()
        .trim_start_matches("<!--")
        .trim_start_matches("//<![CDATA[")
        .trim_start_matches("<![CDATA[")
        .trim_end_matches("-->")
        .trim_end_matches("]]>")
        .trim_end_matches("//")
        .trim()
        .trim_end_matches(';');
    serde_json::from_str(trimmed).ok().or_else(|| {
        let mended: String = trimmed
            .chars()
            .map(|character| if character.is_control() { ' ' } else { character })
            .collect();
        let mut values = serde_json::Deserializer::from_str(&mended).into_iter::<Value>();
        values.next()?.ok()
    })
}

/// All objects, however deep (the parser bounds the depth), outer ones first.
fn collect<'v>(value: &'v Value, objects: &mut Vec<&'v Value>) {
    const MOST: usize = 5000;
    let mut waiting = std::collections::VecDeque::from([value]);
    while let Some(value) = waiting.pop_front() {
        match value {
            Value::Array(values) => waiting.extend(values),
            Value::Object(map) if objects.len() < MOST => {
                objects.push(value);
                waiting.extend(map.values().filter(|value| value.is_object() || value.is_array()));
            }
            _ => {}
        }
    }
}

/// 0 for what is no article.
fn rank(object: &Value) -> u8 {
    let of = |name: &str| match name.rsplit('/').next().unwrap_or(name) {
        name if name.ends_with("Article")
            || name == "LiveBlogPosting"
            || name == "BlogPosting"
            || name == "Report" =>
        {
            4
        }
        "SocialMediaPosting" | "CreativeWork" | "Recipe" | "Review" | "DiscussionForumPosting" => 3,
        "WebPage" | "ItemPage" => 1,
        _ => 0,
    };
    let rank = types(object).into_iter().map(of).max().unwrap_or(0);
    let dated = object.get("datePublished").is_some() || object.get("headline").is_some();
    if rank > 0 && dated { rank + 1 } else { rank.min(1) }
}

fn string<'v>(object: &'v Value, key: &str) -> Option<&'v str> {
    match &object[key] {
        Value::String(text) => Some(text),
        Value::Array(values) => values.first().and_then(Value::as_str),
        _ => None,
    }
}

fn clean(text: &str) -> String {
    decode(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn name_of(value: &Value, names: &FxHashMap<&str, &str>) -> Option<String> {
    let mut found = Vec::new();
    people(value, names, &mut found);
    found.into_iter().next()
}

fn people(value: &Value, names: &FxHashMap<&str, &str>, found: &mut Vec<String>) {
    match value {
        Value::String(name) => found.push(clean(name)),
        Value::Array(values) => values
            .iter()
            .take(50)
            .for_each(|value| people(value, names, found)),
        Value::Object(_) => {
            let named = &value["name"];
            if named.is_string() || named.is_array() {
                people(named, names, found);
            } else if let Some(name) = string(value, "@id").and_then(|id| names.get(id)) {
                found.push(clean(name));
            } else if let (Some(given), Some(family)) =
                (string(value, "givenName"), string(value, "familyName"))
            {
                found.push(clean(&format!("{given} {family}")));
            }
        }
        _ => {}
    }
}

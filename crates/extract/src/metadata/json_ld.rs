//! Structured data in JSON-LD: articles, alone or in a graph, with their headline, authors and dates.

use rustc_hash::FxHashMap;
use serde_json::Value;

use super::particulars::truth;
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
    /// The part of the outlet.
    pub section: Option<String>,
    /// Keywords as given, several perhaps in one string.
    pub keywords: Vec<String>,
    /// The address of its picture as written.
    pub image: Option<String>,
    /// Its licence: an address or a name.
    pub licence: Option<String>,
    /// Whether everyone may read all of it.
    pub free: Option<bool>,
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

/// Objects by their `@id`.
type Named<'v> = FxHashMap<&'v str, &'v Value>;

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
        let mut named = Named::default();
        for &object in &objects {
            if let Some(id) = string(object, "@id") {
                // What only refers to an object says less of it than the object itself.
                let fuller = |other: &&Value| other.as_object().map_or(0, |map| map.len());
                let known = named.get(id).map_or(0, fuller);
                if fuller(&object) > known {
                    named.insert(id, object);
                }
            }
        }
        for object in objects {
            let rank = rank(object);
            if rank > self.rank {
                self.take(object, rank, &named);
            }
        }
    }

    fn take(&mut self, object: &Value, rank: u8, names: &Named<'_>) {
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
        self.take_particulars(object, names);
    }

    fn take_particulars(&mut self, object: &Value, named: &Named<'_>) {
        keep(
            &mut self.section,
            string(object, "articleSection")
                .map(clean)
                .filter(|text| !text.is_empty()),
        );
        keep(
            &mut self.image,
            address_of(&object["image"], named, 4).or_else(|| address_of(&object["thumbnailUrl"], named, 4)),
        );
        keep(&mut self.licence, address_of(&object["license"], named, 4));
        let keywords = texts(&object["keywords"]);
        if !keywords.is_empty() {
            self.keywords = keywords;
        }
        let parts = match &object["hasPart"] {
            Value::Array(parts) => parts.as_slice(),
            part => std::slice::from_ref(part),
        };
        let closed = parts.iter().take(50).any(|part| is_free(part) == Some(false));
        let free = if closed { Some(false) } else { is_free(object) };
        self.free = free.or(self.free);
    }

    fn take_authors(&mut self, object: &Value, names: &Named<'_>) {
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

fn credits(value: &Value, names: &Named<'_>) -> Vec<Credit> {
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

fn is_free(object: &Value) -> Option<bool> {
    match &object["isAccessibleForFree"] {
        Value::Bool(free) => Some(*free),
        Value::String(text) => truth(text),
        _ => None,
    }
}

/// The address that a value is, or that the object it holds or names has; `depth` bounds how far it is followed.
fn address_of(value: &Value, named: &Named<'_>, depth: usize) -> Option<String> {
    let deeper = depth.checked_sub(1)?;
    match value {
        Value::String(text) => Some(clean(text)).filter(|text| !text.is_empty()),
        Value::Array(values) => values
            .iter()
            .take(10)
            .find_map(|value| address_of(value, named, deeper)),
        Value::Object(_) => ["url", "contentUrl", "@id"]
            .iter()
            .find_map(|key| match (*key, &value[*key]) {
                ("@id", Value::String(id)) => {
                    let object = named.get(id.as_str())?;
                    let found = ["url", "contentUrl"]
                        .iter()
                        .find_map(|key| address_of(&object[*key], named, deeper));
                    found.or_else(|| id.starts_with("http").then(|| id.clone()))
                }
                ("@id", _) => None,
                (_, inner) => address_of(inner, named, deeper),
            }),
        _ => None,
    }
}

/// The strings of a value, or the names of its objects.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![clean(text)],
        Value::Array(values) => {
            let text = |value: &Value| value.as_str().or_else(|| value["name"].as_str()).map(clean);
            values.iter().take(200).filter_map(text).collect()
        }
        _ => Vec::new(),
    }
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

/// JSON as pages write it: comments around it, raw line breaks in strings, commas too many, entities for its quotes, one
/// object after another.
fn parse(script: &str) -> Option<Value> {
    let trimmed = script
        .trim()
        .trim_start_matches("<!--")
        .trim_start_matches("//<![CDATA[")
        .trim_start_matches("/*<![CDATA[*/")
        .trim_start_matches("<![CDATA[")
        .trim_end_matches("-->")
        .trim_end_matches("]]>")
        .trim_end_matches("//")
        .trim()
        .trim_end_matches(';');
    serde_json::from_str(trimmed).ok().or_else(|| {
        let quoted = trimmed.contains("&quot;") && !trimmed.contains('"');
        let mended = if quoted {
            mend(&decode(trimmed))
        } else {
            mend(trimmed)
        };
        let values = serde_json::Deserializer::from_str(&mended).into_iter::<Value>();
        let values: Vec<Value> = values.map_while(Result::ok).take(100).collect();
        (!values.is_empty()).then_some(Value::Array(values))
    })
}

/// JSON without comments and without commas before a closing bracket; control characters and stray backslashes in its
/// strings become spaces.
fn mend(text: &str) -> String {
    let mut mended = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        if character == '"' {
            rest = mend_string(rest, &mut mended);
            continue;
        }
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
            continue;
        }
        rest = &rest[character.len_utf8()..];
        match character {
            ',' if rest.trim_start().starts_with(['}', ']', ',']) => {}
            character if character.is_control() => mended.push(' '),
            character => mended.push(character),
        }
    }
    mended
}

/// Copies the string that `text` begins with and says what follows it.
fn mend_string<'t>(text: &'t str, mended: &mut String) -> &'t str {
    mended.push('"');
    let mut rest = text[1..].char_indices();
    while let Some((at, character)) = rest.next() {
        match character {
            '"' => {
                mended.push('"');
                return &text[at + 2..];
            }
            '\\' => match rest.next() {
                Some((_, escaped @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u'))) => {
                    mended.push('\\');
                    mended.push(escaped);
                }
                Some((_, other)) => mended.push(if other.is_control() { ' ' } else { other }),
                None => {}
            },
            character if character.is_control() => mended.push(' '),
            character => mended.push(character),
        }
    }
    ""
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

/// Text without character references, which some pages write twice over, white space folded.
fn clean(text: &str) -> String {
    let once = decode(text);
    decode(&once).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn name_of(value: &Value, names: &Named<'_>) -> Option<String> {
    let mut found = Vec::new();
    people(value, names, &mut found);
    found.into_iter().next()
}

fn people(value: &Value, names: &Named<'_>, found: &mut Vec<String>) {
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
            } else if let Some(name) = string(value, "@id")
                .and_then(|id| names.get(id))
                .and_then(|object| string(object, "name"))
            {
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

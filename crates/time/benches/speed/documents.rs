//! The texts that are measured: invented news, and the development sets where they lie beside the repository.

use annals_text::{Language, Span, Text, sentences};
use annals_time::Reference;
use serde_json::Value;

use super::news;

/// A text with what the stage is told.
pub struct Document {
    pub text: Text,
    pub sentences: Vec<Span>,
    pub reference: Reference,
}

impl Document {
    /// Splits the text into sentences.
    pub fn new(text: String, published: Option<&str>, language: Option<&str>) -> Self {
        let text = Text::new(text);
        Document {
            sentences: sentences(&text),
            text,
            reference: Reference {
                published: published.and_then(|day| day.parse().ok()),
                language: language.and_then(Language::from_tag),
            },
        }
    }
}

/// Invented news in articles of some kilobytes.
pub fn invented(size: usize) -> Vec<Document> {
    let articles = news::of_size(size).into_iter();
    articles
        .map(|text| Document::new(text, Some("2014-05-20"), Some("en")))
        .collect()
}

/// Name and documents of each development set; none where they are not there.
pub fn development_sets() -> Vec<(String, Vec<Document>)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/bench/time");
    let Ok(entries) = std::fs::read_dir(folder) else {
        println!("the development sets are not here");
        return Vec::new();
    };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> = names
        .filter(|name| name.starts_with("dev.") && name.ends_with(".jsonl"))
        .collect();
    names.sort();
    names
        .into_iter()
        .filter_map(|name| Some((name.clone(), read(&format!("{folder}/{name}"), &name)?)))
        .collect()
}

fn read(path: &str, name: &str) -> Option<Vec<Document>> {
    let language = name.split('.').nth(1)?;
    let lines = std::fs::read_to_string(path).ok()?;
    let document = |line: &str| {
        let row: Value = serde_json::from_str(line).ok()?;
        let day = row["dct"].as_str().and_then(|day| day.get(..10));
        Some(Document::new(
            row["text"].as_str()?.to_owned(),
            day,
            Some(language),
        ))
    };
    Some(lines.lines().filter_map(document).collect())
}

//! Gold sentences: their text, and the names in it by bytes. Two forms are read: JSON lines of tokens with entities, as the
//! public corpora come, and plain lines with `{PER Kim Chol Su}` around each name, as ours are written. Titles are marked
//! there too (`{TITLE Premier}`) and told apart from names; a facility (`{FAC Kumbu Stadium}`) is a place.

use annals_names::MentionKind;
use annals_names::training::{Lexicon, Signs, fold, phrase_hash};
use annals_text::Span;
use anyhow::{Context, Result};
use serde_json::Value;

/// A sentence with its names.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    /// The text.
    pub text: String,
    /// Names by bytes, in order.
    pub names: Vec<(Span, MentionKind)>,
    /// Titles by bytes, where the source marks them.
    pub titles: Vec<Span>,
}

/// What must be done to a corpus before its spans agree with ours.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Habit {
    /// Nothing.
    AsOurs,
    /// Titles, articles and nationality words stand inside the spans: they are cut off.
    WideSpans,
}

/// Reads JSON lines `{"tokens": [...], "entities": [{"start", "end", "type"}]}`. Every second sentence has its tokens put
/// together as in print; the others stay apart by spaces.
pub fn read_tokens(path: &str, habit: Habit, in_print: bool) -> Result<Vec<Sentence>> {
    let file = std::fs::read_to_string(path).with_context(|| path.to_owned())?;
    let mut sentences = Vec::new();
    for (i, line) in file.lines().enumerate() {
        let row: Value = serde_json::from_str(line).with_context(|| format!("{path} line {}", i + 1))?;
        let mut sentence = sentence(&row, in_print && i % 2 == 0);
        if habit == Habit::WideSpans {
            narrow(&mut sentence);
        }
        sentences.push(sentence);
    }
    Ok(sentences)
}

fn sentence(row: &Value, in_print: bool) -> Sentence {
    let tokens: Vec<&str> = row["tokens"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let mut text = String::new();
    let mut spans = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        if i > 0 && !(in_print && is_glued(tokens[i - 1], token)) {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(token);
        spans.push(Span::new(start, text.len()));
    }
    let entities = row["entities"].as_array().into_iter().flatten();
    let names = entities.filter_map(|entity| {
        let (start, end) = (
            entity["start"].as_u64()? as usize,
            entity["end"].as_u64()? as usize,
        );
        let kind = kind(entity["type"].as_str()?)?;
        Some((spans.get(start)?.cover(*spans.get(end.checked_sub(1)?)?), kind))
    });
    let mut names: Vec<_> = names.collect();
    names.sort();
    Sentence {
        text,
        names,
        titles: Vec::new(),
    }
}

fn is_glued(before: &str, token: &str) -> bool {
    matches!(
        token,
        "," | "." | ";" | ":" | "?" | "!" | ")" | "]" | "'s" | "’s" | "n't" | "'" | "-" | "%"
    ) || matches!(before, "(" | "[" | "$" | "-" | "#")
}

/// The kind of that name in data files.
pub fn kind(name: &str) -> Option<MentionKind> {
    match name {
        "PER" => Some(MentionKind::Person),
        "ORG" => Some(MentionKind::Organisation),
        "LOC" | "FAC" => Some(MentionKind::Place),
        "MISC" => Some(MentionKind::Other),
        _ => None,
    }
}

/// Cuts titles, articles and nationality words off, and drops what holds no capital.
fn narrow(sentence: &mut Sentence) {
    let text = &sentence.text;
    for (span, kind) in &mut sentence.names {
        while let Some((word, rest)) = text[span.range()].split_once(' ') {
            if !is_cut(word, rest, *kind) {
                break;
            }
            span.start = span.end - rest.len();
        }
    }
    sentence
        .names
        .retain(|(span, _)| sentence.text[span.range()].chars().any(char::is_uppercase));
}

fn is_cut(word: &str, rest: &str, kind: MentionKind) -> bool {
    if !rest.chars().any(char::is_uppercase) {
        return false;
    }
    let signs = Lexicon::embedded().signs(phrase_hash(&fold(word)));
    let lower = !word.starts_with(|first: char| first.is_uppercase() || first.is_numeric());
    match kind {
        MentionKind::Person => {
            lower || word == "The" || signs.any(Signs::TITLE) || signs.any(Signs::TITLE_HEAD)
        }
        _ => lower || word == "The",
    }
}

/// Reads lines of running text with `{KIND name}` around names; empty lines and lines that begin with `#` are skipped.
pub fn read_marked(path: &str) -> Result<Vec<Sentence>> {
    let file = std::fs::read_to_string(path).with_context(|| path.to_owned())?;
    let lines = file
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| marked(line).with_context(|| format!("{path}: {line}")))
        .collect()
}

fn marked(line: &str) -> Option<Sentence> {
    let mut sentence = Sentence::default();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('{') {
        let (inside, behind) = after.split_once('}')?;
        let (kind_name, name) = inside.split_once(' ')?;
        sentence.text.push_str(before);
        let start = sentence.text.len();
        sentence.text.push_str(name);
        let span = Span::new(start, sentence.text.len());
        match kind_name {
            "TITLE" => sentence.titles.push(span),
            _ => sentence.names.push((span, kind(kind_name)?)),
        }
        rest = behind;
    }
    sentence.text.push_str(rest);
    Some(sentence)
}

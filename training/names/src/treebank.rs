//! Sentences of a CoNLL-U treebank, whose proper nouns a first model turns into silver names: the treebank says which words
//! are names, the model which kind. Reads columns 2 (form), 4 (part of speech) and the SpaceAfter of column 10.

use annals_names::training::{Lexicon, Signs, fold, phrase_hash};
use annals_text::Span;
use anyhow::{Context, Result};

/// A sentence and what the treebank knows of its words.
pub struct Parsed {
    /// The text as printed.
    pub text: String,
    /// Where each word stands, and what it may be.
    pub words: Vec<(Span, Duty)>,
}

/// What a word's part of speech says of names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Duty {
    /// A proper noun, neither a title nor of the calendar: it is in a name.
    Name,
    /// May be in a name: titles, days, adjectives, small words.
    Either,
    /// A verb, adverb or pronoun: in no name.
    None,
}

/// Reads a file.
pub fn read(path: &str) -> Result<Vec<Parsed>> {
    let file = std::fs::read_to_string(path).with_context(|| path.to_owned())?;
    Ok(file
        .split("\n\n")
        .map(sentence)
        .filter(|sentence| !sentence.words.is_empty())
        .collect())
}

fn sentence(block: &str) -> Parsed {
    let mut parsed = Parsed {
        text: String::new(),
        words: Vec::new(),
    };
    let rows = block.lines().filter(|line| !line.starts_with('#'));
    for columns in rows.map(|line| line.split('\t').collect::<Vec<_>>()) {
        let [id, form, _, part, .., misc] = columns.as_slice() else {
            continue;
        };
        if id.contains(['-', '.']) {
            continue;
        }
        let start = parsed.text.len();
        parsed.text.push_str(form);
        parsed
            .words
            .push((Span::new(start, parsed.text.len()), duty(form, part)));
        if !misc.contains("SpaceAfter=No") {
            parsed.text.push(' ');
        }
    }
    parsed
}

fn duty(form: &str, part: &str) -> Duty {
    let signs = Lexicon::embedded().signs(phrase_hash(&fold(form)));
    let office = Signs::TITLE.with(Signs::TITLE_HEAD).with(Signs::CALENDAR);
    match part {
        "PROPN" if signs.any(office) || !form.starts_with(char::is_uppercase) => Duty::Either,
        "PROPN" => Duty::Name,
        "VERB" | "AUX" | "ADV" | "PRON" | "SCONJ" | "INTJ" => Duty::None,
        _ => Duty::Either,
    }
}

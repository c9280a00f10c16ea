//! Sentences in CoNLL-U. Ranges of words ("1-2") and empty nodes ("8.1") are left out.

use std::path::Path;

use annals_syntax::training::{Relation, Tag, View, Word};
use anyhow::{Context, Result, bail};

/// A sentence with its gold.
pub struct Sentence {
    /// As printed.
    pub text: String,
    /// Its words as printed.
    pub forms: Vec<String>,
    pub words: Vec<Word>,
    pub tags: Vec<Tag>,
    /// From 0; the root is the number behind the last word.
    pub heads: Vec<u32>,
    pub relations: Vec<u8>,
}

/// All sentences of a file.
pub fn read(path: &Path) -> Result<Vec<Sentence>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let blocks = text.split("\n\n").filter(|block| !block.trim().is_empty());
    blocks
        .map(|block| sentence(block).with_context(|| format!("{}: {block}", path.display())))
        .collect()
}

fn sentence(block: &str) -> Result<Sentence> {
    let rows: Vec<Vec<&str>> = block
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
        .filter(|row: &Vec<&str>| row[0].parse::<u32>().is_ok())
        .collect();
    let text = block.lines().find_map(|line| line.strip_prefix("# text = "));
    let mut sentence = Sentence {
        text: text.unwrap_or_default().to_owned(),
        forms: Vec::new(),
        words: Vec::new(),
        tags: Vec::new(),
        heads: Vec::new(),
        relations: Vec::new(),
    };
    for row in &rows {
        let &[_, form, _, _, tag, _, head, relation, ..] = row.as_slice() else {
            bail!("too few columns");
        };
        let head: u32 = head.parse()?;
        sentence.forms.push(form.to_owned());
        sentence.words.push(Word::of(form));
        sentence.tags.push(Tag::from_text(tag).unwrap_or(Tag::Xx));
        sentence
            .heads
            .push(head.checked_sub(1).unwrap_or(rows.len() as u32));
        let general = relation.split(':').next().and_then(Relation::from_text);
        let relation = Relation::from_text(relation).or(general).unwrap_or(Relation::Dep);
        sentence.relations.push(relation as u8);
    }
    Ok(sentence)
}

impl Sentence {
    /// Where each word stands in the text, in bytes; up to the first that is not found.
    pub fn places(&self) -> Vec<(usize, usize)> {
        let mut at = 0;
        let mut places = Vec::with_capacity(self.forms.len());
        for form in &self.forms {
            let Some(found) = self.text[at..].find(form.as_str()) else {
                break;
            };
            places.push((at + found, at + found + form.len()));
            at += found + form.len();
        }
        places
    }

    /// As the parser sees it.
    pub fn view(&self) -> View<'_> {
        View {
            words: &self.words,
            tags: &self.tags,
        }
    }
}

//! How many words a second names are found in, by stage and as a whole, on one thread.
//!
//! ```text
//! cargo bench -p annals-names --bench words                 # our own gold sentences, many times over
//! cargo bench -p annals-names --bench words -- FILE...      # texts of JSON lines with "text", or plain files
//! ```
//!
//! Words are what Unicode calls so, without marks, as `wc -w` nearly counts them. Times are of the wall clock, the best of
//! several rounds. `peers.py` beside this file times spaCy's small model on the same text in the same run.

// A benchmark reads files, its own arguments and a clock.
#![allow(clippy::disallowed_methods)]

use std::path::Path;
use std::time::Instant;

use annals_names::tag;
use annals_text::{Text, TokenKind, sentences, tokens};

/// Rounds over all texts.
const ROUNDS: usize = 5;

fn main() {
    let files: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'))
        .collect();
    let texts = if files.is_empty() {
        own_gold()
    } else {
        files.iter().flat_map(read).collect()
    };
    let words: usize = texts.iter().map(count_words).sum();
    println!(
        "{} texts, {words} words, best of {ROUNDS} rounds, one thread",
        texts.len()
    );
    tag(&Text::new("Warm the tables."), &[]);
    line("sentences and tokens", words, || {
        texts
            .iter()
            .map(|text| sentences(text).len() + tokens(text).len())
            .sum()
    });
    line("names, entities, places", words, || {
        texts
            .iter()
            .map(|text| tag(text, &sentences(text)).mentions.len())
            .sum()
    });
}

fn line(name: &str, words: usize, work: impl Fn() -> usize) {
    let best = (0..ROUNDS).map(|_| {
        let start = Instant::now();
        std::hint::black_box(work());
        start.elapsed().as_secs_f64()
    });
    let seconds = best.fold(f64::MAX, f64::min);
    println!(
        "{name:<26} {:>8.0} ms {:>9.0} words/s",
        seconds * 1e3,
        words as f64 / seconds
    );
}

fn count_words(text: &Text) -> usize {
    tokens(text)
        .iter()
        .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
        .count()
}

/// The sentences of `training/names/gold` without their marks, as articles of twenty sentences, thirty times over.
fn own_gold() -> Vec<Text> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../training/names/gold");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the gold")
        .map(|path| path.expect("gold").path())
        .collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "gold"));
    paths.sort();
    let files = paths
        .iter()
        .map(|path| std::fs::read_to_string(path).expect("readable gold"));
    let lines: Vec<String> = files
        .flat_map(|file| {
            file.lines()
                .filter(|line| !line.starts_with('#'))
                .map(unmarked)
                .collect::<Vec<_>>()
        })
        .collect();
    let articles: Vec<Text> = lines
        .chunks(20)
        .map(|lines| Text::new(lines.join("\n")))
        .collect();
    articles
        .iter()
        .cycle()
        .take(30 * articles.len())
        .cloned()
        .collect()
}

fn unmarked(line: &str) -> String {
    let kinds = ["{PER ", "{ORG ", "{LOC ", "{FAC ", "{MISC ", "{TITLE ", "}"];
    kinds
        .iter()
        .fold(line.to_owned(), |line, mark| line.replace(mark, ""))
}

fn read(path: &String) -> Vec<Text> {
    let file = std::fs::read_to_string(path).expect("a readable file");
    if !path.ends_with(".jsonl") {
        return vec![Text::new(file)];
    }
    let rows = file
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    rows.filter_map(|row| row["text"].as_str().map(Text::new))
        .collect()
}

//! Trains the tagger and writes `crates/names/data/tagger.bin`.
//!
//!     cargo run --release -p annals-training-names --bin tagger -- TRAIN_FOLDER GOLD_FOLDER TREEBANK.conllu TEXTS.jsonl OUT [DEV.jsonl...]
//!
//! A first model learns from the open corpora and our own sentences; it labels the treebank, where the parts of speech say
//! which words are names, and open texts (JSON lines with "text"); the second model, which is written, learns from all. Of
//! our own sentences every third is kept out and measured, as are the development files, which train nothing.
#![allow(
    clippy::disallowed_methods,
    reason = "a program that reads data files and writes one"
)]

use annals_names::training::{LABELS, Words, names};
use annals_text::{Span, Text, sentences};
use annals_training_names::corpora::{DOMAINS, Lesson, SILVER, Score, example, read_open, read_own, recased};
use annals_training_names::gold::{Habit, Sentence, read_tokens};
use annals_training_names::learner::{Averaged, Example, Plan, learn};
use annals_training_names::treebank::{self, Duty};
use anyhow::{Context, Result};
use serde_json::Value;

/// How often our own sentences are seen.
const OWN_TIMES: usize = 3;
/// How much silver sentences count.
const TREEBANK_WEIGHT: f32 = 1.0;
const TEXTS_WEIGHT: f32 = 0.1;
/// A score that no other outweighs.
const MUST: i32 = 1_000_000;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [train, own, bank, texts, out, dev @ ..] = arguments.as_slice() else {
        anyhow::bail!(
            "usage: tagger TRAIN_FOLDER GOLD_FOLDER TREEBANK.conllu TEXTS.jsonl OUT [DEV.jsonl...]"
        );
    };
    let (learned, kept_out) = read_own(own)?;
    let mut tests = kept_out;
    for path in dev {
        let name = path.rsplit('/').next().unwrap_or(path);
        tests.push((name.to_owned(), read_tokens(path, Habit::AsOurs, false)?));
    }
    let mut lessons = read_open(train)?;
    lessons.extend(recased(&lessons));
    for _ in 0..OWN_TIMES {
        lessons.extend(learned.iter().map(|sentence| (sentence.clone(), 0, 1.0)));
    }
    let own_recased = recased(&learned.iter().map(|s| (s.clone(), 0, 1.0)).collect::<Vec<_>>());
    lessons.extend(own_recased);
    let tests: Vec<(String, Vec<Example>)> = tests
        .iter()
        .map(|(name, sentences)| {
            (
                name.clone(),
                sentences.iter().map(|s| example(s, 0, 1.0)).collect(),
            )
        })
        .collect();
    let mut examples = examples(&lessons);
    let first = learn(&examples, &plan(1));
    report("first model", &first, &tests);
    examples.extend(silver_of_treebank(&first, bank)?);
    examples.extend(silver_of_texts(&first, texts)?);
    println!("{} with silver", examples.len());
    let second = learn(&examples, &plan(3));
    report("second model", &second, &tests);
    let packed = second.pack()?;
    println!("{} bytes", packed.len());
    std::fs::write(out, packed).with_context(|| out.clone())
}

/// Settings of the learner, chosen on the development sets; several runs are averaged for the model that is written.
fn plan(seeds: u64) -> Plan {
    Plan {
        rounds: 12,
        rate: 0.02,
        dropout: 0.3,
        margin: 3.0,
        domains: DOMAINS,
        seeds,
    }
}

fn examples(lessons: &[Lesson]) -> Vec<Example> {
    let examples: Vec<Example> = lessons
        .iter()
        .map(|(sentence, domain, weight)| example(sentence, *domain, *weight))
        .collect();
    let words: usize = examples.iter().map(|example| example.labels.len()).sum();
    println!("{} sentences, {words} words", examples.len());
    examples
}

/// The treebank's sentences with the best labels that its parts of speech allow.
fn silver_of_treebank(model: &Averaged, path: &str) -> Result<Vec<Example>> {
    let mut found = Vec::new();
    for parsed in treebank::read(path)? {
        let sentence = Sentence {
            text: parsed.text,
            ..Sentence::default()
        };
        let mut example = example(&sentence, SILVER, TREEBANK_WEIGHT);
        let text = Text::new(sentence.text.as_str());
        let words = Words::new(&text, &[text.span()]);
        let duty = |span: Span| {
            let mut duties = parsed.words.iter().filter(|(word, _)| word.overlaps(span));
            duties.next().map_or(Duty::Either, |(_, duty)| *duty)
        };
        let duties: Vec<Duty> = words.all.iter().map(|word| duty(word.span)).collect();
        example.labels = model.path(&example, |i, scores| oblige(duties[i], scores));
        found.push(example);
    }
    Ok(found)
}

fn oblige(duty: Duty, scores: &mut [i32; LABELS]) {
    match duty {
        Duty::Name => scores[0] -= MUST,
        Duty::None => scores[0] += MUST,
        Duty::Either => {}
    }
}

/// Sentences of open texts with the model's own labels, those that hold names.
fn silver_of_texts(model: &Averaged, path: &str) -> Result<Vec<Example>> {
    let file = std::fs::read_to_string(path).with_context(|| path.to_owned())?;
    let mut found = Vec::new();
    for line in file.lines() {
        let row: Value = serde_json::from_str(line)?;
        let text = Text::new(row["text"].as_str().unwrap_or_default());
        for span in sentences(&text).into_iter().step_by(4) {
            let sentence = Sentence {
                text: text[span].to_owned(),
                ..Sentence::default()
            };
            let mut example = example(&sentence, SILVER, TEXTS_WEIGHT);
            example.labels = model.path(&example, |_, _| ());
            if example.labels.iter().any(|label| *label != 0) {
                found.push(example);
            }
        }
    }
    Ok(found)
}

fn report(title: &str, model: &Averaged, tests: &[(String, Vec<Example>)]) {
    println!("{title}");
    let mut own = Score::default();
    for (name, test) in tests {
        let mut score = Score::default();
        for example in test {
            let (wanted, found) = (names(&example.labels, 0), model.tag(example));
            score.add(&wanted, &found);
            if !name.ends_with(".jsonl") {
                own.add(&wanted, &found);
            }
        }
        println!("  {name}: {}", score.line());
    }
    println!("  all our own, kept out: {}", own.line());
}

//! Trains the tagger and the parser of annals-syntax on UD English EWT, and measures them on its development part:
//! `cargo run --release -p annals-training-syntax -- TRAIN.conllu DEV.conllu [--write crates/syntax/data/english.bin]`.
//!
//! The parser learns from tags that a tagger gave which had not seen the sentence: five parts, each tagged by a tagger of
//! the other four. Tags from the treebank would be better than any it will meet.

#![allow(
    clippy::disallowed_methods,
    reason = "it reads treebanks, writes weights and takes its time"
)]

mod conllu;
mod learn;
mod measure;
mod oracle;
mod perceptron;

use std::path::PathBuf;

use annals_syntax::training::{Model, tag};
use anyhow::{Context, Result};
use clap::Parser;

use conllu::Sentence;
use learn::{learn_reader, learn_tagger};

#[derive(Parser)]
#[command(about = "Trains the tagger and the parser of annals-syntax, and measures them.")]
struct Options {
    /// The treebank to learn from, in CoNLL-U.
    train: PathBuf,
    /// The treebank to measure on.
    dev: PathBuf,
    /// Where to write the weights.
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
    /// How often the tagger goes over its sentences.
    #[arg(long, default_value_t = 6)]
    tag_rounds: usize,
    /// How often the parser does.
    #[arg(long, default_value_t = 12)]
    rounds: usize,
}

fn main() -> Result<()> {
    let options = Options::parse();
    let mut train = conllu::read(&options.train)?;
    let dev = conllu::read(&options.dev)?;
    let tagger = learn_tagger(&train.iter().collect::<Vec<_>>(), options.tag_rounds);
    retag(&mut train, options.tag_rounds);
    let reader = learn_reader(&train, options.rounds);
    let model = Model { tagger, reader };
    let packed = model.pack()?;
    measure::print(&Model::unpack(&packed)?, &dev);
    println!("{} bytes", packed.len());
    match &options.write {
        Some(path) => std::fs::write(path, packed).with_context(|| path.display().to_string()),
        None => Ok(()),
    }
}

/// Gives each sentence the tags of a tagger that has not seen it.
fn retag(train: &mut [Sentence], rounds: usize) {
    const PARTS: usize = 5;
    for part in 0..PARTS {
        let others = train.iter().enumerate().filter(|(at, _)| at % PARTS != part);
        let tagger = learn_tagger(&others.map(|(_, sentence)| sentence).collect::<Vec<_>>(), rounds);
        for sentence in train.iter_mut().skip(part).step_by(PARTS) {
            sentence.tags = tag(&sentence.words, &tagger);
        }
    }
}

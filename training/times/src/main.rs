//! Fits the weights by which a date without a year finds its year in a story, and measures them with each history left out.
//!
//! `cargo run --release -p annals-training-times -- HISTORIES.jsonl [--write crates/time/src/resolve/weights.rs]`
//!
//! A line of HISTORIES is `{"id", "text", "dct"?, "timexes": [{"start", "end", "value"}]}`, counted in code points. What is
//! fitted is the number of expressions whose value is right, over whole texts, since one wrong year pulls others with it.
//! Without `--write` it says whether the crate has the weights that it finds. Everything is deterministic.
#![allow(clippy::disallowed_methods)] // a program for developers, not a stage

mod histories;
mod search;

use std::path::PathBuf;

use annals_time::training::{STORY, StoryWeights};
use anyhow::Result;
use clap::Parser;

use histories::History;
use search::{Form, START, Search};

#[derive(Parser)]
struct Options {
    /// Histories with their times.
    histories: PathBuf,
    /// Where the weights are written.
    #[arg(long)]
    write: Option<PathBuf>,
}

fn main() -> Result<()> {
    let options = Options::parse();
    let histories = histories::read(&options.histories)?;
    let gold: usize = histories.iter().map(History::gold).sum();
    println!("{} histories, {gold} times", histories.len());
    let mut search = Search::new(&histories);
    println!("right with all weights alike: {}", search.right(&START, None));
    println!(
        "right with the weights of the crate: {}",
        search.right(&STORY, None)
    );
    let plain = report(&mut search, Form::Plain, histories.len());
    let rich = report(&mut search, Form::Rich, histories.len());
    let (form, found) = if rich.0 > plain.0 {
        (Form::Rich, rich.1)
    } else {
        (Form::Plain, plain.1)
    };
    println!("{form:?} is kept: {}", shown(&found));
    match options.write {
        Some(path) => std::fs::write(path, file(&found))?,
        None if found == STORY => println!("the crate has these weights"),
        None => println!("the crate has others: {}", shown(&STORY)),
    }
    Ok(())
}

/// What one form of the weights reaches, and with each history left out; the latter and the weights fitted on all.
fn report(search: &mut Search, form: Form, histories: usize) -> (usize, StoryWeights) {
    let found = search.fit(form, None);
    let all = search.right(&found, None);
    let left_out: usize = (0..histories)
        .map(|index| {
            let fitted = search.fit(form, Some(index));
            search.right_in(&fitted, index)
        })
        .sum();
    println!("{form:?}: {all} right when fitted on all, {left_out} with each history left out");
    (left_out, found)
}

fn shown(weights: &StoryWeights) -> String {
    format!("{weights:?}")
}

/// The source file that holds the weights.
fn file(weights: &StoryWeights) -> String {
    let StoryWeights {
        before: [last, second, third],
        ahead,
        far,
        back,
        leave,
        over,
        apart,
    } = weights;
    format!(
        "//! What `training/times` found to fit the histories best. Written by that program: change it there.

use super::story::StoryWeights;

/// The weights of dates in stories.
pub(crate) const STORY: StoryWeights = StoryWeights {{
    before: [{last}, {second}, {third}],
    ahead: {ahead},
    far: {far},
    back: {back},
    leave: {leave},
    over: {over},
    apart: {apart},
}};
"
    )
}

//! Trains the model that tells article text from the rest of a page, and measures it by leaving sites out.
//!
//! `cargo run --release -p annals-training-extract -- SET... [--write MODEL.bin] [--predict FILE.jsonl] [--worst N]`
//!
//! A SET is a folder with `gold.jsonl` (`id`, `url`, `domain`, `text`) and `ID.html.gz`. Everything is deterministic.
#![allow(clippy::disallowed_methods)] // a program for developers, not a stage

mod boost;
mod labels;
mod measure;
mod samples;
mod votes;

use std::path::PathBuf;

use annals_extract::training::{Ensemble, Exercise, Model};

use boost::{Booster, Size};
use samples::{Sample, words};
use votes::Votes;

/// Sites are dealt into so many parts; each is measured by a model trained on the others.
const FOLDS: usize = 5;

struct Options {
    sets: Vec<PathBuf>,
    write: Option<PathBuf>,
    predict: Option<PathBuf>,
    worst: usize,
    size: Size,
}

/// A page as rows of numbers with labels and weights.
struct Rows<'a> {
    exercise: &'a Exercise<'a>,
    table: Vec<[f32; annals_extract::training::FEATURES]>,
    labels: Vec<f32>,
    weights: Vec<f32>,
    fold: usize,
}

fn main() {
    let options = options();
    let mut samples = Vec::new();
    for set in &options.sets {
        samples::read_set(set, &mut samples);
    }
    eprintln!("{} pages", samples.len());
    let exercises: Vec<Exercise> = samples
        .iter()
        .map(|sample| Exercise::new(&sample.html, sample.url.as_deref()))
        .collect();
    let labels: Vec<Vec<f32>> = samples
        .iter()
        .zip(&exercises)
        .map(|(sample, exercise)| labels::label(exercise, &sample.gold))
        .collect();
    let votes = Votes::count(&samples, &exercises, &labels);
    eprintln!("{} names and words", votes.names.len());
    let rows = all_rows(&samples, &exercises, labels, &votes);
    let labels: Vec<Vec<f32>> = rows.iter().map(|row| row.labels.clone()).collect();
    measure::report("labels", &samples, &rows, &labels, 0);

    let probabilities = cross_validate(&rows, options.size);
    measure::report("sites left out", &samples, &rows, &probabilities, options.worst);
    if let Some(path) = &options.predict {
        measure::predict(path, &samples, &rows, &probabilities);
    }
    if let Some(path) = &options.write {
        let all: Vec<&Rows> = rows.iter().collect();
        let bytes = Model::write(&fit(&all, options.size), &votes.odds_without(None));
        std::fs::write(path, &bytes).expect("the model can be written");
        eprintln!("{}: {} bytes", path.display(), bytes.len());
    }
}

fn options() -> Options {
    let mut options = Options {
        sets: Vec::new(),
        write: None,
        predict: None,
        worst: 0,
        size: Size {
            trees: 200,
            depth: 5,
            columns: 0.3,
        },
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--write" => options.write = arguments.next().map(PathBuf::from),
            "--predict" => options.predict = arguments.next().map(PathBuf::from),
            "--worst" => options.worst = number(arguments.next()) as usize,
            "--trees" => options.size.trees = number(arguments.next()) as usize,
            "--depth" => options.size.depth = number(arguments.next()) as usize,
            "--columns" => options.size.columns = number(arguments.next()),
            _ => options.sets.push(PathBuf::from(argument)),
        }
    }
    options
}

fn number(argument: Option<String>) -> f32 {
    argument
        .and_then(|value| value.parse().ok())
        .expect("a number follows this option")
}

fn all_rows<'a>(
    samples: &[Sample],
    exercises: &'a [Exercise<'a>],
    labels: Vec<Vec<f32>>,
    votes: &Votes,
) -> Vec<Rows<'a>> {
    let pages = samples.iter().zip(exercises).zip(labels);
    let rows = pages.map(|((sample, exercise), shares)| Rows {
        exercise,
        table: exercise.view(votes.odds_without(Some(&sample.domain))).rows(),
        weights: weights(exercise, &shares, sample.gold.len().max(50) as f32),
        labels: shares
            .iter()
            .map(|&share| f32::from(u8::from(share >= 0.5)))
            .collect(),
        fold: fold_of(&sample.domain),
    });
    rows.collect()
}

/// A segment weighs what its words weigh in the page's score; pages of whose gold text less than half is found weigh a
/// fifth.
fn weights(exercise: &Exercise, shares: &[f32], size: f32) -> Vec<f32> {
    const STRANGE: f32 = 0.2;
    let counts: Vec<f32> = exercise
        .texts()
        .iter()
        .map(|text| words(text).len() as f32)
        .collect();
    let found: f32 = shares
        .iter()
        .zip(&counts)
        .map(|(share, count)| share * count)
        .sum();
    let trust = if found < size * 0.5 { STRANGE } else { 1.0 };
    counts
        .iter()
        .map(|count| (trust * (count + 2.0) / size).min(1.0))
        .collect()
}

fn fold_of(domain: &str) -> usize {
    let hash = domain.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    ((hash >> 20) % FOLDS as u64) as usize
}

/// For each page the probabilities from a model that has seen no page of its site.
fn cross_validate(rows: &[Rows], size: Size) -> Vec<Vec<f32>> {
    let mut out = vec![Vec::new(); rows.len()];
    for fold in 0..FOLDS {
        let train: Vec<&Rows> = rows.iter().filter(|row| row.fold != fold).collect();
        let model = fit(&train, size);
        let pages = rows.iter().zip(&mut out).filter(|(row, _)| row.fold == fold);
        pages.for_each(|(row, out)| *out = row.table.iter().map(|row| model.probability(row)).collect());
        eprintln!("fold {fold} done");
    }
    out
}

fn fit(pages: &[&Rows], size: Size) -> Ensemble {
    let table: Vec<_> = pages.iter().flat_map(|page| page.table.iter().copied()).collect();
    let labels = pages
        .iter()
        .flat_map(|page| page.labels.iter().copied())
        .collect();
    let weights = pages
        .iter()
        .flat_map(|page| page.weights.iter().copied())
        .collect();
    Booster::new(&table, labels, weights).fit(size)
}

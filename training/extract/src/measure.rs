//! How well a selection of segments meets the gold text: bags of four words in a row, as the usual scorers have it.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use crate::Rows;
use crate::samples::{Sample, words};

/// Precision and recall of one page, and whether anything was found.
#[derive(Clone, Copy, Debug)]
struct Score {
    precision: f64,
    recall: f64,
    answered: bool,
}

impl Score {
    fn f1(self) -> f64 {
        2.0 * self.precision * self.recall / (self.precision + self.recall).max(1e-9)
    }
}

/// Prints the scores of each set, and the `worst` pages by name.
pub fn report(name: &str, samples: &[Sample], rows: &[Rows], probabilities: &[Vec<f32>], worst: usize) {
    let scores: Vec<Score> = (0..samples.len())
        .map(|page| {
            score(
                &words(&kept_text(&rows[page], &probabilities[page])),
                &samples[page].gold,
            )
        })
        .collect();
    let mut sets: BTreeMap<&str, Vec<Score>> = BTreeMap::new();
    for (sample, score) in samples.iter().zip(&scores) {
        sets.entry(&sample.set).or_default().push(*score);
    }
    let line: Vec<String> = sets
        .iter()
        .map(|(set, scores)| format!("{set} {}", harmonic(scores)))
        .collect();
    println!("{name}: {}", line.join("  "));
    let mut order: Vec<usize> = (0..samples.len()).collect();
    order.sort_by(|&a, &b| scores[a].f1().total_cmp(&scores[b].f1()));
    for &page in order.iter().take(worst) {
        let (sample, score) = (&samples[page], scores[page]);
        let numbers = format!(
            "{:.3} (P {:.2} R {:.2})",
            score.f1(),
            score.precision,
            score.recall
        );
        println!("  {numbers} {} {} {}", sample.set, sample.id, sample.domain);
    }
}

fn kept_text(rows: &Rows, probabilities: &[f32]) -> String {
    let barred = rows.exercise.barred();
    let open: Vec<f32> = probabilities
        .iter()
        .zip(barred)
        .map(|(&probability, barred)| if barred { 0.0 } else { probability })
        .collect();
    let texts = rows.exercise.texts().into_iter().zip(rows.exercise.keep(&open));
    let kept: Vec<&str> = texts.filter(|(_, kept)| *kept).map(|(text, _)| text).collect();
    kept.join("\n\n")
}

fn harmonic(scores: &[Score]) -> String {
    let answered: Vec<f64> = scores
        .iter()
        .filter(|score| score.answered)
        .map(|score| score.precision)
        .collect();
    let p = answered.iter().sum::<f64>() / answered.len().max(1) as f64;
    let r = scores.iter().map(|score| score.recall).sum::<f64>() / scores.len() as f64;
    format!("{:.4} (P {p:.4} R {r:.4})", 2.0 * p * r / (p + r))
}

fn score(found: &[String], gold: &[String]) -> Score {
    let (a, b) = (bag(found), bag(gold));
    let hit: i32 = a
        .iter()
        .map(|(window, count)| *count.min(b.get(window).unwrap_or(&0)))
        .sum();
    let (na, nb) = (a.values().sum::<i32>(), b.values().sum::<i32>());
    Score {
        precision: f64::from(hit) / f64::from(na.max(1)),
        recall: f64::from(hit) / f64::from(nb.max(1)),
        answered: na > 0,
    }
}

fn bag(words: &[String]) -> HashMap<&[String], i32> {
    const WINDOW: usize = 4;
    let mut bag: HashMap<&[String], i32> = HashMap::new();
    if !words.is_empty() && words.len() < WINDOW {
        bag.insert(words, 1);
    }
    words
        .windows(WINDOW)
        .for_each(|window| *bag.entry(window).or_default() += 1);
    bag
}

/// Writes the kept texts as JSON lines.
pub fn predict(path: &Path, samples: &[Sample], rows: &[Rows], probabilities: &[Vec<f32>]) {
    let lines: Vec<String> = samples
        .iter()
        .zip(rows.iter().zip(probabilities))
        .map(|(sample, (row, probabilities))| {
            let text = kept_text(row, probabilities);
            serde_json::json!({"id": sample.id, "set": sample.set, "text": text}).to_string()
        })
        .collect();
    std::fs::write(path, lines.join("\n")).expect("predictions can be written");
}

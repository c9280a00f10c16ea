//! The learner: a linear-chain conditional random field (Lafferty, McCallum, Pereira 2001) over hashed features, trained by
//! AdaGrad with feature dropout; several runs with different seeds are averaged into one set of weights, which is then
//! rounded to bytes. One thread, the same result every time. It knows rows and labels, nothing of words.

use std::io::Write;

use annals_names::training::{LABELS, ROW_BITS, Tagged, USED_LABELS, best_path, forbid, names};
use anyhow::Result;
use flate2::{Compression, write::DeflateEncoder};

/// A sentence ready for training: the rows of each word's features, its labels, and how much it counts.
#[derive(Clone)]
pub struct Example {
    /// Rows of each word's features, without those of its domain.
    pub rows: Vec<Vec<u32>>,
    /// One label a word.
    pub labels: Vec<usize>,
    /// Number of a corpus whose habits differ: beside the shared weights, which are shipped, its sentences have a second set
    /// of their own that takes up what holds there only (Daumé 2007). 0 for corpora that agree with us.
    pub domain: usize,
    /// How much it counts; gold counts 1.
    pub weight: f32,
}

/// How to learn.
#[derive(Clone, Copy)]
pub struct Plan {
    /// Passes over the examples.
    pub rounds: usize,
    /// Step size.
    pub rate: f32,
    /// Share of a word's features that a step does not see.
    pub dropout: f32,
    /// Score that every wrong label is given in training.
    pub margin: f32,
    /// Domains beside the shared one.
    pub domains: usize,
    /// Runs that are averaged.
    pub seeds: u64,
}

type Row = [f32; LABELS];
type Table = [[f32; LABELS]; LABELS];

/// Learns from `examples`; the mean of all seeds.
pub fn learn(examples: &[Example], plan: &Plan) -> Averaged {
    let size = 1 << ROW_BITS;
    let mut sum = vec![[0.0; LABELS]; size];
    let mut transitions = [[0.0; LABELS]; LABELS];
    for seed in 1..=plan.seeds {
        let learned = Learner::new(plan, seed).run(examples);
        for (sum, row) in sum.iter_mut().zip(&learned.rows[..size]) {
            add(sum, row, 1.0);
        }
        for (sum, row) in transitions.iter_mut().zip(&learned.transitions) {
            add(sum, row, 1.0);
        }
    }
    Averaged::round(&sum, &transitions)
}

struct Learner<'p> {
    plan: &'p Plan,
    random: u64,
    rows: Vec<Row>,
    row_squares: Vec<Row>,
    transitions: Table,
    transition_squares: Table,
    /// Sum of the weights after each round of the second half.
    mean_rows: Vec<Row>,
    mean_transitions: Table,
}

impl<'p> Learner<'p> {
    fn new(plan: &'p Plan, seed: u64) -> Self {
        let size = (plan.domains + 1) << ROW_BITS;
        Learner {
            plan,
            random: 0x2545_f491_4f6c_dd1d_u64.wrapping_mul(2 * seed + 1),
            rows: vec![[0.0; LABELS]; size],
            row_squares: vec![[0.01; LABELS]; size],
            transitions: [[0.0; LABELS]; LABELS],
            transition_squares: [[0.01; LABELS]; LABELS],
            mean_rows: vec![[0.0; LABELS]; 1 << ROW_BITS],
            mean_transitions: [[0.0; LABELS]; LABELS],
        }
    }

    fn run(mut self, examples: &[Example]) -> Learned {
        let mut order: Vec<usize> = (0..examples.len()).collect();
        for round in 1..=self.plan.rounds {
            self.shuffle(&mut order);
            let loss: f64 = order.iter().map(|&i| f64::from(self.step(&examples[i]))).sum();
            println!("  round {round}: loss {:.0}", loss);
            if 2 * round > self.plan.rounds {
                self.remember();
            }
        }
        Learned {
            rows: self.mean_rows,
            transitions: self.mean_transitions,
        }
    }

    fn remember(&mut self) {
        for (mean, row) in self.mean_rows.iter_mut().zip(&self.rows) {
            add(mean, row, 1.0);
        }
        for (mean, row) in self.mean_transitions.iter_mut().zip(&self.transitions) {
            add(mean, row, 1.0);
        }
    }

    fn random(&mut self) -> u64 {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        self.random
    }

    fn shuffle(&mut self, order: &mut [usize]) {
        for i in (1..order.len()).rev() {
            let other = (self.random() % (i as u64 + 1)) as usize;
            order.swap(i, other);
        }
    }

    /// One step of AdaGrad on one sentence. Its loss.
    fn step(&mut self, example: &Example) -> f32 {
        if example.labels.is_empty() {
            return 0.0;
        }
        let rows = self.drop_features(example);
        let mut scores: Vec<Row> = rows.iter().map(|rows| self.score(rows)).collect();
        for (score, &gold) in scores.iter_mut().zip(&example.labels) {
            (0..USED_LABELS)
                .filter(|&label| label != gold)
                .for_each(|label| score[label] += self.plan.margin);
        }
        let chain = Chain::new(&scores, &self.transitions, &example.labels);
        for (rows, gradient) in rows.iter().zip(&chain.gradients) {
            self.descend(rows, gradient, example.weight);
        }
        self.descend_transitions(&chain.transitions, example.weight);
        chain.loss
    }

    fn drop_features(&mut self, example: &Example) -> Vec<Vec<u32>> {
        let threshold = (f64::from(self.plan.dropout) * u32::MAX as f64) as u32;
        let offset = (example.domain as u32) << ROW_BITS;
        let mut dropped = Vec::with_capacity(example.rows.len());
        for rows in &example.rows {
            let mut kept = Vec::with_capacity(2 * rows.len());
            for &row in rows {
                if (self.random() >> 32) as u32 >= threshold {
                    kept.push(row);
                    if offset > 0 {
                        kept.push(row + offset);
                    }
                }
            }
            dropped.push(kept);
        }
        dropped
    }

    /// Scores of a word; what was dropped is made up for.
    fn score(&self, rows: &[u32]) -> Row {
        let mut sum = [0.0; LABELS];
        rows.iter()
            .for_each(|&row| add(&mut sum, &self.rows[row as usize], 1.0));
        let scale = 1.0 / (1.0 - self.plan.dropout);
        sum.map(|sum| sum * scale)
    }

    fn descend(&mut self, rows: &[u32], gradient: &Row, weight: f32) {
        if gradient.iter().all(|part| part.abs() < 1e-4) {
            return;
        }
        for &row in rows {
            let (weights, squares) = (&mut self.rows[row as usize], &mut self.row_squares[row as usize]);
            for k in 0..LABELS {
                let slope = weight * gradient[k];
                squares[k] += slope * slope;
                weights[k] -= self.plan.rate * slope / squares[k].sqrt();
            }
        }
    }

    fn descend_transitions(&mut self, gradients: &Table, weight: f32) {
        for (from, row) in gradients.iter().enumerate() {
            for (to, gradient) in row.iter().enumerate() {
                let slope = weight * gradient;
                self.transition_squares[from][to] += slope * slope;
                self.transitions[from][to] -=
                    self.plan.rate * slope / self.transition_squares[from][to].sqrt();
            }
        }
    }
}

struct Learned {
    rows: Vec<Row>,
    transitions: Table,
}

fn add(sum: &mut Row, row: &Row, scale: f32) {
    sum.iter_mut()
        .zip(row)
        .for_each(|(sum, value)| *sum += scale * value);
}

/// Expected minus told labels of one sentence, by the forward-backward algorithm in the space of probabilities.
struct Chain {
    gradients: Vec<Row>,
    transitions: Table,
    loss: f32,
}

impl Chain {
    fn new(scores: &[Row], transitions: &Table, gold: &[usize]) -> Chain {
        let allowed = exponents(transitions);
        let (local, shifts): (Vec<Row>, Vec<f32>) = scores.iter().map(exponentiate).unzip();
        let (forward, scales) = forward(&local, &allowed);
        let backward = backward(&local, &allowed, &scales);
        let mut chain = Chain {
            gradients: vec![[0.0; LABELS]; gold.len()],
            transitions: [[0.0; LABELS]; LABELS],
            loss: scales.iter().map(|scale| scale.ln()).sum::<f32>() + shifts.iter().sum::<f32>(),
        };
        chain.expect(&local, &allowed, &forward, &backward, &scales);
        chain.observe(scores, transitions, gold);
        chain
    }

    fn expect(&mut self, local: &[Row], allowed: &Table, forward: &[Row], backward: &[Row], scales: &[f32]) {
        let mut before = edge();
        for i in 0..local.len() {
            for to in 0..USED_LABELS {
                self.gradients[i][to] = forward[i][to] * backward[i][to];
                let inward = local[i][to] * backward[i][to] / scales[i];
                for from in 0..USED_LABELS {
                    self.transitions[from][to] += before[from] * allowed[from][to] * inward;
                }
            }
            before = forward[i];
        }
    }

    fn observe(&mut self, scores: &[Row], transitions: &Table, gold: &[usize]) {
        let mut before = 0;
        for (i, &label) in gold.iter().enumerate() {
            self.gradients[i][label] -= 1.0;
            self.transitions[before][label] -= 1.0;
            self.loss -= scores[i][label] + transitions[before][label];
            before = label;
        }
    }
}

fn edge() -> Row {
    let mut edge = [0.0; LABELS];
    edge[0] = 1.0;
    edge
}

/// Exponents of the transitions, 0 where forbidden.
fn exponents(transitions: &Table) -> Table {
    let mut forbidden = [[0; LABELS]; LABELS];
    forbid(&mut forbidden);
    std::array::from_fn(|from| {
        std::array::from_fn(|to| {
            if forbidden[from][to] < 0 {
                0.0
            } else {
                transitions[from][to].exp()
            }
        })
    })
}

fn exponentiate(score: &Row) -> (Row, f32) {
    let most = score[..USED_LABELS].iter().copied().fold(f32::MIN, f32::max);
    let mut row = [0.0; LABELS];
    (0..USED_LABELS).for_each(|k| row[k] = (score[k] - most).max(-60.0).exp());
    (row, most)
}

fn forward(local: &[Row], allowed: &Table) -> (Vec<Row>, Vec<f32>) {
    let (mut rows, mut scales) = (Vec::with_capacity(local.len()), Vec::with_capacity(local.len()));
    let mut before = edge();
    for word in local {
        let mut row = [0.0; LABELS];
        for from in 0..USED_LABELS {
            (0..LABELS).for_each(|to| row[to] += before[from] * allowed[from][to]);
        }
        (0..LABELS).for_each(|to| row[to] *= word[to]);
        let scale: f32 = row.iter().sum::<f32>().max(1e-30);
        row.iter_mut().for_each(|value| *value /= scale);
        rows.push(row);
        scales.push(scale);
        before = row;
    }
    (rows, scales)
}

fn backward(local: &[Row], allowed: &Table, scales: &[f32]) -> Vec<Row> {
    let mut rows = vec![[1.0; LABELS]; local.len()];
    for i in (0..local.len().saturating_sub(1)).rev() {
        let next: Row = std::array::from_fn(|to| local[i + 1][to] * rows[i + 1][to] / scales[i + 1]);
        rows[i] = std::array::from_fn(|from| (0..USED_LABELS).map(|to| allowed[from][to] * next[to]).sum());
    }
    rows
}

/// Weights as they are shipped: whole numbers that fit a byte.
pub struct Averaged {
    rows: Vec<[i32; LABELS]>,
    transitions: [[i32; LABELS]; LABELS],
}

impl Averaged {
    fn round(rows: &[Row], transitions: &Table) -> Averaged {
        let mut sizes: Vec<f32> = rows
            .iter()
            .flatten()
            .map(|w| w.abs())
            .filter(|w| *w > 0.0)
            .collect();
        sizes.sort_by(f32::total_cmp);
        let largest = sizes.get(sizes.len() * 9995 / 10000).copied().unwrap_or(1.0);
        let scale = 127.0 / largest;
        let byte = |weight: f32| (weight * scale).round().clamp(-127.0, 127.0) as i32;
        let short = |weight: f32| (weight * scale).round().clamp(-32000.0, 32000.0) as i32;
        Averaged {
            rows: rows.iter().map(|row| row.map(byte)).collect(),
            transitions: transitions.map(|row| row.map(short)),
        }
    }

    /// The labels of a sentence; `limit` may add to the scores of word `i`.
    pub fn path(&self, example: &Example, limit: impl Fn(usize, &mut [i32; LABELS])) -> Vec<usize> {
        let mut transitions = self.transitions;
        forbid(&mut transitions);
        let mut scores: Vec<[i32; LABELS]> = example.rows.iter().map(|rows| self.score(rows)).collect();
        scores
            .iter_mut()
            .enumerate()
            .for_each(|(i, scores)| limit(i, scores));
        best_path(&scores, &transitions)
    }

    /// The names of a sentence.
    pub fn tag(&self, example: &Example) -> Vec<Tagged> {
        names(&self.path(example, |_, _| ()), 0)
    }

    fn score(&self, rows: &[u32]) -> [i32; LABELS] {
        let mut sum = [0; LABELS];
        for &row in rows {
            sum.iter_mut()
                .zip(&self.rows[row as usize])
                .for_each(|(sum, weight)| *sum += weight);
        }
        sum
    }

    /// As the data file holds them.
    pub fn pack(&self) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        for weight in self.transitions.iter().flatten() {
            bytes.extend((*weight as i16).to_le_bytes());
        }
        bytes.extend(self.rows.iter().flatten().map(|weight| *weight as i8 as u8));
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&bytes)?;
        Ok(encoder.finish()?)
    }
}

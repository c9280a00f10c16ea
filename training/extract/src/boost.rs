//! Gradient boosting of log-loss over histograms (Friedman 2001), Newton leaves. Deterministic: its dice have a fixed seed.

use annals_extract::training::{Ensemble, FEATURES, LEAF, Split};

/// How large the ensemble is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// How many trees.
    pub trees: usize,
    /// How many numbers a tree asks at most.
    pub depth: usize,
    /// The share of the numbers that each tree may ask.
    pub columns: f32,
}

const BINS: usize = 64;
const RATE: f32 = 0.1;
const RIDGE: f32 = 0.5;
const LEAST: f32 = 0.2;

pub struct Booster {
    /// Column by column, the bin of each row.
    bins: Vec<Vec<u8>>,
    edges: Vec<Vec<f32>>,
    labels: Vec<f32>,
    weights: Vec<f32>,
    odds: Vec<f32>,
    random: u64,
}

impl Booster {
    /// Sorts the rows into bins.
    pub fn new(table: &[[f32; FEATURES]], labels: Vec<f32>, weights: Vec<f32>) -> Self {
        let mut booster = Booster {
            bins: Vec::new(),
            edges: Vec::new(),
            odds: vec![0.0; labels.len()],
            labels,
            weights,
            random: 7,
        };
        for feature in 0..FEATURES {
            let column: Vec<f32> = table.iter().map(|row| row[feature]).collect();
            let edges = edges(&column);
            let bin = |value: &f32| edges.partition_point(|edge| edge < value) as u8;
            booster.bins.push(column.iter().map(bin).collect());
            booster.edges.push(edges);
        }
        booster
    }

    /// Grows the trees.
    pub fn fit(mut self, size: Size) -> Ensemble {
        let positive: f32 = self.labels.iter().zip(&self.weights).map(|(y, w)| y * w).sum();
        let all: f32 = self.weights.iter().sum();
        let base = (positive / (all - positive)).ln();
        self.odds.fill(base);
        let mut ensemble = Ensemble {
            base,
            ..Ensemble::default()
        };
        for _ in 0..size.trees {
            ensemble.roots.push(ensemble.splits.len() as u32);
            let rows: Vec<u32> = (0..self.labels.len() as u32)
                .filter(|_| self.chance(0.5))
                .collect();
            let features: Vec<usize> = (0..FEATURES)
                .filter(|&f| !self.edges[f].is_empty() && self.chance(size.columns))
                .collect();
            let (gradients, hessians) = self.gradients();
            let mut tree = Vec::new();
            self.grow(rows, &features, &gradients, &hessians, size.depth, &mut tree);
            self.apply(&tree);
            ensemble.splits.extend(tree);
        }
        ensemble
    }

    fn chance(&mut self, share: f32) -> bool {
        self.random = self
            .random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.random >> 40) as f32) < share * (1_u64 << 24) as f32
    }

    fn gradients(&self) -> (Vec<f32>, Vec<f32>) {
        let each = self.odds.iter().zip(&self.labels).zip(&self.weights);
        each.map(|((odds, label), weight)| {
            let p = 1.0 / (1.0 + (-odds).exp());
            (weight * (label - p), weight * p * (1.0 - p))
        })
        .unzip()
    }

    fn grow(
        &self,
        rows: Vec<u32>,
        features: &[usize],
        gradients: &[f32],
        hessians: &[f32],
        depth: usize,
        tree: &mut Vec<Split>,
    ) {
        let sum = |values: &[f32]| rows.iter().map(|&row| values[row as usize]).sum::<f32>();
        let (gradient, hessian) = (sum(gradients), sum(hessians));
        let split = (depth > 0)
            .then(|| self.best_split(&rows, features, gradients, hessians, gradient, hessian))
            .flatten();
        let Some((feature, bin)) = split else {
            tree.push(Split {
                feature: LEAF,
                right: 0,
                threshold: RATE * gradient / (hessian + RIDGE),
            });
            return;
        };
        let at = tree.len();
        tree.push(Split {
            feature: feature as u16,
            right: 0,
            threshold: self.edges[feature][bin],
        });
        let (left, right): (Vec<u32>, Vec<u32>) = rows
            .into_iter()
            .partition(|&row| usize::from(self.bins[feature][row as usize]) <= bin);
        self.grow(left, features, gradients, hessians, depth - 1, tree);
        tree[at].right = tree.len() as u16;
        self.grow(right, features, gradients, hessians, depth - 1, tree);
    }

    fn best_split(
        &self,
        rows: &[u32],
        features: &[usize],
        gradients: &[f32],
        hessians: &[f32],
        gradient: f32,
        hessian: f32,
    ) -> Option<(usize, usize)> {
        let gain = |g: f32, h: f32| g * g / (h + RIDGE);
        let mut best = (1e-4, None);
        for &feature in features {
            let mut histogram = [(0.0_f32, 0.0_f32); BINS];
            let column = &self.bins[feature];
            for &row in rows {
                let entry = &mut histogram[usize::from(column[row as usize])];
                entry.0 += gradients[row as usize];
                entry.1 += hessians[row as usize];
            }
            let (mut g, mut h) = (0.0, 0.0);
            for (bin, entry) in histogram.iter().enumerate().take(self.edges[feature].len()) {
                (g, h) = (g + entry.0, h + entry.1);
                if h < LEAST || hessian - h < LEAST {
                    continue;
                }
                let score = gain(g, h) + gain(gradient - g, hessian - h) - gain(gradient, hessian);
                if score > best.0 {
                    best = (score, Some((feature, bin)));
                }
            }
        }
        best.1
    }

    fn apply(&mut self, tree: &[Split]) {
        for row in 0..self.odds.len() {
            let mut at = 0;
            while tree[at].feature != LEAF {
                let feature = usize::from(tree[at].feature);
                let bin = usize::from(self.bins[feature][row]);
                let above = self.edges[feature]
                    .get(bin.wrapping_sub(1))
                    .is_some_and(|edge| *edge >= tree[at].threshold);
                at = if above {
                    usize::from(tree[at].right)
                } else {
                    at + 1
                };
            }
            self.odds[row] += tree[at].threshold;
        }
    }
}

/// Up to [`BINS`] - 1 borders between bins, at even shares of the rows.
fn edges(column: &[f32]) -> Vec<f32> {
    let mut sorted: Vec<f32> = column
        .iter()
        .step_by((column.len() / 40_000).max(1))
        .copied()
        .collect();
    sorted.sort_by(f32::total_cmp);
    let mut edges: Vec<f32> = (1..BINS)
        .map(|bin| sorted[bin * (sorted.len() - 1) / BINS])
        .collect();
    edges.dedup();
    let last = sorted[sorted.len() - 1];
    edges.retain(|edge| *edge < last);
    edges
}

//! The trained model: an ensemble of decision trees and the vocabulary, in a binary file that the training program
//! writes (`training/extract`). Numbers are little-endian.

use std::sync::OnceLock;

use super::features::{FEATURES, NAMES};
use super::sight::Sight;
use super::vocabulary::Vocabulary;

/// A node of a tree, 12 bytes. A leaf has `feature` = [`LEAF`] and its value in `threshold`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Split {
    /// Which number is asked.
    pub feature: u16,
    /// Where the tree goes on when the number is above the threshold; else at the next split.
    pub right: u16,
    /// The threshold, or the leaf's value in log-odds.
    pub threshold: f32,
}

/// The `feature` of leaves.
pub const LEAF: u16 = u16::MAX;

/// Trees whose values are summed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ensemble {
    /// The log-odds before any tree.
    pub base: f32,
    /// The splits of all trees; each tree's first stands in `roots`.
    pub splits: Vec<Split>,
    /// Where each tree begins in `splits`; `right` counts from there.
    pub roots: Vec<u32>,
}

impl Ensemble {
    /// The probability for one segment.
    pub fn probability(&self, values: &[f32; FEATURES]) -> f32 {
        let odds: f32 = self
            .roots
            .iter()
            .map(|&root| self.value(root as usize, values))
            .sum();
        logistic(self.base + odds)
    }

    /// Of the deepest tree: how many numbers are asked at most.
    fn depth(&self) -> usize {
        let mut deepest = 0;
        for &root in &self.roots {
            let mut open = vec![(root as usize, 0)];
            while let Some((at, depth)) = open.pop() {
                deepest = deepest.max(depth);
                let split = self.splits[at];
                if split.feature != LEAF {
                    open.extend([
                        (at + 1, depth + 1),
                        (root as usize + usize::from(split.right), depth + 1),
                    ]);
                }
            }
        }
        deepest
    }

    fn value(&self, root: usize, values: &[f32; FEATURES]) -> f32 {
        let mut at = root;
        loop {
            let split = self.splits[at];
            if split.feature == LEAF {
                return split.threshold;
            }
            at = if values[usize::from(split.feature)] > split.threshold {
                root + usize::from(split.right)
            } else {
                at + 1
            };
        }
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.base.to_le_bytes());
        out.extend((self.splits.len() as u32).to_le_bytes());
        for split in &self.splits {
            out.extend(split.feature.to_le_bytes());
            out.extend(split.right.to_le_bytes());
            out.extend(split.threshold.to_le_bytes());
        }
        out.extend((self.roots.len() as u32).to_le_bytes());
        self.roots.iter().for_each(|root| out.extend(root.to_le_bytes()));
    }

    fn read(bytes: &mut &[u8]) -> Option<Self> {
        let base = f32::from_le_bytes(take(bytes)?);
        let count = u32::from_le_bytes(take(bytes)?);
        let mut splits = Vec::new();
        for _ in 0..count {
            splits.push(Split {
                feature: u16::from_le_bytes(take(bytes)?),
                right: u16::from_le_bytes(take(bytes)?),
                threshold: f32::from_le_bytes(take(bytes)?),
            });
        }
        let count = u32::from_le_bytes(take(bytes)?);
        let roots = (0..count)
            .map(|_| take(bytes).map(u32::from_le_bytes))
            .collect::<Option<_>>()?;
        Some(Ensemble { base, splits, roots })
    }
}

fn logistic(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (head, rest) = bytes.split_first_chunk::<N>()?;
    *bytes = rest;
    Some(*head)
}

/// After so many trees what is hopeless by then is asked no further: menus and lists of links, most of a page.
const FIRST_TREES: usize = 60;
/// In log-odds: a probability of 1 in 90, a seventh of the least that is ever kept.
const HOPELESS: f32 = -4.5;

/// An ensemble laid out for speed: each tree whole to the same depth, children of `i` at `2i + 1` and `2i + 2`, so that a
/// walk has no branches and many rows share a tree while it is near. The values are the ensemble's to the last bit.
#[derive(Clone, Debug, Default)]
struct Grove {
    base: f32,
    depth: usize,
    /// Feature and threshold of the inner nodes, tree after tree.
    questions: Vec<(u32, f32)>,
    /// Values of the leaves, tree after tree.
    leaves: Vec<f32>,
}

impl Grove {
    fn of(ensemble: &Ensemble) -> Self {
        let mut grove = Grove {
            base: ensemble.base,
            depth: ensemble.depth(),
            ..Grove::default()
        };
        let inner = (1 << grove.depth) - 1;
        for &root in &ensemble.roots {
            let start = grove.questions.len();
            grove.questions.resize(start + inner, (0, f32::INFINITY));
            let mut level = vec![root as usize];
            for depth in 0..grove.depth {
                level = grove.plant(ensemble, root as usize, start + (1 << depth) - 1, &level);
            }
            grove
                .leaves
                .extend(level.iter().map(|&at| ensemble.splits[at].threshold));
        }
        grove
    }

    /// Writes one level of a tree and says which splits stand on the next; a leaf that comes early stands on all below.
    fn plant(&mut self, ensemble: &Ensemble, root: usize, start: usize, level: &[usize]) -> Vec<usize> {
        let mut next = Vec::with_capacity(level.len() * 2);
        for (place, &at) in level.iter().enumerate() {
            let split = ensemble.splits[at];
            if split.feature == LEAF {
                next.extend([at, at]);
            } else {
                self.questions[start + place] = (u32::from(split.feature), split.threshold);
                next.extend([at + 1, root + usize::from(split.right)]);
            }
        }
        next
    }

    /// The log-odds of many rows.
    fn odds(&self, rows: &[&[f32; FEATURES]]) -> Vec<f32> {
        match self.depth {
            // The shipped depth by its number, so that the compiler unrolls the walk.
            5 => self.sum(rows, 5),
            depth => self.sum(rows, depth),
        }
    }

    #[inline(always)]
    fn sum(&self, rows: &[&[f32; FEATURES]], depth: usize) -> Vec<f32> {
        /// So many rows stay near while all trees pass over them.
        const NEAR: usize = 64;
        let inner = (1 << depth) - 1;
        let mut odds = vec![0.0; rows.len()];
        for (rows, odds) in rows.chunks(NEAR).zip(odds.chunks_mut(NEAR)) {
            let mut open: Vec<usize> = (0..rows.len()).collect();
            let leaves = self.leaves.chunks_exact(inner + 1);
            for (tree, leaves) in leaves.enumerate() {
                let questions = &self.questions[tree * inner..][..inner];
                for &at in &open {
                    odds[at] += leaves[walk(questions, rows[at], depth)];
                }
                if tree + 1 == FIRST_TREES {
                    open.retain(|&at| self.base + odds[at] > HOPELESS);
                }
            }
        }
        odds
    }
}

/// How much one number moved a segment towards the article or away from it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Influence {
    /// What the number says.
    pub name: &'static str,
    /// The number.
    pub value: f32,
    /// The log-odds it added, summed over all trees.
    pub odds: f32,
}

impl Grove {
    /// What each number adds to the log-odds of a row: at each question the step from the mean of the leaves below to the
    /// mean below the answer (the decision path decomposition of A. Saabas, 2014, with leaves of equal weight).
    fn influences(&self, row: &[f32; FEATURES]) -> [f32; FEATURES] {
        let mut added = [0.0; FEATURES];
        let inner = (1 << self.depth) - 1;
        for (tree, leaves) in self.leaves.chunks_exact(inner + 1).enumerate() {
            let questions = &self.questions[tree * inner..][..inner];
            let (mut at, mut below) = (0, leaves);
            while let Some(&(feature, threshold)) = questions.get(at) {
                let before = mean(below);
                let (no, yes) = below.split_at(below.len() / 2);
                let answer = row[feature as usize] > threshold;
                below = if answer { yes } else { no };
                at = 2 * at + 1 + usize::from(answer);
                added[feature as usize] += mean(below) - before;
            }
        }
        added
    }
}

fn mean(values: &[f32]) -> f32 {
    values.iter().sum::<f32>() / values.len() as f32
}

/// The leaf in which a row ends.
#[inline(always)]
fn walk(questions: &[(u32, f32)], row: &[f32; FEATURES], depth: usize) -> usize {
    let mut at = 0;
    for _ in 0..depth {
        let (feature, threshold) = questions[at];
        at = 2 * at + 1 + usize::from(row[feature as usize] > threshold);
    }
    at + 1 - (1 << depth)
}

/// Everything that was trained.
#[derive(Clone, Debug, Default)]
pub struct Model {
    grove: Grove,
    vocabulary: Vocabulary,
}

impl Model {
    /// From its parts.
    pub fn new(ensemble: Ensemble, vocabulary: Vocabulary) -> Self {
        Model {
            grove: Grove::of(&ensemble),
            vocabulary,
        }
    }

    /// The model in the binary. It is read once.
    pub fn shipped() -> &'static Model {
        static SHIPPED: OnceLock<Model> = OnceLock::new();
        SHIPPED.get_or_init(|| Model::read(include_bytes!("model.bin")).unwrap_or_default())
    }

    /// The words and names it knows.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// For each segment the probability that it is article text; zero for those that are not `open`.
    pub fn probabilities(&self, sight: &Sight, open: &[bool]) -> Vec<f32> {
        let rows = sight.rows().iter().zip(open).filter(|(_, open)| **open);
        let rows: Vec<&[f32; FEATURES]> = rows.map(|(row, _)| &row.values).collect();
        let mut odds = self.grove.odds(&rows).into_iter();
        let mut probability = |open: &bool| match open {
            true => odds.next().map_or(0.0, |odds| logistic(self.grove.base + odds)),
            false => 0.0,
        };
        open.iter().map(&mut probability).collect()
    }

    /// The numbers that moved a segment most, the strongest first.
    pub fn influences(&self, row: &[f32; FEATURES], most: usize) -> Vec<Influence> {
        let added = self.grove.influences(row);
        let mut influences: Vec<Influence> = (0..FEATURES)
            .filter(|&at| added[at] != 0.0)
            .map(|at| Influence {
                name: NAMES[at],
                value: row[at],
                odds: added[at],
            })
            .collect();
        influences.sort_by(|a, b| b.odds.abs().total_cmp(&a.odds.abs()));
        influences.truncate(most);
        influences
    }

    /// The file's bytes: the ensemble, then pairs of hash and log-odds in fortieths.
    pub fn write(ensemble: &Ensemble, odds: &[(u32, f32)]) -> Vec<u8> {
        let mut out = Vec::new();
        ensemble.write(&mut out);
        out.extend((odds.len() as u32).to_le_bytes());
        for (hash, odds) in odds {
            out.extend(hash.to_le_bytes());
            out.push((odds * 40.0).round().clamp(-127.0, 127.0) as i8 as u8);
        }
        out
    }

    /// Reads what [`Model::write`] wrote; `None` where it is cut short.
    pub fn read(mut bytes: &[u8]) -> Option<Model> {
        let bytes = &mut bytes;
        let ensemble = Ensemble::read(bytes)?;
        let count = u32::from_le_bytes(take(bytes)?);
        let mut odds = Vec::new();
        for _ in 0..count {
            let hash = u32::from_le_bytes(take(bytes)?);
            odds.push((hash, f32::from(i8::from_le_bytes(take(bytes)?)) / 40.0));
        }
        Some(Model::new(ensemble, Vocabulary::new(odds)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stump() -> Ensemble {
        let leaf = |threshold| Split {
            feature: LEAF,
            right: 0,
            threshold,
        };
        let root = Split {
            feature: 3,
            right: 2,
            threshold: 0.5,
        };
        Ensemble {
            base: 0.0,
            splits: vec![root, leaf(2.0), leaf(-2.0)],
            roots: vec![0],
        }
    }

    #[test]
    fn the_shipped_model_is_whole() {
        let model = Model::read(include_bytes!("model.bin")).expect("the file is whole");
        assert!(model.grove.leaves.len() > 50);
    }

    #[test]
    fn the_grove_answers_as_the_ensemble_does() {
        let bytes = &mut &include_bytes!("model.bin")[..];
        let ensemble = Ensemble::read(bytes).expect("whole");
        let grove = Grove::of(&ensemble);
        let rows: Vec<[f32; FEATURES]> = (0..100)
            .map(|row| {
                std::array::from_fn(|at| ((row * 31 + at * 17) % 97) as f32 / (1 + at % 5) as f32 - 6.0)
            })
            .collect();
        let odds = grove.odds(&rows.iter().collect::<Vec<_>>());
        for (row, odds) in rows.iter().zip(odds) {
            let (ours, its) = (logistic(grove.base + odds), ensemble.probability(row));
            assert!(
                ours == its || grove.base + odds <= HOPELESS && its < 0.05,
                "{ours} {its}"
            );
        }
    }

    #[test]
    fn influences_add_up_to_the_odds() {
        let model = Model::read(include_bytes!("model.bin")).expect("whole");
        let row: [f32; FEATURES] = std::array::from_fn(|at| (at * 13 % 29) as f32 - 4.0);
        let inner = (1 << model.grove.depth) - 1;
        let means: f32 = model.grove.leaves.chunks_exact(inner + 1).map(mean).sum();
        let added: f32 = model.grove.influences(&row).iter().sum();
        assert!((means + added - model.grove.odds(&[&row])[0]).abs() < 1e-3);
        let strongest = model.influences(&row, 3);
        assert_eq!(strongest.len(), 3);
        assert!(strongest[0].odds.abs() >= strongest[2].odds.abs());
    }

    #[test]
    fn what_is_written_is_read() {
        let bytes = Model::write(&stump(), &[(7, 1.5)]);
        let model = Model::read(&bytes).expect("whole");
        assert_eq!(model.grove.leaves, [2.0, -2.0]);
        assert_eq!(model.vocabulary.odds(7), Some(1.5));
        assert!(Model::read(&bytes[..bytes.len() - 1]).is_none());
    }

    #[test]
    fn a_tree_asks_its_number() {
        let mut values = [0.0; FEATURES];
        assert!(stump().probability(&values) > 0.8);
        values[3] = 1.0;
        assert!(stump().probability(&values) < 0.2);
    }
}

//! The trained model: an ensemble of decision trees and the vocabulary, in a binary file that the training program
//! writes (`examples/train_blocks.rs`). Numbers are little-endian.

use std::sync::OnceLock;

use super::features::FEATURES;
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
        1.0 / (1.0 + (-(self.base + odds)).exp())
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

fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (head, rest) = bytes.split_first_chunk::<N>()?;
    *bytes = rest;
    Some(*head)
}

/// Everything that was trained.
#[derive(Clone, Debug, Default)]
pub struct Model {
    ensemble: Ensemble,
    vocabulary: Vocabulary,
}

impl Model {
    /// From its parts.
    pub fn new(ensemble: Ensemble, vocabulary: Vocabulary) -> Self {
        Model { ensemble, vocabulary }
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

    /// For each segment the probability that it is article text.
    pub fn probabilities(&self, sight: &Sight) -> Vec<f32> {
        let rows = sight.rows().iter();
        rows.map(|row| self.ensemble.probability(&row.values)).collect()
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
        assert!(model.ensemble.roots.len() > 50);
    }

    #[test]
    fn what_is_written_is_read() {
        let bytes = Model::write(&stump(), &[(7, 1.5)]);
        let model = Model::read(&bytes).expect("whole");
        assert_eq!(model.ensemble, stump());
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

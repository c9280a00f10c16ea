//! Linear weights under hashed features (Weinberger et al. 2009): a feature is a number that says where its row of weights
//! stands, one weight a class. Rows that two features share are the price of a table without keys.

/// Says how much a feature speaks for each class.
pub trait Weights {
    /// Adds the weights of a feature to the scores, one a class.
    fn add(&self, feature: u64, scores: &mut [f32]);
}

/// The weights that are shipped: one byte each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The number of rows is two to this power.
    pub bits: u32,
    /// Weights of a row.
    pub classes: usize,
    /// Row after row.
    pub cells: Vec<i8>,
}

/// The row of a feature in a table of two to the power of `bits` rows.
pub fn row(feature: u64, bits: u32) -> usize {
    (feature >> (64 - bits)) as usize
}

impl Weights for Table {
    #[inline]
    fn add(&self, feature: u64, scores: &mut [f32]) {
        let start = row(feature, self.bits) * self.classes;
        let Some(cells) = self.cells.get(start..start + self.classes) else {
            return;
        };
        for (score, &cell) in scores.iter_mut().zip(cells) {
            *score += f32::from(cell);
        }
    }
}

/// Gathers the features of one decision.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// What was found, template after template.
    pub features: Vec<u64>,
    template: u64,
}

impl Gathered {
    /// Begins the next decision.
    pub fn clear(&mut self) {
        self.features.clear();
        self.template = 0;
    }

    /// The next template: its parts in their order.
    #[inline(always)]
    pub fn push<const N: usize>(&mut self, parts: [u32; N]) {
        self.template += 1;
        let start = self.template.wrapping_mul(FACTOR);
        let hash = parts.iter().fold(start, |hash, &part| mix(hash, u64::from(part)));
        self.features.push(hash);
    }

    /// The sums of the weights of all features.
    pub fn score(&self, weights: &impl Weights, scores: &mut [f32]) {
        scores.fill(0.0);
        for &feature in &self.features {
            weights.add(feature, scores);
        }
    }
}

const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

#[inline(always)]
fn mix(hash: u64, part: u64) -> u64 {
    (hash.rotate_left(23) ^ part).wrapping_mul(FACTOR)
}

/// A hash of bytes that is the same on every machine: weights were learned under it.
pub fn hash(bytes: impl Iterator<Item = u8>) -> u32 {
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash ^ hash >> 32) as u32
}

//! The numbers by which the trees judge a segment. Their order is part of the trained model: append, and train anew.

/// How many numbers describe a segment.
pub const FEATURES: usize = 90;

/// The numbers of one segment.
#[derive(Clone, Debug)]
pub struct Features {
    /// In the order they were pushed; the rest is zero.
    pub values: [f32; FEATURES],
    filled: usize,
}

impl Features {
    /// None yet.
    pub fn new() -> Self {
        Features {
            values: [0.0; FEATURES],
            filled: 0,
        }
    }

    /// Appends numbers. More than [`FEATURES`] is a mistake of the caller.
    pub fn extend(&mut self, values: &[f32]) {
        self.values[self.filled..self.filled + values.len()].copy_from_slice(values);
        self.filled += values.len();
    }
}

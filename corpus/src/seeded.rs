//! A small seeded generator of numbers (SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number
//! generators", 2014), so that the same seed gives the same pages on any machine. Not for secrets.

/// Where the sequence stands.
pub struct Seeded(u64);

impl Seeded {
    /// A sequence that depends on `seed` and on each of `parts`.
    pub fn new(seed: u64, parts: &[u64]) -> Self {
        parts.iter().fold(Seeded(seed), |mut sequence, part| {
            Seeded(sequence.draw() ^ part.wrapping_mul(0x9E37_79B9_7F4A_7C15))
        })
    }

    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, which is not 0.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.draw() % bound as u64) as usize
    }

    /// Whether something of this likelihood, in hundredths, comes true.
    pub fn chance(&mut self, hundredths: usize) -> bool {
        self.below(100) < hundredths
    }

    /// One of `choices`, which are not empty.
    pub fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }
}

//! Finds texts that are nearly whole copies where single word pairs no longer find anything: in a large collection of texts
//! made of stock phrases every pair stands in more texts than are remembered for it. Of a text a few small digests are kept,
//! each made of several pairs picked by chance (Broder's min-wise sampling in bands, as in Leskovec, Rajaraman and Ullman,
//! "Mining of Massive Datasets", chapter 3): two texts that have nearly all pairs in common have a digest in common, and
//! others hardly ever do. It only proposes; the grouping of families compares.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

/// So many digests are made of a text, each of so many pairs: texts that have 7 in 10 of all their pairs in common meet
/// with a chance of .95, those that have 3 in 10 with one of .04.
const DIGESTS: usize = 16;
const PAIRS: usize = 5;
const SAMPLES: usize = DIGESTS * PAIRS;

/// For each digest, the first text that had it.
#[derive(Default)]
pub(crate) struct Sketches {
    first: FxHashMap<u64, u32>,
}

impl Sketches {
    /// Remembers a text by its pairs.
    pub fn add(&mut self, text: u32, pairs: &[u32]) {
        for digest in digests(pairs) {
            self.first.entry(digest).or_insert(text);
        }
    }

    /// Texts that may be copies, each once, ascending.
    pub fn like(&self, pairs: &[u32]) -> Vec<u32> {
        let known = digests(pairs);
        let mut found: Vec<u32> = known
            .iter()
            .filter_map(|digest| self.first.get(digest).copied())
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

fn digests(pairs: &[u32]) -> [u64; DIGESTS] {
    let samples = samples(pairs);
    std::array::from_fn(|digest| {
        let mut hasher = FxHasher::default();
        (digest, &samples[digest * PAIRS..][..PAIRS]).hash(&mut hasher);
        hasher.finish()
    })
}

/// The smallest of the pairs in each of several orders.
fn samples(pairs: &[u32]) -> [u32; SAMPLES] {
    let mut smallest = [u32::MAX; SAMPLES];
    for &pair in pairs {
        let mixed = mix(pair);
        for (order, smallest) in smallest.iter_mut().enumerate() {
            // Mixed anew for each order: a mere factor would make orders that choose alike.
            let placed = mix(mixed ^ ORDERS[order]);
            *smallest = placed.min(*smallest);
        }
    }
    smallest
}

const ORDERS: [u32; SAMPLES] = orders();

const fn orders() -> [u32; SAMPLES] {
    let mut orders = [0; SAMPLES];
    let mut order = 0;
    while order < SAMPLES {
        orders[order] = mix(order as u32 + 1);
        order += 1;
    }
    orders
}

/// The finalizer of MurmurHash3.
const fn mix(number: u32) -> u32 {
    let number = (number ^ (number >> 16)).wrapping_mul(0x85eb_ca6b);
    let number = (number ^ (number >> 13)).wrapping_mul(0xc2b2_ae35);
    number ^ (number >> 16)
}

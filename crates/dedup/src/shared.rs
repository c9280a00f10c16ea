//! Which word pairs stand in more than one text, and what each weighs. The hashes are counted range by range: fingerprints
//! are sorted, so the part of each that lies in a range is one run, and the table of one range is small. What is found is
//! written over the hashes, so that a collection needs little more memory than its fingerprints.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::families::{Member, POSTINGS};
use crate::fingerprint::SAMPLE;

/// Into so many ranges the hashes are parted.
const RANGES: u64 = 64;

/// The word pairs that several texts have. They are numbered in the order of their hashes.
pub(crate) struct SharedPairs {
    /// Robertson's idf of each.
    pub weights: Vec<f32>,
    /// Where the representatives of each may be kept, [`POSTINGS`] at most; one more number for the end.
    pub starts: Vec<usize>,
    /// The numbers that each text has, ascending, one text behind the other.
    numbers: Vec<u32>,
    ends: Vec<usize>,
}

impl SharedPairs {
    /// Numbers the pairs of texts, each of which ends in `pairs` where `ends` says; weighs the texts.
    pub fn of(pairs: Vec<u32>, ends: Vec<usize>) -> (Self, Vec<Member>) {
        let members = (0..ends.len())
            .map(|text| member(&pairs[range(&ends, text)]))
            .collect();
        let mut numbering = Numbering {
            read: (0..ends.len()).map(|text| range(&ends, text).start).collect(),
            kept: vec![0; ends.len()],
            shared: SharedPairs {
                weights: Vec::new(),
                starts: vec![0],
                numbers: pairs,
                ends,
            },
            members,
        };
        for part in 1..=RANGES {
            numbering.number_below(part << (32 - RANGES.ilog2()));
        }
        numbering.compact()
    }

    /// The shared pairs of a text.
    pub fn of_text(&self, text: usize) -> &[u32] {
        &self.numbers[range(&self.ends, text)]
    }
}

/// Where the pairs of a text stand.
pub(crate) fn range(ends: &[usize], text: usize) -> Range<usize> {
    let start = text.checked_sub(1).map_or(0, |before| ends[before]);
    start..ends[text]
}

/// A member that weighs nothing yet.
fn member(pairs: &[u32]) -> Member {
    let sampled = match pairs {
        [.., last] if pairs.len() == SAMPLE => *last as f32 / u32::MAX as f32,
        _ => 1.0,
    };
    Member { mass: 0.0, sampled }
}

struct Numbering {
    shared: SharedPairs,
    members: Vec<Member>,
    /// For each text, up to where its hashes have been read.
    read: Vec<usize>,
    /// For each text, how many numbers stand at its beginning.
    kept: Vec<u32>,
}

impl Numbering {
    /// Counts and numbers the hashes below `limit` that have not been read.
    fn number_below(&mut self, limit: u64) {
        let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
        for text in 0..self.read.len() {
            for &hash in &self.shared.numbers[self.run(text, limit)] {
                *counts.entry(hash).or_default() += 1;
            }
        }
        let found = self.found(counts);
        for text in 0..self.read.len() {
            self.rewrite(text, limit, &found);
        }
    }

    /// The hashes of a text that come next and lie below `limit`.
    fn run(&self, text: usize, limit: u64) -> Range<usize> {
        let start = self.read[text];
        let rest = &self.shared.numbers[start..self.shared.ends[text]];
        let length = rest.iter().take_while(|&&hash| u64::from(hash) < limit);
        start..start + length.count()
    }

    /// The number of each hash that is shared.
    fn found(&mut self, counts: FxHashMap<u32, u32>) -> FxHashMap<u32, u32> {
        let mut shared: Vec<(u32, u32)> = counts.into_iter().filter(|&(_, count)| count > 1).collect();
        shared.sort_unstable();
        let mut found = FxHashMap::default();
        found.reserve(shared.len());
        for (hash, count) in shared {
            found.insert(hash, self.shared.weights.len() as u32);
            self.shared.weights.push(self.weight(count));
            let end = self.shared.starts.last().copied().unwrap_or_default();
            self.shared.starts.push(end + POSTINGS.min(count as usize));
        }
        found
    }

    /// Of a pair that so many texts have.
    fn weight(&self, count: u32) -> f32 {
        (1.0 + self.members.len() as f32 / count as f32).ln()
    }

    /// Puts numbers in place of the next hashes of a text, closing up, and adds what they weigh.
    fn rewrite(&mut self, text: usize, limit: u64, found: &FxHashMap<u32, u32>) {
        let alone = self.weight(1);
        let run = self.run(text, limit);
        let mut to = range(&self.shared.ends, text).start + self.kept[text] as usize;
        for at in run.clone() {
            let number = found.get(&self.shared.numbers[at]).copied();
            self.members[text].mass += number.map_or(alone, |number| self.shared.weights[number as usize]);
            if let Some(number) = number {
                self.shared.numbers[to] = number;
                to += 1;
            }
        }
        self.read[text] = run.end;
        self.kept[text] = (to - range(&self.shared.ends, text).start) as u32;
    }

    /// Closes the gaps between texts.
    fn compact(mut self) -> (SharedPairs, Vec<Member>) {
        let (mut from, mut to) = (0, 0);
        for (end, &kept) in self.shared.ends.iter_mut().zip(&self.kept) {
            let kept = from..from + kept as usize;
            from = *end;
            *end = to + kept.len();
            self.shared.numbers.copy_within(kept, to);
            to = *end;
        }
        self.shared.numbers.truncate(to);
        self.shared.numbers.shrink_to_fit();
        (self.shared, self.members)
    }
}

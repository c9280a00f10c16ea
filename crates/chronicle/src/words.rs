//! Strings kept once: names, titles and sentences repeat a thousand times in a collection, and a number takes four bytes.
//! Numbers are given in order of arrival, so nothing that is printed or sorted may depend on them.

use std::hash::{Hash, Hasher};
use std::num::NonZeroU32;

use rustc_hash::{FxHashMap, FxHasher};

/// A string kept in [`Words`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Word(NonZeroU32);

/// The strings, one behind the other.
#[derive(Debug, Default)]
pub struct Words {
    letters: String,
    ends: Vec<usize>,
    by_hash: FxHashMap<u64, Word>,
}

impl Words {
    /// The number of `word`, which is kept if it is new.
    pub fn keep(&mut self, word: &str) -> Word {
        let mut hash = hash(word);
        // Two words that share a hash stand at neighbouring hashes.
        while let Some(&known) = self.by_hash.get(&hash) {
            if self.get(known) == word {
                return known;
            }
            hash = hash.wrapping_add(1);
        }
        self.letters.push_str(word);
        self.ends.push(self.letters.len());
        let number = u32::try_from(self.ends.len()).ok().and_then(NonZeroU32::new);
        let number = Word(number.expect("fewer than four billion strings"));
        self.by_hash.insert(hash, number);
        number
    }

    /// Forgets how strings are found: none will be kept any more.
    pub fn close(&mut self) {
        self.by_hash = FxHashMap::default();
    }

    /// The string itself.
    pub fn get(&self, word: Word) -> &str {
        let number = word.0.get() as usize - 1;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.letters[start..self.ends[number]]
    }
}

fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    word.hash(&mut hasher);
    hasher.finish()
}

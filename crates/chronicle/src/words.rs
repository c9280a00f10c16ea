//! Strings kept once: names, titles and sentences repeat a thousand times in a collection, and a number takes four bytes.
//! Numbers are given in order of arrival, so nothing that is printed or sorted may depend on them.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

/// A string kept in [`Words`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Word(u32);

/// The strings, one behind the other.
#[derive(Debug, Default)]
pub struct Words {
    letters: String,
    ends: Vec<usize>,
    by_hash: FxHashMap<u64, u32>,
}

impl Words {
    /// The number of `word`, which is kept if it is new.
    pub fn keep(&mut self, word: &str) -> Word {
        let mut hash = hash(word);
        // Two words that share a hash stand at neighbouring hashes.
        while let Some(&known) = self.by_hash.get(&hash) {
            if self.get(Word(known)) == word {
                return Word(known);
            }
            hash = hash.wrapping_add(1);
        }
        let number = u32::try_from(self.ends.len()).expect("fewer than four billion strings");
        self.letters.push_str(word);
        self.ends.push(self.letters.len());
        self.by_hash.insert(hash, number);
        Word(number)
    }

    /// The string itself.
    pub fn get(&self, word: Word) -> &str {
        let number = word.0 as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.letters[start..self.ends[number]]
    }
}

fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    word.hash(&mut hasher);
    hasher.finish()
}

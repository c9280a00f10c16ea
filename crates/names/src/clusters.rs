//! Word classes: words that stand in like contexts share the beginning of a path in a tree (Brown et al. 1992). From
//! spaCy's lookup tables (see `data/NOTICE.md`), packed as hashes of words as printed.

use std::sync::LazyLock;

use crate::fold::mix;

/// The embedded classes.
pub struct Clusters {
    /// 44 bits of word hash, 20 bits of path; sorted.
    keys: Vec<u64>,
    /// Where in `keys` each value of the topmost 16 bits begins.
    buckets: Vec<u32>,
}

static CLUSTERS: LazyLock<Clusters> =
    LazyLock::new(|| Clusters::unpack(include_bytes!("../data/clusters.bin")));

/// Bits of a packed key that hold the path.
pub const PATH_BITS: u32 = 20;

/// The hash of a word as printed, case and all; the same on every machine, since the data file holds it.
pub fn word_hash(word: &str) -> u64 {
    let fnv = word.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |state, byte| {
        (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    mix(fnv)
}

impl Clusters {
    /// The embedded classes.
    pub fn embedded() -> &'static Clusters {
        &CLUSTERS
    }

    /// The path of a word, its first branch in the lowest bit, with 1 above the last; 0 for unknown words.
    pub fn path(&self, word: &str) -> u32 {
        let hash = word_hash(word);
        let (top, key) = ((hash >> 48) as usize, hash >> PATH_BITS);
        let bucket = &self.keys[self.buckets[top] as usize..self.buckets[top + 1] as usize];
        let at = bucket.partition_point(|slot| slot >> PATH_BITS < key);
        bucket
            .get(at)
            .filter(|slot| *slot >> PATH_BITS == key)
            .map_or(0, |slot| (slot & ((1 << PATH_BITS) - 1)) as u32)
    }

    /// Sorted keys as distances, in groups of seven bits.
    fn unpack(packed: &[u8]) -> Clusters {
        let mut keys = Vec::with_capacity(packed.len() / 5);
        let (mut key, mut distance, mut shift) = (0u64, 0u64, 0u32);
        for byte in packed {
            distance |= u64::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
            shift += 7;
            if byte & 0x80 == 0 {
                key = key.wrapping_add(distance);
                keys.push(key);
                (distance, shift) = (0, 0);
            }
        }
        keys.sort_unstable();
        let mut buckets = vec![0u32; 0x1_0001];
        keys.iter().for_each(|key| buckets[(key >> 48) as usize + 1] += 1);
        (1..buckets.len()).for_each(|i| buckets[i] += buckets[i - 1]);
        Clusters { keys, buckets }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn like_words_share_a_class() {
        let clusters = Clusters::embedded();
        assert_ne!(clusters.path("London"), 0);
        assert_eq!(clusters.path("London"), clusters.path("Paris"));
        assert_eq!(clusters.path("qqxzzt"), 0);
    }
}

//! What class names and words of short lines say about the text they stand on or in: for each, the log-odds that it is
//! article text, learned as one vote a site. Names are kept as hashes.

use rustc_hash::FxHashMap;

use crate::html::{AttributeName, NodeId, Tree};

/// Log-odds by hash of the name.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    odds: FxHashMap<u32, f32>,
}

/// No more names of one element or words of one line are read.
const MOST: usize = 24;

impl Vocabulary {
    /// From pairs of hash and log-odds.
    pub fn new(odds: impl IntoIterator<Item = (u32, f32)>) -> Self {
        Vocabulary {
            odds: odds.into_iter().collect(),
        }
    }

    /// The log-odds of a name, if it is known.
    pub fn odds(&self, hash: u32) -> Option<f32> {
        self.odds.get(&hash).copied()
    }

    /// Sum of the known log-odds, each at most 3 either way; and how many are known.
    pub fn sum(&self, hashes: impl IntoIterator<Item = u32>) -> (f32, usize) {
        let known = hashes.into_iter().filter_map(|hash| self.odds(hash));
        known.fold((0.0, 0), |(sum, count), odds| {
            (sum + odds.clamp(-3.0, 3.0), count + 1)
        })
    }
}

/// Where an element's names stand, and which names of different places are of one kind.
const NAMING: [(u32, AttributeName); 6] = [
    (1, AttributeName::Class),
    (1, AttributeName::Id),
    (2, AttributeName::Role),
    (3, AttributeName::Itemprop),
    (1, AttributeName::DataTestid),
    (1, AttributeName::DataComponent),
];

/// The class of an element that has no other names.
pub fn only_class<'a>(tree: &Tree<'a>, id: NodeId) -> Option<&'a str> {
    let others = &NAMING[1..];
    let bare = others
        .iter()
        .all(|&(_, name)| tree.raw_attribute(id, name).is_none());
    tree.raw_attribute(id, AttributeName::Class).filter(|_| bare)
}

/// Hashes of the names in an element's class, id and role: each whole and in its parts, lower case, digits dropped.
pub fn class_tokens(tree: &Tree<'_>, id: NodeId, hashes: &mut Vec<u32>) {
    hashes.clear();
    for (kind, name) in NAMING {
        for token in tree
            .raw_attribute(id, name)
            .unwrap_or("")
            .split_ascii_whitespace()
        {
            if hashes.len() >= MOST {
                return;
            }
            push_unique(hashes, hash(kind, token));
            let parts = token
                .split(['-', '_', ':', '.'])
                .filter(|part| part.len() > 2 && part.len() < token.len())
                .take(MOST);
            parts.for_each(|part| push_unique(hashes, hash(kind, part)));
        }
    }
}

/// Hashes of the words of a line, without marks and digits.
pub fn word_tokens(line: &str, hashes: &mut Vec<u32>) {
    hashes.clear();
    for word in line
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(MOST)
    {
        push_unique(hashes, hash_lower(9, word));
    }
}

fn push_unique(hashes: &mut Vec<u32>, hash: u32) {
    if !hashes.contains(&hash) {
        hashes.push(hash);
    }
}

/// FNV-1a over letters in lower case, digits dropped, so that "ad-12" and "ad-13" are one name.
fn hash(kind: u32, token: &str) -> u32 {
    let letters = token.bytes().filter(|byte| !byte.is_ascii_digit());
    fold(kind, letters.map(|byte| byte.to_ascii_lowercase()))
}

fn hash_lower(kind: u32, word: &str) -> u32 {
    if word.is_ascii() {
        return hash(kind, word);
    }
    fold(
        kind,
        word.to_lowercase().bytes().filter(|byte| !byte.is_ascii_digit()),
    )
}

fn fold(kind: u32, bytes: impl Iterator<Item = u8>) -> u32 {
    bytes.fold(0x811c_9dc5 ^ kind.wrapping_mul(0x9e37_79b9), |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

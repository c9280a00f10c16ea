//! What class names and words of short lines say about the text they stand on or in: for each, the log-odds that it is
//! article text, learned as one vote a site. Names are kept as hashes.

use rustc_hash::FxHashMap;

use crate::html::{AttributeName, NodeId, Tree};
use crate::letters::is_alphanumeric;

/// Log-odds by hash of the name.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    odds: FxHashMap<u32, f32>,
}

/// No more names of one element or words of one line are read.
const MOST: usize = 40;

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

/// The first and the last letters of names are kinds of their own.
const FIRST: u32 = 20;
const LAST: u32 = 40;

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
            for part in token.split(['-', '_', ':', '.']).take(MOST) {
                push_part(hashes, kind, part, token.len());
            }
        }
    }
}

/// The first and the last letters of a long part: where words are glued ("storybody", "relatedlinks") or bent they still
/// say something. Sets of sites rarely share whole names; they share these.
fn ends(part: &str) -> Option<(&str, &str)> {
    const LETTERS: usize = 4;
    let long = part.is_ascii() && part.len() >= LETTERS + 2;
    long.then(|| (&part[..LETTERS], &part[part.len() - LETTERS..]))
}

/// A part of a name that is `whole` bytes long: itself, its words where capitals begin them ("articleBody" says "article"
/// and "body"), and its ends.
fn push_part(hashes: &mut Vec<u32>, kind: u32, part: &str, whole: usize) {
    let says = |length: usize| length > 2 && length < whole;
    if says(part.len()) {
        push_unique(hashes, hash(kind, part));
    }
    let bytes = part.as_bytes();
    let begins = |&at: &usize| bytes[at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase();
    let mut start = 0;
    for end in (1..bytes.len()).filter(begins).take(MOST) {
        if says(end - start) {
            push_unique(hashes, hash(kind, &part[start..end]));
        }
        start = end;
    }
    if start > 0 && says(part.len() - start) {
        push_unique(hashes, hash(kind, &part[start..]));
    }
    if let Some((first, last)) = ends(part) {
        push_unique(hashes, hash(FIRST + kind, first));
        push_unique(hashes, hash(LAST + kind, last));
    }
}

/// Hashes of the words of a line, without marks and digits.
pub fn word_tokens(line: &str, hashes: &mut Vec<u32>) {
    hashes.clear();
    for word in line
        .split(|character| !is_alphanumeric(character))
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

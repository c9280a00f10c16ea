//! The tagger: a linear model that labels each word of a sentence as the beginning, middle or end of a name of some
//! kind, and the best sequence of labels by Viterbi's algorithm. Weights come from `training/names` (see its CARD.md).
//! It only finds names; titles, entities and places are worked out behind it.

use std::io::Read;
use std::ops::Range;
use std::sync::LazyLock;

use flate2::read::DeflateDecoder;

use crate::features::{Features, Seen};
use crate::mention::MentionKind;
use crate::words::Words;

/// Columns of the weight table. Label 0 is "no name"; PER, ORG and LOC have four each (begin, inside, end, single), MISC two
/// (begin, inside); the last column is unused.
pub const LABELS: usize = 16;
/// Labels in use.
pub const USED_LABELS: usize = 15;
/// Rows of the weight table, as a power of two.
pub const ROW_BITS: u32 = 19;

const KINDS: [MentionKind; 4] = [
    MentionKind::Person,
    MentionKind::Organisation,
    MentionKind::Place,
    MentionKind::Other,
];

/// A name as the tagger finds it: a range of words and its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tagged {
    /// Which words of the text.
    pub words: Range<usize>,
    /// What they name.
    pub kind: MentionKind,
}

/// The weights.
pub struct Model {
    rows: Vec<[i8; LABELS]>,
    transitions: [[i32; LABELS]; LABELS],
}

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::unpack(include_bytes!("../data/tagger.bin")));

impl Model {
    /// The embedded weights.
    pub fn embedded() -> &'static Model {
        &MODEL
    }

    /// Reads what `training/names` writes: deflate over the transitions (i16, little-endian, from label by to label), then
    /// the rows. A damaged file gives a model that finds nothing.
    fn unpack(packed: &[u8]) -> Model {
        let mut bytes = Vec::new();
        let read = DeflateDecoder::new(packed).read_to_end(&mut bytes);
        let expected = 2 * LABELS * LABELS + (LABELS << ROW_BITS);
        if read.is_err() || bytes.len() != expected {
            bytes = vec![0; expected];
        }
        let (head, body) = bytes.split_at(2 * LABELS * LABELS);
        let mut transitions = [[0; LABELS]; LABELS];
        for (i, two) in head.chunks_exact(2).enumerate() {
            transitions[i / LABELS][i % LABELS] = i32::from(i16::from_le_bytes([two[0], two[1]]));
        }
        forbid(&mut transitions);
        let row = |row: &[u8]| std::array::from_fn(|k| row[k] as i8);
        Model {
            rows: body.chunks_exact(LABELS).map(row).collect(),
            transitions,
        }
    }

    /// The names of one sentence, in order.
    pub fn tag(&self, words: &Words, seen: &[Seen], sentence: usize) -> Vec<Tagged> {
        let (range, casing) = words.sentences[sentence].clone();
        if range.is_empty() {
            return Vec::new();
        }
        let features = Features::new(words, seen, range.clone(), casing);
        let mut hashes = Vec::new();
        let scores: Vec<[i32; LABELS]> = range
            .clone()
            .map(|i| {
                features.of(i, &mut hashes);
                self.score(&hashes)
            })
            .collect();
        names(&best_path(&scores, &self.transitions), range.start)
    }

    fn score(&self, hashes: &[u64]) -> [i32; LABELS] {
        let mut sum = [0; LABELS];
        for hash in hashes {
            let row = &self.rows[row_of(*hash)];
            for (sum, weight) in sum.iter_mut().zip(row) {
                *sum += i32::from(*weight);
            }
        }
        sum
    }
}

/// The row of weights that belongs to a feature.
pub fn row_of(hash: u64) -> usize {
    (hash >> (64 - ROW_BITS)) as usize
}

/// Whether label `to` may follow label `from`; 0 stands for both edges of a sentence.
pub fn may_follow(from: usize, to: usize) -> bool {
    match part(from) {
        Part::Begin | Part::Inside if from < 13 => {
            matches!(part(to), Part::Inside | Part::End) && kind(from) == kind(to)
        }
        Part::Begin | Part::Inside => !matches!(part(to), Part::Inside | Part::End) || kind(from) == kind(to),
        _ => !matches!(part(to), Part::Inside | Part::End),
    }
}

#[derive(PartialEq)]
enum Part {
    Outside,
    Begin,
    Inside,
    End,
    Single,
}

fn part(label: usize) -> Part {
    match label {
        0 => Part::Outside,
        13 => Part::Begin,
        14 => Part::Inside,
        _ => match (label - 1) % 4 {
            0 => Part::Begin,
            1 => Part::Inside,
            2 => Part::End,
            _ => Part::Single,
        },
    }
}

fn kind(label: usize) -> usize {
    label.saturating_sub(1) / 4
}

/// The labels of a name of `length` words.
#[cfg(any(test, feature = "training"))]
pub fn labels(name: MentionKind, length: usize) -> Vec<usize> {
    let kind = KINDS.iter().position(|kind| *kind == name).unwrap_or(3);
    let base = 1 + 4 * kind;
    (0..length)
        .map(|i| match (kind, i) {
            (3, 0) => 13,
            (3, _) => 14,
            _ if length == 1 => base + 3,
            (_, 0) => base,
            (_, i) if i + 1 == length => base + 2,
            _ => base + 1,
        })
        .collect()
}

/// The highest-scoring allowed sequence of labels.
pub fn best_path(scores: &[[i32; LABELS]], transitions: &[[i32; LABELS]; LABELS]) -> Vec<usize> {
    let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(scores.len());
    let mut best = [FORBIDDEN; LABELS];
    best[0] = 0;
    for score in scores {
        let mut next = [i32::MIN; LABELS];
        let mut from = [0u8; LABELS];
        for (before, row) in transitions.iter().enumerate() {
            for to in 0..LABELS {
                let sum = best[before].saturating_add(row[to]);
                if sum > next[to] {
                    next[to] = sum;
                    from[to] = before as u8;
                }
            }
        }
        for (next, score) in next.iter_mut().zip(score) {
            *next = next.saturating_add(*score).max(FORBIDDEN);
        }
        back.push(from);
        best = next;
    }
    let ends = (0..USED_LABELS).filter(|&label| may_follow(label, 0));
    let mut label = ends.max_by_key(|&label| best[label]).unwrap_or(0);
    let mut path = vec![0; scores.len()];
    for (i, from) in back.iter().enumerate().rev() {
        path[i] = label;
        label = usize::from(from[label]);
    }
    path
}

/// Makes forbidden transitions so bad that no sequence takes them.
pub fn forbid(transitions: &mut [[i32; LABELS]; LABELS]) {
    for (from, row) in transitions.iter_mut().enumerate() {
        for (to, weight) in row.iter_mut().enumerate() {
            if from >= USED_LABELS || to >= USED_LABELS || !may_follow(from, to) {
                *weight = FORBIDDEN;
            }
        }
    }
}

const FORBIDDEN: i32 = -1_000_000_000;

/// The names that a sequence of labels spells, the first word being number `start`.
pub fn names(path: &[usize], start: usize) -> Vec<Tagged> {
    let mut found: Vec<Tagged> = Vec::new();
    for (i, &label) in path.iter().enumerate() {
        match part(label) {
            Part::Outside => {}
            Part::Begin | Part::Single => found.push(Tagged {
                words: start + i..start + i + 1,
                kind: KINDS[kind(label)],
            }),
            Part::Inside | Part::End => {
                if let Some(name) = found.last_mut() {
                    name.words.end = start + i + 1;
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_spell_the_names_they_came_from() {
        for kind in KINDS {
            for length in 1..5 {
                let labels = labels(kind, length);
                let expected = Tagged {
                    words: 7..7 + length,
                    kind,
                };
                assert_eq!(names(&labels, 7), [expected]);
                assert!(labels.windows(2).all(|two| may_follow(two[0], two[1])));
                assert!(may_follow(0, labels[0]) && may_follow(labels[length - 1], 0));
            }
        }
    }

    #[test]
    fn damaged_weights_find_nothing() {
        let model = Model::unpack(b"no deflate stream");
        assert!(model.rows.iter().all(|row| row == &[0; LABELS]));
    }
}

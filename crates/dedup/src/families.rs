//! Groups fingerprints into families. Texts are compared by the word pairs that they share, rare ones counting for more
//! (Robertson's idf), and a text joins a family only if on average it is like the members that represent it: a page that
//! quotes two stories does not make them one. The longest texts come first, so that parts meet their wholes.
//!
//! Every list is capped, so the work and the memory grow with the number of different fingerprints, not with its square.
//! The families do not depend on the order in which fingerprints come, nor on how many come at a time.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use crate::fingerprint::Fingerprint;
use crate::shared::{SharedPairs, range};
use crate::sketch::Sketches;

/// So alike must a text be to a family in a large collection: see [`likeness`]. Set on the development texts.
const ALIKE: f32 = 0.335;
/// What is added for each power of ten below [`LARGE`]: a small collection cannot tell stock phrases from a story.
const ALIKE_IF_FEWER: f32 = 0.03;
const LARGE: f32 = 1000.0;
/// So small a share of the smaller text is chance.
const NEXT_TO_NOTHING: f32 = 0.04;
/// So many members represent a family.
const REPRESENTATIVES: usize = 8;
/// So many representatives are remembered for one word pair.
pub(crate) const POSTINGS: usize = 64;
/// A text of which so large a part may stand in more texts than are remembered is looked for by sketch too.
const CROWDED: f32 = 0.4;
/// So alike must a text be to a family that only a sketch proposed: there all pairs count, stock phrases too.
const NEARLY_WHOLE: f32 = 0.7;

/// Takes fingerprints and groups them. Four bytes are kept for each word pair of each different text.
#[derive(Clone, Debug, Default)]
pub struct Families {
    /// The word pairs of the different fingerprints, one fingerprint behind the other.
    pairs: Vec<u32>,
    /// Where each ends.
    ends: Vec<usize>,
    /// What each is found by: see [`key`].
    by_key: FxHashMap<u64, u32>,
    /// For each text, the number of its fingerprint.
    texts: Vec<u32>,
}

impl Families {
    /// Takes the fingerprint of one more text.
    pub fn push(&mut self, fingerprint: &Fingerprint) {
        let pairs = fingerprint.as_slice();
        let mut key = key(pairs);
        // Two fingerprints that share a key stand at neighbouring keys.
        let number = loop {
            match self.by_key.get(&key) {
                Some(&number) if &self.pairs[range(&self.ends, number as usize)] == pairs => break number,
                Some(_) => key = key.wrapping_add(1),
                None => break self.keep(key, pairs),
            }
        };
        self.texts.push(number);
    }

    fn keep(&mut self, key: u64, pairs: &[u32]) -> u32 {
        let number = u32::try_from(self.ends.len()).expect("fewer than four billion texts");
        self.pairs.extend_from_slice(pairs);
        self.ends.push(self.pairs.len());
        self.by_key.insert(key, number);
        number
    }

    /// How many texts were taken.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether none was taken.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// For each text, in order of arrival, the index of the first text of its family.
    pub fn first_members(&self) -> Vec<usize> {
        self.clone().into_first_members()
    }

    /// The same, for the last time: the memory of the fingerprints is used for the grouping.
    pub fn into_first_members(self) -> Vec<usize> {
        drop(self.by_key);
        let family = Grouping::of(self.pairs, self.ends);
        let mut first = vec![usize::MAX; family.len()];
        let members = self.texts.iter().enumerate();
        members
            .map(|(at, &number)| {
                let first = &mut first[family[number as usize] as usize];
                *first = at.min(*first);
                *first
            })
            .collect()
    }
}

/// The first pair and a digest of all of them.
fn key(pairs: &[u32]) -> u64 {
    let mut hasher = FxHasher::default();
    pairs.hash(&mut hasher);
    let first = pairs.first().copied().unwrap_or_default();
    (u64::from(first) << 32) | (hasher.finish() >> 32)
}

/// A text while families are being made.
pub(crate) struct Member {
    /// The weight of all its pairs.
    pub mass: f32,
    /// Which part of its pairs the fingerprint holds: 1 unless it is a sample.
    pub sampled: f32,
}

impl Member {
    /// The weight that the whole text would have.
    fn whole(&self) -> f32 {
        self.mass / self.sampled
    }
}

/// A shared word pair.
#[derive(Clone, Copy)]
struct Shelf {
    /// Where its representatives begin.
    start: usize,
    /// How much it tells.
    weight: f32,
    /// How many representatives it has.
    posted: u8,
}

struct Grouping {
    members: Vec<Member>,
    pairs: SharedPairs,
    /// What is known of each shared word pair, side by side: it is looked up for every pair of every text.
    shelves: Vec<Shelf>,
    postings: Vec<u32>,
    family_of: Vec<u32>,
    representatives: Vec<Vec<u32>>,
    /// Of the representatives that are crowded.
    sketches: Sketches,
    /// Weight shared with each text: all zero between uses.
    common: Vec<f32>,
    /// Likeness to each family: all zero between uses.
    sums: Vec<f32>,
    /// Families that one text was alike enough to at once, the earlier one first.
    rivals: Vec<(u32, u32)>,
    alike: f32,
}

impl Grouping {
    /// The family number of each fingerprint. Each ends in `pairs` where `ends` says.
    fn of(pairs: Vec<u32>, ends: Vec<usize>) -> Vec<u32> {
        let keys: Vec<u64> = (0..ends.len())
            .map(|text| key(&pairs[range(&ends, text)]))
            .collect();
        let (pairs, members) = SharedPairs::of(pairs, ends);
        let mut order: Vec<u32> = (0..keys.len() as u32).collect();
        order.sort_by(|&a, &b| {
            let (a, b) = (a as usize, b as usize);
            let (mass_a, mass_b) = (members[a].whole(), members[b].whole());
            mass_b.total_cmp(&mass_a).then(keys[a].cmp(&keys[b]))
        });
        let mut grouping = Grouping::new(pairs, members);
        for text in order {
            grouping.place(text as usize);
        }
        let merged = grouping.merged();
        let families = grouping.family_of.iter();
        families.map(|&family| merged[family as usize]).collect()
    }

    fn new(mut pairs: SharedPairs, members: Vec<Member>) -> Self {
        let texts = members.len();
        let (weights, starts) = (
            std::mem::take(&mut pairs.weights),
            std::mem::take(&mut pairs.starts),
        );
        let shelf = |(weight, start)| Shelf {
            start,
            weight,
            posted: 0,
        };
        Grouping {
            postings: vec![0; starts.last().copied().unwrap_or_default()],
            shelves: weights.into_iter().zip(starts).map(shelf).collect(),
            pairs,
            members,
            family_of: vec![0; texts],
            representatives: Vec::new(),
            sketches: Sketches::default(),
            common: vec![0.0; texts],
            sums: vec![0.0; texts],
            rivals: Vec::new(),
            alike: ALIKE + ALIKE_IF_FEWER * (LARGE / (texts as f32).max(1.0)).log10().max(0.0),
        }
    }

    /// The representatives that have a shared word pair.
    fn posting(&self, pair: u32) -> &[u32] {
        let Shelf { start, posted, .. } = self.shelves[pair as usize];
        &self.postings[start..start + usize::from(posted)]
    }

    /// Puts a text into the family that it is most like, or into one of its own.
    fn place(&mut self, text: usize) {
        let mut likenesses = self.likenesses(text);
        likenesses.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let best = likenesses.first().filter(|best| best.1 >= self.alike);
        let best = best.map(|best| best.0).or_else(|| self.sketched(text));
        let family = best.unwrap_or(self.representatives.len());
        for &(other, likeness) in likenesses.iter().skip(1).take(REPRESENTATIVES) {
            if 2.0 * likeness >= self.alike {
                self.rivals
                    .push((family.min(other) as u32, family.max(other) as u32));
            }
        }
        self.join(text, family);
    }

    /// How alike a text is on average to the representatives of each family that has a word pair of it.
    fn likenesses(&mut self, text: usize) -> Vec<(usize, f32)> {
        let mut texts = Vec::new();
        for &pair in self.pairs.of_text(text) {
            let Shelf {
                start,
                weight,
                posted,
            } = self.shelves[pair as usize];
            let length = usize::from(posted);
            if length == POSTINGS {
                continue;
            }
            for &other in &self.postings[start..start + length] {
                let common = &mut self.common[other as usize];
                if *common == 0.0 {
                    texts.push(other as usize);
                }
                *common += weight;
            }
        }
        let mut families = Vec::new();
        for other in texts {
            let common = std::mem::take(&mut self.common[other]);
            let likeness = likeness(&self.members[text], &self.members[other], common);
            let family = self.family_of[other] as usize;
            let sum = &mut self.sums[family];
            if likeness > 0.0 && *sum == 0.0 {
                families.push(family);
            }
            *sum += likeness;
        }
        let representatives = &self.representatives;
        let sums = &mut self.sums;
        let average = |family: usize| {
            let sum = std::mem::take(&mut sums[family]);
            (family, sum / representatives[family].len() as f32)
        };
        families.into_iter().map(average).collect()
    }

    /// The family that a crowded text is a nearly whole copy of.
    fn sketched(&self, text: usize) -> Option<usize> {
        if !self.is_crowded(text) {
            return None;
        }
        let found = self.sketches.like(self.pairs.of_text(text));
        let mut families: Vec<usize> = found
            .into_iter()
            .map(|other| self.family_of[other as usize] as usize)
            .collect();
        families.sort_unstable();
        families.dedup();
        let compared = families
            .into_iter()
            .map(|family| (self.whole_likeness(text, family), family));
        let best = compared.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))?;
        (best.0 >= NEARLY_WHOLE).then_some(best.1)
    }

    /// Whether so much of a text stands in many texts that few of its pairs may find it again.
    fn is_crowded(&self, text: usize) -> bool {
        let shelves = self.pairs.of_text(text).iter();
        let shelves = shelves.map(|&pair| (self.shelves[pair as usize], self.shelf_size(pair)));
        let crowded = shelves.filter(|(_, size)| *size == POSTINGS);
        crowded.map(|(shelf, _)| shelf.weight).sum::<f32>() >= CROWDED * self.members[text].mass
    }

    /// How many representatives may be remembered for a pair.
    fn shelf_size(&self, pair: u32) -> usize {
        let start = self.shelves[pair as usize].start;
        let next = self.shelves.get(pair as usize + 1);
        next.map_or(self.postings.len(), |next| next.start) - start
    }

    /// How alike a text is on average to the representatives of a family, all shared pairs counted.
    fn whole_likeness(&self, text: usize, family: usize) -> f32 {
        let representatives = &self.representatives[family];
        let likeness = |other: &u32| {
            let other = *other as usize;
            let common = self.weight_of_shared(text, other, |_| true);
            likeness(&self.members[text], &self.members[other], common)
        };
        representatives.iter().map(likeness).sum::<f32>() / representatives.len() as f32
    }

    fn join(&mut self, text: usize, family: usize) {
        if family == self.representatives.len() {
            self.representatives.push(Vec::new());
        }
        self.family_of[text] = family as u32;
        if self.representatives[family].len() == REPRESENTATIVES {
            return;
        }
        self.representatives[family].push(text as u32);
        if self.is_crowded(text) {
            self.sketches.add(text as u32, self.pairs.of_text(text));
        }
        for &pair in self.pairs.of_text(text) {
            let shelf = &mut self.shelves[pair as usize];
            if usize::from(shelf.posted) < POSTINGS {
                self.postings[shelf.start + usize::from(shelf.posted)] = text as u32;
                shelf.posted += 1;
            }
        }
    }

    /// For each family the one it belongs to: two that are on average alike are one. Each joins one other at most.
    fn merged(&mut self) -> Vec<u32> {
        let mut rivals = std::mem::take(&mut self.rivals);
        rivals.sort_unstable();
        rivals.dedup();
        let linked = rivals.into_iter().map(|(a, b)| (self.link(a, b), a, b));
        let mut pairs: Vec<(f32, u32, u32)> = linked.filter(|pair| pair.0 >= self.alike).collect();
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut merged: Vec<u32> = (0..self.representatives.len() as u32).collect();
        let mut taken = vec![false; merged.len()];
        for (_, family, other) in pairs {
            let (a, b) = (family as usize, other as usize);
            if !taken[a] && !taken[b] {
                (taken[a], taken[b]) = (true, true);
                merged[b] = family;
            }
        }
        merged
    }

    /// How alike two families are on average.
    fn link(&self, a: u32, b: u32) -> f32 {
        let (a, b) = (
            &self.representatives[a as usize],
            &self.representatives[b as usize],
        );
        let mut sum = 0.0;
        for &one in a {
            for &other in b {
                let (one, other) = (one as usize, other as usize);
                let common = self.common_weight(one, other);
                sum += likeness(&self.members[one], &self.members[other], common);
            }
        }
        sum / (a.len() * b.len()) as f32
    }

    /// The weight of the pairs that two texts share. Pairs of too many families say nothing of two of them.
    fn common_weight(&self, a: usize, b: usize) -> f32 {
        self.weight_of_shared(a, b, |pair| self.posting(pair).len() < POSTINGS)
    }

    fn weight_of_shared(&self, a: usize, b: usize, counts: impl Fn(u32) -> bool) -> f32 {
        let in_b = self.pairs.of_text(b);
        // Numbers ascend in each text, as the hashes did.
        let both = self.pairs.of_text(a).iter();
        let both = both.filter(|&&pair| counts(pair) && in_b.binary_search(&pair).is_ok());
        both.map(|&pair| self.shelves[pair as usize].weight).sum()
    }
}

/// How alike two texts are whose shared pairs weigh `common`: 1 where one is a copy of the other, 0 where they share
/// next to nothing. Three parts of it are the share of the smaller text, one part that of the larger, multiplied. Of
/// samples only the part is compared that both hold.
fn likeness(a: &Member, b: &Member, common: f32) -> f32 {
    let sampled = a.sampled.min(b.sampled);
    let (a, b) = (a.whole() * sampled, b.whole() * sampled);
    let (smaller, larger) = ((common / a.min(b)).min(1.0), (common / a.max(b)).min(1.0));
    if smaller < NEXT_TO_NOTHING {
        return 0.0;
    }
    (smaller * smaller * smaller * larger).sqrt().sqrt()
}

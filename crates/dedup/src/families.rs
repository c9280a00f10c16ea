//! Groups fingerprints into families. Texts are compared by the word pairs that they share, rare ones counting for more
//! (Robertson's idf), and a text joins a family only if on average it is like the members that represent it: a page that
//! quotes two stories does not make them one. The longest texts come first, so that parts meet their wholes.
//!
//! Every list is capped, so the work and the memory grow with the number of different fingerprints, not with its square.
//! The families do not depend on the order in which fingerprints come, nor on how many come at a time.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::fingerprint::{Fingerprint, SAMPLE};

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
const POSTINGS: usize = 64;

/// Takes fingerprints and groups them.
#[derive(Clone, Debug, Default)]
pub struct Families {
    /// Different fingerprints, in order of arrival.
    distinct: FxHashMap<Fingerprint, usize>,
    /// For each text, the number of its fingerprint.
    texts: Vec<usize>,
}

impl Families {
    /// Takes the fingerprint of one more text.
    pub fn push(&mut self, fingerprint: &Fingerprint) {
        let next = self.distinct.len();
        let number = match self.distinct.get(fingerprint) {
            Some(&number) => number,
            None => *self.distinct.entry(fingerprint.clone()).or_insert(next),
        };
        self.texts.push(number);
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
        let mut fingerprints = vec![&[][..]; self.distinct.len()];
        for (fingerprint, &number) in &self.distinct {
            fingerprints[number] = fingerprint.as_slice();
        }
        let family = Grouping::of(&fingerprints);
        let mut first = FxHashMap::default();
        let members = self.texts.iter().enumerate();
        members
            .map(|(at, &number)| *first.entry(family[number]).or_insert(at))
            .collect()
    }
}

/// A text while families are being made.
struct Member {
    /// Word pairs that other texts have too.
    shared: Vec<u32>,
    /// The weight of all its pairs.
    mass: f32,
    /// Which part of its pairs the fingerprint holds: 1 unless it is a sample.
    sampled: f32,
}

impl Member {
    /// The weight that the whole text would have.
    fn whole(&self) -> f32 {
        self.mass / self.sampled
    }
}

struct Grouping {
    members: Vec<Member>,
    /// Weight of each shared word pair.
    weights: Vec<f32>,
    /// For each shared word pair, the representatives that have it.
    postings: Vec<Vec<u32>>,
    family_of: Vec<usize>,
    representatives: Vec<Vec<usize>>,
    /// Weight shared with each text: all zero between uses.
    common: Vec<f32>,
    /// Likeness to each family: all zero between uses.
    sums: Vec<f32>,
    /// Families that one text was alike enough to at once, the earlier one first.
    rivals: Vec<(usize, usize)>,
    alike: f32,
}

impl Grouping {
    /// The family number of each fingerprint.
    fn of(fingerprints: &[&[u32]]) -> Vec<usize> {
        let mut grouping = Grouping::new(fingerprints);
        let mut order: Vec<usize> = (0..fingerprints.len()).collect();
        order.sort_by(|&a, &b| {
            let (mass_a, mass_b) = (grouping.members[a].whole(), grouping.members[b].whole());
            mass_b
                .total_cmp(&mass_a)
                .then_with(|| fingerprints[a].cmp(fingerprints[b]))
        });
        for text in order {
            grouping.place(text);
        }
        let merged = grouping.merged();
        grouping.family_of.iter().map(|&family| merged[family]).collect()
    }

    fn new(fingerprints: &[&[u32]]) -> Self {
        let pairs = fingerprints.iter().map(|pairs| pairs.len()).sum::<usize>();
        let mut counts: FxHashMap<u32, (u32, u32)> = FxHashMap::default();
        counts.reserve(pairs / 2);
        for &pair in fingerprints.iter().copied().flatten() {
            counts.entry(pair).or_default().0 += 1;
        }
        let texts = fingerprints.len() as f32;
        let mut known = FxHashMap::default();
        let mut weight = |count: u32| {
            *known
                .entry(count)
                .or_insert_with(|| (1.0 + texts / count as f32).ln())
        };
        let mut weights = Vec::new();
        let members = fingerprints
            .iter()
            .map(|pairs| member(pairs, &mut counts, &mut weights, &mut weight))
            .collect();
        Grouping {
            members,
            postings: vec![Vec::new(); weights.len()],
            weights,
            family_of: vec![0; fingerprints.len()],
            representatives: Vec::new(),
            common: vec![0.0; fingerprints.len()],
            sums: vec![0.0; fingerprints.len()],
            rivals: Vec::new(),
            alike: ALIKE + ALIKE_IF_FEWER * (LARGE / texts.max(1.0)).log10().max(0.0),
        }
    }

    /// Puts a text into the family that it is most like, or into one of its own.
    fn place(&mut self, text: usize) {
        let mut likenesses = self.likenesses(text);
        likenesses.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let best = likenesses.first().filter(|best| best.1 >= self.alike);
        let family = best.map_or(self.representatives.len(), |best| best.0);
        for &(other, likeness) in likenesses.iter().skip(1).take(REPRESENTATIVES) {
            if 2.0 * likeness >= self.alike {
                self.rivals.push((family.min(other), family.max(other)));
            }
        }
        self.join(text, family);
    }

    /// How alike a text is on average to the representatives of each family that has a word pair of it.
    fn likenesses(&mut self, text: usize) -> Vec<(usize, f32)> {
        let mut texts = Vec::new();
        for &pair in &self.members[text].shared {
            let (weight, posting) = (self.weights[pair as usize], &self.postings[pair as usize]);
            if posting.len() == POSTINGS {
                continue;
            }
            for &other in posting {
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
            let sum = &mut self.sums[self.family_of[other]];
            if likeness > 0.0 && *sum == 0.0 {
                families.push(self.family_of[other]);
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

    fn join(&mut self, text: usize, family: usize) {
        if family == self.representatives.len() {
            self.representatives.push(Vec::new());
        }
        self.family_of[text] = family;
        if self.representatives[family].len() == REPRESENTATIVES {
            return;
        }
        self.representatives[family].push(text);
        for &pair in &self.members[text].shared {
            let posting = &mut self.postings[pair as usize];
            if posting.len() < POSTINGS {
                posting.push(text as u32);
            }
        }
    }

    /// For each family the one it belongs to: two that are on average alike are one. Each joins one other at most.
    fn merged(&mut self) -> Vec<usize> {
        let mut rivals = std::mem::take(&mut self.rivals);
        rivals.sort_unstable();
        rivals.dedup();
        let linked = rivals.into_iter().map(|(a, b)| (self.link(a, b), a, b));
        let mut pairs: Vec<(f32, usize, usize)> = linked.filter(|pair| pair.0 >= self.alike).collect();
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut merged: Vec<usize> = (0..self.representatives.len()).collect();
        let mut taken = vec![false; merged.len()];
        for (_, family, other) in pairs {
            if !taken[family] && !taken[other] {
                (taken[family], taken[other]) = (true, true);
                merged[other] = family;
            }
        }
        merged
    }

    /// How alike two families are on average.
    fn link(&self, a: usize, b: usize) -> f32 {
        let mut sum = 0.0;
        for &one in &self.representatives[a] {
            for &other in &self.representatives[b] {
                let common = self.common_weight(one, other);
                sum += likeness(&self.members[one], &self.members[other], common);
            }
        }
        sum / (self.representatives[a].len() * self.representatives[b].len()) as f32
    }

    /// The weight of the pairs that two texts share. Pairs of too many families say nothing of two of them.
    fn common_weight(&self, a: usize, b: usize) -> f32 {
        let (a, b) = (&self.members[a].shared, &self.members[b].shared);
        let in_b: FxHashSet<u32> = b.iter().copied().collect();
        let both = a.iter().filter(|pair| in_b.contains(pair));
        let both = both.filter(|&&pair| self.postings[pair as usize].len() < POSTINGS);
        both.map(|&pair| self.weights[pair as usize]).sum()
    }
}

/// The member for a fingerprint; shared pairs get small numbers, by which their weights are found.
fn member(
    pairs: &[u32],
    counts: &mut FxHashMap<u32, (u32, u32)>,
    weights: &mut Vec<f32>,
    weight: &mut impl FnMut(u32) -> f32,
) -> Member {
    let (mut shared, mut mass) = (Vec::new(), 0.0);
    for pair in pairs {
        let Some((count, number)) = counts.get_mut(pair) else {
            continue;
        };
        mass += weight(*count);
        if *count > 1 {
            if *number == 0 {
                weights.push(weight(*count));
                *number = weights.len() as u32;
            }
            shared.push(*number - 1);
        }
    }
    let sampled = match pairs {
        [.., last] if pairs.len() == SAMPLE => *last as f32 / u32::MAX as f32,
        _ => 1.0,
    };
    Member {
        shared,
        mass,
        sampled,
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

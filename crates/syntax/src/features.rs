//! What a decision of the parser sees: the words on the stack and ahead, what already depends on them, how far they are
//! apart (Zhang and Nivre 2011), and their classes.

use crate::label::Tag;
use crate::state::{Below, NONE, State};
use crate::weights::Gathered;
use crate::word::Word;

/// A sentence as the parser sees it.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The words in the order in which they are read.
    pub words: &'a [Word],
    /// Their parts of speech.
    pub tags: &'a [Tag],
}

/// A word or the lack of one, as numbers.
#[derive(Clone, Copy)]
struct Seen {
    at: u32,
    form: u32,
    tag: u32,
    class: u32,
    near: u32,
}

const EDGE: Seen = Seen {
    at: NONE,
    form: 1,
    tag: 62,
    class: 1,
    near: 1,
};

impl View<'_> {
    fn seen(&self, at: u32) -> Seen {
        let index = at as usize;
        match self.words.get(index) {
            Some(word) => Seen {
                at,
                form: word.form,
                tag: self.tags[index] as u32,
                class: word.classes[1],
                near: word.classes[0],
            },
            None if at == self.words.len() as u32 => Seen {
                at,
                form: 2,
                tag: 63,
                ..EDGE
            },
            None => EDGE,
        }
    }
}

/// So far apart two words are, in steps that grow.
fn distance(a: u32, b: u32) -> u32 {
    match a.abs_diff(b) {
        _ if a == NONE || b == NONE => 0,
        near @ 0..=5 => near,
        6..=9 => 6,
        _ => 7,
    }
}

/// The features of the choice between actions.
pub fn gather(state: &State, view: &View<'_>, out: &mut Gathered) {
    out.clear();
    let [s0, s1, s2] = [0, 1, 2].map(|depth| view.seen(state.stacked(depth)));
    let [b0, b1, b2] = [0, 1, 2].map(|far| view.seen(state.ahead(far)));
    for seen in [s0, s1, b0] {
        out.push([seen.form, seen.tag]);
        out.push([seen.form]);
        out.push([seen.tag]);
        out.push([seen.class, seen.tag]);
    }
    for seen in [s2, b1, b2] {
        out.push([seen.form, seen.tag]);
        out.push([seen.tag]);
        out.push([seen.class]);
    }
    for (a, b) in [(s0, b0), (s1, s0), (s1, b0), (b0, b1)] {
        out.push([a.form, a.tag, b.form, b.tag]);
        out.push([a.form, a.tag, b.tag]);
        out.push([a.tag, b.form, b.tag]);
        out.push([a.form, b.form]);
        out.push([a.tag, b.tag]);
        out.push([a.class, b.class]);
        out.push([a.class, b.tag]);
        out.push([a.tag, b.class]);
    }
    triples(state, view, [s0, s1, s2, b0, b1, b2], out);
    attachment(state, view, [s0, s1, s2, b0], out);
    around(state, [s0, s1, b0], out);
}

fn triples(state: &State, view: &View<'_>, [s0, s1, s2, b0, b1, b2]: [Seen; 6], out: &mut Gathered) {
    for [a, b, c] in [[b0, b1, b2], [s0, b0, b1], [s1, s0, b0], [s2, s1, s0]] {
        out.push([a.tag, b.tag, c.tag]);
        out.push([a.near, b.near, c.near]);
    }
    out.push([s0.form, b0.tag, b1.tag]);
    out.push([s0.tag, b0.form, b1.tag]);
    out.push([s1.tag, s0.form, b0.tag]);
    out.push([s1.form, s0.tag, b0.tag]);
    out.push([s1.tag, s0.tag, b0.tag, b1.tag]);
    for (owner, other) in [(s0, b0), (s1, s0), (b0, s0)] {
        match state.below.get(owner.at as usize) {
            Some(below) => children(state, view, owner, other, below, out),
            None => (0..CHILDREN).for_each(|_| out.push([0])),
        }
    }
}

/// So many features tell of what depends on a word.
const CHILDREN: usize = 12;

fn children(state: &State, view: &View<'_>, owner: Seen, other: Seen, below: &Below, out: &mut Gathered) {
    let [l1, l2] = below.left.map(|at| view.seen(at));
    let [r1, r2] = below.right.map(|at| view.seen(at));
    let relation = |seen: Seen| {
        let relation = state.relations.get(seen.at as usize);
        relation.map_or(63, |&relation| u32::from(relation))
    };
    out.push([owner.tag, l1.tag, other.tag]);
    out.push([owner.tag, r1.tag, other.tag]);
    out.push([owner.tag, l1.tag, l2.tag]);
    out.push([owner.tag, r1.tag, r2.tag]);
    out.push([l1.form, relation(l1)]);
    out.push([r1.form, relation(r1)]);
    out.push([owner.form, l1.form]);
    out.push([owner.form, r1.form]);
    out.push([owner.tag, l1.form, other.tag]);
    out.push([owner.tag, r1.form, other.tag]);
    out.push([relation(l1), owner.tag, relation(r1), other.tag]);
    out.push([relation(l2), relation(r2), owner.tag]);
}

/// Where a phrase with a preposition belongs: the preposition with each word it may hang on. It is the first word that
/// depends on the noun, be that on the stack or ahead.
fn attachment(state: &State, view: &View<'_>, [s0, s1, s2, b0]: [Seen; 4], out: &mut Gathered) {
    let first = |owner: Seen| {
        let below = state.below.get(owner.at as usize);
        view.seen(below.map_or(NONE, |below| below.left[0]))
    };
    for (noun, near, far) in [(b0, s0, s1), (s0, s1, s2)] {
        let marker = first(noun);
        out.push([marker.form, near.form]);
        out.push([marker.form, near.tag, noun.tag]);
        out.push([marker.form, near.class]);
        out.push([marker.form, far.form, near.tag]);
        out.push([marker.form, far.tag, near.tag]);
        out.push([marker.form, far.class, near.class]);
        out.push([marker.form, near.class, noun.class]);
        out.push([marker.form, far.form, near.form]);
        out.push([far.tag, near.tag, noun.tag, marker.tag]);
        out.push([far.near, near.near, noun.near, marker.form]);
    }
}

/// Distances, how many depend on each word, and as what.
fn around(state: &State, [s0, s1, b0]: [Seen; 3], out: &mut Gathered) {
    let (ahead, behind) = (distance(s0.at, b0.at), distance(s1.at, s0.at));
    out.push([s0.form, ahead]);
    out.push([s0.tag, ahead]);
    out.push([b0.form, ahead]);
    out.push([b0.tag, ahead]);
    out.push([s0.tag, b0.tag, ahead]);
    out.push([s1.tag, s0.tag, behind]);
    out.push([s1.form, behind]);
    out.push([s1.tag, s0.tag, b0.tag, behind, ahead]);
    for seen in [s0, s1, b0] {
        let below = state.below.get(seen.at as usize).copied().unwrap_or_default();
        for side in [0, 1] {
            let bits = below.relations[side];
            let set = (bits ^ bits >> 32) as u32;
            out.push([seen.form, below.counts[side], side as u32]);
            out.push([seen.tag, below.counts[side], side as u32]);
            out.push([seen.form, set]);
            out.push([seen.tag, set, b0.tag]);
        }
    }
}

/// The features of the relation between a head and what depends on it.
pub fn gather_relation(state: &State, view: &View<'_>, head: u32, dependent: u32, out: &mut Gathered) {
    out.clear();
    let (h, d) = (view.seen(head), view.seen(dependent));
    let side = u32::from(dependent > head) | distance(head, dependent) << 1;
    let below = state.below.get(dependent as usize).copied().unwrap_or_default();
    let above = state.below.get(head as usize).copied().unwrap_or_default();
    let [l1, l2] = below.left.map(|at| view.seen(at));
    let [r1, _] = below.right.map(|at| view.seen(at));
    let [before, after] = [dependent.wrapping_sub(1), dependent + 1].map(|at| view.seen(at));
    let set = |bits: u64| (bits ^ bits >> 32) as u32;
    let (one, two) = (set(below.relations[0]), set(below.relations[1]));
    let (left, right) = (set(above.relations[0]), set(above.relations[1]));
    let way = side & 1;
    out.push([d.tag, way]);
    out.push([d.form, way]);
    out.push([d.class, way]);
    out.push([h.tag, way]);
    out.push([h.form, way]);
    out.push([h.tag, d.tag, side]);
    out.push([h.tag, d.form, way]);
    out.push([h.form, d.tag, way]);
    out.push([h.form, d.form]);
    out.push([h.class, d.class, way]);
    out.push([h.class, d.tag, way]);
    out.push([h.tag, d.class, way]);
    out.push([h.tag, d.near, way]);
    out.push([h.tag, d.tag, l1.form, way]);
    out.push([h.tag, d.tag, l1.tag, way]);
    out.push([h.form, l1.form, way]);
    out.push([d.form, l1.form]);
    out.push([h.tag, d.tag, l1.tag, l2.tag]);
    out.push([d.tag, l2.form, way]);
    out.push([d.tag, r1.form, way]);
    out.push([d.tag, r1.tag, h.tag]);
    out.push([h.tag, d.tag, one, way]);
    out.push([h.tag, d.tag, two, way]);
    out.push([d.tag, one, two]);
    out.push([h.tag, d.tag, left, way]);
    out.push([h.tag, d.tag, right, way]);
    out.push([h.form, d.tag, left, way]);
    out.push([h.form, d.tag, right, way]);
    out.push([d.tag, before.tag, h.tag]);
    out.push([d.tag, after.tag, h.tag]);
    out.push([d.tag, before.form, way]);
    out.push([d.tag, after.form, way]);
}

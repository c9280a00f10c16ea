//! Parts of speech, word after word from the left: each decision sees the words around it and the last two tags
//! (Collins 2002, with the search reduced to one best).

use crate::label::Tag;
use crate::weights::{Gathered, Weights};
use crate::word::Word;

/// The tags of a sentence.
pub fn tag(words: &[Word], weights: &impl Weights) -> Vec<Tag> {
    let mut tags = Vec::with_capacity(words.len());
    let (mut gathered, mut scores) = (Gathered::default(), [0.0; 64]);
    for at in 0..words.len() {
        gather(words, &tags, at, &mut gathered);
        let scores = &mut scores[..Tag::ALL.len()];
        gathered.score(weights, scores);
        tags.push(Tag::ALL[best(scores)]);
    }
    tags
}

/// The number of the highest score; of equals the first.
pub fn best(scores: &[f32]) -> usize {
    let mut best = 0;
    for (at, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = at;
        }
    }
    best
}

/// The features of one word, when the tags before it are known.
pub fn gather(words: &[Word], tags: &[Tag], at: usize, out: &mut Gathered) {
    out.clear();
    let word = |distance: isize| {
        let index = at.checked_add_signed(distance);
        index
            .and_then(|index| words.get(index))
            .copied()
            .unwrap_or_default()
    };
    let tag = |distance: usize| at.checked_sub(distance).map_or(99, |index| tags[index] as u32);
    let (before, own, after) = (word(-1), word(0), word(1));
    let (last, before_last) = (tag(1), tag(2));
    out.push([own.form]);
    out.push([own.form, own.shape]);
    out.push([own.form, last]);
    out.push([own.form, last, before_last]);
    out.push([own.form, after.form]);
    out.push([own.form, before.form]);
    own.ends.iter().for_each(|&end| out.push([end, own.shape & 3]));
    out.push([own.ends[2], last]);
    out.push([own.ends[1], after.ends[1]]);
    out.push([own.shape, last]);
    out.push([own.shape, u32::from(at == 0), after.shape & 3]);
    own.classes.iter().for_each(|&class| out.push([class]));
    out.push([own.classes[1], last]);
    out.push([own.classes[1], after.classes[1]]);
    out.push([own.classes[1], before.classes[1]]);
    out.push([last]);
    out.push([last, before_last]);
    out.push([last, after.form]);
    out.push([last, after.classes[1]]);
    out.push([last, own.ends[1], after.classes[0]]);
    out.push([before.form]);
    out.push([before.classes[1], last]);
    out.push([after.form]);
    out.push([after.ends[2]]);
    out.push([after.classes[0]]);
    out.push([after.classes[1]]);
    out.push([word(-2).form]);
    out.push([word(-2).classes[0], before.classes[0], own.classes[1]]);
    out.push([word(2).form]);
    out.push([word(2).classes[0], after.classes[0], own.classes[1]]);
}

//! What the training programs share: gold data as names in tokens, marked in running text or derived from a treebank; the
//! corpora the tagger learns from; and the learner itself.
#![allow(clippy::disallowed_methods, reason = "training programs read data files")]

pub mod corpora;
pub mod gold;
pub mod learner;
pub mod treebank;

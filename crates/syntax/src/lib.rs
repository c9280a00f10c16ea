//! Parts of speech and dependency trees of English sentences.
//!
//! Nouns: [`Word`] (what is looked at of a word), [`Tag`] (a part of speech), [`Relation`] (what a word is to its head),
//! [`Node`] (a word's tag, head and relation). A sentence is cut into words as treebanks cut it ([`words`]), and each word
//! gets a tag and a head ([`parse`]).
//!
//! ```
//! use annals_syntax::{Relation, Word, parse, words};
//! use annals_text::Text;
//!
//! let text = Text::new("The minister didn't meet the envoy.");
//! let spans = words(&text, text.span());
//! let printed: Vec<&str> = spans.iter().map(|&span| &text[span]).collect();
//! assert_eq!(printed, ["The", "minister", "did", "n't", "meet", "the", "envoy", "."]);
//!
//! let nodes = parse(&printed.iter().map(|word| Word::of(word)).collect::<Vec<_>>());
//! assert_eq!(nodes[4].relation, Relation::Root);
//! assert_eq!((nodes[1].head, nodes[1].relation), (Some(4), Relation::Nsubj));
//! assert_eq!((nodes[6].head, nodes[6].relation), (Some(4), Relation::Obj));
//! ```
//!
//! # Method
//!
//! A perceptron tags from the left; another builds the tree with the arc-hybrid system of transitions, trained with a
//! dynamic oracle so that it knows what to do after its own mistakes (Goldberg and Nivre 2013). Both are linear models over
//! hashed features, so the time is linear in the words. `training/syntax` trains them on UD English EWT;
//! `training/syntax/CARD.md` says how good they are.
//!
//! # What it does not do
//!
//! No language but English, no lemmas, no second guesses: one tree a sentence, projective, never a partial one. What it
//! says of a sentence it has not understood looks like what it says of any other.

#![deny(missing_docs)]

mod features;
mod label;
mod model;
mod parser;
mod state;
mod tagger;
mod weights;
mod word;
mod words;

pub use label::{Relation, Tag};
pub use model::{Node, parse};
pub use word::Word;
pub use words::words;

/// What the program under `training/syntax` needs. Not for other users.
#[cfg(feature = "training")]
#[doc(hidden)]
pub mod training {
    pub use crate::features::{View, gather, gather_relation};
    pub use crate::label::{Relation, Tag};
    pub use crate::model::{Model, Node};
    pub use crate::parser::{Reader, Scratch};
    pub use crate::state::{Action, State};
    pub use crate::tagger::{best, gather as gather_tag, tag};
    pub use crate::weights::{Gathered, Table, Weights, row};
    pub use crate::word::Word;
}

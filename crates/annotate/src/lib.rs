//! From an article to a document: its sentences, times, names, statements and events, each by span.
//!
//! Nouns: [`Document`] (an article with its layers), [`Statement`] (who says what), [`EventMention`] (what a sentence
//! says happened), [`Participant`], [`EventDates`], [`EventKind`], [`Status`].
//!
//! Inside, a sentence becomes words with classes, chunks, groups and clauses; the frame reader lays the frames of
//! `lexicon/frames.txt` over them; the story of the article says who "he" is, which day it was, and who vouches for it.
//!
//! ```
//! use annals_annotate::{EventKind, Status, annotate};
//! use annals_extract::Article;
//!
//! let document = annotate(Article::of_text("Lars Holm did not meet Ama Boateng in Oslo on June 4, 2026."));
//! let event = &document.events[0];
//! let text = &document.article.text;
//!
//! assert_eq!((event.kind, event.status), (EventKind::Meet, Status::Denied));
//! assert_eq!(&text[event.recipients[0].span], "Ama Boateng");
//! assert_eq!(&text[event.place.expect("a place is named")], "Oslo");
//! assert_eq!(event.dates.start.as_deref(), Some("2026-06-04"));
//! ```
//!
//! It does not decide whether two mentions are the same event, nor what is true: that is for the chronicle and its readers.

#![deny(missing_docs)]

mod chunk;
mod clause;
mod colon;
mod cues;
mod days;
mod document;
mod frames;
mod group;
mod lexicon;
mod parse;
mod proposal;
mod quotation;
mod quoted;
mod reader;
mod report;
mod saying;
mod second;
mod stages;
mod statements;
mod status;
mod story;
mod tree;
mod word;

pub use document::{
    Confidence, Document, EventDates, EventKind, EventMention, Participant, Statement, Status,
};
pub use proposal::{HELPER, Proposal, proposed, unsure_sentences};
pub use stages::{annotate, layers};

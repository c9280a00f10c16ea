//! A searchable, sourced chronicle from captured news pages: who met whom, where and when.
//!
//! This crate is the façade: it names the stages in the order in which a page passes through them, and holds the one
//! binary. The steps, each a plain function of a crate of its own:
//!
//! 1. [`extract::extract`]: a captured page becomes an article, and what was left out of it.
//! 2. [`annotate::annotate`]: the article becomes a document. It calls [`text::sentences`], [`time::tag`] and
//!    [`names::tag`], then reads statements and events.
//! 3. [`dedup::families`]: copies of one text are grouped.
//! 4. [`chronicle::report`]: what one document contributes; [`chronicle::compile`] merges the reports of a collection.

// The binary's crate faces the outside world: files, standard input, the environment.
#![allow(clippy::disallowed_methods)]

pub use annals_annotate as annotate;
pub use annals_archive as archive;
pub use annals_capture as capture;
pub use annals_chronicle as chronicle;
pub use annals_dedup as dedup;
pub use annals_export as export;
pub use annals_extract as extract;
pub use annals_names as names;
pub use annals_store as store;
pub use annals_text as text;
pub use annals_time as time;
pub use annals_web as web;

pub mod collect;
pub mod command;
pub mod print;
pub mod progress;
pub mod stream;

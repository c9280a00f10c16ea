//! One file per format in which a chronicle leaves the program. Every format carries the claims of each event with source,
//! sentence and capture: a line without its source is worthless.
//!
//! Nouns: [`Format`] (which formats of events there are), [`ArticleFormat`] (which of articles), one module per format with a function `write`, and [`appearances`], the table of
//! where one person was seen; [`plover`] gives the codes under which others count events. What each field means
//! stands in `docs/formats.md`; a test fails when a field has no entry there. To add a format, start from [`copy_me`].
//!
//! ```
//! use annals_chronicle::Event;
//! use annals_export::Format;
//!
//! let events: [Event; 0] = [];
//! let mut file = Vec::new();
//! let format = Format::from_name("csv").unwrap();
//! format.write(&events, &mut file).unwrap();
//! assert!(file.starts_with(b"event_id,type,"));
//! ```
//!
//! This crate chooses no events and opens no files: both come from its caller.

#![deny(missing_docs)]

pub mod appearances;
pub mod articles;
pub mod copy_me;
pub mod csv;
mod format;
pub mod geojson;
pub mod ics;
pub mod jsonl;
pub mod markdown;
pub mod plover;
pub mod timelinejs;
mod wording;

pub use articles::{ArticleFormat, ArticleRecord};
pub use format::Format;

//! The annals folder: evidence, catalogue and full-text index in one place; what is added, built, found and checked.
//!
//! Nouns: [`Annals`] (an open folder), [`Addition`], [`Source`], [`Listed`] (an article in a list), [`Reading`] (an article
//! with its evidence and layers), [`Hit`], [`Problem`], [`Watched`] (an address that is looked at again and again), [`Visit`] (what came of it),
//! [`Changed`] (an article that was edited), [`presence::Presence`] (whether a page is still there).
//!
//! ```text
//! annals.toml     sources and settings
//! warc/           evidence: *.warc.gz, appended, never rewritten
//! annals.sqlite   catalogue, and what was derived from it
//! annals.sums     a digest of every page of it
//! decisions.jsonl what analysts decided about who is who, appended, never rewritten
//! proposals.jsonl what a helper proposed for sentences, appended, never rewritten
//! index/          full text; rebuilt at will
//! quarantine/     what a crash left behind the last committed record of a WARC file
//! ```
//!
//! ```
//! use annals_store::{Added, Addition, Annals, SearchQuery};
//!
//! # let folder = std::env::temp_dir().join(format!("annals-store-doc-{}", std::process::id()));
//! # let _ = std::fs::remove_dir_all(&folder);
//! let mut annals = Annals::init(&folder)?;
//! let page = Addition {
//!     bytes: b"The minister opened the harbour.",
//!     url: Some("https://harbour.example/news/1"),
//!     file_name: None,
//!     content_type: Some("text/plain"),
//!     captured: "2024-05-02T08:00:00Z".parse().unwrap(),
//!     date: None,
//!     source: None,
//!     http_head: None,
//!     machine: None,
//! };
//! assert!(matches!(annals.add(&[page])?[0], Added::New(_)));
//! assert!(matches!(annals.add(&[page])?[0], Added::Known(_)));
//! annals.build(None, &mut |_| {})?;
//! let found = annals.search(&SearchQuery { text: "harbour".into(), limit: 10, ..SearchQuery::default() })?;
//! assert_eq!(found.total, 1);
//! assert!(annals.check(&mut |_| {})?.is_empty());
//! # std::fs::remove_dir_all(&folder).unwrap();
//! # Ok::<(), annals_store::Error>(())
//! ```
//!
//! What it does not do: fetch pages, print, or know a clock: when a page was seen comes in with it.

#![deny(missing_docs)]
// This crate faces the disk: the catalogue, the index and the settings are its job.
#![allow(clippy::disallowed_methods)]

mod addition;
mod backup;
mod build;
mod catalogue;
mod check;
mod chronicle_rows;
mod configuration;
mod copies;
mod decisions;
mod entities;
mod error;
mod event_decisions;
mod evidence;
mod families;
mod folder;
mod handing_out;
mod index;
mod listing;
mod migrations;
mod named;
pub mod presence;
mod proposals;
mod reading;
mod reading_on;
mod records;
mod repeats;
mod rows;
mod search;
mod seen;
mod settings;
mod sources;
mod sqlite_copy;
mod stats;
mod steps;
mod sums;
mod tally;
mod timeline;
mod versions;
mod visits;
mod watching;
mod words;
mod workers;

pub use addition::{Added, Addition};
pub use backup::{Backup, check_backup, restore};
pub use build::{Built, Progress, Stage};
pub use check::{Problem, check_wacz, check_warc};
pub use configuration::{SETTINGS, Setting, SettingKind};
pub use copies::{Copy, Quoted};
pub use decisions::{About, Decided};
pub use entities::Pair;
pub use error::{Error, ErrorKind, Result};
pub use event_decisions::CorrectionText;
pub use evidence::Evidence;
pub use folder::Annals;
pub use listing::{Lead, Listed};
pub use named::Named;
pub use proposals::Asked;
pub use reading::Reading;
pub use reading_on::{ArticlesQuery, Extracted, Placed};
pub use search::{Hit, SearchPage, SearchQuery};
pub use seen::Seen;
pub use settings::Fetching;
pub use sources::Source;
pub use sqlite_copy::Copied;
pub use stats::{Share, Stats};
pub use steps::BeforeStep;
pub use timeline::TimelineQuery;
pub use versions::{Changed, ChangesQuery, Difference, Edition, Excerpt};
pub use watching::{Health, Visit, Watched, WatchedKind};

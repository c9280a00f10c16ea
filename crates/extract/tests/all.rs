//! The tests of this crate: whole pages, laws, hostile pages, and the shared material where it is present.
#![allow(clippy::disallowed_methods)] // tests read their pages from disk

#[path = "all/cases.rs"]
mod cases;
#[path = "all/charsets.rs"]
mod charsets;
#[path = "all/corpus.rs"]
mod corpus;
#[path = "all/credits.rs"]
mod credits;
#[path = "all/dates.rs"]
mod dates;
#[path = "all/hostile.rs"]
mod hostile;
#[path = "all/hostile_shapes.rs"]
mod hostile_shapes;
#[path = "all/invariants.rs"]
mod invariants;
#[path = "all/laws.rs"]
mod laws;
#[path = "all/markdown.rs"]
mod markdown;
#[path = "all/pages.rs"]
mod pages;
#[path = "all/payloads.rs"]
mod payloads;
#[path = "all/shared.rs"]
mod shared;
#[path = "all/trees.rs"]
mod trees;

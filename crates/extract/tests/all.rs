//! The tests of this crate: whole pages, laws, hostile pages, and the shared material where it is present.
#![allow(clippy::disallowed_methods)] // tests read their pages from disk

#[path = "all/cases.rs"]
mod cases;
#[path = "all/credits.rs"]
mod credits;
#[path = "all/dates.rs"]
mod dates;
#[path = "all/hostile.rs"]
mod hostile;
#[path = "all/laws.rs"]
mod laws;
#[path = "all/pages.rs"]
mod pages;
#[path = "all/shared.rs"]
mod shared;

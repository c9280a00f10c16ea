//! WARC files of invented news, of any size, whose events, copies and edits are known: for benchmarks, and to count how
//! much of what is known was found.
//!
//! Nouns: [`World`] (outlets, office-holders, cities), [`Happening`] (what is true), [`Telling`] (an article that tells of
//! one: its own words, a copy of another outlet's, a later rewriting), [`Visit`] (one capture of a telling's page, as
//! first published or as edited). [`Visits`] gives them in the order of time, and holds no more than a few days of them.
//!
//! What it is not: a test set. Its sentences come from some dozens of patterns, so whoever reads the patterns right reads
//! all of it right. Its figures say whether the chain holds together at size (does an article keep its sentences, do
//! tellings of one happening meet in one event, are copies known as copies), not how well news is read.
//!
//! The same seed and size give the same bytes on any machine.

#![deny(missing_docs)]

mod filler;
mod happening;
mod layout;
mod plots;
pub mod score;
mod seeded;
mod telling;
mod truth;
mod visits;
mod world;

pub use happening::{Happening, Person};
pub use seeded::Seeded;
pub use telling::Telling;
pub use truth::{Edit, TruthRow};
pub use visits::{Visit, Visits};
pub use world::{Outlet, World};

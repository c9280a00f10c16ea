//! The tests of annotation: case pages with carets, laws over any string, and the first page from the seed.
#![allow(clippy::disallowed_methods)] // case pages and the seed are read from disk

mod cases;
mod gold;
mod invariants;
mod laws;
mod seed;

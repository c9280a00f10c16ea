//! Cases written as Markdown pages with carets, and laws that hold for any text.
#![allow(clippy::disallowed_methods)] // Tests read their case pages and the environment variable UPDATE.

mod corpus;
mod edtf;
mod invariants;
mod laws;
mod pages;

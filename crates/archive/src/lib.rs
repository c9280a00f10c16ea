//! Captured pages as evidence: sources, captures, and the reading and writing of WARC. The only writer of evidence.
//!
//! Nouns: [`CaptureId`] (digest), [`Capture`] (one page as it was seen at one instant).
// This crate faces the disk: it is the only writer of evidence.
#![allow(clippy::disallowed_methods)]

mod capture;

pub use capture::{Capture, CaptureId};

//! The one test binary of this crate: trees of sentences under `cases/`, and laws.
#![allow(clippy::disallowed_methods, reason = "tests read their case pages")]

mod cases;
mod laws;

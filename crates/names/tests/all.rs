//! The one test binary of this crate: case pages with carets under `cases/`, and laws.
#![allow(clippy::disallowed_methods, reason = "tests read their case pages")]

mod cases;
mod invariants;
mod laws;
mod pairs;

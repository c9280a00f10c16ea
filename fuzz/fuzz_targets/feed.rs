//! Any bytes as a feed.
//! What must hold is written in the tests of the crate, which run the same corpus.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../crates/capture/tests/invariants.rs"]
#[allow(dead_code)]
mod invariants;

fuzz_target!(|bytes: &[u8]| invariants::of_feed(bytes));

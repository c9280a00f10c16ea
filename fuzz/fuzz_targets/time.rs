//! Any text, in any language, published on any day.
//! What must hold is written in the tests of the crate, which run the same corpus.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../crates/time/tests/invariants.rs"]
#[allow(dead_code)]
mod invariants;

fuzz_target!(|bytes: &[u8]| invariants::of_times(bytes));

//! Any bytes in any claimed encoding: the first byte chooses the claim and the country.
//! What must hold is written in the tests of the crate, which run the same corpus.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../crates/extract/tests/all/invariants.rs"]
#[allow(dead_code)]
mod invariants;

fuzz_target!(|bytes: &[u8]| invariants::of_charset(bytes));

//! Any bytes as a page: the first byte chooses the media type and whether an address is known.
//! What must hold is written in the tests of the crate, which run the same corpus.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../crates/extract/tests/all/invariants.rs"]
#[allow(dead_code)]
mod invariants;

fuzz_target!(|bytes: &[u8]| invariants::of_page(bytes));

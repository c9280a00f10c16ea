//! Any text where names are looked for, in any script.
//! What must hold is written in the tests of the crate.
#![no_main]

use annals_names::tag;
use annals_text::{Text, sentences};
use libfuzzer_sys::fuzz_target;

#[path = "../../crates/names/tests/invariants.rs"]
mod invariants;

fuzz_target!(|bytes: &[u8]| {
    let text = Text::new(String::from_utf8_lossy(bytes).into_owned());
    invariants::hold(&text, &tag(&text, &sentences(&text))).expect("the laws of names");
});

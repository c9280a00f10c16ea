//! Any text in which events and statements are looked for, as if it were in English.
//! What must hold is written in the tests of the crate.
#![no_main]

use annals_annotate::annotate;
use annals_extract::Article;
use annals_text::Language;
use libfuzzer_sys::fuzz_target;

#[path = "../../crates/annotate/tests/invariants.rs"]
mod invariants;

fuzz_target!(|bytes: &[u8]| {
    let mut article = Article::of_text(String::from_utf8_lossy(bytes).as_ref());
    article.language = Some(Language::ENGLISH);
    invariants::hold(&annotate(article)).expect("the laws of events");
});

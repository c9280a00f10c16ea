//! The corpus of the fuzz targets, run as a plain test: seeds of our own, and what fuzzing once broke.

use std::path::Path;

use crate::invariants::{of_charset, of_dates, of_page};

/// Runs one folder of the corpus.
fn run(folder: &str, least: usize, check: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../fuzz/corpus")
        .join(folder);
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).expect("the corpus is in the repository") {
        let path = entry.expect("a readable folder").path();
        eprintln!("{}", path.display());
        check(&std::fs::read(path).expect("a readable file"));
        seen += 1;
    }
    assert!(seen >= least, "only {seen} files");
}

#[test]
fn pages() {
    run("page", 20, of_page);
}

#[test]
fn charsets() {
    run("charset", 12, of_charset);
}

#[test]
fn dates() {
    run("dates", 10, of_dates);
}

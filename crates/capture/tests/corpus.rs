//! The corpus of the fuzz targets, run as a plain test: seeds of our own, and what fuzzing once broke.

use std::path::Path;

use crate::invariants::{of_feed, of_robots, of_sitemap};

fn run(folder: &str, check: fn(&[u8])) {
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
    assert!(seen >= 6, "only {seen} files");
}

#[test]
fn robots() {
    run("robots", of_robots);
}

#[test]
fn feeds() {
    run("feed", of_feed);
}

#[test]
fn sitemaps() {
    run("sitemap", of_sitemap);
}

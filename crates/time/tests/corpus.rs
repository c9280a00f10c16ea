//! The corpus of the fuzz target, run as a plain test: seeds of our own, and what fuzzing once broke.

use std::path::Path;

use crate::invariants::of_times;

#[test]
fn times() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/time");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).expect("the corpus is in the repository") {
        let path = entry.expect("a readable folder").path();
        eprintln!("{}", path.display());
        of_times(&std::fs::read(path).expect("a readable file"));
        seen += 1;
    }
    assert!(seen >= 12, "only {seen} files");
}

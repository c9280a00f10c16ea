//! Files that other programs wrote, and mutations of them, where a collection of them is at hand: beside the repository in
//! `shared/bench/hostile`, or where ANNALS_BENCH says. None is part of this repository.

use std::fs::File;
use std::path::PathBuf;

use annals_archive::WarcReader;

fn collection() -> Option<PathBuf> {
    let named = std::env::var_os("ANNALS_BENCH").map(PathBuf::from);
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/bench");
    let folder = named.unwrap_or(beside).join("hostile/warcs");
    folder.is_dir().then_some(folder)
}

#[test]
fn foreign_files_are_survived_and_mutations_reported() {
    let Some(folder) = collection() else {
        eprintln!(
            "skipped: no shared/bench/hostile/warcs beside the repository, and ANNALS_BENCH is not set"
        );
        return;
    };
    let mut unreported = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let found: Vec<_> = WarcReader::new(File::open(&path).unwrap()).collect();
        let damaged = [
            "mut__trunc",
            "mut__bitflip",
            "mut__clen",
            "mut__nul",
            "mut__long",
            "mut__notwarc",
        ];
        if damaged.iter().any(|kind| name.starts_with(kind)) && found.iter().all(Result::is_ok) {
            unreported.push(name);
        }
    }
    assert_eq!(unreported, [""; 0]);
}

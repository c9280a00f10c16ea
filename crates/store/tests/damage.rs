//! The law of `check`: whatever bit of evidence, catalogue or index changes by itself, and wherever a file of them is cut,
//! something is said. What was written by annals itself, however often and however it was stopped, is never complained of.

use std::fs;
use std::path::{Path, PathBuf};

use annals_store::Annals;

use crate::sample::{add, build, pages, problems};

/// Seeded numbers (xorshift).
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

fn built(folder: &Path) {
    let mut annals = Annals::init(folder).unwrap();
    annals.set_warc_limit(4000);
    for from in [0, 4, 8] {
        add(&mut annals, &pages(from..from + 4));
        build(&mut annals);
    }
    assert_eq!(problems(&annals), [""; 0]);
}

/// The files below a folder that hold anything.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(files(&path)),
            false if fs::metadata(&path).unwrap().len() > 0 => found.push(path),
            false => {}
        }
    }
    found.sort();
    found
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        match path.is_dir() {
            true => copy(&path, &target),
            false => drop(fs::copy(&path, &target).unwrap()),
        }
    }
}

/// Whether opening or checking the folder says anything.
fn is_noticed(folder: &Path) -> bool {
    match Annals::open(folder) {
        Err(_) => true,
        Ok(annals) => annals
            .check(&mut |_| {})
            .map_or(true, |problems| !problems.is_empty()),
    }
}

/// Evidence, catalogue and index; settings and decisions are the analyst's to write.
fn is_watched(root: &Path, path: &Path) -> bool {
    let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
    name.starts_with("warc/")
        || ["annals.sqlite", "annals.sqlite-wal", "annals.sums"].contains(&name.as_str())
        || (name.starts_with("index/") && !name.ends_with(".lock"))
}

const FLIPS_IN_A_FILE: usize = 6;

#[test]
fn every_flipped_bit_and_every_cut_is_noticed() {
    let whole = tempfile::tempdir().unwrap();
    built(whole.path());
    let mut seeded = Seeded(0x5eed);
    let mut tried = 0;
    for path in files(whole.path())
        .iter()
        .filter(|path| is_watched(whole.path(), path))
    {
        let name = path.strip_prefix(whole.path()).unwrap();
        let bytes = fs::read(path).unwrap();
        for round in 0..FLIPS_IN_A_FILE {
            let damaged = tempfile::tempdir().unwrap();
            copy(whole.path(), damaged.path());
            let mut changed = bytes.clone();
            let at = seeded.below(bytes.len());
            match round {
                0 => changed.truncate(at),
                _ => changed[at] ^= 1 << seeded.below(8),
            }
            fs::write(damaged.path().join(name), changed).unwrap();
            assert!(
                is_noticed(damaged.path()),
                "{}: {} at {at} of {}",
                name.display(),
                if round == 0 { "cut" } else { "bit flipped" },
                bytes.len()
            );
            tried += 1;
        }
    }
    assert!(tried > 60, "only {tried} damages were tried");
}

#[test]
fn the_free_bytes_of_a_gzip_head_count_too() {
    let whole = tempfile::tempdir().unwrap();
    built(whole.path());
    let path = whole.path().join("warc/annals-00001.warc.gz");
    let bytes = fs::read(&path).unwrap();
    for at in 4..10 {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        fs::write(&path, changed).unwrap();
        let found = problems(&Annals::open(whole.path()).unwrap());
        let place = "warc/annals-00001.warc.gz, record 0 at offset 0: is not what was written";
        assert!(found.contains(&place.to_owned()), "{at}: {found:?}");
    }
    fs::write(&path, bytes).unwrap();
    assert_eq!(problems(&Annals::open(whole.path()).unwrap()), [""; 0]);
}

#[test]
fn a_page_of_the_catalogue_is_named() {
    let folder = tempfile::tempdir().unwrap();
    built(folder.path());
    let path = folder.path().join("annals.sqlite");
    let mut bytes = fs::read(&path).unwrap();
    // A letter of a headline: the tree of the database is as sound as before.
    let at = bytes
        .windows(9)
        .rposition(|part| part == b"report nu" || part == b"report 1 ")
        .or_else(|| bytes.windows(6).rposition(|part| part == b"report"))
        .unwrap();
    bytes[at] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let found = problems(&Annals::open(folder.path()).unwrap());
    let page = format!("annals.sqlite, page {}: is not what was written", at / 4096 + 1);
    assert!(found.contains(&page), "{found:?}");
}

#[test]
fn lost_digests_are_said_and_made_anew_by_the_next_writer() {
    let folder = tempfile::tempdir().unwrap();
    built(folder.path());
    fs::remove_file(folder.path().join("annals.sums")).unwrap();
    let found = problems(&Annals::open(folder.path()).unwrap());
    assert!(found[0].contains("annals.sums: is missing"), "{found:?}");
    add(&mut Annals::open(folder.path()).unwrap(), &pages(12..13));
    assert_eq!(problems(&Annals::open(folder.path()).unwrap()), [""; 0]);
}

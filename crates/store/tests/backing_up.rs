//! Backups: taken while others write, verified, extended, and restored to the same chronicle; a damaged one is refused.

use std::fs;

use annals_store::{Annals, check_backup, restore};

use crate::sample::{add, build, everything, found, page, pages, problems};

#[test]
fn what_is_restored_is_what_was_there() {
    let place = tempfile::tempdir().unwrap();
    let (folder, copy, back) = (
        place.path().join("a"),
        place.path().join("copy"),
        place.path().join("back"),
    );
    let mut annals = Annals::init(&folder).unwrap();
    annals.set_warc_limit(1500);
    add(&mut annals, &pages(0..6));
    build(&mut annals);
    let first = annals.backup(&copy).unwrap();
    assert_eq!(first.bytes, first.copied);
    add(&mut annals, &pages(6..9));
    build(&mut annals);
    let second = annals.backup(&copy).unwrap();
    assert_eq!(
        (second.bytes - first.bytes, second.files > first.files),
        (second.copied, true)
    );
    assert_eq!(check_backup(&copy).unwrap(), Some(Vec::new()));
    let mut restored = restore(&copy, &back).unwrap();
    build(&mut restored);
    assert_eq!(everything(&restored), everything(&annals));
    assert_eq!(found(&restored, "harbour"), found(&annals, "harbour"));
    assert_eq!(problems(&restored), [""; 0]);
    // What is restored is a folder like any other.
    add(&mut restored, &[page(12)]);
    build(&mut restored);
    assert_eq!(problems(&restored), [""; 0]);
}

#[test]
fn a_backup_is_whole_while_others_write() {
    let place = tempfile::tempdir().unwrap();
    let (folder, copy) = (place.path().join("a"), place.path().join("copy"));
    let mut annals = Annals::init(&folder).unwrap();
    add(&mut annals, &pages(0..4));
    let (root, target) = (folder.clone(), copy.clone());
    annals.watch_steps(Box::new(move |step| {
        if step == "commit" {
            Annals::open(&root).unwrap().backup(&target).unwrap();
        }
        Ok(())
    }));
    add(&mut annals, &pages(4..8));
    let mut restored = restore(&copy, &place.path().join("back")).unwrap();
    let built = build(&mut restored);
    assert_eq!(built.read, 4, "what was not committed yet is not in it");
    assert_eq!(problems(&restored), [""; 0]);
}

#[test]
fn what_is_no_backup_is_neither_written_to_nor_restored() {
    let place = tempfile::tempdir().unwrap();
    let mut annals = Annals::init(&place.path().join("a")).unwrap();
    add(&mut annals, &pages(0..3));
    let letters = place.path().join("letters");
    fs::create_dir(&letters).unwrap();
    fs::write(letters.join("aunt.txt"), "Dear aunt").unwrap();
    assert!(annals.backup(&letters).unwrap_err().message.contains("no backup"));
    assert!(
        restore(&letters, &place.path().join("b"))
            .err()
            .unwrap()
            .message
            .contains("no backup")
    );
    assert_eq!(check_backup(&letters).unwrap(), None);
    let copy = place.path().join("copy");
    annals.backup(&copy).unwrap();
    assert!(
        restore(&copy, &letters)
            .err()
            .unwrap()
            .message
            .contains("not empty")
    );
    assert!(
        restore(&copy, annals.root())
            .err()
            .unwrap()
            .message
            .contains("not empty")
    );
    let mut other = Annals::init(&place.path().join("other")).unwrap();
    add(&mut other, &pages(5..9));
    assert!(
        other
            .backup(&copy)
            .unwrap_err()
            .message
            .contains("not what was written")
    );
    assert_eq!(
        check_backup(&copy).unwrap(),
        Some(Vec::new()),
        "the refused one spoilt nothing"
    );
}

#[test]
fn a_damaged_backup_and_a_damaged_folder_are_refused() {
    let place = tempfile::tempdir().unwrap();
    let mut annals = Annals::init(&place.path().join("a")).unwrap();
    add(&mut annals, &pages(0..3));
    let copy = place.path().join("copy");
    annals.backup(&copy).unwrap();
    for name in [
        "warc/annals-00001.warc.gz",
        "state-00001/annals.sqlite",
        "backup.sums",
    ] {
        let path = copy.join(name);
        let whole = fs::read(&path).unwrap();
        let mut damaged = whole.clone();
        damaged[whole.len() / 2] ^= 1;
        fs::write(&path, damaged).unwrap();
        let noticed = check_backup(&copy).map_or(true, |problems| !problems.unwrap().is_empty());
        assert!(noticed, "{name}");
        assert!(
            restore(&copy, &place.path().join(format!("b{}", whole.len()))).is_err(),
            "{name}"
        );
        fs::write(&path, whole).unwrap();
    }
    let path = annals.root().join("warc/annals-00001.warc.gz");
    let mut bytes = fs::read(&path).unwrap();
    bytes[30] ^= 1;
    fs::write(&path, bytes).unwrap();
    let refused = annals.backup(&place.path().join("fresh")).unwrap_err();
    assert!(
        refused.message.contains("offset 0 is not what was written"),
        "{refused}"
    );
}

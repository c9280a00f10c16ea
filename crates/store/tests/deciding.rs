//! Decisions about who is who: they outlive rebuilding, crashes between their line and the chronicle, and a full disk.

use annals_store::{Annals, ErrorKind};
use jiff::Timestamp;

use crate::sample::{add, build, everything, pages, problems};

fn now() -> Timestamp {
    "2024-06-01T10:00:00Z".parse().unwrap()
}

fn folder() -> (tempfile::TempDir, Annals) {
    let folder = tempfile::tempdir().unwrap();
    let mut annals = Annals::init(&folder.path().join("annals")).unwrap();
    add(&mut annals, &pages(0..12));
    build(&mut annals);
    (folder, annals)
}

/// Has the step `stop` fail from now on, as a full disk would.
fn fail_at(annals: &mut Annals, stop: &'static str) {
    annals.watch_steps(Box::new(move |step| match step == stop {
        true => Err(std::io::ErrorKind::StorageFull.into()),
        false => Ok(()),
    }));
}

#[test]
fn a_decision_whose_chronicle_was_not_written_is_followed_by_the_next_build() {
    let (_folder, mut annals) = folder();
    let before = everything(&annals);
    fail_at(&mut annals, "chronicle commit");
    let failed = annals.merge_entities("Adaeze Lind", &["Mirela Osei".into()], now());
    assert_eq!(failed.unwrap_err().kind(), ErrorKind::DiskFull);
    assert_eq!(everything(&annals), before);
    assert_eq!(problems(&annals).len(), 1);
    let mut annals = Annals::open(annals.root()).unwrap();
    build(&mut annals);
    assert_ne!(everything(&annals), before);
    assert!(problems(&annals).is_empty());
}

#[test]
fn a_decision_that_could_not_be_written_was_not_made() {
    let (_folder, mut annals) = folder();
    let before = everything(&annals);
    fail_at(&mut annals, "decision");
    assert!(annals.hide_entity("Adaeze Lind", now()).is_err());
    let mut annals = Annals::open(annals.root()).unwrap();
    assert!(annals.decisions().unwrap().is_empty());
    build(&mut annals);
    assert_eq!(everything(&annals), before);
}

/// Whether pages come before a decision or after it, the chronicle is the same.
#[test]
fn pages_and_decisions_may_come_in_any_order() {
    let (_first, mut early) = folder();
    early
        .merge_entities("Adaeze Lind", &["Mirela Osei".into()], now())
        .unwrap();
    add(&mut early, &pages(12..30));
    build(&mut early);
    let (_second, mut late) = folder();
    add(&mut late, &pages(12..30));
    build(&mut late);
    late.merge_entities("Adaeze Lind", &["Mirela Osei".into()], now())
        .unwrap();
    assert_eq!(everything(&early), everything(&late));
    late.undo_decision(None, now()).unwrap();
    assert_ne!(everything(&early), everything(&late));
}

#[test]
fn reading_goes_on_while_another_decides() {
    let (_folder, mut annals) = folder();
    let reader = Annals::open(annals.root()).unwrap();
    annals.hide_entity("Adaeze Lind", now()).unwrap();
    assert!(reader.entity_called("Adaeze Lind").is_err());
    assert!(reader.decisions().unwrap()[0].what.contains("hide"));
}

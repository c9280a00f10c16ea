//! Folders of older and of newer versions: the one is brought up to date with everything in it, the other refused and left
//! alone.

use std::path::Path;

use annals_store::Annals;

use crate::sample::{add, build, everything, pages, problems};

/// What every version before the fifth lacks.
const BEFORE_VERSIONS: &str = "DROP TABLE visits; DROP TABLE comparisons;
    ALTER TABLE articles DROP COLUMN letters; ALTER TABLE articles DROP COLUMN text_key;";

/// What every version before the sixth lacks.
const BEFORE_DECISIONS: &str = "DROP TABLE hidden_events; DROP TABLE unplaced;";

/// What every version before the seventh lacks.
const BEFORE_DIGESTS: &str = "DROP TABLE event_digests;";

/// What the seventh had instead.
const BEFORE_OTHER_PAGES: &str = "DROP INDEX visits_by_absence;
    CREATE INDEX visits_by_absence ON visits (tried) WHERE found IN ('missing', 'gone', 'front page');";

/// Makes the catalogue what it was in an older version.
fn set_back(folder: &Path, statements: &str) {
    let catalogue = rusqlite::Connection::open(folder.join("annals.sqlite")).unwrap();
    catalogue.execute_batch(statements).unwrap();
    drop(catalogue);
    let _ = std::fs::remove_file(folder.join("annals.sums"));
}

fn built() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let mut annals = Annals::init(folder.path()).unwrap();
    annals.set_warc_limit(3000);
    add(&mut annals, &pages(0..6));
    build(&mut annals);
    let said = everything(&annals);
    (folder, said)
}

#[test]
fn a_folder_of_any_older_version_is_brought_up_with_all_it_holds() {
    let older = [
        (2, "DROP TABLE watched; DROP TABLE records;"),
        (3, "DROP TABLE records;"),
        (4, ""),
    ];
    let older =
        older.map(|(version, lacks)| (version, format!("{lacks} {BEFORE_VERSIONS} {BEFORE_DECISIONS}")));
    let before_digests = |(version, lacks): (u8, String)| (version, format!("{lacks} {BEFORE_DIGESTS}"));
    let newer = [(5, BEFORE_DECISIONS.to_owned()), (6, String::new())];
    let older = older.into_iter().chain(newer).map(before_digests);
    let newest = [(7, BEFORE_OTHER_PAGES.to_owned())];
    for (version, lacks) in older.chain(newest) {
        let (folder, said) = built();
        set_back(
            folder.path(),
            &format!("{lacks} PRAGMA user_version = {version};"),
        );
        let mut annals = Annals::open(folder.path()).unwrap();
        assert_eq!(everything(&annals), said, "version {version}");
        assert_eq!(problems(&annals), [""; 0], "version {version}");
        add(&mut annals, &pages(6..8));
        build(&mut annals);
        assert_eq!(problems(&annals), [""; 0], "version {version}");
    }
}

#[test]
fn a_folder_of_a_newer_version_is_refused_and_left_alone() {
    let (folder, _) = built();
    set_back(folder.path(), "PRAGMA user_version = 99;");
    let before = std::fs::read(folder.path().join("annals.sqlite")).unwrap();
    let refused = Annals::open(folder.path()).err().unwrap();
    assert!(refused.message.contains("newer annals (schema 99"), "{refused}");
    assert!(std::fs::read(folder.path().join("annals.sqlite")).unwrap() == before);
    set_back(folder.path(), "PRAGMA user_version = 1;");
    let refused = Annals::open(folder.path()).err().unwrap();
    assert!(refused.message.contains("schema 1"), "{refused}");
}

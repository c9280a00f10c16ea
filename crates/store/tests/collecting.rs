//! Collecting: what is looked at again, what visits leave behind, and that a stop at any point loses nothing.

use annals_archive::{Aside, Record, WarcReader};
use annals_store::presence::Found;
use annals_store::{Added, Addition, Annals, Visit, WatchedKind};
use jiff::Timestamp;

use crate::sample::problems;

const FEED: &str = "https://harbour.example/feed";
const PAGE: &str = "https://harbour.example/news/1";
const HEAD: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";

fn at(hour: u8) -> Timestamp {
    format!("2026-03-03T{hour:02}:00:00Z").parse().unwrap()
}

fn visit(url: &str, tried: Timestamp) -> Visit<'_> {
    Visit {
        url,
        tried,
        status: Some(200),
        found: Found::Seen,
        problem: None,
        etag: None,
        last_modified: None,
        due: None,
        asides: Vec::new(),
        page: None,
    }
}

fn body(bytes: &[u8], captured: Timestamp) -> Addition<'_> {
    Addition {
        bytes,
        url: Some(PAGE),
        file_name: None,
        content_type: Some("text/html"),
        captured,
        date: None,
        source: None,
        http_head: Some(HEAD),
        machine: None,
    }
}

fn records(annals: &Annals) -> Vec<Record> {
    let path = annals.root().join("warc/annals-00001.warc.gz");
    let records = WarcReader::new(std::fs::File::open(path).unwrap());
    records.map(Result::unwrap).collect()
}

fn kinds(annals: &Annals) -> Vec<String> {
    records(annals).iter().map(Record::kind).collect()
}

#[test]
fn what_is_due_is_what_was_not_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    let mut annals = Annals::init(folder.path()).unwrap();
    let key = annals
        .add_source(
            "https://www.harbour.example/",
            WatchedKind::Feed,
            &[FEED.into()],
            at(8),
        )
        .unwrap();
    assert_eq!(key, "harbour.example");
    assert_eq!(
        annals
            .watch(&key, WatchedKind::Page, &[PAGE.into(), PAGE.into()], at(9))
            .unwrap(),
        1
    );
    let due = |annals: &Annals, kind, now| annals.due(&[kind], None, now, 10).unwrap().len();
    assert_eq!(
        (
            due(&annals, WatchedKind::Feed, at(8)),
            due(&annals, WatchedKind::Page, at(8))
        ),
        (1, 0)
    );
    assert_eq!(due(&annals, WatchedKind::Page, at(9)), 1);
    assert!(
        annals
            .due(&[WatchedKind::Page], Some("other.example"), at(9), 10)
            .unwrap()
            .is_empty()
    );
    let seen = Visit {
        due: Some(at(12)),
        etag: Some("\"a\""),
        ..visit(FEED, at(8))
    };
    annals.visited(&[seen]).unwrap();
    assert_eq!(
        (
            due(&annals, WatchedKind::Feed, at(11)),
            due(&annals, WatchedKind::Feed, at(12))
        ),
        (0, 1)
    );
    annals.make_due(Some(&key), false, at(10)).unwrap();
    let feed = annals
        .due(&[WatchedKind::Feed], None, at(10), 10)
        .unwrap()
        .remove(0);
    assert_eq!(
        (feed.etag.as_deref(), feed.first_success, feed.successes),
        (Some("\"a\""), Some(at(8)), 1)
    );
    // Opened anew, all of it is still there, and what annals.toml names is not begun twice.
    drop(annals);
    let mut annals = Annals::open(folder.path()).unwrap();
    annals.watch_settings(at(11)).unwrap();
    assert_eq!(
        annals.collected(),
        [(key, vec![(WatchedKind::Feed, FEED.to_owned())])]
    );
    assert_eq!(due(&annals, WatchedKind::Feed, at(9)), 0);
}

#[test]
fn a_visit_leaves_evidence_whatever_it_found() {
    let folder = tempfile::tempdir().unwrap();
    let mut annals = Annals::init(folder.path()).unwrap();
    annals
        .watch("harbour.example", WatchedKind::Page, &[PAGE.into()], at(8))
        .unwrap();
    let request = Aside::Request {
        url: PAGE,
        asked: at(8),
        machine: "203.0.113.7".parse().ok(),
        head: b"GET /news/1 HTTP/1.1\r\n\r\n",
    };
    let found = Visit {
        page: Some(Addition {
            machine: "203.0.113.7".parse().ok(),
            ..body(b"<p>open</p>", at(8))
        }),
        asides: vec![request],
        ..visit(PAGE, at(8))
    };
    let became = annals.visited(&[found]).unwrap();
    let Some(Added::New(id)) = became[0] else {
        panic!("{became:?}")
    };
    let again = Visit {
        page: Some(body(b"<p>open</p>", at(9))),
        ..visit(PAGE, at(9))
    };
    assert_eq!(annals.visited(&[again]).unwrap(), [Some(Added::Known(id))]);
    let gone = Aside::Answer {
        url: PAGE,
        asked: at(10),
        machine: None,
        head: b"HTTP/1.1 410 Gone\r\n\r\n",
        body: b"",
    };
    let missing = Visit {
        status: Some(410),
        problem: Some("status 410"),
        asides: vec![gone],
        ..visit(PAGE, at(10))
    };
    assert_eq!(annals.visited(&[missing]).unwrap(), [None]);
    assert_eq!(
        kinds(&annals),
        ["warcinfo", "response", "request", "revisit", "response"]
    );
    // The page and the request that brought it name one another.
    let records = records(&annals);
    let field = |number: usize, name| records[number].field(name);
    for (one, other) in [(1, 2), (2, 1)] {
        assert_eq!(field(one, "WARC-Concurrent-To"), field(other, "WARC-Record-ID"));
        assert_eq!(field(one, "WARC-IP-Address"), Some("203.0.113.7"));
    }
    assert!(field(3, "WARC-Concurrent-To").is_none() && field(4, "WARC-IP-Address").is_none());
    assert!(
        records[1..]
            .iter()
            .all(|record| record.field("WARC-Warcinfo-ID") == field(0, "WARC-Record-ID"))
    );
    assert!(problems(&annals).is_empty());
    let health = annals.health("harbour.example").unwrap();
    assert_eq!((health.pages, health.waiting, health.failing), (1, 0, 1));
    assert_eq!(
        (health.last_success, health.problem.as_deref()),
        (Some(at(9)), Some("status 410"))
    );
    // What is added later stands behind it.
    drop(annals);
    let mut annals = Annals::open(folder.path()).unwrap();
    annals.add(&[body(b"<p>closed</p>", at(11))]).unwrap();
    assert!(problems(&annals).is_empty());
    assert_eq!(kinds(&annals).len(), 6);
}

#[test]
fn a_folder_made_before_collecting_is_brought_up() {
    let folder = tempfile::tempdir().unwrap();
    drop(Annals::init(folder.path()).unwrap());
    let catalogue = rusqlite::Connection::open(folder.path().join("annals.sqlite")).unwrap();
    catalogue
        .execute_batch("DROP TABLE watched; DROP TABLE records; DROP TABLE visits; DROP TABLE comparisons; ALTER TABLE articles DROP COLUMN letters; ALTER TABLE articles DROP COLUMN text_key; PRAGMA user_version = 2;")
        .unwrap();
    drop(catalogue);
    let mut annals = Annals::open(folder.path()).unwrap();
    assert_eq!(
        annals
            .watch("harbour.example", WatchedKind::Page, &[PAGE.into()], at(8))
            .unwrap(),
        1
    );
    drop(annals);
    assert_eq!(
        Annals::open(folder.path())
            .unwrap()
            .health("harbour.example")
            .unwrap()
            .pages,
        1
    );
}

#[test]
fn a_source_that_answers_less_than_it_did_has_drifted() {
    let folder = tempfile::tempdir().unwrap();
    let mut annals = Annals::init(folder.path()).unwrap();
    annals
        .watch("harbour.example", WatchedKind::Page, &[PAGE.into()], at(0))
        .unwrap();
    let look = |annals: &mut Annals, minute: usize, found: Found| {
        let tried = at(0) + jiff::SignedDuration::from_mins(minute as i64);
        let visit = Visit {
            found,
            ..visit(PAGE, tried)
        };
        annals.visited(&[visit]).unwrap();
    };
    (0..60).for_each(|minute| look(&mut annals, minute, Found::Seen));
    assert!(annals.health("harbour.example").unwrap().drift.is_empty());
    (60..80).for_each(|minute| look(&mut annals, minute, Found::Failed("status 503".into())));
    let drift = annals.health("harbour.example").unwrap().drift;
    assert_eq!(
        drift,
        ["only 50 % of the last 40 looks succeeded, 100 % of those before"]
    );
}

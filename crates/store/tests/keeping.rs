//! Keeping pages: once each, safely, by one writer; and what happens to files that were damaged.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use annals_store::{Added, Addition, Annals, ErrorKind};

use crate::sample::{Page, add, bare, build, page, pages, problems};

fn kept(added: &Added) -> annals_archive::CaptureId {
    match added {
        Added::New(id) => *id,
        Added::Known(id) => panic!("{id} was known already"),
    }
}

fn warc(annals: &Annals, number: usize) -> PathBuf {
    annals.root().join(format!("warc/annals-{number:05}.warc.gz"))
}

#[test]
fn what_is_added_comes_back_to_the_last_byte() {
    let folder = tempfile::tempdir().unwrap();
    let mut annals = Annals::init(folder.path()).unwrap();
    let bytes = b"<p>caf\xe9 \x00 \xff</p>";
    let addition = Addition {
        bytes,
        ..bare("x.html", "")
    };
    let id = kept(&annals.add(&[addition]).unwrap()[0]);
    drop(annals);
    let capture = Annals::open(folder.path()).unwrap().capture(id).unwrap().unwrap();
    assert_eq!(
        (capture.payload.as_slice(), capture.url.as_str()),
        (&bytes[..], "file:x.html")
    );
    assert_eq!(capture.id, id);
}

#[test]
fn a_response_is_kept_with_its_head_and_read_decoded() {
    let folder = tempfile::tempdir().unwrap();
    let mut annals = Annals::init(folder.path()).unwrap();
    let head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n";
    let body = b"7\r\n<p>open\r\n4\r\n</p>\r\n0\r\n\r\n";
    let addition = Addition {
        bytes: body,
        http_head: Some(head),
        machine: None,
        url: Some("https://harbour.example/a"),
        ..bare("", "")
    };
    let id = kept(&annals.add(&[addition]).unwrap()[0]);
    let capture = annals.capture(id).unwrap().unwrap();
    assert_eq!(capture.payload, b"<p>open</p>");
    assert!(problems(&annals).is_empty());
}

#[test]
fn the_same_bytes_are_kept_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut annals = Annals::init(folder.path()).unwrap();
    let first = page(1);
    let id = kept(&add(&mut annals, &[page(1)])[0]);
    let later = page(1).captured("2024-06-01T00:00:00Z");
    assert_eq!(add(&mut annals, &[later])[0], Added::Known(id));
    let elsewhere = Page::new("https://valley.example/other", &first.html);
    assert!(matches!(add(&mut annals, &[elsewhere])[0], Added::New(_)));
    let twice = annals
        .add(&[bare("a.txt", "The same."), bare("b.txt", "The same.")])
        .unwrap();
    assert_eq!(twice[1], Added::Known(kept(&twice[0])));
    let named = Addition {
        source: Some("Valley Post"),
        ..bare("c.txt", "The same.")
    };
    assert!(matches!(annals.add(&[named]).unwrap()[0], Added::New(_)));
}

#[test]
fn the_same_pages_make_the_same_warc_file() {
    let files = [0, 1].map(|_| {
        let folder = tempfile::tempdir().unwrap();
        let mut annals = Annals::init(folder.path()).unwrap();
        add(&mut annals, &pages(0..5));
        fs::read(warc(&annals, 1)).unwrap()
    });
    assert!(files[0] == files[1]);
}

#[test]
fn a_full_file_is_followed_by_another() {
    let folder = tempfile::tempdir().unwrap();
    let mut annals = Annals::init(folder.path()).unwrap();
    annals.set_warc_limit(2000);
    add(&mut annals, &pages(0..9));
    add(&mut annals, &pages(9..12));
    assert!(warc(&annals, 3).exists());
    assert!(problems(&annals).is_empty());
    build(&mut annals);
    assert!(problems(&annals).is_empty());
}

#[test]
fn a_tail_that_was_never_acknowledged_moves_to_quarantine() {
    let folder = tempfile::tempdir().unwrap();
    let mut annals = Annals::init(folder.path()).unwrap();
    let id = kept(&add(&mut annals, &[page(1)])[0]);
    let path = warc(&annals, 1);
    let whole = fs::read(&path).unwrap();
    drop(annals);
    let tail = &whole[..whole.len() / 2];
    fs::OpenOptions::new()
        .append(true)
        .open(&path)
        .unwrap()
        .write_all(tail)
        .unwrap();
    fs::write(folder.path().join("warc/annals-00002.warc.gz"), tail).unwrap();
    fs::write(folder.path().join("warc/annals-00003.warc.gz"), "").unwrap();
    let mut annals = Annals::open(folder.path()).unwrap();
    assert_eq!(fs::read(&path).unwrap(), whole);
    assert!(!folder.path().join("warc/annals-00003.warc.gz").exists());
    let quarantine = folder.path().join("quarantine");
    assert_eq!(
        fs::read(quarantine.join(format!("1-{}-annals-00001.warc.gz", whole.len()))).unwrap(),
        tail
    );
    assert_eq!(
        fs::read(quarantine.join("1-0-annals-00002.warc.gz")).unwrap(),
        tail
    );
    assert!(problems(&annals).is_empty());
    assert!(annals.capture(id).unwrap().is_some());
    add(&mut annals, &[page(2)]);
    assert!(problems(&annals).is_empty());
}

#[test]
fn a_flipped_bit_is_named_by_file_and_record() {
    let folder = tempfile::tempdir().unwrap();
    let mut annals = Annals::init(folder.path()).unwrap();
    let ids: Vec<_> = add(&mut annals, &pages(0..3)).iter().map(kept).collect();
    let path = warc(&annals, 1);
    let mut bytes = fs::read(&path).unwrap();
    let members: Vec<usize> = (0..bytes.len())
        .filter(|at| bytes[*at..].starts_with(&[0x1f, 0x8b, 8]))
        .collect();
    let middle = (members[2] + members[3]) / 2;
    bytes[middle] ^= 4;
    fs::write(&path, bytes).unwrap();
    let found = problems(&annals);
    let place = format!("warc/annals-00001.warc.gz, record 2 at offset {}: ", members[2]);
    assert!(found[0].starts_with(&place), "{found:?}");
    assert!(
        found
            .iter()
            .any(|problem| problem.starts_with(&format!("capture {}: ", ids[1]))),
        "{found:?}"
    );
    assert!(annals.capture(ids[1]).is_err());
    let built = build(&mut annals);
    assert_eq!((built.read, built.unreadable), (2, 1));
}

#[test]
fn a_cut_file_is_said_and_nothing_is_written_behind_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut annals = Annals::init(folder.path()).unwrap();
    add(&mut annals, &pages(0..3));
    let path = warc(&annals, 1);
    let length = fs::metadata(&path).unwrap().len();
    fs::OpenOptions::new()
        .write(true)
        .open(&path)
        .unwrap()
        .set_len(length - 10)
        .unwrap();
    let found = problems(&annals);
    let expected = format!(
        "warc/annals-00001.warc.gz: {} bytes long, but {length} of them are in the catalogue",
        length - 10
    );
    assert!(found.contains(&expected), "{found:?}");
    assert!(
        found
            .iter()
            .any(|problem| problem.contains("record 3") && problem.contains("cut")),
        "{found:?}"
    );
    let refused = annals.add(&[page(7).addition()]).unwrap_err();
    assert!(refused.message.contains("annals-00001.warc.gz"), "{refused}");
    fs::remove_file(&path).unwrap();
    assert!(problems(&annals).contains(&"warc/annals-00001.warc.gz: is missing".to_owned()));
}

#[test]
fn two_writers_do_not_meet_and_readers_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut annals = Annals::init(folder.path()).unwrap();
    add(&mut annals, &pages(0..2));
    build(&mut annals);
    let (root, seen) = (
        folder.path().to_owned(),
        std::sync::Arc::new(std::sync::Mutex::new(Vec::new())),
    );
    let inner = seen.clone();
    annals.watch_steps(Box::new(move |step| {
        if step == "fsync" {
            let mut other = Annals::open(&root).unwrap();
            let refused = other.add(&[page(8).addition()]).unwrap_err();
            let articles = other.articles(None, 0, 0).unwrap().1;
            inner
                .lock()
                .unwrap()
                .push((refused.kind(), articles, other.capture_count()));
        }
        Ok(())
    }));
    add(&mut annals, &pages(2..4));
    assert_eq!(*seen.lock().unwrap(), [(ErrorKind::Busy, 2, 2)]);
    assert_eq!(annals.capture_count(), 4);
    assert!(!folder.path().join("quarantine").exists());
}

/// How many captures a folder counts.
trait CaptureCount {
    fn capture_count(&self) -> usize;
}

impl CaptureCount for Annals {
    fn capture_count(&self) -> usize {
        (0..100).filter(|number| self.has(*number)).count()
    }
}

trait Has {
    fn has(&self, number: usize) -> bool;
}

impl Has for Annals {
    fn has(&self, number: usize) -> bool {
        let page = page(number);
        let id = annals_archive::CaptureId::of(&page.url, page.captured, page.html.as_bytes());
        self.capture(id).unwrap().is_some()
    }
}

#[test]
fn a_full_disk_loses_nothing() {
    for step in [
        "append",
        "insert",
        "fsync",
        "commit",
        "rows",
        "rows commit",
        "chronicle",
        "chronicle commit",
        "index commit",
    ] {
        let folder = tempfile::tempdir().unwrap();
        let mut annals = Annals::init(folder.path()).unwrap();
        add(&mut annals, &pages(0..3));
        build(&mut annals);
        annals.watch_steps(Box::new(move |found| match found == step {
            true => Err(std::io::ErrorKind::StorageFull.into()),
            false => Ok(()),
        }));
        let more = pages(3..6);
        let additions: Vec<Addition> = more.iter().map(Page::addition).collect();
        let result = annals
            .add(&additions)
            .map(drop)
            .and_then(|()| annals.build(None, &mut |_| {}).map(drop));
        assert_eq!(result.unwrap_err().kind(), ErrorKind::DiskFull, "{step}");
        annals.watch_steps(Box::new(|_| Ok(())));
        annals.add(&additions).unwrap();
        build(&mut annals);
        assert_eq!(annals.capture_count(), 6, "{step}");
        assert!(problems(&annals).is_empty(), "{step}");
    }
}

#[test]
fn folders_that_are_none_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let refused = Annals::open(folder.path()).err().unwrap();
    assert_eq!(refused.kind(), ErrorKind::NotAnnals);
    assert!(refused.message.contains("annals init"));
    Annals::init(folder.path()).unwrap();
    assert!(
        Annals::init(folder.path())
            .err()
            .unwrap()
            .message
            .contains("already")
    );
    fs::remove_file(folder.path().join("annals.toml")).unwrap();
    add(&mut Annals::init(folder.path()).unwrap(), &[page(1)]);
    fs::write(folder.path().join("annals.toml"), "name = [").unwrap();
    assert_eq!(
        Annals::open(folder.path()).err().unwrap().kind(),
        ErrorKind::Config
    );
}

#[test]
fn a_foreign_warc_gives_its_pages_and_its_damage() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = Annals::init(&folder.path().join("first")).unwrap();
    add(&mut first, &pages(0..4));
    let path = warc(&first, 1);
    let mut bytes = fs::read(&path).unwrap();
    let last = bytes.len() - 30;
    bytes[last] ^= 1;
    let foreign = folder.path().join("foreign.warc.gz");
    fs::write(&foreign, &bytes).unwrap();
    let mut second = Annals::init(&folder.path().join("second")).unwrap();
    let mut found = annals_archive::pages(&foreign).unwrap();
    let (whole, damaged): (Vec<_>, Vec<_>) = found.by_ref().partition(Result::is_ok);
    assert_eq!(
        (whole.len(), damaged.len(), found.skipped()["warcinfo"]),
        (3, 1, 1)
    );
    assert_eq!(damaged[0].as_ref().unwrap_err().number, 4);
    for page in whole.into_iter().flatten() {
        let addition = Addition {
            bytes: &page.body,
            url: Some(&page.url),
            file_name: None,
            content_type: page.content_type.as_deref(),
            captured: page.captured,
            date: None,
            source: Some("An Archive"),
            http_head: page.http_head.as_deref(),
            machine: None,
        };
        second.add(&[addition]).unwrap();
    }
    build(&mut second);
    assert_eq!(second.sources().unwrap()[0].name, "An Archive");
    assert!(!annals_store::check_warc(&foreign).unwrap().is_empty());
    assert!(annals_store::check_warc(&warc(&second, 1)).unwrap().is_empty());
}

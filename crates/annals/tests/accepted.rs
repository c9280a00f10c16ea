//! Whether other programs accept what is written: warcio, pywb, py-wacz, icalendar and markdown-it-py, where they are at
//! hand. ANNALS_PEERS names the folder of a Python environment's programs that has them (`pip install warcio wacz pywb
//! icalendar markdown-it-py`); without it, the tests skip.

use std::path::PathBuf;

use crate::collecting::{Site, folder};
use crate::hostile::GOOD;
use crate::trial::Trial;

/// A program of that environment, or `None` and a message.
fn peer(name: &str) -> Option<String> {
    let found = std::env::var_os("ANNALS_PEERS").map(|folder| PathBuf::from(folder).join(name));
    match found.filter(|path| path.is_file()) {
        Some(path) => Some(path.display().to_string()),
        None => {
            eprintln!("skipped: ANNALS_PEERS names no folder with {name}");
            None
        }
    }
}

/// A built folder whose records are of all kinds: pages as files, responses packed and in chunks, and a second capture.
fn collection() -> Trial {
    let trial = Trial::new();
    let chunked = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n\
                   11\r\n<p>The quay opened\r\n6\r\n.</p>\n\r\n0\r\n\r\n";
    let mut warc = String::new();
    for day in ["01", "02"] {
        warc += &format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-0000000000{day}>\r\n\
             WARC-Date: 2024-05-{day}T10:00:00Z\r\nWARC-Target-URI: https://www.quay.example/News/{day}?b=2&A=1\r\n\
             Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{chunked}\r\n\r\n",
            chunked.len()
        );
    }
    trial.annals("demo --no-serve").ends(0);
    trial.file("quay.warc", warc);
    trial.annals("-C annals-demo add quay.warc").ends(0);
    trial.annals("-C annals-demo build").ends(0);
    trial
}

#[test]
fn warcio_finds_every_digest_right() {
    let Some(warcio) = peer("warcio") else { return };
    let trial = collection();
    let checked = trial
        .shell(&format!("{warcio} check -v annals-demo/warc/*.warc.gz"))
        .ends(0);
    assert!(checked.out.matches("digest pass").count() > 16, "{}", checked.out);
    assert!(!checked.out.contains("fail"), "{}", checked.out);
    trial
        .shell(&format!("{warcio} index annals-demo/warc/*.warc.gz"))
        .ends(0)
        .prints("quay.example");
}

/// Fails unless each request names its answer, each answer its request, and all of them the machine and their file.
const COMPANY: &str = "
import glob
from warcio.archiveiterator import ArchiveIterator
for path in glob.glob('warc/*.warc.gz'):
    fields = [record.rec_headers for record in ArchiveIterator(open(path, 'rb'))]
    kinds = {record['WARC-Record-ID']: record['WARC-Type'] for record in fields}
    for record in fields[1:]:
        beside = kinds.get(record['WARC-Concurrent-To'])
        assert record['WARC-Warcinfo-ID'] == fields[0]['WARC-Record-ID'], record
        assert record['WARC-IP-Address'] == '127.0.0.1', record
        assert (record['WARC-Type'] == 'request') == (beside in ('response', 'revisit')) != (beside == 'request'), record
        print(record['WARC-Type'], 'beside', beside)
";

#[test]
fn warcio_and_pywb_accept_what_is_fetched() {
    let (Some(warcio), Some(python), Some(manager)) = (peer("warcio"), peer("python"), peer("wb-manager"))
    else {
        return;
    };
    let (site, trial) = (Site::new(), folder());
    let feed = "<rss><channel><item><link>HERE/visit</link></item><item><link>HERE/gone</link></item></channel></rss>";
    site.put("/feed.rss", 200, "application/rss+xml", feed)
        .put("/visit", 200, "text/html", GOOD)
        .put("/gone", 410, "text/plain", "gone");
    trial
        .annals(&format!("source add {}", site.url("/feed.rss")))
        .ends(0);
    trial.annals("fetch").ends(5);
    trial.annals("fetch --again").ends(5);
    trial.file("company.py", COMPANY);
    let read = trial.shell(&format!("{python} company.py")).ends(0);
    for pair in [
        "response beside request",
        "revisit beside request",
        "request beside revisit",
    ] {
        read.prints(pair);
    }
    let checked = trial.shell(&format!("{warcio} check -v warc/*.warc.gz")).ends(0);
    assert!(
        checked.out.contains("digest pass") && !checked.out.contains("fail"),
        "{}",
        checked.out
    );
    trial
        .shell(&format!("{manager} init all && {manager} add all warc/*.warc.gz"))
        .ends(0);
    let theirs = std::fs::read_to_string(trial.path("collections/all/indexes/index.cdxj")).unwrap();
    assert!(
        theirs.contains("/visit") && theirs.contains("warc/revisit"),
        "{theirs}"
    );
}

#[test]
fn py_wacz_accepts_what_is_exported() {
    let Some(wacz) = peer("wacz") else { return };
    let trial = collection();
    trial.annals("-C annals-demo export wacz -o all.wacz").ends(0);
    trial
        .shell(&format!("{wacz} validate -f all.wacz"))
        .ends(0)
        .prints("the passed WACZ is valid");
}

/// Prints status and length of each capture that pywb replays by its own index, as it came.
const REPLAY: &str = "
import json
from pywb.apps.frontendapp import FrontEndApp
from werkzeug.test import Client
client = Client(FrontEndApp())
for line in open('collections/all/indexes/index.cdxj'):
    key, instant, fields = line.split(' ', 2)
    answer = client.get('/all/%sid_/%s' % (instant, json.loads(fields)['url']))
    print('replayed', answer.status_code, len(answer.data) > 0)
";

#[test]
fn pywb_indexes_and_replays_the_evidence() {
    let (Some(manager), Some(python)) = (peer("wb-manager"), peer("python")) else {
        return;
    };
    let trial = collection();
    trial
        .shell(&format!(
            "{manager} init all && {manager} add all annals-demo/warc/*.warc.gz"
        ))
        .ends(0);
    let keys = |lines: &str| {
        let keys = lines.lines().filter_map(|line| line.split_once(" {"));
        keys.map(|(key, _)| key.to_owned()).collect::<Vec<_>>()
    };
    let ours = keys(&trial.annals("-C annals-demo export cdxj").ends(0).out);
    let theirs = keys(&std::fs::read_to_string(trial.path("collections/all/indexes/index.cdxj")).unwrap());
    assert_eq!(ours, theirs);
    trial.file("replay.py", REPLAY);
    let replayed = trial.shell(&format!("{python} replay.py")).ends(0).out;
    assert_eq!(
        replayed.matches("replayed 200 True").count(),
        ours.len(),
        "{replayed}"
    );
}

/// Prints the id, days and description's length of each event, as icalendar reads them.
const CALENDAR: &str = "
import datetime, icalendar
calendar = icalendar.Calendar.from_ical(open('chronicle.ics', 'rb').read())
assert not calendar.errors, calendar.errors
for event in calendar.walk('VEVENT'):
    assert not event.errors, event.errors
    assert event.decoded('DTSTART') < event.decoded('DTEND')
    print('event', event['UID'], event.decoded('DTSTART'), '#s' in event['DESCRIPTION'])
";

#[test]
fn icalendar_reads_every_dated_event() {
    let Some(python) = peer("python") else { return };
    let trial = collection();
    trial.file("read.py", CALENDAR);
    trial.annals("-C annals-demo export ics -o chronicle.ics").ends(0);
    let read = trial.shell(&format!("{python} read.py")).ends(0).out;
    let rows = trial.annals("-C annals-demo export jsonl").ends(0).rows();
    let dated: Vec<String> = rows
        .iter()
        .filter_map(|row| {
            let day = row["first"].as_str().or(row["last"].as_str())?;
            Some(format!("event {} {day} True", row["id"].as_str()?))
        })
        .collect();
    assert!(dated.len() > 10, "{read}");
    assert_eq!(read.lines().collect::<Vec<_>>(), dated);
}

/// Prints the text of the report's paragraphs, and fails if any of it became more than text.
const REPORT: &str = "
from markdown_it import MarkdownIt
for token in MarkdownIt('commonmark').parse(open('chronicle.md').read()):
    for inner in token.children or []:
        assert inner.type in ('text', 'text_special', 'strong_open', 'strong_close', 'code_inline'), inner
    print(''.join(inner.content for inner in token.children or []))
";

#[test]
fn a_report_is_read_as_it_was_printed() {
    let Some(python) = peer("python") else { return };
    let trial = collection();
    trial.file("read.py", REPORT);
    trial
        .annals("-C annals-demo export markdown -o chronicle.md")
        .ends(0);
    let read = trial.shell(&format!("{python} read.py")).ends(0).out;
    for row in trial.annals("-C annals-demo export jsonl").ends(0).rows() {
        for claim in row["claims"].as_array().unwrap() {
            let words: Vec<&str> = claim["sentence"].as_str().unwrap().split_whitespace().collect();
            assert!(read.contains(&words.join(" ")), "{words:?}");
        }
    }
}

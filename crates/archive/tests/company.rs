//! Records name one another: those of one exchange, their file's description, and the machine that was connected.

use std::net::IpAddr;
use std::path::Path;

use annals_archive::{Aside, Company, Deposit, Record, WarcReader, WarcWriter};

use crate::deposit;

const PAGE: &str = "https://harbour.example/a b";
const GET: &[u8] = b"GET /a%20b HTTP/1.1\r\n\r\n";
const HEAD: &[u8] = b"HTTP/1.1 200 OK\r\n\r\n";

fn records(path: &Path) -> Vec<Record> {
    let read = WarcReader::new(std::fs::File::open(path).unwrap());
    let records: Vec<Record> = read.map(Result::unwrap).collect();
    assert!(
        records.iter().all(|record| record.faults.is_empty()),
        "{records:?}"
    );
    records
}

/// The numbers of the records that each names.
fn named(records: &[Record]) -> Vec<Vec<usize>> {
    let number = |id: &str| {
        records
            .iter()
            .position(|record| record.field("WARC-Record-ID") == Some(id))
    };
    let fields = |record: &Record| {
        let concurrent = record
            .fields
            .iter()
            .filter(|(name, _)| name == "WARC-Concurrent-To");
        concurrent
            .map(|(_, id)| number(id).expect("it is in the file"))
            .collect()
    };
    records.iter().map(fields).collect()
}

#[test]
fn the_records_of_one_exchange_name_one_another() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = WarcWriter::new(folder.path(), None, 1 << 30).unwrap();
    let machine: IpAddr = "203.0.113.7".parse().unwrap();
    let (first, then) = (
        "2024-05-01T10:00:00Z".parse().unwrap(),
        "2024-05-01T10:00:01Z".parse().unwrap(),
    );
    let page = Deposit {
        http_head: Some(HEAD),
        captured: then,
        machine: Some(machine),
        ..deposit(PAGE, b"<p>open</p>")
    };
    let mapped = Some("::ffff:203.0.113.7".parse().unwrap());
    let asides = [
        Aside::Request {
            url: "https://harbour.example/old",
            asked: first,
            machine: mapped,
            head: GET,
        },
        Aside::Answer {
            url: "https://harbour.example/old",
            asked: first,
            machine: mapped,
            head: HEAD,
            body: b"moved",
        },
        Aside::Request {
            url: PAGE,
            asked: then,
            machine: Some(machine),
            head: GET,
        },
        Aside::Metadata {
            url: PAGE,
            asked: then,
            fields: &[("annals-problem", "none")],
        },
    ];
    let company = Company::of(&asides, Some(&page));
    let kept = writer.append(&page, &company).unwrap();
    for aside in &asides {
        writer.append_aside(aside, &company).unwrap();
    }
    // Nobody was beside this one, and no machine is known of it.
    writer
        .append(&deposit("file:a.html", b"a"), &Company::default())
        .unwrap();
    writer.sync().unwrap();
    let records = records(&folder.path().join(&kept.file));
    let kinds: Vec<String> = records.iter().map(|record| record.kind()).collect();
    assert_eq!(
        kinds,
        [
            "warcinfo", "response", "request", "response", "request", "metadata", "resource"
        ]
    );
    assert_eq!(
        named(&records),
        [
            vec![],
            vec![4],
            vec![3],
            vec![2],
            vec![1],
            vec![1, 2, 3, 4],
            vec![]
        ]
    );
    let machines: Vec<Option<&str>> = records
        .iter()
        .map(|record| record.field("WARC-IP-Address"))
        .collect();
    let known = Some("203.0.113.7");
    assert_eq!(machines, [None, known, known, known, known, None, None]);
}

#[test]
fn every_record_names_the_description_of_its_own_file() {
    let folder = tempfile::tempdir().unwrap();
    let (mut last, alone) = (None, Company::default());
    // The second goes on in the first one's file, the third begins another.
    for (body, limit) in [(b"a", 1 << 30), (b"b", 1 << 30), (b"c", 1)] {
        let reopened = last
            .as_ref()
            .map(|(name, length): &(String, u64)| (name.as_str(), *length));
        let mut writer = WarcWriter::new(folder.path(), reopened, limit).unwrap();
        let kept = writer.append(&deposit(PAGE, body), &alone).unwrap();
        writer.sync().unwrap();
        last = Some((kept.file, kept.offset + kept.length));
    }
    for (name, count) in [("annals-00001.warc.gz", 3), ("annals-00002.warc.gz", 2)] {
        let records = records(&folder.path().join(name));
        assert_eq!(records.len(), count);
        let description = records[0].field("WARC-Record-ID");
        assert!(records[0].field("WARC-Warcinfo-ID").is_none() && description.is_some());
        assert!(
            records[1..]
                .iter()
                .all(|record| record.field("WARC-Warcinfo-ID") == description)
        );
    }
}

//! Writing: each record is whole, named by its content, and found again where the writer said.

use annals_archive::{Aside, CaptureId, Company, Deposit, WarcReader, WarcWriter, read_at};

use crate::deposit;

#[test]
fn what_is_written_is_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = WarcWriter::new(folder.path(), None, 1 << 30).unwrap();
    let plain = deposit("https://harbour.example/a b", b"<p>open</p>");
    let named = Deposit {
        date: Some("2024-04-30".parse().unwrap()),
        source: Some("Harbour\r\nTimes"),
        file_name: Some("a.html"),
        ..deposit("file:a.html", b"\x00\xff")
    };
    let kept = [
        writer.append(&plain, &Company::default()).unwrap(),
        writer.append(&named, &Company::default()).unwrap(),
    ];
    writer.sync().unwrap();
    let path = folder.path().join(&kept[0].file);
    let records: Vec<_> = WarcReader::new(std::fs::File::open(&path).unwrap())
        .map(Result::unwrap)
        .collect();
    assert_eq!(
        records.iter().map(|record| record.kind()).collect::<Vec<_>>(),
        ["warcinfo", "resource", "resource"]
    );
    assert!(
        records
            .iter()
            .all(|record| record.faults.is_empty() && record.version == "WARC/1.1")
    );
    assert_eq!(records[1].url(), Some("https://harbour.example/a%20b"));
    assert_eq!(records[2].field("WARC-Annals-Date"), Some("2024-04-30"));
    assert_eq!(records[2].field("WARC-Annals-Source"), Some("Harbour  Times"));
    assert_eq!(records[2].field("WARC-Annals-File"), Some("a.html"));
    for (kept, deposit) in kept.iter().zip([plain, named]) {
        let capture = read_at(&path, kept.offset, kept.length)
            .unwrap()
            .capture()
            .unwrap();
        assert_eq!((capture.id, &capture.payload[..]), (kept.id, deposit.bytes));
        assert_eq!(capture.captured, deposit.captured);
        assert_eq!(annals_archive::sha256(&capture.payload), kept.sha256);
    }
}

#[test]
fn a_response_keeps_its_head_and_loses_its_encoding_only_when_read() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = WarcWriter::new(folder.path(), None, 1 << 30).unwrap();
    let body = crate::gzip(b"<p>open</p>");
    let head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip";
    let response = Deposit {
        http_head: Some(head),
        ..deposit("https://harbour.example/a", &body)
    };
    let kept = writer.append(&response, &Company::default()).unwrap();
    let record = read_at(&folder.path().join(&kept.file), kept.offset, kept.length).unwrap();
    assert_eq!((record.kind().as_str(), record.http().1), ("response", &body[..]));
    let capture = record.capture().unwrap();
    assert_eq!((capture.id, &capture.payload[..]), (kept.id, &b"<p>open</p>"[..]));
    assert_eq!(capture.content_type.as_deref(), Some("text/html; charset=utf-8"));
}

#[test]
fn a_file_that_somebody_else_wrote_to_is_not_written_to() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = WarcWriter::new(folder.path(), None, 1 << 30).unwrap();
    let kept = writer
        .append(&deposit("https://harbour.example/a", b"a"), &Company::default())
        .unwrap();
    let length = kept.offset + kept.length;
    let path = folder.path().join(&kept.file);
    std::io::Write::write_all(
        &mut std::fs::OpenOptions::new().append(true).open(&path).unwrap(),
        b"x",
    )
    .unwrap();
    assert!(
        writer
            .append(&deposit("https://harbour.example/b", b"b"), &Company::default())
            .is_err()
    );
    assert!(WarcWriter::new(folder.path(), Some((&kept.file, length + 1)), 1 << 30).is_err());
    assert_eq!(std::fs::metadata(&path).unwrap().len(), length);
}

#[test]
fn ids_print_and_parse() {
    let id = CaptureId::of(
        "https://harbour.example/a",
        "2024-05-01T10:00:00Z".parse().unwrap(),
        b"open",
    );
    assert_eq!(id.to_string().len(), 16);
    assert_eq!(CaptureId::parse(&id.to_string().to_uppercase()), Some(id));
    assert_eq!(CaptureId::parse(&id.to_string()[1..]), None);
    assert_eq!(CaptureId::parse("…"), None);
}

#[test]
fn what_stands_beside_captures_is_whole_and_no_page() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = WarcWriter::new(folder.path(), None, 1 << 30).unwrap();
    let asked = "2024-05-02T10:00:00Z".parse().unwrap();
    let url = "https://harbour.example/old news";
    let head: &[u8] = b"HTTP/1.1 301 Moved Permanently\r\nlocation: /new\r\n\r\n";
    let (request, unchanged): (&[u8], &[u8]) =
        (b"GET /old HTTP/1.1\r\n\r\n", b"HTTP/1.1 304 Not Modified\r\n\r\n");
    let asides = [
        Aside::Answer {
            url,
            asked,
            machine: None,
            head,
            body: b"moved",
        },
        Aside::Request {
            url,
            asked,
            machine: None,
            head: request,
        },
        Aside::Revisit {
            url,
            asked,
            machine: None,
            head: unchanged,
            said_by_server: true,
            body: None,
            first: Some(asked),
        },
        Aside::Revisit {
            url,
            asked,
            machine: None,
            head: b"HTTP/1.1 200 OK\r\n\r\n",
            said_by_server: false,
            body: Some(b"moved"),
            first: Some(asked),
        },
        Aside::Metadata {
            url,
            asked,
            fields: &[
                ("problem", "no answer\r\nwithin 60 s"),
                ("via", "https://harbour.example/feed"),
            ],
        },
    ];
    let ends: Vec<(String, u64)> = asides
        .iter()
        .map(|aside| writer.append_aside(aside, &Company::default()).unwrap())
        .collect();
    writer.sync().unwrap();
    let (file, end) = ends.last().unwrap();
    let path = folder.path().join(file);
    assert_eq!(std::fs::metadata(&path).unwrap().len(), *end);
    let records: Vec<_> = WarcReader::new(std::fs::File::open(&path).unwrap())
        .map(Result::unwrap)
        .collect();
    let kinds: Vec<String> = records.iter().map(|record| record.kind()).collect();
    assert_eq!(
        kinds,
        [
            "warcinfo", "response", "request", "revisit", "revisit", "metadata"
        ]
    );
    assert!(
        records
            .iter()
            .all(|record| record.faults.is_empty() && !record.is_altered()),
        "{records:?}"
    );
    assert_eq!(records[1].block, [head, b"moved"].concat());
    assert_eq!(
        records[4].field("WARC-Payload-Digest"),
        records[1].field("WARC-Payload-Digest")
    );
    assert!(
        records[4]
            .field("WARC-Profile")
            .unwrap()
            .ends_with("identical-payload-digest")
    );
    assert_eq!(
        records[5].block,
        b"problem: no answer  within 60 s\r\nvia: https://harbour.example/feed\r\n"
    );
    assert_eq!(
        records[3].field("WARC-Refers-To-Date"),
        Some("2024-05-02T10:00:00Z")
    );
    assert!(
        records[3]
            .field("WARC-Profile")
            .unwrap()
            .ends_with("server-not-modified")
    );
    assert_eq!(
        annals_archive::pages(&path)
            .unwrap()
            .filter(|page| page.is_ok())
            .count(),
        0
    );
}

#[test]
fn every_member_is_told_with_its_digest() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = WarcWriter::new(folder.path(), None, 1 << 30).unwrap();
    let kept = writer
        .append(&deposit("https://harbour.example/a", b"a"), &Company::default())
        .unwrap();
    let written = writer.take_written();
    assert!(writer.take_written().is_empty());
    let bytes = std::fs::read(folder.path().join(&kept.file)).unwrap();
    let mut end = 0;
    for member in &written {
        assert_eq!((member.file.as_str(), member.offset), (kept.file.as_str(), end));
        end += member.length;
        let range = member.offset as usize..end as usize;
        assert_eq!(annals_archive::sha256(&bytes[range]), member.sha256);
    }
    assert_eq!((written.len(), end), (2, bytes.len() as u64));
}

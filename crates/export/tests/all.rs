//! Tests of the formats: an expected file for each, every field described in `docs/formats.md`, and no cell that a
//! spreadsheet would run.

// Expected files and the documentation are files.
#![allow(clippy::disallowed_methods)]

use std::collections::BTreeSet;
use std::io;

use annals_annotate::{Confidence, EventKind, Status};
use annals_archive::CaptureId;
use annals_chronicle::{Citation, Claim, Event, Party};
use annals_export::{Format, copy_me, csv};
use jiff::civil::date;
use proptest::prelude::*;
use serde_json::Value;

fn party(name: &str, title: Option<&str>, entity: Option<&str>) -> Party {
    Party {
        name: name.to_owned(),
        title: title.map(str::to_owned),
        entity: entity.map(str::to_owned),
    }
}

fn claim(source: &str, capture: u8, sentence: &str) -> Claim {
    Claim {
        source: source.to_owned(),
        attribution: Some("the harbour office".to_owned()),
        actors: vec![
            party("Orsan Tev", Some("President"), Some("p-aaaaaaaaaaaa")),
            party("aides", None, None),
        ],
        recipients: vec![party("Mira Holt", None, Some("p-bbbbbbbbbbbb"))],
        place: Some(party("Vellmar", None, Some("l-cccccccccccc"))),
        start: Some("2001-08-06".to_owned()),
        end: Some("2001-08-07".to_owned()),
        status: Status::Happened,
        confidence: Confidence::High,
        reported: Some(date(2001, 8, 9)),
        copy_of: (capture > 1).then_some(CaptureId([1; 10])),
        citation: Citation {
            capture: CaptureId([capture; 10]),
            sentence: sentence.to_owned(),
            number: 3,
        },
    }
}

fn event(claims: Vec<Claim>) -> Event {
    let claim = &claims[0];
    Event {
        id: "e-dddddddddddd".to_owned(),
        kind: EventKind::Visit,
        actors: claim.actors.clone(),
        recipients: claim.recipients.clone(),
        place: claim.place.clone(),
        first: Some(date(2001, 8, 6)),
        last: Some(date(2001, 8, 7)),
        start: claim.start.clone(),
        end: claim.end.clone(),
        status: Status::Happened,
        confidence: Confidence::High,
        claims,
        disagreements: vec!["date", "status"],
        parent: Some("e-eeeeeeeeeeee".to_owned()),
    }
}

/// Two events: one with everything, told by two outlets; one of which next to nothing is known.
fn events() -> Vec<Event> {
    let told = "President Orsan Tev, with aides, called on Mira Holt in \"old\" Vellmar on August 6-7, the harbour office said.";
    let full = event(vec![claim("Herald", 1, told), claim("Courier", 2, told)]);
    let mut bare = event(vec![claim(
        "=HYPERLINK(\"http://evil.example\")",
        3,
        "-0- It\nwas so.",
    )]);
    bare.id = "e-ffffffffffff".to_owned();
    (bare.actors, bare.recipients, bare.place, bare.parent) = (Vec::new(), Vec::new(), None, None);
    (bare.start, bare.end, bare.first, bare.last) = (None, None, None, None);
    bare.disagreements.clear();
    let claim = &mut bare.claims[0];
    (claim.actors, claim.recipients, claim.place, claim.attribution) = (Vec::new(), Vec::new(), None, None);
    (claim.start, claim.end, claim.reported, claim.copy_of) = (None, None, None, None);
    vec![full, bare]
}

fn written(format: Format, events: &[Event]) -> String {
    let mut bytes = Vec::new();
    format.write(events, &mut bytes).expect("written to memory");
    String::from_utf8(bytes).expect("UTF-8")
}

fn check(name: &str, found: &str) {
    let path = format!("{}/tests/expected/{name}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, found).expect("written");
    }
    let expected = std::fs::read_to_string(&path).expect("an expected file");
    assert_eq!(found, expected, "{name}");
}

#[test]
fn each_format_writes_its_expected_file() {
    for &format in Format::ALL {
        check(
            &format!("events.{}", format.extension()),
            &written(format, &events()),
        );
    }
    let mut bytes = Vec::new();
    copy_me::write(events(), &mut bytes).expect("written to memory");
    check("events.copy_me", &String::from_utf8(bytes).expect("UTF-8"));
}

#[test]
fn formats_are_found_by_their_names() {
    for &format in Format::ALL {
        assert_eq!(Format::from_name(format.name()), Some(format));
        assert!(format.content_type().contains("utf-8"));
    }
    assert_eq!(Format::from_name("docx"), None);
}

/// The entries of one format's section: the words in backquotes that open a row of its table.
fn documented(format: Format) -> BTreeSet<String> {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/formats.md");
    let page = std::fs::read_to_string(page).expect("docs/formats.md");
    let heading = format!("\n## {}\n", format.name());
    let (_, section) = page
        .split_once(&heading)
        .unwrap_or_else(|| panic!("no section {heading}"));
    let section = section.split("\n## ").next().unwrap_or_default();
    let entries = section
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    entries.map(|(entry, _)| entry.to_owned()).collect()
}

#[test]
fn every_column_of_csv_is_described() {
    let columns: BTreeSet<String> = csv::COLUMNS.iter().map(|&column| column.to_owned()).collect();
    assert_eq!(columns, documented(Format::Csv));
}

#[test]
fn every_field_of_jsonl_is_described() {
    let lines = written(Format::Jsonl, &events());
    let mut fields = BTreeSet::new();
    for line in lines.lines() {
        collect_fields("", &serde_json::from_str(line).expect("JSON"), &mut fields);
    }
    assert_eq!(fields, documented(Format::Jsonl));
}

/// Names of all fields: "claims[].place.name".
fn collect_fields(path: &str, value: &Value, fields: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                let path = if path.is_empty() {
                    name.clone()
                } else {
                    format!("{path}.{name}")
                };
                fields.insert(path.clone());
                collect_fields(&path, value, fields);
            }
        }
        Value::Array(items) => {
            for item in items {
                collect_fields(&format!("{path}[]"), item, fields);
            }
        }
        _ => {}
    }
}

#[test]
fn a_full_disk_is_an_error() {
    struct Full;
    impl io::Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    for &format in Format::ALL {
        let error = format.write(events(), Full).expect_err("an error");
        assert_eq!(error.kind(), io::ErrorKind::StorageFull, "{}", format.name());
    }
}

proptest! {
    #[test]
    fn no_cell_is_a_formula_and_every_sentence_comes_back(sentence in "[=+@\\t\\r\\n\"', a-z-]{0,12}", source in any::<String>()) {
        let table = written(Format::Csv, &[event(vec![claim(&source, 1, &sentence)])]);
        let mut rows = ::csv::Reader::from_reader(table.as_bytes());
        let row = rows.records().next().expect("a row").expect("a readable row");
        prop_assert_eq!(row.len(), csv::COLUMNS.len());
        for cell in &row {
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{:?}", cell);
        }
        let last = &row[csv::COLUMNS.len() - 1];
        prop_assert!(last == sentence || last.strip_prefix('\'') == Some(&sentence));
    }

    #[test]
    fn a_line_of_jsonl_is_an_event(sentence in any::<String>()) {
        let lines = written(Format::Jsonl, &[event(vec![claim("Herald", 1, &sentence)])]);
        prop_assert_eq!(lines.matches('\n').count(), 1);
        let row: Value = serde_json::from_str(&lines).expect("JSON");
        prop_assert_eq!(row["claims"][0]["sentence"].as_str(), Some(sentence.as_str()));
    }
}

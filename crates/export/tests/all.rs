//! Tests of the formats: an expected file for each, every field described in `docs/formats.md`, and no cell that a
//! spreadsheet would run.

// Expected files and the documentation are files.
#![allow(clippy::disallowed_methods)]

use std::collections::BTreeSet;
use std::io;

use annals_annotate::{Confidence, EventKind, Status};
use annals_archive::CaptureId;
use annals_chronicle::{Appearance, Citation, Claim, Correction, DateKnown, Event, OnEarth, Party, Review};
use annals_export::{Format, appearances, copy_me, csv, geojson, plover};
use annals_names::{Precision, Whereabouts};
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
        kind: EventKind::Visit,
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
        proposed: false,
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
        contradicts: vec!["e-gggggggggggg".to_owned()],
        review: Review {
            confirmed: true,
            corrections: vec![Correction {
                field: "place",
                was: "Ostrand".to_owned(),
            }],
            ..Review::default()
        },
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
    bare.contradicts.clear();
    (bare.review, bare.kind) = (Review::default(), EventKind::State);
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
    let rows = section(format.name());
    rows.into_iter().map(|(entry, _)| entry).collect()
}

/// The rows of a section's table: what stands in backquotes first, and the rest of the line.
fn section(heading: &str) -> Vec<(String, String)> {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/formats.md");
    let page = std::fs::read_to_string(page).expect("docs/formats.md");
    let heading = format!("\n## {heading}\n");
    let (_, section) = page
        .split_once(&heading)
        .unwrap_or_else(|| panic!("no section {heading}"));
    let section = section.split("\n## ").next().unwrap_or_default();
    let entries = section
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    entries
        .map(|(entry, rest)| (entry.to_owned(), rest.to_owned()))
        .collect()
}

/// An appearance of which everything is known, and one of which next to nothing is.
fn seen() -> Vec<Appearance> {
    let full = Appearance {
        event: "e-dddddddddddd".to_owned(),
        start: Some("2001-08-06".to_owned()),
        end: Some("2001-08-06".to_owned()),
        known: DateKnown::Day,
        reported: Some(date(2001, 8, 7)),
        kind: EventKind::Meet,
        venue: Some("Palace of Culture".to_owned()),
        place: Some("Vellmar".to_owned()),
        occasion: Some("VISIT: Tarvia".to_owned()),
        met: vec![party("Mira Holt", Some("Mayor"), Some("p-bbbbbbbbbbbb"))],
        with: vec![
            party("Pell Adan", None, None),
            party("=Juno Farr", Some("Aide"), None),
        ],
        sources: vec!["Herald".to_owned(), "Courier".to_owned()],
        tellings: 2,
        since: Some(12),
        doubts: vec!["date"],
    };
    let bare = Appearance {
        start: None,
        end: None,
        known: DateKnown::Unknown,
        reported: None,
        venue: None,
        place: None,
        occasion: None,
        met: Vec::new(),
        with: Vec::new(),
        since: None,
        doubts: Vec::new(),
        ..full.clone()
    };
    vec![full, bare]
}

#[test]
fn the_table_of_appearances_writes_its_expected_files() {
    let (mut table, mut lines) = (Vec::new(), Vec::new());
    appearances::write_csv("Orsan Tev", &seen(), &mut table).expect("written to memory");
    appearances::write_jsonl("Orsan Tev", &seen(), &mut lines).expect("written to memory");
    check("appearances.csv", &String::from_utf8(table).expect("UTF-8"));
    check("appearances.jsonl", &String::from_utf8(lines).expect("UTF-8"));
}

#[test]
fn every_column_of_appearances_is_described() {
    let columns: BTreeSet<String> = appearances::COLUMNS
        .iter()
        .map(|&column| column.to_owned())
        .collect();
    let described = section("appearances").into_iter().map(|(entry, _)| entry);
    assert_eq!(columns, described.collect());
}

/// "CONSULT visit, verbal-cooperation", or "none".
fn code(code: Option<plover::Code>) -> String {
    match code {
        None => "none".to_owned(),
        Some(code) if code.mode.is_empty() => format!("{}, {}", code.event, code.quad.as_str()),
        Some(code) => format!("{} {}, {}", code.event, code.mode, code.quad.as_str()),
    }
}

#[test]
fn the_codes_are_those_of_the_documentation() {
    let rows: Vec<(String, String)> = plover::table()
        .into_iter()
        .map(|(kind, happened, planned)| {
            (
                kind.as_str().to_owned(),
                format!(" | {} | {} |", code(happened), code(planned)),
            )
        })
        .collect();
    let text: String = rows
        .iter()
        .map(|(kind, rest)| format!("| `{kind}`{rest}\n"))
        .collect();
    assert_eq!(section("codes of PLOVER"), rows, "the table must read\n{text}");
}

#[test]
fn what_is_denied_and_a_leg_without_a_host_are_not_counted() {
    let mut one = events().remove(0);
    assert_eq!(code(plover::Code::of(&one)), "CONSULT visit, verbal-cooperation");
    one.kind = EventKind::Travel;
    assert!(plover::Code::of(&one).is_some());
    one.recipients.clear();
    assert!(plover::Code::of(&one).is_none());
    (one.kind, one.status) = (EventKind::Assault, Status::Planned);
    assert_eq!(code(plover::Code::of(&one)), "THREATEN violence, verbal-conflict");
    one.status = Status::Denied;
    assert!(plover::Code::of(&one).is_none());
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

/// The features of the two events, their place located so precisely.
fn features(precision: Precision) -> Value {
    let whereabouts = Whereabouts {
        latitude: 47.5,
        longitude: 19.0,
        precision,
    };
    let located = OnEarth {
        country: *b"HU",
        whereabouts,
    };
    let mut bytes = Vec::new();
    let place = |id: &str| (id == "l-cccccccccccc").then_some(located);
    geojson::write(events(), place, &mut bytes).expect("written to memory");
    serde_json::from_slice(&bytes).expect("JSON")
}

#[test]
fn a_town_is_a_point_and_a_country_is_none() {
    let town = &features(Precision::City)["features"];
    assert_eq!(
        town[0]["geometry"]["coordinates"],
        serde_json::json!([19.0, 47.5])
    );
    assert_eq!(town[0]["properties"]["claims"][0]["source"], "Herald");
    assert_eq!(town[1]["geometry"], Value::Null);
    for precision in [Precision::Country, Precision::Region] {
        let area = &features(precision)["features"][0];
        assert_eq!(area["geometry"], Value::Null);
        assert_eq!(area["properties"]["precision"], precision.as_str());
        assert_eq!(area["properties"]["country"], "HU");
    }
}

#[test]
fn a_calendar_leaves_out_what_has_no_day_and_says_so() {
    let events = events();
    let held: Vec<bool> = events.iter().map(|event| Format::Ics.holds(event)).collect();
    assert_eq!(held, [true, false]);
    assert_eq!(written(Format::Ics, &events).matches("BEGIN:VEVENT").count(), 1);
    let slides: Value = serde_json::from_str(&written(Format::TimelineJs, &events)).expect("JSON");
    assert_eq!(slides["events"].as_array().map(Vec::len), Some(1));
}

#[test]
fn nothing_of_a_page_becomes_markup() {
    let evil = "<img src=x onerror=alert(1)> ![a](https://evil.example) `x`";
    let events = [event(vec![claim("Herald", 1, evil)])];
    let slides = written(Format::TimelineJs, &events);
    assert!(!slides.contains("<img"), "{slides}");
    let report = written(Format::Markdown, &events);
    assert!(
        report.contains("\\<img") && report.contains("\\!\\[a\\](https\\://"),
        "{report}"
    );
}

proptest! {
    #[test]
    fn lines_of_calendars_are_short_and_give_the_sentence_back(sentence in "[ -~äß語🙂]{0,200}") {
        let calendar = written(Format::Ics, &[event(vec![claim("Herald", 1, &sentence)])]);
        for line in calendar.split_terminator("\r\n") {
            prop_assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line:?}");
        }
        let unfolded = calendar.replace("\r\n ", "");
        let description = unfolded.lines().find_map(|line| line.strip_prefix("DESCRIPTION:")).expect("one");
        let read = description.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\");
        let words: Vec<&str> = sentence.split_whitespace().collect();
        prop_assume!(!sentence.contains('\\'));
        prop_assert!(read.contains(&words.join(" ")), "{read}");
    }

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

//! Laws of the generated corpus, and that the scorer tells right from wrong.

use std::collections::BTreeSet;

use annals_corpus::score::{self, Truth};
use annals_corpus::{Edit, TruthRow, Visit, Visits, World};
use serde_json::{Value, json};

fn some(pages: usize) -> Vec<Visit> {
    Visits::new(World::new(7, 12), 7, 50).take(pages).collect()
}

fn truth(visits: &[Visit]) -> Truth {
    let lines: Vec<String> = visits
        .iter()
        .map(|visit| serde_json::to_string(&visit.truth).expect("rows are JSON"))
        .collect();
    Truth::read(lines.join("\n").as_bytes()).expect("they were just written")
}

#[test]
fn the_same_seed_gives_the_same_pages() {
    let pages = |pages: usize| some(pages).into_iter().map(|visit| (visit.html, visit.truth));
    let (short, long): (Vec<_>, Vec<_>) = (pages(200).collect(), pages(300).collect());
    assert_eq!(short, long[..200], "a larger corpus begins with the smaller one");
    let other = Visits::new(World::new(8, 12), 8, 50)
        .take(1)
        .next()
        .expect("without end");
    assert_ne!(other.html, short[0].0);
}

#[test]
fn captures_come_in_the_order_of_time_and_under_ids_of_their_own() {
    let visits = some(1000);
    assert!(visits.is_sorted_by_key(|visit| visit.captured));
    let ids: BTreeSet<&str> = visits.iter().map(|visit| visit.truth.capture.as_str()).collect();
    assert_eq!(ids.len(), visits.len());
}

#[test]
fn every_page_says_what_the_truth_says() {
    for visit in some(500) {
        let html = String::from_utf8(visit.html).expect("UTF-8");
        let row = &visit.truth;
        for said in row.paragraphs.iter().chain(&row.omitted).chain([&row.title]) {
            assert!(html.contains(said.as_str()), "{said:?} is not on {}", row.url);
        }
        let lead = &row.paragraphs[0];
        assert!(lead.contains(&row.actor), "{lead}");
        assert!(
            row.recipient
                .iter()
                .chain(&row.place)
                .all(|named| lead.contains(named.as_str())),
            "{lead}"
        );
        assert!(!lead.contains('{'), "{lead}");
    }
}

#[test]
fn copies_and_edits_are_what_they_are_called() {
    let visits = some(2000);
    let rows: Vec<&TruthRow> = visits.iter().map(|visit| &visit.truth).collect();
    let first = |url: &str| rows.iter().find(|row| row.url == url);
    let (mut copies, mut edits) = (0, 0);
    for row in &rows {
        if let Some(original) = row.copy_of.as_deref().and_then(first) {
            copies += usize::from(row.edit.is_none());
            assert_eq!(row.paragraphs[0], original.paragraphs[0]);
            assert_ne!(row.outlet, original.outlet);
        }
        if let Some(edit) = row.edit {
            edits += 1;
            let before = first(&row.url).expect("a page is first seen unedited");
            assert_eq!(before.edit, None);
            assert_eq!(
                edit == Edit::Surroundings,
                before.paragraphs == row.paragraphs,
                "{edit:?}"
            );
        }
    }
    assert!(copies > 100 && edits > 100, "{copies} copies, {edits} edits");
}

/// The truth, in the form of `annals export jsonl`.
fn exported(row: &TruthRow) -> Value {
    let named = |name: &String| json!({"name": name, "title": null, "entity": null});
    json!({"type": row.kind, "claims": [{
        "capture": row.capture, "status": row.status, "start": row.day, "end": row.day,
        "actors": [named(&row.actor)], "recipients": row.recipient.iter().map(named).collect::<Vec<_>>(),
        "place": row.place.as_ref().map(named), "copy_of": row.copy_of,
    }]})
}

#[test]
fn the_truth_itself_scores_full_marks_but_for_merging() {
    let visits = some(300);
    let lines: Vec<String> = visits
        .iter()
        .map(|visit| exported(&visit.truth).to_string())
        .collect();
    let score = score::events(&truth(&visits), lines.join("\n").as_bytes()).expect("rows");
    assert_eq!((score.types.precision(), score.types.recall()), (1.0, 1.0));
    assert_eq!((score.lines.precision(), score.lines.recall()), (1.0, 1.0));
    assert_eq!((score.copies.precision(), score.copies.recall()), (1.0, 1.0));
    assert_eq!(score.merged.recall(), 0.0, "each row is an event of its own");
}

#[test]
fn a_wrong_day_or_kind_costs_its_line() {
    let visits = some(10);
    let mut events: Vec<Value> = visits.iter().map(|visit| exported(&visit.truth)).collect();
    events[0]["claims"][0]["start"] = json!("1999-01-01");
    events[1]["type"] = json!("DISASTER");
    let lines: Vec<String> = events.iter().map(Value::to_string).collect();
    let score = score::events(&truth(&visits), lines.join("\n").as_bytes()).expect("rows");
    assert_eq!(score.types.found - score.types.right, 1);
    assert_eq!(score.lines.found - score.lines.right, 2);
}

#[test]
fn a_line_that_is_no_row_is_named() {
    let error =
        score::events(&truth(&some(3)), &b"{}\nnonsense\n"[..]).expect_err("the second line is no JSON");
    assert!(error.to_string().contains("line 2"), "{error}");
}

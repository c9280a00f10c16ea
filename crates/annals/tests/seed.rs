//! The page it began with, through the streams. It is not part of this repository: where it is absent, the tests say so
//! and pass.

use std::path::PathBuf;

use serde_json::Value;

use crate::trial::Trial;

fn seed() -> Option<(PathBuf, Value)> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/seed"));
    let Ok(gold) = std::fs::read_to_string(folder.join("gold.json")) else {
        eprintln!("skipped: {} is not here", folder.display());
        return None;
    };
    Some((
        folder.join("page.txt"),
        serde_json::from_str(&gold).expect("gold.json is JSON"),
    ))
}

fn extracted(page: &std::path::Path) -> Value {
    let trial = Trial::new();
    trial.file("page.txt", std::fs::read(page).expect("the page"));
    trial.annals("extract --jsonl page.txt").ends(0).rows().remove(0)
}

fn strings(list: &Value) -> Vec<&str> {
    list.as_array()
        .expect("a list")
        .iter()
        .filter_map(Value::as_str)
        .collect()
}

#[test]
fn its_paragraphs_are_the_article() {
    let Some((page, gold)) = seed() else { return };
    let row = extracted(&page);
    let paragraphs: Vec<&str> = row["text"].as_str().expect("text").split("\n\n").collect();
    assert_eq!(paragraphs, strings(&gold["article"]["paragraphs"]));
}

#[test]
fn its_teasers_come_once_each_with_their_dates() {
    let Some((page, gold)) = seed() else { return };
    let pairs = |teasers: &Value| -> Vec<(String, String)> {
        let text = |teaser: &Value, field: &str| teaser[field].as_str().unwrap_or_default().trim().to_owned();
        let teasers = teasers.as_array().expect("teasers").iter();
        teasers
            .map(|teaser| (text(teaser, "text"), text(teaser, "date")))
            .collect()
    };
    assert_eq!(pairs(&extracted(&page)["teasers"]), pairs(&gold["teasers"]));
}

#[test]
fn its_times_mean_their_days() {
    let Some((page, gold)) = seed() else { return };
    let document = annotated(&page);
    let rows: Vec<&Value> = ["times", "ranges"]
        .iter()
        .flat_map(|layer| document[*layer].as_array().expect("a layer"))
        .collect();
    for time in gold["times"].as_array().expect("times") {
        let found = rows.iter().any(|row| {
            row["text"] == time["text"] && (row["value"] == time["value"] || row["edtf"] == time["value"])
        });
        assert!(found, "not found: {time}");
    }
}

#[test]
fn at_least_five_of_its_six_events_are_right() {
    let Some((page, gold)) = seed() else { return };
    let document = annotated(&page);
    let events = document["events"].as_array().expect("events");
    let gold = gold["events"].as_array().expect("events");
    let right: Vec<bool> = gold
        .iter()
        .map(|wanted| events.iter().any(|event| agrees(event, wanted)))
        .collect();
    let count = right.iter().filter(|right| **right).count();
    assert!(count >= 5, "right: {right:?}\n{events:#?}");
}

/// Same kind and days, the first actor and the place as a reader would name them.
fn agrees(event: &Value, wanted: &Value) -> bool {
    let names = |list: &Value| -> String {
        let filler = |party: &Value| party["text"].as_str().unwrap_or_default().to_owned();
        list.as_array()
            .map(|parties| parties.iter().map(filler).collect::<Vec<_>>().join(" | "))
            .unwrap_or_default()
    };
    let parties = names(&event["actors"]) + " | " + &names(&event["recipients"]);
    let place = event["place"]["text"]
        .as_str()
        .unwrap_or_default()
        .replace("St ", "Saint ");
    event["type"].as_str().map(str::to_lowercase) == wanted["type"].as_str().map(str::to_owned)
        && event["start"] == wanted["start"]
        && event["end"] == wanted["end"]
        && parties.contains(wanted["who"][0].as_str().unwrap_or_default())
        && wanted["where"]
            .as_str()
            .is_none_or(|wanted| place.contains(wanted))
}

fn annotated(page: &std::path::Path) -> Value {
    let row = extracted(page);
    let input = serde_json::json!({"id": "seed", "text": row["text"], "date": row["date"]}).to_string();
    Trial::new()
        .annals("annotate --jsonl")
        .reads(input)
        .ends(0)
        .rows()
        .remove(0)
}

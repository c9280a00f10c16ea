//! The demo: what its pages are written to show is what the program says about them.

use serde_json::Value;

use crate::trial::Trial;

/// The demo's events, one row each.
fn events(trial: &Trial) -> Vec<Value> {
    trial.annals("demo --no-serve").ends(0);
    trial.annals("-C annals-demo export jsonl").ends(0).rows()
}

#[test]
fn it_prints_a_chronicle_and_stands_up_to_a_check() {
    let trial = Trial::new();
    let ended = trial.annals("demo --no-serve").ends(0);
    ended
        .prints("Szeged")
        .prints("#s")
        .prints("Tisza Valley Post")
        .prints("The Steppe Herald")
        .prints("Meridian Wire");
    trial.annals("-C annals-demo check").ends(0);
    trial
        .annals("-C annals-demo search declaration")
        .ends(0)
        .prints("Budapest");
    let again = trial.annals("demo --no-serve").ends(0);
    assert_eq!(again.out, ended.out, "a second run finds the same");
}

#[test]
fn two_outlets_that_disagree_on_a_day_are_shown_side_by_side() {
    let trial = Trial::new();
    let events = events(&trial);
    let stay = events.iter().find(|event| {
        event["type"] == "VISIT"
            && event["status"] == "happened"
            && event["place"]["name"] == "Szeged"
            && starts(event, "2026-09-1")
    });
    let stay = stay.expect("the stay in Szeged");
    assert_eq!(stay["disagreements"], serde_json::json!(["date"]), "{stay}");
    let claims = stay["claims"].as_array().expect("claims").iter();
    let mut told: Vec<(&str, &str)> = claims
        .filter_map(|claim| Some((claim["start"].as_str()?, claim["end"].as_str()?)))
        .collect();
    told.sort_unstable();
    assert_eq!(told, [("2026-09-17", "2026-09-18"), ("2026-09-18", "2026-09-19")]);
}

#[test]
fn what_is_planned_or_denied_is_not_told_as_done() {
    let trial = Trial::new();
    let events = events(&trial);
    let later = events.iter().filter(|event| starts(event, "2026-11"));
    for event in later {
        assert_ne!(event["status"], "happened", "{event}");
    }
    let vienna = events.iter().filter(|event| {
        ["Vienna", "Austria"]
            .iter()
            .any(|name| event["place"]["name"] == *name)
    });
    for event in vienna.filter(|event| !starts(event, "2019")) {
        assert_ne!(event["status"], "happened", "{event}");
    }
}

fn starts(event: &Value, with: &str) -> bool {
    event["start"].as_str().is_some_and(|day| day.starts_with(with))
}

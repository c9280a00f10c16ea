//! Events, decided at the command line: confirmed, corrected, hidden, made one, taken apart, taken back; that all of it
//! holds when everything is built again and when articles come in; and the table of appearances.

use crate::trial::Trial;

fn page(title: &str, day: &str, text: &str) -> String {
    format!(
        "<html><head><title>{title}</title><meta property=\"article:published_time\" content=\"{day}\"></head>\
         <body><article><h1>{title}</h1><p>{text}</p><p>{}</p></article></body></html>",
        filler(title)
    )
}

/// A paragraph that no other page has, so that no page is a copy of another.
fn filler(title: &str) -> String {
    let others = [
        "The band of the fire brigade played two marches, and children had the afternoon off.",
        "Bakers along the river complained that closed streets kept their customers at home for most of the day.",
        "A new bridge, long promised by the province, was not among the subjects, an official let it be known.",
        "Rain fell from noon on, so that the stands in front of the old arsenal were empty by three o'clock.",
    ];
    let firsts = ["President", "A", "Governor", "The"];
    let number = firsts
        .iter()
        .position(|first| title.split(' ').next() == Some(first));
    format!("{} ({title})", others[number.expect("a known title")])
}

/// Two outlets on one visit with a meeting, and one of them on a later inspection.
fn folder() -> Trial {
    let trial = Trial::new();
    let visit = "President Anton Leitgeb visited Graz on March 10, 2026. \
                 President Anton Leitgeb met Mayor Eva Sand in Graz on March 10, 2026.";
    let other =
        "President Anton Leitgeb met Mayor Eva Sand in Graz on March 10, 2026. It was a short meeting.";
    let later = "President Anton Leitgeb met Governor Tor Vangen in Linz on March 22, 2026.";
    trial
        .file("a.html", page("President visits Graz", "2026-03-11", visit))
        .file("b.html", page("A mayor and her guest", "2026-03-12", other))
        .file("c.html", page("Governor welcomes President", "2026-03-23", later));
    trial.annals("init").ends(0);
    for (file, outlet) in [("a", "north"), ("b", "south"), ("c", "north")] {
        trial
            .annals(&format!("add {file}.html --url https://{outlet}.example/{file}"))
            .ends(0);
    }
    trial.annals("build").ends(0);
    trial
}

fn exported(trial: &Trial) -> String {
    trial.annals("export jsonl").ends(0).out
}

fn rebuilt(trial: &Trial) -> String {
    trial.annals("build --from extract").ends(0);
    trial.annals("check").ends(0);
    exported(trial)
}

/// The id of the only event of a kind that begins on a day.
fn event(trial: &Trial, kind: &str, day: &str) -> String {
    let rows = trial.annals("export jsonl").ends(0).rows();
    let fits = |row: &&serde_json::Value| row["type"] == kind && row["start"] == day;
    let found: Vec<&serde_json::Value> = rows.iter().filter(fits).collect();
    assert_eq!(found.len(), 1, "{kind} {day}: {rows:#?}");
    found[0]["id"].as_str().expect("an id").to_owned()
}

#[test]
fn what_is_confirmed_stays_so_when_an_earlier_report_changes_the_id() {
    let trial = folder();
    let id = event(&trial, "MEET", "2026-03-10");
    trial
        .annals(&format!("event confirm {id}"))
        .ends(0)
        .says("confirmed by the analyst");
    let earlier = "Mayor Eva Sand received President Anton Leitgeb in Graz on March 10, 2026.";
    trial.file("d.html", page("The President is here", "2026-03-10", earlier));
    trial.annals("add d.html --url https://west.example/d").ends(0);
    trial.annals("build").ends(0);
    let now = event(&trial, "MEET", "2026-03-10");
    assert_ne!(now, id);
    trial
        .annals(&format!("event show {now}"))
        .ends(0)
        .prints("[confirmed by the analyst]")
        .prints("first reported 2026-03-10 by west.example")
        .prints("confirm event");
    let before = exported(&trial);
    assert_eq!(rebuilt(&trial), before);
}

#[test]
fn a_correction_stands_beside_what_was_read_and_can_be_taken_back() {
    let trial = folder();
    let before = exported(&trial);
    let id = event(&trial, "MEET", "2026-03-22");
    trial
        .shell(&format!(
            "\"$ANNALS\" event correct {id} --date 2026-03-21 --place 'Town Hall' --recipients 'Eva Sand; Nils Bro'"
        ))
        .ends(0)
        .says("date corrected by the analyst: was 2026-03-22");
    let rows = trial.annals("export jsonl").ends(0).rows();
    let row = rows
        .iter()
        .find(|row| row["id"] == id.as_str())
        .expect("the event");
    assert_eq!(
        (&row["start"], &row["place"]["name"]),
        (&"2026-03-21".into(), &"Town Hall".into())
    );
    assert!(row["recipients"][0]["entity"].is_string() && row["recipients"][1]["entity"].is_null());
    assert_eq!(row["claims"][0]["start"], "2026-03-22");
    assert_eq!(row["review"]["corrected"].as_array().map(Vec::len), Some(3));
    trial
        .shell("\"$ANNALS\" timeline 'Eva Sand'")
        .ends(0)
        .prints("2026-03-21");
    let corrected = exported(&trial);
    assert_eq!(rebuilt(&trial), corrected);
    trial
        .annals("event undo")
        .ends(0)
        .says("Taken back: correct event");
    assert_eq!(exported(&trial), before);
    trial
        .annals(&format!("event correct {id} --date yesterday"))
        .ends(1)
        .says("is no date");
    trial
        .annals(&format!("event correct {id}"))
        .ends(1)
        .says("say what");
}

#[test]
fn a_hidden_event_is_listed_no_more_but_can_be_looked_at() {
    let trial = folder();
    let id = event(&trial, "MEET", "2026-03-22");
    trial
        .annals(&format!("event hide {id}"))
        .ends(0)
        .says("Listed no more");
    assert!(!exported(&trial).contains(&id));
    trial
        .annals(&format!("event show {id}"))
        .ends(0)
        .prints("hidden by the analyst");
    trial.annals("event decisions --hidden").ends(0).prints(&id[..8]);
    trial.annals("check").ends(0);
    trial.annals("event undo 1").ends(0);
    assert!(exported(&trial).contains(&id));
}

#[test]
fn events_are_made_one_and_taken_apart() {
    let trial = folder();
    let before = exported(&trial);
    let (one, other) = (
        event(&trial, "MEET", "2026-03-10"),
        event(&trial, "MEET", "2026-03-22"),
    );
    trial
        .annals(&format!("event merge {one} {other}"))
        .ends(0)
        .says("made one by the analyst");
    let rows = trial.annals("export jsonl").ends(0).rows();
    let merged = rows
        .iter()
        .find(|row| row["review"]["merged"] == true)
        .expect("one event");
    assert_eq!(merged["claims"].as_array().map(Vec::len), Some(3));
    assert_eq!(
        merged["disagreements"],
        serde_json::json!(["date", "participants", "place"])
    );
    let shown = trial.annals(&format!("event show {one}")).ends(0);
    shown.prints("date: 2026-03-22 (north.example").prints("#s");
    trial.annals("event undo").ends(0);
    assert_eq!(exported(&trial), before);
    let rows = trial.annals("export jsonl").ends(0).rows();
    let meeting = rows
        .iter()
        .find(|row| row["id"] == one.as_str())
        .expect("the meeting");
    let capture = meeting["claims"][1]["capture"].as_str().expect("a capture");
    trial
        .annals(&format!("event apart {one} {capture}"))
        .ends(0)
        .says("taken apart by the analyst");
    assert_eq!(exported(&trial).lines().count(), before.lines().count() + 1);
    let apart = exported(&trial);
    assert_eq!(rebuilt(&trial), apart);
    trial
        .annals(&format!("event apart {one} {capture}"))
        .ends(1)
        .says("is no claim of");
}

#[test]
fn a_decision_whose_sentence_was_rewritten_is_told() {
    let trial = folder();
    let id = event(&trial, "MEET", "2026-03-22");
    trial.annals(&format!("event confirm {id}")).ends(0);
    let rewritten = "President Anton Leitgeb held talks with Governor Tor Vangen in Linz on March 22, 2026.";
    trial.file(
        "c.html",
        page("Governor welcomes President", "2026-03-23", rewritten),
    );
    trial.annals("add c.html --url https://north.example/c").ends(0);
    trial
        .annals("build")
        .ends(0)
        .says("1 decisions no longer find their event");
    trial
        .annals("event decisions")
        .ends(0)
        .prints("finds no event: none of its sentences")
        .says("1 of them find their event no more");
    trial.annals("event undo 1").ends(0);
    trial.annals("event decisions").ends(0).prints("(taken back)");
}

#[test]
fn a_newer_version_with_the_same_sentence_keeps_the_decision() {
    let trial = folder();
    let id = event(&trial, "MEET", "2026-03-22");
    trial.annals(&format!("event confirm {id}")).ends(0);
    let longer =
        "President Anton Leitgeb met Governor Tor Vangen in Linz on March 22, 2026. The harbour was closed.";
    trial.file(
        "c.html",
        page("Governor welcomes President", "2026-03-23", longer),
    );
    trial.annals("add c.html --url https://north.example/c").ends(0);
    trial.annals("build").ends(0);
    trial
        .annals("timeline")
        .ends(0)
        .prints("[confirmed by the analyst]");
    assert_ne!(
        event(&trial, "MEET", "2026-03-22"),
        id,
        "it cites another capture now"
    );
}

#[test]
fn decisions_about_names_and_events_are_told_apart() {
    let trial = folder();
    let id = event(&trial, "MEET", "2026-03-22");
    trial
        .shell("\"$ANNALS\" entity rename 'Tor Vangen' 'Tor Vangen (Linz)'")
        .ends(0);
    trial.annals(&format!("event confirm {id}")).ends(0);
    trial.annals("entity undo").ends(0).says("Taken back: rename");
    trial
        .annals("event decisions")
        .ends(0)
        .prints("   2  ")
        .prints("confirm event");
    trial.annals("event undo").ends(0).says("Taken back: confirm");
    trial
        .annals("event undo")
        .ends(1)
        .says("no decision to take back");
    trial
        .annals("event confirm e-zzz")
        .ends(1)
        .says("no event has the id");
}

#[test]
fn the_table_of_appearances_has_a_row_a_meeting() {
    let trial = folder();
    let printed = trial
        .shell("\"$ANNALS\" timeline 'Anton Leitgeb' --appearances")
        .ends(0);
    printed
        .prints("met: Mayor Eva Sand")
        .prints("+12")
        .says("Anton Leitgeb: 3 appearances");
    let rows = trial
        .shell("\"$ANNALS\" timeline 'Anton Leitgeb' --appearances --json")
        .ends(0)
        .rows();
    let told: Vec<(&str, &str, i64)> = rows
        .iter()
        .map(|row| {
            let text = |field: &str| row[field].as_str().unwrap_or_default();
            (
                text("type"),
                text("place"),
                row["days_since"].as_i64().unwrap_or(-1),
            )
        })
        .collect();
    assert_eq!(told.len(), 3);
    assert_eq!(told[2], ("MEET", "Linz", 12));
    let csv = trial
        .shell("\"$ANNALS\" timeline 'Anton Leitgeb' --appearances --csv")
        .ends(0);
    csv.prints("person,start,end,date_known,reported,type,venue,place");
    let file = trial
        .shell("\"$ANNALS\" export appearances 'Anton Leitgeb'")
        .ends(0);
    assert_eq!(csv.out, file.out);
    trial
        .annals("export appearances")
        .ends(1)
        .says("whose appearances");
}

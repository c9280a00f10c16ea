//! Who is who, decided at the command line: merging, splitting, renaming, hiding, taking back; and that all of it holds
//! when everything is built again.

use crate::trial::Trial;

/// Two outlets that spell a minister in two ways, and a namesake of a mayor.
fn folder() -> Trial {
    let trial = Trial::new();
    let page = |title: &str, day: &str, text: &str| {
        format!(
            "<html><head><title>{title}</title><meta property=\"article:published_time\" content=\"{day}\"></head>\
             <body><article><h1>{title}</h1><p>{text}</p><p>The weather was fine, and many people had come to see it. \
             The town had waited for this day for a long time, as the local paper reports.</p></article></body></html>"
        )
    };
    let north = "Minister Pak Jong Hyok visited Graz on March 10, 2026. Minister Pak Jong Hyok met Mayor Anton Leitgeb in Graz on March 10, 2026.";
    let south = "Minister Park Jung-hyuk visited Linz on April 4, 2026. Minister Park Jung-hyuk met Mayor Eva Sand in Linz on April 4, 2026.";
    let namesake = "Anton Leitgeb visited Bergen on May 6, 2026. Anton Leitgeb met Governor Tor Vangen in Bergen on May 6, 2026.";
    trial
        .file("north.html", page("Minister visits Graz", "2026-03-11", north))
        .file("south.html", page("Minister in Linz", "2026-04-05", south))
        .file(
            "namesake.html",
            page("A walker in Bergen", "2026-05-07", namesake),
        );
    trial.annals("init").ends(0);
    trial
        .annals("add north.html --url https://north.example/1")
        .ends(0);
    trial
        .annals("add south.html --url https://south.example/1")
        .ends(0);
    trial
        .annals("add namesake.html --url https://bergen.example/1")
        .ends(0);
    trial.annals("build").ends(0);
    trial
}

/// The names of all people, sorted.
fn people(trial: &Trial) -> Vec<String> {
    let mut names = trial
        .annals("entity list --kind person --json")
        .ends(0)
        .column("name");
    names.sort();
    names
}

/// Everything that is exported, after everything derived was thrown away and built again.
fn rebuilt(trial: &Trial) -> String {
    trial.annals("build --from extract").ends(0);
    trial.annals("check").ends(0);
    trial.annals("export jsonl").ends(0).out
}

fn exported(trial: &Trial) -> String {
    trial.annals("export jsonl").ends(0).out
}

#[test]
fn nothing_is_merged_on_a_guess_but_suggested() {
    let trial = folder();
    assert_eq!(
        people(&trial),
        [
            "Anton Leitgeb",
            "Eva Sand",
            "Pak Jong Hyok",
            "Park Jung-hyuk",
            "Tor Vangen"
        ]
    );
    let suggested = trial.annals("entity suggestions").ends(0);
    suggested
        .prints("Jung-hyuk")
        .prints("two spellings of one name")
        .prints("annals entity merge p-")
        .says("1 of 1 pairs");
    let row = trial.annals("entity suggestions --json").ends(0).rows().remove(0);
    assert_eq!(row["sure"], true);
    trial
        .shell("\"$ANNALS\" entity apart 'Pak Jong Hyok' 'Park Jung-hyuk'")
        .ends(0)
        .says("are two");
    trial.annals("entity suggestions").ends(0).says("No two names");
    trial.annals("entity undo").ends(0).says("Taken back");
    trial.annals("entity suggestions").ends(0).says("1 of 1 pairs");
}

#[test]
fn a_merge_joins_events_outlives_a_rebuild_and_can_be_taken_back() {
    let trial = folder();
    let before = exported(&trial);
    trial
        .shell("\"$ANNALS\" entity merge 'Pak Jong Hyok' 'park jung-hyuk'")
        .ends(0)
        .says("is one now");
    trial
        .shell("\"$ANNALS\" timeline 'Pak Jong Hyok'")
        .ends(0)
        .prints("Graz")
        .prints("Linz");
    let merged = exported(&trial);
    assert_ne!(merged, before);
    assert_eq!(people(&trial).len(), 4);
    assert_eq!(rebuilt(&trial), merged);
    trial
        .annals("entity decisions")
        .ends(0)
        .prints("merge \"Park Jung-hyuk\" into \"Pak Jong Hyok\"");
    trial.annals("entity undo 1").ends(0).says("Taken back: merge");
    assert_eq!(exported(&trial), before);
    assert_eq!(rebuilt(&trial), before);
    trial.annals("entity decisions").ends(0).prints("(taken back)");
}

#[test]
fn a_namesake_is_split_off_by_article() {
    let trial = folder();
    let rows = trial.annals("search Bergen --json").ends(0).rows();
    let article = rows[0]["id"].as_str().expect("an id").to_owned();
    trial
        .shell(&format!(
            "\"$ANNALS\" entity split 'Anton Leitgeb' --article {article}"
        ))
        .ends(0)
        .says("stands apart now");
    let rows = trial
        .annals("entity list leitgeb --kind person --json")
        .ends(0)
        .rows();
    assert_eq!(rows.len(), 2, "{rows:?}");
    let split = exported(&trial);
    assert_eq!(rebuilt(&trial), split);
    let part = trial.shell("\"$ANNALS\" entity show 'Anton Leitgeb'").ends(1);
    part.says("may be").says("use the id");
    trial.annals("entity undo").ends(0);
    assert_eq!(
        trial
            .annals("entity list leitgeb --kind person --json")
            .ends(0)
            .rows()
            .len(),
        1
    );
}

#[test]
fn a_name_is_split_off_what_was_merged() {
    let trial = folder();
    trial
        .shell("\"$ANNALS\" entity merge 'Pak Jong Hyok' 'Park Jung-hyuk'")
        .ends(0);
    trial
        .shell("\"$ANNALS\" entity split 'Pak Jong Hyok' --name 'Park Jung-hyuk'")
        .ends(0)
        .says("Park Jung-hyuk");
    assert_eq!(people(&trial).len(), 5);
    trial
        .shell("\"$ANNALS\" entity split 'Pak Jong Hyok' --name 'Nobody Known'")
        .ends(1)
        .says("the names are: Pak Jong Hyok");
}

#[test]
fn a_new_name_is_printed_and_claims_keep_theirs() {
    let trial = folder();
    trial
        .shell("\"$ANNALS\" entity rename 'Tor Vangen' 'Tor Vangen (governor)'")
        .ends(0)
        .says("is now called");
    trial.annals("timeline").ends(0).prints("Tor Vangen (governor)");
    let renamed = exported(&trial);
    assert_eq!(rebuilt(&trial), renamed);
    trial
        .shell("\"$ANNALS\" entity show 'Tor Vangen'")
        .ends(0)
        .prints("rename");
    trial.annals("entity undo").ends(0);
    assert!(people(&trial).contains(&"Tor Vangen".to_owned()));
}

#[test]
fn what_is_hidden_is_listed_no_more_and_its_words_stay() {
    let trial = folder();
    trial
        .shell("\"$ANNALS\" entity hide 'Eva Sand'")
        .ends(0)
        .says("listed no more");
    assert!(!people(&trial).contains(&"Eva Sand".to_owned()));
    trial.annals("timeline").ends(0).prints("Eva Sand");
    rebuilt(&trial);
    assert!(!people(&trial).contains(&"Eva Sand".to_owned()));
    trial.annals("entity undo").ends(0);
    assert!(people(&trial).contains(&"Eva Sand".to_owned()));
}

#[test]
fn what_cannot_be_is_refused_with_a_reason() {
    let trial = folder();
    let refused = |line: &str, why: &str| {
        trial
            .shell(&format!("\"$ANNALS\" entity {line}"))
            .ends(1)
            .says(why);
    };
    refused("merge 'Tor Vangen' Graz", "they cannot be one");
    refused("merge 'Tor Vangen' 'tor vangen'", "already");
    refused(
        "merge 'Tor Vangen' 'Nobody Known'",
        "nobody and nothing in the chronicle is called",
    );
    refused("split 'Tor Vangen'", "say which names or articles");
    refused("rename 'Tor Vangen' ' '", "a name needs a letter");
    refused("apart 'Tor Vangen' 'Tor Vangen'", "both are");
    refused("undo", "no decision to take back");
    refused("undo 7", "there is no decision 7");
    trial.annals("entity hide p-zzzzzz").ends(1);
    trial.annals("entity merge").ends(2);
    trial
        .annals("entity decisions")
        .ends(0)
        .says("Nothing has been decided");
    trial
        .shell("\"$ANNALS\" entity hide 'Eva Sand' && \"$ANNALS\" entity undo")
        .ends(0);
    refused("undo 1", "has been taken back already");
    refused("undo 2", "is an undo itself");
}

#[test]
fn a_line_that_a_crash_cut_off_moves_to_quarantine() {
    let trial = folder();
    trial.shell("\"$ANNALS\" entity hide 'Eva Sand'").ends(0);
    let file = trial.path("decisions.jsonl");
    let whole = std::fs::read_to_string(&file).expect("decisions");
    std::fs::write(&file, format!("{whole}{{\"at\":\"2026-")).expect("a file can be written");
    trial.annals("build").ends(0);
    trial.shell("\"$ANNALS\" entity hide 'Tor Vangen'").ends(0);
    let now = std::fs::read_to_string(&file).expect("decisions");
    assert!(now.starts_with(&whole) && now.lines().count() == 2, "{now}");
    assert!(
        std::fs::read_dir(trial.path("quarantine"))
            .expect("quarantine")
            .count()
            > 0
    );
    trial.annals("check").ends(0);
}

#[test]
fn a_file_of_decisions_that_nobody_can_read_is_said() {
    let trial = folder();
    trial.file("decisions.jsonl", "{\"do\":\"dance\"}\n");
    trial.annals("build").ends(4).says("decisions.jsonl, line 1");
    trial.annals("check").ends(1).prints("decisions.jsonl");
}

/// Decisions that another hand brought into the folder are followed by the next build.
#[test]
fn decisions_of_another_folder_can_be_taken_over() {
    let (first, second) = (folder(), folder());
    first
        .shell("\"$ANNALS\" entity merge 'Pak Jong Hyok' 'Park Jung-hyuk'")
        .ends(0);
    let decisions = std::fs::read(first.path("decisions.jsonl")).expect("decisions");
    second.file("decisions.jsonl", decisions);
    second.annals("check").ends(1).prints("decisions.jsonl");
    second.annals("build").ends(0);
    assert_eq!(people(&second), people(&first));
    assert_eq!(people(&second).len(), 4);
    second.annals("check").ends(0);
}

#[test]
fn two_names_are_compared_without_a_folder() {
    let trial = Trial::new();
    let compared = |line: &str, verdict: &str| {
        trial
            .shell(&format!("\"$ANNALS\" entity compare {line}"))
            .ends(0)
            .prints(verdict);
    };
    compared("'Comrade Choe Kyong Su' 'Choi Gyeong-su'", "same: two spellings");
    compared(
        "'the Russian President' 'Vladimir Putin' --day 2001-08-20",
        "same: held that office",
    );
    compared(
        "'the Russian President' 'Vladimir Putin' --day 2009-08-20",
        "different",
    );
    compared("'Minister Lund' 'Eva Lund'", "unsure");
    compared(
        "'Minister Lund' 'Eva Lund' --one-article --json",
        "\"verdict\":\"same\"",
    );
}

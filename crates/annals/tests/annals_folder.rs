//! The annals folder from the command line: what a newcomer does first, and what happens to it when it is done again.

use crate::hostile::{GOOD, GOOD_SENTENCE};
use crate::trial::Trial;

#[test]
fn from_an_empty_folder_to_a_chronicle() {
    let trial = Trial::new();
    trial.file("visit.html", GOOD);
    trial.annals("init").ends(0);
    trial.annals("add visit.html").ends(0).says("1 capture");
    trial.annals("build").ends(0).says("1 article");
    trial
        .annals("search railway")
        .ends(0)
        .prints("Minister visits Graz");
    trial
        .annals("timeline")
        .ends(0)
        .prints(GOOD_SENTENCE)
        .prints("Morning Ledger")
        .prints("2026-03-10")
        .prints("#s");
    trial.annals("check").ends(0);
}

#[test]
fn the_nearest_folder_above_is_found() {
    let trial = Trial::new();
    trial.file("visit.html", GOOD).file("deep/below/.keep", "");
    trial.annals("init").ends(0);
    trial.annals("add visit.html").ends(0);
    trial
        .shell("cd deep/below && exec \"$ANNALS\" build")
        .ends(0)
        .says("1 article");
}

#[test]
fn the_same_page_again_is_no_second_capture() {
    let trial = Trial::new();
    trial.file("visit.html", GOOD).file("again.html", GOOD);
    trial.annals("init").ends(0);
    trial.annals("add visit.html").ends(0);
    trial
        .annals("add visit.html again.html")
        .ends(0)
        .says("Added 0 captures")
        .says("kept already");
    trial.annals("build").ends(0);
    let rows = trial.annals("source list --json").ends(0).rows();
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!(rows[0]["captures"], 1, "{rows:?}");
}

#[test]
fn what_a_bare_file_does_not_say_is_said_for_it() {
    let trial = Trial::new();
    trial.file("note.txt", "Minister Petra Lindqvist visited Graz on March 10.\n\nShe met Mayor Anton Leitgeb at the town hall and left in the evening.\n");
    trial.annals("init").ends(0);
    trial.shell("\"$ANNALS\" add note.txt --url https://ledger.example/note --date 2026-03-12 --source 'Harbour Gazette'").ends(0);
    trial.annals("build").ends(0);
    let rows = trial.annals("search Leitgeb --json").ends(0).rows();
    assert_eq!(rows[0]["source"], "Harbour Gazette");
    assert_eq!(rows[0]["published"], "2026-03-12");
    assert_eq!(rows[0]["url"], "https://ledger.example/note");
}

#[test]
fn a_page_on_standard_input_is_kept() {
    let trial = Trial::new();
    trial.annals("init").ends(0);
    trial
        .annals("add - --url https://ledger.example/visit")
        .reads(GOOD)
        .ends(0);
    trial.annals("build").ends(0);
    let row = trial.annals("search Lindqvist --json").ends(0).rows().remove(0);
    let id = row["id"].as_str().expect("an id");
    assert_eq!(trial.annals(&format!("show {id} --raw")).ends(0).out, GOOD);
}

#[test]
fn a_dry_run_writes_nothing() {
    let trial = Trial::new();
    trial.file("pages/visit.html", GOOD);
    trial.annals("init").ends(0);
    trial.annals("add pages --dry-run").ends(0).says("Would add 1");
    trial.annals("build").ends(0).says("0 articles");
}

#[test]
fn its_own_evidence_can_be_added_to_another_folder() {
    let trial = Trial::new();
    trial.file("visit.html", GOOD);
    trial.annals("init first").ends(0);
    trial.annals("init second").ends(0);
    trial
        .annals("-C first add visit.html --url https://ledger.example/visit")
        .ends(0);
    trial.annals("-C second add first/warc").ends(0).says("1 capture");
    trial.annals("-C second build").ends(0);
    trial
        .annals("-C second search Lindqvist")
        .ends(0)
        .prints("Minister visits Graz");
    trial.annals("-C second check").ends(0);
}

#[test]
fn everything_but_the_evidence_can_be_built_again() {
    let trial = Trial::new();
    trial.annals("demo --no-serve").ends(0);
    let before = trial.annals("-C annals-demo export jsonl").ends(0).out;
    std::fs::remove_dir_all(trial.path("annals-demo/index")).expect("the index can be removed");
    trial.annals("-C annals-demo build").ends(0);
    assert_eq!(trial.annals("-C annals-demo export jsonl").ends(0).out, before);
    trial.annals("-C annals-demo build --from extract").ends(0);
    assert_eq!(trial.annals("-C annals-demo export jsonl").ends(0).out, before);
    trial.annals("-C annals-demo check").ends(0);
}

#[test]
fn a_source_gets_another_name() {
    let trial = Trial::new();
    trial.annals("demo --no-serve").ends(0);
    trial
        .shell("\"$ANNALS\" -C annals-demo source rename tiszavalleypost.example 'The Post'")
        .ends(0);
    trial
        .annals("-C annals-demo source list")
        .ends(0)
        .prints("The Post");
    trial.annals("-C annals-demo build").ends(0);
    trial.annals("-C annals-demo timeline").ends(0).prints("The Post");
}

#[test]
fn nothing_is_drawn_in_a_pipe() {
    let trial = Trial::new();
    trial.file("visit.html", GOOD);
    for command in ["init", "add visit.html", "build", "timeline", "check"] {
        let ended = trial.annals(command).ends(0);
        assert!(
            !ended.err.contains(['\r', '\u{1b}']) && !ended.out.contains('\u{1b}'),
            "{ended}"
        );
    }
    for command in ["build", "timeline", "check"] {
        trial.annals(&format!("{command} --quiet")).ends(0).says_nothing();
    }
}

#[test]
fn options_may_stand_behind_the_words_searched_for() {
    let trial = Trial::new();
    trial.file("visit.html", GOOD);
    for command in ["init", "add visit.html", "build"] {
        trial.annals(command).ends(0);
    }
    let rows = trial
        .annals("search railway coast --json --limit 1")
        .ends(0)
        .rows();
    assert_eq!(rows.len(), 1, "{rows:?}");
    trial
        .annals("search -- railway -coast")
        .ends(0)
        .says("Nothing found");
}

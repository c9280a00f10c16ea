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

#[test]
fn a_backup_is_restored_from_the_command_line() {
    let trial = Trial::new();
    trial.annals("demo --no-serve").ends(0);
    trial
        .annals("-C annals-demo backup copy")
        .ends(0)
        .says("copied to copy and read back");
    trial.annals("check copy").ends(0).says("All is well");
    trial.annals("restore copy back").ends(0).says("Restored back");
    trial.annals("-C back check").ends(0);
    let before = trial.annals("-C annals-demo export jsonl").ends(0).out;
    assert_eq!(trial.annals("-C back export jsonl").ends(0).out, before);
    trial.annals("restore copy back").ends(1).says("not empty");
    trial.annals("check .").ends(1).says("no backup");
}

#[test]
fn a_disk_that_fills_up_at_any_write_loses_nothing() {
    let trial = Trial::new();
    trial.annals("init a").ends(0);
    for number in 0..12 {
        let text = format!("{number} The harbour opened on May {}, 2024. ", number + 1).repeat(200);
        trial.file(
            &format!("pages/{number}.html"),
            format!("<html><body><p>{text}</p></body></html>"),
        );
    }
    trial.annals("-C a add pages/0.html pages/1.html").ends(0);
    trial.annals("-C a build").ends(0);
    let mut full = 0;
    // A file may grow to so many blocks of 512 bytes: each limit stops another write.
    for blocks in [0, 1, 2, 4, 8, 16, 40, 80, 100, 120, 140, 160, 200, 300, 400] {
        for command in ["add pages", "build"] {
            let limited =
                format!("trap '' XFSZ; ulimit -f {blocks}; \"$ANNALS\" -C a {command} --no-progress");
            let ended = trial.shell(&format!("( {limited} ); echo code $?")).ends(0);
            // SQLite does not tell this limit from other trouble with the disk.
            let trouble = ended.out.contains("code 1\n") && ended.err.contains("disk I/O error");
            let stopped = ended.out.contains("code 3\n") || trouble;
            assert!(
                stopped || ended.out.contains("code 0\n"),
                "{blocks} blocks, {command}: {ended}"
            );
            full += usize::from(stopped);
        }
        trial.annals("-C a search harbour").ends(0).prints("harbour");
    }
    assert!(full > 5, "the disk was full only {full} times");
    trial.annals("-C a add pages").ends(0);
    trial.annals("-C a build").ends(0);
    trial.annals("-C a check").ends(0);
    let rows = trial
        .annals("-C a search harbour --json")
        .ends(0)
        .out
        .lines()
        .count();
    assert!(rows >= 10, "{rows}");
}

#[test]
fn a_second_writer_waits_or_is_told() {
    let trial = Trial::new();
    trial.annals("init a").ends(0);
    for number in 0..40 {
        trial.file(
            &format!("pages/{number}.txt"),
            format!("Page {number} of the harbour."),
        );
    }
    let line = "for n in 1 2 3 4; do \"$ANNALS\" -C a add pages & done; wait; \"$ANNALS\" -C a check";
    let ended = trial.shell(line).ends(0);
    for line in ended.err.lines().filter(|line| line.starts_with("annals:")) {
        assert!(line.contains("another annals is writing"), "{line}");
    }
    let added = ended.err.lines().filter_map(|line| {
        line.strip_prefix("Added ")?
            .split(' ')
            .next()?
            .parse::<usize>()
            .ok()
    });
    assert_eq!(added.sum::<usize>(), 40);
}

#[test]
fn the_size_of_a_folder_is_counted_by_source_and_month() {
    let trial = Trial::new();
    trial.annals("init").ends(0);
    trial
        .annals("stats")
        .ends(0)
        .prints("0 captures")
        .prints("no full month");
    trial.file("visit.html", GOOD);
    trial.annals("add visit.html").ends(0);
    trial.annals("stats").ends(0).prints("(not read yet)");
    trial.annals("build").ends(0);
    let row = trial.annals("stats --json").ends(0).rows().remove(0);
    let kept: u64 = std::fs::read_dir(trial.path("warc"))
        .unwrap()
        .map(|file| file.unwrap().metadata().unwrap().len())
        .sum();
    assert_eq!((&row["captures"], &row["articles"]), (&1.into(), &1.into()));
    assert_eq!(row["evidence_bytes"], kept);
    assert_eq!(row["sources"][0]["name"], "Morning Ledger");
    assert_eq!(row["sources"][0]["bytes"], row["months"][0]["bytes"]);
    let bytes = row["sources"][0]["bytes"].as_u64().unwrap();
    assert!(bytes > 0 && bytes < kept, "{bytes} of {kept}");
}

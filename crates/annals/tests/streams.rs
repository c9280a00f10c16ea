//! The pure functions as streams: one line a document, in order, and a bad one does not stop the rest.

use crate::hostile::{self, GOOD, GOOD_SENTENCE};
use crate::trial::Trial;

#[test]
fn pages_keep_their_order() {
    let trial = Trial::new();
    for number in 0..150 {
        trial.file(
            &format!("pages/{number:03}.html"),
            GOOD.replace("Petra", &format!("Petra{number}")),
        );
    }
    let ended = trial.annals("extract --jsonl -j 3 pages").ends(0);
    let expected: Vec<String> = (0..150).map(|number| format!("{number:03}")).collect();
    assert_eq!(ended.column("id"), expected);
    for (number, text) in ended.column("text").iter().enumerate() {
        assert!(
            text.contains(&format!("Petra{number} ")),
            "the text of page {number}: {text}"
        );
    }
}

#[test]
fn a_list_names_pages_and_their_addresses() {
    let trial = Trial::new();
    trial
        .file("b.html", GOOD)
        .file("a.html.gz", hostile::gzip(GOOD.as_bytes()));
    trial.file(
        "list.jsonl",
        "{\"path\": \"b.html\", \"url\": \"https://ledger.example/b\"}\n\n{\"path\": \"a.html.gz\", \"id\": \"first\"}\n",
    );
    let ended = trial.annals("extract --jsonl --list list.jsonl").ends(0);
    assert_eq!(ended.column("id"), ["b", "first"]);
    assert_eq!(ended.rows()[0]["url"], "https://ledger.example/b");
    ended.prints(GOOD_SENTENCE).says_nothing();
}

#[test]
fn the_pages_of_a_warc_file_are_named_by_their_captures() {
    let trial = Trial::new();
    trial
        .file("pages/good.html", GOOD)
        .file("pages/other.html", GOOD.replace("Petra", "Marek"));
    trial.annals("init folder").ends(0);
    trial.annals("-C folder add pages").ends(0);
    trial.annals("-C folder build").ends(0);
    let found = trial.annals("-C folder --json search Marek").ends(0);
    let ended = trial.annals("extract --jsonl folder/warc").ends(0);
    assert_eq!(ended.column("title").len(), 2);
    let row = ended
        .rows()
        .into_iter()
        .find(|row| row["text"].as_str().is_some_and(|text| text.contains("Marek")));
    assert_eq!(row.expect("its text is there")["id"], found.rows()[0]["id"]);
}

#[test]
fn a_cut_warc_file_gives_its_whole_pages_and_a_message() {
    let trial = Trial::new();
    trial
        .file("pages/good.html", GOOD)
        .file("pages/other.html", GOOD.replace("Petra", "Marek"));
    trial.annals("init folder").ends(0);
    trial.annals("-C folder add pages").ends(0);
    let warc = std::fs::read(trial.path("folder/warc/annals-00001.warc.gz")).expect("evidence");
    trial.file("cut.warc.gz", &warc[..warc.len() - 40]);
    let ended = trial.annals("extract --jsonl cut.warc.gz").ends(5);
    assert_eq!(ended.rows().len(), 1);
    ended.says("cut.warc.gz: record");
}

#[test]
fn a_page_is_not_published_after_its_capture() {
    let trial = Trial::new();
    trial.file("page.html", GOOD).file(
        "list.jsonl",
        "{\"path\": \"page.html\", \"captured\": \"2026-03-12T23:00:00Z\"}\n\
         {\"path\": \"page.html\", \"captured\": \"2025-05-01\"}\n\
         {\"path\": \"page.html\", \"captured\": \"in May\"}\n",
    );
    let listed = trial.annals("extract --jsonl --list list.jsonl").ends(5);
    listed.says("page.html: its \"captured\" is no day");
    let trusts: Vec<_> = listed
        .rows()
        .iter()
        .map(|row| row["date_trust"].clone())
        .collect();
    assert_eq!(trusts, ["likely", "future"]);
    let single = trial
        .annals("extract --jsonl --captured 2025-05-01 page.html")
        .ends(0);
    assert_eq!(single.column("date_trust"), ["future"]);
}

#[test]
fn a_list_with_a_bad_line_goes_on() {
    let trial = Trial::new();
    trial.file("good.html", GOOD).file(
        "list.jsonl",
        "{\"path\": \"good.html\"}\n{\"path\": \n{\"path\": \"good.html\"}\n",
    );
    let ended = trial.annals("extract --jsonl --list list.jsonl").ends(5);
    assert_eq!(ended.column("id"), ["good", "good"]);
    ended.says("list.jsonl: line 2");
}

#[test]
fn one_page_on_standard_input() {
    let ended = Trial::new().annals("extract --jsonl -").reads(GOOD).ends(0);
    assert_eq!(ended.rows().len(), 1);
    ended.prints(GOOD_SENTENCE).says_nothing();
}

#[test]
fn an_article_is_written_in_four_formats() {
    let trial = Trial::new();
    trial.file("good.html", GOOD);
    let text = trial.annals("extract good.html").ends(0);
    assert_eq!(
        trial.annals("extract --format text good.html").ends(0).out,
        text.out
    );
    text.prints(GOOD_SENTENCE);
    let markdown = trial.annals("extract --format markdown good.html").ends(0);
    assert!(markdown.out.starts_with("# "), "{}", markdown.out);
    markdown.prints(GOOD_SENTENCE);
    let lines = trial.annals("extract --format jsonl good.html").ends(0);
    assert_eq!(lines.out, trial.annals("extract --jsonl good.html").ends(0).out);
    let json = trial.annals("extract --format json good.html").ends(0);
    let row: serde_json::Value = serde_json::from_str(&json.out).expect("one object");
    let (text, block) = (row["text"].as_str().expect("text"), &row["blocks"][0]);
    let place = |name: &str| block[name].as_u64().expect("a number") as usize;
    assert_eq!((place("start"), &block["kind"]), (0, &"paragraph".into()));
    assert!(place("end") <= text.chars().count());
    trial.annals("extract --jsonl --format text good.html").ends(2);
}

#[test]
fn every_block_is_explained() {
    let trial = Trial::new();
    trial.file("good.html", GOOD);
    let why = trial.annals("extract --why good.html").ends(0);
    why.prints("kept")
        .prints("paragraph")
        .prints("because: ")
        .prints(GOOD_SENTENCE);
    let row = &trial.annals("extract --why --jsonl good.html").ends(0).rows()[0];
    let blocks = row["blocks"].as_array().expect("blocks");
    let kept = blocks
        .iter()
        .find(|block| block["reason"].is_null())
        .expect("a kept block");
    assert!(kept["probability"].as_f64().expect("a number") > 0.3, "{kept}");
    assert!(kept["influences"][0]["odds"].is_number(), "{kept}");
}

#[test]
fn a_missing_page_is_named_and_the_rest_goes_on() {
    let trial = Trial::new();
    trial.file("good.html", GOOD);
    let ended = trial.annals("extract --jsonl gone.html good.html").ends(5);
    assert_eq!(ended.column("id"), ["good"]);
    ended.says("gone.html").says("No such file");
}

#[test]
fn a_truncated_gzip_is_named_and_the_rest_goes_on() {
    let trial = Trial::new();
    trial
        .file("cut.html.gz", hostile::truncated_gzip(GOOD.as_bytes()))
        .file("good.html", GOOD);
    let ended = trial.annals("extract --jsonl cut.html.gz good.html").ends(5);
    assert_eq!(ended.column("id"), ["good"]);
    ended.says("cut.html.gz");
}

#[test]
fn a_page_in_several_gzip_members_is_read_whole() {
    // The members unpack to the same length, so that the last one's word for it holds for the first as well.
    let page = format!("{GOOD: <width$}", width = GOOD.len() + GOOD.len() % 2);
    let (first, second) = page.split_at(page.len() / 2);
    let packed = [hostile::gzip(first.as_bytes()), hostile::gzip(second.as_bytes())].concat();
    let trial = Trial::new();
    trial.file("good.html", GOOD).file("two.html.gz", packed);
    let ended = trial.annals("extract --jsonl good.html two.html.gz").ends(0);
    assert_eq!(ended.rows()[0]["text"], ended.rows()[1]["text"]);
}

#[test]
fn a_gzip_that_lies_about_its_length_is_named() {
    let mut packed = hostile::gzip(GOOD.as_bytes());
    let end = packed.len();
    packed[end - 4..].copy_from_slice(&60_000_000_u32.to_le_bytes());
    let trial = Trial::new();
    trial.file("long.html.gz", &packed);
    trial
        .annals("extract --jsonl long.html.gz")
        .ends(5)
        .says("long.html.gz");
}

#[test]
fn pages_without_text_give_an_empty_article() {
    let trial = Trial::new();
    trial
        .file("empty.html", "")
        .file("wordless.html", hostile::WORDLESS);
    let ended = trial.annals("extract --jsonl empty.html wordless.html").ends(0);
    assert_eq!(ended.column("text"), ["", ""]);
}

#[test]
fn bytes_that_are_no_text_do_not_stop_it() {
    let trial = Trial::new();
    trial
        .file("binary.html", hostile::binary())
        .file("binary.txt", hostile::binary())
        .file("good.html", GOOD);
    let ended = trial
        .annals("extract --jsonl binary.html binary.txt good.html")
        .ends(0);
    assert_eq!(ended.column("id"), ["binary", "binary", "good"]);
}

#[test]
fn invalid_utf8_costs_the_bad_bytes_only() {
    let trial = Trial::new();
    trial.file("bad.html", hostile::not_utf8());
    trial
        .annals("extract --jsonl bad.html")
        .ends(0)
        .prints(GOOD_SENTENCE);
}

#[test]
fn sixty_thousand_nested_tags_are_read() {
    let trial = Trial::new();
    trial
        .file("nested.html", hostile::nested())
        .file("good.html", GOOD);
    let ended = trial.annals("extract --jsonl nested.html good.html").ends(0);
    assert_eq!(ended.column("id"), ["nested", "good"]);
    ended.prints("At the bottom of it all");
}

#[test]
fn a_line_that_is_not_json_is_numbered_and_the_rest_goes_on() {
    let input = "{\"id\": \"a\", \"text\": \"He met her.\", \"date\": null}\nnot json\n\n{\"id\": \"b\"}\n\
        {\"id\": \"c\", \"text\": \"\"}\n{\"id\": \"d\", \"text\": \"It rained on March 3.\", \"date\": \"soon\"}\n";
    for command in ["annotate", "dedup"] {
        let ended = Trial::new()
            .annals(&format!("{command} --jsonl"))
            .reads(input)
            .ends(5);
        assert_eq!(ended.column("id"), ["a", "c", "d"], "{command}");
        ended.says("line 2").says("line 4");
    }
}

#[test]
fn a_line_that_is_not_utf8_is_numbered() {
    let input = b"{\"id\": \"a\", \"text\": \"\xff\xfe\"}\n{\"id\": \"b\", \"text\": \"Yes.\"}\n";
    let ended = Trial::new().annals("annotate --jsonl").reads(*input).ends(5);
    assert_eq!(ended.column("id"), ["b"]);
    ended.says("line 1");
}

#[test]
fn offsets_count_code_points() {
    let text = "Ádám Kérész ütött. “Igen,” mondta. He left on 3 May 2026.";
    let input = serde_json::json!({"id": "a", "text": text, "date": "2026-05-04"}).to_string();
    let row = Trial::new()
        .annals("annotate --jsonl")
        .reads(input)
        .ends(0)
        .rows()
        .remove(0);
    let points: Vec<char> = text.chars().collect();
    let sentences = row["sentences"].as_array().expect("sentences");
    let last = sentences.last().expect("a sentence");
    let place = |at: usize| last[at].as_u64().expect("an offset") as usize;
    let words: String = points[place(0)..place(1)].iter().collect();
    assert_eq!(words, "He left on 3 May 2026.");
}

#[test]
fn only_the_layers_asked_for() {
    let input = "{\"id\": \"a\", \"text\": \"Petra Lindqvist visited Graz on March 10.\", \"date\": \"2026-03-12\"}\n";
    let row = Trial::new()
        .annals("annotate --jsonl --layers times")
        .reads(input)
        .ends(0)
        .rows()
        .remove(0);
    assert!(
        row.get("times").is_some() && row.get("events").is_none() && row.get("mentions").is_none(),
        "{row}"
    );
}

#[test]
fn many_texts_keep_their_order() {
    let line = |number: usize| {
        format!(
            "{{\"id\": \"{number}\", \"text\": \"On March {} she left.\"}}\n",
            number % 28 + 1
        )
    };
    let input: String = (0..500).map(line).collect();
    for command in ["annotate --jsonl -j 4", "dedup --jsonl"] {
        let ended = Trial::new().annals(command).reads(input.as_str()).ends(0);
        let expected: Vec<String> = (0..500).map(|number| number.to_string()).collect();
        assert_eq!(ended.column("id"), expected, "{command}");
    }
}

#[test]
fn a_full_disk_has_its_own_exit_code() {
    let trial = Trial::new();
    trial.file("good.html", GOOD);
    if std::path::Path::new("/dev/full").exists() {
        trial
            .shell("exec \"$ANNALS\" extract --jsonl good.html > /dev/full")
            .ends(3)
            .says("No space left");
    }
}

#[test]
fn a_reader_who_has_seen_enough_is_no_error() {
    let trial = Trial::new();
    for number in 0..300 {
        trial.file(&format!("pages/{number}.html"), GOOD);
    }
    trial
        .shell("\"$ANNALS\" extract --jsonl pages | head -n 1 > /dev/null")
        .ends(0)
        .says_nothing();
}

#[test]
fn every_field_of_a_page_is_described() {
    let trial = Trial::new();
    trial.file("good.html", GOOD);
    let rows = trial.annals("extract --jsonl good.html").ends(0).rows();
    let row = rows[0].as_object().expect("a row is an object");
    let docs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/formats.md");
    let docs = std::fs::read_to_string(docs).expect("docs/formats.md");
    let (_, section) = docs
        .split_once("\n## rows of `annals extract")
        .expect("the section");
    for field in row.keys() {
        assert!(
            section.contains(&format!("\n| `{field}` |")),
            "{field} is not described"
        );
    }
}

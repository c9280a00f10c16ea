//! Laws that hold for any text: spans lie in it, nothing is found without a trigger, and the same text gives the same answer.

use annals_annotate::Document;
use proptest::prelude::*;

use crate::cases::document;
use crate::invariants::hold;

/// Texts made of the words of news, in any order: closer to grammar than random letters, and to its edges.
fn newsy() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "Ama Boateng",
        "Lars Holm",
        "he",
        "they",
        "the",
        "minister",
        "visited",
        "met",
        "talks",
        "between",
        "and",
        "with",
        "to",
        "in",
        "Accra",
        "on",
        "Monday",
        "June 4",
        "2019",
        "said",
        "that",
        "who",
        ",",
        ".",
        "\"",
        "“",
        "”",
        "not",
        "will",
        "was",
        "by",
        "signed",
        "agreement",
        "during",
        "his",
        "visit",
        "'s",
        "(",
        ")",
        ":",
        "--",
        "\n\n",
        "denied",
        "of",
        "held",
        "no",
        "plan",
        "according to",
        "after",
        "being",
        "received",
        "É",
        "서울",
        "🙂",
        "-",
        "3-1",
    ]);
    prop::collection::vec(words, 0..60).prop_map(|words| words.join(" "))
}

fn check(document: &Document) {
    hold(document).expect("the laws of events and statements");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_string_is_read(text in "\\PC{0,200}") {
        check(&document(&text, Some("2026-06-12")));
    }

    #[test]
    fn any_heap_of_news_words_is_read(text in newsy()) {
        check(&document(&text, None));
    }

    #[test]
    fn the_same_text_gives_the_same_answer(text in newsy()) {
        let (first, second) = (document(&text, Some("2026-06-12")), document(&text, Some("2026-06-12")));
        prop_assert_eq!(first.events, second.events);
        prop_assert_eq!(first.statements, second.statements);
    }
}

#[test]
fn another_language_is_left_alone() {
    let mut article = annals_extract::Article::of_text("Lars Holm met Ama Boateng.");
    article.language = annals_text::Language::from_tag("ko");
    assert_eq!(annals_annotate::annotate(article).events, []);
}

#[test]
fn a_heading_tells_no_event() {
    let mut article = annals_extract::Article::of_text("Lars Holm met Ama Boateng.");
    article.language = Some(annals_text::Language::ENGLISH);
    article.blocks[0].kind = annals_extract::BlockKind::Heading;
    assert_eq!(annals_annotate::annotate(article).events, []);
}

#[test]
fn a_sentence_without_end_is_read_in_bounds() {
    let text = "Lars Holm met Ama Boateng and agreed to plan to want to ".repeat(2000);
    check(&document(&text, None));
}

/// The corpus of the fuzz target `events`.
#[test]
fn what_was_fuzzed_holds() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/events");
    let files: Vec<_> = std::fs::read_dir(folder).expect("the corpus").collect();
    assert!(!files.is_empty(), "an empty corpus");
    for file in files {
        let bytes = std::fs::read(file.expect("a file").path()).expect("readable");
        check(&document(&String::from_utf8_lossy(&bytes), Some("2026-06-12")));
    }
}

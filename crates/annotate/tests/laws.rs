//! Laws that hold for any text: spans lie in it, nothing is found without a trigger, and the same text gives the same answer.

use annals_annotate::{Document, EventMention};
use annals_text::Span;
use proptest::prelude::*;

use crate::cases::document;

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

fn spans(event: &EventMention) -> Vec<Span> {
    let parties = event.actors.iter().chain(&event.recipients);
    parties
        .flat_map(|who| [who.span, who.printed])
        .chain(event.place)
        .chain(event.attribution)
        .chain(event.dates.from)
        .chain([event.trigger, event.evidence])
        .collect()
}

fn check(document: &Document) {
    let text = &document.article.text;
    let inside = |span: Span| text.get(span).is_some_and(|words| !words.is_empty());
    for event in &document.events {
        assert!(spans(event).into_iter().all(inside), "{event:?}");
        assert!(
            event.evidence.contains(event.trigger),
            "a trigger outside its evidence: {event:?}"
        );
        assert!(
            event.dates.start.is_none() || event.dates.from.is_some(),
            "a date from nowhere: {event:?}"
        );
    }
    for statement in &document.statements {
        let all = [statement.speaker, statement.cue, Some(statement.content)];
        assert!(all.into_iter().flatten().all(inside), "{statement:?}");
    }
    for statement in &document.statements {
        let cue = statement.cue.expect("every statement has a cue");
        let one_sentence = document.sentences.iter().any(|sentence| sentence.contains(cue));
        assert!(
            one_sentence || statement.reason == "layout",
            "a cue over sentences: {statement:?}"
        );
        assert!(statement.depth <= 2, "nested too deep: {statement:?}");
    }
    assert!(document.events.is_sorted_by_key(|event| event.trigger));
    assert!(
        document
            .statements
            .is_sorted_by_key(|statement| statement.content)
    );
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

/// Marks and cues in any order, without end: what a reader of quotations could be lost in.
fn quoted() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "\"",
        "“",
        "”",
        "''",
        "``",
        "'",
        "‘",
        "’",
        "«",
        "»",
        "\n",
        ",",
        ".",
        "?",
        ":",
        "―",
        "Lars Holm",
        "he",
        "who",
        "said",
        "says",
        "that",
        "told",
        "called",
        "claim",
        "to",
        "according to",
        "the minister",
        "was quoted as saying",
        "plans",
        "it",
        "is",
        "over",
        "expected",
        "and",
        "warned",
        "of",
        "(",
        ")",
        "KERR:",
    ]);
    prop::collection::vec(words, 0..80).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_heap_of_quotations_is_read(text in quoted()) {
        check(&document(&text, None));
    }
}

/// Marks without end, alone and with words between, are read in bounded time.
#[test]
fn quotation_marks_without_end_are_read() {
    for unit in [
        "\"",
        "“",
        "\" a ",
        "“he said ",
        "\"No,\" he said. ",
        "\n\"No",
        "he said that ",
    ] {
        let began = std::time::Instant::now();
        check(&document(&unit.repeat(1_000_000 / unit.len() / 8), None));
        let took = began.elapsed();
        assert!(took.as_secs() < 60, "{unit:?} took {took:?}");
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

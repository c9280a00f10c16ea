//! Markdown: what looks like a mark in the text is text in the rendering. Each case is a text and how it must be written;
//! the rules are CommonMark's (0.31, sections 2.4, 4.1 to 4.6, 5.2, 6.1 to 6.6) and those of GitHub's tables and strikes.

use annals_extract::{Article, Page, extract};

fn written(text: &str) -> String {
    Article::from_paragraphs([text]).to_markdown()
}

#[test]
fn what_looks_like_markdown_is_text() {
    for (text, expected) in [
        ("# of boats", r"\# of boats"),
        ("#boats", "#boats"),
        ("- and then", r"\- and then"),
        ("-5 degrees", "-5 degrees"),
        ("+ tax", r"\+ tax"),
        ("1986. It was cold.", r"1986\. It was cold."),
        ("1) first", r"1\) first"),
        ("1986.5 metres", "1986.5 metres"),
        ("> so he said", r"\> so he said"),
        ("---", r"\---"),
        ("===", r"\==="),
        ("~~~", r"\~\~\~"),
        ("5 * 3 * 2", r"5 \* 3 \* 2"),
        ("**not bold**", r"\*\*not bold\*\*"),
        ("snake_case and _this_", r"snake_case and \_this\_"),
        ("a [link](there) <b>", r"a \[link\](there) \<b>"),
        ("Tom & Jerry, R&D; AT&T", "Tom & Jerry, R\\&D; AT&T"),
        ("&amp; is a sign", r"\&amp; is a sign"),
        (r"C:\new", r"C:\\new"),
        ("`code` ~ ~~gone~~", r"\`code\` ~ \~\~gone\~\~"),
        ("a | b", "a | b"),
    ] {
        assert_eq!(written(text), format!("{expected}\n"), "{text}");
    }
}

#[test]
fn the_head_is_title_authors_and_day() {
    let html = "<html><head><title>5 * 3 boats #</title><meta name='author' content='Odile Marrant'>\
                <meta property='article:published_time' content='2025-03-04'></head><body><article><h1>5 * 3 boats #</h1>\
                <p>The boats came in before the storm, one after the other, and no crew was lost on that day.</p></article>";
    let page = Page {
        bytes: html.as_bytes(),
        url: None,
        content_type: Some("text/html"),
        ..Page::default()
    };
    let markdown = extract(&page).0.to_markdown();
    assert!(
        markdown.starts_with("# 5 \\* 3 boats \\#\n\nOdile Marrant, 2025-03-04\n\nThe boats came in"),
        "{markdown}"
    );
    assert_eq!(Article::from_paragraphs([]).to_markdown(), "");
}

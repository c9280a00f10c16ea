//! Pages made to hurt: deep, wide, endless. Each must come back with its text, and say that it is partial where a cap was met.
//! The caps make each of them linear; were one not, this file would not end.

use annals_extract::{Article, Omitted, Page, Partial, extract};

fn read(html: &str) -> (Article, Vec<Omitted>) {
    extract(&Page {
        bytes: html.as_bytes(),
        url: None,
        content_type: Some("text/html"),
        ..Page::default()
    })
}

fn says(html: &str, words: &str) -> Article {
    let (article, omitted) = read(html);
    let said = article.text.contains(words) || omitted.iter().any(|left_out| left_out.text.contains(words));
    assert!(said, "the text is gone");
    article
}

const SENTENCE: &str =
    "The ferry reached the island at noon, and the mayor, who had waited since dawn, read a short address.";

#[test]
fn sixty_thousand_nested_elements() {
    for name in [
        "div",
        "b",
        "ul><li",
        "table><tr><td",
        "span",
        "p><object",
        "blockquote",
    ] {
        let open = format!("<{name}>").repeat(60_000);
        let padding = "x ".repeat(100_000);
        let article = says(&format!("{open}<p>{SENTENCE}</p>{padding}"), SENTENCE);
        assert_eq!(article.partial, Some(Partial::Depth), "{name}");
    }
}

#[test]
fn ends_without_beginnings() {
    let open = "<div><b><i><ul><li>".repeat(500);
    for name in ["p", "div", "b", "li", "td", "h1", "span", "x"] {
        says(
            &format!("{open}{}{SENTENCE}", format!("</{name}>").repeat(60_000)),
            SENTENCE,
        );
    }
}

#[test]
fn a_flood_of_attributes() {
    let attributes: String = (0..100_000)
        .map(|number| format!(" a{number}=1 class=c{number}"))
        .collect();
    let article = says(&format!("<p{attributes}>{SENTENCE}</p>"), SENTENCE);
    assert_eq!(article.partial, Some(Partial::Nodes));
}

#[test]
fn a_flood_of_entities_brackets_and_quotes() {
    for piece in [
        "&",
        "&amp",
        "&#",
        "&notanentity;",
        "<",
        "<!",
        "</",
        "<!--",
        "<a '",
        "<a b=\"",
        "--",
        "<![CDATA[",
        "<script>",
        "<title>",
    ] {
        says(&format!("<p>{SENTENCE}</p>{}", piece.repeat(100_000)), SENTENCE);
    }
}

#[test]
fn a_million_elements_and_more() {
    let article = says(
        &format!("{}<p>{SENTENCE}</p>", "<i></i>".repeat(1_100_000)),
        SENTENCE,
    );
    assert_eq!(article.partial, Some(Partial::Nodes));
}

#[test]
fn many_headings_rows_dates_and_bylines() {
    for piece in [
        "<h1>a b c</h1>",
        "<tr><td>a<td>b",
        "<p>November 30, 2025</p><p>text</p>",
        "<i class=author>By A B</i>",
        "<p>Related</p>",
        "<time>1</time>",
    ] {
        says(
            &format!("<table>{}</table><p>{SENTENCE}</p>", piece.repeat(40_000)),
            SENTENCE,
        );
    }
}

#[test]
fn plain_text_without_end() {
    let line = "More from the islands\nNovember 30, 2025\nA short line\n".repeat(50_000);
    let page = Page {
        bytes: line.as_bytes(),
        url: None,
        content_type: Some("text/plain"),
        ..Page::default()
    };
    let (article, omitted) = extract(&page);
    assert!(article.blocks.len() + omitted.len() > 50_000);
}

#[test]
fn bytes_that_are_no_text_are_said() {
    let page = Page {
        bytes: b"<p>caf\xC3\xA9 caf\xC3\xA9 caf\xC3\xA9 caf\xC3\xA9 caf\xC3\xA9 caf\xC3\xA9 \xFF end</p>",
        url: None,
        content_type: Some("text/html; charset=utf-8"),
        ..Page::default()
    };
    assert_eq!(extract(&page).0.partial, Some(Partial::Encoding));
}

//! Laws that hold for any page: nothing panics, nothing vanishes, blocks cover the text, the same page gives the same.

use annals_extract::{Article, Omitted, Page, extract};
use proptest::prelude::*;

const TAGS: &[&str] = &[
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<a href='/x'>",
    "</a>",
    "<ul>",
    "<li>",
    "</li>",
    "</ul>",
    "<br>",
    "<br><br>",
    "<table>",
    "<tr>",
    "<td>",
    "</td>",
    "</tr>",
    "</table>",
    "<h2>",
    "</h2>",
    "<blockquote>",
    "</blockquote>",
    "<nav>",
    "</nav>",
    "<span style='display:none'>",
    "</span>",
    "<button>",
    "</button>",
    "<form>",
    "</form>",
    "<pre>",
    "</pre>",
    "<aside>",
    "</aside>",
    "<article>",
    "</article>",
    "<figcaption>",
    "</figcaption>",
    "<dl><dt>",
    "<dd>",
    "</dl>",
    "<option>",
    "<select>",
    "</select>",
    "<!-- q -->",
    "<hr>",
    "<i>",
    "</i>",
    " ",
    "\n\n",
    "<noscript>",
    "</noscript>",
    "<template>",
    "</template>",
    "<center>",
    "<body>",
    "</body>",
    "<th>",
    "<tbody>",
    "</tbody>",
    "<p class='related'>",
    "</h1>",
    "<h1>",
    "<font>",
    "&nbsp;",
    "<x-y>",
    "</x-y>",
];

fn read(bytes: &[u8], content_type: Option<&str>) -> (Article, Vec<Omitted>) {
    extract(&Page {
        bytes,
        url: Some("https://harbourpost.example/2025/11/30/a"),
        content_type,
        ..Page::default()
    })
}

/// Blocks are in order, on character boundaries, trimmed, and all that stands between them is a blank line.
fn assert_covered(article: &Article) {
    let mut at = 0;
    for (number, block) in article.blocks.iter().enumerate() {
        let gap = if number == 0 { "" } else { "\n\n" };
        assert_eq!(article.text.get((at..block.span.start).into()), Some(gap));
        let text = article
            .text
            .get(block.span)
            .expect("blocks lie in the text, on boundaries");
        assert!(!text.trim().is_empty());
        assert_eq!(text.trim(), text);
        at = block.span.end;
    }
    assert_eq!(at, article.text.len());
}

fn everything(article: &Article, omitted: &[Omitted]) -> String {
    let mut all = article.text.to_string();
    for left_out in omitted {
        all.push('\n');
        all.push_str(&left_out.text);
    }
    all
}

/// A page of tags and numbered words; each word is its own, so that it can be looked for.
fn page() -> impl Strategy<Value = (String, usize)> {
    let piece = prop_oneof![
        3 => prop::sample::select(TAGS).prop_map(str::to_owned),
        2 => Just("word ".to_owned()),
        1 => Just("word".to_owned()),
        1 => Just("word and word make a sentence that goes on for a while, with word in it. ".to_owned()),
    ];
    prop::collection::vec(piece, 0..120).prop_map(|pieces| {
        let mut count = 0;
        let mut page = String::new();
        for piece in pieces {
            let mut parts = piece.split("word");
            page.push_str(parts.next().unwrap_or(""));
            for part in parts {
                count += 1;
                page.push_str(&format!("q{count}z{part}"));
            }
        }
        (page, count)
    })
}

proptest! {
    #[test]
    fn kept_and_omitted_make_the_page((page, count) in page(), html in any::<bool>()) {
        let page = if html { page } else { strip_tags(&page) };
        let kind = if html { "text/html" } else { "text/plain" };
        let (article, omitted) = read(page.as_bytes(), Some(kind));
        let all = everything(&article, &omitted);
        for number in 1..=count {
            let word = format!("q{number}z");
            prop_assert!(all.contains(&word), "{word} vanished from {page}");
        }
        assert_covered(&article);
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..600), html in any::<bool>()) {
        let (article, _) = read(&bytes, html.then_some("text/html"));
        assert_covered(&article);
    }

    #[test]
    fn any_markup_is_read(page in "[<>/!?a-c'\"= &;#x0-9\\-\\n\u{e9}\u{4e2d}]{0,300}") {
        let (article, _) = read(page.as_bytes(), Some("text/html"));
        assert_covered(&article);
    }

    #[test]
    fn the_same_page_gives_the_same((page, _) in page()) {
        let first = read(page.as_bytes(), Some("text/html"));
        prop_assert_eq!(first, read(page.as_bytes(), Some("text/html")));
    }
}

/// The page without anything in angle brackets.
fn strip_tags(page: &str) -> String {
    page.split('<')
        .enumerate()
        .map(|(number, part)| {
            if number == 0 {
                part
            } else {
                part.split_once('>').map_or("", |(_, text)| text)
            }
        })
        .collect()
}

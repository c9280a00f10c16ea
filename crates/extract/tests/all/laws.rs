//! Laws that hold for any page: nothing panics, nothing vanishes, blocks cover the text, the same page gives the same.

use annals_extract::{Article, Omitted, Page, explain, extract};
use proptest::prelude::*;

use crate::invariants::{self, assert_covered, check};

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
    fn an_explanation_tells_what_was_done((page, count) in page(), html in any::<bool>()) {
        let page = if html { page } else { strip_tags(&page) };
        let page = Page {
            bytes: page.as_bytes(),
            url: None,
            content_type: Some(if html { "text/html" } else { "text/plain" }),
            ..Page::default()
        };
        let (article, omitted) = extract(&page);
        let judged = explain(&page);
        let kept = judged.iter().filter(|judged| judged.reason.is_none());
        let kept: Vec<&str> = kept.map(|judged| judged.text.as_str()).collect();
        prop_assert_eq!(kept.join("\n\n"), article.text.as_str());
        prop_assert_eq!(judged.len(), article.blocks.len() + omitted.len());
        let markdown = article.to_markdown();
        for number in 1..=count {
            let word = format!("q{number}z");
prop_assert!(!article.text.contains(&word) || markdown.contains(&word), "{word} in {markdown}");
        }
    }

    #[test]
    fn what_other_articles_print_is_left_out_and_not_lost(
        (page, count) in page(),
        others in prop::collection::vec(0_usize..3, 0..40),
    ) {
        let (whole, mut omitted) = read(page.as_bytes(), Some("text/html"));
        let (article, repeated) = whole.clone().without_repeats(&others);
        assert_covered(&article);
        prop_assert_eq!(article.blocks.len() + repeated.len(), whole.blocks.len());
        omitted.extend(repeated);
        let all = everything(&article, &omitted);
        for number in 1..=count {
            let word = format!("q{number}z");
            prop_assert!(all.contains(&word), "{word} vanished");
        }
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..600), html in any::<bool>()) {
        check(&invariants::page(&bytes, None, html.then_some("text/html")));
    }

    #[test]
    fn any_markup_is_read(page in "[<>/!?a-c'\"= &;#x0-9\\-\\n\u{e9}\u{4e2d}]{0,300}") {
        check(&invariants::page(page.as_bytes(), None, Some("text/html")));
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

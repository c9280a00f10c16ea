//! What must hold of any bytes, as plain functions: the laws, the hostile pages, the corpus and the fuzz targets (`fuzz/`)
//! all call them. Each panics where something does not hold.

use std::collections::HashMap;

use annals_extract::inspection::{self, days};
use annals_extract::{Article, BlockKind, Omitted, Page, extract};

const ADDRESS: &str = "https://harbourpost.example/2025/11/30/a";

/// A page: the lower bits of the first byte choose the media type, the next one whether an address is known.
pub fn of_page(bytes: &[u8]) {
    const TYPES: [Option<&str>; 4] = [
        None,
        Some("text/html"),
        Some("text/plain"),
        Some("text/html; charset=utf-8"),
    ];
    let Some((&choice, bytes)) = bytes.split_first() else {
        return;
    };
    let address = (choice & 4 != 0).then_some(ADDRESS);
    check(&page(bytes, address, TYPES[usize::from(choice & 3)]));
}

/// A page of which this is known.
pub fn page<'a>(bytes: &'a [u8], url: Option<&'a str>, content_type: Option<&'a str>) -> Page<'a> {
    Page {
        bytes,
        url,
        content_type,
        ..Page::default()
    }
}

/// Reads a page and checks all that holds of any.
pub fn check(page: &Page<'_>) -> (Article, Vec<Omitted>) {
    let (article, omitted) = extract(page);
    assert_covered(&article);
    let (text, _) = inspection::decode(page);
    if let Some(html) = inspection::html(&text, page.content_type) {
        let shown = inspection::shown(&html);
        assert_kept(&shown, &article, &omitted);
        assert_no_markup(&html, &shown, &article);
    } else {
        // A hyphen that parted a word at the end of a line is no part of the word.
        let text = inspection::written(&text).replace(['-', '\u{ad}'], "");
        assert_kept(&text, &article, &omitted);
    }
    let said: usize = omitted.iter().map(|left_out| left_out.text.len()).sum();
    assert!(
        article.text.len() + said <= page.bytes.len() * 3 + 100,
        "text was multiplied"
    );
    (article, omitted)
}

/// Blocks are in order, on character boundaries, trimmed, and all that stands between them is a blank line.
pub fn assert_covered(article: &Article) {
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

/// Each character that the page shows is in the article or among what was left out, as often as it is shown.
fn assert_kept(shown: &str, article: &Article, omitted: &[Omitted]) {
    let mut counts: HashMap<char, i64> = HashMap::new();
    let mut count = |text: &str, by: i64| {
        for character in text.chars().filter(|character| !character.is_whitespace()) {
            *counts.entry(character).or_default() += by;
        }
    };
    count(&article.text, 1);
    omitted.iter().for_each(|left_out| count(&left_out.text, 1));
    count(shown, -1);
    let lost: Vec<_> = counts.into_iter().filter(|(_, count)| *count < 0).collect();
    assert!(lost.is_empty(), "characters vanished: {lost:?}");
}

/// Each block of the article is a piece of what the page shows, in order, white space and text that an element inside the
/// line hides aside: no tag, no script, no attribute got in. What title, site and authors hold of markup the page shows too.
fn assert_no_markup(html: &str, shown: &str, article: &Article) {
    let (shown, seen) = (without_space(shown), without_space(&inspection::seen(html)));
    let (mut rest_shown, mut rest_seen) = (shown.as_str(), seen.as_str());
    for block in &article.blocks {
        let text = &article.text[block.span];
        let cells = match block.kind {
            BlockKind::TableRow => text.split(" | ").collect(),
            _ => vec![text],
        };
        for cell in cells.into_iter().map(without_space) {
            let found = [pass(&mut rest_seen, &cell), pass(&mut rest_shown, &cell)];
            assert!(found.contains(&true), "{cell:?} is no text of the page");
        }
    }
    let values = article
        .title
        .iter()
        .chain(&article.site_name)
        .chain(&article.authors);
    for value in values.filter(|value| inspection::holds_markup(value)) {
        let bare = without_space(value);
        let said = shown.contains(&bare) || without_space(&inspection::title_element(html)).contains(&bare);
        assert!(said, "{value:?} holds markup");
    }
}

/// Goes on behind the next place where `piece` stands; stays where it stands nowhere.
fn pass(rest: &mut &str, piece: &str) -> bool {
    let found = rest.find(piece).map(|at| &rest[at + piece.len()..]);
    *rest = found.unwrap_or(rest);
    found.is_some()
}

fn without_space(text: &str) -> String {
    text.chars()
        .filter(|character| !character.is_whitespace())
        .collect()
}

/// Bytes to text: the first byte chooses what the server claims and from where the page comes.
pub fn of_charset(bytes: &[u8]) {
    const LABELS: [&str; 12] = [
        "utf-8",
        "windows-1251",
        "shift_jis",
        "gb18030",
        "big5",
        "euc-kr",
        "iso-2022-jp",
        "utf-16",
        "hz-gb-2312",
        "x-user-defined",
        "cp949",
        "none",
    ];
    let Some((&choice, bytes)) = bytes.split_first() else {
        return;
    };
    let label = LABELS.get(usize::from(choice & 15));
    let content_type = label.map(|label| format!("text/html; charset={label}"));
    let address = (choice & 16 != 0).then_some("https://a.example.jp/");
    let page = page(bytes, address, content_type.as_deref());
    let (text, damaged) = inspection::decode(&page);
    assert!(!damaged || text.contains('\u{FFFD}'), "damage is marked");
    assert!(text.len() <= bytes.len() * 3 + 3, "text grows with its bytes");
    assert!(!inspection::encoding(&page).is_empty() && !inspection::sniff(bytes).is_empty());
    if !bytes.is_ascii() && !bytes.contains(&0) && !bytes.contains(&0x1B) && label != Some(&"utf-16") {
        let valid = std::str::from_utf8(bytes);
        assert!(valid.is_err() || valid == Ok(&text) || text.len() + 3 == bytes.len());
    }
}

/// Dates in any text: they lie in it, on character boundaries, in years that a page can carry.
pub fn of_dates(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for (day, place) in days(&text) {
        assert!((1990..2100).contains(&day.year()), "{day}");
        let place = place.unwrap_or(0..text.len());
        let printed = text.get(place).expect("a date lies in the text");
        assert!(printed.chars().any(char::is_numeric), "{printed:?} is no date");
    }
}

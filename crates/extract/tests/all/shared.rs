//! The project's first page and the public hostile sets, where they stand beside the repository; else a message.

use std::path::PathBuf;

use annals_extract::{Page, extract};

/// A file or folder of the shared material; a message where it is absent.
pub fn shared(path: &str) -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let path = root.join(path);
    if !path.exists() {
        eprintln!("skipped: {} is absent", path.display());
        return None;
    }
    Some(path)
}

/// The rows of a set of JSON lines.
pub fn rows(path: &str) -> Option<Vec<serde_json::Value>> {
    let lines = std::fs::read_to_string(shared(path)?).expect("the set is text");
    let rows = lines.lines().filter(|line| !line.trim().is_empty());
    Some(
        rows.map(|line| serde_json::from_str(line).expect("a row is JSON"))
            .collect(),
    )
}

#[test]
fn the_first_page() {
    let (Some(page), Some(gold)) = (shared("seed/page.txt"), shared("seed/gold.json")) else {
        return;
    };
    let bytes = std::fs::read(page).expect("the page");
    let gold = std::fs::read_to_string(gold).expect("its gold");
    let gold: serde_json::Value = serde_json::from_str(&gold).expect("gold is JSON");
    let page = Page {
        bytes: &bytes,
        url: None,
        content_type: Some("text/plain"),
        ..Page::default()
    };
    let (article, _) = extract(&page);
    let found: Vec<&str> = article
        .blocks
        .iter()
        .map(|block| &article.text[block.span])
        .collect();
    let expected: Vec<&str> = gold["article"]["paragraphs"]
        .as_array()
        .expect("paragraphs")
        .iter()
        .filter_map(|paragraph| paragraph.as_str())
        .collect();
    assert_eq!(found, expected);
    let found: Vec<(String, String)> = article
        .teasers
        .into_iter()
        .map(|teaser| {
            (
                teaser.text,
                teaser.date.expect("each teaser is dated").to_string(),
            )
        })
        .collect();
    let text = |value: &serde_json::Value| value.as_str().expect("text").to_owned();
    let teasers = gold["teasers"].as_array().expect("teasers").iter();
    let expected: Vec<(String, String)> = teasers
        .map(|teaser| (text(&teaser["text"]), text(&teaser["date"])))
        .collect();
    assert_eq!(found, expected);
    assert_eq!((article.title, article.published), (None, None));
}

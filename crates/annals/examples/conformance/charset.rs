//! The decoded text of a page, in the character tables that such sets are made with.

use std::path::Path;

use annals_extract::Page;
use annals_extract::inspection::{decode, encoding};

use crate::{rows, text};

#[path = "../../../extract/examples/charset_predictions/tables.rs"]
mod tables;

/// Prints `{"file", "text"}` for each row of charset.jsonl.
pub fn predict(folder: &Path) {
    for row in rows(folder, "charset.jsonl") {
        let file = text(&row, "file");
        let bytes = std::fs::read(folder.join(file)).expect("a page");
        let page = Page {
            bytes: &bytes,
            ..Page::default()
        };
        let decoded = tables::of_the_consortium(&decode(&page).0, encoding(&page));
        println!("{}", serde_json::json!({ "file": file, "text": decoded }));
    }
}

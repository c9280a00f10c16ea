//! Dates of feeds.

use std::path::Path;

use crate::{rows, text};

/// Prints `{"utc"}` for each row of feed_dates.jsonl.
pub fn predict(folder: &Path) {
    for row in rows(folder, "feed_dates.jsonl") {
        let utc = annals_capture::feed_date(text(&row, "s")).map(|instant| instant.to_string());
        println!("{}", serde_json::json!({ "utc": utc }));
    }
}

//! Whether an agent may ask for an address, by the site's robots.txt.

use std::path::Path;

use annals_capture::Robots;

use crate::{rows, text};

/// Prints `{"allowed"}` for each row of robots.jsonl.
pub fn predict(folder: &Path) {
    for row in rows(folder, "robots.jsonl") {
        let bytes = match row["robots"].as_str() {
            Some(written) => written.as_bytes().to_vec(),
            None => std::fs::read(folder.join(text(&row, "file"))).expect("a robots.txt"),
        };
        let allowed = Robots::parse(&bytes).allows(text(&row, "agent"), text(&row, "url"));
        println!("{}", serde_json::json!({ "allowed": allowed }));
    }
}

//! Reads a folder of public conformance cases and writes what the crates make of them, one JSON object a line, for the
//! scorer that stands beside such a folder. It knows nothing of what is right.
//!
//!     cargo run --release --example conformance -- AREA DIR > predictions.jsonl
//!
//! Areas: `charset`, `dates`, `feeds`, `robots`, `sitemaps`, `warcs`.

// It reads files: that is what it is for.
#![allow(clippy::disallowed_methods)]

mod charset;
mod dates;
mod feeds;
mod robots;
mod sitemaps;
mod warcs;

use std::path::Path;
use std::process::ExitCode;

use serde_json::Value;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [area, folder] = arguments.as_slice() else {
        eprintln!("usage: conformance AREA DIR");
        return ExitCode::from(2);
    };
    let folder = Path::new(folder);
    match area.as_str() {
        "charset" => charset::predict(folder),
        "dates" => dates::predict(folder),
        "feeds" => feeds::predict(folder),
        "robots" => robots::predict(folder),
        "sitemaps" => sitemaps::predict(folder),
        "warcs" => warcs::predict(folder),
        _ => {
            eprintln!("no such area: {area}");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

/// The rows of a file of JSON lines.
fn rows(folder: &Path, name: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| serde_json::from_str(line).expect("a line is JSON"))
        .collect()
}

fn text<'a>(row: &'a Value, key: &str) -> &'a str {
    row[key].as_str().unwrap_or_default()
}

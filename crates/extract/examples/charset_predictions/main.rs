//! Writes what the crate makes of the character sets of a test set, for the set's own scorer.
//!
//!     cargo run --release -p annals-extract --example charset_predictions -- texts FOLDER [--browser] > predictions.jsonl
//!     cargo run --release -p annals-extract --example charset_predictions -- prescan FOLDER
//!
//! `texts` reads `FOLDER/charset.jsonl` (`file`, a path below FOLDER) and prints `{"file", "text"}` lines: the decoded text,
//! in the character tables such sets are made with (module `tables`); with `--browser` exactly as the crate gives it.
//! `prescan` reads `FOLDER/charset_prescan.jsonl` (`bytes_b64`, `encoding`), prints the misses, and fails if there are any.
//! It decodes and nothing else; the article is not read.
#![allow(clippy::disallowed_methods)] // it reads its test set from disk

mod tables;

use std::path::Path;
use std::process::ExitCode;

use annals_extract::Page;
use annals_extract::inspection::{decode, encoding, sniff};
use serde_json::{Value, json};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["texts", folder] => texts(Path::new(folder), false),
        ["texts", folder, "--browser"] => texts(Path::new(folder), true),
        ["prescan", folder] => prescan(Path::new(folder)),
        _ => {
            eprintln!("usage: charset_predictions texts FOLDER [--browser] | prescan FOLDER");
            ExitCode::from(2)
        }
    }
}

fn texts(folder: &Path, browser: bool) -> ExitCode {
    for row in rows(&folder.join("charset.jsonl")) {
        let file = row["file"].as_str().expect("a row names its file");
        let bytes = std::fs::read(folder.join(file)).expect("the file is there");
        let page = Page {
            bytes: &bytes,
            ..Page::default()
        };
        let (text, _) = decode(&page);
        let text = if browser {
            text
        } else {
            tables::of_the_consortium(&text, encoding(&page))
        };
        println!("{}", json!({ "file": file, "text": text }));
    }
    ExitCode::SUCCESS
}

fn prescan(folder: &Path) -> ExitCode {
    let rows = rows(&folder.join("charset_prescan.jsonl"));
    let mut misses = 0;
    for row in &rows {
        let (bytes, expected) = (base64(&row["bytes_b64"]), row["encoding"].as_str().unwrap_or(""));
        let expected = encoding_rs::Encoding::for_label(expected.as_bytes()).map(|encoding| encoding.name());
        let found = sniff(&bytes);
        if expected != Some(found) {
            misses += 1;
            println!("{}", json!({ "found": found, "row": row }));
        }
    }
    println!("{} of {} right", rows.len() - misses, rows.len());
    ExitCode::from(u8::from(misses > 0))
}

fn rows(path: &Path) -> Vec<Value> {
    let lines = std::fs::read_to_string(path).expect("the set is there");
    let rows = lines.lines().filter(|line| !line.trim().is_empty());
    rows.map(|line| serde_json::from_str(line).expect("a row is JSON"))
        .collect()
}

fn base64(text: &Value) -> Vec<u8> {
    let text = text.as_str().expect("bytes in base 64");
    data_encoding::BASE64
        .decode(text.as_bytes())
        .expect("bytes in base 64")
}

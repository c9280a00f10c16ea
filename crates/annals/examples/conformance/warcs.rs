//! What the records of an archive hold, and what is wrong with it.

use std::borrow::Cow;
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use annals_archive::{Record, WarcReader, hex, sha256};
use serde_json::{Value, json};

use crate::{rows, text};

/// Prints `{"file", "records", "error", "panic", "rss_mib"}` for each row of warcs.jsonl.
pub fn predict(folder: &Path) {
    for row in rows(folder, "warcs.jsonl") {
        let file = text(&row, "file");
        let path = folder.join("warcs").join(file);
        let (mut records, mut damages) = (Vec::new(), Vec::new());
        let panicked = catch_unwind(AssertUnwindSafe(|| {
            for found in WarcReader::new(File::open(&path).expect("an archive")) {
                match found {
                    Ok(record) => records.push(predicted(&record)),
                    Err(damage) => {
                        damages.push(damage.to_string());
                        records.extend(damage.partial.as_deref().map(predicted));
                    }
                }
            }
        }))
        .is_err();
        if records.is_empty() && damages.is_empty() {
            damages.push("holds no record".to_owned());
        }
        let error = (!damages.is_empty()).then(|| damages.join("; "));
        println!(
            "{}",
            json!({"file": file, "records": records, "error": error, "panic": panicked, "rss_mib": peak_memory()})
        );
    }
}

fn predicted(record: &Record) -> Value {
    let body = body(record);
    let faults = (!record.faults.is_empty()).then(|| record.faults.join("; "));
    json!({
        "type": record.kind(),
        // The cases take the address from WARC's field, which an ARC does not have.
        "uri": record.url().filter(|_| record.version.starts_with("WARC")),
        "body_sha256": hex(&sha256(&body)),
        "digest_ok": record.digest_agrees,
        "error": faults,
    })
}

/// The body as the cases define it: chunks joined, and gzip undone but no other packing. One that cannot be decoded is given
/// as it came.
fn body(record: &Record) -> Cow<'_, [u8]> {
    let (Some(head), body) = record.http() else {
        return record.http().1.into();
    };
    let head: Vec<u8> = head
        .split_inclusive(|byte| *byte == b'\n')
        .filter(|line| {
            let line = line.trim_ascii().to_ascii_lowercase();
            !line.starts_with(b"content-encoding:") || line.ends_with(b"gzip")
        })
        .flatten()
        .copied()
        .collect();
    annals_archive::decoded(&head, body).unwrap_or(body.into())
}

/// The most memory that the process has held so far, in MiB: at least what the last file needed.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_ascii_whitespace().nth(1)?.parse::<u64>().ok()? >> 10)
}

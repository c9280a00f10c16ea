//! Reads pairs of names and prints whether they are one person: JSON lines `{"a", "b", "scope"?: "doc"|"cross", "date"?,
//! "same"?: bool}` on standard input, one verdict a line with its reason, and a count where the lines say what is right.
//!
//! ```sh
//! cargo run -p annals-names --example alias_pairs < pairs.jsonl
//! ```

use std::io::BufRead;

use annals_names::{Sameness, Setting, same_person};

fn main() {
    let mut right = [0; 2];
    let mut all = [0; 2];
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let (Some(a), Some(b)) = (field(&line, "a"), field(&line, "b")) else {
            continue;
        };
        let setting = Setting {
            one_article: field(&line, "scope").as_deref() == Some("doc"),
            day: field(&line, "date").and_then(|day| day.parse().ok()),
        };
        let verdict = same_person(&a, &b, setting);
        println!(
            "{:9} {a} / {b}: {}",
            verdict.sameness.as_str(),
            verdict.reason.as_str()
        );
        let expected = [line.contains("\"same\": false"), line.contains("\"same\": true")];
        for same in 0..2 {
            if expected[same] {
                all[same] += 1;
                let answers = [Sameness::Different, Sameness::Same];
                right[same] += usize::from(verdict.sameness == answers[same]);
            }
        }
    }
    if all[0] + all[1] > 0 {
        println!(
            "same pairs right: {} of {}; different pairs right: {} of {}",
            right[1], all[1], right[0], all[0]
        );
    }
}

/// The string behind a key of a flat JSON object without escapes.
fn field(line: &str, key: &str) -> Option<String> {
    let (_, behind) = line.split_once(&format!("\"{key}\":"))?;
    let (_, value) = behind.split_once('"')?;
    Some(value.split('"').next()?.to_owned())
}

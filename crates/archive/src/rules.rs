//! What the named fields of a record ought to say (ISO 28500:2017, sections 5 and 6). Breaking one of these rules leaves a
//! record readable; it is named so that `annals check` can say it.

use crate::digest;
use crate::record::field;

const MANDATORY: [&str; 4] = ["WARC-Type", "WARC-Record-ID", "WARC-Date", "Content-Length"];
/// Kinds of records that are about an address, and so must give it.
const ABOUT_AN_ADDRESS: [&str; 6] = [
    "response",
    "resource",
    "request",
    "revisit",
    "conversion",
    "continuation",
];
/// Fields that may be given more than once.
const REPEATABLE: &str = "warc-concurrent-to";

/// Every rule that the fields break, in words.
pub(crate) fn faults(fields: &[(String, String)]) -> Vec<String> {
    let mut faults = missing(fields);
    faults.extend(unusable(fields));
    faults.extend(given_twice(fields));
    faults.extend(wrong_media_type(fields));
    faults.extend(wrong_segment(fields));
    faults
}

fn missing(fields: &[(String, String)]) -> Vec<String> {
    let empty = |name: &&&str| field(fields, name).is_none_or(|value| value.trim().is_empty());
    let missing = MANDATORY.iter().filter(empty);
    let mut faults: Vec<String> = missing.map(|name| format!("no {name}")).collect();
    if ABOUT_AN_ADDRESS.contains(&kind(fields).as_str()) && empty(&&"WARC-Target-URI") {
        faults.push("no WARC-Target-URI".into());
    }
    if kind(fields) == "revisit" && empty(&&"WARC-Profile") {
        faults.push("a revisit without WARC-Profile".into());
    }
    faults
}

fn unusable(fields: &[(String, String)]) -> Vec<String> {
    let mut faults = Vec::new();
    if field(fields, "WARC-Date").is_some_and(|date| date.trim().parse::<jiff::Timestamp>().is_err()) {
        faults.push("WARC-Date is no date".into());
    }
    for name in ["WARC-Block-Digest", "WARC-Payload-Digest"] {
        if field(fields, name).is_some_and(|value| !digest::is_one(value)) {
            faults.push(format!("{name} is no digest"));
        }
    }
    faults
}

fn given_twice(fields: &[(String, String)]) -> Vec<String> {
    let mut names: Vec<String> = fields.iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
    names.sort();
    let twice = names
        .windows(2)
        .filter(|pair| pair[0] == pair[1] && pair[0] != REPEATABLE);
    twice.map(|pair| format!("{} is given twice", pair[0])).collect()
}

/// A warcinfo record holds warc-fields; a record that says it holds HTTP says of which direction, or leaves it open.
fn wrong_media_type(fields: &[(String, String)]) -> Option<String> {
    let media = field(fields, "Content-Type")?.trim().to_ascii_lowercase();
    let (name, parameters) = media.split_once(';').unwrap_or((&media, ""));
    let direction = parameters.trim().strip_prefix("msgtype=");
    let fits = match (kind(fields).as_str(), name.trim()) {
        ("warcinfo", "application/warc-fields") => true,
        ("warcinfo", _) => media.is_empty(),
        (kind, "application/http") => direction.is_none_or(|said| {
            let said = said.trim_matches('"');
            match kind {
                "request" => said == "request",
                "response" | "revisit" => said == "response",
                _ => matches!(said, "request" | "response"),
            }
        }),
        _ => true,
    };
    (!fits).then(|| format!("Content-Type {media:?} is not that of a {} record", kind(fields)))
}

/// Segments are counted from 1, and only the later ones are continuations (section 7).
fn wrong_segment(fields: &[(String, String)]) -> Option<String> {
    let continued = kind(fields) == "continuation";
    let Some(number) = field(fields, "WARC-Segment-Number") else {
        return continued.then(|| "a continuation without WARC-Segment-Number".into());
    };
    match number.trim().parse::<u64>() {
        Ok(1) if !continued => None,
        Ok(2..) if continued => None,
        _ => Some(format!("WARC-Segment-Number is {number:?}")),
    }
}

fn kind(fields: &[(String, String)]) -> String {
    field(fields, "WARC-Type")
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
}

//! CDXJ: an index of captures as lines of SURT key, instant and a JSON object that says where the record lies. Replay tools
//! read it. It is made from the records themselves, so that it cannot fall behind them.

use std::fs::File;
use std::io::{Read, Seek};
use std::path::Path;

use jiff::Timestamp;
use serde_json::Value;

use crate::zip::Section;
use crate::{Error, Record, Result, WarcReader, digest, surt};

/// The lines of the first `length` bytes of a WARC file, in its order; `name` is what the lines call it. Damaged records have
/// none.
pub fn cdxj(path: &Path, length: u64, name: &str) -> Result<Vec<String>> {
    let file = File::open(path).and_then(|file| Section::new(file, 0, length));
    let file = file.map_err(|error| Error::at(path, error))?;
    Ok(lines(file, length, name))
}

/// The same of any bytes.
pub(crate) fn lines<R: Read + Seek>(input: R, length: u64, name: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut waiting: Option<Place> = None;
    for found in WarcReader::new(input) {
        let offset = match &found {
            Ok(record) => record.offset,
            Err(damage) => damage.offset,
        };
        lines.extend(waiting.take().map(|place| place.line(offset, name)));
        waiting = found.ok().as_ref().and_then(Place::of);
    }
    lines.extend(waiting.map(|place| place.line(length, name)));
    lines
}

/// What a line says but the length, which the next record gives.
struct Place {
    key: String,
    instant: String,
    fields: Vec<(&'static str, String)>,
    offset: u64,
}

impl Place {
    /// `None` of what is not replayed: requests, metadata, the file's own description.
    fn of(record: &Record) -> Option<Self> {
        let kind = record.kind();
        let media = match kind.as_str() {
            "revisit" => Some("warc/revisit".to_owned()),
            "response" | "resource" => record.content_type().map(|media| bare(&media)),
            _ => return None,
        };
        let url = record.url()?;
        let mut fields = vec![("url", url.to_owned())];
        fields.push(("mime", media.unwrap_or_else(|| "unk".into())));
        let status = record.http().0.and_then(crate::http::status);
        fields.extend(status.map(|status| ("status", status.to_string())));
        let said = record
            .field("WARC-Payload-Digest")
            .map(|digest| digest.trim().to_owned());
        let digest = said.unwrap_or_else(|| digest::labelled_sha1([record.http().1]));
        fields.push(("digest", digest));
        Some(Place {
            key: surt(url),
            instant: fourteen_digits(record.captured()?),
            fields,
            offset: record.offset,
        })
    }

    fn line(self, end: u64, name: &str) -> String {
        let mut fields = self.fields;
        fields.push(("length", (end - self.offset).to_string()));
        fields.push(("offset", self.offset.to_string()));
        fields.push(("filename", name.to_owned()));
        let object: Vec<String> = fields
            .into_iter()
            .map(|(name, value)| format!("\"{name}\": {}", Value::String(value)))
            .collect();
        format!("{} {} {{{}}}", self.key, self.instant, object.join(", "))
    }
}

/// An instant to the second, as archives write it: "20240501100000".
pub fn fourteen_digits(instant: Timestamp) -> String {
    let text = instant.to_string();
    text.bytes()
        .filter(u8::is_ascii_digit)
        .take(14)
        .map(char::from)
        .collect()
}

/// A media type without parameters.
fn bare(media: &str) -> String {
    let bare = media.split(';').next().unwrap_or_default().trim();
    match bare.is_empty() {
        true => "unk".into(),
        false => bare.to_ascii_lowercase(),
    }
}

//! When an address was captured: what a reader of archives asks (RFC 7089).

use annals_archive::CaptureId;
use jiff::Timestamp;

use crate::evidence::capture_id;
use crate::{Annals, Result};

/// One capture of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The capture.
    pub capture: CaptureId,
    /// The address as it was asked.
    pub url: String,
    /// When.
    pub captured: Timestamp,
}

impl Annals {
    /// Every capture of an address, the oldest first. Where nothing was captured under just this address, one that differs
    /// only in what archives take for the same (http or https, a "www.", a slash at the end) counts.
    pub fn seen(&self, url: &str) -> Result<Vec<Seen>> {
        let connection = self.catalogue.lock();
        let mut statement = connection.prepare_cached(
            "SELECT capture, url, captured FROM captures WHERE url = ?1 ORDER BY captured, id",
        )?;
        let mut seen = Vec::new();
        let plain = with_letters(url);
        let asked = [url.to_owned(), plain.clone()];
        for url in asked.into_iter().chain(others(url)).chain(others(&plain)) {
            let rows = statement.query_map([&url], |row| {
                let (capture, captured): (String, String) = (row.get(0)?, row.get(2)?);
                Ok(Seen {
                    capture: capture_id(&capture),
                    url: row.get(1)?,
                    captured: captured.parse().unwrap_or_default(),
                })
            })?;
            seen.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
            if !seen.is_empty() {
                break;
            }
        }
        seen.sort_by_key(|seen| seen.captured);
        Ok(seen)
    }
}

/// An address with its letters beyond ASCII as they are, where they are percent-encoded: it may be kept either way.
fn with_letters(url: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), url);
    while let Some((before, behind)) = rest.split_once('%') {
        bytes.extend(before.bytes());
        let digits = behind
            .get(..2)
            .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) if byte >= 0x80 => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            _ => {
                bytes.push(b'%');
                rest = behind;
            }
        }
    }
    bytes.extend(rest.bytes());
    String::from_utf8(bytes).unwrap_or_else(|_| url.to_owned())
}

/// An address in the other ways in which it may have been asked.
fn others(url: &str) -> Vec<String> {
    let rest = url.strip_prefix("https://").or(url.strip_prefix("http://"));
    let Some(rest) = rest.or((!url.contains("://")).then_some(url)) else {
        return Vec::new();
    };
    let bare = rest.strip_prefix("www.").unwrap_or(rest);
    let with_slash = bare.strip_suffix('/').map_or(format!("{bare}/"), str::to_owned);
    let mut others = Vec::new();
    for place in [bare, &with_slash] {
        for start in ["https://", "http://", "https://www.", "http://www."] {
            others.push(format!("{start}{place}"));
        }
    }
    others
}

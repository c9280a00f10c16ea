//! One page as it was seen at one instant, and the id it is cited by.

use std::fmt;

use jiff::Timestamp;

use crate::digest;

/// Names a capture by digest: the first 80 bits of the SHA-256 of URL, instant and the payload's SHA-256, printed in base32
/// (16 lower-case letters and digits). Stable over machines and rebuilds; any unique prefix names it too.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CaptureId(pub [u8; 10]);

impl CaptureId {
    /// The id of `payload` as seen under `url` at the instant `captured`.
    pub fn of(url: &str, captured: Timestamp, payload: &[u8]) -> Self {
        CaptureId::of_digest(url, captured, &digest::sha256(payload))
    }

    /// The same of the payload's SHA-256.
    pub(crate) fn of_digest(url: &str, captured: Timestamp, sha256: &[u8; 32]) -> Self {
        let mut named = format!("{url}\n{captured}\n").into_bytes();
        named.extend(sha256);
        let digest = digest::sha256(&named);
        CaptureId(digest[..10].try_into().expect("32 bytes hold 10"))
    }

    /// The id printed as `text`, in upper or lower case; `None` unless it is whole.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = data_encoding::BASE32_NOPAD
            .decode(text.to_ascii_uppercase().as_bytes())
            .ok()?;
        bytes.try_into().ok().map(CaptureId)
    }
}

impl fmt::Display for CaptureId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&data_encoding::BASE32_NOPAD.encode(&self.0).to_ascii_lowercase())
    }
}

impl fmt::Debug for CaptureId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// One page as it was seen at one instant: the payload without HTTP framing, and what is known of it.
#[derive(Clone, Debug)]
pub struct Capture {
    /// Its id.
    pub id: CaptureId,
    /// The URL it was seen under (`file:` or `urn:` where a bare file does not say).
    pub url: String,
    /// When it was seen.
    pub captured: Timestamp,
    /// The media type its server or file name claims ("text/html; charset=utf-8").
    pub content_type: Option<String>,
    /// The payload, decoded from transfer and content encodings.
    pub payload: Vec<u8>,
}

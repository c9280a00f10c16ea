//! Bytes to text for feeds, sitemaps and the heads of pages: byte order mark, the server's word, the document's own word,
//! and a guess. A word that the bytes refute does not count.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The text of `bytes`. `content_type` is what the server says.
pub fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Cow<'a, str> {
    if let Some(text) = utf_32(bytes) {
        return Cow::Owned(text);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0;
    }
    if let Some(encoding) = wide(bytes) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    let declared = declared(bytes, content_type);
    match std::str::from_utf8(bytes) {
        Ok(text) if declared.is_none() || !text.is_ascii() => Cow::Borrowed(text),
        _ => {
            declared
                .unwrap_or_else(|| guess(bytes))
                .decode_without_bom_handling(bytes)
                .0
        }
    }
}

/// UTF-16 without a mark shows in the zeros of its first tag.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [b'<', 0, _, 0, ..] => Some(UTF_16LE),
        [0, b'<', 0, _, ..] => Some(UTF_16BE),
        _ => None,
    }
}

fn utf_32(bytes: &[u8]) -> Option<String> {
    let from: fn([u8; 4]) -> u32 = match bytes {
        [0, 0, 0xFE, 0xFF, ..] | [0, 0, 0, b'<', ..] => u32::from_be_bytes,
        [0xFF, 0xFE, 0, 0, ..] | [b'<', 0, 0, 0, ..] => u32::from_le_bytes,
        _ => return None,
    };
    let codes = bytes.as_chunks::<4>().0.iter().map(|chunk| from(*chunk));
    let characters = codes.map(|code| char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
    Some(characters.filter(|character| *character != '\u{FEFF}').collect())
}

/// What the server says, or else the document in its first bytes: `encoding="..."` of XML, `charset=...` of HTML.
fn declared(bytes: &[u8], content_type: Option<&str>) -> Option<&'static Encoding> {
    const HEAD: usize = 2048;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let by_server = content_type.and_then(|value| label_behind(value, "charset"));
    let by_itself = || match head.trim_start().starts_with("<?xml") {
        true => label_behind(head.split("?>").next().unwrap_or_default(), "encoding"),
        false => label_behind(&head, "charset"),
    };
    // What says that it is in 16 bits a letter and can be read in 8 to find that out is not.
    by_server
        .or_else(by_itself)
        .filter(|&encoding| encoding != UTF_16LE && encoding != UTF_16BE)
}

/// The encoding named behind `word` and an equals sign.
fn label_behind(text: &str, word: &str) -> Option<&'static Encoding> {
    let lower = text.to_ascii_lowercase();
    let behind = lower[lower.find(word)? + word.len()..]
        .trim_start()
        .strip_prefix('=')?;
    let label = behind.trim_start_matches(|c: char| c.is_ascii_whitespace() || matches!(c, '"' | '\''));
    let end = label.find(|c: char| c.is_ascii_whitespace() || matches!(c, '"' | '\'' | ';' | '>' | '/'));
    Encoding::for_label(&label.as_bytes()[..end.unwrap_or(label.len())])
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    const ENOUGH: usize = 64 << 10;
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(&bytes[..bytes.len().min(ENOUGH)], true);
    let guessed = detector.guess(None, Utf8Detection::Allow);
    // A file of which a stray byte is no UTF-8 is more likely UTF-8 than the encoding of that byte.
    match guessed == UTF_8 || mostly_utf_8(bytes) {
        true => UTF_8,
        false => guessed,
    }
}

fn mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        right += chunk
            .valid()
            .chars()
            .filter(|character| !character.is_ascii())
            .count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    right > 10 * wrong
}

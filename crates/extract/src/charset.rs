//! Bytes to text: byte order mark, the server's word, the page's own word (`prescan`), and only then a guess from the
//! bytes (`guess`). A word that the bytes refute does not count. Characters are those a browser shows: the tables are
//! the Encoding Standard's.

mod guess;
mod prescan;

use std::borrow::Cow;

use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE};

pub use prescan::sniff;

/// Where a page comes from, as far as that helps to guess.
#[derive(Clone, Copy, Debug, Default)]
pub struct Origin<'a> {
    /// The media type the server claims.
    pub content_type: Option<&'a str>,
    /// The host: its ending is often a country's.
    pub domain: Option<&'a str>,
}

/// The text of `bytes`, and whether some bytes are no text in its encoding (they become U+FFFD).
pub fn decode<'a>(bytes: &'a [u8], origin: Origin<'_>) -> (Cow<'a, str>, bool) {
    let (form, mark) = form(bytes, origin);
    match form {
        Form::Of(encoding) => encoding.decode_without_bom_handling(&bytes[mark..]),
        Form::KoreanOfSevenBits => guess::decode_korean_of_seven_bits(bytes),
    }
}

/// The name of the encoding of `bytes`.
pub fn name(bytes: &[u8], origin: Origin<'_>) -> &'static str {
    match form(bytes, origin).0 {
        Form::Of(encoding) => encoding.name(),
        Form::KoreanOfSevenBits => "ISO-2022-KR",
    }
}

/// How bytes are text.
enum Form {
    Of(&'static Encoding),
    /// Browsers refuse it; old Korean pages and mails are in it.
    KoreanOfSevenBits,
}

/// How `bytes` are text, and how long their byte order mark is.
fn form(bytes: &[u8], origin: Origin<'_>) -> (Form, usize) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return (Form::Of(encoding), mark);
    }
    let declared = declared(bytes, origin.content_type);
    if declared.is_none() && guess::is_korean_of_seven_bits(bytes) {
        return (Form::KoreanOfSevenBits, 0);
    }
    (Form::Of(settle(bytes, declared, origin.domain)), 0)
}

/// What the server or the page says, in this order. What only means "do not read this" says nothing.
fn declared(bytes: &[u8], content_type: Option<&str>) -> Option<&'static Encoding> {
    content_type
        .and_then(|value| prescan::charset_in(value.as_bytes()))
        .or_else(|| prescan::of_page(bytes))
        .filter(|&encoding| encoding != REPLACEMENT)
}

/// The declared encoding, unless the bytes say otherwise: UTF-16 shows in its zeros, text that is valid UTF-8 beyond ASCII
/// is UTF-8, and bytes full of errors in what was declared are guessed.
fn settle(bytes: &[u8], declared: Option<&'static Encoding>, domain: Option<&str>) -> &'static Encoding {
    let wide = declared.filter(|&encoding| encoding == UTF_16LE || encoding == UTF_16BE);
    if let Some(encoding) = wide.or_else(|| guess::utf_16(bytes)) {
        return encoding;
    }
    match declared {
        Some(encoding) if bytes.is_ascii() => encoding,
        None if bytes.contains(&0x1B) && bytes.is_ascii() => guess::of_bytes(bytes, domain),
        _ if guess::is_utf_8(bytes) => UTF_8,
        Some(encoding) if guess::fits(bytes, encoding) => encoding,
        _ => guess::of_bytes(bytes, domain),
    }
}

#[cfg(test)]
mod tests {
    use super::{Origin, decode};

    fn text(bytes: &[u8], content_type: Option<&str>) -> String {
        let origin = Origin {
            content_type,
            domain: None,
        };
        decode(bytes, origin).0.into_owned()
    }

    #[test]
    fn each_word_counts_in_its_order() {
        assert_eq!(
            text(
                b"\xEF\xBB\xBFcaf\xC3\xA9",
                Some("text/html; charset=windows-1251")
            ),
            "café"
        );
        assert_eq!(
            text(b"\xCC\xE8\xF0", Some("text/html; charset=windows-1251")),
            "Мир"
        );
        let page = b"<html><head><!-- charset=x --><meta charset='windows-1251'></head>\xCC\xE8\xF0";
        assert!(text(page, None).ends_with("Мир"));
        let page = b"<META content='text/html; charset=koi8-r' http-equiv=Content-Type>\xED\xC9\xD2";
        assert!(text(page, None).ends_with("Мир"));
    }

    #[test]
    fn a_word_that_the_bytes_refute_does_not_count() {
        assert_eq!(
            text("Łódź".as_bytes(), Some("text/html; charset=iso-8859-1")),
            "Łódź"
        );
        let origin = Origin {
            content_type: Some("text/plain; charset=utf-8"),
            domain: None,
        };
        let (text, errors) = decode(b"na\xEFve caf\xE9, na\xEFve caf\xE9", origin);
        assert_eq!((&*text, errors), ("naïve café, naïve café", false));
    }
}

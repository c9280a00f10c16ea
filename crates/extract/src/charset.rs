//! Bytes to text: byte order mark, the server's word, the page's own word (the prescan of the HTML standard, 13.2.3.2),
//! and only then a guess from the bytes. A word that the bytes refute does not count.

use std::borrow::Cow;

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// How far a page's own declaration is looked for, in bytes.
const PRESCAN: usize = 1024;

/// How much of a page is read to guess its encoding, in bytes.
const GUESS: usize = 1 << 20;

/// The text of `bytes`, and whether some bytes are no text in its encoding (they become U+FFFD).
/// `domain` helps the guess by its ending.
pub fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>, domain: Option<&str>) -> (Cow<'a, str>, bool) {
    let (encoding, mark) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, length),
        None => (settle(bytes, declared(bytes, content_type), domain), 0),
    };
    encoding.decode_without_bom_handling(&bytes[mark..])
}

/// What the server or the page says, in this order.
fn declared(bytes: &[u8], content_type: Option<&str>) -> Option<&'static Encoding> {
    content_type
        .and_then(|value| charset_in(value.as_bytes()))
        .or_else(|| prescan(bytes))
        .or_else(|| xml_declaration(bytes))
}

/// The declared encoding, unless the bytes say otherwise: text that is valid UTF-8 beyond ASCII is UTF-8, and text
/// declared as UTF-8 that is full of errors is guessed.
fn settle(bytes: &[u8], declared: Option<&'static Encoding>, domain: Option<&str>) -> &'static Encoding {
    let wide = declared.is_some_and(|encoding| encoding == UTF_16LE || encoding == UTF_16BE);
    let ascii = bytes.is_ascii();
    match declared {
        Some(encoding) if wide || ascii => encoding,
        _ if std::str::from_utf8(bytes).is_ok() => UTF_8,
        Some(encoding) if encoding == UTF_8 && !mostly_utf8(bytes) => guess(bytes, domain),
        Some(encoding) => encoding,
        None => guess(bytes, domain),
    }
}

/// Whether at least nine in ten bytes beyond ASCII stand in valid UTF-8 sequences.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let bytes = &bytes[..bytes.len().min(GUESS)];
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| !byte.is_ascii()).count();
        bad += chunk.invalid().len();
    }
    good >= bad * 9
}

fn guess(bytes: &[u8], domain: Option<&str>) -> &'static Encoding {
    let mut detector = EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(GUESS)], true);
    let ending = domain
        .and_then(|domain| domain.rsplit('.').next())
        .filter(|ending| !ending.is_empty() && ending.bytes().all(|byte| byte.is_ascii_lowercase()));
    detector.guess(ending.map(str::as_bytes), chardetng::Utf8Detection::Allow)
}

/// `charset=...` in a media type or in the content of a meta element ("extracting a character encoding").
fn charset_in(value: &[u8]) -> Option<&'static Encoding> {
    let mut rest = value;
    loop {
        let at = rest
            .windows(7)
            .position(|window| window.eq_ignore_ascii_case(b"charset"))?;
        rest = rest[at + 7..].trim_ascii_start();
        if let [b'=', after @ ..] = rest {
            return Encoding::for_label(unquoted(after.trim_ascii_start())?);
        }
    }
}

fn unquoted(value: &[u8]) -> Option<&[u8]> {
    match value {
        [quote @ (b'"' | b'\''), rest @ ..] => Some(&rest[..rest.iter().position(|byte| byte == quote)?]),
        _ => {
            let end = value
                .iter()
                .position(|&byte| byte == b';' || byte.is_ascii_whitespace());
            Some(&value[..end.unwrap_or(value.len())])
        }
    }
}

/// The encoding that a meta element in the first [`PRESCAN`] bytes names.
fn prescan(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut scan = Prescan {
        bytes: &bytes[..bytes.len().min(PRESCAN)],
        at: 0,
    };
    scan.run()
}

struct Prescan<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Prescan<'a> {
    fn run(&mut self) -> Option<&'static Encoding> {
        while self.at < self.bytes.len() {
            let rest = &self.bytes[self.at..];
            if rest.starts_with(b"<!--") {
                self.at += 2;
                self.skip_past(b"-->")?;
            } else if is_meta(rest) {
                self.at += 5;
                if let Some(encoding) = self.meta() {
                    return Some(encoding);
                }
            } else if is_tag(rest) {
                self.skip_tag()?;
            } else if matches!(rest, [b'<', b'!' | b'/' | b'?', ..]) {
                self.skip_past(b">")?;
            } else {
                self.at += 1;
            }
        }
        None
    }

    fn skip_past(&mut self, end: &[u8]) -> Option<()> {
        let rest = &self.bytes[self.at..];
        self.at += rest.windows(end.len()).position(|window| window == end)? + end.len();
        Some(())
    }

    fn skip_tag(&mut self) -> Option<()> {
        let rest = &self.bytes[self.at..];
        self.at += rest
            .iter()
            .position(|&byte| byte == b'>' || byte.is_ascii_whitespace())?;
        while self.attribute().is_some() {}
        self.at += 1;
        Some(())
    }

    fn meta(&mut self) -> Option<&'static Encoding> {
        let (mut seen, mut pragma, mut need_pragma, mut charset) = (Vec::new(), false, None, None);
        while let Some((name, value)) = self.attribute() {
            if seen.contains(&name) {
                continue;
            }
            match name.as_slice() {
                b"http-equiv" => pragma |= value == b"content-type",
                b"content" if charset.is_none() => {
                    if let Some(encoding) = charset_in(&value) {
                        (charset, need_pragma) = (Some(encoding), Some(true));
                    }
                }
                b"charset" => (charset, need_pragma) = (Encoding::for_label(&value), Some(false)),
                _ => {}
            }
            seen.push(name);
        }
        self.at += 1;
        let counts = need_pragma.is_some_and(|needed| pragma || !needed);
        charset.filter(|_| counts).map(as_page)
    }

    /// The next attribute, in lower case; `None` at the tag's end ("get an attribute").
    fn attribute(&mut self) -> Option<(Vec<u8>, Vec<u8>)> {
        while self
            .peek()
            .is_some_and(|byte| byte.is_ascii_whitespace() || byte == b'/')
        {
            self.at += 1;
        }
        if self.peek()? == b'>' {
            return None;
        }
        let name = self.take_while(|byte, first| {
            !(byte.is_ascii_whitespace() || byte == b'/' || byte == b'>' || byte == b'=' && !first)
        });
        self.skip_space();
        if self.peek() != Some(b'=') {
            return Some((name, Vec::new()));
        }
        self.at += 1;
        self.skip_space();
        let value = match self.peek()? {
            quote @ (b'"' | b'\'') => {
                self.at += 1;
                let value = self.take_while(|byte, _| byte != quote);
                self.peek()?;
                self.at += 1;
                value
            }
            _ => self.take_while(|byte, _| !byte.is_ascii_whitespace() && byte != b'>'),
        };
        Some((name, value))
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    fn take_while(&mut self, keep: impl Fn(u8, bool) -> bool) -> Vec<u8> {
        let start = self.at;
        while self.peek().is_some_and(|byte| keep(byte, self.at == start)) {
            self.at += 1;
        }
        self.bytes[start..self.at].to_ascii_lowercase()
    }
}

fn is_meta(rest: &[u8]) -> bool {
    rest.len() > 5
        && rest[..5].eq_ignore_ascii_case(b"<meta")
        && (rest[5].is_ascii_whitespace() || rest[5] == b'/')
}

fn is_tag(rest: &[u8]) -> bool {
    matches!(rest, [b'<', letter, ..] | [b'<', b'/', letter, ..] if letter.is_ascii_alphabetic())
}

/// A page that could declare itself in ASCII is not UTF-16, whatever it says.
fn as_page(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == UTF_16LE || encoding == UTF_16BE {
        UTF_8
    } else if encoding == X_USER_DEFINED {
        WINDOWS_1252
    } else {
        encoding
    }
}

fn xml_declaration(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.strip_prefix(b"<?xml")?;
    let head = &head[..head.iter().take(PRESCAN).position(|&byte| byte == b'>')?];
    let at = head.windows(8).position(|window| window == b"encoding")?;
    let value = head[at + 8..].trim_ascii_start().strip_prefix(b"=")?;
    Encoding::for_label(unquoted(value.trim_ascii_start())?).map(as_page)
}

#[cfg(test)]
mod tests {
    use super::decode;

    fn text(bytes: &[u8], content_type: Option<&str>) -> String {
        decode(bytes, content_type, None).0.into_owned()
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
        let (text, errors) = decode(
            b"na\xEFve caf\xE9, na\xEFve caf\xE9",
            Some("text/plain; charset=utf-8"),
            None,
        );
        assert_eq!((&*text, errors), ("naïve café, naïve café", false));
    }
}

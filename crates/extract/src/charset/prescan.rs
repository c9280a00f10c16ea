//! What a page says of its own encoding: the HTML standard's "prescan a byte stream to determine its encoding" with its
//! XML declaration, then a declaration that stands too late for it or goes by a name that the standard does not know.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// How far the standard looks, in bytes.
const PRESCAN: usize = 1024;

/// How far a late declaration is looked for, in bytes: browsers start anew where they meet one.
const LATE: usize = 64 << 10;

/// The encoding by the standard alone: byte order mark, the first [`PRESCAN`] bytes, a later declaration ("changing the
/// encoding while parsing"), else windows-1252.
pub fn sniff(bytes: &[u8]) -> &'static Encoding {
    let said = |length| prescan(head(bytes, length), Encoding::for_label);
    match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => said(PRESCAN).or_else(|| said(LATE)).unwrap_or(WINDOWS_1252),
    }
}

/// What the page says, early, late, or by another name.
pub fn of_page(bytes: &[u8]) -> Option<&'static Encoding> {
    prescan(head(bytes, PRESCAN), Encoding::for_label).or_else(|| prescan(head(bytes, LATE), for_any_label))
}

fn head(bytes: &[u8], length: usize) -> &[u8] {
    &bytes[..bytes.len().min(length)]
}

/// How a label is read.
type Labels = fn(&[u8]) -> Option<&'static Encoding>;

/// Labels of the standard, and names that other programs use for the same encodings: "cp949", "MacCyrillic", "utf8mb4".
fn for_any_label(label: &[u8]) -> Option<&'static Encoding> {
    Encoding::for_label(label).or_else(|| {
        let bare: Vec<u8> = label
            .iter()
            .filter(|byte| byte.is_ascii_alphanumeric())
            .map(u8::to_ascii_lowercase)
            .collect();
        Encoding::for_label(standard_label(std::str::from_utf8(&bare).ok()?)?.as_bytes())
    })
}

/// The standard's label for a name without its punctuation.
fn standard_label(bare: &str) -> Option<String> {
    let known = match bare {
        "maccyrillic" | "macukrainian" => "x-mac-cyrillic",
        "macroman" => "macintosh",
        "utf8mb4" | "utf8mb3" | "unicode11utf8" => "utf-8",
        "cp949" | "ms949" | "uhc" | "euckr" => "euc-kr",
        "cp932" | "ms932" | "sjis" => "shift_jis",
        "cp936" | "ms936" | "euccn" => "gbk",
        "cp950" | "ms950" => "big5",
        "eucjp" | "ujis" => "euc-jp",
        "koi8" => "koi8-r",
        "cp874" | "tis620" => "windows-874",
        "latin9" => "iso-8859-15",
        _ => return windows_or_iso(bare),
    };
    Some(known.to_owned())
}

/// "win1251", "windows1251", "iso88591".
fn windows_or_iso(bare: &str) -> Option<String> {
    if let Some(page) = bare.strip_prefix("windows").or_else(|| bare.strip_prefix("win")) {
        return Some(format!("windows-{page}"));
    }
    bare.strip_prefix("iso8859")
        .map(|part| format!("iso-8859-{part}"))
}

/// `charset=...` in a media type or in the content of a meta element ("extracting a character encoding").
pub fn charset_in(value: &[u8]) -> Option<&'static Encoding> {
    for_any_label(label_in(value)?)
}

fn label_in(value: &[u8]) -> Option<&[u8]> {
    let mut rest = value;
    loop {
        let at = rest
            .windows(7)
            .position(|window| window.eq_ignore_ascii_case(b"charset"))?;
        rest = rest[at + 7..].trim_ascii_start();
        if let [b'=', after @ ..] = rest {
            return unquoted(after.trim_ascii_start());
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

/// The standard's prescan of `bytes`, its XML declaration last.
fn prescan(bytes: &[u8], labels: Labels) -> Option<&'static Encoding> {
    if bytes.starts_with(b"<\0?\0x\0") {
        return Some(UTF_16LE);
    }
    if bytes.starts_with(b"\0<\0?\0x") {
        return Some(UTF_16BE);
    }
    let mut scan = Prescan { bytes, at: 0, labels };
    scan.run().or_else(|| xml_declaration(bytes, labels))
}

struct Prescan<'a> {
    bytes: &'a [u8],
    at: usize,
    labels: Labels,
}

impl Prescan<'_> {
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
        let mut meta = Meta::default();
        while let Some((name, value)) = self.attribute() {
            meta.take(&name, &value, self.labels);
        }
        self.at += 1;
        meta.encoding()
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

/// The attributes of one meta element, as far as they name an encoding. Of two of one name the first counts.
#[derive(Default)]
struct Meta {
    http_equiv: Option<bool>,
    content: bool,
    charset: bool,
    /// What was named first that can be read, and whether it needs `http-equiv`.
    found: Option<(Option<&'static Encoding>, bool)>,
}

impl Meta {
    fn take(&mut self, name: &[u8], value: &[u8], labels: Labels) {
        match name {
            b"http-equiv" => _ = self.http_equiv.get_or_insert(value == b"content-type"),
            b"content" if !std::mem::replace(&mut self.content, true) && self.found.is_none() => {
                let encoding = label_in(value).and_then(labels);
                self.found = encoding.map(|encoding| (Some(encoding), true));
            }
            b"charset" if !std::mem::replace(&mut self.charset, true) => {
                self.found = Some((labels(value), false));
            }
            _ => {}
        }
    }

    fn encoding(self) -> Option<&'static Encoding> {
        let (encoding, needs_pragma) = self.found?;
        let counts = !needs_pragma || self.http_equiv == Some(true);
        encoding.filter(|_| counts).map(as_page)
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

/// "Get an XML encoding".
fn xml_declaration(bytes: &[u8], labels: Labels) -> Option<&'static Encoding> {
    let head = bytes.strip_prefix(b"<?xml")?;
    let head = &head[..head.iter().position(|&byte| byte == b'>')?];
    let at = head.windows(8).position(|window| window == b"encoding")?;
    let skip = |text: &'_ [u8]| text.iter().take_while(|&&byte| byte <= 0x20).count();
    let rest = &head[at + 8..];
    let value = rest[skip(rest)..].strip_prefix(b"=")?;
    let value = &value[skip(value)..];
    let quote = *value.first().filter(|byte| matches!(byte, b'"' | b'\''))?;
    let label = &value[1..1 + value[1..].iter().position(|&byte| byte == quote)?];
    if label.iter().any(|&byte| byte <= 0x20) {
        return None;
    }
    labels(label).map(as_page)
}

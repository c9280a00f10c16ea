//! Tags and text, one after the other, from XML and HTML as they are found: no byte is an error. Linear in time, holds
//! nothing but a place in the text. Declarations are passed over, so that entities that a document defines itself, and
//! files that it wants read, are never looked at: they stay the text they are.

mod element;
mod entities;

use std::borrow::Cow;

use memchr::{memchr, memchr_iter, memchr3, memmem, memrchr};

pub use element::Element;

/// The most attributes of one tag that are read.
const ATTRIBUTE_LIMIT: usize = 256;

/// A tag or a stretch of text.
#[derive(Clone, Copy, Debug)]
pub enum Token<'a> {
    Start(Tag<'a>),
    /// The name of what ends.
    End(&'a str),
    /// As written: [`decoded`] says what it means.
    Text(&'a str),
    /// What it means as written.
    Cdata(&'a str),
}

/// A start tag.
#[derive(Clone, Copy, Debug)]
pub struct Tag<'a> {
    /// As written, with its prefix.
    pub name: &'a str,
    /// Everything behind the name.
    attributes: &'a str,
    /// Whether it ends in `/>`.
    pub closed: bool,
}

/// Walks over a document.
#[derive(Clone)]
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
    /// Where the last `>` stands; behind it there is only text.
    last_end: usize,
    /// Whether quotes hide what stands between them: not after a tag whose quotes have hidden everything to the end.
    quotes_hide: bool,
}

impl<'a> Tokens<'a> {
    pub fn of(text: &'a str) -> Self {
        let last_end = memrchr(b'>', text.as_bytes()).unwrap_or(0);
        Tokens {
            text,
            at: 0,
            last_end,
            quotes_hide: true,
        }
    }

    /// The offset of what comes next.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Goes back to an offset that [`Tokens::at`] gave.
    pub fn back_to(&mut self, at: usize) {
        self.at = at;
    }

    pub fn text(&self) -> &'a str {
        self.text
    }

    /// Passes over everything to the end tag of `name`, which is ahead, or to the end: what stands in between is no markup.
    pub fn skip_raw(&mut self, name: &str) {
        let rest = &self.text.as_bytes()[self.at..];
        let ends = memmem::find_iter(rest, b"</").find(|at| {
            let found = rest.get(at + 2..at + 2 + name.len());
            found.is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
        });
        self.at = ends.map_or(self.text.len(), |at| self.at + at);
    }

    /// Reads what begins with the `<` here, if that is markup; what is neither tag nor text is passed over.
    fn markup(&mut self) -> Option<Token<'a>> {
        let rest = &self.text[self.at..];
        let end = || memchr(b'>', rest.as_bytes()).map(|at| at + 1);
        match rest.as_bytes()[1] {
            b'!' if rest.starts_with("<!--") => self.pass(rest[4..].find("-->").map(|at| at + 7)),
            b'!' if rest.starts_with("<![CDATA[") => Some(self.cdata(&rest[9..])),
            b'!' => self.pass(declaration(rest)),
            b'?' => self.pass(end()),
            b'/' => {
                let length = end().unwrap_or(rest.len());
                self.at += length;
                Some(Token::End(name_of(&rest[2..length])))
            }
            _ => {
                let end = self.tag_end(rest);
                self.at += end + 1;
                Some(Token::Start(tag(&rest[1..end])))
            }
        }
    }

    /// Goes on behind `length` bytes, or to the end.
    fn pass(&mut self, length: Option<usize>) -> Option<Token<'a>> {
        self.at = length.map_or(self.text.len(), |length| self.at + length);
        None
    }

    fn cdata(&mut self, inside: &'a str) -> Token<'a> {
        let end = inside.find("]]>");
        self.pass(end.map(|end| 9 + end + 3));
        Token::Cdata(&inside[..end.unwrap_or(inside.len())])
    }

    /// The offset of the `>` that ends the tag at the beginning of `rest`, which there is. Quotes hide it, unless they hide
    /// what looks like the end of another tag, or everything.
    fn tag_end(&mut self, rest: &str) -> usize {
        let bytes = rest.as_bytes();
        let mut from = 1;
        while self.quotes_hide {
            let Some(at) = memchr3(b'>', b'"', b'\'', &bytes[from..]).map(|at| from + at) else {
                self.quotes_hide = false;
                break;
            };
            if bytes[at] == b'>' {
                return at;
            }
            let is_value = bytes[..at].trim_ascii_end().last() == Some(&b'=');
            from = is_value.then(|| closing_quote(bytes, at)).flatten().unwrap_or(at) + 1;
        }
        memchr(b'>', bytes).unwrap_or(rest.len() - 1)
    }

    /// Whether markup begins at an offset with `<`, as far as its next letters show.
    fn is_markup(&self, at: usize) -> bool {
        let bytes = &self.text.as_bytes()[at..];
        let begins = match bytes.get(1) {
            Some(b'!' | b'?') => true,
            Some(b'/') => begins_name(bytes.get(2)),
            second => begins_name(second),
        };
        begins && (at < self.last_end || bytes[1] == b'!')
    }

    /// The next markup at or behind an offset.
    fn next_markup(&self, from: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut places = memchr_iter(b'<', &bytes[from..]).map(|at| from + at);
        places.find(|at| self.is_markup(*at)).unwrap_or(bytes.len())
    }
}

fn closing_quote(bytes: &[u8], open: usize) -> Option<usize> {
    let length = memchr(bytes[open], &bytes[open + 1..])?;
    let value = &bytes[open + 1..open + 1 + length];
    let hides_tag = value.contains(&b'\n') && memmem::find(value, b"</").is_some();
    (!hides_tag).then_some(open + 1 + length)
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        while self.at < self.text.len() {
            let (start, end) = (self.at, self.next_markup(self.at));
            if end > start {
                self.at = end;
                return Some(Token::Text(&self.text[start..end]));
            }
            if let Some(token) = self.markup() {
                return Some(token);
            }
        }
        None
    }
}

fn begins_name(byte: Option<&u8>) -> bool {
    byte.is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_' || !byte.is_ascii())
}

/// The length of a `<!DOCTYPE ...>`, with what stands in brackets. Nothing in it is believed.
fn declaration(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let end = memchr(b'>', bytes)?;
    match memchr(b'[', &bytes[..end]) {
        None => Some(end + 1),
        Some(open) => {
            let close = memchr(b']', &bytes[open..])? + open;
            memchr(b'>', &bytes[close..]).map(|at| close + at + 1)
        }
    }
}

fn name_of(text: &str) -> &str {
    let end = text.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
    &text[..end.unwrap_or(text.len())]
}

fn tag(inside: &str) -> Tag<'_> {
    let name = name_of(inside);
    let attributes = &inside[name.len()..];
    let closed = attributes.ends_with('/');
    Tag {
        name,
        attributes: attributes.strip_suffix('/').unwrap_or(attributes),
        closed,
    }
}

impl<'a> Tag<'a> {
    /// Prefix and local part of the name.
    pub fn parts(&self) -> (&'a str, &'a str) {
        parts(self.name)
    }

    /// Its attributes in order, values decoded.
    pub fn attributes(&self) -> impl Iterator<Item = (&'a str, Cow<'a, str>)> + use<'a> {
        let mut rest = self.attributes;
        std::iter::from_fn(move || attribute(&mut rest)).take(ATTRIBUTE_LIMIT)
    }

    /// The value of an attribute by its name without prefix, ignoring case.
    pub fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        let mut attributes = self.attributes();
        attributes
            .find(|(found, _)| parts(found).1.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    /// The value of an attribute by its whole name.
    pub fn exactly(&self, name: &str) -> Option<Cow<'a, str>> {
        self.attributes()
            .find(|(found, _)| *found == name)
            .map(|(_, value)| value)
    }
}

/// Prefix and local part of a name.
fn parts(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or(("", name))
}

fn attribute<'a>(rest: &mut &'a str) -> Option<(&'a str, Cow<'a, str>)> {
    let text =
        rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '=' | '"' | '\''));
    let end = text
        .find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/'))
        .unwrap_or(text.len());
    let (name, behind) = text.split_at(end);
    *rest = behind;
    if name.is_empty() {
        return None;
    }
    let Some(value) = behind.trim_ascii_start().strip_prefix('=') else {
        return Some((name, Cow::Borrowed("")));
    };
    let value = value.trim_ascii_start();
    let quoted = value
        .starts_with(['"', '\''])
        .then(|| value[1..].find(&value[..1]))
        .flatten();
    let (value, behind) = match quoted {
        Some(length) => (&value[1..1 + length], &value[length + 2..]),
        None => value.split_at(
            value
                .find(|c: char| c.is_ascii_whitespace())
                .unwrap_or(value.len()),
        ),
    };
    *rest = behind;
    Some((name, decoded(value)))
}

/// What written text means: references to characters by number or name are replaced, everything else stays.
pub fn decoded(text: &str) -> Cow<'_, str> {
    let Some(first) = memchr(b'&', text.as_bytes()) else {
        return Cow::Borrowed(text);
    };
    let mut meant = String::with_capacity(text.len());
    meant.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(behind) = rest.strip_prefix('&') {
        let after = match reference(behind) {
            Some((character, length)) => {
                meant.push(character);
                &behind[length..]
            }
            None => {
                meant.push('&');
                behind
            }
        };
        let next = memchr(b'&', after.as_bytes()).unwrap_or(after.len());
        meant.push_str(&after[..next]);
        rest = &after[next..];
    }
    Cow::Owned(meant)
}

/// The character that the text behind an `&` refers to, and how long the reference is.
fn reference(text: &str) -> Option<(char, usize)> {
    const LONGEST: usize = 12;
    let end = text
        .as_bytes()
        .iter()
        .take(LONGEST)
        .position(|byte| *byte == b';')?;
    let name = &text[..end];
    let character = match name.strip_prefix('#') {
        Some(number) => by_number(number)?,
        None => {
            let found = entities::NAMES
                .binary_search_by(|(known, _)| (*known).cmp(name))
                .ok()?;
            entities::NAMES[found].1
        }
    };
    Some((character, end + 1))
}

/// Numbers between 128 and 159 mean what Windows has there, as in HTML.
fn by_number(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    match code {
        0x80..=0x9F => encoding_rs::WINDOWS_1252.decode(&[code as u8]).0.chars().next(),
        0 => None,
        _ => char::from_u32(code),
    }
}

/// Text as HTML and XML write it.
pub fn escape(text: &str, written: &mut String) {
    let mut rest = text;
    while let Some(at) = memchr3(b'&', b'<', b'>', rest.as_bytes()) {
        written.push_str(&rest[..at]);
        written.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            _ => "&gt;",
        });
        rest = &rest[at + 1..];
    }
    written.push_str(rest);
}

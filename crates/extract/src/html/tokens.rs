//! The tokenizer: one pass over the page, never back. It keeps slices of the page; nothing is copied or decoded here.

use memchr::{memchr, memchr2, memmem};

use super::attribute::{Attribute, AttributeName};
use super::tag::{self, Tag};

/// Attributes of one element beyond this many are not read.
pub const ATTRIBUTE_LIMIT: usize = 256;

/// What begins text as written in svg and formulas.
const CDATA: &[u8] = b"<![CDATA[";

/// One token. The attributes of a start tag stand in [`Tokens::attributes`] until the next token is asked for.
#[derive(Clone, Copy, Debug)]
pub enum Token<'a> {
    /// Text as written, character references not yet decoded.
    Text(&'a str),
    /// The text of a raw element (script, title, ...), up to its end tag, which follows.
    Raw(&'a str),
    /// A start tag; `closed` when it is written `<br/>`.
    Start { tag: Tag, closed: bool },
    /// An end tag.
    End(Tag),
}

/// The tokens of a page.
pub struct Tokens<'a> {
    page: &'a str,
    at: usize,
    raw: Option<Raw<'a>>,
    attributes: Vec<Attribute<'a>>,
    overflowed: bool,
    /// Whether the next token stands in svg or a formula.
    foreign: bool,
}

/// A raw element whose text comes next: its name as written.
struct Raw<'a> {
    name: &'a [u8],
    tag: Tag,
}

impl<'a> Tokens<'a> {
    /// Begins at the page's start.
    pub fn new(page: &'a str) -> Self {
        Tokens {
            page,
            at: 0,
            raw: None,
            attributes: Vec::new(),
            overflowed: false,
            foreign: false,
        }
    }

    /// The next token, in svg or a formula or not.
    pub fn next_in(&mut self, foreign: bool) -> Option<Token<'a>> {
        self.foreign = foreign;
        self.next()
    }

    /// The attributes of the start tag given last.
    pub fn attributes(&self) -> &[Attribute<'a>] {
        &self.attributes
    }

    /// Whether any element had more attributes than [`ATTRIBUTE_LIMIT`].
    pub fn overflowed(&self) -> bool {
        self.overflowed
    }

    /// The next start tag is inside svg or math, where no element is raw: forget that its text would be.
    pub fn cancel_raw(&mut self) {
        self.raw = None;
    }

    fn bytes(&self) -> &'a [u8] {
        self.page.as_bytes()
    }

    fn take_raw(&mut self, raw: &Raw<'a>) -> Token<'a> {
        let start = self.at;
        let end = match raw.tag {
            Tag::Plaintext => self.page.len(),
            Tag::Script => script_end(&self.bytes()[start..]).map_or(self.page.len(), |at| start + at),
            _ => find_end_tag(&self.bytes()[start..], raw.name).map_or(self.page.len(), |at| start + at),
        };
        self.at = end;
        Token::Raw(&self.page[start..end])
    }

    fn take_text(&mut self) -> Option<Token<'a>> {
        let start = self.at;
        let mut from = start;
        loop {
            let Some(at) = memchr(b'<', &self.bytes()[from..]) else {
                self.at = self.page.len();
                break;
            };
            let at = from + at;
            if begins_markup(&self.bytes()[at..]) {
                self.at = at;
                break;
            }
            from = at + 1;
        }
        (self.at > start).then(|| Token::Text(&self.page[start..self.at]))
    }

    /// Reads what begins with `<`. `None` where it is no token (a comment, a doctype, an unfinished tag).
    fn take_markup(&mut self) -> Option<Token<'a>> {
        let rest = &self.bytes()[self.at..];
        match rest[1] {
            b'!' if self.foreign && rest.starts_with(CDATA) => return Some(self.take_cdata(rest)),
            b'!' => self.skip_declaration(rest),
            b'?' => self.skip_to_gt(rest),
            b'/' if !rest[2].is_ascii_alphabetic() => self.skip_to_gt(rest),
            b'/' => return self.take_tag(2).map(|(tag, _, _)| Token::End(tag)),
            _ => {
                let (tag, closed, name) = self.take_tag(1)?;
                if tag.is_raw() {
                    self.raw = Some(Raw { name, tag });
                }
                return Some(Token::Start { tag, closed });
            }
        }
        None
    }

    fn take_cdata(&mut self, rest: &[u8]) -> Token<'a> {
        let start = self.at + CDATA.len();
        let end = memmem::find(&rest[CDATA.len()..], b"]]>").map(|length| start + length);
        self.at = end.map_or(self.page.len(), |end| end + 3);
        Token::Raw(&self.page[start..end.unwrap_or(self.page.len())])
    }

    fn skip_declaration(&mut self, rest: &[u8]) {
        if !rest.starts_with(b"<!--") {
            return self.skip_to_gt(rest);
        }
        if rest.starts_with(b"<!-->") || rest.starts_with(b"<!--->") {
            return self.skip_to_gt(rest);
        }
        let mut from = 4;
        while let Some(at) = memmem::find(&rest[from..], b"--") {
            let after = &rest[from + at + 2..];
            let dashes = after.iter().take_while(|&&byte| byte == b'-').count();
            match &after[dashes..] {
                [b'>', ..] => return self.at += from + at + 2 + dashes + 1,
                [b'!', b'>', ..] if dashes == 0 => return self.at += from + at + 4,
                _ => from += at + 2 + dashes,
            }
        }
        self.at = self.page.len();
    }

    fn skip_to_gt(&mut self, rest: &[u8]) {
        self.at += memchr(b'>', rest).map_or(rest.len(), |at| at + 1);
    }

    /// Reads a tag whose name begins `skip` bytes ahead. An unfinished tag at the page's end is dropped.
    fn take_tag(&mut self, skip: usize) -> Option<(Tag, bool, &'a [u8])> {
        self.attributes.clear();
        let bytes = self.bytes();
        let start = self.at + skip;
        let mut at = start + span(&bytes[start..], ENDS_TAG_NAME).unwrap_or(bytes.len() - start);
        let name = &bytes[start..at];
        let closed = self.take_attributes(&mut at);
        self.at = if closed.is_some() { at } else { bytes.len() };
        Some((tag_of(name), closed?, name))
    }

    /// Reads attributes up to `>` and moves past it. Whether the tag closes itself; `None` at the page's end.
    fn take_attributes(&mut self, at: &mut usize) -> Option<bool> {
        let bytes = self.bytes();
        let mut count = 0;
        loop {
            match self.skip_space(at)? {
                b'>' => {
                    *at += 1;
                    return Some(bytes[*at - 2] == b'/');
                }
                b'/' => *at += 1,
                _ => {
                    count += 1;
                    self.take_attribute(at, count)?;
                }
            }
        }
    }

    fn take_attribute(&mut self, at: &mut usize, count: usize) -> Option<()> {
        let bytes = self.bytes();
        let start = *at;
        // A name may begin with "=".
        *at += 1 + span(bytes.get(*at + 1..)?, ENDS_NAME)?;
        let name = &bytes[start..*at];
        let raw = if self.skip_space(at)? == b'=' {
            *at += 1;
            self.take_value(at)?
        } else {
            ""
        };
        if count > ATTRIBUTE_LIMIT {
            self.overflowed = true;
        } else if let Some(name) = attribute_of(name) {
            self.keep(Attribute { name, raw });
        }
        Some(())
    }

    fn take_value(&mut self, at: &mut usize) -> Option<&'a str> {
        let bytes = self.bytes();
        let quote = self.skip_space(at)?;
        if quote == b'"' || quote == b'\'' {
            let start = *at + 1;
            let length = memchr(quote, &bytes[start..])?;
            *at = start + length + 1;
            return Some(&self.page[start..start + length]);
        }
        let start = *at;
        *at += span(&bytes[start..], ENDS_VALUE)?;
        Some(&self.page[start..*at])
    }

    /// Moves to the next byte that is no white space, and says which.
    fn skip_space(&self, at: &mut usize) -> Option<u8> {
        let rest = self.bytes().get(*at..)?;
        *at += rest.iter().position(|&byte| KINDS[byte as usize] & SPACE == 0)?;
        Some(self.bytes()[*at])
    }

    /// Of two attributes of one name the first counts. A name of an element is looked at for each element below it: of
    /// one without end only the head is kept.
    fn keep(&mut self, mut attribute: Attribute<'a>) {
        const LONGEST: usize = 4096;
        if attribute.raw.len() > LONGEST
            && !matches!(attribute.name, AttributeName::Content | AttributeName::Href)
        {
            attribute.raw = &attribute.raw[..attribute.raw.floor_char_boundary(LONGEST)];
        }
        if self.attributes.iter().all(|kept| kept.name != attribute.name) {
            self.attributes.push(attribute);
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(raw) = self.raw.take() {
            return Some(self.take_raw(&raw));
        }
        while self.at < self.page.len() {
            let token = if begins_markup(&self.bytes()[self.at..]) {
                self.take_markup()
            } else {
                self.take_text()
            };
            if token.is_some() {
                return token;
            }
        }
        None
    }
}

/// Whether `<` at the start of `rest` begins a tag, comment or declaration.
fn begins_markup(rest: &[u8]) -> bool {
    match rest {
        [b'<', b'!' | b'?', ..] => true,
        [b'<', b'/', _, ..] => true,
        [b'<', letter, ..] => letter.is_ascii_alphabetic(),
        _ => false,
    }
}

/// Where `</name` stands in `text`, followed by what ends a name.
fn find_end_tag(text: &[u8], name: &[u8]) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = memmem::find(&text[from..], b"</") {
        let start = from + at + 2;
        let end = start + name.len();
        if end <= text.len()
            && text[start..end].eq_ignore_ascii_case(name)
            && text
                .get(end)
                .is_none_or(|&byte| KINDS[byte as usize] & ENDS_TAG_NAME != 0)
        {
            return Some(from + at);
        }
        from = start;
    }
    None
}

/// Where a script ends. Between `<!--` and `-->` a script may hold whole scripts (HTML standard, 13.2.5.15 to 31).
fn script_end(text: &[u8]) -> Option<usize> {
    #[derive(Clone, Copy)]
    enum State {
        Plain,
        Escaped,
        DoublyEscaped,
    }
    use State::*;
    let end = find_end_tag(text, b"script");
    let escape = memmem::find(&text[..end.unwrap_or(text.len())], b"<!--");
    let Some(mut at) = escape else { return end };
    let mut state = Plain;
    while let Some(found) = memchr2(b'<', b'-', &text[at..]) {
        at += found;
        let rest = &text[at..];
        let (next, length) = match state {
            // Its dashes may be those of the end as well.
            Plain if rest.starts_with(b"<!--") => (Escaped, 2),
            Plain | Escaped if is_tag(rest, b"</script") => return Some(at),
            Escaped if is_tag(rest, b"<script") => (DoublyEscaped, 1),
            DoublyEscaped if is_tag(rest, b"</script") => (Escaped, 1),
            Escaped | DoublyEscaped if rest.starts_with(b"-->") => (Plain, 3),
            _ => (state, 1),
        };
        (state, at) = (next, at + length);
    }
    None
}

/// Whether `rest` begins with the tag that `start` begins.
fn is_tag(rest: &[u8], start: &[u8]) -> bool {
    rest.len() > start.len()
        && rest[..start.len()].eq_ignore_ascii_case(start)
        && KINDS[rest[start.len()] as usize] & ENDS_TAG_NAME != 0
}

/// Names are mostly written in lower case: that is tried first.
fn tag_of(name: &[u8]) -> Tag {
    match Tag::from_lower(name) {
        Tag::Unknown if name.len() <= tag::MAX_NAME && has_capital(name) => {
            Tag::from_lower(&name.to_ascii_lowercase())
        }
        tag => tag,
    }
}

fn attribute_of(name: &[u8]) -> Option<AttributeName> {
    if !AttributeName::may_be(name) {
        return None;
    }
    AttributeName::from_lower(name).or_else(|| {
        has_capital(name)
            .then(|| AttributeName::from_lower(&name.to_ascii_lowercase()))
            .flatten()
    })
}

fn has_capital(name: &[u8]) -> bool {
    name.iter().any(u8::is_ascii_uppercase)
}

/// What a byte is in a tag, as bits.
const SPACE: u8 = 1;
const ENDS_TAG_NAME: u8 = 2;
const ENDS_NAME: u8 = 4;
const ENDS_VALUE: u8 = 8;

static KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let spaces = *b" \n\t\r\x0C";
    let mut at = 0;
    while at < spaces.len() {
        kinds[spaces[at] as usize] = SPACE | ENDS_TAG_NAME | ENDS_NAME | ENDS_VALUE;
        at += 1;
    }
    kinds[b'/' as usize] = ENDS_TAG_NAME | ENDS_NAME;
    kinds[b'=' as usize] = ENDS_NAME;
    kinds[b'>' as usize] = ENDS_TAG_NAME | ENDS_NAME | ENDS_VALUE;
    kinds
};

/// How many bytes come before the first of a kind.
fn span(bytes: &[u8], kind: u8) -> Option<usize> {
    bytes.iter().position(|&byte| KINDS[byte as usize] & kind != 0)
}

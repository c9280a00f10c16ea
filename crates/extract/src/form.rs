//! In what form a page comes: HTML, a piece of it as feeds carry, HTML whose marks were escaped on the way, or text.

use std::borrow::Cow;

use crate::html::{self, Tag};

/// As much of a page, in bytes, shows what it is.
const HEAD: usize = 1 << 14;

/// The HTML of a page, or `None` if it is text: by its media type, unless that says nothing or the page shows otherwise.
pub fn html<'t>(text: &'t str, content_type: Option<&str>) -> Option<Cow<'t, str>> {
    let kind = content_type.unwrap_or("").to_ascii_lowercase();
    let text = without_cdata(text);
    let head = &text[..text.floor_char_boundary(HEAD)];
    let plain = Marks::of(head, "<", ">");
    if !plain.is_markup() && Marks::of(head, "&lt;", "&gt;").is_markup() {
        return Some(Cow::Owned(html::decode(text).into_owned()));
    }
    let claimed = kind.contains("html") || kind.contains("xml");
    let shown = plain.document || plain.first || !kind.starts_with("text/plain") && plain.is_markup();
    (claimed || shown).then_some(Cow::Borrowed(text))
}

/// What stands in the CDATA section that a feed put around a page.
fn without_cdata(text: &str) -> &str {
    let inner = text.trim().strip_prefix("<![CDATA[");
    inner.and_then(|inner| inner.strip_suffix("]]>")).unwrap_or(text)
}

/// The first tags of a text whose names are known, as many as tell.
#[derive(Default)]
struct Marks {
    /// Whether the text begins with one.
    first: bool,
    /// Whether it begins as a whole document does.
    document: bool,
    opening: usize,
    closing: usize,
}

impl Marks {
    /// `open` and `close`: how the angle brackets are written.
    fn of(head: &str, open: &str, close: &str) -> Self {
        let mut marks = Marks::default();
        let start = head.trim_start();
        for (number, piece) in start.split(open).enumerate().skip(1) {
            let name = piece.strip_prefix('/').unwrap_or(piece);
            let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
            let known = Tag::from_lower(name[..length].to_ascii_lowercase().as_bytes()) != Tag::Unknown;
            let ended =
                name[length..].starts_with([' ', '\n', '\t', '/']) || name[length..].starts_with(close);
            if !known || length == 0 || !ended || !piece.contains(close) {
                continue;
            }
            // A line break has no end tag; it is as good a sign.
            let closing = piece.starts_with('/') || name[..length].eq_ignore_ascii_case("br");
            marks.closing += usize::from(closing);
            marks.opening += usize::from(!closing);
            marks.first |= number == 1 && start.starts_with(open);
            if marks.is_markup() {
                break;
            }
        }
        let lower: String = start.chars().take(9).flat_map(char::to_lowercase).collect();
        marks.document = lower.starts_with("<!doctype") || lower.starts_with("<html");
        marks
    }

    /// Whether so many are no accident.
    fn is_markup(&self) -> bool {
        self.opening + self.closing >= 2 && self.closing >= 1
    }
}

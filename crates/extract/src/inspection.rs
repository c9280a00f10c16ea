//! What measuring programs, tests and fuzz targets need to see and nobody else: the text of a page's bytes, what a page
//! says of its encoding, what of it is text that a browser could show, and where dates are seen. No promise is made about it.

use std::borrow::Cow;
use std::ops::Range;

use jiff::civil::Date;

use crate::day::{self, Order};
use crate::html::{self, Tag, Tree};
use crate::{Page, charset, dateline, metadata, print};

/// The text of a page's bytes, and whether some of them are no text in its encoding.
pub fn decode(page: &Page<'_>) -> (String, bool) {
    with_origin(page, |origin| {
        let (text, damaged) = charset::decode(page.bytes, origin);
        (text.into_owned(), damaged)
    })
}

/// The name of the encoding of a page's bytes.
pub fn encoding(page: &Page<'_>) -> &'static str {
    with_origin(page, |origin| charset::name(page.bytes, origin))
}

fn with_origin<T>(page: &Page<'_>, read: impl FnOnce(charset::Origin<'_>) -> T) -> T {
    let host = page.url.and_then(|url| url::Url::parse(url).ok());
    read(charset::Origin {
        content_type: page.content_type,
        domain: host.as_ref().and_then(|url| url.host_str()),
    })
}

/// The name of the encoding that the HTML standard finds without the server's word: byte order mark, prescan, a later
/// declaration, else windows-1252.
pub fn sniff(bytes: &[u8]) -> &'static str {
    charset::sniff(bytes).name()
}

/// The HTML that is read of a page, without the marks that feeds and tools put around or into it; `None` if it is text.
pub fn html(text: &str, content_type: Option<&str>) -> Option<String> {
    crate::form::html(text, content_type).map(Cow::into_owned)
}

/// What a page of text says, without the escapes of quoted-printable mail.
pub fn written(text: &str) -> String {
    crate::plain::decoded(text).into_owned()
}

/// The text of an HTML page that a browser could show, references decoded, one piece after another as they stand: without
/// head, title, scripts, styles, frames and graphics.
pub fn shown(html: &str) -> String {
    pieces(html, |_, _| false)
}

/// What [`shown`] gives, without what stands aside because an element inside a line hides it.
pub fn seen(html: &str) -> String {
    pieces(html, print::stands_aside)
}

/// The text of a page, but for what stands in elements without text and in those that `is_left_out` names.
fn pieces(html: &str, is_left_out: impl Fn(&Tree<'_>, usize) -> bool) -> String {
    let html = html::without_nulls(Cow::Borrowed(html));
    let tree = Tree::parse(&html);
    let (mut text, mut id) = (String::new(), 0);
    while let Some(node) = tree.nodes().get(id) {
        if node.tag == Tag::Text {
            text.push_str(&tree.text(id));
        }
        let passes = tree.is_unprinted(id) || is_left_out(&tree, id);
        id = if passes {
            (node.end as usize).max(id + 1)
        } else {
            id + 1
        };
    }
    text
}

/// Whether a browser would read some of a text as markup.
pub fn holds_markup(text: &str) -> bool {
    crate::bare::holds_markup(text)
}

/// What the title element of a page holds, white space folded.
pub fn title_element(html: &str) -> String {
    let html = html::without_nulls(Cow::Borrowed(html));
    let tree = Tree::parse(&html);
    let title = (0..tree.nodes().len()).find(|&id| tree.node(id).tag == Tag::Title);
    title.map_or(String::new(), |id| tree.text_below(id, html.len()))
}

/// The days that each of the readers of dates sees in a text, and their places where they are told.
pub fn days(text: &str) -> Vec<(Date, Option<Range<usize>>)> {
    let mut found = Vec::new();
    for order in [Order::DayFirst, Order::MonthFirst] {
        found.extend(day::find(text, order).map(|(day, place)| (day, Some(place))));
        found.extend(day::only(text, order).map(|day| (day, None)));
        found.extend(day::machine(text, order).map(|day| (day, None)));
    }
    found.extend(metadata::day_in_address(text).map(|date| (date.day, None)));
    let named = dateline::read(text).and_then(|day| day.in_year(2025));
    found.extend(named.map(|day| (day, None)));
    found
}

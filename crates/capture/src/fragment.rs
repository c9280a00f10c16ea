//! A piece of a text as feeds carry it, made harmless: the markup that forms a text stays, all that acts goes. It is meant to
//! be read and shown; the page it announces is fetched on its own.

use url::Url;

use crate::markup::{Tag, Token, Tokens, escape};

/// Harmless HTML without scripts, styles, frames, forms or handlers; addresses only of the web and mail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fragment(String);

/// Elements that form a text.
const KEPT: &[&str] = &[
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
];

/// Elements whose content is no text either.
const DROPPED: &[&str] = &[
    "applet", "canvas", "embed", "iframe", "noembed", "noframes", "object", "script", "style", "template",
    "xml",
];

/// Attributes that are kept: those that say something to the reader. All others act or adorn.
const ATTRIBUTES: &[&str] = &[
    "alt", "cite", "colspan", "datetime", "dir", "headers", "href", "lang", "rowspan", "scope", "span",
    "src", "start", "title",
];

impl Fragment {
    /// Text in which nothing is markup.
    pub fn of_text(text: &str) -> Self {
        let mut html = String::with_capacity(text.len());
        escape(text.trim(), &mut html);
        Fragment(html)
    }

    /// What is harmless of HTML; relative addresses are completed by `base`, if there is one.
    pub fn of_html(html: &str, base: Option<&Url>) -> Self {
        let mut tokens = Tokens::of(html);
        let mut kept = String::with_capacity(html.len());
        while let Some(token) = tokens.next() {
            match token {
                Token::Start(tag) => start(tag, base, &mut tokens, &mut kept),
                Token::End(name) => end(name, &mut kept),
                Token::Text(text) => escape(&crate::markup::decoded(text), &mut kept),
                Token::Cdata(text) => escape(text, &mut kept),
            }
        }
        let trimmed = kept.trim();
        Fragment(if trimmed.len() == kept.len() {
            kept
        } else {
            trimmed.to_owned()
        })
    }

    /// The HTML.
    pub fn html(&self) -> &str {
        &self.0
    }

    /// Only the words, each stretch of blanks as one; what begins a line in HTML is parted by a blank.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(self.0.len());
        for token in Tokens::of(&self.0) {
            match token {
                Token::Text(written) => text.push_str(&crate::markup::decoded(written)),
                Token::Start(tag) if parts_words(tag.name) => text.push(' '),
                Token::End(name) if parts_words(name) => text.push(' '),
                _ => {}
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Whether nothing is left.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Whether an element stands on lines of its own.
fn parts_words(name: &str) -> bool {
    const WITHIN_LINES: &[&str] = &[
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark",
        "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
        "tt", "u", "var",
    ];
    !WITHIN_LINES.contains(&name)
}

/// The name in lower case, if it is that of an element in `among`.
fn known(name: &str, among: &'static [&'static str]) -> Option<&'static str> {
    let name = name.rsplit(':').next().unwrap_or_default();
    among
        .iter()
        .find(|known| known.eq_ignore_ascii_case(name))
        .copied()
}

fn start(tag: Tag<'_>, base: Option<&Url>, tokens: &mut Tokens<'_>, kept: &mut String) {
    if known(tag.name, DROPPED).is_some() {
        if !tag.closed {
            tokens.skip_raw(tag.name);
        }
        return;
    }
    let Some(name) = known(tag.name, KEPT) else { return };
    kept.push('<');
    kept.push_str(name);
    for (attribute, value) in tag.attributes() {
        if let Some(attribute) = known(attribute, ATTRIBUTES) {
            write_attribute(attribute, &value, base, kept);
        }
    }
    kept.push_str(if tag.closed { " />" } else { ">" });
}

fn end(name: &str, kept: &mut String) {
    if let Some(name) = known(name, KEPT) {
        kept.push_str("</");
        kept.push_str(name);
        kept.push('>');
    }
}

fn write_attribute(name: &str, value: &str, base: Option<&Url>, kept: &mut String) {
    let value = match name {
        "href" | "src" | "cite" => match address(value, base) {
            Some(address) => address,
            None => return,
        },
        _ => value.to_owned(),
    };
    kept.push(' ');
    kept.push_str(name);
    kept.push_str("=\"");
    let mut escaped = String::with_capacity(value.len());
    escape(&value, &mut escaped);
    kept.push_str(&escaped.replace('"', "&quot;"));
    kept.push('"');
}

/// An address of the web or of mail, completed if that is possible.
fn address(value: &str, base: Option<&Url>) -> Option<String> {
    let value = value.trim();
    match base.map_or_else(|| Url::parse(value), |base| base.join(value)) {
        Ok(url) => matches!(url.scheme(), "http" | "https" | "mailto").then(|| url.into()),
        // Relative to an address that is not known.
        Err(url::ParseError::RelativeUrlWithoutBase) => Some(value.to_owned()),
        Err(_) => None,
    }
}

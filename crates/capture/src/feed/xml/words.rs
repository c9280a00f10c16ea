//! What the elements of a feed hold: words as text, escaped HTML or XHTML; addresses; names; people.

use std::borrow::Cow;

use crate::Fragment;
use crate::feed::completed;
use crate::feed::vocabulary::Vocabulary;
use crate::markup::Element;

use super::{Around, text_of};

impl<'a> Around<'a> {
    /// The words of an element; `None` where there are none.
    pub fn words(&self, element: &Element<'a>) -> Option<Fragment> {
        let base = element
            .tag
            .exactly("xml:base")
            .and_then(|base| self.joined(&base));
        let base = base.as_ref().or(self.base.as_ref());
        let kind = element
            .tag
            .attribute("type")
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
        let text = element.own_text();
        let fragment = if element.elements().next().is_some() {
            Fragment::of_html(element.inside, base)
        } else if element.tag.exactly("mode").as_deref() == Some("base64") || is_base64(&kind) {
            Fragment::of_html(&from_base64(&text)?, base)
        } else if is_plain(&kind) || kind.is_empty() && self.is_atom(element) {
            Fragment::of_text(&text)
        } else {
            Fragment::of_html(&text, base)
        };
        (!fragment.is_empty()).then_some(fragment)
    }

    /// Elements of Atom are plain text unless they say otherwise; those of RSS are HTML, whatever was meant.
    fn is_atom(&self, element: &Element<'a>) -> bool {
        let name = element.tag.parts().1;
        let either = matches!(name, "title" | "description");
        let atoms_own = matches!(
            name,
            "summary" | "subtitle" | "tagline" | "content" | "info" | "rights"
        );
        self.prefixes.of(&element.tag) == Vocabulary::Feed && (atoms_own || either && self.in_atom)
    }

    /// Where an element points: its `href`, or its text.
    pub fn address(&self, element: &Element<'a>) -> Option<String> {
        let href = element
            .tag
            .attribute("href")
            .filter(|href| !href.trim().is_empty());
        let written = href.map(Cow::into_owned).or_else(|| text_of(element))?;
        let base = element
            .tag
            .exactly("xml:base")
            .and_then(|base| self.joined(&base));
        Some(completed(&written, base.as_ref().or(self.base.as_ref())))
    }

    /// The name of a thing, completed where it is an address.
    pub fn id(&self, element: &Element<'a>) -> Option<String> {
        let base = element
            .tag
            .exactly("xml:base")
            .and_then(|base| self.joined(&base));
        text_of(element).map(|text| completed(&text, base.as_ref().or(self.base.as_ref())))
    }

    /// A person: Atom's name, or what RSS writes before or behind an address of mail.
    pub fn person(&self, element: &Element<'a>) -> Option<String> {
        let part = |wanted: &str| {
            let mut parts = element
                .elements()
                .filter(|part| part.tag.parts().1.eq_ignore_ascii_case(wanted));
            parts.find_map(text_of)
        };
        match part("name").or_else(|| part("email")).or_else(|| part("uri")) {
            Some(name) => Some(name),
            None => text_of(element).map(|text| without_mail(&text)),
        }
    }
}

/// "ana@harbour.example (Ana Lima)", "Ana Lima <ana@harbour.example>", "Ana Lima (ana@harbour.example)": the name.
fn without_mail(text: &str) -> String {
    let is_mail = |part: &str| part.contains('@') && !part.contains(char::is_whitespace);
    let parts: Vec<&str> = text
        .split(['(', ')', '<', '>', '"'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let mut names = parts.iter().filter(|part| !is_mail(part));
    match names.next() {
        Some(name) if parts.len() > 1 && parts.iter().any(|part| is_mail(part)) => (*name).to_owned(),
        _ => text.to_owned(),
    }
}

fn is_plain(kind: &str) -> bool {
    matches!(kind, "text" | "text/plain" | "plain")
}

/// Types that Atom 1.0 carries in base64.
fn is_base64(kind: &str) -> bool {
    kind.starts_with("application/octet-stream") || kind.starts_with("image/") || kind.starts_with("audio/")
}

fn from_base64(text: &str) -> Option<String> {
    let packed: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let bytes = data_encoding::BASE64.decode(&packed).ok()?;
    String::from_utf8(bytes).ok()
}

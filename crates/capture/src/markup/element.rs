//! One element with what it holds, for the small stretches of a document that are looked at as a whole: an item of a feed,
//! a line of a sitemap. Names that end where nothing of theirs began are passed over; what is not ended ends with what holds
//! it. Capped in depth and number: what is deeper or more belongs to what is above it.

use std::borrow::Cow;

use super::{Tag, Token, Tokens, decoded};

/// The deepest element that is kept as one.
const DEPTH_LIMIT: usize = 48;

/// The most parts of one element that are kept apart.
const NODE_LIMIT: usize = 20_000;

/// An element and what it holds.
#[derive(Clone, Debug)]
pub struct Element<'a> {
    pub tag: Tag<'a>,
    pub children: Vec<Node<'a>>,
    /// All between its tags, as written.
    pub inside: &'a str,
}

/// A part of an element.
#[derive(Clone, Debug)]
pub enum Node<'a> {
    Element(Element<'a>),
    Text(Cow<'a, str>),
}

/// An element that is still open, and where its inside begins.
struct Open<'a> {
    element: Element<'a>,
    from: usize,
}

impl<'a> Element<'a> {
    /// Reads on to the end of the element that `tag` began. A start tag for which `ends_all` holds ends it as well, and is
    /// read again afterwards: somebody forgot an end tag.
    pub fn read(tag: Tag<'a>, tokens: &mut Tokens<'a>, ends_all: impl Fn(&Token<'a>) -> bool) -> Self {
        let mut open = vec![begun(tag, tokens.at())];
        let (mut nodes, mut before) = (0, tokens.at());
        while !tag.closed
            && let Some(token) = tokens.next()
        {
            nodes += 1;
            match token {
                Token::End(name) if !close(name, before, tokens.text(), &mut open) => break,
                Token::End(_) => {}
                _ if ends_all(&token) => {
                    tokens.back_to(before);
                    break;
                }
                Token::Start(_) if open.len() >= DEPTH_LIMIT || nodes > NODE_LIMIT => {}
                Token::Start(tag) if tag.closed => {
                    push(&mut open, Node::Element(begun(tag, tokens.at()).element))
                }
                Token::Start(tag) => open.push(begun(tag, tokens.at())),
                Token::Text(text) => push_text(&mut open, decoded(text)),
                Token::Cdata(text) => push_text(&mut open, Cow::Borrowed(text)),
            }
            before = tokens.at();
        }
        while open.len() > 1 {
            pop(before, tokens.text(), &mut open);
        }
        let Open { mut element, from } = open.pop().expect("the first one is popped last");
        if element.inside.is_empty() {
            element.inside = &tokens.text()[from..before.max(from)];
        }
        element
    }

    /// The elements directly within.
    pub fn elements(&self) -> impl Iterator<Item = &Element<'a>> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Its text without that of the elements within.
    pub fn own_text(&self) -> Cow<'_, str> {
        let texts = self.children.iter().filter_map(|node| match node {
            Node::Text(text) => Some(text),
            Node::Element(_) => None,
        });
        texts.fold(Cow::Borrowed(""), |before, text| match before.is_empty() {
            true => Cow::Borrowed(&**text),
            false => Cow::Owned(before.into_owned() + text),
        })
    }
}

fn begun<'a>(tag: Tag<'a>, from: usize) -> Open<'a> {
    Open {
        element: Element {
            tag,
            children: Vec::new(),
            inside: "",
        },
        from,
    }
}

fn push<'a>(open: &mut [Open<'a>], node: Node<'a>) {
    open.last_mut()
        .expect("the first one stays open")
        .element
        .children
        .push(node);
}

fn push_text<'a>(open: &mut [Open<'a>], text: Cow<'a, str>) {
    let children = &mut open
        .last_mut()
        .expect("the first one stays open")
        .element
        .children;
    match children.last_mut() {
        // Joined, so that a text in ten thousand pieces is one node.
        Some(Node::Text(before)) => before.to_mut().push_str(&text),
        _ => children.push(Node::Text(text)),
    }
}

/// Closes what `name` ends; `false` where that was the first one.
fn close<'a>(name: &str, at: usize, text: &'a str, open: &mut Vec<Open<'a>>) -> bool {
    let Some(position) = open
        .iter()
        .rposition(|open| open.element.tag.name.eq_ignore_ascii_case(name))
    else {
        return true;
    };
    while open.len() > position.max(1) {
        pop(at, text, open);
    }
    if position == 0 {
        let first = &mut open[0];
        first.element.inside = &text[first.from..at];
    }
    position > 0
}

fn pop<'a>(at: usize, text: &'a str, open: &mut Vec<Open<'a>>) {
    let Some(Open { mut element, from }) = open.pop() else {
        return;
    };
    element.inside = &text[from..at.max(from)];
    push(open, Node::Element(element));
}

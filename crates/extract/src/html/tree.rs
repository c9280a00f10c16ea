//! The tree: an arena of nodes in document order, so that every subtree is a run of indices and nothing recurses.
//! Depth, elements and attributes are capped while it is built; text is kept beyond any cap.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::attribute::{Attribute, AttributeName};
use super::decode;
use super::tag::Tag;
use super::tokens::{Token, Tokens};
use crate::Partial;

/// Elements nested deeper become siblings.
const DEPTH_LIMIT: usize = 512;

/// Beyond this many elements only text is kept.
const NODE_LIMIT: usize = 1_000_000;

/// The place of a node in its tree, in document order.
pub type NodeId = usize;

/// An element or a piece of text.
#[derive(Clone, Copy, Debug)]
pub struct Node<'a> {
    /// The element's name, or [`Tag::Text`].
    pub tag: Tag,
    /// The element it stands in; the document is its own parent.
    pub parent: u32,
    /// One past the last node below it. Formatting that was ended inside a block begun in it ends there.
    pub end: u32,
    attributes: (u32, u32),
    /// The text as written; empty for elements.
    pub raw: &'a str,
    /// Whether character references in the text count.
    escaped: bool,
    /// The number of its class attribute; 0 where it has none.
    class: u32,
}

/// A page as a tree.
pub struct Tree<'a> {
    nodes: Vec<Node<'a>>,
    attributes: Vec<Attribute<'a>>,
    /// The foreignObjects, in order: HTML inside of graphics.
    foreign_objects: Vec<u32>,
    /// The different class attributes by their number, from 1.
    classes: FxHashMap<&'a str, u32>,
    /// Why the tree does not hold the whole page, if so.
    pub partial: Option<Partial>,
}

impl<'a> Tree<'a> {
    /// Builds the tree of `page`. Linear: every look upward is bounded by the cap on depth.
    pub fn parse(page: &'a str) -> Self {
        Builder::new(page).build()
    }

    /// All nodes in document order; the first is the document.
    pub fn nodes(&self) -> &[Node<'a>] {
        &self.nodes
    }

    /// The node at `id`.
    pub fn node(&self, id: NodeId) -> &Node<'a> {
        &self.nodes[id]
    }

    /// The parent of a node; the document is its own.
    pub fn parent(&self, id: NodeId) -> NodeId {
        self.nodes[id].parent as usize
    }

    /// The node and all above it, innermost first, without the document.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(Some(id), |&id| Some(self.parent(id))).take_while(|&id| id != 0)
    }

    /// Whether nothing below an element is text of the page: head, title, scripts, styles, frames, and graphics without
    /// HTML in them.
    pub fn is_unprinted(&self, id: NodeId) -> bool {
        use Tag::*;
        match self.nodes[id].tag {
            Head | Script | Style | Title | Iframe | Noembed | Noframes => true,
            Svg => !self.holds_foreign_object(id),
            _ => false,
        }
    }

    fn holds_foreign_object(&self, id: NodeId) -> bool {
        let next = self.foreign_objects.partition_point(|&at| (at as usize) < id);
        self.foreign_objects
            .get(next)
            .is_some_and(|&at| at < self.nodes[id].end)
    }

    /// The attribute `name` of a node as written.
    pub fn raw_attribute(&self, id: NodeId, name: AttributeName) -> Option<&'a str> {
        let (start, end) = self.nodes[id].attributes;
        let attributes = &self.attributes[start as usize..end as usize];
        attributes
            .iter()
            .find(|attribute| attribute.name == name)
            .map(|attribute| attribute.raw)
    }

    /// The attribute `name` of a node, references decoded.
    pub fn attribute(&self, id: NodeId, name: AttributeName) -> Option<Cow<'a, str>> {
        self.raw_attribute(id, name).map(decode)
    }

    /// A number for the class attribute of a node, the same for all nodes that have the same; 0 for none.
    pub fn class_number(&self, id: NodeId) -> usize {
        self.nodes[id].class as usize
    }

    /// How many different class attributes there are.
    pub fn class_count(&self) -> usize {
        self.classes.len()
    }

    /// The text of a node itself, references decoded; empty for elements.
    pub fn text(&self, id: NodeId) -> Cow<'a, str> {
        let node = &self.nodes[id];
        if node.escaped {
            decode(node.raw)
        } else {
            Cow::Borrowed(node.raw)
        }
    }

    /// The text of a node itself, of which at most `limit` bytes are read.
    fn head_of_text(&self, id: NodeId, limit: usize) -> Cow<'a, str> {
        let node = &self.nodes[id];
        let head = &node.raw[..node.raw.floor_char_boundary(limit)];
        if node.escaped {
            decode(head)
        } else {
            Cow::Borrowed(head)
        }
    }

    /// All text below a node that is printed there (no script in a heading), white space folded, at most `limit` bytes or some more; of long text
    /// and of many nodes only the head is read.
    pub fn text_below(&self, id: NodeId, limit: usize) -> String {
        /// No title or byline has more nodes.
        const MOST: usize = 2000;
        let mut text = String::new();
        let end = (self.nodes[id].end as usize).min(id + MOST);
        let mut below = id;
        while below < end && text.len() < limit {
            match self.nodes[below].tag {
                Tag::Text => push_folded(&self.head_of_text(below, limit * 4), &mut text),
                Tag::Br | Tag::P | Tag::Div | Tag::Li | Tag::Td => push_folded(" ", &mut text),
                _ if below > id && self.is_unprinted(below) => below = self.nodes[below].end as usize - 1,
                _ => {}
            }
            below += 1;
        }
        text.truncate(text.trim_end().len());
        text
    }
}

/// Appends `piece` to `text`, each run of white space as one space, none at the start.
pub fn push_folded(piece: &str, text: &mut String) {
    let mut pending = piece.starts_with(char::is_whitespace);
    for word in piece.split_whitespace() {
        if pending && !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
        }
        text.push_str(word);
        pending = true;
    }
    if piece.ends_with(char::is_whitespace) && !text.is_empty() && !text.ends_with(' ') {
        text.push(' ');
    }
}

/// An open element.
#[derive(Clone, Copy)]
struct Open {
    node: u32,
    tag: Tag,
    /// Whether what stands in it is svg or a formula and no HTML.
    foreign: bool,
}

struct Builder<'a> {
    tokens: Tokens<'a>,
    tree: Tree<'a>,
    open: Vec<Open>,
    /// How many elements of each name are open: most end tags are settled without a look upward.
    counts: [u32; 256],
    seen_body: bool,
    /// The next raw text belongs to an element that was not kept.
    dropped_raw: bool,
}

impl<'a> Builder<'a> {
    fn new(page: &'a str) -> Self {
        let guess = page.len() / 48;
        let mut builder = Builder {
            tokens: Tokens::new(page),
            tree: Tree {
                nodes: Vec::with_capacity(guess.min(1 << 20)),
                attributes: Vec::with_capacity((guess / 2).min(1 << 20)),
                foreign_objects: Vec::new(),
                classes: FxHashMap::default(),
                partial: None,
            },
            open: Vec::new(),
            counts: [0; 256],
            seen_body: false,
            dropped_raw: false,
        };
        builder.push_node(Tag::Document, "", false);
        builder.push_open(Tag::Document, 0);
        builder
    }

    fn build(mut self) -> Tree<'a> {
        while let Some(token) = self.tokens.next_in(self.is_foreign()) {
            match token {
                Token::Text(text) => self.text(text, true),
                Token::Raw(text) => self.raw(text),
                Token::Start { tag, closed } => self.start(tag, closed),
                Token::End(tag) => self.end(tag),
            }
        }
        self.pop_to(0);
        if self.tokens.overflowed() {
            self.tree.partial.get_or_insert(Partial::Nodes);
        }
        self.tree
    }

    fn push_node(&mut self, tag: Tag, raw: &'a str, escaped: bool) -> u32 {
        let id = self.tree.nodes.len() as u32;
        let attributes = self.tree.attributes.len() as u32;
        self.tree.nodes.push(Node {
            tag,
            parent: self.open.last().map_or(0, |open| open.node),
            end: id + 1,
            attributes: (attributes, attributes),
            raw,
            escaped,
            class: 0,
        });
        id
    }

    fn push_open(&mut self, tag: Tag, node: u32) {
        let foreign = match tag {
            Tag::Svg | Tag::Math => true,
            Tag::Foreignobject | Tag::Desc | Tag::Title => false,
            _ => self.is_foreign(),
        };
        self.counts[tag as usize] += 1;
        self.open.push(Open { node, tag, foreign });
    }

    fn text(&mut self, text: &'a str, escaped: bool) {
        if self.counts[Tag::Head as usize] > 0
            && !text.trim_ascii().is_empty()
            && self.tag_on_top() == Tag::Head
        {
            self.leave_head();
        }
        self.push_node(Tag::Text, text, escaped);
    }

    fn raw(&mut self, text: &'a str) {
        let escaped = self.tag_on_top().is_escapable_raw();
        let dropped = std::mem::take(&mut self.dropped_raw);
        if !text.is_empty() && !dropped {
            self.push_node(Tag::Text, text, escaped);
        }
    }

    /// Whether the next element is part of an svg or a formula.
    fn is_foreign(&self) -> bool {
        self.open.last().is_some_and(|open| open.foreign)
    }

    /// Closes an svg or formula and all that is open in it.
    fn leave_foreign(&mut self) {
        let html = self.open.iter().rposition(|open| !open.foreign);
        self.pop_to(html.unwrap_or(0) + 1);
    }

    fn tag_on_top(&self) -> Tag {
        self.open.last().map_or(Tag::Document, |open| open.tag)
    }

    fn start(&mut self, tag: Tag, closed: bool) {
        if matches!(tag, Tag::Html | Tag::Body | Tag::Head) && !self.start_of_page(tag) {
            return;
        }
        if self.tag_on_top() == Tag::Head && !tag.is_of_head() && tag != Tag::Head {
            self.leave_head();
        }
        if tag == Tag::Form && self.counts[Tag::Form as usize] > 0 {
            return;
        }
        if self.is_foreign() && tag.leaves_foreign() {
            self.leave_foreign();
        }
        let foreign = self.is_foreign();
        if foreign {
            self.tokens.cancel_raw();
        } else {
            self.imply_end_tags(tag);
        }
        if self.tree.nodes.len() >= NODE_LIMIT {
            self.tree.partial = Some(Partial::Nodes);
            self.dropped_raw = tag.is_raw() && !matches!(tag, Tag::Textarea | Tag::Xmp | Tag::Plaintext);
            return;
        }
        let leaf = tag.is_void() && !foreign || closed && (foreign || matches!(tag, Tag::Svg | Tag::Math));
        self.add_element(tag, leaf);
    }

    fn add_element(&mut self, tag: Tag, leaf: bool) {
        if !leaf && self.open.len() >= DEPTH_LIMIT {
            self.tree.partial.get_or_insert(Partial::Depth);
            self.pop_to(self.open.len() - 1);
        }
        let node = self.push_node(tag, "", false);
        if tag == Tag::Foreignobject {
            self.tree.foreign_objects.push(node);
        }
        self.keep_attributes(node);
        if !leaf {
            self.push_open(tag, node);
        }
    }

    fn keep_attributes(&mut self, node: u32) {
        let tree = &mut self.tree;
        tree.attributes.extend_from_slice(self.tokens.attributes());
        let kept = &mut tree.nodes[node as usize];
        kept.attributes.1 = tree.attributes.len() as u32;
        let mut attributes = self.tokens.attributes().iter();
        if let Some(class) = attributes.find(|attribute| attribute.name == AttributeName::Class) {
            let next = tree.classes.len() as u32 + 1;
            kept.class = *tree.classes.entry(class.raw).or_insert(next);
        }
    }

    /// html, head and body exist once. Whether this one is the first.
    fn start_of_page(&mut self, tag: Tag) -> bool {
        let first = match tag {
            Tag::Html => self.counts[Tag::Html as usize] == 0 && self.open.len() == 1,
            Tag::Head => self.counts[Tag::Head as usize] == 0 && !self.seen_body,
            _ => !self.seen_body,
        };
        if tag == Tag::Body && first {
            self.leave_head();
            self.seen_body = true;
        }
        first
    }

    fn leave_head(&mut self) {
        if let Some(at) = self.open.iter().rposition(|open| open.tag == Tag::Head) {
            self.pop_to(at);
        }
    }

    /// Ends the elements that the start of `tag` ends (HTML standard, 13.1.2.4 and "in body").
    fn imply_end_tags(&mut self, tag: Tag) {
        use Tag::*;
        match tag {
            Li => self.close_item(&[Li]),
            Dd | Dt => self.close_item(&[Dd, Dt]),
            Option | Optgroup => self.close_top(&[Option]),
            Input | Textarea | Select => self.close_until(&[Select], &[]),
            Table if self.tag_on_top().holds_rows() => self.close_block(Table),
            Tr => self.close_until(&[Tr, Caption, Colgroup], &[Table]),
            Td | Th => self.close_until(&[Td, Th], &[Table, Tr]),
            Tbody | Thead | Tfoot => self.close_until(&[Tbody, Thead, Tfoot, Caption, Colgroup], &[Table]),
            A => self.close_formatting(A),
            Button => self.close_until(&[Button], &[]),
            _ => {}
        }
        if tag.closes_paragraph() {
            self.close_until(&[P], &[]);
        }
        if tag.is_heading() && self.tag_on_top().is_heading() {
            self.pop_to(self.open.len() - 1);
        }
    }

    /// Pops to the innermost open element of `tags`, unless one of `walls` or a scope stands before it.
    fn close_until(&mut self, tags: &[Tag], walls: &[Tag]) {
        if tags.iter().all(|&tag| self.counts[tag as usize] == 0) {
            return;
        }
        for at in (1..self.open.len()).rev() {
            let tag = self.open[at].tag;
            if tags.contains(&tag) {
                return self.pop_to(at);
            }
            if walls.contains(&tag)
                || tag.is_scope() && !tags.iter().any(|tag| tag.is_table_part())
                || tag == Tag::Table
            {
                return;
            }
        }
    }

    /// Pops to the innermost open item of `tags`, unless an element stands before it that ends no item.
    fn close_item(&mut self, tags: &[Tag]) {
        if tags.iter().all(|&tag| self.counts[tag as usize] == 0) {
            return;
        }
        for at in (1..self.open.len()).rev() {
            let tag = self.open[at].tag;
            if tags.contains(&tag) {
                return self.pop_to(at);
            }
            if tag.is_special() && !matches!(tag, Tag::Address | Tag::Div | Tag::P) {
                return;
            }
        }
    }

    fn close_top(&mut self, tags: &[Tag]) {
        if tags.contains(&self.tag_on_top()) {
            self.pop_to(self.open.len() - 1);
        }
    }

    fn end(&mut self, tag: Tag) {
        if self.is_foreign() {
            if matches!(tag, Tag::P | Tag::Br) {
                self.leave_foreign();
            } else if let Some(at) = self.foreign_start(tag) {
                return self.pop_to(at);
            }
        }
        match tag {
            Tag::Br => self.add_element(Tag::Br, true),
            Tag::P if self.counts[Tag::P as usize] == 0 => {
                self.add_element(Tag::P, false);
                self.pop_to(self.open.len() - 1);
            }
            Tag::Body | Tag::Html => {}
            Tag::Head => self.leave_head(),
            _ if tag.is_heading() => self.close_heading(),
            _ if self.counts[tag as usize] == 0 => {}
            _ if tag.is_formatting() => self.close_formatting(tag),
            _ => self.close_block(tag),
        }
    }

    /// The innermost open element `tag` of the svg or formula.
    fn foreign_start(&self, tag: Tag) -> Option<usize> {
        let open = self.open.iter().enumerate().rev();
        let mut inside = open.take_while(|(_, open)| open.foreign);
        inside.find(|(_, open)| open.tag == tag).map(|(at, _)| at)
    }

    /// Ends formatting. Blocks and other formatting that were opened inside it stay open: it alone is taken from the open
    /// elements.
    fn close_formatting(&mut self, tag: Tag) {
        if self.counts[tag as usize] == 0 {
            return;
        }
        let mut others = false;
        for at in (1..self.open.len()).rev() {
            let open = self.open[at];
            if open.tag == tag && !others {
                return self.pop_to(at);
            }
            if open.tag == tag {
                self.open.remove(at);
                self.counts[tag as usize] -= 1;
                self.tree.nodes[open.node as usize].end = self.tree.nodes.len() as u32;
                return;
            }
            if open.tag.is_scope() {
                return;
            }
            others |= !open.tag.is_formatting() || tag.is_adopted() && open.tag.is_adopted();
        }
    }

    fn close_heading(&mut self) {
        if let Some(at) = self
            .open
            .iter()
            .rposition(|open| open.tag.is_heading() || open.tag.is_scope())
            && self.open[at].tag.is_heading()
        {
            self.pop_to(at);
        }
    }

    fn close_block(&mut self, tag: Tag) {
        let table = tag.is_table_part();
        for at in (1..self.open.len()).rev() {
            let open = self.open[at].tag;
            if open == tag {
                return self.pop_to(at);
            }
            let wall = if table {
                open == Tag::Table
            } else {
                open.is_scope()
            };
            if wall {
                return;
            }
        }
    }

    /// Closes open elements until `length` are left, and notes where their subtrees end.
    fn pop_to(&mut self, length: usize) {
        let end = self.tree.nodes.len() as u32;
        while self.open.len() > length {
            let Some(open) = self.open.pop() else { return };
            self.counts[open.tag as usize] -= 1;
            self.tree.nodes[open.node as usize].end = end;
        }
    }
}

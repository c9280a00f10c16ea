//! What a page prints: its visible text cut into segments at block borders, in reading order. Every character that is
//! not white space and stands in the tree as text lies in exactly one segment (head, title, scripts, styles and vector graphics aside): what
//! becomes of it is decided later.

mod spacing;

use crate::BlockKind;
use crate::Reason;
use crate::day;
use crate::html::{AttributeName, ByClass, NodeId, Tag, Tree};

/// A run of text between two block borders.
#[derive(Clone, Debug)]
pub struct Segment {
    /// Its place in [`Print::text`], in bytes.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// The innermost block element it stands in.
    pub node: NodeId,
    /// What kind of block it would make.
    pub kind: BlockKind,
    /// Bytes of it that are links.
    pub linked: usize,
    /// How many links begin in it.
    pub links: usize,
    /// The first element with a link in it.
    pub link: Option<NodeId>,
    /// Bytes of it in bold.
    pub bold: usize,
    /// Why it can be no article text whatever it says (a control, a template).
    pub barred: Option<Reason>,
    /// Whether a style or attribute hides it.
    pub hidden: bool,
}

/// The printed page.
pub struct Print {
    /// All segments' text, one after another, white space folded.
    pub text: String,
    /// The segments in reading order; none is empty.
    pub segments: Vec<Segment>,
    /// Whether the page had more segments than are told apart; the last one holds the rest, and is barred.
    pub cut: bool,
}

impl Print {
    /// Prints a tree. Linear.
    pub fn of(tree: &Tree<'_>) -> Self {
        let mut printer = Printer::new(tree);
        printer.run();
        printer.print
    }

    /// Which segments are links or stand in one.
    pub fn linked(&self) -> Vec<bool> {
        self.segments
            .iter()
            .map(|segment| segment.link.is_some())
            .collect()
    }

    /// The text of a segment.
    pub fn text_of(&self, segment: &Segment) -> &str {
        &self.text[segment.start..segment.end]
    }
}

/// So many segments are told apart. The longest pages have a few thousand.
const SEGMENT_LIMIT: usize = 50_000;

/// No heading is longer, in bytes.
const LONGEST_HEADING: usize = 400;

/// An open block element.
#[derive(Clone, Copy)]
struct Block {
    node: NodeId,
    end: NodeId,
    kind: BlockKind,
    barred: Option<Reason>,
    hidden: bool,
    /// Inside a table row whose cells make one line.
    row: bool,
    preformatted: bool,
}

struct Printer<'t, 'a> {
    tree: &'t Tree<'a>,
    print: Print,
    blocks: Vec<Block>,
    /// Where the current segment began.
    start: usize,
    link: Option<(NodeId, NodeId)>,
    bold_end: NodeId,
    hidden_end: NodeId,
    /// Where the inline element ends that readers do not see inside a line, and what it and others before it said.
    aside_end: NodeId,
    aside: String,
    linked: usize,
    links: usize,
    first_link: Option<NodeId>,
    /// The link that the last text stood in.
    last_link: Option<NodeId>,
    bold: usize,
    breaks: usize,
    cell_border: bool,
    /// A text node ended and another element border came since the last text.
    border: bool,
    /// A lost space was put back where the formatting that ends here began.
    repaired_until: NodeId,
    /// Whether each class says that its text is only for those who have the page read to them.
    for_screen_readers: ByClass<bool>,
}

impl<'t, 'a> Printer<'t, 'a> {
    fn new(tree: &'t Tree<'a>) -> Self {
        Printer {
            tree,
            print: Print {
                text: String::new(),
                segments: Vec::new(),
                cut: false,
            },
            blocks: vec![Block {
                node: 0,
                end: usize::MAX,
                kind: BlockKind::Paragraph,
                barred: None,
                hidden: false,
                row: false,
                preformatted: false,
            }],
            start: 0,
            link: None,
            bold_end: 0,
            hidden_end: 0,
            aside_end: 0,
            aside: String::new(),
            linked: 0,
            links: 0,
            first_link: None,
            last_link: None,
            bold: 0,
            breaks: 0,
            cell_border: false,
            border: false,
            repaired_until: 0,
            for_screen_readers: ByClass::new(tree),
        }
    }

    fn run(&mut self) {
        let mut id = 0;
        while id < self.tree.nodes().len() {
            while self.block().end <= id {
                self.leave_block();
            }
            id = self.visit(id);
        }
        self.end_segment();
    }

    fn block(&self) -> Block {
        *self.blocks.last().expect("the document stays open")
    }

    /// Handles one node and says which comes next: the one after it, or the one after all below it.
    fn visit(&mut self, id: NodeId) -> NodeId {
        let node = *self.tree.node(id);
        match node.tag {
            Tag::Text => self.text(id),
            _ if self.tree.is_unprinted(id) => return (node.end as usize).max(id + 1),
            Tag::Br => self.breaks += 1,
            Tag::Hr => self.flush(),
            tag if tag.is_block() => self.enter_block(id, tag),
            tag => self.enter_inline(id, tag),
        }
        id + 1
    }

    fn enter_inline(&mut self, id: NodeId, tag: Tag) {
        let end = self.tree.node(id).end as usize;
        self.border = true;
        match tag {
            Tag::A if self.tree.raw_attribute(id, AttributeName::Href).is_some() => {
                self.link = Some((id, end))
            }
            Tag::B | Tag::Strong => self.bold_end = self.bold_end.max(end),
            _ => {}
        }
        if is_unseen(self.tree, id) || self.is_for_screen_readers(id) {
            self.aside_end = self.aside_end.max(end);
        } else if is_hidden(self.tree, id) {
            self.hidden_end = self.hidden_end.max(end);
        }
    }

    fn is_for_screen_readers(&mut self, id: NodeId) -> bool {
        self.for_screen_readers.of(self.tree, id, names_screen_readers) == Some(true)
    }

    fn enter_block(&mut self, id: NodeId, tag: Tag) {
        let outer = self.block();
        if outer.row {
            self.cell_border |= tag.is_cell();
            self.border = true;
            self.space();
        } else {
            self.flush();
        }
        let row = outer.row || tag == Tag::Tr && is_data_row(self.tree, id);
        let hidden = outer.hidden || is_hidden(self.tree, id) || self.is_for_screen_readers(id);
        self.blocks.push(Block {
            node: if outer.row { outer.node } else { id },
            end: self.tree.node(id).end as usize,
            kind: if row {
                BlockKind::TableRow
            } else {
                kind_of(tag, outer.kind)
            },
            barred: outer.barred.or(barred(tag)).or(archived(self.tree, id)),
            hidden,
            row,
            preformatted: outer.preformatted || tag == Tag::Pre,
        });
    }

    fn leave_block(&mut self) {
        let block = self.block();
        let inside_row = self.blocks.len() > 1 && self.blocks[self.blocks.len() - 2].row;
        if block.row && inside_row {
            self.space();
        } else {
            self.flush();
        }
        self.blocks.pop();
    }

    fn text(&mut self, id: NodeId) {
        if self.tree.node(id).raw.trim_ascii_start().is_empty() && !self.block().preformatted {
            return self.space();
        }
        let text = self.tree.text(id);
        if self.block().preformatted && text.contains("\n\n") {
            for piece in text.split("\n\n") {
                self.piece(id, piece);
                self.flush();
            }
        } else {
            self.piece(id, &text);
        }
    }

    /// Appends a piece of one text node.
    fn piece(&mut self, id: NodeId, piece: &str) {
        if is_blank(piece) {
            if !piece.is_empty() {
                self.space();
            }
            return;
        }
        if id < self.aside_end {
            spacing::push_folded(piece, 0, &mut self.aside);
            return;
        }
        self.apply_breaks();
        self.apply_cell_border();
        if std::mem::take(&mut self.border) {
            self.repair_space(id, piece);
        }
        let before = self.print.text.len();
        spacing::push_folded(piece, self.start, &mut self.print.text);
        self.count(id, self.print.text.len() - before);
        self.border = true;
    }

    fn count(&mut self, id: NodeId, length: usize) {
        self.last_link = None;
        if let Some((link, end)) = self.link
            && id < end
        {
            self.last_link = Some(link);
            self.linked += length;
            self.links += usize::from(self.first_link.is_none_or(|first| first != link));
            self.first_link.get_or_insert(link);
        }
        if id < self.bold_end {
            self.bold += length;
        }
    }

    /// One line break is a space, unless a long sentence or a line all in bold or links ended before it; two make a new
    /// segment.
    fn apply_breaks(&mut self) {
        let breaks = std::mem::take(&mut self.breaks);
        if breaks == 0 {
            return;
        }
        let line = self.current().trim_end().len();
        let set_apart = line > 0 && (self.linked >= line || self.bold >= line);
        match breaks {
            1 if !set_apart && !spacing::ends_paragraph(self.current()) => self.space(),
            _ if self.block().row => self.space(),
            _ => self.flush(),
        }
    }

    fn apply_cell_border(&mut self) {
        if std::mem::take(&mut self.cell_border) && !self.current().trim_end().is_empty() {
            self.space();
            self.print.text.push_str("| ");
        }
    }

    /// Puts back a space that was lost at an inline element's border.
    fn repair_space(&mut self, id: NodeId, piece: &str) {
        let link = self.link.filter(|&(_, end)| id < end).map(|(link, _)| link);
        let between_links = link.is_some() && self.last_link.is_some() && link != self.last_link;
        if between_links {
            return self.space();
        }
        let opens = self.tree.parent(id);
        let element_end = self.tree.node(opens).end as usize;
        let closing = self.repaired_until != 0 && id >= self.repaired_until;
        if spacing::is_lost(self.current(), piece, closing) || self.is_glued_date(piece) {
            self.print.text.push(' ');
            self.repaired_until = if closing { 0 } else { element_end };
        } else if closing {
            self.repaired_until = 0;
        }
    }

    /// Whether a date of its own element stands right after a letter.
    fn is_glued_date(&self, piece: &str) -> bool {
        let letter = self.current().ends_with(char::is_alphabetic);
        letter
            && piece.starts_with(|c: char| c.is_ascii_digit())
            && day::only(piece.trim(), day::Order::DayFirst).is_some()
    }

    fn current(&self) -> &str {
        &self.print.text[self.start..]
    }

    fn space(&mut self) {
        if self.print.text.len() > self.start && !self.print.text.ends_with(' ') {
            self.print.text.push(' ');
        }
    }

    /// Ends the current segment, unless the page has too many.
    fn flush(&mut self) {
        if self.print.segments.len() < SEGMENT_LIMIT {
            return self.end_segment();
        }
        self.breaks = 0;
        self.space();
    }

    fn end_segment(&mut self) {
        let length = self.current().trim_end().len();
        self.print.text.truncate(self.start + length);
        if length > 0 {
            let block = self.block();
            self.print.cut = self.print.segments.len() >= SEGMENT_LIMIT;
            let rest = self.print.cut.then_some(Reason::Unlikely);
            self.print.segments.push(Segment {
                start: self.start,
                end: self.start + length,
                node: block.node,
                kind: self.kind(),
                linked: self.linked.min(length),
                links: self.links,
                link: self.first_link.or(self.enclosing_link()),
                bold: self.bold.min(length),
                barred: block.barred.or(rest),
                hidden: block.hidden || self.hidden_end > block.node && self.hidden_end != 0 && self.hides(),
            });
        }
        self.start = self.print.text.len();
        self.flush_aside();
        (self.linked, self.links, self.bold, self.first_link) = (0, 0, 0, None);
        (self.breaks, self.cell_border, self.border, self.repaired_until) = (0, false, false, 0);
    }

    /// What stood unseen inside the segment follows as one of its own.
    fn flush_aside(&mut self) {
        let length = self.aside.trim_end().len();
        if length > 0 {
            self.print.text.push_str(&self.aside[..length]);
            self.print.segments.push(Segment {
                start: self.start,
                end: self.start + length,
                node: self.block().node,
                kind: BlockKind::Paragraph,
                linked: 0,
                links: 0,
                link: None,
                bold: 0,
                barred: Some(self.block().barred.unwrap_or(Reason::Hidden)),
                hidden: true,
            });
            self.start = self.print.text.len();
        }
        self.aside.clear();
    }

    /// What kind of block the current segment makes. A heading that nobody closed holds paragraphs.
    fn kind(&self) -> BlockKind {
        let kind = self.block().kind;
        let text = self.current();
        let sentence = spacing::ends_paragraph(text) && text.ends_with('.');
        match kind {
            BlockKind::Heading if text.len() > LONGEST_HEADING || sentence => BlockKind::Paragraph,
            _ => kind,
        }
    }

    fn enclosing_link(&self) -> Option<NodeId> {
        self.link
            .filter(|&(_, end)| self.block().node < end)
            .map(|(id, _)| id)
    }

    /// Whether the hidden inline element around the current segment holds the whole of its block.
    fn hides(&self) -> bool {
        self.hidden_end >= self.block().end
    }
}

fn is_blank(piece: &str) -> bool {
    let first = piece.trim_ascii_start().chars().next();
    first.is_none_or(|first| first.is_whitespace() && piece.trim_start().is_empty())
}

fn kind_of(tag: Tag, outer: BlockKind) -> BlockKind {
    use Tag::*;
    match tag {
        _ if tag.is_heading() => BlockKind::Heading,
        Li | Dd | Dt => BlockKind::ListItem,
        Blockquote => BlockKind::Quote,
        Figcaption | Caption => BlockKind::Caption,
        Article | Section | Main | Aside | Nav | Td | Th => BlockKind::Paragraph,
        _ => outer,
    }
}

fn barred(tag: Tag) -> Option<Reason> {
    use Tag::*;
    match tag {
        Button | Select | Option | Optgroup | Textarea | Datalist => Some(Reason::Control),
        Template | Noscript | Canvas | Video | Audio | Object => Some(Reason::Hidden),
        _ => None,
    }
}

/// The bar that a web archive puts over the pages it keeps is none of the page's (Wayback and pywb name theirs so).
fn archived(tree: &Tree<'_>, id: NodeId) -> Option<Reason> {
    let name = tree.raw_attribute(id, AttributeName::Id)?;
    let bar = name.starts_with("wm-ipp") || name == "donato" || name == "_wb_frame_top_banner";
    bar.then_some(Reason::Navigation)
}

/// Whether an element's own attributes hide it.
fn is_hidden(tree: &Tree<'_>, id: NodeId) -> bool {
    tree.raw_attribute(id, AttributeName::Hidden).is_some()
        || tree.raw_attribute(id, AttributeName::Style).is_some_and(hides)
        || tree
            .raw_attribute(id, AttributeName::AriaHidden)
            .is_some_and(|value| value == "true")
}

/// Whether an inline element keeps its text from readers who look at the page: not printed, or clipped away for those who
/// have it read to them.
fn is_unseen(tree: &Tree<'_>, id: NodeId) -> bool {
    tree.raw_attribute(id, AttributeName::Hidden).is_some()
        || tree
            .raw_attribute(id, AttributeName::Style)
            .is_some_and(|style| hides(style) || clips(style))
}

/// Whether the text of an element inside a line stands aside: it is for nobody's eyes, so no part of the line.
pub fn stands_aside(tree: &Tree<'_>, id: NodeId) -> bool {
    let tag = tree.node(id).tag;
    let inline = tag != Tag::Text && tag != Tag::Br && tag != Tag::Hr && !tag.is_block();
    let class = || tree.raw_attribute(id, AttributeName::Class);
    inline && (is_unseen(tree, id) || class().is_some_and(names_screen_readers))
}

/// Whether a class says that a text is only for those who have the page read to them: the usual names of CSS frameworks,
/// also with a prefix ("usa-sr-only").
fn names_screen_readers(classes: &str) -> bool {
    const NAMES: &[&str] = &[
        "sr-only",
        "visually-hidden",
        "visuallyhidden",
        "screen-reader-text",
        "screen-reader-only",
        "screenreader-only",
        "element-invisible",
        "assistive-text",
    ];
    let is_named = |class: &str| {
        NAMES.iter().any(|name| {
            let front = class.len().checked_sub(name.len());
            let front = front.and_then(|at| class.as_bytes().split_at_checked(at));
            front.is_some_and(|(front, end)| {
                end.eq_ignore_ascii_case(name.as_bytes()) && matches!(front.last(), None | Some(b'-' | b'_'))
            })
        })
    };
    classes.len() >= NAMES[0].len() && classes.split_ascii_whitespace().any(is_named)
}

/// Whether a style clips an element to nothing.
fn clips(style: &str) -> bool {
    let bare: String = style
        .chars()
        .filter(|character| !character.is_whitespace())
        .collect();
    bare.contains("position:absolute") && bare.contains("clip:rect(0")
}

fn hides(style: &str) -> bool {
    const HIDING: [&str; 2] = ["display:none", "visibility:hidden"];
    // Few styles have the letters that the others may lack.
    if style.len() < HIDING[0].len() || memchr::memchr2(b'y', b'Y', style.as_bytes()).is_none() {
        return false;
    }
    let bare: String = style
        .chars()
        .filter(|character| !character.is_whitespace())
        .map(|character| character.to_ascii_lowercase())
        .collect();
    HIDING.iter().any(|hiding| bare.contains(hiding))
}

/// A row of data: two or more cells, short ones, without blocks of their own.
fn is_data_row(tree: &Tree<'_>, row: NodeId) -> bool {
    const LONGEST_CELL: usize = 200;
    let (mut cells, mut in_cell) = (0, 0);
    for id in row + 1..tree.node(row).end as usize {
        let node = tree.node(id);
        match node.tag {
            Tag::Td | Tag::Th => (cells, in_cell) = (cells + 1, 0),
            Tag::Text => in_cell += node.raw.trim_ascii().len(),
            Tag::Table | Tag::Ul | Tag::Ol | Tag::Form | Tag::Blockquote | Tag::Article => return false,
            _ => {}
        }
        if in_cell > LONGEST_CELL {
            return false;
        }
    }
    cells >= 2
}

//! How a block is set on its page, as far as its elements say: levels of headings, depth and number of list items, rows
//! of tables with their columns. It says nothing of what a block is worth; printing the article needs it.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::html::{AttributeName, NodeId, Tag, Tree};
use crate::print::Segment;
use crate::{BlockKind, Layout};

/// So many elements up something is looked for: no list is nested deeper.
const FAR: usize = 64;
/// So many columns of a table are told apart.
const COLUMNS: usize = 64;

/// Lays out the segments of a page; it is shown them in reading order.
pub struct Setter<'t, 'a> {
    tree: &'t Tree<'a>,
    /// Items, quotes and tables that have begun.
    begun: FxHashSet<NodeId>,
    /// The last item of each ordered list, and its number.
    numbers: FxHashMap<NodeId, (NodeId, u32)>,
}

impl<'t, 'a> Setter<'t, 'a> {
    /// For a page.
    pub fn new(tree: &'t Tree<'a>) -> Self {
        Setter {
            tree,
            begun: FxHashSet::default(),
            numbers: FxHashMap::default(),
        }
    }

    /// How the next segment is set. Nobody asks that of one that is left out, but an item left out counts in its list.
    pub fn layout(&mut self, segment: &Segment, kept: bool) -> Layout {
        if !kept {
            if segment.kind == BlockKind::ListItem {
                self.count(self.item_around(segment.node));
            }
            return Layout::default();
        }
        let plain = Layout {
            strong: segment.bold >= segment.end - segment.start,
            ..Layout::default()
        };
        match segment.kind {
            BlockKind::Paragraph | BlockKind::Caption => plain,
            BlockKind::Heading => Layout {
                level: self.heading_level(segment.node),
                ..plain
            },
            BlockKind::ListItem => self.item(segment.node, plain),
            BlockKind::Quote => Layout {
                first: self.begins(segment.node, |tag| tag == Tag::Blockquote),
                ..plain
            },
            BlockKind::TableRow => Layout {
                first: self.begins(segment.node, |tag| tag == Tag::Table),
                ..self.row(segment.node, plain)
            },
        }
    }

    /// The nearest element around a node, itself counted, whose name fits.
    fn around(&self, node: NodeId, fits: impl Fn(Tag) -> bool) -> Option<NodeId> {
        let mut up = self.tree.ancestors(node).take(FAR);
        up.find(|&id| fits(self.tree.node(id).tag))
    }

    fn begins(&mut self, node: NodeId, fits: impl Fn(Tag) -> bool) -> bool {
        let around = self.around(node, fits);
        around.is_none_or(|id| self.begun.insert(id))
    }

    fn heading_level(&self, node: NodeId) -> u8 {
        let heading = self.around(node, Tag::is_heading);
        heading.map_or(0, |id| match self.tree.node(id).tag {
            Tag::H1 => 1,
            Tag::H2 => 2,
            Tag::H3 => 3,
            Tag::H4 => 4,
            Tag::H5 => 5,
            _ => 6,
        })
    }

    fn item_around(&self, node: NodeId) -> NodeId {
        let is_item = |tag| matches!(tag, Tag::Li | Tag::Dt | Tag::Dd);
        self.around(node, is_item).unwrap_or(node)
    }

    fn item(&mut self, node: NodeId, plain: Layout) -> Layout {
        let item = self.item_around(node);
        let lists = self.tree.ancestors(item).take(FAR);
        let lists = lists.filter(|&id| is_list(self.tree.node(id).tag)).count();
        Layout {
            level: lists.max(1) as u8,
            first: self.begun.insert(item),
            number: self.count(item),
            ..plain
        }
    }

    /// The number of an item, if its list is an ordered one.
    fn count(&mut self, item: NodeId) -> Option<u32> {
        let list = self.around(item, is_list)?;
        if self.tree.node(list).tag != Tag::Ol {
            return None;
        }
        let start = self.whole_number(list, AttributeName::Start).unwrap_or(1);
        let (last, number) = self.numbers.entry(list).or_insert((item, start));
        if *last != item {
            (*last, *number) = (item, number.saturating_add(1));
        }
        Some(*number)
    }

    /// The cells of a row that hold text, by the columns in which they begin.
    fn row(&self, row: NodeId, plain: Layout) -> Layout {
        let (mut columns, mut column, mut headings, mut cells) = (0_u64, 0, 0, 0);
        let mut id = row + 1;
        while id < self.tree.node(row).end as usize {
            let node = self.tree.node(id);
            if !node.tag.is_cell() {
                id += 1;
                continue;
            }
            let end = (node.end as usize).max(id + 1);
            let printed = (id + 1..end).any(|below| {
                self.tree.node(below).tag == Tag::Text && !self.tree.text(below).trim().is_empty()
            });
            if printed && column < COLUMNS {
                columns |= 1 << column;
            }
            cells += 1;
            headings += usize::from(node.tag == Tag::Th);
            let span = self.whole_number(id, AttributeName::Colspan).unwrap_or(1);
            column += span.clamp(1, COLUMNS as u32) as usize;
            id = end;
        }
        Layout {
            heading: headings == cells || self.around(row, |tag| tag == Tag::Thead).is_some(),
            columns,
            ..plain
        }
    }

    fn whole_number(&self, node: NodeId, name: AttributeName) -> Option<u32> {
        self.tree.raw_attribute(node, name)?.trim().parse().ok()
    }
}

fn is_list(tag: Tag) -> bool {
    matches!(tag, Tag::Ul | Tag::Ol | Tag::Menu | Tag::Dir | Tag::Dl)
}

//! How a block is set on its page, as far as its elements say: levels of headings, depth and number of list items, rows
//! of tables with their columns. It says nothing of what a block is worth; printing the article needs it.

use std::ops::Range;

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
    /// What hangs down from the rows above, in the table read last.
    hanging: Hanging,
}

/// Cells that reach into the rows below theirs.
struct Hanging {
    table: Option<NodeId>,
    /// Into how many more rows, by column.
    rows: [u32; COLUMNS],
}

impl<'t, 'a> Setter<'t, 'a> {
    /// For a page.
    pub fn new(tree: &'t Tree<'a>) -> Self {
        Setter {
            tree,
            begun: FxHashSet::default(),
            numbers: FxHashMap::default(),
            hanging: Hanging {
                table: None,
                rows: [0; COLUMNS],
            },
        }
    }

    /// How the next segment is set. Nobody asks that of one that is left out, but an item left out counts in its list, and
    /// a row in its table.
    pub fn layout(&mut self, segment: &Segment, kept: bool) -> Layout {
        if !kept {
            match segment.kind {
                BlockKind::ListItem => _ = self.count(self.item_around(segment.node)),
                BlockKind::TableRow => _ = self.row(segment.node, Layout::default()),
                _ => {}
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
    fn row(&mut self, row: NodeId, plain: Layout) -> Layout {
        let table = self.around(row, |tag| tag == Tag::Table);
        let taken = self.hanging.next_row(table);
        let (mut columns, mut column, mut headings, mut cells) = (0_u64, 0, 0, 0);
        let mut id = row + 1;
        while id < self.tree.node(row).end as usize {
            let node = self.tree.node(id);
            if !node.tag.is_cell() {
                id += 1;
                continue;
            }
            while taken.get(column) == Some(&true) {
                column += 1;
            }
            let end = (node.end as usize).max(id + 1);
            if column < COLUMNS && self.is_printed(id + 1..end) {
                columns |= 1 << column;
            }
            cells += 1;
            headings += usize::from(node.tag == Tag::Th);
            let [width, height] = self.reach(id);
            let last = (column + width as usize).min(COLUMNS);
            if let Some(below) = self.hanging.rows.get_mut(column..last) {
                below.fill(height - 1);
            }
            column = last;
            id = end;
        }
        Layout {
            heading: headings == cells || self.around(row, |tag| tag == Tag::Thead).is_some(),
            columns,
            ..plain
        }
    }

    fn is_printed(&self, mut nodes: Range<NodeId>) -> bool {
        nodes.any(|id| self.tree.node(id).tag == Tag::Text && !self.tree.text(id).trim().is_empty())
    }

    /// How many columns and how many rows a cell takes.
    fn reach(&self, cell: NodeId) -> [u32; 2] {
        [AttributeName::Colspan, AttributeName::Rowspan]
            .map(|name| self.whole_number(cell, name).unwrap_or(1).max(1))
    }

    fn whole_number(&self, node: NodeId, name: AttributeName) -> Option<u32> {
        self.tree.raw_attribute(node, name)?.trim().parse().ok()
    }
}

impl Hanging {
    /// Goes on to the next row of a table, and says which of its columns are taken from above.
    fn next_row(&mut self, table: Option<NodeId>) -> [bool; COLUMNS] {
        if self.table != table {
            (self.table, self.rows) = (table, [0; COLUMNS]);
        }
        self.rows.each_mut().map(|rows| {
            let taken = *rows > 0;
            *rows = rows.saturating_sub(1);
            taken
        })
    }
}

fn is_list(tag: Tag) -> bool {
    matches!(tag, Tag::Ul | Tag::Ol | Tag::Menu | Tag::Dir | Tag::Dl)
}

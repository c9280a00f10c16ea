//! What `annals extract --format json` writes: the row of an article, and its blocks by kind.

use annals_extract::{Article, Block, Omitted};
use annals_text::CodePoints;
use serde::Serialize;

use super::ArticleRow;

/// An article as a row, with its blocks.
#[derive(Serialize)]
pub struct BlocksRow<'a> {
    #[serde(flatten)]
    row: ArticleRow<'a>,
    blocks: Vec<BlockRow>,
}

/// A block of the text, from its first code point to the one behind its last.
#[derive(Serialize)]
struct BlockRow {
    kind: &'static str,
    start: usize,
    end: usize,
    /// Of a heading 1 to 6, of a list item in how many lists it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    /// The number of an item in an ordered list.
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<u32>,
}

impl<'a> BlocksRow<'a> {
    /// The row of one page.
    pub fn new(id: &'a str, url: Option<&'a str>, article: &'a Article, omitted: &'a [Omitted]) -> Self {
        let points = CodePoints::new(&article.text);
        BlocksRow {
            row: ArticleRow::new(id, url, article, omitted),
            blocks: article
                .blocks
                .iter()
                .map(|block| BlockRow::new(block, &points))
                .collect(),
        }
    }
}

impl BlockRow {
    fn new(block: &Block, points: &CodePoints) -> Self {
        BlockRow {
            kind: block.kind.as_str(),
            start: points.offset(block.span.start),
            end: points.offset(block.span.end),
            level: Some(block.layout.level).filter(|level| *level > 0),
            number: block.layout.number,
        }
    }
}

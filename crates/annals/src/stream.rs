//! The pure functions as streams of JSON lines: the rows, and the reading and writing of them. Rows are types of their
//! own, so that the nouns of the stages stay free to change; offsets in them are Unicode code points.

mod article_row;
mod blocks_row;
mod document_row;
mod explained_row;
mod pages;
mod workers;

pub use article_row::ArticleRow;
pub use blocks_row::BlocksRow;
pub use document_row::{DocumentRow, Layer};
pub use explained_row::ExplainedRow;
pub use pages::{content_type, inputs_below, is_warc, page_id, read_page};
pub use workers::Workers;

use std::io::BufRead;

use anyhow::{Context, Result};
use serde::Deserialize;

/// A text to annotate or compare.
#[derive(Deserialize)]
pub struct TextRow {
    /// The caller's name for it.
    pub id: String,
    /// The text itself.
    pub text: String,
    /// The day of publication, "YYYY-MM-DD".
    pub date: Option<String>,
    /// ISO 639-1.
    pub language: Option<String>,
}

/// The longest line that is read: longer ones are refused, so that no input fills memory.
const LINE_LIMIT: usize = 64 << 20;

/// Reads JSON lines and hands each to `take` with its number, counted from 1. Empty lines are skipped.
pub fn each_line<T: for<'a> Deserialize<'a>>(
    mut reader: impl BufRead,
    mut take: impl FnMut(usize, Result<T>) -> Result<()>,
) -> Result<()> {
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let read = read_line(&mut reader, &mut line).context("standard input")?;
        if read == 0 {
            return Ok(());
        }
        if read > LINE_LIMIT {
            take(
                number,
                Err(anyhow::anyhow!("longer than {} MiB", LINE_LIMIT >> 20)),
            )?;
        } else if !line.trim_ascii().is_empty() {
            take(number, serde_json::from_slice(&line).map_err(anyhow::Error::from))?;
        }
    }
    Ok(())
}

/// Reads one line into `line`, but at most a little more than [`LINE_LIMIT`]; the rest of a longer one is skipped.
/// Answers its length with its line break; 0 at the end.
fn read_line(reader: &mut impl BufRead, line: &mut Vec<u8>) -> std::io::Result<usize> {
    let mut length = 0;
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(length);
        }
        let end = buffer.iter().position(|&byte| byte == b'\n').map(|at| at + 1);
        let piece = &buffer[..end.unwrap_or(buffer.len())];
        if length <= LINE_LIMIT {
            line.extend_from_slice(piece);
        }
        let taken = piece.len();
        length += taken;
        reader.consume(taken);
        if end.is_some() {
            return Ok(length);
        }
    }
}

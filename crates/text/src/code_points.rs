//! Byte offsets to Unicode code points. Inside the program spans are bytes; in JSON they are code points,
//! so that a reader in any language can slice the text it was given.

use crate::Span;

/// A table that turns byte offsets of one text into code-point offsets, in constant time.
pub struct CodePoints {
    /// Code points before each block of [`STEP`] bytes; empty for ASCII text, where both counts agree.
    blocks: Vec<u32>,
    bytes: Vec<u8>,
}

const STEP: usize = 64;

impl CodePoints {
    /// Reads `text` once; linear.
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return CodePoints {
                blocks: Vec::new(),
                bytes: Vec::new(),
            };
        }
        let bytes = text.as_bytes().to_vec();
        let mut blocks = Vec::with_capacity(bytes.len() / STEP + 1);
        let mut count = 0;
        for block in bytes.chunks(STEP) {
            blocks.push(count);
            count += starts(block);
        }
        blocks.push(count);
        CodePoints { blocks, bytes }
    }

    /// How many code points stand before byte `offset`.
    pub fn offset(&self, offset: usize) -> usize {
        if self.blocks.is_empty() {
            return offset;
        }
        let block = offset / STEP;
        self.blocks[block] as usize + starts(&self.bytes[block * STEP..offset]) as usize
    }

    /// Start and end of `span`, in code points.
    pub fn span(&self, span: Span) -> (usize, usize) {
        (self.offset(span.start), self.offset(span.end))
    }
}

fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_characters_at_every_boundary() {
        let text = "Łódź 서울 — naïve 🙂 ".repeat(20);
        let points = CodePoints::new(&text);
        for (count, (offset, _)) in text.char_indices().enumerate() {
            assert_eq!(points.offset(offset), count);
        }
        assert_eq!(points.offset(text.len()), text.chars().count());
    }
}

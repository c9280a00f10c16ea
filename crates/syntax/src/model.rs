//! The trained weights, and the one function that uses them all. Their file is written by `training/syntax`: three tables,
//! each its bits and classes and then its cells, deflated.

use std::io::Read;
#[cfg(feature = "training")]
use std::io::Write;
use std::sync::LazyLock;

#[cfg(feature = "training")]
use flate2::Compression;
use flate2::read::ZlibDecoder;
#[cfg(feature = "training")]
use flate2::write::ZlibEncoder;

use crate::features::View;
use crate::label::{Relation, Tag};
use crate::parser::{Reader, Scratch};
use crate::tagger::tag;
use crate::weights::Table;
use crate::word::Word;

/// A word's place in its sentence's tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its part of speech.
    pub tag: Tag,
    /// The number of the word it depends on, from 0; `None` for the head of the sentence.
    pub head: Option<usize>,
    /// What it is to that word.
    pub relation: Relation,
}

static SHIPPED: LazyLock<Model> =
    LazyLock::new(|| Model::unpack(include_bytes!("../data/english.bin")).unwrap_or_default());

/// The tree of a sentence, one node a word: exactly one has no head, and none is its own ancestor. Linear in the words.
pub fn parse(words: &[Word]) -> Vec<Node> {
    SHIPPED.parse(words)
}

/// Everything that was trained.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// Weights of the tagger.
    pub tagger: Table,
    /// Weights of the parser.
    pub reader: Reader<Table>,
}

impl Model {
    /// As [`parse`], with these weights.
    pub fn parse(&self, words: &[Word]) -> Vec<Node> {
        let tags = tag(words, &self.tagger);
        let view = View { words, tags: &tags };
        let found = self.reader.read(&view, &mut Scratch::default());
        let nodes = found.into_iter().zip(&tags).map(|((head, relation), &tag)| Node {
            tag,
            head: Some(head as usize).filter(|&head| head < words.len()),
            relation: Relation::ALL[usize::from(relation)],
        });
        nodes.collect()
    }

    /// The file's bytes.
    #[cfg(feature = "training")]
    pub fn pack(&self) -> std::io::Result<Vec<u8>> {
        let mut out = ZlibEncoder::new(Vec::new(), Compression::best());
        for table in [&self.tagger, &self.reader.actions, &self.reader.relations] {
            out.write_all(&table.bits.to_le_bytes())?;
            out.write_all(&(table.classes as u32).to_le_bytes())?;
            let bytes: Vec<u8> = table.cells.iter().map(|&cell| cell as u8).collect();
            out.write_all(&bytes)?;
        }
        out.finish()
    }

    /// What [`Model::pack`] wrote.
    pub fn unpack(packed: &[u8]) -> std::io::Result<Model> {
        let mut file = ZlibDecoder::new(packed);
        let mut table = || -> std::io::Result<Table> {
            let [bits, classes] = [number(&mut file)?, number(&mut file)?];
            let mut bytes = vec![0; (classes as usize) << bits.min(24)];
            file.read_exact(&mut bytes)?;
            Ok(Table {
                bits,
                classes: classes as usize,
                cells: bytes.into_iter().map(|byte| byte as i8).collect(),
            })
        };
        Ok(Model {
            tagger: table()?,
            reader: Reader {
                actions: table()?,
                relations: table()?,
            },
        })
    }
}

fn number(file: &mut impl Read) -> std::io::Result<u32> {
    let mut bytes = [0; 4];
    file.read_exact(&mut bytes)?;
    Ok(u32::from_le_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_model_is_whole() {
        let model = Model::unpack(include_bytes!("../data/english.bin")).expect("whole");
        assert_eq!(model.tagger.classes, Tag::ALL.len());
        assert_eq!(model.reader.relations.classes, Relation::ALL.len());
    }
}

//! One sentence as the readers see it: words, chunks, groups. Clauses borrow from it.

use annals_names::Mention;
use annals_text::Token;

use crate::chunk::{Chunk, chunks};
use crate::clause::Clauses;
use crate::group::{Group, Phrases, groups};
use crate::word::{Marked, Word, words};

/// The longest sentence that is read, in tokens; what lies behind is left unread, so that time stays linear.
pub const LONGEST: usize = 400;

/// A sentence in its parts.
pub struct Parsed<'a> {
    /// Its words.
    pub words: Vec<Word>,
    chunks: Vec<Chunk>,
    groups: Vec<Group>,
    group_of: Vec<Option<usize>>,
    mentions: &'a [Mention],
}

impl<'a> Parsed<'a> {
    /// Reads the tokens of one sentence.
    pub fn new(text: &str, tokens: &[Token], marked: &Marked, mentions: &'a [Mention]) -> Self {
        let words = words(text, &tokens[..tokens.len().min(LONGEST)], marked);
        let chunks = chunks(&words);
        let (groups, group_of) = groups(Phrases {
            words: &words,
            chunks: &chunks,
            mentions,
        });
        Parsed {
            words,
            chunks,
            groups,
            group_of,
            mentions,
        }
    }

    /// Its clauses.
    pub fn clauses(&self) -> Clauses<'_> {
        let phrases = Phrases {
            words: &self.words,
            chunks: &self.chunks,
            mentions: self.mentions,
        };
        Clauses::new(phrases, &self.groups, &self.group_of)
    }
}

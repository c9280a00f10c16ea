//! Lengths that hang on a date of the same phrase: "the three months to Jan. 31", "the year ended June 30", "two weeks
//! from Monday". Both stay phrases of their own; what joins them is a [`Hold`].

use super::{Composed, Composer, Phrase, Tree};
use crate::lex::Cue;

/// A length that begins or ends at a date beside it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hold {
    /// Indices of phrases.
    pub length: usize,
    pub date: usize,
    /// Whether the date is its end.
    pub ends: bool,
}

impl Composer<'_> {
    /// Finds what hangs on what.
    pub(super) fn find_holds(&self, composed: &mut Composed) {
        let pairs = composed.phrases.windows(2).enumerate();
        let holds = pairs.filter_map(|(length, pair)| {
            let ends = self.holds(&pair[0], &pair[1])?;
            Some(Hold {
                length,
                date: length + 1,
                ends,
            })
        });
        composed.holds = holds.collect();
    }

    /// Whether the second phrase ends (true) or begins (false) the length that is the first.
    fn holds(&self, length: &Phrase, date: &Phrase) -> Option<bool> {
        let joined = date.from == length.to + 1 && is_length(&length.tree) && date.tree.is_date();
        match self.cue(length.to).filter(|_| joined)? {
            Cue::To | Cue::Till | Cue::Through | Cue::Ended => Some(true),
            Cue::From | Cue::Since | Cue::Start | Cue::Beginning => Some(false),
            _ => None,
        }
    }
}

fn is_length(tree: &Tree) -> bool {
    match tree {
        Tree::Modified { of, .. } => is_length(of),
        tree => matches!(tree, Tree::Duration(_)),
    }
}

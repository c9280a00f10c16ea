//! Which segments of a page are its article. A small ensemble of decision trees, trained on pages whose article is known
//! (`training/extract/CARD.md`), gives each segment a probability from what can be seen of it and around it; a second one
//! looks at those probabilities in their neighbourhood. Rules keep only what is never text: controls, lists told by shape.

mod features;
mod model;
mod reasons;
mod sight;
mod vocabulary;

use crate::html::Tree;
use crate::listing::{Listing, Verdict};
use crate::metadata::Facts;
use crate::print::Print;
use crate::{BlockKind, Reason};

pub use features::{FEATURES, Features};
pub use model::{Ensemble, LEAF, Model, Split};
pub use reasons::is_boilerplate;
pub use sight::{Sight, contextual};
pub use vocabulary::{Vocabulary, class_tokens, word_tokens};

/// A piece of the page: text of the article, or left out for a reason.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Its text, white space folded.
    pub text: String,
    /// The kind of block it makes.
    pub kind: BlockKind,
    /// Why it is left out; `None` for the article's text.
    pub reason: Option<Reason>,
}

/// All pieces of a page in reading order.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// Kept and left out.
    pub pieces: Vec<Piece>,
}

impl Body {
    /// Appends a piece.
    pub fn push(&mut self, piece: Piece) {
        self.pieces.push(piece);
    }
}

/// Segments with at least this probability are kept.
const THRESHOLD: f32 = 0.5;

/// Sorts the segments of an HTML page.
pub fn select(tree: &Tree<'_>, print: &Print, facts: &Facts, listing: &Listing) -> Body {
    let model = Model::shipped();
    let sight = Sight::of(tree, print, facts, listing, model.vocabulary());
    let kept: Vec<bool> = model.probabilities(&sight).iter().map(|&p| p >= THRESHOLD).collect();
    let judge = reasons::Judge::new(tree, print, facts, &kept);
    let mut body = Body::default();
    for (at, segment) in print.segments.iter().enumerate() {
        let reason = match listing.verdicts[at] {
            Verdict::Listed(reason) => Some(reason),
            Verdict::Open if kept[at] => segment.barred,
            Verdict::Open => Some(judge.reason(at)),
        };
        body.push(Piece {
            text: print.text_of(segment).to_owned(),
            kind: segment.kind,
            reason,
        });
    }
    body
}

//! Which segments of a page are its article. A small ensemble of decision trees, trained on pages whose article is known
//! (`training/extract/CARD.md`), gives each segment a probability from what can be seen of it and around it. Rules keep only what is never text: controls, lists told by shape.

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
pub use sight::Sight;
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

/// Segments that are less likely than this are never kept.
const LEAST: f32 = 0.08;

/// The set of segments whose expected F1 is highest (by bytes, against what the probabilities expect of the page). On a page
/// of which the model is sure this keeps what is likelier than one half; on a strange page it lowers the bar for all, where
/// a fixed bar would leave nothing (Lipton, Elkan and Naryanaswamy 2014).
pub fn choose(probabilities: &[f32], bytes: &[usize]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..bytes.len()).collect();
    order.sort_by(|&a, &b| probabilities[b].total_cmp(&probabilities[a]).then(a.cmp(&b)));
    let expected: f32 = probabilities.iter().zip(bytes).map(|(p, &bytes)| p * bytes as f32).sum();
    let (mut hit, mut size, mut best, mut bar) = (0.0, 0.0, 0.0, f32::INFINITY);
    for &at in &order {
        hit += probabilities[at] * bytes[at] as f32;
        size += bytes[at] as f32;
        let f1 = 2.0 * hit / (size + expected);
        if f1 > best {
            (best, bar) = (f1, probabilities[at]);
        }
    }
    probabilities.iter().map(|&p| p >= bar.max(LEAST)).collect()
}

/// Sorts the segments of an HTML page.
pub fn select(tree: &Tree<'_>, print: &Print, facts: &Facts, listing: &Listing) -> Body {
    let model = Model::shipped();
    let sight = Sight::of(tree, print, facts, listing, model.vocabulary());
    let bytes: Vec<usize> = print.segments.iter().map(|segment| segment.end - segment.start).collect();
    let kept = choose(&model.probabilities(&sight), &bytes);
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

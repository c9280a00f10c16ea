//! Which segments of a page are its article. A small ensemble of decision trees, trained on pages whose article is known
//! (`training/extract/CARD.md`), gives each segment a probability from what can be seen of it and around it. Rules keep only what is never text: controls, lists told by shape.

mod features;
mod layout;
mod model;
mod reasons;
mod sight;
mod vocabulary;
mod walls;

use rustc_hash::FxHashMap;

use crate::day::{self, Order};
use crate::html::{AttributeName, ByClass, NodeId, Tag, Tree};
use crate::listing::{Listing, Verdict};
use crate::metadata::{Facts, fold, line_after_by};
use crate::print::Print;
use crate::{BlockKind, Layout, Reason};

pub use features::{FEATURES, Features};
pub use model::{Ensemble, Influence, LEAF, Model, Split};
pub use reasons::is_boilerplate;
pub use sight::{Sight, is_of_comments};
pub use vocabulary::{Vocabulary, class_tokens, word_tokens};

/// A piece of the page: text of the article, or left out for a reason.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Its text, white space folded.
    pub text: String,
    /// The kind of block it makes.
    pub kind: BlockKind,
    /// How it is set.
    pub layout: Layout,
    /// Why it is left out; `None` for the article's text.
    pub reason: Option<Reason>,
    /// How likely the model finds it to be article text; `None` where a rule decided alone.
    pub probability: Option<f32>,
}

/// All pieces of a page in reading order.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// Kept and left out.
    pub pieces: Vec<Piece>,
    /// Whether a box behind the text says that the rest is for those who pay.
    pub walled: bool,
    /// So many spaces were put back that an earlier tool had lost.
    pub repaired: usize,
}

impl Body {
    /// Appends a piece.
    pub fn push(&mut self, piece: Piece) {
        self.pieces.push(piece);
    }

    /// The texts of the article's pieces.
    pub fn kept(&self) -> impl Iterator<Item = &str> {
        let kept = self.pieces.iter().filter(|piece| piece.reason.is_none());
        kept.map(|piece| piece.text.as_str())
    }
}

/// Segments that are less likely than this are never kept.
const LEAST: f32 = 0.08;

/// The set of segments whose expected F1 is highest (by bytes, against what the probabilities expect of the page). On a page
/// of which the model is sure this keeps what is likelier than one half; on a strange page it lowers the bar for all, where
/// a fixed bar would leave nothing (Lipton, Elkan and Naryanaswamy 2014).
fn choose(probabilities: &[f32], bytes: &[usize]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..bytes.len()).collect();
    order.sort_unstable_by(|&a, &b| probabilities[b].total_cmp(&probabilities[a]).then(a.cmp(&b)));
    let expected: f32 = probabilities
        .iter()
        .zip(bytes)
        .map(|(p, &bytes)| p * bytes as f32)
        .sum();
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

/// What to keep, given what the model says: the likeliest set, then what rules add to it or take from it.
pub fn keep(tree: &Tree<'_>, print: &Print, facts: &Facts, probabilities: &[f32]) -> Vec<bool> {
    let texts: Vec<&str> = print
        .segments
        .iter()
        .map(|segment| print.text_of(segment))
        .collect();
    let mut kept = keep_together(&texts, probabilities, &set_apart(tree, print));
    drop_repeats(tree, print, &mut kept);
    keep_enclosed(print, probabilities, &mut kept);
    drop_head(&texts, facts, &mut kept);
    kept
}

/// The likeliest set without boxes set apart (readers' comments, consent), unless next to nothing else is likely: a page
/// that shows one comment by itself.
fn keep_together(texts: &[&str], probabilities: &[f32], apart: &[bool]) -> Vec<bool> {
    /// So many bytes outside of them are an article, if a short one.
    const ENOUGH: usize = 300;
    let bytes: Vec<usize> = texts.iter().map(|text| text.len()).collect();
    let together: Vec<f32> = probabilities
        .iter()
        .zip(apart)
        .map(|(&probability, &apart)| if apart { 0.0 } else { probability })
        .collect();
    let kept = choose(&together, &bytes);
    let outside: usize = kept
        .iter()
        .zip(&bytes)
        .filter(|(kept, _)| **kept)
        .map(|(_, bytes)| bytes)
        .sum();
    if outside >= ENOUGH {
        kept
    } else {
        choose(probabilities, &bytes)
    }
}

/// Of long texts that say the same the first that was kept counts: the same word triples, nearly all of them. Items of one
/// list may repeat each other (the days of a diet); a text printed again elsewhere is a repeat.
fn drop_repeats(tree: &Tree<'_>, print: &Print, kept: &mut [bool]) {
    const LONG: usize = 100;
    const ENOUGH: usize = 100_000;
    let mut first: FxHashMap<u64, NodeId> = FxHashMap::default();
    for (segment, kept) in print.segments.iter().zip(kept).filter(|(_, kept)| **kept) {
        let (text, parent) = (print.text_of(segment), tree.parent(segment.node));
        let (mut all, mut known) = (0, 0);
        sight::each_triple(&text[..text.floor_char_boundary(ENOUGH)], |triple| {
            all += 1;
            known += usize::from(*first.entry(triple).or_insert(parent) != parent);
        });
        *kept = text.len() < LONG || all == 0 || known * 20 < all * 19;
    }
}

/// Title, byline and date that stand before the text are no text.
fn drop_head(texts: &[&str], facts: &Facts, kept: &mut [bool]) {
    let title = fold(facts.title.as_deref().unwrap_or(""));
    let is_head = |text: &str| {
        day::only(text, Order::DayFirst).is_some()
            || line_after_by(text).is_some()
            || !title.is_empty() && text.len() < 400 && fold(text) == title
    };
    let head: Vec<usize> = (0..kept.len())
        .filter(|&at| kept[at])
        .take_while(|&at| is_head(texts[at]))
        .collect();
    if head.len() < kept.iter().filter(|kept| **kept).count() {
        head.into_iter().for_each(|at| kept[at] = false);
    }
}

/// Rows of a table with its caption and items of a list that stand between kept text belong to it, unless the model is all
/// but sure that they do not or they are mostly links.
fn keep_enclosed(print: &Print, probabilities: &[f32], kept: &mut [bool]) {
    const DOUBT: f32 = 0.03;
    const FEWEST: usize = 2;
    let kind = |at: usize| print.segments[at].kind;
    let titles_table = |at: usize| {
        let below = print.segments.get(at + 1);
        kind(at) == BlockKind::Caption && below.is_some_and(|below| below.kind == BlockKind::TableRow)
    };
    let mut at = 0;
    while at < kept.len() {
        let first = at + usize::from(!kept[at] && titles_table(at));
        let listed = matches!(kind(first), BlockKind::TableRow | BlockKind::ListItem);
        let run = (first..kept.len())
            .take_while(|&next| !kept[next] && listed && kind(next) == kind(first))
            .count();
        let end = first + run;
        let enclosed = at > 0 && kept[at - 1] && kept.get(end) == Some(&true);
        if run >= FEWEST && enclosed && is_doubtful(print, probabilities, at..end, DOUBT) {
            kept[at..end].fill(true);
        }
        at = end.max(at + 1);
    }
    for at in 0..kept.len().saturating_sub(1) {
        let shown = print.segments[at].barred.is_none() && !print.segments[at].hidden;
        kept[at] |= kept[at + 1] && shown && titles_table(at);
    }
}

fn is_doubtful(print: &Print, probabilities: &[f32], run: std::ops::Range<usize>, doubt: f32) -> bool {
    let likeliest = probabilities[run.clone()].iter().copied().fold(0.0, f32::max);
    let segments = &print.segments[run];
    let bytes: usize = segments.iter().map(|segment| segment.end - segment.start).sum();
    let linked: usize = segments.iter().map(|segment| segment.linked).sum();
    let shown = segments
        .iter()
        .all(|segment| segment.barred.is_none() && !segment.hidden);
    likeliest >= doubt && linked * 10 < bytes * 4 && shown
}

/// For each segment whether it stands in a box for readers' comments or for consent, by the names around it.
pub fn set_apart(tree: &Tree<'_>, print: &Print) -> Vec<bool> {
    let mut boxes = Boxes {
        tree,
        known: vec![None; tree.nodes().len()],
        classes: ByClass::new(tree),
        path: Vec::new(),
    };
    let segments = print.segments.iter();
    segments.map(|segment| boxes.hold(segment.node)).collect()
}

/// Elements that stand in boxes for comments or consent, or do not.
struct Boxes<'t, 'a> {
    tree: &'t Tree<'a>,
    known: Vec<Option<bool>>,
    classes: ByClass<bool>,
    path: Vec<NodeId>,
}

impl Boxes<'_, '_> {
    fn hold(&mut self, node: NodeId) -> bool {
        let mut at = node;
        let apart = loop {
            if at == 0 {
                break false;
            }
            if let Some(apart) = self.known[at] {
                break apart;
            }
            self.path.push(at);
            if self.begin(at) {
                break true;
            }
            at = self.tree.parent(at);
        };
        self.path.drain(..).for_each(|id| self.known[id] = Some(apart));
        apart
    }

    /// Whether an element is such a box. Most have nothing but a class, which is looked at once.
    fn begin(&mut self, id: NodeId) -> bool {
        let tree = self.tree;
        let says = || sight::is_of_comments(tree, id) || sight::is_of_consent(tree, id);
        match tree.node(id).tag {
            Tag::Div if tree.raw_attribute(id, AttributeName::Id).is_none() => {
                self.classes.of(tree, id, |_| says()) == Some(true)
            }
            _ => says(),
        }
    }
}

/// Whether a page is the content of an article alone, as feeds carry it: no frame of a page stands around it.
fn is_fragment(tree: &Tree<'_>) -> bool {
    use crate::html::Tag::*;
    let of_page = |tag| {
        matches!(
            tag,
            Html | Head | Body | Title | Meta | Nav | Header | Footer | Form | Script
        )
    };
    !tree.nodes().iter().any(|node| of_page(node.tag))
}

/// What a feed carries is text of the article, unless the model is all but sure that it is not.
fn keep_fragment(print: &Print, probabilities: &[f32], kept: &mut [bool]) {
    let segments = print.segments.iter().zip(probabilities).zip(kept);
    for ((segment, &probability), kept) in segments {
        *kept |= probability >= LEAST && !segment.hidden && !is_boilerplate(print.text_of(segment));
    }
}

/// Sorts the segments of an HTML page.
pub fn select(tree: &Tree<'_>, print: &Print, facts: &Facts, listing: &Listing) -> Body {
    let model = Model::shipped();
    let sight = Sight::of(tree, print, facts, listing, model.vocabulary());
    let segments = print.segments.iter().zip(&listing.verdicts);
    let open: Vec<bool> = segments
        .map(|(segment, verdict)| segment.barred.is_none() && *verdict == Verdict::Open)
        .collect();
    let probabilities = model.probabilities(&sight, &open);
    let mut kept = keep(tree, print, facts, &probabilities);
    if is_fragment(tree) {
        keep_fragment(print, &probabilities, &mut kept);
    }
    let mut setter = layout::Setter::new(tree);
    let mut judge = reasons::Judge::new(tree, print, facts, &kept);
    let mut body = Body {
        walled: walls::stands_behind(print, &kept),
        ..Body::default()
    };
    for (at, segment) in print.segments.iter().enumerate() {
        let reason = match listing.verdicts[at] {
            Verdict::Listed(reason) => Some(reason),
            Verdict::Open if kept[at] => None,
            Verdict::Open => Some(judge.reason(at)),
        };
        body.push(Piece {
            text: print.text_of(segment).to_owned(),
            kind: segment.kind,
            layout: setter.layout(segment, reason.is_none()),
            reason,
            probability: open[at].then_some(probabilities[at]),
        });
    }
    body
}

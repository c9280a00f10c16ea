//! Every block of a page in page order with what was decided about it and on what grounds, for people who want to know why
//! something is in the article or not. It decides nothing: it reads the page as [`crate::extract`] does and tells.

use crate::body::{Model, Piece, Sight};
use crate::html::{AttributeName, NodeId, Tree};
use crate::print::Print;
use crate::{BlockKind, Page, Reason};

pub use crate::body::Influence;

/// So many influences are told of each block.
const MOST: usize = 6;

/// A block of a page and what was decided about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// Its text, white space folded.
    pub text: String,
    /// What kind of block it is.
    pub kind: BlockKind,
    /// Why it was left out; `None` if it is part of the article.
    pub reason: Option<Reason>,
    /// How likely the model finds it to be article text, from 0 to 1. `None` where its shape or its element decides alone.
    pub probability: Option<f32>,
    /// Where it stands: the elements around it below the body, outermost first, with id and classes
    /// ("main#story > div.text.wide > p"); for plain text the number of its line among those that hold text.
    pub place: String,
    /// What moved the model most, the strongest first.
    pub influences: Vec<Influence>,
}

/// Reads a page as [`crate::extract`] does and tells what was decided about each block, in page order.
pub fn explain(page: &Page<'_>) -> Vec<Judged> {
    let (text, _) = crate::decoded(page);
    let Some(html) = crate::form::html(&text, page.content_type) else {
        let (body, ..) = crate::plain::read(&text, page.url);
        let lines = (1..).map(|line: usize| format!("line {line}"));
        let pieces = body.pieces.into_iter().zip(lines);
        return pieces
            .map(|(piece, place)| judged(piece, place, Vec::new()))
            .collect();
    };
    explain_html(&crate::html::without_nulls(html), page)
}

fn explain_html(html: &str, page: &Page<'_>) -> Vec<Judged> {
    let tree = Tree::parse(html);
    let print = Print::of(&tree);
    let facts = crate::facts(&tree, &print, page);
    let (listing, body) = crate::select(&tree, &print, &facts);
    let model = Model::shipped();
    let sight = Sight::of(&tree, &print, &facts, &listing, model.vocabulary());
    let rows = sight.rows().iter().map(|row| model.influences(&row.values, MOST));
    let places = print.segments.iter().map(|segment| place(&tree, segment.node));
    let blocks = body.pieces.into_iter().zip(places).zip(rows);
    blocks
        .map(|((piece, place), influences)| judged(piece, place, influences))
        .collect()
}

fn judged(piece: Piece, place: String, influences: Vec<Influence>) -> Judged {
    let asked = piece.probability.is_some();
    Judged {
        text: piece.text,
        kind: piece.kind,
        reason: piece.reason,
        probability: piece.probability,
        place,
        influences: if asked { influences } else { Vec::new() },
    }
}

/// The elements around a node, itself counted, as a style sheet would name them.
fn place(tree: &Tree<'_>, node: NodeId) -> String {
    const FAR: usize = 32;
    let mut steps: Vec<String> = tree
        .ancestors(node)
        .take(FAR)
        .filter(|&id| !tree.node(id).tag.is_frame())
        .map(|id| step(tree, id))
        .collect();
    steps.reverse();
    steps.join(" > ")
}

fn step(tree: &Tree<'_>, id: NodeId) -> String {
    const CLASSES: usize = 3;
    let attribute = |name| tree.raw_attribute(id, name).unwrap_or("");
    let mut step = tree.node(id).tag.name().to_owned();
    if let Some(name) = attribute(AttributeName::Id).split_whitespace().next() {
        step.push('#');
        step.push_str(name);
    }
    for class in attribute(AttributeName::Class).split_whitespace().take(CLASSES) {
        step.push('.');
        step.push_str(class);
    }
    step
}

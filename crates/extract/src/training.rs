//! What the training program needs to see and nobody else: segments with their rows, and the names around them.

use crate::body::{Features, Sight, Vocabulary, class_tokens, word_tokens};
use crate::html::Tree;
use crate::metadata::Facts;
use crate::print::Print;
use crate::{Page, body, listing};

pub use crate::body::{Ensemble, FEATURES, LEAF, Model, Split};

/// A page read as far as the model sees it.
pub struct Exercise<'a> {
    tree: Tree<'a>,
    print: Print,
    facts: Facts,
    listing: listing::Listing,
}

/// A page seen with one vocabulary.
pub struct View(Sight);

impl<'a> Exercise<'a> {
    /// Reads decoded HTML.
    pub fn new(html: &'a str, url: Option<&str>) -> Self {
        let tree = Tree::parse(html);
        let print = Print::of(&tree);
        let facts = crate::facts(
            &tree,
            &print,
            &Page {
                url,
                ..Page::default()
            },
        );
        let lines: Vec<&str> = print
            .segments
            .iter()
            .map(|segment| print.text_of(segment))
            .collect();
        let listing = listing::find(&lines, Some(&print.linked()), crate::day::Order::DayFirst);
        Exercise {
            tree,
            print,
            facts,
            listing,
        }
    }

    /// The text of each segment.
    pub fn texts(&self) -> Vec<&str> {
        self.print
            .segments
            .iter()
            .map(|segment| self.print.text_of(segment))
            .collect()
    }

    /// Whether the rules bar each segment whatever the model says.
    pub fn barred(&self) -> Vec<bool> {
        let listed = self
            .listing
            .verdicts
            .iter()
            .map(|verdict| *verdict != listing::Verdict::Open);
        let segments = self.print.segments.iter();
        segments
            .zip(listed)
            .map(|(segment, listed)| listed || segment.barred.is_some())
            .collect()
    }

    /// Whether each segment is hidden from readers.
    pub fn hidden(&self) -> Vec<bool> {
        self.print.segments.iter().map(|segment| segment.hidden).collect()
    }

    /// Which segments are kept when the model gives them these probabilities, by all rules.
    pub fn keep(&self, probabilities: &[f32]) -> Vec<bool> {
        body::keep(&self.tree, &self.print, &self.facts, probabilities)
    }

    /// Calls `vote` for each name around or word in each segment, with the segment's number.
    pub fn names(&self, mut vote: impl FnMut(usize, u32)) {
        let mut hashes = Vec::new();
        for (at, segment) in self.print.segments.iter().enumerate() {
            for id in self.tree.ancestors(segment.node) {
                class_tokens(&self.tree, id, &mut hashes);
                hashes.iter().for_each(|&hash| vote(at, hash));
            }
            let text = self.print.text_of(segment);
            if text.len() <= 200 {
                word_tokens(text, &mut hashes);
                hashes.iter().for_each(|&hash| vote(at, hash));
            }
        }
    }

    /// The page as the model sees it.
    pub fn view(&self, odds: impl IntoIterator<Item = (u32, f32)>) -> View {
        let vocabulary = Vocabulary::new(odds);
        View(Sight::of(
            &self.tree,
            &self.print,
            &self.facts,
            &self.listing,
            &vocabulary,
        ))
    }
}

impl View {
    /// One row of numbers a segment.
    pub fn rows(&self) -> Vec<[f32; FEATURES]> {
        values(self.0.rows())
    }
}

fn values(rows: &[Features]) -> Vec<[f32; FEATURES]> {
    rows.iter().map(|row| row.values).collect()
}

/// The text of a page's bytes.
pub fn decode(page: &Page<'_>) -> String {
    crate::inspection::decode(page).0
}

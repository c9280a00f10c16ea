//! The stages of [`crate::extract`] one by one, for the benchmark and for the comparison of trees with html5ever's. It
//! adds nothing to them and is no part of the crate's promises.

use std::borrow::Cow;

use crate::body::Body;
use crate::html::{Tokens, Tree};
use crate::listing::Listing;
use crate::metadata::Facts;
use crate::print::Print;
use crate::{Page, Teaser, body, charset, day, leads, listing, metadata};

/// The text of a page's bytes.
pub fn decode<'a>(page: &Page<'a>) -> Cow<'a, str> {
    charset::decode(page.bytes, page.content_type, None).0
}

/// How many tokens a page has.
pub fn tokenize(html: &str) -> usize {
    Tokens::new(html).count()
}

/// The tree of a page.
pub struct Parsed<'a>(Tree<'a>);

impl<'a> Parsed<'a> {
    /// Builds it.
    pub fn new(html: &'a str) -> Self {
        Parsed(Tree::parse(html))
    }

    /// How many nodes it has.
    pub fn size(&self) -> usize {
        self.0.nodes().len()
    }

    /// What it prints.
    pub fn print(&self) -> Printed<'_, 'a> {
        Printed {
            tree: &self.0,
            print: Print::of(&self.0),
        }
    }
}

/// A tree and its segments.
pub struct Printed<'t, 'a> {
    tree: &'t Tree<'a>,
    print: Print,
}

impl Printed<'_, '_> {
    /// The text of each segment.
    pub fn lines(&self) -> Vec<&str> {
        let segments = self.print.segments.iter();
        segments.map(|segment| self.print.text_of(segment)).collect()
    }

    /// What the page says about its article.
    pub fn metadata(&self, url: Option<&str>) -> Known {
        Known(metadata::read(self.tree, &self.print, url))
    }

    /// The lists of other articles.
    pub fn lists(&self) -> Lists {
        let linked = self.print.linked();
        Lists(listing::find(&self.lines(), Some(&linked), day::Order::DayFirst))
    }

    /// Each segment with its verdict.
    pub fn classify(&self, known: &Known, lists: &Lists) -> Classified {
        Classified(body::select(self.tree, &self.print, &known.0, &lists.0))
    }

    /// The leads to other articles.
    pub fn leads(&self, lists: Lists, classified: &Classified, base: Option<&str>) -> Vec<Teaser> {
        leads::find(self.tree, &self.print, lists.0, &classified.0, base)
    }
}

/// What a page says about its article.
pub struct Known(Facts);

/// The lists of a page.
pub struct Lists(Listing);

/// The segments of a page with their verdicts.
pub struct Classified(Body);

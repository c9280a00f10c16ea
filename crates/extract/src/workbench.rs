//! The stages of [`crate::extract`] one by one, for the benchmark and for the comparison of trees with html5ever's. It
//! adds nothing to them and is no part of the crate's promises.

use std::borrow::Cow;

use crate::body::Body;
use crate::html::{AttributeName, Tag, Tokens, Tree};
use crate::listing::Listing;
use crate::metadata::Facts;
use crate::print::Print;
use crate::{Page, Teaser, body, charset, day, html, leads, listing, metadata};

/// The text of a page's bytes.
pub fn decode<'a>(page: &Page<'a>) -> Cow<'a, str> {
    let origin = charset::Origin {
        content_type: page.content_type,
        domain: None,
    };
    html::without_nulls(charset::decode(page.bytes, origin).0)
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

    /// Its text as [`Lines`].
    pub fn lines(&self) -> Vec<String> {
        let tree = &self.0;
        let (mut lines, mut ends) = (Lines::default(), Vec::new());
        let (mut id, mut link_end, mut bold_end) = (0, 0, 0);
        while id < tree.nodes().len() {
            while ends.last().is_some_and(|&end| end <= id) {
                ends.pop();
                lines.border();
            }
            let node = tree.node(id);
            let end = (node.end as usize).max(id + 1);
            match node.tag {
                tag if is_silent(tag) => {
                    id = end;
                    continue;
                }
                Tag::Text => lines.text(&tree.text(id), id < link_end, id < bold_end),
                Tag::A if tree.raw_attribute(id, AttributeName::Href).is_some() => link_end = end,
                Tag::B | Tag::Strong => bold_end = bold_end.max(end),
                tag if tag.is_block() || tag == Tag::Br => {
                    ends.push(end);
                    lines.border();
                }
                _ => {}
            }
            id += 1;
        }
        lines.finish()
    }

    /// What it prints.
    pub fn print(&self) -> Printed<'_, 'a> {
        Printed {
            tree: &self.0,
            print: Print::of(&self.0),
        }
    }
}

/// Text in order, a line for each stretch between two borders of blocks, white space folded, links in square brackets and
/// bold words between stars.
#[derive(Default)]
pub struct Lines {
    done: Vec<String>,
    line: String,
    linked: bool,
    bold: bool,
}

impl Lines {
    /// Appends text.
    pub fn text(&mut self, text: &str, linked: bool, bold: bool) {
        for character in text.chars() {
            if character.is_whitespace() {
                if !self.line.is_empty() && !self.line.ends_with(' ') {
                    self.line.push(' ');
                }
                continue;
            }
            self.mark(linked, bold);
            self.line.push(character);
        }
    }

    /// Sets the marks where links and bold words begin and end; what ends does so before the space.
    fn mark(&mut self, linked: bool, bold: bool) {
        let spaced = self.line.ends_with(' ');
        self.line.truncate(self.line.trim_end().len());
        let (link_changes, bold_changes) = (self.linked != linked, self.bold != bold);
        self.line
            .push_str(if bold_changes && self.bold { "*" } else { "" });
        self.line
            .push_str(if link_changes && self.linked { "]" } else { "" });
        self.line.push_str(if spaced { " " } else { "" });
        self.line.push_str(if link_changes && linked { "[" } else { "" });
        self.line.push_str(if bold_changes && bold { "*" } else { "" });
        (self.linked, self.bold) = (linked, bold);
    }

    /// Ends the line.
    pub fn border(&mut self) {
        self.mark(false, false);
        let line = std::mem::take(&mut self.line);
        let line = line.trim_end();
        if !line.is_empty() {
            self.done.push(line.to_owned());
        }
    }

    /// All lines.
    pub fn finish(mut self) -> Vec<String> {
        self.border();
        self.done
    }
}

/// Whether the element of this name breaks the line.
pub fn breaks_line(name: &str) -> bool {
    let tag = Tag::from_lower(name.as_bytes());
    tag.is_block() || tag == Tag::Br
}

/// Whether the text in the element of this name is none of the page's.
pub fn is_silent_name(name: &str) -> bool {
    is_silent(Tag::from_lower(name.as_bytes()))
}

fn is_silent(tag: Tag) -> bool {
    use Tag::*;
    matches!(
        tag,
        Script | Style | Svg | Title | Template | Iframe | Noembed | Noframes | Frame
    )
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

//! Edges of stretches in languages that join them to their noun or put them behind it: "Jahresende", "zum Jahresende 2013",
//! "mart sonunda", "2016 sonuna", "yıl sonu". The English order is in [`super::modified`].

use super::{Composer, Fields, Reading, Tree, granularity};
use crate::Modifier;
use crate::lex::{Cue, Unit};

impl Composer<'_> {
    /// "Jahresende", "Jahresbeginn 2013": of the stretch that holds publication, or of the year that follows.
    pub(super) fn named_edge(&self, at: usize, unit: Unit, modifier: Modifier) -> Reading {
        let year = self
            .year(at + 1)
            .filter(|_| unit == Unit::Year && self.digits(at + 1) == 4);
        let (of, to) = match year {
            Some((year, to)) => (
                Tree::literal(Fields {
                    year: Some(year),
                    ..Fields::default()
                }),
                to,
            ),
            None => (Tree::Deictic { unit, offset: 0 }, at + 1),
        };
        let of = Box::new(of);
        Some((Tree::Modified { modifier, of }, to))
    }

    /// "mart sonunda", "2016 sonuna", "yıl ortası": the edge behind its stretch.
    pub(super) fn edge_behind(&self, tree: Tree, to: usize) -> (Tree, usize) {
        let edge = self.edge(to).filter(|_| self.table.has_postpositions);
        let long = granularity(&tree).is_some_and(|unit| unit >= Unit::Week);
        match edge.filter(|_| long && !matches!(tree, Tree::Modified { .. })) {
            Some(modifier) => {
                let of = Box::new(tree);
                (Tree::Modified { modifier, of }, to + 1)
            }
            None => (tree, to),
        }
    }

    /// "yıl sonu", "ay başında": of the stretch that holds publication.
    pub(super) fn unit_and_edge(&self, at: usize) -> Reading {
        let noun = self
            .get(at)
            .filter(|noun| !noun.senses.plural && self.table.has_postpositions)?;
        let unit = noun
            .senses
            .unit
            .filter(|unit| matches!(unit, Unit::Month | Unit::Year))?;
        let modifier = self.edge(at + 1)?;
        let of = Box::new(Tree::Deictic { unit, offset: 0 });
        Some((Tree::Modified { modifier, of }, at + 2))
    }

    fn edge(&self, at: usize) -> Option<Modifier> {
        match self.cue(at)? {
            Cue::Start => Some(Modifier::Start),
            Cue::Middle => Some(Modifier::Mid),
            Cue::End => Some(Modifier::End),
            _ => None,
        }
    }
}

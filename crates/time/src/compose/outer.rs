//! What a date is part of, said behind it or before: "August of that year", "Tuesday of next week", "June last year", "Easter
//! 2018", "the 1988 third quarter".

use super::{Composer, Fields, Reading, Tree, granularity, longest};
use crate::lex::{Cue, Unit};

impl Composer<'_> {
    /// "August of that year", "Tuesday of next week", "June last year", "this year's third quarter".
    pub(super) fn with_outer(&self, tree: Tree, to: usize, depth: u8) -> (Tree, usize) {
        let Some(unit) = granularity(&tree) else {
            return (tree, to);
        };
        if let Some(after) = self.owner_end(to) {
            return match self.owned(&tree, after) {
                Some((tree, end)) if depth < 3 => self.with_outer(tree, end, depth + 1),
                Some(found) => found,
                None => (tree, to),
            };
        }
        let joined = self.is(to, Cue::Of) || self.is(to, Cue::In);
        let next = to + usize::from(joined || self.mark(to) == ',');
        let outer = longest([
            self.deictic(next),
            self.anaphor(next),
            self.calendar(next).filter(|_| joined),
            self.plain_year(next, &tree),
        ]);
        let bare_weekday = tree
            .fields()
            .is_some_and(|fields| fields.weekday.is_some() && fields.day.is_none());
        let day_of_month = tree.fields().is_some_and(|fields| fields.month.is_some());
        let outer = outer.filter(|(outer, _)| match granularity(outer) {
            Some(Unit::Week | Unit::Weekend) => !day_of_month,
            Some(Unit::Month) if day_of_month => false,
            _ => !bare_weekday,
        });
        let Some((outer, end)) = outer.filter(|(outer, _)| fits_outside(unit, outer)) else {
            return (tree, to);
        };
        if let Some(decade) = decade_of_century(&tree, &outer) {
            return (decade, end);
        }
        let dated = matches!(tree, Tree::Holiday { .. }) && self.digits(next) == 4 && end == next + 1;
        if !joined && next > to && (!dated || crate::veto::counts_what_follows(self, end)) {
            return (tree, to);
        }
        let tree = Tree::Intersect {
            inner: Box::new(tree),
            outer: Box::new(outer),
        };
        if depth < 3 {
            self.with_outer(tree, end, depth + 1)
        } else {
            (tree, end)
        }
    }

    /// A year right after a holiday or another date that has none ("Easter 2018").
    pub(super) fn plain_year(&self, at: usize, tree: &Tree) -> Reading {
        if !matches!(tree, Tree::Holiday { .. }) {
            return None;
        }
        let (year, to) = self.year(at)?;
        Some((
            Tree::literal(Fields {
                year: Some(year),
                ..Fields::default()
            }),
            to,
        ))
    }

    /// "the 1988 third quarter", "the 1989 period", "the 1989 quarter": the quarter spoken of, in that year.
    pub(super) fn year_and_part(&self, at: usize) -> Reading {
        let start = self.skip(at, Cue::The);
        let (year, to) = self.year(start).filter(|_| self.digits(start) == 4)?;
        let outer = Tree::literal(Fields {
            year: Some(year),
            ..Fields::default()
        });
        if let Some((inner, to)) = self.bare_nth(to) {
            let (inner, outer) = (Box::new(inner), Box::new(outer));
            return Some((Tree::Intersect { inner, outer }, to));
        }
        let quarter = self.unit(to) == Some(Unit::Quarter) && !self.lexemes[to].senses.plural;
        let named = (self.is_period(to) || quarter) && start > at;
        let inner = Box::new(Tree::Anaphor {
            unit: Unit::Quarter,
            offset: 0,
        });
        named.then(|| {
            (
                Tree::Intersect {
                    inner,
                    outer: Box::new(outer),
                },
                to + 1,
            )
        })
    }
}

/// Whether something of length `unit` can lie in `outer`, so that "of" makes one date of both.
fn fits_outside(unit: Unit, outer: &Tree) -> bool {
    let Some(outside) = granularity(outer) else {
        return false;
    };
    unit < outside
        && outside >= Unit::Week
        && !matches!(outer, Tree::Literal(fields, _) if fields.year.is_none() && fields.month.is_none())
}

/// "the eighties of last century", "80-е годы XIX века": a decade that a word names is one of the century that follows.
fn decade_of_century(decade: &Tree, century: &Tree) -> Option<Tree> {
    let fields = decade.fields()?;
    let within = fields.decade.filter(|&decade| decade > 0)?;
    let century = match century {
        Tree::Literal(outer, _) => outer.century.filter(|&century| century > 0)?,
        Tree::Deictic {
            unit: Unit::Century, ..
        } => within / 10,
        _ => return None,
    };
    let decade = Some(century * 10 + within % 10);
    Some(Tree::literal(Fields { decade, ..*fields }))
}

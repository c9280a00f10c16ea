//! Dates with a word that says which part of them, or how roughly: "early May", "the end of 2001", "about 1860", "earlier
//! this year".

use super::{Composer, Reading, Tree, granularity, longest};
use crate::Modifier;
use crate::lex::{Cue, Order, Unit};

impl Composer<'_> {
    /// A date with what stands around it: "early", "the end of", "about".
    pub(super) fn modified_date(&self, at: usize) -> Reading {
        if let Some(found) = self.earlier_or_later(at) {
            return Some(found);
        }
        let (modifier, next) = self.date_modifier(at)?;
        if let Some(found) = self.edge_of_unit(at, modifier, next) {
            return Some(found);
        }
        let part = self.part_alone(next).filter(|_| modifier != Modifier::Approx);
        let date = self.date(next, 0);
        let (tree, to) = longest([
            self.time_with(next, date.as_ref()),
            date,
            self.bare_stretch(next),
            part,
        ])?;
        let sensible = match modifier {
            Modifier::Approx => may_be_rough(&tree),
            _ => !matches!(tree, Tree::Clock { .. }),
        };
        sensible.then(|| {
            (
                Tree::Modified {
                    modifier,
                    of: Box::new(tree),
                },
                to,
            )
        })
    }

    /// "end of year", "start of month": without articles.
    fn edge_of_unit(&self, at: usize, modifier: Modifier, next: usize) -> Reading {
        let noun = self.get(next).filter(|noun| !noun.senses.plural)?;
        let unit = noun.senses.unit?;
        let named = matches!(unit, Unit::Week | Unit::Month | Unit::Quarter | Unit::Year);
        let edge = matches!(self.cue(at), Some(Cue::Start | Cue::End)) && self.is(next - 1, Cue::Of);
        let of = Box::new(Tree::Deictic { unit, offset: 0 });
        let sided = self.side_behind(next + 1).is_some();
        (named && edge && !sided && self.ends_noun(next + 1))
            .then_some((Tree::Modified { modifier, of }, next + 1))
    }

    /// "año" in "a mediados de año", "fine secolo": the unit that holds publication, with or without an article.
    fn bare_stretch(&self, at: usize) -> Reading {
        let start = self.skip(at, Cue::The);
        let noun = self.get(start).filter(|noun| !noun.senses.plural)?;
        let unit = noun.senses.unit.filter(|&unit| unit >= Unit::Week)?;
        let continental = self.table.order == Order::Day;
        continental.then_some((Tree::Deictic { unit, offset: 0 }, start + 1))
    }

    /// "early", "mid-", "late in", "the end of".
    fn date_modifier(&self, at: usize) -> Option<(Modifier, usize)> {
        let start = self.skip(at, Cue::The);
        let modifier = match self.cue(start)? {
            Cue::Early | Cue::Start => Modifier::Start,
            Cue::Mid | Cue::Middle => Modifier::Mid,
            Cue::Late | Cue::End => Modifier::End,
            Cue::Half if self.table.order == Order::Day && self.get(start + 1)?.senses.month > 0 => {
                Modifier::Mid
            }
            Cue::About if start == at => Modifier::Approx,
            _ => return None,
        };
        let mut next = start + 1;
        if let Some((modifier, next)) = self.double_modifier(start) {
            return Some((modifier, next));
        }
        let continental = self.table.order == Order::Day;
        if matches!(self.cue(start)?, Cue::Start | Cue::Middle | Cue::End) {
            next = match self.expect(next, Cue::Of) {
                Some(next) => next,
                None if continental => self.skip_hyphen(next),
                None => return None,
            };
        } else if continental && self.is(next, Cue::Of) || self.is(next, Cue::PartOfWhole) {
            next += 1;
        } else if modifier != Modifier::Approx {
            next = self.skip_hyphen(next);
            if self.is(next, Cue::In) || self.is(next, Cue::On) {
                next += 1;
            }
        }
        Some((modifier, next))
    }

    /// "mid-to-late August", "early to mid-May": the part in which both lie, which is not the middle.
    fn double_modifier(&self, at: usize) -> Option<(Modifier, usize)> {
        let joined = self.skip_hyphen(at + 1);
        let second = self.skip_hyphen(self.expect(joined, Cue::To)?);
        let modifier = match (self.cue(at)?, self.cue(second)?) {
            (Cue::Early, Cue::Mid) => Modifier::Start,
            (Cue::Mid, Cue::Late) => Modifier::End,
            _ => return None,
        };
        let next = self.skip_hyphen(second + 1);
        Some((modifier, next + usize::from(self.is(next, Cue::In))))
    }

    /// "earlier this year", "later in the month", "earlier Sunday".
    fn earlier_or_later(&self, at: usize) -> Reading {
        let modifier = match self.cue(at)? {
            Cue::Earlier => Modifier::Start,
            Cue::Later => Modifier::End,
            _ => return None,
        };
        let joined = matches!(self.cue(at + 1), Some(Cue::In | Cue::On));
        let next = at + 1 + usize::from(joined);
        if let Some(unit) = self.unit(next + 1).filter(|_| self.is(next, Cue::The)) {
            let of = Tree::Anaphor { unit, offset: 0 };
            return Some((cut(modifier, of), next + 2));
        }
        let (tree, to) = longest([
            self.time_of_day(next),
            self.deictic(next),
            self.anaphor(next),
            self.weekday(next),
            self.calendar(next)
                .filter(|(tree, _)| next > at + 1 && is_stretch(tree)),
        ])?;
        Some((cut(modifier, tree), to))
    }
}

/// "1792", "the summer": what something can happen later in.
fn is_stretch(tree: &Tree) -> bool {
    super::granularity(tree).is_some_and(|unit| unit > Unit::Week)
}

/// Whether "about" and "around" can make a date a rough one. "They talked about Friday" is of another kind.
fn may_be_rough(tree: &Tree) -> bool {
    match tree {
        Tree::Literal(fields, _) => fields.weekday.is_none(),
        Tree::Deictic { .. } | Tree::Holiday { .. } | Tree::PartOfDay { .. } => false,
        _ => true,
    }
}

/// "earlier" and "later" in a stretch: the part of it on one side of publication.
fn cut(modifier: Modifier, of: Tree) -> Tree {
    let back = modifier == Modifier::Start;
    let of = match granularity(&of) {
        Some(unit) if unit > Unit::Day => Tree::Cut {
            back,
            of: Box::new(of),
        },
        _ => of,
    };
    Tree::Modified {
        modifier,
        of: Box::new(of),
    }
}

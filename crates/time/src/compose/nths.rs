//! Units and weekdays counted within a stretch: "the third quarter", "the first week of July", "the last day of the month",
//! "the third Sunday of May".

use super::{Composer, Fields, Reading, Side, Tree, longest};
use crate::lex::{Cue, Unit};

impl Composer<'_> {
    /// "the third quarter", "the first week of July", "the last day of the month", "the second year of the new century".
    pub fn nth(&self, at: usize, depth: u8) -> Reading {
        let (tree, to) = self.nth_unit(at)?;
        let Tree::Nth { n, unit, .. } = tree else {
            return None;
        };
        let joined = if self.is(to, Cue::Of) || self.is(to, Cue::In) {
            to + 1
        } else {
            to
        };
        let within = if joined > to {
            longest([
                self.new_century(joined),
                self.date(joined, depth + 1),
                self.the_unit(joined),
            ])
        } else {
            longest([
                self.deictic(to),
                self.year(to).map(|(year, to)| (year_tree(year), to)),
            ])
        };
        if let Some((within, to)) =
            within.filter(|(within, _)| super::granularity(within).is_some_and(|outer| outer > unit))
        {
            return Some((
                Tree::Nth {
                    n,
                    unit,
                    within: Box::new(within),
                },
                to,
            ));
        }
        let hyphened = to >= 2 && self.mark(to - 2) == '-';
        let semester = self.unit(to - 1) == Some(Unit::Half) && self.cue(to - 1).is_none();
        let alone = unit == Unit::Quarter || unit == Unit::Half && (hyphened || semester);
        let within = Box::new(Tree::Literal(Fields::default(), Side::Open));
        alone.then_some((Tree::Nth { n, unit, within }, to))
    }

    /// "third quarter" alone, as it follows "last year's".
    pub fn bare_nth(&self, at: usize) -> Reading {
        let (tree, to) = self.nth_unit(at)?;
        let fields = match tree {
            Tree::Nth {
                n,
                unit: Unit::Quarter,
                ..
            } => Fields {
                quarter: Some(n as i8),
                ..Fields::default()
            },
            Tree::Nth {
                n, unit: Unit::Half, ..
            } => Fields {
                half: Some(n as i8),
                ..Fields::default()
            },
            _ => return None,
        };
        Some((Tree::literal(fields), to))
    }

    fn nth_unit(&self, at: usize) -> Reading {
        let start = self.skip(at, Cue::The);
        let start = if self.is(start, Cue::Fiscal) {
            self.skip_hyphen(start + 1)
        } else {
            start
        };
        if let Some(found) = self.unit_and_ordinal(start) {
            return Some(found);
        }
        let (n, next) = match self.cue(start) {
            Some(Cue::Last | Cue::Remaining) => (-1, start + 1),
            Some(Cue::Late) if self.is(start + 1, Cue::Half) && start > at => (-1, start + 1),
            _ if self.has_ordinal(start) => self.day(start).map(|(day, to)| (i32::from(day), to))?,
            _ => return None,
        };
        let next = self.skip_hyphen(next);
        let next = self.skip(next, Cue::Fiscal);
        let noun = self.get(next)?;
        let unit = match noun.senses.cue {
            Some(Cue::Half) => Unit::Half,
            _ if noun.senses.weekday > 0 => return None,
            _ => noun.senses.unit.filter(|_| !noun.senses.plural)?,
        };
        let possible = match unit {
            Unit::Quarter => n <= 4,
            Unit::Half => n <= 2,
            Unit::Second | Unit::Minute | Unit::Hour => false,
            _ => true,
        };
        let within = Box::new(Tree::Literal(Fields::default(), Side::Open));
        possible.then_some((Tree::Nth { n, unit, within }, next + 1))
    }

    /// "الربع الأول": the ordinal behind its unit, where the language puts it there.
    fn unit_and_ordinal(&self, at: usize) -> Reading {
        let noun = self
            .get(at)
            .filter(|noun| !noun.senses.plural && self.table.ordinals_follow)?;
        let unit = noun
            .senses
            .unit
            .filter(|&unit| unit >= Unit::Day && unit != Unit::Century)?;
        let n = i32::from(self.get(at + 1)?.senses.ordinal);
        let within = Box::new(Tree::Literal(Fields::default(), Side::Open));
        (n > 0).then_some((Tree::Nth { n, unit, within }, at + 2))
    }

    /// "the third Sunday of May", "the last Friday of each" is none.
    pub fn nth_weekday(&self, at: usize, depth: u8) -> Reading {
        let start = self.skip(at, Cue::The);
        let (n, next) = match self.cue(start) {
            Some(Cue::Last) => (-1, start + 1),
            _ if self.has_ordinal(start) => self.day(start).filter(|&(n, _)| n <= 5)?,
            _ => return None,
        };
        let noun = self
            .get(next)
            .filter(|noun| noun.senses.weekday > 0 && !noun.senses.plural)?;
        let joined = self.is(next + 1, Cue::Of) || self.is(next + 1, Cue::In);
        let weekday = noun.senses.weekday as i8;
        let (within, to) =
            longest([self.date(next + 2, depth + 1), self.the_unit(next + 2)]).filter(|_| joined)?;
        let month = super::granularity(&within) == Some(Unit::Month);
        month.then(|| {
            (
                Tree::NthWeekday {
                    n,
                    weekday,
                    within: Box::new(within),
                },
                to,
            )
        })
    }
}

fn year_tree(year: i16) -> Tree {
    Tree::literal(Fields {
        year: Some(year),
        ..Fields::default()
    })
}

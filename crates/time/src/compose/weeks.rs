//! Weeks by number or by a day: "week 12 of 2019", "the week of March 6", "week beginning March 6", "next week Wednesday".

use super::{Composer, Fields, Reading, Tree, longest};
use crate::lex::{Cue, Order, Unit};

impl Composer<'_> {
    /// "week 12", "week 12 of 2019".
    pub(super) fn numbered_week(&self, at: usize) -> Reading {
        let start = self.skip(at, Cue::The);
        let singular = self.unit(start) == Some(Unit::Week) && !self.lexemes[start].senses.plural;
        let week = self.small(start + 1, 53).filter(|_| singular)?;
        let fields = Fields {
            week: Some(week),
            ..Fields::default()
        };
        let next = self.skip(start + 2, Cue::Of);
        match self.year(next) {
            Some((year, to)) => Some((
                Tree::literal(Fields {
                    year: Some(year),
                    ..fields
                }),
                to,
            )),
            None => Some((Tree::literal(fields), start + 2)),
        }
    }

    /// "the week of March 6", "week beginning March 6", "the weekend of Labor Day": the stretch that holds the day.
    pub(super) fn week_of(&self, at: usize) -> Reading {
        let start = self.skip(at, Cue::The);
        if start > at && self.unit(start) == Some(Unit::Month) && self.is(start + 1, Cue::Of) {
            return self
                .month_first(start + 2)
                .filter(|(tree, _)| super::granularity(tree) == Some(Unit::Month));
        }
        let unit = self
            .unit(start)
            .filter(|unit| matches!(unit, Unit::Week | Unit::Weekend))?;
        let behind = match self.cue(start + 1)? {
            Cue::Of if start > at || unit == Unit::Weekend => start + 2,
            Cue::Beginning | Cue::Start if unit == Unit::Week => self.skip(start + 2, Cue::On),
            _ => return None,
        };
        let (day, to) = longest([
            self.calendar(behind),
            self.dated_holiday(behind),
            self.the_nth(behind),
            self.bare_day(behind).filter(|_| self.table.order == Order::Day),
        ])
        .filter(|(tree, _)| super::granularity(tree) == Some(Unit::Day))?;
        let day = Box::new(day);
        Some((Tree::Around { unit, day }, to))
    }

    /// "next week Wednesday".
    pub(super) fn week_and_weekday(&self, at: usize, offset: i32) -> Reading {
        let (inner, to) = self.weekday(at)?;
        let outer = Box::new(Tree::Deictic {
            unit: Unit::Week,
            offset,
        });
        Some((
            Tree::Intersect {
                inner: Box::new(inner),
                outer,
            },
            to,
        ))
    }
}

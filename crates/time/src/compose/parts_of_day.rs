//! Parts of a day, with the day before or behind them: "Tuesday morning", "the night of 11-12 July 1943", "the early hours of
//! Wednesday". Those told from publication ("last night") stand in [`super::relative`].

use super::clock::is_day;
use super::{Composer, Fields, Reading, Tree, is_dash};
use crate::lex::{Cue, DayPart, Order, Unit};

impl Composer<'_> {
    /// "the night of 11-12 July 1943", "the morning of April 9", "the morning", "early morning".
    pub fn part_and_day(&self, at: usize) -> Reading {
        if let Some(found) = self.early_hours(at).or_else(|| self.night_between(at)) {
            return Some(found);
        }
        let start = self.skip(at, Cue::The);
        let part = self.get(start).filter(|l| !l.senses.plural)?.senses.part?;
        let next = start + 1;
        let into = part == DayPart::Night && self.table.order == Order::Day && self.is(next, Cue::To);
        if self.is(next, Cue::Of) || self.is(next, Cue::On) || into {
            let day = self.day_before_dash(next + 1).or_else(|| self.date(next + 1, 2));
            if let Some((day, to)) = day.filter(|(tree, _)| is_day(tree)) {
                return Some((
                    Tree::PartOfDay {
                        part,
                        day: Some(Box::new(day)),
                    },
                    to,
                ));
            }
        }
        if let Some((day, to)) = self.date(next, 2).filter(|(tree, _)| is_day(tree)) {
            return Some((
                Tree::PartOfDay {
                    part,
                    day: Some(Box::new(day)),
                },
                to,
            ));
        }
        let before_event =
            matches!(self.cue(next), Some(Cue::Before | Cue::After)) && self.is(next + 1, Cue::The);
        if before_event && self.table.order == Order::Month {
            return None;
        }
        let led = start > at
            || at > 0
                && (self.is(at - 1, Cue::At) || self.is(at - 1, Cue::By) || self.is(at - 1, Cue::Before));
        (start > at || led && part != DayPart::Dawn).then_some((Tree::PartOfDay { part, day: None }, next))
    }

    /// "afternoon" behind "mid-" or "late".
    pub fn part_alone(&self, at: usize) -> Reading {
        let noun = self.get(at).filter(|lexeme| !lexeme.senses.plural)?;
        let part = noun.senses.part?;
        let named = matches!(
            part,
            DayPart::Morning | DayPart::Afternoon | DayPart::Evening | DayPart::Night
        );
        named.then_some((Tree::PartOfDay { part, day: None }, at + 1))
    }

    /// "the early hours of Wednesday", "the early morning hours of May 3".
    fn early_hours(&self, at: usize) -> Reading {
        let early = self.skip(at, Cue::The);
        if let Some(found) = self.first_hours(early) {
            return Some(found);
        }
        let next = self.expect(early, Cue::Early)?;
        let next = next + usize::from(self.get(next)?.senses.part == Some(DayPart::Morning));
        let hours = self.unit(next) == Some(Unit::Hour) && self.is(next + 1, Cue::Of);
        let (day, to) = self.date(next + 2, 2).filter(|(tree, _)| hours && is_day(tree))?;
        let again = self
            .get(to)
            .is_some_and(|noun| noun.senses.part == Some(DayPart::Morning) && !noun.senses.plural);
        let to = to + usize::from(again);
        Some((
            Tree::PartOfDay {
                part: DayPart::Morning,
                day: Some(Box::new(day)),
            },
            to,
        ))
    }

    /// "11-12 July 1943" as the day of a night: its first day.
    fn day_before_dash(&self, at: usize) -> Reading {
        if let Some(found) = self.day_of_two(at) {
            return Some(found);
        }
        let (day, next) = self.day(at)?;
        if !is_dash(self.mark(next)) && self.mark(next) != '/' {
            return None;
        }
        let (tree, to) = self.calendar(next + 1)?;
        let fields = tree
            .fields()
            .filter(|fields| fields.day.is_some() && fields.month.is_some())?;
        Some((
            Tree::literal(Fields {
                day: Some(day),
                ..*fields
            }),
            to,
        ))
    }

    /// "July 11-12, 1943" as the day of a night: its first day.
    fn day_of_two(&self, at: usize) -> Reading {
        let (tree, dash) = self.month_first(at)?;
        let fields = tree
            .fields()
            .filter(|fields| fields.day.is_some() && fields.year.is_none())?;
        let (second, to) = self
            .day(dash + 1)
            .filter(|_| is_dash(self.mark(dash)) || self.mark(dash) == '/')?;
        let (year, to) = self.year_after(to);
        (Some(second) > fields.day).then(|| (Tree::literal(Fields { year, ..*fields }), to))
    }

    /// "Tuesday morning", "July 4 evening", "yesterday afternoon", "early Tuesday" is elsewhere.
    pub(super) fn day_and_part(&self, day: &Tree, to: usize) -> Reading {
        let compound = &self.lexemes[to - 1].senses;
        if let Some(part) = compound.part.filter(|_| compound.weekday > 0) {
            let day = Some(Box::new(day.clone()));
            return Some((Tree::PartOfDay { part, day }, to));
        }
        let late = usize::from(matches!(self.cue(to), Some(Cue::Early | Cue::Late | Cue::Mid)));
        let in_the = if self.table.order == Order::Day {
            self.part_link(to)
        } else if self.is(to, Cue::In) && self.is(to + 1, Cue::The) {
            to + 2
        } else {
            to + late
        };
        let part = self
            .get(in_the)
            .filter(|lexeme| !lexeme.senses.plural)?
            .senses
            .part?;
        Some((
            Tree::PartOfDay {
                part,
                day: Some(Box::new(day.clone())),
            },
            in_the + 1,
        ))
    }
}

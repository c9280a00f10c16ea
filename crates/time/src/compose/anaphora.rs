//! Dates told from the last one of the text: "the same day", "that month", "the following year", "the day before",
//! "the quarter", and the unit that something is part of ("the last day of the month").

use super::{Amount, Composer, Fields, Length, Reading, Side, Tree};
use crate::lex::{Cue, Order, Tense, Unit};

impl Composer<'_> {
    /// Told from the last date: "the same day", "that month", "the following year", "the day before", "the quarter".
    pub fn anaphor(&self, at: usize) -> Reading {
        let start = self.skip(at, Cue::The);
        let the = start > at;
        if (the || self.is_articled(at)) && self.unit(start).is_some() {
            return self.unit_and_step(start);
        }
        if let Some(found) = self.full_year(start).filter(|_| the) {
            return Some(found);
        }
        if let Some(Cue::DayFrom(days)) = self.cue(start) {
            return self.day_from(start, days);
        }
        let (offset, next) = match self.cue(start)? {
            Cue::Same => (0, start + 1),
            Cue::That if self.follows_speech(start) => return None,
            Cue::That if self.is(start + 1, Cue::Same) => (0, start + 2),
            Cue::That => (0, start + 1),
            Cue::Latest if the => (0, start + 1),
            Cue::Following => (1, start + 1),
            Cue::Next
                if the && self.table.order == Order::Month
                    || matches!(self.unit(start + 1), Some(Unit::Day)) =>
            {
                (1, start + 1)
            }
            Cue::Previous => (-1, start + 1),
            _ => return None,
        };
        self.anaphor_noun(next, offset)
    }

    /// Whether "that" at `at` only joins what was said: "said that June".
    fn follows_speech(&self, at: usize) -> bool {
        at > 0 && self.lexemes[at - 1].senses.tense == Some(Tense::Speech)
    }

    /// "fiscal year", "full year", "full fiscal year", "latest period" behind "the".
    fn full_year(&self, start: usize) -> Reading {
        if self.is(start, Cue::Latest) && self.is_period(start + 1) {
            return Some((
                Tree::Anaphor {
                    unit: Unit::Quarter,
                    offset: 0,
                },
                start + 2,
            ));
        }
        let next = self.skip(self.skip(start, Cue::Full), Cue::Fiscal);
        let year = self.unit(next) == Some(Unit::Year) && !self.lexemes[next].senses.plural && next > start;
        let compound = self.mark(next + 1) == '-' && self.is_glued(next + 2);
        if year && self.is(next + 1, Cue::Ended) {
            let steps = vec![(Amount::whole(1), Unit::Year)];
            return Some((Tree::Duration(Length { steps }), next + 1));
        }
        (year && !compound).then_some((
            Tree::Anaphor {
                unit: Unit::Year,
                offset: 0,
            },
            next + 1,
        ))
    }

    fn anaphor_noun(&self, next: usize, offset: i32) -> Reading {
        let noun = self.get(next)?;
        if let Some(unit) = noun
            .senses
            .unit
            .filter(|&unit| unit >= Unit::Day && !noun.senses.plural)
        {
            let long = self.is(next + 1, Cue::Quantity) || self.mark(next + 1) == '-';
            if unit == Unit::Fortnight && offset != 0 {
                let steps = vec![(Amount::whole(1), unit)];
                let (length, back) = (Length { steps }, offset < 0);
                return Some((Tree::Window { length, back }, next + 1));
            }
            return (!long).then_some((Tree::Anaphor { unit, offset }, next + 1));
        }
        if let Some(part) = noun.senses.part.filter(|_| !noun.senses.plural) {
            let day = Some(Box::new(Tree::Anaphor {
                unit: Unit::Day,
                offset,
            }));
            return Some((Tree::PartOfDay { part, day }, next + 1));
        }
        let side = match offset {
            0 => Side::This,
            1 => Side::After,
            _ => Side::Before,
        };
        if let Some(holiday) = noun.senses.holiday.filter(|_| offset != 0) {
            let inner = Box::new(Tree::Holiday { holiday, side });
            let unit = Unit::Day;
            let outer = Box::new(Tree::Anaphor { unit, offset: 0 });
            return Some((Tree::Intersect { inner, outer }, next + 1));
        }
        if self.table.order == Order::Day && self.weekday(next).is_some_and(|(_, to)| to > next + 1) {
            return None;
        }
        let mut fields = Fields::default();
        match (noun.senses.weekday, noun.senses.month, noun.senses.season) {
            (weekday @ 1.., ..) => fields.weekday = Some(weekday as i8),
            (_, month @ 1.., _) => fields.month = Some(month as i8),
            (_, _, Some(season)) => fields.season = Some(season),
            _ => return None,
        }
        let inner = Box::new(Tree::Literal(fields, side));
        let outer = Box::new(Tree::Anaphor {
            unit: Unit::Day,
            offset: 0,
        });
        Some((Tree::Intersect { inner, outer }, next + 1))
    }

    /// "the day before", "the year after", "the quarter", and after a preposition "the year".
    fn unit_and_step(&self, at: usize) -> Reading {
        let noun = self.get(at).filter(|noun| !noun.senses.plural)?;
        let unit = noun.senses.unit.filter(|&unit| unit >= Unit::Day)?;
        let continental = self.table.order == Order::Day;
        let step = match self.cue(at + 1) {
            Some(Cue::Before) => -1,
            Some(Cue::After | Cue::Following) => 1,
            Some(Cue::Previous | Cue::Earlier) if continental => -1,
            Some(Cue::Later) if continental => 1,
            _ => 0,
        };
        let alone = continental && !matches!(self.cue(at + 1), Some(Cue::Before | Cue::After));
        if step != 0 && (alone || self.ends_step(at + 2)) {
            return Some((Tree::Anaphor { unit, offset: step }, at + 2));
        }
        if step != 0 && unit <= Unit::Week {
            let steps = vec![(Amount::whole(1), unit)];
            return self.shift_from(Length { steps }, at + 2, step < 0);
        }
        let to_month = self.is(at + 1, Cue::To) && self.month(at + 2).is_some();
        let ended = self.is(at + 1, Cue::Ended) || to_month;
        let length = matches!(unit, Unit::Week | Unit::Month) && self.is(at + 1, Cue::Ended);
        if length || unit == Unit::Year && (ended || at >= 2 && step == 0 && self.is(at - 2, Cue::For)) {
            return Some((
                Tree::Duration(Length {
                    steps: vec![(Amount::whole(1), unit)],
                }),
                at + 1,
            ));
        }
        let before = if self.is_articled(at) { 1 } else { 2 };
        let led = at >= before
            && matches!(
                self.cue(at - before),
                Some(Cue::Of | Cue::PartOfWhole | Cue::During | Cue::In | Cue::Till | Cue::By)
            );
        let known = matches!(unit, Unit::Quarter)
            || led
                && matches!(
                    unit,
                    Unit::Year | Unit::Month | Unit::Week | Unit::Decade | Unit::Century
                );
        let compound = self.mark(at + 1) == '-' && self.is_glued(at + 2);
        (known && step == 0 && !compound).then_some((Tree::Anaphor { unit, offset: 0 }, at + 1))
    }

    /// "the new century", "the 21st century" is a literal.
    pub(super) fn new_century(&self, at: usize) -> Reading {
        let start = self.skip(at, Cue::The);
        let unit = self
            .unit(start + 1)
            .filter(|_| self.is(start, Cue::New) || self.is(start, Cue::Current))?;
        matches!(unit, Unit::Century | Unit::Decade | Unit::Millennium | Unit::Year).then_some((
            Tree::Anaphor {
                unit: if unit == Unit::Millennium {
                    Unit::Century
                } else {
                    unit
                },
                offset: 0,
            },
            start + 2,
        ))
    }

    /// "of the year", "of the month".
    pub(super) fn the_unit(&self, at: usize) -> Reading {
        let at = if self.is_articled(at) && self.unit(at).is_some() {
            at - 1
        } else {
            at
        };
        let unit = self
            .unit(at + 1)
            .filter(|_| self.is(at, Cue::The) || self.is_articled(at + 1))
            .filter(|_| !self.lexemes[at + 1].senses.plural)?;
        let compound = self.mark(at + 2) == '-' && self.is_glued(at + 3);
        (unit >= Unit::Week && !compound).then_some((Tree::Anaphor { unit, offset: 0 }, at + 2))
    }
}

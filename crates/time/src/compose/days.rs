//! Days of a month by their number: "6", "06", "6th", "sixth", "3.", "el día 18", and "the 14th" by itself.

use super::{Composer, Fields, Reading, Tree, is_dash};
use crate::lex::{Cue, Order, Unit};

impl Composer<'_> {
    /// Day of a month: "6", "06", "6th", "sixth".
    pub fn day(&self, at: usize) -> Option<(i8, usize)> {
        let lexeme = self.get(at)?;
        if lexeme.senses.ordinal > 0 {
            return Some((lexeme.senses.ordinal as i8, at + 1));
        }
        let day = self.small(at, 31)?;
        if let Some(to) = self.dotted_ordinal(at) {
            return Some((day, to));
        }
        if self.mark(at + 1) == '.'
            && self.is_glued(at + 1)
            && self.is_glued(at + 2)
            && self.is(at + 2, Cue::Ordinal)
        {
            return Some((day, at + 3));
        }
        if let Some(to) = self.loose_ordinal(at) {
            return Some((day, to));
        }
        let ending = at + 1 + usize::from(is_dash(self.mark(at + 1)) && self.is_glued(at + 1));
        let ended = matches!(self.cue(ending), Some(Cue::Ordinal | Cue::PluralS)) && self.is_glued(ending);
        if ending > at + 1 && ended {
            return Some((day, ending + 1));
        }
        let article = self.table.order == Order::Day && self.is(at + 1, Cue::The);
        let ordinal = (self.is(at + 1, Cue::Ordinal) || article) && self.is_glued(at + 1);
        let longer = self.is_glued(at + 1)
            && self.lexemes[at + 1].mark == '\0'
            && !ordinal
            && self.lexemes[at + 1].senses.month == 0
            && self.lexemes[at + 1].senses.cue != Some(Cue::DayMark);
        (!longer).then_some((day, at + 1 + usize::from(ordinal)))
    }

    /// The index behind "3." as an ordinal, where the language writes it so and another word follows.
    fn dotted_ordinal(&self, at: usize) -> Option<usize> {
        let dotted = self.table.dotted_ordinals && self.mark(at + 1) == '.' && self.is_glued(at + 1);
        let goes_on = self
            .get(at + 2)
            .is_some_and(|next| !next.glued && next.mark == '\0');
        (dotted && goes_on).then_some(at + 2)
    }

    /// "15 वीं", "15'inci": an ordinal mark of several letters, behind a space or an apostrophe.
    fn loose_ordinal(&self, at: usize) -> Option<usize> {
        let mark = at + 1 + usize::from(self.mark(at + 1) == '\'' && self.is_glued(at + 2));
        let ordinal = self.is(mark, Cue::Ordinal) && self.word(mark).len() > 2;
        (self.digits(at) > 0 && ordinal && (mark > at + 1 || !self.is_glued(mark))).then_some(mark + 1)
    }

    pub fn has_ordinal(&self, at: usize) -> bool {
        self.dotted_ordinal(at).is_some()
            || self.digits(at) > 0 && self.is(at + 1, Cue::Ordinal) && self.is_glued(at + 1)
            || self.loose_ordinal(at).is_some()
            || self.get(at).is_some_and(|l| l.senses.ordinal > 0)
    }

    pub(super) fn day_in_words(&self, at: usize) -> Option<(i8, usize)> {
        let word = self.get(at).is_some_and(|lexeme| lexeme.senses.cardinal > 1);
        let (number, to) = self.number(at).filter(|_| word)?;
        let article = number == 1
            && self.table.order == Order::Day
            && self.month(to).is_none()
            && !self.is(to, Cue::Of);
        (i64::from(article) + 1..=31)
            .contains(&number)
            .then_some((number as i8, to))
    }

    /// A number of one or two digits from 1 to `limit`.
    pub fn small(&self, at: usize, limit: i64) -> Option<i8> {
        let lexeme = self.get(at).filter(|lexeme| matches!(lexeme.digits, 1 | 2))?;
        (1..=limit)
            .contains(&lexeme.number)
            .then_some(lexeme.number as i8)
    }

    /// "the 14th": only with "the", an ordinal ending in digits, and nothing that it could count.
    pub fn the_nth(&self, at: usize) -> Reading {
        if !self.is(at, Cue::The) || self.digits(at + 1) == 0 || !self.has_ordinal(at + 1) {
            return None;
        }
        let (day, to) = self.day(at + 1).filter(|&(_, to)| !self.shares_century(to))?;
        let led = at.checked_sub(1).and_then(|before| self.cue(before));
        let led = matches!(
            led,
            Some(
                Cue::On
                    | Cue::Till
                    | Cue::By
                    | Cue::Since
                    | Cue::From
                    | Cue::To
                    | Cue::Before
                    | Cue::After
                    | Cue::And
                    | Cue::Of
                    | Cue::About
            )
        );
        let ends = self
            .get(to)
            .is_none_or(|lexeme| lexeme.mark != '\0' && !is_dash(lexeme.mark) || lexeme.senses.cue.is_some());
        (led && ends).then(|| {
            (
                Tree::literal(Fields {
                    day: Some(day),
                    ..Fields::default()
                }),
                to,
            )
        })
    }

    /// "el día 18", "18 तारीख": the word for a day of the month, before or behind its number.
    pub(super) fn named_day(&self, at: usize) -> Reading {
        if let Some(day) = self.small(at, 31).filter(|_| self.is(at + 1, Cue::DayMark)) {
            let day = Some(day);
            return Some((
                Tree::literal(Fields {
                    day,
                    ..Fields::default()
                }),
                at + 2,
            ));
        }
        let start = self.skip(at, Cue::The);
        let word = start > at && self.unit(start) == Some(Unit::Day) && !self.lexemes[start].senses.plural;
        let (day, to) = self
            .day(start + 1)
            .filter(|_| word && self.digits(start + 1) > 0)?;
        Some((
            Tree::literal(Fields {
                day: Some(day),
                ..Fields::default()
            }),
            to,
        ))
    }
}

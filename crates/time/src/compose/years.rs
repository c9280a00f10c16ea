//! Years as parts of dates and by themselves: "2001", "the year 2001", "fiscal 1999", "FY18", "1914-18", ", 2001" behind a
//! month. How a year is written (in digits, in words, before Christ) is read in [`super::numbers`].

use super::numbers::century_of;
use super::numeric::is_joint;
use super::{Composer, Fields, Reading, Tree, is_dash};
use crate::lex::{Cue, Order, Unit};

impl Composer<'_> {
    /// "1914-18", "2012/13": a year and the last two digits of a later one.
    pub(super) fn year_pair(&self, at: usize) -> Reading {
        let start = self.skip(at, Cue::The);
        if self.digits(start) != 4
            || self.digits(start + 2) != 2
            || !(is_dash(self.mark(start + 1)) || self.mark(start + 1) == '/')
        {
            return None;
        }
        let (year, _) = self
            .year(start)
            .filter(|_| self.is_glued(start + 1) && self.is_glued(start + 2))?;
        let short = self.lexemes[start + 2].number as i16;
        let last = year - year % 100 + short + if short < year % 100 { 100 } else { 0 };
        let runs_on = is_dash(self.mark(start + 3)) && self.is_glued(start + 4)
            || self.is_glued(start + 3) && self.mark(start + 3) == '\0';
        let is_month = (1..=12).contains(&short) && !self.is_next_year(start);
        let plausible = last > year && last - year <= 60 && !is_month;
        let word = self.table.order == Order::Day && self.unit(start + 3) == Some(Unit::Year);
        (plausible && !runs_on).then_some((Tree::Years(year, last), start + 3 + usize::from(word)))
    }

    /// Whether "2012-13" names two years in a row.
    pub fn is_next_year(&self, at: usize) -> bool {
        self.digits(at + 2) == 2 && self.lexemes[at + 2].number == (self.lexemes[at].number + 1) % 100
    }

    pub(super) fn stands_apart(&self, at: usize) -> bool {
        at == 0 || !is_dash(self.mark(at - 1)) || !self.is_glued(at)
    }

    /// "mayo del 68", "juillet 98": two digits that no month has behind its name.
    pub(super) fn short_year(&self, at: usize) -> Option<(i16, usize)> {
        let start = self.skip(at, Cue::Of);
        let number = self.get(start).filter(|lexeme| lexeme.digits == 2)?.number;
        let counts = self.mark(start + 1) == '%'
            || self.unit(start + 1).is_some()
            || self.is(start + 1, Cue::Quantity);
        let continental = self.table.order == Order::Day;
        (continental && number > 31 && !counts).then(|| (century_of(number as i16), start + 1))
    }

    /// ", 2001", " 2001", "of 2001", "in 2001", "'01" behind a day and month.
    pub fn year_after(&self, at: usize) -> (Option<i16>, usize) {
        if let Some((year, to)) = self.short_year(at) {
            return (Some(year), to);
        }
        let next = if self.mark(at) == ',' || self.is(at, Cue::Of) || self.is(at, Cue::In) {
            at + 1
        } else {
            at
        };
        let next = if is_joint(self.mark(at)) && self.is_glued(at) && self.is_glued(at + 1) {
            at + 1
        } else {
            next
        };
        if let Some((year, to)) = self.spoken_year(next) {
            return (Some(year), to);
        }
        if self.digits(next) > 0 || self.mark(next) == '\'' || self.era_mark(next + 1).is_some() {
            let quantity = self.is(next + 1, Cue::Quantity) && self.mark(at) == ',';
            if let Some((year, to)) = self.year(next).filter(|_| !quantity && !self.clock_follows(next)) {
                return (Some(year), to);
            }
        }
        (None, at)
    }

    fn clock_follows(&self, at: usize) -> bool {
        self.mark(at + 1) == ':' && self.is_glued(at + 1)
    }

    /// "2001", "the year 2001", "fiscal 1999", "fiscal year 2001". The vetoes decide on a year that stands alone.
    pub(super) fn bare_year(&self, at: usize) -> Reading {
        let mut start = self.skip(at, Cue::The);
        let fiscal = self.is(start, Cue::Fiscal);
        start += usize::from(fiscal);
        let word = self.unit(start) == Some(Unit::Year)
            && (!self.lexemes[start].senses.plural || self.is_articled(start));
        start += usize::from(word);
        if word {
            start = self.skip(start, Cue::Of);
        }
        let continental = self.table.order == Order::Day && self.digits(start) == 4;
        if start > at && !fiscal && !word && !continental {
            return None;
        }
        if start > at
            && let Some(found) = self.year_pair(start)
        {
            return Some(found);
        }
        let (year, to) = self
            .year(start)
            .or_else(|| self.glued_year(start).filter(|_| fiscal && !word))?;
        Some((
            Tree::literal(Fields {
                year: Some(year),
                ..Fields::default()
            }),
            to,
        ))
    }

    /// "18" in "FY18".
    fn glued_year(&self, at: usize) -> Option<(i16, usize)> {
        let glued = self.is_glued(at) && self.digits(at) == 2;
        let closes = self
            .get(at + 1)
            .is_none_or(|next| !next.glued || next.mark != '\0');
        (closes && glued).then(|| (century_of(self.lexemes[at].number as i16), at + 1))
    }
}

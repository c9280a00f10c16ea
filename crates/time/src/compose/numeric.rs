//! Dates made of digits in rarer forms: "20160521", "2019/Aug/01", and the first half of "5/1-5/7/2020".
//! The usual ones ("12/05/2004", "2001-07-26") stand with the other literals.

use super::{Composer, Fields, Reading, Tree, is_dash};
use crate::lex::Cue;
use crate::resolve::point::date;

impl Composer<'_> {
    /// "20160521": eight digits that stand apart and are a day of this or the last century.
    pub fn compact(&self, at: usize) -> Reading {
        let number = self.get(at).filter(|lexeme| lexeme.digits == 8)?.number;
        let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
        let (year, month, day) = (year as i16, month as i8, day as i8);
        let usual = (1950..2060).contains(&year) && date(year, month, day).is_some();
        let before = at.checked_sub(1).and_then(|before| self.get(before));
        let labelled = before.is_some_and(|before| {
            before.senses.cue == Some(Cue::Room)
                || self.is_glued(at) && !is_dash(before.mark) && before.mark != '('
        });
        let runs_on = self
            .get(at + 1)
            .is_some_and(|next| next.glued && next.mark == '\0')
            || self.is_glued(at + 1) && self.is_glued(at + 2) && self.digits(at + 2) > 0;
        (usual && !labelled && !runs_on).then(|| (Tree::literal(day_of(year, month, day)), at + 1))
    }

    /// "2019/aug/01", "2019-Aug-01".
    pub fn year_month_name_day(&self, at: usize) -> Reading {
        let (month, to) = self.month(at + 2).filter(|&(_, to)| to == at + 3)?;
        let glued = self.mark(to) == self.mark(at + 1) && self.is_glued(to) && self.is_glued(to + 1);
        let day = self.small(to + 1, 31).filter(|_| glued)?;
        let year = self.year(at)?.0;
        date(year, month, day)?;
        Some((Tree::literal(day_of(year, month, day)), to + 2))
    }

    /// Whether a dash and a numeric date with its year follow ("5/1" in "5/1-5/7/2020").
    pub fn leads_numeric_range(&self, at: usize) -> bool {
        let small = |at: usize| matches!(self.digits(at), 1 | 2);
        is_dash(self.mark(at))
            && small(at + 1)
            && self.mark(at + 2) == '/'
            && small(at + 3)
            && self.mark(at + 4) == '/'
            && self.digits(at + 5) == 4
    }

    /// Whether what stands before `at` makes its number money.
    pub fn is_priced(&self, at: usize) -> bool {
        at > 0 && matches!(self.mark(at - 1), '$' | '€' | '£' | '¥')
    }
}

fn day_of(year: i16, month: i8, day: i8) -> Fields {
    Fields {
        year: Some(year),
        month: Some(month),
        day: Some(day),
        ..Fields::default()
    }
}

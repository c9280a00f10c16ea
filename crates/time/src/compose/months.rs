//! Dates with the name of a month: "July 26, 2001", "26 July", "Aug. 6", "the 14th of August", "July of 2001".
//! The number of the day itself is read in [`super::days`], the year behind it in [`super::years`].

use super::calendar::checked;
use super::numeric::is_joint;
use super::{Composer, Fields, Reading, Tree, longest};
use crate::lex::{Cue, Unit};

impl Composer<'_> {
    /// "July 26, 2001", "Aug. 6", "Sept 2001", "July of 2001", "Dec/2018", "May twenty nine", "October, 1st".
    pub fn month_first(&self, at: usize) -> Reading {
        let (month, next) = self.month(at)?;
        let fields = Fields {
            month: Some(month),
            ..Fields::default()
        };
        let impossible =
            self.digits(next) == 2 && self.small(next, 99).is_some_and(|day| no_such_day(month, day));
        let alone = Some((Tree::literal(fields), next)).filter(|_| !impossible);
        longest([
            self.month_and_day(fields, next),
            self.month_and_year(fields, next),
            alone,
        ])
    }

    fn month_and_day(&self, fields: Fields, next: usize) -> Reading {
        let mut at = next;
        if matches!(self.mark(at), '/' | '-') && self.is_glued(at + 1)
            || self.mark(at) == ',' && self.has_ordinal(at + 1)
        {
            at += 1;
        }
        at = self.skip(at, Cue::The);
        let (day, to) = self.day(at).or_else(|| self.day_in_words(at))?;
        if self.counts_something(to)
            || self.orders_what_follows(at, to)
            || self.mark(to) == ':' && self.is_glued(to) && self.is_glued(to + 1) && self.digits(to + 1) == 2
        {
            return None;
        }
        let fields = Fields {
            day: Some(day),
            ..fields
        };
        let (year, to) = self.year_after(to);
        checked(Fields { year, ..fields }, to)
    }

    /// Whether the ordinal word at `at` orders the noun behind it ("in May the first mill").
    pub fn orders_what_follows(&self, at: usize, to: usize) -> bool {
        let word = self.get(at).is_some_and(|lexeme| lexeme.senses.ordinal > 0);
        let noun = self.get(to).is_some_and(|next| {
            next.mark == '\0'
                && next.digits == 0
                && next.senses.cue.is_none()
                && next.senses.tense.is_none()
                && !next.capital
        });
        word && noun
    }

    /// Whether what follows makes the number before it a quantity ("May 5 percent", "March 9 a.m.").
    fn counts_something(&self, at: usize) -> bool {
        let decimal = matches!(self.mark(at), '.' | ',')
            && self.is_glued(at)
            && self.is_glued(at + 1)
            && self.digits(at + 1) > 0
            && self.digits(at + 1) != 4;
        decimal || self.mark(at) == '%' || self.am_pm(at).is_some()
    }

    fn month_and_year(&self, fields: Fields, next: usize) -> Reading {
        if let Some((year, to)) = self.short_year(next) {
            let year = Some(year);
            return Some((Tree::literal(Fields { year, ..fields }), to));
        }
        let mut at = next;
        if self.mark(at) == ','
            || self.is(at, Cue::Of)
            || self.is(at, Cue::In)
            || matches!(self.mark(at), '/' | '-') && self.is_glued(at + 1)
        {
            at += 1;
        }
        let at = if self.unit(at + 1) == Some(Unit::Year) && self.is(at, Cue::The) {
            at + 2
        } else {
            at
        };
        let at = if self.unit(at) == Some(Unit::Year) {
            at + 1
        } else {
            at
        };
        let (year, to) = self.year(at)?;
        Some((
            Tree::literal(Fields {
                year: Some(year),
                ..fields
            }),
            to,
        ))
    }

    /// "26 July 2001", "the 14th of August", "second of Aug", "6-Aug-2001".
    pub fn day_first(&self, at: usize) -> Reading {
        let start = self.skip(at, Cue::The);
        let (day, next) = self
            .day(start)
            .or_else(|| self.day_in_words(start))
            .filter(|_| !self.is_priced(start))?;
        let mut next = next;
        let of_days = self.unit(next) == Some(Unit::Day) && !self.lexemes[next].senses.plural;
        if of_days && self.is(next + 1, Cue::Of) {
            next += 1;
        }
        if is_joint(self.mark(next)) && self.is_glued(next) && self.is_glued(next + 1) {
            next += 1;
        } else {
            if self.mark(next) == '.' && self.is_glued(next) {
                next += 1;
            }
            next = self.skip(next, Cue::Of);
        }
        let (month, to) = self.month(next)?;
        let (year, to) = self.year_after(to);
        checked(
            Fields {
                day: Some(day),
                month: Some(month),
                year,
                ..Fields::default()
            },
            to,
        )
    }

    /// A month's name, with the full stop of its abbreviation.
    pub fn month(&self, at: usize) -> Option<(i8, usize)> {
        let month = self.get(at)?.senses.month;
        if month == 0 {
            return None;
        }
        // "أيار/مايو": one month by two names.
        let twice =
            self.mark(at + 1) == '/' && self.get(at + 2).is_some_and(|next| next.senses.month == month);
        if twice {
            return Some((month as i8, at + 3));
        }
        let short = self.get(at)?.span.len() <= 4 && self.mark(at + 1) == '.' && self.is_glued(at + 1);
        Some((
            month as i8,
            if short && self.dot_belongs(at) {
                at + 2
            } else {
                at + 1
            },
        ))
    }

    /// A full stop belongs to an abbreviated word unless it ends the sentence.
    fn dot_belongs(&self, at: usize) -> bool {
        let month = self.lexemes[at].senses.month;
        !self.table.is_full_month(self.word(at), month) && at + 2 <= self.lexemes.len()
    }
}

/// Whether no year has the day ("February 30").
fn no_such_day(month: i8, day: i8) -> bool {
    day <= 31 && crate::resolve::point::date(2000, month, day).is_none()
}

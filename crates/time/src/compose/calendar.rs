//! Literal dates: the longest of all that the other files of literals read, from "2001-07-26" to "the 20th century". Days that
//! no month has are refused here.

use super::{Composer, Fields, Reading, Side, Tree, longest};
use crate::lex::{Cue, Order};

impl Composer<'_> {
    /// The longest literal date that begins at `at`.
    pub fn calendar(&self, at: usize) -> Reading {
        let lexeme = self.get(at)?;
        let senses = &lexeme.senses;
        let named = senses.month > 0
            || senses.weekday > 0
            || senses.season.is_some()
            || senses.ordinal > 0
            || senses.cardinal > 0
            || senses.unit.is_some();
        let steered =
            matches!(senses.cue, Some(Cue::The | Cue::Fiscal | Cue::Ad | Cue::Bc)) || senses.decade > 0;
        let numeric =
            lexeme.digits > 0 || lexeme.mark == '\'' || lexeme.mark == '\0' && lexeme.span.len() == 1;
        if !(named || steered || numeric || self.table.order == Order::Day && lexeme.capital) {
            return None;
        }
        longest([
            self.compact(at),
            self.year_first(at),
            self.known_by_day(at).or_else(|| self.numeric(at)),
            self.spaced_numeric(at),
            self.month_first(at),
            self.day_first(at),
            self.weekday(at),
            self.the_nth(at),
            self.named_day(at),
            self.roman_century(at),
            self.quarter_code(at),
            self.season(at),
            self.decade(at),
            self.decade_of_years(at),
            self.short_year_or_decade(at),
            self.noun_and_name(at),
            self.century(at),
            self.numbered_week(at),
            self.year_pair(at),
            self.bare_year(at),
        ])
    }

    /// A side word before a literal that recurs: "last July", "next 6th of April", "this Friday, June 15".
    pub fn sided(&self, at: usize, side: Side) -> Reading {
        let (tree, to) = longest([
            self.month_first(at),
            self.weekday(at),
            self.season(at),
            self.day_first(at),
            self.numeric(at),
            self.quarter_code(at),
        ])?;
        match tree {
            Tree::Literal(fields, _) if fields.year.is_none() => Some((Tree::Literal(fields, side), to)),
            Tree::Literal(..) if side == Side::This => Some((tree, to)),
            _ => None,
        }
    }
}

/// Refuses days that the month never has.
pub(super) fn checked(fields: Fields, to: usize) -> Reading {
    let (Some(month), Some(day)) = (fields.month, fields.day) else {
        return Some((Tree::literal(fields), to));
    };
    let fits = match fields.year {
        Some(year) => crate::resolve::point::date(year, month, day).is_some(),
        None => crate::resolve::point::date(2000, month, day).is_some(),
    };
    fits.then(|| (Tree::literal(fields), to))
}

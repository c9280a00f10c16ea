//! Dates made of digits: "12/05/2004", "18.08.2001", "2001-07-26", "20160521", "2019/Aug/01", and the first half of
//! "5/1-5/7/2020".

use super::calendar::checked;
use super::numbers::century_of;
use super::{Composer, Fields, Reading, Tree, is_dash};
use crate::lex::{Cue, Order};
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

    /// "2001-07-26", "2001/7/26", "2001.07.26", "20010726" is not read; also "2001-07" and "2017 April".
    pub(super) fn year_first(&self, at: usize) -> Reading {
        if self.digits(at) != 4 {
            return None;
        }
        let year = self.year(at)?.0;
        let mark = self.mark(at + 1);
        let fields = Fields {
            year: Some(year),
            ..Fields::default()
        };
        if matches!(mark, '-' | '/' | '.') && self.is_glued(at + 1) && self.is_glued(at + 2) {
            if let Some(found) = self.year_month_name_day(at) {
                return Some(found);
            }
            let month = self.small(at + 2, 12)?;
            let fields = Fields {
                month: Some(month),
                ..fields
            };
            if self.mark(at + 3) == mark && self.is_glued(at + 3) && self.is_glued(at + 4) {
                let day = self.small(at + 4, 31)?;
                return checked(
                    Fields {
                        day: Some(day),
                        ..fields
                    },
                    at + 5,
                );
            }
            let is_month =
                mark == '-' && !self.is_next_year(at) && !is_dash(self.mark(at + 3)) && self.stands_apart(at);
            return is_month.then(|| (Tree::literal(fields), at + 3));
        }
        let (month, to) = self.month(at + 1)?;
        if self.small(to, 31).is_some() && self.digits(to) < 3 {
            let (day, to) = self.day(to)?;
            return checked(
                Fields {
                    month: Some(month),
                    day: Some(day),
                    ..fields
                },
                to,
            );
        }
        Some((
            Tree::literal(Fields {
                month: Some(month),
                ..fields
            }),
            to,
        ))
    }

    /// "12/05/2004", "18.08.2001", "7-26-01", "26/7"; "7.6" only behind a weekday.
    pub(super) fn numeric(&self, at: usize) -> Reading {
        if !matches!(self.digits(at), 1 | 2) || !matches!(self.digits(at + 2), 1 | 2) {
            return None;
        }
        let mark = self.mark(at + 1);
        if !matches!(mark, '/' | '.' | '-') || !self.is_glued(at + 1) || !self.is_glued(at + 2) {
            return None;
        }
        let (first, second) = (self.lexemes[at].number as i8, self.lexemes[at + 2].number as i8);
        let year = self.numeric_year(at + 3, mark);
        let to = if year.is_some() { at + 5 } else { at + 3 };
        if self.is_priced(at)
            || self.runs_on(at, to)
            || year.is_none() && !self.short_numeric_fits(at, mark) && !self.leads_numeric_range(to)
        {
            return None;
        }
        let fields = self.ordered(first, second, mark)?;
        let dotted = year.is_none() && mark == '.' && self.mark(to) == '.' && self.is_glued(to);
        let within = self.table.order == Order::Day && to + 1 < self.lexemes.len();
        checked(Fields { year, ..fields }, to + usize::from(dotted && within))
    }

    /// "27. 11. 2016", "am 27. 11.": numbers with full stops and spaces, where these make ordinals.
    pub(super) fn spaced_numeric(&self, at: usize) -> Reading {
        let spaced = self.table.dotted_ordinals && self.mark(at + 1) == '.' && self.mark(at + 3) == '.';
        let day = self.small(at, 31).filter(|_| spaced && !self.is_glued(at + 2))?;
        let month = self
            .small(at + 2, 12)
            .filter(|_| self.is_glued(at + 1) && self.is_glued(at + 3))?;
        let year = self.year(at + 4).filter(|_| self.digits(at + 4) == 4);
        let led = at > 0 && (self.is_articled(at) || matches!(self.cue(at - 1), Some(Cue::On | Cue::The)));
        let to = year.map_or(at + 4, |(_, to)| to);
        let fields = Fields {
            year: year.map(|(year, _)| year),
            month: Some(month),
            day: Some(day),
            ..Fields::default()
        };
        (led || fields.year.is_some()).then(|| checked(fields, to))?
    }

    fn numeric_year(&self, at: usize, mark: char) -> Option<i16> {
        if self.mark(at) != mark || !self.is_glued(at) || !self.is_glued(at + 1) {
            return None;
        }
        match self.digits(at + 1) {
            4 => self.year(at + 1).map(|(year, _)| year),
            2 => Some(century_of(self.lexemes[at + 1].number as i16)),
            _ => None,
        }
    }

    /// Whether digits or marks before or after say that this is a part of a longer number.
    fn runs_on(&self, at: usize, to: usize) -> bool {
        let after = is_joint(self.mark(to))
            && self.is_glued(to)
            && self.is_glued(to + 1)
            && self.digits(to + 1) > 0
            && self.mark(to) != '-';
        let before = at > 0
            && self.is_glued(at)
            && (is_joint(self.mark(at - 1)) && self.mark(at - 1) != '-'
                || self.get(at - 1).is_some_and(|l| l.mark == '\0')
                || "$€£#".contains(self.mark(at - 1)));
        after || before
    }

    /// "7/26" without a year reads as a date after a preposition or weekday, or if one number is above 12; "7.6" and "7-6"
    /// only after a weekday, since they are mostly numbers and scores.
    fn short_numeric_fits(&self, at: usize, mark: char) -> bool {
        let before = at.checked_sub(1);
        let after_weekday = before.is_some_and(|b| self.lexemes[b].senses.weekday > 0);
        if mark != '/' {
            let european = self.table.order == Order::Day
                && mark == '.'
                && self.digits(at + 2) == 2
                && before
                    .and_then(|b| self.cue(b))
                    .is_some_and(|cue| matches!(cue, Cue::On | Cue::From | Cue::Till));
            return after_weekday
                || european
                || mark == '.'
                    && self.table.order == Order::Day
                    && self.mark(at + 3) == '.'
                    && self.digits(at + 2) <= 2
                    && self.lexemes[at + 2].number <= 12;
        }
        let cue = before.and_then(|b| self.cue(b));
        let led = matches!(
            cue,
            Some(
                Cue::On
                    | Cue::By
                    | Cue::Since
                    | Cue::Till
                    | Cue::From
                    | Cue::To
                    | Cue::Before
                    | Cue::After
                    | Cue::Between
                    | Cue::This
                    | Cue::Next
                    | Cue::And
                    | Cue::Last
            )
        ) || self.table.order == Order::Day && (cue == Some(Cue::The) || self.is_articled(at));
        let (first, second) = (self.lexemes[at].number, self.lexemes[at + 2].number);
        led || after_weekday
            || first.max(second) > 12 && first.min(second) >= 1 && self.digits(at + 2) == 2
            || at == 0
            || is_dash(self.mark(at - 1))
    }

    fn ordered(&self, first: i8, second: i8, mark: char) -> Option<Fields> {
        let day_first = match self.table.order {
            _ if self.table.day_first => true,
            Order::Month => mark == '.' && first > 0 && second <= 12 && self.lexemes.len() > 2,
            Order::Day | Order::Year => false,
        };
        let (day, month) = if first > 12 || day_first && second <= 12 {
            (first, second)
        } else {
            (second, first)
        };
        let swappable = day <= 12 && mark != '.' && self.table.order != Order::Day;
        ((1..=12).contains(&month) && (1..=31).contains(&day)).then(|| Fields {
            month: Some(month),
            day: Some(day),
            swappable,
            ..Fields::default()
        })
    }

    /// "9/11": known to all by its day.
    pub(super) fn known_by_day(&self, at: usize) -> Reading {
        let written = self.table.order == Order::Month
            && self.digits(at) == 1
            && self.mark(at + 1) == '/'
            && self.digits(at + 2) == 2;
        let named = written
            && self.lexemes[at].number == 9
            && self.lexemes[at + 2].number == 11
            && self.mark(at + 3) != '/';
        let fields = Fields {
            year: Some(2001),
            month: Some(9),
            day: Some(11),
            ..Fields::default()
        };
        named.then(|| (Tree::literal(fields), at + 3))
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

pub(super) fn is_joint(mark: char) -> bool {
    matches!(mark, '/' | '.' | '-')
}

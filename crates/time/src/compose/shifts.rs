//! Dates so much before or after another: "three days ago", "a year earlier", "two weeks from now", "two days after
//! Christmas", "in 15 months".

use super::windows::direction;
use super::{Amount, Anchor, Composer, Length, Reading, Tree, longest};
use crate::Modifier;
use crate::lex::{Cue, Order, Unit};

impl Composer<'_> {
    /// "three days ago", "a year earlier", "two weeks from now", "two days after Christmas", "in 15 months".
    pub fn shift(&self, at: usize) -> Reading {
        if let Some(found) = self.modified_shift(at) {
            return Some(found);
        }
        if self.is(at, Cue::AgoBefore) {
            return self.ago_before(at + 1);
        }
        if self.is(at, Cue::Between) && self.table.order == Order::Day {
            let (length, to) = self.length(at + 1)?;
            return Some((shift(Anchor::Publication, length, false), to));
        }
        if self.is(at, Cue::In) || self.is(at, Cue::Within) || self.is(at, Cue::InFuture) {
            return self.shift_ahead(at);
        }
        let start = at;
        let at = if self.is(at, Cue::The) && self.mark(at + 2) == '-' {
            at + 1
        } else {
            at
        };
        let (length, next) = self.length(at).or_else(|| self.unit_alone(at))?;
        if start < at && self.period_behind(at, next + 2) == next + 2 {
            return None;
        }
        if self.mark(next) == '-' && self.is(at, Cue::A) {
            return None;
        }
        let next = self.skip_hyphen(next);
        let next = if self.is(next, Cue::Or) && self.word(next + 1).eq_ignore_ascii_case("so") {
            next + 2
        } else {
            next
        };
        if self.is(next + 1, Cue::Than) {
            return None;
        }
        match self.cue(next)? {
            Cue::Ago => Some(self.ago_from(at, length, next + 1)),
            Cue::Earlier | Cue::Previous => Some((
                shift(Anchor::LastDate, length, true),
                self.period_behind(at, next + 1),
            )),
            Cue::Later => Some((shift(Anchor::LastDate, length, false), next + 1)),
            Cue::In if self.table.has_postpositions => {
                let ahead = crate::resolve::tense::of(self, at) == Some(crate::lex::Tense::Future)
                    && length.steps.iter().all(|step| step.1 >= Unit::Day)
                    && next
                        .checked_sub(2)
                        .and_then(|side| self.cue(side))
                        .and_then(direction)
                        .is_none();
                ahead.then(|| (shift(Anchor::Publication, length, false), next + 1))
            }
            Cue::From if start > 0 && self.is(start - 1, Cue::For) => None,
            Cue::From => self.shift_from(length, next + 1, false),
            Cue::After | Cue::Since => {
                let alone = self.step_alone(&length, next + 1, false);
                self.shift_from(length, next + 1, false).or(alone)
            }
            Cue::Before => {
                let alone = self.step_alone(&length, next + 1, true);
                self.shift_from(length, next + 1, true).or(alone)
            }
            _ => None,
        }
    }

    /// "hace dos años", "il y a près de dix ans", "vor mehr als 20 Jahren", "hace meses".
    fn ago_before(&self, at: usize) -> Reading {
        let (modifier, next) = match self.length_modifier(at) {
            Some((modifier, next)) => (Some(modifier), next),
            None => (None, at),
        };
        let (length, to) = self.length(next).or_else(|| self.unit_alone(next))?;
        let of = shift(Anchor::Publication, length, true);
        Some(match modifier {
            Some(modifier) => (
                Tree::Modified {
                    modifier,
                    of: Box::new(of),
                },
                to,
            ),
            None => (of, to),
        })
    }

    /// "a week ago", and with what it is counted from: "a week ago today", "50 years ago this month".
    fn ago_from(&self, at: usize, length: Length, next: usize) -> (Tree, usize) {
        let whole = length.steps.iter().all(|(amount, _)| *amount != Amount::Vague);
        let coarser = |tree: &Tree| super::granularity(tree) <= length.steps.iter().map(|step| step.1).min();
        let from =
            longest([self.deictic(next), self.weekday(next)]).filter(|(tree, _)| whole && coarser(tree));
        match from {
            Some((tree, to)) => (shift(Anchor::Tree(Box::new(tree)), length, true), to),
            None => (
                shift(Anchor::Publication, length, true),
                self.period_behind(at, next),
            ),
        }
    }

    /// "year-earlier quarter", "year-ago period": the noun behind.
    fn period_behind(&self, at: usize, to: usize) -> usize {
        if self.mark(at + 1) != '-' {
            return to;
        }
        if let Some((_, end)) = self.bare_nth(to) {
            return end;
        }
        to + usize::from(self.unit(to) == Some(Unit::Quarter) || self.is(to, Cue::Period))
    }

    /// "about two years ago", "nearly 40 years ago", "more than a decade earlier".
    fn modified_shift(&self, at: usize) -> Reading {
        let (modifier, next) = self.length_modifier(at)?;
        let (tree, to) = self
            .shift(next)
            .filter(|(tree, _)| matches!(tree, Tree::Shift { .. }))?;
        let modifier = match modifier {
            Modifier::EqualOrLess => Modifier::Approx,
            other => other,
        };
        Some((
            Tree::Modified {
                modifier,
                of: Box::new(tree),
            },
            to,
        ))
    }

    /// "years ago", "weeks earlier" without a number; "year-earlier", "year-ago".
    fn unit_alone(&self, at: usize) -> Option<(Length, usize)> {
        let noun = self.get(at)?;
        let unit = noun.senses.unit?;
        let hyphened = self.mark(at + 1) == '-' || !self.table.has_articles;
        if noun.senses.plural {
            return Some((
                Length {
                    steps: vec![(Amount::Vague, unit)],
                },
                at + 1,
            ));
        }
        hyphened.then(|| {
            (
                Length {
                    steps: vec![(Amount::whole(1), unit)],
                },
                at + 1,
            )
        })
    }

    /// "deux jours après", "tre settimane dopo": a step from the last date, where nothing follows that it could start from.
    fn step_alone(&self, length: &Length, at: usize, back: bool) -> Reading {
        let ends = self.is_clause_end(at) || self.get(at).is_some_and(|next| next.senses.tense.is_some());
        let continental = self.table.order == Order::Day;
        (continental && ends).then(|| (shift(Anchor::LastDate, length.clone(), back), at))
    }

    /// "from now", "after today", "before Christmas", "after May 3".
    pub(super) fn shift_from(&self, length: Length, at: usize, back: bool) -> Reading {
        if self.word(at).eq_ignore_ascii_case("now") || self.is(at, Cue::Present) {
            return Some((shift(Anchor::Publication, length, back), at + 1));
        }
        let (tree, to) = longest([self.calendar(at), self.deictic(at), self.holiday(at)])?;
        let precise = !matches!(&tree, Tree::Literal(fields, _) if fields.is_year_only());
        let anchor = Anchor::Tree(Box::new(tree));
        precise.then(|| (shift(anchor, length, back), to))
    }

    /// "in 15 months" under a future tense.
    fn shift_ahead(&self, at: usize) -> Reading {
        let (length, to) = self
            .length(at + 1)
            .or_else(|| self.unit_alone(at + 1).filter(|_| !self.table.has_articles))?;
        let timed = to + self.possessive_length(to);
        if timed > to && self.is(timed, Cue::Time) && !self.is(at, Cue::Within) {
            return Some((shift(Anchor::Publication, length, false), timed + 1));
        }
        let whole = length.steps.iter().all(|(amount, _)| *amount != Amount::Vague);
        let tense = crate::resolve::tense::of(self, at);
        let future = match self.table.order {
            Order::Day => self.table.in_is_ahead && !self.is_past_clause(at) && !self.is_past_behind(to),
            _ => tense == Some(crate::lex::Tense::Future),
        };
        let ahead = future && self.is(at, Cue::In) || self.is(at, Cue::InFuture);
        let since = self.is(to, Cue::Since) || self.is(to, Cue::From) || self.is(to, Cue::Of);
        (whole && ahead && !since).then(|| (shift(Anchor::Publication, length, false), to))
    }

    /// Whether a past verb form follows before the clause ends ("em vinte anos o partido perdeu").
    fn is_past_behind(&self, at: usize) -> bool {
        let behind = (at..self.lexemes.len()).take(8);
        let mut clause = behind.take_while(|&index| !matches!(self.mark(index), ',' | ';' | ':' | '.'));
        clause.any(|index| self.lexemes[index].senses.tense == Some(crate::lex::Tense::Past))
    }

    /// Whether a past verb form stands between `at` and the beginning of its clause.
    fn is_past_clause(&self, at: usize) -> bool {
        let words = (0..at).rev().take(20);
        let mut clause = words
            .take_while(|&index| !self.is(index, Cue::And) && !matches!(self.mark(index), ',' | ';' | ':'));
        clause.any(|index| self.lexemes[index].senses.tense == Some(crate::lex::Tense::Past))
    }
}

fn shift(anchor: Anchor, length: Length, back: bool) -> Tree {
    Tree::Shift { anchor, length, back }
}

//! Sets: "every Friday", "daily", "Tuesday nights", "$3 million a year", and what they say beside their value: that it is every
//! one, and how often it comes ("twice a week", "three times each month").

use super::lengths::{part_code, period};
use super::{Amount, Composer, Reading, Tree, longest};
use crate::Quantifier;
use crate::lex::{Cue, Order, Senses, Unit};

impl Composer<'_> {
    /// "every Friday", "each year", "every two days".
    pub(super) fn each_of(&self, at: usize) -> Reading {
        let (quantifier, found) = match self.cue(at)? {
            Cue::Every => (Quantifier::Every, self.every(at + 1)),
            Cue::Each => (Quantifier::Each, self.every(at + 1)),
            Cue::All => (Quantifier::Every, self.all(at + 1)),
            _ => return None,
        };
        let (of, to) = found?;
        let of = Box::new(of);
        let quantifier = Some(quantifier);
        Some((
            Tree::Recurring {
                quantifier,
                times: None,
                of,
            },
            to,
        ))
    }

    /// "twice a week", "three times each month", "once per day".
    pub(super) fn times_per(&self, at: usize) -> Reading {
        let (times, next) = match self.cue(at) {
            Some(Cue::Once) => (1, at + 1),
            Some(Cue::Twice) => (2, at + 1),
            _ => {
                let (number, next) = self.number(at)?;
                (u32::try_from(number).ok()?, self.expect(next, Cue::Times)?)
            }
        };
        let (of, to) = self.rate(next).or_else(|| self.each_of(next))?;
        let (quantifier, of) = match of {
            Tree::Recurring { quantifier, of, .. } => (quantifier, of),
            of => (None, Box::new(of)),
        };
        Some((
            Tree::Recurring {
                quantifier,
                times: Some(times),
                of,
            },
            to,
        ))
    }

    /// What recurs.
    pub fn set(&self, at: usize) -> Reading {
        let lexeme = self.get(at)?;
        let steps = matches!(
            self.cue(at + 1),
            Some(Cue::After | Cue::Before | Cue::Earlier | Cue::Following)
        ) && self.table.order == Order::Day;
        if let Some(unit) = lexeme.senses.frequency.filter(|_| !steps) {
            return Some((Tree::Set(period(Amount::whole(1), unit)), at + 1));
        }
        if let Some(found) = self.each_of(at).or_else(|| self.times_per(at)) {
            return Some(found);
        }
        if lexeme.senses.plural && (lexeme.senses.weekday > 0 || lexeme.senses.part.is_some()) {
            return self.recurring_name(at);
        }
        if lexeme.senses.weekday > 0
            && self
                .get(at + 1)
                .is_some_and(|next| next.senses.plural && next.senses.part.is_some())
        {
            let part = self.lexemes[at + 1].senses.part?;
            return Some((
                Tree::Set(format!("XXXX-WXX-{}T{}", lexeme.senses.weekday, part_code(part))),
                at + 2,
            ));
        }
        self.rate(at)
    }

    /// "todos los días", "tous les deux ans", "alle vier Jahre", "tutte le mattine".
    pub(super) fn all(&self, at: usize) -> Reading {
        let next = self.skip(at, Cue::The);
        let counted = self.digits(next + 1) > 0 || self.get(next + 1)?.senses.cardinal > 0;
        if let Some((length, to)) = self.length(next) {
            let (amount, unit) = length.steps[0];
            return Some((Tree::Set(period(amount, unit)), to));
        }
        let senses = self
            .get(next)
            .filter(|noun| next > at || noun.senses.plural)?
            .senses;
        let plural = senses.plural || senses.weekday > 0;
        let value = match senses.unit {
            Some(unit) => period(Amount::whole(1), unit),
            None => recurring(&senses)?,
        };
        (plural && !counted).then_some((Tree::Set(value), next + 1))
    }

    pub(super) fn every(&self, at: usize) -> Reading {
        let next = if self.word(at).eq_ignore_ascii_case("single") {
            at + 1
        } else {
            at
        };
        if let Some(found) = self.every_date(next) {
            return Some(found);
        }
        let day = self.unit(next) == Some(Unit::Day)
            && self.get(next + 1).is_some_and(|day| day.senses.weekday > 0);
        let next = next + usize::from(day);
        let senses = self.get(next)?.senses;
        if let Some(unit) = senses.unit.filter(|_| !senses.plural) {
            return Some((Tree::Set(period(Amount::whole(1), unit)), next + 1));
        }
        if let Some(value) = recurring(&senses) {
            let to = next + 1;
            if let Some(part) = self
                .get(to)
                .and_then(|l| l.senses.part)
                .filter(|_| senses.weekday > 0)
            {
                return Some((Tree::Set(format!("{value}T{}", part_code(part))), to + 1));
            }
            return Some((Tree::Set(value), to));
        }
        if self.word(next).eq_ignore_ascii_case("other") {
            let unit = self.unit(next + 1)?;
            return Some((Tree::Set(period(Amount::whole(2), unit)), next + 2));
        }
        let (length, to) = self.length(next)?;
        let (amount, unit) = length.steps[0];
        Some((Tree::Set(period(amount, unit)), to))
    }

    /// "every July 4", "cada 12 de octubre".
    fn every_date(&self, at: usize) -> Reading {
        let (tree, to) = longest([self.month_first(at), self.day_first(at)])?;
        let fields = tree.fields().filter(|fields| fields.year.is_none())?;
        let (month, day) = (fields.month?, fields.day?);
        Some((Tree::Set(format!("XXXX-{month:02}-{day:02}")), to))
    }

    /// "Fridays", "Tuesday nights", "mornings".
    fn recurring_name(&self, at: usize) -> Reading {
        let senses = self.lexemes[at].senses;
        let part = self
            .get(at + 1)
            .and_then(|next| next.senses.part)
            .filter(|_| senses.weekday > 0);
        match part {
            Some(part) => Some((
                Tree::Set(format!("XXXX-WXX-{}T{}", senses.weekday, part_code(part))),
                at + 2,
            )),
            None => Some((Tree::Set(recurring(&senses)?), at + 1)),
        }
    }

    /// "a year" behind an amount of something: "$3 million a year", "twice a week".
    pub(super) fn rate(&self, at: usize) -> Reading {
        if let Some(found) = self.rate_to(at) {
            return Some(found);
        }
        if !self.is(at, Cue::A) && !self.is(at, Cue::Per) {
            return None;
        }
        let unit = self
            .unit(at + 1)
            .filter(|&unit| unit >= Unit::Hour && !self.lexemes[at + 1].senses.plural)?;
        let before = self.get(at.checked_sub(1)?)?;
        let counted = before.digits > 0
            || before.senses.cardinal > 0
            || matches!(
                before.senses.cue,
                Some(Cue::Once | Cue::Twice | Cue::Times | Cue::Quantity)
            )
            || before.mark == '%'
            || self.is(at, Cue::Per);
        let follows = matches!(
            self.cue(at + 2),
            Some(Cue::Ago | Cue::Earlier | Cue::Later | Cue::Before | Cue::After)
        );
        (counted && !follows).then(|| (Tree::Set(period(Amount::whole(1), unit)), at + 2))
    }

    /// "al año", "all'anno": the rate behind a contraction, and no beginning of a date ("al mes siguiente").
    fn rate_to(&self, at: usize) -> Reading {
        let to = self.is(at, Cue::To) && self.is_articled(at + 1) && at > 0;
        let unit = self
            .unit(at + 1)
            .filter(|_| to && !self.lexemes[at + 1].senses.plural)?;
        let long = matches!(unit, Unit::Week | Unit::Month | Unit::Year);
        let goes_on = self.get(at + 2).is_some_and(|next| {
            let joined = matches!(next.senses.cue, Some(Cue::Of | Cue::To));
            next.digits > 0 || joined || self.side_behind(at + 2).is_some()
        });
        (long && !goes_on).then(|| (Tree::Set(period(Amount::whole(1), unit)), at + 2))
    }
}

/// TIMEX3's value for a weekday, month, season or part of the day that recurs.
fn recurring(senses: &Senses) -> Option<String> {
    if senses.weekday > 0 {
        return Some(format!("XXXX-WXX-{}", senses.weekday));
    }
    if senses.month > 0 {
        return Some(format!("XXXX-{:02}", senses.month));
    }
    if let Some(season) = senses.season {
        let code = match season {
            crate::lex::Season::Spring => "SP",
            crate::lex::Season::Summer => "SU",
            crate::lex::Season::Autumn => "FA",
            crate::lex::Season::Winter => "WI",
        };
        return Some(format!("XXXX-{code}"));
    }
    senses.part.map(|part| format!("XXXX-XX-XXT{}", part_code(part)))
}

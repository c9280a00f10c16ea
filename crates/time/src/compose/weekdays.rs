//! Weekdays by name, alone or with their date ("Friday", "Friday, Aug. 7", "Monday 21"), and told by weeks: "Friday week",
//! "a week on Friday", "the Friday after next", "three Sundays ago".

use super::{Amount, Anchor, Composer, Fields, Length, Reading, Side, Tree, is_dash, longest};
use crate::lex::{Cue, Order, Tense, Unit};

impl Composer<'_> {
    /// A weekday that words beside it move by weeks.
    pub(super) fn moved_weekday(&self, at: usize) -> Reading {
        longest([
            self.weekday_and_week(at),
            self.week_on_weekday(at),
            self.weekday_after_next(at),
            self.weekdays_ago(at),
        ])
    }

    /// "Friday week", "Tuesday fortnight": the next such day, and a week or two more.
    fn weekday_and_week(&self, at: usize) -> Reading {
        let weekday = self.lone_weekday(at)?;
        let noun = self
            .get(at + 1)
            .filter(|noun| !noun.senses.plural && !noun.capital)?;
        let weeks = weeks_of(noun.senses.unit?)?;
        self.is_clause_end(at + 2)
            .then(|| (weeks_beside(weekday, Side::After, weeks), at + 2))
    }

    /// "a week on Friday", said of what is to come.
    fn week_on_weekday(&self, at: usize) -> Reading {
        let (length, to) = self
            .length(at)
            .filter(|_| self.get(at).is_some_and(|first| first.digits == 0))?;
        let [(amount, unit)] = length.steps[..] else {
            return None;
        };
        let weeks = weeks_of(unit)? * amount.as_whole()?;
        let weekday = self.lone_weekday(self.expect(to, Cue::On)?)?;
        let ahead = crate::resolve::tense::of(self, at) == Some(Tense::Future);
        ahead.then(|| (weeks_beside(weekday, Side::After, weeks), to + 2))
    }

    /// "the Friday after next", "the Tuesday before last".
    fn weekday_after_next(&self, at: usize) -> Reading {
        let weekday = self.lone_weekday(self.expect(at, Cue::The)?)?;
        let side = match (self.cue(at + 2)?, self.cue(at + 3)?) {
            (Cue::After, Cue::Next) => Side::After,
            (Cue::Before, Cue::Last) => Side::Before,
            _ => return None,
        };
        let noun = self
            .get(at + 4)
            .is_some_and(|next| next.senses.unit.is_some() || next.senses.weekday > 0);
        (!noun).then(|| (weeks_beside(weekday, side, 1), at + 4))
    }

    /// "three Sundays ago".
    fn weekdays_ago(&self, at: usize) -> Reading {
        let (number, next) = self.number(at).filter(|(number, _)| (1..100).contains(number))?;
        let noun = self
            .get(next)
            .filter(|noun| noun.senses.weekday > 0 && noun.senses.plural)?;
        let to = self.expect(next + 1, Cue::Ago)?;
        Some((
            weeks_beside(noun.senses.weekday as i8, Side::Before, number - 1),
            to,
        ))
    }

    fn lone_weekday(&self, at: usize) -> Option<i8> {
        let noun = self
            .get(at)
            .filter(|noun| noun.senses.weekday > 0 && !noun.senses.plural)?;
        Some(noun.senses.weekday as i8)
    }

    /// "Friday", "Fri.", "Friday, Aug. 7", "Friday the 13th", "Monday 21", "last Friday" is elsewhere.
    pub fn weekday(&self, at: usize) -> Reading {
        if self.table.order == Order::Day && self.is(at, Cue::The) {
            return self.weekday(at + 1).filter(|_| !self.is(at + 1, Cue::The));
        }
        let lexeme = self.get(at)?;
        if lexeme.senses.weekday == 0 || lexeme.senses.plural {
            return None;
        }
        let weekday = lexeme.senses.weekday as i8;
        let dotted = self.mark(at + 1) == '.' && self.is_glued(at + 1) && lexeme.span.len() <= 5;
        let next = if dotted { at + 2 } else { at + 1 };
        let alone = Fields {
            weekday: Some(weekday),
            ..Fields::default()
        };
        let after = if self.mark(next) == ',' || is_dash(self.mark(next)) || self.mark(next) == '(' {
            next + 1
        } else {
            next
        };
        let after = self.skip(after, Cue::On);
        let date = longest([
            self.month_first(after),
            self.day_first(after),
            self.numeric(after),
            self.year_first(after),
        ]);
        if let Some((Tree::Literal(fields, side), to)) =
            date.filter(|(tree, _)| tree.fields().is_some_and(|f| f.day.is_some()))
        {
            let to = if self.mark(next) == '(' && self.mark(to) == ')' {
                to + 1
            } else {
                to
            };
            return Some((
                Tree::Literal(
                    Fields {
                        weekday: Some(weekday),
                        ..fields
                    },
                    side,
                ),
                to,
            ));
        }
        self.weekday_and_day(alone, next).or(Some((
            Tree::literal(alone),
            if dotted && next < self.lexemes.len() {
                next
            } else {
                at + 1
            },
        )))
    }

    /// "19 Mayıs Pazartesi", "el 19 de mayo (lunes)": the weekday behind its date.
    pub(super) fn weekday_behind(&self, tree: Tree, to: usize) -> (Tree, usize) {
        let Tree::Literal(fields, side) = tree else {
            return (tree, to);
        };
        let bare = fields.weekday.is_none() && fields.day.is_some() && fields.month.is_some();
        let bracket = usize::from(self.mark(to) == '(');
        let behind = to + bracket + 1;
        let Some(noun) = self.get(to + bracket).filter(|noun| bare && !noun.senses.plural) else {
            return (tree, to);
        };
        let closed = match bracket {
            1 => self.mark(behind) == ')',
            _ => self.side_behind(behind).is_none() && self.digits(behind) == 0,
        };
        if noun.senses.weekday == 0 || !closed || self.table.order != Order::Day {
            return (tree, to);
        }
        let weekday = Some(noun.senses.weekday as i8);
        (
            Tree::Literal(Fields { weekday, ..fields }, side),
            behind + bracket,
        )
    }

    fn weekday_and_day(&self, alone: Fields, at: usize) -> Reading {
        let start = self.skip(
            if self.mark(at) == ',' && (self.is(at + 1, Cue::The) || self.unit(at + 1) == Some(Unit::Day)) {
                at + 1
            } else {
                at
            },
            Cue::The,
        );
        let named = self.table.order == Order::Day && self.unit(start) == Some(Unit::Day);
        let start = start + usize::from(named && !self.lexemes[start].senses.plural);
        let (day, to) = self.day(start).filter(|_| start > at || self.digits(at) > 0)?;
        let follows = self.mark(to) == ':'
            || self.am_pm(to).is_some()
            || self.mark(to) == '%'
            || self.unit(to).is_some()
            || is_dash(self.mark(to))
            || self.is(to, Cue::Quantity)
            || self.orders_what_follows(start, to);
        (!follows).then(|| {
            (
                Tree::literal(Fields {
                    day: Some(day),
                    ..alone
                }),
                to,
            )
        })
    }
}

fn weeks_of(unit: Unit) -> Option<i64> {
    match unit {
        Unit::Week => Some(1),
        Unit::Fortnight => Some(2),
        _ => None,
    }
}

/// So many weeks beyond the next or last such weekday.
fn weeks_beside(weekday: i8, side: Side, weeks: i64) -> Tree {
    let fields = Fields {
        weekday: Some(weekday),
        ..Fields::default()
    };
    let steps = vec![(Amount::whole(weeks), Unit::Week)];
    Tree::Shift {
        anchor: Anchor::Tree(Box::new(Tree::Literal(fields, side))),
        length: Length { steps },
        back: side == Side::Before,
    }
}

//! Days beside another that languages name in one word: "le lendemain", "la víspera", "tags darauf", "накануне"; and those told by
//! the day between which and the next a night lies: "dans la nuit de lundi à mardi".

use super::{Amount, Anchor, Composer, Fields, Length, Reading, Side, Tree, granularity, longest};
use crate::lex::{Cue, DayPart, Order, Unit};

impl Composer<'_> {
    /// "le lendemain", "la veille de Noël": `days` from the last date, or from the one that follows. The eve of an event is no
    /// date ("la víspera de las elecciones").
    pub(super) fn day_from(&self, at: usize, days: i8) -> Reading {
        let behind = at + 1;
        let joined = self.is(behind, Cue::Of) || self.get(behind).is_some_and(|next| next.senses.articled);
        if joined {
            let next = self.skip(behind + 1, Cue::The);
            let day = longest([self.calendar(next), self.holiday(next), self.deictic(next)]);
            let (day, to) = day.filter(|(tree, _)| granularity(tree) == Some(Unit::Day))?;
            let steps = vec![(Amount::whole(days.unsigned_abs().into()), Unit::Day)];
            let (anchor, length, back) = (Anchor::Tree(Box::new(day)), Length { steps }, days < 0);
            return Some((Tree::Shift { anchor, length, back }, to));
        }
        let apposed = self.mark(behind) == ',' && self.calendar(behind + 1).is_some();
        let (unit, offset) = (Unit::Day, days.into());
        let phrase = self.lexemes[at].word == 0;
        let of_event = !self.table.has_articles && !phrase && !self.ends_step(behind);
        (!of_event && !apposed).then_some((Tree::Anaphor { unit, offset }, behind))
    }

    /// Whether nothing follows at `at` that "the day before" could belong to: the clause ends, or its verb stands there.
    pub(super) fn ends_step(&self, at: usize) -> bool {
        self.is_clause_end(at)
            || self.table.order == Order::Day
                && self.get(at).is_some_and(|next| {
                    let unknown = next.is_unknown_word() && !next.capital;
                    next.senses.tense.is_some()
                        || unknown && self.table.tense_by_ending(self.word(at)).is_some()
                })
    }

    /// "am Donnerstag darauf": the next such day after the last date.
    pub(super) fn weekday_following(&self, tree: Tree, to: usize) -> (Tree, usize) {
        let alone = tree
            .fields()
            .is_some_and(|fields| fields.weekday.is_some() && fields.day.is_none());
        let told = self.is(to, Cue::Following) && !self.table.postposes && self.table.order == Order::Day;
        if let (Tree::Literal(fields, Side::Open), true) = (&tree, alone && told && self.ends_step(to + 1)) {
            let inner = Box::new(Tree::Literal(*fields, Side::After));
            let (unit, offset) = (Unit::Day, 0);
            let outer = Box::new(Tree::Anaphor { unit, offset });
            return (Tree::Intersect { inner, outer }, to + 1);
        }
        (tree, to)
    }

    /// "la nuit de lundi à mardi", "nella notte tra il 19 e il 20 maggio", "в ночь с 19 на 20 мая": the night of the first day.
    pub(super) fn night_between(&self, at: usize) -> Reading {
        let start = self.skip(at, Cue::The);
        let night = self.get(start)?.senses.part == Some(DayPart::Night);
        let led = matches!(self.cue(start + 1), Some(Cue::Of | Cue::From | Cue::Between));
        if !night || !led || self.table.order != Order::Day {
            return None;
        }
        let (first, next) = self.evening(self.skip(start + 2, Cue::The))?;
        let joined = matches!(
            self.cue(next),
            Some(Cue::To | Cue::On | Cue::And | Cue::At | Cue::By | Cue::For | Cue::In)
        );
        let second = self.skip(next + usize::from(joined), Cue::The);
        let (second, to) = self.calendar(second).filter(|_| joined)?;
        let second = *second.fields()?;
        let day = match (first.weekday, second.weekday, first.day, second.day) {
            (Some(first_day), Some(second_day), None, None) if first_day % 7 + 1 == second_day => first,
            (_, _, Some(first_day), Some(second_day)) if first_day + 1 == second_day => Fields {
                day: Some(first_day),
                weekday: None,
                ..second
            },
            (_, _, Some(_), Some(1)) if first.month.is_some() => Fields {
                year: second.year,
                ..first
            },
            _ => return None,
        };
        let (part, day) = (DayPart::Night, Some(Box::new(Tree::literal(day))));
        Some((Tree::PartOfDay { part, day }, to))
    }

    /// A weekday, a day with its month, or a number that waits for its month.
    fn evening(&self, at: usize) -> Option<(Fields, usize)> {
        if let Some((tree, to)) = longest([self.weekday(at), self.day_first(at)]) {
            return Some((*tree.fields()?, to));
        }
        let (day, to) = self.day(at).filter(|_| self.digits(at) > 0)?;
        let to = to + usize::from(self.mark(to) == '.' && self.is_glued(to));
        let day = Some(day);
        Some((
            Fields {
                day,
                ..Fields::default()
            },
            to,
        ))
    }
}

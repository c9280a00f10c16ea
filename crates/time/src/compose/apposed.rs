//! A noun of time with its name behind it, as the languages of the continent write dates: "el mes de mayo", "le mois d'août",
//! "el próximo día 9 de julio", "hoy, jueves", "ayer, 3 de mayo", "el 2 de julio próximo". English has none of these.

use super::{Composer, Fields, Reading, Side, Tree, longest};
use crate::lex::{Cue, Order, Unit};

impl Composer<'_> {
    /// "el pasado mes de mayo", "el próximo día 9 de julio".
    pub fn noun_and_name(&self, at: usize) -> Reading {
        if self.table.order != Order::Day {
            return None;
        }
        let start = self.skip(at, Cue::The);
        let noun = self.get(start).filter(|noun| !noun.senses.plural)?;
        self.named_by(noun.senses.unit?, start, Side::Open)
    }

    /// The same behind a side word: "pasado", "próximo".
    pub fn sided_noun_and_name(&self, at: usize, side: Side) -> Reading {
        let noun = self.get(at).filter(|noun| !noun.senses.plural)?;
        let continental = self.table.order == Order::Day;
        self.named_by(noun.senses.unit.filter(|_| continental)?, at, side)
    }

    fn named_by(&self, unit: Unit, noun: usize, side: Side) -> Reading {
        let next = self.skip(noun + 1, Cue::Of);
        let (tree, to) = match unit {
            Unit::Month => self.month_first(next)?,
            Unit::Day if next == noun + 1 && self.table.postposes => {
                let named = noun > 0 && self.is_led_as_day(noun) || side != Side::Open;
                let bare = self.bare_day(next).filter(|_| named);
                longest([self.day_first(next), self.numeric(next), bare])?
            }
            _ => return None,
        };
        match tree {
            Tree::Literal(fields, _) if fields.year.is_none() => Some((Tree::Literal(fields, side), to)),
            tree => Some((tree, to)),
        }
    }

    /// Whether an article, in a contraction or not, or a preposition stands before "día 18".
    fn is_led_as_day(&self, noun: usize) -> bool {
        let before = &self.lexemes[noun - 1].senses;
        before.articled
            || matches!(
                before.cue,
                Some(Cue::The | Cue::On | Cue::In | Cue::Since | Cue::From)
            )
    }

    /// A day of the month in digits, with nothing that it could count behind it.
    pub fn bare_day(&self, at: usize) -> Reading {
        let (day, to) = self.day(at).filter(|_| self.digits(at) > 0)?;
        let counts = self.mark(to) == '%' || self.unit(to).is_some() || self.is(to, Cue::Quantity);
        let fields = Fields {
            day: Some(day),
            ..Fields::default()
        };
        (!counts).then(|| (Tree::literal(fields), to))
    }

    /// "le 15 du mois prochain", "el 3 de este mes": a day of a month that is told from another date.
    pub fn day_of_told_month(&self, at: usize) -> Reading {
        if self.table.order != Order::Day {
            return None;
        }
        let (inner, to) = self.bare_day(self.skip(at, Cue::The))?;
        let to = to + usize::from(self.unit(to) == Some(Unit::Day));
        let of = self.expect(to, Cue::Of).unwrap_or(to);
        let (outer, end) = longest([self.deictic(of), self.anaphor(of)])
            .filter(|(outer, _)| super::granularity(outer) == Some(Unit::Month))?;
        let (inner, outer) = (Box::new(inner), Box::new(outer));
        Some((Tree::Intersect { inner, outer }, end))
    }

    /// "llegó el 16", "le 23,": a day of the month behind its article, with nothing that it could count.
    pub fn day_behind_article(&self, at: usize) -> Reading {
        let article = self.is(at, Cue::The) && !self.lexemes[at].senses.plural;
        let continental = self.table.order == Order::Day && !self.table.dotted_ordinals;
        let (day, to) = self.bare_day(at + 1).filter(|_| article && continental)?;
        let listed = matches!(self.cue(to), Some(Cue::And | Cue::Or | Cue::To));
        (self.ends_year(to) && !listed).then_some((day, to))
    }

    /// "hoy, jueves", "ayer, domingo 3 de mayo", "mañana viernes": the day's own name behind it, if it is told from
    /// publication.
    pub fn apposed_day(&self, at: usize) -> Reading {
        let day = matches!(self.cue(at)?, Cue::Today | Cue::Yesterday | Cue::Tomorrow);
        if !day || self.table.order != Order::Day {
            return None;
        }
        let (deictic, to) = self.deictic(at)?;
        let next = self.skip(to + usize::from(self.mark(to) == ','), Cue::The);
        let (named, end) = longest([self.weekday(next), self.day_first(next)])?;
        let fields = *named.fields()?;
        let listed = matches!(self.cue(end), Some(Cue::And | Cue::Or | Cue::To | Cue::Till));
        if listed || fields.weekday.is_none() && fields.month.is_none() {
            return None;
        }
        Some((if fields.day.is_some() { named } else { deictic }, end))
    }

    /// "el 2 de julio próximo", "il 19 dicembre scorso": the side word behind a date without a year.
    pub fn side_after(&self, tree: Tree, to: usize) -> (Tree, usize) {
        let Tree::Literal(fields, Side::Open) = tree else {
            return (tree, to);
        };
        let open = fields.year.is_none() && (fields.month.is_some() || fields.day.is_some());
        let counts = self.number(to + 1).is_some() || self.unit(to + 1).is_some();
        match self.side_behind(to).filter(|_| open && !counts) {
            Some(side) => (Tree::Literal(fields, side), to + 1),
            None => (tree, to),
        }
    }
}

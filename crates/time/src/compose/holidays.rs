//! Holidays by name, with their year or their weekend: "Thanksgiving 2023", "Labor Day weekend". Their days are computed in
//! [`crate::resolve`].

use super::{Composer, Reading, Side, Tree};
use crate::lex::{Cue, Holiday, Order, Unit, countries};

impl Composer<'_> {
    /// A named holiday.
    pub(super) fn holiday(&self, at: usize) -> Reading {
        let start = self.skip(at, Cue::The);
        let holiday = self.of_country(self.get(start)?.senses.holiday?, start);
        let side = Side::Open;
        Some(self.with_weekend(Tree::Holiday { holiday, side }, start + 1))
    }

    /// "Independence Day": the day of the country spoken of.
    pub(super) fn of_country(&self, holiday: Holiday, at: usize) -> Holiday {
        let Holiday::National(national) = holiday else {
            return holiday;
        };
        let sentence = self.span(0, self.lexemes.len());
        let place = self.lexemes[at].span.start - sentence.start;
        let day = countries::day_of(national, &self.text[sentence.range()], place, self.text);
        day.map_or(holiday, |(month, day)| Holiday::Fixed(month, day))
    }

    /// A holiday with its year: "Thanksgiving 2023".
    pub fn dated_holiday(&self, at: usize) -> Reading {
        let (tree, to) = self.holiday(at)?;
        Some(self.with_outer(tree, to, 3))
    }

    /// "Labor Day weekend", "Easter weekend 2016".
    pub(super) fn with_weekend(&self, holiday: Tree, to: usize) -> (Tree, usize) {
        let weekend = self.unit(to) == Some(Unit::Weekend) && !self.lexemes[to].senses.plural;
        if !weekend {
            return (holiday, to);
        }
        let (day, to) = match self.plain_year(to + 1, &holiday) {
            Some((year, end)) => {
                let (inner, outer) = (Box::new(holiday), Box::new(year));
                (Tree::Intersect { inner, outer }, end)
            }
            None => (holiday, to + 1),
        };
        let (unit, day) = (Unit::Weekend, Box::new(day));
        (Tree::Around { unit, day }, to)
    }

    /// "the Easter holiday", "the May Day rally": the article is not the holiday's.
    pub(super) fn is_holiday_of(&self, at: usize, tree: &Tree, to: usize) -> bool {
        let named = matches!(tree, Tree::Holiday { .. }) && to == at + 2;
        named && self.is(at, Cue::The) && self.is_noun(to) && self.table.order == Order::Month
    }
}

//! What belongs to the date before it, in languages that put the owner first: "अगले साल की पहली तिमाही", "Temmuz'un son
//! haftası", "bu yılın sonunda", "10 अप्रैल के सप्ताह", "1990 के दशक"; and the English "this year's third quarter".

use super::{Composer, Fields, Reading, Side, Tree, granularity, longest};
use crate::Modifier;
use crate::lex::{Cue, Unit};

impl Composer<'_> {
    /// The index behind the mark of an owner at `to`: "'s", "का", "'un", or none where the noun before holds it ("yılın").
    pub(super) fn owner_end(&self, to: usize) -> Option<usize> {
        if self.is(to, Cue::Possessive) {
            return Some(to + 1);
        }
        if self.mark(to) == '\'' && self.is_glued(to + 1) && self.is(to + 1, Cue::Possessive) {
            return Some(to + 2);
        }
        if self.is_possessive(to) {
            return Some(to + self.possessive_length(to));
        }
        (to > 0 && self.is(to - 1, Cue::Possessive)).then_some(to)
    }

    /// `owner` narrowed by what stands at `after`, where that is a part of it.
    pub(super) fn owned(&self, owner: &Tree, after: usize) -> Reading {
        let unit = granularity(owner)?;
        let named = longest([self.bare_nth(after), self.calendar(after), self.holiday(after)]);
        if let Some((inner, to)) =
            named.filter(|(inner, _)| granularity(inner).is_some_and(|inner| inner < unit))
        {
            let (inner, outer) = (Box::new(inner), Box::new(owner.clone()));
            return Some((Tree::Intersect { inner, outer }, to));
        }
        longest([
            self.owned_nth(owner, unit, after),
            self.owned_part(owner, after),
            self.owned_week(owner, after),
            self.owned_decade(owner, after),
        ])
    }

    /// "जुलाई के आखिरी हफ्ते", "2015'in 3. ayında".
    fn owned_nth(&self, owner: &Tree, outer: Unit, at: usize) -> Reading {
        let last = matches!(self.cue(at), Some(Cue::Last | Cue::Latest | Cue::Past));
        let (n, next) = match last {
            true => (-1, at + 1),
            false => self
                .has_ordinal(at)
                .then(|| self.day(at))?
                .map(|(day, to)| (i32::from(day), to))?,
        };
        let unit = self
            .unit(next)
            .filter(|&unit| unit >= Unit::Day && unit < outer)?;
        let within = Box::new(owner.clone());
        Some((Tree::Nth { n, unit, within }, next + 1))
    }

    /// "इस महीने की शुरुआत", "yılın sonunda".
    fn owned_part(&self, owner: &Tree, at: usize) -> Reading {
        let modifier = match self.cue(at)? {
            Cue::Start => Modifier::Start,
            Cue::Middle => Modifier::Mid,
            Cue::End => Modifier::End,
            _ => return None,
        };
        let of = Box::new(owner.clone());
        Some((Tree::Modified { modifier, of }, at + 1))
    }

    /// "10 अप्रैल के सप्ताह".
    fn owned_week(&self, owner: &Tree, at: usize) -> Reading {
        let day = owner.fields().is_some_and(|fields| fields.day.is_some());
        let week = self.unit(at) == Some(Unit::Week) && self.cue(at).is_none();
        (day && week).then(|| {
            let day = Box::new(owner.clone());
            (
                Tree::Around {
                    unit: Unit::Week,
                    day,
                },
                at + 1,
            )
        })
    }

    /// "1990 के दशक".
    fn owned_decade(&self, owner: &Tree, at: usize) -> Reading {
        let Tree::Literal(fields, Side::Open) = owner else {
            return None;
        };
        let year = fields
            .year
            .filter(|year| fields.is_year_only() && year % 10 == 0)?;
        let decade = Some(year / 10);
        (self.unit(at) == Some(Unit::Decade)).then(|| {
            (
                Tree::literal(Fields {
                    decade,
                    ..Fields::default()
                }),
                at + 1,
            )
        })
    }
}

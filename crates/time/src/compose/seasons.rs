//! Seasons, quarters and halves as they are written: "the spring of 1968", "summer 2001", "Q3 2001", "H1", "3Q".
//! "The third quarter" is counted in [`super::nths`].

use super::{Composer, Fields, Reading, Tree, is_dash};
use crate::lex::{Cue, Order, Unit};

impl Composer<'_> {
    /// "Q3", "Q3 2001", "2001 Q3", "2001-Q3", "H1 2001", "3Q".
    pub(super) fn quarter_code(&self, at: usize) -> Reading {
        if self.digits(at) == 4 {
            let next = self.skip_hyphen(at + 1);
            let (fields, to) = self.quarter_letter(next)?;
            let year = Some(self.year(at)?.0);
            return Some((Tree::literal(Fields { year, ..fields }), to));
        }
        let (fields, to) = self.quarter_letter(at)?;
        let next = if self.is(to, Cue::Of) || is_dash(self.mark(to)) {
            to + 1
        } else {
            to
        };
        match self.year(next) {
            Some((year, to)) => Some((
                Tree::literal(Fields {
                    year: Some(year),
                    ..fields
                }),
                to,
            )),
            None => Some((Tree::literal(fields), to)),
        }
    }

    fn quarter_letter(&self, at: usize) -> Option<(Fields, usize)> {
        let glued = self.is_glued(at + 1) && self.digits(at + 1) == 1;
        let reversed = self.digits(at) == 1 && self.word(at + 1) == "Q" && self.is_glued(at + 1);
        let (letter, digit) = if reversed { (at + 1, at) } else { (at, at + 1) };
        if !glued && !reversed {
            return None;
        }
        let number = self.lexemes[digit].number as i8;
        match self.word(letter) {
            "Q" | "q" | "T"
                if (1..=4).contains(&number) && (self.word(letter) != "T" || self.is_trimester(at)) =>
            {
                Some((
                    Fields {
                        quarter: Some(number),
                        ..Fields::default()
                    },
                    at + 2,
                ))
            }
            "H" if (1..=2).contains(&number) => Some((
                Fields {
                    half: Some(number),
                    ..Fields::default()
                },
                at + 2,
            )),
            _ => None,
        }
    }

    /// "T1 2019", "2019-T1": the letter of the languages that say "trimester", with a year beside it.
    fn is_trimester(&self, at: usize) -> bool {
        let before = at
            .checked_sub(1)
            .map(|before| before - usize::from(before > 0 && is_dash(self.mark(before))));
        let after = self.skip_hyphen(self.skip(at + 2, Cue::Of));
        self.table.postposes
            && (before.is_some_and(|before| self.digits(before) == 4) || self.digits(after) == 4)
    }

    /// "the spring of 1968", "summer 2001", "the summer".
    pub(super) fn season(&self, at: usize) -> Reading {
        let start = self.skip(at, Cue::The);
        if let Some(found) = self.year_and_season(start) {
            return Some(found);
        }
        let season = self.get(start)?.senses.season?;
        let next = start + 1;
        let year_at = if self.is(next, Cue::Of) || self.is(next, Cue::In) || self.mark(next) == ',' {
            next + 1
        } else {
            next
        };
        let word = self.table.order == Order::Day && self.unit(year_at) == Some(Unit::Year);
        let year_at = year_at + usize::from(word && self.digits(year_at + 1) == 4);
        let fields = Fields {
            season: Some(season),
            ..Fields::default()
        };
        if let Some((year, to)) = self.year(year_at) {
            let joined = is_dash(self.mark(to)) || self.mark(to) == '/';
            let pair = self.is_next_year(year_at) && joined && self.is_glued(to + 1);
            return Some((
                Tree::literal(Fields {
                    year: Some(year),
                    ..fields
                }),
                if pair { to + 2 } else { to },
            ));
        }
        Some((Tree::literal(fields), next))
    }

    /// "2012 summer", and no name ("the 2012 Summer Games").
    fn year_and_season(&self, at: usize) -> Reading {
        let season = self.get(at + 1)?.senses.season.filter(|_| self.digits(at) == 4)?;
        let (year, _) = self.year(at)?;
        let runs_on = self
            .get(at + 2)
            .is_some_and(|next| next.mark == '\0' && next.senses.cue.is_none());
        let fields = Fields {
            year: Some(year),
            season: Some(season),
            ..Fields::default()
        };
        (self.table.has_postpositions || !runs_on && !self.lexemes[at + 1].capital)
            .then(|| (Tree::literal(fields), at + 2))
    }
}

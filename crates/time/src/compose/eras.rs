//! Years counted from an event or a reign: "Juche 85", "Heisei 12", "B.E. 2567", "1445 AH". Years before Christ stand with
//! the other numbers.

use super::{Composer, Fields, Reading, Tree};
use crate::lex::{Cue, Era, Unit};

impl Composer<'_> {
    /// "Juche 85", "Heisei 12", with what follows in brackets left alone.
    pub(super) fn era_year(&self, at: usize) -> Reading {
        if let Some(era) = self.era_behind(at) {
            let counted = i16::try_from(self.lexemes[at].number).ok()?;
            return Some((Tree::literal(counted_from(era, counted)?), at + 2));
        }
        let era = self.get(at)?.senses.era?;
        let next = at + 1 + usize::from(self.unit(at + 1) == Some(Unit::Year));
        let lexeme = self.get(next)?;
        let counted = i16::try_from(lexeme.number)
            .ok()
            .filter(|&n| lexeme.digits > 0 && n >= 1 && n <= era.last)?;
        let fields = counted_from(era, counted)?;
        Some((Tree::literal(fields), next + 1))
    }

    /// "2550 B.E.": an era in letters behind its year, since the others stand before.
    fn era_behind(&self, at: usize) -> Option<Era> {
        let era = self.get(at + 1)?.senses.era?;
        let lettered = self.word(at + 1).contains('.');
        (self.digits(at) == 4 && lettered).then_some(era)
    }

    /// "1445 AH", "A.H. 1445": a year of the moon, which lies in two of the sun (in one, about every 33 years).
    pub(super) fn hijri_year(&self, at: usize) -> Reading {
        let (number, to) = match self.digits(at) {
            3 | 4 => (at, self.hijri_mark(at + 1)?),
            0 => {
                let number = self.hijri_mark(at)?;
                (number, number + 1)
            }
            _ => return None,
        };
        let year = self
            .get(number)
            .filter(|lexeme| matches!(lexeme.digits, 3 | 4))?
            .number;
        if !(100..1600).contains(&year) {
            return None;
        }
        // The year 1 began on 19 July 622, and a year has 354.367 days: in thousandths of a year of the sun.
        let begin = 622_545 + (year - 1) * 970_224 / 1000;
        let (first, last) = ((begin / 1000) as i16, ((begin + 967) / 1000) as i16);
        match first == last {
            true => Some((
                Tree::literal(Fields {
                    year: Some(first),
                    ..Fields::default()
                }),
                to,
            )),
            false => Some((Tree::Years(first, last), to)),
        }
    }

    /// "AH", "A.H.": the index behind. In capitals, since "ah" is a sigh.
    fn hijri_mark(&self, at: usize) -> Option<usize> {
        let capital = matches!(self.word(at), "AH" | "A.H.");
        self.expect(at, Cue::Hijri).filter(|_| capital)
    }
}

/// The year that an era counts as `counted`.
fn counted_from(era: Era, counted: i16) -> Option<Fields> {
    let year = era
        .zero
        .checked_add(counted)
        .filter(|year| counted <= era.last && (1..2200).contains(year))?;
    Some(Fields {
        year: Some(year),
        ..Fields::default()
    })
}

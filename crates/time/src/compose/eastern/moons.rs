//! Days of the lunar calendar, where the text says so: 农历八月十五, 음력 1월 15일, 旧暦の１０月１日, 正月初三.

use super::super::{Composer, Fields, Reading, Side};
use super::draft::{Draft, Piece};
use crate::lex::{Cue, Holiday, Unit};

impl Composer<'_> {
    /// 农历八月十五, 음력 1월 15일, 旧暦の１０月１日, 正月初三.
    pub(super) fn lunar_date(&self, at: usize) -> Reading {
        let named = self.get(at)?.senses.cardinal > 0;
        let start = if named {
            at
        } else {
            self.skip(self.expect(at, Cue::Lunar)?, Cue::Of)
        };
        let (year, next) = match self.year_piece(start) {
            Some((Piece::Written(fields, None), to)) => (fields.year, self.skip(to, Cue::Of)),
            _ => (None, start),
        };
        let (month, next) = self.lunar_month(next)?;
        let day_at = self.skip(self.skip(next, Cue::Of), Cue::Start);
        let (day, to) = self.marked(day_at, Cue::DayMark).or_else(|| {
            let numeral = self.numeral(day_at).filter(|_| self.is_glued(day_at))?;
            Some((numeral, numeral.to))
        })?;
        let fits = (1..=30).contains(&day.value);
        let korean = self.get(at)?.is_hangul(self.text);
        let holiday = Holiday::Lunar {
            month,
            day: day.value as u8,
            korean,
        };
        let draft = Draft {
            holiday: Some(holiday),
            fields: Fields {
                year,
                ..Fields::default()
            },
            ..Draft::default()
        };
        fits.then_some((draft.tree(Side::Open)?, to))
    }

    /// 八月, 正月; in 十月初一 the lexer has cut 月初.
    pub(super) fn lunar_month(&self, at: usize) -> Option<(u8, usize)> {
        let senses = self.get(at)?.senses;
        if senses.cue == Some(Cue::Lunar) && senses.cardinal > 0 {
            return Some((senses.cardinal as u8 - 1, at + 1));
        }
        let numeral = self.numeral(at)?;
        let marked =
            self.is(numeral.to, Cue::MonthMark) || self.fused_part(numeral.to, Unit::Month).is_some();
        (marked && (1..=12).contains(&numeral.value)).then_some((numeral.value as u8, numeral.to + 1))
    }
}

//! Months, days, weekdays, and what is counted within a month or year: 3月, 12月份, 5日, （月）, 第三周, 마지막 주, 中旬.

use super::super::{Composer, Fields};
use super::deictics::part_of;
use super::draft::{Draft, Piece};
use super::numerals::{Numeral, Style};
use crate::lex::{Cue, Unit};

impl Composer<'_> {
    /// 3月, 三月, 12月份, 유월; 3月底. One syllable of Hangul that makes 이월 is no month.
    pub(super) fn month_piece(&self, at: usize, draft: &Draft) -> Option<(Piece, usize)> {
        let written = |month, part, to| {
            Some((
                Piece::Written(
                    Fields {
                        month: Some(month),
                        ..Fields::default()
                    },
                    part,
                ),
                to,
            ))
        };
        let named = self.get(at)?.senses.month;
        if named > 0 {
            return written(named as i8, None, at + 1);
        }
        let month = |value: i64| Some(value as i8).filter(|_| (1..=12).contains(&value));
        if let Some((numeral, to)) = self.marked(at, Cue::MonthMark) {
            let other_word = numeral.value == 2 && self.is_one_syllable(at, numeral.to) && draft.is_empty();
            return written(month(numeral.value).filter(|_| !other_word)?, None, to);
        }
        let numeral = self.numeral(at)?;
        let part = self.fused_part(numeral.to, Unit::Month)?;
        written(month(numeral.value)?, Some(part), numeral.to + 1)
    }

    /// 5日, 이십오일, 12号 behind a month; a bare number of days is none where it counts (5日間).
    pub(super) fn day_piece(&self, at: usize, draft: &Draft) -> Option<(Piece, usize)> {
        let bare = draft.unit.is_none();
        let found = self
            .marked(at, Cue::DayMark)
            .or_else(|| self.marked(at, Cue::NumberMark).filter(|_| !bare))
            .or_else(|| self.unmarked_day(at).filter(|_| draft.fields.year.is_some()));
        let (numeral, to) = found?;
        let counts = bare && self.counts_length(to);
        let fits = (1..=31).contains(&numeral.value) && numeral.style != Style::Roughly;
        let rate = bare && numeral.value == 1 && self.is_glued(to) && self.numeral(to).is_some();
        let word = rate || self.is_one_syllable(at, numeral.to);
        let day = Some(numeral.value as i8).filter(|_| fits && !counts && !word)?;
        Some((
            Piece::Written(
                Fields {
                    day: Some(day),
                    ..Fields::default()
                },
                None,
            ),
            to,
        ))
    }

    /// The 十五 of 二零零四年八月十五, where nothing follows that it could count.
    pub(super) fn unmarked_day(&self, at: usize) -> Option<(Numeral, usize)> {
        let numeral = self
            .numeral(at)
            .filter(|numeral| numeral.style == Style::ByValue)?;
        let ends = self.get(numeral.to).is_none_or(|next| next.mark != '\0');
        (ends && self.digits(at) == 0 && self.is_glued(at)).then_some((numeral, numeral.to))
    }

    pub(super) fn weekday_piece(&self, at: usize, draft: &Draft) -> Option<(i8, usize)> {
        let lexeme = self.get(at)?;
        if lexeme.senses.weekday > 0 && !lexeme.senses.plural {
            return Some((lexeme.senses.weekday as i8, at + 1));
        }
        if draft.unit != Some(Unit::Week) || !lexeme.glued {
            return None;
        }
        if self.is(at, Cue::DayMark) || lexeme.senses.unit == Some(Unit::Day) {
            return Some((7, at + 1));
        }
        let one = lexeme.senses.cardinal > 1 && lexeme.senses.cardinal <= 7 && lexeme.digits == 0;
        let counts = self
            .get(at + 1)
            .is_some_and(|next| next.senses.cardinal > 0 || next.senses.unit.is_some());
        (one && !counts && !self.is(at + 1, Cue::Measure)).then(|| (lexeme.senses.cardinal as i8 - 1, at + 1))
    }

    /// （月曜日）, (수), 星期四 behind a day.
    pub(super) fn weekday_beside(&self, draft: &mut Draft, to: usize) -> usize {
        if draft.fields.day.is_none() || draft.is_closed() {
            return to;
        }
        let open = matches!(self.mark(to), '(' | '（');
        let comma = matches!(self.mark(to), ',' | '、' | '，');
        let at = self.skip(to + usize::from(open || comma), Cue::Of);
        let Some(weekday) = self
            .get(at)
            .map(|l| l.senses)
            .filter(|s| s.weekday > 0 && (open || !s.plural))
        else {
            return to;
        };
        let end = at + 1;
        if open && !matches!(self.mark(end), ')' | '）') || !self.ends_word(end) {
            return to;
        }
        draft.fields.weekday = Some(weekday.weekday as i8);
        end + usize::from(open)
    }

    /// 第三周, 첫 주, 最後の週, 세 번째 달, 最后一个星期一.
    pub(super) fn nth_piece(&self, at: usize, draft: &Draft) -> Option<(Piece, usize)> {
        let (n, next) = self.ordinal(at)?;
        let next = self.skip(self.skip(next, Cue::Of), Cue::Measure);
        let senses = self.get(next)?.senses;
        if senses.weekday > 0 && !senses.plural {
            let month = draft.unit == Some(Unit::Month) && (-1..=5).contains(&n);
            return month.then_some((Piece::NthWeekday(n as i8, senses.weekday as i8), next + 1));
        }
        let unit = senses
            .unit
            .filter(|&unit| unit >= Unit::Day && draft.unit.is_some_and(|outer| unit < outer))?;
        Some((Piece::Nth(n, unit), next + 1))
    }

    /// 第三, 세 번째, 첫, 最後の, 最后一.
    pub(super) fn ordinal(&self, at: usize) -> Option<(i32, usize)> {
        if self.is(at, Cue::Latest) {
            let to = self.skip(at + 1, Cue::Of);
            return Some((
                -1,
                self.numeral(to)
                    .filter(|one| one.value == 1)
                    .map_or(to, |one| one.to),
            ));
        }
        let small = |numeral: Numeral| {
            (1..=53)
                .contains(&numeral.value)
                .then_some((numeral.value as i32, numeral.to))
        };
        if self.is(at, Cue::Ordinal) {
            return small(self.numeral(at + 1)?);
        }
        let senses = self.get(at)?.senses;
        if senses.ordinal > 0 && senses.unit.is_none() {
            let to = self.skip(at + 1, Cue::Ordinal);
            return Some((i32::from(senses.ordinal), to));
        }
        let (n, to) = small(self.numeral(at)?)?;
        Some((n, self.expect(to, Cue::Ordinal)?))
    }

    /// 第31週: a week of the present year.
    pub(super) fn numbered_week_of_year(&self, at: usize) -> Option<(Piece, usize)> {
        let (n, to) = self.ordinal(at)?;
        let week = Some(n as i8).filter(|_| self.unit(to) == Some(Unit::Week));
        let fields = Fields {
            week: Some(week?),
            ..Fields::default()
        };
        Some((Piece::Written(fields, None), to + 1))
    }

    /// 初, 中旬, 말, 年底 behind a year, month, week, decade or century.
    pub(super) fn part_piece(&self, at: usize, draft: &Draft) -> Option<(Piece, usize)> {
        let senses = self.get(at)?.senses;
        let modifier = part_of(senses.cue?)?;
        let own = senses
            .unit
            .filter(|&unit| !matches!(unit, Unit::Second | Unit::Half));
        let same = own.is_none_or(|unit| draft.unit == Some(unit));
        same.then_some((Piece::Part(modifier), at + 1))
    }
}

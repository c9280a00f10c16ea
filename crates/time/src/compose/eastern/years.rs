//! Years, what is longer, and the parts of years: 2018年, 一九九五年, 令和3年, 주체110(2021)년, 20世紀, 九十年代, 第三季度, 上半年, 夏.

use super::super::numbers::century_of;
use super::super::{Composer, Fields};
use super::deictics::part_of;
use super::draft::{Draft, Piece};
use super::numerals::{Numeral, Style};
use crate::Modifier;
use crate::lex::{Cue, Unit};

impl Composer<'_> {
    /// 2018年, 一九九五年, 98년, 08年, 令和3年, 主体85년, 公元前221年; 2018年底.
    pub(super) fn year_piece(&self, at: usize) -> Option<(Piece, usize)> {
        if let Some(found) = self.era_piece(at) {
            return Some(found);
        }
        let (before_christ, start) = match self.cue(at) {
            Some(Cue::Bc) => (true, at + 1),
            Some(Cue::Ad) => (false, at + 1),
            _ => (false, at),
        };
        let (numeral, to, part) = self.year_and_part_mark(start)?;
        let year = match numeral.value {
            value @ 1..=2199 if start > at => value as i16,
            _ => self.plain_year_of(&numeral, to)?,
        };
        let year = if before_christ { 1 - year } else { year };
        Some((
            Piece::Written(
                Fields {
                    year: Some(year),
                    ..Fields::default()
                },
                part,
            ),
            to,
        ))
    }

    /// A number and 年, or 年底, which says two things at once.
    pub(super) fn year_and_part_mark(&self, at: usize) -> Option<(Numeral, usize, Option<Modifier>)> {
        if let Some((numeral, to)) = self.marked(at, Cue::YearMark) {
            return Some((numeral, to, None));
        }
        let numeral = self.numeral(at)?;
        let part = self.fused_part(numeral.to, Unit::Year)?;
        Some((numeral, numeral.to + 1, Some(part)))
    }

    pub(super) fn fused_part(&self, at: usize, unit: Unit) -> Option<Modifier> {
        let senses = self.get(at)?.senses;
        part_of(senses.cue?).filter(|_| senses.unit == Some(unit))
    }

    /// Four digits are a year; two are one if they are padded, 50 or more, or followed by a month, and count nothing.
    pub(super) fn plain_year_of(&self, numeral: &Numeral, to: usize) -> Option<i16> {
        let value = numeral.value;
        let count_of_thousands = numeral.style == Style::ByValue && value % 1000 == 0;
        if (1000..2200).contains(&value) && !count_of_thousands {
            return Some(value as i16);
        }
        let month_follows = self.begins_month(to);
        // 戦後70年, 建国六十年: a round number is counted, and so is 七八年, seven or eight. Korean writes 80년 of 1980.
        let hangul = to > 0 && self.lexemes[to - 1].is_hangul(self.text);
        let counted = value % 10 == 0 && !hangul || numeral.style == Style::Roughly;
        let two = matches!(
            numeral.style,
            Style::Digits(2) | Style::ByPlace(2) | Style::Roughly
        ) && value < 100;
        let dated = numeral.padded || value >= 50 && !counted && !self.counts_length(to) || month_follows;
        (two && dated).then(|| century_of(value as i16))
    }

    /// Whether a month begins at `at`: 3月, 3月末.
    fn begins_month(&self, at: usize) -> bool {
        let marked = self.marked(at, Cue::MonthMark).map(|(month, _)| month);
        let month = marked.or_else(|| {
            let numeral = self.numeral(at)?;
            self.fused_part(numeral.to, Unit::Month).map(|_| numeral)
        });
        month.is_some_and(|month| (1..=12).contains(&month.value))
    }

    /// 平成30年, 民國113年, 주체 85년, 昭和元年. Months of reigns that kept the lunar calendar are read over.
    pub(super) fn era_piece(&self, at: usize) -> Option<(Piece, usize)> {
        let era = self.get(at)?.senses.era?;
        let (counted, to) = self.year_of_era(at + 1)?;
        let short = self.lexemes[at].span.len() == 3;
        if short && !self.is(to - 1, Cue::YearMark) {
            return None;
        }
        let counted = i16::try_from(counted).ok().filter(|&n| n >= 1 && n <= era.last)?;
        let year = era.zero.checked_add(counted).filter(|&year| year < 2200)?;
        let fields = Fields {
            year: Some(year),
            ..Fields::default()
        };
        let lunar_month = self
            .marked(to, Cue::MonthMark)
            .filter(|_| era.last < 9999 && year < 1873);
        Some((Piece::Written(fields, None), lunar_month.map_or(to, |(_, to)| to)))
    }

    /// 元年, 30年, 85, 110(2021)년 behind the name of an era.
    pub(super) fn year_of_era(&self, at: usize) -> Option<(i64, usize)> {
        if self.is(at, Cue::FirstYear) {
            return Some((1, self.expect(at + 1, Cue::YearMark)?));
        }
        if let Some((numeral, to)) = self.marked(at, Cue::YearMark) {
            return Some((numeral.value, to));
        }
        let numeral = self
            .numeral(at)
            .filter(|numeral| self.unit(numeral.to).is_none())?;
        let open = matches!(self.mark(numeral.to), '(' | '（') && self.digits(numeral.to + 1) == 4;
        let closed = open && matches!(self.mark(numeral.to + 2), ')' | '）');
        let to = if closed { numeral.to + 3 } else { numeral.to };
        Some((numeral.value, self.skip(to, Cue::YearMark)))
    }

    /// 20世紀, 1990年代, 九十年代, 上世纪九十年代.
    pub(super) fn long_piece(&self, at: usize, draft: &Draft) -> Option<(Fields, usize)> {
        let era = matches!(self.cue(at), Some(Cue::Bc | Cue::Ad));
        let before_christ = self.is(at, Cue::Bc);
        let at = at + usize::from(era);
        let numeral = self.numeral(at).filter(|numeral| numeral.value > 0)?;
        match self.unit(numeral.to)? {
            Unit::Century
                if draft.is_empty() && numeral.value <= 30 && !self.is_one_syllable(at, numeral.to) =>
            {
                let number = numeral.value as i16;
                let century = Some(if before_christ { -number } else { number - 1 });
                Some((
                    Fields {
                        century,
                        ..Fields::default()
                    },
                    numeral.to + 1,
                ))
            }
            Unit::Decade if !era => {
                let decade = Some(draft.decade(numeral.value)?);
                Some((
                    Fields {
                        decade,
                        ..Fields::default()
                    },
                    numeral.to + 1,
                ))
            }
            _ => None,
        }
    }

    /// 上半年, 第三季度, 1분기, 1/4분기, 夏.
    pub(super) fn part_of_year(&self, at: usize, draft: &Draft) -> Option<(Fields, usize)> {
        let lexeme = self.get(at)?;
        let senses = lexeme.senses;
        let own_half = draft.unit == Some(Unit::Year) || senses.cue.is_none();
        if senses.unit == Some(Unit::Half) && senses.ordinal > 0 && own_half {
            let half = Some(senses.ordinal as i8);
            return Some((
                Fields {
                    half,
                    ..Fields::default()
                },
                at + 1,
            ));
        }
        if senses.unit == Some(Unit::Quarter) && senses.ordinal > 0 {
            let quarter = Some(senses.ordinal as i8);
            return Some((
                Fields {
                    quarter,
                    ..Fields::default()
                },
                at + 1,
            ));
        }
        if let Some(season) = senses.season {
            let strange = lexeme.span.len() == 3 && !self.stands_free(at, at + 1)
                || draft.unit.is_none() && !self.follows_side(at) && !self.ends_phrase(at + 1);
            return (!strange).then_some((
                Fields {
                    season: Some(season),
                    ..Fields::default()
                },
                at + 1,
            ));
        }
        let numeral = self
            .numeral(self.skip(at, Cue::Ordinal))
            .filter(|n| (1..=4).contains(&n.value))?;
        let fourths = matches!(self.mark(numeral.to), '/' | '.' | '・' | '·')
            && self
                .get(numeral.to + 1)
                .is_some_and(|four| four.digits == 1 && four.number == 4);
        let to = if fourths { numeral.to + 2 } else { numeral.to };
        let quarter = Some(numeral.value as i8);
        (self.unit(to) == Some(Unit::Quarter)).then_some((
            Fields {
                quarter,
                ..Fields::default()
            },
            to + 1,
        ))
    }

    /// Whether a word that says a time only by itself may end before `to`: 夏に, and not 夏の花, 夏季奥运会.
    pub(super) fn ends_phrase(&self, to: usize) -> bool {
        self.get(to).is_none_or(|next| {
            let particle = matches!(
                next.senses.cue,
                Some(
                    Cue::Particle
                        | Cue::This
                        | Cue::From
                        | Cue::Till
                        | Cue::Since
                        | Cue::Ago
                        | Cue::Later
                        | Cue::And
                        | Cue::To
                )
            );
            particle && next.glued || next.mark != '\0'
        })
    }
}

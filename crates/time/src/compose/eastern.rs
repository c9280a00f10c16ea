//! Dates of Chinese, Japanese and Korean, whose marks stand behind their numbers: 2001年7月26日, 7월 26일, 去年三月.
//! Numbers may be written in characters, by place ("一九九五") or by value ("二十六").

use super::{Anchor, Composer, Fields, Length, Reading, Tree, longest};
use crate::Modifier;
use crate::compose::Amount;
use crate::lex::{Cue, Unit};

impl Composer<'_> {
    /// A date whose marks stand behind their numbers.
    pub fn eastern(&self, at: usize) -> Reading {
        longest([
            self.marked_date(at),
            self.deictic_and_date(at),
            self.marked_shift(at),
            self.marked_century(at),
        ])
    }

    pub fn marked_date(&self, at: usize) -> Reading {
        let mut fields = Fields::default();
        let mut to = at;
        if let Some((year, next)) = self.marked_year(to) {
            fields.year = Some(year);
            to = next;
        }
        let start = to;
        if let Some((month, next)) = self
            .marked_number(to, Cue::MonthMark)
            .filter(|(month, _)| (1..=12).contains(month))
        {
            fields.month = Some(month as i8);
            to = next;
        }
        if (to > start || start == at)
            && let Some((day, next)) = self
                .marked_number(to, Cue::DayMark)
                .filter(|(day, _)| (1..=31).contains(day))
        {
            fields.day = Some(day as i8);
            to = next;
        }
        let fits = match (fields.month, fields.day) {
            (Some(month), Some(day)) => {
                crate::resolve::point::date(fields.year.unwrap_or(2000), month, day).is_some()
            }
            _ => true,
        };
        if to == at || !fits || self.is_glued(to) && self.is(to, Cue::Long) {
            return None;
        }
        let tree = Tree::literal(fields);
        match self.part_behind(to).filter(|_| fields.day.is_none()) {
            Some(modifier) => Some((
                Tree::Modified {
                    modifier,
                    of: Box::new(tree),
                },
                to + 1,
            )),
            None => Some((tree, to)),
        }
    }

    /// 5월말, 7월 중순
    fn part_behind(&self, at: usize) -> Option<Modifier> {
        match self.cue(at)? {
            Cue::Start => Some(Modifier::Start),
            Cue::Middle => Some(Modifier::Mid),
            Cue::End => Some(Modifier::End),
            _ => None,
        }
    }

    /// 2001年, 一九九五年, 98年7月, 令和3年; a small number without a month behind it counts years instead.
    fn marked_year(&self, at: usize) -> Option<(i16, usize)> {
        if let Some(era) = self.get(at)?.senses.era {
            let (number, next) = self.marked_number(at + 1, Cue::YearMark)?;
            let counted = i16::try_from(number)
                .ok()
                .filter(|&n| n >= 1 && n <= era.last && n < 300)?;
            return Some((era.zero + counted, next));
        }
        let (number, next) = self.marked_number(at, Cue::YearMark)?;
        let dated = number >= 1000 || number >= 50 || self.marked_number(next, Cue::MonthMark).is_some();
        let later = matches!(self.cue(next), Some(Cue::Ago | Cue::Later | Cue::Long)) && number < 1000;
        Some((full_year(number).filter(|_| dated && !later)?, next))
    }

    /// 去年三月, 지난해 7월, 来週の月曜日, 下周一
    fn deictic_and_date(&self, at: usize) -> Reading {
        let (outer, next) = self.deictic(at)?;
        let unit = super::granularity(&outer)?;
        let next = self.skip(next, Cue::Of);
        let (inner, to) = match unit {
            Unit::Week => self.weekday(next).or_else(|| self.numbered_weekday(next))?,
            _ if unit >= Unit::Month => self.marked_date(next)?,
            _ => return None,
        };
        inner.fields().filter(|fields| fields.year.is_none())?;
        let tree = Tree::Intersect {
            inner: Box::new(inner),
            outer: Box::new(outer),
        };
        Some((tree, to))
    }

    /// The 一 of 下周一.
    fn numbered_weekday(&self, at: usize) -> Reading {
        let (number, to) = self.eastern_number(at).filter(|_| self.is_glued(at))?;
        let weekday = Some(number as i8).filter(|_| (1..=6).contains(&number))?;
        let fields = Fields {
            weekday: Some(weekday),
            ..Fields::default()
        };
        Some((Tree::literal(fields), to))
    }

    /// 三年前, 10년 전
    fn marked_shift(&self, at: usize) -> Reading {
        let (number, next) = self.eastern_number(at).filter(|&(number, _)| number < 1000)?;
        let unit = match self.cue(next) {
            Some(Cue::YearMark) => Unit::Year,
            Some(Cue::MonthMark) => return None,
            Some(Cue::DayMark) => Unit::Day,
            _ => self.unit(next)?,
        };
        let length = Length {
            steps: vec![(Amount::whole(number), unit)],
        };
        let back = match self.cue(next + 1)? {
            Cue::Ago => true,
            Cue::Later => false,
            _ => return None,
        };
        Some((
            Tree::Shift {
                anchor: Anchor::Publication,
                length,
                back,
            },
            next + 2,
        ))
    }

    /// 21世紀, 20세기
    fn marked_century(&self, at: usize) -> Reading {
        let (number, next) = self
            .eastern_number(at)
            .filter(|number| (1..=30).contains(&number.0))?;
        let century = Some(number as i16 - 1);
        (self.unit(next) == Some(Unit::Century)).then(|| {
            (
                Tree::literal(Fields {
                    century,
                    ..Fields::default()
                }),
                next + 1,
            )
        })
    }

    pub fn marked_number(&self, at: usize, mark: Cue) -> Option<(i64, usize)> {
        let (number, next) = self.eastern_number(at)?;
        Some((number, self.expect(next, mark)?))
    }

    /// Digits, or characters by place or by value.
    fn eastern_number(&self, at: usize) -> Option<(i64, usize)> {
        if let Some(lexeme) = self.get(at).filter(|lexeme| matches!(lexeme.digits, 1..=4)) {
            return Some((lexeme.number, at + 1));
        }
        let (mut total, mut last, mut next) = (0i64, None, at);
        while let Some(digit) = self
            .get(next)
            .map(|l| i64::from(l.senses.cardinal) - 1)
            .filter(|&n| (0..=10).contains(&n) && next < at + 5)
        {
            match (digit, last) {
                (10, None) => total = 10,
                (10, Some(_)) => total *= 10,
                (_, Some(10)) => total += digit,
                _ => total = total * 10 + digit,
            }
            last = Some(digit);
            next += 1;
        }
        last.map(|_| (total, next))
    }
}

/// Two digits are a year of this or the last century.
fn full_year(number: i64) -> Option<i16> {
    match number {
        0..=99 => Some(super::numbers::century_of(number as i16)),
        1000..=2199 => Some(number as i16),
        _ => None,
    }
}

//! Dates as a row of pieces, each finer than the one before: 去年|三月|五日, 2018年|12月|最後の週, 오는|15일, 上世纪|九十年代.
//! What only steers (の, 的, 의) may stand between them.

use super::super::numbers::century_of;
use super::super::{Composer, Fields, Reading, Side, Tree, granularity, longest};
use super::numerals::{Numeral, Style};
use crate::Modifier;
use crate::lex::{Cue, Holiday, Unit};

/// One piece of a date.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    /// Told from publication or from the last date: 去年, 翌週.
    Outer(Tree),
    /// Written out: 2018年, 3月, 5日.
    Written(Fields, Option<Modifier>),
    Holiday(Holiday),
    /// The nth unit of what stands before it.
    Nth(i32, Unit),
    NthWeekday(i8, i8),
    /// 初, 中旬, 末.
    Part(Modifier),
    /// 週末 behind a week.
    Weekend,
}

/// A date as far as it has been read.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    outer: Option<Tree>,
    fields: Fields,
    holiday: Option<Holiday>,
    nth: Option<Piece>,
    part: Option<Modifier>,
    /// The length of what is named so far.
    unit: Option<Unit>,
}

impl Composer<'_> {
    /// The longest date that begins at `at`.
    pub(super) fn eastern_date(&self, at: usize) -> Reading {
        let found = longest([
            self.weekend_alone(at),
            self.row_of_pieces(at)
                .and_then(|(draft, to)| Some(self.week_around((draft.tree(Side::Open)?, to)))),
            self.sided_date(at),
            self.lunar_date(at),
            self.part_of_present(at),
            self.numeric_date(at),
        ]);
        found.map(|date| self.roughly_dated(date))
    }

    /// 週末, 주말: the one next to publication.
    fn weekend_alone(&self, at: usize) -> Reading {
        let weekend = self.unit(at)? == Unit::Weekend && self.cue(at).is_none() && self.ends_word(at + 1);
        weekend.then_some((
            Tree::Anaphor {
                unit: Unit::Weekend,
                offset: 0,
            },
            at + 1,
        ))
    }

    /// Pieces as long as each is finer than the last.
    pub(super) fn row_of_pieces(&self, at: usize) -> Option<(Draft, usize)> {
        let mut draft = Draft::default();
        let mut to = at;
        for _ in 0..7 {
            let next = if draft.unit.is_some() {
                self.skip(to, Cue::Of)
            } else {
                to
            };
            let of = next > to;
            let fits = |(piece, end): &(Piece, usize)| {
                self.ends_word(*end) && !(of && matches!(piece, Piece::Weekend))
            };
            let Some((piece, end)) = self.piece(next, &draft).filter(fits) else {
                break;
            };
            draft.add(piece);
            to = end;
        }
        let to = self.weekday_beside(&mut draft, to);
        (to > at).then_some((draft, to))
    }

    /// What can stand behind 每月: 15日, 第一个星期一.
    pub(super) fn row_behind_month(&self, at: usize) -> Option<(Draft, usize)> {
        let mut draft = Draft {
            unit: Some(Unit::Month),
            ..Draft::default()
        };
        let (piece, to) = self
            .day_piece(at, &draft)
            .or_else(|| self.nth_piece(at, &draft))?;
        draft.add(piece);
        self.ends_word(to).then_some((draft, to))
    }

    /// The index behind a date that no calendar has: 2月30日.
    pub(super) fn impossible_date(&self, at: usize) -> Option<usize> {
        let (draft, to) = self.row_of_pieces(at)?;
        (!draft.is_possible()).then_some(to)
    }

    /// 10日ごろ, 3月前後, 16일께.
    fn roughly_dated(&self, (date, to): (Tree, usize)) -> (Tree, usize) {
        let dated = matches!(&date, Tree::Literal(..) | Tree::Intersect { .. });
        match dated && self.is(to, Cue::Around) && self.ends_word(to + 1) {
            true => (
                Tree::Modified {
                    modifier: Modifier::Approx,
                    of: Box::new(date),
                },
                to + 1,
            ),
            false => (date, to),
        }
    }

    /// 4月10日の週: the week that holds the day.
    fn week_around(&self, (day, to): (Tree, usize)) -> (Tree, usize) {
        let is_day = matches!(&day, Tree::Literal(fields, _) if fields.day.is_some());
        let week =
            self.is(to, Cue::Of) && self.unit(to + 1) == Some(Unit::Week) && self.cue(to + 1).is_none();
        match is_day && week && self.ends_word(to + 2) {
            true => (
                Tree::Around {
                    unit: Unit::Week,
                    day: Box::new(day),
                },
                to + 2,
            ),
            false => (day, to),
        }
    }

    fn piece(&self, at: usize, draft: &Draft) -> Option<(Piece, usize)> {
        if draft.is_closed() {
            return None;
        }
        let finer = |unit: Unit| draft.unit.is_none_or(|outer| unit < outer);
        if draft.unit.is_none()
            && let Some((outer, to)) = self.outer(at)
        {
            return Some((Piece::Outer(outer), to));
        }
        let beside =
            draft.unit == Some(Unit::Year) && draft.outer.is_some() && draft.fields == Fields::default();
        if (draft.is_empty() || beside)
            && let Some(found) = self.year_piece(at)
        {
            return Some(found);
        }
        if let Some((fields, to)) = self.long_piece(at, draft) {
            return Some((Piece::Written(fields, None), to));
        }
        if finer(Unit::Quarter)
            && draft.unit.is_none_or(|unit| unit == Unit::Year)
            && let Some((fields, to)) = self.part_of_year(at, draft)
        {
            return Some((Piece::Written(fields, None), to));
        }
        if draft.unit.is_none_or(|unit| unit == Unit::Year)
            && let Some(found) = self.month_piece(at, draft)
        {
            return Some(found);
        }
        if draft.unit.is_none_or(|unit| unit == Unit::Month)
            && let Some(found) = self.day_piece(at, draft)
        {
            return Some((found.0, found.1));
        }
        self.piece_within(at, draft)
    }

    /// Pieces that are no numbered fields.
    fn piece_within(&self, at: usize, draft: &Draft) -> Option<(Piece, usize)> {
        let lexeme = self.get(at)?;
        if let Some(holiday) = lexeme.senses.holiday
            && draft.unit.is_none_or(|unit| unit == Unit::Year)
        {
            return Some((Piece::Holiday(holiday), at + 1));
        }
        if draft.unit.is_none_or(|unit| unit == Unit::Week)
            && let Some((weekday, to)) = self.weekday_piece(at, draft)
        {
            let fields = Fields {
                weekday: Some(weekday),
                ..Fields::default()
            };
            return Some((Piece::Written(fields, None), to));
        }
        if draft.unit == Some(Unit::Week)
            && lexeme.glued
            && self.is(at, Cue::End)
            && lexeme.senses.unit.is_none()
        {
            return Some((Piece::Weekend, at + 1));
        }
        if draft.unit.is_some_and(|unit| unit >= Unit::Week) {
            return self.nth_piece(at, draft).or_else(|| self.part_piece(at, draft));
        }
        if self.is(at, Cue::Ordinal) && draft.is_empty() {
            return self.numbered_week_of_year(at);
        }
        None
    }

    // Told from something else.

    /// 今年, 上周, 이번 주, 지지난달, 翌日, その週.
    fn outer(&self, at: usize) -> Reading {
        let lexeme = self.get(at)?;
        let cue = lexeme.senses.cue?;
        let deictic = |unit, offset, to| Some((Tree::Deictic { unit, offset }, to));
        if let Some((unit, offset)) = fixed(cue) {
            let year = deictic(unit, offset, at + 1).filter(|_| lexeme.senses.part.is_none())?;
            return Some(self.season_in_one_word(year));
        }
        let own_unit = lexeme.senses.unit.filter(|_| lexeme.senses.part.is_none());
        let (steps, told_from_text) = steps_of(cue)?;
        let measured = self.skip(self.skip(at + 1, Cue::Of), Cue::Measure);
        let (unit, to) = match own_unit {
            Some(unit) => (unit, at + 1),
            None => (self.noun_unit(measured)?, measured + 1),
        };
        if unit == Unit::Day || told_from_text {
            return (unit >= Unit::Day).then_some((Tree::Anaphor { unit, offset: steps }, to));
        }
        (unit >= Unit::Weekend).then(|| deictic(unit, steps, to))?
    }

    /// 今夏, 去冬.
    fn season_in_one_word(&self, (year, to): (Tree, usize)) -> (Tree, usize) {
        match self.lexemes[to - 1].senses.season {
            Some(season) => {
                let season = Tree::literal(Fields {
                    season: Some(season),
                    ..Fields::default()
                });
                (intersect(season, year), to)
            }
            None => (year, to),
        }
    }

    /// The unit that a word names by itself. A weekday behind a side word stands for its week: 下下|周日, 다음|금요일.
    fn noun_unit(&self, at: usize) -> Option<Unit> {
        let senses = self.get(at)?.senses;
        let parted = matches!(senses.cue, Some(Cue::Start | Cue::End | Cue::Middle))
            && senses.unit != Some(Unit::Second);
        senses
            .unit
            .filter(|_| !parted && senses.ordinal == 0 && senses.cardinal == 0 && self.ends_word(at + 1))
    }

    /// 지난 3일, 오는 15일, この夏, 去る5日, 次の金曜日; and 下下|周日, 다음|금요일, within their week.
    fn sided_date(&self, at: usize) -> Reading {
        let cue = self.cue(at)?;
        let next = self.skip(self.skip(at + 1, Cue::Of), Cue::Measure);
        if let (Cue::Last | Cue::Next | Cue::BeforeLast | Cue::AfterNext, Some((offset, _))) =
            (cue, steps_of(cue))
        {
            let (weekday, to) = self.weekday_piece(next, &Draft::default())?;
            let inner = Box::new(Tree::literal(Fields {
                weekday: Some(weekday),
                ..Fields::default()
            }));
            let outer = Box::new(Tree::Deictic {
                unit: Unit::Week,
                offset,
            });
            return Some((Tree::Intersect { inner, outer }, to));
        }
        let side = match cue {
            Cue::Past => Side::Before,
            Cue::Coming => Side::After,
            Cue::This => Side::This,
            _ => return None,
        };
        let (draft, to) = self.row_of_pieces(next)?;
        if side == Side::This && draft.fields.is_day_only() {
            return None;
        }
        (draft.outer.is_none()).then_some((draft.tree(side)?, to))
    }

    /// 年初, 연말, 月底: of the present year or month.
    fn part_of_present(&self, at: usize) -> Reading {
        let senses = self.get(at)?.senses;
        let unit = senses
            .unit
            .filter(|&unit| unit >= Unit::Week && senses.ordinal == 0)?;
        let modifier = part_of(senses.cue?)?;
        let of = Box::new(Tree::Deictic { unit, offset: 0 });
        self.ends_word(at + 1)
            .then_some((Tree::Modified { modifier, of }, at + 1))
    }

    // Written out.

    /// 2018年, 一九九五年, 98년, 08年, 令和3年, 主体85년, 公元前221年; 2018年底.
    fn year_piece(&self, at: usize) -> Option<(Piece, usize)> {
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
            _ => self.plain_year_of(start, &numeral, to)?,
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
    fn year_and_part_mark(&self, at: usize) -> Option<(Numeral, usize, Option<Modifier>)> {
        if let Some((numeral, to)) = self.marked(at, Cue::YearMark) {
            return Some((numeral, to, None));
        }
        let numeral = self.numeral(at)?;
        let part = self.fused_part(numeral.to, Unit::Year)?;
        Some((numeral, numeral.to + 1, Some(part)))
    }

    fn fused_part(&self, at: usize, unit: Unit) -> Option<Modifier> {
        let senses = self.get(at)?.senses;
        part_of(senses.cue?).filter(|_| senses.unit == Some(unit))
    }

    /// Four digits are a year; two are one if they are padded, 50 or more, or followed by a month, and count nothing.
    fn plain_year_of(&self, at: usize, numeral: &Numeral, to: usize) -> Option<i16> {
        let value = numeral.value;
        let count_of_thousands = numeral.style == Style::ByValue && value % 1000 == 0;
        if (1000..2200).contains(&value) && !count_of_thousands {
            return Some(value as i16);
        }
        let month_follows = self
            .marked(to, Cue::MonthMark)
            .is_some_and(|(month, _)| (1..=12).contains(&month.value));
        // 戦後70年, 建国六十年: what stands glued before a round number is counted from.
        let counted_from = value % 10 == 0 && at > 0 && self.is_glued(at);
        let two = matches!(
            numeral.style,
            Style::Digits(2) | Style::ByPlace(2) | Style::Roughly
        ) && value < 100;
        let dated =
            numeral.padded || value >= 50 && !counted_from && !self.counts_length(to) || month_follows;
        (two && dated).then(|| century_of(value as i16))
    }

    /// 平成30年, 民國113年, 주체 85년, 昭和元年. Months of reigns that kept the lunar calendar are read over.
    fn era_piece(&self, at: usize) -> Option<(Piece, usize)> {
        let era = self.get(at)?.senses.era?;
        let (counted, to) = self.year_of_era(at + 1)?;
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
    fn year_of_era(&self, at: usize) -> Option<(i64, usize)> {
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
    fn long_piece(&self, at: usize, draft: &Draft) -> Option<(Fields, usize)> {
        let numeral = self.numeral(at).filter(|numeral| numeral.value > 0)?;
        match self.unit(numeral.to)? {
            Unit::Century
                if draft.is_empty() && numeral.value <= 30 && !self.is_one_syllable(at, numeral.to) =>
            {
                let century = Some(numeral.value as i16 - 1);
                Some((
                    Fields {
                        century,
                        ..Fields::default()
                    },
                    numeral.to + 1,
                ))
            }
            Unit::Decade => {
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
    fn part_of_year(&self, at: usize, draft: &Draft) -> Option<(Fields, usize)> {
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

    /// Whether a word before `at` says which one is meant: 올여름, この夏.
    fn follows_side(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.cue(before));
        matches!(before, Some(Cue::This | Cue::Past | Cue::Coming | Cue::Next))
    }

    /// Whether a word that says a time only by itself may end before `to`: 夏に, and not 夏の花, 夏季奥运会.
    fn ends_phrase(&self, to: usize) -> bool {
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

    /// 3月, 三月, 12月份, 유월; 3月底. One syllable of Hangul that makes 이월 is no month.
    fn month_piece(&self, at: usize, draft: &Draft) -> Option<(Piece, usize)> {
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
    fn day_piece(&self, at: usize, draft: &Draft) -> Option<(Piece, usize)> {
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
    fn unmarked_day(&self, at: usize) -> Option<(Numeral, usize)> {
        let numeral = self
            .numeral(at)
            .filter(|numeral| numeral.style == Style::ByValue)?;
        let ends = self.get(numeral.to).is_none_or(|next| next.mark != '\0');
        (ends && self.digits(at) == 0 && self.is_glued(at)).then_some((numeral, numeral.to))
    }

    fn weekday_piece(&self, at: usize, draft: &Draft) -> Option<(i8, usize)> {
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
    fn weekday_beside(&self, draft: &mut Draft, to: usize) -> usize {
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
    fn nth_piece(&self, at: usize, draft: &Draft) -> Option<(Piece, usize)> {
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
    fn ordinal(&self, at: usize) -> Option<(i32, usize)> {
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
    fn numbered_week_of_year(&self, at: usize) -> Option<(Piece, usize)> {
        let (n, to) = self.ordinal(at)?;
        let week = Some(n as i8).filter(|_| self.unit(to) == Some(Unit::Week));
        let fields = Fields {
            week: Some(week?),
            ..Fields::default()
        };
        Some((Piece::Written(fields, None), to + 1))
    }

    /// 初, 中旬, 말, 年底 behind a year, month, week, decade or century.
    fn part_piece(&self, at: usize, draft: &Draft) -> Option<(Piece, usize)> {
        let senses = self.get(at)?.senses;
        let modifier = part_of(senses.cue?)?;
        let own = senses
            .unit
            .filter(|&unit| !matches!(unit, Unit::Second | Unit::Half));
        let same = own.is_none_or(|unit| draft.unit == Some(unit));
        same.then_some((Piece::Part(modifier), at + 1))
    }

    /// 农历八月十五, 음력 1월 15일, 旧暦の１０月１日, 正月初三.
    fn lunar_date(&self, at: usize) -> Reading {
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
    fn lunar_month(&self, at: usize) -> Option<(u8, usize)> {
        let senses = self.get(at)?.senses;
        if senses.cue == Some(Cue::Lunar) && senses.cardinal > 0 {
            return Some((senses.cardinal as u8 - 1, at + 1));
        }
        let numeral = self.numeral(at)?;
        let marked =
            self.is(numeral.to, Cue::MonthMark) || self.fused_part(numeral.to, Unit::Month).is_some();
        (marked && (1..=12).contains(&numeral.value)).then_some((numeral.value as u8, numeral.to + 1))
    }

    /// 2018-07-26, 2018/7/26, 2018.7.26.
    fn numeric_date(&self, at: usize) -> Reading {
        if self.digits(at) == 0 {
            return None;
        }
        let (tree, to) = longest([self.year_first(at), self.numeric(at)])?;
        let full = tree.fields().is_some_and(|fields| fields.day.is_some())
            && (self.digits(at) == 4 || matches!(self.mark(at + 1), '/' | '-'));
        let joined = |at: usize| self.is_glued(at) && matches!(self.mark(at), '-' | '.' | '/' | ':');
        let runs_on =
            joined(to) && self.is_glued(to + 1) && self.digits(to + 1) > 0 && self.digits(to + 1) != 4;
        let numbered = self.is(to, Cue::NumberMark) || self.is(to, Cue::MonthMark);
        (full && !runs_on && !numbered).then_some((tree, to))
    }
}

impl Draft {
    fn is_empty(&self) -> bool {
        self.unit.is_none()
    }

    /// Whether nothing more can follow but a weekday.
    fn is_closed(&self) -> bool {
        self.part.is_some() || self.nth.is_some()
    }

    /// Whether a year, month or day may follow next.
    pub(super) fn takes(&self, unit: Unit) -> bool {
        match (unit, self.unit) {
            _ if self.is_closed() => false,
            (_, None) => true,
            (Unit::Month, Some(outer)) => outer == Unit::Year,
            (Unit::Day, Some(outer)) => outer == Unit::Month,
            _ => false,
        }
    }

    pub(super) fn add(&mut self, piece: Piece) {
        match piece {
            Piece::Outer(tree) => {
                self.unit = granularity(&tree);
                self.outer = Some(tree);
            }
            Piece::Written(fields, part) => {
                if fields.year.is_some() {
                    self.outer = None;
                }
                self.unit = granularity(&Tree::literal(fields));
                if fields.decade.is_some() {
                    (self.outer, self.fields) = (None, Fields::default());
                }
                merge(&mut self.fields, fields);
                self.part = part;
            }
            Piece::Holiday(holiday) => {
                self.holiday = Some(holiday);
                self.unit = Some(Unit::Day);
            }
            Piece::Part(modifier) => self.part = Some(modifier),
            Piece::Weekend => {
                if let Some(Tree::Deictic { unit, .. } | Tree::Anaphor { unit, .. }) = &mut self.outer {
                    *unit = Unit::Weekend;
                }
                self.unit = Some(Unit::Weekend);
            }
            piece @ (Piece::Nth(..) | Piece::NthWeekday(..)) => self.nth = Some(piece),
        }
    }

    /// TIMEX3's value of what recurs each year or month.
    pub(super) fn recurring(&self, unit: Unit) -> Option<String> {
        let plain = self.outer.is_none() && self.fields.year.is_none() && self.part.is_none();
        match (unit, self.fields.month, self.fields.day) {
            _ if !plain => None,
            (Unit::Year, Some(month), Some(day)) => Some(format!("XXXX-{month:02}-{day:02}")),
            (Unit::Year, Some(month), None) => Some(format!("XXXX-{month:02}")),
            (Unit::Month, None, Some(day)) => Some(format!("XXXX-XX-{day:02}")),
            (Unit::Month, None, None) => self.nth.as_ref().map(|_| "P1M".into()),
            _ => None,
        }
    }

    /// Whether its month has its day.
    pub(super) fn is_possible(&self) -> bool {
        let fields = &self.fields;
        let (Some(month), Some(day)) = (fields.month, fields.day) else {
            return true;
        };
        crate::resolve::point::date(fields.year.unwrap_or(2000), month, day).is_some()
    }

    /// The decade that a number before 年代 names: 1990, 90, or 90 of the century before it.
    fn decade(&self, value: i64) -> Option<i16> {
        let short = Some(value as i16).filter(|_| value % 10 == 0 && value < 100);
        match (self.fields.century, &self.outer, value) {
            (Some(century), ..) => Some(century * 10 + short? / 10),
            // Century words are used of the present one, the 21st.
            (
                _,
                Some(Tree::Deictic {
                    unit: Unit::Century,
                    offset,
                }),
                _,
            ) => Some((20 + *offset as i16) * 10 + short? / 10),
            (None, None, 1000..2200) if value % 10 == 0 => Some((value / 10) as i16),
            (None, None, _) if self.is_empty() => Some(century_of(short?) / 10),
            _ => None,
        }
    }

    /// What it says.
    pub(super) fn tree(self, side: Side) -> Option<Tree> {
        if !self.is_possible() {
            return None;
        }
        let literal = (self.fields != Fields::default()).then_some(Tree::Literal(self.fields, side));
        let base = match (self.holiday, self.outer, literal) {
            (Some(holiday), outer, literal) => match outer.or(literal) {
                Some(outer) => intersect(
                    Tree::Holiday {
                        holiday,
                        side: Side::Open,
                    },
                    outer,
                ),
                None => Tree::Holiday { holiday, side },
            },
            (None, Some(outer), Some(inner)) => intersect(inner, outer),
            (None, outer, literal) => outer.or(literal)?,
        };
        let base = match self.nth {
            Some(Piece::Nth(n, unit)) => Tree::Nth {
                n,
                unit,
                within: Box::new(base),
            },
            Some(Piece::NthWeekday(n, weekday)) => Tree::NthWeekday {
                n,
                weekday,
                within: Box::new(base),
            },
            _ => base,
        };
        Some(match self.part {
            Some(modifier) => Tree::Modified {
                modifier,
                of: Box::new(base),
            },
            None => base,
        })
    }
}

fn intersect(inner: Tree, outer: Tree) -> Tree {
    Tree::Intersect {
        inner: Box::new(inner),
        outer: Box::new(outer),
    }
}

fn merge(into: &mut Fields, from: Fields) {
    *into = Fields {
        century: from.century.or(into.century),
        decade: from.decade.or(into.decade),
        year: from.year.or(into.year),
        quarter: from.quarter.or(into.quarter),
        half: from.half.or(into.half),
        season: from.season.or(into.season),
        month: from.month.or(into.month),
        week: from.week.or(into.week),
        day: from.day.or(into.day),
        weekday: from.weekday.or(into.weekday),
        swappable: false,
    };
}

/// The part of a stretch that a word names.
fn part_of(cue: Cue) -> Option<Modifier> {
    match cue {
        Cue::Start | Cue::Early => Some(Modifier::Start),
        Cue::Mid | Cue::Middle => Some(Modifier::Mid),
        Cue::End | Cue::Late => Some(Modifier::End),
        _ => None,
    }
}

/// Words that say unit and steps at once.
pub(super) fn fixed(cue: Cue) -> Option<(Unit, i32)> {
    Some(match cue {
        Cue::Today => (Unit::Day, 0),
        Cue::Yesterday => (Unit::Day, -1),
        Cue::Tomorrow => (Unit::Day, 1),
        Cue::BeforeYesterday => (Unit::Day, -2),
        Cue::AfterTomorrow => (Unit::Day, 2),
        Cue::ThisWeek => (Unit::Week, 0),
        Cue::LastWeek => (Unit::Week, -1),
        Cue::NextWeek => (Unit::Week, 1),
        Cue::ThisMonth => (Unit::Month, 0),
        Cue::LastMonth => (Unit::Month, -1),
        Cue::NextMonth => (Unit::Month, 1),
        Cue::ThisYear => (Unit::Year, 0),
        Cue::LastYear => (Unit::Year, -1),
        Cue::NextYear => (Unit::Year, 1),
        _ => return None,
    })
}

/// How many steps a side word takes, and whether it takes them from the last date in the text.
fn steps_of(cue: Cue) -> Option<(i32, bool)> {
    Some(match cue {
        Cue::Last | Cue::Past => (-1, false),
        Cue::Next | Cue::Coming => (1, false),
        Cue::This | Cue::Current => (0, false),
        Cue::BeforeLast => (-2, false),
        Cue::AfterNext => (2, false),
        Cue::That | Cue::Same => (0, true),
        Cue::Previous => (-1, true),
        Cue::Following => (1, true),
        _ => return None,
    })
}

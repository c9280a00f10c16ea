//! Dates as a row of pieces, each finer than the one before: 去年|三月|五日, 2018年|12月|最後の週, 오는|15일, 上世纪|九十年代.
//! What only steers (の, 的, 의) may stand between them.

use super::super::{Composer, Fields, Reading, Side, Tree, longest};
use super::draft::{Draft, Piece};
use crate::Modifier;
use crate::lex::{Cue, Unit};

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

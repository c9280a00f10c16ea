//! Dates told from publication or from the last date: 今年, 上周, 다음 달, 翌日, その週, 지난 3일, 今夏, 年末.

use super::super::{Composer, Fields, Reading, Side, Tree};
use super::draft::{Draft, intersect};
use crate::Modifier;
use crate::lex::{Cue, Unit};

impl Composer<'_> {
    /// 今年, 上周, 이번 주, 지지난달, 翌日, その週.
    pub(super) fn outer(&self, at: usize) -> Reading {
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
    pub(super) fn season_in_one_word(&self, (year, to): (Tree, usize)) -> (Tree, usize) {
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
    pub(super) fn noun_unit(&self, at: usize) -> Option<Unit> {
        let senses = self.get(at)?.senses;
        let parted = matches!(senses.cue, Some(Cue::Start | Cue::End | Cue::Middle))
            && senses.unit != Some(Unit::Second);
        senses
            .unit
            .filter(|_| !parted && senses.ordinal == 0 && senses.cardinal == 0 && self.ends_word(at + 1))
    }

    /// 지난 3일, 오는 15일, この夏, 去る5日, 次の金曜日; and 下下|周日, 다음|금요일, within their week.
    pub(super) fn sided_date(&self, at: usize) -> Reading {
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

    /// 週末, 주말: the one next to publication.
    pub(super) fn weekend_alone(&self, at: usize) -> Reading {
        let weekend = self.unit(at)? == Unit::Weekend && self.cue(at).is_none() && self.ends_word(at + 1);
        weekend.then_some((
            Tree::Anaphor {
                unit: Unit::Weekend,
                offset: 0,
            },
            at + 1,
        ))
    }

    /// 年初, 연말, 月底: of the present year or month.
    pub(super) fn part_of_present(&self, at: usize) -> Reading {
        let senses = self.get(at)?.senses;
        let unit = senses
            .unit
            .filter(|&unit| unit >= Unit::Week && senses.ordinal == 0)?;
        let modifier = part_of(senses.cue?)?;
        let of = Box::new(Tree::Deictic { unit, offset: 0 });
        self.ends_word(at + 1)
            .then_some((Tree::Modified { modifier, of }, at + 1))
    }

    /// Whether a word before `at` says which one is meant: 올여름, この夏.
    pub(super) fn follows_side(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.cue(before));
        matches!(before, Some(Cue::This | Cue::Past | Cue::Coming | Cue::Next))
    }
}

/// The part of a stretch that a word names.
pub(super) fn part_of(cue: Cue) -> Option<Modifier> {
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

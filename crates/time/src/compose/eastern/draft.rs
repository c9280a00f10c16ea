//! A date as far as it has been read: the pieces in a row, and the tree they make.

use super::super::numbers::century_of;
use super::super::{Fields, Side, Tree, granularity};
use crate::Modifier;
use crate::lex::{Holiday, Unit};

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
    pub outer: Option<Tree>,
    pub fields: Fields,
    pub holiday: Option<Holiday>,
    pub nth: Option<Piece>,
    pub part: Option<Modifier>,
    /// The length of what is named so far.
    pub unit: Option<Unit>,
}

impl Draft {
    pub fn is_empty(&self) -> bool {
        self.unit.is_none()
    }

    /// Whether nothing more can follow but a weekday.
    pub fn is_closed(&self) -> bool {
        self.part.is_some() || self.nth.is_some()
    }

    /// Whether a year, month or day may follow next.
    pub fn takes(&self, unit: Unit) -> bool {
        match (unit, self.unit) {
            _ if self.is_closed() => false,
            (_, None) => true,
            (Unit::Month, Some(outer)) => outer == Unit::Year,
            (Unit::Day, Some(outer)) => outer == Unit::Month,
            _ => false,
        }
    }

    pub fn add(&mut self, piece: Piece) {
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
    pub fn recurring(&self, unit: Unit) -> Option<String> {
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
    pub fn is_possible(&self) -> bool {
        let fields = &self.fields;
        let (Some(month), Some(day)) = (fields.month, fields.day) else {
            return true;
        };
        crate::resolve::point::date(fields.year.unwrap_or(2000), month, day).is_some()
    }

    /// The decade that a number before 年代 names: 1990, 90, or 90 of the century before it.
    pub fn decade(&self, value: i64) -> Option<i16> {
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
    pub fn tree(self, side: Side) -> Option<Tree> {
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

pub(super) fn intersect(inner: Tree, outer: Tree) -> Tree {
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

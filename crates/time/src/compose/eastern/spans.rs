//! What stretches from one date to another: 3月から5月まで, 从2015年到2018年, 4일부터 23일까지, 3～5日, 三月和九月之间;
//! and what is open on one side: 2018年以来, 8월부터, 年末まで, 自2016年, 이전.

use annals_text::Span;

use super::super::ranges::flow;
use super::super::{Composed, Composer, Fields, Range, Shape, Tree, granularity, is_dash};
use super::draft::{Draft, Piece};
use crate::lex::{Cue, Unit};

impl Composer<'_> {
    /// 3～5日, 3、4月, 1995-1997年: numbers that share the mark behind the last. Gives the index behind.
    pub(super) fn shared_mark(&self, at: usize, composed: &mut Composed) -> Option<usize> {
        if !self.joint_is_near(at) {
            return None;
        }
        let (draft, start) = self.row_before_number(at);
        let first = self.numeral(start)?;
        let (next, is_range) = self.number_joint(first.to)?;
        let second = self.numeral(next)?;
        let unit = match self.cue(second.to)? {
            Cue::YearMark => Unit::Year,
            Cue::MonthMark => Unit::Month,
            Cue::DayMark => Unit::Day,
            _ => return None,
        };
        let to = second.to + 1;
        if self.counts_length(to) && unit != Unit::Year || !self.ends_word(to) {
            return None;
        }
        let begin = draft.clone().with(unit, first.value, first.value)?;
        let end = draft.with(unit, second.value, first.value)?;
        let index = composed.phrases.len();
        let from = if start > at { at } else { start };
        self.push(begin, from, first.to, composed);
        self.push(end, next, to, composed);
        if is_range {
            self.push_span(composed, (Some(index), Some(index + 1)), (from, to), false);
        }
        Some(to)
    }

    /// Whether something in reach of a date joins a number to another: asked first, since most dates have none.
    fn joint_is_near(&self, at: usize) -> bool {
        let counts =
            |at: usize| self.digits(at) > 0 || self.get(at).is_some_and(|lexeme| lexeme.senses.cardinal > 0);
        (at..at + 12).any(|at| counts(at) && self.number_joint(at + 1).is_some_and(|(next, _)| counts(next)))
    }

    /// The pieces before a number without a mark: 2018年12月 before 3～5日.
    fn row_before_number(&self, at: usize) -> (Draft, usize) {
        match self.row_of_pieces(at) {
            Some((draft, to)) => (draft, self.skip(to, Cue::Of)),
            None => (Draft::default(), at),
        }
    }

    /// What joins two numbers: the index behind it, and whether it makes a range.
    fn number_joint(&self, at: usize) -> Option<(usize, bool)> {
        match self.mark(at) {
            mark if is_dash(mark) => Some((at + 1, true)),
            '、' | '・' | '，' if self.is_glued(at + 1) => Some((at + 1, false)),
            _ if self.is(at, Cue::To) => Some((at + 1, true)),
            _ => None,
        }
    }

    /// Finds ranges over the phrases of a sentence.
    pub(super) fn eastern_ranges(&self, composed: &mut Composed) {
        for index in 1..composed.phrases.len() {
            self.share_month(index, composed);
        }
        let mut bound = vec![false; composed.phrases.len()];
        for index in composed
            .ranges
            .iter()
            .flat_map(|range| [range.begin, range.end])
            .flatten()
        {
            bound[index] = true;
        }
        for index in 0..composed.phrases.len() {
            if !composed.phrases[index].tree.is_date()
                || matches!(composed.phrases[index].tree, Tree::Vague(_))
            {
                continue;
            }
            if bound[index] {
                continue;
            }
            if self.starting_span(index, composed) || self.closed_span(index, composed) {
                bound[index + 1] = true;
            } else {
                self.open_span(index, composed);
            }
        }
        composed.ranges.sort_by_key(|range| (range.span, range.begin));
    }

    /// 6月18日と19日, 3日から5日: a later day that names no month lies in that of the day before it.
    fn share_month(&self, index: usize, composed: &mut Composed) {
        let (before, after) = composed.phrases.split_at_mut(index);
        let (first, second) = (&before[index - 1], &mut after[0]);
        let near = second.from == first.to + 1
            && (matches!(self.cue(first.to), Some(Cue::And | Cue::Or | Cue::From | Cue::To))
                || matches!(self.mark(first.to), '、' | '・' | ',' | '，')
                || is_dash(self.mark(first.to)));
        let Some(later) = second
            .tree
            .fields()
            .filter(|fields| near && fields.is_day_only())
            .and_then(|f| f.day)
        else {
            return;
        };
        if let Some(shared) = with_day(&first.tree, later) {
            second.tree = shared;
        }
    }

    fn closed_span(&self, index: usize, composed: &mut Composed) -> bool {
        let Some([first, second]) = composed.phrases.get(index..index + 2) else {
            return false;
        };
        let gap = first.to..second.from;
        if !second.tree.is_date() || gap.len() != 1 {
            return false;
        }
        let alike = granularity(&first.tree) == granularity(&second.tree);
        let closing = self.closing(second.to);
        let joined = match self.cue(gap.start) {
            Some(Cue::To) => true,
            Some(Cue::From) => alike || closing.is_some(),
            Some(Cue::And) => closing == Some(Cue::Between),
            _ => is_dash(self.mark(gap.start)),
        };
        if !joined {
            return false;
        }
        let (from, to) = (first.from, second.to);
        flow(&mut composed.phrases[index..index + 2]);
        let led = from > 0 && self.is(from - 1, Cue::FromAhead);
        let to = if closing.is_some() {
            self.skip(to, Cue::Of) + 1
        } else {
            to
        };
        self.push_span(
            composed,
            (Some(index), Some(index + 1)),
            (from - usize::from(led), to),
            false,
        );
        true
    }

    /// まで, 까지, 之间, の間 behind the end of a range.
    fn closing(&self, to: usize) -> Option<Cue> {
        let at = self.skip(to, Cue::Of);
        self.cue(at).filter(|cue| matches!(cue, Cue::Till | Cue::Between))
    }

    /// 以来, 부터, から, 以前, まで behind a date; 自, 截至 before one.
    fn open_span(&self, index: usize, composed: &mut Composed) {
        let (from, to) = (composed.phrases[index].from, composed.phrases[index].to);
        let before = from.checked_sub(1).and_then(|before| self.cue(before));
        let led = usize::from(matches!(before, Some(Cue::FromAhead | Cue::TillAhead)));
        let (at, including) = self.or_including(self.skip(to, Cue::Of), to);
        let day_or_longer = granularity(&composed.phrases[index].tree).is_some_and(|unit| unit >= Unit::Day);
        let counts = self.numeral(at + 1).is_some_and(|_| self.is_glued(at + 1));
        let (begin, end, exclusive) = match self.cue(at).filter(|_| day_or_longer) {
            Some(Cue::Since | Cue::From) if self.ends_word(at + 1) => (Some(index), None, false),
            Some(Cue::Till) => (None, Some(index), false),
            Some(Cue::Later) if !counts => (Some(index), None, !including),
            Some(Cue::Ago) if !counts && self.is_ago(at) => (None, Some(index), !including),
            Some(Cue::Previous) if including => (None, Some(index), false),
            _ => match before.filter(|_| day_or_longer) {
                Some(Cue::FromAhead) => (Some(index), None, false),
                Some(Cue::TillAhead) => (None, Some(index), false),
                _ => return,
            },
        };
        let closed_behind = matches!(
            self.cue(at),
            Some(Cue::Since | Cue::From | Cue::Till | Cue::Later | Cue::Ago)
        ) || including;
        let last = if closed_behind { at + 1 } else { to };
        self.push_span(composed, (begin, end), (from - led, last), exclusive);
    }

    /// 或, 及, またはその, 또는 그 before 以前 and 以后: then the date itself is meant as well.
    fn or_including(&self, after_of: usize, to: usize) -> (usize, bool) {
        let or = self.skip(to, Cue::Or);
        let or = if or == to { self.skip(to, Cue::And) } else { or };
        if or == to {
            return (after_of, false);
        }
        let at = self.skip(or, Cue::That);
        let found = matches!(
            self.cue(at),
            Some(Cue::Ago | Cue::Previous | Cue::Later | Cue::Since | Cue::Till)
        );
        if found { (at, true) } else { (after_of, false) }
    }

    fn push_span(
        &self,
        composed: &mut Composed,
        (begin, end): (Option<usize>, Option<usize>),
        (from, to): (usize, usize),
        exclusive: bool,
    ) {
        let span = Span::new(self.lexemes[from].span.start, self.lexemes[to - 1].span.end);
        let shape = if exclusive { Shape::Outside } else { Shape::Ends };
        composed.ranges.push(Range {
            span,
            begin,
            end,
            shape,
        });
    }
}

impl Draft {
    /// The same with a year, month or day that has no mark of its own; `earlier` is the first number of the row.
    fn with(mut self, unit: Unit, value: i64, earlier: i64) -> Option<Tree> {
        let mut fields = Fields::default();
        match unit {
            Unit::Year => {
                let short = value < 100 && earlier >= 1000;
                let year = if short {
                    earlier - earlier % 100 + value
                } else {
                    value
                };
                fields.year = Some(
                    i16::try_from(year)
                        .ok()
                        .filter(|year| (1000..2200).contains(year))?,
                );
            }
            Unit::Month => {
                fields.month = Some(
                    i8::try_from(value)
                        .ok()
                        .filter(|month| (1..=12).contains(month))?,
                )
            }
            _ => fields.day = Some(i8::try_from(value).ok().filter(|day| (1..=31).contains(day))?),
        }
        if !self.takes(unit) {
            return None;
        }
        self.add(Piece::Written(fields, None));
        self.is_possible().then(|| self.tree(super::super::Side::Open))?
    }
}

/// The date `tree` with another, later day, where it names month and day.
fn with_day(tree: &Tree, later: i8) -> Option<Tree> {
    match tree {
        Tree::Literal(fields, side) => {
            let follows = fields.day.is_some_and(|day| day < later) && fields.month.is_some();
            let changed = Fields {
                day: Some(later),
                weekday: None,
                ..*fields
            };
            let exists =
                crate::resolve::point::date(fields.year.unwrap_or(2000), fields.month.unwrap_or(1), later);
            (follows && exists.is_some()).then_some(Tree::Literal(changed, *side))
        }
        Tree::Intersect { inner, outer } if granularity(outer) == Some(Unit::Month) => {
            let fields = inner
                .fields()
                .filter(|fields| fields.day.is_some_and(|day| day < later))?;
            let inner = Box::new(Tree::literal(Fields {
                day: Some(later),
                weekday: None,
                ..*fields
            }));
            Some(Tree::Intersect {
                inner,
                outer: outer.clone(),
            })
        }
        Tree::Intersect { inner, outer } => {
            let inner = Box::new(with_day(inner, later)?);
            Some(Tree::Intersect {
                inner,
                outer: outer.clone(),
            })
        }
        _ => None,
    }
}

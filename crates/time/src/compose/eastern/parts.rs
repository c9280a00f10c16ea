//! Ranges that are a length of something: 今年前10个月, 2018年の最後の3週間, 올해 첫 3개월; and a length from a day on:
//! 5日から3日間, 내일부터 3주간.

use super::super::{Amount, Composed, Composer, Length, Range, Shape, Tree, granularity};
use crate::lex::{Cue, Unit};

impl Composer<'_> {
    /// The first or last so much of the date that has just been read. Gives the index behind.
    pub(super) fn part_of_last(&self, at: usize, composed: &mut Composed) -> Option<usize> {
        let index = composed.phrases.len().checked_sub(1)?;
        let whole = &composed.phrases[index];
        let beside = whole.to == at || whole.to + 1 == at && self.is(whole.to, Cue::Of);
        let outer = granularity(&whole.tree).filter(|&unit| beside && unit >= Unit::Month)?;
        let (back, next) = self.side_of_part(at)?;
        let (length, to) = self.quarters(next).or_else(|| self.exact_stretch(next))?;
        let inside = length.steps.iter().all(|step| step.1 < outer);
        if !inside || !self.ends_word(to) {
            return None;
        }
        let span = self.span(whole.from, to);
        self.push(Tree::Duration(length.clone()), at, to, composed);
        let shape = Shape::Part { length, back };
        composed.ranges.push(Range {
            span,
            begin: Some(index),
            end: None,
            shape,
        });
        Some(to)
    }

    /// 前, 最初の, 첫 (false), 最後の, 마지막 (true) before a number.
    fn side_of_part(&self, at: usize) -> Option<(bool, usize)> {
        let next = self.skip(at + 1, Cue::Of);
        let senses = self.get(at)?.senses;
        let back = match senses.cue {
            Some(Cue::Latest) => true,
            Some(Cue::Ago) if self.is_glued(at + 1) => false,
            _ if senses.ordinal == 1 && senses.unit.is_none() => false,
            _ => return None,
        };
        Some((back, next))
    }

    /// The 三季度 of 前三季度.
    fn quarters(&self, at: usize) -> Option<(Length, usize)> {
        let numeral = self
            .numeral(at)
            .filter(|numeral| (1..=4).contains(&numeral.value))?;
        let to = self.skip(numeral.to, Cue::Measure);
        let steps = vec![(Amount::whole(numeral.value), Unit::Quarter)];
        (self.unit(to) == Some(Unit::Quarter)).then_some((Length { steps }, to + 1))
    }

    /// 5日から3日間: gives whether the two phrases are one range.
    pub(super) fn starting_span(&self, index: usize, composed: &mut Composed) -> bool {
        let Some([first, second]) = composed.phrases.get(index..index + 2) else {
            return false;
        };
        let Tree::Duration(length) = &second.tree else {
            return false;
        };
        let day = granularity(&first.tree) == Some(Unit::Day) && length.steps[0].1 >= Unit::Day;
        let exact = length.steps.iter().all(|(amount, _)| amount.as_whole().is_some());
        let joined = second.from == first.to + 1 && self.is(first.to, Cue::From);
        if !(day && exact && joined) {
            return false;
        }
        let span = self.span(first.from, second.to);
        let shape = Shape::Starting(length.clone());
        composed.ranges.push(Range {
            span,
            begin: Some(index),
            end: None,
            shape,
        });
        true
    }
}

//! Ranges that are not said by their two ends: "the first two weeks of May", "a three-day visit starting Monday", "the rest
//! of the year", "March to date", "so far this year", "Monday or Tuesday", "May 3 and later". They lie over phrases that
//! were found already; the ones with two ends stand in [`super::ranges`].

use annals_text::Span;

use super::{Composed, Composer, Length, Range, Shape, Tree, granularity};
use crate::lex::{Cue, Tense, Unit};

impl Composer<'_> {
    /// Adds the ranges that begin in, or lead to, the phrase at `index`. Whether the next phrase belongs to it.
    pub(super) fn find_span(&self, index: usize, composed: &mut Composed) -> bool {
        let found = self
            .part(index, composed)
            .or_else(|| self.length_and_start(index, composed))
            .or_else(|| self.one_of(index, composed));
        if let Some(range) = found {
            if let Shape::Part { length, .. } = &range.shape {
                // "The last four months of 2021" are not told from publication.
                composed.phrases[index].tree = Tree::Duration(length.clone());
            }
            composed.ranges.push(range);
            return true;
        }
        let ahead = self.ahead(index, composed);
        if let Some(range) = ahead.or_else(|| self.rest_or_to_date(index, composed)) {
            composed.ranges.push(range);
        }
        false
    }

    /// "year to date": said without naming a date.
    pub(super) fn years_to_date(&self, composed: &mut Composed) {
        for (at, lexeme) in self.lexemes.iter().enumerate() {
            if lexeme.senses.cue == Some(Cue::YearToDate) {
                composed.ranges.push(Range {
                    span: self.span(at, at + 1),
                    begin: None,
                    end: None,
                    shape: Shape::ToDate,
                });
            }
        }
    }

    /// "the first nine months of 1989", "the last three weeks of this year".
    fn part(&self, index: usize, composed: &Composed) -> Option<Range> {
        let [first, second] = composed.phrases.get(index..index + 2)? else {
            return None;
        };
        let length = exact_length(&first.tree)?;
        let joined = second.from == first.to + 1 && matches!(self.cue(first.to), Some(Cue::Of | Cue::In));
        let inside =
            granularity(&second.tree).is_some_and(|unit| length.steps.iter().all(|step| step.1 < unit));
        let mut words = first.from.saturating_sub(1)..first.to;
        let back = words.clone().any(|at| self.is(at, Cue::Last));
        let front = words.any(|at| self.get(at).is_some_and(|lexeme| lexeme.senses.ordinal == 1));
        let shape = Shape::Part { length, back };
        (joined && inside && (back || front)).then(|| Range {
            span: Span::new(first.span.start, second.span.end),
            begin: Some(index + 1),
            end: None,
            shape,
        })
    }

    /// "three days starting Monday", "a two-week tour beginning on May 3", "a week, from May 20".
    fn length_and_start(&self, index: usize, composed: &Composed) -> Option<Range> {
        let [first, second] = composed.phrases.get(index..index + 2)? else {
            return None;
        };
        let length = exact_length(&first.tree).filter(|length| length.steps[0].1 >= Unit::Day)?;
        let gap = first.to..second.from;
        let start = gap
            .clone()
            .find(|&at| self.mark(at) != '\0' || self.begins(at) || self.is(at, Cue::From))?;
        let close = start <= first.to + 2;
        let led = match self.mark(start) {
            ',' => start == first.to && self.is(start + 1, Cue::From) && start + 2 == second.from,
            _ if self.is(start, Cue::From) => {
                let lasts = first.from > 0 && self.is(first.from - 1, Cue::For);
                lasts && start == first.to && start + 1 == second.from
            }
            _ => self.begins(start) && self.skip(self.skip(start + 1, Cue::On), Cue::From) == second.from,
        };
        (close && led && granularity(&second.tree) == Some(Unit::Day)).then(|| Range {
            span: Span::new(first.span.start, second.span.end),
            begin: Some(index + 1),
            end: None,
            shape: Shape::Starting(length),
        })
    }

    /// A word that says that something begins with the date behind it, and not "the beginning of".
    fn begins(&self, at: usize) -> bool {
        self.is(at, Cue::Beginning) || self.is(at, Cue::Start) && !(at > 0 && self.is(at - 1, Cue::The))
    }

    /// "within three days", said of what is to come and of no other beginning.
    fn ahead(&self, index: usize, composed: &Composed) -> Option<Range> {
        let phrase = &composed.phrases[index];
        let within = phrase
            .from
            .checked_sub(1)
            .filter(|&before| self.is(before, Cue::Within))?;
        let length = exact_length(&phrase.tree).filter(|length| length.steps[0].1 >= Unit::Day)?;
        let anchored = matches!(
            self.cue(phrase.to),
            Some(Cue::Of | Cue::After | Cue::From | Cue::Since)
        );
        let ahead = crate::resolve::tense::of(self, phrase.from) == Some(Tense::Future);
        (ahead && !anchored).then(|| Range {
            span: self.span(within, phrase.to),
            begin: None,
            end: None,
            shape: Shape::Ahead(length),
        })
    }

    /// "Monday or Tuesday", "May 3 or 4".
    fn one_of(&self, index: usize, composed: &Composed) -> Option<Range> {
        let [first, second] = composed.phrases.get(index..index + 2)? else {
            return None;
        };
        let joined = second.from == first.to + 1 && self.is(first.to, Cue::Or);
        let alike = granularity(&first.tree) == granularity(&second.tree);
        let dates =
            first.tree.is_date() && second.tree.is_date() && granularity(&first.tree) >= Some(Unit::Day);
        (joined && alike && dates).then(|| Range {
            span: Span::new(first.span.start, second.span.end),
            begin: Some(index),
            end: Some(index + 1),
            shape: Shape::OneOf,
        })
    }

    /// "the rest of the week", "March to date", "so far this year".
    fn rest_or_to_date(&self, index: usize, composed: &Composed) -> Option<Range> {
        let phrase = &composed.phrases[index];
        granularity(&phrase.tree).filter(|&unit| unit > Unit::Day)?;
        let (from, to, shape) = if self.is(phrase.to, Cue::ToDate) {
            (self.range_start(phrase.from), phrase.to + 1, Shape::ToDate)
        } else {
            let before = self.led_by(phrase.from, Cue::ToDate, Cue::In);
            match before {
                Some(before) => (before, phrase.to, Shape::ToDate),
                None => {
                    let rest = self.led_by(phrase.from, Cue::Rest, Cue::Of)?;
                    (
                        rest - usize::from(rest > 0 && self.is(rest - 1, Cue::The)),
                        phrase.to,
                        Shape::Rest,
                    )
                }
            }
        };
        Some(Range {
            span: self.span(from, to),
            begin: Some(index),
            end: None,
            shape,
        })
    }

    /// The index of `cue` right before `at`, or before the preposition there.
    fn led_by(&self, at: usize, cue: Cue, preposition: Cue) -> Option<usize> {
        let before = at.checked_sub(1)?;
        let before = if self.is(before, preposition) {
            before.checked_sub(1)?
        } else {
            before
        };
        self.is(before, cue).then_some(before)
    }

    /// "starting Monday", "beginning on May 3" before the phrase at `from`: where it begins.
    pub(super) fn beginning_before(&self, from: usize) -> Option<usize> {
        let before = from.checked_sub(1)?;
        let before = match self.cue(before) {
            Some(Cue::On | Cue::In | Cue::From) => before.checked_sub(1)?,
            _ => before,
        };
        self.is(before, Cue::Beginning).then_some(before)
    }

    /// "or later", "and later", "onwards", "on" behind "from": the index behind.
    pub(super) fn onward(&self, from: usize, to: usize) -> Option<usize> {
        if self.is(to, Cue::Onward) {
            return Some(to + 1);
        }
        let joined = matches!(self.cue(to), Some(Cue::Or | Cue::And)) && self.is(to + 1, Cue::Later);
        if joined && (self.is(to, Cue::Or) || self.is_clause_end(to + 2)) {
            return Some(to + 2);
        }
        let led = from > 0 && self.is(from - 1, Cue::From);
        (led && self.is(to, Cue::On) && self.is_clause_end(to + 1)).then_some(to + 1)
    }
}

/// The length, if it has no unknown part.
fn exact_length(tree: &Tree) -> Option<Length> {
    match tree {
        Tree::Duration(length) | Tree::Window { length, .. } => Some(length.clone())
            .filter(|length| length.steps.iter().all(|(amount, _)| amount.as_whole().is_some())),
        _ => None,
    }
}

//! Ranges of languages that put behind a date what English puts before it: "2018'den sonra", "2018 के बाद", "Ağustos'tan beri",
//! "मार्च से मई तक", "2007 ve 2009 arasında". An ending or particle that belongs to the date stands between.

use annals_text::Span;

use super::{Composed, Composer, Range, Shape};
use crate::lex::Cue;

impl Composer<'_> {
    /// A range that opens or closes behind phrase `index`; gives whether it took the next phrase too.
    pub(super) fn postposed_range(&self, index: usize, composed: &mut Composed) -> bool {
        if self.postposed_between(index, composed) || self.postposed_from_to(index, composed) {
            return true;
        }
        let phrase = &composed.phrases[index];
        let Some(at) = self.behind_ending(phrase.to).filter(|_| phrase.tree.is_date()) else {
            return false;
        };
        let (begin, end, shape) = match self.cue(at) {
            Some(Cue::Ago) => (None, Some(index), Shape::Outside),
            Some(Cue::Later) => (Some(index), None, Shape::Outside),
            Some(Cue::Since) => (Some(index), None, Shape::Ends),
            Some(Cue::Till) => (None, Some(index), Shape::Ends),
            _ => return false,
        };
        let span = self.span(phrase.from, at + 1);
        composed.ranges.push(Range {
            span,
            begin,
            end,
            shape,
        });
        false
    }

    /// "2007 ve 2009 arasında", "अगस्त और अक्टूबर के बीच".
    fn postposed_between(&self, index: usize, composed: &mut Composed) -> bool {
        let Some([first, second]) = composed.phrases.get(index..index + 2) else {
            return false;
        };
        let joined = second.from == first.to + 1
            && matches!(self.cue(first.to), Some(Cue::And | Cue::To))
            && first.tree.is_date()
            && second.tree.is_date();
        let close = self.behind_ending(second.to).unwrap_or(second.to);
        if !joined || !self.is(close, Cue::Between) {
            return false;
        }
        let (begin, end) = (Some(index), Some(index + 1));
        let span = Span::new(first.span.start, self.lexemes[close].span.end);
        super::ranges::flow(&mut composed.phrases[index..index + 2]);
        composed.ranges.push(Range {
            span,
            begin,
            end,
            shape: Shape::Ends,
        });
        true
    }

    /// "Mart'tan Mayıs'a kadar", "2014'ten 2018'e": an ending of departure right before the second date.
    fn postposed_from_to(&self, index: usize, composed: &mut Composed) -> bool {
        let Some([first, second]) = composed.phrases.get(index..index + 2) else {
            return false;
        };
        let dates = first.tree.is_date() && second.tree.is_date();
        let departs =
            self.is(second.from - 1, Cue::From) && self.behind_ending(first.to) == Some(second.from);
        let alike = super::granularity(&first.tree) == super::granularity(&second.tree);
        let ending = self.behind_ending(second.to);
        let closes = ending.filter(|&at| self.is(at, Cue::Till)).map(|at| at + 1);
        let arrives = closes.or_else(|| ending.filter(|&at| at > 0 && self.is(at - 1, Cue::To)));
        if !(dates && departs) || closes.is_none() && !(alike && arrives.is_some()) {
            return false;
        }
        let to = arrives.unwrap_or(second.to);
        let span = self.span(first.from, to);
        super::ranges::flow(&mut composed.phrases[index..index + 2]);
        composed.ranges.push(Range {
            span,
            begin: Some(index),
            end: Some(index + 1),
            shape: Shape::Ends,
        });
        true
    }

    /// The index behind the ending of a date at `to`: "'den", "से", "के"; `None` where there is none. An ending may be
    /// part of the date's last word ("ocaktan").
    fn behind_ending(&self, to: usize) -> Option<usize> {
        let is_ending = |at: usize| matches!(self.cue(at), Some(Cue::From | Cue::To | Cue::Possessive));
        let apostrophe = self.mark(to) == '\'' && self.is_glued(to + 1);
        match apostrophe {
            true => is_ending(to + 1).then_some(to + 2),
            false if is_ending(to) => Some(to + 1),
            false => (to > 0 && self.is(to - 1, Cue::From) || self.is(to, Cue::Till)).then_some(to),
        }
    }
}

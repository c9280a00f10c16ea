//! What a recurrence says beside its value: that it is every one ("every Friday"), and how often it comes ("twice a week",
//! "three times each month"). The values themselves are read in [`super::lengths`].

use super::{Composer, Reading, Tree};
use crate::Quantifier;
use crate::lex::Cue;

impl Composer<'_> {
    /// "every Friday", "each year", "every two days".
    pub(super) fn each_of(&self, at: usize) -> Reading {
        let (quantifier, found) = match self.cue(at)? {
            Cue::Every => (Quantifier::Every, self.every(at + 1)),
            Cue::Each => (Quantifier::Each, self.every(at + 1)),
            Cue::All => (Quantifier::Every, self.all(at + 1)),
            _ => return None,
        };
        let (of, to) = found?;
        let of = Box::new(of);
        let quantifier = Some(quantifier);
        Some((
            Tree::Recurring {
                quantifier,
                times: None,
                of,
            },
            to,
        ))
    }

    /// "twice a week", "three times each month", "once per day".
    pub(super) fn times_per(&self, at: usize) -> Reading {
        let (times, next) = match self.cue(at) {
            Some(Cue::Once) => (1, at + 1),
            Some(Cue::Twice) => (2, at + 1),
            _ => {
                let (number, next) = self.number(at)?;
                (u32::try_from(number).ok()?, self.expect(next, Cue::Times)?)
            }
        };
        let (of, to) = self.rate(next).or_else(|| self.each_of(next))?;
        let (quantifier, of) = match of {
            Tree::Recurring { quantifier, of, .. } => (quantifier, of),
            of => (None, Box::new(of)),
        };
        Some((
            Tree::Recurring {
                quantifier,
                times: Some(times),
                of,
            },
            to,
        ))
    }
}

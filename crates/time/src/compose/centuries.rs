//! Centuries: "the 20th century", "the 18th and 19th centuries", "the 5th century BC", "el siglo XV".

use super::{Composer, Fields, Reading, Tree, is_dash};
use crate::Modifier;
use crate::lex::{Cue, Unit};

impl Composer<'_> {
    /// "the 20th century", "the nineteenth century", "the 5th century BC".
    pub(super) fn century(&self, at: usize) -> Reading {
        let start = self.skip(self.skip(at, Cue::The), Cue::Bc);
        let follows = self.table.ordinals_follow && self.unit(start) == Some(Unit::Century);
        let behind = self.get(start + 1).map_or(0, |next| next.senses.ordinal);
        if follows && behind > 0 {
            let century = Some(i16::from(behind) - 1);
            let fields = Fields {
                century,
                ..Fields::default()
            };
            return Some((Tree::literal(fields), start + 2));
        }
        if !self.has_ordinal(start) {
            return None;
        }
        let (number, next) = self.day(start)?;
        if self.shares_century(next) {
            let century = Some(i16::from(number) - 1);
            return Some((
                Tree::literal(Fields {
                    century,
                    ..Fields::default()
                }),
                next,
            ));
        }
        let next = self.skip_hyphen(next);
        if self.unit(next) != Some(Unit::Century) {
            return None;
        }
        let mut century = i16::from(number) - 1;
        let mut to = next + 1;
        if let Some((before_christ, after)) = self.era_around(start, to) {
            century = if before_christ {
                -i16::from(number)
            } else {
                century
            };
            to = after;
        }
        Some((
            Tree::literal(Fields {
                century: Some(century),
                ..Fields::default()
            }),
            to,
        ))
    }

    /// The era behind what stands at `from..to`, or right before it ("MÖ 3. yüzyıl"): whether it is the one before Christ.
    fn era_around(&self, from: usize, to: usize) -> Option<(bool, usize)> {
        let ahead = from > 0 && self.is(from - 1, Cue::Bc);
        self.era_mark(to).or(ahead.then_some((true, to)))
    }

    /// "the turn of the century", "the turn of the 20th century".
    pub(super) fn turn_of_century(&self, at: usize) -> Reading {
        let turn = self.expect(self.skip(at, Cue::The), Cue::Turn)?;
        let roughly = |of: Tree, to| {
            let of = Box::new(of);
            let modifier = Modifier::Approx;
            Some((Tree::Modified { modifier, of }, to))
        };
        if let Some((Tree::Literal(fields, _), to)) = self.century(turn) {
            let year = Some(fields.century?.checked_mul(100)?).filter(|&year| year > 0);
            let year = Fields {
                year: Some(year?),
                ..Fields::default()
            };
            return roughly(Tree::literal(year), to);
        }
        let next = self.skip(turn, Cue::The);
        (self.unit(next) == Some(Unit::Century)).then(|| roughly(Tree::TurnOfCentury, next + 1))?
    }

    /// "18th" in "the 18th and 19th centuries".
    pub(super) fn shares_century(&self, at: usize) -> bool {
        let joined = matches!(self.cue(at), Some(Cue::And | Cue::Or | Cue::To)) || is_dash(self.mark(at));
        let next = self.skip(at + 1, Cue::The);
        let behind = self.day(next).filter(|_| joined && self.has_ordinal(next));
        behind.is_some_and(|(_, to)| self.unit(self.skip_hyphen(to)) == Some(Unit::Century))
    }

    /// "el siglo XV", "le XVe siècle": a century with its Roman number before or behind it.
    pub(super) fn roman_century(&self, at: usize) -> Reading {
        let start = self.skip(self.skip(at, Cue::The), Cue::Bc);
        let is_century = |at: usize| self.unit(at) == Some(Unit::Century);
        let (number, to) = if is_century(start) {
            (roman(self.word(start + 1))?, start + 2)
        } else {
            let next = start + 1 + usize::from(self.is(start + 1, Cue::Ordinal));
            (roman(self.word(start).trim_end_matches(['e', 'º']))?, next + 1)
        };
        let fits = is_century(to - 1) || is_century(start);
        let (century, to) = match self.era_around(start, to) {
            Some((true, behind)) => (Some(-number), behind),
            Some((false, behind)) => (Some(number - 1), behind),
            None => (Some(number - 1), to),
        };
        let fields = Fields {
            century,
            ..Fields::default()
        };
        fits.then(|| (Tree::literal(fields), to))
    }
}

/// A Roman number from 1 to 39.
fn roman(word: &str) -> Option<i16> {
    let mut total = 0;
    let mut last = 10;
    if word.is_empty() || word.len() > 6 {
        return None;
    }
    for letter in word.chars() {
        let value = match letter {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            _ => return None,
        };
        total += if value > last { value - 2 * last } else { value };
        last = value;
    }
    Some(total).filter(|&total| total > 0)
}

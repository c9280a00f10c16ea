//! Lengths that reach up to a day or on from it: "the past three months", "the next few days", "recent weeks", "the five past
//! years".

use super::{Amount, Composer, Length, Reading, Tree};
use crate::lex::{Cue, Order, Tense};

impl Composer<'_> {
    /// "the past three months", "the next few days", "the first nine months", "the last 24 hours", "the latest nine months",
    /// "recent weeks", "coming years".
    pub(super) fn window(&self, at: usize) -> Reading {
        if self.is_verb_last(at) {
            return None;
        }
        if let Some(found) = self.counted_behind(at) {
            return Some(found);
        }
        let at = at + usize::from(self.is(at, Cue::This) && self.is(at + 1, Cue::Last));
        let (direction, next) = match self.cue(at) {
            Some(Cue::Past | Cue::Last | Cue::Previous) => (Some(true), at + 1),
            Some(Cue::Next | Cue::Coming | Cue::Following) => (Some(false), at + 1),
            Some(Cue::Latest | Cue::Full | Cue::Remaining | Cue::Early) => (None, at + 1),
            Some(Cue::Recent) => return self.plural_alone(at + 1),
            _ if self.get(at)?.senses.ordinal == 1 => (None, at + 1),
            _ => return None,
        };
        if self.unit(next).is_some() {
            return self.plural_alone(next);
        }
        let (length, to) = self.length(next)?;
        let tree = match direction {
            Some(back) => Tree::Window { length, back },
            None => Tree::Duration(length),
        };
        Some((tree, to))
    }

    /// "السنوات الثلاث الماضية": number and side word behind their unit.
    fn counted_behind(&self, at: usize) -> Reading {
        let noun = self
            .get(at)
            .filter(|noun| noun.senses.plural && self.table.ordinals_follow)?;
        let unit = noun.senses.unit?;
        let number = i64::from(self.get(at + 1)?.senses.cardinal) - 1;
        let back = direction(self.cue(at + 2)?)?;
        let steps = vec![(Amount::whole(number), unit)];
        let length = Length { steps };
        (number > 1).then_some((Tree::Window { length, back }, at + 3))
    }

    /// "the five past years": the side word between number and unit.
    pub(super) fn window_inside(&self, at: usize, length: Length, to: usize) -> Option<Tree> {
        let side = to
            .checked_sub(2)
            .filter(|&side| side > at)
            .and_then(|side| self.cue(side));
        let back = side.and_then(direction);
        let Some(back) = back else {
            return Some(Tree::Duration(length));
        };
        let plural = self.lexemes[to - 1].senses.plural
            || self.table.order == Order::Day
            || length.steps[0].0.as_whole() == Some(1);
        plural.then_some(Tree::Window { length, back })
    }

    /// "recent weeks", "coming years", "the first hours": a number that is not said.
    fn plural_alone(&self, at: usize) -> Reading {
        let several = at > 0 && self.lexemes[at - 1].senses.plural;
        let noun = self.get(at).filter(|noun| noun.senses.plural || several)?;
        let unit = noun.senses.unit?;
        Some((
            Tree::Duration(Length {
                steps: vec![(Amount::Vague, unit)],
            }),
            at + 1,
        ))
    }

    /// "expected to last three weeks": the verb.
    fn is_verb_last(&self, at: usize) -> bool {
        let led = at > 0
            && (self.is(at - 1, Cue::To)
                || matches!(
                    self.lexemes[at - 1].senses.tense,
                    Some(Tense::Modal | Tense::Future)
                ));
        self.is(at, Cue::Last) && led && self.table.order == Order::Month
    }

    /// The side word behind its noun, where the language puts it there ("los cinco años pasados").
    pub(super) fn side_cue_behind(&self, at: usize) -> Option<Cue> {
        self.cue(at).filter(|_| self.table.postposes)
    }
}

/// Whether a side word looks back (true) or ahead.
pub(super) fn direction(side: Cue) -> Option<bool> {
    match side {
        Cue::Past | Cue::Last | Cue::Previous => Some(true),
        Cue::Next | Cue::Coming | Cue::Following => Some(false),
        _ => None,
    }
}

pub(super) fn is_window(tree: &Tree) -> bool {
    match tree {
        Tree::Modified { of, .. } => is_window(of),
        tree => matches!(tree, Tree::Window { .. }),
    }
}

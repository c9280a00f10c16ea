//! References to no day at all: "now", "recently", "the past", "the future".

use super::{Composer, Reading, Tree};
use crate::lex::{Cue, Order};

impl Composer<'_> {
    /// "now", "recently", "the past", "the future", "recent years".
    pub fn vague(&self, at: usize) -> Reading {
        let value = match self.cue(at)? {
            Cue::Present => "PRESENT_REF",
            Cue::PastVague => "PAST_REF",
            Cue::FutureVague => {
                let unit = self
                    .get(at + 1)
                    .is_some_and(|next| next.senses.unit.is_some() && next.senses.plural);
                return Some((Tree::Vague("FUTURE_REF"), at + 1 + usize::from(unit)));
            }
            Cue::Recent if self.unit(at + 1).is_none() => "PAST_REF",
            Cue::Current if self.is_of_today(at) => "PRESENT_REF",
            Cue::Past if self.is_adjective(at) => "PAST_REF",
            Cue::Next if self.is_adjective(at) => "FUTURE_REF",
            Cue::The
                if self.is(at + 1, Cue::Past)
                    && self.ends_noun(at + 2)
                    && self.get(at + 2).is_none_or(|l| l.mark != '-') =>
            {
                return Some((Tree::Vague("PAST_REF"), at + 2));
            }
            _ => return None,
        };
        Some((Tree::Vague(value), at + 1))
    }

    /// "la próxima reunión", "el curso pasado": the side word of something that is no time, nor what "ha pasado".
    fn is_adjective(&self, at: usize) -> bool {
        let verb = at > 0 && self.lexemes[at - 1].senses.tense.is_some();
        self.table.adjectives_are_vague && !verb && !matches!(self.cue(at + 1), Some(Cue::To | Cue::By))
    }

    /// "the current chairman": who or what is so now. A current account is no account of today.
    fn is_of_today(&self, at: usize) -> bool {
        let noun = self.get(at + 1).is_some_and(|next| {
            let cue = next
                .senses
                .cue
                .is_none_or(|cue| matches!(cue, Cue::Quantity | Cue::Name | Cue::Period));
            next.mark == '\0' && cue && next.senses.unit.is_none()
        });
        let account = self.word(at + 1).starts_with("account") || self.word(at + 1) == "date";
        noun && !account && !self.post && self.table.order == Order::Month
    }

    /// Whether the noun phrase ends before `at`: no unit, number or name follows.
    pub fn ends_noun(&self, at: usize) -> bool {
        self.get(at).is_none_or(|lexeme| {
            lexeme.mark != '\0' && !is_opening(lexeme.mark)
                || lexeme.senses.cue.is_some_and(|cue| {
                    !matches!(
                        cue,
                        Cue::Few
                            | Cue::Several
                            | Cue::Couple
                            | Cue::Fiscal
                            | Cue::Half
                            | Cue::Full
                            | Cue::Period
                    )
                })
                || lexeme.senses.tense.is_some()
        })
    }
}

fn is_opening(mark: char) -> bool {
    matches!(mark, '-' | '\'' | '$')
}

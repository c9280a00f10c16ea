//! Chinese, Japanese and Korean, whose marks stand behind their numbers and whose particles stand behind their nouns.
//! The trees are those of every language; only the order in which words are read is of its own. What looks like a time
//! inside another word is refused here, since these scripts do not show where words end.

mod clocks;
mod dates;
mod days;
mod deictics;
mod draft;
mod lengths;
mod moons;
mod numerals;
mod parts;
mod spans;
mod years;

use super::{Composed, Composer, Reading, Tree, longest};
use crate::lex::{Cue, Lexeme, Senses};

impl Composer<'_> {
    /// The phrases and ranges of one sentence.
    pub(super) fn eastern_sentence(&self) -> Composed {
        let mut composed = Composed::default();
        let mut at = 0;
        while at < self.lexemes.len() {
            at = self.eastern_step(at, &mut composed);
        }
        self.eastern_ranges(&mut composed);
        composed
    }

    fn eastern_step(&self, at: usize, composed: &mut Composed) -> usize {
        if is_mute(&self.lexemes[at]) {
            return at + 1;
        }
        if let Some(next) = self.part_of_last(at, composed) {
            return next;
        }
        let last = composed.phrases.last().map_or(0, |last| last.to);
        let follows = last > 0 && last + 1 == at && super::is_dash(self.mark(last));
        if !follows && !self.begins_number(at) {
            return self.behind_number(at);
        }
        if let Some(next) = self.shared_mark(at, composed) {
            return next;
        }
        match self
            .eastern_phrase(at)
            .filter(|(tree, to)| !self.looks_only_like_time(tree, at, *to))
        {
            // 去年同月: the same month of another year than the last.
            Some((Tree::Anaphor { offset: 0, .. }, to)) if last == at && at > 0 => to,
            Some((tree, to)) => self.push(tree, at, to, composed),
            None => self.behind_number(at),
        }
    }

    /// The index behind what has been refused at `at`, so that its tail is not read in its place.
    fn behind_number(&self, at: usize) -> usize {
        let era = usize::from(self.lexemes[at].senses.era.is_some());
        let behind = self.numeral(at + era).map_or(at + 1, |numeral| numeral.to + era);
        self.impossible_date(at).unwrap_or(behind)
    }

    /// The longest reading that begins at `at`.
    fn eastern_phrase(&self, at: usize) -> Reading {
        let date = self.eastern_date(at);
        longest([
            self.eastern_time(at, &date),
            date,
            self.eastern_length(at),
            self.eastern_set(at),
            self.eastern_vague(at),
        ])
    }

    /// Whether `from..to` is a part of a longer word or number.
    fn looks_only_like_time(&self, tree: &Tree, from: usize, to: usize) -> bool {
        let one_character =
            to == from + 1 && self.lexemes[from].span.len() == 3 && self.lexemes[from].mark == '\0';
        let bare_part = matches!(tree, Tree::PartOfDay { day: None, .. }) && !self.stands_free(from, to);
        !self.ends_word(to) || one_character && !self.stands_free(from, to) || bare_part || self.goes_on(to)
    }

    /// Whether a number at `at`, if there is one, begins there: nothing glued before it belongs to it.
    fn begins_number(&self, at: usize) -> bool {
        let lexeme = &self.lexemes[at];
        let numeric = lexeme.digits > 0 || lexeme.senses.cardinal > 0 && lexeme.senses.unit.is_none();
        let Some(before) = at.checked_sub(1).map(|before| &self.lexemes[before]) else {
            return true;
        };
        if !numeric || !lexeme.glued {
            return true;
        }
        let counted = matches!(
            before.senses.cue,
            Some(Cue::Ordinal | Cue::Ago | Cue::Several | Cue::Measure)
        ) && before.senses.unit.is_none();
        let latin = before.mark == '\0' && before.digits == 0 && !before.is_unspaced(self.text);
        let joined = matches!(
            before.mark,
            '.' | ',' | ':' | '/' | '-' | '+' | '$' | '€' | '£' | '¥' | '￥' | '#' | '_'
        ) && (!matches!(before.mark, '.' | ',' | ':' | '/' | '-')
            || before.glued && at > 1 && self.digits(at - 2) > 0);
        let digits = before.digits > 0 || before.senses.cardinal > 0 && before.senses.unit.is_none();
        !(counted || latin || joined || digits)
    }

    /// Whether the word behind a phrase makes it something else: 5分の1, 3日元, 10点満点.
    fn goes_on(&self, to: usize) -> bool {
        self.is_glued(to) && matches!(self.cue(to), Some(Cue::Quantity))
    }

    /// Whether a word ends before `to`. An unknown syllable glued to Hangul belongs to the word; endings are known.
    pub(super) fn ends_word(&self, to: usize) -> bool {
        let Some(next) = self.get(to).filter(|next| next.glued && to > 0) else {
            return true;
        };
        let both = self.lexemes[to - 1].is_hangul(self.text) && next.is_hangul(self.text);
        let counts = next.senses.cardinal > 0 && next.senses.cue.is_none() && next.senses.unit.is_none();
        !both || !(next.is_unknown_word() || counts || self.is(to, Cue::NoTime))
    }

    /// Whether no Chinese character that the table does not know is glued to either side, nor katakana behind.
    pub(super) fn stands_free(&self, from: usize, to: usize) -> bool {
        let character = |lexeme: &Lexeme, last: bool| {
            let word = &self.text[lexeme.span.range()];
            let edge = if last {
                word.chars().next_back()
            } else {
                word.chars().next()
            };
            edge.is_some_and(|c| {
                matches!(c, '\u{3400}'..='\u{9fff}' | '々') || !last && matches!(c, '\u{30a0}'..='\u{30ff}')
            })
        };
        let strange = |lexeme: &Lexeme| lexeme.is_unknown_word() || lexeme.senses.cue == Some(Cue::NoTime);
        let before = from > 0
            && self.get(from).is_some_and(|lexeme| lexeme.glued)
            && strange(&self.lexemes[from - 1])
            && character(&self.lexemes[from - 1], true);
        let after = self
            .get(to)
            .is_some_and(|next| next.glued && strange(next) && character(next, false));
        !(before || after)
    }
}

/// Whether nothing can begin at a lexeme.
fn is_mute(lexeme: &Lexeme) -> bool {
    let senses = &lexeme.senses;
    let steers = matches!(
        senses.cue,
        Some(
            Cue::Of
                | Cue::Particle
                | Cue::NoTime
                | Cue::To
                | Cue::From
                | Cue::Till
                | Cue::During
                | Cue::FromAhead
                | Cue::TillAhead
                | Cue::And
                | Cue::Or
                | Cue::Quantity
        )
    );
    let bare = Senses { cue: None, ..*senses } == Senses::default();
    lexeme.digits == 0 && bare && (steers || senses.cue.is_none())
}

//! The tense of the clause a phrase stands in, from closed lists of verb forms and the ending "-ed".
//! Not a parser: the nearest verb form to the left decides, then the nearest to the right.

use crate::compose::Composer;
use crate::lex::{Cue, Lexeme, Order, Senses, Tense};

/// The tense at lexeme `at`, or `None` where no verb form says.
pub(crate) fn of(composer: &Composer, at: usize) -> Option<Tense> {
    if follows_speech(composer, at) {
        return Some(Tense::Past);
    }
    nearest(composer, (0..at.min(composer.lexemes.len())).rev(), 25, false)
        .or_else(|| nearest(composer, at..composer.lexemes.len(), 25, true))
}

/// "said Tuesday", "told reporters late Friday": the time belongs to the verb of speech.
fn follows_speech(composer: &Composer, at: usize) -> bool {
    let before = (at.saturating_sub(3)..at.min(composer.lexemes.len())).rev();
    let is_light = |index: &usize| composer.mark(*index) == '\0' && !composer.lexemes[*index].capital;
    before
        .take_while(is_light)
        .any(|index| composer.lexemes[index].senses.tense == Some(Tense::Speech))
}

/// The first clear tense among the lexemes at `indices`. A verb of speech counts only where nothing else does, unless the
/// date stands before it (`fronted`: "In September, it announced plans").
fn nearest(
    composer: &Composer,
    indices: impl Iterator<Item = usize>,
    limit: usize,
    fronted: bool,
) -> Option<Tense> {
    let mut speech = None;
    for index in indices.take(limit) {
        match tense(composer, index) {
            Some(Tense::Speech) if fronted => return Some(Tense::Past),
            Some(Tense::Speech) => speech = Some(Tense::Past),
            Some(Tense::Modal) => return Some(Tense::Future),
            Some(Tense::Future | Tense::Intent) if had_been(composer, index) => return Some(Tense::Past),
            Some(Tense::Scheduled) => {
                if let Some(found) = scheduled(composer, index) {
                    return Some(found);
                }
            }
            None => {}
            Some(Tense::Past) => match helper(composer, index) {
                Some(Cue::To) => {}
                Some(_) => return Some(Tense::Future),
                None => return Some(Tense::Past),
            },
            found => return found,
        }
        if composer.mark(index) == ';' {
            break;
        }
    }
    speech
}

/// What a present form of the timetable says: "leaves on Friday", "will leave", "did not leave"; nothing as an infinitive or a
/// noun ("to meet", "the leaves").
fn scheduled(composer: &Composer, index: usize) -> Option<Tense> {
    if describes(composer, index) || composer.lexemes[index].capital && index > 0 || is_habit(composer, index)
    {
        return None;
    }
    for before in (index.saturating_sub(3)..index).rev() {
        match composer.lexemes[before].senses.tense {
            Some(Tense::Past | Tense::Speech) => return Some(Tense::Past),
            Some(_) => return Some(Tense::Future),
            None if composer.is(before, Cue::To) => return None,
            None if composer.lexemes[before].mark != '\0' => break,
            None => {}
        }
    }
    Some(Tense::Future)
}

/// "meets every Friday": what is done again and again is on no timetable.
fn is_habit(composer: &Composer, index: usize) -> bool {
    let behind = composer.lexemes.iter().skip(index).take(12);
    behind.into_iter().any(|lexeme| {
        lexeme.senses.frequency.is_some() || matches!(lexeme.senses.cue, Some(Cue::Every | Cue::Each))
    })
}

/// What makes a past form no past: "will be held", "could be signed" (any cue but `To`), "to be held" (`To`).
fn helper(composer: &Composer, index: usize) -> Option<Cue> {
    for before in (index.saturating_sub(3)..index).rev() {
        match composer.lexemes[before].senses.tense {
            Some(Tense::Future | Tense::Modal) => return Some(Cue::FutureVague),
            Some(_) => return None,
            None => {}
        }
        if composer.is(before, Cue::To) && composer.word(before + 1) != "the" {
            return Some(Cue::To);
        }
        if composer.lexemes[before].mark != '\0' {
            return None;
        }
    }
    None
}

fn tense(composer: &Composer, index: usize) -> Option<Tense> {
    let lexeme = &composer.lexemes[index];
    match lexeme.senses.tense {
        Some(tense @ (Tense::Present | Tense::Modal)) => Some(tense).filter(|_| !lexeme.capital),
        None if is_past_form(composer, lexeme) && !describes(composer, index) => Some(Tense::Past),
        None if lexeme.word == 0 && !lexeme.capital && lexeme.mark == '\0' => {
            composer.table.tense_by_ending(composer.word(index))
        }
        found => found,
    }
}

/// "had been due to expire": what was ahead, seen from a time before.
fn had_been(composer: &Composer, index: usize) -> bool {
    let is_past = |at: usize| composer.lexemes[at].senses.tense == Some(Tense::Past);
    (index.saturating_sub(4)..index).any(|at| at > 0 && is_past(at) && is_past(at - 1))
}

/// "the proposed merger": a participle behind an article describes a noun.
fn describes(composer: &Composer, index: usize) -> bool {
    index > 0 && matches!(composer.cue(index - 1), Some(Cue::The | Cue::A))
}

/// A lower-case word in "-ed" that the table gives no sense of its own.
fn is_past_form(composer: &Composer, lexeme: &Lexeme) -> bool {
    let word = &composer.text[lexeme.span.range()];
    let english = composer.table.order == Order::Month;
    // A word may be known only from a phrase ("decided to").
    let senses = Senses {
        cue: lexeme
            .senses
            .cue
            .filter(|&cue| !matches!(cue, Cue::Settled | Cue::Postponed | Cue::Lasting | Cue::Ended)),
        ..lexeme.senses
    };
    english
        && senses == Senses::default()
        && !lexeme.capital
        && word.len() > 4
        && word.ends_with("ed")
        && !word.ends_with("eed")
        && !word.starts_with("un")
}

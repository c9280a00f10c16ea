//! Words of time inside the names of papers, programmes, products and people: "the Daily Mirror", "the Evening Standard",
//! "ABC's 'This Week'", "April said". English only: other languages write no adjectives of names with capitals.

use crate::compose::{Composer, Tree};
use crate::lex::{Cue, Lexeme, Order, Senses, Tense};

/// Whether lexemes `from..to`, read as `tree`, are part of such a name.
pub(super) fn is_name(composer: &Composer, tree: &Tree, from: usize, to: usize) -> bool {
    if composer.table.order != Order::Month || composer.post {
        return false;
    }
    match tree {
        Tree::Set(_) => is_paper(composer, to),
        Tree::PartOfDay { day: None, .. } => is_paper(composer, to) || describes_noun(composer, from, to),
        Tree::Deictic { .. } => is_programme(composer, from, to),
        Tree::Literal(fields, _) if fields.is_year_only() => is_numbered_like_last(composer, from),
        _ => false,
    }
}

/// "the Daily Mirror": a capital word of time before a capital word. A sentence may begin so ("Daily Ama goes").
fn is_paper(composer: &Composer, to: usize) -> bool {
    to >= 2 && composer.lexemes[to - 1].capital && composer.get(to).is_some_and(is_plain_capital)
}

/// "the evening news": the part of the day says of which kind, and no evening is meant.
fn describes_noun(composer: &Composer, from: usize, to: usize) -> bool {
    let noun = composer.get(to).is_some_and(|next| {
        let cue = next
            .senses
            .cue
            .filter(|cue| matches!(cue, Cue::Room | Cue::Quantity | Cue::Name));
        let plain = next.senses
            == Senses {
                cue,
                ..Senses::default()
            };
        next.mark == '\0' && next.digits == 0 && !next.capital && plain
    });
    let word = composer.word(to);
    noun && composer.is(from, Cue::The) && !word.ends_with("ed") && !word.ends_with("ly")
}

/// "the Today programme", "VOA Today", "'This Week'".
fn is_programme(composer: &Composer, from: usize, to: usize) -> bool {
    if from == 0 || !composer.lexemes[to - 1].capital {
        return false;
    }
    let before = &composer.lexemes[from - 1];
    let quoted = matches!(before.mark, '"' | '“' | '‘') && to - from > 1;
    let acronym = is_plain_capital(before) && composer.word(from - 1).chars().all(char::is_uppercase);
    let single = to - from == 1 && composer.lexemes[from].capital;
    quoted || single && (before.senses.cue == Some(Cue::The) || acronym && !is_shouted(composer, from))
}

/// Whether the word itself is in capitals, as in a headline that shouts.
fn is_shouted(composer: &Composer, at: usize) -> bool {
    composer.word(at).chars().all(char::is_uppercase)
}

/// "flights 1984 and 2010": the second number of the same kind.
fn is_numbered_like_last(composer: &Composer, from: usize) -> bool {
    let Some(label) = from.checked_sub(3) else {
        return false;
    };
    let joined = composer.is(from - 1, Cue::And) || composer.mark(from - 1) == ',';
    joined && composer.digits(from - 2) == 4 && composer.is(label, Cue::Room)
}

/// "April said", "Voters may March": a person speaks, or the word is a verb.
pub(super) fn is_person_or_verb(composer: &Composer, at: usize, to: usize) -> bool {
    let speaks = composer
        .get(to)
        .is_some_and(|next| next.senses.tense == Some(Tense::Speech));
    let modal = at > 0
        && !composer.lexemes[at - 1].capital
        && composer.lexemes[at - 1].senses.tense == Some(Tense::Modal);
    let led = at > 0 && composer.lexemes[at - 1].senses.cue.is_some();
    match composer.word(at) {
        "April" | "June" | "August" => speaks && !led,
        "March" => modal,
        _ => false,
    }
}

fn is_plain_capital(lexeme: &Lexeme) -> bool {
    lexeme.capital
        && lexeme.mark == '\0'
        && (lexeme.senses == Senses::default() || lexeme.senses.cue == Some(Cue::Name))
}

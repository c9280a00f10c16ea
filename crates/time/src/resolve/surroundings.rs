//! What the words and phrases around a phrase say of it: the tense of its clause, the range it begins or ends, whether it is
//! one of many. It knows the sentence and what was found in it so far, never the document.

use jiff::civil::Date;

use super::point::Point;
use super::print::Resolved;
use super::story::Place;
use super::tense;
use crate::compose::{Anchor, Composed, Composer, Fields, Phrase, Shape, Tree};
use crate::lex::{Cue, Order, Senses, Tense, Unit};

/// What the words around a phrase say of it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Surroundings {
    pub tense: Option<Tense>,
    /// The phrase says what is so every year.
    pub generic: bool,
    /// The beginning of its range, before which it cannot lie.
    pub floor: Option<Date>,
    /// The end of the range that it begins, where neither says its year.
    pub until: Option<Fields>,
    /// "the Sept. 11 attacks".
    pub attacks: bool,
    /// A single word: "night".
    pub bare: bool,
    /// The language's verbs stand too far off to say on which side of publication a bare day lies: the nearer one.
    pub nearest: bool,
    /// "on a Saturday", "was a Friday": one of many, unless the date before is such a day.
    pub some: bool,
    /// Where it stands among the dates of the document.
    pub place: Place,
}

pub(super) fn surroundings(composer: &Composer, phrase: &Phrase, yearly: bool) -> Surroundings {
    let led = phrase.from.checked_sub(1).and_then(|before| composer.cue(before));
    let verb = composer.word(phrase.to);
    let named = composer
        .get(phrase.to + 1)
        .is_some_and(|next| next.capital || matches!(next.senses.cue, Some(Cue::The | Cue::A)));
    let subject = phrase.from == 0 && (verb == "marks" || verb == "is" && named);
    let found = tense::of(composer, phrase.from);
    let yearly = yearly && found == Some(Tense::Present);
    let generic =
        matches!(&phrase.tree, Tree::Literal(fields, _) if is_day_of_year(fields)) && (subject || yearly);
    let tense = match (led, found) {
        (Some(Cue::Since), _) => Some(Tense::Past),
        _ if starts_then(composer, phrase) => Some(Tense::Future),
        _ if composer.table.has_postpositions && is_since_behind(composer, phrase.to) => Some(Tense::Past),
        (Some(Cue::Till | Cue::By), None | Some(Tense::Present)) if composer.table.order != Order::Year => {
            Some(Tense::Future)
        }
        (Some(Cue::Till | Cue::To), Some(Tense::Past)) if is_postponed(composer, phrase) => {
            Some(Tense::Intent)
        }
        (Some(Cue::Through), Some(Tense::Past)) => None,
        (Some(Cue::The), _) if stands_before_noun(composer, phrase) => None,
        _ => found,
    };
    let attacks = matches!(
        verb,
        "attack" | "attacks" | "terrorist" | "terror" | "hijackers" | "terrorism"
    );
    Surroundings {
        tense,
        generic,
        floor: None,
        until: None,
        attacks,
        bare: phrase.to - phrase.from == 1,
        nearest: composer.table.order == Order::Year,
        some: is_some_weekday(composer, phrase),
        place: Place::default(),
    }
}

/// "postponed the vote until Tuesday": what was put off is still to come.
fn is_postponed(composer: &Composer, phrase: &Phrase) -> bool {
    let before = (0..phrase.from).rev().take(8);
    let mut clause = before.take_while(|&at| !matches!(composer.mark(at), ',' | ';' | ':'));
    clause.any(|at| composer.is(at, Cue::Postponed))
}

/// "a truce starting on Tuesday": what was declared begins later.
fn starts_then(composer: &Composer, phrase: &Phrase) -> bool {
    let from = phrase.from;
    let weekday = phrase
        .tree
        .fields()
        .is_some_and(|fields| fields.weekday.is_some());
    let on = usize::from(from > 0 && composer.is(from - 1, Cue::On));
    weekday && from > on && composer.is(from - on - 1, Cue::Beginning)
}

/// "on a Saturday", and no "a Saturday service".
fn is_some_weekday(composer: &Composer, phrase: &Phrase) -> bool {
    let article = phrase.from > 0 && composer.is(phrase.from - 1, Cue::A);
    let bare = matches!(&phrase.tree, Tree::Literal(fields, _) if fields.is_weekday_only());
    let named = composer.is(phrase.to, Cue::Name);
    article && bare && !named && !stands_before_noun(composer, phrase) && composer.table.order == Order::Month
}

/// "the Tuesday deadline", "the Feb. 23 accord": the verb says nothing of a date that describes a noun.
fn stands_before_noun(composer: &Composer, phrase: &Phrase) -> bool {
    let next = composer.get(phrase.to);
    next.is_some_and(|next| {
        let tense = next.senses.tense.filter(|&tense| tense == Tense::Future);
        next.mark == '\0'
            && next.digits == 0
            && next.senses
                == Senses {
                    tense,
                    ..Senses::default()
                }
    })
}

/// "Ağustos'tan beri": the ending of the date, and "since" behind it.
fn is_since_behind(composer: &Composer, to: usize) -> bool {
    (to..to + 3).any(|at| composer.is(at, Cue::Since))
}

fn is_day_of_year(fields: &Fields) -> bool {
    fields.month.is_some() && fields.day.is_some() && fields.year.is_none() && fields.weekday.is_none()
}

/// Whether the sentence says "each year".
pub(super) fn is_yearly(composed: &Composed) -> bool {
    composed.phrases.iter().any(|phrase| is_each_year(&phrase.tree))
}

fn is_each_year(tree: &Tree) -> bool {
    match tree {
        Tree::Recurring { of, .. } => is_each_year(of),
        tree => matches!(tree, Tree::Set(value) if value == "P1Y"),
    }
}

/// "resigned Sept. 30, effective Oct. 15": the date before, which the phrase follows.
pub(super) fn announced(composer: &Composer, phrase: &Phrase, found: &[Resolved]) -> Option<usize> {
    let effective = phrase.from.checked_sub(1)?;
    let effective = effective - usize::from(composer.is(effective, Cue::On) && effective > 0);
    let before = found.len().checked_sub(1)?;
    let day = matches!(found[before].point, Some(Point::Day(_)));
    (composer.is(effective, Cue::Effective) && day).then_some(before)
}

/// "on Friday, 20 months later": the day before the comma, told again from what happened before it.
pub(super) fn told_again(composer: &Composer, composed: &Composed, found: &[Resolved]) -> Option<Resolved> {
    let index = found.len();
    let (before, phrase) = (
        composed.phrases.get(index.checked_sub(1)?)?,
        composed.phrases.get(index)?,
    );
    let Tree::Shift {
        anchor: Anchor::LastDate,
        length,
        back: false,
    } = &phrase.tree
    else {
        return None;
    };
    let joined = before.to + 1 == phrase.from && composer.mark(before.to) == ',';
    let unit = length.steps.iter().map(|step| step.1).min()?;
    let day = found[index - 1].point.filter(|_| joined)?;
    let point = Point::around(day.first()?, unit.min(Unit::Year)).filter(|_| day.unit() <= unit)?;
    Some(Resolved::point(point, "the date before it, told again"))
}

/// For each phrase that ends a range, the phrase that begins it.
pub(super) fn begins(composed: &Composed) -> Vec<Option<usize>> {
    let mut begins = vec![None; composed.phrases.len()];
    for range in &composed.ranges {
        if let Some(end) = range.end.filter(|_| range.shape == Shape::Ends) {
            begins[end] = range.begin;
        }
    }
    begins
}

/// For each phrase that begins a range, the fields of its end, where that says no year.
pub(super) fn untils(composed: &Composed) -> Vec<Option<Fields>> {
    let mut untils = vec![None; composed.phrases.len()];
    for range in composed.ranges.iter().filter(|range| range.shape == Shape::Ends) {
        if let (Some(begin), Some(end)) = (range.begin, range.end) {
            let fields = composed.phrases[end].tree.fields();
            untils[begin] = fields
                .copied()
                .filter(|fields| fields.month.is_some() && fields.year.is_none());
        }
    }
    untils
}

//! What the document has said so far, and the pass that reads each sentence against it.

use jiff::civil::Date;

use super::point::{Point, add_days, date};
use super::print::{length_value, moved, stretch_edtf};
use super::story::{Place, StoryWeights};
use super::{Resolved, tense};
use crate::compose::{Amount, Anchor, Composed, Composer, Fields, Phrase, Range, Shape, Tree};
use crate::lex::{Cue, Order, Senses, Tense, Unit};
use crate::{Alternative, Endpoint, Interval, Modifier, TimeExpression, TimeKind, Times};

/// The pass over a document.
pub(crate) struct Resolver {
    /// The day of publication, or of the dateline where there is none.
    pub published: Option<Date>,
    /// Whether the text tells a story of its own time, so that years come from the last date and not from publication.
    pub narrative: bool,
    /// The last date spoken of.
    pub last: Option<Point>,
    /// Its index among the expressions.
    pub last_index: Option<usize>,
    /// The last single day spoken of.
    pub last_day: Option<Date>,
    /// The last date of the paragraph that was written with month and year and lies in a year before publication, or was told
    /// from such a one: background in news.
    pub background: Option<Point>,
    /// Whether that was in this very sentence.
    pub background_is_near: bool,
    /// The last quarter spoken of.
    pub last_quarter: Option<Point>,
    /// What it costs a date of a story to lie in some year.
    pub weights: StoryWeights,
    /// The last dates of the story, the latest first: at most three.
    pub trail: Vec<Point>,
    times: Times,
}

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

impl Resolver {
    /// Begins a document.
    pub fn new(published: Option<Date>, narrative: bool, weights: StoryWeights) -> Self {
        Resolver {
            published,
            narrative,
            weights,
            last: None,
            last_index: None,
            last_day: None,
            background: None,
            background_is_near: false,
            last_quarter: None,
            trail: Vec::new(),
            times: Times::default(),
        }
    }

    /// Everything found, sorted.
    pub fn finish(mut self) -> Times {
        self.sort_expressions();
        self.times.ranges.sort_by_key(|range| range.span);
        self.times
    }

    /// Sorts by span; endpoints that point at expressions go with them.
    fn sort_expressions(&mut self) {
        let expressions = &mut self.times.expressions;
        if expressions.is_sorted_by_key(|expression| expression.span) {
            return;
        }
        let mut order: Vec<usize> = (0..expressions.len()).collect();
        order.sort_by_key(|&index| expressions[index].span);
        let mut places = vec![0; order.len()];
        for (place, &index) in order.iter().enumerate() {
            places[index] = place;
        }
        for endpoint in expressions
            .iter_mut()
            .flat_map(|found| [&mut found.begin, &mut found.end])
        {
            if let Some(Endpoint::Expression(index)) = endpoint {
                *index = places[*index];
            }
        }
        expressions.sort_by_key(|expression| expression.span);
    }

    /// Reads one sentence.
    /// `places` says where each phrase stands among the dates of the document.
    pub fn sentence(&mut self, composer: &Composer, composed: &Composed, places: &[Place]) {
        let mut found: Vec<Resolved> = Vec::with_capacity(composed.phrases.len());
        self.background_is_near = false;
        let begins = begins(composed);
        let untils = untils(composed);
        let yearly = is_yearly(composed);
        for ((phrase, begin), &place) in composed.phrases.iter().zip(begins).zip(places) {
            let begin = begin.or_else(|| announced(composer, phrase, &found));
            let floor = begin.and_then(|begin| found.get(begin)?.interval.as_ref()?.first);
            let surroundings = Surroundings {
                floor,
                until: untils[found.len()],
                place,
                ..surroundings(composer, phrase, yearly)
            };
            if place.opens {
                self.background = None;
            }
            let mut resolved = told_again(composer, composed, &found)
                .unwrap_or_else(|| self.read(&phrase.tree, &surroundings));
            let background = self.background_behind(&phrase.tree, &resolved);
            self.background_is_near |= background.is_some();
            self.background = background.or(self.background);
            if is_doubted(composer, phrase) {
                resolved = resolved.doubted();
            }
            if is_universal_time(composer, phrase) {
                resolved.value.push('Z');
            }
            if composer.table.ago_is_length {
                resolved = as_length(&phrase.tree, resolved);
            }
            if !(self.narrative && (place.glance || is_aside(composer, phrase))) {
                self.remember(
                    &phrase.tree,
                    &resolved,
                    self.times.expressions.len() + found.len(),
                );
            }
            found.push(resolved);
        }
        self.hold(composed, &mut found);
        let expressions = composed.phrases.iter().zip(&found);
        self.times
            .expressions
            .extend(expressions.map(|(phrase, resolved)| expression(phrase, resolved)));
        for range in &composed.ranges {
            self.times.ranges.extend(self.time_range(range, &found));
        }
    }

    /// The date, if it is one that undated ones behind it may be told from.
    fn background_behind(&self, tree: &Tree, resolved: &Resolved) -> Option<Point> {
        let dated = tree.fields()?.month.is_some();
        let year = self.published?.year();
        resolved
            .point
            .filter(|point| dated && point.year() < year && point.month().is_some())
    }

    /// Gives lengths their ends: at another expression of the sentence, or at publication.
    fn hold(&self, composed: &Composed, found: &mut [Resolved]) {
        let before = self.times.expressions.len();
        for hold in &composed.holds {
            let at = Some(Endpoint::Expression(before + hold.date));
            let days = found[hold.date].interval.clone();
            let length = &mut found[hold.length];
            match hold.ends {
                true => length.end = at,
                false => length.begin = at,
            }
            let held = days.and_then(|days| held(&composed.phrases[hold.length].tree, &days, hold.ends));
            length.interval = held.or(length.interval.take());
        }
    }

    fn remember(&mut self, tree: &Tree, resolved: &Resolved, index: usize) {
        let drifts = self.narrative
            && matches!(
                tree,
                Tree::Deictic { .. }
                    | Tree::Shift {
                        anchor: Anchor::Publication,
                        ..
                    }
            );
        if spans_quarters(tree) {
            self.last_quarter = None;
        }
        let Some(point) = resolved.point.filter(|_| is_memorable(tree) && !drifts) else {
            return;
        };
        self.last = Some(point);
        self.last_index = Some(index);
        self.trail.insert(0, point);
        self.trail.truncate(3);
        match point {
            Point::Day(day) => self.last_day = Some(day),
            Point::Quarter(..) => self.last_quarter = Some(point),
            _ => {}
        }
        if self
            .last_day
            .is_some_and(|day| Some(day) < point.first() || Some(day) > point.last())
        {
            self.last_day = None;
        }
    }
}

/// The days of a length that ends on (or begins with) given days.
fn held(tree: &Tree, days: &Interval, ends: bool) -> Option<Interval> {
    let length = match tree {
        Tree::Modified { of, .. } => return held(of, days, ends),
        Tree::Duration(length) if is_exact(&length.steps) => length,
        _ => return None,
    };
    let (first, last) = match ends {
        true => (moved(add_days(days.last?, 1)?, length, true)?, days.last?),
        false => (days.first?, add_days(moved(days.first?, length, false)?, -1)?),
    };
    (first <= last).then(|| Interval::days(first, last, stretch_edtf(first, last)))
}

/// "15:00 GMT": a clock time whose zone is that of the prime meridian.
fn is_universal_time(composer: &Composer, phrase: &Phrase) -> bool {
    // "4 a.m. local time (0100 GMT)" is of the first zone.
    let own = (phrase.from..phrase.to).take_while(|&at| composer.mark(at) != '(' || at + 2 == phrase.to - 1);
    let mut words = own.filter(|&at| composer.is(at, Cue::Zone));
    let zone = words.any(|at| matches!(composer.word(at), "GMT" | "UTC" | "gmt" | "utc"));
    zone && matches!(phrase.tree, Tree::Clock { .. })
}

/// "hace dos años" where the guidelines of the language call it a length; the days it means stay.
fn as_length(tree: &Tree, resolved: Resolved) -> Resolved {
    match tree {
        Tree::Modified { of, .. } => as_length(of, resolved),
        Tree::Shift {
            anchor: Anchor::Publication | Anchor::LastDate,
            length,
            ..
        } => Resolved {
            kind: TimeKind::Duration,
            value: length_value(length),
            ..resolved
        },
        _ => resolved,
    }
}

/// Vague times, lengths, sets and what a figure is compared with ("a year earlier") leave no trace.
fn is_memorable(tree: &Tree) -> bool {
    if let Tree::Modified { of, .. } = tree {
        return is_memorable(of);
    }
    let comparison =
        matches!(tree, Tree::Shift { length, back: true, .. } if length.steps[0].1 >= Unit::Year);
    !comparison
        && !matches!(
            tree,
            Tree::Vague(_) | Tree::Duration(_) | Tree::Window { .. } | Tree::Set(_) | Tree::Recurring { .. }
        )
}

/// "the first nine months": what a report compares then is no quarter.
fn spans_quarters(tree: &Tree) -> bool {
    match tree {
        Tree::Duration(length) | Tree::Window { length, .. } => matches!(
            length.steps[..],
            [(amount, Unit::Month)] if amount.as_whole().is_some_and(|months| matches!(months, 6 | 9))
        ),
        _ => false,
    }
}

/// "the Terror (1793)": a bare year in brackets, which does not move the story.
fn is_aside(composer: &Composer, phrase: &Phrase) -> bool {
    let in_brackets = phrase.from > 0 && composer.mark(phrase.from - 1) == '(';
    in_brackets && phrase.tree.fields().is_some_and(Fields::is_year_only)
}

/// "on Friday, 20 months later": the day before the comma, told again from what happened before it.
fn told_again(composer: &Composer, composed: &Composed, found: &[Resolved]) -> Option<Resolved> {
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

/// "resigned Sept. 30, effective Oct. 15": the date before, which the phrase follows.
fn announced(composer: &Composer, phrase: &Phrase, found: &[Resolved]) -> Option<usize> {
    let effective = phrase.from.checked_sub(1)?;
    let effective = effective - usize::from(composer.is(effective, Cue::On) && effective > 0);
    let before = found.len().checked_sub(1)?;
    let day = matches!(found[before].point, Some(Point::Day(_)));
    (composer.is(effective, Cue::Effective) && day).then_some(before)
}

/// For each phrase that ends a range, the phrase that begins it.
fn begins(composed: &Composed) -> Vec<Option<usize>> {
    let mut begins = vec![None; composed.phrases.len()];
    for range in &composed.ranges {
        if let Some(end) = range.end.filter(|_| range.shape == Shape::Ends) {
            begins[end] = range.begin;
        }
    }
    begins
}

/// For each phrase that begins a range, the fields of its end, where that says no year.
fn untils(composed: &Composed) -> Vec<Option<Fields>> {
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

/// Whether the sentence says "each year".
fn is_yearly(composed: &Composed) -> bool {
    composed.phrases.iter().any(|phrase| is_each_year(&phrase.tree))
}

fn is_each_year(tree: &Tree) -> bool {
    match tree {
        Tree::Recurring { of, .. } => is_each_year(of),
        tree => matches!(tree, Tree::Set(value) if value == "P1Y"),
    }
}

fn surroundings(composer: &Composer, phrase: &Phrase, yearly: bool) -> Surroundings {
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

/// "Perhaps in 1923", "possibly May 3".
fn is_doubted(composer: &Composer, phrase: &Phrase) -> bool {
    let Some(before) = phrase.from.checked_sub(1) else {
        return false;
    };
    let preposition = matches!(
        composer.cue(before),
        Some(Cue::In | Cue::On | Cue::By | Cue::From)
    );
    composer.is(before - usize::from(preposition && before > 0), Cue::Perhaps)
}

fn expression(phrase: &Phrase, resolved: &Resolved) -> TimeExpression {
    TimeExpression {
        span: phrase.span,
        kind: resolved.kind,
        value: resolved.value.clone(),
        modifier: resolved.modifier,
        interval: resolved.interval.clone(),
        quantifier: resolved.quantifier,
        times: resolved.times,
        begin: resolved.begin,
        end: resolved.end,
        reason: resolved.reason,
        alternatives: resolved.others.iter().map(alternative).collect(),
    }
}

fn alternative(&(point, reason): &(Point, &'static str)) -> Alternative {
    Alternative {
        value: point.value(),
        interval: point.interval(),
        reason,
    }
}

/// The day of a text without a publication date: a full date at its very beginning, if the text goes on to speak of "today",
/// "last week" or bare weekdays.
pub(crate) fn dateline(composed: &[Composed]) -> Option<Date> {
    let phrases = || composed.iter().flat_map(|sentence| &sentence.phrases);
    let speaks_of_now = phrases().any(|phrase| match &phrase.tree {
        Tree::Deictic { .. } => true,
        Tree::Literal(fields, _) => fields.weekday.is_some() && fields.day.is_none(),
        _ => false,
    });
    let first = phrases()
        .next()
        .filter(|phrase| phrase.span.start < 200 && speaks_of_now)?;
    let fields = first.tree.fields()?;
    date(fields.year?, fields.month?, fields.day?)
}

/// A length with no unknown part.
pub(crate) fn is_exact(steps: &[(Amount, Unit)]) -> bool {
    steps.iter().all(|(amount, _)| *amount != Amount::Vague)
}

/// Modifiers that say no more than "roughly" of a date.
pub(crate) fn of_date(modifier: Modifier, kind: TimeKind) -> Modifier {
    match (modifier, kind) {
        (Modifier::LessThan | Modifier::EqualOrLess, TimeKind::Date) => Modifier::Approx,
        _ => modifier,
    }
}

//! What the document has said so far, and the pass that reads each sentence against it.

use jiff::civil::Date;

use super::Resolved;
use super::point::{Point, add_days, date};
use super::print::{length_value, moved, stretch_edtf};
use super::story::{Place, StoryWeights};
use super::surroundings::{Surroundings, announced, begins, is_yearly, surroundings, told_again, untils};
use crate::compose::{Amount, Anchor, Composed, Composer, Fields, Phrase, Tree};
use crate::lex::{Cue, Unit};
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

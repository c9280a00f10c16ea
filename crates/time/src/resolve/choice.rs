//! Which of the stretches that recur each year is meant: the last, the next, the nearest to publication.

use jiff::civil::Date;

use super::point::{Point, days_between};
use super::print::Resolved;
use crate::compose::Side;
use crate::lex::Tense;

/// Which of the recurring stretches `at(-1)`, `at(0)`, `at(1)` (years from publication) is meant.
pub(super) fn choose(
    published: Date,
    side: Side,
    tense: Option<Tense>,
    at: impl Fn(i16) -> Option<Point>,
) -> Option<Resolved> {
    let found: Vec<Point> = (-8..=8).filter_map(&at).collect();
    let near = |step: i16| at(step);
    match side {
        Side::Before => found
            .iter()
            .rev()
            .find(|point| point.last() < Some(published))
            .map(|&point| Resolved::point(point, "the last before publication")),
        Side::After => found
            .iter()
            .find(|point| point.first() > Some(published))
            .map(|&point| Resolved::point(point, "the next after publication")),
        Side::This => near(0).map(|point| Resolved::point(point, "in the year of publication")),
        Side::Open => choose_near(published, tense, at),
    }
}

/// The same in languages that name the year before ("去年", "昨年", "지난해") wherever they mean it: the year of publication,
/// unless that lies far ahead of a past tense, or on the other side of the new year.
pub(super) fn choose_named(
    published: Date,
    tense: Option<Tense>,
    at: impl Fn(i16) -> Option<Point>,
) -> Option<Resolved> {
    let Some(point) = at(0) else {
        return choose_near(published, tense, at);
    };
    let (ahead, back) = (
        days_between(published, point.first()?),
        days_between(point.last()?, published),
    );
    let past = ahead > 45 && matches!(tense, Some(Tense::Past | Tense::Speech));
    let step = match tense {
        Some(Tense::Future) if back > 180 => 1,
        Some(Tense::Future) => 0,
        _ if past || ahead > 270 => -1,
        _ if back > 303 => 1,
        _ => 0,
    };
    let found = Resolved::point(at(step)?, "the year of publication, since no other is named");
    Some(found.or(at(step - 1), "a year earlier"))
}

fn choose_near(published: Date, tense: Option<Tense>, at: impl Fn(i16) -> Option<Point>) -> Option<Resolved> {
    let found: Vec<Point> = (-8..=8).filter_map(at).collect();
    let past = found
        .iter()
        .rev()
        .find(|point| point.first() <= Some(published))
        .copied();
    let ahead = found
        .iter()
        .find(|point| point.last() >= Some(published))
        .copied();
    let distance = |point: Option<Point>| {
        point.and_then(|point| {
            Some(
                days_between(published, point.first()?)
                    .abs()
                    .min(days_between(published, point.last()?).abs()),
            )
        })
    };
    let (near_past, near_ahead) = (
        distance(past).unwrap_or(i32::MAX),
        distance(ahead).unwrap_or(i32::MAX),
    );
    let reach = match (tense, past) {
        (Some(Tense::Future), _) | (_, None) => 100,
        (_, Some(Point::Quarter(..))) => 0,
        _ => 100,
    };
    let tense = match (tense, past.or(ahead)) {
        (Some(Tense::Intent), _) if near_past <= 60 => None,
        (Some(Tense::Intent), _) => Some(Tense::Future),
        (_, Some(Point::Quarter(..))) => None,
        (Some(Tense::Past | Tense::Speech), _) if near_ahead <= 45 && near_past > 200 => Some(Tense::Future),
        (Some(Tense::Future), Some(Point::Day(_))) if near_past <= 7 && near_ahead > 300 => Some(Tense::Past),
        _ => tense,
    };
    let (last, next) = ("the last on or before publication", "the next after publication");
    match tense {
        Some(Tense::Future) => {
            Some(Resolved::point(ahead?, "year from the publication date, future tense").or(past, last))
        }
        Some(Tense::Past | Tense::Speech) => {
            Some(Resolved::point(past?, "year from the publication date, past tense").or(ahead, next))
        }
        _ => {
            let soon = near_ahead <= reach && near_ahead < near_past;
            let chosen = if soon { ahead } else { past.or(ahead) };
            let found = Resolved::point(chosen?, "year from the publication date, the nearest");
            Some(found.or(past, last).or(ahead, next))
        }
    }
}

//! Literals that leave out their year, or month and year: "in May", "on the 14th", "on Friday". In news the publication date
//! and the tense decide, in a story the dates around.

use jiff::civil::Date;

use super::Resolver;
use super::choice::{choose, choose_named};
use super::context::Surroundings;
use super::point::{Point, add_days, date, days_between, iso_week, monday};
use super::print::{Resolved, without_year};
use super::story::{Place, year_beside};
use crate::TimeKind;
use crate::compose::{Fields, Side};
use crate::lex::Tense;

impl Resolver {
    pub(super) fn open_literal(&self, fields: &Fields, side: Side, around: &Surroundings) -> Resolved {
        let unknown = || {
            Resolved::value(
                TimeKind::Date,
                without_year(fields),
                "no date to tell the year from",
            )
        };
        if around.some && fields.is_weekday_only() && side == Side::Open {
            return self.some_weekday(fields);
        }
        if fields.is_day_only() || fields.weekday.is_some() && fields.month.is_none() {
            return self.open_day(fields, side, around).unwrap_or_else(unknown);
        }
        if let Some(floor) = around.floor {
            let ahead = (0..2).filter_map(|step| of_year(fields, floor.year() + step));
            if let Some(point) = ahead.into_iter().find(|point| point.last() >= Some(floor)) {
                return Resolved::point(point, "the first after the beginning of the range");
            }
        }
        if self.narrative || self.published.is_none() {
            return self.in_story(fields, around).unwrap_or_else(unknown);
        }
        let Some(published) = self.published else {
            return unknown();
        };
        if let Some(end) = around
            .until
            .filter(|_| side == Side::Open && around.tense == Some(Tense::Future))
        {
            let years = (-1..=1).filter_map(|step| published.year().checked_add(step));
            let mut begins = years.filter(|&year| ends_after(fields, &end, year, published));
            if let Some(point) = begins.next().and_then(|year| of_year(fields, year)) {
                return Resolved::point(point, "the first range that ends after publication, future tense");
            }
        }
        if let Some(found) = self.in_background(fields, side, around, published) {
            return found;
        }
        let in_year = |step| of_year(fields, published.year() + step);
        let chosen = match side {
            Side::Open if around.nearest => choose_named(published, around.tense, in_year),
            _ => choose(published, side, around.tense, in_year),
        };
        chosen.unwrap_or_else(unknown)
    }

    /// "July 4, 1969, was a Friday": the day before it, if it is one; else any.
    fn some_weekday(&self, fields: &Fields) -> Resolved {
        let day = self.last_day.filter(|&day| fits(fields, day));
        match day {
            Some(day) => Resolved::point(Point::Day(day), "the day before it, which is such a weekday"),
            None => Resolved::value(TimeKind::Date, without_year(fields), "one of many such days"),
        }
    }

    /// News that looks back, in a paragraph that speaks of no weekday and no today: "In May 2001 he was elected. In October he
    /// resigned."
    fn in_background(
        &self,
        fields: &Fields,
        side: Side,
        around: &Surroundings,
        published: Date,
    ) -> Option<Resolved> {
        let goes_on = self.background_is_near || !around.place.told;
        let looks_back = side == Side::Open && around.tense == Some(Tense::Past) && goes_on;
        let before = self.background.filter(|_| looks_back)?;
        let year = year_beside(&self.weights, fields, &[before], &Place::default())
            .filter(|&year| year == before.year())?;
        let point = of_year(fields, year)?;
        let found = Resolved::point(
            point,
            "year from the last date of the paragraph, which looks back",
        );
        Some(found.or(
            of_year(fields, published.year()),
            "year from the publication date",
        ))
    }

    /// In a story the year is told from the dates before and after.
    fn in_story(&self, fields: &Fields, around: &Surroundings) -> Option<Resolved> {
        let beside = year_beside(&self.weights, fields, &self.trail, &around.place);
        let year = beside
            .or(self.last.map(Point::year))
            .or(self.published.map(|day| day.year()))?;
        Some(Resolved::point(
            of_year(fields, year)?,
            "year from the last date in the text",
        ))
    }

    /// A weekday or a day of the month by itself.
    fn open_day(&self, fields: &Fields, side: Side, around: &Surroundings) -> Option<Resolved> {
        let story = self.narrative && self.last.is_some();
        let base = if story {
            self.last_day.or(self.last?.first())?
        } else {
            self.published.or(self.last_day)?
        };
        if let Some(floor) = around.floor {
            let near = days_between(floor, base).abs() <= 8 || fields.day.is_some();
            let start = if near { floor } else { add_days(base, -6)? };
            let found = (0..32)
                .filter_map(|step| add_days(start, step))
                .find(|day| fits(fields, *day))?;
            return Some(Resolved::point(
                Point::Day(found),
                "the first after the beginning of the range",
            ));
        }
        if fields.weekday.is_some() && fields.day.is_none() {
            return self.open_weekday(fields, side, around, base, story);
        }
        if story || side == Side::Open && self.last_in_month(fields) {
            let last = self.last?;
            let day = date(last.year(), last.month()?, fields.day?).filter(|day| fits(fields, *day))?;
            return Some(Resolved::point(
                Point::Day(day),
                "month from the last date in the text",
            ));
        }
        let future = matches!(around.tense, Some(Tense::Future | Tense::Intent));
        let ahead = match side {
            Side::After => true,
            Side::Open if around.nearest && fields.weekday.is_none() => is_nearer_ahead(fields, base, future),
            Side::Open => future,
            _ => false,
        };
        if fields.weekday.is_some() && !ahead && around.tense != Some(Tense::Past) {
            let near = (0..400).flat_map(|step| [step, -step]);
            let day = near
                .filter_map(|step| add_days(base, step))
                .find(|day| fits(fields, *day))?;
            return Some(Resolved::point(Point::Day(day), "the nearest such day"));
        }
        let steps: Vec<i32> = if ahead {
            (0..400).collect()
        } else {
            (-400..=0).rev().collect()
        };
        let found = steps
            .into_iter()
            .filter_map(|step| add_days(base, step))
            .find(|day| fits(fields, *day))?;
        Some(Resolved::point(
            Point::Day(found),
            if ahead {
                "the next such day, future tense"
            } else {
                "the last such day before publication"
            },
        ))
    }

    /// Whether the last date names a month that a bare day number may go on from.
    fn last_in_month(&self, fields: &Fields) -> bool {
        fields.weekday.is_none()
            && matches!(self.last, Some(Point::Day(day)) if Some(day.day()) < fields.day)
            && self.last.is_some()
            && self.published.is_none_or(|published| {
                self.last
                    .and_then(Point::first)
                    .is_some_and(|day| days_between(day, published).abs() < 60)
            })
    }

    fn open_weekday(
        &self,
        fields: &Fields,
        side: Side,
        around: &Surroundings,
        base: Date,
        story: bool,
    ) -> Option<Resolved> {
        let weekday = fields.weekday?;
        let back = i32::from((base.weekday().to_monday_one_offset() - weekday).rem_euclid(7));
        let (day, reason) = match (side, around.tense) {
            (Side::Before, _) => (
                add_days(base, -(if back == 0 { 7 } else { back })),
                "the last before publication",
            ),
            (Side::After, _) => (
                add_days(base, if back == 0 { 7 } else { 7 - back }),
                "the next after publication",
            ),
            (Side::This, _) => (
                add_days(monday(base)?, i32::from(weekday) - 1),
                "in the week of publication",
            ),
            _ if story => (
                add_days(base, (7 - back) % 7),
                "the next after the last date in the text",
            ),
            (_, Some(Tense::Future | Tense::Intent)) => {
                (add_days(base, (7 - back) % 7), "the next, future tense")
            }
            _ => (add_days(base, -back), "the nearest on or before publication"),
        };
        let found = Resolved::point(Point::Day(day?), reason);
        if side != Side::Open {
            return Some(found);
        }
        let last = add_days(base, -back).map(Point::Day);
        let next = add_days(base, (7 - back) % 7).map(Point::Day);
        Some(
            found
                .or(last, "the nearest on or before publication")
                .or(next, "the next"),
        )
    }
}

/// Whether a range that begins in `year` ends on `day` or later.
fn ends_after(begin: &Fields, end: &Fields, year: i16, day: Date) -> bool {
    let backwards = (end.month, end.day) < (begin.month, begin.day);
    let end = of_year(end, year.saturating_add(i16::from(backwards)));
    end.and_then(Point::last).is_some_and(|last| last >= day)
}

/// Whether a day of the month is nearer ahead than behind, and close or spoken of as to come.
fn is_nearer_ahead(fields: &Fields, base: Date, future: bool) -> bool {
    let distance =
        |sign: i32| (0..62).find(|step| add_days(base, sign * step).is_some_and(|day| fits(fields, day)));
    match (distance(1), distance(-1)) {
        (Some(ahead), Some(back)) => (ahead <= 10 || future) && ahead < back,
        _ => false,
    }
}

fn fits(fields: &Fields, day: Date) -> bool {
    fields.day.is_none_or(|number| number == day.day())
        && fields
            .weekday
            .is_none_or(|weekday| weekday == day.weekday().to_monday_one_offset())
}

/// The stretch that the fields name in `year`.
pub(super) fn of_year(fields: &Fields, year: i16) -> Option<Point> {
    if let (Some(month), Some(day)) = (fields.month, fields.day) {
        return Some(Point::Day(date(year, month, day)?));
    }
    if let Some(month) = fields.month {
        return Some(Point::Month(year, month));
    }
    if let Some(quarter) = fields.quarter {
        return Some(Point::Quarter(year, quarter));
    }
    if let Some(half) = fields.half {
        return Some(Point::Half(year, half));
    }
    if let Some(season) = fields.season {
        return Some(Point::Season(year, season));
    }
    if let Some(week) = fields.week {
        return Some(Point::Week(iso_week(year, week)?));
    }
    Some(Point::Year(year))
}

/// The other day that "05/06/2014" can be.
pub(super) fn exchanged(fields: &Fields) -> Option<Point> {
    let day = date(fields.year?, fields.day?, fields.month?).filter(|_| fields.swappable)?;
    Some(Point::Day(day))
}

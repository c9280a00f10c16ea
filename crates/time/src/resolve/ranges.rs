//! The days of ranges, once their phrases are resolved: from one end to the other, so much of a stretch, what is left of it
//! at publication. Which phrases make a range is the grammar's matter.

use jiff::civil::Date;

use super::point::{Point, add_days};
use super::print::{moved, stretch_edtf};
use super::{Resolved, Resolver};
use crate::compose::{Length, Range, Shape};
use crate::lex::Unit;
use crate::{Interval, TimeRange};

impl Resolver {
    /// The days of a range over phrases that mean `found`, unless these are unknown or run backwards.
    pub(super) fn time_range(&self, range: &Range, found: &[Resolved]) -> Option<TimeRange> {
        let begin = range.begin.map(|index| &found[index]);
        let end = range.end.map(|index| &found[index]);
        let interval = match &range.shape {
            Shape::Ends => from_to(begin, end, false)?,
            Shape::Outside => from_to(begin, end, true)?,
            Shape::Part { length, back } => part(begin?.point?, length, *back)?,
            Shape::Starting(length) => starting(begin?.point?.first()?, length)?,
            Shape::Ahead(length) => self.ahead(length)?,
            Shape::Rest => self.rest(begin?.point?)?,
            Shape::ToDate => self.to_date(begin)?,
            Shape::OneOf => one_of(begin?, end?)?,
        };
        Some(TimeRange {
            span: range.span,
            edtf: interval.edtf.clone(),
            interval,
        })
    }

    /// From publication to the same day so much later.
    fn ahead(&self, length: &Length) -> Option<Interval> {
        let published = self.published.filter(|_| !self.narrative)?;
        let last = moved(published, length, false)?;
        (published <= last)
            .then(|| Interval::within(Some(published), Some(last), stretch_edtf(published, last)))
    }

    /// From publication to the end; nothing where publication does not lie inside.
    fn rest(&self, whole: Point) -> Option<Interval> {
        let published = self.published.filter(|_| !self.narrative)?;
        let (first, last) = (whole.first()?, whole.last()?);
        (first <= published && published <= last).then(|| days(published, last))
    }

    /// From the beginning, or that of the year, to the day before publication.
    fn to_date(&self, begin: Option<&Resolved>) -> Option<Interval> {
        let published = self.published.filter(|_| !self.narrative)?;
        let first = match begin {
            Some(begin) => begin.point?.first()?,
            None => Point::Year(published.year()).first()?,
        };
        let last = add_days(published, -1)?;
        (first <= last).then(|| days(first, last))
    }
}

fn days(first: Date, last: Date) -> Interval {
    Interval::days(first, last, stretch_edtf(first, last))
}

/// The first or last so much of a stretch.
fn part(whole: Point, length: &Length, back: bool) -> Option<Interval> {
    let (first, last) = (whole.first()?, whole.last()?);
    let (begin, end) = if back {
        (moved(add_days(last, 1)?, length, true)?, last)
    } else {
        (first, add_days(moved(first, length, false)?, -1)?)
    };
    (first <= begin && begin <= end && end <= last).then(|| days(begin, end))
}

fn starting(first: Date, length: &Length) -> Option<Interval> {
    let last = add_days(moved(first, length, false)?, -1)?;
    (first <= last).then(|| days(first, last))
}

/// "[2014-05-19,2014-05-20]": one of the two.
fn one_of(one: &Resolved, other: &Resolved) -> Option<Interval> {
    let simple = |found: &Resolved| {
        let exact = matches!(
            found.point?.unit(),
            Unit::Day | Unit::Month | Unit::Quarter | Unit::Half | Unit::Year
        );
        found
            .interval
            .clone()
            .filter(|_| exact && found.modifier.is_none())
    };
    let (one, other) = (simple(one)?, simple(other)?);
    let edtf = format!("[{},{}]", one.edtf, other.edtf);
    (one.edtf != other.edtf)
        .then(|| Interval::within(one.first.min(other.first), one.last.max(other.last), edtf))
}

fn from_to(begin: Option<&Resolved>, end: Option<&Resolved>, outside: bool) -> Option<Interval> {
    // EDTF has no range whose end is one of two days.
    let single = |days: &Interval| !days.edtf.starts_with('[');
    let begin = begin.map(|found| bound(found, outside, 1).filter(single));
    let end = end.map(|found| bound(found, outside, -1).filter(single));
    let (begin, end) = (known(begin)?, known(end)?);
    let edtf = format!("{}/{}", printed(begin.as_ref(), 0), printed(end.as_ref(), 1));
    let interval = Interval::between(begin.as_ref(), end.as_ref(), edtf)?;
    Some(match outside {
        // "After 2009" may be any day from then on, so that only one bound is known.
        true => Interval {
            begins_by: None,
            ends_from: None,
            ..interval
        },
        false => interval,
    })
}

/// One end in EDTF: of an interval its own first or second side.
fn printed(interval: Option<&Interval>, side: usize) -> &str {
    let Some(interval) = interval else { return ".." };
    match interval.edtf.split_once('/') {
        Some((begin, _)) if side == 0 => begin,
        Some((_, end)) => end,
        None => &interval.edtf,
    }
}

/// `None` outside: the bound should be there and is unknown.
fn known(bound: Option<Option<Interval>>) -> Option<Option<Interval>> {
    match bound {
        None => Some(None),
        Some(found) => found.map(Some),
    }
}

/// The days of one end; for "before" and "after" the stretch next to it.
fn bound(found: &Resolved, outside: bool, step: i64) -> Option<Interval> {
    if !outside || found.modifier.is_some() {
        return found.interval.clone();
    }
    match found.point {
        Some(Point::Week(_) | Point::Weekend(_) | Point::Season(..)) | None => {
            let interval = found.interval.as_ref()?;
            let day = if step > 0 {
                add_days(interval.last?, 1)
            } else {
                add_days(interval.first?, -1)
            };
            Point::Day(day?).interval()
        }
        Some(point) => point.next(step)?.interval(),
    }
}

//! Dates told from another: from publication ("last week", "three days ago") or from the last date of the text ("the following
//! day", "a year earlier").

use jiff::civil::Date;

use super::Resolver;
use super::context::{Surroundings, is_exact};
use super::parts::day_in;
use super::point::{Point, add_days};
use super::print::{Resolved, length_value, moved, stretch_edtf, unknown};
use crate::compose::{Amount, Anchor, Length};
use crate::lex::{Tense, Unit};
use crate::{Endpoint, Interval, TimeKind};

impl Resolver {
    pub(super) fn deictic(&self, unit: Unit, offset: i32) -> Resolved {
        let today = unit == Unit::Day && offset == 0;
        if today && (self.narrative || self.published.is_none()) {
            return Resolved::value(TimeKind::Date, "PRESENT_REF", "the story's own present");
        }
        let base = if self.narrative {
            self.last_first().or(self.published)
        } else {
            self.published.or(self.last_first())
        };
        let Some(base) = base else {
            return Resolved::value(
                TimeKind::Date,
                unknown(unit),
                "no publication date to tell it from",
            );
        };
        let point = match (unit, offset) {
            (Unit::Weekend, -1) => self.last_weekend(base),
            _ => Point::around(base, unit).and_then(|point| point.next(offset.into())),
        };
        match point {
            Some(point) => Resolved::point(point, "told from the publication date"),
            None => Resolved::value(TimeKind::Date, unknown(unit), "beyond the calendar"),
        }
    }

    /// The last weekend that had begun by `base`.
    fn last_weekend(&self, base: Date) -> Option<Point> {
        let this = Point::around(base, Unit::Weekend)?;
        if this.first()? <= base {
            Some(this)
        } else {
            this.next(-1)
        }
    }

    fn last_first(&self) -> Option<Date> {
        self.last_day.or(self.last.and_then(Point::first))
    }

    pub(super) fn anaphor(&self, unit: Unit, offset: i32, around: &Surroundings) -> Resolved {
        let no_date = || Resolved::value(TimeKind::Date, unknown(unit), "no date before it to tell it from");
        if unit == Unit::Weekend && offset == 0 && !self.narrative {
            let point = self.published.and_then(|base| match around.tense {
                Some(Tense::Future) => Point::around(base, unit),
                _ => self.last_weekend(base),
            });
            return point.map_or_else(no_date, |point| {
                Resolved::point(point, "the weekend next to publication")
            });
        }
        if unit == Unit::Quarter {
            return self
                .the_quarter(offset)
                .map_or_else(no_date, |point| Resolved::point(point, "the quarter spoken of"));
        }
        let base = match self.last {
            Some(last) if last.unit() <= unit || unit >= Unit::Year => last.first(),
            Some(last) if offset > 0 => self.last_day.or(last.first()),
            Some(_) if unit == Unit::Day && around.nearest && !self.narrative => {
                self.last_day.or(self.published).or(self.last_first())
            }
            Some(last) => self.last_day.or(self.published_within(last)).or(last.first()),
            None => self.published,
        };
        if let Some(value) = self.some_day(unit, base) {
            return Resolved::value(TimeKind::Date, value, "a day of the last date in the text");
        }
        let point = base
            .and_then(|day| Point::around(day, unit))
            .and_then(|point| point.next(offset.into()));
        point.map_or_else(no_date, |point| {
            Resolved::point(point, "told from the last date in the text")
        })
    }

    /// "that day", where the last date is a month or a year: some day of it.
    fn some_day(&self, unit: Unit, base: Option<Date>) -> Option<String> {
        day_in(
            self.last
                .filter(|last| unit == Unit::Day && base == last.first())?,
        )
    }

    /// The day of publication, if it lies in the stretch: "this year" and then "the month".
    fn published_within(&self, point: Point) -> Option<Date> {
        self.published
            .filter(|day| !self.narrative && point.first() <= Some(*day) && Some(*day) <= point.last())
    }

    /// "the quarter": the one spoken of, else the last that was complete at publication.
    fn the_quarter(&self, offset: i32) -> Option<Point> {
        let ended = |quarter: &Point| self.published.is_none_or(|day| quarter.last() < Some(day));
        let quarter = match self
            .last_quarter
            .filter(|quarter| self.narrative || ended(quarter))
        {
            Some(quarter) => quarter,
            None => Point::around(self.published.or(self.last_first())?, Unit::Quarter)?
                .next(if offset == 0 { -1 } else { 0 })?,
        };
        quarter.next(offset.into())
    }

    pub(super) fn shift(
        &self,
        anchor: &Anchor,
        length: &Length,
        back: bool,
        around: &Surroundings,
    ) -> Resolved {
        if !is_exact(&length.steps) {
            let told = matches!(anchor, Anchor::LastDate) && !back;
            let value = match (told, back) {
                (true, _) => unknown(length.steps[0].1),
                (_, true) => "PAST_REF",
                _ => "FUTURE_REF",
            };
            return Resolved::value(TimeKind::Date, value, "a shift of unknown length");
        }
        let (base, reason) = match anchor {
            Anchor::Publication if self.narrative => (
                self.last_first().or(self.published),
                "told from the last date in the text",
            ),
            Anchor::Publication => (
                self.published.or(self.last_first()),
                "told from the publication date",
            ),
            Anchor::LastDate => (
                self.last_first().or(self.published),
                "told from the last date in the text",
            ),
            Anchor::Tree(tree) => (
                self.read(tree, around)
                    .interval
                    .and_then(|days| if back { days.first } else { days.last }),
                "told from the date beside it",
            ),
        };
        let smallest = length.steps.iter().map(|step| step.1).min().unwrap_or(Unit::Day);
        let Some(base) = base else {
            return Resolved::value(TimeKind::Date, unknown(smallest), "no date to tell it from");
        };
        if let Some(quarter) = self.quarter_of_year_before(anchor, length, back) {
            return Resolved::point(quarter, "the quarter spoken of, in another year");
        }
        let precise = match anchor {
            Anchor::Tree(tree) => crate::compose::granularity(tree),
            _ => None,
        };
        let half = matches!(
            length.steps[..],
            [(Amount::Halves(1), Unit::Year)] | [(_, Unit::Half)]
        );
        let unit = match (smallest, precise) {
            _ if half => Unit::Month,
            (Unit::Decade, None) => Unit::Year,
            (unit, Some(Unit::Month)) => unit.min(Unit::Month),
            (unit, Some(_)) => unit.min(Unit::Day),
            (unit, None) => unit,
        };
        let point = moved(base, length, back).and_then(|day| Point::around(day, unit));
        match point {
            Some(point) => Resolved::point(point, reason),
            None => Resolved::value(TimeKind::Date, unknown(smallest), "beyond the calendar"),
        }
    }

    /// "a year earlier" in a report on a quarter is the same quarter of the year before.
    fn quarter_of_year_before(&self, anchor: &Anchor, length: &Length, back: bool) -> Option<Point> {
        let quarter = self
            .last_quarter
            .filter(|_| back && !matches!(anchor, Anchor::Tree(_)))?;
        let [(amount, Unit::Year)] = length.steps[..] else {
            return None;
        };
        quarter.next(-4 * amount.as_whole().filter(|&years| years == 1)?)
    }

    /// "the past three months": the days before publication.
    pub(super) fn window(&self, length: &Length, back: bool) -> Resolved {
        let found = Resolved::value(
            TimeKind::Duration,
            length_value(length),
            "a length of time up to publication",
        );
        let base = if self.narrative {
            self.last_first()
        } else {
            self.published
        };
        let days = base.filter(|_| is_exact(&length.steps)).and_then(|base| {
            if let [(_, Unit::Quarter)] = length.steps[..] {
                return whole_quarters(base, length, back);
            }
            let far = moved(base, length, back)?;
            let (first, last) = if back {
                (far, add_days(base, -1)?)
            } else {
                (add_days(base, 1)?, far)
            };
            (first <= last).then_some((first, last))
        });
        let tied = match (self.narrative, self.published) {
            (true, _) => self.last_index.map(Endpoint::Expression),
            (_, published) => published.map(|_| Endpoint::Publication),
        };
        let (begin, end) = if back { (None, tied) } else { (tied, None) };
        Resolved {
            interval: days.map(|(first, last)| Interval::days(first, last, stretch_edtf(first, last))),
            begin,
            end,
            ..found
        }
    }
}

/// "The past two quarters" are whole ones.
fn whole_quarters(base: Date, length: &Length, back: bool) -> Option<(Date, Date)> {
    let steps = length.steps[0].0.as_whole().filter(|&steps| steps > 0)?;
    let here = Point::around(base, Unit::Quarter)?;
    let (first, last) = match back {
        true => (here.next(-steps)?, here.next(-1)?),
        false => (here.next(1)?, here.next(steps)?),
    };
    Some((first.first()?, last.last()?))
}

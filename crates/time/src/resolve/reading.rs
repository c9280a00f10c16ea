//! One tree against what the document has said. Every answer carries its reason. Literals that leave out their year are in
//! [`super::open`], dates told from others in [`super::relative`], parts of stretches in [`super::parts`].

use jiff::civil::Date;

use super::Resolver;
use super::choice::{choose, choose_named};
use super::context::{Surroundings, of_date};
use super::holiday::day_of;
use super::open::{exchanged, of_year};
use super::point::{Point, add_days, date, days_between};
use super::print::{Resolved, length_value, part_value, stretch_edtf, without_year};
use crate::compose::{Clock, Fields, Side, Tree};
use crate::lex::{DayPart, Holiday};
use crate::{Interval, TimeKind};

impl Resolver {
    /// What `tree` means here.
    pub(super) fn read(&self, tree: &Tree, around: &Surroundings) -> Resolved {
        match tree {
            Tree::Literal(fields, side) => self.literal(fields, *side, around),
            Tree::Years(first, last) => years(*first, *last),
            Tree::Deictic { unit, offset } => self.deictic(*unit, *offset),
            Tree::Anaphor { unit, offset } => self.anaphor(*unit, *offset, around),
            Tree::Shift { anchor, length, back } => self.shift(anchor, length, *back, around),
            Tree::Nth { n, unit, within } => self.nth(*n, *unit, within, around),
            Tree::NthWeekday { n, weekday, within } => self.nth_weekday(*n, *weekday, within, around),
            Tree::Around { unit, day } => self.around(*unit, day, around),
            Tree::Intersect { inner, outer } => self.intersect(inner, outer, around),
            Tree::Clock { clock, day } => self.clock(*clock, day.as_deref(), around),
            Tree::PartOfDay { part, day } => self.part_of_day(*part, day.as_deref(), around),
            Tree::Holiday { holiday, side } => seen_by_eye(*holiday, self.holiday(*holiday, *side, around)),
            Tree::Duration(length) => {
                Resolved::value(TimeKind::Duration, length_value(length), "a length of time")
            }
            Tree::Window { length, back } => self.window(length, *back),
            Tree::Set(value) => Resolved::value(TimeKind::Set, value.clone(), "something that recurs"),
            Tree::Recurring {
                quantifier,
                times,
                of,
            } => Resolved {
                quantifier: *quantifier,
                times: *times,
                ..self.read(of, around)
            },
            Tree::Vague(value) => self.vague(value),
            Tree::TurnOfCentury => self.turn_of_century(),
            Tree::Cut { back, of } => self.cut(*back, self.read(of, around)),
            Tree::Modified { modifier, of } => {
                let found = self.read(of, around);
                let modifier = of_date(*modifier, found.kind);
                found.modified(modifier)
            }
        }
    }

    /// The days of `found` before publication, or from it on (what is printed today may have been said yesterday). Where that
    /// leaves none, the text tells of another time than its own, and all days stand.
    fn cut(&self, back: bool, found: Resolved) -> Resolved {
        let days = found.point.and_then(|point| {
            let published = self.published.filter(|_| !self.narrative)?;
            let (first, last) = (point.first()?, point.last()?);
            let inside = first <= published && published <= last;
            let (first, last) = match back {
                true => (first, add_days(published, -1)?),
                false => (published, last),
            };
            (inside && first <= last)
                .then(|| Interval::within(Some(first), Some(last), stretch_edtf(first, last)))
        });
        match days {
            Some(interval) => Resolved {
                interval: Some(interval),
                cut: true,
                reason: "the part of it on that side of publication",
                ..found
            },
            None => found,
        }
    }

    fn vague(&self, value: &'static str) -> Resolved {
        let day = self
            .published
            .filter(|_| value == "PRESENT_REF" && !self.narrative);
        Resolved {
            interval: day.and_then(|day| Point::Day(day).interval()),
            ..Resolved::value(TimeKind::Date, value, "a vague reference")
        }
    }

    /// The year nearest to the last date of a story, or to publication, in which a century began; in news none far ahead.
    fn turn_of_century(&self) -> Resolved {
        let last = self.last.filter(|_| self.narrative).map(Point::year);
        let Some(year) = last.or(self.published.map(|day| day.year())) else {
            return Resolved::value(TimeKind::Date, "XX00", "no date to tell the century from");
        };
        let ahead = if last.is_some() { 50 } else { 20 };
        let turned = (year.saturating_add(ahead)).div_euclid(100) * 100;
        Resolved::point(Point::Year(turned), "the century that turned nearest to it")
            .or(turned.checked_sub(100).map(Point::Year), "a century earlier")
    }

    // Literals.

    pub(super) fn literal(&self, fields: &Fields, side: Side, around: &Surroundings) -> Resolved {
        if let Some(century) = fields.century {
            return Resolved::point(Point::Century(century), "as written");
        }
        if let Some(decade) = fields.decade {
            return Resolved::point(Point::Decade(decade), "as written");
        }
        let fields = &self.in_local_order(*fields);
        if let Some(year) = fields.year {
            return match of_year(fields, year) {
                Some(point) => {
                    Resolved::point(point, "as written").or(exchanged(fields), "with day and month exchanged")
                }
                None => Resolved::value(TimeKind::Date, year.to_string(), "as written, no such day"),
            };
        }
        if around.generic {
            return Resolved::value(TimeKind::Date, without_year(fields), "said of every year");
        }
        if around.attacks
            && (fields.month, fields.day) == (Some(9), Some(11))
            && self.published.is_none_or(|day| day.year() > 2000)
        {
            return Resolved::point(Point::Day(Date::constant(2001, 9, 11)), "known to all by its day");
        }
        self.open_literal(fields, side, around)
    }

    /// "12/05/2004": month first as the language has it, unless only the other order lies shortly before publication.
    fn in_local_order(&self, fields: Fields) -> Fields {
        let (Some(published), Some(year), Some(month), Some(day)) =
            (self.published, fields.year, fields.month, fields.day)
        else {
            return fields;
        };
        let swapped = date(year, day, month).filter(|_| fields.swappable && month != day);
        let (Some(written), Some(swapped)) = (date(year, month, day), swapped) else {
            return fields;
        };
        let recent = |day: Date| day <= published && days_between(day, published) < 45;
        if !recent(written) && recent(swapped) && written > published {
            return Fields {
                month: Some(day),
                day: Some(month),
                ..fields
            };
        }
        fields
    }

    // Told from another date.

    // Parts of something.

    fn holiday(&self, holiday: Holiday, side: Side, around: &Surroundings) -> Resolved {
        let unknown = || {
            Resolved::value(
                TimeKind::Date,
                "XXXX-XX-XX",
                "no year, or no known rule, for the holiday",
            )
        };
        let in_year = |year| day_of(holiday, year).map(Point::Day);
        if let Some(floor) = around.floor {
            let ahead = (0..2).filter_map(|step| in_year(floor.year() + step));
            let found = ahead.into_iter().find(|point| point.first() >= Some(floor));
            return found.map_or_else(unknown, |point| {
                Resolved::point(point, "the first after the beginning of the range")
            });
        }
        let Some(published) = self.published.filter(|_| !self.narrative) else {
            let day = self.last.and_then(|last| in_year(last.year()));
            return day.map_or_else(unknown, |day| {
                Resolved::point(day, "year from the last date in the text")
            });
        };
        let at = |step| in_year(published.year() + step);
        let chosen = match side {
            Side::Open if around.nearest => choose_named(published, around.tense, at),
            _ => choose(published, side, around.tense, at),
        };
        chosen.unwrap_or_else(unknown)
    }

    // Times of the day.

    fn clock(&self, clock: Clock, day: Option<&Tree>, around: &Surroundings) -> Resolved {
        let mut time = format!("T{:02}:{:02}", clock.hour, clock.minute.unwrap_or(0));
        if let Some(second) = clock.second {
            time.push_str(&format!(":{second:02}"));
        }
        Resolved::time(
            self.day_or_last(day, around),
            &time,
            "a time of the day beside it or last spoken of",
        )
    }

    fn part_of_day(&self, part: DayPart, day: Option<&Tree>, around: &Surroundings) -> Resolved {
        let any = self.narrative && around.bare;
        Resolved::time(
            self.day_or_last(day, around).filter(|_| !any),
            &part_value(part),
            "a part of the day beside it or last spoken of",
        )
    }

    fn day_or_last(&self, day: Option<&Tree>, around: &Surroundings) -> Option<Date> {
        match day {
            Some(day) => self.read(day, around).point.and_then(Point::first),
            None if self.narrative => self.last_day,
            None => self.last_day.or(self.published),
        }
    }
}

/// A feast that begins with a new moon: in some countries a day later than in the calendar.
pub(super) fn seen_by_eye(holiday: Holiday, found: Resolved) -> Resolved {
    let later = found.point.and_then(|point| add_days(point.last()?, 1));
    let (Holiday::Islamic(..), Some(Point::Day(day)), Some(later)) = (holiday, found.point, later) else {
        return found;
    };
    let edtf = format!("[{},{}]", Point::Day(day).edtf(), Point::Day(later).edtf());
    Resolved {
        interval: Some(Interval::within(Some(day), Some(later), edtf)),
        ..found
    }
}

fn years(first: i16, last: i16) -> Resolved {
    let value = format!("{first:04}/{last:04}");
    Resolved {
        interval: Interval::between(
            Point::Year(first).interval().as_ref(),
            Point::Year(last).interval().as_ref(),
            value.clone(),
        ),
        ..Resolved::value(TimeKind::Date, value, "as written")
    }
}

//! One tree against what the document has said: which year, which Friday, which "following day". Every answer carries
//! its reason.

use jiff::civil::Date;

use super::Resolver;
use super::context::{Surroundings, is_exact, of_date};
use super::holiday::{day_of, nth_weekday};
use super::point::{Point, add_days, date, iso_week, monday};
use super::print::{Resolved, length_value, moved, part_value, stretch_edtf};
use super::story::{Place, year_beside};
use crate::compose::{Anchor, Clock, Fields, Length, Side, Tree};
use crate::lex::{DayPart, Holiday, Tense, Unit};
use crate::{Endpoint, Interval, Modifier, TimeKind};

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

    // Literals.

    fn literal(&self, fields: &Fields, side: Side, around: &Surroundings) -> Resolved {
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

    fn open_literal(&self, fields: &Fields, side: Side, around: &Surroundings) -> Resolved {
        let unknown = || {
            Resolved::value(
                TimeKind::Date,
                without_year(fields),
                "no date to tell the year from",
            )
        };
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
        let year = year_beside(fields, &[before], &Place::default()).filter(|&year| year == before.year())?;
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
        let beside = year_beside(fields, &self.trail, &around.place);
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
        let future = around.tense == Some(Tense::Future);
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
            (_, Some(Tense::Future)) => (add_days(base, (7 - back) % 7), "the next, future tense"),
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

    // Told from another date.

    fn deictic(&self, unit: Unit, offset: i32) -> Resolved {
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

    fn anaphor(&self, unit: Unit, offset: i32, around: &Surroundings) -> Resolved {
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

    fn shift(&self, anchor: &Anchor, length: &Length, back: bool, around: &Surroundings) -> Resolved {
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
        let unit = match (smallest, precise) {
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
    fn window(&self, length: &Length, back: bool) -> Resolved {
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

    // Parts of something.

    fn nth(&self, n: i32, unit: Unit, within: &Tree, around: &Surroundings) -> Resolved {
        if matches!(within, Tree::Literal(fields, _) if *fields == Fields::default()) {
            let number = Some(n as i8).filter(|&n| n > 0);
            let fields = match unit {
                Unit::Half => Fields {
                    half: number,
                    ..Fields::default()
                },
                _ => Fields {
                    quarter: number,
                    ..Fields::default()
                },
            };
            if number.is_none() {
                return self.anaphor(unit, 0, around);
            }
            return self.literal(&fields, Side::Open, around);
        }
        let outer = self.read(within, around);
        if let Some(part) = outer.point.and_then(|whole| fraction(n, unit, whole)) {
            return part;
        }
        match outer.point.and_then(|outer| nth_within(n, unit, outer)) {
            Some(point) => Resolved::point(point, "counted within what it is part of"),
            None => Resolved::value(TimeKind::Date, unknown(unit), "part of an unknown date"),
        }
    }

    fn nth_weekday(&self, n: i8, weekday: i8, within: &Tree, around: &Surroundings) -> Resolved {
        let month = self.read(within, around).point.and_then(Point::first);
        match month.and_then(|first| nth_weekday(first.year(), first.month(), weekday, n)) {
            Some(day) => Resolved::point(Point::Day(day), "counted within its month"),
            None => Resolved::value(
                TimeKind::Date,
                format!("XXXX-WXX-{weekday}"),
                "in an unknown month",
            ),
        }
    }

    fn around(&self, unit: Unit, day: &Tree, around: &Surroundings) -> Resolved {
        let holiday = is_holiday(day);
        let day = self.read(day, around).point.and_then(Point::first);
        if let Some(day) = day.filter(|_| unit == Unit::Weekend && holiday) {
            return weekend_with(day);
        }
        match day.and_then(|day| Point::around(day, unit)) {
            Some(point) => Resolved::point(point, "the stretch that holds the day"),
            None => Resolved::value(TimeKind::Date, unknown(unit), "around an unknown day"),
        }
    }

    fn intersect(&self, inner: &Tree, outer: &Tree, around: &Surroundings) -> Resolved {
        let outer_found = self.read(outer, around);
        let Some(point) = outer_found.point else {
            return self.read(inner, around);
        };
        let found = match inner {
            Tree::Literal(fields, side) => within_point(fields, *side, point)
                .map(|point| Resolved::point(point, "within the date beside it")),
            Tree::Holiday {
                holiday,
                side: side @ (Side::Before | Side::After),
            } => holiday_beside(*holiday, *side, point)
                .map(|day| Resolved::point(Point::Day(day), "the next one on that side of the last date")),
            Tree::Holiday { holiday, .. } => day_of(*holiday, point.year())
                .map(|day| Resolved::point(Point::Day(day), "the holiday of that year"))
                .or(Some(Resolved::point(
                    point,
                    "the year of a holiday without a known rule",
                ))),
            Tree::Nth { n, unit, .. } => nth_within(*n, *unit, point)
                .map(|point| Resolved::point(point, "counted within what it is part of")),
            Tree::Modified { modifier, of } => return self.intersect(of, outer, around).modified(*modifier),
            Tree::Anaphor {
                unit: Unit::Day,
                offset: 0,
            } => day_in(point)
                .map(|value| Resolved::value(TimeKind::Date, value, "a day of the date beside it")),
            Tree::Anaphor {
                unit: Unit::Quarter, ..
            } => Some(self.quarter_in(point)),
            _ => None,
        };
        match (inner, found) {
            (Tree::Holiday { holiday, .. }, Some(found)) => seen_by_eye(*holiday, found),
            (_, found) => found.unwrap_or_else(|| self.read(inner, around)),
        }
    }

    /// "the 1988 period": the quarter spoken of, in another year; that year where no quarter was.
    fn quarter_in(&self, year: Point) -> Resolved {
        match (self.last_quarter, year) {
            (Some(Point::Quarter(_, quarter)), Point::Year(year)) => Resolved::point(
                Point::Quarter(year, quarter),
                "the quarter spoken of, in another year",
            ),
            _ => Resolved::point(year, "as written"),
        }
    }

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

/// Whether a range that begins in `year` ends on `day` or later.
fn ends_after(begin: &Fields, end: &Fields, year: i16, day: Date) -> bool {
    let backwards = (end.month, end.day) < (begin.month, begin.day);
    let end = of_year(end, year.saturating_add(i16::from(backwards)));
    end.and_then(Point::last).is_some_and(|last| last >= day)
}

/// A feast that begins with a new moon: in some countries a day later than in the calendar.
fn seen_by_eye(holiday: Holiday, found: Resolved) -> Resolved {
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

/// The holiday before or behind a stretch.
fn holiday_beside(holiday: Holiday, side: Side, point: Point) -> Option<Date> {
    let mut days = (-1..=1).filter_map(|step| day_of(holiday, point.year().checked_add(step)?));
    match side {
        Side::Before => days.rfind(|&day| Some(day) < point.first()),
        _ => days.find(|&day| Some(day) > point.last()),
    }
}

fn is_holiday(tree: &Tree) -> bool {
    match tree {
        Tree::Holiday { .. } => true,
        Tree::Intersect { inner, .. } => is_holiday(inner),
        _ => false,
    }
}

/// The weekend next to a holiday, with the days between: Saturday to Monday, Thursday to Sunday.
fn weekend_with(holiday: Date) -> Resolved {
    let weekday = i32::from(holiday.weekday().to_monday_one_offset());
    let (saturday, first, last) = match weekday {
        1 | 2 => (-1 - weekday, -1 - weekday, 0),
        _ => (6 - weekday, (6 - weekday).min(0), 7 - weekday),
    };
    let days = |offset: i32| add_days(holiday, offset);
    let (Some(saturday), Some(first), Some(last)) = (days(saturday), days(first), days(last)) else {
        return Resolved::value(TimeKind::Date, unknown(Unit::Weekend), "beyond the calendar");
    };
    Resolved {
        interval: Some(Interval::within(
            Some(first),
            Some(last),
            stretch_edtf(first, last),
        )),
        ..Resolved::point(Point::Weekend(saturday), "the weekend next to the holiday")
    }
}

/// TIMEX3's value of some day of a month or a year.
fn day_in(point: Point) -> Option<String> {
    match point {
        Point::Month(..) => Some(format!("{}-XX", point.value())),
        Point::Year(_) => Some(format!("{}-XX-XX", point.value())),
        _ => None,
    }
}

/// The other day that "05/06/2014" can be.
fn exchanged(fields: &Fields) -> Option<Point> {
    let day = date(fields.year?, fields.day?, fields.month?).filter(|_| fields.swappable)?;
    Some(Point::Day(day))
}

/// The stretch that the fields name in `year`.
fn of_year(fields: &Fields, year: i16) -> Option<Point> {
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

/// Fields inside a stretch that is known: "August" of that year, "Tuesday" of next week, "the 9th" of that month.
fn within_point(fields: &Fields, side: Side, outer: Point) -> Option<Point> {
    if let (Some(weekday), None) = (fields.weekday, fields.day) {
        return match outer {
            Point::Week(monday) => Some(Point::Day(add_days(monday, i32::from(weekday) - 1)?)),
            Point::Day(day) => Some(Point::Day(weekday_beside(day, weekday, side)?)),
            _ => None,
        };
    }
    match outer {
        Point::Month(year, month) => of_year(
            &Fields {
                month: fields.month.or(Some(month)),
                ..*fields
            },
            year,
        ),
        Point::Day(day) => {
            let step = match side {
                Side::After => i16::from(of_year(fields, day.year())?.first()? <= day),
                Side::Before => -i16::from(of_year(fields, day.year())?.last()? >= day),
                _ => 0,
            };
            of_year(fields, day.year() + step)
        }
        _ => of_year(fields, outer.year()),
    }
}

/// "the following Friday", "the previous Friday", "that Friday".
fn weekday_beside(day: Date, weekday: i8, side: Side) -> Option<Date> {
    let back = i32::from((day.weekday().to_monday_one_offset() - weekday).rem_euclid(7));
    match side {
        Side::After => add_days(day, if back == 0 { 7 } else { 7 - back }),
        Side::Before => add_days(day, if back == 0 { -7 } else { -back }),
        _ => add_days(monday(day)?, i32::from(weekday) - 1),
    }
}

/// Halves and quarters of decades and centuries: "the first half of the 19th century" is fifty years, not six months.
fn fraction(n: i32, unit: Unit, whole: Point) -> Option<Resolved> {
    let parts = match unit {
        Unit::Half => 2,
        Unit::Quarter => 4,
        _ => return None,
    };
    let years = match whole {
        Point::Decade(_) => 10,
        Point::Century(_) => 100,
        _ => return None,
    };
    let number = if n < 0 { parts } else { i16::try_from(n).ok()? };
    let length = (years % parts == 0 && (1..=parts).contains(&number)).then_some(years / parts)?;
    let begin = whole.first()?.year().checked_add(length * (number - 1))?;
    let (first, last) = (date(begin, 1, 1)?, date(begin.checked_add(length - 1)?, 12, 31)?);
    Some(Resolved {
        modifier: Some(match number {
            1 => Modifier::Start,
            _ if number == parts => Modifier::End,
            _ => Modifier::Mid,
        }),
        interval: Some(Interval::within(
            Some(first),
            Some(last),
            stretch_edtf(first, last),
        )),
        cut: true,
        ..Resolved::point(whole, "a part of it")
    })
}

/// The nth unit of a stretch; the weeks of a month or year are those whose Thursday lies in it.
fn nth_within(n: i32, unit: Unit, outer: Point) -> Option<Point> {
    if let (Point::Century(century), Unit::Year) = (outer, unit) {
        let number = if n < 0 { 100 } else { i16::try_from(n).ok()? };
        return Some(Point::Year(century.checked_mul(100)?.checked_add(number)?));
    }
    let (first, last) = (outer.first()?, outer.last()?);
    let point = match unit {
        Unit::Weekend => {
            let saturday = nth_weekday(first.year(), first.month(), 6, i8::try_from(n).ok()?)?;
            return Some(Point::Weekend(saturday)).filter(|_| matches!(outer, Point::Month(..)));
        }
        Unit::Week if n > 0 => {
            let monday = monday(add_days(first, 3)?)?;
            Point::Week(monday).next(i64::from(n) - 1)?
        }
        Unit::Week => Point::Week(monday(add_days(last, -3)?)?),
        _ if n > 0 => Point::around(first, unit)?.next(i64::from(n) - 1)?,
        _ => Point::around(last, unit)?,
    };
    (point.first()? <= last).then_some(point)
}

/// Which of the recurring stretches `at(-1)`, `at(0)`, `at(1)` (years from publication) is meant.
fn choose(
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
fn choose_named(
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

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
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

/// TIMEX3's value of fields whose year is not known.
fn without_year(fields: &Fields) -> String {
    if let (Some(month), Some(day)) = (fields.month, fields.day) {
        return format!("XXXX-{month:02}-{day:02}");
    }
    if let Some(month) = fields.month {
        return format!("XXXX-{month:02}");
    }
    if let Some(quarter) = fields.quarter {
        return format!("XXXX-Q{quarter}");
    }
    if let Some(half) = fields.half {
        return format!("XXXX-H{half}");
    }
    if let Some(weekday) = fields.weekday {
        return format!("XXXX-WXX-{weekday}");
    }
    if let Some(day) = fields.day {
        return format!("XXXX-XX-{day:02}");
    }
    if let Some(season) = fields.season {
        return Point::Season(2000, season).value().replace("2000", "XXXX");
    }
    "XXXX".into()
}

fn unknown(unit: Unit) -> &'static str {
    match unit {
        Unit::Day | Unit::BusinessDay | Unit::Hour | Unit::Minute | Unit::Second => "XXXX-XX-XX",
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Half => "XXXX-HX",
        Unit::Year | Unit::Millennium => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century => "XX",
    }
}

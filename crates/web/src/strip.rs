//! The strip above the timeline: how many events each year, month or day has, as bars that lead to them. The unit is the
//! finest that leaves no more bars than a reader can tell apart. An event that is known only to its year, in a strip of
//! days, is not put on the first of January: it is counted where it begins, as vague.

use std::collections::BTreeMap;

use annals_store::{Annals, TimelineQuery};
use jiff::civil::Date;

use crate::paging::address;
use crate::refusal::Refusal;

/// The most bars.
const BARS: i32 = 200;
/// Pixels from the foot of a strip to its top.
const HEIGHT: usize = 72;
/// Pixels from one bar to the next.
const STEP: usize = 10;

/// A strip.
#[derive(Default)]
pub struct Strip {
    /// In order of time, those without events left out.
    pub bars: Vec<Bar>,
    /// Of the whole drawing.
    pub width: usize,
    /// From one bar to the next.
    pub step: usize,
    /// Of one bar.
    pub bar: usize,
    /// The first unit.
    pub first: String,
    /// The last.
    pub last: String,
    /// The address of a wider stretch, where this is one that was asked for.
    pub wider: Option<String>,
}

/// One year, month or day.
pub struct Bar {
    /// The timeline of it.
    pub href: String,
    /// "2001", "2001-07", "2001-07-26".
    pub label: String,
    /// Events.
    pub total: usize,
    /// From the left.
    pub x: usize,
    /// Of what is known as finely as the strip shows.
    pub height: usize,
    /// Of what is known less finely.
    pub vague_height: usize,
}

#[derive(Clone, Copy)]
enum Unit {
    Year,
    Month,
    Day,
}

impl Unit {
    /// The finest unit that divides the stretch into few enough bars.
    fn for_stretch(first: Date, last: Date) -> Unit {
        let days = (last - first).get_days();
        match days {
            _ if days < BARS => Unit::Day,
            _ if days / 30 < BARS => Unit::Month,
            _ => Unit::Year,
        }
    }

    fn of(self, day: Date) -> Date {
        match self {
            Unit::Day => day,
            Unit::Month => day.first_of_month(),
            Unit::Year => day.first_of_year(),
        }
    }

    fn label(self, day: Date) -> String {
        let letters = match self {
            Unit::Year => 4,
            Unit::Month => 7,
            Unit::Day => 10,
        };
        let whole = day.to_string();
        whole.get(..letters).map_or(whole.clone(), String::from)
    }

    /// The unit's number from `first`.
    fn steps(self, first: Date, day: Date) -> usize {
        let (years, months) = (
            i32::from(day.year() - first.year()),
            i32::from(day.month() - first.month()),
        );
        let steps = match self {
            Unit::Year => years,
            Unit::Month => years * 12 + months,
            Unit::Day => (day - first).get_days(),
        };
        usize::try_from(steps).unwrap_or(0)
    }

    /// Whether an event's days lie within one unit, or its interval is too short to be a mere year or month.
    fn is_sure(self, first: Date, last: Date) -> bool {
        let whole_year = first == first.first_of_year() && last == last.last_of_year();
        let whole_month = first == first.first_of_month() && last == last.last_of_month();
        match self {
            Unit::Year => true,
            Unit::Month => !whole_year,
            Unit::Day => !whole_year && !whole_month,
        }
    }
}

impl Strip {
    /// The strip of what a query finds, with links that keep its `filters`.
    pub fn read(
        annals: &Annals,
        query: &TimelineQuery,
        filters: &[(&'static str, Option<String>)],
    ) -> Result<Strip, Refusal> {
        let (days, _) = Refusal::or_empty(annals.events_by_days(query))?;
        let asked = |first: Date| query.from.map_or(first, |from| from.max(first));
        let Some(first) = days.iter().map(|(first, ..)| asked(*first)).min() else {
            return Ok(Strip::default());
        };
        let last = days
            .iter()
            .map(|(first, ..)| asked(*first))
            .max()
            .unwrap_or(first);
        let unit = Unit::for_stretch(first, last);
        let mut counts: BTreeMap<Date, (usize, usize)> = BTreeMap::new();
        for (begin, end, number) in &days {
            let counted = counts.entry(unit.of(asked(*begin))).or_default();
            match unit.is_sure(*begin, *end) {
                true => counted.0 += number,
                false => counted.1 += number,
            }
        }
        Ok(Strip::drawn(unit, &counts, filters))
    }

    fn drawn(
        unit: Unit,
        counts: &BTreeMap<Date, (usize, usize)>,
        filters: &[(&'static str, Option<String>)],
    ) -> Strip {
        let (Some(first), Some(last)) = (counts.keys().next(), counts.keys().next_back()) else {
            return Strip::default();
        };
        let highest = counts
            .values()
            .map(|(sure, vague)| sure + vague)
            .max()
            .unwrap_or(1)
            .max(1);
        let bar = |(day, (sure, vague)): (&Date, &(usize, usize))| {
            let label = unit.label(*day);
            let height = |number: usize| (number * HEIGHT).div_ceil(highest);
            Bar {
                href: within(filters, Some(&label)),
                total: sure + vague,
                x: unit.steps(*first, *day) * STEP,
                height: height(*sure),
                vague_height: height(sure + vague) - height(*sure),
                label,
            }
        };
        let asked = filters
            .iter()
            .any(|(name, value)| matches!(*name, "from" | "until") && value.is_some());
        Strip {
            bars: counts.iter().map(bar).collect(),
            width: (unit.steps(*first, *last) + 1) * STEP,
            step: STEP,
            bar: STEP - 2,
            first: unit.label(*first),
            last: unit.label(*last),
            wider: asked.then(|| within(filters, wider(filters).as_deref())),
        }
    }
}

/// The address of the timeline from and until a stretch ("2001-07"), or of all time.
fn within(filters: &[(&'static str, Option<String>)], stretch: Option<&str>) -> String {
    let mut filters = filters.to_vec();
    for (name, value) in &mut filters {
        if matches!(*name, "from" | "until") {
            *value = stretch.map(str::to_string);
        }
    }
    address("/timeline", &filters)
}

/// The year around a month or day that was asked for; nothing around a year or any other stretch.
fn wider(filters: &[(&'static str, Option<String>)]) -> Option<String> {
    let value = |wanted| {
        filters
            .iter()
            .find(|(name, _)| *name == wanted)
            .and_then(|(_, value)| value.as_deref())
    };
    let (from, until) = (value("from")?, value("until")?);
    let end = from.rfind('-').filter(|_| from == until)?;
    from.get(..end).map(String::from)
}

/// The years of a stretch, with the number of events that begin in each, for a page that prints them.
pub fn years(days: &[(Date, Date, usize)]) -> Vec<(i16, usize)> {
    let mut years: BTreeMap<i16, usize> = BTreeMap::new();
    for (first, _, number) in days {
        *years.entry(first.year()).or_default() += number;
    }
    years.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;
    use jiff::civil::date;

    fn strip(unit: Unit, days: &[(Date, usize, usize)]) -> Strip {
        let counts = days
            .iter()
            .map(|(day, sure, vague)| (*day, (*sure, *vague)))
            .collect();
        let filters = [
            ("kind", Some("VISIT".to_string())),
            ("from", Some("2001-07-26".into())),
            ("until", Some("2001-07-26".into())),
        ];
        Strip::drawn(unit, &counts, &filters)
    }

    #[test]
    fn bars_stand_at_their_time_and_keep_the_filters() {
        let strip = strip(
            Unit::Month,
            &[(date(2000, 11, 1), 1, 0), (date(2001, 2, 1), 2, 2)],
        );
        let bars: Vec<_> = strip
            .bars
            .iter()
            .map(|bar| (bar.x, bar.height, bar.vague_height))
            .collect();
        assert_eq!(bars, [(0, 18, 0), (30, 36, 36)]);
        assert_eq!(
            strip.bars[1].href,
            "/timeline?kind=VISIT&from=2001-02&until=2001-02"
        );
        assert_eq!(
            strip.wider.as_deref(),
            Some("/timeline?kind=VISIT&from=2001-07&until=2001-07")
        );
        assert_eq!(strip.width, 40);
    }

    #[test]
    fn a_year_is_vague_among_months_and_a_long_stay_is_not() {
        let last = date(2001, 1, 1)
            .checked_add(1.year())
            .unwrap()
            .yesterday()
            .unwrap();
        assert!(!Unit::Month.is_sure(date(2001, 1, 1), last));
        assert!(Unit::Year.is_sure(date(2001, 1, 1), last));
        assert!(Unit::Day.is_sure(date(2001, 1, 3), date(2001, 2, 9)));
        assert!(!Unit::Day.is_sure(date(2001, 2, 1), date(2001, 2, 28)));
    }
}

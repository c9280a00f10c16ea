//! The days something means, with what is not known of them: an [`Interval`] has four bounds, so that a search, a timeline
//! or a calendar can show doubt. Not the phrase: that is [`crate::TimeExpression`]. How it is written: [`crate::edtf`].

use jiff::civil::Date;

/// The days something means. "Two years ago" is a year, not a day: it begins and ends on days that lie somewhere between
/// the year's first and its last. "From March to May" begins in March and ends in May.
///
/// ```text
///   first ......... begins_by          the day it begins
///          ends_from ......... last    the day it ends
/// ```
///
/// A bound that is `None` is open: "since 2001" has no end, "after 2001" no latest beginning either.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Interval {
    /// The earliest day it can begin.
    pub first: Option<Date>,
    /// The latest day it can begin.
    pub begins_by: Option<Date>,
    /// The earliest day it can end.
    pub ends_from: Option<Date>,
    /// The latest day it can end, inclusive.
    pub last: Option<Date>,
    /// How it is written in EDTF (ISO 8601-2): "2001-07", "2001-07-26/2001-08-18", "1999~".
    pub edtf: String,
}

impl Interval {
    /// Some time from `first` to `last`, or all of it: the text says no more.
    pub fn within(first: Option<Date>, last: Option<Date>, edtf: impl Into<String>) -> Interval {
        Interval {
            first,
            begins_by: last,
            ends_from: first,
            last,
            edtf: edtf.into(),
        }
    }

    /// From a day within `begin` to a day within `end`; a side that is `None` is open. `None` where they run backwards.
    pub fn between(
        begin: Option<&Interval>,
        end: Option<&Interval>,
        edtf: impl Into<String>,
    ) -> Option<Interval> {
        let first = begin.and_then(|begin| begin.first);
        let last = end.and_then(|end| end.last);
        if first.zip(last).is_some_and(|(first, last)| first > last) {
            return None;
        }
        let begins_by = begin.and_then(|begin| begin.last);
        let ends_from = end.and_then(|end| end.first);
        let cut = |day: Date| last.map_or(day, |last| day.min(last));
        let raised = |day: Date| first.map_or(day, |first| day.max(first));
        Some(Interval {
            first,
            begins_by: begins_by.map(cut),
            ends_from: ends_from.map(raised),
            last,
            edtf: edtf.into(),
        })
    }

    /// From `first` to `last`, both known to the day.
    pub fn days(first: Date, last: Date, edtf: impl Into<String>) -> Interval {
        Interval {
            first: Some(first),
            begins_by: Some(first),
            ends_from: Some(last),
            last: Some(last),
            edtf: edtf.into(),
        }
    }
}

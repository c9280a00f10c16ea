//! The days that the time layer found, as dates of events: in the precision of the text, one-day events beginning and
//! ending on the same day, ranges with both ends.

use annals_text::Span;
use annals_time::{Interval, Modifier, TimeKind, Times};

use crate::EventDates;

/// A place in the text that means certain days.
#[derive(Clone, Debug)]
pub struct Days {
    /// Where it stands.
    pub span: Span,
    /// What it means.
    pub dates: EventDates,
}

/// All that speaks of days, also where it is not known which (their dates are empty); ranges before the expressions they cover; sorted, without overlaps.
pub fn days(times: &Times) -> Vec<Days> {
    let mut found: Vec<Days> = times
        .ranges
        .iter()
        .map(|range| Days {
            span: range.span,
            dates: dates(range.span, &range.interval, None),
        })
        .collect();
    for expression in &times.expressions {
        if !matches!(expression.kind, TimeKind::Date | TimeKind::Time | TimeKind::Set) {
            continue;
        }
        let known = expression
            .interval
            .as_ref()
            .filter(|_| expression.kind != TimeKind::Set);
        found.push(Days {
            span: expression.span,
            dates: known
                .map(|interval| dates(expression.span, interval, expression.modifier))
                .unwrap_or_default(),
        });
    }
    found.sort_by_key(|days| (days.span.start, usize::MAX - days.span.end));
    let mut covered = 0;
    found.retain(|days| {
        let free = days.span.start >= covered;
        covered = covered.max(days.span.end);
        free
    });
    found
}

fn dates(span: Span, interval: &Interval, modifier: Option<Modifier>) -> EventDates {
    let part = matches!(modifier, Some(Modifier::Start | Modifier::Mid | Modifier::End));
    let edtf = interval.edtf.trim_end_matches(['~', '?', '%']);
    let (start, end) = match edtf.split_once('/') {
        _ if part => day_bounds(interval),
        Some((start, end)) => (plain(start), plain(end)),
        None => match plain(edtf) {
            Some(day) => (Some(day.clone()), Some(day)),
            None => day_bounds(interval),
        },
    };
    let (start, end) = if start.is_none() && end.is_none() {
        day_bounds(interval)
    } else {
        (start, end)
    };
    EventDates {
        start,
        end,
        first: interval.first,
        last: interval.last,
        from: Some(span),
    }
}

fn day_bounds(interval: &Interval) -> (Option<String>, Option<String>) {
    (
        interval.first.map(|day| day.to_string()),
        interval.last.map(|day| day.to_string()),
    )
}

/// A year, month or day of the calendar; not a season, week, decade or open end.
fn plain(edtf: &str) -> Option<String> {
    let edtf = edtf.trim_end_matches(['~', '?', '%']);
    let edtf = edtf.split('T').next().unwrap_or(edtf);
    let shape_fits = matches!(edtf.len(), 4 | 7 | 10)
        && edtf.bytes().enumerate().all(|(i, byte)| match i {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let month_fits = edtf.get(5..7).is_none_or(|month| month <= "12");
    (shape_fits && month_fits).then(|| edtf.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(edtf: &str) -> (Option<String>, Option<String>) {
        let interval = Interval::within("2026-06-21".parse().ok(), "2026-09-20".parse().ok(), edtf);
        let dates = dates(Span::new(0, 0), &interval, None);
        (dates.start, dates.end)
    }

    #[test]
    fn dates_keep_the_precision_of_the_text() {
        let both = |text: &str| (Some(text.to_owned()), Some(text.to_owned()));
        assert_eq!(of("2026"), both("2026"));
        assert_eq!(of("2026-06~"), both("2026-06"));
        assert_eq!(of("2026-06-01"), both("2026-06-01"));
        assert_eq!(of("2026-06-01/2026-06-03").1.as_deref(), Some("2026-06-03"));
        assert_eq!(of("2026-06-01/.."), (Some("2026-06-01".into()), None));
        assert_eq!(of("2026-22").0.as_deref(), Some("2026-06-21"));
    }
}

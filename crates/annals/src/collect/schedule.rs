//! When to look again. A new article is looked at again soon, then ever more seldom; a place that announces news every half
//! hour; whatever fails after a pause that doubles.

use annals_capture::Failure;
use annals_store::{Watched, WatchedKind};
use jiff::{SignedDuration, Timestamp};

/// After how many hours a page is looked at again, counted from the first time.
const REVISITS: [f64; 6] = [1.0, 6.0, 24.0, 72.0, 168.0, 720.0];

/// Between two looks at a place that announces news, in minutes.
const PLACE_MINUTES: i64 = 30;

/// The longest pause after failures, in minutes: a day.
const PAUSE_LIMIT: i64 = 24 * 60;

/// A page that never answered is given up after so many attempts.
const ATTEMPTS: u32 = 10;

/// When to look again.
pub struct Schedule {
    revisits: Vec<f64>,
}

impl Schedule {
    /// By the hours of annals.toml, or the usual ones.
    pub fn new(hours: Option<&[f64]>) -> Self {
        let mut revisits: Vec<f64> = hours.unwrap_or(&REVISITS).to_vec();
        revisits.retain(|hours| hours.is_finite() && *hours > 0.0);
        revisits.sort_by(f64::total_cmp);
        Schedule { revisits }
    }

    /// After an answer with what was wanted; never, when it has been looked at often enough.
    pub fn after_success(&self, watched: &Watched, now: Timestamp) -> Option<Timestamp> {
        match watched.kind {
            WatchedKind::Page => self.next_revisit(watched.first_success.unwrap_or(now), now),
            WatchedKind::More => None,
            _ => Some(later(now, PLACE_MINUTES)),
        }
    }

    /// After an answer without it (404, 410, 500 ...) or no answer.
    pub fn after_failure(
        &self,
        watched: &Watched,
        failure: Option<&Failure>,
        now: Timestamp,
    ) -> Option<Timestamp> {
        if watched.kind == WatchedKind::More {
            return None;
        }
        if let Some(Failure::Later(until)) = failure {
            return Some(*until);
        }
        if let (WatchedKind::Page, Some(first), None) = (watched.kind, watched.first_success, failure) {
            return self.next_revisit(first, now);
        }
        let given_up = watched.kind == WatchedKind::Page && watched.failures + 1 >= ATTEMPTS;
        let doubled = PLACE_MINUTES << watched.failures.min(10);
        let pause = match failure {
            Some(Failure::Robots(_) | Failure::Refused(_)) => PAUSE_LIMIT,
            _ => doubled.min(PAUSE_LIMIT),
        };
        (!given_up).then(|| later(now, pause))
    }

    fn next_revisit(&self, first: Timestamp, now: Timestamp) -> Option<Timestamp> {
        let mut instants = self
            .revisits
            .iter()
            .map(|hours| later(first, (hours * 60.0) as i64));
        instants.find(|instant| *instant > now)
    }
}

fn later(instant: Timestamp, minutes: i64) -> Timestamp {
    instant
        .saturating_add(SignedDuration::from_mins(minutes))
        .unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn page(first_success: Option<&str>, failures: u32) -> Watched {
        Watched {
            url: "https://harbour.example/1".into(),
            source: "harbour.example".into(),
            kind: WatchedKind::Page,
            found: at("2026-03-03T08:00:00Z"),
            first_success: first_success.map(at),
            successes: 0,
            failures,
            etag: None,
            last_modified: None,
        }
    }

    #[test]
    fn a_page_is_looked_at_again_ever_more_seldom() {
        let (schedule, first) = (Schedule::new(None), Some("2026-03-03T08:00:00Z"));
        for (now, due) in [
            ("2026-03-03T08:00:00Z", Some("2026-03-03T09:00:00Z")),
            ("2026-03-03T09:00:00Z", Some("2026-03-03T14:00:00Z")),
            ("2026-03-03T20:00:00Z", Some("2026-03-04T08:00:00Z")),
            ("2026-03-12T08:00:00Z", Some("2026-04-02T08:00:00Z")),
            ("2026-04-02T08:00:00Z", None),
        ] {
            assert_eq!(
                schedule.after_success(&page(first, 0), at(now)),
                due.map(at),
                "{now}"
            );
            assert_eq!(
                schedule.after_failure(&page(first, 3), None, at(now)),
                due.map(at),
                "{now}, missing"
            );
        }
    }

    #[test]
    fn what_fails_is_tried_after_ever_longer_pauses_and_given_up() {
        let (schedule, now) = (Schedule::new(Some(&[2.0])), at("2026-03-03T08:00:00Z"));
        let after =
            |failures| schedule.after_failure(&page(None, failures), Some(&Failure::TooManyRedirects), now);
        assert_eq!(after(0), Some(at("2026-03-03T08:30:00Z")));
        assert_eq!(after(2), Some(at("2026-03-03T10:00:00Z")));
        assert_eq!(after(8), Some(at("2026-03-04T08:00:00Z")));
        assert_eq!(after(9), None);
        let until = at("2026-03-05T00:00:00Z");
        assert_eq!(
            schedule.after_failure(&page(None, 0), Some(&Failure::Later(until)), now),
            Some(until)
        );
    }
}

//! What is known of a page's presence, in sentences that claim no more than the looks.

use jiff::Timestamp;

use super::{Presence, State};

impl Presence {
    /// What is known, in sentences. Times are in UTC.
    pub fn sentence(&self) -> String {
        let mut said = match self.state {
            State::Present => format!(
                "Present when last looked at, on {}{}.",
                self.seen_last(),
                self.unchanged()
            ),
            State::Changed => format!(
                "Present when last looked at, on {}. {}",
                self.seen_last(),
                self.changed()
            ),
            State::MissingOnce => format!(
                "Missing once: on {} the server said that there is no such page (404). {} One look does not tell a removal \
                 from a fault.",
                self.missed_first(),
                self.last_seen()
            ),
            State::Missing => format!(
                "Missing since {}: {} did not find it, the last on {} (404). {}",
                self.missed_first(),
                self.looks(),
                instant(self.last_missed),
                self.last_seen()
            ),
            State::Gone => format!(
                "Gone: on {} the server said that the page was removed for good (410). {}{}",
                instant(self.last_missed),
                self.missed_before(),
                self.last_seen()
            ),
            State::FrontPage => format!(
                "Not found at its address: on {} the server sent the reader on to its front page. {}{}",
                instant(self.last_missed),
                self.missed_before(),
                self.last_seen()
            ),
            State::AnotherPage => format!(
                "Not found at its address: on {} the server answered, but with another page ({}) that holds little or none of its text. \
                 {}{} Whether it was moved, shut off or taken down is not known.",
                instant(self.last_missed),
                self.detail,
                self.missed_before(),
                self.last_seen()
            ),
            State::Blocked => format!(
                "Not let in ({}), {}. Whether the page is still there is not known. {}",
                self.detail,
                self.over(),
                self.last_seen()
            ),
            State::Unknown => "Not known: no look has found out anything.".to_owned(),
        };
        if let (Some((missed, seen)), State::Present | State::Changed) = (self.returned, self.state) {
            said += &format!(
                " It was not found on {}, and was there again on {}.",
                instant(Some(missed)),
                instant(Some(seen))
            );
        }
        said + &self.failures()
    }

    fn unchanged(&self) -> String {
        match (self.seen, self.first_seen) {
            (0 | 1, _) | (_, None) => String::new(),
            (seen, first) => format!("; {seen} looks since {} saw the same text", instant(first)),
        }
    }

    fn changed(&self) -> String {
        let between = self.last_change.map_or(String::new(), |(before, after)| {
            format!("between {} and {}", instant(Some(before)), instant(Some(after)))
        });
        match self.changes {
            1 => format!("Its text changed {between}."),
            times => format!("Its text changed {times} times, last {between}."),
        }
    }

    fn last_seen(&self) -> String {
        match self.last_seen {
            Some(seen) => format!("Last seen on {}.", instant(Some(seen))),
            None => "It was never seen.".to_owned(),
        }
    }

    fn seen_last(&self) -> String {
        instant(self.last_seen)
    }

    fn missed_first(&self) -> String {
        instant(self.first_missed)
    }

    /// Of several looks that did not find it: how many, and the first.
    fn missed_before(&self) -> String {
        match self.misses {
            1 => String::new(),
            _ => format!("First missed on {}, in {}. ", self.missed_first(), self.looks()),
        }
    }

    /// "on 3 March 2026, 09:00 UTC", "in 4 looks over 9 days, first on ...".
    fn over(&self) -> String {
        match self.misses {
            1 => format!("on {}", self.missed_first()),
            _ => format!("in {}, first on {}", self.looks(), self.missed_first()),
        }
    }

    /// "4 looks over 9 days".
    fn looks(&self) -> String {
        let hours = self
            .first_missed
            .zip(self.last_missed)
            .map_or(0, |(first, last)| {
                last.as_second().saturating_sub(first.as_second()) / 3600
            });
        let over = match hours {
            0 => "less than an hour".to_owned(),
            1 => "an hour".to_owned(),
            2..48 => format!("{hours} hours"),
            _ => format!("{} days", hours / 24),
        };
        match self.misses {
            1 => "1 look".to_owned(),
            looks => format!("{looks} looks over {over}"),
        }
    }

    fn failures(&self) -> String {
        let why = match self.failed.1.is_empty() {
            true => String::new(),
            false => format!(" ({})", self.failed.1),
        };
        match (self.failed.0, self.state) {
            (0, _) => String::new(),
            (1, State::Unknown) => format!(" One attempt failed{why}."),
            (attempts, State::Unknown) => format!(" {attempts} attempts failed, the last so{why}."),
            (1, _) => format!(" Since then one attempt failed{why}, which says nothing of the page."),
            (attempts, _) => {
                format!(
                    " Since then {attempts} attempts failed, the last so{why}, which says nothing of the page."
                )
            }
        }
    }
}

fn instant(instant: Option<Timestamp>) -> String {
    instant.map_or_else(String::new, |instant| {
        instant.strftime("%-d %B %Y, %H:%M UTC").to_string()
    })
}

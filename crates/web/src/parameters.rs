//! What a reader asks for in the query of an address: bounded, and refused with a helpful sentence where it cannot be
//! understood. Names a page does not know are ignored; of a name given twice the last one counts.

use std::collections::BTreeMap;

use annals_annotate::{EventKind, Status};
use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use jiff::civil::Date;

use crate::refusal::Refusal;

/// The longest value, in characters.
const VALUE_LIMIT: usize = 300;
/// The last page anyone may turn to.
const PAGE_LIMIT: usize = 100_000;

/// The parameters of a request.
#[derive(Debug, Default)]
pub struct Parameters(BTreeMap<String, String>);

impl<S: Send + Sync> FromRequestParts<S> for Parameters {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        Query::<Vec<(String, String)>>::try_from_uri(&parts.uri)
            .map(|Query(pairs)| Parameters(pairs.into_iter().collect()))
            .map_err(|error| Refusal::BadParameter(error.to_string()))
    }
}

impl Parameters {
    /// From the body of a form, which is written as the query of an address is.
    pub fn of_form(body: &[u8]) -> Result<Parameters, Refusal> {
        let body = std::str::from_utf8(body).map_err(|_| bad("The form is not UTF-8.".into()))?;
        let address = format!("/?{body}")
            .parse()
            .map_err(|_| bad("The form cannot be read.".into()))?;
        Query::<Vec<(String, String)>>::try_from_uri(&address)
            .map(|Query(pairs)| Parameters(pairs.into_iter().collect()))
            .map_err(|error| Refusal::BadParameter(error.to_string()))
    }

    /// The names that were given.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// A value without surrounding white space and control characters; `None` where it is empty.
    pub fn text(&self, name: &str) -> Result<Option<String>, Refusal> {
        let Some(given) = self.0.get(name) else {
            return Ok(None);
        };
        if given.chars().nth(VALUE_LIMIT).is_some() {
            return Err(bad(format!("“{name}” is longer than {VALUE_LIMIT} characters.")));
        }
        let clean: String = given
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        let clean = clean.trim();
        Ok((!clean.is_empty()).then(|| clean.to_string()))
    }

    /// The number of a page under `name`, counted from 1.
    pub fn page(&self, name: &str) -> Result<usize, Refusal> {
        let Some(given) = self.text(name)? else {
            return Ok(1);
        };
        given
            .parse()
            .ok()
            .filter(|page| (1..=PAGE_LIMIT).contains(page))
            .ok_or_else(|| bad(format!("“{name}” must be a number from 1 to {PAGE_LIMIT}.")))
    }

    /// The first day of "2001", "2001-07" or "2001-07-26".
    pub fn first_day(&self, name: &str) -> Result<Option<Date>, Refusal> {
        self.day(name, |first, _| first)
    }

    /// The last day of the same.
    pub fn last_day(&self, name: &str) -> Result<Option<Date>, Refusal> {
        self.day(name, |_, last| last)
    }

    fn day(&self, name: &str, choose: fn(Date, Date) -> Date) -> Result<Option<Date>, Refusal> {
        let Some(given) = self.text(name)? else {
            return Ok(None);
        };
        let days = days_of(&given).ok_or_else(|| {
            bad(format!(
                "“{name}” must be a date such as 2001, 2001-07 or 2001-07-26, not “{given}”."
            ))
        })?;
        Ok(Some(choose(days.0, days.1)))
    }

    /// An event kind by its code, in any case.
    pub fn kind(&self) -> Result<Option<EventKind>, Refusal> {
        let Some(given) = self.text("kind")? else {
            return Ok(None);
        };
        let kind = EventKind::from_name(&given.to_ascii_uppercase());
        kind.map(Some)
            .ok_or_else(|| bad(format!("There is no kind of event “{given}”.")))
    }

    /// A status by its name, in any case.
    pub fn status(&self) -> Result<Option<Status>, Refusal> {
        let Some(given) = self.text("status")? else {
            return Ok(None);
        };
        let named = |status: &Status| status.as_str().eq_ignore_ascii_case(&given);
        let status = STATUSES.into_iter().find(named);
        status.map(Some).ok_or_else(|| {
            bad(format!(
                "“status” must be happened, ongoing, planned or denied, not “{given}”."
            ))
        })
    }
}

/// Whether something happened, in the order in which pages offer it.
pub const STATUSES: [Status; 4] = [Status::Happened, Status::Ongoing, Status::Planned, Status::Denied];

fn bad(text: String) -> Refusal {
    Refusal::BadParameter(text)
}

/// First and last day of a year, month or day in ISO form.
fn days_of(text: &str) -> Option<(Date, Date)> {
    let fields: Vec<&str> = text.split('-').collect();
    if fields
        .iter()
        .any(|field| !field.bytes().all(|byte| byte.is_ascii_digit()))
        || fields[0].len() != 4
    {
        return None;
    }
    let year = fields[0].parse().ok().filter(|year| *year > 0)?;
    let month = fields.get(1).map(|month| month.parse()).transpose().ok()?;
    let day = fields.get(2).map(|day| day.parse()).transpose().ok()?;
    let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    match (month, day, fields.len()) {
        (None, _, _) => Some((first, first.last_of_year())),
        (_, None, _) => Some((first, first.last_of_month())),
        (_, _, 3) => Some((first, first)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_may_be_as_short_as_a_year() {
        let days = |text| days_of(text).map(|(first, last)| format!("{first} {last}"));
        assert_eq!(days("2001").as_deref(), Some("2001-01-01 2001-12-31"));
        assert_eq!(days("2000-02").as_deref(), Some("2000-02-01 2000-02-29"));
        assert_eq!(days("2001-07-26").as_deref(), Some("2001-07-26 2001-07-26"));
        for text in [
            "",
            "-",
            "01",
            "2001-13",
            "2001-02-30",
            "2001-",
            "2001-07-26-1",
            "+001",
            "0000",
            "next week",
        ] {
            assert_eq!(days(text), None, "{text}");
        }
    }
}

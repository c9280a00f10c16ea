//! Why there was no whole answer. None of these says anything about the page: only about the attempt.

use std::error::Error;
use std::time::Duration;

use jiff::Timestamp;

use super::Exchange;
use super::exchange::seconds;
use crate::Refusal;

/// Why an address gave no whole answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The fetcher could not be set up.
    #[error("cannot set up fetching: {0}")]
    Setup(String),
    /// It is an address that is not asked.
    #[error("not asked: {0}")]
    Refused(Refusal),
    /// The site's robots.txt forbids it.
    #[error("robots.txt does not allow {0}")]
    Robots(String),
    /// The host asked to be left alone until then.
    #[error("the host asks to be left alone until {0}")]
    Later(Timestamp),
    /// No connection: no such name, nobody there, no trust.
    #[error("no connection: {0}")]
    Connect(String),
    /// It took too long.
    #[error("no whole answer within {}", seconds(*.0))]
    Timeout(Duration),
    /// The body is larger than is read, in bytes.
    #[error("larger than {} MiB", *.0 >> 20)]
    TooLarge(u64),
    /// The body cannot be unpacked, or becomes too large.
    #[error("cannot be unpacked: {0}")]
    Unpacking(String),
    /// The answer ended before its end, or is no HTTP.
    #[error("a broken answer: {0}")]
    Protocol(String),
    /// More redirects than are followed.
    #[error("too many redirects")]
    TooManyRedirects,
    /// The redirects come back to where they were.
    #[error("the redirects run in a circle, through {0}")]
    Loop(String),
}

/// A failed attempt: why, and the exchanges that came before.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{why}")]
pub struct Failed {
    /// Why there was no answer.
    pub why: Failure,
    /// The whole exchanges before it: redirects.
    pub hops: Vec<Exchange>,
}

impl Failure {
    /// Whether another attempt, later, may go better.
    pub fn is_passing(&self) -> bool {
        matches!(
            self,
            Failure::Later(_) | Failure::Connect(_) | Failure::Timeout(_) | Failure::Protocol(_)
        )
    }

    /// What the client met.
    pub(super) fn of(error: reqwest::Error) -> Self {
        if let Some(refusal) = refusal_beneath(&error) {
            return Failure::Refused(refusal);
        }
        let words = innermost(&error);
        match error.is_connect() {
            true => Failure::Connect(words),
            false => Failure::Protocol(words),
        }
    }
}

/// The guard's word, where the resolver carried it.
fn refusal_beneath(error: &(dyn Error + 'static)) -> Option<Refusal> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(refusal) = error.downcast_ref::<Refusal>() {
            return Some(refusal.clone());
        }
        next = error.source();
    }
    None
}

/// What lies beneath all wrappings, in its words.
fn innermost(error: &dyn Error) -> String {
    let mut words = error.to_string();
    let mut next = error.source();
    while let Some(error) = next {
        words = error.to_string();
        next = error.source();
    }
    words
}

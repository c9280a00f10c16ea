//! What came of a fetch, as the folder keeps it: pages as captures, everything else beside them.

use annals_archive::Aside;
use annals_capture::{Exchange, Failed, Fetched};
use annals_store::{Addition, Visit, Watched, WatchedKind};

use super::Schedule;

/// What became of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Became {
    /// It answered with what was wanted.
    Well,
    /// The server says that nothing changed.
    Unchanged,
    /// It answered with something else: the status, or what it was.
    Otherwise(String),
    /// There was no whole answer.
    Failed(String),
}

impl Became {
    /// What went wrong.
    pub fn problem(&self) -> Option<&str> {
        match self {
            Became::Well | Became::Unchanged => None,
            Became::Otherwise(problem) | Became::Failed(problem) => Some(problem),
        }
    }

    /// Of an answer, or the lack of one. `is_wanted` looks at a whole answer of status 200.
    pub fn of(outcome: &Result<Fetched, Failed>, is_wanted: impl Fn(&Fetched) -> bool) -> Became {
        match outcome {
            Err(failed) => Became::Failed(failed.to_string()),
            Ok(fetched) => match fetched.answer().status {
                304 => Became::Unchanged,
                200..=299 if is_wanted(fetched) => Became::Well,
                200..=299 => Became::Otherwise("not what was expected there".into()),
                status => Became::Otherwise(format!("status {status}")),
            },
        }
    }
}

/// The visit as the folder keeps it.
pub fn visits<'a>(
    watched: &'a Watched,
    outcome: &'a Result<Fetched, Failed>,
    became: &'a Became,
    schedule: &Schedule,
    now: jiff::Timestamp,
) -> Visit<'a> {
    let hops = outcome
        .as_ref()
        .map_or_else(|failed| &failed.hops, |fetched| &fetched.hops);
    let answer = outcome.as_ref().ok().map(Fetched::answer);
    let page = answer.filter(|_| watched.kind == WatchedKind::Page && *became == Became::Well);
    let due = match became.problem() {
        None => schedule.after_success(watched, now),
        Some(_) => schedule.after_failure(watched, outcome.as_ref().err().map(|failed| &failed.why), now),
    };
    let header = |name| answer.and_then(|answer| answer.header(name));
    Visit {
        url: &watched.url,
        tried: now,
        status: answer.map(|answer| answer.status),
        problem: became.problem(),
        etag: header("etag"),
        last_modified: header("last-modified"),
        due,
        asides: asides(watched, hops, page.is_some()),
        page: page.map(addition),
    }
}

/// All requests, and all answers but the page itself.
fn asides<'a>(watched: &Watched, hops: &'a [Exchange], with_page: bool) -> Vec<Aside<'a>> {
    let mut asides = Vec::new();
    for (number, hop) in hops.iter().enumerate() {
        let Exchange {
            url,
            request_head,
            response_head: head,
            body,
            ..
        } = hop;
        let asked = hop.asked;
        asides.push(Aside::Request {
            url,
            asked,
            head: request_head,
        });
        match hop.status {
            304 => asides.push(Aside::Revisit {
                url,
                asked,
                head,
                said_by_server: true,
                body: None,
                first: watched.first_success,
            }),
            _ if with_page && number + 1 == hops.len() => {}
            _ => asides.push(Aside::Answer {
                url,
                asked,
                head,
                body,
            }),
        }
    }
    asides
}

fn addition(answer: &Exchange) -> Addition<'_> {
    Addition {
        bytes: &answer.body,
        url: Some(&answer.url),
        file_name: None,
        content_type: answer.header("content-type"),
        captured: answer.asked,
        date: None,
        source: None,
        http_head: Some(&answer.response_head),
    }
}

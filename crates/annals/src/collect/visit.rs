//! What came of a fetch, as the folder keeps it: pages as captures, everything else beside them.

use annals_archive::Aside;
use annals_capture::{Exchange, Failed, Failure, Fetched};
use annals_store::presence::Found;
use annals_store::{Addition, Visit, Watched, WatchedKind};

use super::{Compared, Instead, Schedule};

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
    compared: &'a Compared,
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
        found: found(watched, outcome, became, compared.instead.as_ref()),
        problem: became.problem(),
        etag: header("etag"),
        last_modified: header("last-modified"),
        due,
        asides: asides(watched, hops, page.is_some())
            .into_iter()
            .chain(
                compared
                    .probes
                    .iter()
                    .flat_map(|probe| asides(watched, &probe.hops, false)),
            )
            .collect(),
        page: page.map(addition),
    }
}

/// What a look says of the page. An attempt without a whole answer says nothing.
fn found(
    watched: &Watched,
    outcome: &Result<Fetched, Failed>,
    became: &Became,
    instead: Option<&Instead>,
) -> Found {
    let answer = match outcome {
        Ok(fetched) => fetched.answer(),
        Err(failed) => {
            return match &failed.why {
                Failure::Robots(_) => Found::Blocked("robots.txt".into()),
                why => Found::Failed(why.to_string()),
            };
        }
    };
    match answer.status {
        404 => Found::Missing,
        410 => Found::Gone,
        401..=403 | 407 | 429 | 451 => Found::Blocked(format!("status {}", answer.status)),
        _ if is_front_page(&watched.url, &answer.url) => Found::FrontPage,
        _ => match (instead, became) {
            (Some(Instead::Another(which)), _) => Found::AnotherPage(which.clone()),
            (_, Became::Well | Became::Unchanged) => Found::Seen,
            (_, Became::Otherwise(problem) | Became::Failed(problem)) => Found::Failed(problem.clone()),
        },
    }
}

/// Whether who asked for a page was sent to the front page of a site: to a path of nothing, or of a language alone.
pub fn is_front_page(asked: &str, answered: &str) -> bool {
    let path = |url: &str| {
        let url = url::Url::parse(url).ok()?;
        Some((
            url.path().trim_matches('/').to_ascii_lowercase(),
            url.query().is_some(),
        ))
    };
    let is_front = |(path, query): &(String, bool)| {
        let index = ["index.html", "index.htm", "index.php", "home", "default.aspx"];
        !query && (path.is_empty() || index.contains(&path.as_str()) || path.len() == 2)
    };
    match (path(asked), path(answered)) {
        (Some(asked), Some(answered)) => !is_front(&asked) && is_front(&answered),
        _ => false,
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
            machine,
            ..
        } = hop;
        let machine = *machine;
        let asked = hop.asked;
        asides.push(Aside::Request {
            url,
            asked,
            machine,
            head: request_head,
        });
        match hop.status {
            304 => asides.push(Aside::Revisit {
                url,
                asked,
                machine,
                head,
                said_by_server: true,
                body: None,
                first: watched.first_success,
            }),
            _ if with_page && number + 1 == hops.len() => {}
            _ => asides.push(Aside::Answer {
                url,
                asked,
                machine,
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
        machine: answer.machine,
    }
}

#[cfg(test)]
mod tests {
    use super::is_front_page;

    #[test]
    fn who_is_sent_to_the_front_page_is_told_from_who_is_sent_on() {
        let page = "https://ledger.example/news/railway";
        for front in [
            "https://ledger.example/",
            "https://www.ledger.example",
            "https://ledger.example/en/",
            "https://ledger.example/index.html",
        ] {
            assert!(is_front_page(page, front), "{front}");
        }
        for page_again in [
            page,
            "https://ledger.example/archive/railway",
            "https://ledger.example/?p=17",
        ] {
            assert!(!is_front_page(page, page_again), "{page_again}");
        }
        assert!(!is_front_page(
            "https://ledger.example/",
            "https://www.ledger.example/"
        ));
    }
}

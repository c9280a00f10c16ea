//! What answers in a page's place. A server may say 200 and mean 404: it sends its search page, its front page, or a
//! regret. One sign is not enough to say so. An answer is doubted only where it holds next to nothing of the text that was seen
//! at its address; then the site is asked for a page in the same folder that cannot exist, and what it sends for that is
//! compared with the answer: Bar-Yossef, Broder, Kumar and Tomkins, "Sic transit gloria telae: towards an understanding of
//! the web's decay" (WWW 2004), section 3. A host that says 404 of such a page is believed, and the answer with it.

use std::collections::HashMap;

use annals_archive::Capture;
use annals_capture::{Ask, Fetched, Fetcher};
use annals_dedup::Fingerprint;
use annals_extract::Page;
use annals_store::{Annals, Watched, WatchedKind};
use annals_text::Text;
use url::Url;

/// So many addresses of one host are asked for comparison in a session.
const PROBES: usize = 4;
/// An answer that holds this part of the word pairs that were seen is the same page, however edited.
const KEPT: f64 = 0.35;
/// Pages are one and the same when this part of their word pairs is in both; ages and counters may differ.
const SAME: f64 = 0.8;
/// A text of fewer word pairs is too short to miss.
const LEAST: usize = 12;
/// The name of a page that cannot exist.
const NOWHERE: &str = "annals-compares-with-no-such-page-7f3k9q2x";

/// What an answer is in place of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Instead {
    /// Another page: which.
    Another(String),
    /// None of the text that was seen, and nothing to compare it with: why.
    Unclear(String),
}

/// What sites send for pages that do not exist, asked once a session.
#[derive(Default)]
pub struct Comparisons {
    seen: HashMap<String, Option<Sight>>,
    asked: HashMap<String, usize>,
}

/// The words of an answer, and whence it came.
#[derive(Clone)]
struct Sight {
    status: u16,
    address: String,
    words: Fingerprint,
}

/// What was found out, with the answers that were fetched for it: evidence too.
#[derive(Default)]
pub struct Compared {
    /// What stands there instead, if it is not the page.
    pub instead: Option<Instead>,
    /// What was asked for comparison this time.
    pub probes: Vec<Fetched>,
}

impl Instead {
    /// In words, for messages.
    pub fn problem(&self) -> String {
        match self {
            Instead::Another(which) => format!("answers, but with another page ({which})"),
            Instead::Unclear(why) => {
                format!("answers with little or none of the text that was seen, and {why}")
            }
        }
    }
}

impl Comparisons {
    /// Compares an answer of status 200 with what was last seen at its address. Asks the site at most for one page that
    /// cannot exist and for its front page.
    pub fn compare(
        &mut self,
        annals: &Annals,
        fetcher: &Fetcher,
        watched: &Watched,
        fetched: &Fetched,
    ) -> Compared {
        let mut compared = Compared::default();
        let is_page = watched.kind == WatchedKind::Page && (200..300).contains(&fetched.answer().status);
        let before = match is_page && watched.first_success.is_some() {
            true => annals.last_seen(&watched.url).unwrap_or_default(),
            false => None,
        };
        let Some(before) = before else { return compared };
        let now = Sight::of(fetched);
        if is_kept(&before, &now.words) {
            return compared;
        }
        compared.instead = match is_elsewhere(&before.url, &now.address) {
            true => Some(Instead::Another(format!("sent on to {}", now.address))),
            false => self.by_probes(fetcher, &now, &mut compared.probes),
        };
        compared
    }

    fn by_probes(&mut self, fetcher: &Fetcher, now: &Sight, probes: &mut Vec<Fetched>) -> Option<Instead> {
        let another = |which: &str| Some(Instead::Another(which.to_owned()));
        let unclear = |why: &str| Some(Instead::Unclear(why.to_owned()));
        let (Some(nowhere), Some(front)) = (nowhere(&now.address), in_folder(&now.address, "/")) else {
            return unclear("its address has no folder");
        };
        match self.sight(fetcher, &nowhere, probes) {
            Some(sight) if matches!(sight.status, 404 | 410) => {}
            Some(sight) if (200..300).contains(&sight.status) => {
                if sight.is_like(now) || bare(&sight.address) == bare(&now.address) {
                    return another("the one for addresses that do not exist");
                }
            }
            _ => return unclear("the site did not say what it does about addresses that do not exist"),
        }
        let front = self.sight(fetcher, &front, probes)?;
        match (200..300).contains(&front.status) && front.is_like(now) {
            true => another("the front page"),
            false => None,
        }
    }

    /// What is at an address, as far as the site may still be asked.
    fn sight(&mut self, fetcher: &Fetcher, address: &Url, probes: &mut Vec<Fetched>) -> Option<Sight> {
        if let Some(seen) = self.seen.get(address.as_str()) {
            return seen.clone();
        }
        let asked = self.asked.entry(address.host_str()?.to_owned()).or_default();
        if *asked == PROBES {
            return None;
        }
        *asked += 1;
        let ask = Ask {
            url: address.as_str(),
            ..Ask::default()
        };
        let fetched = fetcher.fetch(&ask).ok();
        let sight = fetched.as_ref().map(Sight::of);
        probes.extend(fetched);
        self.seen.insert(address.to_string(), sight.clone());
        sight
    }
}

impl Sight {
    fn of(fetched: &Fetched) -> Self {
        let answer = fetched.answer();
        let media = answer.header("content-type");
        let (article, around) = words(&fetched.payload, media, &answer.url);
        Sight {
            status: answer.status,
            address: answer.url.clone(),
            words: Fingerprint::of(&Text::new(article + "\n" + &around)),
        }
    }

    /// Whether two answers are one page: Jaccard's share of word pairs in both.
    fn is_like(&self, other: &Sight) -> bool {
        let shared = shared(&self.words, &other.words);
        let all = self.words.as_slice().len() + other.words.as_slice().len() - shared;
        shared as f64 >= SAME * all as f64
    }
}

/// Whether enough of the article that was seen stands among the words of a page.
fn is_kept(before: &Capture, now: &Fingerprint) -> bool {
    let (article, _) = words(&before.payload, before.content_type.as_deref(), &before.url);
    let article = Fingerprint::of(&Text::new(article));
    let count = article.as_slice().len();
    count < LEAST || shared(&article, now) as f64 >= KEPT * count as f64
}

fn shared(one: &Fingerprint, other: &Fingerprint) -> usize {
    let other = other.as_slice();
    let shared = one
        .as_slice()
        .iter()
        .filter(|pair| other.binary_search(pair).is_ok());
    shared.count()
}

/// The words of a page's article, and those around it.
fn words(bytes: &[u8], content_type: Option<&str>, url: &str) -> (String, String) {
    let (article, omitted) = annals_extract::extract(&Page {
        bytes,
        url: Some(url),
        content_type,
        as_of: None,
    });
    let around: Vec<&str> = omitted.iter().map(|omitted| omitted.text.as_str()).collect();
    (article.text.to_string(), around.join("\n"))
}

/// Whether an answer came from another address than the one that was seen there; scheme, "www." and query aside.
fn is_elsewhere(before: &str, now: &str) -> bool {
    let place = |address: &str| {
        let url = Url::parse(address).ok()?;
        let host = url.host_str()?.trim_start_matches("www.").to_owned();
        Some((host, url.path().trim_end_matches('/').to_owned()))
    };
    place(before) != place(now)
}

fn bare(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or_default()
}

/// An address in the same folder that cannot exist, and says why it is asked for. It ends like the one beside it, by which
/// sites choose who answers.
fn nowhere(address: &str) -> Option<Url> {
    let url = Url::parse(address).ok()?;
    let name = url.path().trim_end_matches('/').rsplit('/').next()?;
    let ending = name
        .rsplit_once('.')
        .map_or(String::new(), |(_, ending)| format!(".{ending}"));
    let slash = if url.path().ends_with('/') { "/" } else { "" };
    let folder = url.path().trim_end_matches('/');
    let folder = &folder[..folder.rfind('/')? + 1];
    in_folder(address, &format!("{folder}{NOWHERE}{ending}{slash}"))
}

fn in_folder(address: &str, path: &str) -> Option<Url> {
    let mut url = Url::parse(address).ok()?;
    url.set_path(path);
    url.set_query(None);
    url.set_fragment(None);
    Some(url)
}

#[cfg(test)]
mod tests {
    use super::{is_elsewhere, nowhere};

    #[test]
    fn what_cannot_exist_is_asked_for_beside_the_page() {
        for (address, asked) in [
            (
                "https://ledger.example/news/railway?id=1",
                "https://ledger.example/news/NOWHERE",
            ),
            (
                "https://ledger.example/news/railway.html",
                "https://ledger.example/news/NOWHERE.html",
            ),
            (
                "https://ledger.example/2026/03/railway/",
                "https://ledger.example/2026/03/NOWHERE/",
            ),
            ("https://ledger.example/railway", "https://ledger.example/NOWHERE"),
        ] {
            let asked = asked.replace("NOWHERE", super::NOWHERE);
            assert_eq!(nowhere(address).unwrap().as_str(), asked);
        }
        assert!(nowhere("https://ledger.example/").is_none());
    }

    #[test]
    fn a_page_that_moved_to_https_is_where_it_was() {
        assert!(!is_elsewhere(
            "http://www.ledger.example/a/",
            "https://ledger.example/a?ref=1"
        ));
        assert!(is_elsewhere(
            "https://ledger.example/a",
            "https://ledger.example/news"
        ));
    }
}

//! Between the folder and the fetcher: with which settings it fetches, what an answer announces, and when to look again. It is
//! no stage and keeps nothing: `annals source` and `annals fetch` share it.

mod instead;
mod schedule;
mod visit;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use annals_capture::{
    Announced, Ask, Failed, Feed, FetchSettings, Fetched, Fetcher, Guard, Origin, Sitemap, SitemapKind,
    announced,
};
use annals_store::{Annals, Watched, WatchedKind};
use anyhow::{Context, Result};

pub use instead::{Compared, Comparisons, Instead};
pub use schedule::Schedule;
pub use visit::{Became, is_front_page, visits};

/// How many requests are under way together, over all hosts.
const WORKERS: usize = 8;

/// A fetcher as annals.toml wants it.
pub fn fetcher(annals: &Annals) -> Result<Fetcher> {
    let wanted = annals.fetching();
    let mut settings = FetchSettings {
        guard: Guard {
            except: wanted.allow.clone(),
        },
        ..FetchSettings::default()
    };
    if let Some(contact) = &wanted.contact {
        settings.user_agent = format!("{} (+{contact})", settings.user_agent);
    }
    if let Some(pause) = wanted.pause.filter(|pause| (0.0..=3600.0).contains(pause)) {
        settings.delay = Duration::from_secs_f64(pause);
    }
    settings.proxy = wanted.proxy.clone();
    Fetcher::new(settings).context("fetching cannot begin")
}

/// What a place announces.
#[derive(Debug, Default)]
pub struct News {
    /// Which sort of place it is, in words.
    pub form: String,
    /// The pages.
    pub pages: Vec<String>,
    /// More sitemaps, the newest first.
    pub sitemaps: Vec<String>,
    /// Where a list goes on.
    pub next: Option<String>,
}

/// Of an index of sitemaps only the newest are looked at: the others list what is old.
const SITEMAPS_OF_INDEX: usize = 5;

/// What an answer announces, read as the kind of place it is taken for; `None` where it is none.
pub fn news(kind: WatchedKind, fetched: &Fetched) -> Option<News> {
    match kind {
        WatchedKind::Feed => feed(fetched).map(|feed| News {
            form: format!("{:?} feed", feed.form),
            pages: feed.entries.into_iter().filter_map(|entry| entry.link).collect(),
            ..News::default()
        }),
        WatchedKind::Sitemap => sitemap(fetched).map(of_sitemap),
        WatchedKind::List | WatchedKind::More | WatchedKind::Page => {
            let page = page(fetched);
            Some(News {
                form: "list page".into(),
                pages: page.headlines.into_iter().map(|headline| headline.0).collect(),
                next: page.next,
                ..News::default()
            })
        }
    }
}

fn of_sitemap(sitemap: Sitemap) -> News {
    let mut places = sitemap.places;
    match sitemap.kind {
        SitemapKind::Pages => News {
            form: "sitemap".into(),
            pages: places.into_iter().map(|place| place.address).collect(),
            ..News::default()
        },
        SitemapKind::Sitemaps => {
            places.sort_by_key(|place| std::cmp::Reverse(place.changed));
            let newest = places.into_iter().take(SITEMAPS_OF_INDEX);
            News {
                form: "index of sitemaps".into(),
                sitemaps: newest.map(|place| place.address).collect(),
                ..News::default()
            }
        }
    }
}

fn origin(fetched: &Fetched) -> Origin<'_> {
    let answer = fetched.answer();
    Origin {
        url: Some(&answer.url),
        content_type: answer.header("content-type"),
    }
}

/// The answer as a feed.
pub fn feed(fetched: &Fetched) -> Option<Feed> {
    Feed::read(&fetched.payload, origin(fetched))
}

/// The answer as a sitemap.
pub fn sitemap(fetched: &Fetched) -> Option<Sitemap> {
    Sitemap::read(&fetched.payload, origin(fetched))
}

/// The answer as a page that announces.
pub fn page(fetched: &Fetched) -> Announced {
    announced(&fetched.payload, origin(fetched))
}

/// Fetches all of these, several at a time, and hands each over as it comes, in the caller's thread.
pub fn fetch_all(
    fetcher: &Fetcher,
    all: &[Watched],
    mut take: impl FnMut(&Watched, std::result::Result<Fetched, Failed>) -> Result<()>,
) -> Result<()> {
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::sync_channel(WORKERS);
    std::thread::scope(|scope| {
        for _ in 0..WORKERS.min(all.len()) {
            let (sender, next) = (sender.clone(), &next);
            scope.spawn(move || {
                while let Some(watched) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if crate::command::is_stopping() {
                        return;
                    }
                    let ask = Ask {
                        url: &watched.url,
                        etag: watched.etag.as_deref(),
                        last_modified: watched.last_modified.as_deref(),
                    };
                    // Nobody listens any more after an error of the folder.
                    if sender.send((watched, fetcher.fetch(&ask))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let outcome = receiver
            .iter()
            .try_for_each(|(watched, outcome)| take(watched, outcome));
        drop(receiver);
        outcome
    })
}

//! `annals source add`: finds where a site announces its news, says what it found, and keeps it in annals.toml.

use annals_capture::{Ask, Fetched, Fetcher};
use annals_store::WatchedKind;
use anyhow::{Context, Result, bail};
use clap::Args;
use jiff::Timestamp;

use crate::collect;
use crate::command::{Global, Outcome};

/// Find where a site announces its news: its feed, its sitemap, or the page itself as a list; and keep it in annals.toml.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  annals source add https://harbour-gazette.example/\n  \
    annals source add https://harbour-gazette.example/feed.xml\n  annals source add https://harbour-gazette.example/port --list"
)]
pub struct Add {
    /// A site, a feed, a sitemap, or a page that lists articles.
    #[arg(required = true)]
    urls: Vec<String>,
    /// Take the page as a list of articles, whatever else it names.
    #[arg(long)]
    list: bool,
}

/// So many links that look like headlines make a page a list.
const HEADLINES: usize = 3;

/// Where news is announced.
struct Found {
    kind: WatchedKind,
    places: Vec<String>,
    what: String,
}

impl Add {
    /// Adds each address; one that announces nothing is reported and the rest goes on.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        let mut annals = global.open()?;
        let fetcher = collect::fetcher(&annals)?;
        let (mut out, mut outcome) = (global.out()?, Outcome::Done);
        for url in &self.urls {
            match self.find(&fetcher, url) {
                Ok(found) => {
                    let key = annals.add_source(url, found.kind, &found.places, Timestamp::now())?;
                    tell(global, &mut out, &key, &found)?;
                }
                Err(error) => {
                    eprintln!("annals: {url}: {error:#}");
                    outcome = Outcome::SomeFailed;
                }
            }
        }
        out.flush()?;
        Ok(outcome)
    }

    fn find(&self, fetcher: &Fetcher, url: &str) -> Result<Found> {
        let fetched = get(fetcher, url)?;
        if self.list {
            return Ok(as_list(url, &fetched));
        }
        let own = |kind, what: String| Found {
            kind,
            places: vec![url.to_owned()],
            what,
        };
        if let Some(feed) = collect::feed(&fetched) {
            return Ok(own(
                WatchedKind::Feed,
                format!("a feed with {} entries", feed.entries.len()),
            ));
        }
        if let Some(sitemap) = collect::sitemap(&fetched) {
            return Ok(own(
                WatchedKind::Sitemap,
                format!("a sitemap with {} addresses", sitemap.places.len()),
            ));
        }
        let found = named_feeds(fetcher, &fetched).or_else(|| named_sitemaps(fetcher, &fetched));
        match found.unwrap_or_else(|| as_list(url, &fetched)) {
            Found {
                kind: WatchedKind::List,
                what,
                ..
            } if headlines(&fetched) < HEADLINES => {
                bail!("no feed, no sitemap, and {what}; `--list` takes it as a list all the same")
            }
            found => Ok(found),
        }
    }
}

fn get(fetcher: &Fetcher, url: &str) -> Result<Fetched> {
    let fetched = fetcher
        .fetch(&Ask {
            url,
            ..Ask::default()
        })
        .context("not fetched")?;
    match fetched.answer().status {
        200..=299 => Ok(fetched),
        status => bail!("it answers with status {status}"),
    }
}

/// The feeds that the page names, as far as they are some; without those of readers' comments where there are others.
fn named_feeds(fetcher: &Fetcher, fetched: &Fetched) -> Option<Found> {
    /// More are not tried.
    const TRIED: usize = 5;
    let page = collect::page(fetched);
    let is_of_comments = |url: &str, title: Option<&str>| {
        let of_comments = |text: &str| text.to_lowercase().contains("comment");
        of_comments(url) || title.is_some_and(of_comments)
    };
    let (comments, news): (Vec<_>, Vec<_>) = page
        .feeds
        .into_iter()
        .partition(|(url, title)| is_of_comments(url, title.as_deref()));
    let named = news
        .into_iter()
        .chain(comments)
        .map(|(url, _)| url)
        .chain(page.likely_feeds);
    let is_feed = |url: &String| get(fetcher, url).is_ok_and(|fetched| collect::feed(&fetched).is_some());
    let feed = named.take(TRIED).find(is_feed)?;
    Some(Found {
        kind: WatchedKind::Feed,
        what: format!("its feed {feed}"),
        places: vec![feed],
    })
}

/// The sitemaps that the page or robots.txt names, those for news first.
fn named_sitemaps(fetcher: &Fetcher, fetched: &Fetched) -> Option<Found> {
    let site = url::Url::parse(&fetched.answer().url).ok()?;
    let mut named = collect::page(fetched).sitemaps;
    if let Ok(robots) = get(fetcher, site.join("/robots.txt").ok()?.as_str()) {
        let robots = annals_capture::Robots::parse(&robots.payload);
        named.extend(
            robots
                .sitemaps()
                .iter()
                .filter_map(|place| Some(site.join(place).ok()?.into())),
        );
    }
    named.sort_by_key(|place: &String| !place.contains("news"));
    let is_sitemap =
        |url: &&String| get(fetcher, url).is_ok_and(|fetched| collect::sitemap(&fetched).is_some());
    let sitemap = named.iter().take(3).find(is_sitemap)?.clone();
    Some(Found {
        kind: WatchedKind::Sitemap,
        what: format!("its sitemap {sitemap}"),
        places: vec![sitemap],
    })
}

fn headlines(fetched: &Fetched) -> usize {
    collect::page(fetched).headlines.len()
}

fn as_list(url: &str, fetched: &Fetched) -> Found {
    let what = format!(
        "a page with {} links that look like headlines",
        headlines(fetched)
    );
    Found {
        kind: WatchedKind::List,
        places: vec![url.to_owned()],
        what,
    }
}

fn tell(global: &Global, out: &mut dyn std::io::Write, key: &str, found: &Found) -> Result<()> {
    match global.json {
        true => {
            let row = serde_json::json!({"key": key, "kind": found.kind.word(), "places": found.places});
            writeln!(out, "{row}")?;
        }
        false => writeln!(out, "{key}: {}", found.what)?,
    }
    Ok(())
}

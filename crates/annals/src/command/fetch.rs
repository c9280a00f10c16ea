//! `annals fetch`: looks where sources announce their news, and fetches what they announce.

use std::sync::Arc;
use std::time::{Duration, Instant};

use annals_capture::{Failed, Fetched, Fetcher};
use annals_store::{Added, Annals, Progress, Watched, WatchedKind};
use anyhow::{Result, bail};
use clap::Args;
use jiff::Timestamp;

use super::{Global, Outcome};
use crate::collect::{self, Became, Compared, Comparisons, Schedule};
use crate::progress::Bar;

/// Fetch what is due: first what the sources announce, then the pages.
///
/// Sources are told with `annals source add`. Feeds, sitemaps and lists are looked at every half hour, a new page again after
/// 1 and 6 hours and 1, 3, 7 and 30 days; robots.txt is obeyed, and each host is asked for one page a second at most.
/// Stopped at any point, the same command goes on. Nothing is read from the pages yet: `annals build` does that.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  annals fetch\n  annals fetch harbour.example      only this source\n  \
    annals fetch --now                look at all feeds, sitemaps and lists, due or not\n  \
    annals fetch --watch              goes on, until Ctrl-C\n  \
    annals fetch && annals build"
)]
pub struct Fetch {
    /// Only this source: its domain, number or name.
    source: Option<String>,
    /// Look at feeds, sitemaps and lists that are not due yet, too.
    #[arg(long)]
    now: bool,
    /// Look again at pages that are not due yet, too, as long as they are looked at at all.
    #[arg(long)]
    again: bool,
    /// Fetch teasers of pages that were built, too, where they lead to the same site: at most 100 of each source at a time.
    #[arg(long)]
    leads: bool,
    /// Do not end: sleep until something is due, fetch it, and so on. Ctrl-C ends it after what is under way.
    #[arg(long)]
    watch: bool,
}

/// How many addresses are taken on at a time.
const ROUND: usize = 64;

/// The most leads of one source that are followed at a time.
const LEADS: usize = 100;

/// So many pages further a list is followed at a time.
const FOLLOWED: usize = 20;

/// What places are there but pages.
const PLACES: [WatchedKind; 4] = [
    WatchedKind::Feed,
    WatchedKind::Sitemap,
    WatchedKind::List,
    WatchedKind::More,
];

/// The longest sleep: settings and sources may have changed.
const NAP: Duration = Duration::from_secs(600);

/// Sleeps until then, or until the program is asked to stop.
fn sleep_until(due: Option<Timestamp>) {
    let left = due.map_or(NAP, |due| {
        Duration::try_from(due.duration_since(Timestamp::now())).unwrap_or_default()
    });
    let end = Instant::now() + left.clamp(Duration::from_secs(1), NAP);
    while Instant::now() < end && !super::is_stopping() {
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[derive(Default)]
struct Counts {
    places: usize,
    announced: usize,
    new: usize,
    unchanged: usize,
    failed: usize,
    /// Where lists go on.
    followed: usize,
}

struct Fetching<'a> {
    global: &'a Global,
    annals: Annals,
    fetcher: Arc<Fetcher>,
    schedule: Schedule,
    comparisons: Comparisons,
    bar: Bar,
    counts: Counts,
    out: Box<dyn std::io::Write>,
}

impl Fetch {
    /// Fetches what is due; what fails is reported and tried again later.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        super::end_by_myself();
        let mut outcome = self.once(global, self.now, self.again)?;
        while self.watch && !super::is_stopping() {
            let annals = global.open()?;
            let source = self
                .source
                .as_deref()
                .map(|source| key(&annals, source))
                .transpose()?;
            sleep_until(annals.next_due(source.as_deref())?);
            if !super::is_stopping() {
                outcome = self.once(global, false, false)?;
            }
        }
        Ok(match super::is_stopping() {
            true => Outcome::Stopped,
            false => outcome,
        })
    }

    /// Fetches what is due now. The settings are read anew each time.
    fn once(&self, global: &Global, now_places: bool, now_pages: bool) -> Result<Outcome> {
        let mut annals = global.open()?;
        let now = Timestamp::now();
        annals.watch_settings(now)?;
        if annals.collected().is_empty() {
            bail!("no source announces anything yet: `annals source add ADDRESS` finds where one does");
        }
        let source = self
            .source
            .as_deref()
            .map(|source| key(&annals, source))
            .transpose()?;
        if now_places {
            annals.make_due(source.as_deref(), false, now)?;
        }
        if now_pages {
            annals.make_due(source.as_deref(), true, now)?;
        }
        let mut counts = Counts::default();
        if self.leads || annals.fetching().leads {
            counts.announced += annals.watch_leads(LEADS, now)?;
        }
        let (fetcher, out) = (Arc::new(collect::fetcher(&annals)?), global.out()?);
        let schedule = Schedule::new(annals.fetching().revisit_hours.as_deref());
        let mut fetching = Fetching {
            global,
            annals,
            fetcher,
            schedule,
            comparisons: Comparisons::default(),
            bar: global.bar(),
            counts,
            out,
        };
        fetching.all(&PLACES, source.as_deref(), now)?;
        fetching.all(&[WatchedKind::Page], source.as_deref(), now)?;
        fetching.told()
    }
}

/// The key of a source that is collected, by its key, or by the number or name of one with pages.
pub fn key(annals: &Annals, source: &str) -> Result<String> {
    let folded = source.trim().to_lowercase();
    let collected = annals.collected().into_iter().map(|(key, _)| key);
    match collected.into_iter().find(|key| *key == folded) {
        Some(key) => Ok(key),
        None => Ok(annals.find_source(source)?.key),
    }
}

impl Fetching<'_> {
    /// Round after round, until nothing of these kinds is due that was so at `now`.
    fn all(&mut self, kinds: &[WatchedKind], source: Option<&str>, now: Timestamp) -> Result<()> {
        loop {
            // What a sitemap names is found after `now`, and due at once.
            let horizon = Timestamp::now().max(now);
            let due = self.annals.due(kinds, source, horizon, ROUND)?;
            if due.is_empty() || super::is_stopping() {
                return Ok(());
            }
            // Each answer is kept as it comes: a stop loses only what is under way.
            let fetcher = self.fetcher.clone();
            collect::fetch_all(&fetcher, &due, |watched, outcome| self.take(watched, &outcome))?;
        }
    }

    /// Keeps what came, and begins to watch what it announces.
    fn take(&mut self, watched: &Watched, outcome: &Result<Fetched, Failed>) -> Result<()> {
        let now = Timestamp::now();
        let is_place = watched.kind != WatchedKind::Page;
        let mut became = Became::of(outcome, |fetched| match is_place {
            true => collect::news(watched.kind, fetched).is_some(),
            false => is_page(fetched) && !collect::is_front_page(&watched.url, &fetched.answer().url),
        });
        let compared = self.compare(watched, outcome, &became);
        if let Some(instead) = &compared.instead {
            became = Became::Otherwise(instead.problem());
        }
        if let (true, Became::Well, Ok(fetched)) = (is_place, &became, outcome) {
            self.announce(watched, fetched, now)?;
        }
        let visit = collect::visits(watched, outcome, &became, &compared, &self.schedule, now);
        let added = self.annals.visited(&[visit])?.into_iter().flatten().next();
        self.count(watched, &became, added.as_ref())?;
        let done = self.counts.places + self.counts.new + self.counts.unchanged;
        self.bar.show(Progress {
            stage: "fetching",
            done,
            total: done,
        });
        Ok(())
    }

    /// Whether it is still the page that answers.
    fn compare(&mut self, watched: &Watched, outcome: &Result<Fetched, Failed>, became: &Became) -> Compared {
        match (became, outcome) {
            (Became::Well, Ok(fetched)) => {
                self.comparisons
                    .compare(&self.annals, &self.fetcher, watched, fetched)
            }
            _ => Compared::default(),
        }
    }

    fn announce(&mut self, watched: &Watched, fetched: &Fetched, now: Timestamp) -> Result<()> {
        let news = collect::news(watched.kind, fetched).unwrap_or_default();
        let web = |urls: Vec<String>| -> Vec<String> {
            let of_web = |url: &String| url.starts_with("http://") || url.starts_with("https://");
            urls.into_iter().filter(of_web).collect()
        };
        self.annals
            .watch(&watched.source, WatchedKind::Sitemap, &web(news.sitemaps), now)?;
        let new = self
            .annals
            .watch(&watched.source, WatchedKind::Page, &web(news.pages), now)?;
        self.counts.announced += new;
        // A list is followed as long as it tells something new.
        let next = news.next.filter(|_| new > 0 && self.counts.followed < FOLLOWED);
        if let Some(next) = web(next.into_iter().collect()).first() {
            self.counts.followed += 1;
            self.annals.watch_more(&watched.source, next, now)?;
        }
        Ok(())
    }

    fn count(&mut self, watched: &Watched, became: &Became, added: Option<&Added>) -> Result<()> {
        match (became.problem(), added) {
            (Some(problem), _) => {
                self.bar.warn(&format!("annals: {}: {problem}", watched.url));
                self.counts.failed += 1;
            }
            (None, Some(Added::New(_))) => self.counts.new += 1,
            (None, _) if watched.kind == WatchedKind::Page => self.counts.unchanged += 1,
            (None, _) => self.counts.places += 1,
        }
        if self.global.json {
            let capture = added.map(|added| match added {
                Added::New(id) | Added::Known(id) => id.to_string(),
            });
            let row = serde_json::json!({"url": watched.url, "source": watched.source, "kind": watched.kind.word(),
                "capture": capture, "new": matches!(added, Some(Added::New(_))), "problem": became.problem()});
            writeln!(self.out, "{row}")?;
        }
        Ok(())
    }

    fn told(mut self) -> Result<Outcome> {
        self.out.flush()?;
        drop(self.bar);
        let Counts {
            places,
            announced,
            new,
            unchanged,
            failed,
            ..
        } = self.counts;
        let failures = if failed > 0 {
            format!(" {failed} failed.")
        } else {
            String::new()
        };
        self.global.say(format_args!(
            "Looked at {places} feeds, sitemaps and lists: {announced} new addresses. Fetched {new} captures; {unchanged} pages \
             had not changed.{failures}"
        ));
        Ok(if failed > 0 {
            Outcome::SomeFailed
        } else {
            Outcome::Done
        })
    }
}

/// Whether an answer is a page that can be read, by what its server says of it.
fn is_page(fetched: &Fetched) -> bool {
    let kind = fetched
        .answer()
        .header("content-type")
        .unwrap_or("text/html")
        .to_ascii_lowercase();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    let known = matches!(
        kind,
        "text/html" | "application/xhtml+xml" | "text/plain" | "application/octet-stream" | ""
    );
    known && !fetched.payload.is_empty()
}

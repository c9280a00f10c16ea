//! Fetching, politely and safely: the one place of the whole program that opens connections. Each hop of a redirect is checked,
//! asked of robots.txt, and recorded as it came; nothing is followed, unpacked or remembered behind our back.
//!
//! It runs its own small runtime; callers see plain functions and may call them from many threads. It keeps nothing on disk:
//! what it returns is what the archive writes.

// It notes when it asked. Everything else in this crate is pure.
#![allow(clippy::disallowed_methods)]

mod exchange;
mod failure;
mod hosts;
mod resolver;

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use url::Url;

use crate::Guard;
use crate::cookies::Cookies;
pub use exchange::Exchange;
use exchange::Wanted;
pub use failure::{Failed, Failure};
use hosts::Hosts;
pub use resolver::Resolver;

/// How the fetcher behaves.
#[derive(Clone, Debug)]
pub struct FetchSettings {
    /// The product token that robots.txt files are asked for.
    pub agent: String,
    /// What it calls itself in requests; begins with the product token, and says where its operator can be reached.
    pub user_agent: String,
    /// Which addresses may be asked.
    pub guard: Guard,
    /// How names become addresses.
    pub resolver: Resolver,
    /// A proxy that is asked instead of the hosts themselves ("http://..." or "socks5://..."). The proxy then resolves
    /// names: only addresses within URLs can be checked. Proxies of the environment do not count.
    pub proxy: Option<String>,
    /// The shortest time between two requests to one host; its Crawl-delay may ask for a longer one.
    pub delay: Duration,
    /// How many requests to one host may be under way together.
    pub per_host: usize,
    /// The longest that one exchange may take.
    pub patience: Duration,
    /// The largest body, in bytes, as it comes and unpacked.
    pub body_limit: u64,
    /// How many times as large as it came a body may become when unpacked.
    pub ratio_limit: u64,
    /// How many redirects are followed.
    pub redirect_limit: usize,
    /// Whether robots.txt is asked. Only for hosts of one's own.
    pub obey_robots: bool,
}

impl Default for FetchSettings {
    fn default() -> Self {
        FetchSettings {
            agent: "annals".to_owned(),
            user_agent: concat!("annals/", env!("CARGO_PKG_VERSION")).to_owned(),
            guard: Guard::default(),
            resolver: Resolver::System,
            proxy: None,
            delay: Duration::from_secs(1),
            per_host: 1,
            patience: Duration::from_secs(60),
            body_limit: 32 << 20,
            ratio_limit: 200,
            redirect_limit: 10,
            obey_robots: true,
        }
    }
}

/// What is asked for, and what is known of it from the last time.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ask<'a> {
    /// The address.
    pub url: &'a str,
    /// The entity tag that came with it last time.
    pub etag: Option<&'a str>,
    /// The `Last-Modified` that came with it last time.
    pub last_modified: Option<&'a str>,
}

/// An answer, with all that was asked on the way to it.
#[derive(Clone, Debug)]
pub struct Fetched {
    /// The exchanges in order: redirects, and the one that answered.
    pub hops: Vec<Exchange>,
    /// The payload of the last exchange, unpacked.
    pub payload: Vec<u8>,
    /// When the host asks to be left alone until, if it does.
    pub retry_after: Option<Timestamp>,
}

impl Fetched {
    /// The exchange that answered.
    pub fn answer(&self) -> &Exchange {
        self.hops.last().expect("an answer is an exchange")
    }
}

/// Fetches addresses. One of it is one session: it keeps cookies, robots.txt files and the pace of each host.
pub struct Fetcher {
    runtime: tokio::runtime::Runtime,
    inner: Inner,
}

struct Inner {
    client: reqwest::Client,
    settings: FetchSettings,
    hosts: Hosts,
    cookies: Mutex<Cookies>,
}

impl Fetcher {
    /// A new session. Error: a proxy that is no address, or a system without certificates.
    pub fn new(settings: FetchSettings) -> Result<Self, Failure> {
        let setup = |error: &dyn std::fmt::Display| Failure::Setup(error.to_string());
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build();
        let runtime = runtime.map_err(|error| setup(&error))?;
        let client = client(&settings).map_err(|error| setup(&error))?;
        let hosts = Hosts::new(&settings);
        Ok(Fetcher {
            runtime,
            inner: Inner {
                client,
                settings,
                hosts,
                cookies: Mutex::default(),
            },
        })
    }

    /// Fetches one address, through its redirects. Waits for the pace of its host first.
    ///
    /// Statuses are not errors: 404 is an answer. Errors: whatever gives no whole answer, with the exchanges before it.
    pub fn fetch(&self, ask: &Ask<'_>) -> Result<Fetched, Failed> {
        self.runtime.block_on(self.inner.fetch(ask))
    }
}

/// A client that does nothing on its own.
fn client(settings: &FetchSettings) -> reqwest::Result<reqwest::Client> {
    // Only the first caller's choice counts, and it is the same every time.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .http1_title_case_headers()
        .connect_timeout(settings.patience.min(Duration::from_secs(20)))
        .pool_idle_timeout(Duration::from_secs(20));
    match &settings.proxy {
        Some(proxy) => builder.no_proxy().proxy(reqwest::Proxy::all(proxy)?),
        None => builder.no_proxy().dns_resolver(resolver::Guarded::new(settings)),
    }
    .build()
}

impl Inner {
    async fn fetch(&self, ask: &Ask<'_>) -> Result<Fetched, Failed> {
        let mut hops = Vec::new();
        match self.follow(ask, &mut hops).await {
            Ok(()) => self.done(hops),
            Err(why) => Err(Failed { why, hops }),
        }
    }

    /// Goes from hop to hop until one answers.
    async fn follow(&self, ask: &Ask<'_>, hops: &mut Vec<Exchange>) -> Result<(), Failure> {
        let mut url = self.settings.guard.url(ask.url).map_err(Failure::Refused)?;
        let mut seen = HashSet::new();
        loop {
            url.set_fragment(None);
            if !seen.insert(url.clone()) {
                return Err(Failure::Loop(url.into()));
            }
            self.settings.guard.check(&url).map_err(Failure::Refused)?;
            self.ask_robots(&url).await?;
            let conditions = hops.is_empty().then_some(ask);
            let exchange = self.exchange(&url, conditions).await?;
            let next = exchange.redirects_to(&url);
            hops.push(exchange);
            match next {
                None => return Ok(()),
                Some(_) if hops.len() > self.settings.redirect_limit => {
                    return Err(Failure::TooManyRedirects);
                }
                Some(next) => url = self.settings.guard.url(&next?).map_err(Failure::Refused)?,
            }
        }
    }

    /// Whether the site allows it.
    async fn ask_robots(&self, url: &Url) -> Result<(), Failure> {
        if !self.settings.obey_robots {
            return Ok(());
        }
        let robots = match self.hosts.robots(url) {
            Some(robots) => robots,
            None => {
                let read = Arc::new(self.fetch_robots(url).await?);
                self.hosts.keep_robots(url, read.clone());
                read
            }
        };
        match robots.allows(&self.settings.agent, url.as_str()) {
            true => Ok(()),
            false => Err(Failure::Robots(url.to_string())),
        }
    }

    /// The site's robots.txt by RFC 9309, section 2.3.1: five redirects, absent allows all, a failing server allows nothing.
    async fn fetch_robots(&self, url: &Url) -> Result<crate::Robots, Failure> {
        const REDIRECTS: usize = 5;
        let mut place = url
            .join("/robots.txt")
            .map_err(|_| Failure::Refused(crate::Refusal::NotAnAddress))?;
        for _ in 0..=REDIRECTS {
            self.settings.guard.check(&place).map_err(Failure::Refused)?;
            let exchange = match self.exchange(&place, None).await {
                Ok(exchange) => exchange,
                // An address that may not be asked, or no answer at all: the page will fare no better, and says so itself.
                Err(failure @ (Failure::Refused(_) | Failure::Connect(_) | Failure::Later(_))) => {
                    return Err(failure);
                }
                Err(_) => return Ok(crate::Robots::nothing_allowed()),
            };
            match (exchange.redirects_to(&place), exchange.status) {
                (Some(Ok(next)), _) => match self.settings.guard.url(&next) {
                    Ok(next) => place = next,
                    Err(_) => return Ok(crate::Robots::default()),
                },
                (_, 429 | 500..) => return Ok(crate::Robots::nothing_allowed()),
                (_, 200..=299) => return Ok(crate::Robots::parse(&exchange.payload(&self.settings)?)),
                _ => return Ok(crate::Robots::default()),
            }
        }
        Ok(crate::Robots::default())
    }

    /// One request and its answer, when the host is ready for it.
    async fn exchange(&self, url: &Url, conditions: Option<&Ask<'_>>) -> Result<Exchange, Failure> {
        let _turn = self.hosts.turn(url, &self.settings).await?;
        let now = Timestamp::now();
        let cookie = self.cookies().header(url, now);
        let wanted = Wanted {
            url,
            conditions,
            cookie,
            settings: &self.settings,
        };
        let exchange = exchange::exchange(&self.client, wanted, now).await?;
        for header in exchange.headers("set-cookie") {
            self.cookies().set(url, header, now);
        }
        if let Some(until) = exchange.retry_after() {
            self.hosts.leave_alone(url, until);
        }
        Ok(exchange)
    }

    fn cookies(&self) -> std::sync::MutexGuard<'_, Cookies> {
        self.cookies.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn done(&self, hops: Vec<Exchange>) -> Result<Fetched, Failed> {
        let answer = hops.last().expect("following ends with an answer");
        let retry_after = answer.retry_after();
        match answer.payload(&self.settings) {
            Ok(payload) => Ok(Fetched {
                payload: payload.into_owned(),
                retry_after,
                hops,
            }),
            Err(why) => Err(Failed { why, hops }),
        }
    }
}

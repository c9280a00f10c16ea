//! What is remembered of each host within a session: its pace, who is asking it now, its robots.txt, and until when it wants to
//! be left alone.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;
use url::Url;

use super::{Failure, FetchSettings};
use crate::Robots;

/// A robots.txt is asked for again after so long (RFC 9309, section 2.4).
const ROBOTS_AGE: Duration = Duration::from_secs(24 * 3600);

/// So long a wish to be left alone is waited for; a longer one ends the attempt.
const WAIT: Duration = Duration::from_secs(5);

/// All hosts of a session.
pub struct Hosts {
    per_host: usize,
    known: Mutex<HashMap<String, Host>>,
}

struct Host {
    turns: Arc<Semaphore>,
    next: Instant,
    left_alone_until: Option<Timestamp>,
    robots: HashMap<String, (Arc<Robots>, Instant)>,
}

impl Hosts {
    pub fn new(settings: &FetchSettings) -> Self {
        Hosts {
            per_host: settings.per_host.max(1),
            known: Mutex::default(),
        }
    }

    /// Waits until the host may be asked; it counts as being asked until the turn is dropped.
    pub async fn turn(&self, url: &Url, settings: &FetchSettings) -> Result<OwnedSemaphorePermit, Failure> {
        let turns = self.with(url, |host| host.turns.clone());
        let turn = turns.acquire_owned().await.expect("it is never closed");
        let now = Timestamp::now();
        let left_alone = self
            .with(url, |host| host.left_alone_until)
            .filter(|until| *until > now);
        if let Some(until) = left_alone {
            let rest = Duration::try_from(until.duration_since(now)).unwrap_or_default();
            if rest > WAIT {
                return Err(Failure::Later(until));
            }
            tokio::time::sleep(rest).await;
        }
        let delay = self.delay(url, settings);
        let start = self.with(url, |host| {
            let start = host.next.max(Instant::now());
            host.next = start + delay;
            start
        });
        tokio::time::sleep_until(start).await;
        Ok(turn)
    }

    /// The longer of what the settings and what the site ask for.
    fn delay(&self, url: &Url, settings: &FetchSettings) -> Duration {
        let asked = self
            .robots(url)
            .and_then(|robots| robots.crawl_delay(&settings.agent));
        asked.map_or(settings.delay, |asked| asked.max(settings.delay))
    }

    pub fn robots(&self, url: &Url) -> Option<Arc<Robots>> {
        let fresh = |(_, read): &&(Arc<Robots>, Instant)| read.elapsed() < ROBOTS_AGE;
        self.with(url, |host| {
            host.robots
                .get(&origin(url))
                .filter(fresh)
                .map(|(robots, _)| robots.clone())
        })
    }

    pub fn keep_robots(&self, url: &Url, robots: Arc<Robots>) {
        self.with(url, |host| {
            host.robots.insert(origin(url), (robots, Instant::now()))
        });
    }

    /// The host asks to be left alone until then.
    pub fn leave_alone(&self, url: &Url, until: Timestamp) {
        self.with(url, |host| host.left_alone_until = Some(until));
    }

    fn with<T>(&self, url: &Url, change: impl FnOnce(&mut Host) -> T) -> T {
        let mut known = self.lock();
        let host = known
            .entry(url.host_str().unwrap_or_default().to_owned())
            .or_insert_with(|| Host {
                turns: Arc::new(Semaphore::new(self.per_host)),
                next: Instant::now(),
                left_alone_until: None,
                robots: HashMap::new(),
            });
        change(host)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Host>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Scheme, host and port: a robots.txt holds for these together.
fn origin(url: &Url) -> String {
    url[..url::Position::BeforePath].to_owned()
}

//! An annals folder opened for several readers at once. The store's calls block, so each runs on a thread of its own,
//! with a handle that no one else holds; when all seats are taken, a reader waits. Not a cache: every page asks the
//! folder anew.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use annals_store::Annals;
use axum::http::StatusCode;
use jiff::Timestamp;
use tokio::sync::Semaphore;

use crate::refusal::Refusal;

/// How many may read at the same moment; each holds a handle on catalogue and index.
const SEATS: usize = 4;

/// A folder opened for reading. Cloning it is cheap and shares the seats.
#[derive(Clone)]
pub struct ReadingRoom {
    shared: Arc<Shared>,
}

struct Shared {
    root: PathBuf,
    seats: Semaphore,
    idle: Mutex<Vec<Handle>>,
    /// Answers by the first digit of their status.
    served: [AtomicU64; 6],
}

/// An opened folder, and when its settings were last written: names given to sources since then need a fresh one.
struct Handle {
    annals: Annals,
    settings: Option<SystemTime>,
}

impl ReadingRoom {
    /// Opens the folder at `root`. Error if it is not an annals folder.
    pub fn open(root: &Path) -> annals_store::Result<ReadingRoom> {
        let first = Handle::open(root)?;
        Ok(ReadingRoom {
            shared: Arc::new(Shared {
                root: root.to_path_buf(),
                seats: Semaphore::new(SEATS),
                idle: Mutex::new(vec![first]),
                served: Default::default(),
            }),
        })
    }

    /// Counts an answer.
    pub(crate) fn count(&self, status: StatusCode) {
        let class = usize::from(status.as_u16() / 100).min(5);
        self.shared.served[class].fetch_add(1, Ordering::Relaxed);
    }

    /// How many answers there were, by the first digit of their status.
    pub(crate) fn served(&self) -> [u64; 6] {
        let counted = self.shared.served.each_ref();
        counted.map(|count| count.load(Ordering::Relaxed))
    }

    /// Puts a question to the folder on a thread where it may block.
    pub(crate) async fn read<T, F>(&self, ask: F) -> Result<T, Refusal>
    where
        T: Send + 'static,
        F: FnOnce(&Annals) -> Result<T, Refusal> + Send + 'static,
    {
        let _seat = self.shared.seats.acquire().await.map_err(Refusal::failed)?;
        let shared = Arc::clone(&self.shared);
        tokio::task::spawn_blocking(move || shared.answer(ask))
            .await
            .map_err(Refusal::failed)?
    }

    /// Puts a decision of the reader's into the folder, on a thread where it may block. It is made with a handle of its
    /// own: those of readers are only lent.
    pub(crate) async fn decide<T, F>(&self, decide: F) -> Result<T, Refusal>
    where
        T: Send + 'static,
        F: FnOnce(&mut Annals, Timestamp) -> Result<T, Refusal> + Send + 'static,
    {
        let _seat = self.shared.seats.acquire().await.map_err(Refusal::failed)?;
        let shared = Arc::clone(&self.shared);
        let work = move || decide(&mut Annals::open(&shared.root)?, now());
        tokio::task::spawn_blocking(work).await.map_err(Refusal::failed)?
    }
}

// A decision says when it was made: the only time that the pages ask a clock.
#[allow(clippy::disallowed_methods)]
fn now() -> Timestamp {
    Timestamp::now()
}

impl Shared {
    /// A handle whose question panicked is not put back: the next reader gets a fresh one.
    fn answer<T>(&self, ask: impl FnOnce(&Annals) -> Result<T, Refusal>) -> Result<T, Refusal> {
        let fresh = |handle: &Handle| handle.settings == settings_written(&self.root);
        let idle = self.idle().pop().filter(fresh);
        let handle = idle.map_or_else(|| Handle::open(&self.root), Ok)?;
        let answer = ask(&handle.annals);
        self.idle().push(handle);
        answer
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Handle>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Handle {
    fn open(root: &Path) -> annals_store::Result<Handle> {
        // Asked before opening: settings that change in between make the handle old, not wrong.
        let settings = settings_written(root);
        Ok(Handle {
            annals: Annals::open(root)?,
            settings,
        })
    }
}

fn settings_written(root: &Path) -> Option<SystemTime> {
    let settings = std::fs::metadata(root.join("annals.toml"));
    settings.and_then(|settings| settings.modified()).ok()
}

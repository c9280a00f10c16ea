//! The steps at which the folder is written, for tests: something that is called before each of them, and may stop the
//! process there (as a crash would) or answer with an error (as a full disk would).

use crate::{Error, Result};

/// Called with the name of a step before it is done.
pub type BeforeStep = Box<dyn FnMut(&'static str) -> std::io::Result<()> + Send>;

/// Whoever watches, if anyone.
#[derive(Default)]
pub(crate) struct Steps(Option<std::sync::Mutex<BeforeStep>>);

impl Steps {
    pub fn watched_by(before: BeforeStep) -> Self {
        Steps(Some(std::sync::Mutex::new(before)))
    }

    /// Says that `step` is about to be done.
    pub fn before(&self, step: &'static str) -> Result<()> {
        let Some(watcher) = &self.0 else { return Ok(()) };
        let mut watcher = watcher.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        watcher(step).map_err(|error| Error::at(std::path::Path::new(step), error))
    }
}

impl crate::Annals {
    /// Has `before` called before each step of writing. For tests of crashes and full disks.
    pub fn watch_steps(&mut self, before: BeforeStep) {
        self.steps = Steps::watched_by(before);
    }

    /// Begins a new WARC file behind this many bytes instead of 1 GiB.
    pub fn set_warc_limit(&mut self, bytes: u64) {
        self.warc_limit = bytes;
    }
}

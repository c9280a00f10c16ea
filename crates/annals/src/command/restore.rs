//! `annals restore`: a new folder from a backup.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::{Global, Outcome};

/// Make a new annals folder of a backup, every file verified, and build its index.
#[derive(Args)]
#[command(after_help = "Examples:\n  annals restore /mnt/disk/annals-copy my-annals")]
pub struct Restore {
    /// The backup.
    from: PathBuf,
    /// The folder to make; it must be empty, or not be there.
    to: PathBuf,
}

impl Restore {
    /// Restores, and builds what a backup does not hold.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        let mut annals = annals_store::restore(&self.from, &self.to)?;
        let bar = global.bar();
        let built = annals.build(None, &mut |progress| bar.show(progress))?;
        drop(bar);
        global.say(format_args!(
            "Restored {}: {} articles, {} events.",
            self.to.display(),
            built.articles,
            built.events
        ));
        Ok(Outcome::Done)
    }
}

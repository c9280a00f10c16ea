//! `annals backup`: a second copy of the folder, verified.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::{Global, Outcome};

/// Copy evidence, catalogue, settings and decisions to another place, and read the copy back.
///
/// It may run while pages are fetched, added or built. A later backup to the same place copies only what is new. `annals
/// restore` is the way back; the full-text index is not in a backup, and is made anew then.
#[derive(Args)]
#[command(after_help = "Examples:\n  annals backup /mnt/disk/annals-copy\n  \
    annals check /mnt/disk/annals-copy     whether the copy is still whole")]
pub struct Backup {
    /// A new or empty folder, or an older backup of this collection.
    to: PathBuf,
}

impl Backup {
    /// Copies, verifies, and says how much it was.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        let backup = global.open()?.backup(&self.to)?;
        global.say(format_args!(
            "{} WARC files of {} in all, {} of them new, copied to {} and read back.",
            backup.files,
            size(backup.bytes),
            size(backup.copied),
            self.to.display()
        ));
        Ok(Outcome::Done)
    }
}

/// Bytes as a person reads them.
fn size(bytes: u64) -> String {
    match bytes {
        0..10_000 => format!("{bytes} bytes"),
        10_000..10_000_000 => format!("{} kB", bytes / 1000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

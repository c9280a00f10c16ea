//! `annals init`: makes an annals folder.

use std::path::PathBuf;

use annals_store::Annals;
use anyhow::Result;
use clap::Args;

use super::{Global, Outcome};

/// Make an annals folder.
#[derive(Args)]
#[command(after_help = "Examples:\n  annals init\n  annals init ~/annals/pyongyang-watch")]
pub struct Init {
    /// Where; by default the current folder. It is made if it does not exist.
    folder: Option<PathBuf>,
}

impl Init {
    /// Makes the folder and says what to do next.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        let folder = self
            .folder
            .clone()
            .or(global.directory.clone())
            .unwrap_or_else(|| PathBuf::from("."));
        let annals = Annals::init(&folder)?;
        let root = annals
            .root()
            .canonicalize()
            .unwrap_or_else(|_| annals.root().to_owned());
        global.say(format_args!(
            "Made an annals folder: {}\nNext: annals add PAGES..., then annals build.",
            root.display()
        ));
        Ok(Outcome::Done)
    }
}

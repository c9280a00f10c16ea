//! `annals source import` and `export`: lists of feeds, as readers of feeds exchange them.

use std::path::PathBuf;

use annals_capture::{Origin, Outline, read_opml, write_opml};
use annals_store::WatchedKind;
use anyhow::{Context, Result, bail};
use clap::Args;
use jiff::Timestamp;

use crate::command::{Global, Outcome};

/// Take in the feeds of an OPML file, as readers of feeds export them. None of them is asked yet.
#[derive(Args)]
#[command(after_help = "Example:\n  annals source import subscriptions.opml")]
pub struct Import {
    /// The file.
    file: PathBuf,
}

/// Write all feeds as OPML.
#[derive(Args)]
#[command(after_help = "Example:\n  annals source export -o subscriptions.opml")]
pub struct Export {}

impl Import {
    /// Adds each feed to the source of its site.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        let mut annals = global.open()?;
        // The file is the user's own, named on the command line.
        #[allow(clippy::disallowed_methods)]
        let bytes =
            std::fs::read(&self.file).with_context(|| format!("{}: cannot be read", self.file.display()))?;
        let Some(outlines) = read_opml(&bytes, Origin::default()) else {
            bail!("{}: not an OPML file", self.file.display());
        };
        let now = Timestamp::now();
        for outline in &outlines {
            let site = outline.site.as_ref().unwrap_or(&outline.feed);
            annals.add_source(site, WatchedKind::Feed, std::slice::from_ref(&outline.feed), now)?;
        }
        global.say(format_args!(
            "Took in {} feeds; `annals fetch` looks at them.",
            outlines.len()
        ));
        Ok(Outcome::Done)
    }
}

impl Export {
    /// Writes the feeds of all sources.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        let annals = global.open()?;
        let (mut outlines, names) = (Vec::new(), annals.sources()?);
        for (key, places) in annals.collected() {
            let read = names
                .iter()
                .find(|source| source.key == key)
                .map(|source| source.name.clone());
            let title = annals
                .given_name(&key)
                .map(str::to_owned)
                .or(read)
                .unwrap_or_else(|| key.clone());
            let feeds = places.into_iter().filter(|(kind, _)| *kind == WatchedKind::Feed);
            outlines.extend(feeds.map(|(_, feed)| Outline {
                title: Some(title.clone()),
                site: Some(format!("https://{key}/")),
                feed,
            }));
        }
        let mut out = global.out()?;
        write!(out, "{}", write_opml("Sources", &outlines))?;
        out.flush()?;
        Ok(Outcome::Done)
    }
}

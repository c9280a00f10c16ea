//! `annals build`: reads what was added and brings chronicle and index up to date.

use annals_store::Stage;
use anyhow::Result;
use clap::{Args, ValueEnum};

use super::{Global, Outcome};

/// Read what was added, and bring the chronicle and the index up to date.
///
/// Only what is new is read. Everything but the evidence can be built again at any time, with the same result.
#[derive(Args)]
#[command(after_help = "Examples:\n  annals build\n  annals build --from extract    read every capture anew")]
pub struct Build {
    /// Do this stage and all after it again for everything.
    #[arg(long, value_name = "STAGE")]
    from: Option<From>,
}

#[derive(Clone, Copy, ValueEnum)]
enum From {
    /// Reading the captured pages.
    Extract,
    /// Merging what they report.
    Chronicle,
    /// The full-text index.
    Index,
}

impl Build {
    /// Builds, with a progress bar, and says what came of it.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        let mut annals = global.open()?;
        let from = self.from.map(|from| match from {
            From::Extract => Stage::Extract,
            From::Chronicle => Stage::Chronicle,
            From::Index => Stage::Index,
        });
        let bar = global.bar();
        let built = annals.build(from, &mut |progress| bar.show(progress))?;
        drop(bar);
        global.say(format_args!(
            "Read {} captures ({} were read before): {} articles, {} events, {} names.",
            built.read, built.unchanged, built.articles, built.events, built.entities
        ));
        if built.unplaced > 0 {
            eprintln!(
                "annals: {} decisions no longer find their event; `annals event decisions` says which and why",
                built.unplaced
            );
        }
        if built.unreadable > 0 {
            eprintln!(
                "annals: {} captures could not be read; `annals check` says which and why",
                built.unreadable
            );
            return Ok(Outcome::SomeFailed);
        }
        Ok(Outcome::Done)
    }
}

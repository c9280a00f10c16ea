//! `annals source`: the outlets of a folder, and their names.

use anyhow::Result;
use clap::{Args, Subcommand};

use super::{Global, Outcome};

/// List the sources, or give one another name.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  annals source list\n  annals source rename harbour-gazette.example \"Harbour Gazette\""
)]
pub struct Source {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// List the sources with how many captures and articles each has.
    #[command(after_help = "Example:\n  annals source list --json")]
    List,
    /// Give a source another name. The name it had can be given back the same way.
    #[command(after_help = "Example:\n  annals source rename harbour-gazette.example \"Harbour Gazette\"")]
    Rename {
        /// Its number, domain or name.
        source: String,
        /// Its new name.
        name: String,
    },
}

impl Source {
    /// Lists or renames.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        match &self.action {
            Action::List => list(global)?,
            Action::Rename { source, name } => {
                global.open()?.rename_source(source, name)?;
                global.say(format_args!("{source} is now called {name}."));
            }
        }
        Ok(Outcome::Done)
    }
}

fn list(global: &Global) -> Result<()> {
    let mut out = global.out()?;
    for source in global.open()?.sources()? {
        let latest = source.latest.map(|day| day.to_string());
        if global.json {
            let row = serde_json::json!({"id": source.id, "key": source.key, "name": source.name,
                "captures": source.captures, "articles": source.articles, "latest": latest});
            writeln!(out, "{row}")?;
            continue;
        }
        let latest = latest.unwrap_or_else(|| "undated".into());
        writeln!(
            out,
            "{:>4}  {}  ({})  {} captures, {} articles, latest {latest}",
            source.id, source.name, source.key, source.captures, source.articles
        )?;
    }
    Ok(out.flush()?)
}

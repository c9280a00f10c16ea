//! `annals source`: the outlets of a folder, where they announce their news, and their names.

mod add;
mod opml;
mod test;

use annals_store::{Annals, Health};
use anyhow::Result;
use clap::{Args, Subcommand};

use super::{Global, Outcome};

/// Add, list, test, pause and remove sources, give them names, exchange them as OPML.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  annals source add https://harbour-gazette.example/\n  annals source list\n  \
    annals source test harbour-gazette.example\n  annals source rename harbour-gazette.example \"Harbour Gazette\""
)]
pub struct Source {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    Add(add::Add),
    Test(test::Test),
    /// List the sources: how many captures and articles each has, and how collecting fares.
    #[command(after_help = "Example:\n  annals source list --json")]
    List,
    /// Leave a source alone for now. Nothing of it is forgotten.
    #[command(after_help = "Example:\n  annals source pause harbour-gazette.example")]
    Pause {
        /// Its domain, number or name.
        source: String,
    },
    /// Go on with a source that was paused.
    #[command(after_help = "Example:\n  annals source resume harbour-gazette.example")]
    Resume {
        /// Its domain, number or name.
        source: String,
    },
    /// No longer look at a source. Its captures, and what was seen of its pages, stay.
    #[command(after_help = "Example:\n  annals source rm harbour-gazette.example")]
    Rm {
        /// Its domain, number or name.
        source: String,
    },
    Import(opml::Import),
    Export(opml::Export),
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
    /// Does what was asked.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        match &self.action {
            Action::Add(add) => return add.run(global),
            Action::Test(test) => return test.run(global),
            Action::List => list(global)?,
            Action::Import(import) => return import.run(global),
            Action::Export(export) => return export.run(global),
            Action::Pause { source } => pause(global, source, true)?,
            Action::Resume { source } => pause(global, source, false)?,
            Action::Rm { source } => {
                let mut annals = global.open()?;
                let key = super::fetch::key(&annals, source)?;
                annals.remove_source(&key)?;
                global.say(format_args!(
                    "{key} is no longer looked at; what was captured stays."
                ));
            }
            Action::Rename { source, name } => {
                global.open()?.rename_source(source, name)?;
                global.say(format_args!("{source} is now called {name}."));
            }
        }
        Ok(Outcome::Done)
    }
}

fn pause(global: &Global, source: &str, paused: bool) -> Result<()> {
    let mut annals = global.open()?;
    let key = super::fetch::key(&annals, source)?;
    annals.pause_source(&key, paused)?;
    global.say(match paused {
        true => format!("{key} is left alone until `annals source resume {key}`."),
        false => format!("{key} is looked at again."),
    });
    Ok(())
}

fn list(global: &Global) -> Result<()> {
    let mut out = global.out()?;
    let annals = global.open()?;
    let sources = annals.sources()?;
    for source in &sources {
        let latest = source.latest.map(|day| day.to_string());
        let health = annals.health(&source.key)?;
        if global.json {
            let mut row = serde_json::json!({"id": source.id, "key": source.key, "name": source.name,
                "captures": source.captures, "articles": source.articles, "latest": latest});
            row["collecting"] = collecting(&health);
            writeln!(out, "{row}")?;
            continue;
        }
        let latest = latest.unwrap_or_else(|| "undated".into());
        writeln!(
            out,
            "{:>4}  {}  ({})  {} captures, {} articles, latest {latest}{}",
            source.id,
            source.name,
            source.key,
            source.captures,
            source.articles,
            in_words(&health)
        )?;
    }
    for (key, health) in without_pages(&annals, &sources)? {
        match global.json {
            true => writeln!(
                out,
                "{}",
                serde_json::json!({"key": key, "collecting": collecting(&health)})
            )?,
            false => writeln!(out, "   -  {key}{}", in_words(&health))?,
        }
    }
    Ok(out.flush()?)
}

/// Sources that are collected and have no page that was read yet.
fn without_pages(annals: &Annals, sources: &[annals_store::Source]) -> Result<Vec<(String, Health)>> {
    let keys = annals.collected().into_iter().map(|(key, _)| key);
    let new = keys.filter(|key| sources.iter().all(|source| source.key != *key));
    new.map(|key| Ok((key.clone(), annals.health(&key)?))).collect()
}

fn collecting(health: &Health) -> serde_json::Value {
    serde_json::json!({"places": health.places, "pages": health.pages, "waiting": health.waiting, "failing": health.failing,
        "last_success": health.last_success.map(|instant| instant.to_string()), "problem": health.problem,
        "drift": health.drift, "paused": health.paused})
}

fn in_words(health: &Health) -> String {
    if health.places == 0 {
        return String::new();
    }
    let last = health.last_success.map_or("never".into(), |instant| {
        instant.strftime("%Y-%m-%d %H:%M").to_string()
    });
    let failing = match (health.failing, &health.problem) {
        (0, _) | (_, None) => String::new(),
        (failing, Some(problem)) => format!(", {failing} failing ({problem})"),
    };
    let drift: String = health
        .drift
        .iter()
        .map(|said| format!("\n        {said}"))
        .collect();
    let paused = if health.paused { ", paused" } else { "" };
    format!(
        "; collected from {} places, last success {last}, {} waiting{failing}{paused}{drift}",
        health.places, health.waiting
    )
}

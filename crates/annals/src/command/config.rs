//! `annals config`: the settings of annals.toml, one by one. The file may as well be edited by hand; comments stay.

use annals_store::{SETTINGS, Setting};
use anyhow::{Result, bail};
use clap::{Args, Subcommand};
use serde_json::json;

use super::{Global, Outcome};

/// Read and change the settings of the folder (annals.toml), with what each means.
///
/// Comments and order of the file stay. Setting one prints what was there before, and how to take it back.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  annals config list                                all settings, their values and defaults\n  \
    annals config get fetch.pause\n  \
    annals config set fetch.contact \"archive@library.example\"\n  \
    annals config set fetch.revisit_hours 1,6,24,168\n  \
    annals config set sources.harbour-post.example.name \"The Harbour Post\"\n  \
    annals config unset fetch.proxy"
)]
pub struct Config {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Print all settings with their values, defaults and meanings.
    List,
    /// Print the value of a setting; nothing where it is not set.
    Get {
        /// Such as fetch.pause.
        key: String,
    },
    /// Set a setting; several values stand between commas.
    Set {
        /// Such as fetch.pause.
        key: String,
        /// What to set it to.
        value: String,
    },
    /// Take a setting out of the file, so that its default holds.
    Unset {
        /// Such as fetch.pause.
        key: String,
    },
}

impl Config {
    /// Does it.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        match &self.action {
            Action::List => list(global)?,
            Action::Get { key } => {
                let value = global.open()?.setting(key)?;
                let mut out = global.out()?;
                match (value, global.json) {
                    (value, true) => writeln!(out, "{}", json!({ "key": key, "value": value }))?,
                    (Some(value), false) => writeln!(out, "{value}")?,
                    (None, false) => {
                        let (setting, _) = Setting::called(key)?;
                        global.say(format_args!("{key} is not set; default: {}", setting.default));
                    }
                }
                out.flush()?;
            }
            Action::Set { key, value } => change(global, key, Some(value))?,
            Action::Unset { key } => change(global, key, None)?,
        }
        Ok(Outcome::Done)
    }
}

fn list(global: &Global) -> Result<()> {
    let set = global.open()?.configured()?;
    let mut out = global.out()?;
    let known = |key: &str| Setting::called(key).ok().map(|(setting, _)| setting);
    for setting in SETTINGS {
        let values: Vec<&(String, String)> = set
            .iter()
            .filter(|(key, _)| known(key) == Some(setting))
            .collect();
        if global.json {
            let rows = values.iter().map(|(key, value)| (key.as_str(), Some(value)));
            let rows: Vec<_> = if values.is_empty() {
                vec![(setting.key, None)]
            } else {
                rows.collect()
            };
            for (key, value) in rows {
                let (default, means) = (setting.default, setting.means);
                writeln!(
                    out,
                    "{}",
                    json!({ "key": key, "value": value, "default": default, "means": means })
                )?;
            }
            continue;
        }
        writeln!(out, "# {} Default: {}.", setting.means, setting.default)?;
        match values.as_slice() {
            [] => writeln!(out, "  {} is not set", setting.key)?,
            values => values
                .iter()
                .try_for_each(|(key, value)| writeln!(out, "  {key} = {value}"))?,
        }
    }
    for (key, value) in set.iter().filter(|(key, _)| known(key).is_none()) {
        match global.json {
            true => writeln!(
                out,
                "{}",
                json!({ "key": key, "value": value, "default": null, "means": null })
            )?,
            false => writeln!(out, "# Not known to annals.\n  {key} = {value}")?,
        }
    }
    out.flush()?;
    Ok(())
}

fn change(global: &Global, key: &str, value: Option<&str>) -> Result<()> {
    let mut annals = global.open()?;
    if key.starts_with("sources.") && value.is_some_and(str::is_empty) {
        bail!("{key}: say what to set it to, or `annals config unset {key}`");
    }
    let before = annals.configure(key, value)?;
    let undo = match (&before, value) {
        (None, None) => {
            global.say(format_args!("{key} was not set."));
            return Ok(());
        }
        (Some(before), _) => format!("annals config set {key} '{}'", before.replace('\'', "'\\''")),
        (None, Some(_)) => format!("annals config unset {key}"),
    };
    let was = before.map_or("it was not set".to_owned(), |before| format!("it was {before}"));
    let now = value.map_or("is not set any more".to_owned(), |value| {
        format!("is now {value}")
    });
    global.say(format_args!("{key} {now}; {was}. To take it back: {undo}"));
    Ok(())
}

//! `annals changes`: which articles were edited, and which are no longer found.

use annals_dedup::versions::Kind;
use annals_store::presence::Presence;
use annals_store::{Changed, ChangesQuery, Listed};
use anyhow::{Result, anyhow};
use clap::Args;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::{Global, Outcome};
use crate::print::changes;

/// List articles whose text changed from one capture to the next, the latest first, and articles no longer found.
///
/// Kinds of change, the gravest first: name, number, date, negation, attribution, wording, formatting. A page that could not
/// be fetched is not listed: a failed attempt says nothing of the page.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  annals changes\n  annals changes --since 7d --severity number    names and numbers of the last week\n  \
    annals changes --source harbour-gazette.example --json\n  annals changes --since 2026-03-01 --exit-code  ends with 10 if there are any"
)]
pub struct Changes {
    /// Seen since then: a day (2026-03-01), an instant, or so many days or hours ago (7d, 12h).
    #[arg(long, value_name = "WHEN", value_parser = since)]
    since: Option<Timestamp>,
    /// So grave at least: name, number, date, negation, attribution, wording or formatting.
    #[arg(long, value_name = "KIND", value_parser = kind)]
    severity: Option<Kind>,
    /// Of one source: its domain, number or name.
    #[arg(long)]
    source: Option<String>,
    /// At most so many; 0 for all.
    #[arg(long, default_value_t = 50)]
    limit: usize,
    /// End with exit code 10 if anything is listed.
    #[arg(long)]
    exit_code: bool,
}

impl Changes {
    /// Prints the changes, then what is missing.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        let annals = global.open()?;
        let (changed, total) = annals.changes(&ChangesQuery {
            since: self.since,
            severity: self.severity,
            source: self.source.clone(),
            offset: 0,
            limit: self.limit,
        })?;
        let mut missing = annals.missing(self.since, self.limit)?;
        if let Some(source) = &self.source {
            let name = annals.find_source(source)?.name;
            missing.retain(|(listed, _)| listed.source == name);
        }
        let mut out = global.out()?;
        for changed in &changed {
            match global.json {
                true => writeln!(out, "{}", row(changed))?,
                false => writeln!(out, "{}", changes::changed(changed))?,
            }
        }
        if !missing.is_empty() && !global.json {
            writeln!(out, "Not found when last looked at:")?;
        }
        for (listed, presence) in &missing {
            match global.json {
                true => writeln!(out, "{}", missing_row(listed, presence))?,
                false => write!(out, "{}", changes::missing(listed, presence))?,
            }
        }
        out.flush()?;
        if total > changed.len() {
            global.say(format_args!(
                "{} more changes: --limit 0 lists all.",
                total - changed.len()
            ));
        }
        if changed.is_empty() && missing.is_empty() {
            global.say("No article is known to have changed or vanished.");
        }
        let any = !changed.is_empty() || !missing.is_empty();
        Ok(match self.exit_code && any {
            true => Outcome::Found,
            false => Outcome::Done,
        })
    }
}

fn kind(name: &str) -> Result<Kind> {
    let names = Kind::ALL.map(Kind::as_str).join(", ");
    Kind::from_name(name).ok_or_else(|| anyhow!("not one of {names}"))
}

/// A day, an instant, or how long ago.
fn since(text: &str) -> Result<Timestamp> {
    let ago = |number: &str, hours: i64| {
        let number: i64 = number.parse().ok()?;
        Timestamp::now()
            .checked_sub(SignedDuration::from_hours(number.checked_mul(hours)?))
            .ok()
    };
    let relative = text
        .strip_suffix('d')
        .and_then(|days| ago(days, 24))
        .or_else(|| text.strip_suffix('h').and_then(|hours| ago(hours, 1)));
    let day = || format!("{text}T00:00:00Z").parse().ok();
    relative
        .or_else(day)
        .or_else(|| text.parse().ok())
        .ok_or_else(|| anyhow!("neither a day (2026-03-01) nor so many days or hours (7d, 12h)"))
}

fn row(changed: &Changed) -> serde_json::Value {
    let counts: serde_json::Map<_, _> = changed
        .counts
        .iter()
        .map(|(kind, count)| (kind.to_string(), json!(count)))
        .collect();
    json!({"what": "changed", "id": changed.newer.capture.to_string(), "older": changed.older.to_string(),
        "seen_before": changed.seen_before.to_string(), "captured": changed.newer.captured.to_string(),
        "source": changed.newer.source, "url": changed.newer.url, "title": changed.newer.title,
        "gravest": changed.gravest.as_str(), "counts": counts, "kept": changed.kept, "changes": changed.changes,
        "excerpts": changed.excerpts})
}

fn missing_row(listed: &Listed, presence: &Presence) -> serde_json::Value {
    let instant = |instant: Option<Timestamp>| instant.map(|instant| instant.to_string());
    json!({"what": presence.state.as_str(), "id": listed.capture.to_string(), "source": listed.source, "url": listed.url,
        "title": listed.title, "last_seen": instant(presence.last_seen), "first_missed": instant(presence.first_missed),
        "last_missed": instant(presence.last_missed), "looks": presence.misses, "said": presence.sentence()})
}

//! `annals timeline`: the chronicle, each line with its source.

use annals_annotate::{EventKind, Status};
use annals_store::TimelineQuery;
use anyhow::{Result, bail};
use clap::Args;
use jiff::civil::Date;

use super::{Global, Outcome};
use crate::print;

/// Print the chronicle: what happened when, who says so, and where it stands.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  annals timeline\n  annals timeline \"Ama Boateng\" --from 2026-03-01\n  \
    annals timeline --kind MEET --status planned\n  annals timeline --json > events.jsonl\n  \
    annals timeline \"Ama Boateng\" --appearances          where she was seen, and with whom\n  \
    annals timeline \"Ama Boateng\" --appearances --csv > boateng.csv"
)]
pub struct Timeline {
    /// Only events with this person, body or place (a name, or an id).
    entity: Option<String>,
    /// Only this kind (VISIT, MEET, SIGN ...).
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// Only events that happened, or are planned, denied or ongoing.
    #[arg(long, value_parser = ["happened", "planned", "denied", "ongoing"])]
    status: Option<String>,
    /// Only what this source says (its number, domain or name).
    #[arg(long)]
    source: Option<String>,
    /// Only events on this day or later.
    #[arg(long, value_name = "YYYY-MM-DD")]
    from: Option<Date>,
    /// Only events on this day or earlier.
    #[arg(long, value_name = "YYYY-MM-DD")]
    until: Option<Date>,
    /// At most so many; all by default.
    #[arg(long, default_value_t = 0, value_name = "N")]
    limit: usize,
    /// One row for each appearance of the person: when, where, with whom, how many days after the one before.
    #[arg(long, requires = "entity")]
    appearances: bool,
    /// Print the appearances as CSV.
    #[arg(long, requires = "appearances", conflicts_with = "json")]
    csv: bool,
}

impl Timeline {
    /// Prints the events in order of time.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        if self.appearances {
            return self.appearances(global);
        }
        let (events, total) = global.open()?.timeline(&self.query()?)?;
        let mut out = global.out()?;
        match global.json {
            true => annals_export::jsonl::write(&events, &mut out)?,
            false => write!(out, "{}", print::chronicle(&events))?,
        }
        out.flush()?;
        match total {
            0 => global.say("No events. `annals build` reads what was added; fewer conditions may help."),
            _ => global.say(format_args!("{} of {total} events.", events.len())),
        }
        Ok(Outcome::Done)
    }

    /// The appearance table of one person.
    fn appearances(&self, global: &Global) -> Result<Outcome> {
        let annals = global.open()?;
        let person = annals.entity_called(self.entity.as_deref().unwrap_or_default())?;
        let query = TimelineQuery {
            entity: Some(person.id.clone()),
            ..self.query()?
        };
        let rows = annals_chronicle::appearances(&person.id, &annals.timeline(&query)?.0);
        let mut out = global.out()?;
        match (global.json, self.csv) {
            (true, _) => annals_export::appearances::write_jsonl(&person.name, &rows, &mut out)?,
            (_, true) => annals_export::appearances::write_csv(&person.name, &rows, &mut out)?,
            _ => write!(out, "{}", print::appearances(&rows))?,
        }
        out.flush()?;
        global.say(format_args!("{}: {} appearances.", person.name, rows.len()));
        Ok(Outcome::Done)
    }

    fn query(&self) -> Result<TimelineQuery> {
        Ok(TimelineQuery {
            entity: self.entity.clone(),
            kind: self.kind.as_deref().map(kind_named).transpose()?,
            status: self.status.as_deref().and_then(status_named),
            source: self.source.clone(),
            from: self.from,
            until: self.until,
            offset: 0,
            limit: self.limit,
        })
    }
}

pub(super) fn kind_named(name: &str) -> Result<EventKind> {
    if let Some(kind) = EventKind::from_name(&name.to_ascii_uppercase()) {
        return Ok(kind);
    }
    let all: Vec<&str> = EventKind::ALL.iter().map(|kind| kind.as_str()).collect();
    bail!("{name}: no such kind of event; there are {}", all.join(", "))
}

pub(super) fn status_named(name: &str) -> Option<Status> {
    [Status::Happened, Status::Ongoing, Status::Planned, Status::Denied]
        .into_iter()
        .find(|status| status.as_str() == name)
}

//! `annals export`: the chronicle, or one person's appearances, in a format of other programs.

use annals_store::TimelineQuery;
use anyhow::{Result, bail};
use clap::Args;
use jiff::Timestamp;

use super::{Global, Outcome};

/// The name of the table of appearances, which is no format of events.
const APPEARANCES: &str = "appearances";

/// Events as features of a map, which need the whereabouts of places.
const GEOJSON: &str = "geojson";

/// Write the chronicle in a format that other programs read.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  annals export csv -o chronicle.csv\n  annals export jsonl | head\n  \
    annals export ics -o chronicle.ics         for calendars; markdown: a report; timelinejs: for a page\n  \
    annals export geojson -o chronicle.geojson for maps\n  \
    annals export csv \"Ama Boateng\" -o boateng.csv\n  \
    annals export appearances \"Ama Boateng\" -o seen.csv\n  \
    annals export wacz -o collection.wacz     all evidence in one file, for replay\n  \
    annals export cdxj -o index.cdxj          an index of the evidence in warc/"
)]
pub struct Export {
    /// The format; `appearances` is a table (CSV) of where one person was seen, and with whom.
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(
        annals_export::Format::ALL.iter().map(|format| format.name()).chain([GEOJSON, APPEARANCES]).chain(OF_EVIDENCE)
    ))]
    format: String,
    /// Only events with this person, body or place (a name, or an id).
    entity: Option<String>,
}

impl Export {
    /// Writes all events, or those of one entity.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        if OF_EVIDENCE.contains(&self.format.as_str()) {
            return self.evidence(global);
        }
        if self.format == APPEARANCES {
            return self.appearances(global);
        }
        let query = TimelineQuery {
            entity: self.entity.clone(),
            ..TimelineQuery::default()
        };
        let annals = global.open()?;
        let (events, _) = annals.timeline(&query)?;
        let mut out = global.out()?;
        if self.format == GEOJSON {
            let located = annals.located()?;
            annals_export::geojson::write(&events, |id| located.get(id).copied(), &mut out)?;
            out.flush()?;
            if let Some(path) = &global.output {
                global.say(format_args!(
                    "Wrote {} events to {}.",
                    events.len(),
                    path.display()
                ));
            }
            return Ok(Outcome::Done);
        }
        let format =
            annals_export::Format::from_name(&self.format).expect("clap lets only known formats through");
        format.write(&events, &mut out)?;
        out.flush()?;
        let held = events.iter().filter(|event| format.holds(event)).count();
        if let Some(path) = &global.output {
            global.say(format_args!("Wrote {held} events to {}.", path.display()));
        }
        if held < events.len() {
            let without = events.len() - held;
            let name = format.name();
            global.say(format_args!(
                "{without} have no date in any text, and {name} holds none of these."
            ));
        }
        Ok(Outcome::Done)
    }

    /// Writes the evidence itself: all of it in one file, or an index of it.
    fn evidence(&self, global: &Global) -> Result<Outcome> {
        if self.entity.is_some() {
            bail!("{} holds all evidence, not that of one entity", self.format);
        }
        let (annals, mut out) = (global.open()?, global.out()?);
        match self.format.as_str() {
            "wacz" => {
                let now = Timestamp::from_second(Timestamp::now().as_second())?;
                annals.write_wacz(&mut out, now)?;
            }
            _ => {
                for line in annals.cdxj()? {
                    writeln!(out, "{line}")?;
                }
            }
        }
        out.flush()?;
        if let Some(path) = &global.output {
            global.say(format_args!("Wrote {}.", path.display()));
        }
        Ok(Outcome::Done)
    }

    fn appearances(&self, global: &Global) -> Result<Outcome> {
        let Some(wanted) = &self.entity else {
            bail!("say whose appearances: annals export appearances \"Ama Boateng\"");
        };
        let annals = global.open()?;
        let person = annals.entity_called(wanted)?;
        let query = TimelineQuery {
            entity: Some(person.id.clone()),
            ..TimelineQuery::default()
        };
        let rows = annals_chronicle::appearances(&person.id, &annals.timeline(&query)?.0);
        let mut out = global.out()?;
        annals_export::appearances::write_csv(&person.name, &rows, &mut out)?;
        out.flush()?;
        if let Some(path) = &global.output {
            global.say(format_args!(
                "Wrote {} appearances to {}.",
                rows.len(),
                path.display()
            ));
        }
        Ok(Outcome::Done)
    }
}

/// Formats of the evidence, which the store writes; those of the chronicle are in `annals_export`.
const OF_EVIDENCE: [&str; 2] = ["wacz", "cdxj"];

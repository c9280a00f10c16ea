//! `annals export`: the chronicle, or one person's appearances, in a format of other programs.

use annals_store::TimelineQuery;
use anyhow::{Result, bail};
use clap::Args;

use super::{Global, Outcome};

/// The name of the table of appearances, which is no format of events.
const APPEARANCES: &str = "appearances";

/// Write the chronicle in a format that other programs read.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  annals export csv -o chronicle.csv\n  annals export jsonl | head\n  \
    annals export csv \"Ama Boateng\" -o boateng.csv\n  \
    annals export appearances \"Ama Boateng\" -o seen.csv"
)]
pub struct Export {
    /// The format; `appearances` is a table (CSV) of where one person was seen, and with whom.
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(annals_export::Format::ALL.iter().map(|format| format.name()).chain([APPEARANCES])))]
    format: String,
    /// Only events with this person, body or place (a name, or an id).
    entity: Option<String>,
}

impl Export {
    /// Writes all events, or those of one entity.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        if self.format == APPEARANCES {
            return self.appearances(global);
        }
        let query = TimelineQuery {
            entity: self.entity.clone(),
            ..TimelineQuery::default()
        };
        let (events, _) = global.open()?.timeline(&query)?;
        let mut out = global.out()?;
        let format =
            annals_export::Format::from_name(&self.format).expect("clap lets only known formats through");
        format.write(&events, &mut out)?;
        out.flush()?;
        if let Some(path) = &global.output {
            global.say(format_args!(
                "Wrote {} events to {}.",
                events.len(),
                path.display()
            ));
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

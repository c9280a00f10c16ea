//! `annals export`: the chronicle in a format of other programs.

use annals_store::TimelineQuery;
use anyhow::Result;
use clap::Args;

use super::{Global, Outcome};

/// Write the chronicle in a format that other programs read.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  annals export csv -o chronicle.csv\n  annals export jsonl | head\n  \
    annals export csv \"Ama Boateng\" -o boateng.csv"
)]
pub struct Export {
    /// The format.
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(annals_export::Format::ALL.iter().map(|format| format.name())))]
    format: String,
    /// Only events with this person, body or place (a name, or an id).
    entity: Option<String>,
}

impl Export {
    /// Writes all events, or those of one entity.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
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
}

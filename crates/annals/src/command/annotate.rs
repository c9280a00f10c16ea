//! `annals annotate`: the pure function from texts to their layers, for scripts and batch engines.

use std::collections::BTreeSet;

use anyhow::Result;
use clap::Args;

use super::{Global, Outcome};
use crate::stream::{self, DocumentRow, Layer, TextRow, Workers};

/// Find times, names, places, statements and events in texts, without an annals folder.
///
/// Reads JSON lines {"id", "text", "date"?, "language"?} on standard input and writes one line each, in the same order.
/// Offsets are Unicode code points.
#[derive(Args)]
#[command(after_help = "Examples:\n  annals annotate --jsonl < texts.jsonl\n  \
    annals annotate --jsonl --layers times,events < texts.jsonl")]
pub struct Annotate {
    /// Read and write JSON lines: the only form there is so far.
    #[arg(long, required = true)]
    jsonl: bool,
    /// Only these layers: times, mentions, places, statements, events.
    #[arg(long, value_delimiter = ',', value_name = "LAYERS")]
    layers: Vec<Layer>,
    /// Threads; by default one a core.
    #[arg(short = 'j', long, value_name = "N")]
    jobs: Option<usize>,
}

impl Annotate {
    /// Reads texts from standard input and writes their layers.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        let layers: BTreeSet<Layer> = if self.layers.is_empty() {
            Layer::ALL.into()
        } else {
            self.layers.iter().copied().collect()
        };
        let mut workers = Workers::new(self.jobs, global.out()?);
        let annotate = |row: &TextRow| Ok(serde_json::to_string(&DocumentRow::annotate(row, &layers))?);
        stream::each_line(std::io::stdin().lock(), |number, row| match row {
            Ok(row) => workers.push(row, annotate),
            Err(error) => {
                workers.failed(&format!("line {number}: {error}"));
                Ok(())
            }
        })?;
        workers.finish(annotate)
    }
}

//! `annals dedup`: the pure function that groups copies, for scripts and batch engines.

use std::io::Write;

use annals_text::Text;
use anyhow::Result;
use clap::Args;
use serde::Serialize;

use super::{Global, Outcome};
use crate::stream::{self, TextRow};

/// Group copies and near copies of texts, without an annals folder.
///
/// Reads JSON lines {"id", "text", "date"?} on standard input and writes {"id", "cluster"}, in the same order.
#[derive(Args)]
#[command(after_help = "Example:\n  annals dedup --jsonl < texts.jsonl")]
pub struct Dedup {
    /// Read and write JSON lines: the only form there is so far.
    #[arg(long, required = true)]
    jsonl: bool,
    /// Threads; by default one a core.
    #[arg(short = 'j', long, value_name = "N")]
    jobs: Option<usize>,
}

#[derive(Serialize)]
struct ClusterRow<'a> {
    id: &'a str,
    /// The id of the cluster's first text.
    cluster: &'a str,
}

impl Dedup {
    /// Reads texts from standard input and writes their clusters.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        let (mut ids, mut texts, mut outcome) = (Vec::new(), Vec::new(), Outcome::Done);
        stream::each_line(std::io::stdin().lock(), |number, row: Result<TextRow>| {
            match row {
                Ok(row) => {
                    ids.push(row.id);
                    texts.push(Text::new(row.text));
                }
                Err(error) => {
                    eprintln!("annals: line {number}: {error}");
                    outcome = Outcome::SomeFailed;
                }
            }
            Ok(())
        })?;
        let mut out = global.out()?;
        for (id, first) in ids.iter().zip(annals_dedup::families(&texts)) {
            serde_json::to_writer(
                &mut out,
                &ClusterRow {
                    id,
                    cluster: &ids[first],
                },
            )?;
            out.write_all(b"\n")?;
        }
        out.flush()?;
        Ok(outcome)
    }
}

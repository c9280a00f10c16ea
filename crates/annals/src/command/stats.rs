//! `annals stats`: how large a collection is, how it grows, and when one machine will not be enough. The estimate says what
//! it rests on.

use std::io::Write;

use annals_store::{Share, Stats as Counted};
use anyhow::Result;
use clap::Args;

use super::{Global, Outcome};

/// Pages that `build` reads in a second of one core, on generated news of usual length.
const PAGES_A_SECOND: f64 = 400.0;
/// Bytes of memory that `build` takes for each page of the collection, over what it always takes.
const MEMORY_A_PAGE: f64 = 1_600.0;
/// Seconds of one core that rebuilding may take before one machine is called too small: a day.
const PATIENCE: f64 = 86_400.0;

/// Say how large the collection is, how it grows, and when one machine will not be enough.
#[derive(Args)]
#[command(after_help = "Examples:\n  annals stats\n  annals stats --json")]
pub struct Stats {}

impl Stats {
    /// Counts and prints.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        let counted = global.open()?.stats()?;
        let mut out = global.out()?;
        match global.json {
            true => writeln!(out, "{}", row(&counted))?,
            false => print(&counted, &mut out)?,
        }
        out.flush()?;
        Ok(Outcome::Done)
    }
}

fn row(counted: &Counted) -> serde_json::Value {
    let share = |share: &Share| serde_json::json!({"name": share.name, "captures": share.captures, "bytes": share.bytes});
    let shares = |all: &[Share]| all.iter().map(share).collect::<Vec<_>>();
    serde_json::json!({
        "captures": counted.captures, "articles": counted.articles,
        "entities": counted.entities, "events": counted.events,
        "evidence_bytes": counted.evidence_bytes, "catalogue_bytes": counted.catalogue_bytes,
        "index_bytes": counted.index_bytes,
        "sources": shares(&counted.sources), "months": shares(&counted.months),
        "rebuild_core_seconds": rebuild_seconds(counted).round(),
        "rebuild_memory_bytes": rebuild_memory(counted).round(),
        "months_until_too_large": months_left(counted).map(f64::floor),
    })
}

fn print(counted: &Counted, out: &mut dyn Write) -> std::io::Result<()> {
    writeln!(
        out,
        "{} captures, {} articles, {} names, {} events",
        counted.captures, counted.articles, counted.entities, counted.events
    )?;
    writeln!(
        out,
        "evidence {}, catalogue {}, index {}",
        size(counted.evidence_bytes),
        size(counted.catalogue_bytes),
        size(counted.index_bytes)
    )?;
    print_shares("By source:", &counted.sources, "(not read yet)", out)?;
    print_shares("By month of capture:", &counted.months, "(unknown)", out)?;
    writeln!(out, "\n{}", outlook(counted))
}

fn print_shares(heading: &str, shares: &[Share], unnamed: &str, out: &mut dyn Write) -> std::io::Result<()> {
    if shares.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{heading}")?;
    for share in shares {
        let name = share.name.as_deref().unwrap_or(unnamed);
        let (bytes, captures) = (size(share.bytes), share.captures);
        writeln!(out, "{bytes:>12}  {captures:>9} captures  {name}")?;
    }
    Ok(())
}

/// What rebuilding everything takes on this machine, and how long that stays bearable.
fn outlook(counted: &Counted) -> String {
    let now = format!(
        "Reading everything anew takes about {} of one core and {} of memory \
         (measured on generated news: {PAGES_A_SECOND:.0} pages a second, {MEMORY_A_PAGE:.0} bytes a page).",
        duration(rebuild_seconds(counted)),
        size(rebuild_memory(counted) as u64)
    );
    let then = match months_left(counted) {
        None => "There is no full month of captures yet to tell how it grows.".to_owned(),
        Some(0.0) => "That is more than a day: one machine is no longer enough.".to_owned(),
        Some(months) if months > 1_200.0 => {
            "As it grows now, one machine is enough for more than a hundred years.".to_owned()
        }
        Some(months) => {
            format!("As it grows now, that will be more than a day in about {months:.0} months.")
        }
    };
    format!("{now}\n{then}")
}

fn rebuild_seconds(counted: &Counted) -> f64 {
    counted.captures as f64 / PAGES_A_SECOND
}

fn rebuild_memory(counted: &Counted) -> f64 {
    60e6 + counted.captures as f64 * MEMORY_A_PAGE
}

/// Months until rebuilding takes longer than a day, if as much comes in as in the fullest of the last three whole months.
fn months_left(counted: &Counted) -> Option<f64> {
    let room = PATIENCE * PAGES_A_SECOND - counted.captures as f64;
    let whole = counted.months.split_last()?.1;
    let recent = whole.iter().rev().take(3).map(|share| share.captures);
    match room <= 0.0 {
        true => Some(0.0),
        false => Some((room / recent.max()?.max(1) as f64).max(1.0)),
    }
}

/// "12.4 MiB"
fn size(bytes: u64) -> String {
    let mut amount = bytes as f64;
    let mut units = ["bytes", "KiB", "MiB", "GiB", "TiB"].into_iter();
    let mut unit = units.next().unwrap_or_default();
    for larger in units {
        if amount < 1024.0 {
            break;
        }
        (amount, unit) = (amount / 1024.0, larger);
    }
    match unit {
        "bytes" => format!("{bytes} bytes"),
        _ => format!("{amount:.1} {unit}"),
    }
}

/// "3 s", "4 min", "2.5 h"
fn duration(seconds: f64) -> String {
    match seconds {
        s if s < 90.0 => format!("{:.0} s", s.max(1.0)),
        s if s < 5_400.0 => format!("{:.0} min", s / 60.0),
        s => format!("{:.1} h", s / 3_600.0),
    }
}

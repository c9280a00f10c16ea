//! `annals-corpus generate` writes WARC files and what is true of them; `annals-corpus score` says how much was found.

#![allow(
    clippy::disallowed_methods,
    reason = "it writes files and reads the answers of another program"
)]

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use annals_archive::{Company, Deposit, WarcWriter};
use annals_corpus::score::{self, Count, Truth};
use annals_corpus::{Visit, Visits, World};
use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use indicatif::ProgressBar;

/// Makes WARC files of invented news whose events are known, and counts how much of them was found.
#[derive(Parser)]
#[command(
    version,
    after_help = "Example:\n  annals-corpus generate made --pages 10000\n  annals init chronicle && annals -C chronicle add made/*.warc.gz && annals -C chronicle build\n  annals -C chronicle export jsonl -o events.jsonl\n  annals-corpus score made/truth.jsonl --events events.jsonl"
)]
struct Options {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Writes WARC files and `truth.jsonl` to a new folder.
    Generate {
        /// The folder; it must not exist.
        folder: PathBuf,
        /// How many captures.
        #[arg(long, default_value_t = 1000)]
        pages: usize,
        /// Another seed gives another world.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// How many outlets.
        #[arg(long, default_value_t = 40)]
        outlets: usize,
        /// How many happenings are first told of each day.
        #[arg(long, default_value_t = 200)]
        per_day: u64,
        /// A new WARC file is begun behind so many MiB.
        #[arg(long, default_value_t = 64)]
        file_mib: u64,
    },
    /// Compares the answers of `annals` with the truth.
    Score {
        /// The `truth.jsonl` of the corpus.
        truth: PathBuf,
        /// What `annals export jsonl` wrote.
        #[arg(long)]
        events: Option<PathBuf>,
        /// What `annals extract --jsonl` wrote of the WARC files.
        #[arg(long)]
        articles: Option<PathBuf>,
    },
}

fn main() -> Result<()> {
    match Options::parse().command {
        Command::Generate {
            folder,
            pages,
            seed,
            outlets,
            per_day,
            file_mib,
        } => {
            let visits = Visits::new(World::new(seed, outlets), seed, per_day);
            generate(&folder, visits.take(pages), pages as u64, file_mib << 20)
        }
        Command::Score {
            truth,
            events,
            articles,
        } => print_score(
            &Truth::read(open(&truth)?)?,
            events.as_deref(),
            articles.as_deref(),
        ),
    }
}

fn generate(folder: &Path, visits: impl Iterator<Item = Visit>, pages: u64, limit: u64) -> Result<()> {
    std::fs::create_dir(folder)
        .with_context(|| format!("{}: choose a folder that does not exist", folder.display()))?;
    let mut warc = WarcWriter::new(folder, None, limit)?;
    let mut truth = BufWriter::new(File::create(folder.join("truth.jsonl"))?);
    let progress = ProgressBar::new(pages);
    for visit in visits {
        warc.append(&deposit(&visit), &Company::default())?;
        serde_json::to_writer(&mut truth, &visit.truth)?;
        truth.write_all(b"\n")?;
        progress.inc(1);
    }
    warc.sync()?;
    truth.flush()?;
    progress.finish();
    Ok(())
}

fn deposit(visit: &Visit) -> Deposit<'_> {
    Deposit {
        bytes: &visit.html,
        url: &visit.truth.url,
        captured: visit.captured,
        content_type: None,
        http_head: Some(b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"),
        machine: None,
        date: None,
        source: None,
        file_name: None,
    }
}

fn open(path: &Path) -> Result<impl BufRead + use<>> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    Ok(BufReader::new(file))
}

fn print_score(truth: &Truth, events: Option<&Path>, articles: Option<&Path>) -> Result<()> {
    if let Some(path) = events {
        let score = score::events(truth, open(path)?).with_context(|| path.display().to_string())?;
        print_count("event types", score.types);
        print_count("whole lines", score.lines);
        print_count("merged pairs", score.merged);
        print_count("copies", score.copies);
    }
    if let Some(path) = articles {
        let score = score::articles(truth, open(path)?).with_context(|| path.display().to_string())?;
        for (name, count) in [
            ("texts right", score.texts),
            ("texts with a teaser or notice", score.leaks),
            ("titles right", score.titles),
            ("days right", score.days),
        ] {
            println!("{name:30} {count:>9} of {}", score.rows);
        }
    }
    Ok(())
}

fn print_count(name: &str, count: Count) {
    println!(
        "{name:14} precision {:.4} recall {:.4}  ({} right, {} found, {} wanted)",
        count.precision(),
        count.recall(),
        count.right,
        count.found,
        count.wanted
    );
}

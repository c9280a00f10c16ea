//! `annals check`: is all evidence whole, and does every citation still resolve?

use std::path::{Path, PathBuf};

use annals_store::Problem;
use anyhow::{Context, Result};
use clap::Args;

use super::{Global, Outcome};
use crate::stream;

/// Check that the evidence is whole, that catalogue and index agree, and that every citation still resolves.
///
/// Every bit of evidence, catalogue and index is compared with what was written. Of archives outside the folder everything is
/// named, by record and offset, that is damaged, altered, or against the rules of their format.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  annals check\n  annals check --exit-code     exit with 10 if something is wrong\n  \
    annals check old.warc.gz     check an archive outside the folder\n  \
    annals check crawl.wacz      its entries, its digests, and every record in it"
)]
pub struct Check {
    /// WARC, ARC and WACZ files outside the folder, and backups; without any, the folder itself is checked.
    files: Vec<PathBuf>,
    /// Exit with 10, not 1, if something is wrong.
    #[arg(long)]
    exit_code: bool,
}

impl Check {
    /// Checks, and prints each problem on a line.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        let bar = global.bar();
        let mut problems = Vec::new();
        if self.files.is_empty() {
            problems = global.open()?.check(&mut |progress| bar.show(progress))?;
        }
        for file in &self.files {
            problems.extend(outside(file)?);
            if let Some(signature) = signature(file) {
                bar.say(&format!("{}: {signature}", file.display()));
            }
        }
        drop(bar);
        let mut out = global.out()?;
        for problem in &problems {
            match global.json {
                true => writeln!(
                    out,
                    "{}",
                    serde_json::json!({"place": problem.place, "what": problem.what})
                )?,
                false => writeln!(out, "{}: {}", problem.place, problem.what)?,
            }
        }
        out.flush()?;
        if problems.is_empty() {
            global.say("All is well.");
            return Ok(Outcome::Done);
        }
        global.say(match problems.len() {
            1 => "1 problem.".to_owned(),
            count => format!("{count} problems."),
        });
        Ok(if self.exit_code {
            Outcome::Found
        } else {
            Outcome::ProblemsFound
        })
    }
}

/// What is wrong with an archive outside the folder, or with a backup.
fn outside(path: &Path) -> Result<Vec<Problem>> {
    if stream::is_wacz(path) {
        return Ok(annals_store::check_wacz(path)?);
    }
    if path.is_dir() {
        let found = annals_store::check_backup(path)?;
        return found.with_context(|| format!("{}: a folder, and no backup", path.display()));
    }
    Ok(annals_store::check_warc(path)?)
}

/// Who signed a WACZ file, by what it says.
fn signature(path: &Path) -> Option<annals_archive::Signature> {
    let wacz = stream::is_wacz(path).then(|| annals_archive::Wacz::open(path).ok());
    wacz.flatten()?.signature()
}

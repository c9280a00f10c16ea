//! `annals demo`: a small example from bundled pages of invented outlets. It goes the way every page goes: added as
//! evidence, built, printed, served.

use std::path::{Path, PathBuf};

use annals_store::{Addition, Annals, TimelineQuery};
use anyhow::{Context, Result};
use clap::Args;
use jiff::Timestamp;
use rust_embed::RustEmbed;
use serde::Deserialize;

use super::{Global, Outcome};
use crate::print;

/// Build a small example from bundled pages, print its chronicle, and serve it.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  annals demo\n  annals demo --no-serve\n  annals -C annals-demo search declaration"
)]
pub struct Demo {
    /// Where the example's folder is made (or found, if it was made before).
    #[arg(default_value = "annals-demo")]
    folder: PathBuf,
    /// Stop after printing the chronicle.
    #[arg(long)]
    no_serve: bool,
    /// Address and port to serve on.
    #[arg(long, default_value = "127.0.0.1:8800", value_name = "ADDRESS:PORT")]
    listen: String,
}

#[derive(RustEmbed)]
#[folder = "../../demo"]
#[include = "manifest.jsonl"]
#[include = "pages/*"]
struct Pages;

/// One line of `demo/manifest.jsonl`: a page, and when it was seen where.
#[derive(Deserialize)]
struct Entry {
    file: String,
    url: String,
    captured: String,
}

impl Demo {
    /// Adds, builds, prints and serves.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        let mut annals = open_or_make(&self.folder)?;
        add_pages(&mut annals)?;
        let bar = global.bar();
        let built = annals.build(None, &mut |progress| bar.show(progress))?;
        drop(bar);
        let (events, _) = annals.timeline(&TimelineQuery::default())?;
        let mut out = global.out()?;
        match global.json {
            true => annals_export::jsonl::write(&events, &mut out)?,
            false => write!(out, "{}", print::chronicle(&events))?,
        }
        out.flush()?;
        drop(out);
        let folder = self.folder.display();
        global.say(format_args!(
            "{} articles, {} events. Try: annals -C {folder} search declaration",
            built.articles, built.events
        ));
        drop(annals);
        if self.no_serve {
            return Ok(Outcome::Done);
        }
        super::serve::serve(&self.folder, &self.listen, None, global)
    }
}

fn open_or_make(folder: &Path) -> Result<Annals> {
    Ok(if folder.join("annals.toml").is_file() {
        Annals::open(folder)?
    } else {
        Annals::init(folder)?
    })
}

fn add_pages(annals: &mut Annals) -> Result<()> {
    let manifest = Pages::get("manifest.jsonl").context("the bundled pages have no manifest")?;
    for line in manifest
        .data
        .split(|&byte| byte == b'\n')
        .filter(|line| !line.is_empty())
    {
        let entry: Entry = serde_json::from_slice(line).context("demo/manifest.jsonl")?;
        let page = Pages::get(&entry.file).with_context(|| format!("{}: not bundled", entry.file))?;
        annals.add(&[Addition {
            bytes: &page.data,
            url: Some(&entry.url),
            file_name: Some(&entry.file),
            content_type: crate::stream::content_type(Path::new(&entry.file)),
            captured: entry
                .captured
                .parse::<Timestamp>()
                .context("demo/manifest.jsonl")?,
            date: None,
            source: None,
            http_head: None,
            machine: None,
        }])?;
    }
    Ok(())
}

//! `annals extract`: the pure function from pages to articles, for scripts and batch engines.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use serde::Deserialize;

use super::{Global, Outcome};
use crate::stream::{self, ArticleRow, Workers};

/// Extract the article from pages, without an annals folder.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  annals extract --jsonl pages/ > articles.jsonl\n  \
    annals extract --jsonl --list pages.jsonl\n  curl -s https://news.example/page | annals extract --jsonl -"
)]
pub struct Extract {
    /// Pages (.html, .htm, .txt, each also .gz), folders of pages, or `-` for one page on standard input.
    paths: Vec<PathBuf>,
    /// Write one JSON object a page.
    #[arg(long)]
    jsonl: bool,
    /// A file of JSON lines `{"path", "url"?, "id"?}` that names the pages (`-` for standard input).
    #[arg(long, value_name = "FILE", conflicts_with = "paths")]
    list: Option<PathBuf>,
    /// Threads; by default one a core.
    #[arg(short = 'j', long, value_name = "N")]
    jobs: Option<usize>,
}

/// A page to read: a line of `--list`, or a path of the command line.
#[derive(Deserialize)]
struct Listed {
    path: PathBuf,
    url: Option<String>,
    id: Option<String>,
}

impl Extract {
    /// Reads the pages in the order given and writes one row each.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        let mut workers = Workers::new(self.jobs, global.out()?);
        match &self.list {
            Some(list) => self.run_list(list, &mut workers)?,
            None => {
                for path in &self.paths {
                    for path in stream::pages_below(path) {
                        workers.push(
                            Listed {
                                path,
                                url: None,
                                id: None,
                            },
                            read_row,
                        )?;
                    }
                }
            }
        }
        workers.finish(read_row)
    }

    fn run_list(&self, list: &Path, workers: &mut Workers<Listed, impl Write>) -> Result<()> {
        let reader: Box<dyn Read> = match list.to_str() {
            Some("-") => Box::new(std::io::stdin()),
            _ => Box::new(std::fs::File::open(list).with_context(|| list.display().to_string())?),
        };
        for (number, line) in BufReader::new(reader).lines().enumerate() {
            let line = line.with_context(|| list.display().to_string())?;
            if line.trim().is_empty() {
                continue;
            }
            match serde_json::from_str(&line) {
                Ok(listed) => workers.push(listed, read_row)?,
                Err(error) => workers.failed(&format!("{}: line {}: {error}", list.display(), number + 1)),
            }
        }
        Ok(())
    }
}

fn read_row(listed: &Listed) -> Result<String> {
    let bytes = stream::read_page(&listed.path)?;
    let content_type = stream::content_type(&listed.path);
    let page = annals_extract::Page {
        bytes: &bytes,
        url: listed.url.as_deref(),
        content_type,
    };
    let (article, omitted) = annals_extract::extract(&page);
    let id = listed.id.clone().unwrap_or_else(|| stream::page_id(&listed.path));
    Ok(serde_json::to_string(&ArticleRow::new(
        &id,
        listed.url.as_deref(),
        &article,
        &omitted,
    ))?)
}

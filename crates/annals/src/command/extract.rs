//! `annals extract`: the pure function from pages to articles, for scripts and batch engines.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use annals_extract::{Article, Omitted};
use anyhow::{Context, Result};
use clap::Args;
use serde::Deserialize;

use super::{Global, Outcome};
use crate::stream::{self, ArticleRow, Workers};

/// Extract the article from pages, without an annals folder.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  annals extract page.html\n  annals extract --jsonl pages/ > articles.jsonl\n  \
    annals extract --jsonl --list pages.jsonl\n  curl -s https://news.example/page | annals extract --jsonl -"
)]
pub struct Extract {
    /// Pages (.html, .htm, .txt, each also .gz), folders of pages, or `-` for one page on standard input.
    #[arg(required_unless_present = "list")]
    paths: Vec<PathBuf>,
    /// Write one JSON object a page; without it, the text for people to read.
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
    /// Reads the pages in the order given and writes one row each, or the text for people to read.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        let write = if self.jsonl || global.json { row } else { plain };
        let read = |listed: &Listed| read(listed, write);
        let mut workers = Workers::new(self.jobs, global.out()?);
        if let Some(list) = &self.list {
            run_list(list, &mut workers, read)?;
        }
        for path in self.paths.iter().flat_map(|path| stream::pages_below(path)) {
            workers.push(
                Listed {
                    path,
                    url: None,
                    id: None,
                },
                read,
            )?;
        }
        workers.finish(read)
    }
}

fn run_list(
    list: &Path,
    workers: &mut Workers<Listed, impl Write>,
    read: impl Fn(&Listed) -> Result<String> + Sync + Copy,
) -> Result<()> {
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
            Ok(listed) => workers.push(listed, read)?,
            Err(error) => workers.failed(&format!("{}: line {}: {error}", list.display(), number + 1)),
        }
    }
    Ok(())
}

fn read(listed: &Listed, write: fn(&Listed, &Article, &[Omitted]) -> Result<String>) -> Result<String> {
    let bytes = stream::read_page(&listed.path)?;
    let content_type = stream::content_type(&listed.path);
    let page = annals_extract::Page {
        bytes: &bytes,
        url: listed.url.as_deref(),
        content_type,
        ..annals_extract::Page::default()
    };
    let (article, omitted) = annals_extract::extract(&page);
    write(listed, &article, &omitted)
}

fn row(listed: &Listed, article: &Article, omitted: &[Omitted]) -> Result<String> {
    let id = listed.id.clone().unwrap_or_else(|| stream::page_id(&listed.path));
    Ok(serde_json::to_string(&ArticleRow::new(
        &id,
        listed.url.as_deref(),
        article,
        omitted,
    ))?)
}

/// Title, authors and date, then the text.
fn plain(_: &Listed, article: &Article, _: &[Omitted]) -> Result<String> {
    let date = article.published.map(|date| date.day.to_string());
    let byline: Vec<&str> = article
        .authors
        .iter()
        .map(String::as_str)
        .chain(date.as_deref())
        .collect();
    let head = [article.title.as_deref().unwrap_or_default(), &byline.join(", ")].map(str::to_owned);
    let parts = head
        .into_iter()
        .chain([article.text.to_string()])
        .filter(|part| !part.is_empty());
    Ok(parts.collect::<Vec<_>>().join("\n\n") + "\n")
}

//! `annals extract`: the pure function from pages to articles, for scripts and batch engines.

use std::borrow::Cow;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use annals_archive::WarcPage;
use annals_extract::{Article, Page};
use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use serde::Deserialize;

use super::{Global, Outcome};
use crate::print;
use crate::stream::{self, ArticleRow, BlocksRow, ExplainedRow, Workers};

/// Extract the article from pages, without an annals folder.
#[derive(Args)]
#[command(after_help = "\
Examples:
  annals extract page.html
  annals extract --format markdown page.html > page.md
  annals extract --format json page.html | jq .authors
  annals extract --jsonl pages/ > articles.jsonl
  annals extract --jsonl collection.warc.gz    one row a page of the archive, named by its capture
  annals extract --jsonl --list pages.jsonl
  annals extract --captured 2026-03-01 page.html
  annals extract --why page.html               every block of the page, kept or not, and why
  curl -s https://news.example/page | annals extract --jsonl -")]
pub struct Extract {
    /// Pages (.html, .htm, .txt, each also .gz), WARC files, folders of both, or `-` for one page on standard input.
    #[arg(required_unless_present = "list")]
    paths: Vec<PathBuf>,
    /// How to write each article.
    #[arg(long, value_name = "FORMAT", value_enum)]
    format: Option<Format>,
    /// Write one JSON object a line: `--format jsonl`.
    #[arg(long, conflicts_with = "format")]
    jsonl: bool,
    /// Show every block of the page in page order: kept or left out and why, how likely it is text, and where it stands.
    #[arg(long)]
    why: bool,
    /// A file of JSON lines `{"path", "url"?, "id"?, "captured"?}` that names the pages (`-` for standard input).
    #[arg(long, value_name = "FILE", conflicts_with = "paths")]
    list: Option<PathBuf>,
    /// The day on which the pages were captured, as YYYY-MM-DD: what a page dates later is refused or flagged.
    #[arg(long, value_name = "DAY")]
    captured: Option<Date>,
    /// Threads; by default one a core.
    #[arg(short = 'j', long, value_name = "N")]
    jobs: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Title, byline and text, for people to read.
    Text,
    /// The same with headings, lists, quotes, tables and captions as Markdown.
    Markdown,
    /// One object a page with all that was found, over several lines.
    Json,
    /// The same on one line a page.
    Jsonl,
}

/// Turns a page into what is written of it.
type Write = fn(&Listed, &Page) -> Result<String>;

/// A page to read: a line of `--list`, or a path of the command line.
#[derive(Deserialize)]
struct Listed {
    path: PathBuf,
    url: Option<String>,
    id: Option<String>,
    /// A day, or a time on it.
    captured: Option<String>,
    /// The page itself, where it stands in a WARC file and not in a file of its own.
    #[serde(skip)]
    archived: Option<WarcPage>,
}

impl Extract {
    /// Reads the pages in the order given and writes one row each, or the text for people to read.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        let write = self.writer(global);
        let read = |listed: &Listed| read(listed, self.captured, write);
        let mut workers = Workers::new(self.jobs, global.out()?);
        if let Some(list) = &self.list {
            run_list(list, &mut workers, read)?;
        }
        for path in self.paths.iter().flat_map(|path| stream::inputs_below(path)) {
            if stream::is_warc(&path) {
                run_warc(&path, &mut workers, read)?;
            } else {
                workers.push(Listed::file(path), read)?;
            }
        }
        workers.finish(read)
    }

    fn writer(&self, global: &Global) -> Write {
        let lines = self.jsonl || global.json;
        let format = if lines { Some(Format::Jsonl) } else { self.format };
        match (format.unwrap_or(Format::Text), self.why) {
            (Format::Text, false) => |_, page| Ok(plain(&annals_extract::extract(page).0)),
            (Format::Markdown, false) => |_, page| Ok(annals_extract::extract(page).0.to_markdown()),
            (Format::Json, false) => blocks_row,
            (Format::Jsonl, false) => article_row,
            (Format::Text | Format::Markdown, true) => {
                |_, page| Ok(print::explained(&annals_extract::explain(page)))
            }
            (Format::Json, true) => explained_rows,
            (Format::Jsonl, true) => explained_row,
        }
    }
}

fn run_list(
    list: &Path,
    workers: &mut Workers<Listed, impl std::io::Write>,
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

/// The pages of a WARC file. A damaged record is reported, and the rest of the file goes on.
fn run_warc(
    path: &Path,
    workers: &mut Workers<Listed, impl std::io::Write>,
    read: impl Fn(&Listed) -> Result<String> + Sync + Copy,
) -> Result<()> {
    let pages = match annals_archive::pages(path) {
        Ok(pages) => pages,
        Err(error) => {
            workers.failed(&error.to_string());
            return Ok(());
        }
    };
    for page in pages {
        match page {
            Ok(page) => workers.push(Listed::archived(path, page), read)?,
            Err(damage) => workers.failed(&format!("{}: {damage}", path.display())),
        }
    }
    Ok(())
}

fn read(listed: &Listed, captured: Option<Date>, write: Write) -> Result<String> {
    let bytes = match &listed.archived {
        Some(page) => page.deposit().payload(),
        None => Cow::Owned(stream::read_page(&listed.path)?),
    };
    let page = Page {
        bytes: &bytes,
        url: listed.url.as_deref(),
        content_type: listed.content_type(),
        as_of: listed.captured()?.or(captured),
    };
    write(listed, &page)
}

impl Listed {
    fn file(path: PathBuf) -> Self {
        Listed {
            path,
            url: None,
            id: None,
            captured: None,
            archived: None,
        }
    }

    /// A page of the WARC file at `path`, under the id that `annals add` would give it.
    fn archived(path: &Path, page: WarcPage) -> Self {
        Listed {
            path: path.to_owned(),
            id: Some(page.deposit().id().to_string()),
            url: Some(page.url.clone()),
            captured: Some(page.captured.to_string()),
            archived: Some(page),
        }
    }

    fn content_type(&self) -> Option<&str> {
        match &self.archived {
            Some(page) => page.content_type.as_deref(),
            None => stream::content_type(&self.path),
        }
    }

    fn id(&self) -> String {
        self.id.clone().unwrap_or_else(|| stream::page_id(&self.path))
    }

    /// The day of the capture, in UTC.
    fn captured(&self) -> Result<Option<Date>> {
        let Some(captured) = &self.captured else {
            return Ok(None);
        };
        let moment = captured.parse::<Timestamp>();
        let day = moment
            .map(|moment| Offset::UTC.to_datetime(moment).date())
            .or_else(|_| captured.parse());
        let path = self.path.display();
        day.map(Some)
            .with_context(|| format!("{path}: its \"captured\" is no day as YYYY-MM-DD"))
    }
}

fn article_row(listed: &Listed, page: &Page) -> Result<String> {
    let (article, omitted) = annals_extract::extract(page);
    let (id, url) = (listed.id(), listed.url.as_deref());
    Ok(serde_json::to_string(&ArticleRow::new(
        &id, url, &article, &omitted,
    ))?)
}

fn blocks_row(listed: &Listed, page: &Page) -> Result<String> {
    let (article, omitted) = annals_extract::extract(page);
    let (id, url) = (listed.id(), listed.url.as_deref());
    Ok(serde_json::to_string_pretty(&BlocksRow::new(
        &id, url, &article, &omitted,
    ))?)
}

fn explained_row(listed: &Listed, page: &Page) -> Result<String> {
    let blocks = annals_extract::explain(page);
    Ok(serde_json::to_string(&ExplainedRow::new(&listed.id(), &blocks))?)
}

fn explained_rows(listed: &Listed, page: &Page) -> Result<String> {
    let blocks = annals_extract::explain(page);
    Ok(serde_json::to_string_pretty(&ExplainedRow::new(
        &listed.id(),
        &blocks,
    ))?)
}

/// Title, authors and date, then the text.
fn plain(article: &Article) -> String {
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
    parts.collect::<Vec<_>>().join("\n\n") + "\n"
}

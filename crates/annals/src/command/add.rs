//! `annals add`: keeps pages as evidence. Nothing is read from them yet; `annals build` does that.

use std::io::{Read, Seek};
use std::path::{Path, PathBuf};

use annals_archive::{Pages, Wacz};
use annals_store::{Added, Addition, Annals, Progress};
use anyhow::{Context, Result, bail};
use clap::Args;
use jiff::Timestamp;
use jiff::civil::Date;

use super::{Global, Outcome};
use crate::progress::Bar;
use crate::stream;

/// Keep pages as evidence: HTML, plain text, WARC, WACZ and ARC files, folders of them, or one page on standard input.
///
/// The same bytes added again make no second capture. What is damaged in a WARC file is reported, and the rest of it is kept;
/// a WACZ file that does not agree with its own digests, or holds what could lead out of a folder, is refused. Nothing is read from the pages yet: `annals build` does that.
#[derive(Args)]
#[command(after_help = "Examples:\n  annals add pages/ collection.warc.gz\n  \
    annals add page.html --url https://news.example/visit --date 2026-03-04 --source \"Harbour Gazette\"\n  \
    annals add crawl.wacz           the WARC files in it, once its digests are verified\n  \
    curl -s https://news.example/visit | annals add - --url https://news.example/visit\n  \
    annals add pages/ --dry-run     only say what would be added")]
pub struct Add {
    /// .html, .htm, .txt (each also .gz), .warc, .arc (each also .gz, .zst), .wacz, folders, or `-` for one page on standard input.
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// Where the page was found, for one page that does not say.
    #[arg(long)]
    url: Option<String>,
    /// The day it was published, for pages that do not say.
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// The outlet's name.
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// Only say what would be added.
    #[arg(long)]
    dry_run: bool,
}

/// How many pages are acknowledged together: one fsync and one commit for all of them.
const GROUP: usize = 256;

/// The most bytes that wait for their acknowledgement.
const GROUP_BYTES: usize = 32 << 20;

/// How many pages that were kept already are named one by one; the rest is only counted.
const KNOWN_NAMED: usize = 5;

impl Add {
    /// Adds every input; one that fails is reported and the rest goes on.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        self.check_arguments()?;
        let mut adding = Adding {
            add: self,
            annals: if self.dry_run { None } else { Some(global.open()?) },
            bar: global.bar(),
            waiting: Vec::new(),
            waiting_bytes: 0,
            counts: Counts::default(),
        };
        for input in &self.inputs {
            let paths = stream::evidence_below(input);
            if paths.is_empty() {
                adding.failed(format!(
                    "{}: no page and no WARC file in this folder",
                    input.display()
                ));
            }
            for path in paths {
                adding.input(&path)?;
            }
        }
        adding.flush()?;
        let Adding { bar, counts, .. } = adding;
        drop(bar);
        global.say(counts.told(self.dry_run));
        Ok(if counts.failed > 0 {
            Outcome::SomeFailed
        } else {
            Outcome::Done
        })
    }

    fn check_arguments(&self) -> Result<()> {
        if let Some(url) = &self.url {
            let one_page = matches!(self.inputs.as_slice(), [input] if !input.is_dir());
            if !one_page {
                bail!("--url says where one page was found: give it one page");
            }
            url::Url::parse(url).with_context(|| format!("{url}: not an address"))?;
        }
        let remote = self
            .inputs
            .iter()
            .find(|input| input.to_string_lossy().contains("://"));
        if let Some(remote) = remote {
            bail!(
                "{}: `annals source add` takes addresses of feeds, sitemaps and sites; or save the page and add the file with --url",
                remote.display()
            );
        }
        Ok(())
    }
}

/// A page that waits to be kept.
struct Waiting {
    /// What to call it in messages.
    label: String,
    bytes: Vec<u8>,
    url: Option<String>,
    file_name: Option<String>,
    content_type: Option<String>,
    captured: Timestamp,
    http_head: Option<Vec<u8>>,
    machine: Option<std::net::IpAddr>,
}

#[derive(Clone, Copy, Default)]
struct Counts {
    new: usize,
    known: usize,
    failed: usize,
}

impl Counts {
    fn told(self, dry_run: bool) -> String {
        let Counts { new, known, failed } = self;
        let failed = if failed > 0 {
            format!(", {failed} failed")
        } else {
            String::new()
        };
        match dry_run {
            true => format!("Would add {new} pages{failed}."),
            false => format!("Added {new} captures, {known} were kept already{failed}."),
        }
    }
}

/// Work in progress.
struct Adding<'a> {
    add: &'a Add,
    /// `None` in a dry run.
    annals: Option<Annals>,
    bar: Bar,
    waiting: Vec<Waiting>,
    waiting_bytes: usize,
    counts: Counts,
}

impl Adding<'_> {
    fn input(&mut self, path: &Path) -> Result<()> {
        let outcome = if stream::is_warc(path) {
            self.warc(path)
        } else if stream::is_wacz(path) {
            self.wacz(path)
        } else {
            self.page(path)
        };
        match outcome {
            Err(error) if error.downcast_ref::<annals_store::Error>().is_some() => Err(error),
            Err(error) => {
                self.failed(format!("{error:#}"));
                Ok(())
            }
            Ok(()) => Ok(()),
        }
    }

    fn page(&mut self, path: &Path) -> Result<()> {
        let bytes = stream::read_page(path)?;
        if bytes.is_empty() {
            bail!("{}: empty", path.display());
        }
        if is_binary(&bytes) {
            bail!("{}: neither HTML nor text (it holds zero bytes)", path.display());
        }
        let file_name = path
            .file_name()
            .filter(|name| *name != "-")
            .map(|name| name.to_string_lossy().into_owned());
        self.push(Waiting {
            label: path.display().to_string(),
            bytes,
            url: self.add.url.clone(),
            file_name,
            content_type: stream::content_type(path).map(str::to_owned),
            captured: seen_at(path),
            http_head: None,
            machine: None,
        })
    }

    /// Adds what is whole in a WARC file and reports each damage; the rest of the file goes on.
    fn warc(&mut self, path: &Path) -> Result<()> {
        self.pages(&path.display().to_string(), annals_archive::pages(path)?)
    }

    /// Adds the WARC files in a WACZ file, if it is whole.
    fn wacz(&mut self, path: &Path) -> Result<()> {
        let wacz = Wacz::open(path)?;
        let problems = wacz.problems();
        if let Some(first) = problems.first() {
            let others = match problems.len() {
                1 => String::new(),
                count => format!(" (and {} more; `annals check` names them)", count - 1),
            };
            bail!("{}: refused: {first}{others}", path.display());
        }
        if let Some(signature) = wacz.signature() {
            self.bar.say(&format!("{}: {signature}", path.display()));
        }
        for archive in wacz.archives() {
            self.pages(&format!("{}, {archive}", path.display()), wacz.pages(&archive)?)?;
        }
        Ok(())
    }

    fn pages<R: Read + Seek>(&mut self, file: &str, mut pages: Pages<R>) -> Result<()> {
        for item in pages.by_ref() {
            match item {
                Ok(page) => self.push(Waiting {
                    label: format!("{file}: record {}", page.number),
                    bytes: page.body,
                    url: Some(page.url),
                    file_name: None,
                    content_type: page.content_type,
                    captured: page.captured,
                    http_head: page.http_head,
                    machine: page.machine,
                })?,
                Err(damage) => self.failed(format!("{file}: {damage}")),
            }
        }
        let skipped = pages
            .skipped()
            .iter()
            .map(|(reason, count)| format!("{count} {reason}"))
            .collect::<Vec<_>>();
        if !skipped.is_empty() {
            self.bar.say(&format!(
                "{file}: records that are no pages: {}",
                skipped.join(", ")
            ));
        }
        Ok(())
    }

    fn push(&mut self, waiting: Waiting) -> Result<()> {
        self.waiting_bytes += waiting.bytes.len();
        self.waiting.push(waiting);
        if self.waiting.len() >= GROUP || self.waiting_bytes >= GROUP_BYTES {
            self.flush()
        } else {
            Ok(())
        }
    }

    /// Keeps all that wait; when this returns, they are safe.
    fn flush(&mut self) -> Result<()> {
        let waiting = std::mem::take(&mut self.waiting);
        self.waiting_bytes = 0;
        let Some(annals) = &mut self.annals else {
            waiting.iter().for_each(|page| println!("{}", page.label));
            self.counts.new += waiting.len();
            return Ok(());
        };
        let additions: Vec<Addition> = waiting.iter().map(|page| self.add.addition(page)).collect();
        for (page, added) in waiting.iter().zip(annals.add(&additions)?) {
            match added {
                Added::New(_) => self.counts.new += 1,
                Added::Known(id) => {
                    self.counts.known += 1;
                    if self.counts.known <= KNOWN_NAMED {
                        self.bar.say(&format!("{}: kept already, as {id}", page.label));
                    }
                }
            }
        }
        let done = self.counts.new + self.counts.known;
        self.bar.show(Progress {
            stage: "adding",
            done,
            total: done,
        });
        Ok(())
    }

    fn failed(&mut self, message: String) {
        self.bar.warn(&format!("annals: {message}"));
        self.counts.failed += 1;
    }
}

impl Add {
    fn addition<'a>(&'a self, page: &'a Waiting) -> Addition<'a> {
        Addition {
            bytes: &page.bytes,
            url: page.url.as_deref(),
            file_name: page.file_name.as_deref(),
            content_type: page.content_type.as_deref(),
            captured: page.captured,
            date: self.date,
            source: self.source.as_deref(),
            http_head: page.http_head.as_deref(),
            machine: page.machine,
        }
    }
}

/// A bare file was seen at the latest when it was last written; standard input is seen now.
fn seen_at(path: &Path) -> Timestamp {
    let modified = std::fs::metadata(path)
        .and_then(|metadata| metadata.modified())
        .ok();
    let seen = modified
        .and_then(|time| Timestamp::try_from(time).ok())
        .unwrap_or_else(Timestamp::now);
    Timestamp::from_second(seen.as_second()).unwrap_or(seen)
}

/// Zero bytes near the beginning, and no byte-order mark of UTF-16 to explain them.
fn is_binary(bytes: &[u8]) -> bool {
    let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    !utf16 && bytes[..bytes.len().min(4096)].contains(&0)
}

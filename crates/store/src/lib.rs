//! The annals folder: evidence, catalogue and full-text index in one place; what is added, built, found and checked.
//!
//! Nouns: [`Annals`] (an open folder), [`Addition`], [`Source`], [`Listed`] (an article in a list), [`Reading`] (an article
//! with its evidence and layers), [`Hit`], [`Problem`].

// This crate faces the disk: the catalogue, the index and the settings are its job.
#![allow(clippy::disallowed_methods)]
#![allow(unused, missing_docs)] // until the bodies are written

use std::path::{Path, PathBuf};

use annals_annotate::{Document, EventKind, Status};
use annals_archive::{Capture, CaptureId};
use annals_chronicle::{Entity, EntityKind, Event};
use annals_extract::{DateFrom, Omitted, Teaser};
use jiff::Timestamp;
use jiff::civil::Date;

/// What went wrong with the folder, its files or a caller's argument; the message names the file and what to do.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    pub message: String,
    pub kind: ErrorKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The folder is not an annals folder.
    NotAnnals,
    /// annals.toml cannot be understood.
    Config,
    /// No space left.
    DiskFull,
    /// Another writer holds the folder.
    Busy,
    /// Anything else of disk, catalogue or index.
    Io,
    /// What was asked for does not exist or is ambiguous.
    NotFound,
}

pub type Result<T> = std::result::Result<T, Error>;

/// An open annals folder.
pub struct Annals {
    root: PathBuf,
}

/// A page to be kept, as it came.
pub struct Addition<'a> {
    pub bytes: &'a [u8],
    pub url: Option<&'a str>,
    /// Name of the file it came from, where there is no URL.
    pub file_name: Option<&'a str>,
    pub content_type: Option<&'a str>,
    /// When it was seen.
    pub captured: Timestamp,
    /// The publication date that the caller vouches for (`--date`).
    pub date: Option<Date>,
    /// The outlet that the caller names (`--source`).
    pub source: Option<&'a str>,
    /// The HTTP status line and headers, where they are known (from a WARC response): kept as evidence.
    pub http_head: Option<&'a [u8]>,
}

/// What became of an addition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    New(CaptureId),
    /// The same bytes under the same URL are kept already.
    Known(CaptureId),
}

/// What a build did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Built {
    pub read: usize,
    pub unchanged: usize,
    pub articles: usize,
    pub events: usize,
    pub entities: usize,
}

/// Where a build stands, for a progress bar.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    pub stage: &'static str,
    pub done: usize,
    pub total: usize,
}

/// From which stage on everything is built anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Extract,
    Chronicle,
    Index,
}

/// An outlet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub id: i64,
    /// registered domain, or the name given by hand
    pub key: String,
    pub name: String,
    pub captures: usize,
    pub articles: usize,
    pub latest: Option<Date>,
}

/// An article in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    pub capture: CaptureId,
    pub source: String,
    pub title: Option<String>,
    /// The beginning of the text, cut at a word.
    pub lead: String,
    pub url: String,
    pub published: Option<Date>,
    pub date_from: Option<DateFrom>,
    pub captured: Timestamp,
    pub language: Option<String>,
    /// Newer captures of the same article, and near copies elsewhere.
    pub versions: usize,
    pub copies: usize,
}

/// An article with its evidence and all layers, read anew from its capture.
pub struct Reading {
    pub listed: Listed,
    pub document: Document,
    pub omitted: Vec<Omitted>,
    pub provenance: Evidence,
    /// Events of the chronicle that cite this article.
    pub events: Vec<Event>,
    /// Other captures of the same article, oldest first.
    pub versions: Vec<Listed>,
    /// Copies of its text in other places.
    pub copies: Vec<Listed>,
}

/// Where the bytes lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    pub file: String,
    pub offset: u64,
    pub length: u64,
    /// SHA-256 of the payload, hex
    pub sha256: String,
    pub url: String,
    pub captured: Timestamp,
    pub content_type: Option<String>,
}

/// What to search for.
#[derive(Clone, Debug, Default)]
pub struct SearchQuery {
    pub text: String,
    pub source: Option<String>,
    pub from: Option<Date>,
    pub until: Option<Date>,
    pub offset: usize,
    pub limit: usize,
}

/// Part of the answer.
pub struct SearchPage {
    pub total: usize,
    pub hits: Vec<Hit>,
}

pub struct Hit {
    pub listed: Listed,
    /// pieces of the text; `true` marks what matched
    pub snippet: Vec<(String, bool)>,
}

/// Which events.
#[derive(Clone, Debug, Default)]
pub struct TimelineQuery {
    /// An entity by id or by name (any form, ignoring case).
    pub entity: Option<String>,
    pub kind: Option<EventKind>,
    pub status: Option<Status>,
    pub source: Option<String>,
    pub from: Option<Date>,
    pub until: Option<Date>,
    pub offset: usize,
    /// 0: all.
    pub limit: usize,
}

/// Whatever an id or its prefix names.
pub enum Named {
    Article(CaptureId),
    Event(String),
    Entity(String),
}

/// A teaser of a source, and whether its article has been captured.
pub struct Lead {
    pub teaser: Teaser,
    pub seen_in: CaptureId,
    pub captured: Option<CaptureId>,
}

/// Something `check` found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// the file, with record number and offset where it is a WARC
    pub place: String,
    pub what: String,
}

impl Annals {
    /// Makes a new folder (or completes an empty one). Error if it is one already.
    pub fn init(root: &Path) -> Result<Annals> {
        unimplemented!()
    }
    /// Opens a folder, moves a WARC tail past the last committed record to quarantine/.
    pub fn open(root: &Path) -> Result<Annals> {
        unimplemented!()
    }
    pub fn root(&self) -> &Path {
        &self.root
    }
    /// Keeps a page: WARC record, fsync, catalogue, in that order; when it returns, all are safe.
    pub fn add(&mut self, additions: &[Addition]) -> Result<Vec<Added>> {
        unimplemented!()
    }
    /// Extracts, annotates and compiles what is new, then brings the index up to date.
    pub fn build(&mut self, from: Option<Stage>, progress: &mut dyn FnMut(Progress)) -> Result<Built> {
        unimplemented!()
    }
    pub fn search(&self, query: &SearchQuery) -> Result<SearchPage> {
        unimplemented!()
    }
    /// Events in order of time, and how many there are in all.
    pub fn timeline(&self, query: &TimelineQuery) -> Result<(Vec<Event>, usize)> {
        unimplemented!()
    }
    pub fn event(&self, id: &str) -> Result<Option<Event>> {
        unimplemented!()
    }
    /// Events that are part of this one (the stays of a trip).
    pub fn parts(&self, id: &str) -> Result<Vec<Event>> {
        unimplemented!()
    }
    pub fn entity(&self, id: &str) -> Result<Option<Entity>> {
        unimplemented!()
    }
    /// Entities by number of events, most first.
    pub fn entities(
        &self,
        kind: Option<EntityKind>,
        offset: usize,
        limit: usize,
    ) -> Result<Vec<(Entity, usize)>> {
        unimplemented!()
    }
    pub fn reading(&self, capture: CaptureId) -> Result<Option<Reading>> {
        unimplemented!()
    }
    /// The captured bytes.
    pub fn capture(&self, capture: CaptureId) -> Result<Option<Capture>> {
        unimplemented!()
    }
    /// Articles, newest publication first (undated last); of one source, or all.
    pub fn articles(&self, source: Option<i64>, offset: usize, limit: usize) -> Result<(Vec<Listed>, usize)> {
        unimplemented!()
    }
    /// Teasers seen on pages of a source, newest first, once each.
    pub fn leads(&self, source: i64, offset: usize, limit: usize) -> Result<(Vec<Lead>, usize)> {
        unimplemented!()
    }
    pub fn sources(&self) -> Result<Vec<Source>> {
        unimplemented!()
    }
    pub fn rename_source(&mut self, source: &str, name: &str) -> Result<()> {
        unimplemented!()
    }
    /// What an id, or a prefix of one, names. Error if nothing or several.
    pub fn resolve(&self, id: &str) -> Result<Named> {
        unimplemented!()
    }
    /// Digests, catalogue against WARC, index against catalogue, every citation. Empty: all is well.
    pub fn check(&self, progress: &mut dyn FnMut(Progress)) -> Result<Vec<Problem>> {
        unimplemented!()
    }
}

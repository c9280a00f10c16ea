//! How much of the truth was found: from the rows of `annals export jsonl` and `annals extract --jsonl`, read as any
//! other program would read them.

use std::io::BufRead;

use anyhow::{Context, Result};
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value;

use crate::TruthRow;

/// Event types whose actors and recipients may change places.
const SYMMETRIC: [&str; 3] = ["MEET", "CALL", "SIGN"];

/// The truth of a corpus, by capture and by address.
pub struct Truth {
    rows: Vec<TruthRow>,
    by_capture: FxHashMap<String, usize>,
    /// The last row of each address.
    by_url: FxHashMap<String, usize>,
}

impl Truth {
    /// Reads the rows of `truth.jsonl`.
    pub fn read(input: impl BufRead) -> Result<Self> {
        let lines = input.lines().enumerate();
        let rows: Vec<TruthRow> = lines
            .map(|(number, line)| {
                serde_json::from_str(&line?).with_context(|| format!("line {}", number + 1))
            })
            .collect::<Result<_>>()?;
        let by_capture = rows
            .iter()
            .enumerate()
            .map(|(at, row)| (row.capture.clone(), at))
            .collect();
        let by_url = rows
            .iter()
            .enumerate()
            .map(|(at, row)| (row.url.clone(), at))
            .collect();
        Ok(Truth {
            rows,
            by_capture,
            by_url,
        })
    }
}

/// Right, found and wanted, of which precision and recall are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// What is right of what was found.
    pub right: u64,
    /// What was found.
    pub found: u64,
    /// What was there to find.
    pub wanted: u64,
}

impl Count {
    /// The share of what was found that is right; 1 if nothing was found.
    pub fn precision(self) -> f64 {
        share(self.right, self.found)
    }

    /// The share of what was to be found that was; 1 if there was nothing.
    pub fn recall(self) -> f64 {
        share(self.right, self.wanted)
    }
}

fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 {
        1.0
    } else {
        part as f64 / whole as f64
    }
}

/// What `annals export jsonl` holds of the truth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EventScore {
    /// Articles whose event was found with its type; found are all claims.
    pub types: Count,
    /// Those where participants, place, day and status are right too.
    pub lines: Count,
    /// Pairs of articles on one happening that stand in one event.
    pub merged: Count,
    /// Articles known as copies.
    pub copies: Count,
}

/// A claim of the export, as far as it is compared.
struct Claim {
    event: usize,
    row: usize,
    copy: bool,
    typed: bool,
    right: bool,
}

/// Compares exported events with the truth. Lines that are no events are errors; claims of captures that the truth does
/// not know are not counted.
pub fn events(truth: &Truth, input: impl BufRead) -> Result<EventScore> {
    let mut claims = Vec::new();
    for (event, line) in input.lines().enumerate() {
        let value: Value = serde_json::from_str(&line?).with_context(|| format!("line {}", event + 1))?;
        let told = value["claims"].as_array().map_or(&[][..], Vec::as_slice);
        claims.extend(
            told.iter()
                .filter_map(|claim| read_claim(truth, event, &value, claim)),
        );
    }
    Ok(EventScore {
        types: counted(truth, &claims, |claim| claim.typed),
        lines: counted(truth, &claims, |claim| claim.right),
        merged: merged(truth, &claims),
        copies: copies(truth, &claims),
    })
}

fn read_claim(truth: &Truth, event: usize, value: &Value, claim: &Value) -> Option<Claim> {
    let row = *truth.by_capture.get(claim["capture"].as_str()?)?;
    let wanted = &truth.rows[row];
    let typed = value["type"].as_str() == Some(&wanted.kind);
    Some(Claim {
        event,
        row,
        copy: !claim["copy_of"].is_null(),
        typed,
        right: typed && is_right(wanted, claim),
    })
}

fn is_right(wanted: &TruthRow, claim: &Value) -> bool {
    let day = Some(wanted.day.as_str());
    let place = claim["place"]["name"].as_str();
    claim["status"].as_str() == Some(&wanted.status)
        && (claim["start"].as_str(), claim["end"].as_str()) == (day, day)
        && place_is_right(wanted.place.as_deref(), place)
        && participants_are_right(wanted, claim)
}

/// A facility and its city are both right: "a shipyard in Braga", where Braga is wanted.
fn place_is_right(wanted: Option<&str>, found: Option<&str>) -> bool {
    match (wanted, found) {
        (Some(wanted), Some(found)) => found == wanted || found.ends_with(&format!(" in {wanted}")),
        (wanted, found) => wanted == found,
    }
}

fn participants_are_right(wanted: &TruthRow, claim: &Value) -> bool {
    let actor = vec![wanted.actor.as_str()];
    let recipient: Vec<&str> = wanted.recipient.iter().map(String::as_str).collect();
    let (actors, recipients) = (names(&claim["actors"]), names(&claim["recipients"]));
    if SYMMETRIC.contains(&wanted.kind.as_str()) {
        return sorted([actors, recipients].concat()) == sorted([actor, recipient].concat());
    }
    (actors, recipients) == (actor, recipient)
}

fn names(list: &Value) -> Vec<&str> {
    let list = list.as_array().map_or(&[][..], Vec::as_slice);
    list.iter().filter_map(|item| item["name"].as_str()).collect()
}

fn sorted(mut names: Vec<&str>) -> Vec<&str> {
    names.sort_unstable();
    names
}

/// An address counts once, however many captures it has; what is claimed beyond its one event is found and wrong.
fn counted(truth: &Truth, claims: &[Claim], is_right: impl Fn(&Claim) -> bool) -> Count {
    let right: FxHashSet<&str> = claims
        .iter()
        .filter(|claim| is_right(claim))
        .map(|claim| url(truth, claim))
        .collect();
    let wrong = claims.iter().filter(|claim| !is_right(claim)).count();
    Count {
        right: right.len() as u64,
        found: (right.len() + wrong) as u64,
        wanted: truth.by_url.len() as u64,
    }
}

fn url<'a>(truth: &'a Truth, claim: &Claim) -> &'a str {
    &truth.rows[claim.row].url
}

/// Pairs are counted by events × happenings, so that one big group costs no more than its size.
fn merged(truth: &Truth, claims: &[Claim]) -> Count {
    let mut seen = FxHashSet::default();
    let (mut both, mut by_event, mut by_happening) =
        (FxHashMap::default(), FxHashMap::default(), FxHashMap::default());
    for claim in claims.iter().filter(|claim| claim.typed) {
        if !seen.insert(url(truth, claim)) {
            continue;
        }
        let happening = truth.rows[claim.row].happening;
        *both.entry((claim.event, happening)).or_insert(0u64) += 1;
        *by_event.entry(claim.event).or_insert(0u64) += 1;
        *by_happening.entry(happening).or_insert(0u64) += 1;
    }
    Count {
        right: pairs(both.values()),
        found: pairs(by_event.values()),
        wanted: pairs(by_happening.values()),
    }
}

fn pairs<'a>(sizes: impl Iterator<Item = &'a u64>) -> u64 {
    sizes.map(|size| size * (size - 1) / 2).sum()
}

/// Which of two copies is called the original depends on which was captured first, so an original that is called a
/// copy of its copy is right.
fn copies(truth: &Truth, claims: &[Claim]) -> Count {
    let copied: FxHashSet<&str> = truth
        .rows
        .iter()
        .filter_map(|row| row.copy_of.as_deref())
        .collect();
    let is_copy = |row: &TruthRow| row.copy_of.is_some() || copied.contains(row.url.as_str());
    let found: FxHashSet<usize> = claims
        .iter()
        .filter(|claim| claim.copy)
        .map(|claim| truth.by_url[url(truth, claim)])
        .collect();
    Count {
        right: found.iter().filter(|&&row| is_copy(&truth.rows[row])).count() as u64,
        found: found.len() as u64,
        wanted: truth
            .by_url
            .values()
            .filter(|&&row| truth.rows[row].copy_of.is_some())
            .count() as u64,
    }
}

/// What `annals extract --jsonl` holds of the truth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ArticleScore {
    /// Rows of known addresses.
    pub rows: u64,
    /// Those whose text is the article's, paragraph for paragraph.
    pub texts: u64,
    /// Those with a teaser or notice in their text.
    pub leaks: u64,
    /// Those with the right title.
    pub titles: u64,
    /// Those with the right day of publication.
    pub days: u64,
}

/// Compares extracted articles with the truth, by address: any capture of the address may be the one extracted.
pub fn articles(truth: &Truth, input: impl BufRead) -> Result<ArticleScore> {
    let mut by_url: FxHashMap<&str, Vec<&TruthRow>> = FxHashMap::default();
    for row in &truth.rows {
        by_url.entry(&row.url).or_default().push(row);
    }
    let mut score = ArticleScore::default();
    for (number, line) in input.lines().enumerate() {
        let value: Value = serde_json::from_str(&line?).with_context(|| format!("line {}", number + 1))?;
        if let Some(rows) = value["url"].as_str().and_then(|url| by_url.get(url)) {
            score.add(rows, &value);
        }
    }
    Ok(score)
}

impl ArticleScore {
    fn add(&mut self, rows: &[&TruthRow], value: &Value) {
        let text = value["text"].as_str().unwrap_or_default();
        self.rows += 1;
        self.texts += u64::from(rows.iter().any(|row| row.paragraphs.join("\n\n") == text));
        self.leaks += u64::from(
            rows.iter()
                .any(|row| row.omitted.iter().any(|other| text.contains(other.as_str()))),
        );
        self.titles += u64::from(value["title"].as_str() == Some(&rows[0].title));
        self.days += u64::from(value["date"].as_str() == Some(&rows[0].published));
    }
}

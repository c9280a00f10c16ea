//! `annals diff`: what changed between two versions of an article, word by word.

use annals_archive::CaptureId;
use annals_dedup::versions::Change;
use annals_store::{Annals, Changed, Difference, Listed, Named};
use annals_text::{CodePoints, Span, Text};
use anyhow::{Context, Result, bail};
use clap::Args;
use serde_json::{Value, json};

use super::{Global, Outcome};
use crate::print::changes;

/// Show what changed between two versions of an article, word by word, and how grave each change is.
///
/// Versions are captures of one article: the same address, the same canonical address, or the same text at a new address of
/// one outlet. They are numbered from 1, the oldest. Without numbers, the last change is shown. What stands around the
/// article (teasers, counters, "2 hours ago") is not compared.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  annals diff k3fz2q7a              the last change\n  annals diff k3fz2q7a 1 3          the first version against the third\n  \
    annals diff k3fz2q7a --list       all versions, and what changed in each\n  annals diff k3fz2q7a --side-by-side --whole"
)]
pub struct Diff {
    /// An article, by the id of any of its captures.
    article: String,
    /// The older version: its number, or the id of its capture.
    #[arg(requires = "newer")]
    older: Option<String>,
    /// The newer version.
    newer: Option<String>,
    /// List the versions instead.
    #[arg(long)]
    list: bool,
    /// Print both texts in two columns.
    #[arg(long)]
    side_by_side: bool,
    /// Print paragraphs without changes, too.
    #[arg(long)]
    whole: bool,
}

type Chain = Vec<(Listed, Option<Changed>)>;

impl Diff {
    /// Prints the difference.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        let annals = global.open()?;
        let capture = article(&annals, &self.article)?;
        let chain = annals.chain(capture)?;
        if chain.is_empty() {
            bail!("{}: not read yet; `annals build` does", self.article);
        }
        let mut out = global.out()?;
        if self.list {
            list(&chain, global.json, &mut out)?;
            out.flush()?;
            return Ok(Outcome::Done);
        }
        let Some((older, newer)) = self.chosen(&chain)? else {
            global.say("Only one version of this article has been captured: there is nothing to compare.");
            return Ok(Outcome::Done);
        };
        let difference = annals
            .difference(older, newer)?
            .context("one of the two captures has not been read yet; `annals build` does")?;
        match (global.json, self.side_by_side) {
            (true, _) => writeln!(out, "{}", row(&difference))?,
            (false, true) => write!(
                out,
                "{}{}",
                changes::heading(&difference),
                changes::side_by_side(&difference, self.whole)
            )?,
            (false, false) => write!(
                out,
                "{}{}",
                changes::heading(&difference),
                changes::inline(&difference, self.whole)
            )?,
        }
        out.flush()?;
        Ok(Outcome::Done)
    }

    /// The two that were asked for; else the last two that differ, or the first and the last.
    fn chosen(&self, chain: &Chain) -> Result<Option<(CaptureId, CaptureId)>> {
        if let (Some(older), Some(newer)) = (&self.older, &self.newer) {
            return Ok(Some((version(chain, older)?, version(chain, newer)?)));
        }
        let last_change = chain.iter().rev().find_map(|(listed, changed)| {
            let changed = changed.as_ref()?;
            Some((changed.older, listed.capture))
        });
        Ok(match (last_change, chain.as_slice()) {
            (Some(pair), _) => Some(pair),
            (None, [first, .., last]) => Some((first.0.capture, last.0.capture)),
            _ => None,
        })
    }
}

/// The article that an id, or the beginning of one, names.
fn article(annals: &Annals, id: &str) -> Result<CaptureId> {
    match annals.resolve(id)? {
        Named::Article(capture) => Ok(capture),
        _ => bail!("{id}: not an article; only articles have versions"),
    }
}

fn version(chain: &Chain, wanted: &str) -> Result<CaptureId> {
    let number: Option<usize> = wanted.parse().ok();
    let by_number = number.and_then(|number| chain.get(number.checked_sub(1)?));
    let by_id = || {
        chain
            .iter()
            .find(|(listed, _)| wanted.len() > 3 && listed.capture.to_string().starts_with(wanted))
    };
    match by_number.or_else(by_id) {
        Some((listed, _)) => Ok(listed.capture),
        None => bail!(
            "{wanted}: no such version; there are {}, see `annals diff ARTICLE --list`",
            chain.len()
        ),
    }
}

fn list(chain: &Chain, as_json: bool, out: &mut dyn std::io::Write) -> Result<()> {
    for (number, (listed, changed)) in chain.iter().enumerate() {
        let (number, seen) = (number + 1, listed.captured);
        let kinds = changed.as_ref().map(|changed| &changed.counts);
        if as_json {
            let counts: Option<serde_json::Map<String, Value>> = kinds.map(|counts| {
                counts
                    .iter()
                    .map(|(kind, count)| (kind.to_string(), json!(count)))
                    .collect()
            });
            let row = json!({"version": number, "id": listed.capture.to_string(), "captured": seen.to_string(),
                "url": listed.url, "title": listed.title, "changes": counts});
            writeln!(out, "{row}")?;
            continue;
        }
        let said = match kinds {
            Some(counts) => counts
                .iter()
                .map(|(kind, count)| format!("{kind} {count}"))
                .collect::<Vec<_>>()
                .join(", "),
            None if number == 1 => "first seen".into(),
            None => "unchanged".into(),
        };
        let id = listed.capture.to_string();
        writeln!(
            out,
            "{number:>3}  {}  {}  {said}",
            crate::print::short(&id),
            seen.strftime("%Y-%m-%d %H:%M UTC")
        )?;
    }
    Ok(())
}

/// A difference as JSON. Offsets are code points.
fn row(difference: &Difference) -> Value {
    let side = |edition: &annals_store::Edition| {
        json!({"id": edition.capture.to_string(), "captured": edition.captured.to_string(), "url": edition.url,
            "title": edition.title.as_ref().map(Text::as_str), "text": edition.document.article.text.as_str()})
    };
    let headline = match (
        &difference.headline,
        &difference.older.title,
        &difference.newer.title,
    ) {
        (Some(headline), Some(older), Some(newer)) => rows(&headline.changes, older, newer, true),
        _ => Vec::new(),
    };
    let texts = [&difference.older, &difference.newer].map(|edition| &edition.document.article.text);
    let mut changes = headline;
    changes.extend(rows(&difference.text.changes, texts[0], texts[1], false));
    json!({"older": side(&difference.older), "newer": side(&difference.newer),
        "gravest": difference.gravest().map(|kind| kind.as_str()), "kept": difference.text.kept,
        "coarse": difference.text.coarse, "changes": changes})
}

fn rows(changes: &[Change], older: &Text, newer: &Text, headline: bool) -> Vec<Value> {
    let points = [CodePoints::new(older), CodePoints::new(newer)];
    let place = |side: usize, text: &Text, span: Span| json!({"start": points[side].offset(span.start), "end": points[side].offset(span.end), "text": &text[span]});
    let row = |change: &Change| {
        let kinds: Vec<&str> = change.kinds.iter().map(|kind| kind.as_str()).collect();
        json!({"kinds": kinds, "headline": headline, "older": place(0, older, change.older),
            "newer": place(1, newer, change.newer)})
    };
    changes.iter().map(row).collect()
}

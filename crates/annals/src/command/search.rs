//! `annals search`: articles by their words.

use annals_store::{Hit, SearchQuery};
use anyhow::Result;
use clap::Args;
use jiff::civil::Date;

use super::{Global, Outcome};
use crate::print;

/// Find articles by their words.
///
/// Words are joined by AND; "a phrase", -without, OR and title:word work as usual. Write -- before a query in which a word
/// begins with a hyphen.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  annals search ferry agreement\n  annals search '\"joint declaration\"' --from 2026-03-01\n  \
    annals search harbour --source \"Harbour Gazette\" --json\n  annals search -- ferry -strike"
)]
pub struct Search {
    /// What to look for.
    #[arg(required = true)]
    query: Vec<String>,
    /// Only this source (its number, domain or name).
    #[arg(long)]
    source: Option<String>,
    /// Only articles published on this day or later.
    #[arg(long, value_name = "YYYY-MM-DD")]
    from: Option<Date>,
    /// Only articles published on this day or earlier.
    #[arg(long, value_name = "YYYY-MM-DD")]
    until: Option<Date>,
    /// At most so many.
    #[arg(long, default_value_t = 20, value_name = "N")]
    limit: usize,
    /// Leave out so many first.
    #[arg(long, default_value_t = 0, value_name = "N")]
    offset: usize,
}

impl Search {
    /// Prints the hits, best first.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        let query = SearchQuery {
            text: self.query.join(" "),
            source: self.source.clone(),
            from: self.from,
            until: self.until,
            offset: self.offset,
            limit: self.limit,
        };
        let page = global.open()?.search(&query)?;
        let mut out = global.out()?;
        for hit in &page.hits {
            match global.json {
                true => writeln!(out, "{}", hit_row(hit))?,
                false => write!(out, "{}", print::hit(hit))?,
            }
        }
        out.flush()?;
        match page.total {
            0 => global.say(
                "Nothing found. Fewer or other words may help; `annals build` reads what was added since.",
            ),
            total => global.say(format_args!("{} of {total} articles.", page.hits.len())),
        }
        Ok(Outcome::Done)
    }
}

fn hit_row(hit: &Hit) -> serde_json::Value {
    let snippet: String = hit.snippet.iter().map(|(piece, _)| piece.as_str()).collect();
    serde_json::json!({
        "id": hit.listed.capture.to_string(),
        "source": hit.listed.source,
        "title": hit.listed.title,
        "url": hit.listed.url,
        "published": hit.listed.published.map(|day| day.to_string()),
        "captured": hit.listed.captured.to_string(),
        "snippet": snippet,
    })
}

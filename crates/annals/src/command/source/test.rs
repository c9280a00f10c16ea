//! `annals source test`: looks at what a source announces now, and keeps nothing of it.

use annals_capture::Ask;
use anyhow::{Result, bail};
use clap::Args;

use crate::collect;
use crate::command::{Global, Outcome};

/// Look at what a source announces now. Nothing is kept.
#[derive(Args)]
#[command(after_help = "Example:\n  annals source test harbour-gazette.example")]
pub struct Test {
    /// Its domain.
    source: String,
}

impl Test {
    /// Tests each place of the source.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        let annals = global.open()?;
        let wanted = self.source.trim().to_lowercase();
        let Some((_, places)) = annals.collected().into_iter().find(|(key, _)| *key == wanted) else {
            bail!(
                "nothing is collected from {:?}; `annals source add ADDRESS` begins it",
                self.source
            );
        };
        let fetcher = collect::fetcher(&annals)?;
        let (mut out, mut outcome) = (global.out()?, Outcome::Done);
        for (kind, url) in places {
            let fetched = fetcher.fetch(&Ask {
                url: &url,
                ..Ask::default()
            });
            let answer = fetched.as_ref().map(|fetched| fetched.answer().status);
            let news = fetched
                .as_ref()
                .ok()
                .and_then(|fetched| collect::news(kind, fetched));
            let said = match (&answer, &news) {
                (Err(failed), _) => failed.to_string(),
                (Ok(200..=299), Some(news)) => {
                    format!(
                        "{}, {} pages, {} sitemaps",
                        news.form,
                        news.pages.len(),
                        news.sitemaps.len()
                    )
                }
                (Ok(200..=299), None) => format!("no {}", kind.word()),
                (Ok(status), _) => format!("status {status}"),
            };
            if !matches!((&answer, &news), (Ok(200..=299), Some(_))) {
                outcome = Outcome::SomeFailed;
            }
            match global.json {
                true => {
                    let pages = news.map(|news| news.pages);
                    writeln!(
                        out,
                        "{}",
                        serde_json::json!({"url": url, "kind": kind.word(), "said": said, "pages": pages})
                    )?;
                }
                false => writeln!(out, "{url}: {said}")?,
            }
        }
        out.flush()?;
        Ok(outcome)
    }
}

//! `annals propose`: asks a language model on the analyst's own machine about sentences that the readers are not sure of.
//! Off unless annals.toml has a `[helper]`.

use std::time::Duration;

use annals_annotate::EventKind;
use annals_capture::{Helper, HelperSettings};
use anyhow::{Result, bail};
use clap::Args;

use super::{Global, Outcome};

/// Ask a language model on this machine about sentences that the readers are not sure of.
///
/// It needs a server that speaks OpenAI's protocol, at a loopback address, and in annals.toml:
///
///   [helper]
///   url = "http://127.0.0.1:11434/v1"
///   model = "its name"
///
/// What it proposes counts only if every word stands in the sentence; it is never of high confidence, and every list says
/// that it was proposed. Answers are kept in proposals.jsonl, so that a build gives the same chronicle without it.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  annals propose --limit 200 && annals build\n  annals propose --seconds 20"
)]
pub struct Propose {
    /// Ask about so many sentences at most.
    #[arg(long, default_value_t = 100, value_name = "N")]
    limit: usize,
    /// Wait so long for one answer.
    #[arg(long, default_value_t = 60, value_name = "N")]
    seconds: u64,
}

/// The largest answer that is read, in bytes.
const ANSWER_LIMIT: usize = 1 << 18;
/// After so many failures one behind the other the helper is left alone.
const MOST_FAILURES: usize = 5;

/// What became of the questions.
#[derive(Default)]
struct Tally {
    asked: usize,
    proposed: usize,
    refused: usize,
    failed: usize,
    in_a_row: usize,
}

impl Propose {
    /// Asks, keeps what counts, and says what came of it.
    pub fn run(&self, global: &Global) -> Result<Outcome> {
        let mut annals = global.open()?;
        let Some((url, model)) = annals.helper() else {
            bail!("annals.toml has no [helper] with url and model; `annals help propose` shows one");
        };
        let helper = Helper::new(HelperSettings {
            url,
            model: model.clone(),
            patience: Duration::from_secs(self.seconds),
            answer_limit: ANSWER_LIMIT,
        })?;
        let (task, mut tally) = (task(), Tally::default());
        for asked in annals.unsure(self.limit)? {
            tally.asked += 1;
            let answer = helper
                .ask(&task, &asked.sentence)
                .map_err(|failure| failure.to_string());
            let kept = match answer {
                Ok(answer) => annals
                    .keep_answer(&asked, &model, &answer)?
                    .ok_or_else(|| "the answer is not the JSON that was asked for".to_owned()),
                Err(failure) => Err(failure),
            };
            match kept {
                Ok((proposed, refused)) => {
                    tally.proposed += proposed;
                    tally.refused += refused;
                    tally.in_a_row = 0;
                }
                Err(why) => {
                    eprintln!("annals: {}#s{}: {why}", asked.capture, asked.number);
                    tally.failed += 1;
                    tally.in_a_row += 1;
                }
            }
            if tally.in_a_row == MOST_FAILURES {
                eprintln!("annals: the helper failed {MOST_FAILURES} times in a row and is asked no more");
                break;
            }
        }
        global.say(format_args!(
            "Asked about {} sentences: {} events proposed, {} refused (words that do not stand there), {} questions failed.",
            tally.asked, tally.proposed, tally.refused, tally.failed
        ));
        Ok(if tally.failed > 0 {
            Outcome::SomeFailed
        } else {
            Outcome::Done
        })
    }
}

/// What the model is told to do.
fn task() -> String {
    let kinds: Vec<&str> = EventKind::ALL.iter().map(|kind| kind.as_str()).collect();
    format!(
        "You list the events that one sentence of a newspaper tells, as JSON: {{\"events\": [{{\"type\": ..., \
         \"trigger\": ..., \"actors\": [...], \"recipients\": [...], \"place\": ..., \"time\": ..., \"status\": ...}}]}}. \
         Every value but type and status is copied from the sentence letter by letter; place and time are null where the \
         sentence does not say. type is one of {}. status is one of happened, planned, denied, ongoing. Where the \
         sentence tells no event, answer {{\"events\": []}}.",
        kinds.join(", ")
    )
}

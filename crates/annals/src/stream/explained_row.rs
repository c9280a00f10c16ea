//! One line of `annals extract --why --jsonl`.

use annals_extract::{Influence, Judged};
use serde::Serialize;

/// A page with every block and what was decided about it.
#[derive(Serialize)]
pub struct ExplainedRow<'a> {
    id: String,
    blocks: Vec<BlockRow<'a>>,
}

#[derive(Serialize)]
struct BlockRow<'a> {
    /// `null` for what is part of the article.
    reason: Option<&'static str>,
    /// `null` where its shape or its element decides alone.
    probability: Option<f32>,
    kind: &'static str,
    place: &'a str,
    text: &'a str,
    /// What moved the model most, the strongest first.
    influences: Vec<InfluenceRow>,
}

/// A number of the block model: its name, what it was, and the log-odds it added.
#[derive(Serialize)]
struct InfluenceRow {
    name: &'static str,
    value: f32,
    odds: f32,
}

impl<'a> ExplainedRow<'a> {
    /// The row of one page.
    pub fn new(id: &str, blocks: &'a [Judged]) -> Self {
        ExplainedRow {
            id: id.to_owned(),
            blocks: blocks.iter().map(BlockRow::new).collect(),
        }
    }
}

impl<'a> BlockRow<'a> {
    fn new(judged: &'a Judged) -> Self {
        BlockRow {
            reason: judged.reason.map(|reason| reason.as_str()),
            probability: judged.probability,
            kind: judged.kind.as_str(),
            place: &judged.place,
            text: &judged.text,
            influences: judged.influences.iter().map(InfluenceRow::new).collect(),
        }
    }
}

impl InfluenceRow {
    fn new(influence: &Influence) -> Self {
        InfluenceRow {
            name: influence.name,
            value: influence.value,
            odds: influence.odds,
        }
    }
}

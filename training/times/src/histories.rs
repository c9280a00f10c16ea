//! Texts with the times that people found in them, and how many of these some weights give their value.

use std::path::Path;

use annals_text::{CodePoints, Span, Text, sentences};
use annals_time::training::{StoryWeights, tag};
use annals_time::{Reference, TimeExpression};
use anyhow::{Context, Result};
use serde_json::Value;

/// One text.
pub struct History {
    text: Text,
    sentences: Vec<Span>,
    reference: Reference,
    gold: Vec<Gold>,
}

/// A time that people found, in code points.
struct Gold {
    start: usize,
    end: usize,
    value: String,
}

impl History {
    /// Times that people found.
    pub fn gold(&self) -> usize {
        self.gold.len()
    }

    /// How many of them get their value.
    pub fn right(&self, weights: &StoryWeights) -> usize {
        let times = tag(&self.text, &self.sentences, &self.reference, weights);
        let points = CodePoints::new(&self.text);
        let found: Vec<(usize, usize, &TimeExpression)> = times
            .expressions
            .iter()
            .map(|time| {
                let (start, end) = points.span(time.span);
                (start, end, time)
            })
            .collect();
        self.gold.iter().filter(|gold| gold.is_among(&found)).count()
    }
}

impl Gold {
    /// Whether the expression that shares most with it has its value.
    fn is_among(&self, found: &[(usize, usize, &TimeExpression)]) -> bool {
        let from = found.partition_point(|&(_, end, _)| end <= self.start);
        let over = found[from..].iter().take_while(|(start, ..)| *start < self.end);
        let best = over.max_by_key(|(start, end, _)| self.end.min(*end) - self.start.max(*start));
        best.is_some_and(|(_, _, time)| time.value == self.value)
    }
}

/// Reads a file of them.
pub fn read(path: &Path) -> Result<Vec<History>> {
    let lines = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    lines
        .lines()
        .map(|line| Ok(history(&serde_json::from_str(line)?)))
        .collect()
}

fn history(row: &Value) -> History {
    let text = Text::new(row["text"].as_str().unwrap_or(""));
    let day = row["dct"].as_str().and_then(|time| time.get(..10)?.parse().ok());
    let gold = row["timexes"].as_array().into_iter().flatten();
    History {
        sentences: sentences(&text),
        text,
        reference: Reference {
            published: day,
            language: None,
        },
        gold: gold.filter_map(gold_time).collect(),
    }
}

fn gold_time(row: &Value) -> Option<Gold> {
    Some(Gold {
        start: row["start"].as_u64()? as usize,
        end: row["end"].as_u64()? as usize,
        value: row["value"].as_str()?.to_owned(),
    })
}

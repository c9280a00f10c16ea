//! Prints the events of texts that come as JSON lines: `events_of_lines < FILE`, where a line is
//! `{"id", "text", "date"?, "language"?}`. The answer has the shape of `annals annotate --layers events,statements --jsonl`,
//! which does the same with the whole program around it, and names the frame of each event beside it; this one builds in
//! seconds, for work on the lexicon and the readers.

use std::error::Error;
use std::io::{BufWriter, Write};

use annals_annotate::{Document, EventMention, Participant, Statement, annotate};
use annals_extract::{Article, DateFrom, PublicationDate, Trust};
use annals_text::{CodePoints, Language, Span};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lines() {
        writeln!(out, "{}", answer(&serde_json::from_str(&line?)?))?;
    }
    Ok(())
}

fn answer(line: &Value) -> Value {
    let document = annotate(article(line));
    let row = Row {
        document: &document,
        points: CodePoints::new(&document.article.text),
    };
    json!({
        "id": line["id"],
        "statements": document.statements.iter().map(|statement| row.statement(statement)).collect::<Vec<_>>(),
        "events": document.events.iter().map(|event| row.event(event)).collect::<Vec<_>>(),
    })
}

fn article(line: &Value) -> Article {
    let mut article = Article::of_text(line["text"].as_str().unwrap_or(""));
    let day = line["date"].as_str().and_then(|date| date.parse().ok());
    article.published = day.map(|day| PublicationDate {
        day,
        from: DateFrom::Meta,
        trust: Trust::Sure,
    });
    if let Some(language) = line["language"].as_str().and_then(Language::from_tag) {
        article.language = Some(language);
    }
    article
}

struct Row<'a> {
    document: &'a Document,
    points: CodePoints,
}

impl Row<'_> {
    fn span(&self, span: Span) -> Value {
        let (start, end) = self.points.span(span);
        json!({"start": start, "end": end, "text": &self.document.article.text[span]})
    }

    fn maybe(&self, span: Option<Span>) -> Value {
        span.map_or(Value::Null, |span| self.span(span))
    }

    fn parties(&self, parties: &[Participant]) -> Vec<Value> {
        parties.iter().map(|party| self.span(party.span)).collect()
    }

    fn statement(&self, statement: &Statement) -> Value {
        json!({
            "speaker": self.maybe(statement.speaker),
            "cue": self.maybe(statement.cue),
            "content": self.span(statement.content),
            "direct": statement.direct,
        })
    }

    fn event(&self, event: &EventMention) -> Value {
        json!({
            "type": event.kind.as_str(),
            "trigger": self.span(event.trigger),
            "actors": self.parties(&event.actors),
            "recipients": self.parties(&event.recipients),
            "place": self.maybe(event.place),
            "start": event.dates.start,
            "end": event.dates.end,
            "attribution": self.maybe(event.attribution),
            "status": event.status.as_str(),
            "confidence": event.confidence.as_str(),
            "frame": event.frame,
        })
    }
}

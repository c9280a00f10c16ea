//! Prints the statements of texts that come as JSON lines: `statements_of_lines < FILE`, where a line is
//! `{"id", "text", "date"?}`. The answer has the shape of `annals annotate --layers statements --jsonl`, which does the same
//! with the whole program around it; this one builds faster, for work on the cues. What each layer took goes to standard
//! error.

use std::error::Error;
use std::io::{BufWriter, Write};
use std::time::{Duration, Instant};

use annals_annotate::{Statement, annotate, layers};
use annals_extract::{Article, DateFrom, PublicationDate, Trust};
use annals_text::{CodePoints, Language, Span, Text};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut took = Took::default();
    for line in std::io::stdin().lines() {
        writeln!(out, "{}", answer(&serde_json::from_str(&line?)?, &mut took))?;
    }
    eprintln!("{took:?}");
    Ok(())
}

/// How long the layers took over all lines.
#[derive(Debug, Default)]
struct Took {
    words: usize,
    sentences: Duration,
    times: Duration,
    names: Duration,
    all: Duration,
}

fn answer(line: &Value, took: &mut Took) -> Value {
    let article = || article(line);
    timed(&mut took.sentences, || layers(article(), false, false));
    timed(&mut took.times, || layers(article(), true, false));
    timed(&mut took.names, || layers(article(), false, true));
    let document = timed(&mut took.all, || annotate(article()));
    let text = &document.article.text;
    took.words += text.split_whitespace().count();
    let points = CodePoints::new(text);
    let statements = document
        .statements
        .iter()
        .filter(|statement| statement.depth == 0);
    json!({
        "id": line["id"],
        "statements": statements.map(|statement| row(text, &points, statement)).collect::<Vec<_>>(),
    })
}

fn timed<T>(took: &mut Duration, work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let answer = work();
    *took += begun.elapsed();
    answer
}

fn article(line: &Value) -> Article {
    let mut article = Article::of_text(line["text"].as_str().unwrap_or(""));
    article.language = Some(Language::ENGLISH);
    let day = line["date"].as_str().and_then(|date| date.parse().ok());
    article.published = day.map(|day| PublicationDate {
        day,
        from: DateFrom::Meta,
        trust: Trust::Sure,
    });
    article
}

fn row(text: &Text, points: &CodePoints, statement: &Statement) -> Value {
    json!({
        "speaker": statement.speaker.map(|speaker| spanned(text, points, speaker)),
        "entity": statement.entity,
        "cue": statement.cue.map(|cue| spanned(text, points, cue)),
        "content": spanned(text, points, statement.content),
        "direct": statement.direct,
        "reason": statement.reason,
    })
}

fn spanned(text: &Text, points: &CodePoints, span: Span) -> Value {
    let (start, end) = points.span(span);
    json!({"start": start, "end": end, "text": &text[span]})
}

//! Prints the times of texts that come as JSON lines: `times_of_lines < FILE`, where a line is
//! `{"id", "text", "date"?, "language"?}`. The answer has the shape of `annals annotate --layers times --jsonl`, which does
//! the same with the whole program around it; this one builds in seconds, for work on the tables and the grammar.

use std::error::Error;
use std::io::{BufWriter, Write};

use annals_text::{CodePoints, Language, Span, Text, sentences};
use annals_time::{Alternative, Interval, Reference, TimeExpression, TimeRange, tag};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lines() {
        writeln!(out, "{}", answer(&serde_json::from_str(&line?)?))?;
    }
    Ok(())
}

fn answer(line: &Value) -> Value {
    let text = Text::new(line["text"].as_str().unwrap_or(""));
    let reference = Reference {
        published: line["date"].as_str().and_then(|date| date.parse().ok()),
        language: line["language"].as_str().and_then(Language::from_tag),
    };
    let times = tag(&text, &sentences(&text), &reference);
    let points = CodePoints::new(&text);
    let expressions = times.expressions.iter();
    let ranges = times.ranges.iter();
    json!({
        "id": line["id"],
        "times_numeric_only": times.numeric_only,
        "times": expressions.map(|time| expression_row(&text, &points, time)).collect::<Vec<_>>(),
        "ranges": ranges.map(|range| range_row(&text, &points, range)).collect::<Vec<_>>(),
    })
}

fn expression_row(text: &Text, points: &CodePoints, time: &TimeExpression) -> Value {
    let mut row = spanned(text, points, time.span);
    row["type"] = time.kind.as_str().into();
    row["value"] = time.value.as_str().into();
    row["reason"] = time.reason.into();
    if let Some(quantifier) = time.quantifier {
        row["quant"] = quantifier.as_str().into();
    }
    if let Some(frequency) = time.frequency() {
        row["freq"] = frequency.into();
    }
    if let Some(begin) = time.begin {
        row["beginPoint"] = begin.tid().into();
    }
    if let Some(end) = time.end {
        row["endPoint"] = end.tid().into();
    }
    if !time.alternatives.is_empty() {
        row["alternatives"] = time
            .alternatives
            .iter()
            .map(alternative_row)
            .collect::<Vec<_>>()
            .into();
    }
    if let Some(modifier) = time.modifier {
        row["mod"] = modifier.as_str().into();
    }
    if let Some(edtf) = time.edtf() {
        row["edtf"] = edtf.into();
    }
    if let Some(interval) = &time.interval {
        bound(&mut row, interval, &interval.edtf);
    }
    row
}

fn alternative_row(alternative: &Alternative) -> Value {
    let mut row = json!({"value": alternative.value, "reason": alternative.reason});
    if let Some(interval) = &alternative.interval {
        row["edtf"] = interval.edtf.as_str().into();
    }
    row
}

fn range_row(text: &Text, points: &CodePoints, range: &TimeRange) -> Value {
    let mut row = spanned(text, points, range.span);
    bound(&mut row, &range.interval, &range.edtf);
    row
}

fn spanned(text: &Text, points: &CodePoints, span: Span) -> Value {
    let (start, end) = points.span(span);
    json!({"start": start, "end": end, "text": &text[span]})
}

fn bound(row: &mut Value, interval: &Interval, edtf: &str) {
    row["edtf"] = edtf.into();
    let bounds = [
        ("earliest", interval.first),
        ("begins_by", interval.begins_by),
        ("ends_from", interval.ends_from),
        ("latest", interval.last),
    ];
    for (name, day) in bounds {
        if let Some(day) = day {
            row[name] = day.to_string().into();
        }
    }
}

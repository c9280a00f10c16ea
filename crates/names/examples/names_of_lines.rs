//! Prints the names of texts that come as JSON lines: `names_of_lines < FILE`, where a line is `{"id", "text"}`. The answer
//! has the shape of `annals annotate --layers mentions,places --jsonl`, which does the same with the whole program around
//! it; this one builds in seconds, for work on the tagger, the lists and the rules.

use std::error::Error;
use std::io::{BufWriter, Write};

use annals_names::{Alternative, Confidence, InnerPlace, Mention, Place, tag};
use annals_text::{CodePoints, Text, sentences};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lines() {
        writeln!(out, "{}", answer(&serde_json::from_str(&line?)?))?;
    }
    Ok(())
}

fn answer(line: &Value) -> Value {
    let text = &Text::new(line["text"].as_str().unwrap_or(""));
    let names = tag(text, &sentences(text));
    let points = CodePoints::new(text);
    let mentions = names.mentions.iter();
    json!({
        "id": line["id"],
        "mentions": mentions.map(|mention| mention_row(text, &points, mention)).collect::<Vec<_>>(),
        "places": names.places.iter().map(place_row).collect::<Vec<_>>(),
        "inner": names.inner.iter().map(|inner| inner_row(text, &points, inner)).collect::<Vec<_>>(),
    })
}

fn mention_row(text: &Text, points: &CodePoints, mention: &Mention) -> Value {
    let (start, end) = points.span(mention.span);
    let mut row = json!({
        "start": start,
        "end": end,
        "text": &text[mention.span],
        "type": mention.kind.as_str(),
        "entity": mention.entity,
    });
    if let Some(title) = mention.title {
        row["title"] = text[title].into();
    }
    if mention.confidence == Confidence::Low {
        row["confidence"] = "low".into();
    }
    row
}

fn inner_row(text: &Text, points: &CodePoints, inner: &InnerPlace) -> Value {
    let (start, end) = points.span(inner.span);
    let mut row = place_row(&inner.place);
    row["start"] = start.into();
    row["end"] = end.into();
    row["text"] = text[inner.span].into();
    row
}

fn place_row(place: &Place) -> Value {
    let mut row = json!({
        "mention": place.mention,
        "name": place.name,
        "country": String::from_utf8_lossy(&place.country),
        "lat": place.latitude,
        "lon": place.longitude,
        "precision": place.precision.as_str(),
    });
    if !place.alternatives.is_empty() {
        row["alternatives"] = place.alternatives.iter().map(alternative_row).collect();
    }
    row
}

fn alternative_row(other: &Alternative) -> Value {
    json!({
        "name": other.name,
        "country": String::from_utf8_lossy(&other.country),
        "lat": other.latitude,
        "lon": other.longitude,
    })
}

//! One line of `annals annotate --jsonl`.

use std::collections::BTreeSet;

use annals_annotate::{Document, EventMention, Participant, Statement};
use annals_extract::{Article, DateFrom, PublicationDate, Trust};
use annals_names::{Alternative, Confidence, Mention, MentionKind, Names, Place};
use annals_text::{CodePoints, Language, Span};
use annals_time::{Interval, TimeExpression, TimeRange};
use clap::ValueEnum;
use jiff::civil::Date;
use serde::Serialize;

use super::TextRow;

/// A layer of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Layer {
    /// Time expressions and ranges.
    Times,
    /// Names.
    Mentions,
    /// Where on earth the places are.
    Places,
    /// Who says what.
    Statements,
    /// What happened.
    Events,
}

impl Layer {
    /// Every layer.
    pub const ALL: [Layer; 5] = [
        Layer::Times,
        Layer::Mentions,
        Layer::Places,
        Layer::Statements,
        Layer::Events,
    ];
}

/// A document as a row. Layers that were not asked for are left out.
#[derive(Serialize)]
pub struct DocumentRow {
    id: String,
    sentences: Vec<(usize, usize)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    times: Option<Vec<TimeRow>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ranges: Option<Vec<RangeRow>>,
    /// True where the language has no table of words, so that only numeric dates were read; left out where it has one.
    #[serde(rename = "times_numeric_only", skip_serializing_if = "std::ops::Not::not")]
    numeric_only: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    mentions: Option<Vec<MentionRow>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    references: Option<Vec<ReferenceRow>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    places: Option<Vec<PlaceRow>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    statements: Option<Vec<StatementRow>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    events: Option<Vec<EventRow>>,
}

#[derive(Serialize)]
struct SpanRow {
    start: usize,
    end: usize,
    text: String,
}

#[derive(Serialize)]
struct TimeRow {
    #[serde(flatten)]
    span: SpanRow,
    #[serde(rename = "type")]
    kind: &'static str,
    value: String,
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    modifier: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quant: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    freq: Option<String>,
    #[serde(rename = "beginPoint", skip_serializing_if = "Option::is_none")]
    begin_point: Option<String>,
    #[serde(rename = "endPoint", skip_serializing_if = "Option::is_none")]
    end_point: Option<String>,
    #[serde(flatten)]
    bounds: Bounds,
    #[serde(skip_serializing_if = "str::is_empty")]
    reason: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    alternatives: Vec<OtherTimeRow>,
}

/// What else a time could mean, and what speaks for it.
#[derive(Serialize)]
struct OtherTimeRow {
    value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    edtf: Option<String>,
    reason: &'static str,
}

#[derive(Serialize, Default)]
struct Bounds {
    #[serde(skip_serializing_if = "Option::is_none")]
    edtf: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    earliest: Option<String>,
    /// The latest day it can begin.
    #[serde(skip_serializing_if = "Option::is_none")]
    begins_by: Option<String>,
    /// The earliest day it can end.
    #[serde(skip_serializing_if = "Option::is_none")]
    ends_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    latest: Option<String>,
}

#[derive(Serialize)]
struct RangeRow {
    #[serde(flatten)]
    span: SpanRow,
    #[serde(flatten)]
    bounds: Bounds,
}

#[derive(Serialize)]
struct MentionRow {
    #[serde(flatten)]
    span: SpanRow,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    /// Left out of a place inside a longer name.
    #[serde(skip_serializing_if = "Option::is_none")]
    entity: Option<usize>,
    /// Of a place inside a longer name: which mention that is.
    #[serde(skip_serializing_if = "Option::is_none")]
    within: Option<usize>,
    /// "low", or left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<&'static str>,
    /// Of a person or organisation, where the text says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<String>,
}

/// A pronoun or role phrase: the entity that it stands for, or the holder of the office by the table and its source.
#[derive(Serialize)]
struct ReferenceRow {
    #[serde(flatten)]
    span: SpanRow,
    #[serde(skip_serializing_if = "Option::is_none")]
    entity: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    holder: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
}

#[derive(Serialize)]
struct PlaceRow {
    mention: usize,
    name: String,
    country: String,
    lat: f32,
    lon: f32,
    precision: &'static str,
    /// Other places of that name, likeliest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    alternatives: Vec<AlternativeRow>,
}

#[derive(Serialize)]
struct AlternativeRow {
    name: String,
    country: String,
    lat: f32,
    lon: f32,
}

#[derive(Serialize)]
struct StatementRow {
    speaker: Option<SpanRow>,
    cue: Option<SpanRow>,
    content: SpanRow,
    direct: bool,
}

#[derive(Serialize)]
struct EventRow {
    #[serde(rename = "type")]
    kind: &'static str,
    trigger: SpanRow,
    actors: Vec<SpanRow>,
    recipients: Vec<SpanRow>,
    place: Option<SpanRow>,
    start: Option<String>,
    end: Option<String>,
    attribution: Option<SpanRow>,
    status: &'static str,
    evidence: (usize, usize),
    confidence: &'static str,
}

impl DocumentRow {
    /// Annotates one text and keeps the layers asked for. A text has no page around it: its paragraphs are its lines.
    pub fn annotate(row: &TextRow, layers: &BTreeSet<Layer>) -> Self {
        let mut article = Article::of_text(row.text.as_str());
        let day = row.date.as_deref().and_then(|date| date.parse().ok());
        article.published = day.map(|day| PublicationDate {
            day,
            from: DateFrom::Meta,
            trust: Trust::Sure,
        });
        if let Some(language) = row.language.as_deref().and_then(Language::from_tag) {
            article.language = Some(language);
        }
        DocumentRow::new(&row.id, &annotate_layers(article, layers), layers)
    }

    /// The row of a document, with the layers asked for.
    pub fn new(id: &str, document: &Document, layers: &BTreeSet<Layer>) -> Self {
        let rows = Rows {
            text: &document.article.text,
            points: CodePoints::new(&document.article.text),
        };
        let has = |layer| layers.contains(&layer);
        DocumentRow {
            id: id.to_owned(),
            sentences: document
                .sentences
                .iter()
                .map(|&span| rows.points.span(span))
                .collect(),
            times: has(Layer::Times)
                .then(|| document.times.expressions.iter().map(|t| rows.time(t)).collect()),
            ranges: has(Layer::Times).then(|| document.times.ranges.iter().map(|r| rows.range(r)).collect()),
            numeric_only: has(Layer::Times) && document.times.numeric_only,
            mentions: has(Layer::Mentions).then(|| rows.mentions(&document.names)),
            references: has(Layer::Mentions).then(|| rows.references(&document.names)),
            places: has(Layer::Places).then(|| places(&document.names)),
            statements: has(Layer::Statements)
                .then(|| document.statements.iter().map(|s| rows.statement(s)).collect()),
            events: has(Layer::Events).then(|| document.events.iter().map(|e| rows.event(e)).collect()),
        }
    }
}

/// Runs only the stages that the layers need.
fn annotate_layers(article: Article, layers: &BTreeSet<Layer>) -> Document {
    let needs_all = layers.contains(&Layer::Statements) || layers.contains(&Layer::Events);
    let needs_names = layers.contains(&Layer::Mentions) || layers.contains(&Layer::Places);
    if needs_all {
        annals_annotate::annotate(article)
    } else {
        annals_annotate::layers(article, layers.contains(&Layer::Times), needs_names)
    }
}

struct Rows<'a> {
    text: &'a str,
    points: CodePoints,
}

impl Rows<'_> {
    fn span(&self, span: Span) -> SpanRow {
        let (start, end) = self.points.span(span);
        SpanRow {
            start,
            end,
            text: self.text[span.range()].to_owned(),
        }
    }

    fn time(&self, time: &TimeExpression) -> TimeRow {
        TimeRow {
            span: self.span(time.span),
            kind: time.kind.as_str(),
            value: time.value.clone(),
            modifier: time.modifier.map(|modifier| modifier.as_str()),
            quant: time.quantifier.map(|quantifier| quantifier.as_str()),
            freq: time.frequency(),
            begin_point: time.begin.map(|begin| begin.tid()),
            end_point: time.end.map(|end| end.tid()),
            bounds: Bounds {
                edtf: time.edtf().map(str::to_owned),
                ..time.interval.as_ref().map(bounds).unwrap_or_default()
            },
            reason: time.reason,
            alternatives: time.alternatives.iter().map(other_time).collect(),
        }
    }

    fn range(&self, range: &TimeRange) -> RangeRow {
        RangeRow {
            span: self.span(range.span),
            bounds: Bounds {
                edtf: Some(range.edtf.clone()),
                ..bounds(&range.interval)
            },
        }
    }

    fn references(&self, names: &Names) -> Vec<ReferenceRow> {
        let told = names.references.iter().map(|reference| ReferenceRow {
            span: self.span(reference.span),
            entity: Some(reference.entity),
            holder: None,
            source: None,
        });
        let held = names.offices.iter().map(|office| ReferenceRow {
            span: self.span(office.span),
            entity: None,
            holder: Some(office.holding.holder),
            source: Some(format!("wikidata:{}", office.holding.source)),
        });
        let mut all: Vec<ReferenceRow> = told.chain(held).collect();
        all.sort_by_key(|row| (row.span.start, row.span.end));
        all
    }

    /// The names, and behind them the places inside longer ones.
    fn mentions(&self, names: &Names) -> Vec<MentionRow> {
        let whole = names.mentions.iter().map(|mention| self.mention(mention, names));
        let inner = names.inner.iter().map(|inner| MentionRow {
            span: self.span(inner.span),
            kind: "INNER",
            title: None,
            entity: None,
            within: Some(inner.place.mention),
            confidence: None,
            country: None,
        });
        whole.chain(inner).collect()
    }

    fn mention(&self, mention: &Mention, names: &Names) -> MentionRow {
        let owner = names
            .countries
            .binary_search_by_key(&mention.entity, |(entity, _)| *entity);
        let whose = matches!(mention.kind, MentionKind::Person | MentionKind::Organisation);
        let country = owner.ok().filter(|_| whose).map(|at| names.countries[at].1);
        MentionRow {
            span: self.span(mention.span),
            kind: mention.kind.as_str(),
            title: mention.title.map(|title| self.text[title.range()].to_owned()),
            entity: Some(mention.entity),
            within: None,
            confidence: (mention.confidence == Confidence::Low).then_some("low"),
            country: country.map(|country| String::from_utf8_lossy(&country).into_owned()),
        }
    }

    fn statement(&self, statement: &Statement) -> StatementRow {
        StatementRow {
            speaker: statement.speaker.map(|span| self.span(span)),
            cue: statement.cue.map(|span| self.span(span)),
            content: self.span(statement.content),
            direct: statement.direct,
        }
    }

    fn event(&self, event: &EventMention) -> EventRow {
        let parties = |parties: &[Participant]| parties.iter().map(|party| self.span(party.span)).collect();
        EventRow {
            kind: event.kind.as_str(),
            trigger: self.span(event.trigger),
            actors: parties(&event.actors),
            recipients: parties(&event.recipients),
            place: event.place.map(|span| self.span(span)),
            start: event.dates.start.clone(),
            end: event.dates.end.clone(),
            attribution: event.attribution.map(|span| self.span(span)),
            status: event.status.as_str(),
            evidence: self.points.span(event.evidence),
            confidence: event.confidence.as_str(),
        }
    }
}

fn other_time(alternative: &annals_time::Alternative) -> OtherTimeRow {
    OtherTimeRow {
        value: alternative.value.clone(),
        edtf: alternative
            .interval
            .as_ref()
            .map(|interval| interval.edtf.clone()),
        reason: alternative.reason,
    }
}

fn bounds(interval: &Interval) -> Bounds {
    let printed = |day: Option<Date>| day.map(|day| day.to_string());
    Bounds {
        edtf: Some(interval.edtf.clone()),
        earliest: printed(interval.first),
        begins_by: printed(interval.begins_by),
        ends_from: printed(interval.ends_from),
        latest: printed(interval.last),
    }
}

/// The places of the names, and behind them those inside longer names, in the order of the mentions.
fn places(names: &Names) -> Vec<PlaceRow> {
    let whole = names.places.iter().map(|found| place(found, found.mention));
    let inner = names.inner.iter().enumerate();
    let inner = inner.map(|(i, inner)| place(&inner.place, names.mentions.len() + i));
    whole.chain(inner).collect()
}

fn place(place: &Place, mention: usize) -> PlaceRow {
    PlaceRow {
        mention,
        name: place.name.clone(),
        country: String::from_utf8_lossy(&place.country).into_owned(),
        lat: place.latitude,
        lon: place.longitude,
        precision: place.precision.as_str(),
        alternatives: place.alternatives.iter().map(alternative).collect(),
    }
}

fn alternative(other: &Alternative) -> AlternativeRow {
    AlternativeRow {
        name: other.name.clone(),
        country: String::from_utf8_lossy(&other.country).into_owned(),
        lat: other.latitude,
        lon: other.longitude,
    }
}

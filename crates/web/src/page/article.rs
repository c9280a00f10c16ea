//! An article with its evidence: the text with anchored sentences and quiet marks, the events that cite it, where its
//! bytes lie, and what was left out of the page.

use std::collections::BTreeMap;

use annals_annotate::Document;
use annals_chronicle::{Event, Party};
use annals_dedup::versions::Kind;
use annals_extract::{BlockKind, DateFrom, Omitted, Partial, Reason};
use annals_store::{Annals, Copy, Evidence, Named, Reading};
use annals_text::Language;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::search::ArticleLine;
use super::{Frame, shown};
use crate::line::{Line, nested};
use crate::link::ForeignLink;
use crate::marked_text::{EventLink, Known, MarkedBlock, marked};
use crate::reading_room::ReadingRoom;
use crate::refusal::Refusal;
use crate::when;

/// The most rows of the list of dates.
const LISTED_TIMES: usize = 200;
/// The most pieces that a reason shows, and the longest of them, in characters.
const LEFT_OUT: (usize, usize) = (200, 2000);

#[derive(Template)]
#[template(path = "article.html")]
struct ArticlePage {
    frame: Frame,
    id: String,
    title: String,
    untitled: bool,
    source: String,
    source_page: Option<i64>,
    authors: String,
    published: String,
    date_from: &'static str,
    modified: String,
    captured: String,
    language: String,
    uncovered: bool,
    partial: &'static str,
    url: ForeignLink,
    canonical: Option<ForeignLink>,
    blocks: Vec<MarkedBlock>,
    events: Vec<Line>,
    times: Vec<TimeLine>,
    evidence: Evidence,
    versions: Vec<ArticleLine>,
    copies: Vec<CopyLine>,
    quoted: Vec<QuotedLine>,
    presence: String,
    omitted: Vec<LeftOut>,
    omitted_count: usize,
}

/// A member of the article's family.
struct CopyLine {
    article: ArticleLine,
    said: String,
    counts: Vec<(Kind, usize)>,
    diff: Option<String>,
}

impl CopyLine {
    fn of(at: usize, copy: &Copy) -> CopyLine {
        let said = match (at, copy.changes.is_empty()) {
            (0, _) => "the earliest known copy".to_owned(),
            (_, true) => "the same words".to_owned(),
            _ => format!("{:.0} % of its words", 100.0 * copy.kept),
        };
        CopyLine {
            article: ArticleLine::of(&copy.listed),
            said,
            counts: copy.changes.clone(),
            diff: copy
                .original
                .map(|original| format!("/diff/{original}/{}", copy.listed.capture)),
        }
    }
}

/// A quotation of the article that others carry.
struct QuotedLine {
    words: String,
    elsewhere: Vec<ArticleLine>,
}

/// A time expression in a list.
struct TimeLine {
    printed: String,
    days: String,
    reason: &'static str,
}

/// What was left out of the page for one reason.
struct LeftOut {
    reason: &'static str,
    why: &'static str,
    pieces: Vec<String>,
    count: usize,
}

/// The page; a prefix of an id leads to the whole id.
pub async fn show(State(room): State<ReadingRoom>, Path(id): Path<String>) -> Response {
    match room.read(move |annals| find(annals, &id)).await {
        Ok(Found::Here(page)) => shown(Ok(*page)),
        Ok(Found::Under(id)) => Redirect::temporary(&format!("/article/{id}")).into_response(),
        Err(refusal) => refusal.into_response(),
    }
}

enum Found {
    Here(Box<ArticlePage>),
    Under(String),
}

fn find(annals: &Annals, id: &str) -> Result<Found, Refusal> {
    let capture = match annals.resolve(id) {
        Ok(Named::Article(capture)) => capture,
        _ => return Err(Refusal::no_such("article", id)),
    };
    let whole = capture.to_string();
    if whole != id {
        return Ok(Found::Under(whole));
    }
    let reading = annals
        .reading(capture)?
        .ok_or_else(|| Refusal::no_such("article", id))?;
    let sources = annals.sources()?;
    let source = sources
        .iter()
        .find(|source| source.name == reading.listed.source || source.key == reading.listed.source);
    let family = annals.family(capture)?;
    let quoted = annals.quoted_elsewhere(&reading)?;
    let mut page = ArticlePage::of(reading, source.map(|source| source.id));
    let copies = family.iter().enumerate();
    page.copies = copies.map(|(at, copy)| CopyLine::of(at, copy)).collect();
    page.quoted = quoted
        .into_iter()
        .map(|quoted| QuotedLine {
            words: quoted.words,
            elsewhere: quoted.elsewhere.iter().map(ArticleLine::of).collect(),
        })
        .collect();
    Ok(Found::Here(Box::new(page)))
}

impl ArticlePage {
    fn of(reading: Reading, source_page: Option<i64>) -> ArticlePage {
        let shown = ArticleLine::of(&reading.listed);
        let article = &reading.document.article;
        let known = Known {
            names: named_entities(&reading.events),
            events: cited(&reading),
        };
        ArticlePage {
            frame: Frame::default(),
            id: shown.id,
            title: shown.title,
            untitled: shown.untitled,
            source: shown.source,
            source_page,
            authors: article.authors.join(", "),
            published: shown.published,
            date_from: reading.listed.date_from.map_or("", found_in),
            modified: article
                .modified
                .map(|date| when::day(date.day))
                .unwrap_or_default(),
            captured: shown.captured,
            uncovered: article
                .language
                .is_some_and(|language| language != Language::ENGLISH),
            language: shown.language,
            partial: article.partial.map_or("", why_partial),
            url: ForeignLink::new(&reading.listed.url),
            canonical: canonical(article.canonical_url.as_deref(), &reading.listed.url),
            blocks: marked(&reading.document, &known),
            events: nested(&reading.events),
            times: times(&reading.document),
            versions: others(&reading.versions, &reading),
            copies: Vec::new(),
            quoted: Vec::new(),
            presence: reading.presence.sentence(),
            omitted_count: reading.omitted.len(),
            omitted: left_out(&reading.omitted),
            evidence: reading.provenance,
        }
    }
}

/// The address that the page gives itself, where it is another than it was captured under.
fn canonical(canonical: Option<&str>, captured: &str) -> Option<ForeignLink> {
    canonical.filter(|url| *url != captured).map(ForeignLink::new)
}

fn others(listed: &[annals_store::Listed], reading: &Reading) -> Vec<ArticleLine> {
    let other = |listed: &&annals_store::Listed| listed.capture != reading.listed.capture;
    listed.iter().filter(other).map(ArticleLine::of).collect()
}

/// From names as this article's events print them to the pages of their entities.
fn named_entities(events: &[Event]) -> BTreeMap<String, String> {
    let claimed = |event: &'_ Event| -> Vec<Party> {
        let claims = event
            .claims
            .iter()
            .flat_map(|claim| claim.actors.iter().chain(&claim.recipients).chain(&claim.place));
        event
            .actors
            .iter()
            .chain(&event.recipients)
            .chain(&event.place)
            .chain(claims)
            .cloned()
            .collect()
    };
    let parties = events.iter().flat_map(claimed);
    parties
        .filter_map(|party| Some((party.name, format!("/entity/{}", party.entity?))))
        .collect()
}

/// Events by the number of the sentence of this article that they cite.
fn cited(reading: &Reading) -> BTreeMap<usize, Vec<EventLink>> {
    let mut cited: BTreeMap<usize, Vec<EventLink>> = BTreeMap::new();
    for event in &reading.events {
        let here = event
            .claims
            .iter()
            .filter(|claim| claim.citation.capture == reading.listed.capture);
        for claim in here {
            let links = cited.entry(claim.citation.number).or_default();
            if links.iter().all(|link| link.id != event.id) {
                links.push(EventLink {
                    id: event.id.clone(),
                    heading: Line::of(event).heading(),
                });
            }
        }
    }
    cited
}

fn times(document: &Document) -> Vec<TimeLine> {
    let expressions = document.times.expressions.iter().take(LISTED_TIMES);
    expressions
        .map(|expression| TimeLine {
            printed: document
                .article
                .text
                .get(expression.span)
                .unwrap_or("")
                .to_string(),
            days: expression
                .interval
                .as_ref()
                .map_or_else(|| expression.value.clone(), |interval| interval.edtf.clone()),
            reason: expression.reason,
        })
        .collect()
}

fn left_out(omitted: &[Omitted]) -> Vec<LeftOut> {
    let mut reasons: BTreeMap<Reason, Vec<&Omitted>> = BTreeMap::new();
    for piece in omitted {
        reasons.entry(piece.reason).or_default().push(piece);
    }
    let left_out = |(reason, pieces): (Reason, Vec<&Omitted>)| LeftOut {
        reason: reason.as_str(),
        why: why_left_out(reason),
        count: pieces.len(),
        pieces: pieces.into_iter().take(LEFT_OUT.0).map(piece).collect(),
    };
    reasons.into_iter().map(left_out).collect()
}

fn piece(omitted: &Omitted) -> String {
    let text = shortened(&omitted.text);
    match omitted.others {
        0 => text,
        1 => format!("{text} (also in 1 other article)"),
        others => format!("{text} (also in {others} other articles)"),
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LEFT_OUT.1) {
        Some((end, _)) => format!("{} …", &text[..end]),
        None => text.to_string(),
    }
}

fn why_left_out(reason: Reason) -> &'static str {
    match reason {
        Reason::Navigation => "menus, breadcrumbs, links to sections",
        Reason::Teaser => "leads to other articles",
        Reason::Repeat => "printed before on the same page, or in many articles of this source",
        Reason::Metadata => "title, byline, date: shown above",
        Reason::Boilerplate => "subscription, cookie and sharing boxes, copyright lines",
        Reason::Comment => "readers’ comments",
        Reason::Advertisement => "advertising",
        Reason::Control => "forms and buttons",
        Reason::Hidden => "hidden from readers of the page",
        Reason::Unlikely => "too little like the text of an article",
    }
}

fn found_in(from: DateFrom) -> &'static str {
    match from {
        DateFrom::Given => "whoever added the page",
        DateFrom::JsonLd => "the page’s structured data",
        DateFrom::Meta => "the page’s metadata",
        DateFrom::Url => "the address",
        DateFrom::Visible => "the printed page",
        DateFrom::Text => "the text’s dateline",
    }
}

fn why_partial(partial: Partial) -> &'static str {
    match partial {
        Partial::Size => "it is larger than is read",
        Partial::Depth => "it is nested deeper than is read",
        Partial::Nodes => "it has more elements or attributes than are read",
        Partial::Encoding => "some of its bytes are not text in its character set",
        Partial::Paywall => "it says that the rest is for those who pay or sign in",
    }
}

/// How the template tells blocks apart.
impl MarkedBlock {
    fn is(&self, kind: &str) -> bool {
        kind == match self.kind {
            BlockKind::Paragraph => "paragraph",
            BlockKind::Heading => "heading",
            BlockKind::ListItem => "list-item",
            BlockKind::Quote => "quote",
            BlockKind::TableRow => "table-row",
            BlockKind::Caption => "caption",
        }
    }
}

//! Articles: the newest version of each, newest publication first; and one, with its text and all that stands behind it.

use annals_archive::CaptureId;
use annals_store::{Annals, ArticlesQuery, Listed, Named, Reading};
use annals_text::CodePoints;
use axum::extract::State;
use axum::response::Response;
use serde::Serialize;

use super::asked::{Asked, Id};
use super::captures::EvidenceRow;
use super::{Problem, answer, cursor};
use crate::reading_room::ReadingRoom;
use crate::refusal::Refusal;

/// What the list takes.
pub const PARAMETERS: &[&str] = &["source", "from", "until"];

/// An article in a list.
#[derive(Serialize)]
pub struct ArticleRow {
    id: String,
    source: String,
    title: Option<String>,
    lead: String,
    url: String,
    published: Option<String>,
    date_from: Option<&'static str>,
    captured: String,
    language: Option<String>,
    versions: usize,
    copies: usize,
    page: String,
}

impl ArticleRow {
    pub fn of(listed: Listed) -> Self {
        ArticleRow {
            id: listed.capture.to_string(),
            source: listed.source,
            title: listed.title,
            lead: listed.lead,
            url: listed.url,
            published: listed.published.map(|day| day.to_string()),
            date_from: listed.date_from.map(|from| from.as_str()),
            captured: listed.captured.to_string(),
            language: listed.language,
            versions: listed.versions,
            copies: listed.copies,
            page: format!("/article/{}", listed.capture),
        }
    }
}

/// A piece of the list.
pub async fn list(State(room): State<ReadingRoom>, asked: Asked) -> Result<Response, Problem> {
    let (limit, after) = asked.list(PARAMETERS)?;
    let after = after.map(|after| capture_of("articles", &after)).transpose()?;
    let query = ArticlesQuery {
        source: asked.parameters.text("source")?,
        from: asked.parameters.first_day("from")?,
        until: asked.parameters.last_day("until")?,
    };
    let read = move |annals: &Annals| {
        super::sources::known(annals, query.source.as_deref())?;
        Ok(annals.articles_behind(&query, after, limit + 1)?)
    };
    let (rows, next) = answer::cut(room.read(read).await?, limit, |listed: &Listed| {
        cursor::made("articles", &[&listed.capture.to_string()])
    });
    Ok(answer::of_list(
        &asked,
        rows.into_iter().map(ArticleRow::of).collect(),
        next,
    ))
}

/// The capture that a cursor of a list names.
pub fn capture_of(list: &str, after: &str) -> Result<CaptureId, Problem> {
    let [id] = cursor::read(list, after)?;
    CaptureId::parse(&id).ok_or_else(|| Problem::bad_parameter("“cursor” names nothing."))
}

#[derive(Serialize)]
struct WholeRow {
    #[serde(flatten)]
    listed: ArticleRow,
    authors: Vec<String>,
    section: Option<String>,
    partial: bool,
    text: String,
    sentences: Vec<(usize, usize)>,
    omitted: Vec<OmittedRow>,
    teasers: Vec<TeaserRow>,
    events: Vec<String>,
    other_versions: Vec<String>,
    other_copies: Vec<String>,
    presence: PresenceRow,
    evidence: EvidenceRow,
}

#[derive(Serialize)]
struct OmittedRow {
    reason: &'static str,
    text: String,
}

#[derive(Serialize)]
struct TeaserRow {
    text: String,
    date: Option<String>,
    url: Option<String>,
}

#[derive(Serialize)]
struct PresenceRow {
    state: &'static str,
    said: String,
}

/// One article, by its capture's id or a prefix of it.
pub async fn one(State(room): State<ReadingRoom>, Id(id): Id, asked: Asked) -> Result<Response, Problem> {
    asked.only(&[])?;
    let read = move |annals: &Annals| {
        let Ok(Named::Article(capture)) = annals.resolve(&id) else {
            return Err(Refusal::no_such("article", &id));
        };
        annals
            .reading(capture)?
            .ok_or_else(|| Refusal::no_such("article", &id))
    };
    let reading = room.read(read).await?;
    Ok(answer::of_one(&asked, &whole(reading)))
}

fn whole(reading: Reading) -> WholeRow {
    let article = &reading.document.article;
    let points = CodePoints::new(article.text.as_str());
    let ids = |others: &[Listed]| others.iter().map(|other| other.capture.to_string()).collect();
    WholeRow {
        authors: article.authors.clone(),
        section: article.section.clone(),
        partial: article.partial.is_some(),
        text: article.text.as_str().to_owned(),
        sentences: reading
            .document
            .sentences
            .iter()
            .map(|span| points.span(*span))
            .collect(),
        omitted: reading
            .omitted
            .iter()
            .map(|omitted| OmittedRow {
                reason: omitted.reason.as_str(),
                text: omitted.text.clone(),
            })
            .collect(),
        teasers: article
            .teasers
            .iter()
            .map(|teaser| TeaserRow {
                text: teaser.text.clone(),
                date: teaser.date.map(|day| day.to_string()),
                url: teaser.url.clone(),
            })
            .collect(),
        events: reading.events.iter().map(|event| event.id.clone()).collect(),
        other_versions: ids(&reading.versions),
        other_copies: ids(&reading.copies),
        presence: PresenceRow {
            state: reading.presence.state.as_str(),
            said: reading.presence.sentence(),
        },
        evidence: EvidenceRow::of(reading.listed.capture, reading.provenance),
        listed: ArticleRow::of(reading.listed),
    }
}

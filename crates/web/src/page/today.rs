//! The first page: what is newest in the collection. "Newest" is by the pages' own dates; no clock is asked.

use annals_store::{Annals, Source, TimelineQuery};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::civil::date;

use super::{Frame, shown};
use crate::line::Line;
use crate::page::search::ArticleLine;
use crate::reading_room::ReadingRoom;
use crate::refusal::Refusal;
use crate::when;

/// How many events and articles the first page shows.
const NEWEST: usize = 12;

#[derive(Template)]
#[template(path = "today.html")]
struct Today {
    frame: Frame,
    events: Vec<Line>,
    event_count: usize,
    articles: Vec<ArticleLine>,
    article_count: usize,
    capture_count: usize,
    sources: Vec<SourceLine>,
}

/// A source in a list.
pub struct SourceLine {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Its domain or key.
    pub key: String,
    /// Pages captured from it.
    pub captures: usize,
    /// Articles among them.
    pub articles: usize,
    /// The newest of their dates; empty if none has one.
    pub latest: String,
}

impl SourceLine {
    /// From the store's noun.
    pub fn of(source: &Source) -> SourceLine {
        SourceLine {
            id: source.id,
            name: source.name.clone(),
            key: source.key.clone(),
            captures: source.captures,
            articles: source.articles,
            latest: source.latest.map(when::day).unwrap_or_default(),
        }
    }
}

/// The page.
pub async fn show(State(room): State<ReadingRoom>) -> Response {
    shown(room.read(Today::read).await)
}

impl Today {
    fn read(annals: &Annals) -> Result<Today, Refusal> {
        let (_, event_count) = annals.timeline(&TimelineQuery {
            limit: 1,
            ..Default::default()
        })?;
        let (articles, article_count) = annals.articles(None, 0, NEWEST)?;
        let sources = annals.sources()?;
        Ok(Today {
            frame: Frame::of("today"),
            events: newest_events(annals)?,
            event_count,
            articles: articles.iter().map(ArticleLine::of).collect(),
            article_count,
            capture_count: sources.iter().map(|source| source.captures).sum(),
            sources: sources.iter().map(SourceLine::of).collect(),
        })
    }
}

/// The last dated events, newest first.
fn newest_events(annals: &Annals) -> Result<Vec<Line>, Refusal> {
    let dated = TimelineQuery {
        from: Some(date(1, 1, 1)),
        limit: 1,
        ..Default::default()
    };
    let (_, total) = annals.timeline(&dated)?;
    let last = TimelineQuery {
        offset: total.saturating_sub(NEWEST),
        limit: NEWEST,
        ..dated
    };
    let (mut events, _) = annals.timeline(&last)?;
    events.retain(|event| event.first.is_some() || event.last.is_some());
    Ok(events.iter().rev().map(Line::of).collect())
}

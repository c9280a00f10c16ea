//! The first page: what is newest in the collection. "Newest" is by the pages' own dates; no clock is asked.

use annals_annotate::Status;
use annals_store::{Annals, Source, TimelineQuery};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::civil::{Date, date};

use super::{Frame, shown};
use crate::line::Line;
use crate::page::search::ArticleLine;
use crate::reading_room::ReadingRoom;
use crate::refusal::Refusal;
use crate::when;

/// How many events and articles the first page shows.
const NEWEST: usize = 12;
/// How many planned events.
const ANNOUNCED: usize = 6;

#[derive(Template)]
#[template(path = "today.html")]
struct Today {
    frame: Frame,
    announced: Vec<Line>,
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
        let newest = sources.iter().filter_map(|source| source.latest).max();
        Ok(Today {
            frame: Frame::of("today"),
            announced: announced(annals, newest)?,
            events: newest_events(annals, newest)?,
            event_count,
            articles: articles.iter().map(ArticleLine::of).collect(),
            article_count,
            capture_count: sources.iter().map(|source| source.captures).sum(),
            sources: sources.iter().map(SourceLine::of).collect(),
        })
    }
}

/// The last events up to the newest article's day, newest first; where no article has a date, the last of all.
fn newest_events(annals: &Annals, newest: Option<Date>) -> Result<Vec<Line>, Refusal> {
    let dated = TimelineQuery {
        from: Some(date(1, 1, 1)),
        until: newest,
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

/// What is planned for days after the newest article, soonest first.
fn announced(annals: &Annals, newest: Option<Date>) -> Result<Vec<Line>, Refusal> {
    let Some(after) = newest.and_then(|day| day.tomorrow().ok()) else {
        return Ok(Vec::new());
    };
    let planned = TimelineQuery {
        status: Some(Status::Planned),
        from: Some(after),
        limit: ANNOUNCED,
        ..Default::default()
    };
    let (events, _) = annals.timeline(&planned)?;
    let ahead = events
        .iter()
        .filter(|event| event.first.is_some_and(|first| first >= after));
    Ok(ahead.map(Line::of).collect())
}

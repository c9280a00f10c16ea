//! Search in the text of all articles: hits with what matched marked, and help where nothing does. The same hits as
//! JSON under `/search.json`.

use annals_store::{Annals, Hit, Listed, Named, SearchPage, SearchQuery, TimelineQuery};
use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::{Choice, Frame, shown, source_choices};
use crate::paging::{List, Paging, address};
use crate::parameters::Parameters;
use crate::reading_room::ReadingRoom;
use crate::refusal::Refusal;
use crate::when;

/// Hits on a page.
const HITS: usize = 20;
/// Names offered where nothing was found.
const OFFERED_NAMES: usize = 12;

/// An article in a list.
pub struct ArticleLine {
    /// The capture's id.
    pub id: String,
    /// Its title, or its first words.
    pub title: String,
    /// Whether it has no title.
    pub untitled: bool,
    /// Its source's name.
    pub source: String,
    /// The day of publication; empty where it is not known.
    pub published: String,
    /// When it was seen.
    pub captured: String,
    /// The beginning of the text.
    pub lead: String,
    /// ISO 639-1, or empty.
    pub language: String,
    /// Other captures of it.
    pub versions: usize,
    /// Copies elsewhere.
    pub copies: usize,
}

impl ArticleLine {
    /// From the store's noun.
    pub fn of(listed: &Listed) -> ArticleLine {
        let titled = listed.title.clone().filter(|title| !title.trim().is_empty());
        ArticleLine {
            id: listed.capture.to_string(),
            untitled: titled.is_none(),
            title: titled.unwrap_or_else(|| first_words(&listed.lead)),
            source: listed.source.clone(),
            published: listed.published.map(when::day).unwrap_or_default(),
            captured: when::instant(listed.captured),
            lead: listed.lead.clone(),
            language: listed.language.clone().unwrap_or_default(),
            versions: listed.versions,
            copies: listed.copies,
        }
    }
}

/// How many words stand for a title that is missing.
const FIRST_WORDS: usize = 9;

fn first_words(lead: &str) -> String {
    let words: Vec<&str> = lead.split_whitespace().take(FIRST_WORDS).collect();
    if words.is_empty() {
        "(a page without text)".to_string()
    } else {
        format!("{} …", words.join(" "))
    }
}

struct HitLine {
    article: ArticleLine,
    snippet: Vec<(String, bool)>,
}

impl HitLine {
    fn of(hit: &Hit) -> HitLine {
        HitLine {
            article: ArticleLine::of(&hit.listed),
            snippet: with_dots(hit),
        }
    }
}

/// The snippet, with dots where it begins or ends inside the text.
fn with_dots(hit: &Hit) -> Vec<(String, bool)> {
    let mut snippet = hit.snippet.clone();
    let text: String = snippet.iter().map(|(piece, _)| piece.as_str()).collect();
    let opening = text.split_whitespace().take(FIRST_WORDS);
    if !hit.listed.lead.split_whitespace().take(FIRST_WORDS).eq(opening) {
        snippet.insert(0, ("… ".to_string(), false));
    }
    if !text.trim_end().ends_with(['.', '!', '?', '…', '”', '"', '。']) {
        snippet.push((" …".to_string(), false));
    }
    snippet
}

#[derive(Template)]
#[template(path = "search.html")]
struct Search {
    frame: Frame,
    asked: bool,
    filtered: bool,
    from: String,
    until: String,
    sources: Vec<Choice>,
    total: usize,
    /// Why there can be no hits: a source that is not there, a folder without index.
    missing: String,
    hits: Vec<HitLine>,
    paging: Paging,
    /// The page of what has these words as its id; empty for words that are none.
    named: String,
    /// Events of a person, organisation or place with this very name.
    events_of_name: usize,
    timeline: String,
    without_filters: String,
    offered: Vec<(String, String)>,
}

/// What a reader asks for.
struct Wish {
    text: String,
    source: Option<String>,
    from: Option<String>,
    until: Option<String>,
    page: usize,
    query: SearchQuery,
}

impl Wish {
    fn of(parameters: &Parameters) -> Result<Wish, Refusal> {
        let text = parameters.text("q")?.unwrap_or_default();
        let source = parameters.text("source")?;
        let page = parameters.page("page")?;
        Ok(Wish {
            query: SearchQuery {
                text: text.clone(),
                source: source.clone(),
                from: parameters.first_day("from")?,
                until: parameters.last_day("until")?,
                offset: (page - 1) * HITS,
                limit: HITS,
            },
            from: parameters.text("from")?,
            until: parameters.text("until")?,
            text,
            source,
            page,
        })
    }

    /// Whether there is anything to look for. A filter alone lists what it leaves.
    fn asks(&self) -> bool {
        !self.text.is_empty() || self.source.is_some() || self.from.is_some() || self.until.is_some()
    }

    fn filters(&self) -> [(&'static str, Option<String>); 4] {
        [
            ("q", Some(self.text.clone())),
            ("source", self.source.clone()),
            ("from", self.from.clone()),
            ("until", self.until.clone()),
        ]
    }
}

/// The page.
pub async fn show(State(room): State<ReadingRoom>, parameters: Parameters) -> Response {
    let page = async {
        room.read({
            let wish = Wish::of(&parameters)?;
            move |annals| Search::read(annals, wish)
        })
        .await
    };
    shown(page.await)
}

fn found(annals: &Annals, query: &SearchQuery) -> annals_store::Result<(usize, Vec<Hit>)> {
    let SearchPage { total, hits } = annals.search(query)?;
    Ok((total, hits))
}

impl Search {
    fn read(annals: &Annals, wish: Wish) -> Result<Search, Refusal> {
        let asked = wish.asks();
        let (found, missing) = if asked {
            Refusal::or_empty(found(annals, &wish.query))?
        } else {
            Default::default()
        };
        let (total, hits) = found;
        let filters = wish.filters();
        let list = List {
            label: "Results",
            path: "/search",
            keep: &filters,
            name: "page",
            anchor: "",
        };
        let mut search = Search {
            asked,
            filtered: filters[1..].iter().any(|(_, value)| value.is_some()),
            sources: source_choices(&annals.sources()?, wish.source.as_deref()),
            total,
            missing,
            hits: hits.iter().map(HitLine::of).collect(),
            paging: list.of_total(wish.page, total, HITS),
            named: String::new(),
            events_of_name: 0,
            timeline: address("/timeline", &[("entity", Some(wish.text.clone()))]),
            without_filters: address("/search", &filters[..1]),
            offered: Vec::new(),
            frame: Frame {
                section: "search",
                query: wish.text,
            },
            from: wish.from.unwrap_or_default(),
            until: wish.until.unwrap_or_default(),
        };
        search.look_around(annals)?;
        Ok(search)
    }

    /// Whether the words are a name of the chronicle; and names to try where nothing was found.
    fn look_around(&mut self, annals: &Annals) -> Result<(), Refusal> {
        if !self.frame.query.is_empty() {
            self.named = named(annals, &self.frame.query);
            let query = TimelineQuery {
                entity: Some(self.frame.query.clone()),
                limit: 1,
                ..Default::default()
            };
            self.events_of_name = annals.timeline(&query).map_or(0, |(_, total)| total);
        }
        if self.hits.is_empty() {
            let names = annals.entities(None, 0, OFFERED_NAMES)?;
            self.offered = names
                .into_iter()
                .map(|(entity, _)| (entity.id, entity.name))
                .collect();
        }
        Ok(())
    }
}

/// The shortest beginning of an id that is looked for: shorter words are words.
const SHORTEST_ID: usize = 5;

fn named(annals: &Annals, words: &str) -> String {
    if words.len() < SHORTEST_ID || words.contains(char::is_whitespace) {
        return String::new();
    }
    match annals.resolve(words) {
        Ok(Named::Article(capture)) => format!("/article/{capture}"),
        Ok(Named::Event(id)) => format!("/event/{id}"),
        Ok(Named::Entity(id)) => format!("/entity/{id}"),
        Err(_) => String::new(),
    }
}

#[derive(Serialize)]
struct SearchRows {
    total: usize,
    page: usize,
    hits: Vec<HitRow>,
}

#[derive(Serialize)]
struct HitRow {
    id: String,
    source: String,
    title: Option<String>,
    url: String,
    date: Option<String>,
    date_from: Option<&'static str>,
    captured: String,
    language: Option<String>,
    snippet: Vec<SnippetRow>,
}

#[derive(Serialize)]
struct SnippetRow {
    text: String,
    matched: bool,
}

impl HitRow {
    fn of(hit: Hit) -> HitRow {
        let listed = hit.listed;
        HitRow {
            id: listed.capture.to_string(),
            source: listed.source,
            title: listed.title,
            url: listed.url,
            date: listed.published.map(|day| day.to_string()),
            date_from: listed.date_from.map(|from| from.as_str()),
            captured: listed.captured.to_string(),
            language: listed.language,
            snippet: hit
                .snippet
                .into_iter()
                .map(|(text, matched)| SnippetRow { text, matched })
                .collect(),
        }
    }
}

/// The hits as JSON.
pub async fn rows(State(room): State<ReadingRoom>, parameters: Parameters) -> Result<Response, Refusal> {
    let wish = Wish::of(&parameters)?;
    let page = wish.page;
    let read = move |annals: &Annals| Refusal::or_empty(found(annals, &wish.query));
    let ((total, hits), _) = room.read(read).await?;
    let hits = hits.into_iter().map(HitRow::of).collect();
    Ok(Json(SearchRows { total, page, hits }).into_response())
}

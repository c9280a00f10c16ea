//! Sources, and "More from" one of them: its articles, and the leads on its pages to articles not captured yet.

use annals_store::{Annals, Health, Lead, Source};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};

use super::search::ArticleLine;
use super::today::SourceLine;
use super::{Frame, shown};
use crate::link::ForeignLink;
use crate::paging::{List, Paging};
use crate::parameters::Parameters;
use crate::reading_room::ReadingRoom;
use crate::refusal::Refusal;
use crate::when;

/// Articles on a page.
const ARTICLES: usize = 30;
/// Leads on a page.
const LEADS: usize = 40;

#[derive(Template)]
#[template(path = "sources.html")]
struct SourcesPage {
    frame: Frame,
    sources: Vec<(SourceLine, HealthLine)>,
}

/// How collecting from a source fares.
#[derive(Default)]
struct HealthLine {
    collected: bool,
    places: usize,
    last_success: String,
    waiting: usize,
    failing: String,
    drift: Vec<String>,
    paused: bool,
}

impl HealthLine {
    fn of(health: Health) -> HealthLine {
        let failing = match (health.failing, &health.problem) {
            (0, _) | (_, None) => String::new(),
            (failing, Some(problem)) => format!("{failing} failing ({problem})"),
        };
        HealthLine {
            collected: health.places > 0,
            places: health.places,
            last_success: health.last_success.map(when::instant).unwrap_or_default(),
            waiting: health.waiting,
            failing,
            drift: health.drift,
            paused: health.paused,
        }
    }
}

/// All sources.
pub async fn list(State(room): State<ReadingRoom>) -> Response {
    let page = room.read(|annals| {
        let sources = annals.sources()?;
        let line = |source: &Source| {
            Ok((
                SourceLine::of(source),
                HealthLine::of(annals.health(&source.key)?),
            ))
        };
        let sources = sources.iter().map(line).collect::<Result<_, Refusal>>()?;
        Ok(SourcesPage {
            frame: Frame::of("sources"),
            sources,
        })
    });
    shown(page.await)
}

#[derive(Template)]
#[template(path = "source.html")]
struct SourcePage {
    frame: Frame,
    source: SourceLine,
    health: HealthLine,
    articles: Vec<ArticleLine>,
    total: usize,
    paging: Paging,
    leads: Vec<LeadLine>,
    lead_total: usize,
    lead_paging: Paging,
}

/// A teaser that a page of the source prints.
struct LeadLine {
    text: String,
    date: String,
    link: Option<ForeignLink>,
    /// The article it leads to, where that has been captured.
    captured: Option<String>,
    /// The page it stands on.
    seen_in: String,
}

impl LeadLine {
    fn of(lead: &Lead) -> LeadLine {
        LeadLine {
            text: lead.teaser.text.clone(),
            date: lead.teaser.date.map(when::day).unwrap_or_default(),
            link: lead.teaser.url.as_deref().map(ForeignLink::new),
            captured: lead.captured.map(|capture| capture.to_string()),
            seen_in: lead.seen_in.to_string(),
        }
    }
}

/// "More from" a source.
pub async fn show(
    State(room): State<ReadingRoom>,
    Path(id): Path<String>,
    parameters: Parameters,
) -> Response {
    let wish = match (parameters.page("page"), parameters.page("leads")) {
        (Ok(page), Ok(leads)) => (page, leads),
        (Err(refusal), _) | (_, Err(refusal)) => return refusal.into_response(),
    };
    shown(room.read(move |annals| SourcePage::read(annals, &id, wish)).await)
}

impl SourcePage {
    fn read(annals: &Annals, id: &str, (page, lead_page): (usize, usize)) -> Result<SourcePage, Refusal> {
        let source = find(annals.sources()?, id)?;
        let (articles, total) = annals.articles(Some(source.id), (page - 1) * ARTICLES, ARTICLES)?;
        let (leads, lead_total) = annals.leads(source.id, (lead_page - 1) * LEADS, LEADS)?;
        let path = format!("/source/{}", source.id);
        let numbered = |page: usize| (page > 1).then(|| page.to_string());
        let keep_leads = [("leads", numbered(lead_page))];
        let keep_page = [("page", numbered(page))];
        let list = List {
            label: "Articles",
            path: &path,
            keep: &keep_leads,
            name: "page",
            anchor: "",
        };
        let lead_list = List {
            label: "Leads",
            path: &path,
            keep: &keep_page,
            name: "leads",
            anchor: "#leads",
        };
        Ok(SourcePage {
            frame: Frame::of("sources"),
            source: SourceLine::of(&source),
            health: HealthLine::of(annals.health(&source.key)?),
            articles: articles.iter().map(ArticleLine::of).collect(),
            total,
            paging: list.of_total(page, total, ARTICLES),
            leads: leads.iter().map(LeadLine::of).collect(),
            lead_total,
            lead_paging: lead_list.of_total(lead_page, lead_total, LEADS),
        })
    }
}

/// By number, or by key.
fn find(sources: Vec<Source>, id: &str) -> Result<Source, Refusal> {
    let named = |source: &Source| source.id.to_string() == id || source.key == id;
    sources
        .into_iter()
        .find(named)
        .ok_or_else(|| Refusal::no_such("source", id))
}

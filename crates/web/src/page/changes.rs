//! Articles that changed and articles no longer found, the latest first; the same as an Atom feed.

use annals_dedup::versions::Kind;
use annals_store::presence::Presence;
use annals_store::{Annals, Changed, ChangesQuery, Excerpt, Listed};
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};

use super::search::ArticleLine;
use super::versions::rewritten;
use super::{Choice, Frame, shown, source_choices};
use crate::paging::{List, Paging, address};
use crate::parameters::Parameters;
use crate::reading_room::ReadingRoom;
use crate::refusal::Refusal;
use crate::when;

/// Changes on a page.
const CHANGES: usize = 30;
/// Entries of the feed.
const ENTRIES: usize = 60;
/// Missing articles on the first page.
const MISSING: usize = 30;
/// Excerpts of one change.
const EXCERPTS: usize = 4;

/// An article that changed.
struct ChangeLine {
    title: String,
    source: String,
    seen: String,
    seen_before: String,
    diff: String,
    versions: String,
    counts: Vec<(Kind, usize)>,
    kept: String,
    excerpts: Vec<Excerpt>,
    more: usize,
    updated: String,
}

impl ChangeLine {
    fn of(changed: Changed) -> Self {
        let line = ArticleLine::of(&changed.newer);
        let excerpts: Vec<Excerpt> = changed.excerpts.iter().take(EXCERPTS).cloned().collect();
        ChangeLine {
            title: line.title,
            source: line.source,
            seen: line.captured,
            seen_before: when::instant(changed.seen_before),
            diff: format!("/diff/{}/{}", changed.older, changed.newer.capture),
            versions: format!("/article/{}/versions", changed.newer.capture),
            kept: rewritten(&changed),
            more: changed.changes.saturating_sub(excerpts.len()),
            excerpts,
            updated: changed.newer.captured.to_string(),
            counts: changed.counts,
        }
    }

    fn kinds(&self) -> String {
        let kinds: Vec<&str> = self.counts.iter().map(|(kind, _)| kind.as_str()).collect();
        kinds.join(", ")
    }
}

/// An article that was not found.
struct MissingLine {
    id: String,
    title: String,
    source: String,
    state: &'static str,
    said: String,
}

impl MissingLine {
    fn of((listed, presence): (Listed, Presence)) -> Self {
        let line = ArticleLine::of(&listed);
        MissingLine {
            id: line.id,
            title: line.title,
            source: line.source,
            state: presence.state.as_str(),
            said: presence.sentence(),
        }
    }
}

#[derive(Template)]
#[template(path = "changes.html")]
struct ChangesPage {
    frame: Frame,
    total: usize,
    changes: Vec<ChangeLine>,
    missing: Vec<MissingLine>,
    severities: Vec<Choice>,
    sources: Vec<Choice>,
    since: String,
    feed: String,
    paging: Paging,
}

/// What a reader asks for.
struct Wish {
    query: ChangesQuery,
    kind: Option<String>,
    since: Option<String>,
    page: usize,
}

impl Wish {
    fn of(parameters: &Parameters, size: usize) -> Result<Wish, Refusal> {
        let (page, kind) = (parameters.page("page")?, parameters.text("severity")?);
        let since = parameters.first_day("since")?;
        let severity = kind.as_deref().map(|name| {
            Kind::from_name(name)
                .ok_or_else(|| Refusal::BadParameter(format!("There is no kind of change “{name}”.")))
        });
        Ok(Wish {
            query: ChangesQuery {
                since: since
                    .and_then(|day| day.in_tz("UTC").ok())
                    .map(|day| day.timestamp()),
                severity: severity.transpose()?,
                source: parameters.text("source")?,
                offset: (page - 1) * size,
                limit: size,
            },
            kind,
            since: parameters.text("since")?,
            page,
        })
    }

    fn filters(&self) -> [(&'static str, Option<String>); 3] {
        [
            ("severity", self.kind.clone()),
            ("source", self.query.source.clone()),
            ("since", self.since.clone()),
        ]
    }
}

/// The page.
pub async fn show(State(room): State<ReadingRoom>, parameters: Parameters) -> Response {
    let page = async {
        let wish = Wish::of(&parameters, CHANGES)?;
        room.read(move |annals| ChangesPage::read(annals, wish)).await
    };
    shown(page.await)
}

impl ChangesPage {
    fn read(annals: &Annals, wish: Wish) -> Result<Self, Refusal> {
        let ((changes, total), _) = Refusal::or_empty(annals.changes(&wish.query))?;
        let missing = match wish.page == 1 && wish.query.source.is_none() {
            true => annals.missing(wish.query.since, MISSING)?,
            false => Vec::new(),
        };
        let filters = wish.filters();
        let list = List {
            label: "Changes",
            path: "/changes",
            keep: &filters,
            name: "page",
            anchor: "",
        };
        let severity = |kind: &Kind| Choice {
            value: kind.to_string(),
            label: match kind {
                Kind::Name => "names".to_owned(),
                Kind::Formatting => "everything, formatting too".to_owned(),
                kind => format!("{kind} or graver"),
            },
            chosen: wish.query.severity == Some(*kind),
        };
        Ok(ChangesPage {
            frame: Frame::of("changes"),
            total,
            changes: changes.into_iter().map(ChangeLine::of).collect(),
            missing: missing.into_iter().map(MissingLine::of).collect(),
            severities: Kind::ALL.iter().map(severity).collect(),
            sources: source_choices(&annals.sources()?, wish.query.source.as_deref()),
            since: wish.since.clone().unwrap_or_default(),
            feed: address("/changes.atom", &filters),
            paging: list.of_total(wish.page, total, CHANGES),
        })
    }
}

#[derive(Template)]
#[template(path = "changes.xml")]
struct Feed {
    root: String,
    own: String,
    updated: String,
    changes: Vec<ChangeLine>,
}

/// The changes as an Atom feed.
pub async fn feed(State(room): State<ReadingRoom>, parameters: Parameters, headers: HeaderMap) -> Response {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let root = format!("http://{}", host.unwrap_or("localhost"));
    let feed = async {
        let wish = Wish::of(&parameters, ENTRIES)?;
        let own = address("/changes.atom", &wish.filters());
        let ((changes, _), _) = room
            .read(move |annals| Refusal::or_empty(annals.changes(&wish.query)))
            .await?;
        let changes: Vec<ChangeLine> = changes.into_iter().map(ChangeLine::of).collect();
        let updated = changes
            .first()
            .map_or("1970-01-01T00:00:00Z".to_owned(), |change| change.updated.clone());
        Feed {
            root,
            own,
            updated,
            changes,
        }
        .render()
        .map_err(Refusal::failed)
    };
    match feed.await {
        Ok(xml) => (
            [(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")],
            xml,
        )
            .into_response(),
        Err(refusal) => refusal.into_response(),
    }
}

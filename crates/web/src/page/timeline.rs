//! The chronicle by year and month, with its filters. The same events as data under `/timeline.json`,
//! `/timeline.jsonl` and `/timeline.csv`.

use annals_annotate::EventKind;
use annals_chronicle::{EntityKind, Event};
use annals_export::Format;
use annals_store::{Annals, TimelineQuery};
use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::{Choice, Frame, shown, source_choices};
use crate::line::{Lines, kind_name};
use crate::paging::{List, Paging, address};
use crate::parameters::{Parameters, STATUSES};
use crate::reading_room::ReadingRoom;
use crate::refusal::Refusal;
use crate::strip::Strip;

/// Events on a page.
const EVENTS: usize = 100;
/// The most events of a file: what is kept in memory for one answer is bounded.
const FILE_EVENTS: usize = 20_000;
/// Names offered while typing.
const OFFERED_NAMES: usize = 200;

#[derive(Template)]
#[template(path = "timeline.html")]
struct Timeline {
    frame: Frame,
    lines: Lines,
    strip: Strip,
    total: usize,
    /// Why there can be no events: a name or source that is not there.
    missing: String,
    paging: Paging,
    filtered: bool,
    /// Whom it is about, where one name is asked for.
    of_entity: String,
    from: String,
    until: String,
    kinds: Vec<Choice>,
    statuses: Vec<Choice>,
    sources: Vec<Choice>,
    names: Vec<String>,
    json: String,
    csv: String,
}

/// What a reader asks for.
pub struct Wish {
    page: usize,
    /// The first day as asked for.
    pub from: Option<String>,
    /// The last.
    pub until: Option<String>,
    /// Which events.
    pub query: TimelineQuery,
}

impl Wish {
    /// From the parameters of an address.
    pub fn of(parameters: &Parameters) -> Result<Wish, Refusal> {
        let page = parameters.page("page")?;
        Ok(Wish {
            page,
            from: parameters.text("from")?,
            until: parameters.text("until")?,
            query: TimelineQuery {
                entity: parameters.text("entity")?,
                kind: parameters.kind()?,
                status: parameters.status()?,
                source: parameters.text("source")?,
                from: parameters.first_day("from")?,
                until: parameters.last_day("until")?,
                offset: (page - 1) * EVENTS,
                limit: EVENTS,
            },
        })
    }

    /// What was asked for, to keep in links.
    pub fn filters(&self) -> [(&'static str, Option<String>); 6] {
        [
            ("entity", self.query.entity.clone()),
            ("kind", self.query.kind.map(|kind| kind.as_str().to_string())),
            (
                "status",
                self.query.status.map(|status| status.as_str().to_string()),
            ),
            ("source", self.query.source.clone()),
            ("from", self.from.clone()),
            ("until", self.until.clone()),
        ]
    }
}

/// The page.
pub async fn show(State(room): State<ReadingRoom>, parameters: Parameters) -> Response {
    shown(match Wish::of(&parameters) {
        Ok(wish) => room.read(move |annals| Timeline::read(annals, wish)).await,
        Err(refusal) => Err(refusal),
    })
}

impl Timeline {
    fn read(annals: &Annals, wish: Wish) -> Result<Timeline, Refusal> {
        let ((events, total), missing) = Refusal::or_empty(annals.timeline(&wish.query))?;
        let filters = wish.filters();
        let list = List {
            label: "Timeline",
            path: "/timeline",
            keep: &filters,
            name: "page",
            anchor: "",
        };
        Ok(Timeline {
            frame: Frame::of("timeline"),
            lines: Lines::of(&events),
            strip: Strip::read(annals, &wish.query, &filters)?,
            total,
            missing,
            paging: list.of_total(wish.page, total, EVENTS),
            filtered: filters.iter().any(|(_, value)| value.is_some()),
            of_entity: name_of(annals, wish.query.entity.as_deref()),
            kinds: kind_choices(wish.query.kind),
            statuses: status_choices(wish.query.status),
            sources: source_choices(&annals.sources()?, wish.query.source.as_deref()),
            names: offered_names(annals)?,
            json: address("/timeline.json", &filters),
            csv: address("/timeline.csv", &filters),
            from: wish.from.unwrap_or_default(),
            until: wish.until.unwrap_or_default(),
        })
    }
}

/// The name to print for an entity that was asked for by id or by name.
pub fn name_of(annals: &Annals, asked: Option<&str>) -> String {
    let Some(asked) = asked else { return String::new() };
    let entity = annals.entity(asked).ok().flatten();
    entity.map_or_else(|| asked.to_string(), |entity| entity.name)
}

/// The kinds of events, as choices.
pub fn kind_choices(chosen: Option<EventKind>) -> Vec<Choice> {
    let choice = |kind: &EventKind| Choice {
        value: kind.as_str().to_string(),
        label: kind_name(*kind).to_string(),
        chosen: chosen == Some(*kind),
    };
    EventKind::ALL.iter().map(choice).collect()
}

fn status_choices(chosen: Option<annals_annotate::Status>) -> Vec<Choice> {
    STATUSES
        .map(|status| Choice {
            value: status.as_str().to_string(),
            label: status.as_str().to_string(),
            chosen: chosen == Some(status),
        })
        .to_vec()
}

/// Names to offer while typing.
pub fn offered_names(annals: &Annals) -> Result<Vec<String>, Refusal> {
    let mut names: Vec<String> = annals
        .entities(None, 0, OFFERED_NAMES)?
        .into_iter()
        .filter(|(entity, _)| entity.kind != EntityKind::Other)
        .map(|(entity, _)| entity.name)
        .collect();
    names.sort();
    names.dedup();
    Ok(names)
}

/// A page of the events as JSON, in the rows that exports use.
pub async fn rows(State(room): State<ReadingRoom>, parameters: Parameters) -> Result<Response, Refusal> {
    let wish = Wish::of(&parameters)?;
    let page = wish.page;
    let read = move |annals: &Annals| Refusal::or_empty(annals.timeline(&wish.query));
    let ((events, total), _) = room.read(read).await?;
    let lines = written(Format::Jsonl, &events)?;
    let rows = lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let mut body = format!("{{\"total\":{total},\"page\":{page},\"events\":[").into_bytes();
    body.extend(rows.collect::<Vec<_>>().join(&b','));
    body.extend(b"]}\n");
    Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
}

/// The events as a table with a row for each claim.
pub async fn csv(room: State<ReadingRoom>, parameters: Parameters) -> Result<Response, Refusal> {
    file(room, parameters, Format::Csv).await
}

/// The events, one a line.
pub async fn jsonl(room: State<ReadingRoom>, parameters: Parameters) -> Result<Response, Refusal> {
    file(room, parameters, Format::Jsonl).await
}

/// The events that have a day, for calendars.
pub async fn ics(room: State<ReadingRoom>, parameters: Parameters) -> Result<Response, Refusal> {
    file(room, parameters, Format::Ics).await
}

/// The events as a report.
pub async fn markdown(room: State<ReadingRoom>, parameters: Parameters) -> Result<Response, Refusal> {
    file(room, parameters, Format::Markdown).await
}

/// The events that have a day, for TimelineJS.
pub async fn timelinejs(room: State<ReadingRoom>, parameters: Parameters) -> Result<Response, Refusal> {
    file(room, parameters, Format::TimelineJs).await
}

/// The events as features of a map.
pub async fn geojson(State(room): State<ReadingRoom>, parameters: Parameters) -> Result<Response, Refusal> {
    let query = TimelineQuery {
        offset: 0,
        limit: FILE_EVENTS,
        ..Wish::of(&parameters)?.query
    };
    let read = move |annals: &Annals| {
        let ((events, _), _) = Refusal::or_empty(annals.timeline(&query))?;
        let located = annals.located()?;
        let mut body = Vec::new();
        annals_export::geojson::write(&events, |id| located.get(id).copied(), &mut body)
            .map_err(Refusal::failed)?;
        Ok(body)
    };
    let body = room.read(read).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/geo+json"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"timeline.geojson\"",
        ),
    ];
    Ok((headers, body).into_response())
}

/// The events in a format, as a file to keep.
async fn file(
    State(room): State<ReadingRoom>,
    parameters: Parameters,
    format: Format,
) -> Result<Response, Refusal> {
    let query = TimelineQuery {
        offset: 0,
        limit: FILE_EVENTS,
        ..Wish::of(&parameters)?.query
    };
    let read = move |annals: &Annals| {
        let ((events, _), _) = Refusal::or_empty(annals.timeline(&query))?;
        written(format, &events)
    };
    let body = room.read(read).await?;
    let name = format!("attachment; filename=\"timeline.{}\"", format.extension());
    let headers = [
        (header::CONTENT_TYPE, format.content_type().to_string()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, body).into_response())
}

fn written(format: Format, events: &[Event]) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    format.write(events, &mut bytes).map_err(Refusal::failed)?;
    Ok(bytes)
}

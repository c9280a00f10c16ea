//! One event: what all sources together say, on what they differ, and each claim with the sentence it stands in.

use annals_annotate::Confidence;
use annals_chronicle::{Claim, Event};
use annals_store::{Annals, Named};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::{Frame, shown};
use crate::line::{Line, Name, Says, nested, relation, status_mark};
use crate::reading_room::ReadingRoom;
use crate::refusal::Refusal;
use crate::when::{self, When};

#[derive(Template)]
#[template(path = "event.html")]
struct EventPage {
    frame: Frame,
    line: Line,
    heading: String,
    parent: Option<Line>,
    parts: Vec<Line>,
    differing: Vec<Difference>,
    /// Events that say the contrary.
    contrary: Vec<Line>,
    /// What the analyst said of it.
    notes: Vec<String>,
    /// When and by whom it was reported first.
    first_report: Option<String>,
    late: bool,
    hidden: bool,
    claims: Vec<ClaimLine>,
}

/// What the sources say of one thing on which they differ.
struct Difference {
    /// "date", "place", "participants", "status".
    about: &'static str,
    /// In the order of the claims.
    versions: Vec<Version>,
}

/// One version, and who tells it where.
struct Version {
    says: String,
    sources: Vec<Says>,
}

struct ClaimLine {
    source: String,
    attribution: Option<String>,
    reported: String,
    when: When,
    actors: Vec<Name>,
    relation: &'static str,
    recipients: Vec<Name>,
    place: Option<Name>,
    status: &'static str,
    inferred: bool,
    quote: String,
    capture: String,
    number: usize,
    copy_of: Option<String>,
}

impl ClaimLine {
    fn of(claim: &Claim, event: &Event) -> ClaimLine {
        ClaimLine {
            source: claim.source.clone(),
            attribution: claim.attribution.clone(),
            reported: claim.reported.map(when::day).unwrap_or_default(),
            when: claim_when(claim),
            actors: Name::all(&claim.actors),
            relation: relation(event.kind),
            recipients: Name::all(&claim.recipients),
            place: claim.place.as_ref().map(Name::of),
            status: status_mark(claim.status),
            inferred: claim.confidence == Confidence::Medium,
            quote: claim.citation.sentence.clone(),
            capture: claim.citation.capture.to_string(),
            number: claim.citation.number,
            copy_of: claim.copy_of.map(|capture| capture.to_string()),
        }
    }
}

fn claim_when(claim: &Claim) -> When {
    When::new(claim.start.as_deref(), claim.end.as_deref(), None, None)
}

/// The page; a prefix of an id leads to the whole id.
pub async fn show(State(room): State<ReadingRoom>, Path(id): Path<String>) -> Response {
    match room.read(move |annals| find(annals, &id)).await {
        Ok(Found::Here(page)) => shown(Ok(*page)),
        Ok(Found::Under(id)) => Redirect::temporary(&format!("/event/{id}")).into_response(),
        Err(refusal) => refusal.into_response(),
    }
}

enum Found {
    Here(Box<EventPage>),
    Under(String),
}

fn find(annals: &Annals, id: &str) -> Result<Found, Refusal> {
    let shown = match annals.event(id)? {
        Some(event) => Some(event),
        None => annals
            .event_called(id)
            .ok()
            .filter(|event| event.review.hidden && event.id == id),
    };
    if let Some(event) = shown {
        return Ok(Found::Here(Box::new(EventPage::of(annals, &event)?)));
    }
    match annals.resolve(id) {
        Ok(Named::Event(whole)) if whole != id => Ok(Found::Under(whole)),
        _ => Err(Refusal::no_such("event", id)),
    }
}

impl EventPage {
    fn of(annals: &Annals, event: &Event) -> Result<EventPage, Refusal> {
        let parent = event
            .parent
            .as_deref()
            .map(|id| annals.event(id))
            .transpose()?
            .flatten();
        let parts = annals.parts(&event.id)?;
        let line = Line::of(event);
        let mut contrary = Vec::new();
        for id in &event.contradicts {
            contrary.extend(annals.event(id)?.as_ref().map(Line::of));
        }
        Ok(EventPage {
            contrary,
            notes: event.review.notes(),
            first_report: event.first_report().map(first_report),
            late: event.is_dated_after_its_report(),
            hidden: event.review.hidden,
            frame: Frame::of("timeline"),
            heading: line.heading(),
            line,
            parent: parent.as_ref().map(Line::of),
            parts: parts_of(&parts),
            differing: event
                .disagreements
                .iter()
                .map(|about| Difference::of(about, &event.claims))
                .filter(|difference| difference.versions.len() > 1)
                .collect(),
            claims: event
                .claims
                .iter()
                .map(|claim| ClaimLine::of(claim, event))
                .collect(),
        })
    }
}

/// "Meridian Wire, 8 September 2026".
fn first_report(claim: &Claim) -> String {
    let day = claim.reported.map(when::day).unwrap_or_default();
    format!("{}, {day}", claim.source)
}

/// The parts of the event shown: that they are parts goes without saying.
fn parts_of(parts: &[Event]) -> Vec<Line> {
    let mut lines = nested(parts);
    lines.iter_mut().for_each(|line| line.parent = None);
    lines
}

impl Difference {
    fn of(about: &'static str, claims: &[Claim]) -> Difference {
        let mut versions: Vec<Version> = Vec::new();
        for claim in claims {
            let says = told(about, claim);
            let cited = Says {
                who: claim.source.clone(),
                href: format!("#c-{}-{}", claim.citation.capture, claim.citation.number),
            };
            match versions.iter_mut().find(|version| version.says == says) {
                Some(version) if version.sources.iter().any(|known| known.who == cited.who) => {}
                Some(version) => version.sources.push(cited),
                None => versions.push(Version {
                    says,
                    sources: vec![cited],
                }),
            }
        }
        Difference { about, versions }
    }
}

/// What a claim says of the thing that is in dispute.
fn told(about: &str, claim: &Claim) -> String {
    let said = match about {
        "date" => claim_when(claim).text,
        "place" => claim
            .place
            .as_ref()
            .map(|place| place.name.clone())
            .unwrap_or_default(),
        "status" => claim.status.as_str().to_string(),
        _ => {
            let names = claim
                .actors
                .iter()
                .chain(&claim.recipients)
                .map(|party| party.name.as_str());
            names.collect::<Vec<_>>().join(", ")
        }
    };
    if said.is_empty() {
        "not said".to_string()
    } else {
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use annals_annotate::{EventKind, Status};
    use annals_archive::CaptureId;
    use annals_chronicle::Citation;

    fn claim(source: &str, day: Option<&str>) -> Claim {
        Claim {
            source: source.into(),
            kind: EventKind::Visit,
            attribution: None,
            actors: Vec::new(),
            recipients: Vec::new(),
            place: None,
            start: day.map(str::to_string),
            end: day.map(str::to_string),
            status: Status::Happened,
            confidence: Confidence::High,
            proposed: false,
            reported: None,
            copy_of: None,
            citation: Citation {
                capture: CaptureId([1; 10]),
                sentence: String::new(),
                number: 0,
            },
        }
    }

    #[test]
    fn versions_stand_side_by_side_with_those_who_tell_them() {
        let claims = [
            claim("Post", Some("2011-08-26")),
            claim("Courier", Some("2011-08-27")),
            claim("Wire", Some("2011-08-26")),
            claim("Post", Some("2011-08-26")),
            claim("Echo", None),
        ];
        let difference = Difference::of("date", &claims);
        let told = difference.versions.iter().map(|version| {
            let sources: Vec<&str> = version.sources.iter().map(|source| source.who.as_str()).collect();
            format!("{}: {}", version.says, sources.join(", "))
        });
        let expected = [
            "26 Aug 2011: Post, Wire",
            "27 Aug 2011: Courier",
            "not said: Echo",
        ];
        assert_eq!(told.collect::<Vec<_>>(), expected);
    }
}

//! Events as JSON: the shape that programs read under `/timeline.json`. A shape of its own, so that the nouns of the
//! chronicle stay free to change.

use annals_chronicle::{Claim, Event, Party};
use serde::Serialize;

/// An event with its claims.
#[derive(Serialize)]
pub struct EventRow {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    start: Option<String>,
    end: Option<String>,
    earliest: Option<String>,
    latest: Option<String>,
    actors: Vec<PartyRow>,
    recipients: Vec<PartyRow>,
    place: Option<PartyRow>,
    status: &'static str,
    confidence: &'static str,
    disagreements: Vec<&'static str>,
    parent: Option<String>,
    claims: Vec<ClaimRow>,
}

#[derive(Serialize)]
struct PartyRow {
    name: String,
    title: Option<String>,
    entity: Option<String>,
}

#[derive(Serialize)]
struct ClaimRow {
    source: String,
    attribution: Option<String>,
    reported: Option<String>,
    actors: Vec<PartyRow>,
    recipients: Vec<PartyRow>,
    place: Option<PartyRow>,
    start: Option<String>,
    end: Option<String>,
    status: &'static str,
    confidence: &'static str,
    capture: String,
    copy_of: Option<String>,
    sentence: usize,
    quote: String,
}

impl EventRow {
    /// The row of an event.
    pub fn of(event: &Event) -> EventRow {
        EventRow {
            id: event.id.clone(),
            kind: event.kind.as_str(),
            start: event.start.clone(),
            end: event.end.clone(),
            earliest: event.first.map(|day| day.to_string()),
            latest: event.last.map(|day| day.to_string()),
            actors: PartyRow::all(&event.actors),
            recipients: PartyRow::all(&event.recipients),
            place: event.place.as_ref().map(PartyRow::of),
            status: event.status.as_str(),
            confidence: event.confidence.as_str(),
            disagreements: event.disagreements.clone(),
            parent: event.parent.clone(),
            claims: event.claims.iter().map(ClaimRow::of).collect(),
        }
    }
}

impl PartyRow {
    fn of(party: &Party) -> PartyRow {
        PartyRow {
            name: party.name.clone(),
            title: party.title.clone(),
            entity: party.entity.clone(),
        }
    }

    fn all(parties: &[Party]) -> Vec<PartyRow> {
        parties.iter().map(PartyRow::of).collect()
    }
}

impl ClaimRow {
    fn of(claim: &Claim) -> ClaimRow {
        ClaimRow {
            source: claim.source.clone(),
            attribution: claim.attribution.clone(),
            reported: claim.reported.map(|day| day.to_string()),
            actors: PartyRow::all(&claim.actors),
            recipients: PartyRow::all(&claim.recipients),
            place: claim.place.as_ref().map(PartyRow::of),
            start: claim.start.clone(),
            end: claim.end.clone(),
            status: claim.status.as_str(),
            confidence: claim.confidence.as_str(),
            capture: claim.citation.capture.to_string(),
            copy_of: claim.copy_of.map(|capture| capture.to_string()),
            sentence: claim.citation.number,
            quote: claim.citation.sentence.clone(),
        }
    }
}

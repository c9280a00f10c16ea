//! Row types of the store's own: reports, events and entities as they lie in annals.sqlite, in JSON. The nouns of the
//! chronicle stay free to change; what is written here changes with the schema's version.

use annals_annotate::{Confidence, EventDates, EventKind, Status};
use annals_chronicle::{
    Citation, Claim, Correction, Entity, EntityKind, Event, Located, Party, Provenance, Report,
    ReportedEvent, ReportedParticipant, Review,
};
use annals_names::Precision;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::evidence::capture_id;

#[derive(Serialize, Deserialize)]
pub(crate) struct ReportRow {
    published: Option<String>,
    events: Vec<ReportedEventRow>,
}

#[derive(Serialize, Deserialize)]
struct ReportedEventRow {
    kind: String,
    trigger: String,
    actors: Vec<ParticipantRow>,
    recipients: Vec<ParticipantRow>,
    place: Option<ParticipantRow>,
    start: Option<String>,
    end: Option<String>,
    first: Option<String>,
    last: Option<String>,
    attribution: Option<String>,
    status: String,
    confidence: String,
    sentence: String,
    number: usize,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    proposed: bool,
}

#[derive(Serialize, Deserialize)]
struct ParticipantRow {
    name: String,
    printed: String,
    title: Option<String>,
    kind: Option<String>,
    located: Option<LocatedRow>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    country: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct LocatedRow {
    name: String,
    country: String,
    precision: String,
}

impl ReportRow {
    pub fn of(report: &Report) -> Self {
        ReportRow {
            published: printed(report.published),
            events: report.events.iter().map(ReportedEventRow::of).collect(),
        }
    }

    /// The report as its article's present source and family have it.
    pub fn report(self, provenance: Provenance, family: Option<u64>) -> Report {
        Report {
            provenance,
            published: date(self.published),
            family,
            events: self
                .events
                .into_iter()
                .filter_map(ReportedEventRow::event)
                .collect(),
        }
    }
}

impl ReportedEventRow {
    fn of(event: &ReportedEvent) -> Self {
        ReportedEventRow {
            kind: event.kind.as_str().to_owned(),
            trigger: event.trigger.clone(),
            actors: event.actors.iter().map(ParticipantRow::of).collect(),
            recipients: event.recipients.iter().map(ParticipantRow::of).collect(),
            place: event.place.as_ref().map(ParticipantRow::of),
            start: event.dates.start.clone(),
            end: event.dates.end.clone(),
            first: printed(event.dates.first),
            last: printed(event.dates.last),
            attribution: event.attribution.clone(),
            status: event.status.as_str().to_owned(),
            confidence: event.confidence.as_str().to_owned(),
            sentence: event.sentence.clone(),
            number: event.number,
            proposed: event.proposed,
        }
    }

    fn event(self) -> Option<ReportedEvent> {
        Some(ReportedEvent {
            kind: EventKind::from_name(&self.kind)?,
            trigger: self.trigger,
            actors: self.actors.into_iter().map(ParticipantRow::participant).collect(),
            recipients: self
                .recipients
                .into_iter()
                .map(ParticipantRow::participant)
                .collect(),
            place: self.place.map(ParticipantRow::participant),
            dates: EventDates {
                start: self.start,
                end: self.end,
                first: date(self.first),
                last: date(self.last),
                from: None,
            },
            attribution: self.attribution,
            status: status(&self.status),
            confidence: confidence(&self.confidence),
            sentence: self.sentence,
            number: self.number,
            proposed: self.proposed,
        })
    }
}

impl ParticipantRow {
    fn of(participant: &ReportedParticipant) -> Self {
        ParticipantRow {
            name: participant.name.clone(),
            printed: participant.printed.clone(),
            title: participant.title.clone(),
            kind: participant.kind.map(|kind| kind.as_str().to_owned()),
            located: participant.located.as_ref().map(LocatedRow::of),
            country: participant
                .country
                .map(|country| String::from_utf8_lossy(&country).into_owned()),
        }
    }

    fn participant(self) -> ReportedParticipant {
        ReportedParticipant {
            name: self.name,
            printed: self.printed,
            title: self.title,
            kind: self.kind.map(|kind| entity_kind(&kind)),
            located: self.located.and_then(LocatedRow::located),
            country: self
                .country
                .and_then(|country| country.as_bytes().try_into().ok()),
        }
    }
}

impl LocatedRow {
    fn of(located: &Located) -> Self {
        LocatedRow {
            name: located.name.clone(),
            country: String::from_utf8_lossy(&located.country).into_owned(),
            precision: located.precision.as_str().to_owned(),
        }
    }

    fn located(self) -> Option<Located> {
        use Precision::*;
        let precision = [Point, City, Region, Country]
            .into_iter()
            .find(|known| known.as_str() == self.precision);
        Some(Located {
            name: self.name,
            country: self.country.as_bytes().try_into().ok()?,
            precision: precision.unwrap_or(Country),
        })
    }
}

#[derive(Serialize, Deserialize)]
pub(crate) struct EventRow {
    id: String,
    kind: String,
    actors: Vec<PartyRow>,
    recipients: Vec<PartyRow>,
    place: Option<PartyRow>,
    first: Option<String>,
    last: Option<String>,
    start: Option<String>,
    end: Option<String>,
    status: String,
    confidence: String,
    claims: Vec<ClaimRow>,
    disagreements: Vec<String>,
    parent: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    contradicts: Vec<String>,
    #[serde(default, skip_serializing_if = "ReviewRow::is_empty")]
    review: ReviewRow,
}

/// What an analyst said of an event.
#[derive(Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct ReviewRow {
    confirmed: bool,
    joined: bool,
    parted: bool,
    hidden: bool,
    /// What was corrected, and what was read.
    corrections: Vec<(String, String)>,
}

impl ReviewRow {
    fn is_empty(&self) -> bool {
        *self == ReviewRow::default()
    }

    fn of(review: &Review) -> Self {
        let corrections = review.corrections.iter();
        ReviewRow {
            confirmed: review.confirmed,
            joined: review.joined,
            parted: review.parted,
            hidden: review.hidden,
            corrections: corrections
                .map(|one| (one.field.to_owned(), one.was.clone()))
                .collect(),
        }
    }

    fn review(self) -> Review {
        let corrections = self.corrections.into_iter();
        Review {
            confirmed: self.confirmed,
            joined: self.joined,
            parted: self.parted,
            hidden: self.hidden,
            corrections: corrections
                .filter_map(|(field, was)| {
                    let field = Correction::FIELDS.into_iter().find(|known| *known == field)?;
                    Some(Correction { field, was })
                })
                .collect(),
        }
    }
}

#[derive(Serialize, Deserialize)]
struct PartyRow {
    name: String,
    title: Option<String>,
    entity: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct ClaimRow {
    source: String,
    #[serde(default)]
    kind: String,
    attribution: Option<String>,
    actors: Vec<PartyRow>,
    recipients: Vec<PartyRow>,
    place: Option<PartyRow>,
    start: Option<String>,
    end: Option<String>,
    status: String,
    confidence: String,
    reported: Option<String>,
    copy_of: Option<String>,
    capture: String,
    sentence: String,
    number: usize,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    proposed: bool,
}

impl EventRow {
    pub fn of(event: &Event) -> Self {
        EventRow {
            id: event.id.clone(),
            kind: event.kind.as_str().to_owned(),
            actors: parties(&event.actors),
            recipients: parties(&event.recipients),
            place: event.place.as_ref().map(PartyRow::of),
            first: printed(event.first),
            last: printed(event.last),
            start: event.start.clone(),
            end: event.end.clone(),
            status: event.status.as_str().to_owned(),
            confidence: event.confidence.as_str().to_owned(),
            claims: event.claims.iter().map(ClaimRow::of).collect(),
            disagreements: event
                .disagreements
                .iter()
                .map(|what| (*what).to_owned())
                .collect(),
            parent: event.parent.clone(),
            contradicts: event.contradicts.clone(),
            review: ReviewRow::of(&event.review),
        }
    }

    /// The event, with its sources called as `source_name` calls the key of each.
    pub fn event(self, source_name: &dyn Fn(String) -> String) -> Event {
        let kind = EventKind::from_name(&self.kind).unwrap_or(EventKind::State);
        Event {
            id: self.id,
            kind,
            actors: self.actors.into_iter().map(PartyRow::party).collect(),
            recipients: self.recipients.into_iter().map(PartyRow::party).collect(),
            place: self.place.map(PartyRow::party),
            first: date(self.first),
            last: date(self.last),
            start: self.start,
            end: self.end,
            status: status(&self.status),
            confidence: confidence(&self.confidence),
            claims: self
                .claims
                .into_iter()
                .map(|claim| claim.claim(kind, source_name))
                .collect(),
            disagreements: self.disagreements.iter().map(|what| disagreement(what)).collect(),
            parent: self.parent,
            contradicts: self.contradicts,
            review: self.review.review(),
        }
    }
}

impl PartyRow {
    fn of(party: &Party) -> Self {
        PartyRow {
            name: party.name.clone(),
            title: party.title.clone(),
            entity: party.entity.clone(),
        }
    }

    fn party(self) -> Party {
        Party {
            name: self.name,
            title: self.title,
            entity: self.entity,
        }
    }
}

impl ClaimRow {
    fn of(claim: &Claim) -> Self {
        ClaimRow {
            source: claim.source.clone(),
            kind: claim.kind.as_str().to_owned(),
            attribution: claim.attribution.clone(),
            actors: parties(&claim.actors),
            recipients: parties(&claim.recipients),
            place: claim.place.as_ref().map(PartyRow::of),
            start: claim.start.clone(),
            end: claim.end.clone(),
            status: claim.status.as_str().to_owned(),
            confidence: claim.confidence.as_str().to_owned(),
            reported: printed(claim.reported),
            copy_of: claim.copy_of.map(|capture| capture.to_string()),
            capture: claim.citation.capture.to_string(),
            sentence: claim.citation.sentence.clone(),
            number: claim.citation.number,
            proposed: claim.proposed,
        }
    }

    fn claim(self, event: EventKind, source_name: &dyn Fn(String) -> String) -> Claim {
        Claim {
            source: source_name(self.source),
            kind: EventKind::from_name(&self.kind).unwrap_or(event),
            attribution: self.attribution,
            actors: self.actors.into_iter().map(PartyRow::party).collect(),
            recipients: self.recipients.into_iter().map(PartyRow::party).collect(),
            place: self.place.map(PartyRow::party),
            start: self.start,
            end: self.end,
            status: status(&self.status),
            confidence: confidence(&self.confidence),
            reported: date(self.reported),
            proposed: self.proposed,
            copy_of: self.copy_of.map(|capture| capture_id(&capture)),
            citation: Citation {
                capture: capture_id(&self.capture),
                sentence: self.sentence,
                number: self.number,
            },
        }
    }
}

#[derive(Serialize, Deserialize)]
pub(crate) struct EntityRow {
    id: String,
    kind: String,
    name: String,
    forms: Vec<(String, usize)>,
    titles: Vec<(String, usize)>,
    #[serde(default)]
    key: String,
    #[serde(default)]
    names: Vec<(String, usize)>,
}

impl EntityRow {
    pub fn of(entity: &Entity) -> Self {
        EntityRow {
            id: entity.id.clone(),
            kind: entity.kind.as_str().to_owned(),
            name: entity.name.clone(),
            forms: entity.forms.clone(),
            titles: entity.titles.clone(),
            key: entity.key.clone(),
            names: entity.names.clone(),
        }
    }

    pub fn entity(self) -> Entity {
        Entity {
            id: self.id,
            kind: entity_kind(&self.kind),
            name: self.name,
            forms: self.forms,
            titles: self.titles,
            key: self.key,
            names: self.names,
        }
    }
}

fn parties(parties: &[Party]) -> Vec<PartyRow> {
    parties.iter().map(PartyRow::of).collect()
}

pub(crate) fn printed(date: Option<Date>) -> Option<String> {
    date.map(|date| date.to_string())
}

pub(crate) fn date(text: Option<String>) -> Option<Date> {
    text?.parse().ok()
}

pub(crate) fn status(name: &str) -> Status {
    use Status::*;
    [Happened, Ongoing, Planned, Denied]
        .into_iter()
        .find(|status| status.as_str() == name)
        .unwrap_or(Planned)
}

fn confidence(name: &str) -> Confidence {
    if name == Confidence::High.as_str() {
        Confidence::High
    } else {
        Confidence::Medium
    }
}

pub(crate) fn entity_kind(name: &str) -> EntityKind {
    use EntityKind::*;
    [Person, Organisation, Place]
        .into_iter()
        .find(|kind| kind.as_str() == name)
        .unwrap_or(Other)
}

fn disagreement(what: &str) -> &'static str {
    const KNOWN: [&str; 7] = [
        "attribution",
        "date",
        "number",
        "participants",
        "place",
        "status",
        "title",
    ];
    KNOWN.into_iter().find(|known| *known == what).unwrap_or("other")
}

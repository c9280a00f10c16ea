//! Puts what an analyst says is right in the place of what was read, and keeps what was read beside it.

use annals_names::MentionKind;

use crate::entity::entity_id;
use crate::nouns::{Entity, Event, Party};
use crate::record::Records;
use crate::review::{Corrected, CorrectedParty, Correction};

/// Corrects an event. A correction that says what was read anyway is none.
pub fn correct(event: &mut Event, to: &Corrected, party: impl Fn(&CorrectedParty) -> Party) {
    if let Some(kind) = to.kind {
        let was = event.kind.as_str().to_owned();
        note(event, "kind", was, kind.as_str().to_owned());
        event.kind = kind;
    }
    if let Some(dates) = &to.dates {
        let was = dates_in_words(event.start.as_deref(), event.end.as_deref());
        let now = dates_in_words(dates.start.as_deref(), dates.end.as_deref());
        note(event, "date", was, now);
        (event.start, event.end) = (dates.start.clone(), dates.end.clone());
        (event.first, event.last) = dates.bounds();
    }
    if let Some(place) = &to.place {
        let (was, place) = (names(event.place.as_slice()), place.as_ref().map(&party));
        note(event, "place", was, names(place.as_slice()));
        event.place = place;
    }
    if let Some(actors) = &to.actors {
        let (was, actors) = (names(&event.actors), parties(actors, &event.actors, &party));
        note(event, "actors", was, names(&actors));
        event.actors = actors;
    }
    if let Some(recipients) = &to.recipients {
        let (was, recipients) = (
            names(&event.recipients),
            parties(recipients, &event.recipients, &party),
        );
        note(event, "recipients", was, names(&recipients));
        event.recipients = recipients;
    }
    if let Some(status) = to.status {
        // The compiler has set it already, so that trips know; the best claim's own stands in the claims.
        let was = event.claims.first().map_or("", |claim| claim.status.as_str());
        note(event, "status", was.to_owned(), status.as_str().to_owned());
        event.status = status;
    }
}

fn note(event: &mut Event, field: &'static str, was: String, now: String) {
    if was != now {
        event.review.corrections.push(Correction { field, was });
    }
}

/// Those an analyst names, with the titles that were read for the same names.
fn parties(named: &[CorrectedParty], read: &[Party], party: impl Fn(&CorrectedParty) -> Party) -> Vec<Party> {
    let titled = named.iter().map(|one| {
        let mut party = party(one);
        party.title = read
            .iter()
            .find(|read| read.name == party.name)
            .and_then(|read| read.title.clone());
        party
    });
    titled.collect()
}

fn names(parties: &[Party]) -> String {
    let names: Vec<&str> = parties.iter().map(|party| party.name.as_str()).collect();
    names.join("; ")
}

fn dates_in_words(start: Option<&str>, end: Option<&str>) -> String {
    match (start, end) {
        (None, None) => String::new(),
        (Some(start), Some(end)) if start == end => start.to_owned(),
        (start, end) => format!("{}/{}", start.unwrap_or_default(), end.unwrap_or_default()),
    }
}

/// Whom an analyst's name stands for now: decisions about entities are followed, and who is nobody any more has no id.
pub fn corrected_party(records: &Records, entities: &[Entity], party: &CorrectedParty) -> Party {
    let id = |kind: MentionKind, key: &str| {
        let id = entity_id(kind, key);
        let known = entities.binary_search_by(|entity| entity.id.cmp(&id)).ok()?;
        Some((id, entities[known].name.clone()))
    };
    let known = party.subject.as_ref().and_then(|subject| {
        let key = records.decisions.key_of(subject, &party.name);
        id(subject.kind, &key)
    });
    Party {
        name: match &known {
            Some((_, name)) => name.clone(),
            None => party.name.clone(),
        },
        title: None,
        entity: known.map(|(id, _)| id),
    }
}

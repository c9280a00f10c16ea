//! Decisions about events, as they stand in decisions.jsonl: an event is named by the claims it rests on, so that the
//! decision holds when articles come in that change the event's id. Ids and words beside them are for those who read
//! the file.

use std::collections::HashMap;

use annals_annotate::EventKind;
use annals_archive::CaptureId;
use annals_chronicle::{CitedClaim, Claim, Corrected, CorrectedDates, CorrectedParty, Event, Evidence};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::decisions::{Action, Who, refused};
use crate::evidence::capture_id;
use crate::rows::{EventRow, status};
use crate::sources::SourceNames;
use crate::{Annals, Error, ErrorKind, Result};

/// What was decided about an event, or several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct EventAction {
    event: NamedEvent,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    others: Vec<NamedEvent>,
    #[serde(default, skip_serializing_if = "CorrectedRow::is_empty")]
    to: CorrectedRow,
}

/// The event as it was called when the decision was made, and the claims by which it is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct NamedEvent {
    id: String,
    name: String,
    claims: Vec<CitedRow>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct CitedRow {
    capture: String,
    number: usize,
    sentence: String,
    kind: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    actors: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    recipients: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<String>,
}

/// What is right; what is absent stays as it was read. An empty list, or an empty name of a place: nobody, nowhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct CorrectedRow {
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<PartyRow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    actors: Option<Vec<PartyRow>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recipients: Option<Vec<PartyRow>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<String>,
}

/// A name, and whom of the chronicle it meant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct PartyRow {
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    who: Option<Who>,
}

/// What an analyst types for a correction; what is `None` stays as it was read.
#[derive(Clone, Debug, Default)]
pub struct CorrectionText {
    /// The kind.
    pub kind: Option<EventKind>,
    /// "2026-03-04", "2026-03-04/2026-03-06", "2026-03", "none".
    pub date: Option<String>,
    /// A name, or "none".
    pub place: Option<String>,
    /// Names parted by semicolons, or "none".
    pub actors: Option<String>,
    /// Likewise.
    pub recipients: Option<String>,
    /// Whether it happened.
    pub status: Option<annals_annotate::Status>,
}

impl EventAction {
    fn of(event: &Event) -> Self {
        EventAction {
            event: NamedEvent::of(event),
            others: Vec::new(),
            to: CorrectedRow::default(),
        }
    }

    pub fn evidence(&self) -> Evidence {
        self.event.evidence()
    }

    pub fn others(&self) -> Vec<Evidence> {
        self.others.iter().map(NamedEvent::evidence).collect()
    }

    pub fn corrected(&self) -> Corrected {
        let parties = |list: &Vec<PartyRow>| list.iter().map(PartyRow::party).collect();
        Corrected {
            kind: self.to.kind.as_deref().and_then(EventKind::from_name),
            dates: self.to.date.as_deref().and_then(CorrectedDates::parse),
            place: (self.to.place.as_ref()).map(|place| (!place.name.is_empty()).then(|| place.party())),
            actors: self.to.actors.as_ref().map(parties),
            recipients: self.to.recipients.as_ref().map(parties),
            status: self.to.status.as_deref().map(status),
        }
    }

    pub fn named(&self) -> String {
        format!("event {} ({})", self.event.id, self.event.name)
    }

    pub fn correction_in_words(&self) -> String {
        let names = |list: &Vec<PartyRow>| {
            let names: Vec<&str> = list.iter().map(|party| party.name.as_str()).collect();
            names.join("; ")
        };
        let all = [
            ("kind", self.to.kind.clone()),
            ("date", self.to.date.clone()),
            ("place", self.to.place.as_ref().map(|place| place.name.clone())),
            ("actors", self.to.actors.as_ref().map(names)),
            ("recipients", self.to.recipients.as_ref().map(names)),
            ("status", self.to.status.clone()),
        ];
        let said: Vec<String> = all
            .into_iter()
            .filter_map(|(field, value)| Some((field, value?)))
            .map(|(field, value)| format!("{field} {}", if value.is_empty() { "none" } else { &value }))
            .collect();
        format!("correct {}: {}", self.named(), said.join(", "))
    }

    pub fn merge_in_words(&self) -> String {
        let others: Vec<String> = self
            .others
            .iter()
            .map(|other| format!("{} ({})", other.id, other.name))
            .collect();
        format!("merge {} into {}", others.join(", "), self.named())
    }

    pub fn split_in_words(&self) -> String {
        let claims: Vec<String> = self
            .event
            .claims
            .iter()
            .map(|claim| format!("{}#s{}", claim.capture, claim.number))
            .collect();
        format!("take {} out of {}", claims.join(", "), self.named())
    }
}

impl NamedEvent {
    fn of(event: &Event) -> Self {
        let evidence = Evidence::of(event).0;
        let number = |cited: &CitedClaim| {
            let mut claims = event.claims.iter();
            claims.find(|claim| CitedClaim::of(claim) == *cited)
        };
        NamedEvent {
            id: event.id.clone(),
            name: in_words(event),
            claims: evidence.iter().filter_map(number).map(CitedRow::of).collect(),
        }
    }

    fn evidence(&self) -> Evidence {
        Evidence(self.claims.iter().filter_map(CitedRow::cited).collect())
    }
}

impl CitedRow {
    fn of(claim: &Claim) -> Self {
        let cited = CitedClaim::of(claim);
        CitedRow {
            capture: cited.capture.to_string(),
            number: claim.citation.number,
            sentence: cited.sentence,
            kind: cited.kind.as_str().to_owned(),
            actors: cited.actors,
            recipients: cited.recipients,
            place: cited.place,
        }
    }

    /// Whether a claim goes where this one goes: it is this one, or says the same in a copy of its text.
    fn takes_along(&self, claim: &Claim, event: &Event) -> bool {
        let original = |claim: &Claim| claim.copy_of.unwrap_or(claim.citation.capture);
        let is_this = |claim: &&Claim| claim.citation.capture.to_string() == self.capture;
        let this = event.claims.iter().find(is_this);
        this.is_some_and(|this| original(this) == original(claim))
            && claim.citation.sentence == self.sentence
            && claim.kind.as_str() == self.kind
    }

    fn cited(&self) -> Option<CitedClaim> {
        Some(CitedClaim {
            capture: capture_id(&self.capture),
            sentence: self.sentence.clone(),
            kind: EventKind::from_name(&self.kind)?,
            actors: self.actors.clone(),
            recipients: self.recipients.clone(),
            place: self.place.clone(),
        })
    }
}

impl CorrectedRow {
    fn is_empty(&self) -> bool {
        *self == CorrectedRow::default()
    }
}

impl PartyRow {
    fn party(&self) -> CorrectedParty {
        CorrectedParty {
            name: self.name.clone(),
            subject: self.who.as_ref().map(Who::subject),
        }
    }
}

/// "MEET Orsan Tev, Mira Holt, 2001-08-04": what an analyst knows it by.
fn in_words(event: &Event) -> String {
    let names = event.actors.iter().chain(&event.recipients).chain(&event.place);
    let names: Vec<&str> = names.map(|party| party.name.as_str()).collect();
    let day = event
        .start
        .as_deref()
        .or(event.end.as_deref())
        .unwrap_or("no date");
    format!("{} {}, {day}", event.kind.as_str(), names.join(", "))
}

impl Annals {
    /// The one event with this id, or the beginning of one; hidden ones too.
    pub fn event_called(&self, wanted: &str) -> Result<Event> {
        let wanted = wanted.trim().to_lowercase();
        let mut found = self.events_beginning(&wanted)?;
        if let Some(whole) = found.iter().position(|event| event.id == wanted) {
            return Ok(found.swap_remove(whole));
        }
        match found.len() {
            1 => Ok(found.swap_remove(0)),
            0 => refused(format!(
                "no event has the id {wanted:?}; `annals timeline` prints them"
            )),
            _ => {
                let ids: Vec<&str> = found.iter().take(6).map(|event| event.id.as_str()).collect();
                refused(format!("{wanted:?} may be {}: say more of it", ids.join(", ")))
            }
        }
    }

    fn events_beginning(&self, prefix: &str) -> Result<Vec<Event>> {
        if !prefix.starts_with("e-") {
            return Ok(Vec::new());
        }
        let connection = self.catalogue.lock();
        let names = SourceNames::load(&connection, &self.settings)?;
        let mut statement = connection.prepare_cached(
            "SELECT body FROM events WHERE substr(id, 1, length(?1)) = ?1
             UNION ALL SELECT body FROM hidden_events WHERE substr(id, 1, length(?1)) = ?1 LIMIT 50",
        )?;
        let mut rows = statement.query([prefix])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let body: EventRow = serde_json::from_str(row.get_ref(0)?.as_str().unwrap_or_default())?;
            found.push(body.event(&|key| names.name(key)));
        }
        Ok(found)
    }

    /// Events that an analyst hid, in order of time.
    pub fn hidden_events(&self) -> Result<Vec<Event>> {
        let connection = self.catalogue.lock();
        let names = SourceNames::load(&connection, &self.settings)?;
        let mut statement = connection.prepare_cached("SELECT body FROM hidden_events ORDER BY position")?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let body: EventRow = serde_json::from_str(row.get_ref(0)?.as_str().unwrap_or_default())?;
            found.push(body.event(&|key| names.name(key)));
        }
        Ok(found)
    }

    /// Decisions that the last compilation found no event for, with the reason.
    pub(crate) fn unplaced(&self) -> Result<HashMap<u64, String>> {
        let connection = self.catalogue.lock();
        let mut statement = connection.prepare_cached("SELECT decision, why FROM unplaced")?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, i64>(0)?.cast_unsigned(), row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Says that an event is right as it stands.
    pub fn confirm_event(&mut self, event: &str, at: Timestamp) -> Result<Event> {
        let event = self.event_called(event)?;
        self.decide(Action::ConfirmEvent(EventAction::of(&event)), at)?;
        self.now_at(&event)
    }

    /// Says what of an event was read wrongly.
    pub fn correct_event(&mut self, event: &str, to: &CorrectionText, at: Timestamp) -> Result<Event> {
        let event = self.event_called(event)?;
        let mut action = EventAction::of(&event);
        action.to = self.corrected_row(to)?;
        if action.to.is_empty() {
            return refused("say what is to be corrected".into());
        }
        self.decide(Action::CorrectEvent(action), at)?;
        self.now_at(&event)
    }

    /// Lists an event no more.
    pub fn hide_event(&mut self, event: &str, at: Timestamp) -> Result<Event> {
        let event = self.event_called(event)?;
        self.decide(Action::HideEvent(EventAction::of(&event)), at)?;
        self.now_at(&event)
    }

    /// Makes several events one.
    pub fn merge_events(&mut self, into: &str, others: &[String], at: Timestamp) -> Result<Event> {
        let into = self.event_called(into)?;
        let mut action = EventAction::of(&into);
        for other in others {
            let other = self.event_called(other)?;
            if other.id == into.id {
                return refused(format!("{} is named twice", other.id));
            }
            action.others.push(NamedEvent::of(&other));
        }
        self.decide(Action::MergeEvents(action), at)?;
        self.now_at(&into)
    }

    /// Takes claims out of an event, into one of their own: those of these articles, or of these sentences of them.
    pub fn split_event(
        &mut self,
        event: &str,
        claims: &[(CaptureId, Option<usize>)],
        at: Timestamp,
    ) -> Result<Event> {
        let event = self.event_called(event)?;
        let mut action = EventAction::of(&event);
        action.event.claims.clear();
        for (capture, sentence) in claims {
            let meant = |claim: &&Claim| {
                let citation = &claim.citation;
                citation.capture == *capture && sentence.is_none_or(|number| number == citation.number)
            };
            let found: Vec<CitedRow> = event.claims.iter().filter(meant).map(CitedRow::of).collect();
            if found.is_empty() {
                let sentence = sentence.map(|number| format!("#s{number}")).unwrap_or_default();
                return refused(format!("{capture}{sentence} is no claim of {}", event.id));
            }
            action.event.claims.extend(found);
        }
        let goes = |claim: &&Claim| {
            action
                .event
                .claims
                .iter()
                .any(|part| part.takes_along(claim, &event))
        };
        if event.claims.iter().filter(goes).count() == event.claims.len() {
            return refused(
                "these are all of its claims, with those of copies: nothing would be left".into(),
            );
        }
        let part = action.evidence();
        self.decide(Action::SplitEvent(action), at)?;
        self.holding(&part)
    }

    fn corrected_row(&self, to: &CorrectionText) -> Result<CorrectedRow> {
        if let Some(date) = to
            .date
            .as_ref()
            .filter(|date| CorrectedDates::parse(date).is_none())
        {
            return refused(format!(
                "{date:?} is no date; write 2026-03-04, 2026-03, 2026-03-04/2026-03-06 or none"
            ));
        }
        Ok(CorrectedRow {
            kind: to.kind.map(|kind| kind.as_str().to_owned()),
            date: to.date.clone(),
            place: to.place.as_ref().map(|place| self.party_row(place)),
            actors: to.actors.as_ref().map(|names| self.party_rows(names)),
            recipients: to.recipients.as_ref().map(|names| self.party_rows(names)),
            status: to.status.map(|status| status.as_str().to_owned()),
        })
    }

    fn party_rows(&self, names: &str) -> Vec<PartyRow> {
        let rows = names.split(';').map(|name| self.party_row(name));
        rows.filter(|row| !row.name.is_empty()).collect()
    }

    /// A name, and the one whom the chronicle knows by it, if there is just one.
    fn party_row(&self, name: &str) -> PartyRow {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        match name.as_str() {
            "" | "none" => PartyRow::default(),
            _ => match self.entity_called(&name) {
                Ok(entity) => PartyRow {
                    name: entity.name.clone(),
                    who: Some(Who::of(&entity)),
                },
                Err(_) => PartyRow { name, who: None },
            },
        }
    }

    /// The event that holds the first claim of what was an event before a decision.
    fn now_at(&self, before: &Event) -> Result<Event> {
        self.holding(&Evidence::of(before))
    }

    fn holding(&self, evidence: &Evidence) -> Result<Event> {
        let gone = || Error::new(ErrorKind::NotFound, "the event is gone".to_owned());
        let first = evidence.0.first().ok_or_else(gone)?;
        let shown = self.events_citing(first.capture)?;
        let hidden = self.hidden_events()?;
        let holds = |event: &Event| event.claims.iter().any(|claim| CitedClaim::of(claim) == *first);
        shown.into_iter().chain(hidden).find(holds).ok_or_else(gone)
    }
}

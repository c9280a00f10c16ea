//! Events and entities of the chronicle, as they were last compiled.

use annals_annotate::{EventKind, Status};
use annals_archive::CaptureId;
use annals_chronicle::{Entity, EntityKind, Event};
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, ToSql};

use crate::listing::sql_limit;
use crate::rows::{EntityRow, EventRow};
use crate::sources::SourceNames;
use crate::{Annals, Error, ErrorKind, Result};

/// Which events.
#[derive(Clone, Debug, Default)]
pub struct TimelineQuery {
    /// An entity by id or by name (any form, ignoring case).
    pub entity: Option<String>,
    /// Of one kind.
    pub kind: Option<EventKind>,
    /// Of one status.
    pub status: Option<Status>,
    /// Told by one source: its name or key.
    pub source: Option<String>,
    /// That may have lasted until this day or longer.
    pub from: Option<Date>,
    /// That may have begun on this day or before.
    pub until: Option<Date>,
    /// How many to leave out at the beginning.
    pub offset: usize,
    /// 0: all.
    pub limit: usize,
}

/// Conditions with their values.
#[derive(Default)]
pub(crate) struct Filter {
    conditions: Vec<String>,
    values: Vec<Box<dyn ToSql>>,
}

impl Filter {
    /// Adds a condition in which `{}` stands for the value.
    pub(crate) fn require(&mut self, condition: &str, value: impl ToSql + 'static) {
        self.values.push(Box::new(value));
        self.conditions
            .push(condition.replace("{}", &format!("?{}", self.values.len())));
    }

    pub(crate) fn condition(&self) -> String {
        if self.conditions.is_empty() {
            "1".into()
        } else {
            self.conditions.join(" AND ")
        }
    }

    pub(crate) fn values(&self) -> Vec<&dyn ToSql> {
        self.values.iter().map(|value| &**value).collect()
    }
}

impl Annals {
    /// Events in order of time, and how many there are in all. Events without a date stand last, and not at all where
    /// days are asked for. An entity or source that does not exist is an error.
    pub fn timeline(&self, query: &TimelineQuery) -> Result<(Vec<Event>, usize)> {
        let filter = self.filter(query)?;
        let connection = self.catalogue.lock();
        let (condition, values) = (filter.condition(), filter.values());
        let (limit, offset) = (sql_limit(query.limit), query.offset);
        let page = format!("WHERE {condition} ORDER BY position LIMIT {limit} OFFSET {offset}");
        let events = self.events(&connection, &page, &values)?;
        let mut total = connection.prepare(&format!("SELECT count(*) FROM events WHERE {condition}"))?;
        Ok((events, total.query_row(&values[..], |row| row.get(0))?))
    }

    pub(crate) fn filter(&self, query: &TimelineQuery) -> Result<Filter> {
        let mut filter = Filter::default();
        if let Some(wanted) = &query.entity {
            let entities = self.entities_called(wanted)?;
            let list = entities
                .iter()
                .map(|id| format!("'{}'", id.replace('\'', "''")))
                .collect::<Vec<_>>()
                .join(",");
            filter.conditions.push(format!(
                "position IN (SELECT event FROM event_entities WHERE entity IN ({list}))"
            ));
        }
        if let Some(source) = &query.source {
            let key = self.find_source(source)?.key;
            filter.require(
                "position IN (SELECT event FROM event_captures WHERE source = {})",
                key,
            );
        }
        if let Some(kind) = query.kind {
            filter.require("kind = {}", kind.as_str());
        }
        if let Some(status) = query.status {
            filter.require("status = {}", status.as_str());
        }
        if let Some(from) = query.from {
            filter.require("coalesce(last, first) >= {}", from.to_string());
        }
        if let Some(until) = query.until {
            filter.require("coalesce(first, last) <= {}", until.to_string());
        }
        Ok(filter)
    }

    /// The ids of the entities with this id or name.
    fn entities_called(&self, wanted: &str) -> Result<Vec<String>> {
        let connection = self.catalogue.lock();
        let mut statement = connection.prepare_cached(
            "SELECT id FROM entities WHERE id = ?1 UNION SELECT entity FROM entity_forms WHERE form = ?2 ORDER BY 1",
        )?;
        let rows = statement.query_map((wanted.trim(), wanted.trim().to_lowercase()), |row| row.get(0))?;
        let found: Vec<String> = rows.collect::<rusqlite::Result<_>>()?;
        match found.is_empty() {
            true => Err(Error::new(
                ErrorKind::NotFound,
                format!("nobody and nothing in the chronicle is called {wanted:?}"),
            )),
            false => Ok(found),
        }
    }

    /// One event.
    pub fn event(&self, id: &str) -> Result<Option<Event>> {
        Ok(self
            .events(&self.catalogue.lock(), "WHERE id = ?1", &[&id])?
            .pop())
    }

    /// Events that are part of this one (the stays of a trip).
    pub fn parts(&self, id: &str) -> Result<Vec<Event>> {
        self.events(
            &self.catalogue.lock(),
            "WHERE parent = ?1 ORDER BY position",
            &[&id],
        )
    }

    /// Events that cite a capture.
    pub(crate) fn events_citing(&self, capture: CaptureId) -> Result<Vec<Event>> {
        let condition =
            "WHERE position IN (SELECT event FROM event_captures WHERE capture = ?1) ORDER BY position";
        self.events(&self.catalogue.lock(), condition, &[&capture.to_string()])
    }

    fn events(&self, connection: &Connection, condition: &str, values: &[&dyn ToSql]) -> Result<Vec<Event>> {
        let names = SourceNames::load(connection, &self.settings)?;
        let mut statement = connection.prepare(&format!("SELECT body FROM events {condition}"))?;
        let mut rows = statement.query(values)?;
        let mut events = Vec::new();
        while let Some(row) = rows.next()? {
            let body: EventRow = serde_json::from_str(row.get_ref(0)?.as_str().unwrap_or_default())?;
            events.push(body.event(&|key| names.name(key)));
        }
        Ok(events)
    }

    /// One entity.
    pub fn entity(&self, id: &str) -> Result<Option<Entity>> {
        let connection = self.catalogue.lock();
        let mut statement = connection.prepare_cached("SELECT body FROM entities WHERE id = ?1")?;
        let body: Option<String> = statement.query_row([id], |row| row.get(0)).optional()?;
        body.map(|body| Ok(serde_json::from_str::<EntityRow>(&body)?.entity()))
            .transpose()
    }

    /// Entities by number of events, most first. A limit of 0 lists all.
    pub fn entities(
        &self,
        kind: Option<EntityKind>,
        offset: usize,
        limit: usize,
    ) -> Result<Vec<(Entity, usize)>> {
        let connection = self.catalogue.lock();
        let mut statement = connection.prepare_cached(
            "SELECT body, events FROM entities WHERE ?1 IS NULL OR kind = ?1 ORDER BY events DESC, id LIMIT ?2 OFFSET ?3",
        )?;
        let mut rows = statement.query((kind.map(EntityKind::as_str), sql_limit(limit), offset))?;
        let mut entities = Vec::new();
        while let Some(row) = rows.next()? {
            let body: EntityRow = serde_json::from_str(row.get_ref(0)?.as_str().unwrap_or_default())?;
            entities.push((body.entity(), row.get(1)?));
        }
        Ok(entities)
    }
}

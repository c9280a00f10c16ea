//! Counts over the chronicle, for strips, maps and the page of a name: events by their days, by where they took place, and
//! by who else is in them. Counted by the database; no event is read.

use std::collections::HashMap;

use annals_chronicle::{Entity, EntityKind, OnEarth};
use jiff::civil::Date;
use rusqlite::Row;

use crate::rows::EntityRow;
use crate::{Annals, Result, TimelineQuery};

impl Annals {
    /// The first and last day of the events asked for, with how many have the same two, in order; without those that have
    /// no date. `limit` and `offset` of the query do not count.
    pub fn events_by_days(&self, query: &TimelineQuery) -> Result<Vec<(Date, Date, usize)>> {
        let filter = self.filter(query)?;
        let connection = self.catalogue.lock();
        let mut statement = connection.prepare(&format!(
            "SELECT coalesce(first, last) AS a, coalesce(last, first) AS b, count(*) FROM events \
             WHERE a IS NOT NULL AND {} GROUP BY a, b ORDER BY a, b",
            filter.condition()
        ))?;
        let mut rows = statement.query(&filter.values()[..])?;
        let mut days = Vec::new();
        while let Some(row) = rows.next()? {
            let day = |at| Ok::<_, rusqlite::Error>(row.get_ref(at)?.as_str().unwrap_or_default().parse());
            if let (Ok(first), Ok(last)) = (day(0)?, day(1)?) {
                days.push((first, last, row.get(2)?));
            }
        }
        Ok(days)
    }

    /// Where the events asked for took place, most events first. `limit` and `offset` of the query do not count.
    pub fn events_by_place(&self, query: &TimelineQuery) -> Result<Vec<(Entity, usize)>> {
        let filter = self.filter(query)?;
        let connection = self.catalogue.lock();
        let mut statement = connection.prepare(&format!(
            "SELECT entities.body, places.number FROM (\
               SELECT json_extract(body, '$.place.entity') AS place, count(*) AS number FROM events \
               WHERE {} GROUP BY place) AS places \
             JOIN entities ON entities.id = places.place ORDER BY places.number DESC, entities.id",
            filter.condition()
        ))?;
        let mut rows = statement.query(&filter.values()[..])?;
        let mut places = Vec::new();
        while let Some(row) = rows.next()? {
            places.push(counted(row)?);
        }
        Ok(places)
    }

    /// Where all places are whose whereabouts are known, by their ids.
    pub fn located(&self) -> Result<HashMap<String, OnEarth>> {
        let places = self.entities(Some(EntityKind::Place), 0, 0)?;
        let located = places.into_iter().filter_map(|(place, _)| {
            let located = place.located()?;
            Some((place.id, located))
        });
        Ok(located.collect())
    }

    /// Who and what is named in the same events as an entity, most often first.
    pub fn companions(&self, entity: &str, limit: usize) -> Result<Vec<(Entity, usize)>> {
        let connection = self.catalogue.lock();
        let mut statement = connection.prepare_cached(
            "SELECT entities.body, count(*) AS number FROM event_entities AS own \
             JOIN event_entities AS other ON other.event = own.event AND other.entity <> own.entity \
             JOIN entities ON entities.id = other.entity \
             WHERE own.entity = ?1 GROUP BY other.entity ORDER BY number DESC, other.entity LIMIT ?2",
        )?;
        let mut rows = statement.query((entity, limit))?;
        let mut companions = Vec::new();
        while let Some(row) = rows.next()? {
            companions.push(counted(row)?);
        }
        Ok(companions)
    }
}

fn counted(row: &Row) -> Result<(Entity, usize)> {
    let body: EntityRow = serde_json::from_str(row.get_ref(0)?.as_str().unwrap_or_default())?;
    Ok((body.entity(), row.get(1)?))
}

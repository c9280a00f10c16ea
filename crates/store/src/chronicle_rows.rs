//! Puts a compiled chronicle into the catalogue. Only rows that differ from those that lie there are written: an article
//! more changes a few events, and writing all of them again would take most of a build. The rows depend on the chronicle
//! alone, not on what lay there before.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{Hash, Hasher};

use annals_archive::CaptureId;
use annals_chronicle::{Claim, Compiled, Entity, Event, Party, PlacedEvent};
use rusqlite::Connection;
use rustc_hash::FxHasher;

use crate::Result;
use crate::catalogue::{EVENT_INDEXES, number};
use crate::rows::{EntityRow, EventRow, printed};

/// Where more rows than this change, all are written anew, so that no more are held in memory.
const MOST_CHANGED: usize = 20_000;

/// Writes the chronicle in place of the one that is there.
pub(crate) fn write(connection: &Connection, compiled: &Compiled) -> Result<()> {
    match Changed::since(written(connection)?, compiled) {
        Some(changed) => changed.write(connection)?,
        None => write_all(connection, compiled)?,
    }
    write_entities(connection, &compiled.entities, &counts(connection)?)?;
    write_decided(connection, compiled)
}

/// Has the next chronicle written anew to the last row.
pub(crate) fn forget(connection: &Connection) -> Result<()> {
    connection.execute("DELETE FROM event_digests", [])?;
    Ok(())
}

/// Digests of the events that lie in the catalogue, by place. None at all if there is one without.
fn written(connection: &Connection) -> Result<HashMap<i64, Option<u64>>> {
    let mut statement = connection.prepare("SELECT event, digest FROM event_digests")?;
    let rows = statement.query_map([], |row| {
        Ok((row.get(0)?, row.get::<_, Option<i64>>(1)?.map(i64::cast_unsigned)))
    })?;
    let written: HashMap<_, _> = rows.collect::<rusqlite::Result<_>>()?;
    let events = number(connection, "SELECT count(*) FROM events")?;
    let whole = written.len() as i64 == events;
    Ok(if whole { written } else { HashMap::new() })
}

/// In how many events each entity takes part.
fn counts(connection: &Connection) -> Result<HashMap<String, usize>> {
    let mut statement = connection.prepare("SELECT entity, count(*) FROM event_entities GROUP BY entity")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Writes all events. What is found by entity or by capture is put in at the end, in the order of its table: put in with
/// each event, it would fall on another page of the table every time, which costs the more the larger the folder is.
fn write_all(connection: &Connection, compiled: &Compiled) -> Result<()> {
    connection.execute_batch(
        "DELETE FROM events; DELETE FROM event_digests; DELETE FROM event_entities; DELETE FROM event_captures;
         DROP INDEX IF EXISTS event_captures_by_event; DROP INDEX IF EXISTS events_by_parent;",
    )?;
    let mut pointers = Pointers::default();
    for placed in compiled.placed_events() {
        let event = placed.event();
        insert_event(connection, &placed, &event)?;
        pointers.add(placed.place, &event);
    }
    pointers.write(connection)?;
    Ok(connection.execute_batch(EVENT_INDEXES)?)
}

/// What points to events: entities, and captures with their sources. Each name is kept once.
#[derive(Default)]
struct Pointers {
    names: BTreeMap<String, u32>,
    entities: Vec<(u32, i64)>,
    captures: Vec<(CaptureId, i64, u32)>,
}

impl Pointers {
    fn add(&mut self, place: i64, event: &Event) {
        for entity in entities_of(event) {
            let entity = self.number(&entity);
            self.entities.push((entity, place));
        }
        for claim in &event.claims {
            let source = self.number(&claim.source);
            self.captures.push((claim.citation.capture, place, source));
        }
    }

    fn number(&mut self, name: &str) -> u32 {
        let next = self.names.len() as u32;
        self.names.get(name).copied().unwrap_or_else(|| {
            self.names.insert(name.to_owned(), next);
            next
        })
    }

    fn write(mut self, connection: &Connection) -> Result<()> {
        let mut names = vec![("", 0); self.names.len()];
        for (rank, (name, &number)) in self.names.iter().enumerate() {
            names[number as usize] = (name.as_str(), rank);
        }
        let mut statement = connection.prepare_cached(INSERT_ENTITY)?;
        self.entities
            .sort_unstable_by_key(|&(entity, place)| (names[entity as usize].1, place));
        for (entity, place) in self.entities {
            statement.execute((names[entity as usize].0, place))?;
        }
        let mut statement = connection.prepare_cached(INSERT_CAPTURE)?;
        let mut captures: Vec<(String, i64, u32)> = (self.captures.iter())
            .map(|&(capture, place, source)| (capture.to_string(), place, source))
            .collect();
        // Of several claims of one page the first one counts: the order is stable.
        captures.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
        for (capture, place, source) in captures {
            statement.execute((capture, place, names[source as usize].0))?;
        }
        Ok(())
    }
}

const INSERT_ENTITY: &str = "INSERT INTO event_entities VALUES (?1, ?2)";
const INSERT_CAPTURE: &str = "INSERT OR IGNORE INTO event_captures VALUES (?1, ?2, ?3)";

/// What differs from the catalogue.
struct Changed<'a> {
    /// Places whose rows are gone or differ.
    outdated: Vec<i64>,
    new: Vec<PlacedEvent<'a>>,
}

impl<'a> Changed<'a> {
    /// `None` if too much differs.
    fn since(mut written: HashMap<i64, Option<u64>>, compiled: &'a Compiled) -> Option<Self> {
        let (mut outdated, mut new) = (Vec::new(), Vec::new());
        if written.is_empty() {
            return None;
        }
        for placed in compiled.placed_events() {
            match (written.remove(&placed.place), placed.digest()) {
                (Some(Some(known)), Some(digest)) if known == digest => continue,
                (Some(_), _) => outdated.push(placed.place),
                (None, _) => {}
            }
            new.push(placed);
            if new.len() > MOST_CHANGED {
                return None;
            }
        }
        outdated.extend(written.into_keys());
        Some(Changed { outdated, new })
    }

    fn write(self, connection: &Connection) -> Result<()> {
        for place in self.outdated {
            remove(connection, place)?;
        }
        self.new.iter().try_for_each(|placed| insert(connection, placed))
    }
}

fn body(event: &Event) -> Result<String> {
    Ok(serde_json::to_string(&EventRow::of(event))?)
}

fn digest(body: &str) -> u64 {
    let mut hasher = FxHasher::default();
    body.hash(&mut hasher);
    hasher.finish()
}

/// The entities that take part in an event, or did so by one of its claims.
fn entities_of(event: &Event) -> BTreeSet<String> {
    let parties = event.actors.iter().chain(&event.recipients).chain(&event.place);
    let claimed = event.claims.iter().flat_map(|claim| still_named(event, claim));
    let all = parties.chain(claimed);
    all.filter_map(|party| party.entity.clone()).collect()
}

/// Those whom a claim names, as far as no analyst said otherwise.
fn still_named<'a>(event: &Event, claim: &'a Claim) -> impl Iterator<Item = &'a Party> {
    let stands = |field| !event.review.corrects(field);
    let actors = stands("actors").then_some(&claim.actors);
    let recipients = stands("recipients").then_some(&claim.recipients);
    let place = claim.place.iter().filter(move |_| stands("place"));
    actors.into_iter().chain(recipients).flatten().chain(place)
}

fn insert(connection: &Connection, placed: &PlacedEvent<'_>) -> Result<()> {
    let event = placed.event();
    insert_event(connection, placed, &event)?;
    let mut statement = connection.prepare_cached(INSERT_ENTITY)?;
    for entity in entities_of(&event) {
        statement.execute((entity, placed.place))?;
    }
    let mut statement = connection.prepare_cached(INSERT_CAPTURE)?;
    for claim in &event.claims {
        statement.execute((claim.citation.capture.to_string(), placed.place, &claim.source))?;
    }
    Ok(())
}

/// The event and its digest, without what points to it.
fn insert_event(connection: &Connection, placed: &PlacedEvent<'_>, event: &Event) -> Result<()> {
    connection
        .prepare_cached("INSERT INTO events VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?
        .execute((
            placed.place,
            &event.id,
            event.kind.as_str(),
            event.status.as_str(),
            printed(event.first),
            printed(event.last),
            &event.parent,
            body(event)?,
        ))?;
    connection
        .prepare_cached("INSERT INTO event_digests VALUES (?1, ?2)")?
        .execute((placed.place, placed.digest().map(u64::cast_signed)))?;
    Ok(())
}

/// Takes an event out, with what points to it.
fn remove(connection: &Connection, place: i64) -> Result<()> {
    let mut statement = connection.prepare_cached("SELECT body FROM events WHERE position = ?1")?;
    let old: String = statement.query_row([place], |row| row.get(0))?;
    let old = serde_json::from_str::<EventRow>(&old)?.event(&|key| key);
    let mut statement =
        connection.prepare_cached("DELETE FROM event_entities WHERE entity = ?1 AND event = ?2")?;
    for entity in entities_of(&old) {
        statement.execute((entity, place))?;
    }
    for query in [
        "DELETE FROM event_captures WHERE event = ?1",
        "DELETE FROM event_digests WHERE event = ?1",
        "DELETE FROM events WHERE position = ?1",
    ] {
        connection.prepare_cached(query)?.execute([place])?;
    }
    Ok(())
}

/// Writes the entities that differ from those in the catalogue, and takes out those that are no more.
fn write_entities(
    connection: &Connection,
    entities: &[Entity],
    counts: &HashMap<String, usize>,
) -> Result<()> {
    let mut statement = connection.prepare("SELECT id, body, events FROM entities")?;
    let mut rows = statement.query([])?;
    let mut kept: HashMap<String, (u64, usize)> = HashMap::new();
    while let Some(row) = rows.next()? {
        let seen = (digest(row.get_ref(1)?.as_str().unwrap_or_default()), row.get(2)?);
        kept.insert(row.get(0)?, seen);
    }
    for entity in entities {
        let body = serde_json::to_string(&EntityRow::of(entity))?;
        let events = counts.get(&entity.id).copied().unwrap_or(0);
        match kept.remove(&entity.id) {
            Some(seen) if seen == (digest(&body), events) => continue,
            Some(_) => remove_entity(connection, &entity.id)?,
            None => {}
        }
        insert_entity(connection, entity, events, &body)?;
    }
    kept.keys().try_for_each(|id| remove_entity(connection, id))
}

fn insert_entity(connection: &Connection, entity: &Entity, events: usize, body: &str) -> Result<()> {
    connection
        .prepare_cached("INSERT INTO entities VALUES (?1, ?2, ?3, ?4)")?
        .execute((&entity.id, entity.kind.as_str(), events, body))?;
    let mut statement = connection.prepare_cached("INSERT OR IGNORE INTO entity_forms VALUES (?1, ?2)")?;
    for form in forms(entity) {
        statement.execute((form, &entity.id))?;
    }
    Ok(())
}

fn remove_entity(connection: &Connection, id: &str) -> Result<()> {
    let mut statement = connection.prepare_cached("SELECT body FROM entities WHERE id = ?1")?;
    let old: String = statement.query_row([id], |row| row.get(0))?;
    let old = serde_json::from_str::<EntityRow>(&old)?.entity();
    let mut statement =
        connection.prepare_cached("DELETE FROM entity_forms WHERE form = ?1 AND entity = ?2")?;
    for form in forms(&old) {
        statement.execute((form, id))?;
    }
    connection
        .prepare_cached("DELETE FROM entities WHERE id = ?1")?
        .execute([id])?;
    Ok(())
}

/// How an entity is found.
fn forms(entity: &Entity) -> impl Iterator<Item = String> {
    let forms = entity.forms.iter().map(|(form, _)| form).chain([&entity.name]);
    forms.map(|form| form.to_lowercase())
}

/// What came of decisions about events: those that are hidden, and decisions that find none.
fn write_decided(connection: &Connection, compiled: &Compiled) -> Result<()> {
    connection.execute_batch("DELETE FROM hidden_events; DELETE FROM unplaced;")?;
    let mut statement = connection.prepare_cached("INSERT INTO hidden_events VALUES (?1, ?2, ?3)")?;
    for (position, event) in compiled.hidden().enumerate() {
        statement.execute((&event.id, position, body(&event)?))?;
    }
    let mut statement = connection.prepare_cached("INSERT INTO unplaced VALUES (?1, ?2)")?;
    for unplaced in compiled.unplaced() {
        statement.execute((unplaced.number.cast_signed(), &unplaced.why))?;
    }
    Ok(())
}

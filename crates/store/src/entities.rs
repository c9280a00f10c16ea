//! People, bodies and places of the chronicle: finding one by id or name, and which of them may be one.

use annals_chronicle::{Entity, EntityKind};

use crate::rows::EntityRow;
use crate::{Annals, Error, ErrorKind, Result};

/// Two entities that may be one, for an analyst to decide.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The one that more is known of.
    pub into: Entity,
    /// The other.
    pub other: Entity,
    /// Whether the rules of names are sure.
    pub sure: bool,
    /// Why, in words.
    pub why: &'static str,
}

/// How many of several are named in a message.
const SHOWN: usize = 6;

impl Annals {
    /// The one entity with this id, the beginning of an id, or this printed form (case does not count). Error if nobody or
    /// several are called so.
    pub fn entity_called(&self, wanted: &str) -> Result<Entity> {
        let wanted = wanted.trim();
        if let Some(entity) = self.entity(&wanted.to_lowercase())? {
            return known(entity);
        }
        let mut found = self.entities_with(
            "WHERE substr(id, 1, length(?1)) = ?1 AND ?1 LIKE '_-_%' ORDER BY id LIMIT 50",
            &wanted.to_lowercase(),
        )?;
        if found.is_empty() {
            found = self.entities_with(
                "WHERE id IN (SELECT entity FROM entity_forms WHERE form = ?1) ORDER BY events DESC, id LIMIT 50",
                &wanted.to_lowercase(),
            )?;
        }
        let exact = |entity: &Entity| entity.name.to_lowercase() == wanted.to_lowercase();
        if found.len() > 1 && found.iter().filter(|entity| exact(entity)).count() == 1 {
            found.retain(exact);
        }
        match found.len() {
            0 => Err(Error::new(
                ErrorKind::NotFound,
                format!(
                    "nobody and nothing in the chronicle is called {wanted:?}; `annals entity list` shows who is"
                ),
            )),
            1 => known(found.remove(0)),
            _ => Err(several(wanted, &found)),
        }
    }

    /// Entities with `words` in a printed form, most events first; all of them if there are no words. A limit of 0: all.
    pub fn entities_like(
        &self,
        words: &str,
        kind: Option<EntityKind>,
        limit: usize,
    ) -> Result<Vec<(Entity, usize)>> {
        let words = words.trim().to_lowercase();
        let all = self.entities(kind, 0, if words.is_empty() { limit } else { 0 })?;
        let fits = |(entity, _): &(Entity, usize)| {
            let mut forms = entity.forms.iter().map(|(form, _)| form).chain([&entity.name]);
            words.is_empty() || forms.any(|form| form.to_lowercase().contains(&words))
        };
        let limit = if limit == 0 { usize::MAX } else { limit };
        Ok(all.into_iter().filter(fits).take(limit).collect())
    }

    /// Pairs that may be one, surest first, and how many there are in all. A limit of 0: all.
    pub fn suggestions(&self, limit: usize) -> Result<(Vec<Pair>, usize)> {
        let entities: Vec<Entity> = self
            .entities(None, 0, 0)?
            .into_iter()
            .map(|(entity, _)| entity)
            .collect();
        let (decisions, _) = self.decisions_in_force()?;
        let found = annals_chronicle::suggestions(&entities, &decisions);
        let all = found.len();
        let limit = if limit == 0 { usize::MAX } else { limit };
        let pairs = found.into_iter().take(limit).map(|found| Pair {
            into: found.into.clone(),
            other: found.other.clone(),
            sure: found.sure,
            why: found.why,
        });
        Ok((pairs.collect(), all))
    }

    fn entities_with(&self, condition: &str, value: &str) -> Result<Vec<Entity>> {
        let connection = self.catalogue.lock();
        let mut statement = connection.prepare_cached(&format!("SELECT body FROM entities {condition}"))?;
        let mut rows = statement.query([value])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let body: EntityRow = serde_json::from_str(row.get_ref(0)?.as_str().unwrap_or_default())?;
            found.push(body.entity());
        }
        Ok(found)
    }
}

/// An entity that decisions can be about.
fn known(entity: Entity) -> Result<Entity> {
    match entity.key.is_empty() {
        true => Err(Error::new(
            ErrorKind::NotFound,
            "the chronicle was built by an earlier version; run `annals build --from chronicle` first",
        )),
        false => Ok(entity),
    }
}

fn several(wanted: &str, found: &[Entity]) -> Error {
    let shown: Vec<String> = found
        .iter()
        .take(SHOWN)
        .map(|entity| format!("{} ({})", entity.name, entity.id))
        .collect();
    let more = if found.len() > SHOWN { ", ..." } else { "" };
    Error::new(
        ErrorKind::NotFound,
        format!("{wanted:?} may be {}{more}: use the id", shown.join(", ")),
    )
}

//! What an id, or the beginning of one, names.

use annals_archive::CaptureId;
use rusqlite::Connection;

use crate::evidence::capture_id;
use crate::{Annals, Error, ErrorKind, Result};

/// Whatever an id or its prefix names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// An article, by its capture.
    Article(CaptureId),
    /// An event of the chronicle.
    Event(String),
    /// An entity of the chronicle.
    Entity(String),
}

/// How many of several are named in the message.
const SHOWN: usize = 8;

impl Annals {
    /// What an id, or a prefix of one, names. A whole id wins over those it begins. Error if nothing or several.
    pub fn resolve(&self, id: &str) -> Result<Named> {
        let id = id.trim().to_lowercase();
        let connection = self.catalogue.lock();
        let mut found = with_prefix(&connection, &id)?;
        if let Some(whole) = found.iter().position(|(name, _)| *name == id) {
            return Ok(found.swap_remove(whole).1);
        }
        match found.len() {
            1 => Ok(found.swap_remove(0).1),
            0 => Err(Error::new(
                ErrorKind::NotFound,
                format!("no article, event or entity has the id {id:?}"),
            )),
            _ => Err(Error::new(ErrorKind::NotFound, ambiguous(&id, &found))),
        }
    }
}

fn with_prefix(connection: &Connection, prefix: &str) -> Result<Vec<(String, Named)>> {
    let mut found = Vec::new();
    if prefix.is_empty() {
        return Ok(found);
    }
    type Name = fn(String) -> Named;
    let named: [(&str, Name); 3] = [
        ("SELECT capture FROM captures WHERE capture", |id| {
            Named::Article(capture_id(&id))
        }),
        ("SELECT id FROM events WHERE id", Named::Event),
        ("SELECT id FROM entities WHERE id", Named::Entity),
    ];
    for (query, name) in named {
        let query = format!(
            "{query} >= ?1 AND substr({}, 1, length(?1)) = ?1 ORDER BY 1 LIMIT 50",
            column(query)
        );
        let mut statement = connection.prepare_cached(&query)?;
        for id in statement.query_map([prefix], |row| row.get::<_, String>(0))? {
            let id = id?;
            found.push((id.clone(), name(id)));
        }
    }
    Ok(found)
}

/// The column that a query asks for.
fn column(query: &str) -> &str {
    query.rsplit(' ').next().unwrap_or_default()
}

fn ambiguous(id: &str, found: &[(String, Named)]) -> String {
    let kind = |named: &Named| match named {
        Named::Article(_) => "article",
        Named::Event(_) => "event",
        Named::Entity(_) => "entity",
    };
    let shown: Vec<String> = found
        .iter()
        .take(SHOWN)
        .map(|(name, named)| format!("{} {name}", kind(named)))
        .collect();
    let more = if found.len() > SHOWN { ", ..." } else { "" };
    format!("{id:?} may be {}{more}: say more of it", shown.join(", "))
}

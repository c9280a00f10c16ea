//! Lists that are read on from where a reader stopped, whatever was added or built since: the last entry that was read
//! says where to go on, not its number. For programs that read whole lists in pieces, and for exports, which hold no list in
//! memory. Lists that people leaf through have numbered pages: `listing.rs`, `timeline.rs`.

use annals_archive::CaptureId;
use annals_chronicle::{Entity, EntityKind, Event};
use annals_extract::{Article, Omitted};
use jiff::civil::Date;
use rusqlite::OptionalExtension;

use crate::evidence::{Evidence, Kept, damaged};
use crate::listing::{Listed, listed};
use crate::rows::{EntityRow, EventRow};
use crate::sources::SourceNames;
use crate::timeline::Filter;
use crate::versions::{COMPARED, Stored, rank};
use crate::{Annals, Changed, ChangesQuery, Error, ErrorKind, Result, TimelineQuery, repeats};

/// Which articles.
#[derive(Clone, Debug, Default)]
pub struct ArticlesQuery {
    /// Of one source: its name, number or key.
    pub source: Option<String>,
    /// Published on this day or later.
    pub from: Option<Date>,
    /// Published on this day or before.
    pub until: Option<Date>,
}

/// An event and its place in the order of all, which it keeps when others come in before or behind it.
#[derive(Clone, Debug)]
pub struct Placed {
    /// Where to go on behind it.
    pub place: i64,
    /// The event.
    pub event: Event,
}

/// An article as it was read from its capture, without layers.
#[derive(Clone, Debug)]
pub struct Extracted {
    /// The article as lists show it.
    pub listed: Listed,
    /// The article.
    pub article: Article,
    /// What of the page is not part of it.
    pub omitted: Vec<Omitted>,
    /// Where the bytes lie.
    pub evidence: Evidence,
}

impl Annals {
    /// Up to `limit` events in order of time, behind the one at place `after`. Offset and limit of the query do not count.
    pub fn events_behind(
        &self,
        query: &TimelineQuery,
        after: Option<i64>,
        limit: usize,
    ) -> Result<Vec<Placed>> {
        let mut filter = self.filter(query)?;
        filter.require("position > {}", after.unwrap_or(i64::MIN));
        let connection = self.catalogue.lock();
        let names = SourceNames::load(&connection, &self.settings)?;
        let mut statement = connection.prepare_cached(&format!(
            "SELECT position, body FROM events WHERE {} ORDER BY position LIMIT {limit}",
            filter.condition()
        ))?;
        let mut rows = statement.query(&filter.values()[..])?;
        let mut events = Vec::new();
        while let Some(row) = rows.next()? {
            let body: EventRow = serde_json::from_str(row.get_ref(1)?.as_str().unwrap_or_default())?;
            events.push(Placed {
                place: row.get(0)?,
                event: body.event(&|key| names.name(key)),
            });
        }
        Ok(events)
    }

    /// Up to `limit` articles behind `after`: newest publication first, undated last, the newest version of each.
    pub fn articles_behind(
        &self,
        query: &ArticlesQuery,
        after: Option<CaptureId>,
        limit: usize,
    ) -> Result<Vec<Listed>> {
        let source = query
            .source
            .as_deref()
            .map(|source| self.find_source(source))
            .transpose()?;
        let connection = self.catalogue.lock();
        let names = SourceNames::load(&connection, &self.settings)?;
        let after: Option<(Option<String>, i64)> = match after {
            None => None,
            Some(capture) => Some(
                connection
                    .prepare_cached(
                        "SELECT a.published, a.id FROM articles a JOIN captures c USING (id) WHERE c.capture = ?1",
                    )?
                    .query_row([capture.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))
                    .optional()?
                    .ok_or_else(|| no_such_place(capture))?,
            ),
        };
        let common = || {
            let mut filter = Filter::default();
            filter.require("a.newest = {}", 1);
            if let Some(source) = &source {
                filter.require("a.source = {}", source.id);
            }
            filter
        };
        let mut found = Vec::new();
        if after.as_ref().is_none_or(|(published, _)| published.is_some()) {
            let mut dated = common();
            dated.require(
                "a.published >= {}",
                query.from.map_or(String::new(), |day| day.to_string()),
            );
            if let Some(until) = query.until {
                dated.require("a.published <= {}", until.to_string());
            }
            if let Some((Some(published), id)) = &after {
                dated.require("a.published <= {}", published.clone());
                dated.require(&format!("(a.published < {{}} OR a.id < {id})"), published.clone());
            }
            let condition = format!(
                "{} ORDER BY a.published DESC, a.id DESC LIMIT {limit}",
                dated.condition()
            );
            found = listed(&connection, &names, &condition, &dated.values())?;
        }
        if found.len() < limit && query.from.is_none() && query.until.is_none() {
            let mut undated = common();
            if let Some((None, id)) = &after {
                undated.require("a.id < {}", *id);
            }
            let condition = format!(
                "a.published IS NULL AND {} ORDER BY a.id DESC LIMIT {}",
                undated.condition(),
                limit - found.len()
            );
            found.extend(listed(&connection, &names, &condition, &undated.values())?);
        }
        Ok(found)
    }

    /// Up to `limit` entities, with the number of their events: most events first. Behind the one with so many events and
    /// this id; of one kind, and with one printed form (ignoring case), where these are given.
    pub fn entities_behind(
        &self,
        kind: Option<EntityKind>,
        form: Option<&str>,
        after: Option<(usize, String)>,
        limit: usize,
    ) -> Result<Vec<(Entity, usize)>> {
        let mut filter = Filter::default();
        if let Some(kind) = kind {
            filter.require("kind = {}", kind.as_str());
        }
        if let Some(form) = form {
            let form = form.trim().to_lowercase();
            filter.require("id IN (SELECT entity FROM entity_forms WHERE form = {})", form);
        }
        if let Some((events, id)) = after {
            filter.require("events <= {}", events);
            filter.require(&format!("(events < {events} OR id > {{}})"), id);
        }
        let connection = self.catalogue.lock();
        let mut statement = connection.prepare_cached(&format!(
            "SELECT body, events FROM entities WHERE {} ORDER BY events DESC, id LIMIT {limit}",
            filter.condition()
        ))?;
        let mut rows = statement.query(&filter.values()[..])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let body: EntityRow = serde_json::from_str(row.get_ref(0)?.as_str().unwrap_or_default())?;
            found.push((body.entity(), row.get(1)?));
        }
        Ok(found)
    }

    /// Up to `limit` captures behind `after`, in the order in which they were kept.
    pub fn captures_behind(
        &self,
        after: Option<CaptureId>,
        limit: usize,
    ) -> Result<Vec<(CaptureId, Evidence)>> {
        let connection = self.catalogue.lock();
        let number = match after {
            None => i64::MIN,
            Some(capture) => {
                Kept::find(&connection, capture)?
                    .ok_or_else(|| no_such_place(capture))?
                    .id
            }
        };
        let kept = Kept::after(&connection, number, limit)?;
        Ok(kept
            .into_iter()
            .map(|kept| (kept.capture, kept.evidence()))
            .collect())
    }

    /// Up to `limit` changes behind the one that `after` is the newer capture of: the latest first. Offset and limit of the
    /// query do not count.
    pub fn changes_behind(
        &self,
        query: &ChangesQuery,
        after: Option<CaptureId>,
        limit: usize,
    ) -> Result<Vec<Changed>> {
        let mut filter = Filter::default();
        filter.require(
            "k.gravest <= {}",
            rank(query.severity.unwrap_or(annals_dedup::versions::Kind::Wording)),
        );
        if let Some(since) = query.since {
            filter.require("k.captured >= {}", since.to_string());
        }
        if let Some(source) = &query.source {
            filter.require("a.source = {}", self.find_source(source)?.id);
        }
        if let Some(after) = after {
            filter.require(
                "(k.captured, k.newer) < (SELECT captured, id FROM captures WHERE capture = {})",
                after.to_string(),
            );
        }
        let connection = self.catalogue.lock();
        let names = SourceNames::load(&connection, &self.settings)?;
        let mut statement = connection.prepare_cached(&format!(
            "{COMPARED} WHERE {} ORDER BY k.captured DESC, k.newer DESC LIMIT {limit}",
            filter.condition()
        ))?;
        let mut rows = statement.query(&filter.values()[..])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let newer: String = row.get(3)?;
            if let Some(newer) = listed(&connection, &names, "c.capture = ?1", &[&newer])?.pop() {
                found.push(Stored::of_row(row)?.changed(newer));
            }
        }
        Ok(found)
    }

    /// Where the bytes of a capture lie; `None` if there is no such capture.
    pub fn evidence(&self, capture: CaptureId) -> Result<Option<Evidence>> {
        Ok(Kept::find(&self.catalogue.lock(), capture)?.map(|kept| kept.evidence()))
    }

    /// An article as its capture has it, without layers: a tenth of the work of [`Annals::reading`]. `None` if there is no
    /// such capture or it has not been built yet; an error if its record cannot be read.
    pub fn extracted(&self, capture: CaptureId) -> Result<Option<Extracted>> {
        let kept = Kept::find(&self.catalogue.lock(), capture)?;
        let (Some(kept), Some(listed)) = (kept, self.listed(capture)?) else {
            return Ok(None);
        };
        let page = kept.read(self).map_err(damaged)?;
        let repeats = repeats::around(&self.catalogue.lock(), kept.id)?;
        let (article, omitted) = kept.article(&page, &repeats);
        Ok(Some(Extracted {
            listed,
            article,
            omitted,
            evidence: kept.evidence(),
        }))
    }
}

fn no_such_place(capture: CaptureId) -> Error {
    Error::new(
        ErrorKind::NotFound,
        format!("no article {capture} to go on behind"),
    )
}

//! Outlets: how a page comes to belong to one, and what it is called. A page belongs to the source that was given by
//! hand, or to that of its domain, or to that of the site name it prints; the name an analyst gives in annals.toml wins.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::Connection;

use crate::evidence::Kept;
use crate::rows::date;
use crate::settings::{Fetching, Settings, SourceSettings};
use crate::{Annals, Error, ErrorKind, Result, WatchedKind};

/// An outlet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its number in this folder.
    pub id: i64,
    /// Its domain, or the name given by hand or found on the page, in lower case.
    pub key: String,
    /// The name to print.
    pub name: String,
    /// How many captures belong to it.
    pub captures: usize,
    /// How many articles, counting the versions of one once.
    pub articles: usize,
    /// The latest day of publication.
    pub latest: Option<Date>,
}

/// The key of pages that say nothing of their source.
const UNKNOWN: &str = "unknown source";

/// The sources of a folder while pages are being read.
pub(crate) struct Sources {
    by_key: HashMap<String, i64>,
    known: HashMap<i64, Known>,
}

struct Known {
    key: String,
    name: String,
    has_domain: bool,
}

impl Sources {
    pub fn load(connection: &Connection) -> Result<Self> {
        let mut known = HashMap::new();
        let mut statement = connection.prepare_cached("SELECT id, key, name FROM sources")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        for row in rows {
            let (id, key, name): (i64, String, String) = row?;
            known.insert(
                id,
                Known {
                    has_domain: key.contains('.'),
                    key,
                    name,
                },
            );
        }
        let mut statement = connection.prepare_cached("SELECT key, source FROM source_keys")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Sources {
            by_key: rows.collect::<rusqlite::Result<_>>()?,
            known,
        })
    }

    /// The key of a source that was assigned.
    pub fn key(&self, id: i64) -> &str {
        self.known.get(&id).map_or(UNKNOWN, |known| &known.key)
    }

    /// The source of a page, made if it is new.
    pub fn assign(
        &mut self,
        connection: &Connection,
        kept: &Kept,
        canonical: Option<&str>,
        site_name: Option<&str>,
    ) -> Result<i64> {
        let name = |name: &str| Some(name.trim().to_owned()).filter(|name| !name.is_empty());
        if let Some(given) = kept.given_source.as_deref().and_then(name) {
            return self.by_name(connection, &given);
        }
        let site_name = site_name.and_then(name);
        match domain(&kept.url).or(canonical.and_then(domain)) {
            Some(domain) => self.by_domain(connection, &domain, site_name),
            None => self.by_name(connection, site_name.as_deref().unwrap_or(UNKNOWN)),
        }
    }

    fn by_name(&mut self, connection: &Connection, name: &str) -> Result<i64> {
        let key = name.to_lowercase();
        if let Some(id) = self.by_key.get(&key) {
            return Ok(*id);
        }
        match self.called(&key) {
            Some(id) => self.also_known_as(connection, &key, id),
            None => self.create(connection, &key, name),
        }
    }

    fn by_domain(&mut self, connection: &Connection, domain: &str, site_name: Option<String>) -> Result<i64> {
        if let Some(id) = self.by_key.get(domain).copied() {
            self.name_if_nameless(connection, id, site_name)?;
            return Ok(id);
        }
        let Some(site_name) = site_name else {
            return self.create(connection, domain, domain);
        };
        match self.called(&site_name.to_lowercase()) {
            Some(id) if !self.known[&id].has_domain => {
                self.known.get_mut(&id).expect("it was just found").has_domain = true;
                self.also_known_as(connection, domain, id)
            }
            // Another domain has this name already: a page must not pass for another outlet by printing its name.
            Some(_) => self.create(connection, domain, &format!("{site_name} ({domain})")),
            None => self.create(connection, domain, &site_name),
        }
    }

    /// The source whose name, in lower case, is `name`; the first one made.
    fn called(&self, name: &str) -> Option<i64> {
        let called = self
            .known
            .iter()
            .filter(|(_, known)| known.name.to_lowercase() == name);
        called.map(|(id, _)| *id).min()
    }

    fn name_if_nameless(
        &mut self,
        connection: &Connection,
        id: i64,
        site_name: Option<String>,
    ) -> Result<()> {
        let Some(site_name) = site_name else { return Ok(()) };
        let known = &self.known[&id];
        if known.name != known.key || self.called(&site_name.to_lowercase()).is_some() {
            return Ok(());
        }
        connection
            .prepare_cached("UPDATE sources SET name = ?2 WHERE id = ?1")?
            .execute((id, &site_name))?;
        self.known.get_mut(&id).expect("it was just found").name = site_name;
        Ok(())
    }

    fn create(&mut self, connection: &Connection, key: &str, name: &str) -> Result<i64> {
        connection
            .prepare_cached("INSERT INTO sources (key, name) VALUES (?1, ?2)")?
            .execute((key, name))?;
        let id = connection.last_insert_rowid();
        let known = Known {
            key: key.to_owned(),
            name: name.to_owned(),
            has_domain: key.contains('.'),
        };
        self.known.insert(id, known);
        self.also_known_as(connection, key, id)
    }

    fn also_known_as(&mut self, connection: &Connection, key: &str, id: i64) -> Result<i64> {
        let mut statement =
            connection.prepare_cached("INSERT OR IGNORE INTO source_keys (key, source) VALUES (?1, ?2)")?;
        statement.execute((key, id))?;
        self.by_key.insert(key.to_owned(), id);
        Ok(id)
    }
}

/// The host of a web address in lower case, without "www." and port.
pub(crate) fn domain(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://").or(url.strip_prefix("http://"))?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (!host.is_empty()).then(|| host.to_owned())
}

fn places(source: &SourceSettings) -> [(WatchedKind, &Vec<String>); 3] {
    [
        (WatchedKind::Feed, &source.feeds),
        (WatchedKind::Sitemap, &source.sitemaps),
        (WatchedKind::List, &source.lists),
    ]
}

/// The names to print, by key.
pub(crate) struct SourceNames(HashMap<String, String>);

impl SourceNames {
    pub fn load(connection: &Connection, settings: &Settings) -> Result<Self> {
        let mut statement = connection.prepare_cached("SELECT key, name FROM sources")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut names = HashMap::new();
        for row in rows {
            let (key, name): (String, String) = row?;
            let name = settings.source_name(&key).map_or(name, str::to_owned);
            names.insert(key, name);
        }
        Ok(SourceNames(names))
    }

    pub fn name(&self, key: String) -> String {
        self.0.get(&key).cloned().unwrap_or(key)
    }
}

const LIST: &str = "
SELECT s.id, s.key, s.name, count(a.id), coalesce(sum(a.newest), 0), max(a.published)
FROM sources s LEFT JOIN articles a ON a.source = s.id GROUP BY s.id ORDER BY s.id";

impl Annals {
    /// All sources with pages, by name.
    pub fn sources(&self) -> Result<Vec<Source>> {
        let connection = self.catalogue.lock();
        let mut statement = connection.prepare_cached(LIST)?;
        let rows = statement.query_map([], |row| {
            Ok(Source {
                id: row.get(0)?,
                key: row.get(1)?,
                name: row.get(2)?,
                captures: row.get(3)?,
                articles: row.get(4)?,
                latest: date(row.get(5)?),
            })
        })?;
        let mut sources = rows.collect::<rusqlite::Result<Vec<Source>>>()?;
        for source in &mut sources {
            if let Some(name) = self.settings.source_name(&source.key) {
                source.name = name.to_owned();
            }
        }
        sources.sort_by_key(|source| (source.name.to_lowercase(), source.id));
        Ok(sources)
    }

    /// Gives a source, named by key, number or present name, another name to print.
    pub fn rename_source(&mut self, source: &str, name: &str) -> Result<()> {
        let _lock = self.write_lock()?;
        let source = self.find_source(source)?;
        let mut settings = Settings::read(&self.root)?;
        settings.rename_source(&source.key, name.trim());
        self.steps.before("settings")?;
        settings.write(&self.root)?;
        self.settings = settings;
        Ok(())
    }

    /// Notes where a source announces its news, in annals.toml, and begins to look there. Returns the source's key: the
    /// domain of `site`.
    pub fn add_source(
        &mut self,
        site: &str,
        kind: WatchedKind,
        places: &[String],
        now: Timestamp,
    ) -> Result<String> {
        let key = domain(site)
            .ok_or_else(|| Error::new(ErrorKind::NotFound, format!("{site}: not an address of the web")))?;
        {
            let _lock = self.write_lock()?;
            let mut settings = Settings::read(&self.root)?;
            let source = settings.sources.entry(key.clone()).or_default();
            let list = match kind {
                WatchedKind::Feed => &mut source.feeds,
                WatchedKind::Sitemap => &mut source.sitemaps,
                WatchedKind::List | WatchedKind::More | WatchedKind::Page => &mut source.lists,
            };
            let new = places
                .iter()
                .filter(|place| !list.contains(place))
                .cloned()
                .collect::<Vec<_>>();
            list.extend(new);
            self.steps.before("settings")?;
            settings.write(&self.root)?;
            self.settings = settings;
        }
        self.watch(&key, kind, places, now)?;
        Ok(key)
    }

    /// Begins to look at all that annals.toml names and that is not watched yet; somebody may have written there.
    pub fn watch_settings(&mut self, now: Timestamp) -> Result<()> {
        for (key, source) in self.settings.sources.clone() {
            for (kind, places) in places(&source) {
                if !places.is_empty() {
                    self.watch(&key, kind, places, now)?;
                }
            }
        }
        Ok(())
    }

    /// The sources that annals.toml names places of, by key, with these places.
    pub fn collected(&self) -> Vec<(String, Vec<(WatchedKind, String)>)> {
        let of = |source: &SourceSettings| {
            let places = places(source).into_iter();
            places
                .flat_map(|(kind, urls)| urls.iter().map(move |url| (kind, url.clone())))
                .collect::<Vec<_>>()
        };
        let all = self
            .settings
            .sources
            .iter()
            .map(|(key, source)| (key.clone(), of(source)));
        all.filter(|(_, places)| !places.is_empty()).collect()
    }

    /// Leaves a source alone for now, or goes on with it. Nothing of it is forgotten.
    pub fn pause_source(&mut self, key: &str, paused: bool) -> Result<()> {
        self.change_source(key, |source| source.paused = paused)
    }

    /// No longer looks at anything of a source. Its captures, and what was seen of its pages, stay.
    pub fn remove_source(&mut self, key: &str) -> Result<()> {
        self.change_source(key, |source| {
            source.paused = false;
            (source.feeds, source.sitemaps, source.lists) = Default::default();
        })?;
        let _lock = self.write_lock()?;
        self.catalogue
            .lock()
            .execute("DELETE FROM watched WHERE source = ?1", [key])?;
        Ok(())
    }

    fn change_source(&mut self, key: &str, change: impl FnOnce(&mut SourceSettings)) -> Result<()> {
        let _lock = self.write_lock()?;
        let mut settings = Settings::read(&self.root)?;
        let Some(source) = settings.sources.get_mut(key) else {
            let message = format!("nothing is collected from {key:?}; `annals source add ADDRESS` begins it");
            return Err(Error::new(ErrorKind::NotFound, message));
        };
        change(source);
        self.steps.before("settings")?;
        settings.write(&self.root)?;
        self.settings = settings;
        Ok(())
    }

    /// Whether a source is left alone for now.
    pub fn is_paused(&self, key: &str) -> bool {
        self.settings.sources.get(key).is_some_and(|source| source.paused)
    }

    /// The name that an analyst gave to a source, by its key.
    pub fn given_name(&self, key: &str) -> Option<&str> {
        self.settings.source_name(key)
    }

    /// The keys of sources that are left alone, each between slashes.
    pub(crate) fn paused_keys(&self) -> String {
        let sources = self.settings.sources.iter();
        let paused = sources.filter(|(_, source)| source.paused);
        format!(
            "/{}/",
            paused.map(|(key, _)| key.as_str()).collect::<Vec<_>>().join("/")
        )
    }

    /// How pages are fetched, as annals.toml says.
    pub fn fetching(&self) -> &Fetching {
        &self.settings.fetch
    }

    /// Address and model of the helper, if annals.toml names one.
    pub fn helper(&self) -> Option<(String, String)> {
        let helper = self.settings.helper.as_ref()?;
        Some((helper.url.clone(), helper.model.clone()))
    }

    /// The source with this key, number or name (ignoring case).
    pub fn find_source(&self, wanted: &str) -> Result<Source> {
        let folded = wanted.trim().to_lowercase();
        let mut sources = self.sources()?;
        let position = sources
            .iter()
            .position(|source| source.key == folded || source.id.to_string() == folded)
            .or_else(|| {
                sources
                    .iter()
                    .position(|source| source.name.to_lowercase() == folded)
            });
        match position {
            Some(position) => Ok(sources.swap_remove(position)),
            None => Err(Error::new(
                ErrorKind::NotFound,
                format!("no source is called {wanted:?}"),
            )),
        }
    }
}

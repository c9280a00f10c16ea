//! annals.toml: the collection's name and the names that an analyst gives to sources. Written whole, to a new file that
//! takes the place of the old one, so that a crash leaves one or the other.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};
use toml_edit::DocumentMut;

use crate::{Error, ErrorKind, Result};

/// The file's name in the folder.
pub(crate) const FILE: &str = "annals.toml";

/// What annals.toml holds. What is not known here is kept as it is.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Settings {
    /// The collection's name.
    #[serde(default)]
    pub name: String,
    /// By the source's key.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sources: BTreeMap<String, SourceSettings>,
    /// How pages are fetched.
    #[serde(default, skip_serializing_if = "is_default")]
    pub fetch: Fetching,
    /// A language model on this machine, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub helper: Option<HelperPlace>,
    #[serde(flatten)]
    others: toml::Table,
}

/// Where a language model is: what annals.toml says under `[helper]`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HelperPlace {
    pub url: String,
    pub model: String,
}

/// How pages are fetched: what annals.toml says under `[fetch]`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fetching {
    /// Who fetches, and how to reach them: sent with every request behind "annals/VERSION".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// A proxy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proxy: Option<String>,
    /// The shortest pause between two requests to one host, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pause: Option<f64>,
    /// Addresses that may be asked although they are not public.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allow: Vec<std::net::IpAddr>,
    /// After how many hours a new page is looked at again, counted from the first time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revisit_hours: Option<Vec<f64>>,
    /// Whether teasers on the pages of a source are fetched too, where they lead to the same site.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub leads: bool,
}

fn is_default(fetching: &Fetching) -> bool {
    *fetching == Fetching::default()
}

/// What an analyst says of a source.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct SourceSettings {
    /// The name to print.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its feeds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub feeds: Vec<String>,
    /// Its sitemaps.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sitemaps: Vec<String>,
    /// Its pages that list others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<String>,
    /// Whether it is left alone for now.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub paused: bool,
    #[serde(flatten)]
    others: toml::Table,
}

impl Settings {
    pub fn named(name: &str) -> Self {
        Settings {
            name: name.to_owned(),
            ..Settings::default()
        }
    }

    pub fn read(root: &Path) -> Result<Self> {
        let path = root.join(FILE);
        let text = fs::read_to_string(&path).map_err(|error| Error::at(&path, error))?;
        Settings::of_text(&text)
            .map_err(|error| Error::new(ErrorKind::Config, format!("{}: {error}", path.display())))
    }

    /// From the text of the file.
    pub fn of_text(text: &str) -> std::result::Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// Writes what differs from the file into it; comments and order stay.
    pub fn write(&self, root: &Path) -> Result<()> {
        let path = root.join(FILE);
        let wrong = |error: &dyn std::fmt::Display| {
            Error::new(ErrorKind::Config, format!("{}: {error}", path.display()))
        };
        let plain = |settings: &Settings| -> Result<DocumentMut> {
            let text = toml::to_string_pretty(settings).map_err(|error| wrong(&error))?;
            text.parse().map_err(|error: toml_edit::TomlError| wrong(&error))
        };
        let old = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(Error::at(&path, error)),
        };
        let before = Settings::of_text(&old).map_err(|error| wrong(&error))?;
        let (before, after) = (plain(&before)?, plain(self)?);
        let mut document: DocumentMut = old.parse().map_err(|error: toml_edit::TomlError| wrong(&error))?;
        crate::configuration::carry_over(before.as_table(), after.as_table(), document.as_table_mut());
        Settings::write_text(root, &document.to_string())
    }

    /// Puts a new file in the place of the old one.
    pub fn write_text(root: &Path, text: &str) -> Result<()> {
        let path = root.join(FILE);
        replace(&path, text.as_bytes()).map_err(|error| Error::at(&path, error))?;
        crate::folder::sync_folder(root)
    }

    /// The name given to the source with this key.
    pub fn source_name(&self, key: &str) -> Option<&str> {
        self.sources.get(key)?.name.as_deref()
    }

    pub fn rename_source(&mut self, key: &str, name: &str) {
        self.sources.entry(key.to_owned()).or_default().name = Some(name.to_owned());
    }
}

fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let new = path.with_extension("toml.new");
    let mut file = File::create(&new)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&new, path)
}

//! The settings of annals.toml one by one: which there are, what each means, and changing one without touching the rest of
//! the file, comments and order included. What the settings do is said where they are used.

use toml_edit::{Array, DocumentMut, Item, Table, Value, value};

use crate::settings::{FILE, Settings};
use crate::{Annals, Error, ErrorKind, Result};

/// A setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its key; `SOURCE` stands for the key of a source, such as a domain.
    pub key: &'static str,
    /// What it holds.
    pub kind: SettingKind,
    /// What holds where it is not set, in words.
    pub default: &'static str,
    /// What it means.
    pub means: &'static str,
}

/// What a setting holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingKind {
    /// A text.
    Text,
    /// A number.
    Number,
    /// true or false.
    Switch,
    /// Texts, given between commas.
    Texts,
    /// Numbers, given between commas.
    Numbers,
}

const fn setting(
    key: &'static str,
    kind: SettingKind,
    default: &'static str,
    means: &'static str,
) -> Setting {
    Setting {
        key,
        kind,
        default,
        means,
    }
}

/// All settings.
pub const SETTINGS: [Setting; 14] = {
    use SettingKind::*;
    [
        setting("name", Text, "the folder's name", "The collection's name."),
        setting(
            "fetch.contact",
            Text,
            "nobody",
            "Who fetches, and how to reach them: sent with every request.",
        ),
        setting(
            "fetch.proxy",
            Text,
            "none",
            "A proxy through which pages are fetched.",
        ),
        setting(
            "fetch.pause",
            Number,
            "as `annals fetch --help` says",
            "The shortest pause between two requests to one host, in seconds.",
        ),
        setting(
            "fetch.allow",
            Texts,
            "none",
            "Addresses (IP) that may be asked although they are not public.",
        ),
        setting(
            "fetch.revisit_hours",
            Numbers,
            "as `annals fetch --help` says",
            "After how many hours a new page is looked at again, counted from the first time.",
        ),
        setting(
            "fetch.leads",
            Switch,
            "false",
            "Whether teasers are fetched too, where they lead to the same site.",
        ),
        setting(
            "helper.url",
            Text,
            "no helper",
            "Where a language model answers; set helper.model with it.",
        ),
        setting("helper.model", Text, "no helper", "The name of the model."),
        setting(
            "sources.SOURCE.name",
            Text,
            "as its pages print it",
            "The name to print for a source.",
        ),
        setting("sources.SOURCE.feeds", Texts, "none", "Addresses of its feeds."),
        setting(
            "sources.SOURCE.sitemaps",
            Texts,
            "none",
            "Addresses of its sitemaps.",
        ),
        setting(
            "sources.SOURCE.lists",
            Texts,
            "none",
            "Addresses of its pages that list others.",
        ),
        setting(
            "sources.SOURCE.paused",
            Switch,
            "false",
            "Whether it is left alone for now.",
        ),
    ]
};

/// The name of a source in [`Setting::key`].
const PLACE: &str = "SOURCE";

impl Setting {
    /// The setting with this key, and the path of it in the file. An unknown key is an error that names the nearest.
    pub fn called(key: &str) -> Result<(Setting, Vec<String>)> {
        let found = SETTINGS
            .iter()
            .find_map(|setting| Some((*setting, setting.path(key)?)));
        found.ok_or_else(|| {
            let nearest = SETTINGS.iter().min_by_key(|setting| distance(setting.key, key));
            let nearest = nearest.map_or("", |setting| setting.key);
            Error::new(
                ErrorKind::NotFound,
                format!(
                    "there is no setting {key:?}; the nearest is {nearest}; `annals config list` has them all"
                ),
            )
        })
    }

    /// The parts of `key` if it is this setting's.
    fn path(&self, key: &str) -> Option<Vec<String>> {
        match self.key.split_once(PLACE) {
            None => (self.key == key).then(|| key.split('.').map(str::to_owned).collect()),
            Some((before, after)) => {
                let source = key.strip_prefix(before)?.strip_suffix(after)?;
                let parts = [
                    before.trim_end_matches('.'),
                    source,
                    after.trim_start_matches('.'),
                ];
                (!source.is_empty()).then(|| parts.map(str::to_owned).into())
            }
        }
    }

    /// What is written for `text`.
    fn value(&self, key: &str, text: &str) -> Result<Item> {
        let wrong = |what: &str| {
            Error::new(
                ErrorKind::NotFound,
                format!("{key} must be {what}, not {text:?}; nothing was changed"),
            )
        };
        let parts = || text.split(',').map(str::trim).filter(|part| !part.is_empty());
        let number = |text: &str| -> Option<Value> {
            let number: f64 = text
                .parse()
                .ok()
                .filter(|number: &f64| number.is_finite() && *number >= 0.0)?;
            // Whole numbers are written as such.
            Some(text.parse::<i64>().map_or_else(|_| number.into(), Value::from))
        };
        Ok(match self.kind {
            SettingKind::Text => value(text),
            SettingKind::Switch => value(text.parse::<bool>().map_err(|_| wrong("true or false"))?),
            SettingKind::Number => value(number(text).ok_or_else(|| wrong("a number, 0 or more"))?),
            SettingKind::Texts => value(parts().map(Value::from).collect::<Array>()),
            SettingKind::Numbers => {
                let numbers: Option<Vec<Value>> = parts().map(number).collect();
                value(
                    numbers
                        .ok_or_else(|| wrong("numbers between commas"))?
                        .into_iter()
                        .collect::<Array>(),
                )
            }
        })
    }
}

impl Annals {
    /// All settings that are set, with their values as the file has them.
    pub fn configured(&self) -> Result<Vec<(String, String)>> {
        let document = self.settings_file()?;
        let mut set = Vec::new();
        gather(document.as_table(), &mut Vec::new(), &mut set);
        Ok(set)
    }

    /// The value of one setting as the file has it; `None` where it is not set.
    pub fn setting(&self, key: &str) -> Result<Option<String>> {
        let (_, path) = Setting::called(key)?;
        Ok(at(self.settings_file()?.as_table(), &path).map(printed))
    }

    /// Sets a setting, or takes it out, and answers what was there before. The rest of the file stays as it is. Error if the
    /// settings could not be read with it: then nothing is changed.
    pub fn configure(&mut self, key: &str, text: Option<&str>) -> Result<Option<String>> {
        let (setting, path) = Setting::called(key)?;
        let _lock = self.write_lock()?;
        let mut document = self.settings_file()?;
        let before = at(document.as_table(), &path).map(printed);
        match text {
            Some(text) => put(document.as_table_mut(), &path, setting.value(key, text)?),
            None => take(document.as_table_mut(), &path),
        }
        let text = document.to_string();
        let settings = Settings::of_text(&text).map_err(|error| {
            let sources = if path[0] == "helper" {
                " (helper.url and helper.model belong together: edit annals.toml)"
            } else {
                ""
            };
            Error::new(
                ErrorKind::NotFound,
                format!("{key}: {error}{sources}; nothing was changed"),
            )
        })?;
        self.steps.before("settings")?;
        Settings::write_text(&self.root, &text)?;
        self.settings = settings;
        Ok(before)
    }

    fn settings_file(&self) -> Result<DocumentMut> {
        let path = self.root.join(FILE);
        let text = std::fs::read_to_string(&path).map_err(|error| Error::at(&path, error))?;
        text.parse()
            .map_err(|error| Error::new(ErrorKind::Config, format!("{}: {error}", path.display())))
    }
}

fn at<'a>(table: &'a Table, path: &[String]) -> Option<&'a Item> {
    let (name, rest) = path.split_first()?;
    let item = table.get(name)?;
    match rest {
        [] => Some(item),
        rest => at_like(item, rest),
    }
}

/// The same below tables that are written on one line.
fn at_like<'a>(item: &'a Item, path: &[String]) -> Option<&'a Item> {
    path.iter().try_fold(item, |item, name| item.get(name))
}

fn put(table: &mut Table, path: &[String], item: Item) {
    let (name, rest) = path.split_first().expect("a key has parts");
    if rest.is_empty() {
        match table.get_mut(name) {
            // The comment behind the old value stays behind the new one.
            Some(Item::Value(old)) => {
                let decor = old.decor().clone();
                if let Item::Value(mut new) = item {
                    *new.decor_mut() = decor;
                    *old = new;
                }
            }
            _ => drop(table.insert(name, item)),
        }
        return;
    }
    let entry = table.entry(name).or_insert_with(|| {
        let mut table = Table::new();
        table.set_implicit(rest.len() > 1);
        Item::Table(table)
    });
    if let Item::Value(Value::InlineTable(inline)) = entry {
        *entry = Item::Table(inline.clone().into_table());
    }
    if let Some(table) = entry.as_table_mut() {
        put(table, rest, item);
    }
}

fn take(table: &mut Table, path: &[String]) {
    let (name, rest) = path.split_first().expect("a key has parts");
    if rest.is_empty() {
        table.remove(name);
        return;
    }
    let below = table.get_mut(name);
    if let Some(below) = below.and_then(Item::as_table_like_mut) {
        match rest {
            [last] => drop(below.remove(last)),
            [source, last, ..] => {
                if let Some(inner) = below.get_mut(source).and_then(Item::as_table_like_mut) {
                    inner.remove(last);
                }
            }
            [] => {}
        }
    }
}

/// Every value with its key.
fn gather(table: &dyn toml_edit::TableLike, path: &mut Vec<String>, set: &mut Vec<(String, String)>) {
    for (name, item) in table.iter() {
        path.push(name.to_owned());
        match item.as_table_like() {
            Some(below) => gather(below, path, set),
            None => set.push((path.join("."), printed(item))),
        }
        path.pop();
    }
}

/// A value as `set` takes it.
fn printed(item: &Item) -> String {
    let one = |value: &Value| match value {
        Value::String(text) => text.value().clone(),
        other => other.clone().decorated("", "").to_string(),
    };
    match item.as_value() {
        Some(Value::Array(array)) => array.iter().map(one).collect::<Vec<_>>().join(","),
        Some(value) => one(value),
        None => String::new(),
    }
}

/// Puts what differs between two tables into the one of a file, and leaves the rest of it alone: comments, order, and what
/// is written there although it is the default.
pub(crate) fn carry_over(before: &Table, after: &Table, file: &mut Table) {
    for (name, _) in before.iter().filter(|(name, _)| !after.contains_key(name)) {
        file.remove(name);
    }
    for (name, item) in after.iter() {
        let old = before.get(name);
        if old.is_some_and(|old| same(old, item)) {
            continue;
        }
        let there = file.get(name).is_some_and(Item::is_table);
        match (item.as_table(), there) {
            (Some(after), true) => {
                let nothing = Table::new();
                let before = old.and_then(Item::as_table).unwrap_or(&nothing);
                if let Some(file) = file.get_mut(name).and_then(Item::as_table_mut) {
                    carry_over(before, after, file);
                }
            }
            (Some(_), false) => drop(file.insert(name, item.clone())),
            (None, _) => put(file, &[name.to_owned()], item.clone()),
        }
    }
}

/// Whether two items hold the same, however they are laid out.
fn same(one: &Item, other: &Item) -> bool {
    let plain = |item: &Item| {
        let mut document = DocumentMut::new();
        document.insert("x", item.clone());
        toml::from_str::<toml::Table>(&document.to_string()).ok()
    };
    let (one, other) = (plain(one), plain(other));
    one.is_some() && one == other
}

/// How many letters have to be changed, put in or taken out (Levenshtein 1965).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().take(100).collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, letter) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], line + 1);
        for (at, wanted) in other.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *wanted);
            diagonal = row[at + 1];
            row[at + 1] = changed.min(diagonal + 1).min(row[at] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_known_or_the_nearest_is_named() {
        assert_eq!(Setting::called("fetch.pause").unwrap().1, ["fetch", "pause"]);
        let (setting, path) = Setting::called("sources.harbour.example.name").unwrap();
        assert_eq!(
            (setting.key, path),
            (
                "sources.SOURCE.name",
                vec!["sources".into(), "harbour.example".into(), "name".into()]
            )
        );
        for (wrong, nearest) in [
            ("fetch.pauze", "fetch.pause"),
            ("nam", "name"),
            ("helper.modl", "helper.model"),
        ] {
            let message = Setting::called(wrong).unwrap_err().message;
            assert!(message.contains(&format!("nearest is {nearest};")), "{message}");
        }
        assert!(Setting::called("sources..name").is_err() && Setting::called("").is_err());
    }

    #[test]
    fn what_is_carried_over_leaves_comments_and_order() {
        let text = "# ours\nname = \"a\" # first\n\n# how we fetch\n[fetch]\npause = 2.0 # slow\nleads=false # no\nproxy = \"p\"\n\n[odd]\nx = [ 1,\n 2 ] # kept\n";
        let mut document: DocumentMut = text.parse().unwrap();
        let parsed = |text: &str| text.parse::<DocumentMut>().unwrap();
        let before = parsed("name = \"a\"\n[fetch]\npause = 2.0\nproxy = \"p\"\n[odd]\nx = [1, 2]\n");
        let after = parsed("name = \"b\"\n[fetch]\npause = 2.0\ncontact = \"me\"\n[odd]\nx = [1, 2]\n");
        carry_over(before.as_table(), after.as_table(), document.as_table_mut());
        let expected = "# ours\nname = \"b\" # first\n\n# how we fetch\n[fetch]\npause = 2.0 # slow\nleads=false # no\ncontact = \"me\"\n\n[odd]\nx = [ 1,\n 2 ] # kept\n";
        assert_eq!(document.to_string(), expected);
    }
}

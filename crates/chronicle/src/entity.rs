//! People, organisations and places across articles: one for each key, with every form and title it is printed in.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use annals_names::MentionKind;
use rustc_hash::FxHashMap;

use crate::digest;
use crate::name_key::{fold, without_office};
use crate::nouns::Entity;
use crate::record::{Printed, PrintedNumber, Records};
use crate::words::Word;

/// The ids of all entities that take part in something.
#[derive(Debug, Default)]
pub struct Registry {
    ids: FxHashMap<(MentionKind, Word), String>,
    /// What analysts call them.
    names: FxHashMap<(MentionKind, Word), String>,
}

impl Registry {
    /// The entity that a printed name stands for; `None` where the words do not tell who or what is meant.
    pub fn id(&self, printed: &Printed) -> Option<&str> {
        let kind = printed.kind.filter(|_| printed.known)?;
        self.ids.get(&(kind, printed.key)).map(String::as_str)
    }

    /// What an analyst calls whom a printed name stands for.
    pub fn name(&self, printed: &Printed) -> Option<&str> {
        let kind = printed.kind.filter(|_| printed.known)?;
        self.names.get(&(kind, printed.key)).map(String::as_str)
    }
}

#[derive(Default)]
struct Seen<'a> {
    names: BTreeMap<&'a str, usize>,
    forms: BTreeMap<&'a str, usize>,
    titles: BTreeMap<&'a str, usize>,
}

/// All entities of the claims, sorted by id.
pub fn entities(records: &Records) -> (Registry, Vec<Entity>) {
    let mut seen: FxHashMap<(MentionKind, Word), Seen> = FxHashMap::default();
    for (&printed, &count) in &count(records) {
        let printed = records.printed(printed);
        let Some(kind) = printed.kind.filter(|_| printed.known) else {
            continue;
        };
        let seen = seen.entry((kind, printed.key)).or_default();
        *seen.names.entry(records.words.get(printed.name)).or_default() += count;
        *seen.forms.entry(form(records, printed)).or_default() += count;
        if let Some(title) = printed.title {
            *seen.titles.entry(records.words.get(title)).or_default() += count;
        }
    }
    let mut registry = Registry::default();
    let mut entities = Vec::with_capacity(seen.len());
    for ((kind, key), seen) in seen {
        let printed = records.words.get(key);
        if records.decisions.hides(kind, printed) {
            continue;
        }
        let mut entity = entity(printed, kind, &seen);
        if let Some(name) = records.decisions.name(kind, printed) {
            entity.name = name.to_owned();
            registry.names.insert((kind, key), name.to_owned());
        }
        registry.ids.insert((kind, key), entity.id.clone());
        entities.push(entity);
    }
    entities.sort_by(|a, b| a.id.cmp(&b.id));
    (registry, entities)
}

/// The id of the entity with a key, as long as there is one.
pub fn entity_id(kind: MentionKind, key: &str) -> String {
    digest::id(letter(kind), [key.as_bytes()])
}

/// How often each participant and place is printed so.
fn count(records: &Records) -> FxHashMap<PrintedNumber, usize> {
    let mut counts = FxHashMap::default();
    for claim in &records.claims {
        for &printed in records.participants(claim).iter().chain(&claim.place) {
            *counts.entry(printed).or_default() += 1;
        }
    }
    counts
}

/// The form to count: the sentence's own words if they are a form of the name, the name if they are a pronoun or a role.
fn form<'a>(records: &'a Records, printed: &Printed) -> &'a str {
    let (name, words) = (
        records.words.get(printed.name),
        records.words.get(printed.printed),
    );
    let (folded_name, folded_words) = (fold(name), fold(words));
    let is_part = folded_words
        .split(' ')
        .all(|word| folded_name.split(' ').any(|part| part == word));
    if is_part && !folded_words.is_empty() {
        words
    } else {
        name
    }
}

fn letter(kind: MentionKind) -> char {
    match kind {
        MentionKind::Person => 'p',
        MentionKind::Organisation => 'o',
        MentionKind::Place => 'l',
        MentionKind::Other => 'n',
    }
}

fn entity(key: &str, kind: MentionKind, seen: &Seen) -> Entity {
    // People are best known by their fullest name, bodies and places by their most frequent one.
    let fullness = |name: &str| match kind {
        MentionKind::Person => {
            let folded = fold(name);
            (without_office(&folded) == folded, name.split(' ').count())
        }
        _ => (true, 0),
    };
    let name = seen
        .names
        .iter()
        .max_by_key(|&(&name, &count)| (fullness(name), count, name.len(), Reverse(name)));
    Entity {
        id: entity_id(kind, key),
        kind,
        key: key.to_owned(),
        names: most_frequent_first(&seen.names),
        name: name.map(|(&name, _)| name.to_owned()).unwrap_or_default(),
        forms: most_frequent_first(&seen.forms),
        titles: most_frequent_first(&seen.titles),
    }
}

fn most_frequent_first(counts: &BTreeMap<&str, usize>) -> Vec<(String, usize)> {
    let mut counts: Vec<(String, usize)> = counts
        .iter()
        .map(|(&form, &count)| (form.to_owned(), count))
        .collect();
    counts.sort_by_key(|&(_, count)| Reverse(count));
    counts
}

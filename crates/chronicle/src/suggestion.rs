//! Who might be one: pairs of entities whose names the rules of names find the same or nearly so, but whose keys differ. A
//! pair is a suggestion to an analyst and never acted upon.

use annals_names::{MentionKind, PersonName, Reason, Sameness, Setting, near_keys, same_person};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::decisions::{Decisions, Subject};
use crate::name_key::fold;
use crate::nouns::Entity;

/// Two entities that may be one.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion<'a> {
    /// The one that more is known of.
    pub into: &'a Entity,
    /// The other.
    pub other: &'a Entity,
    /// Whether the rules are sure.
    pub sure: bool,
    /// Why, in words.
    pub why: &'static str,
}

/// More entities under one key than this are not compared with each other: the key is too coarse.
const MOST_NEAR: usize = 300;

/// Pairs of people, and of bodies and their acronyms, surest first. Grows with the number of entities of nearly one name.
pub fn suggestions<'a>(entities: &'a [Entity], decisions: &Decisions) -> Vec<Suggestion<'a>> {
    let mut near: FxHashMap<(MentionKind, String), Vec<usize>> = FxHashMap::default();
    for (i, entity) in entities.iter().enumerate() {
        for key in keys_of(entity) {
            near.entry((entity.kind, key)).or_default().push(i);
        }
    }
    let mut seen = FxHashSet::default();
    let mut found = Vec::new();
    for group in near.values().filter(|group| group.len() <= MOST_NEAR) {
        for (n, &a) in group.iter().enumerate() {
            for &b in &group[n + 1..] {
                let pair = (a.min(b), a.max(b));
                if a != b && seen.insert(pair) {
                    found.extend(compared(&entities[pair.0], &entities[pair.1], decisions));
                }
            }
        }
    }
    found.sort_by(|a, b| {
        let weight = |one: &Suggestion| {
            (
                !one.sure,
                std::cmp::Reverse(printed(one.into) + printed(one.other)),
            )
        };
        weight(a)
            .cmp(&weight(b))
            .then_with(|| (&a.into.id, &a.other.id).cmp(&(&b.into.id, &b.other.id)))
    });
    found
}

fn keys_of(entity: &Entity) -> Vec<String> {
    match entity.kind {
        MentionKind::Person => near_keys(&PersonName::parse(&entity.name)),
        MentionKind::Organisation => acronym(&entity.name).into_iter().collect(),
        MentionKind::Place | MentionKind::Other => Vec::new(),
    }
}

/// "wpk" for "Workers' Party of Korea" and for "WPK".
fn acronym(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital = |word: &&&str| word.starts_with(char::is_uppercase);
    let letters: String = match words[..] {
        [word] => fold(word).replace(' ', ""),
        _ => words
            .iter()
            .filter(capital)
            .filter_map(|word| fold(word).chars().next())
            .collect(),
    };
    (2..=8).contains(&letters.len()).then_some(letters)
}

fn compared<'a>(a: &'a Entity, b: &'a Entity, decisions: &Decisions) -> Option<Suggestion<'a>> {
    if decisions.are_apart(&a.subject(), &b.subject()) {
        return None;
    }
    let (sure, why) = match a.kind {
        MentionKind::Person => people(a, b)?,
        _ => bodies(a, b)?,
    };
    let (into, other) = if printed(a) >= printed(b) { (a, b) } else { (b, a) };
    Some(Suggestion {
        into,
        other,
        sure,
        why,
    })
}

fn people(a: &Entity, b: &Entity) -> Option<(bool, &'static str)> {
    let anywhere = Setting {
        one_article: false,
        day: None,
    };
    let verdict = same_person(&a.name, &b.name, anywhere);
    let near = matches!(
        verdict.reason,
        Reason::NearlyAlike | Reason::ShorterForm | Reason::Turned | Reason::Office
    );
    let sure = verdict.sameness == Sameness::Same;
    (sure || near && verdict.sameness == Sameness::Unsure).then_some((sure, verdict.reason.as_str()))
}

fn bodies(a: &Entity, b: &Entity) -> Option<(bool, &'static str)> {
    let short = |entity: &Entity| !entity.name.contains(' ');
    (short(a) != short(b)).then_some((false, "one is the acronym of the other"))
}

/// How often it is printed.
fn printed(entity: &Entity) -> usize {
    entity.forms.iter().map(|(_, count)| count).sum()
}

impl Entity {
    /// What a decision about it says.
    pub fn subject(&self) -> Subject {
        Subject {
            kind: self.kind,
            key: self.key.clone(),
        }
    }
}

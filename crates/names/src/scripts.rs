//! Names in Cyrillic, Hangul, Han and Arabic letters, where no tagger is trained: places by the gazetteer, people by their
//! titles and the form of their names, organisations by head nouns. Rules that are sure of little and say so: mentions
//! found here are of low confidence. Latin text is left to `tagger`.

mod arabic;
mod cyrillic;
mod han;
mod hangul;

use std::ops::Range;

use crate::countries::Countries;
use crate::fold::{fold, phrase_hash};
use crate::gazetteer::{Gazetteer, PlaceKind};
use crate::tagger::Tagged;
use crate::words::{Shape, Words};

/// A script that rules are written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Russian, Ukrainian and others.
    Cyrillic,
    /// Korean.
    Hangul,
    /// Chinese.
    Han,
    /// Arabic, Persian and others.
    Arabic,
}

impl Script {
    /// The script of a word, by its first letter.
    pub fn of(word: &str) -> Option<Script> {
        match word.chars().next()? {
            '\u{400}'..='\u{52f}' => Some(Script::Cyrillic),
            '\u{620}'..='\u{6ff}' => Some(Script::Arabic),
            '\u{ac00}'..='\u{d7a3}' => Some(Script::Hangul),
            '\u{4e00}'..='\u{9fff}' => Some(Script::Han),
            _ => None,
        }
    }
}

/// Where a word of a script that writes names and other words together falls into parts, as bytes from its beginning.
pub fn cuts(word: &str) -> Vec<usize> {
    match Script::of(word) {
        Some(Script::Han) => han::cuts(word),
        Some(Script::Hangul) => hangul::cuts(word),
        _ => Vec::new(),
    }
}

/// The names of one sentence, in order, none overlapping another.
pub fn names(words: &Words, sentence: &Range<usize>) -> Vec<Tagged> {
    let mut found: Vec<Tagged> = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let word = &words.all[at];
        let name = match Script::of(words.printed(word)) {
            _ if word.shape == Shape::Mark || word.shape == Shape::Number => None,
            Some(Script::Cyrillic) => cyrillic::name_at(words, at, sentence),
            Some(Script::Arabic) => arabic::name_at(words, at, sentence),
            Some(Script::Hangul) => hangul::name_at(words, at, sentence),
            Some(Script::Han) => han::name_at(words, at, sentence),
            None => None,
        };
        at = name.as_ref().map_or(at + 1, |name| name.words.end.max(at + 1));
        found.extend(name);
    }
    found
}

/// The name under which the lists know a place that is printed in some case or with a prefix.
pub fn place_name(printed: &str) -> Option<String> {
    match Script::of(printed)? {
        Script::Cyrillic => cyrillic::place_of(printed).map(|(_, name)| name),
        Script::Arabic => arabic::place_of(printed),
        Script::Hangul | Script::Han => None,
    }
}

/// The words of a list, which are written with spaces between them.
fn listed(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split(' ')
}

fn is_listed(list: &'static str, word: &str) -> bool {
    listed(list).any(|listed| listed == word)
}

/// How well a place of that name is known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fame {
    /// A town or district.
    Town,
    /// A large city or a region.
    City,
    /// A country or its capital.
    Country,
}

/// 16 times the base-2 logarithm of a million people.
const MILLION: u16 = 318;

/// Whether the lists know a place of that name.
fn place(name: &str) -> Option<Fame> {
    let hash = phrase_hash(&fold(name));
    if Countries::embedded().named(hash).is_some() {
        return Some(Fame::Country);
    }
    let fame = Gazetteer::embedded()
        .find(hash)
        .map(|found| match found.entry.kind {
            PlaceKind::Capital => Fame::Country,
            PlaceKind::Region => Fame::City,
            PlaceKind::Town if found.entry.size >= MILLION => Fame::City,
            _ => Fame::Town,
        });
    fame.max()
}

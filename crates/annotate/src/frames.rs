//! Frames: which words evoke which kind of event, and where its parts stand. They are data (`lexicon/frames.txt`,
//! whose head explains the notation); this is their reading, done once. How a sentence fills them is not said here.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::{EventKind, Status};

/// One line of the lexicon.
#[derive(Debug)]
pub struct Frame {
    /// Its words as the lexicon writes them ("VISIT verb visit|tour"), for `--why`.
    pub name: &'static str,
    /// The kind of event.
    pub kind: EventKind,
    /// Verbs whose object or predicate the noun may be ("pay" for a visit). Empty for verb frames.
    pub via: Vec<Phrase>,
    /// Where its parts stand.
    pub slots: Vec<Slot>,
    /// Its status unless the text says otherwise.
    pub status: Status,
    /// Its subject vouches for the events in the rest of its clause.
    pub vouch: bool,
    /// It is an act of saying: what is said counts first.
    pub speech: bool,
    /// It holds only of a passive without "by".
    pub passive: bool,
    /// What is said has to say what another one must do.
    pub obliges: bool,
}

/// A word or phrase, its words in lower case; a verb's first word is its base form.
pub type Phrase = Vec<&'static str>;

/// Where a part of an event stands.
#[derive(Debug)]
pub struct Slot {
    /// Subject, object, possessor, or a preposition.
    pub place: SlotPlace,
    /// What the part is to the event.
    pub role: Role,
    /// What may fill it.
    pub filler: Filler,
    /// At least one such slot of the frame must be filled.
    pub needed: bool,
    /// This one must be filled.
    pub must: bool,
}

/// The grammatical place of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotPlace {
    /// The subject of the active verb.
    Subject,
    /// The object of the active verb.
    Object,
    /// The first of two objects ("gave *the country* aid").
    Indirect,
    /// An infinitive that depends on the verb ("offered *to help*").
    Infinitive,
    /// What the object is called or made ("called it *illegal*").
    Complement,
    /// The possessor of the noun, or the nationality before it.
    Possessor,
    /// After this preposition.
    After(&'static str),
}

/// What a part is to the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Who does it.
    Actor,
    /// To, with or against whom.
    Recipient,
    /// Where.
    Place,
    /// Looked for, but not kept.
    Evidence,
}

/// What may fill a slot.
#[derive(Debug, PartialEq, Eq)]
pub enum Filler {
    /// Anything.
    Any,
    /// A person.
    Person,
    /// A person, organisation, country or group.
    Party,
    /// A place.
    Place,
    /// A phrase whose last word is one of these.
    Words(Vec<&'static str>),
}

/// All frames, found by the first word of a verb and the last word of a noun.
pub struct Frames {
    frames: Vec<Frame>,
    verbs: FxHashMap<&'static str, Vec<(Phrase, usize)>>,
    nouns: FxHashMap<&'static str, Vec<(Phrase, usize)>>,
}

impl Frames {
    /// Every frame, in the order of the lexicon.
    #[cfg(test)]
    pub fn all(&self) -> &[Frame] {
        &self.frames
    }

    /// Frames of verb phrases that begin with this base form, longest phrase first.
    pub fn of_verb(&self, lemma: &str) -> impl Iterator<Item = (&Phrase, &Frame)> {
        self.found(&self.verbs, lemma)
    }

    /// Frames of noun phrases that end with this word, longest phrase first.
    pub fn of_noun(&self, last: &str) -> impl Iterator<Item = (&Phrase, &Frame)> {
        self.found(&self.nouns, last)
    }

    /// The words under which a noun's frames are found: itself, and its singular.
    pub fn noun_keys(&self, last: &str) -> impl Iterator<Item = &'static str> {
        let own = self.nouns.get_key_value(last).map(|(key, _)| *key);
        let singular = self.singular_key(last);
        own.into_iter()
            .chain(singular.filter(move |key| Some(*key) != own))
    }

    /// Whether a noun has frames, itself or in the singular.
    pub fn has_noun(&self, last: &str) -> bool {
        self.noun_keys(last).next().is_some()
    }

    fn singular_key(&self, last: &str) -> Option<&'static str> {
        let known = |word: &str| self.nouns.get_key_value(word).map(|(key, _)| *key);
        let singular = || last.strip_suffix("ies").map(|stem| format!("{stem}y"));
        singular()
            .and_then(|word| known(&word))
            .or_else(|| last.strip_suffix("es").and_then(known))
            .or_else(|| last.strip_suffix('s').and_then(known))
    }

    fn found<'a>(
        &'a self,
        index: &'a FxHashMap<&'static str, Vec<(Phrase, usize)>>,
        word: &str,
    ) -> impl Iterator<Item = (&'a Phrase, &'a Frame)> {
        let entries = index.get(word).into_iter().flatten();
        entries.map(|(phrase, frame)| (phrase, &self.frames[*frame]))
    }
}

/// The frames of the lexicon, read once.
pub fn frames() -> &'static Frames {
    static FRAMES: OnceLock<Frames> = OnceLock::new();
    FRAMES.get_or_init(|| {
        let mut frames = Frames {
            frames: Vec::new(),
            verbs: FxHashMap::default(),
            nouns: FxHashMap::default(),
        };
        for line in lines() {
            frames.add(line);
        }
        let by_length =
            |entries: &mut Vec<(Phrase, usize)>| entries.sort_by_key(|(p, _)| usize::MAX - p.len());
        frames.verbs.values_mut().for_each(by_length);
        frames.nouns.values_mut().for_each(by_length);
        frames
    })
}

/// The first words of all verb phrases, those that carry nouns included, for the lexicon of verbs.
pub fn verbs() -> impl Iterator<Item = &'static str> {
    let heads = lines().filter_map(|line| line.split_once(':').map(|(head, _)| head));
    let phrases = heads.flat_map(|head| match head.split_once(" verb ") {
        Some((_, words)) => words.split('|'),
        None => head.split_once(" via ").map_or("", |(_, words)| words).split('|'),
    });
    phrases
        .flat_map(|phrase| phrase.split(','))
        .filter_map(|phrase| phrase.split_whitespace().next())
}

fn lines() -> impl Iterator<Item = &'static str> {
    include_str!("lexicon/frames.txt")
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

impl Frames {
    fn add(&mut self, line: &'static str) {
        let (name, settings) = line.split_once(':').expect("a frame has a colon");
        let name = name.trim();
        let mut parts = name.splitn(3, ' ');
        let kind = parts
            .next()
            .and_then(EventKind::from_name)
            .expect("a frame begins with a kind");
        let is_verb = parts.next() == Some("verb");
        let words = parts.next().expect("a frame has words");
        let (words, via) = words.split_once(" via ").unwrap_or((words, ""));
        let mut frame = Frame {
            name,
            kind,
            via: phrases(via, ',', true).collect(),
            slots: Vec::new(),
            status: Status::Happened,
            vouch: false,
            speech: false,
            passive: false,
            obliges: false,
        };
        settings.split_whitespace().for_each(|setting| frame.set(setting));
        let number = self.frames.len();
        self.frames.push(frame);
        for phrase in phrases(words, '|', is_verb) {
            let (index, key) = if is_verb {
                (&mut self.verbs, phrase[0])
            } else {
                (&mut self.nouns, phrase[phrase.len() - 1])
            };
            index.entry(key).or_default().push((phrase, number));
        }
    }
}

impl Frame {
    fn set(&mut self, setting: &'static str) {
        match setting.split_once('=') {
            Some((place, filled)) => self.slots.push(slot(place, filled)),
            None => match setting {
                "planned" => self.status = Status::Planned,
                "vouch" => self.vouch = true,
                "speech" => self.speech = true,
                "passive" => self.passive = true,
                "obliges" => self.obliges = true,
                _ => panic!("unknown setting {setting} in frame {}", self.name),
            },
        }
    }

    /// Whether its object is the thing said ("issued a *statement*"), so that it counts without anyone named.
    pub fn issues(&self) -> bool {
        self.slots.iter().any(|slot| {
            slot.needed && slot.place == SlotPlace::Object && matches!(slot.filler, Filler::Words(_))
        })
    }

    /// Whether a noun evokes it.
    pub fn is_noun(&self) -> bool {
        self.name.contains(" noun ")
    }

    /// Whether at least one slot has to be filled.
    pub fn has_needs(&self) -> bool {
        self.slots.iter().any(|slot| slot.needed)
    }
}

/// Phrases between separators, each split at spaces and hyphens, as the tokens of a text are.
/// A verb keeps its hyphen ("test-fire"), as the reader of words joins it.
fn phrases(words: &'static str, separator: char, verbs: bool) -> impl Iterator<Item = Phrase> {
    let words_of = move |phrase: &'static str| -> Phrase {
        let split = |word: &'static str| {
            if verbs || is_one_word(word) {
                vec![word]
            } else {
                word.split('-').collect()
            }
        };
        phrase.split_whitespace().flat_map(split).collect()
    };
    let phrases = words.split(separator).map(words_of);
    phrases.filter(|phrase| !phrase.is_empty())
}

/// "sit-in", "on-the-spot": what the reader of words joins into one.
pub fn is_one_word(word: &str) -> bool {
    let mut parts = word.split('-');
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(_), Some(second), None, None) => is_particle(second),
        (Some(_), Some(second), Some(_), None) => {
            matches!(second, "the" | "to" | "on" | "of" | "a" | "and" | "by" | "in")
        }
        _ => false,
    }
}

fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "in" | "out" | "off" | "up" | "down" | "over" | "back" | "by" | "on" | "away"
    )
}

fn slot(place: &'static str, filled: &'static str) -> Slot {
    let needed = filled.ends_with('!');
    let must = filled.ends_with("!!");
    let filled = filled.trim_end_matches('!');
    let split = filled.find(['/', '~']).unwrap_or(filled.len());
    let (role, filler) = filled.split_at(split);
    Slot {
        place: match place {
            "subj" => SlotPlace::Subject,
            "obj" => SlotPlace::Object,
            "iobj" => SlotPlace::Indirect,
            "inf" => SlotPlace::Infinitive,
            "comp" => SlotPlace::Complement,
            "poss" => SlotPlace::Possessor,
            preposition => SlotPlace::After(preposition),
        },
        role: match role {
            "A" => Role::Actor,
            "R" => Role::Recipient,
            "P" => Role::Place,
            "x" => Role::Evidence,
            _ => panic!("unknown role {role}"),
        },
        filler: match filler {
            "" => Filler::Any,
            "/person" => Filler::Person,
            "/party" => Filler::Party,
            "/place" => Filler::Place,
            words => Filler::Words(words.trim_start_matches('~').split(',').collect()),
        },
        needed,
        must,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_frame() {
        for kind in EventKind::ALL {
            assert!(frames().all().iter().any(|frame| frame.kind == *kind), "{kind:?}");
        }
    }

    #[test]
    fn phrases_are_found_longest_first() {
        let (phrase, frame) = frames().of_noun("visit").next().expect("visits have frames");
        assert_eq!(phrase.len(), 2);
        assert_eq!(frame.kind, EventKind::Visit);
    }
}

//! Pronouns and role phrases, and whom or what they stand for: "he", "the DPRK leader", "the city", "there". Rules of
//! salience: subjects before others, near before far, gender and title as the text tells them. Where two would do,
//! nothing is said.

mod holders;

use std::ops::Range;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::draft::Draft;
use crate::entities::Entity;
use crate::fold::PhraseHash;
use crate::lexicon::{Lexicon, Signs};
use crate::mention::{Gender, MentionKind, OfficePhrase, Place, Precision, Reference};
use crate::offices::fits;
use crate::places::head_of;
use crate::titles::country_in;
use crate::words::{Shape, Words};
use holders::{ByTable, Holders};

/// Reads a text from front to back, as it was printed on `day`. Entities learn gender and country on the way. Also the role
/// phrases for people whom the text does not name, where the table of offices knows them.
pub fn references(
    words: &Words,
    drafts: &[Draft],
    numbers: &[usize],
    places: &[Place],
    entities: &mut [Entity],
    day: Option<Date>,
) -> (Vec<Reference>, Vec<OfficePhrase>) {
    let precisions = places
        .iter()
        .map(|place| (place.mention, place.precision))
        .collect();
    let mut starts = vec![usize::MAX; words.all.len()];
    for (i, draft) in drafts.iter().enumerate() {
        starts[draft.words.start] = i;
    }
    let holders = Holders::new(words, drafts, numbers, entities.len(), day);
    let mut reader = Reader {
        words,
        drafts,
        numbers,
        entities,
        starts,
        precisions,
        people: Vec::new(),
        subject: None,
        introduced: Vec::new(),
        places: Vec::new(),
        found: Vec::new(),
        holders,
        unnamed: Vec::new(),
    };
    for sentence in 0..words.sentences.len() {
        reader.read(sentence);
    }
    reader.found.sort_by_key(|reference| reference.span);
    (reader.found, reader.unnamed)
}

struct Reader<'a, 't> {
    words: &'a Words<'t>,
    drafts: &'a [Draft],
    numbers: &'a [usize],
    entities: &'a mut [Entity],
    /// The draft that begins at each word.
    starts: Vec<usize>,
    precisions: FxHashMap<usize, Precision>,
    /// People in mind, and how much so.
    people: Vec<(usize, f32)>,
    /// Who the clause being read is about.
    subject: Option<usize>,
    /// Every person named so far, in order.
    introduced: Vec<usize>,
    /// Place drafts named so far, with their sentence.
    places: Vec<(usize, usize)>,
    found: Vec<Reference>,
    /// Who held which office on the article's day.
    holders: Holders,
    /// Role phrases for people whom the text does not name.
    unnamed: Vec<OfficePhrase>,
}

/// How much a person is in mind after being named as subject, otherwise, or behind "of" and "by".
const SUBJECT: f32 = 1.0;
const OBJECT: f32 = 0.55;
const ASIDE: f32 = 0.35;
/// What is left of it in the next sentence.
const FADE: f32 = 0.5;
/// Below this a person is out of mind.
const FORGOTTEN: f32 = 0.06;
/// Somebody told of by an office that nobody named holds: "he" may well be this one.
const STRANGER: usize = usize::MAX;
/// No more people than this are in mind at once.
const MOST_IN_MIND: usize = 64;
/// The best of several must be so many times as much in mind as the next.
const CLEARLY: f32 = 1.4;
/// The same for one of several who hold the same office.
const FAR_MORE: f32 = 2.0;

impl Reader<'_, '_> {
    fn read(&mut self, sentence: usize) {
        self.people.iter_mut().for_each(|(_, weight)| *weight *= FADE);
        self.people.retain(|(_, weight)| *weight > FORGOTTEN);
        let range = self.words.sentences[sentence].0.clone();
        let mut subjects: Vec<usize> = Vec::new();
        let mut waiting: Vec<usize> = Vec::new();
        self.subject = None;
        let main = self.main_clause(&range);
        let mut i = range.start;
        while i < range.end {
            if let Some(&draft) = self.starts.get(i).filter(|&&draft| draft != usize::MAX) {
                self.named(draft, sentence, &range, &mut subjects, &mut waiting);
                i = self.drafts[draft].words.end;
                continue;
            }
            let end = self.role_phrase(i, &range, sentence, &mut subjects, &mut waiting);
            if end > i {
                i = end;
                continue;
            }
            if main.is_some_and(|main| i < main) && matches!(self.words.folded_at(i), "his" | "her") {
                waiting.push(i);
            } else {
                self.pronoun(i, &subjects);
                self.place_reference(i, &range, sentence);
            }
            i += 1;
        }
    }

    /// Where the main clause begins, if the sentence opens with a phrase like "On his way to Moscow," and its subject is
    /// named right behind the comma.
    fn main_clause(&self, range: &Range<usize>) -> Option<usize> {
        const OPENERS: &[&str] = &[
            "on",
            "in",
            "during",
            "after",
            "before",
            "at",
            "with",
            "upon",
            "following",
            "despite",
            "throughout",
            "in",
            "for",
            "under",
            "by",
            "since",
            "through",
            "along",
            "like",
            "unlike",
            "because",
        ];
        if !OPENERS.contains(&self.words.folded_at(range.start)) {
            return None;
        }
        let comma = range.clone().take(30).find(|&i| self.words.folded_at(i) == ",")?;
        let person = self.person_at(comma + 1, range).is_some();
        (person || self.role_at(comma + 1, range).is_some()).then_some(comma)
    }

    /// The person whose name or title begins at a word.
    fn person_at(&self, i: usize, range: &Range<usize>) -> Option<usize> {
        (i..range.end.min(i + 6)).find_map(|at| {
            let draft = *self.starts.get(at).filter(|&&draft| draft != usize::MAX)?;
            let begin = self.drafts[draft]
                .title
                .as_ref()
                .map_or(at, |title| title.start.min(at));
            (self.drafts[draft].kind == MentionKind::Person && begin <= i).then_some(draft)
        })
    }

    fn named(
        &mut self,
        draft: usize,
        sentence: usize,
        range: &Range<usize>,
        subjects: &mut Vec<usize>,
        waiting: &mut Vec<usize>,
    ) {
        match self.drafts[draft].kind {
            MentionKind::Person => {
                let entity = self.numbers[draft];
                let words = &self.drafts[draft].words;
                let title = self.drafts[draft].title.as_ref();
                let begin = title.map_or(words.start, |title| title.start.min(words.start));
                if let Some(country) = self.inviting_country(begin, sentence) {
                    self.entities[entity].country.get_or_insert(country);
                }
                let weight = self.weight(begin, words.end, range);
                self.person(entity, weight, subjects, waiting);
            }
            MentionKind::Place => self.places.push((draft, sentence)),
            _ => {}
        }
    }

    /// "visited Norway at the invitation of President Lund": the host is of the country visited.
    fn inviting_country(&self, begin: usize, sentence: usize) -> Option<[u8; 2]> {
        let of = (begin.saturating_sub(3)..begin)
            .rev()
            .find(|&i| self.words.folded_at(i) == "of")?;
        let invitation =
            of > 2 && self.words.folded_at(of - 1) == "invitation" && self.words.folded_at(of - 3) == "at";
        let mut places = self.places.iter().rev();
        let (place, _) = places.find(|(draft, told)| {
            *told == sentence && self.precisions.get(draft) == Some(&Precision::Country)
        })?;
        invitation
            .then(|| country_in(self.words, self.drafts[*place].words.clone(), false))
            .flatten()
    }

    fn person(&mut self, entity: usize, weight: f32, subjects: &mut Vec<usize>, waiting: &mut Vec<usize>) {
        if weight == SUBJECT {
            self.subject = Some(entity);
            subjects.push(entity);
            for at in std::mem::take(waiting) {
                self.refer(at..at + 1, entity);
            }
        }
        self.remember(entity, weight);
        if !self.introduced.contains(&entity) && self.introduced.len() < 256 {
            self.introduced.push(entity);
        }
    }

    fn remember(&mut self, entity: usize, weight: f32) {
        let full = self.people.len() >= MOST_IN_MIND;
        match self.people.iter_mut().find(|(known, _)| *known == entity) {
            Some((_, known)) => *known = (*known + weight).min(2.5),
            None if !full => self.people.push((entity, weight)),
            None => {}
        }
    }

    /// How much naming a person at `begin..end` brings them to mind.
    fn weight(&self, begin: usize, end: usize, range: &Range<usize>) -> f32 {
        const CLAUSE: &[&str] = &[
            ",", "that", "and", "when", "as", "while", "but", "because", "after", "before", "since", "where",
            "if", "said", "says", "whether", "how", "\"", "“", ":", ";", "-", "then", "though", "although",
        ];
        let mut before = begin;
        while before > range.start && self.is_modifier(before - 1) {
            before -= 1;
        }
        if self.words.all.get(end).is_some_and(|word| word.possessive) {
            return ASIDE;
        }
        if before == range.start {
            return SUBJECT;
        }
        let word = self.words.folded_at(before - 1);
        match word {
            "of" | "by" | "from" | "for" => ASIDE,
            _ if CLAUSE.contains(&word) => SUBJECT,
            _ => OBJECT,
        }
    }

    /// Words between a clause's beginning and a name: "the", "Russian".
    fn is_modifier(&self, i: usize) -> bool {
        let word = &self.words.all[i];
        self.words.folded(word) == "the"
            || crate::countries::Countries::embedded()
                .demonym(word.hash)
                .is_some()
                && word.shape.is_capital()
    }

    fn refer(&mut self, range: Range<usize>, entity: usize) {
        let span = self.words.span(&range);
        self.found.push(Reference { span, entity });
    }

    fn pronoun(&mut self, i: usize, subjects: &[usize]) {
        let (gender, subject) = match self.words.folded_at(i) {
            "he" => (Gender::Male, true),
            "she" => (Gender::Female, true),
            "him" | "his" | "himself" => (Gender::Male, false),
            "her" | "hers" | "herself" => (Gender::Female, false),
            _ => return,
        };
        let object = matches!(self.words.folded_at(i), "him");
        let barred = if object && subjects.len() == 1 {
            subjects.first()
        } else {
            None
        };
        let reflexive = matches!(self.words.folded_at(i), "himself" | "herself");
        let Some(entity) = self.clearest(gender, barred.copied(), object && subjects.len() > 1) else {
            return;
        };
        if reflexive && subjects.len() > 1 {
            return;
        }
        self.refer(i..i + 1, entity);
        self.entities[entity].gender.get_or_insert(gender);
        if subject {
            self.subject = Some(entity);
        }
        self.remember(entity, if subject { SUBJECT } else { OBJECT });
    }

    /// The one person most in mind of whom the gender can be said.
    fn clearest(&self, gender: Gender, barred: Option<usize>, alone: bool) -> Option<usize> {
        let mut best: Option<(usize, f32)> = None;
        let mut second = 0.0_f32;
        for &(entity, weight) in &self.people {
            let known = self.entities.get(entity).and_then(|entity| entity.gender);
            if known.is_some_and(|known| known != gender) || barred == Some(entity) {
                continue;
            }
            let weight = if known.is_some() { weight * 1.3 } else { weight };
            match best {
                Some((_, most)) if weight <= most => second = second.max(weight),
                _ => {
                    second = best.map_or(0.0, |(_, most)| most.max(second));
                    best = Some((entity, weight));
                }
            }
        }
        let (entity, weight) = best.filter(|(entity, _)| *entity != STRANGER)?;
        let clear = if alone {
            second == 0.0
        } else {
            weight > second * CLEARLY
        };
        clear.then_some(entity)
    }

    /// Reads a role phrase that begins at word `i`; returns its end, or `i` if there is none.
    fn role_phrase(
        &mut self,
        i: usize,
        range: &Range<usize>,
        _sentence: usize,
        subjects: &mut Vec<usize>,
        waiting: &mut Vec<usize>,
    ) -> usize {
        let Some(role) = self.role_at(i, range) else {
            return i;
        };
        let weight = self.weight(i, role.end, range);
        let partner = self.subject.filter(|_| weight != SUBJECT);
        let Some(entity) = self.holder(&role, partner) else {
            self.keep_unnamed(i, &role);
            if weight == SUBJECT {
                self.remember(STRANGER, SUBJECT);
            }
            return i;
        };
        if let Some(country) = role.country {
            self.entities[entity].country.get_or_insert(country);
        }
        self.refer(i..role.end, entity);
        self.person(entity, weight, subjects, waiting);
        role.end
    }

    /// "the Russian President", "the minister": an article, perhaps a country, and an office, with no name behind it.
    fn role_at(&self, i: usize, range: &Range<usize>) -> Option<Role> {
        if self.words.folded_at(i) != "the" || i >= range.end {
            return None;
        }
        let mut start = i + 1;
        let mut country = None;
        while start < range.end.min(i + 6) && country.is_none() {
            if let Some((code, end)) = self.country_at(start, range.end) {
                country = Some(code);
                start = end;
            } else if matches!(
                self.words.folded_at(start),
                "visiting" | "top" | "supreme" | "respected" | "new"
            ) {
                start += 1;
            } else {
                break;
            }
        }
        let end = self.office_end(start, range.end)?;
        let office: Vec<&str> = (start..end).map(|at| self.words.folded_at(at)).collect();
        let named = self.person_at(end, range).is_some()
            || self.starts.get(end).is_some_and(|&draft| draft != usize::MAX);
        let of = self.words.folded_at(end) == "of" && end < range.end;
        let glued =
            end < range.end && self.words.printed(&self.words.all[end]) == "-" && self.words.all[end].glued;
        (!named && !of && !glued).then(|| Role {
            office: office.join(" "),
            country,
            end,
        })
    }

    fn country_at(&self, start: usize, limit: usize) -> Option<([u8; 2], usize)> {
        (start + 1..=limit.min(start + 4)).rev().find_map(|end| {
            let country = country_in(self.words, start..end, false)?;
            let whole = end == start + 1 || country_in(self.words, start..end - 1, false) != Some(country);
            whole.then_some((country, end))
        })
    }

    fn office_end(&self, start: usize, limit: usize) -> Option<usize> {
        let mut hash = PhraseHash::new();
        let mut longest = None;
        for at in start..limit.min(start + 4) {
            let word = &self.words.all[at];
            if word.shape == Shape::Mark {
                break;
            }
            hash = hash.word(self.words.folded(word));
            let signs = Lexicon::embedded().signs(hash.finish());
            let head = Lexicon::embedded().signs(word.hash).any(Signs::TITLE_HEAD);
            if signs.any(Signs::TITLE) && head {
                longest = Some(at + 1);
            }
        }
        longest
    }

    /// The one person named so far who holds an office; nobody is the partner of himself.
    fn holder(&self, role: &Role, subject: Option<usize>) -> Option<usize> {
        let holders = self
            .introduced
            .iter()
            .copied()
            .filter(|&entity| self.holds(entity, role) && Some(entity) != subject);
        let holders: Vec<usize> = holders.collect();
        let only = |of: &mut dyn Iterator<Item = usize>| {
            let first = of.next()?;
            of.next().is_none().then_some(first)
        };
        let Some(country) = role.country else {
            return only(&mut holders.iter().copied()).or_else(|| self.foremost(&holders));
        };
        let of_country = |told: Option<[u8; 2]>| {
            let entities = &self.entities;
            holders
                .iter()
                .copied()
                .filter(move |&entity| entities[entity].country == told)
        };
        if of_country(Some(country)).next().is_some() {
            return only(&mut of_country(Some(country)));
        }
        match self.holders.of(role) {
            ByTable::Named(entity) => Some(entity).filter(|&entity| Some(entity) != subject),
            ByTable::Unnamed(_) => None,
            ByTable::Silent => only(&mut of_country(None)),
        }
    }

    /// Keeps a role phrase for somebody whom the text does not name and the table knows.
    fn keep_unnamed(&mut self, start: usize, role: &Role) {
        if let ByTable::Unnamed(holding) = self.holders.of(role) {
            let span = self.words.span(&(start..role.end));
            self.unnamed.push(OfficePhrase { span, holding });
        }
    }

    /// The one of several who is clearly most in mind.
    fn foremost(&self, holders: &[usize]) -> Option<usize> {
        let weight = |holder: usize| {
            let known = self.people.iter().find(|(entity, _)| *entity == holder);
            known.map_or(0.0, |(_, weight)| *weight)
        };
        let best = holders
            .iter()
            .copied()
            .max_by(|&a, &b| weight(a).total_cmp(&weight(b)))?;
        let others = holders.iter().filter(|&&holder| holder != best);
        let next = others.map(|&holder| weight(holder)).fold(0.0, f32::max);
        (weight(best) > next * FAR_MORE && weight(best) > FORGOTTEN).then_some(best)
    }

    fn holds(&self, entity: usize, role: &Role) -> bool {
        self.entities[entity]
            .titles
            .iter()
            .any(|title| fits(title, &role.office))
    }

    /// "the city", "the country", "there".
    fn place_reference(&mut self, i: usize, range: &Range<usize>, sentence: usize) {
        let word = self.words.folded_at(i);
        if word == "there" && i > range.start {
            return self.there(i, range, sentence);
        }
        let article = i > range.start && self.words.folded_at(i - 1) == "the";
        let place = Lexicon::embedded()
            .signs(self.words.all[i].hash)
            .any(Signs::PLACE_HEAD);
        if !article || !place && word != "country" {
            return;
        }
        let of = i + 1 < range.end && matches!(self.words.folded_at(i + 1), "of" | "'s" | "s");
        if self.words.all[i].shape != Shape::Lower || of && self.words.folded_at(i + 1) == "of" {
            return;
        }
        let compound = self
            .words
            .all
            .get(i + 1)
            .is_some_and(|next| next.shape == Shape::Lower && is_noun_after(self.words.folded(next)));
        if compound {
            return;
        }
        if let Some(entity) = self.nearest_place(sentence, |reader, draft| reader.is_such(draft, word)) {
            self.refer(i - 1..i + 1, entity);
        }
    }

    /// "there" as a place, not as in "there is".
    fn there(&mut self, i: usize, range: &Range<usize>, sentence: usize) {
        const BE: &[&str] = &[
            "is", "are", "was", "were", "has", "have", "had", "will", "would", "be", "been", "can", "could",
            "may", "might", "should", "must", "seems", "seemed", "exists", "exist", "remains", "remain",
        ];
        const CLAUSE: &[&str] = &[
            "that", "and", "but", ",", "if", "as", "because", "said", "when", "while", "whether", "\"", "“",
        ];
        let next = if i + 1 < range.end {
            self.words.folded_at(i + 1)
        } else {
            ""
        };
        let possessive = self.words.all.get(i + 1).is_some_and(|word| word.possessive);
        if BE.contains(&next) || possessive || CLAUSE.contains(&self.words.folded_at(i - 1)) {
            return;
        }
        let last = self.places.last().copied();
        let near = last
            .filter(|&(_, told)| told == sentence)
            .map(|(draft, _)| self.numbers[draft]);
        if let Some(entity) = near.or_else(|| self.nearest_place(sentence, |_, _| true)) {
            self.refer(i..i + 1, entity);
        }
    }

    /// The only fitting place of the nearest sentence, up to two back, that names one.
    fn nearest_place(&self, sentence: usize, fits: impl Fn(&Self, usize) -> bool) -> Option<usize> {
        let mut found: Option<(usize, usize)> = None;
        for &(draft, told) in self.places.iter().rev().take(64) {
            if told + 2 < sentence || found.is_some_and(|(_, at)| at != told) {
                break;
            }
            if !fits(self, draft) {
                continue;
            }
            let entity = self.numbers[draft];
            if found.is_some_and(|(known, _)| known != entity) {
                return None;
            }
            found = Some((entity, told));
        }
        found.map(|(entity, _)| entity)
    }

    /// Whether a place is of the kind that a noun says.
    fn is_such(&self, draft: usize, noun: &str) -> bool {
        let precision = self.precisions.get(&draft);
        match noun {
            "city" | "town" => {
                precision == Some(&Precision::City)
                    && head_of(self.words, &self.drafts[draft]).is_none_or(|head| head == noun)
            }
            "country" | "republic" | "kingdom" => precision == Some(&Precision::Country),
            _ => head_of(self.words, &self.drafts[draft]) == Some(noun),
        }
    }
}

/// Nouns that make another thing of "the city" and its like: "the city council".
fn is_noun_after(word: &str) -> bool {
    matches!(
        word,
        "council"
            | "hall"
            | "government"
            | "centre"
            | "center"
            | "police"
            | "court"
            | "officials"
            | "authorities"
            | "mayor"
            | "committee"
            | "people"
            | "level"
            | "team"
            | "state"
            | "side"
            | "border"
            | "road"
            | "line"
            | "limits"
    )
}

struct Role {
    office: String,
    country: Option<[u8; 2]>,
    end: usize,
}

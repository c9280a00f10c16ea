//! What the tagger sees of each word: hashes of the word, its neighbours, shapes, endings, classes, and what the lists know
//! of the phrase it stands in. The same code runs in training and in use.

use std::ops::Range;

use crate::clusters::Clusters;
use crate::countries::Countries;
use crate::fold::{PhraseHash, mix};
use crate::gazetteer::{Gazetteer, PlaceKind};
use crate::lexicon::{Lexicon, Signs};
use crate::words::{Casing, Shape, Word, Words};

/// A town of so many people is a city: 16 times the base-2 logarithm of 100,000.
const CITY_SIZE: u16 = 265;
/// Phrases of at most this many words are looked up.
const LONGEST_PHRASE: usize = 6;

/// What the lists know of one word: signs of any phrase that covers it, and of those that begin with it.
#[derive(Clone, Copy, Default)]
pub struct Seen {
    /// Signs of phrases over this word.
    pub cover: Signs,
    /// Signs of phrases that begin here.
    pub begins: Signs,
    /// Path of its word class.
    pub class: u32,
}

/// Looks every word and phrase up, once.
pub fn look_up(words: &Words) -> Vec<Seen> {
    let mut seen = vec![Seen::default(); words.all.len()];
    for (range, casing) in &words.sentences {
        for i in range.clone() {
            seen[i].class = class(words, &words.all[i], *casing);
            look_up_from(words, i, range.end, *casing, &mut seen);
        }
    }
    seen
}

fn class(words: &Words, word: &Word, casing: Casing) -> u32 {
    if matches!(word.shape, Shape::Mark | Shape::Number) && word.span.len() > 1 {
        return 0;
    }
    let clusters = Clusters::embedded();
    let path = clusters.path(words.printed(word));
    if path != 0 || casing == Casing::Sentence || word.shape != Shape::Upper {
        return path;
    }
    clusters.path(&capitalised(words.folded(word)))
}

fn capitalised(folded: &str) -> String {
    let mut characters = folded.chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + characters.as_str()
}

/// Looks up the phrases that begin at word `i`.
fn look_up_from(words: &Words, i: usize, end: usize, casing: Casing, seen: &mut [Seen]) {
    let word = &words.all[i];
    if matches!(word.shape, Shape::Mark | Shape::Number) {
        return;
    }
    let lexicon = Lexicon::embedded();
    let capital = word.shape.is_capital() || casing == Casing::Lower;
    if capital {
        mark(seen, i..i + 1, lexicon.person_signs(word.hash));
    }
    let mut hash = PhraseHash::new();
    for last in i..end.min(i + LONGEST_PHRASE) {
        let part = &words.all[last];
        let folded = words.folded(part).trim();
        if part.shape == Shape::Mark && !(last > i && part.glued && (folded.is_empty() || part.possessive)) {
            break;
        }
        if folded.is_empty() {
            continue;
        }
        hash = if part.possessive {
            hash.suffix(folded)
        } else {
            hash.word(folded)
        };
        let finished = hash.finish();
        let signs = lexicon.signs(finished);
        let signs = if capital {
            signs
        } else {
            signs.without(Signs::OF_CAPITALS)
        };
        mark(seen, i..last + 1, signs);
        if capital && (part.shape != Shape::Lower || casing == Casing::Lower) {
            mark(seen, i..last + 1, place_signs(finished, word, last == i));
        }
    }
}

fn place_signs(hash: u64, first: &Word, single: bool) -> Signs {
    let countries = Countries::embedded();
    let mut signs = Signs::default();
    if let Some(area) = countries.named(hash) {
        let country = area.precision == crate::mention::Precision::Country;
        signs = signs.with(if country { Signs::COUNTRY } else { Signs::AREA });
    }
    if countries.demonym(hash).is_some() {
        signs = signs.with(Signs::NATIONALITY);
    }
    if single && first.span.len() < 3 {
        return signs;
    }
    Gazetteer::embedded().find(hash).fold(signs, |signs, found| {
        signs.with(town_sign(found.entry.kind, found.entry.size))
    })
}

fn town_sign(kind: PlaceKind, size: u16) -> Signs {
    match kind {
        PlaceKind::Region => Signs::REGION,
        PlaceKind::District => Signs::TOWN,
        PlaceKind::Capital => Signs::CITY,
        PlaceKind::Town if size >= CITY_SIZE => Signs::CITY,
        PlaceKind::Town => Signs::TOWN,
    }
}

fn mark(seen: &mut [Seen], range: Range<usize>, signs: Signs) {
    if signs.0 == 0 {
        return;
    }
    let begin = &mut seen[range.start];
    begin.begins = begin.begins.with(signs);
    for word in &mut seen[range] {
        word.cover = word.cover.with(signs);
    }
}

/// Collects the features of the words of one sentence.
pub struct Features<'a, 't> {
    words: &'a Words<'t>,
    seen: &'a [Seen],
    range: Range<usize>,
    casing: Casing,
    /// For each word of the sentence, the run of capitalised words it stands in (empty for others).
    runs: Vec<Range<usize>>,
}

/// Hash of what stands before and behind a sentence.
const EDGE: u64 = 0x5bd1_e995_97f4_a7c5;

impl<'a, 't> Features<'a, 't> {
    /// For the sentence that holds the words of `range`.
    pub fn new(words: &'a Words<'t>, seen: &'a [Seen], range: Range<usize>, casing: Casing) -> Self {
        let runs = runs(words, &range);
        Features {
            words,
            seen,
            range,
            casing,
            runs,
        }
    }

    /// Replaces `features` by those of the word at `i`; each is a hash whose low bits choose a row of weights.
    pub fn of(&self, i: usize, features: &mut Vec<u64>) {
        features.clear();
        let mut add = |template: u64, value: u64| {
            features.push(mix(
                value.wrapping_add(template.wrapping_mul(0x9e37_79b9_7f4a_7c15))
            ));
        };
        let at = i as isize;
        let shape = [self.shape(at - 1), self.shape(at), self.shape(at + 1)];
        let word = [
            self.hash(at - 2),
            self.hash(at - 1),
            self.hash(at),
            self.hash(at + 1),
            self.hash(at + 2),
        ];
        add(1, 0);
        for (k, &hash) in word.iter().enumerate() {
            add(2 + k as u64, hash);
        }
        add(7, pair(word[1], word[2]));
        add(8, pair(word[2], word[3]));
        add(9, pair(word[2], shape[1]));
        add(10, shape[1]);
        add(11, pair(shape[0], shape[1]));
        add(12, pair(shape[1], shape[2]));
        add(13, pair(pair(shape[0], shape[1]), shape[2]));
        add(14, pair(shape[1], u64::from(i == self.range.start)));
        add(15, pair(pair(word[1], shape[1]), 1));
        add(16, pair(pair(word[3], shape[1]), 2));
        self.endings(i, &mut add);
        self.classes(at, shape[1], &mut add);
        self.lists(at, shape[1], &mut add);
        self.run(i, &mut add);
    }

    fn endings(&self, i: usize, add: &mut impl FnMut(u64, u64)) {
        let own = self.words.folded(&self.words.all[i]);
        for length in 1..=4 {
            add(20 + length, tail(own, length as usize));
        }
        for length in 2..=4 {
            add(25 + length, head(own, length as usize));
        }
        if i > self.range.start {
            add(30, tail(self.words.folded_at(i - 1), 3));
        }
        if i + 1 < self.range.end {
            add(31, tail(self.words.folded_at(i + 1), 3));
        }
    }

    fn classes(&self, at: isize, shape: u64, add: &mut impl FnMut(u64, u64)) {
        let own = self.class(at);
        for (k, bits) in [4, 6, 10, 20].into_iter().enumerate() {
            let mask = (1 << bits) - 1;
            add(40 + k as u64, own & mask);
            add(44 + k as u64, self.class(at - 1) & mask);
            add(48 + k as u64, self.class(at + 1) & mask);
        }
        add(52, self.class(at - 2));
        add(53, self.class(at + 2));
        add(54, pair(self.class(at - 1), own));
        add(55, pair(own, self.class(at + 1)));
        add(56, pair(shape, self.class(at - 1)));
        add(57, pair(shape, self.class(at + 1)));
    }

    fn lists(&self, at: isize, shape: u64, add: &mut impl FnMut(u64, u64)) {
        let own = self.seen(at);
        for bit in 0..26 {
            if own.cover.0 >> bit & 1 == 1 {
                add(60, pair(bit, u64::from(own.begins.0 >> bit & 1)));
            }
        }
        let cover = u64::from(own.cover.0);
        let (before, behind) = (
            u64::from(self.seen(at - 1).cover.0),
            u64::from(self.seen(at + 1).cover.0),
        );
        add(61, pair(cover, u64::from(own.begins.0)));
        add(62, pair(cover, shape));
        add(63, before);
        add(64, behind);
        add(65, pair(before, cover));
        add(66, pair(cover, behind));
    }

    /// Features of the whole run of capitalised words: what it begins and ends with and what stands around it.
    fn run(&self, i: usize, add: &mut impl FnMut(u64, u64)) {
        let run = &self.runs[i - self.range.start];
        if run.is_empty() {
            return;
        }
        let (first, last) = (run.start as isize, run.end as isize - 1);
        let length = run.len().min(5) as u64;
        let place = u64::from(i == run.start) + 2 * u64::from(i + 1 == run.end);
        let shape = self.shape(i as isize);
        add(70, pair(length, place));
        add(71, self.hash(first - 1));
        add(72, self.hash(last + 1));
        add(73, pair(self.class(first - 1), length));
        add(74, pair(self.class(last + 1), length));
        add(75, self.hash(last));
        add(76, self.hash(first));
        add(77, pair(u64::from(self.seen(last).cover.0), place));
        add(78, pair(u64::from(self.seen(first).cover.0), place));
        add(79, pair(self.class(last), place));
        add(80, pair(self.class(first), place));
        add(81, pair(pair(self.hash(first - 1), shape), self.hash(first - 2)));
        add(82, pair(pair(self.hash(last + 1), shape), self.hash(last + 2)));
    }

    fn inside(&self, at: isize) -> Option<usize> {
        usize::try_from(at).ok().filter(|at| self.range.contains(at))
    }

    fn hash(&self, at: isize) -> u64 {
        self.inside(at).map_or(EDGE, |at| {
            let word = &self.words.all[at];
            if word.shape == Shape::Number {
                return 0x10 + word.span.len().min(5) as u64;
            }
            word.hash
        })
    }

    fn class(&self, at: isize) -> u64 {
        self.inside(at).map_or(EDGE, |at| u64::from(self.seen[at].class))
    }

    fn seen(&self, at: isize) -> Seen {
        self.inside(at).map_or(Seen::default(), |at| self.seen[at])
    }

    /// The shape, beside how the whole sentence is written and whether the word touches the one before.
    fn shape(&self, at: isize) -> u64 {
        self.inside(at).map_or(99, |at| {
            let word = &self.words.all[at];
            let mark = if word.shape == Shape::Mark { word.hash } else { 0 };
            pair(
                mark,
                u64::from(word.shape as u8) * 4 + u64::from(self.casing as u8),
            )
        })
    }
}

fn pair(a: u64, b: u64) -> u64 {
    mix(a.rotate_left(17) ^ b.wrapping_mul(0xc2b2_ae3d_27d4_eb4f))
}

fn tail(word: &str, length: usize) -> u64 {
    let start = word.char_indices().rev().nth(length - 1).map_or(0, |(at, _)| at);
    PhraseHash::new().word(&word[start..]).finish()
}

fn head(word: &str, length: usize) -> u64 {
    let end = word.char_indices().nth(length).map_or(word.len(), |(at, _)| at);
    PhraseHash::new().word(&word[..end]).finish()
}

/// Runs of capitalised words, with hyphens inside.
fn runs(words: &Words, range: &Range<usize>) -> Vec<Range<usize>> {
    let capital = |i: usize| words.all[i].shape.is_capital();
    let hyphen = |i: usize| words.all[i].glued && words.printed(&words.all[i]) == "-";
    let mut runs = vec![0..0; range.len()];
    let mut i = range.start;
    while i < range.end {
        if !capital(i) {
            i += 1;
            continue;
        }
        let mut end = i + 1;
        while end < range.end && (capital(end) || (hyphen(end) && end + 1 < range.end && capital(end + 1))) {
            end += 1;
        }
        (i..end).for_each(|k| runs[k - range.start] = i..end);
        i = end;
    }
    runs
}

//! Names before it is known which of them are the same: what the tagger found, put right by rules about head nouns, titles,
//! hyphens and lists, and by the rest of the text (a name that is told once is known everywhere).

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::countries::{Area, Countries};
use crate::features::Seen;
use crate::lexicon::{Lexicon, Signs};
use crate::mention::{Gender, MentionKind, Precision};
use crate::scripts;
use crate::states::state_of_code;
use crate::tagger::{Model, Tagged};
use crate::titles;
use crate::words::{Casing, Shape, Words};

/// A name in the making.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The words of the name, without its title.
    pub words: Range<usize>,
    /// Number of its sentence.
    pub sentence: usize,
    /// What it names.
    pub kind: MentionKind,
    /// The words of its title.
    pub title: Option<Range<usize>>,
    /// The country that its title belongs to, where printed.
    pub country: Option<[u8; 2]>,
    /// As far as title and given name tell.
    pub gender: Option<Gender>,
}

/// All names of a text in order, none overlapping another.
pub fn drafts(words: &Words, seen: &[Seen]) -> Vec<Draft> {
    let mut tagged: Vec<(usize, Tagged)> = Vec::new();
    for sentence in 0..words.sentences.len() {
        let mut names = Model::embedded().tag(words, seen, sentence);
        names.iter_mut().for_each(|name| trim(words, name));
        names = names.into_iter().flat_map(|name| split(words, name)).collect();
        names.retain_mut(|name| put_right(words, seen, name, &words.sentences[sentence]));
        add_missing(words, seen, sentence, &mut names);
        names.extend(scripts::names(words, &words.sentences[sentence].0));
        join_overlapping(&mut names);
        tagged.extend(names.into_iter().map(|name| (sentence, name)));
    }
    drop_plain_words(words, &mut tagged);
    spread(words, &mut tagged);
    let drafts = tagged.iter().map(|(sentence, name)| Draft {
        words: name.words.clone(),
        sentence: *sentence,
        kind: name.kind,
        title: None,
        country: None,
        gender: None,
    });
    let mut drafts: Vec<Draft> = drafts.collect();
    titles::read(words, seen, &mut drafts);
    drafts
}

/// Drops a single word at the beginning of a sentence that the text also writes small: it is no name.
fn drop_plain_words(words: &Words, tagged: &mut Vec<(usize, Tagged)>) {
    let small = words.all.iter().filter(|word| word.shape == Shape::Lower);
    let small: FxHashSet<u64> = small.map(|word| word.hash).collect();
    tagged.retain(|(sentence, name)| {
        let first = name.words.len() == 1 && name.words.start == words.sentences[*sentence].0.start;
        let word = &words.all[name.words.start];
        !(first && word.shape == Shape::Capital && small.contains(&word.hash))
    });
}

/// Parts that are names by themselves: "South Korea" and "Joint Chiefs of Staff" around a possessive, "DPRK" and "Russia"
/// around a hyphen.
fn split(words: &Words, name: Tagged) -> Vec<Tagged> {
    let part = |words: Range<usize>, kind| Tagged { words, kind };
    let range = name.words.clone();
    if range.len() < 3 {
        return vec![name];
    }
    let inside = range.start + 1..range.end - 1;
    if let Some(at) = inside.clone().find(|&i| words.all[i].possessive)
        && is_country(words, range.start..at)
    {
        return vec![
            part(range.start..at, MentionKind::Place),
            part(at + 1..range.end, name.kind),
        ];
    }
    if let Some(at) = inside
        .clone()
        .find(|&i| is_hyphen(words, i) && words.all[i + 1].glued)
        && is_country(words, range.start..at)
        && is_country(words, at + 1..range.end)
    {
        return vec![
            part(range.start..at, MentionKind::Place),
            part(at + 1..range.end, MentionKind::Place),
        ];
    }
    vec![name]
}

fn is_country(words: &Words, range: Range<usize>) -> bool {
    area(words, range).is_some_and(|area| area.precision == Precision::Country)
}

fn area(words: &Words, range: Range<usize>) -> Option<&'static Area> {
    titles::hash_of(words, range).and_then(|hash| Countries::embedded().named(hash))
}

/// Trims and extends a name and corrects its kind; false if it is none.
fn put_right(words: &Words, seen: &[Seen], name: &mut Tagged, sentence: &(Range<usize>, Casing)) -> bool {
    let (sentence, casing) = (&sentence.0, sentence.1);
    trim(words, name);
    if name.words.is_empty() {
        return false;
    }
    cut_compound(words, name);
    extend_hyphens(words, name, sentence);
    if casing == Casing::Sentence {
        extend_head(words, seen, name, sentence);
    }
    extend_code(words, name, sentence);
    kind_by_lists(words, name, sentence);
    is_name(words, seen, name)
}

/// A state's code behind a town keeps its stop and is a place: "Paris, Ky.", "Wheeling, W.Va.".
fn extend_code(words: &Words, name: &mut Tagged, sentence: &Range<usize>) {
    let range = name.words.clone();
    let behind = range.start > sentence.start + 1 && words.folded_at(range.start - 1) == ",";
    let code = words.phrase(range.clone()).replace(' ', "");
    if !behind || range.len() > 2 || state_of_code(&code).is_none() {
        return;
    }
    name.kind = MentionKind::Place;
    let stop = range.end < sentence.end && words.all[range.end].glued;
    let lower = words
        .printed(&words.all[range.end - 1])
        .ends_with(|last: char| last.is_lowercase());
    if stop && lower && words.printed(&words.all[range.end]) == "." {
        name.words.end += 1;
    }
}

/// What the lists are sure of: countries and areas of several words, agencies in capitals, facilities that one is "at".
fn kind_by_lists(words: &Words, name: &mut Tagged, sentence: &Range<usize>) {
    let range = name.words.clone();
    let single = range.len() == 1;
    let first = &words.all[range.start];
    if let Some(area) = area(words, range.clone()) {
        let country = area.precision == Precision::Country;
        if !single || country && name.kind != MentionKind::Person {
            name.kind = MentionKind::Place;
        }
        return;
    }
    let listed = titles::hash_of(words, range.clone())
        .is_some_and(|hash| Lexicon::embedded().signs(hash).any(Signs::ORGANISATION));
    if listed && single && first.shape == Shape::Upper {
        name.kind = MentionKind::Organisation;
        return;
    }
    let last = Lexicon::embedded().signs(words.all[range.end - 1].hash);
    let before = (range.start > sentence.start).then(|| words.folded_at(range.start - 1));
    let before = match before {
        Some("the") if range.start > sentence.start + 1 => Some(words.folded_at(range.start - 2)),
        other => other,
    };
    let at = matches!(
        before,
        Some("at" | "in" | "near" | "outside" | "inside" | "around")
    );
    if !single && at && last.any(Signs::FACILITY_HEAD) && name.kind == MentionKind::Organisation {
        name.kind = MentionKind::Place;
    }
}

/// Cuts articles before and marks and possessives around the name.
fn trim(words: &Words, name: &mut Tagged) {
    let is_edge = |i: usize| {
        let word = &words.all[i];
        word.possessive
            || word.shape == Shape::Mark
            || word.shape == Shape::Lower && words.folded(word) == "the"
    };
    while !name.words.is_empty() && is_edge(name.words.start) {
        name.words.start += 1;
    }
    let is_tail = |i: usize| words.all[i].possessive || words.all[i].shape == Shape::Mark;
    while !name.words.is_empty() && is_tail(name.words.end - 1) {
        name.words.end -= 1;
    }
    if name.words.len() > 1 && words.printed(&words.all[name.words.start]) == "The" {
        name.words.start += 1;
    }
}

/// "Geneva-based" names Geneva.
fn cut_compound(words: &Words, name: &mut Tagged) {
    let last = name.words.end - 1;
    let compound =
        name.words.len() > 2 && words.all[last].shape == Shape::Lower && is_hyphen(words, last - 1);
    if compound && words.all[last].glued && words.all[last].span.len() > 4 && name.kind != MentionKind::Person
    {
        name.words.end -= 2;
    }
}

/// "Choe Ryong" + "-hae", "Kumbu" + "-ri": a short lower-case part behind a hyphen belongs to the name.
fn extend_hyphens(words: &Words, name: &mut Tagged, sentence: &Range<usize>) {
    let end = name.words.end;
    if end + 1 >= sentence.end || !is_hyphen(words, end) || !words.all[end + 1].glued {
        return;
    }
    let part = &words.all[end + 1];
    let folded = words.folded(part);
    let suffix = ["ri", "up", "gun", "dong", "do", "si", "gu", "myon", "rodongjagu"].contains(&folded);
    let syllable = name.kind == MentionKind::Person && name.words.len() > 1 && folded.len() <= 5;
    if part.shape == Shape::Lower && (suffix || syllable) {
        name.words.end = end + 2;
        if suffix && name.words.len() == 3 {
            name.kind = MentionKind::Place;
        }
    }
}

fn is_hyphen(words: &Words, i: usize) -> bool {
    words.all[i].glued && words.printed(&words.all[i]) == "-"
}

/// "Kim Il Sung" + "Stadium": a capitalised head noun behind a name decides what it is.
fn extend_head(words: &Words, seen: &[Seen], name: &mut Tagged, sentence: &Range<usize>) {
    let next = name.words.end;
    let last = if next < sentence.end && is_head(words, seen, next) && name.kind != MentionKind::Other {
        name.words.end = next + 1;
        next
    } else {
        next - 1
    };
    if name.words.len() < 2 || !is_head(words, seen, last) {
        return;
    }
    let signs = Lexicon::embedded().signs(words.all[last].hash);
    let facility = signs.any(Signs::FACILITY_HEAD);
    let org_only = signs.any(Signs::ORG_HEAD) && !signs.any(Signs::PLACE_HEAD);
    match name.kind {
        MentionKind::Person if facility || signs.any(Signs::PLACE_HEAD) => name.kind = MentionKind::Place,
        MentionKind::Person | MentionKind::Place if org_only => name.kind = MentionKind::Organisation,
        _ => {}
    }
}

fn is_head(words: &Words, _seen: &[Seen], i: usize) -> bool {
    let word = &words.all[i];
    let signs = Lexicon::embedded().signs(word.hash);
    word.shape == Shape::Capital
        && word.span.len() > 3
        && !word.glued
        && (signs.any(Signs::PLACE_HEAD) || signs.any(Signs::ORG_HEAD))
        && !signs.any(Signs::TITLE)
}

/// Whether this is a name at all.
fn is_name(words: &Words, seen: &[Seen], name: &Tagged) -> bool {
    let range = name.words.clone();
    let letters = range
        .clone()
        .any(|i| words.all[i].shape.is_capital() || words.all[i].shape == Shape::Lower);
    if !letters {
        return false;
    }
    let signs = Lexicon::embedded().signs(words.all[range.start].hash);
    if range.len() == 1 && signs.any(Signs::NOT_A_NAME) && words.all[range.start].shape != Shape::Upper {
        return false;
    }
    let person = name.kind == MentionKind::Person;
    let direction = matches!(words.folded_at(range.start), "north" | "south" | "east" | "west");
    let title = signs.any(Signs::TITLE) && !seen[range.start].cover.any(Signs::FAMILY);
    if range.len() == 1 && (person && title || direction && name.kind != MentionKind::Place)
        || !is_latin(words.printed(&words.all[range.start]))
    {
        return false;
    }
    let calendar =
        range.len() == 1 && signs.any(Signs::CALENDAR) && !seen[range.start].cover.any(Signs::FAMILY);
    !calendar
}

/// Whether every letter is Latin: the tagger has learned no other script.
fn is_latin(word: &str) -> bool {
    let latin = |letter: char| matches!(letter, 'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
    word.chars().filter(|letter| letter.is_alphabetic()).all(latin)
}

/// Names that the tagger missed and the lists are sure of: countries, peoples, and capitalised words behind a title.
fn add_missing(words: &Words, seen: &[Seen], sentence: usize, names: &mut Vec<Tagged>) {
    let (range, casing) = words.sentences[sentence].clone();
    let mut taken = vec![false; range.len()];
    for name in names.iter() {
        name.words.clone().for_each(|i| taken[i - range.start] = true);
    }
    let mut i = range.start;
    while i < range.end {
        let found = (!taken[i - range.start])
            .then(|| missing(words, seen, i, &range, casing))
            .flatten()
            .filter(|found| !found.words.clone().any(|k| taken[k - range.start]));
        i = found.as_ref().map_or(i + 1, |found| found.words.end);
        names.extend(found);
    }
    names.sort_by_key(|name| name.words.start);
}

fn missing(
    words: &Words,
    seen: &[Seen],
    i: usize,
    sentence: &Range<usize>,
    casing: Casing,
) -> Option<Tagged> {
    let word = &words.all[i];
    if !word.shape.is_capital() || word.shape == Shape::Letter || casing == Casing::Upper {
        return None;
    }
    let covered = |sign: Signs| {
        let mut end = i + 1;
        while end < sentence.end && seen[end].cover.any(sign) && !seen[end].begins.any(sign) {
            end += 1;
        }
        end
    };
    if seen[i].begins.any(Signs::COUNTRY) {
        return Some(Tagged {
            words: i..covered(Signs::COUNTRY),
            kind: MentionKind::Place,
        });
    }
    let people = covered(Signs::NATIONALITY);
    if casing == Casing::Sentence && titles::country_of_people(words, i..people).is_some() {
        return Some(Tagged {
            words: i..people,
            kind: MentionKind::Other,
        });
    }
    if let Some(end) = state_code(words, i, sentence) {
        return Some(Tagged {
            words: i..end,
            kind: MentionKind::Place,
        });
    }
    let titled = i > sentence.start && titles::ends_at(words, seen, i, sentence.start);
    if titled && casing == Casing::Sentence && !is_listed_word(word.hash) {
        let mut end = i + 1;
        while end < sentence.end
            && words.all[end].shape.is_capital()
            && end < i + 4
            && !is_listed_word(words.all[end].hash)
        {
            end += 1;
        }
        return Some(Tagged {
            words: i..end,
            kind: MentionKind::Person,
        });
    }
    None
}

/// Where an American state's code ends that stands between commas: "Alexandria, La.,".
fn state_code(words: &Words, i: usize, sentence: &Range<usize>) -> Option<usize> {
    if i < sentence.start + 2 || words.folded_at(i - 1) != "," || !words.all[i - 2].shape.is_capital() {
        return None;
    }
    state_of_code(words.folded_at(i)).filter(|_| words.all[i].shape != Shape::Lower)?;
    let stop = i + 1 < sentence.end && words.all[i + 1].glued && words.printed(&words.all[i + 1]) == ".";
    let long = words.all[i].shape == Shape::Dotted || words.all[i].shape == Shape::Upper || stop;
    long.then_some(i + 1 + usize::from(stop && i + 2 < sentence.end))
}

/// Whether the word is a title, a head noun or the like, and so no person's name.
fn is_listed_word(hash: u64) -> bool {
    let countries = Countries::embedded();
    Lexicon::embedded().signs(hash).without(Signs::OF_CAPITALS).0 != 0
        || countries
            .named(hash)
            .is_some_and(|area| area.precision == Precision::Country)
        || countries.demonym(hash).is_some()
}

fn join_overlapping(names: &mut Vec<Tagged>) {
    names.sort_by_key(|name| name.words.start);
    let mut kept: Vec<Tagged> = Vec::with_capacity(names.len());
    for name in names.drain(..) {
        match kept.last_mut() {
            Some(last) if last.words.end > name.words.start => {
                last.words.end = last.words.end.max(name.words.end)
            }
            _ => kept.push(name),
        }
    }
    *names = kept;
}

/// What a text says of a word, counted over the names it stands in.
#[derive(Default)]
struct Votes([u32; 4]);

/// A name that the text tells at length once is known by its parts elsewhere: kinds are made the same, and capitalised
/// family names that the tagger missed are added.
fn spread(words: &Words, tagged: &mut Vec<(usize, Tagged)>) {
    let mut people: FxHashMap<u64, u32> = FxHashMap::default();
    let mut kinds: FxHashMap<Vec<u64>, Votes> = FxHashMap::default();
    for (_, name) in tagged.iter() {
        let key: Vec<u64> = name.words.clone().map(|i| words.all[i].hash).collect();
        if name.kind == MentionKind::Person && key.len() > 1 {
            key.iter().for_each(|hash| *people.entry(*hash).or_default() += 1);
        }
        kinds.entry(key).or_default().0[name.kind as usize] += 1;
    }
    for (_, name) in tagged.iter_mut() {
        let key: Vec<u64> = name.words.clone().map(|i| words.all[i].hash).collect();
        if key.len() == 1
            && name.kind != MentionKind::Person
            && people.contains_key(&key[0])
            && !is_listed_word(key[0])
        {
            let place = Lexicon::embedded().person_signs(key[0]).0 == 0 && name.kind == MentionKind::Place;
            if !place {
                name.kind = MentionKind::Person;
            }
        } else if let Some(Votes(votes)) = kinds.get(&key) {
            let most = *votes.iter().max().unwrap_or(&0);
            if votes[name.kind as usize] * 2 < most {
                name.kind = ALL[votes.iter().position(|vote| *vote == most).unwrap_or(0)];
            }
        }
    }
    add_agencies(words, tagged);
    add_known_people(words, &people, tagged);
}

/// The agency that tells the text is an organisation wherever it is named.
fn add_agencies(words: &Words, tagged: &mut Vec<(usize, Tagged)>) {
    let agencies = agencies(words);
    let is_agency = |i: usize| agencies.iter().any(|(_, hash)| *hash == words.all[i].hash);
    for (_, name) in tagged.iter_mut().filter(|(_, name)| name.words.len() == 1) {
        if is_agency(name.words.start) {
            name.kind = MentionKind::Organisation;
        }
    }
    let before = tagged.len();
    for (at, _) in agencies {
        let sentence = words.sentences.partition_point(|(range, _)| range.end <= at);
        if !tagged[..before].iter().any(|(_, name)| name.words.contains(&at)) {
            let kind = MentionKind::Organisation;
            tagged.push((
                sentence,
                Tagged {
                    words: at..at + 1,
                    kind,
                },
            ));
        }
    }
    tagged.sort_by_key(|(_, name)| name.words.start);
}

/// The words that stand alone in brackets before a dash, as agencies do in datelines: "OSLO, June 4 (Fjordpress) --".
fn agencies(words: &Words) -> Vec<(usize, u64)> {
    let is = |i: usize, marks: &[&str]| {
        let word = words.all.get(i);
        word.is_some_and(|word| marks.contains(&words.printed(word)))
    };
    let names = (1..words.all.len()).filter(|&i| {
        let named = words.all[i].shape.is_capital() && is(i - 1, &["("]) && is(i + 1, &[")"]);
        named && is(i + 2, &["-", "--", "–", "—"])
    });
    names.map(|i| (i, words.all[i].hash)).take(8).collect()
}

const ALL: [MentionKind; 4] = [
    MentionKind::Person,
    MentionKind::Organisation,
    MentionKind::Place,
    MentionKind::Other,
];

fn add_known_people(words: &Words, people: &FxHashMap<u64, u32>, tagged: &mut Vec<(usize, Tagged)>) {
    if people.is_empty() {
        return;
    }
    let mut taken = vec![false; words.all.len()];
    for (_, name) in tagged.iter() {
        name.words.clone().for_each(|i| taken[i] = true);
    }
    let before = tagged.len();
    for (sentence, (range, casing)) in words.sentences.iter().enumerate() {
        for i in range.clone().filter(|&i| !taken[i]) {
            let word = &words.all[i];
            let alone = (i == range.start || !words.all[i - 1].shape.is_capital())
                && (i + 1 >= range.end || !words.all[i + 1].shape.is_capital());
            let known = people.contains_key(&word.hash) && !is_listed_word(word.hash);
            if alone
                && known
                && matches!(word.shape, Shape::Capital | Shape::Mixed)
                && *casing == Casing::Sentence
            {
                let kind = MentionKind::Person;
                tagged.push((
                    sentence,
                    Tagged {
                        words: i..i + 1,
                        kind,
                    },
                ));
            }
        }
    }
    if tagged.len() > before {
        tagged.sort_by_key(|(_, name)| name.words.start);
    }
}

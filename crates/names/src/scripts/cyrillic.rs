//! Russian and its kin: capitalised words, whose case endings are tried off before they are looked up. People are runs of
//! two or three with the ending of a family name or patronymic, or what stands behind a title; bodies are acronyms, names in
//! quotation marks behind a head noun, and "Министерство" with its genitive.

use std::ops::Range;

use super::{Fame, is_listed, listed, place};
use crate::mention::MentionKind;
use crate::tagger::Tagged;
use crate::words::{Shape, Word, Words};

/// Beginnings of titles; the endings change with the case.
const TITLES: &str = "президент премьер министр главa глава главы главу главой лидер генерал адмирал полковник маршал \
    посол посла послом секретар председател депутат губернатор мэр спикер король короля товарищ господин \
    представител сенатор директор командующ патриарх журналист міністр прем голова речни";
/// Endings of family names and patronymics, with those that the case adds.
const FAMILY_ENDINGS: &str = "ов ова ову овым овой ев ева еву евым евой ёв ёва ин ина ину иным иной ын ский ского скому ским ская \
    ской скую цкий цкого енко ук юк чук чука ян яна швили дзе ич ича ичу ичем вна вны вне ко";
const HEADS: &str = "компани газет агентств парти корпораци банк завод групп телеканал издани концерн холдинг клуб \
    движени фонд институт организаци объединени";
const MINISTRIES: &str = "министерств комитет управлени служб";
/// Endings that stand for the nominative ones on the right.
const ENDINGS: &[(&str, &[&str])] = &[
    ("ии", &["ия"]),
    ("ию", &["ия"]),
    ("ией", &["ия"]),
    ("ью", &["ь"]),
    ("ом", &["", "о"]),
    ("ем", &["", "е", "ь", "й"]),
    ("ой", &["а", "ая"]),
    ("ей", &["я", "ь"]),
    ("ого", &["ий", "ый"]),
    ("ому", &["ий", "ый"]),
    ("а", &["", "о"]),
    ("у", &["", "а", "о"]),
    ("е", &["", "а", "о", "ь", "я"]),
    ("ы", &["а", ""]),
    ("и", &["ь", "а", "я", ""]),
    ("я", &["ь", "й"]),
    ("ю", &["ь", "й", "я"]),
];

/// Beginnings of names of places that are none by themselves.
const NO_PLACES: &str = "Новый Новая Новое Новые Великий Великая Старый Красный Красная Большой Большая";

/// The name that begins at the word at `at`.
pub fn name_at(words: &Words, at: usize, sentence: &Range<usize>) -> Option<Tagged> {
    if !words.all[at].shape.is_capital() {
        return None;
    }
    let person = || person(words, at, sentence).map(|end| (end, MentionKind::Person));
    let place = place_end(words, at, sentence).map(|end| (end, MentionKind::Place));
    let country = place_of(words.printed(&words.all[at])).is_some_and(|(fame, _)| fame == Fame::Country);
    let town =
        |end: usize| place_of(words.printed(&words.all[end - 1])).is_some_and(|(fame, _)| fame == Fame::Town);
    let long_name = || person().filter(|(end, _)| (*end > at + 1 || town(*end)) && !country);
    let (end, kind) = body(words, at, sentence)
        .map(|end| (end, MentionKind::Organisation))
        .or_else(long_name)
        .or(place)
        .or_else(person)?;
    Some(Tagged { words: at..end, kind })
}

fn begins_with(words: &Words, at: usize, beginnings: &'static str) -> bool {
    let folded = words.folded_at(at);
    listed(beginnings).any(|beginning| folded.starts_with(beginning))
}

fn body(words: &Words, at: usize, sentence: &Range<usize>) -> Option<usize> {
    let word = &words.all[at];
    let printed = words.printed(word);
    if begins_with(words, at, MINISTRIES) {
        let next = at + 1;
        let genitive = next < sentence.end && words.all[next].shape == Shape::Lower;
        return genitive.then_some(next + 1);
    }
    if word.shape == Shape::Upper && printed.chars().count() <= 6 && place_of(printed).is_none() {
        let around = at.saturating_sub(4).max(sentence.start)..sentence.end.min(at + 5);
        let upper = |word: &&Word| word.shape == Shape::Upper;
        let shouting = words.all[around].iter().filter(upper).count() > 3;
        return (!shouting).then_some(at + 1);
    }
    let quoted = at > sentence.start + 1 && words.printed(&words.all[at - 1]) == "«";
    if quoted && begins_with(words, at - 2, HEADS) {
        let mut inside = at + 1..sentence.end.min(at + 7);
        return inside.find(|&i| words.printed(&words.all[i]) == "»");
    }
    None
}

/// Where the place that begins here ends: up to three words, the last in any case.
fn place_end(words: &Words, at: usize, sentence: &Range<usize>) -> Option<usize> {
    let ends = (at + 1..=sentence.end.min(at + 3)).rev();
    let joined = |end: usize| &words.text[words.span(&(at..end)).range()];
    ends.filter(|&end| words.all[end - 1].shape.is_capital())
        .find(|&end| place_of(joined(end)).is_some())
}

/// The place whose name this is in some case, and that name.
pub fn place_of(word: &str) -> Option<(Fame, String)> {
    if word.chars().count() < 3 || is_listed(NO_PLACES, word) {
        return None;
    }
    let whole = place(word).map(|fame| (fame, word.to_owned()));
    whole.or_else(|| {
        let stems = ENDINGS
            .iter()
            .filter_map(|(ending, others)| Some((word.strip_suffix(ending)?, others)));
        let forms = stems
            .filter(|(stem, _)| stem.chars().count() > 2)
            .flat_map(|(stem, others)| others.iter().map(move |other| format!("{stem}{other}")));
        forms.filter_map(|form| Some((place(&form)?, form))).next()
    })
}

fn person(words: &Words, at: usize, sentence: &Range<usize>) -> Option<usize> {
    let capital = |i: usize| {
        let word = &words.all[i];
        matches!(
            word.shape,
            Shape::Capital | Shape::Dotted | Shape::Letter | Shape::Mixed
        ) && !begins_with(words, i, TITLES)
    };
    let mut end = at;
    while end < sentence.end.min(at + 3) && capital(end) {
        end += 1;
    }
    let family = |i: usize| {
        let folded = words.folded_at(i);
        folded.chars().count() > 4 && listed(FAMILY_ENDINGS).any(|ending| folded.ends_with(ending))
    };
    let named = (at..end).any(family);
    let office = at > sentence.start && behind_title(words, at, sentence);
    match end - at {
        0 => None,
        1 => (office || at > sentence.start && family(at) && !behind_preposition(words, at)).then_some(end),
        _ => (named || office).then_some(end),
    }
}

/// "президент Путин", "президент России Владимир Путин", "министр обороны Сергей Шойгу".
fn behind_title(words: &Words, at: usize, sentence: &Range<usize>) -> bool {
    let earliest = at.saturating_sub(3).max(sentence.start);
    (earliest..at).rev().any(|i| begins_with(words, i, TITLES))
        && words.all[earliest..at]
            .iter()
            .all(|word| word.shape != Shape::Mark)
}

fn behind_preposition(words: &Words, at: usize) -> bool {
    matches!(
        words.folded_at(at - 1),
        "в" | "во" | "из" | "под" | "через" | "у" | "на" | "около"
    )
}

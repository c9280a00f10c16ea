//! What the words at the end of a name and around it say of the name: laws and prizes are no bodies, a ministry has two
//! fields, "US" before "$" is a currency, and whoever a "man" belongs to is a town. Which names are the same is no matter here.

use std::ops::Range;

use crate::gazetteer::{Gazetteer, PlaceKind};
use crate::lexicon::{Lexicon, Signs};
use crate::mention::MentionKind;
use crate::tagger::Tagged;
use crate::titles::hash_of;
use crate::words::{Shape, Words};

/// Puts right what the words around a name are sure of; false if it is none.
pub fn read_around(words: &Words, name: &mut Tagged, sentence: &Range<usize>) -> bool {
    if is_currency(words, &name.words, sentence) {
        return false;
    }
    extend_fields(words, name, sentence);
    let thing = matches!(name.kind, MentionKind::Organisation | MentionKind::Place);
    if thing && is_work(words, name) {
        name.kind = MentionKind::Other;
    }
    if is_of_a_local(words, name, sentence) {
        name.kind = MentionKind::Place;
    }
    true
}

/// "US$ 40", "US dollars".
pub fn is_currency(words: &Words, range: &Range<usize>, sentence: &Range<usize>) -> bool {
    let end = range.end;
    let currency = end < sentence.end && matches!(words.folded_at(end), "$" | "dollar" | "dollars");
    range.len() == 1 && currency && words.folded_at(range.start) == "us"
}

/// Laws, treaties, reports and prizes of several words.
fn is_work(words: &Words, name: &Tagged) -> bool {
    const WORKS: &[&str] = &[
        "law",
        "laws",
        "act",
        "bill",
        "report",
        "agreement",
        "treaty",
        "accord",
        "accords",
        "pact",
        "protocol",
        "convention",
        "prize",
        "award",
        "awards",
        "war",
        "day",
        "festival",
        "olympics",
        "games",
        "constitution",
        "resolution",
        "declaration",
    ];
    name.words.len() > 1 && WORKS.contains(&words.folded_at(name.words.end - 1))
}

/// "Ministry of Trade" + "and Industry", "Chamber of Commerce" + "and Industry": the second field of a body.
fn extend_fields(words: &Words, name: &mut Tagged, sentence: &Range<usize>) {
    let (start, end) = (name.words.start, name.words.end);
    if name.kind != MentionKind::Organisation || end + 1 >= sentence.end || name.words.len() < 3 {
        return;
    }
    let joint = matches!(words.folded_at(end), "and" | "&") && words.all[end - 1].shape == Shape::Capital;
    let of = (start + 1..end - 1)
        .rev()
        .find(|&i| matches!(words.folded_at(i), "of" | "for"));
    let headed = of.is_some_and(|of| is_body_head(words, of - 1));
    if !joint || !headed {
        return;
    }
    let is_field = |i: usize| {
        let word = &words.all[i];
        word.shape == Shape::Capital && !is_body_head(words, i) && is_ordinary(words.folded(word))
    };
    let mut last = end + 1;
    while last < sentence.end && last < end + 4 && is_field(last) {
        last += 1;
    }
    let headed_behind = last < sentence.end && words.all[last].shape.is_capital();
    if last > end + 1 && !headed_behind {
        name.words.end = last;
    }
}

fn is_body_head(words: &Words, i: usize) -> bool {
    Lexicon::embedded().signs(words.all[i].hash).any(Signs::ORG_HEAD)
}

/// Whether the word is also printed small: it has a class of its own, and is nobody's name.
fn is_ordinary(folded: &str) -> bool {
    let known = crate::clusters::Clusters::embedded().path(folded) != 0;
    let hash = crate::fold::phrase_hash(folded);
    known && Lexicon::embedded().person_signs(hash).0 == 0
}

/// "A Longview woman", "the Clinton couple", "Mansfield firefighters": a town of the gazetteer before its people.
fn is_of_a_local(words: &Words, name: &Tagged, sentence: &Range<usize>) -> bool {
    let unsure = matches!(name.kind, MentionKind::Person | MentionKind::Organisation);
    unsure && is_before_local(words, name.words.end, sentence) && is_town(words, &name.words)
}

fn is_before_local(words: &Words, end: usize, sentence: &Range<usize>) -> bool {
    const LOCALS: &[&str] = &[
        "man",
        "woman",
        "men",
        "women",
        "couple",
        "resident",
        "residents",
        "teen",
        "teenager",
        "teenagers",
        "police",
        "firefighters",
        "motorist",
        "schools",
        "hospital",
    ];
    let next = (end < sentence.end).then(|| &words.all[end]);
    next.is_some_and(|next| next.shape == Shape::Lower && LOCALS.contains(&words.folded(next)))
}

/// The town at word `at` that nobody has tagged: "a Longview woman", "two Great Bend residents".
pub fn town_of_locals(words: &Words, at: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let capital = |i: usize| words.all[i].shape == Shape::Capital && !words.all[i].possessive;
    let town = [at..at + 2, at..at + 1].into_iter().find(|town| {
        let inside = town.end < sentence.end && town.clone().all(capital);
        inside && is_before_local(words, town.end, sentence) && is_town(words, town)
    })?;
    let apart = at > sentence.start && words.all[at - 1].shape == Shape::Lower;
    let signs = Lexicon::embedded().signs(words.all[at].hash);
    (apart && signs.0 == 0).then_some(town)
}

fn is_town(words: &Words, range: &Range<usize>) -> bool {
    let Some(hash) = hash_of(words, range.clone()) else {
        return false;
    };
    let mut towns = Gazetteer::embedded().find(hash);
    towns.any(|found| found.own_name && found.entry.kind <= PlaceKind::Capital)
}

//! When two tellings are of one event. Rather two lines that ought to be one than one line that ought to be two: a
//! reader can join lines, but not see that a joined one is wrong.

use std::cmp::Ordering;

use annals_annotate::EventKind;
use annals_names::Precision;
use rustc_hash::FxHashSet;

use crate::name_key::fold;
use crate::telling::{Days, KindOfEvent, Leg, Site, Telling};
use crate::words::{Word, Words};

/// Two outlets may differ by so many days about one stay.
pub const STAY_TOLERANCE: i32 = 2;
/// So many days the time of something short may be given with; more is the time of a whole trip.
const SHORT: i32 = 3;

/// Whether both dated tellings are of one event; the better they agree, the greater the answer.
pub fn same_event(words: &Words, a: &Telling, b: &Telling) -> Option<u32> {
    let days = days_agree(a, b)?;
    let people = people_agree(a, b)?;
    let place = places_agree(words, a, b)?;
    (a.is_specific() && b.is_specific() && says_the_same(words, a, b))
        .then_some(4 * place + 2 * days + people)
}

fn days_agree(a: &Telling, b: &Telling) -> Option<u32> {
    match (a.days, b.days) {
        (Days::Sharp { .. }, Days::Sharp { .. }) => sharp_days_agree(a, b),
        (x @ Days::Vague { months: true, .. }, y) if x == y => Some(2),
        _ => None,
    }
}

fn sharp_days_agree(a: &Telling, b: &Telling) -> Option<u32> {
    let (
        Days::Sharp { first, last },
        Days::Sharp {
            first: from,
            last: until,
        },
    ) = (a.days, b.days)
    else {
        return None;
    };
    if (first, last) == (from, until) {
        return Some(2);
    }
    let gap = (from - last).max(first - until);
    let long = (last - first).max(until - from) >= SHORT;
    match gap {
        ..=0 if a.kind.takes_days() || !long => Some(1),
        1..=STAY_TOLERANCE if is_long_stay(a) && a.origin != b.origin => Some(0),
        _ => None,
    }
}

/// A visit or stay, as against the moment of arriving or leaving.
fn is_long_stay(telling: &Telling) -> bool {
    telling.kind.is_stay() && !matches!(telling.leg, Leg::Arrival | Leg::Departure)
}

/// Whether the same people take part: two of them at least where that is what makes the event, one of them in each role
/// elsewhere.
pub fn people_agree(a: &Telling, b: &Telling) -> Option<u32> {
    let actors = shared(&a.actors, &b.actors);
    let known = shared(&a.known, &b.known);
    let equal = a.actors == b.actors && a.recipients == b.recipients;
    let agree = match () {
        () if equal => true,
        () if known == 0 => false,
        // One storm a day in a town, whomever it harms.
        () if a.kind == EventKind::Disaster => true,
        () if a.kind.is_mutual() => actors >= 2,
        () => actors >= 1 && recipients_agree(a, b),
    };
    agree.then_some(u32::from(equal))
}

fn recipients_agree(a: &Telling, b: &Telling) -> bool {
    match (&*a.recipients, &*b.recipients) {
        ([], _) | (_, []) => !a.kind.needs_recipient(),
        (a, b) => shared(a, b) >= 1,
    }
}

/// How many of two sorted lists are the same.
pub fn shared(a: &[Word], b: &[Word]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            Ordering::Less => i += 1,
            Ordering::Greater => j += 1,
            Ordering::Equal => (i, j, count) = (i + 1, j + 1, count + 1),
        }
    }
    count
}

/// Whether the places can be one: 3 where they are the same, 2 where one holds the other, 1 where one is not said, 0 where
/// they are two cities that outlets name for what must be one meeting.
pub fn places_agree(words: &Words, a: &Telling, b: &Telling) -> Option<u32> {
    match (a.place, b.place) {
        (None, None) => (!a.kind.is_stay()).then_some(3),
        (Some(x), Some(y)) if x.key == y.key => Some(3),
        _ if a.kind.is_stay() => None,
        (None, _) | (_, None) => (a.kind != EventKind::Inspect).then_some(1),
        (Some(x), Some(y)) if one_holds_other(words, x, y) => Some(2),
        (Some(x), Some(y)) => (rival_cities(x, y) && one_meeting(a, b)).then_some(0),
    }
}

/// A country holds its cities, and "the Palace of Culture, Vellmar" lies in Vellmar.
pub fn one_holds_other(words: &Words, a: Site, b: Site) -> bool {
    let is_country = |site: Site| site.precision == Some(Precision::Country);
    let (name_a, name_b) = (words.get(a.key), words.get(b.key));
    (a.country.is_some() && a.country == b.country && (is_country(a) || is_country(b)))
        || has_words(name_a, name_b)
        || has_words(name_b, name_a)
}

/// Whether the words of `part` stand in `whole` one behind the other.
fn has_words(whole: &str, part: &str) -> bool {
    !part.is_empty() && format!(" {whole} ").contains(&format!(" {part} "))
}

fn rival_cities(a: Site, b: Site) -> bool {
    a.precision == Some(Precision::City) && b.precision == Some(Precision::City)
}

/// The same people, two at least known by name, on the same day: outlets that name two cities contradict each other.
fn one_meeting(a: &Telling, b: &Telling) -> bool {
    let one_day = matches!(a.days, Days::Sharp { first, last } if first == last);
    a.kind.is_mutual() && a.actors == b.actors && a.known.len() >= 2 && one_day && a.days == b.days
}

/// Speeches of one day are one only if half of their longer words are the same.
pub fn says_the_same(words: &Words, a: &Telling, b: &Telling) -> bool {
    if !a.kind.is_speech() || a.sentence == b.sentence {
        return true;
    }
    let (a, b) = (fold(words.get(a.sentence)), fold(words.get(b.sentence)));
    let long = |sentence: &'_ str| -> FxHashSet<String> {
        let words = sentence.split(' ').filter(|word| word.chars().count() > 3);
        words.map(str::to_owned).collect()
    };
    let (a, b) = (long(&a), long(&b));
    let both = a.intersection(&b).count();
    2 * both >= a.len() + b.len() - both && both > 0
}

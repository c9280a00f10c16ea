//! Paragraphs that stand around an article rather than in it, as far as two versions of it tell: what the other page says
//! too, but among what was left out; counters and times of day that change by themselves; headlines in another order.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Version;
use super::alignment::in_order;
use super::words::{Paragraph, Worded};

/// For each of two versions the paragraphs that do not count, ascending.
pub(super) fn asides(worded: [&Worded; 2], versions: [&Version; 2]) -> [Vec<usize>; 2] {
    let keys = worded.map(|worded| {
        let paragraphs = worded.paragraphs.iter();
        paragraphs
            .map(|paragraph| key(&worded.text[paragraph.span]))
            .collect::<Vec<_>>()
    });
    let beside = versions.map(|version| {
        version
            .beside
            .iter()
            .flat_map(|text| text.lines())
            .map(key)
            .collect()
    });
    let moved = moved(&worded, &keys);
    let aside = |this: usize| {
        let other: FxHashSet<&String> = keys[1 - this].iter().collect();
        let beside: &FxHashSet<String> = &beside[1 - this];
        let paragraphs = worded[this].paragraphs.iter().enumerate();
        paragraphs
            .filter(|(at, paragraph)| {
                let key = &keys[this][*at];
                let left_out = !key.is_empty() && beside.contains(key) && !other.contains(key);
                left_out || changes_by_itself(&worded[this].text[paragraph.span]) || moved[this].contains(at)
            })
            .map(|(at, _)| at)
            .collect()
    };
    [aside(0), aside(1)]
}

/// Letters and digits alone.
fn key(paragraph: &str) -> String {
    let letters = paragraph.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Headlines that both have once, but in another order.
fn moved(worded: &[&Worded; 2], keys: &[Vec<String>; 2]) -> [FxHashSet<usize>; 2] {
    let in_new = once(&keys[1]);
    let mut pairs: Vec<(usize, usize)> = once(&keys[0])
        .into_iter()
        .filter_map(|(key, at)| Some((at?, (*in_new.get(key)?)?)))
        .collect();
    pairs.sort_unstable();
    let kept: FxHashSet<(usize, usize)> = in_order(pairs.clone()).into_iter().collect();
    let is_headline = |at: usize| is_headline(worded[0].text, &worded[0].paragraphs[at]);
    let moved = pairs
        .into_iter()
        .filter(|pair| !kept.contains(pair) && is_headline(pair.0));
    let (old, new): (Vec<usize>, Vec<usize>) = moved.unzip();
    [old, new].map(|side| side.into_iter().collect())
}

/// Where each key stands, if it stands once.
fn once(keys: &[String]) -> FxHashMap<&str, Option<usize>> {
    let mut places = FxHashMap::default();
    for (at, key) in keys.iter().enumerate().filter(|(_, key)| !key.is_empty()) {
        let place = places.entry(key.as_str()).or_insert(Some(at));
        if *place != Some(at) {
            *place = None;
        }
    }
    places
}

fn is_headline(text: &str, paragraph: &Paragraph) -> bool {
    const LONGEST: usize = 160;
    let printed = &text[paragraph.span.range()];
    printed.len() <= LONGEST && !printed.ends_with(['.', '!', '。', '”', '"', ':'])
}

/// Words of lines that change from hour to hour without anybody's doing.
#[rustfmt::skip]
const PASSING: [&str; 62] = [
    "ago", "just", "now", "second", "seconds", "sec", "secs", "minute", "minutes", "min", "mins", "hour", "hours", "hr", "hrs", "h",
    "m", "d", "k", "day", "days", "week", "weeks", "month", "months", "yesterday", "today", "updated", "published", "posted", "last",
    "a", "an", "at", "on", "in", "of", "the", "and", "about", "less", "than", "view", "views", "viewed", "read", "reads", "reading",
    "time", "times", "like", "likes", "share", "shares", "shared", "comment", "comments", "people", "vote", "votes", "online", "watching",
];
/// One of these must stand in such a line.
#[rustfmt::skip]
const TELLING: [&str; 26] = [
    "ago", "now", "view", "views", "viewed", "read", "reads", "reading", "like", "likes", "share", "shares", "shared", "comment",
    "comments", "vote", "votes", "online", "watching", "updated", "published", "posted", "min", "mins", "hours", "minutes",
];

/// Whether a paragraph is only a counter or how long ago it was: "Updated 2 hours ago", "1,204 views".
fn changes_by_itself(paragraph: &str) -> bool {
    const LONGEST: usize = 80;
    if paragraph.len() > LONGEST {
        return false;
    }
    let folded = paragraph.to_lowercase();
    let mut words = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .peekable();
    let is_number = |word: &str| {
        let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() < word.len() && (rest.is_empty() || PASSING.contains(&rest))
    };
    let numbered =
        folded.contains(|c: char| c.is_ascii_digit()) || folded.contains("ago") || folded.contains("now");
    let telling = folded
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| TELLING.contains(&word));
    words.peek().is_some()
        && numbered
        && telling
        && words.all(|word| PASSING.contains(&word) || is_number(word))
}

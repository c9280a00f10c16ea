//! Arabic and Persian: prefixes are taken off words before they are looked up; people are two words behind a title, the
//! adjectives between left out; bodies are head nouns with what they govern.

use std::ops::Range;

use super::{Fame, is_listed, place};
use crate::mention::MentionKind;
use crate::tagger::Tagged;
use crate::words::{Shape, Words};

const TITLES: &str = "الرئيس رئيس وزير الوزير الأمير أمير الملك الشيخ الجنرال اللواء العميد الفريق السفير الدكتور السيد \
    السيدة المتحدث المبعوث النائب القائد المستشار الأمين";
const HEADS: &str = "وزارة منظمة حزب جامعة شركة حركة مجلس وكالة مؤسسة هيئة بنك محكمة لجنة";
const STOPS: &str = "إن أن في من على إلى عن مع قد لا ما كان قال أكد التقى بعد قبل خلال اليوم أمس هذا هذه التي الذي أو ثم \
    لن لم حول بين بأن وصل زار أعلن";
/// "and", "then", "in", "to", "like", the article, and their unions.
const PREFIXES: &[&str] = &["", "و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "لل", "فال"];

/// The name that begins at the word at `at`.
pub fn name_at(words: &Words, at: usize, sentence: &Range<usize>) -> Option<Tagged> {
    let printed = |i: usize| words.printed(&words.all[i]);
    if is_listed(STOPS, printed(at)) || is_listed(TITLES, printed(at)) {
        return None;
    }
    let (end, kind) = body(words, at, sentence)
        .map(|end| (end, MentionKind::Organisation))
        .or_else(|| place_end(words, at, sentence).map(|end| (end, MentionKind::Place)))
        .or_else(|| person(words, at, sentence).map(|end| (end, MentionKind::Person)))?;
    Some(Tagged { words: at..end, kind })
}

/// A head noun and up to two words with the article behind it.
fn body(words: &Words, at: usize, sentence: &Range<usize>) -> Option<usize> {
    let bare = bare_forms(words.printed(&words.all[at]));
    if !bare.into_iter().flatten().any(|form| is_listed(HEADS, form)) {
        return None;
    }
    let mut end = at + 1;
    while end < sentence.end.min(at + 3) && words.printed(&words.all[end]).starts_with("ال") {
        end += 1;
    }
    (end > at + 1).then_some(end)
}

fn bare_forms(word: &str) -> [Option<&str>; 2] {
    [Some(word), word.strip_prefix('و')]
}

fn place_end(words: &Words, at: usize, sentence: &Range<usize>) -> Option<usize> {
    let joined = |end: usize| &words.text[words.span(&(at..end)).range()];
    let ends = (at + 1..=sentence.end.min(at + 3)).rev();
    ends.filter(|&end| words.all[end - 1].shape != Shape::Mark)
        .find(|&end| place_of(joined(end)).is_some())
}

/// The place of that name, as printed, with one of the prefixes off, or with the article before it. Towns only as printed.
pub fn place_of(name: &str) -> Option<String> {
    let known =
        |name: &str, least: Fame| name.chars().count() > 2 && place(name).is_some_and(|fame| fame >= least);
    if known(name, Fame::City) {
        return Some(name.to_owned());
    }
    let bare = PREFIXES.iter().filter_map(|prefix| name.strip_prefix(prefix));
    bare.flat_map(|bare| [bare.to_owned(), format!("ال{bare}")])
        .find(|form| known(form, Fame::Country))
}

/// Two words behind a title, or one before a stop; adjectives between title and name are passed over.
fn person(words: &Words, at: usize, sentence: &Range<usize>) -> Option<usize> {
    let printed = |i: usize| words.printed(&words.all[i]);
    let is_word = |i: usize| super::Script::of(printed(i)) == Some(super::Script::Arabic);
    if printed(at).starts_with("ال") || printed(at).chars().count() < 3 {
        return None;
    }
    let mut title = at;
    while title > sentence.start && at - title < 3 && is_word(title - 1) {
        title -= 1;
        if is_listed(TITLES, printed(title)) {
            let next = at + 1;
            let second = next < sentence.end
                && is_word(next)
                && !is_listed(STOPS, printed(next))
                && place_of(printed(next)).is_none();
            return Some(at + 1 + usize::from(second));
        }
        if !printed(title).starts_with("ال") && place(printed(title)).is_none() {
            return None;
        }
    }
    None
}

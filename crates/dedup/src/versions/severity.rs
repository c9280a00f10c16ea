//! How grave a change is: whether it changes who, how many, when, whether, or on whose word; or only how it is put. Each
//! question is asked of the words that differ and of the layers that lie over them, on both sides alike.

use std::fmt;
use std::ops::Range;

use annals_text::Span;

use super::vocabulary::{self, Vocabulary};
use super::words::{Worded, folded};
use super::{Layer, Marked, Version};

/// What kind of change, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Somebody or something else is named, or no longer.
    Name,
    /// A number, in digits or in words.
    Number,
    /// A date or another time: other days are meant.
    Date,
    /// Something is denied that was not, or no longer.
    Negation,
    /// On whose word it stands: the verb of saying, a source, quotation marks, or the words between them.
    Attribution,
    /// Other words.
    Wording,
    /// Case, punctuation, the style of marks.
    Formatting,
}

impl Kind {
    /// All kinds, the gravest first.
    pub const ALL: [Kind; 7] = [
        Kind::Name,
        Kind::Number,
        Kind::Date,
        Kind::Negation,
        Kind::Attribution,
        Kind::Wording,
        Kind::Formatting,
    ];

    /// As it is printed: "name", "number", "date", "negation", "attribution", "wording", "formatting".
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Name => "name",
            Kind::Number => "number",
            Kind::Date => "date",
            Kind::Negation => "negation",
            Kind::Attribution => "attribution",
            Kind::Wording => "wording",
            Kind::Formatting => "formatting",
        }
    }

    /// The kind with this name.
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A text in words with its layers.
pub(super) struct Side<'a> {
    worded: &'a Worded<'a>,
    names: Vec<&'a Marked>,
    times: Vec<&'a Marked>,
    quotes: Vec<&'a Marked>,
    vocabulary: Vocabulary,
    capitals_tell: bool,
}

/// What is compared of one side of a change.
struct Region<'a> {
    side: &'a Side<'a>,
    /// The words that differ.
    words: Range<usize>,
    /// The same with a neighbour on each side, where the other side of the change is empty: marks that lie at its edge count.
    wider: Range<usize>,
}

/// The kinds of a change of these words; never empty.
pub(super) fn kinds(sides: &[Side; 2], words: [Range<usize>; 2]) -> Vec<Kind> {
    let one_sided = words.iter().any(Range::is_empty);
    let [older, newer] = words;
    let old = Region::of(&sides[0], older, one_sided);
    let new = Region::of(&sides[1], newer, one_sided);
    let numbers_differ = old.numbers_differ(&new);
    if old.letters() == new.letters() && !numbers_differ {
        let kind = match old.quotation_marks() == new.quotation_marks() {
            true => Kind::Formatting,
            false => Kind::Attribution,
        };
        return vec![kind];
    }
    // A sentence more or less says something else; it does not turn round what another one says.
    let sentence = one_sided && (old.are_sentences() || new.are_sentences());
    let asked = [
        (Kind::Name, names_differ(&old, &new)),
        (Kind::Number, numbers_differ),
        (Kind::Date, old.days() != new.days()),
        (Kind::Negation, !sentence && negation_differs(&old, &new)),
        (Kind::Attribution, !sentence && attribution_differs(&old, &new)),
    ];
    let found: Vec<Kind> = asked
        .into_iter()
        .filter_map(|(kind, differs)| differs.then_some(kind))
        .collect();
    match found.is_empty() {
        true => vec![Kind::Wording],
        false => found,
    }
}

impl<'a> Side<'a> {
    pub fn of(worded: &'a Worded<'a>, version: &'a Version<'a>) -> Self {
        let of_layer = |layer: Layer| {
            let mut marks: Vec<&Marked> = version.marks.iter().filter(|mark| mark.layer == layer).collect();
            marks.sort_by_key(|mark| (mark.span.start, mark.span.end));
            marks
        };
        Side {
            worded,
            names: of_layer(Layer::Name),
            times: of_layer(Layer::Time),
            quotes: of_layer(Layer::Quote),
            vocabulary: Vocabulary::of(version.language),
            capitals_tell: version.capitals_tell,
        }
    }

    fn printed(&self, at: usize) -> &str {
        self.worded.printed(at)
    }
}

/// Those of one layer that overlap a span.
fn over<'m>(marks: &'m [&'m Marked], span: Span) -> impl Iterator<Item = &'m Marked> {
    let first = marks.partition_point(|mark| mark.span.end <= span.start);
    let from = marks[first..].iter().copied();
    from.take_while(move |mark| mark.span.start < span.end)
}

impl<'a> Region<'a> {
    fn of(side: &'a Side<'a>, words: Range<usize>, widen: bool) -> Self {
        let end = side.worded.words.len();
        let wider = match widen {
            true => words.start.saturating_sub(1)..(words.end + 1).min(end),
            false => words.clone(),
        };
        Region { side, words, wider }
    }

    fn printed(&self) -> impl Iterator<Item = &str> {
        self.words.clone().map(|at| self.side.printed(at))
    }

    /// Letters and digits alone.
    fn letters(&self) -> String {
        let letters = self
            .printed()
            .flat_map(str::chars)
            .filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    }

    fn folded_words(&self, words: &Range<usize>) -> Vec<String> {
        let words = words.clone().filter(|&at| !self.side.worded.words[at].is_mark);
        words.map(|at| folded(self.side.printed(at))).collect()
    }

    fn are_sentences(&self) -> bool {
        self.side.worded.are_sentences(&self.words)
    }

    fn span(&self) -> Span {
        self.side.worded.span(&self.words)
    }

    fn wider_span(&self) -> Span {
        self.side.worded.span(&self.wider)
    }

    fn quotation_marks(&self) -> usize {
        self.printed().filter(|printed| folded(printed) == "\"").count()
    }

    /// What the times mean, sorted.
    fn days(&self) -> Vec<&str> {
        let times = over(&self.side.times, self.wider_span());
        let mut days: Vec<&str> = times.map(|mark| mark.value.as_str()).collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    fn numbers_differ(&self, other: &Self) -> bool {
        let (ours, theirs) = (self.numbers(), other.numbers());
        let sure = |numbers: &[(String, bool)]| {
            let mut sure: Vec<String> = numbers.iter().filter(|it| it.1).map(|it| it.0.clone()).collect();
            sure.sort_unstable();
            sure
        };
        let all = |numbers: &[(String, bool)]| {
            let mut all: Vec<String> = numbers.iter().map(|it| it.0.clone()).collect();
            all.sort_unstable();
            all
        };
        match ours.is_empty() || theirs.is_empty() {
            // "One" and "first" alone are often no numbers.
            true => sure(&ours) != sure(&theirs),
            false => all(&ours) != all(&theirs),
        }
    }

    /// Numbers outside of times, each with whether it is surely one.
    fn numbers(&self) -> Vec<(String, bool)> {
        let mut numbers: Vec<(String, bool)> = Vec::new();
        let mut joins = false;
        for at in self.words.clone() {
            let span = self.side.worded.words[at].span;
            let printed = self.side.printed(at);
            let found = vocabulary::number(printed);
            if found.is_none() || over(&self.side.times, span).next().is_some() {
                joins = false;
                continue;
            }
            let (number, sure) = found.expect("it was just looked at");
            match numbers.last_mut().filter(|_| joins && is_group(printed)) {
                Some(last) => last.0.push_str(&number),
                None => numbers.push((number, sure)),
            }
            joins = printed.len() <= 3 && printed.bytes().all(|byte| byte.is_ascii_digit());
        }
        numbers
    }
}

/// Three digits, as behind the space in "5 000".
fn is_group(printed: &str) -> bool {
    printed.len() == 3 && printed.bytes().all(|byte| byte.is_ascii_digit())
}

fn names_differ(old: &Region, new: &Region) -> bool {
    let (gone, come) = (unmatched(old, new), unmatched(new, old));
    let only_in = |names: usize, others: usize, region: &Region| {
        names > 0 && others == 0 && region.printed().any(|word| vocabulary::is_pronoun(&folded(word)))
    };
    // "Lind" that became "she" is named no longer, but still meant.
    if only_in(gone, come, new) || only_in(come, gone, old) {
        return false;
    }
    gone + come > 0 || (capitals(old, new) && capitals(new, old))
}

/// How many names of `here` are not among the names and words of `there`.
fn unmatched(here: &Region, there: &Region) -> usize {
    let there_words = there.folded_words(&there.wider);
    let there_names: Vec<Vec<String>> = over(&there.side.names, there.wider_span())
        .map(|mark| name_words(&mark.value))
        .collect();
    let text = here.side.worded.text;
    over(&here.side.names, here.wider_span())
        .filter(|mark| {
            let (printed, value) = (name_words(&text[mark.span]), name_words(&mark.value));
            let said = printed.iter().all(|word| there_words.contains(word));
            let named = there_names
                .iter()
                .any(|name| is_part(name, &value) || is_part(&value, name));
            !said && !named
        })
        .count()
}

fn name_words(name: &str) -> Vec<String> {
    let words = name
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| !word.is_empty());
    words.map(folded).collect()
}

fn is_part(part: &[String], whole: &[String]) -> bool {
    !part.is_empty() && part.iter().all(|word| whole.contains(word))
}

/// Whether words differ that are capitalised within a sentence, where no layer says what they are.
fn capitals(here: &Region, there: &Region) -> bool {
    if !here.side.capitals_tell || here.side.vocabulary.capitalises_nouns() {
        return false;
    }
    let there_words = there.folded_words(&there.words);
    here.words.clone().any(|at| {
        let (printed, span) = (here.side.printed(at), here.side.worded.words[at].span);
        let is_capital = printed.chars().next().is_some_and(char::is_uppercase) && printed.len() > 1;
        is_capital
            && !here.side.worded.begins_sentence(at)
            && over(&here.side.names, span).next().is_none()
            && over(&here.side.times, span).next().is_none()
            && !there_words.contains(&folded(printed))
    })
}

fn negation_differs(old: &Region, new: &Region) -> bool {
    let count = |region: &Region| {
        let words = region.words.clone().map(|at| region.side.printed(at));
        words
            .filter(|word| region.side.vocabulary.negates(&folded(word)))
            .count()
    };
    count(old) != count(new)
        || vocabulary::are_opposites(&old.folded_words(&old.words), &new.folded_words(&new.words))
}

fn attribution_differs(old: &Region, new: &Region) -> bool {
    let cues = |region: &Region| {
        let mut cues: Vec<String> = region.folded_words(&region.words);
        cues.retain(|word| region.side.vocabulary.attributes(word));
        cues.sort_unstable();
        cues
    };
    let in_quote = |region: &Region| over(&region.side.quotes, region.span()).next().is_some();
    cues(old) != cues(new)
        || old.quotation_marks() != new.quotation_marks()
        || (in_quote(old) && in_quote(new))
}

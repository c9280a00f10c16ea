//! What changed between two versions of one article: word by word, with how grave each change is. It compares the words of
//! the article and nothing around it: a paragraph that the other capture has among what was left out of its article, a
//! counter, "2 hours ago" or a headline list in another order is no change.
//!
//! It knows nothing of pages, addresses or visits: names, times and quotations come in as [`Marked`] places, from the
//! stages that find them. Which captures are versions of one article is decided elsewhere.
//!
//! ```
//! use annals_dedup::versions::{Kind, Version, compare};
//! use annals_text::Text;
//!
//! let older = Text::new("The mayor will open the bridge, the council said.");
//! let newer = Text::new("The mayor will not open the bridge, the council said.");
//! let found = compare(&Version::of(&older), &Version::of(&newer));
//! assert_eq!(&newer[found.changes[0].newer], "not");
//! assert_eq!(found.gravest(), Some(Kind::Negation));
//! ```

mod alignment;
mod rows;
mod severity;
mod surroundings;
mod vocabulary;
mod words;

use annals_text::{Language, Span, Text};

use alignment::{Run, align};
pub use rows::Row;
pub use severity::Kind;
use words::{Word, Words};

/// One version of an article, with what is known of it.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    /// Its text.
    pub text: &'a Text,
    /// Names, times and quotations in it.
    pub marks: &'a [Marked],
    /// What its page says beside the article: paragraphs that were left out of it.
    pub beside: &'a [&'a str],
    /// The language, for words that deny.
    pub language: Option<Language>,
    /// Whether capitals within a sentence tell names: not in headlines.
    pub capitals_tell: bool,
}

impl<'a> Version<'a> {
    /// A text of which nothing else is known, in English.
    pub fn of(text: &'a Text) -> Self {
        Version {
            text,
            marks: &[],
            beside: &[],
            language: Some(Language::ENGLISH),
            capitals_tell: true,
        }
    }
}

/// A place in a text and what stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// Where.
    pub span: Span,
    /// Which layer it is of.
    pub layer: Layer,
    /// Equal where two places mean the same: the fullest name, the days meant.
    pub value: String,
}

/// The layers that tell how grave a change is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// A person, body or place.
    Name,
    /// A time expression.
    Time,
    /// Somebody's words in quotation marks.
    Quote,
}

/// A stretch that differs. One of the spans may be empty: then it stands where something was put in or taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// In the older text.
    pub older: Span,
    /// In the newer text.
    pub newer: Span,
    /// What kinds of change it is, the gravest first; never empty.
    pub kinds: Vec<Kind>,
}

impl Change {
    /// The gravest of its kinds.
    pub fn gravest(&self) -> Kind {
        self.kinds[0]
    }

    /// Whether whole paragraphs were put in or taken out, and nothing else: printed, they stand on lines of their own.
    pub fn is_of_paragraphs(&self, older: &str, newer: &str) -> bool {
        let whole = |text: &str, span: Span| {
            let (before, after) = (&text[..span.start], &text[span.end..]);
            !span.is_empty()
                && (before.is_empty() || before.trim_end_matches(' ').ends_with('\n'))
                && (after.is_empty() || after.trim_start_matches(' ').starts_with('\n'))
        };
        match (self.older.is_empty(), self.newer.is_empty()) {
            (false, true) => whole(older, self.older),
            (true, false) => whole(newer, self.newer),
            _ => false,
        }
    }

    /// Whether what was taken out stood apart from the words that the newer text has before it.
    pub fn stood_apart(&self, older: &str, newer: &str) -> bool {
        let spaced = |text: &str| text.is_empty() || text.ends_with(char::is_whitespace);
        self.newer.is_empty() && spaced(&older[..self.older.start]) && !spaced(&newer[..self.newer.start])
    }
}

/// How two versions differ.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// What differs, in order.
    pub changes: Vec<Change>,
    /// Stretches that are the same word by word, in order: in the older and in the newer text.
    pub same: Vec<(Span, Span)>,
    /// Paragraphs of each text that do not count: what stands around the article.
    pub aside: [Vec<Span>; 2],
    /// Which part of the older text's words the newer one still has, in the same order: 0 to 1.
    pub kept: f32,
    /// Whether texts too long and too different to be compared word by word were compared by what is told apart easily.
    pub coarse: bool,
}

impl Comparison {
    /// The gravest kind of change; none where nothing changed.
    pub fn gravest(&self) -> Option<Kind> {
        self.changes.iter().map(Change::gravest).min()
    }
}

/// Compares two versions. Linear in the length of both texts, in time and memory.
pub fn compare(older: &Version, newer: &Version) -> Comparison {
    if older.text == newer.text {
        return unchanged(older.text);
    }
    let mut words = Words::default();
    let [mut old, mut new] = [older, newer].map(|version| words.of(version.text));
    let asides = surroundings::asides([&old, &new], [older, newer]);
    old.leave_out(&asides[0]);
    new.leave_out(&asides[1]);
    let alignment = align(&old.keys(), &new.keys());
    let stretches = words::settled(&alignment.runs, &old, &new);
    let sides = [old.side(older), new.side(newer)];
    let mut comparison = Comparison {
        kept: share_kept(&alignment.runs, &old),
        coarse: alignment.coarse,
        aside: [old.paragraph_spans(&asides[0]), new.paragraph_spans(&asides[1])],
        ..Comparison::default()
    };
    for stretch in stretches {
        let spans = [old.span(&stretch.older), new.span(&stretch.newer)];
        match stretch.same {
            true => comparison.same.push((spans[0], spans[1])),
            false => comparison.changes.push(Change {
                older: spans[0],
                newer: spans[1],
                kinds: severity::kinds(&sides, [stretch.older, stretch.newer]),
            }),
        }
    }
    comparison
}

fn unchanged(text: &Text) -> Comparison {
    let same = match text.is_empty() {
        true => Vec::new(),
        false => vec![(text.span(), text.span())],
    };
    Comparison {
        same,
        kept: 1.0,
        ..Comparison::default()
    }
}

fn share_kept(runs: &[Run], old: &words::Worded) -> f32 {
    let letters = |words: &[Word]| words.iter().filter(|word| !word.is_mark).count() as f32;
    let kept: f32 = runs
        .iter()
        .map(|run| letters(&old.words[run.older..run.older + run.length]))
        .sum();
    kept / letters(&old.words).max(1.0)
}

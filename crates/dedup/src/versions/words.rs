//! A text as it is compared: its words, numbers and marks as numbers that are equal where they read the same, whatever
//! their case or the style of their quotation marks; and the stretches of two such texts, settled so that they read well.

use std::ops::Range;

use annals_text::{Span, Text, Token, TokenKind, tokens};
use rustc_hash::FxHashMap;

use super::Version;
use super::alignment::Run;
use super::severity::Side;

/// Numbers for words, the same for both texts.
#[derive(Default)]
pub(super) struct Words(FxHashMap<String, u32>);

/// One word, number or mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub span: Span,
    /// Equal for words that read the same.
    pub key: u32,
    pub is_mark: bool,
    pub paragraph: usize,
}

/// A line of a text that holds something.
#[derive(Clone, Debug)]
pub(super) struct Paragraph {
    pub span: Span,
}

/// A text in words.
pub(super) struct Worded<'a> {
    pub text: &'a Text,
    pub words: Vec<Word>,
    pub paragraphs: Vec<Paragraph>,
}

impl Words {
    /// The words of a text.
    pub fn of<'a>(&mut self, text: &'a Text) -> Worded<'a> {
        let paragraphs = paragraphs(text);
        let (mut words, mut paragraph) = (Vec::new(), 0);
        for token in tokens(text).into_iter().flat_map(|token| pieces(text, token)) {
            while paragraphs[paragraph].span.end <= token.span.start {
                paragraph += 1;
            }
            words.push(Word {
                span: token.span,
                key: self.key(&text[token.span]),
                is_mark: token.kind == TokenKind::Mark,
                paragraph,
            });
        }
        Worded {
            text,
            words,
            paragraphs,
        }
    }

    fn key(&mut self, printed: &str) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(folded(printed)).or_insert(next)
    }
}

/// A word without case, with plain quotation marks and dashes.
pub(super) fn folded(printed: &str) -> String {
    let plain = |character: char| match character {
        '’' | '‘' | 'ʼ' | '`' | '´' => '\'',
        '“' | '”' | '„' | '«' | '»' | '‟' | '″' => '"',
        '–' | '—' | '‒' | '‑' | '―' | '−' => '-',
        other => other,
    };
    printed.chars().map(plain).flat_map(char::to_lowercase).collect()
}

/// Scripts without spaces are compared character by character.
fn pieces(text: &str, token: Token) -> Vec<Token> {
    let printed = &text[token.span.range()];
    if !printed.chars().any(stands_alone) {
        return vec![token];
    }
    let mut pieces: Vec<Token> = Vec::new();
    let mut joins = false;
    for (at, character) in printed.char_indices() {
        let (start, alone) = (token.span.start + at, stands_alone(character));
        let end = start + character.len_utf8();
        match pieces.last_mut().filter(|_| joins && !alone) {
            Some(piece) => piece.span.end = end,
            None => pieces.push(Token {
                span: Span::new(start, end),
                kind: match character.is_numeric() && !alone {
                    true => TokenKind::Number,
                    false => token.kind,
                },
            }),
        }
        joins = !alone;
    }
    pieces
}

fn stands_alone(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{e00}'..='\u{e7f}'
        | '\u{20000}'..='\u{3ffff}')
}

fn paragraphs(text: &str) -> Vec<Paragraph> {
    let (mut found, mut start) = (Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let begin = start + (line.len() - line.trim_start().len());
            found.push(Paragraph {
                span: Span::new(begin, begin + trimmed.len()),
            });
        }
        start += line.len();
    }
    found
}

impl<'a> Worded<'a> {
    /// Forgets the words of these paragraphs.
    pub fn leave_out(&mut self, paragraphs: &[usize]) {
        if !paragraphs.is_empty() {
            let left_out: rustc_hash::FxHashSet<usize> = paragraphs.iter().copied().collect();
            self.words.retain(|word| !left_out.contains(&word.paragraph));
        }
    }

    pub fn keys(&self) -> Vec<u32> {
        self.words.iter().map(|word| word.key).collect()
    }

    pub fn paragraph_spans(&self, paragraphs: &[usize]) -> Vec<Span> {
        paragraphs.iter().map(|&at| self.paragraphs[at].span).collect()
    }

    /// The place of these words; of none, where they would stand.
    pub fn span(&self, words: &Range<usize>) -> Span {
        match self.words.get(words.clone()).filter(|words| !words.is_empty()) {
            Some(words) => Span::new(words[0].span.start, words[words.len() - 1].span.end),
            None => {
                let before = words.start.checked_sub(1).and_then(|at| self.words.get(at));
                let after = self.words.get(words.start);
                let at = match (before, after) {
                    (Some(before), Some(after)) if before.paragraph != after.paragraph => after.span.start,
                    (Some(before), _) => before.span.end,
                    (None, Some(after)) => after.span.start,
                    (None, None) => 0,
                };
                Span::new(at, at)
            }
        }
    }

    pub fn printed(&self, at: usize) -> &str {
        &self.text[self.words[at].span]
    }

    pub fn side<'s>(&'s self, version: &'s Version<'s>) -> Side<'s> {
        Side::of(self, version)
    }

    /// Whether a sentence or paragraph begins with this word.
    pub fn begins_sentence(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else {
            return true;
        };
        let Some(before) = at.checked_sub(1).map(|at| self.words[at]) else {
            return true;
        };
        let ends = matches!(
            &self.text[before.span],
            "." | "!" | "?" | "。" | "！" | "？" | "…" | ":"
        );
        let opens =
            before.is_mark && !matches!(&self.text[before.span], "," | ";" | "-" | "%" | "$" | "&" | "/");
        before.paragraph != word.paragraph || ends || (opens && at > 1 && self.begins_sentence_before(at - 1))
    }

    /// Whether these words are one sentence or several, from the first word to the last mark.
    pub fn are_sentences(&self, words: &Range<usize>) -> bool {
        let ends = words.end.checked_sub(1).is_some_and(|last| {
            let next = self.words.get(words.end);
            next.is_none_or(|next| next.paragraph != self.words[last].paragraph)
                || self.begins_sentence(words.end)
        });
        !words.is_empty() && ends && self.begins_sentence(words.start)
    }

    /// Of an opening mark: whether the sentence begins with it.
    fn begins_sentence_before(&self, at: usize) -> bool {
        let before = self.words[at - 1];
        before.paragraph != self.words[at].paragraph
            || matches!(&self.text[before.span], "." | "!" | "?" | ":")
    }
}

/// A stretch of words of both texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub older: Range<usize>,
    pub newer: Range<usize>,
    pub same: bool,
}

/// The stretches between and of runs of equal words. Changes that only a comma or an "of" stands between are one; one
/// that could stand here or there begins with a sentence; within equal runs, words in another case or with other
/// quotation marks are changes.
pub(super) fn settled(runs: &[Run], old: &Worded, new: &Worded) -> Vec<Stretch> {
    let mut changes = changes_between(runs, old.words.len(), new.words.len());
    for at in 0..changes.len() {
        let floor = match at {
            0 => (0, 0),
            _ => (changes[at - 1].older.end, changes[at - 1].newer.end),
        };
        let ceiling = match changes.get(at + 1) {
            Some(next) => (next.older.start, next.newer.start),
            None => (old.words.len(), new.words.len()),
        };
        slide(&mut changes[at], floor, ceiling, old, new);
    }
    let mut stretches = Vec::new();
    let (mut older, mut newer) = (0, 0);
    for change in joined(changes, old) {
        push_same(
            &mut stretches,
            older..change.older.start,
            newer..change.newer.start,
            old,
            new,
        );
        (older, newer) = (change.older.end, change.newer.end);
        stretches.push(change);
    }
    push_same(
        &mut stretches,
        older..old.words.len(),
        newer..new.words.len(),
        old,
        new,
    );
    stretches
}

fn changes_between(runs: &[Run], old: usize, new: usize) -> Vec<Stretch> {
    let (mut older, mut newer, mut changes) = (0, 0, Vec::new());
    let end = Run {
        older: old,
        newer: new,
        length: 0,
    };
    for run in runs.iter().chain([&end]) {
        if older < run.older || newer < run.newer {
            changes.push(Stretch {
                older: older..run.older,
                newer: newer..run.newer,
                same: false,
            });
        }
        (older, newer) = (run.older + run.length, run.newer + run.length);
    }
    changes
}

/// Moves what was only put in or only taken out backwards or forwards, while it stays the same, until it begins where a
/// sentence does. `floor` and `ceiling` are where the neighbouring changes end and begin.
fn slide(change: &mut Stretch, floor: (usize, usize), ceiling: (usize, usize), old: &Worded, new: &Worded) {
    let (side, moving) = match (change.older.is_empty(), change.newer.is_empty()) {
        (true, false) => (new, change.newer.clone()),
        (false, true) => (old, change.older.clone()),
        _ => return,
    };
    let key = |at: usize| side.words[at].key;
    let back = (change.older.start - floor.0).min(change.newer.start - floor.1);
    let on = (ceiling.0 - change.older.end).min(ceiling.1 - change.newer.end);
    let backwards = (1..=back).take_while(|by| key(moving.start - by) == key(moving.end - by));
    let forwards = (1..=on).take_while(|by| key(moving.start + by - 1) == key(moving.end + by - 1));
    let starts = std::iter::once(moving.start)
        .chain(backwards.map(|by| moving.start - by))
        .chain(forwards.map(|by| moving.start + by));
    let Some(start) = starts.into_iter().find(|&start| side.begins_sentence(start)) else {
        return;
    };
    let moved = |range: &Range<usize>| range.start + start - moving.start..range.end + start - moving.start;
    (change.older, change.newer) = (moved(&change.older), moved(&change.newer));
}

/// So long may a word be, in bytes, that does not keep two changes apart.
const SHORT: usize = 3;

fn joined(changes: Vec<Stretch>, old: &Worded) -> Vec<Stretch> {
    let mut joined: Vec<Stretch> = Vec::with_capacity(changes.len());
    for change in changes {
        match joined.last_mut().filter(|last| are_one(last, &change, old)) {
            Some(last) => (last.older.end, last.newer.end) = (change.older.end, change.newer.end),
            None => joined.push(change),
        }
    }
    joined
}

/// Whether two changes are one to a reader: little stands between them, and each is more than a word put in or taken out.
fn are_one(a: &Stretch, b: &Stretch, old: &Worded) -> bool {
    let between = &old.words[a.older.end..b.older.start];
    let size = |change: &Stretch| change.older.len() + change.newer.len();
    let little = match between {
        [word] => word.span.len() <= SHORT && &old.text[word.span] != ".",
        [one, other] => size(a).min(size(b)) >= 4 && one.span.len().max(other.span.len()) <= SHORT,
        _ => false,
    };
    little && size(a).min(size(b)) >= 2 && between[0].paragraph == between[between.len() - 1].paragraph
}

/// A run of equal words, apart by those that are printed otherwise.
fn push_same(
    stretches: &mut Vec<Stretch>,
    older: Range<usize>,
    newer: Range<usize>,
    old: &Worded,
    new: &Worded,
) {
    let mut at = 0;
    while at < older.len() {
        let is_same = |at: usize| old.printed(older.start + at) == new.printed(newer.start + at);
        let same = is_same(at);
        let end = (at..older.len()).find(|&at| is_same(at) != same);
        let end = end.unwrap_or(older.len());
        stretches.push(Stretch {
            older: older.start + at..older.start + end,
            newer: newer.start + at..newer.start + end,
            same,
        });
        at = end;
    }
}

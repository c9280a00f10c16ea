//! The words of a text as the tagger sees them: tokens with abbreviations put together ("U.S."), their folded forms and
//! shapes, grouped by sentence. Not yet names.

use std::ops::Range;

use annals_text::{Span, Text, Token, TokenKind};

use crate::clusters::Clusters;
use crate::fold::{PhraseHash, fold_into, phrase_hash};
use crate::lexicon::{Lexicon, Signs};
use crate::scripts;

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Shape {
    /// A mark.
    Mark,
    /// A number, or digits with letters.
    Number,
    /// "word"
    Lower,
    /// "Word"
    Capital,
    /// "WORD"
    Upper,
    /// "A"
    Letter,
    /// "V." or "U.S."
    Dotted,
    /// "McDonald", "iPhone"
    Mixed,
    /// Letters without case: Hangul, Han, Arabic.
    Caseless,
}

impl Shape {
    /// Whether a name may begin with it.
    pub fn is_capital(self) -> bool {
        matches!(
            self,
            Shape::Capital | Shape::Upper | Shape::Letter | Shape::Dotted | Shape::Mixed
        )
    }
}

/// How a whole sentence is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Casing {
    /// As usual.
    Sentence,
    /// EVERY WORD LIKE THIS.
    Upper,
    /// no capital at all
    Lower,
    /// Nearly Every Word Like This.
    Title,
}

/// One word and its place.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// How it is written.
    pub shape: Shape,
    /// Whether it is a possessive 's.
    pub possessive: bool,
    /// Whether no white space stands before it.
    pub glued: bool,
    folded: (u32, u32),
    /// Hash of the folded form.
    pub hash: u64,
}

/// The words of a text.
pub struct Words<'t> {
    /// The text.
    pub text: &'t str,
    /// All words in order.
    pub all: Vec<Word>,
    /// Which words each sentence holds, and how it is written.
    pub sentences: Vec<(Range<usize>, Casing)>,
    folded: String,
}

impl<'t> Words<'t> {
    /// Reads the words of `text`. Linear.
    pub fn new(text: &'t Text, sentences: &[Span]) -> Self {
        let mut words = Words {
            text,
            all: Vec::with_capacity(text.len() / 5),
            sentences: Vec::with_capacity(sentences.len()),
            folded: String::with_capacity(text.len()),
        };
        for sentence in sentences {
            let Some(content) = text.get(*sentence) else {
                continue;
            };
            let start = words.all.len();
            words.read(content, sentence.start);
            let casing = casing(&words.all[start..]);
            words.sentences.push((start..words.all.len(), casing));
        }
        words
    }

    /// The folded form of a word.
    pub fn folded(&self, word: &Word) -> &str {
        &self.folded[word.folded.0 as usize..word.folded.1 as usize]
    }

    /// The folded form of the word at an index, empty outside the text.
    pub fn folded_at(&self, index: usize) -> &str {
        self.all.get(index).map_or("", |word| self.folded(word))
    }

    /// A word as printed.
    pub fn printed(&self, word: &Word) -> &'t str {
        &self.text[word.span.range()]
    }

    /// The bytes that a range of words covers.
    pub fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.all[range.start].span.start, self.all[range.end - 1].span.end)
    }

    /// The folded words of a range with one space between them: one form for all printings of a name.
    pub fn phrase(&self, range: Range<usize>) -> String {
        let mut phrase = String::new();
        for word in &self.all[range] {
            let folded = self.folded(word).trim();
            if !(folded.is_empty() || phrase.is_empty() || word.possessive) {
                phrase.push(' ');
            }
            phrase.push_str(folded);
        }
        phrase
    }

    fn read(&mut self, content: &str, offset: usize) {
        let tokens = annals_text::tokens(content);
        let mut i = 0;
        while i < tokens.len() {
            let end = dotted_end(content, &tokens, i);
            let (first, last) = (tokens[i], tokens[end - 1]);
            let span = Span::new(offset + first.span.start, offset + last.span.end);
            let glued = i > 0 && tokens[i - 1].span.end == first.span.start;
            let dotted = end > i + 1;
            let border = (!dotted && first.kind == TokenKind::Word)
                .then(|| self.lost_space(span))
                .flatten();
            if let Some(border) = border {
                self.push(Span::new(span.start, border), first.kind, false, glued);
                self.push(Span::new(border, span.end), first.kind, false, false);
            } else {
                self.push_parts(span, first.kind, dotted, glued);
            }
            i = end;
        }
    }

    /// A word, or its parts where its script writes names and other words together.
    fn push_parts(&mut self, span: Span, kind: TokenKind, dotted: bool, glued: bool) {
        let printed = &self.text[span.range()];
        let cuts = if kind == TokenKind::Word && !printed.is_ascii() {
            scripts::cuts(printed)
        } else {
            Vec::new()
        };
        let mut start = span.start;
        for cut in cuts.into_iter().map(|cut| span.start + cut) {
            self.push(Span::new(start, cut), kind, dotted, glued || start > span.start);
            start = cut;
        }
        self.push(
            Span::new(start, span.end),
            kind,
            dotted,
            glued || start > span.start,
        );
    }

    /// Where a word falls into two whose space was lost around a name: "ComradeKim", "Kim Jong Unreceived".
    fn lost_space(&self, span: Span) -> Option<usize> {
        let printed = &self.text[span.range()];
        if printed.len() < 4 || !printed.is_ascii() {
            return None;
        }
        let bytes = printed.as_bytes();
        let border = (2..printed.len() - 1)
            .find(|&at| bytes[at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase());
        let found = match border {
            Some(border) => self.parts_at_capital(printed, border).then_some(border),
            None if bytes[0].is_ascii_uppercase() && self.is_name_open() => verb_border(printed),
            None => None,
        };
        found.map(|border| span.start + border)
    }

    /// "Chairman|Kim", "by|Kim", "Sung|Square", but not "McDonald" or "YouTube".
    fn parts_at_capital(&self, printed: &str, border: usize) -> bool {
        let (left, right) = printed.split_at(border);
        let signs = |word: &str| Lexicon::embedded().signs(phrase_hash(&word.to_ascii_lowercase()));
        let person = |word: &str| Lexicon::embedded().person_signs(phrase_hash(&word.to_ascii_lowercase()));
        let lower = left.starts_with(|first: char| first.is_ascii_lowercase());
        let title = left.len() > 4 && signs(left).any(Signs::TITLE);
        let small = lower && signs(left).any(Signs::NOT_A_NAME);
        let bearer = person(right).any(Signs::FAMILY.with(Signs::GIVEN));
        let head = self.is_name_open() && signs(right).any(Signs::PLACE_HEAD.with(Signs::ORG_HEAD));
        (title || small) && bearer || head
    }

    /// Whether the last two words look like the beginning of a name of three: "Kim Jong".
    fn is_name_open(&self) -> bool {
        let [.., first, second] = self.all.as_slice() else {
            return false;
        };
        let family = Lexicon::embedded().person_signs(first.hash).any(Signs::FAMILY);
        family && first.shape == Shape::Capital && second.shape == Shape::Capital && second.span.len() < 6
    }

    fn push(&mut self, span: Span, kind: TokenKind, dotted: bool, glued: bool) {
        let printed = &self.text[span.range()];
        let start = self.folded.len() as u32;
        fold_into(printed, &mut self.folded);
        let folded = (start, self.folded.len() as u32);
        let hash = PhraseHash::new().word(&self.folded[start as usize..]).finish();
        self.all.push(Word {
            span,
            shape: if dotted {
                Shape::Dotted
            } else {
                shape(printed, kind)
            },
            possessive: kind == TokenKind::Possessive,
            glued,
            folded,
            hash,
        });
    }
}

/// "Un|received", "Il|gave", "Un|to": a short given name, then a word that is known, where the whole is neither.
fn verb_border(printed: &str) -> Option<usize> {
    let person = |word: &str| Lexicon::embedded().person_signs(phrase_hash(&word.to_ascii_lowercase()));
    if person(printed).0 != 0 {
        return None;
    }
    (2..=4.min(printed.len() - 2)).find(|&at| {
        let (left, right) = printed.split_at(at);
        let small = Lexicon::embedded()
            .signs(phrase_hash(right))
            .any(Signs::NOT_A_NAME);
        let known = right.len() > 2 && Clusters::embedded().path(right) != 0;
        person(left).any(Signs::GIVEN) && (small || known)
    })
}

/// Where the word that begins at token `i` ends: letters and full stops that touch each other are one word, a single
/// letter with its stop only when a capital follows.
fn dotted_end(content: &str, tokens: &[Token], i: usize) -> usize {
    let mut end = i;
    let mut letters = 0;
    while end + 1 < tokens.len()
        && is_capital_letter(&content[tokens[end].span.range()])
        && &content[tokens[end + 1].span.range()] == "."
        && tokens[end].span.end == tokens[end + 1].span.start
        && (letters == 0 || tokens[end - 1].span.end == tokens[end].span.start)
    {
        letters += 1;
        end += 2;
    }
    let capital_follows = tokens
        .get(end)
        .is_some_and(|next| content[next.span.start..].starts_with(char::is_uppercase));
    if letters > 1 || (letters == 1 && capital_follows) {
        end
    } else {
        i + 1
    }
}

fn is_capital_letter(word: &str) -> bool {
    let mut characters = word.chars();
    characters.next().is_some_and(char::is_uppercase) && characters.next().is_none()
}

fn shape(word: &str, kind: TokenKind) -> Shape {
    match kind {
        TokenKind::Number => return Shape::Number,
        TokenKind::Mark | TokenKind::Possessive => return Shape::Mark,
        TokenKind::Word => {}
    }
    let letters = || word.chars().filter(|character| character.is_alphabetic());
    let upper = letters().filter(|character| character.is_uppercase()).count();
    let lower = letters().filter(|character| character.is_lowercase()).count();
    let first_upper = letters().next().is_some_and(char::is_uppercase);
    match (upper, lower) {
        (0, 0) => Shape::Caseless,
        (0, _) => Shape::Lower,
        (1, 0) => Shape::Letter,
        (_, 0) => Shape::Upper,
        (1, _) if first_upper => Shape::Capital,
        _ => Shape::Mixed,
    }
}

fn casing(words: &[Word]) -> Casing {
    let count = |shapes: &[Shape]| words.iter().filter(|word| shapes.contains(&word.shape)).count();
    let lower = count(&[Shape::Lower]);
    let upper = count(&[Shape::Upper]);
    let capital = count(&[Shape::Capital, Shape::Mixed]);
    match (lower, upper, capital) {
        (0, 0, _) | (0..=1, 0, 0..=1) => Casing::Sentence,
        (lower, upper, capital) if upper >= 3 && upper > 4 * (lower + capital) => Casing::Upper,
        (_, 0, 0) => Casing::Lower,
        (lower, _, capital) if capital >= 4 && capital > 2 * lower => Casing::Title,
        _ => Casing::Sentence,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_are_one_word() {
        let text = Text::new("J. R. Okoro of the U.S. Navy ate vitamin C. And slept.");
        let words = Words::new(&text, &annals_text::sentences(&text));
        let printed: Vec<&str> = words.all.iter().map(|word| words.printed(word)).collect();
        assert_eq!(&printed[..6], ["J.", "R.", "Okoro", "of", "the", "U.S."]);
        assert!(printed.contains(&"C"));
        assert_eq!(words.folded(&words.all[5]), "us");
    }
}

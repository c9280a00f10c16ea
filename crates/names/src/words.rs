//! The words of a text as the tagger sees them: tokens with abbreviations put together ("U.S."), their folded forms and
//! shapes, grouped by sentence. Not yet names.

use std::ops::Range;

use annals_text::{Span, Text, Token, TokenKind};

use crate::fold::{PhraseHash, fold_into};

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

    fn read(&mut self, content: &str, offset: usize) {
        let tokens = annals_text::tokens(content);
        let mut i = 0;
        while i < tokens.len() {
            let end = dotted_end(content, &tokens, i);
            let (first, last) = (tokens[i], tokens[end - 1]);
            let span = Span::new(offset + first.span.start, offset + last.span.end);
            let glued = i > 0 && tokens[i - 1].span.end == first.span.start;
            let dotted = end > i + 1;
            self.push(span, first.kind, dotted, glued);
            i = end;
        }
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

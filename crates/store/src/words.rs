//! How text becomes words of the full-text index: runs of letters and digits in lower case, without accents on Latin
//! letters, English words by their stem; Chinese and Japanese characters one by one, so that a phrase finds them.

use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, RemoveLongFilter, Stemmer, TextAnalyzer, Token, TokenStream,
    Tokenizer,
};

/// Splits text. See the head of this file.
#[derive(Clone, Default)]
pub(crate) struct Words {
    token: Token,
}

/// Longer runs are no words.
const LONGEST: usize = 80;

impl Words {
    /// The whole way from text to words.
    pub fn analyzer() -> TextAnalyzer {
        TextAnalyzer::builder(Words::default())
            .filter(RemoveLongFilter::limit(LONGEST))
            .filter(LowerCaser)
            .filter(AsciiFoldingFilter)
            .filter(Stemmer::new(Language::English))
            .build()
    }
}

pub(crate) struct WordStream<'a> {
    text: &'a str,
    at: usize,
    token: &'a mut Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        self.token.reset();
        WordStream {
            text,
            at: 0,
            token: &mut self.token,
        }
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        let rest = &self.text[self.at..];
        let Some(start) = rest.find(char::is_alphanumeric) else {
            return false;
        };
        let word = &rest[start..];
        let first = word.chars().next().expect("a character was found");
        let length = match stands_alone(first) {
            true => first.len_utf8(),
            false => word
                .find(|c: char| !c.is_alphanumeric() || stands_alone(c))
                .unwrap_or(word.len()),
        };
        self.token.text.clear();
        self.token.text.push_str(&word[..length]);
        self.token.position = self.token.position.wrapping_add(1);
        self.token.offset_from = self.at + start;
        self.token.offset_to = self.at + start + length;
        self.at += start + length;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// Characters of scripts that put no space between words.
fn stands_alone(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}')
}

//! Time expressions in news text and the days they mean.
//!
//! Nouns: [`TimeExpression`] (a phrase, as TIMEX3 would annotate it), [`TimeRange`] (a phrase that names a beginning and
//! an end), [`Interval`] (the days meant, with earliest and latest bounds), [`Reference`] (what the text itself does not say).

#![deny(missing_docs)]

mod compose;
mod expression;
mod lex;
mod resolve;
mod scan;
mod veto;

pub use expression::{Interval, Modifier, Reference, TimeExpression, TimeKind, TimeRange, Times};

use annals_text::{Language, Span, Text};

use compose::{Composed, Composer};
use lex::{Lexeme, Table};
use resolve::Resolver;
use scan::Scanner;

/// Finds every expression of time in `text`. Total; the answer is sorted by span.
pub fn tag(text: &Text, sentences: &[Span], reference: &Reference) -> Times {
    let table = Table::of(reference.language);
    let english = reference
        .language
        .is_none_or(|language| language == Language::ENGLISH);
    let scanner = if english {
        Scanner::english(table)
    } else {
        Scanner::all()
    };
    let mut lexemes: Vec<Vec<Lexeme>> = Vec::new();
    let mut composed: Vec<Composed> = Vec::new();
    for &sentence in sentences
        .iter()
        .filter(|sentence| scanner.passes(&text[**sentence]))
    {
        let words = lex::lex(text, sentence, table);
        let phrases = compose::compose(text, &words, table);
        if !phrases.phrases.is_empty() {
            lexemes.push(words);
            composed.push(phrases);
        }
    }
    let narrative = resolve::is_narrative(reference.published, &composed);
    let mut resolver = Resolver::new(reference.published, narrative);
    let mut end = 0;
    for (lexemes, composed) in lexemes.iter().zip(&composed) {
        let start = lexemes[0].span.start;
        if text.as_str()[end..start].contains('\n') {
            resolver.new_paragraph();
        }
        end = start;
        resolver.sentence(&Composer { text, lexemes, table }, composed);
    }
    resolver.finish()
}

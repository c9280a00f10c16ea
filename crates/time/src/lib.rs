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
    let joined = if english {
        sentences.to_vec()
    } else {
        join_at_ordinals(text, sentences)
    };
    for &sentence in joined.iter().filter(|sentence| scanner.passes(&text[**sentence])) {
        let words = lex::lex(text, sentence, table);
        let phrases = compose::compose(text, &words, table);
        if !phrases.phrases.is_empty() {
            lexemes.push(words);
            composed.push(phrases);
        }
    }
    let published = reference.published.or_else(|| resolve::dateline(&composed));
    let narrative = resolve::is_narrative(published, &composed);
    let mut resolver = Resolver::new(published, narrative);
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

/// Sentences that were cut behind an ordinal ("am 3. Oktober") are made whole again: languages other than English mark
/// ordinals with a full stop.
fn join_at_ordinals(text: &Text, sentences: &[Span]) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::with_capacity(sentences.len());
    for &sentence in sentences {
        match joined.last_mut() {
            Some(last)
                if ends_in_ordinal(&text[*last])
                    && !text.as_str()[last.end..sentence.start].contains('\n') =>
            {
                *last = last.cover(sentence);
            }
            _ => joined.push(sentence),
        }
    }
    joined
}

fn ends_in_ordinal(sentence: &str) -> bool {
    let number = sentence.strip_suffix('.').unwrap_or("");
    let digits = number.bytes().rev().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && number[..number.len() - digits].ends_with(' ')
}

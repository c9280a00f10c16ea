//! Words, numbers and marks of a text, with their places. Tokens never cross white space, apostrophes stay
//! inside a word ("don't") except a final possessive ('s), which is a token of its own; hyphens split words
//! from each other as marks, so that "DPRK-Russia" is three tokens.

use crate::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner apostrophes; also letters mixed with digits ("U17").
    Word,
    /// Begins with a digit; inner `.`, `,` and `:` between digits belong to it ("3,000", "10:30").
    Number,
    /// The possessive 's or ' after a word.
    Possessive,
    /// Any other single character that is not white space.
    Mark,
}

/// One token and its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
}

/// All tokens of `text` in order. Linear.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::with_capacity(text.len() / 5);
    let mut characters = text.char_indices().peekable();
    while let Some((start, first)) = characters.next() {
        if first.is_whitespace() {
            continue;
        }
        if !first.is_alphanumeric() {
            found.push(Token {
                span: Span::new(start, start + first.len_utf8()),
                kind: TokenKind::Mark,
            });
            continue;
        }
        let numeric = first.is_numeric();
        let mut end = start + first.len_utf8();
        while let Some(&(at, next)) = characters.peek() {
            let joins = next.is_alphanumeric() || is_combining(next) || is_inner(text, at, next, numeric);
            if !joins {
                break;
            }
            end = at + next.len_utf8();
            characters.next();
        }
        let kind = if numeric {
            TokenKind::Number
        } else {
            TokenKind::Word
        };
        push_word(text, Span::new(start, end), kind, &mut found);
    }
    possessives_after_s(text, &mut found);
    found
}

/// Splits a final 's off a word.
fn push_word(text: &str, span: Span, kind: TokenKind, found: &mut Vec<Token>) {
    let word = &text[span.range()];
    for possessive in ["'s", "’s", "'S", "’S"] {
        if let Some(stem) = word.strip_suffix(possessive).filter(|stem| !stem.is_empty()) {
            let middle = span.start + stem.len();
            found.push(Token {
                span: Span::new(span.start, middle),
                kind,
            });
            found.push(Token {
                span: Span::new(middle, span.end),
                kind: TokenKind::Possessive,
            });
            return;
        }
    }
    found.push(Token { span, kind });
}

/// An apostrophe mark right after a word that ends in s ("the workers' party") is a possessive.
fn possessives_after_s(text: &str, found: &mut [Token]) {
    for i in 1..found.len() {
        let (before, mark) = (found[i - 1], found[i]);
        let touches = before.span.end == mark.span.start && before.kind == TokenKind::Word;
        let apostrophe = matches!(&text[mark.span.range()], "'" | "’");
        if touches && apostrophe && text[before.span.range()].ends_with(['s', 'S']) {
            found[i].kind = TokenKind::Possessive;
        }
    }
}

fn is_inner(text: &str, at: usize, mark: char, numeric: bool) -> bool {
    let next = text[at + mark.len_utf8()..].chars().next();
    match mark {
        '\'' | '’' => next.is_some_and(char::is_alphabetic),
        '.' | ',' | ':' if numeric => {
            text[..at].ends_with(|c: char| c.is_ascii_digit()) && next.is_some_and(|c| c.is_ascii_digit())
        }
        _ => false,
    }
}

fn is_combining(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text)
            .into_iter()
            .map(|token| &text[token.span.range()])
            .collect()
    }

    #[test]
    fn marks_and_possessives_stand_apart() {
        assert_eq!(
            words("Accra's don't U-17 (3,000)."),
            ["Accra", "'s", "don't", "U", "-", "17", "(", "3,000", ")", "."]
        );
        assert_eq!(words("the workers’ party"), ["the", "workers", "’", "party"]);
        assert_eq!(tokens("the workers’ party")[2].kind, TokenKind::Possessive);
    }

    #[test]
    fn numbers_keep_their_inner_marks() {
        assert_eq!(
            words("at 10:30, 2.5 million."),
            ["at", "10:30", ",", "2.5", "million", "."]
        );
    }
}

//! A sentence cut into words as English treebanks cut it: the tokens of [`annals_text`], with what is one word in a treebank
//! put together (abbreviations with their stop, "...") and contractions cut ("do" "n't", "they" "'ll").

use annals_text::{Span, Text, Token, TokenKind, tokens};

/// The words of a sentence, in order. Linear.
pub fn words(text: &Text, sentence: Span) -> Vec<Span> {
    let printed = &text[sentence];
    let tokens = tokens(printed);
    let mut found: Vec<Span> = Vec::with_capacity(tokens.len() + 4);
    for (at, token) in tokens.iter().enumerate() {
        match found.last_mut() {
            Some(last) if joins(printed, *last, token, tokens.get(at + 1)) => last.end = token.span.end,
            _ => push(printed, token, &mut found),
        }
    }
    let place = |span: Span| Span::new(sentence.start + span.start, sentence.start + span.end);
    found.into_iter().map(place).collect()
}

/// Whether a token belongs to the word before it.
fn joins(text: &str, last: Span, token: &Token, next: Option<&Token>) -> bool {
    if last.end != token.span.start {
        return false;
    }
    let (before, own) = (&text[last.range()], &text[token.span.range()]);
    let repeats = !own.chars().any(char::is_alphanumeric) && before.chars().all(|mark| own.starts_with(mark));
    let initials = is_initials(before);
    repeats
        || own == "." && (initials || next.is_some() && is_abbreviation(before))
        || initials && before.ends_with('.') && is_capital(own)
}

fn is_capital(word: &str) -> bool {
    word.chars().count() == 1 && word.chars().all(char::is_uppercase)
}

/// "U", "U.S", "U.S.": single capitals, parted by stops.
fn is_initials(word: &str) -> bool {
    let mut parts = word.strip_suffix('.').unwrap_or(word).split('.');
    parts.all(is_capital)
}

fn is_abbreviation(word: &str) -> bool {
    const KNOWN: [&str; 54] = [
        "Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Lt", "Col", "Maj", "Capt", "Sgt", "Cmdr", "Adm", "Gov",
        "Sen", "Rep", "Rev", "Hon", "St", "Mt", "Ft", "Jr", "Sr", "Inc", "Corp", "Co", "Ltd", "Bros", "Dept",
        "Univ", "vs", "etc", "No", "Nos", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept",
        "Oct", "Nov", "Dec", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "approx",
    ];
    KNOWN.contains(&word)
}

fn push(text: &str, token: &Token, found: &mut Vec<Span>) {
    let word = &text[token.span.range()];
    match contraction(word).filter(|_| token.kind == TokenKind::Word) {
        Some(at) => {
            let middle = token.span.start + at;
            found.extend([
                Span::new(token.span.start, middle),
                Span::new(middle, token.span.end),
            ]);
        }
        None => found.push(token.span),
    }
}

/// Where a contraction is cut.
fn contraction(word: &str) -> Option<usize> {
    let lower = word.to_ascii_lowercase();
    if lower == "cannot" {
        return Some(3);
    }
    const ENDS: [&str; 12] = [
        "n't", "n’t", "'ll", "’ll", "'re", "’re", "'ve", "’ve", "'d", "’d", "'m", "’m",
    ];
    let end = ENDS.into_iter().find(|&end| lower.ends_with(end))?;
    Some(word.len() - end.len()).filter(|&at| at > 0)
}

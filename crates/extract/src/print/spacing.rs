//! Spaces inside a segment: folded, and put back where an inline element's border swallowed one.

/// Appends `piece`, each run of white space as one space, none at the segment's start.
pub fn push_folded(piece: &str, start: usize, text: &mut String) {
    let mut pending = piece.starts_with(char::is_whitespace);
    for word in piece.split_whitespace() {
        if pending && text.len() > start && !text.ends_with(' ') {
            text.push(' ');
        }
        text.push_str(word);
        pending = true;
    }
    if piece.ends_with(char::is_whitespace) && text.len() > start && !text.ends_with(' ') {
        text.push(' ');
    }
}

/// Whether `text` is long enough and ends as a paragraph does.
pub fn ends_paragraph(text: &str) -> bool {
    const PARAGRAPH: usize = 80;
    text.len() >= PARAGRAPH
        && text
            .trim_end()
            .ends_with(['.', '!', '?', '"', '”', '»', '。', '！', '？', ':'])
}

/// Whether a space was lost between `before` and `after`, which meet at the border of an inline element.
/// A small letter before a capital says so where a word of at least two letters stands on either side and one side
/// holds several words; two small letters say so only at the end of an element (`closing`) at whose beginning a
/// space was lost too. So "Comrade<b>Kim Jong Un</b>received" is repaired and "<b>H</b>ello" is not touched.
pub fn is_lost(before: &str, after: &str, closing: bool) -> bool {
    let (before, after) = (near_end(before), near_start(after));
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    let after_mark = matches!(last, ',' | ';' | ':') && first.is_uppercase();
    let meets = after_mark
        || last.is_lowercase() && first.is_uppercase()
        || closing && last.is_alphabetic() && first.is_alphabetic();
    meets && is_word(before.rsplit(' ').next()) && is_word(after.split_whitespace().next()) && {
        let after = after.trim_end();
        closing || after.contains(char::is_whitespace) || before.contains(' ')
    }
}

/// So many bytes on either side show whether a space was lost; words do not go on for longer.
const NEAR: usize = 300;

fn near_end(text: &str) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(NEAR))..]
}

fn near_start(text: &str) -> &str {
    &text[..text.floor_char_boundary(NEAR)]
}

/// Two letters or more, and no mark within that words of two cases carry ("McDonald").
fn is_word(word: Option<&str>) -> bool {
    word.is_some_and(|word| {
        let letters = word.chars().filter(|character| character.is_alphabetic()).count();
        letters >= 2 && !matches!(word, "Mc" | "Mac" | "De" | "Di" | "La" | "Le" | "Van" | "e" | "i")
    })
}

#[cfg(test)]
mod tests {
    use super::is_lost;

    #[test]
    fn a_capital_after_a_small_letter_lost_its_space() {
        assert!(is_lost("met Comrade", "Kim Jong Un", false));
        assert!(is_lost("Comrade Kim Jong Un", "received him", true));
    }

    #[test]
    fn words_are_not_cut() {
        assert!(!is_lost("H", "ello there", false));
        assert!(!is_lost("climate change denier", "s", false));
        assert!(!is_lost("Mc", "Donald said", false));
        assert!(!is_lost("the i", "Phone is", false));
    }
}

//! Spaces inside a segment: folded, and put back where an inline element's border swallowed one.

/// Appends `piece`, each run of white space as one space, none at the segment's start.
pub fn push_folded(piece: &str, start: usize, text: &mut String) {
    let mut rest = piece;
    while !rest.is_empty() {
        let words = rest.trim_start();
        if words.len() < rest.len() && text.len() > start && !text.ends_with(' ') {
            text.push(' ');
        }
        let folded = folded_length(words);
        text.push_str(&words[..folded]);
        rest = &words[folded..];
    }
}

/// How many bytes `words`, which do not begin with white space, go on with single spaces alone between them.
fn folded_length(words: &str) -> usize {
    let bytes = words.as_bytes();
    let mut at = 0;
    while let Some(length) = bytes[at..].iter().position(|&byte| BEGINS_SPACE[byte as usize]) {
        at += length;
        let single = bytes[at] == b' ';
        let next = words[at + usize::from(single)..].chars().next();
        match next.filter(|next| !next.is_whitespace()) {
            Some(next) => at += usize::from(single) + next.len_utf8(),
            None => return at,
        }
    }
    words.len()
}

/// The first bytes of all white space; some begin other characters as well.
static BEGINS_SPACE: [bool; 256] = {
    let mut begins = [false; 256];
    let firsts = *b"\t\n\x0B\x0C\r \xC2\xE1\xE2\xE3";
    let mut at = 0;
    while at < firsts.len() {
        begins[firsts[at] as usize] = true;
        at += 1;
    }
    begins
};

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
    use super::{is_lost, push_folded};

    #[test]
    fn runs_of_white_space_are_one_space() {
        let pieces = [
            " a\u{a0}\u{a0}b ",
            "\t",
            "c  d\u{3000}e’s\u{2003}",
            "\nf g",
            "",
            "é  ",
        ];
        let mut text = "x".to_owned();
        pieces.iter().for_each(|piece| push_folded(piece, 1, &mut text));
        assert_eq!(text, "xa b c d e’s f gé ");
        for from in 0..0x3100 {
            let character = char::from_u32(from).unwrap_or('x');
            let mut folded = String::new();
            push_folded(&format!("a{character}{character}b"), 0, &mut folded);
            let expected = match character.is_whitespace() {
                true => "a b".to_owned(),
                false => format!("a{character}{character}b"),
            };
            assert_eq!(folded, expected);
        }
    }

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

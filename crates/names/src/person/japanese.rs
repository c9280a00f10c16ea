//! Japanese names in Latin letters: Hepburn and Kunrei spellings and the marks of long vowels brought to one form.
//! It reads no kana or characters.

/// Whether letters can be read as Japanese syllables throughout.
pub fn is_word(folded: &str) -> bool {
    folded.len() > 2 && folded.is_ascii() && syllables(folded.as_bytes()).is_some()
}

/// One spelling of a word: Hepburn without long vowels.
pub fn key(folded: &str) -> String {
    const SPELLINGS: &[(&str, &str)] = &[
        ("tch", "cch"),
        ("sy", "sh"),
        ("ty", "ch"),
        ("zy", "j"),
        ("jy", "j"),
        ("si", "shi"),
        ("ti", "chi"),
        ("tu", "tsu"),
        ("zi", "ji"),
        ("hu", "fu"),
        ("mb", "nb"),
        ("mp", "np"),
        ("mm", "nm"),
        ("oh", "o"),
        ("ou", "o"),
        ("oo", "o"),
        ("uu", "u"),
    ];
    let mut key = format!("{folded} ");
    for (spelled, plain) in SPELLINGS {
        // "oh" is a long o only where no vowel follows ("Ohno", not "Tohoku").
        key = match *spelled {
            "oh" => without_long_h(&key),
            _ => key.replace(spelled, plain),
        };
    }
    key.replace("shh", "sh")
        .replace("chh", "ch")
        .trim_end()
        .to_owned()
}

fn without_long_h(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let is_long = |i: usize| {
        letters[i] == 'h'
            && i > 0
            && letters[i - 1] == 'o'
            && letters.get(i + 1).is_none_or(|next| !"aeiouy".contains(*next))
    };
    (0..letters.len())
        .filter(|&i| !is_long(i))
        .map(|i| letters[i])
        .collect()
}

/// Consumes one syllable after another; `None` where the letters do not go on so.
fn syllables(letters: &[u8]) -> Option<()> {
    const CONSONANTS: &[&str] = &[
        "ky", "gy", "sh", "sy", "ch", "ts", "ty", "ny", "hy", "by", "py", "my", "ry", "jy", "zy", "k", "g",
        "s", "z", "t", "d", "n", "h", "b", "p", "m", "y", "r", "w", "j", "f", "",
    ];
    let mut rest = std::str::from_utf8(letters).ok()?;
    while !rest.is_empty() {
        let doubled = rest.len() > 1
            && rest.as_bytes()[0] == rest.as_bytes()[1]
            && matches!(rest.as_bytes()[0], b'k' | b's' | b't' | b'p' | b'c');
        let body = if doubled { &rest[1..] } else { rest };
        let consonant = CONSONANTS
            .iter()
            .find(|consonant| {
                body.strip_prefix(**consonant)
                    .is_some_and(|behind| behind.starts_with(['a', 'e', 'i', 'o', 'u']))
            })
            .copied();
        rest = match consonant {
            Some(consonant) => behind_long_vowel(&body[consonant.len() + 1..]),
            None => rest.strip_prefix(['n', 'm'])?,
        };
    }
    Some(())
}

/// Without the h of a long o before a consonant ("Ohno").
fn behind_long_vowel(rest: &str) -> &str {
    match rest.strip_prefix('h') {
        Some(behind) if !behind.starts_with(['a', 'e', 'i', 'o', 'u', 'y']) => behind,
        _ => rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word() {
        for (a, b) in [
            ("shinzo", "sinzo"),
            ("ohno", "ono"),
            ("taro", "tarou"),
            ("junichiro", "zyunitiro"),
            ("namba", "nanba"),
            ("fukuda", "hukuda"),
        ] {
            assert_eq!(key(a), key(b));
        }
        assert_ne!(key("abe"), key("aso"));
    }

    #[test]
    fn what_is_no_japanese_word() {
        assert!(is_word("koizumi") && is_word("hattori") && is_word("shinzo") && is_word("ohno"));
        assert!(!is_word("zedong") && !is_word("vladimir") && !is_word("lee"));
    }
}

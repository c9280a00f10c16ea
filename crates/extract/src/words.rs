//! Short fixed lists of words that are asked often: nearly everything that is not on the list is told by its first two
//! letters alone.

/// Words in lower case, compared without regard to the case of ASCII letters.
pub struct Words {
    words: &'static [&'static str],
    /// For each first byte which second ones there are, as bits; all beyond ASCII count as one.
    pairs: [u128; 128],
    /// Whether a byte is the first of one of them.
    firsts: [bool; 256],
}

impl Words {
    /// Of words of two bytes or more.
    pub const fn new(words: &'static [&'static str]) -> Self {
        let (mut pairs, mut firsts, mut at) = ([0; 128], [false; 256], 0);
        while at < words.len() {
            let word = words[at].as_bytes();
            pairs[place(word[0])] |= 1 << place(word[1]);
            firsts[word[0] as usize] = true;
            firsts[word[0].to_ascii_uppercase() as usize] = true;
            at += 1;
        }
        Words { words, pairs, firsts }
    }

    /// Whether `word` is one of them.
    pub fn hold(&self, word: &str) -> bool {
        self.may_begin(word.as_bytes()) && self.words.iter().any(|known| word.eq_ignore_ascii_case(known))
    }

    /// Whether `text` begins with one of them.
    pub fn begin(&self, text: &[u8]) -> bool {
        let begins = |known: &&str| {
            let start = text.get(..known.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(known.as_bytes()))
        };
        self.may_begin(text) && self.words.iter().any(begins)
    }

    /// Whether one of them stands anywhere in `text`.
    pub fn stand_in(&self, text: &str) -> bool {
        let mut rest = text.as_bytes();
        while let Some(at) = rest.iter().position(|&byte| self.firsts[byte as usize]) {
            if self.begin(&rest[at..]) {
                return true;
            }
            rest = &rest[at + 1..];
        }
        false
    }

    /// Whether the first two bytes of `text` are those of one of them; letters beyond ASCII are all alike.
    pub fn may_begin(&self, text: &[u8]) -> bool {
        match text {
            [first, second, ..] => self.pairs[place(*first)] & 1 << place(*second) != 0,
            _ => false,
        }
    }
}

const fn place(byte: u8) -> usize {
    match byte.is_ascii() {
        true => byte.to_ascii_lowercase() as usize,
        false => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    static WORDS: Words = Words::new(&["byline", "author-name", "über"]);

    #[test]
    fn only_whole_words_are_held() {
        for word in ["byline", "ByLine", "AUTHOR-NAME", "über"] {
            assert!(WORDS.hold(word), "{word}");
        }
        for word in ["", "b", "by", "bylines", "authors", "author_name", "uber", "ähem"] {
            assert!(!WORDS.hold(word), "{word}");
        }
    }

    #[test]
    fn beginnings() {
        assert!(WORDS.begin(b"Bylines") && WORDS.begin(b"author-name: x"));
        assert!(!WORDS.begin(b"a byline") && !WORDS.begin(b"") && !WORDS.begin(b"bylin"));
        assert!(WORDS.may_begin(b"BYE") && WORDS.may_begin("äb".as_bytes()) && !WORDS.may_begin(b"bend"));
    }

    #[test]
    fn words_within() {
        assert!(WORDS.stand_in("a byline") && WORDS.stand_in("x-AuThor-names") && WORDS.stand_in("bbüber"));
        assert!(!WORDS.stand_in("author name") && !WORDS.stand_in(""));
    }
}

//! Short fixed lists of words that are asked often: nearly every word that is not on the list is told by its first letter
//! and its length alone.

/// Words in lower case, compared without regard to the case of ASCII letters.
pub struct Words {
    words: &'static [&'static str],
    /// Which first bytes there are, those beyond ASCII all as one.
    firsts: u128,
    /// Which lengths there are, in bytes.
    lengths: u64,
}

impl Words {
    /// Of words of 1 to 63 bytes.
    pub const fn new(words: &'static [&'static str]) -> Self {
        let (mut firsts, mut lengths, mut at) = (0, 0, 0);
        while at < words.len() {
            firsts |= first_bit(words[at].as_bytes()[0]);
            lengths |= 1 << words[at].len();
            at += 1;
        }
        Words {
            words,
            firsts,
            lengths,
        }
    }

    /// Whether `word` is one of them.
    pub fn hold(&self, word: &str) -> bool {
        word.len() < 64
            && self.lengths & 1 << word.len() != 0
            && self.may_begin(word)
            && self.words.iter().any(|known| word.eq_ignore_ascii_case(known))
    }


    /// Whether the first letter of `text` is the first of one of them, as far as ASCII goes.
    pub fn may_begin(&self, text: &str) -> bool {
        let first = text.as_bytes().first();
        first.is_some_and(|&first| self.firsts & first_bit(first) != 0)
    }
}

const fn first_bit(first: u8) -> u128 {
    if first.is_ascii() {
        1 << first.to_ascii_lowercase()
    } else {
        1
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    const WORDS: Words = Words::new(&["byline", "author-name", "über"]);

    #[test]
    fn only_whole_words_are_held() {
        for word in ["byline", "ByLine", "AUTHOR-NAME", "über"] {
            assert!(WORDS.hold(word), "{word}");
        }
        for word in ["", "by", "bylines", "authors", "author_name", "uber", "ähem"] {
            assert!(!WORDS.hold(word), "{word}");
        }
    }

    #[test]
    fn beginnings() {
        assert!(WORDS.begin("Bylines") && WORDS.begin("author-name: x"));
        assert!(!WORDS.begin("a byline") && !WORDS.begin("") && !WORDS.begin("bylin"));
        assert!(WORDS.may_begin("B") && WORDS.may_begin("ähem") && !WORDS.may_begin("c"));
    }
}

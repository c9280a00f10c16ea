//! What of a text is compared: the pairs of words that stand side by side, as hashes. Case, punctuation and line breaks do
//! not count, so a text is found again after it was laid out anew; pairs rather than longer runs survive slips of scanning
//! and editing. Of a very long text a sample is kept: those pairs with the smallest hashes (Broder's bottom-k sketch,
//! "On the resemblance and containment of documents", 1997), which two texts that share pairs also share.

use annals_text::Text;

/// As many pairs of words are kept of one text: all of a text of some 12,000 letters.
pub(crate) const SAMPLE: usize = 2048;

/// The word pairs of a text, as sorted hashes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Fingerprint(Vec<u32>);

impl Fingerprint {
    /// The fingerprint of a text. A text of one word has that word; one without words, its characters as they are.
    pub fn of(text: &Text) -> Self {
        let mut pairs = Vec::with_capacity(text.len() / 6);
        let mut before = None;
        each_word(text, |word| {
            if let Some(before) = before {
                pairs.push(pair(before, word));
            }
            before = Some(word);
        });
        if pairs.is_empty() {
            let whole = text.bytes().fold(SEED, step);
            pairs.push(pair(before.unwrap_or(whole), 0));
        }
        Fingerprint::from(pairs)
    }

    /// The hashes, ascending and each once; never more than 2,048. For keeping: `Fingerprint::from` takes them back.
    pub fn as_slice(&self) -> &[u32] {
        &self.0
    }
}

impl From<Vec<u32>> for Fingerprint {
    fn from(mut pairs: Vec<u32>) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
        pairs.truncate(SAMPLE);
        pairs.shrink_to_fit();
        Fingerprint(pairs)
    }
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// Mixes one byte into a hash (FNV-1a).
fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

/// The hash of two words side by side (the finalizer of MurmurHash3 spreads it).
fn pair(before: u64, word: u64) -> u32 {
    let mut hash = before.rotate_left(23) ^ word;
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    (hash >> 32) as u32
}

/// Calls `take` with the hash of each word in lower case. Characters of scripts that are written without spaces are words.
pub(crate) fn each_word(text: &str, mut take: impl FnMut(u64)) {
    let mut word = None;
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii() {
            at += 1;
            match byte.is_ascii_alphanumeric() {
                true => word = Some(step(word.unwrap_or(SEED), byte.to_ascii_lowercase())),
                false => word.take().into_iter().for_each(&mut take),
            }
            continue;
        }
        let letter = text[at..].chars().next().unwrap_or_default();
        at += letter.len_utf8();
        if !letter.is_alphanumeric() || is_unspaced(letter) {
            word.take().into_iter().for_each(&mut take);
        }
        if letter.is_alphanumeric() {
            let hash = letter.to_lowercase().fold(word.unwrap_or(SEED), |hash, letter| {
                u32::from(letter).to_le_bytes().into_iter().fold(hash, step)
            });
            word = Some(hash);
        }
        if is_unspaced(letter) {
            word.take().into_iter().for_each(&mut take);
        }
    }
    word.into_iter().for_each(take);
}

/// Thai to Khmer, kana, Han.
fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}')
}

//! Short stable ids: a letter for the kind, a hyphen, and 60 bits of a SHA-256 in lower-case base32. The hyphen stands in
//! no capture id, so an id of one kind is never the prefix of one of another. Among a million events two share an id
//! with a chance of one in two million.

use sha2::{Digest, Sha256};

/// The id of what is made of these parts.
pub fn id<'a>(letter: char, parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    digits(parts).printed(letter)
}

/// What stands behind the hyphen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digits([u8; 12]);

impl Digits {
    /// As many of the first bits as are asked for, 60 at most, in the order in which ids are sorted.
    pub fn leading_bits(self, bits: u32) -> u64 {
        // In ASCII, digits stand before letters.
        let rank = |digit: u8| match digit {
            b'2'..=b'7' => digit - b'2',
            _ => digit.wrapping_sub(b'a').wrapping_add(6) & 31,
        };
        let all = self
            .0
            .iter()
            .fold(0u64, |all, &digit| all << 5 | u64::from(rank(digit)));
        all >> (60 - bits.min(60))
    }

    /// The whole id.
    pub fn printed(self, letter: char) -> String {
        let digits = self.0.map(char::from);
        [letter, '-'].into_iter().chain(digits).collect()
    }
}

/// The digits of what is made of these parts.
pub fn digits<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Digits {
    let mut hasher = Sha256::new();
    for part in parts {
        // The length keeps "ab" + "c" from "a" + "bc".
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    let digest = hasher.finalize();
    let base32 = data_encoding::BASE32_NOPAD.encode(&digest[..8]);
    let mut digits = [0; 12];
    digits.copy_from_slice(&base32.as_bytes()[..12]);
    digits.make_ascii_lowercase();
    Digits(digits)
}

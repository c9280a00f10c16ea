//! Character references: `&amp;`, `&#8217;`, `&#x2019;`. The named ones stand in `entities.txt`, one a line, sorted by
//! bytes: name (with its semicolon, if it needs one) and code points in hexadecimal (HTML standard, 13.5).

use std::borrow::Cow;

use memchr::{memchr, memrchr};

const TABLE: &str = include_str!("entities.txt");

/// No name is longer, in bytes, its semicolon counted.
const LONGEST: usize = 33;

/// `text` with its character references replaced. What is no reference stays as it is.
pub fn decode(text: &str) -> Cow<'_, str> {
    if memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = reference(rest, &mut decoded);
        if length == 0 {
            decoded.push('&');
        }
        rest = &rest[length.max(1)..];
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// Reads the reference that `text` begins with, appends what it stands for, and says how many bytes it took.
fn reference(text: &str, decoded: &mut String) -> usize {
    match text.as_bytes().get(1) {
        Some(b'#') => numeric(text, decoded),
        Some(byte) if byte.is_ascii_alphabetic() => named(text, decoded),
        _ => 0,
    }
}

fn numeric(text: &str, decoded: &mut String) -> usize {
    let (radix, start) = match text.as_bytes().get(2) {
        Some(b'x' | b'X') => (16, 3),
        _ => (10, 2),
    };
    let digits = text[start..]
        .bytes()
        .take_while(|byte| (*byte as char).is_digit(radix))
        .count();
    if digits == 0 {
        return 0;
    }
    let end = start + digits;
    let code = u32::from_str_radix(&text[start..end], radix).unwrap_or(u32::MAX);
    decoded.push(character(code));
    end + usize::from(text.as_bytes().get(end) == Some(&b';'))
}

/// The character of a numeric reference; the range of C1 controls means windows-1252, as browsers read it.
fn character(code: u32) -> char {
    const C1: [u16; 32] = [
        0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152,
        0x8D, 0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122,
        0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
    ];
    let code = match code {
        0 => 0xFFFD,
        0x80..=0x9F => u32::from(C1[code as usize - 0x80]),
        _ => code,
    };
    char::from_u32(code).unwrap_or('\u{FFFD}')
}

fn named(text: &str, decoded: &mut String) -> usize {
    let bytes = &text.as_bytes()[1..];
    let word = bytes
        .iter()
        .take(LONGEST)
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .count();
    if bytes.get(word) == Some(&b';') && lookup(&bytes[..word + 1], decoded) {
        return word + 2;
    }
    // Old names count without their semicolon, the longest that fits.
    for length in (2..=word.min(6)).rev() {
        if lookup(&bytes[..length], decoded) {
            return length + 1;
        }
    }
    0
}

/// Finds `name` in the table by halving, and appends its characters.
fn lookup(name: &[u8], decoded: &mut String) -> bool {
    let table = TABLE.as_bytes();
    let (mut low, mut high) = (0, table.len());
    while low < high {
        let middle = (low + high) / 2;
        let start = memrchr(b'\n', &table[..middle]).map_or(0, |at| at + 1);
        let end = start + memchr(b'\n', &table[start..]).unwrap_or(table.len() - start);
        let line = &table[start..end];
        let gap = memchr(b' ', line).unwrap_or(line.len());
        match line[..gap].cmp(name) {
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
            std::cmp::Ordering::Equal => {
                push_code_points(&TABLE[start + gap + 1..end], decoded);
                return true;
            }
        }
    }
    false
}

fn push_code_points(list: &str, decoded: &mut String) {
    let characters = list
        .split('+')
        .filter_map(|code| u32::from_str_radix(code, 16).ok().and_then(char::from_u32));
    decoded.extend(characters);
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn references_of_each_kind() {
        assert_eq!(decode("R&amp;D &lt;b&gt; &#8217;&#x41;&#147;"), "R&D <b> ’A“");
        assert_eq!(decode("caf&eacute; &notin; &NotEqualTilde;"), "café ∉ ≂̸");
        assert_eq!(decode("&zwnj;&AElig;&zeta;"), "\u{200c}Æζ");
    }

    #[test]
    fn what_is_no_reference_stays() {
        assert_eq!(
            decode("AT&T & co &; &#; &#x; &nonsense; &"),
            "AT&T & co &; &#; &#x; &nonsense; &"
        );
        assert_eq!(decode("&copy 2026 &ampx"), "© 2026 &x");
        assert_eq!(decode("&#0;&#xD800;&#99999999999;"), "\u{FFFD}\u{FFFD}\u{FFFD}");
    }
}

//! What the bytes themselves show: UTF-8 by its form, UTF-16 by its zeros, the encodings of seven bits by their escapes,
//! and the others by `chardetng`, helped by the country in the address, the language the page claims, and the language
//! its ASCII letters are in.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_KR, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251, WINDOWS_1252, X_MAC_CYRILLIC};

/// How much of a page is read to guess its encoding, in bytes.
const GUESS: usize = 1 << 20;

fn head(bytes: &[u8], length: usize) -> &[u8] {
    &bytes[..bytes.len().min(length)]
}

/// UTF-16 without a mark: where markup, spaces and line ends stand, each second byte is zero, and nothing else is.
pub fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    const ENOUGH: usize = 64 << 10;
    const RARE: usize = 50;
    let head = head(bytes, ENOUGH);
    memchr::memchr(0, head)?;
    let zeros = |offset: usize| {
        head.iter()
            .skip(offset)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let (encoding, zeros, strays) = if odd > even {
        (UTF_16LE, odd, even)
    } else {
        (UTF_16BE, even, odd)
    };
    let paired = &head[..head.len() & !1];
    let shows = zeros * RARE > head.len() / 2 && strays * RARE < zeros;
    (shows && !encoding.decode_without_bom_handling(paired).1).then_some(encoding)
}

/// Whether bytes beyond ASCII stand in UTF-8 sequences, all but a few; a page cut off may end inside of one.
pub fn is_utf_8(bytes: &[u8]) -> bool {
    const SURE: usize = 40;
    // encoding_rs looks at many bytes at once; what it finds wrong is looked at again.
    if Encoding::utf8_valid_up_to(bytes) == bytes.len() {
        return true;
    }
    let Err(error) = std::str::from_utf8(bytes) else {
        return true;
    };
    let (good, bad) = utf_8_bytes(bytes);
    good > 0 && error.error_len().is_none() || good >= SURE && good >= bad * 20
}

/// How many bytes beyond ASCII stand in valid UTF-8 sequences, and how many do not.
fn utf_8_bytes(bytes: &[u8]) -> (usize, usize) {
    let (mut good, mut bad) = (0, 0);
    for chunk in head(bytes, GUESS).utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| !byte.is_ascii()).count();
        bad += chunk.invalid().len();
    }
    (good, bad)
}

/// Whether bytes can be what the page declares: at most one in twenty characters beyond ASCII is none in it, in UTF-8 one
/// byte in ten.
pub fn fits(bytes: &[u8], encoding: &'static Encoding) -> bool {
    if encoding == UTF_8 {
        let (good, bad) = utf_8_bytes(bytes);
        return good >= bad * 9;
    }
    let (text, errors) = encoding.decode_without_bom_handling(head(bytes, GUESS));
    if !errors {
        return true;
    }
    let wide = text.chars().filter(|character| !character.is_ascii()).count();
    let lost = text.chars().filter(|&character| character == '\u{FFFD}').count();
    lost * 20 <= wide
}

/// The encoding that fits the bytes best.
pub fn of_bytes(bytes: &[u8], domain: Option<&str>) -> &'static Encoding {
    let bytes = head(bytes, GUESS);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let region = region(bytes, domain);
    let guess = detector.guess(region.as_deref().map(str::as_bytes), Utf8Detection::Allow);
    if is_latin(guess) && reads_as_western(bytes) {
        return WINDOWS_1252;
    }
    if guess == WINDOWS_1251 && is_cased_worse(bytes, WINDOWS_1251, X_MAC_CYRILLIC) {
        return X_MAC_CYRILLIC;
    }
    guess
}

/// Whether words have capitals after small letters in the first encoding and hardly any in the second. The two of
/// Cyrillic that `chardetng` does not tell apart share the small letters but one.
fn is_cased_worse(bytes: &[u8], first: &'static Encoding, second: &'static Encoding) -> bool {
    const OFTEN: usize = 2;
    let turns = |encoding: &'static Encoding| {
        let (text, _) = encoding.decode_without_bom_handling(head(bytes, 64 << 10));
        let pairs = text.chars().zip(text.chars().skip(1));
        pairs
            .filter(|(before, after)| {
                !after.is_ascii() && before.is_lowercase() && !(after.is_lowercase() || is_apart(*after))
            })
            .count()
    };
    let found = turns(first);
    found >= OFTEN && turns(second) * 10 < found
}

/// What stands between words.
fn is_apart(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{2010}'..='\u{203A}' | '«' | '»' | '№')
}

/// The ending of the address where it is a country's; else a country where the language is spoken that the page claims.
fn region(bytes: &[u8], domain: Option<&str>) -> Option<String> {
    let ending = domain
        .and_then(|domain| domain.rsplit('.').next())
        .filter(|ending| !ending.is_empty() && ending.bytes().all(|byte| byte.is_ascii_lowercase()));
    match ending {
        Some(ending) if EncodingDetector::tld_may_affect_guess(Some(ending.as_bytes())) => {
            Some(ending.to_owned())
        }
        _ => claimed_language(bytes).and_then(|language| country_of(&language)),
    }
}

/// The language tag that a `lang`, `content-language` or `language` of the page's head names, in lower case.
fn claimed_language(bytes: &[u8]) -> Option<String> {
    const HEAD: usize = 4096;
    let lower = head(bytes, HEAD).to_ascii_lowercase();
    memchr::memmem::find_iter(&lower, b"lang").find_map(|at| {
        // What other pages are in is no help: "hreflang".
        let whole = at == 0 || !lower[at - 1].is_ascii_alphanumeric();
        tag_after(&lower[at + 4..]).filter(|_| whole)
    })
}

/// The tag behind `lang`: `="pl-PL"`, `uage" content="pl"`, `uage>pl<`.
fn tag_after(rest: &[u8]) -> Option<String> {
    const NEAR: usize = 40;
    let rest = String::from_utf8_lossy(head(rest, NEAR));
    let rest = rest
        .trim_start_matches("uage")
        .trim_start_matches(['"', '\'', ' ']);
    let value = rest.strip_prefix("content").unwrap_or(rest);
    let value = value.trim_start_matches(['=', '"', '\'', ' ', '>']);
    let tag = value
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_')
        .next()?;
    (2..=8).contains(&tag.len()).then(|| tag.replace('_', "-"))
}

/// A country's ending for a language. English says nothing: templates in every language claim it.
fn country_of(language: &str) -> Option<String> {
    let code = language.split('-').next().unwrap_or("");
    let country = match code {
        "en" => return None,
        "zh" if language.contains("tw") || language.contains("hant") => "tw",
        "zh" if language.contains("hk") => "hk",
        "zh" => "cn",
        "ja" => "jp",
        "ko" => "kr",
        "cs" => "cz",
        "el" => "gr",
        "he" | "iw" => "il",
        "ar" => "eg",
        "fa" => "ir",
        "uk" => "ua",
        "be" => "by",
        "sr" => "rs",
        "sl" => "si",
        "da" => "dk",
        "sv" => "se",
        "et" => "ee",
        "vi" => "vn",
        "kk" => "kz",
        _ if code.len() == 2 => code,
        _ => return None,
    };
    Some(country.to_owned())
}

/// Encodings of the Latin script other than windows-1252, which look alike where few bytes are beyond ASCII.
fn is_latin(encoding: &'static Encoding) -> bool {
    const LATIN: [&str; 7] = [
        "windows-1250",
        "ISO-8859-2",
        "windows-1254",
        "windows-1257",
        "ISO-8859-4",
        "ISO-8859-13",
        "windows-1258",
    ];
    LATIN.contains(&encoding.name())
}

/// Whether the text, read as windows-1252, is in a language that is written so.
fn reads_as_western(bytes: &[u8]) -> bool {
    const WESTERN: [&str; 12] = [
        "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "nb", "fi",
    ];
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(head(bytes, 64 << 10));
    let words = words_outside_of_tags(&text);
    annals_text::language(&words).is_some_and(|language| WESTERN.contains(&language.code()))
}

fn words_outside_of_tags(text: &str) -> String {
    let outside = text
        .split('<')
        .map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    outside.collect::<Vec<_>>().join(" ")
}

/// ISO-2022-KR: it begins by naming its second set, and shifts to it and back.
pub fn is_korean_of_seven_bits(bytes: &[u8]) -> bool {
    const NAMED: &[u8] = b"\x1b$)C";
    let named = memchr::memmem::find(head(bytes, 1024), NAMED).is_some();
    named && bytes.is_ascii() && memchr::memchr(0x0E, bytes).is_some()
}

/// Its text: the second set is that of EUC-KR without the eighth bit.
pub fn decode_korean_of_seven_bits(bytes: &[u8]) -> (Cow<'static, str>, bool) {
    const NAMED: &[u8] = b"\x1b$)C";
    let mut eight = Vec::with_capacity(bytes.len());
    let (mut shifted, mut at) = (false, 0);
    while at < bytes.len() {
        match bytes[at] {
            0x1B if bytes[at..].starts_with(NAMED) => at += NAMED.len() - 1,
            0x0E => shifted = true,
            0x0F => shifted = false,
            byte if shifted && byte > 0x20 => eight.push(byte | 0x80),
            byte => {
                shifted &= byte != b'\n';
                eight.push(byte);
            }
        }
        at += 1;
    }
    let (text, errors) = EUC_KR.decode_without_bom_handling(&eight);
    (Cow::Owned(text.into_owned()), errors)
}

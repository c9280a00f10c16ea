//! The characters in which the Encoding Standard, which browsers and this crate follow, differs from the tables that the
//! Unicode Consortium published (JIS0208.TXT, BIG5.TXT, GB2312.TXT) and that Python and iconv follow. A set whose texts
//! were made with the latter says "wave dash" where a browser shows a full-width tilde; this turns the one into the other,
//! so that such a set measures whether the encoding was found. Only cells of the first set of characters are listed.

const JIS: [(char, char); 6] = [
    ('\u{FF5E}', '\u{301C}'),
    ('\u{2225}', '\u{2016}'),
    ('\u{FF0D}', '\u{2212}'),
    ('\u{FFE0}', '\u{A2}'),
    ('\u{FFE1}', '\u{A3}'),
    ('\u{FFE2}', '\u{AC}'),
];

const BIG5: [(char, char); 11] = [
    ('\u{2027}', '\u{2022}'),
    ('\u{FE51}', '\u{FF64}'),
    ('\u{AF}', '\u{203E}'),
    ('\u{FF5E}', '\u{223C}'),
    ('\u{2295}', '\u{2641}'),
    ('\u{2299}', '\u{2609}'),
    ('\u{2215}', '\u{FF0F}'),
    ('\u{FE68}', '\u{FF3C}'),
    ('\u{FFE5}', '\u{A5}'),
    ('\u{FFE0}', '\u{A2}'),
    ('\u{FFE1}', '\u{A3}'),
];

const GB: [(char, char); 2] = [('\u{B7}', '\u{30FB}'), ('\u{2014}', '\u{2015}')];

/// `text`, decoded as a browser would from `encoding`, in the Consortium's characters. A page with characters that only
/// Microsoft's code page 932 has is in that code page, which is the browsers'.
pub fn of_the_consortium(text: &str, encoding: &str) -> String {
    let pairs: &[(char, char)] = match encoding {
        "Shift_JIS" if text.chars().any(is_of_microsoft) => &[],
        "Shift_JIS" | "EUC-JP" | "ISO-2022-JP" => &JIS,
        "Big5" => &BIG5,
        "GBK" => &GB,
        _ => &[],
    };
    let swap = |character| pairs.iter().find(|(browser, _)| *browser == character);
    text.chars()
        .map(|character| swap(character).map_or(character, |(_, published)| *published))
        .collect()
}

/// Whether a character stands in the rows that NEC and IBM added to JIS X 0208: 13, and 89 and beyond.
fn is_of_microsoft(character: char) -> bool {
    let text = character.to_string();
    let (bytes, _, unknown) = encoding_rs::EUC_JP.encode(&text);
    !unknown && matches!(bytes[..], [0xAD | 0xF9.., _])
}

//! A captured page as a browser may hold it. A policy forbids loading, but not what browsers do ahead of it: Chromium opens
//! a connection to where a frame or a `link rel=preconnect` points before it asks the policy, and whoever is there learns
//! that somebody reads the page. Such tags lose their names, a letter each, so that no offset moves; nothing that they bring
//! could be shown anyway. The evidence itself is never changed: this is how it is shown.

/// Tags that lead a browser elsewhere by themselves, as prefixes.
const TAGS: [&[u8]; 7] = [
    b"link",
    b"iframe",
    b"frame",
    b"fencedframe",
    b"portal",
    b"object",
    b"embed",
];

/// The page with the names of those tags spoilt.
pub fn defused(mut page: Vec<u8>) -> Vec<u8> {
    for at in 0..page.len() {
        if page[at] == b'<'
            && let Some(name) = name_of(&page[at + 1..])
        {
            page[at + 1 + name] = b'x';
        }
    }
    page
}

/// Where the name of such a tag begins in what stands behind `<`.
fn name_of(behind: &[u8]) -> Option<usize> {
    let first = letters(behind).find(|(_, byte)| *byte != b'/')?.0;
    let is_one = |tag: &&[u8]| {
        let mut letters = letters(&behind[first..]);
        tag.iter().all(|known| {
            letters
                .next()
                .is_some_and(|(_, byte)| byte.eq_ignore_ascii_case(known))
        })
    };
    TAGS.iter().any(is_one).then_some(first)
}

/// Bytes as a browser joins them to names: without the zeros of UTF-16 and the escapes of ISO-2022-JP, which stand between
/// letters and are none.
fn letters(bytes: &[u8]) -> impl Iterator<Item = (usize, u8)> {
    const ESCAPE: u8 = 0x1b;
    let mut escaped = 0;
    bytes.iter().copied().enumerate().filter(move |(_, byte)| {
        match (*byte, escaped) {
            (ESCAPE, _) => escaped = 2,
            (_, 0) => return *byte != 0,
            _ => escaped -= 1,
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::defused;

    fn shown(page: &str) -> String {
        String::from_utf8(defused(page.into())).unwrap()
    }

    #[test]
    fn what_leads_elsewhere_loses_its_name_and_nothing_moves() {
        for (page, expected) in [
            (
                "<link rel=preconnect href=//a.example>",
                "<xink rel=preconnect href=//a.example>",
            ),
            ("<IFrame src=a></iframe>", "<xFrame src=a></xframe>"),
            (
                "<object data=a><embed src=a><frameset>",
                "<xbject data=a><xmbed src=a><xrameset>",
            ),
            (
                "<p>A link, <b>linked</b> &lt;link&gt; < link",
                "<p>A link, <b>linked</b> &lt;link&gt; < link",
            ),
            (
                "<script>alert(1)</script><img src=a>",
                "<script>alert(1)</script><img src=a>",
            ),
            ("<li\u{1b}(Bnk rel=preconnect>", "<xi\u{1b}(Bnk rel=preconnect>"),
            ("<", "<"),
        ] {
            assert_eq!(shown(page), expected);
        }
        let wide: Vec<u8> = "<link rel=a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let tame: Vec<u8> = "<xink rel=a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(defused(wide), tame);
    }
}

//! What measuring programs, tests and fuzz targets need to see and nobody else: the text of a page's bytes, and what a
//! page says of its encoding. No promise is made about it.

use crate::{Page, charset};

/// The text of a page's bytes, and whether some of them are no text in its encoding.
pub fn decode(page: &Page<'_>) -> (String, bool) {
    with_origin(page, |origin| {
        let (text, damaged) = charset::decode(page.bytes, origin);
        (text.into_owned(), damaged)
    })
}

/// The name of the encoding of a page's bytes.
pub fn encoding(page: &Page<'_>) -> &'static str {
    with_origin(page, |origin| charset::name(page.bytes, origin))
}

fn with_origin<T>(page: &Page<'_>, read: impl FnOnce(charset::Origin<'_>) -> T) -> T {
    let host = page.url.and_then(|url| url::Url::parse(url).ok());
    read(charset::Origin {
        content_type: page.content_type,
        domain: host.as_ref().and_then(|url| url.host_str()),
    })
}

/// The name of the encoding that the HTML standard finds without the server's word: byte order mark, prescan, a later
/// declaration, else windows-1252.
pub fn sniff(bytes: &[u8]) -> &'static str {
    charset::sniff(bytes).name()
}

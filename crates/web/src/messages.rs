//! What the pages say in the reader's language: one file of messages a language under `messages/`, `key = text`, all in
//! the binary. Not a translator of foreign text, which stays as printed, nor of dates and kinds in exports.
//!
//! The language is the request's: `?lang=`, else the cookie that such an address sets, else `Accept-Language`. It is
//! bound to the answering task by `door.rs`, so that templates and the pieces they share need not hand it on.

use std::collections::BTreeMap;
use std::future::Future;
use std::sync::LazyLock;

use axum::extract::Request;
use axum::http::Uri;
use axum::http::header::{self, HeaderMap};

/// One language of the pages.
pub struct Language {
    /// BCP 47 tag.
    pub tag: &'static str,
    /// Its name, as its readers write it.
    pub name: &'static str,
    /// "ltr" or "rtl".
    pub direction: &'static str,
    texts: BTreeMap<&'static str, &'static str>,
}

/// All languages of the pages; the first is spoken where nothing else is asked for.
pub static LANGUAGES: LazyLock<[Language; 2]> = LazyLock::new(|| {
    [
        language("en", "English", "ltr", include_str!("../messages/en.txt")),
        language("he", "עברית", "rtl", include_str!("../messages/he.txt")),
    ]
});

fn language(tag: &'static str, name: &'static str, direction: &'static str, file: &'static str) -> Language {
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    Language {
        tag,
        name,
        direction,
        texts: lines.filter_map(|line| line.split_once(" = ")).collect(),
    }
}

/// Who reads: the number of the language, and the address to stay at when another is chosen.
#[derive(Clone)]
struct Reader {
    language: usize,
    address: Uri,
}

tokio::task_local! {
    static READER: Reader;
}

/// Answers a request in its reader's language.
pub async fn in_language<F: Future>(request: &RequestLanguage, answer: F) -> F::Output {
    let reader = Reader {
        language: request.language,
        address: request.address.clone(),
    };
    READER.scope(reader, answer).await
}

/// The language a request asks for.
pub struct RequestLanguage {
    language: usize,
    address: Uri,
    chosen: bool,
}

impl RequestLanguage {
    /// From the address, a cookie, or what the browser accepts.
    pub fn of(request: &Request) -> RequestLanguage {
        let address = request.uri().clone();
        let chosen = address.query().and_then(|query| {
            let named = query.split('&').filter_map(|part| part.strip_prefix("lang="));
            named.rev().find_map(numbered)
        });
        let kept = || cookie(request.headers()).and_then(numbered);
        let language = chosen
            .or_else(kept)
            .or_else(|| accepted(request.headers()))
            .unwrap_or(0);
        RequestLanguage {
            language,
            address,
            chosen: chosen.is_some(),
        }
    }

    /// The cookie that keeps a choice; it names a language and nothing of the reader.
    pub fn cookie(&self) -> Option<String> {
        let tag = LANGUAGES[self.language].tag;
        self.chosen
            .then(|| format!("lang={tag}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly"))
    }
}

fn numbered(tag: &str) -> Option<usize> {
    LANGUAGES
        .iter()
        .position(|language| language.tag.eq_ignore_ascii_case(tag))
}

fn cookie(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get(header::COOKIE)?.to_str().ok()?;
    cookies
        .split(';')
        .find_map(|pair| pair.trim().strip_prefix("lang="))
}

/// The first of the accepted languages that the pages speak; browsers send the dearest first.
fn accepted(headers: &HeaderMap) -> Option<usize> {
    let accepted = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    let tags = accepted
        .split(',')
        .map(|part| part.trim().split([';', '-']).next());
    tags.flatten().find_map(numbered)
}

/// The language of the answer under way.
pub fn spoken() -> &'static Language {
    &LANGUAGES[READER.try_with(|reader| reader.language).unwrap_or(0)]
}

/// A message. A key that the language lacks is said in English; a test sees that none is.
pub fn say(key: &str) -> &'static str {
    let said = spoken().texts.get(key).or_else(|| LANGUAGES[0].texts.get(key));
    said.copied().unwrap_or("…")
}

/// The word for so many: "event", "events". The number itself is the template's.
pub fn count(key: &str, number: &usize) -> &'static str {
    let form = if *number == 1 { "one" } else { "other" };
    say(&format!("{key}.{form}"))
}

/// A word of the program's own lists (a kind of event, a month) where the language has one, else the word.
pub fn word<'a>(list: &str, word: &'a str) -> &'a str {
    spoken()
        .texts
        .get(format!("{list}.{word}").as_str())
        .copied()
        .unwrap_or(word)
}

/// A link to the same page in another language.
pub struct Translation {
    /// The other language.
    pub language: &'static Language,
    /// The query that chooses it, all else kept.
    pub query: String,
}

/// The same page in the other languages.
pub fn translations() -> Vec<Translation> {
    let query = READER
        .try_with(|reader| reader.address.query().unwrap_or_default().to_string())
        .unwrap_or_default();
    let kept: Vec<&str> = query
        .split('&')
        .filter(|part| !part.is_empty() && !part.starts_with("lang="))
        .collect();
    let others = LANGUAGES.iter().filter(|language| language.tag != spoken().tag);
    others
        .map(|language| {
            let mut parts = kept.clone();
            let chosen = format!("lang={}", language.tag);
            parts.push(&chosen);
            Translation {
                language,
                query: format!("?{}", parts.join("&")),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{LANGUAGES, RequestLanguage};
    use axum::body::Body;
    use axum::extract::Request;

    fn tag(address: &str, cookie: &str, accepted: &str) -> &'static str {
        let request = Request::get(address)
            .header("cookie", cookie)
            .header("accept-language", accepted);
        let request = request.body(Body::empty()).unwrap();
        LANGUAGES[RequestLanguage::of(&request).language].tag
    }

    #[test]
    fn the_address_comes_before_the_cookie_and_that_before_the_browser() {
        assert_eq!(tag("/", "", ""), "en");
        assert_eq!(tag("/", "", "fr;q=1, he-IL;q=0.8, en;q=0.1"), "he");
        assert_eq!(tag("/", "a=b; lang=en", "he"), "en");
        assert_eq!(tag("/timeline?kind=VISIT&lang=he", "lang=en", "en"), "he");
        assert_eq!(tag("/?lang=xx", "lang=<script>", "\"'"), "en");
    }

    #[test]
    fn every_language_has_every_message_and_no_other() {
        let keys = |number: usize| LANGUAGES[number].texts.keys().copied().collect::<Vec<_>>();
        let common = |keys: Vec<&'static str>| {
            // Words of the program's own lists are English already.
            let own = |key: &&str| {
                !key.starts_with("kind.") && !key.starts_with("month.") && !key.starts_with("word.")
            };
            keys.into_iter().filter(own).collect::<Vec<_>>()
        };
        for number in 1..LANGUAGES.len() {
            assert_eq!(common(keys(0)), common(keys(number)), "{}", LANGUAGES[number].tag);
        }
        for language in LANGUAGES.iter() {
            for (key, text) in &language.texts {
                assert!(!text.trim().is_empty(), "{}: {key}", language.tag);
            }
        }
    }
}

//! Cookies of one session, kept per host: a host gets back what it set itself, and nothing that another one set for it, even
//! of the same domain. Stricter than RFC 6265, which lets a domain share: a reader of news needs no more, and what is not
//! shared follows nobody about. Read as the RFC reads them.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use url::Url;

use crate::instant::http_date;

/// More cookies of one host are not kept; the RFC asks for 50 at least.
const PER_HOST: usize = 60;

/// More hosts are not remembered.
const HOSTS: usize = 10_000;

/// Longer ones are not kept (the RFC: 4,096 bytes).
const SIZE_LIMIT: usize = 4096;

/// The cookies of a session.
#[derive(Debug, Default)]
pub struct Cookies(HashMap<String, Vec<Cookie>>);

#[derive(Debug)]
struct Cookie {
    name: String,
    value: String,
    path: String,
    secure: bool,
    expires: Option<Timestamp>,
}

impl Cookies {
    /// Takes in a `Set-Cookie` header that came with `url` at the instant `now`.
    pub fn set(&mut self, url: &Url, header: &str, now: Timestamp) {
        let Some(host) = url.host_str() else { return };
        let Some(cookie) = cookie(url, header, now) else {
            return;
        };
        if self.0.len() >= HOSTS && !self.0.contains_key(host) {
            return;
        }
        let cookies = self.0.entry(host.to_owned()).or_default();
        cookies.retain(|known| known.name != cookie.name || known.path != cookie.path);
        if cookie.lives(now) && cookies.len() < PER_HOST {
            cookies.push(cookie);
        }
    }

    /// The `Cookie` header for `url`, longer paths first.
    pub fn header(&self, url: &Url, now: Timestamp) -> Option<String> {
        let cookies = self.0.get(url.host_str()?)?.iter();
        let mut sent: Vec<&Cookie> = cookies
            .filter(|cookie| cookie.is_for(url) && cookie.lives(now))
            .collect();
        sent.sort_by_key(|cookie| std::cmp::Reverse(cookie.path.len()));
        let pairs: Vec<String> = sent
            .iter()
            .map(|cookie| format!("{}={}", cookie.name, cookie.value))
            .collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }
}

impl Cookie {
    fn lives(&self, now: Timestamp) -> bool {
        self.expires.is_none_or(|end| end > now)
    }

    fn is_for(&self, url: &Url) -> bool {
        let behind = url.path().strip_prefix(&*self.path);
        let within =
            behind.is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || self.path.ends_with('/'));
        within && (!self.secure || url.scheme() == "https")
    }
}

/// RFC 6265, section 5.2; `None` where it has no name, is too long, or names a domain that is not the host's.
fn cookie(url: &Url, header: &str, now: Timestamp) -> Option<Cookie> {
    let header = header.split(['\0', '\r', '\n']).next()?;
    let (pair, attributes) = header.split_once(';').unwrap_or((header, ""));
    let (name, value) = pair.split_once('=')?;
    let (name, value) = (name.trim(), value.trim());
    if name.is_empty() || name.len() + value.len() > SIZE_LIMIT {
        return None;
    }
    let mut cookie = Cookie {
        name: name.to_owned(),
        value: value.to_owned(),
        path: folder(url),
        secure: false,
        expires: None,
    };
    let (mut age, mut domain) = (None, None);
    for attribute in attributes.split(';') {
        let (key, value) = attribute.split_once('=').unwrap_or((attribute, ""));
        let value = value.trim();
        match key.trim().to_ascii_lowercase().as_str() {
            "path" if value.starts_with('/') => cookie.path = value.to_owned(),
            "path" => cookie.path = folder(url),
            "secure" => cookie.secure = true,
            "expires" => cookie.expires = http_date(value).or(cookie.expires),
            "max-age" => age = seconds(value).or(age),
            "domain" if !value.is_empty() => domain = Some(value.to_ascii_lowercase()),
            _ => {}
        }
    }
    if let Some(age) = age {
        cookie.expires = Some(
            now.saturating_add(SignedDuration::from_secs(age))
                .unwrap_or(Timestamp::MAX),
        );
    }
    domain
        .is_none_or(|domain| is_within(url, &domain))
        .then_some(cookie)
}

/// Whether the host of an address is a domain or lies within it.
fn is_within(url: &Url, domain: &str) -> bool {
    let domain = domain.strip_prefix('.').unwrap_or(domain);
    let host = url.host_str().unwrap_or_default();
    let behind = host.strip_suffix(domain);
    behind.is_some_and(|rest| rest.is_empty() || rest.ends_with('.') && domain.contains('.'))
}

fn seconds(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    match (number, digits.len() < text.len()) {
        (true, true) => Some(0),
        (true, false) => Some(text.parse().unwrap_or(i64::MAX / 4)),
        (false, _) => None,
    }
}

/// The folder that an address lies in: where a cookie counts that does not say.
fn folder(url: &Url) -> String {
    match url.path().rfind('/') {
        Some(0) | None => "/".to_owned(),
        Some(slash) => url.path()[..slash].to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(set: &[(&str, &str)], to: &str) -> Option<String> {
        let now = "2026-03-03T08:00:00Z".parse().unwrap();
        let mut cookies = Cookies::default();
        for (url, header) in set {
            cookies.set(&Url::parse(url).unwrap(), header, now);
        }
        cookies.header(&Url::parse(to).unwrap(), now)
    }

    const NEWS: &str = "https://harbour.example/news/today";

    #[test]
    fn a_host_gets_back_what_it_set() {
        assert_eq!(
            sent(&[(NEWS, "a=1"), (NEWS, "b = 2 ; Path=/")], NEWS).as_deref(),
            Some("a=1; b=2")
        );
        assert_eq!(
            sent(&[(NEWS, "a=1"), (NEWS, "a=2")], NEWS).as_deref(),
            Some("a=2")
        );
        assert_eq!(
            sent(
                &[(NEWS, "a=1; Domain=harbour.example")],
                "https://www.harbour.example/news/x"
            ),
            None
        );
        assert_eq!(sent(&[(NEWS, "a=1; Domain=elsewhere.example")], NEWS), None);
        assert_eq!(sent(&[(NEWS, "a=1; Domain=example")], NEWS), None);
    }

    #[test]
    fn paths_and_locks_count() {
        assert_eq!(sent(&[(NEWS, "a=1")], "https://harbour.example/newsroom"), None);
        assert_eq!(
            sent(&[(NEWS, "a=1; path=/")], "https://harbour.example/x").as_deref(),
            Some("a=1")
        );
        assert_eq!(
            sent(&[(NEWS, "a=1; Secure; Path=/")], "http://harbour.example/"),
            None
        );
    }

    #[test]
    fn what_is_over_is_forgotten() {
        assert_eq!(sent(&[(NEWS, "a=1"), (NEWS, "a=1; max-age=0")], NEWS), None);
        assert_eq!(
            sent(&[(NEWS, "a=1; Expires=Mon, 02 Mar 2026 08:00:00 GMT")], NEWS),
            None
        );
        assert_eq!(
            sent(
                &[(NEWS, "a=1; Expires=Mon, 02 Mar 2026 08:00:00 GMT; Max-Age=9")],
                NEWS
            )
            .as_deref(),
            Some("a=1")
        );
        assert_eq!(
            sent(&[(NEWS, "a=1; Max-Age=99999999999999999999")], NEWS).as_deref(),
            Some("a=1")
        );
    }

    #[test]
    fn what_is_no_cookie_is_passed_over() {
        for header in ["", "a", "=1", ";", "a\0=1"] {
            assert_eq!(sent(&[(NEWS, header)], NEWS), None, "{header:?}");
        }
        assert_eq!(sent(&[(NEWS, &format!("a={}", "x".repeat(5000)))], NEWS), None);
    }
}

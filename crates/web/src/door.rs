//! What every answer carries and every request must pass: the headers that keep foreign text from doing anything in a
//! browser, the check of the host name (a web page elsewhere must not read a loopback server through a name of its own,
//! "DNS rebinding"), and the limit on addresses.

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::api;
use crate::messages::{RequestLanguage, in_language};
use crate::refusal::Refusal;

/// The names under which a browser may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hosts {
    /// localhost and loopback addresses only.
    Loopback,
    /// Whatever name leads here.
    Any,
}

/// The longest path and query of an address, in bytes.
const ADDRESS_LIMIT: usize = 4096;

const PAGE_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; \
                           base-uri 'none'; frame-ancestors 'none'";

/// For bytes as they were captured: nothing may run, load or be framed.
pub const CAPTURE_POLICY: &str = "default-src 'none'; sandbox; base-uri 'none'; frame-ancestors 'none'";

/// For a page with a frame around a captured page.
pub const FRAME_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; \
                                form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// For a captured page in that frame: an origin of its own without scripts, forms and popups, its own styles and the pictures
/// within it, and nothing from anywhere.
pub const FRAMED_POLICY: &str = "default-src 'none'; sandbox; style-src 'unsafe-inline'; img-src data:; \
                                 form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

/// Lets a request in, or not, and dresses the answer.
pub async fn watch(State(hosts): State<Hosts>, request: Request, next: Next) -> Response {
    let mut response = match inspect(hosts, &request) {
        Ok(()) => {
            let language = RequestLanguage::of(&request);
            let mut answer = in_language(&language, next.run(request)).await;
            remember(&language, answer.headers_mut());
            answer
        }
        Err(refusal) => refused(refusal, request.uri().path()),
    };
    dress(response.headers_mut());
    response
}

/// A program is told in its own form why it is not let in.
fn refused(refusal: Refusal, path: &str) -> Response {
    match path.starts_with(api::ROOT) {
        true => api::Problem::from(refusal).into_response(),
        false => refusal.into_response(),
    }
}

/// Sets the cookie of a chosen language, and tells caches that the answer is one language's.
fn remember(language: &RequestLanguage, headers: &mut HeaderMap) {
    let cookie = language
        .cookie()
        .and_then(|cookie| HeaderValue::from_str(&cookie).ok());
    if let Some(cookie) = cookie {
        headers.insert(header::SET_COOKIE, cookie);
    }
    headers.append(header::VARY, HeaderValue::from_static("Accept-Language, Cookie"));
}

fn inspect(hosts: Hosts, request: &Request) -> Result<(), Refusal> {
    let length = request
        .uri()
        .path_and_query()
        .map_or(0, |part| part.as_str().len());
    if length > ADDRESS_LIMIT {
        return Err(Refusal::TooLong);
    }
    let named = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let welcome = hosts == Hosts::Any || named.is_some_and(is_loopback);
    if !welcome {
        return Err(Refusal::WrongHost);
    }
    let acts = !request.method().is_safe();
    if acts && !is_own_page(request.headers(), named) {
        return Err(Refusal::ForeignPage);
    }
    Ok(())
}

/// Whether a request that acts comes from a page of this server: browsers say so in `Sec-Fetch-Site`, and those that do not
/// name the page's `Origin`. There is no session that another page could ride on, but a loopback server is in reach of
/// every page that the reader opens. What says neither is refused too.
fn is_own_page(headers: &HeaderMap, host: Option<&str>) -> bool {
    let said = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    match said(HeaderName::from_static("sec-fetch-site")) {
        Some(site) => site == "same-origin",
        None => said(header::ORIGIN)
            .and_then(|origin| origin.split_once("://"))
            .is_some_and(|(_, name)| host == Some(name)),
    }
}

/// Whether a `Host` header ("localhost:8800", "[::1]:8800") names this machine.
fn is_loopback(host: &str) -> bool {
    let name = without_port(host);
    let address = name.trim_start_matches('[').trim_end_matches(']');
    name.eq_ignore_ascii_case("localhost")
        || address
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) && !open_bracket(name) => name,
        _ => host,
    }
}

/// Whether a colon was one of an IPv6 address: "[:" + "1]".
fn open_bracket(name: &str) -> bool {
    name.starts_with('[') && !name.ends_with(']')
}

fn dress(headers: &mut HeaderMap) {
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(PAGE_POLICY));
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry(header::X_FRAME_OPTIONS)
        .or_insert(HeaderValue::from_static("DENY"));
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-cache"));
}

#[cfg(test)]
mod tests {
    use super::is_loopback;

    #[test]
    fn only_names_of_this_machine_are_loopback() {
        for host in [
            "localhost",
            "LOCALHOST:8800",
            "127.0.0.1",
            "127.0.0.1:8800",
            "127.3.2.1:1",
            "[::1]",
            "[::1]:8800",
        ] {
            assert!(is_loopback(host), "{host}");
        }
        for host in [
            "",
            "example.org",
            "localhost.example.org",
            "127.0.0.1.example.org:8800",
            "10.0.0.1",
            "[::2]:80",
            "::1:8800x",
        ] {
            assert!(!is_loopback(host), "{host}");
        }
    }
}

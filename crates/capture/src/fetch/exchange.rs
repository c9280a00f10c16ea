//! One request and its answer, as they went over the wire, as far as the client shows it: header names come in lower case, and
//! chunks are joined (the header that says so is renamed, as other archivers do).

use std::borrow::Cow;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use reqwest::Response;
use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, COOKIE, HOST, HeaderMap, HeaderName, HeaderValue, IF_MODIFIED_SINCE,
};
use reqwest::header::{IF_NONE_MATCH, USER_AGENT};
use url::Url;

use super::{Ask, Failure, FetchSettings};
use crate::instant::http_date;

/// One request and its answer.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// The address asked.
    pub url: String,
    /// When.
    pub asked: Timestamp,
    /// The machine that was connected, as it was checked on the socket; `None` behind a proxy, whose own address says
    /// nothing of the site.
    pub machine: Option<IpAddr>,
    /// Request line and headers, with the blank line behind them.
    pub request_head: Vec<u8>,
    /// Status line and headers, with the blank line behind them.
    pub response_head: Vec<u8>,
    /// The body, still packed as the head says.
    pub body: Vec<u8>,
    /// The status.
    pub status: u16,
    headers: HeaderMap,
}

impl Exchange {
    /// The value of a header of the answer, if it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers(name).next()
    }

    /// All values of a header of the answer.
    pub fn headers(&self, name: &str) -> impl Iterator<Item = &str> {
        self.headers
            .get_all(name)
            .iter()
            .filter_map(|value| value.to_str().ok())
    }

    /// Where it redirects to, if it does: complete. Error: it redirects to what is no address.
    pub(super) fn redirects_to(&self, url: &Url) -> Option<Result<String, Failure>> {
        if !matches!(self.status, 301 | 302 | 303 | 307 | 308) {
            return None;
        }
        // Servers send UTF-8 here, though they should not.
        let location = String::from_utf8_lossy(self.headers.get("location")?.as_bytes()).into_owned();
        let joined = url.join(&location).map(String::from);
        Some(joined.map_err(|_| Failure::Protocol(format!("it redirects to {location:?}"))))
    }

    /// Until when the host asks to be left alone (RFC 9110, section 10.2.3).
    pub fn retry_after(&self) -> Option<Timestamp> {
        if !matches!(self.status, 429 | 503) {
            return None;
        }
        let value = self.header("retry-after")?.trim();
        match value.parse::<u32>() {
            Ok(seconds) => self
                .asked
                .checked_add(SignedDuration::from_secs(seconds.into()))
                .ok(),
            Err(_) => http_date(value),
        }
    }

    /// The body unpacked, within the limits of size and ratio.
    pub(super) fn payload(&self, settings: &FetchSettings) -> Result<Cow<'_, [u8]>, Failure> {
        /// However small a body is, so much may come of it.
        const ALWAYS: u64 = 64 << 10;
        let by_ratio = (self.body.len() as u64)
            .saturating_mul(settings.ratio_limit)
            .max(ALWAYS);
        let limit = settings.body_limit.min(by_ratio);
        annals_archive::decoded_within(&self.response_head, &self.body, limit).map_err(Failure::Unpacking)
    }
}

/// What is asked, and how.
pub(super) struct Wanted<'a> {
    pub url: &'a Url,
    pub conditions: Option<&'a Ask<'a>>,
    pub cookie: Option<String>,
    pub settings: &'a FetchSettings,
}

/// Asks, and reads the whole answer or nothing.
pub(super) async fn exchange(
    client: &reqwest::Client,
    wanted: Wanted<'_>,
    now: Timestamp,
) -> Result<Exchange, Failure> {
    let patience = wanted.settings.patience;
    let answer = tokio::time::timeout(patience, ask(client, wanted, now));
    answer.await.unwrap_or(Err(Failure::Timeout(patience)))
}

async fn ask(client: &reqwest::Client, wanted: Wanted<'_>, now: Timestamp) -> Result<Exchange, Failure> {
    let headers = request_headers(&wanted);
    let request_head = request_head(wanted.url, &headers);
    let request = client.get(wanted.url.clone()).headers(headers);
    let response = request.send().await.map_err(Failure::of)?;
    let machine = checked_machine(response.remote_addr(), wanted.settings)?;
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let response_head = response_head(&response);
    let body = body(response, wanted.settings.body_limit).await?;
    Ok(Exchange {
        url: wanted.url.to_string(),
        asked: now,
        machine,
        request_head,
        response_head,
        body,
        status,
        headers,
    })
}

/// The resolver gives out no address that may not be asked; this looks at the socket itself once more, before anything that
/// came over it is used. `None` behind a proxy.
fn checked_machine(remote: Option<SocketAddr>, settings: &FetchSettings) -> Result<Option<IpAddr>, Failure> {
    let machine = remote
        .filter(|_| settings.proxy.is_none())
        .map(|address| address.ip().to_canonical());
    match machine.filter(|machine| !settings.guard.allows(*machine)) {
        Some(machine) => Err(Failure::Refused(crate::Refusal::NotPublic(machine))),
        None => Ok(machine),
    }
}

async fn body(mut response: Response, limit: u64) -> Result<Vec<u8>, Failure> {
    if response.content_length().is_some_and(|length| length > limit) {
        return Err(Failure::TooLarge(limit));
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(Failure::of)? {
        if (body.len() + chunk.len()) as u64 > limit {
            return Err(Failure::TooLarge(limit));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

fn request_headers(wanted: &Wanted<'_>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let mut put = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    put(HOST, &host(wanted.url));
    put(USER_AGENT, &wanted.settings.user_agent);
    put(
        ACCEPT,
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    );
    put(ACCEPT_ENCODING, "gzip, br, zstd");
    if let Some(etag) = wanted.conditions.and_then(|ask| ask.etag) {
        put(IF_NONE_MATCH, etag);
    }
    if let Some(date) = wanted.conditions.and_then(|ask| ask.last_modified) {
        put(IF_MODIFIED_SINCE, date);
    }
    if let Some(cookie) = &wanted.cookie {
        put(COOKIE, cookie);
    }
    headers
}

fn host(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port()
        .map_or(host.to_owned(), |port| format!("{host}:{port}"))
}

fn request_head(url: &Url, headers: &HeaderMap) -> Vec<u8> {
    let target = &url[url::Position::BeforePath..url::Position::AfterQuery];
    let mut head = format!("GET {target} HTTP/1.1\r\n").into_bytes();
    write_headers(headers, &mut head);
    head
}

fn response_head(response: &Response) -> Vec<u8> {
    let reason = response.status().canonical_reason().unwrap_or_default();
    let mut head = format!(
        "{:?} {} {reason}\r\n",
        response.version(),
        response.status().as_u16()
    )
    .into_bytes();
    write_headers(response.headers(), &mut head);
    head
}

fn write_headers(headers: &HeaderMap, head: &mut Vec<u8>) {
    for (name, value) in headers {
        if *name == reqwest::header::TRANSFER_ENCODING {
            head.extend(b"x-archive-orig-");
        }
        head.extend([name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
    }
    head.extend(b"\r\n");
}

/// Words for a length of time.
pub(super) fn seconds(time: Duration) -> String {
    format!("{} s", time.as_secs_f32())
}

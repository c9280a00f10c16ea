//! Captures by address and instant, as other archives offer theirs (Memento, RFC 7089): `/web/INSTANT/URL` is the capture
//! seen then, `/web/URL` finds the one nearest to a date (TimeGate), `/web/timemap/link/URL` lists them all (TimeMap).
//!
//! A captured page is foreign text that may hold anything. It is shown in a frame without scripts, in an origin of its own,
//! from a path of its own whose policy loads nothing from anywhere.

use annals_archive::{Capture, CaptureId, fourteen_digits};
use annals_store::Seen;
use askama::Template;
use axum::extract::{OriginalUri, Path, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::fmt::strtime;
use jiff::tz::Offset;

use super::{Frame, answer};
use crate::defused::defused;
use crate::door::{FRAME_POLICY, FRAMED_POLICY};
use crate::link::ForeignLink;
use crate::reading_room::ReadingRoom;
use crate::refusal::Refusal;
use crate::when;

const WEB: &str = "/web/";
const TIMEMAP: &str = "timemap/link/";
const MEMENTO_DATETIME: HeaderName = HeaderName::from_static("memento-datetime");
/// A date of HTTP (RFC 9110, section 5.6.7).
const HTTP_DATE: &str = "%a, %d %b %Y %H:%M:%S GMT";

#[derive(Template)]
#[template(path = "memento.html")]
struct MementoPage {
    frame: Frame,
    id: String,
    url: ForeignLink,
    captured: String,
    number: usize,
    count: usize,
    first: String,
    earlier: Option<String>,
    later: Option<String>,
    last: String,
}

/// What an address below /web/ asks for.
#[derive(Debug, PartialEq, Eq)]
enum Asked<'a> {
    Memento(&'a str, &'a str),
    TimeMap(&'a str),
    TimeGate(&'a str),
}

impl<'a> Asked<'a> {
    fn of(rest: &'a str) -> Self {
        if let Some(url) = rest.strip_prefix(TIMEMAP) {
            return Asked::TimeMap(url);
        }
        match rest.split_once('/') {
            Some((digits, url)) if is_instant(digits) => Asked::Memento(digits, url),
            _ => Asked::TimeGate(rest),
        }
    }
}

/// Four to fourteen digits: a year, or more.
fn is_instant(digits: &str) -> bool {
    (4..=14).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Anything below /web/.
pub async fn show(
    State(room): State<ReadingRoom>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let rest = uri.path_and_query().map_or("", |part| part.as_str());
    let rest = rest.strip_prefix(WEB).unwrap_or_default().to_owned();
    let base = base(&headers, &uri);
    match Asked::of(&rest) {
        Asked::TimeMap(url) => Ok(time_map(&seen(&room, url).await?, &base)),
        Asked::TimeGate(url) => {
            let wanted = accepted(&headers)?;
            let seen = seen(&room, url).await?;
            Ok(redirect(&seen, wanted, &base))
        }
        Asked::Memento(digits, url) => {
            let seen = seen(&room, url).await?;
            let wanted = instant(digits)?;
            match seen
                .iter()
                .position(|seen| fourteen_digits(seen.captured) == digits)
            {
                Some(at) => Ok(memento(&seen, at, &base)),
                None => Ok(redirect(&seen, Some(wanted), &base)),
            }
        }
    }
}

/// The captured page itself, for the frame.
pub async fn framed(State(room): State<ReadingRoom>, Path(id): Path<String>) -> Result<Response, Refusal> {
    let capture = room
        .read(move |annals| {
            let whole = CaptureId::parse(&id).map(|id| annals.capture(id)).transpose()?;
            whole.flatten().ok_or_else(|| Refusal::no_such("capture", &id))
        })
        .await?;
    let media = media_type(&capture);
    let page = match media.starts_with("text/html") {
        true => defused(capture.payload),
        false => capture.payload,
    };
    let headers = [
        (header::CONTENT_TYPE, media),
        (header::X_DNS_PREFETCH_CONTROL, "off".to_owned()),
        (header::CONTENT_SECURITY_POLICY, FRAMED_POLICY.to_owned()),
        (header::X_FRAME_OPTIONS, "SAMEORIGIN".to_owned()),
    ];
    Ok((headers, page).into_response())
}

/// HTML as HTML, everything else as text, in the character set that its server named.
fn media_type(capture: &Capture) -> String {
    let said = capture
        .content_type
        .as_deref()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let (media, parameters) = said.split_once(';').unwrap_or((&said, ""));
    let kind = match media.trim() {
        "text/html" | "application/xhtml+xml" | "" => "text/html",
        _ => "text/plain",
    };
    let charset = parameters
        .split(';')
        .find_map(|part| part.trim().strip_prefix("charset="));
    let charset = charset.map(|name| name.trim_matches('"'));
    let usable = |name: &&str| {
        !name.is_empty()
            && name
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
    };
    match charset.filter(usable) {
        Some(charset) => format!("{kind}; charset={charset}"),
        None => kind.to_owned(),
    }
}

/// Every capture of an address; a refusal where there is none.
async fn seen(room: &ReadingRoom, url: &str) -> Result<Vec<Seen>, Refusal> {
    let url = url.to_owned();
    let seen = room.read(move |annals| {
        let seen = annals.seen(&url)?;
        // Servers and people join the two slashes of an address that stands in a path.
        let whole = url.replacen(":/", "://", 1);
        let seen = match seen.is_empty() && !url.contains("://") {
            true => annals.seen(&whole)?,
            false => seen,
        };
        match seen.is_empty() {
            true => Err(Refusal::no_such("capture of the address", &url)),
            false => Ok(seen),
        }
    });
    seen.await
}

fn memento(seen: &[Seen], at: usize, base: &str) -> Response {
    let here = &seen[at];
    let page = MementoPage {
        frame: Frame::default(),
        id: here.capture.to_string(),
        url: ForeignLink::new(&here.url),
        captured: when::instant(here.captured),
        number: at + 1,
        count: seen.len(),
        first: address("", &seen[0]),
        earlier: at.checked_sub(1).map(|at| address("", &seen[at])),
        later: seen.get(at + 1).map(|seen| address("", seen)),
        last: address("", &seen[seen.len() - 1]),
    };
    let mut response = answer(&page);
    let headers = response.headers_mut();
    put(headers, MEMENTO_DATETIME, &http_date(here.captured));
    put(headers, header::LINK, &links(seen, Some(at), base));
    put(headers, header::CONTENT_SECURITY_POLICY, FRAME_POLICY);
    response
}

/// Leads to the capture nearest to an instant; without one, to the newest.
fn redirect(seen: &[Seen], wanted: Option<Timestamp>, base: &str) -> Response {
    let distance = |seen: &Seen| match wanted {
        Some(wanted) => seen.captured.duration_since(wanted).abs(),
        None => Timestamp::MAX.duration_since(seen.captured),
    };
    let at = (0..seen.len()).min_by_key(|at| distance(&seen[*at])).unwrap_or(0);
    let mut response = StatusCode::FOUND.into_response();
    let headers = response.headers_mut();
    put(headers, header::LOCATION, &address(base, &seen[at]));
    put(headers, header::VARY, "accept-datetime");
    put(headers, header::LINK, &links(seen, Some(at), base));
    response
}

fn time_map(seen: &[Seen], base: &str) -> Response {
    let url = in_header(&seen[0].url);
    let first = http_date(seen[0].captured);
    let last = http_date(seen[seen.len() - 1].captured);
    let mut lines = vec![
        format!("<{url}>; rel=\"original\""),
        format!(
            "<{base}{WEB}{TIMEMAP}{url}>; rel=\"self\"; type=\"application/link-format\"; from=\"{first}\"; until=\"{last}\""
        ),
        format!("<{base}{WEB}{url}>; rel=\"timegate\""),
    ];
    lines.extend((0..seen.len()).map(|at| link(seen, at, base, "memento")));
    let media = (header::CONTENT_TYPE, "application/link-format; charset=utf-8");
    ([media], format!("{}\n", lines.join(",\n"))).into_response()
}

/// What an answer says of the address, the list, and the captures around one.
fn links(seen: &[Seen], at: Option<usize>, base: &str) -> String {
    let url = in_header(&seen[0].url);
    let mut links = vec![
        format!("<{url}>; rel=\"original\""),
        format!("<{base}{WEB}{url}>; rel=\"timegate\""),
        format!("<{base}{WEB}{TIMEMAP}{url}>; rel=\"timemap\"; type=\"application/link-format\""),
    ];
    let mut named = vec![0, seen.len() - 1];
    named.extend(
        at.into_iter()
            .flat_map(|at| [at.saturating_sub(1), at, (at + 1).min(seen.len() - 1)]),
    );
    named.sort_unstable();
    named.dedup();
    links.extend(named.into_iter().map(|near| {
        let nearby = match at {
            Some(at) if near + 1 == at => "prev memento",
            Some(at) if near == at + 1 => "next memento",
            _ => "memento",
        };
        link(seen, near, base, nearby)
    }));
    links.join(", ")
}

/// A capture in a list: the first and the last are called so too.
fn link(seen: &[Seen], at: usize, base: &str, named: &str) -> String {
    let first = if at == 0 { "first " } else { "" };
    let last = if at + 1 == seen.len() { "last " } else { "" };
    format!(
        "<{}>; rel=\"{first}{last}{named}\"; datetime=\"{}\"",
        address(base, &seen[at]),
        http_date(seen[at].captured)
    )
}

/// Where a capture is shown.
fn address(base: &str, seen: &Seen) -> String {
    format!(
        "{base}{WEB}{}/{}",
        fourteen_digits(seen.captured),
        in_header(&seen.url)
    )
}

/// Where a capture of `url` at `captured` is shown, as a link on a page.
pub fn address_of(url: &str, captured: Timestamp) -> String {
    format!("{WEB}{}/{}", fourteen_digits(captured), in_header(url))
}

/// An address as it may stand between angle brackets in a header, and in a path: without what ends either.
fn in_header(url: &str) -> String {
    let mut safe = String::with_capacity(url.len());
    for byte in url.bytes() {
        match byte {
            b'<' | b'>' | b'"' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' | b'#' | 0..=b' ' | 0x7f.. => {
                safe.push_str(&format!("%{byte:02X}"));
            }
            _ => safe.push(byte.into()),
        }
    }
    safe
}

/// The name under which the reader asks, as the beginning of an address.
fn base(headers: &HeaderMap, uri: &Uri) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let host = host.or(uri.host()).unwrap_or("localhost");
    let is_name = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
    match host.chars().all(is_name) {
        true => format!("http://{host}"),
        false => String::new(),
    }
}

/// The instant that a reader wishes for.
fn accepted(headers: &HeaderMap) -> Result<Option<Timestamp>, Refusal> {
    let Some(said) = headers.get("accept-datetime") else {
        return Ok(None);
    };
    let read = said
        .to_str()
        .ok()
        .and_then(|said| strtime::parse(HTTP_DATE, said.trim()).ok());
    let instant = read.and_then(|read| Offset::UTC.to_timestamp(read.to_datetime().ok()?).ok());
    match instant {
        Some(instant) => Ok(Some(instant)),
        None => Err(Refusal::BadParameter(
            "Accept-Datetime is no date as HTTP writes it (Thu, 02 May 2024 10:00:00 GMT).".into(),
        )),
    }
}

/// The beginning of the time that digits name: "2024" is its first second.
fn instant(digits: &str) -> Result<Timestamp, Refusal> {
    const FIRST: &str = "00000101000000";
    let whole = format!("{digits}{}", FIRST.get(digits.len()..).unwrap_or_default());
    let read = strtime::parse("%Y%m%d%H%M%S", &whole).ok();
    let instant = read.and_then(|read| Offset::UTC.to_timestamp(read.to_datetime().ok()?).ok());
    instant.ok_or_else(|| Refusal::BadParameter(format!("{digits} is no date and time of fourteen digits.")))
}

fn http_date(instant: Timestamp) -> String {
    instant.strftime(HTTP_DATE).to_string()
}

/// A header, if its value may be one.
fn put(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_is_told_by_its_beginning() {
        let url = "https://harbour.example/2024/a?b=c";
        assert_eq!(
            Asked::of(&format!("20240501100000/{url}")),
            Asked::Memento("20240501100000", url)
        );
        assert_eq!(Asked::of(&format!("2024/{url}")), Asked::Memento("2024", url));
        assert_eq!(Asked::of(&format!("timemap/link/{url}")), Asked::TimeMap(url));
        assert_eq!(Asked::of(url), Asked::TimeGate(url));
        assert_eq!(
            Asked::of("harbour.example/2024/"),
            Asked::TimeGate("harbour.example/2024/")
        );
    }

    #[test]
    fn digits_name_the_beginning_of_their_time() {
        let first = |digits| instant(digits).unwrap().to_string();
        assert_eq!(first("2024"), "2024-01-01T00:00:00Z");
        assert_eq!(first("202405"), "2024-05-01T00:00:00Z");
        assert_eq!(first("20240502103000"), "2024-05-02T10:30:00Z");
        assert!(instant("20249999").is_err());
    }

    #[test]
    fn nothing_ends_a_link_before_its_time() {
        assert_eq!(
            in_header("https://a.example/?q=\"><é#x"),
            "https://a.example/?q=%22%3E%3C%C3%A9%23x"
        );
    }
}

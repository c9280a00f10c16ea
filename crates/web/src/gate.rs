//! Who may read beyond this machine: whoever has the server's token. Programs send it as `Authorization: Bearer TOKEN`;
//! people type it once on a page and carry a cookie that is made of it (HttpOnly, SameSite=Strict). Wrong ones are let
//! through slowly. There are no users and no rights: the token opens everything.
//!
//! Neither token nor cookie is encrypted on its way: over a network that others read along, a proxy with TLS belongs before
//! the server.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use askama::Template;
use axum::body::Bytes;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::time::Instant;

use crate::link::percent_encoded;
use crate::page::answer;
use crate::parameters::Parameters;
use crate::refusal::Refusal;
use crate::{api, assets};

/// The page on which the token is typed.
const LOGIN: &str = "/login";
const COOKIE: &str = "annals_session";
/// For how long a browser keeps the cookie, in seconds.
const KEPT: u32 = 30 * 24 * 3600;
/// So many wrong tokens may come from one address in [`WINDOW`].
const TRIES: u32 = 10;
const WINDOW: Duration = Duration::from_secs(60);
/// From so many addresses wrong tokens are remembered; where more come, all of them share one count.
const REMEMBERED: usize = 10_000;

/// The token of a server, and who tried in vain. Cloning it is cheap and shares the tries.
#[derive(Clone)]
pub struct Gate(Arc<Shared>);

struct Shared {
    token: [u8; 32],
    session: String,
    session_digest: [u8; 32],
    tries: Mutex<HashMap<Option<IpAddr>, (Instant, u32)>>,
}

impl Gate {
    /// A gate that this token opens.
    pub fn new(token: &str) -> Self {
        let session = annals_archive::hex(&digest(&format!("annals session\n{token}")));
        Gate(Arc::new(Shared {
            token: digest(token),
            session_digest: digest(&session),
            session,
            tries: Mutex::default(),
        }))
    }

    /// Whether this is the token. Digests are compared: how long it takes tells nothing of the token.
    fn opens(&self, given: &str) -> bool {
        digest(given.trim()) == self.0.token
    }

    /// Refuses whoever has tried too often.
    fn patient(&self, from: Option<IpAddr>) -> Result<(), Refusal> {
        let tries = self.tries();
        let tried = tries.get(&from).filter(|(since, _)| since.elapsed() < WINDOW);
        match tried {
            Some((_, count)) if *count >= TRIES => Err(Refusal::TooManyTries),
            _ => Ok(()),
        }
    }

    fn count(&self, from: Option<IpAddr>) {
        let mut tries = self.tries();
        if tries.len() >= REMEMBERED {
            tries.retain(|_, (since, _)| since.elapsed() < WINDOW);
        }
        let crowded = tries.len() >= REMEMBERED && !tries.contains_key(&from);
        let entry = tries
            .entry(if crowded { None } else { from })
            .or_insert((Instant::now(), 0));
        if entry.0.elapsed() >= WINDOW {
            *entry = (Instant::now(), 0);
        }
        entry.1 += 1;
    }

    fn tries(&self) -> std::sync::MutexGuard<'_, HashMap<Option<IpAddr>, (Instant, u32)>> {
        self.0.tries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Judges a token that was given, and counts it if it is wrong.
    fn judge(&self, right: bool, from: Option<IpAddr>) -> Result<(), Refusal> {
        self.patient(from)?;
        if right {
            return Ok(());
        }
        self.count(from);
        Err(Refusal::NoToken)
    }

    /// Whether a request brings what opens.
    fn inspect(&self, headers: &HeaderMap, from: Option<IpAddr>) -> Result<(), Refusal> {
        if let Some(given) = headers.get(header::AUTHORIZATION) {
            let given = given.to_str().unwrap_or_default();
            let bearer = given
                .get(..7)
                .filter(|scheme| scheme.eq_ignore_ascii_case("bearer "))
                .map(|_| &given[7..]);
            return self.judge(bearer.is_some_and(|token| self.opens(token)), from);
        }
        match cookie(headers) {
            Some(given) => self.judge(digest(given) == self.0.session_digest, from),
            None => Err(Refusal::NoToken),
        }
    }
}

fn digest(text: &str) -> [u8; 32] {
    annals_archive::sha256(text.as_bytes())
}

fn cookie(headers: &HeaderMap) -> Option<&str> {
    let all = headers.get_all(header::COOKIE).iter();
    let pairs = all
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'));
    pairs
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(name, value)| (name == COOKIE).then_some(value))
}

/// From where a request comes: of an IPv6 address the network counts, since one machine has as many as it likes.
fn origin(request: &Request) -> Option<IpAddr> {
    let ConnectInfo(address) = request.extensions().get::<ConnectInfo<SocketAddr>>()?;
    Some(match address.ip() {
        IpAddr::V6(address) if address.to_ipv4_mapped().is_none() => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
        address => address.to_canonical(),
    })
}

/// Lets a request in, or sends it to the page on which the token is typed.
pub async fn keep(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let (path, from) = (request.uri().path().to_owned(), origin(&request));
    if path == LOGIN {
        return login(&gate, request, from).await;
    }
    if path == "/healthz" || path.starts_with(assets::ROOT) {
        return next.run(request).await;
    }
    match gate.inspect(request.headers(), from) {
        Ok(()) => next.run(request).await,
        Err(refusal) if path.starts_with(api::ROOT) => api::Problem::from(refusal).into_response(),
        Err(Refusal::NoToken) if wants_page(&request) => {
            let asked = request.uri().path_and_query().map_or("/", |asked| asked.as_str());
            let to = format!("{LOGIN}?next={}", percent_encoded(asked));
            // A cookie that no longer opens is taken back, so that it is counted once.
            let headers = [(header::LOCATION, to), (header::SET_COOKIE, set_cookie("", 0))];
            (StatusCode::SEE_OTHER, headers).into_response()
        }
        Err(refusal) => {
            let mut response = refusal.into_response();
            if response.status() == StatusCode::UNAUTHORIZED {
                let scheme = HeaderValue::from_static("Bearer");
                response.headers_mut().insert(header::WWW_AUTHENTICATE, scheme);
            }
            response
        }
    }
}

/// Whether a reader asks, and not a program.
fn wants_page(request: &Request) -> bool {
    let accepts = request.headers().get(header::ACCEPT);
    let accepts = accepts.and_then(|accepts| accepts.to_str().ok());
    request.method() == Method::GET
        && !request.headers().contains_key(header::AUTHORIZATION)
        && accepts.is_some_and(|accepts| accepts.contains("text/html"))
}

fn set_cookie(value: &str, age: u32) -> String {
    format!("{COOKIE}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={age}")
}

#[derive(Template)]
#[template(path = "login.html")]
struct LoginPage {
    next: String,
    /// Why the last try came to nothing.
    problem: &'static str,
}

impl LoginPage {
    fn said(next: String, status: StatusCode, problem: &'static str) -> Response {
        (status, answer(&LoginPage { next, problem })).into_response()
    }
}

/// The longest form that is read, in bytes.
const FORM_LIMIT: usize = 8 << 10;

/// The page on which the token is typed, and what becomes of it. That a form comes from a page of this server `door.rs`
/// has seen to.
async fn login(gate: &Gate, request: Request, from: Option<IpAddr>) -> Response {
    let query = Parameters::of_form(request.uri().query().unwrap_or_default().as_bytes());
    let typed = match *request.method() {
        Method::GET | Method::HEAD => None,
        Method::POST => Some(axum::body::to_bytes(request.into_body(), FORM_LIMIT).await),
        _ => return StatusCode::METHOD_NOT_ALLOWED.into_response(),
    };
    match typed {
        None => {
            let next = query.ok().and_then(|query| query.text("next").ok().flatten());
            LoginPage::said(own_page(&next.unwrap_or_default()), StatusCode::OK, "")
        }
        Some(Err(_)) => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        Some(Ok(form)) => entered(gate, &form, from),
    }
}

fn entered(gate: &Gate, form: &Bytes, from: Option<IpAddr>) -> Response {
    let Ok(form) = Parameters::of_form(form) else {
        return LoginPage::said("/".into(), StatusCode::BAD_REQUEST, "This form cannot be read.");
    };
    let text = |name: &str| form.text(name).ok().flatten().unwrap_or_default();
    let next = own_page(&text("next"));
    match gate.judge(gate.opens(&text("token")), from) {
        Ok(()) => {
            let session = set_cookie(&gate.0.session, KEPT);
            let headers = [(header::LOCATION, next), (header::SET_COOKIE, session)];
            (StatusCode::SEE_OTHER, headers).into_response()
        }
        Err(Refusal::TooManyTries) => LoginPage::said(
            next,
            StatusCode::TOO_MANY_REQUESTS,
            "Too many wrong tokens. Wait a minute and try again.",
        ),
        Err(_) => LoginPage::said(
            next,
            StatusCode::UNAUTHORIZED,
            "This is not the token of this server.",
        ),
    }
}

/// A page of this server: whatever could lead elsewhere leads to the first page.
fn own_page(next: &str) -> String {
    let printable = next
        .bytes()
        .all(|byte| (0x21..0x7f).contains(&byte) && byte != b'\\');
    match next.starts_with('/') && !next.starts_with("//") && printable {
        true => next.to_owned(),
        false => "/".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_stays_on_this_server() {
        for page in ["/", "/search?q=a%20b&page=2", "/article/abc"] {
            assert_eq!(own_page(page), page);
        }
        for page in [
            "",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example/",
            "javascript:alert(1)",
            "/a\r\nSet-Cookie: x",
            "/\t/evil.example",
        ] {
            assert_eq!(own_page(page), "/", "{page}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn wrong_tokens_are_let_through_slowly_and_by_address() {
        let gate = Gate::new("a long enough token");
        let (one, other) = (
            Some(IpAddr::from([10, 0, 0, 1])),
            Some(IpAddr::from([10, 0, 0, 2])),
        );
        for _ in 0..TRIES {
            assert!(matches!(
                gate.judge(gate.opens("wrong"), one),
                Err(Refusal::NoToken)
            ));
        }
        let right = gate.opens("a long enough token");
        assert!(right && matches!(gate.judge(right, one), Err(Refusal::TooManyTries)));
        assert!(gate.judge(right, other).is_ok());
        tokio::time::advance(WINDOW).await;
        assert!(gate.judge(right, one).is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn so_many_addresses_are_remembered_and_no_more() {
        let gate = Gate::new("a long enough token");
        for number in 0..2 * REMEMBERED as u32 {
            gate.count(Some(IpAddr::from(number.to_be_bytes())));
        }
        assert!(gate.tries().len() <= REMEMBERED + 1);
    }
}

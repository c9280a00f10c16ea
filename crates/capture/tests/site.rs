//! A web server of our own on this machine, for the tests of fetching: sites that are edited, vanish, loop, stall and lie, and a
//! canary at an address that nothing may ever ask.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use annals_capture::{FetchSettings, Guard};
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// Where the sites of the tests are: the one address that the tests except from the guard.
pub const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// Where the canary sits.
pub const CANARY: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2));

/// What a page answers.
#[derive(Clone, Debug)]
pub struct Page {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    pub after: Duration,
}

/// A page of 200 with these headers.
pub fn page(body: impl Into<Vec<u8>>, headers: &[(&str, &str)]) -> Page {
    let headers = headers
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    Page {
        status: 200,
        headers,
        body: body.into(),
        after: Duration::ZERO,
    }
}

/// A page with another status.
pub fn status(status: u16, headers: &[(&str, &str)]) -> Page {
    Page {
        status,
        ..page("", headers)
    }
}

#[derive(Default)]
struct Shelf {
    pages: HashMap<String, Page>,
    asked: Vec<(String, String)>,
}

/// A running site. It stops with the test.
#[derive(Clone)]
pub struct Site {
    shelf: Arc<Mutex<Shelf>>,
    pub address: SocketAddr,
    _runtime: Arc<tokio::runtime::Runtime>,
}

impl Site {
    /// A site without pages.
    pub fn new() -> Site {
        Site::at(SocketAddr::new(HERE, 0))
    }

    /// A site at an address.
    pub fn at(address: SocketAddr) -> Site {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let shelf = Arc::<Mutex<Shelf>>::default();
        let listener = runtime.block_on(tokio::net::TcpListener::bind(address)).unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().fallback(answer).with_state(shelf.clone());
        runtime.spawn(async move { axum::serve(listener, router).await });
        Site {
            shelf,
            address,
            _runtime: Arc::new(runtime),
        }
    }

    /// Puts a page under a path, in the place of what was there.
    pub fn put(&self, path: &str, page: Page) -> &Site {
        self.shelf.lock().unwrap().pages.insert(path.to_owned(), page);
        self
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// How often a path was asked for.
    pub fn count(&self, path: &str) -> usize {
        self.shelf
            .lock()
            .unwrap()
            .asked
            .iter()
            .filter(|(asked, _)| asked == path)
            .count()
    }

    /// How often anything was asked for.
    pub fn total(&self) -> usize {
        self.shelf.lock().unwrap().asked.len()
    }

    /// The headers of the last request, one a line.
    pub fn last_headers(&self) -> String {
        self.shelf
            .lock()
            .unwrap()
            .asked
            .last()
            .map(|(_, headers)| headers.clone())
            .unwrap_or_default()
    }
}

async fn answer(State(shelf): State<Arc<Mutex<Shelf>>>, request: Request) -> Response {
    let path = request
        .uri()
        .path_and_query()
        .map_or("/", |path| path.as_str())
        .to_owned();
    let line = |(name, value): (&axum::http::HeaderName, &axum::http::HeaderValue)| {
        format!("{name}: {}\n", String::from_utf8_lossy(value.as_bytes()))
    };
    let headers: String = request.headers().iter().map(line).collect();
    let page = {
        let mut shelf = shelf.lock().unwrap();
        shelf.asked.push((path.clone(), headers.clone()));
        shelf.pages.get(&path).cloned()
    };
    let Some(page) = page else {
        return StatusCode::NOT_FOUND.into_response();
    };
    tokio::time::sleep(page.after).await;
    let known = |name: &str| {
        page.headers
            .iter()
            .find(|(found, _)| found == name)
            .map(|(_, value)| value.clone())
    };
    let unchanged = known("etag").is_some_and(|etag| headers.contains(&format!("if-none-match: {etag}\n")));
    let mut response = Response::builder().status(if unchanged { 304 } else { page.status });
    for (name, value) in page.headers {
        response = response.header(name, value);
    }
    response
        .body(if unchanged {
            Body::empty()
        } else {
            page.body.into()
        })
        .unwrap()
}

/// A server that answers every request with these bytes, waiting between them, and hangs up. Returns its address and what it
/// was asked last.
pub fn raw(pieces: Vec<Vec<u8>>, between: Duration) -> (SocketAddr, Arc<Mutex<String>>) {
    let listener = TcpListener::bind(SocketAddr::new(HERE, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    let asked = Arc::<Mutex<String>>::default();
    let heard = asked.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let mut buffer = [0; 4096];
            let read = stream.read(&mut buffer).unwrap_or(0);
            *heard.lock().unwrap() = String::from_utf8_lossy(&buffer[..read]).into_owned();
            for piece in &pieces {
                if stream.write_all(piece).is_err() {
                    break;
                }
                std::thread::sleep(between);
            }
        }
    });
    (address, asked)
}

/// Settings of a patient reader that may ask this machine, and nothing else of it.
pub fn settings() -> FetchSettings {
    FetchSettings {
        guard: Guard { except: vec![HERE] },
        delay: Duration::ZERO,
        patience: Duration::from_secs(10),
        body_limit: 1 << 20,
        ..FetchSettings::default()
    }
}

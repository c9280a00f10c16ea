//! A folder with the captures, and a reader who asks its router.

use std::sync::OnceLock;

use annals_store::Annals;
use annals_web::{Hosts, ReadingRoom, router};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use tower::ServiceExt;

use crate::captures;

/// What came back.
pub struct Answer {
    pub path: String,
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn body(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The body, after making sure that the page is there.
    pub fn page(&self) -> String {
        assert_eq!(self.status, StatusCode::OK, "{}: {}", self.path, self.body());
        self.body()
    }
}

/// A folder that lives as long as its tests.
pub struct House {
    router: Router,
    runtime: tokio::runtime::Runtime,
    pub folder: tempfile::TempDir,
}

impl House {
    /// A folder with nothing in it.
    pub fn empty() -> House {
        House::with(|_| {})
    }

    /// The folder that most tests read; built once.
    pub fn full() -> &'static House {
        static FULL: OnceLock<House> = OnceLock::new();
        FULL.get_or_init(|| House::with(captures::add_all))
    }

    /// One with a single page, for tests that change it.
    pub fn small() -> House {
        House::with(captures::add_one)
    }

    /// One with an article that was edited.
    pub fn edited() -> &'static House {
        static EDITED: OnceLock<House> = OnceLock::new();
        EDITED.get_or_init(|| House::with(captures::add_edited))
    }

    pub fn with(fill: impl FnOnce(&mut Annals)) -> House {
        let folder = tempfile::tempdir().unwrap();
        let mut annals = Annals::init(folder.path()).unwrap();
        fill(&mut annals);
        drop(annals);
        let room = ReadingRoom::open(folder.path()).unwrap();
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .build()
            .unwrap();
        House {
            router: router(room, Hosts::Loopback),
            runtime,
            folder,
        }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask(Request::get(path).header("host", "localhost:8800"))
    }

    pub fn ask(&self, request: axum::http::request::Builder) -> Answer {
        self.send(request.body(Body::empty()).unwrap())
    }

    /// Sends a form, as a browser does from a page of `origin`.
    pub fn post(&self, path: &str, origin: &str, form: &str) -> Answer {
        let request = Request::post(path)
            .header("host", "localhost:8800")
            .header("origin", origin);
        self.send(request.body(Body::from(form.to_string())).unwrap())
    }

    fn send(&self, request: Request<Body>) -> Answer {
        let path = request.uri().to_string();
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            let bytes = body.collect().await.unwrap().to_bytes().to_vec();
            Answer {
                path,
                status: parts.status,
                headers: parts.headers,
                bytes,
            }
        })
    }

    /// The address of the article whose title on the list of its source contains `words`.
    pub fn article(&self, words: &str) -> String {
        let found = self.get(&format!("/search?q={}", words.replace(' ', "+"))).page();
        first_link(&found, "/article/").unwrap_or_else(|| panic!("no article for {words}: {found}"))
    }
}

/// All addresses of this server that a page links to, without their anchors.
pub fn links(page: &str) -> Vec<String> {
    let addresses = page
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    let own = addresses.filter(|address| address.starts_with('/') && !address.starts_with("//"));
    own.map(|address| unescaped(address.split('#').next().unwrap()))
        .collect()
}

/// The first link that begins so.
pub fn first_link(page: &str, beginning: &str) -> Option<String> {
    links(page).into_iter().find(|link| link.starts_with(beginning))
}

fn unescaped(address: &str) -> String {
    address.replace("&amp;", "&").replace("&#38;", "&")
}

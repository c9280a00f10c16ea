//! The router with all pages, and the server that carries it until Ctrl-C. Async begins and ends here: callers hand in
//! a folder and an address, and wait.

use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{get, post};
use tokio::net::TcpListener;

use crate::door::{self, Hosts};
use crate::gate::{self, Gate};
use crate::page::{
    about, article, capture, changes, entity, event, map, memento, review, search, source, timeline, today,
    versions,
};
use crate::reading_room::ReadingRoom;
use crate::refusal::Refusal;
use crate::{api, health};

/// Why serving failed; the message says of what.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Error(String);

/// All pages over a folder, for requests that name one of `hosts`.
pub fn router(room: ReadingRoom, hosts: Hosts) -> Router {
    guarded(room, hosts, None)
}

/// The same behind a gate, if there is one.
fn guarded(room: ReadingRoom, hosts: Hosts, gate: Option<Gate>) -> Router {
    let mut pages = pages().with_state(room.clone());
    if let Some(gate) = gate {
        pages = pages.layer(middleware::from_fn_with_state(gate, gate::keep));
    }
    pages
        .layer(middleware::from_fn_with_state(room, count))
        .layer(middleware::from_fn_with_state(hosts, door::watch))
}

fn pages() -> Router<ReadingRoom> {
    Router::new()
        .route("/", get(today::show))
        .route("/search", get(search::show))
        .route("/search.json", get(search::rows))
        .route("/timeline", get(timeline::show))
        .route("/timeline.json", get(timeline::rows))
        .route("/timeline.jsonl", get(timeline::jsonl))
        .route("/timeline.csv", get(timeline::csv))
        .route("/timeline.ics", get(timeline::ics))
        .route("/timeline.geojson", get(timeline::geojson))
        .route("/timeline.md", get(timeline::markdown))
        .route("/timeline.timelinejs.json", get(timeline::timelinejs))
        .route("/map", get(map::show))
        .route("/event/{id}", get(event::show))
        .route("/article/{id}", get(article::show))
        .route("/article/{id}/versions", get(versions::list))
        .route("/diff/{older}/{newer}", get(versions::diff))
        .route("/changes", get(changes::show))
        .route("/changes.atom", get(changes::feed))
        .route("/capture/{id}", get(capture::show))
        .route("/capture/{id}/raw", get(capture::raw))
        .route("/captured/{id}", get(memento::framed))
        .route("/web/{*rest}", get(memento::show))
        .route("/sources", get(source::list))
        .route("/source/{id}", get(source::show))
        .route("/people", get(entity::people))
        .route("/organisations", get(entity::organisations))
        .route("/places", get(entity::places))
        .route("/entity/{id}", get(entity::show))
        .route("/review", get(review::show))
        .route("/event/{id}/decide", post(review::decide_event))
        .route("/entity/{id}/decide", post(review::decide_entity))
        .route("/decision/{number}/undo", post(review::undo))
        .route("/about", get(about::show))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(health::metrics))
        .nest(api::ROOT, api::router())
        .route("/assets/{name}", get(crate::assets::show))
        .fallback(async |uri: axum::http::Uri| {
            Refusal::NotFound(format!("There is no page at {}.", uri.path()))
        })
}

/// Counts answers for `/metrics`.
async fn count(State(room): State<ReadingRoom>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    room.count(response.status());
    response
}

/// Serves the folder at `root` on `address` until Ctrl-C, and then finishes the answers under way. `ready` is called
/// once with the address that was bound (port 0 takes a free one). Bound to a loopback address, it answers only
/// requests for localhost or a loopback address. With a `token` it answers only those who bring it; an address beyond
/// loopback without one is an error.
pub fn serve(
    root: &Path,
    address: SocketAddr,
    token: Option<&str>,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), Error> {
    if token.is_none() && !address.ip().is_loopback() {
        return Err(Error(format!("{address}: not served without a token")));
    }
    let room = ReadingRoom::open(root).map_err(|error| Error(error.message))?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| Error(format!("cannot start the server: {error}")))?;
    let served = runtime.block_on(listen(room, address, token.map(Gate::new), ready));
    runtime.shutdown_background();
    served
}

async fn listen(
    room: ReadingRoom,
    address: SocketAddr,
    gate: Option<Gate>,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), Error> {
    let failed = |error: std::io::Error| Error(format!("cannot listen on {address}: {error}"));
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let bound = listener.local_addr().map_err(failed)?;
    let hosts = if bound.ip().is_loopback() {
        Hosts::Loopback
    } else {
        Hosts::Any
    };
    ready(bound);
    let (stop, stopped) = tokio::sync::oneshot::channel();
    let pages = guarded(room, hosts, gate).into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, pages).with_graceful_shutdown(async {
        interrupted().await;
        // Nobody waits any more if serving has ended by itself.
        let _ = stop.send(());
    });
    tokio::select! {
        ended = serving => ended.map_err(failed),
        () = patience(stopped) => Ok(()),
    }
}

/// How long answers under way may take after Ctrl-C: a reader who takes none of it must not hold the program.
const PATIENCE: Duration = Duration::from_secs(3);

async fn patience(stopped: tokio::sync::oneshot::Receiver<()>) {
    match stopped.await {
        Ok(()) => tokio::time::sleep(PATIENCE).await,
        Err(_) => std::future::pending().await,
    }
}

/// Ends at Ctrl-C. Where the signal cannot be watched, never: then the system's own handling ends the program.
async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

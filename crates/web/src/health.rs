//! For those who run the server: whether it lives, whether the folder can be read, and its figures as Prometheus reads
//! them (text exposition format 0.0.4). No page, and nothing about who read what.

use std::fmt::Write;

use annals_store::{Annals, ErrorKind, SearchQuery, Stats};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::reading_room::ReadingRoom;
use crate::refusal::Refusal;

/// `/healthz`: the server answers.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// `/readyz`: catalogue and index can be read. A folder that was never built has no index, and is ready.
pub async fn ready(State(room): State<ReadingRoom>) -> Response {
    let read = |annals: &Annals| {
        annals.sources()?;
        match annals.search(&SearchQuery::default()) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    };
    match room.read(read).await {
        Ok(()) => "ready\n".into_response(),
        Err(refusal) => (
            StatusCode::SERVICE_UNAVAILABLE,
            format!("{}\n", refusal.explanation()),
        )
            .into_response(),
    }
}

/// `/metrics`.
pub async fn metrics(State(room): State<ReadingRoom>) -> Result<Response, Refusal> {
    let stats = room.read(|annals| Ok(annals.stats()?)).await?;
    let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
    Ok((kind, exposition(&stats, room.served())).into_response())
}

/// What was answered since the server began, by the first digit of the status.
fn exposition(stats: &Stats, served: [u64; 6]) -> String {
    let mut text = String::new();
    let gauges = [
        ("captures", "Captures that are kept.", stats.captures as u64),
        (
            "articles",
            "Articles in their newest version.",
            stats.articles as u64,
        ),
        ("events", "Events of the chronicle.", stats.events as u64),
        ("entities", "People, bodies and places.", stats.entities as u64),
        ("sources", "Outlets with captures.", stats.sources.len() as u64),
        (
            "evidence_bytes",
            "Bytes of the files under warc/.",
            stats.evidence_bytes,
        ),
        (
            "catalogue_bytes",
            "Bytes of annals.sqlite with its log.",
            stats.catalogue_bytes,
        ),
        ("index_bytes", "Bytes of the full-text index.", stats.index_bytes),
    ];
    for (name, help, value) in gauges {
        let _ = write!(
            text,
            "# HELP annals_{name} {help}\n# TYPE annals_{name} gauge\nannals_{name} {value}\n"
        );
    }
    let name = "annals_http_responses_total";
    let _ = write!(
        text,
        "# HELP {name} Answers by class of status.\n# TYPE {name} counter\n"
    );
    for (class, count) in served.iter().enumerate().skip(1) {
        let _ = writeln!(text, "{name}{{class=\"{class}xx\"}} {count}");
    }
    let _ = write!(
        text,
        "# HELP annals_build_info The version of the program.\n# TYPE annals_build_info gauge\n\
         annals_build_info{{version=\"{}\"}} 1\n",
        env!("CARGO_PKG_VERSION")
    );
    text
}

//! The captured bytes themselves. They are shown as escaped text, or handed out as a plain-text attachment with a
//! policy that lets nothing run: a captured page is never rendered in this server's name (module `memento` frames one).

use annals_archive::Capture;
use annals_store::{Annals, Named};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::{Frame, memento, shown};
use crate::door::CAPTURE_POLICY;
use crate::link::ForeignLink;
use crate::reading_room::ReadingRoom;
use crate::refusal::Refusal;
use crate::when;

/// How many bytes the page shows; the attachment has them all.
const SHOWN_BYTES: usize = 256 << 10;

#[derive(Template)]
#[template(path = "capture.html")]
struct CapturePage {
    frame: Frame,
    id: String,
    memento: String,
    url: ForeignLink,
    captured: String,
    content_type: String,
    length: usize,
    text: String,
    cut: bool,
    damaged: bool,
}

/// The bytes as escaped text.
pub async fn show(State(room): State<ReadingRoom>, Path(id): Path<String>) -> Response {
    shown(
        room.read(move |annals| find(annals, &id))
            .await
            .map(CapturePage::of),
    )
}

/// The bytes as they are.
pub async fn raw(State(room): State<ReadingRoom>, Path(id): Path<String>) -> Result<Response, Refusal> {
    let capture = room.read(move |annals| find(annals, &id)).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/plain".to_string()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{}.txt\"", capture.id),
        ),
        (header::CONTENT_SECURITY_POLICY, CAPTURE_POLICY.to_string()),
    ];
    Ok((headers, capture.payload).into_response())
}

fn find(annals: &Annals, id: &str) -> Result<Capture, Refusal> {
    match annals.resolve(id) {
        Ok(Named::Article(capture)) => annals
            .capture(capture)?
            .ok_or_else(|| Refusal::no_such("capture", id)),
        _ => Err(Refusal::no_such("capture", id)),
    }
}

impl CapturePage {
    fn of(capture: Capture) -> CapturePage {
        let head = &capture.payload[..capture.payload.len().min(SHOWN_BYTES)];
        let text = String::from_utf8_lossy(head).into_owned();
        CapturePage {
            frame: Frame::default(),
            id: capture.id.to_string(),
            memento: memento::address_of(&capture.url, capture.captured),
            url: ForeignLink::new(&capture.url),
            captured: when::instant(capture.captured),
            content_type: capture.content_type.unwrap_or_default(),
            length: capture.payload.len(),
            cut: capture.payload.len() > SHOWN_BYTES,
            damaged: text.contains('\u{FFFD}'),
            text,
        }
    }
}

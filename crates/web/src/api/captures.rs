//! Captures in the order in which they were kept, so that a program can follow them: where the bytes of each lie.

use annals_archive::CaptureId;
use annals_store::{Annals, Evidence, Named};
use axum::extract::State;
use axum::response::Response;
use serde::Serialize;

use super::articles::capture_of;
use super::asked::{Asked, Id};
use super::{Problem, answer, cursor};
use crate::reading_room::ReadingRoom;
use crate::refusal::Refusal;

/// What the list takes besides limit and cursor.
pub const PARAMETERS: &[&str] = &[];

/// Where the bytes of a capture lie.
#[derive(Serialize)]
pub struct EvidenceRow {
    id: String,
    url: String,
    captured: String,
    content_type: Option<String>,
    file: String,
    offset: u64,
    length: u64,
    sha256: String,
    raw: String,
}

impl EvidenceRow {
    pub fn of(capture: CaptureId, evidence: Evidence) -> Self {
        EvidenceRow {
            id: capture.to_string(),
            url: evidence.url,
            captured: evidence.captured.to_string(),
            content_type: evidence.content_type,
            file: evidence.file,
            offset: evidence.offset,
            length: evidence.length,
            sha256: evidence.sha256,
            raw: format!("/capture/{capture}/raw"),
        }
    }
}

/// A piece of the list.
pub async fn list(State(room): State<ReadingRoom>, asked: Asked) -> Result<Response, Problem> {
    let (limit, after) = asked.list(PARAMETERS)?;
    let after = after.map(|after| capture_of("captures", &after)).transpose()?;
    let read = move |annals: &Annals| Ok(annals.captures_behind(after, limit + 1)?);
    let (rows, next) = answer::cut(room.read(read).await?, limit, |(capture, _)| {
        cursor::made("captures", &[&capture.to_string()])
    });
    let rows = rows
        .into_iter()
        .map(|(capture, evidence)| EvidenceRow::of(capture, evidence));
    Ok(answer::of_list(&asked, rows.collect(), next))
}

/// One capture, by its id or a prefix of it.
pub async fn one(State(room): State<ReadingRoom>, Id(id): Id, asked: Asked) -> Result<Response, Problem> {
    asked.only(&[])?;
    let read = move |annals: &Annals| {
        let Ok(Named::Article(capture)) = annals.resolve(&id) else {
            return Err(Refusal::no_such("capture", &id));
        };
        let evidence = annals
            .evidence(capture)?
            .ok_or_else(|| Refusal::no_such("capture", &id))?;
        Ok((capture, evidence))
    };
    let (capture, evidence) = room.read(read).await?;
    Ok(answer::of_one(&asked, &EvidenceRow::of(capture, evidence)))
}

//! An answer as JSON, with a tag of its bytes: who has it already is told so and sent nothing.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::Problem;
use super::asked::Asked;

/// The description of the API.
pub const DESCRIPTION: &str = include_str!("openapi.json");

/// A piece of a list.
#[derive(Serialize)]
struct ListRow<T> {
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<usize>,
    items: Vec<T>,
    next: Option<String>,
}

/// One thing.
pub fn of_one(asked: &Asked, row: &impl Serialize) -> Response {
    match serde_json::to_vec(row) {
        Ok(body) => tagged(asked, body),
        Err(error) => Problem::from(crate::refusal::Refusal::failed(error)).into_response(),
    }
}

/// A piece of a list; `next` is the cursor of the next, if there is one.
pub fn of_list<T: Serialize>(asked: &Asked, items: Vec<T>, next: Option<String>) -> Response {
    let total = None;
    of_one(asked, &ListRow { total, items, next })
}

/// The same of a list that is counted.
pub fn of_counted<T: Serialize>(
    asked: &Asked,
    total: usize,
    items: Vec<T>,
    next: Option<String>,
) -> Response {
    let total = Some(total);
    of_one(asked, &ListRow { total, items, next })
}

/// Cuts what was read beyond `limit`, and says where to go on if anything was: lists are read with one entry more.
pub fn cut<T>(mut rows: Vec<T>, limit: usize, cursor: impl Fn(&T) -> String) -> (Vec<T>, Option<String>) {
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).map(cursor);
    (rows, next)
}

fn tagged(asked: &Asked, body: Vec<u8>) -> Response {
    let digest = annals_archive::hex(&annals_archive::sha256(&body)[..16]);
    let tag = format!("\"{digest}\"");
    let known = asked.known.as_ref().is_some_and(|given| names(given, &tag));
    let tag = [(header::ETAG, tag)];
    match known {
        true => (StatusCode::NOT_MODIFIED, tag).into_response(),
        false => (tag, [(header::CONTENT_TYPE, "application/json")], body).into_response(),
    }
}

/// Whether `If-None-Match` names the tag; a weak one is compared as a strong one (RFC 9110, 13.1.2).
fn names(given: &HeaderValue, tag: &str) -> bool {
    let given = given.to_str().unwrap_or_default();
    given
        .split(',')
        .map(|one| one.trim().trim_start_matches("W/"))
        .any(|one| one == tag || one == "*")
}

/// `openapi.json`.
pub async fn description(asked: Asked) -> Result<Response, Problem> {
    asked.only(&[])?;
    Ok(tagged(&asked, DESCRIPTION.as_bytes().to_vec()))
}

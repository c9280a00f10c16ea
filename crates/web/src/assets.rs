//! Styles, the icon and the one script, built into the binary.

use axum::extract::Path;
use axum::http::header::{self, HeaderMap};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

use crate::refusal::Refusal;

/// Where they lie.
pub const ROOT: &str = "/assets/";

#[derive(RustEmbed)]
#[folder = "assets/"]
struct Assets;

/// One file of the look, or "not modified" for a browser that has it already.
pub async fn show(Path(name): Path<String>, uri: Uri, headers: HeaderMap) -> Response {
    let Some(file) = Assets::get(&name) else {
        return Refusal::NotFound(format!("There is no page at {}.", uri.path())).into_response();
    };
    let digest: String = file.metadata.sha256_hash()[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let tag = format!("\"{digest}\"");
    let known = headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|given| given.as_bytes() == tag.as_bytes());
    if known {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
    }
    (
        [
            (header::CONTENT_TYPE, media_type(&name).to_string()),
            (header::ETAG, tag),
        ],
        file.data,
    )
        .into_response()
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

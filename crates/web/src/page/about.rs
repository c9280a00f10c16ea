//! How the chronicle is made, and what it cannot know.

use askama::Template;
use axum::response::Response;

use super::{Frame, answer};

#[derive(Template)]
#[template(path = "about.html")]
struct About {
    frame: Frame,
    version: &'static str,
}

/// The page.
pub async fn show() -> Response {
    answer(&About {
        frame: Frame::of("about"),
        version: env!("CARGO_PKG_VERSION"),
    })
}

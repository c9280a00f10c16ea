//! Why a page cannot be shown, and the page that says so. A reader's mistake is a 400 or 404 with a way out; only a
//! folder that cannot be read is a 500.

use annals_store::ErrorKind;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::page::{Frame, answer};

/// Why a page cannot be shown.
#[derive(Debug)]
pub enum Refusal {
    /// There is nothing under this id or address.
    NotFound(String),
    /// A parameter cannot be understood; the text says which, and what would be.
    BadParameter(String),
    /// The address is longer than any page's.
    TooLong,
    /// The request names a host that this server is not.
    WrongHost,
    /// A page elsewhere wants something done here.
    ForeignPage,
    /// The request brings no token, or a wrong one.
    NoToken,
    /// Wrong tokens came faster than is let through.
    TooManyTries,
    /// The folder cannot be read.
    Failed(String),
}

impl Refusal {
    /// An error of the outside world, as a refusal.
    pub fn failed(error: impl std::fmt::Display) -> Self {
        Refusal::Failed(error.to_string())
    }

    /// What was asked for names something that is not there: then an empty list and the reason, not a missing page.
    pub fn or_empty<T: Default>(answer: Result<T, annals_store::Error>) -> Result<(T, String), Refusal> {
        match answer {
            Ok(found) => Ok((found, String::new())),
            Err(error) if error.kind == ErrorKind::NotFound => Ok((T::default(), error.message)),
            Err(error) => Err(error.into()),
        }
    }

    /// "There is no WHAT with the id ID."
    pub fn no_such(what: &str, id: &str) -> Self {
        let id: String = id.chars().take(60).collect();
        Refusal::NotFound(format!("There is no {what} “{id}” in this collection."))
    }

    /// The status of HTTP.
    pub fn status(&self) -> StatusCode {
        match self {
            Refusal::NotFound(_) => StatusCode::NOT_FOUND,
            Refusal::BadParameter(_) => StatusCode::BAD_REQUEST,
            Refusal::TooLong => StatusCode::URI_TOO_LONG,
            Refusal::WrongHost => StatusCode::MISDIRECTED_REQUEST,
            Refusal::ForeignPage => StatusCode::FORBIDDEN,
            Refusal::NoToken => StatusCode::UNAUTHORIZED,
            Refusal::TooManyTries => StatusCode::TOO_MANY_REQUESTS,
            Refusal::Failed(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What went wrong, in a few words.
    pub fn title(&self) -> &'static str {
        match self {
            Refusal::NotFound(_) => "Not found",
            Refusal::BadParameter(_) => "This request cannot be understood",
            Refusal::TooLong => "This address is too long",
            Refusal::WrongHost => "Wrong host",
            Refusal::ForeignPage => "Not from a page of this server",
            Refusal::NoToken => "A token is needed",
            Refusal::TooManyTries => "Too many wrong tokens",
            Refusal::Failed(_) => "The collection could not be read",
        }
    }

    /// What went wrong, and what to do.
    pub fn explanation(self) -> String {
        match self {
            Refusal::NotFound(text) | Refusal::BadParameter(text) | Refusal::Failed(text) => text,
            Refusal::ForeignPage => {
                "Nothing was changed: only forms on the pages of this server may decide.".into()
            }
            Refusal::NoToken => {
                "This server is open to those who have its token only: send it as “Authorization: Bearer TOKEN”, or sign in at /login.".into()
            }
            Refusal::TooManyTries => "Wait a minute and try again.".into(),
            Refusal::TooLong => "Shorten the query and try again.".into(),
            Refusal::WrongHost => {
                "This server answers on this machine only, under localhost or a loopback address.".into()
            }
        }
    }
}

impl From<annals_store::Error> for Refusal {
    fn from(error: annals_store::Error) -> Self {
        match error.kind {
            ErrorKind::NotFound => Refusal::NotFound(error.message),
            _ => Refusal::Failed(error.message),
        }
    }
}

#[derive(Template)]
#[template(path = "refusal.html")]
struct RefusalPage {
    frame: Frame,
    title: &'static str,
    explanation: String,
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, title) = (self.status(), self.title());
        let page = RefusalPage {
            frame: Frame::of(""),
            title,
            explanation: self.explanation(),
        };
        (status, answer(&page)).into_response()
    }
}

//! Why the API has no answer, as "problem details" (RFC 9457). The `type` is an address of this server that lists all kinds.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::answer;
use super::asked::Asked;
use crate::refusal::Refusal;

/// Why there is no answer.
#[derive(Debug)]
pub struct Problem {
    kind: Kind,
    detail: String,
}

/// What kinds of problem there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    NotFound,
    BadParameter,
    ExpiredCursor,
    TooLong,
    WrongHost,
    ForeignPage,
    NoToken,
    TooManyTries,
    Method,
    NotBuilt,
    Failed,
}

const KINDS: [Kind; 11] = [
    Kind::NotFound,
    Kind::BadParameter,
    Kind::ExpiredCursor,
    Kind::TooLong,
    Kind::WrongHost,
    Kind::ForeignPage,
    Kind::NoToken,
    Kind::TooManyTries,
    Kind::Method,
    Kind::NotBuilt,
    Kind::Failed,
];

impl Kind {
    /// Name, status and title.
    fn said(self) -> (&'static str, StatusCode, &'static str) {
        match self {
            Kind::NotFound => ("not-found", StatusCode::NOT_FOUND, "Not found"),
            Kind::BadParameter => (
                "bad-parameter",
                StatusCode::BAD_REQUEST,
                "A parameter cannot be understood",
            ),
            Kind::ExpiredCursor => (
                "expired-cursor",
                StatusCode::GONE,
                "The list was built anew: read it from its beginning",
            ),
            Kind::TooLong => ("too-long", StatusCode::URI_TOO_LONG, "The address is too long"),
            Kind::WrongHost => ("wrong-host", StatusCode::MISDIRECTED_REQUEST, "Wrong host"),
            Kind::ForeignPage => (
                "foreign-page",
                StatusCode::FORBIDDEN,
                "Not from a page of this server",
            ),
            Kind::NoToken => ("no-token", StatusCode::UNAUTHORIZED, "A token is needed"),
            Kind::TooManyTries => (
                "too-many-tries",
                StatusCode::TOO_MANY_REQUESTS,
                "Too many wrong tokens",
            ),
            Kind::Method => (
                "method-not-allowed",
                StatusCode::METHOD_NOT_ALLOWED,
                "Only GET and HEAD are answered",
            ),
            Kind::NotBuilt => (
                "not-built",
                StatusCode::SERVICE_UNAVAILABLE,
                "The folder is not built yet",
            ),
            Kind::Failed => (
                "failed",
                StatusCode::INTERNAL_SERVER_ERROR,
                "The collection could not be read",
            ),
        }
    }

    fn address(self) -> String {
        format!("{}/problems#{}", super::ROOT, self.said().0)
    }
}

impl Problem {
    /// There is nothing under this id or address.
    pub fn not_found(detail: String) -> Self {
        Problem {
            kind: Kind::NotFound,
            detail,
        }
    }

    /// A parameter cannot be understood.
    pub fn bad_parameter(detail: impl Into<String>) -> Self {
        Problem {
            kind: Kind::BadParameter,
            detail: detail.into(),
        }
    }

    /// The list is no longer the one that the cursor was made for.
    pub fn expired_cursor() -> Self {
        Problem {
            kind: Kind::ExpiredCursor,
            detail: "What stood there when the cursor was made stands elsewhere now.".into(),
        }
    }

    /// Something that nobody may do here.
    pub fn method() -> Self {
        Problem {
            kind: Kind::Method,
            detail: "The API is read only.".into(),
        }
    }

    /// There is no index to search in yet.
    pub fn not_built(detail: String) -> Self {
        Problem {
            kind: Kind::NotBuilt,
            detail,
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let kind = match refusal {
            Refusal::NotFound(_) => Kind::NotFound,
            Refusal::BadParameter(_) => Kind::BadParameter,
            Refusal::TooLong => Kind::TooLong,
            Refusal::WrongHost => Kind::WrongHost,
            Refusal::ForeignPage => Kind::ForeignPage,
            Refusal::NoToken => Kind::NoToken,
            Refusal::TooManyTries => Kind::TooManyTries,
            Refusal::Failed(_) => Kind::Failed,
        };
        Problem {
            kind,
            detail: refusal.explanation(),
        }
    }
}

#[derive(Serialize)]
struct ProblemRow {
    r#type: String,
    title: &'static str,
    status: u16,
    detail: String,
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (_, status, title) = self.kind.said();
        let row = ProblemRow {
            r#type: self.kind.address(),
            title,
            status: status.as_u16(),
            detail: self.detail,
        };
        let body = serde_json::to_vec(&row).unwrap_or_default();
        let mut response =
            (status, [(header::CONTENT_TYPE, "application/problem+json")], body).into_response();
        if status == StatusCode::UNAUTHORIZED {
            let scheme = header::HeaderValue::from_static("Bearer");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, scheme);
        }
        response
    }
}

#[derive(Serialize)]
struct KindRow {
    r#type: String,
    title: &'static str,
    status: u16,
}

/// All kinds of problem.
pub async fn list(asked: Asked) -> Result<Response, Problem> {
    asked.only(&[])?;
    let row = |kind: Kind| KindRow {
        r#type: kind.address(),
        title: kind.said().2,
        status: kind.said().1.as_u16(),
    };
    Ok(answer::of_list(&asked, KINDS.map(row).into(), None))
}

/// The addresses of all kinds.
#[cfg(test)]
pub fn types() -> Vec<String> {
    KINDS.map(Kind::address).into()
}

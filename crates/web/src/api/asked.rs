//! What a program asks for: parameters, of which none may be unknown (a misspelt filter would silently list everything),
//! the id in the path, and the tag of what it has already.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, Path};
use axum::http::header::{self, HeaderValue};
use axum::http::request::Parts;

use super::Problem;
use crate::parameters::Parameters;

/// What every list takes.
pub const PAGING: [&str; 2] = ["limit", "cursor"];
/// Entries of an answer where no limit is asked for.
const USUAL: usize = 50;
/// The most entries of an answer.
const MOST: usize = 200;

/// A request.
pub struct Asked {
    pub parameters: Parameters,
    /// `If-None-Match`.
    pub known: Option<HeaderValue>,
}

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        Ok(Asked {
            parameters: Parameters::from_request_parts(parts, state).await?,
            known: parts.headers.get(header::IF_NONE_MATCH).cloned(),
        })
    }
}

impl Asked {
    /// Refuses parameters that are not among these.
    pub fn only(&self, known: &[&str]) -> Result<(), Problem> {
        match self.parameters.names().find(|name| !known.contains(name)) {
            None => Ok(()),
            Some(name) => {
                let name: String = name.chars().take(60).collect();
                let known = match known {
                    [] => "none".to_owned(),
                    known => known.join(", "),
                };
                Err(Problem::bad_parameter(format!(
                    "There is no parameter “{name}” here; there are: {known}."
                )))
            }
        }
    }

    /// The same for a list, which takes those of [`PAGING`] too. How many entries are asked for, and where to go on.
    pub fn list(&self, known: &[&str]) -> Result<(usize, Option<String>), Problem> {
        self.only(&[known, &PAGING].concat())?;
        let limit = match self.parameters.text("limit")? {
            None => USUAL,
            Some(given) => given
                .parse()
                .ok()
                .filter(|limit| (1..=MOST).contains(limit))
                .ok_or_else(|| {
                    Problem::bad_parameter(format!("“limit” must be a number from 1 to {MOST}."))
                })?,
        };
        Ok((limit, self.parameters.text("cursor")?))
    }
}

/// The id in the path; one that is no text names nothing.
pub struct Id(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let id = Path::<String>::from_request_parts(parts, state).await;
        Ok(Id(id.map_or_else(|_| String::new(), |Path(id)| id)))
    }
}

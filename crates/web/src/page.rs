//! One module a page: what it asks of the folder, and what its template is given. Templates get ready strings and
//! links, and escape every one.

pub mod about;
pub mod article;
pub mod capture;
pub mod changes;
pub mod entity;
pub mod event;
pub mod map;
pub mod memento;
pub mod review;
pub mod search;
pub mod source;
pub mod timeline;
pub mod today;
pub mod versions;

use annals_store::Source;
use askama::Template;
use axum::response::{Html, IntoResponse, Response};

use crate::refusal::Refusal;

/// What every page has around it.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// Which entry of the navigation the reader is under; empty for none.
    pub section: &'static str,
    /// What stands in the search box.
    pub query: String,
}

impl Frame {
    /// A page under `section`.
    pub fn of(section: &'static str) -> Frame {
        Frame {
            section,
            query: String::new(),
        }
    }
}

/// An answer with a page, or with why there is none.
pub fn answer(page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => Html(html).into_response(),
        Err(error) => (axum::http::StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

/// A page made from the folder's answers.
pub fn shown<P: Template>(page: Result<P, Refusal>) -> Response {
    match page {
        Ok(page) => answer(&page),
        Err(refusal) => refusal.into_response(),
    }
}

/// An entry of a list of choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// The sources, as choices of a filter: by name, sent as their key.
pub fn source_choices(sources: &[Source], chosen: Option<&str>) -> Vec<Choice> {
    let choice = |source: &Source| Choice {
        value: source.key.clone(),
        label: source.name.clone(),
        chosen: chosen == Some(source.key.as_str()) || chosen == Some(source.name.as_str()),
    };
    sources.iter().map(choice).collect()
}

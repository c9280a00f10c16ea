//! The API: lists and single things of the collection as JSON, for programs. Read only. A list is read in pieces: each
//! answer names the `cursor` with which the next begins, and nothing is read twice or left out when pages are added in
//! between. Errors are `application/problem+json` (RFC 9457); every answer has an `ETag`.
//!
//! The routes stand in [`ROUTES`]; `openapi.json` beside this file describes them, and a test compares the two and every
//! answer with what is described.

mod answer;
mod articles;
mod asked;
mod captures;
mod changes;
mod cursor;
mod entities;
mod events;
mod problem;
mod search;
mod sources;

use axum::Router;
use axum::http::Uri;
use axum::routing::{MethodRouter, get};

use crate::reading_room::ReadingRoom;

pub use problem::Problem;

/// Where the API lies.
pub const ROOT: &str = "/api/v1";

/// A path below [`ROOT`], and who answers.
type Route = (&'static str, fn() -> MethodRouter<ReadingRoom>);

/// All routes.
pub const ROUTES: &[Route] = &[
    ("/search", || get(search::list)),
    ("/articles", || get(articles::list)),
    ("/articles/{id}", || get(articles::one)),
    ("/events", || get(events::list)),
    ("/events/{id}", || get(events::one)),
    ("/entities", || get(entities::list)),
    ("/entities/{id}", || get(entities::one)),
    ("/sources", || get(sources::list)),
    ("/sources/{id}", || get(sources::one)),
    ("/captures", || get(captures::list)),
    ("/captures/{id}", || get(captures::one)),
    ("/changes", || get(changes::list)),
    ("/problems", || get(problem::list)),
    ("/openapi.json", || get(answer::description)),
];

/// The routes, and a problem for whatever is none of them.
pub fn router() -> Router<ReadingRoom> {
    let routes = ROUTES.iter();
    routes
        .fold(Router::new(), |router, (path, answer)| {
            router.route(path, answer())
        })
        .fallback(async |uri: Uri| Problem::not_found(format!("There is nothing at {}.", uri.path())))
        .method_not_allowed_fallback(async || Problem::method())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_description_has_exactly_the_routes() {
        let description: serde_json::Value = serde_json::from_str(answer::DESCRIPTION).unwrap();
        let described: BTreeSet<&str> = description["paths"]
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        let routes: BTreeSet<&str> = ROUTES.iter().map(|(path, _)| *path).collect();
        assert_eq!(described, routes);
        assert_eq!(description["servers"][0]["url"], ROOT);
    }

    #[test]
    fn the_description_has_exactly_the_parameters_and_problems() {
        let description: serde_json::Value = serde_json::from_str(answer::DESCRIPTION).unwrap();
        let lists = [
            ("/search", search::PARAMETERS),
            ("/articles", articles::PARAMETERS),
            ("/events", events::PARAMETERS),
            ("/entities", entities::PARAMETERS),
            ("/sources", sources::PARAMETERS),
            ("/captures", captures::PARAMETERS),
            ("/changes", changes::PARAMETERS),
        ];
        for (path, known) in lists {
            let parameters = description["paths"][path]["get"]["parameters"]
                .as_array()
                .unwrap();
            let described: BTreeSet<&str> = parameters.iter().map(|one| name_of(&description, one)).collect();
            let known: BTreeSet<&str> = known.iter().copied().chain(asked::PAGING).collect();
            assert_eq!(described, known, "{path}");
        }
        let types = description["components"]["schemas"]["Problem"]["properties"]["type"]["enum"].clone();
        let types: Vec<String> = serde_json::from_value(types).unwrap();
        assert_eq!(types, problem::types());
    }

    fn name_of<'a>(description: &'a serde_json::Value, parameter: &'a serde_json::Value) -> &'a str {
        let named = match parameter["$ref"].as_str() {
            Some(reference) => description.pointer(&reference[1..]).unwrap(),
            None => parameter,
        };
        named["name"].as_str().unwrap()
    }
}

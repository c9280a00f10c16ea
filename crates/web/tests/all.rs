//! The pages over a small folder built from invented captures: what each shows, that every link on them leads
//! somewhere, that foreign text stays text, and that no request gets more than a page that says no.

// The tests build a folder, so they touch the disk; one of them asks a real socket for a page.
#![allow(clippy::disallowed_methods, clippy::disallowed_types)]

#[path = "all/api.rs"]
mod api;
#[path = "all/browser.rs"]
mod browser;
#[path = "all/captures.rs"]
mod captures;
#[path = "all/changes.rs"]
mod changes;
#[path = "all/gate.rs"]
mod gate;
#[path = "all/house.rs"]
mod house;
#[path = "all/languages.rs"]
mod languages;
#[path = "all/map.rs"]
mod map;
#[path = "all/mementos.rs"]
mod mementos;
#[path = "all/pages.rs"]
mod pages;
#[path = "all/review.rs"]
mod review;
#[path = "all/safety.rs"]
mod safety;

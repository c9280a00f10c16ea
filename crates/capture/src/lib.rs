//! How pages come in: what a site allows, what it announces, which addresses may be asked at all.
//!
//! Nouns: [`Robots`] (what a robots.txt allows), [`Feed`] and its [`Entry`]s (what an outlet announces, in words made
//! harmless: [`Fragment`]), [`Sitemap`] (what it lists), [`Announced`] (where a page says that these are), [`Guard`] (which addresses may be asked),
//! [`Fetcher`] (asks them), [`Exchange`] (one request and its answer, as the archive keeps them).
//!
//! ```
//! use annals_capture::{Feed, Origin, Robots};
//!
//! let robots = Robots::parse(b"User-agent: *\nDisallow: /drafts/\nCrawl-delay: 2");
//! assert!(robots.allows("annals", "https://harbour.example/news/1"));
//! assert!(!robots.allows("annals", "https://harbour.example/drafts/1"));
//!
//! let feed = b"<rss><channel><title>Harbour Gazette</title><item><title>Pier & crane opened</title>
//!     <link>/news/1</link><pubDate>Tue, 3 Mar 2026 08:30:00 +0100</pubDate></item></channel></rss>";
//! let origin = Origin { url: Some("https://harbour.example/feed"), ..Origin::default() };
//! let feed = Feed::read(feed, origin).expect("it is a feed, though a careless one");
//! let entry = &feed.entries[0];
//! assert_eq!(entry.title.as_ref().unwrap().text(), "Pier & crane opened");
//! assert_eq!(entry.link.as_deref(), Some("https://harbour.example/news/1"));
//! assert_eq!(entry.published.unwrap().to_string(), "2026-03-03T07:30:00Z");
//! ```
//!
//! [`Helper`] asks a language model on this machine.
//!
//! What reads foreign bytes is total, linear, and capped in size, depth and number; it does no I/O. Only
//! `fetch` and `helper` open connections.

#![deny(missing_docs)]

mod address;
mod cookies;
mod decoding;
mod discovery;
mod feed;
mod fetch;
mod fragment;
mod helper;
mod instant;
mod markup;
mod opml;
mod robots;
mod sitemap;

pub use address::{Guard, Refusal, is_public};
pub use cookies::Cookies;
pub use discovery::{Announced, announced};
pub use feed::{Entry, Feed, Form, Origin};
pub use fetch::{Ask, Exchange, Failed, Failure, FetchSettings, Fetched, Fetcher, Resolver};
pub use fragment::Fragment;
pub use helper::{Helper, HelperSettings};
pub use instant::{feed_date, http_date};
pub use opml::{Outline, read_opml, write_opml};
pub use robots::Robots;
pub use sitemap::{News, Place, Sitemap, SitemapKind};

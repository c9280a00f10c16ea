//! How pages come in: what a site allows, what it announces, which addresses may be asked at all.
//!
//! Nouns: [`Robots`] (what a robots.txt allows), [`Guard`] (which addresses may be asked).
//!
//! ```
//! use annals_capture::Robots;
//!
//! let robots = Robots::parse(b"User-agent: *\nDisallow: /drafts/\nCrawl-delay: 2");
//! assert!(robots.allows("annals", "https://harbour.example/news/1"));
//! assert!(!robots.allows("annals", "https://harbour.example/drafts/1"));
//! ```
//!
//! What reads foreign bytes is total, linear, and capped in size, depth and number; it does no I/O.

#![deny(missing_docs)]

mod address;
mod robots;

pub use address::{Guard, Refusal, is_public};
pub use robots::Robots;

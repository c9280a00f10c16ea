//! What every stage of annals points into: an immutable [`Text`] and byte [`Span`]s.
//!
//! Nouns: [`Text`] (the string, never changed), [`Span`] (a place in it), [`Spanned`] (a value with its
//! place), [`Token`], [`Language`], [`CodePoints`] (byte offsets to code points, for output), and
//! [`caret`] (text with marked spans, as tests and `annals show` print it).
//!
//! ```
//! use annals_text::{Text, sentences};
//!
//! let text = Text::new("Dr. Ama Boateng flew to Accra. She returned on Friday.");
//! let found = sentences(&text);
//! assert_eq!(found.len(), 2);
//! assert_eq!(&text[found[0]], "Dr. Ama Boateng flew to Accra.");
//! ```
//!
//! This crate knows nothing of news, dates or names, and does no I/O.

#![deny(missing_docs)]

pub mod caret;
mod code_points;
mod language;
mod sentences;
mod span;
mod tokens;

pub use code_points::CodePoints;
pub use language::{Language, language};
pub use sentences::sentences;
pub use span::{Span, Spanned, Text};
pub use tokens::{Token, TokenKind, tokens};

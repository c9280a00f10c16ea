//! HTML as far as extraction needs it: a linear tokenizer, character references and an arena tree. It follows the
//! HTML standard where text depends on it (implied end tags, raw text, void elements, tables, svg left open), and is no
//! browser: misplaced formatting is not copied, and table text is not moved before its table.

mod attribute;
mod by_class;
mod entities;
mod tag;
mod tokens;
mod tree;

pub use attribute::AttributeName;
pub use by_class::ByClass;
pub use entities::decode;
pub use tag::Tag;
pub use tokens::{Token, Tokens};
pub use tree::{NodeId, Tree, push_folded};

use std::borrow::Cow;

/// The page without the character U+0000, which the standard ignores in text. Hardly any page has it.
pub fn without_nulls(page: Cow<'_, str>) -> Cow<'_, str> {
    match memchr::memchr(0, page.as_bytes()) {
        Some(_) => Cow::Owned(page.replace('\0', "")),
        None => page,
    }
}

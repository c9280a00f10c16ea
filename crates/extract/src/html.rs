//! HTML as far as extraction needs it: a linear tokenizer, character references and an arena tree. It follows the
//! HTML standard where text depends on it (implied end tags, raw text, void elements, tables), and is no browser:
//! misplaced formatting is not copied, and table text is not moved before its table.

mod attribute;
mod entities;
mod tag;
mod tokens;
mod tree;

pub use attribute::AttributeName;
pub use entities::decode;
pub use tag::Tag;
pub use tree::{NodeId, Tree, push_folded};

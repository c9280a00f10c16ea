//! From a captured page to the article it carries, and everything that was left out of it, with reasons.
#![deny(missing_docs)]

mod article;
mod charset;
#[allow(missing_docs)]
mod html;
mod print;

pub use article::{
    Article, Block, BlockKind, DateFrom, Omitted, Page, Partial, PublicationDate, Reason, Teaser,
};

/// Reads a page. Total: any bytes give an article (perhaps an empty one) and what was left out.
pub fn extract(page: &Page<'_>) -> (Article, Vec<Omitted>) {
    let (text, _) = charset::decode(page.bytes, page.content_type, None);
    let tree = html::Tree::parse(&text);
    let print = print::Print::of(&tree);
    (
        Article::from_paragraphs(print.segments.iter().map(|s| print.text_of(s))),
        Vec::new(),
    )
}

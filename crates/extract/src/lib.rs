//! From a captured page to the article it carries, and everything that was left out of it, with reasons.
//!
//! Nouns: [`Page`] (bytes and what is known of them), [`Article`], [`Block`], [`Omitted`], [`Teaser`].

mod article;

pub use article::{
    Article, Block, BlockKind, DateFrom, Omitted, Page, Partial, PublicationDate, Reason, Teaser,
};

/// Reads a page. Total: any bytes give an article (perhaps an empty one) and what was left out.
pub fn extract(page: &Page<'_>) -> (Article, Vec<Omitted>) {
    let text = String::from_utf8_lossy(page.bytes);
    (
        Article::from_paragraphs(text.split("\n\n").map(str::trim).filter(|p| !p.is_empty())),
        Vec::new(),
    )
}

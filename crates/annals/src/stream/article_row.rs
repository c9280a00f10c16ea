//! One line of `annals extract --jsonl`.

use annals_extract::{Article, Omitted, Teaser};
use serde::Serialize;

/// An article as a row.
#[derive(Serialize)]
pub struct ArticleRow<'a> {
    id: &'a str,
    url: Option<&'a str>,
    title: Option<&'a str>,
    authors: &'a [String],
    date: Option<String>,
    date_from: Option<&'static str>,
    language: Option<String>,
    text: &'a str,
    partial: bool,
    omitted: Vec<OmittedRow<'a>>,
    teasers: Vec<TeaserRow<'a>>,
}

#[derive(Serialize)]
struct OmittedRow<'a> {
    reason: &'static str,
    text: &'a str,
}

#[derive(Serialize)]
struct TeaserRow<'a> {
    text: &'a str,
    date: Option<String>,
    url: Option<&'a str>,
}

impl<'a> ArticleRow<'a> {
    /// The row of one page. `url` is what the caller said; else the page's own canonical address.
    pub fn new(id: &'a str, url: Option<&'a str>, article: &'a Article, omitted: &'a [Omitted]) -> Self {
        ArticleRow {
            id,
            url: url.or(article.canonical_url.as_deref()),
            title: article.title.as_deref(),
            authors: &article.authors,
            date: article.published.map(|date| date.day.to_string()),
            date_from: article.published.map(|date| date.from.as_str()),
            language: article.language.map(|language| language.to_string()),
            text: &article.text,
            partial: article.partial.is_some(),
            omitted: omitted
                .iter()
                .map(|o| OmittedRow {
                    reason: o.reason.as_str(),
                    text: &o.text,
                })
                .collect(),
            teasers: article.teasers.iter().map(TeaserRow::new).collect(),
        }
    }
}

impl<'a> TeaserRow<'a> {
    fn new(teaser: &'a Teaser) -> Self {
        TeaserRow {
            text: &teaser.text,
            date: teaser.date.map(|day| day.to_string()),
            url: teaser.url.as_deref(),
        }
    }
}

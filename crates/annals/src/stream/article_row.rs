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
    date_trust: Option<&'static str>,
    modified: Option<String>,
    modified_from: Option<&'static str>,
    modified_trust: Option<&'static str>,
    site_name: Option<&'a str>,
    canonical_url: Option<&'a str>,
    section: Option<&'a str>,
    tags: &'a [String],
    image: Option<&'a str>,
    licence: Option<&'a str>,
    access: Option<&'static str>,
    repaired: usize,
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
            date_trust: article.published.map(|date| date.trust.as_str()),
            modified: article.modified.map(|date| date.day.to_string()),
            modified_from: article.modified.map(|date| date.from.as_str()),
            modified_trust: article.modified.map(|date| date.trust.as_str()),
            site_name: article.site_name.as_deref(),
            canonical_url: article.canonical_url.as_deref(),
            section: article.section.as_deref(),
            tags: &article.tags,
            image: article.image.as_deref(),
            licence: article.licence.as_deref(),
            access: article.access.map(|access| access.as_str()),
            repaired: article.repaired,
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

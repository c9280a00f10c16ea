//! What is known of a capture, as one line of JSON beside the WARC files.

use serde::{Deserialize, Serialize};

/// One capture.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct TruthRow {
    /// The id that `annals` will give it.
    pub capture: String,
    /// Its address.
    pub url: String,
    /// The outlet's name.
    pub outlet: String,
    /// When it was captured, RFC 3339.
    pub captured: String,
    /// The day of publication, ISO 8601.
    pub published: String,
    /// The headline.
    pub title: String,
    /// The body's paragraphs.
    pub paragraphs: Vec<String>,
    /// What is on the page and not of the article.
    pub omitted: Vec<String>,
    /// Counted from 1 by captures of one address that differ in the article's text.
    pub version: u32,
    /// How it differs from the capture before it; `None` for the first of its address.
    pub edit: Option<Edit>,
    /// The address of the article whose text this one copies.
    pub copy_of: Option<String>,
    /// Captures of one happening have one number.
    pub happening: u64,
    /// Its event type.
    pub kind: String,
    /// Who does it, without title.
    pub actor: String,
    /// To or with whom.
    pub recipient: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// The day, ISO 8601.
    pub day: String,
    /// `happened`, `planned` or `denied`.
    pub status: String,
}

/// How a later capture of an address differs from the one before.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Edit {
    /// Only what stands around the article: no change of the article.
    Surroundings,
    /// A number in a describing sentence.
    Number,
    /// A word in a describing sentence.
    Wording,
    /// A paragraph more at the end.
    Addition,
}

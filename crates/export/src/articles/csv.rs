//! CSV (RFC 4180): a row an article, for spreadsheets. Cells that a spreadsheet would run get a leading apostrophe.

use std::io::{self, Write};

use super::ArticleRecord;
use crate::csv::{io_error, or_empty, unformulated};

/// The columns, in order.
pub const COLUMNS: [&str; 13] = [
    "id",
    "source",
    "title",
    "url",
    "authors",
    "published",
    "modified",
    "captured",
    "language",
    "section",
    "tags",
    "licence",
    "text",
];

/// Writes the heading and a row for each article.
pub fn write(articles: impl IntoIterator<Item = ArticleRecord>, out: impl Write) -> io::Result<()> {
    let mut table = ::csv::Writer::from_writer(out);
    table.write_record(COLUMNS).map_err(io_error)?;
    for article in articles {
        let cells: [String; COLUMNS.len()] = [
            article.capture.to_string(),
            article.source,
            article.title.unwrap_or_default(),
            article.url,
            article.authors.join("; "),
            or_empty(article.published.as_ref()),
            or_empty(article.modified.as_ref()),
            article.captured.to_string(),
            article.language.unwrap_or_default(),
            article.section.unwrap_or_default(),
            article.tags.join("; "),
            article.licence.unwrap_or_default(),
            article.text,
        ];
        let safe = cells.iter().map(|cell| unformulated(cell).into_owned());
        table.write_record(safe).map_err(io_error)?;
    }
    table.flush()
}

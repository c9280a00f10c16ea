//! Atom (RFC 4287): an entry an article, its text as plain text. `updated` is the instant of the capture, since that is when
//! the collection learned of this version; `published` the day of publication.

use std::borrow::Cow;
use std::io::{self, Write};

use super::{ArticleRecord, at_midnight};

/// Writes the feed.
pub fn write(
    collection: &str,
    articles: impl IntoIterator<Item = ArticleRecord>,
    mut out: impl Write,
) -> io::Result<()> {
    let mut articles = articles.into_iter().peekable();
    // The newest publication stands first; when it was seen is as good a day for the feed as any that can be told before
    // the others are read.
    let updated = articles
        .peek()
        .map_or("1970-01-01T00:00:00Z".to_owned(), |first| {
            first.captured.to_string()
        });
    let title = escaped(collection);
    write!(
        out,
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n\
         <title>{title}</title>\n<id>urn:annals:articles</id>\n<updated>{updated}</updated>\n\
         <generator>annals</generator>\n"
    )?;
    for article in articles {
        entry(&article, &mut out)?;
    }
    out.write_all(b"</feed>\n")?;
    out.flush()
}

fn entry(article: &ArticleRecord, out: &mut impl Write) -> io::Result<()> {
    let language = article.language.as_deref().unwrap_or_default();
    writeln!(out, "<entry xml:lang=\"{}\">", escaped(language))?;
    let mut element = |name: &str, text: &str| writeln!(out, "<{name}>{}</{name}>", escaped(text));
    element("title", &article.headline())?;
    element("id", &article.uri())?;
    element("updated", &article.captured.to_string())?;
    if let Some(day) = article.published {
        element("published", &at_midnight(day))?;
    }
    // Atom asks for an author: where no person is named, the outlet speaks.
    let authors = match article.authors.as_slice() {
        [] => std::slice::from_ref(&article.source),
        authors => authors,
    };
    for author in authors {
        writeln!(out, "<author><name>{}</name></author>", escaped(author))?;
    }
    if let Some(url) = article.web_address() {
        writeln!(out, "<link rel=\"alternate\" href=\"{}\"/>", escaped(url))?;
    }
    for tag in &article.tags {
        writeln!(out, "<category term=\"{}\"/>", escaped(tag))?;
    }
    writeln!(
        out,
        "<source><title>{}</title></source>\n<content type=\"text\">{}</content>\n</entry>",
        escaped(&article.source),
        escaped(&article.text)
    )
}

/// Text as XML 1.0 has it, for content and attributes; characters that no document may hold are left out.
fn escaped(text: &str) -> Cow<'_, str> {
    let special = |c: char| matches!(c, '<' | '>' | '&' | '"' | '\'') || forbidden(c);
    if !text.contains(special) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c if forbidden(c) => {}
            c => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

fn forbidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}')
}

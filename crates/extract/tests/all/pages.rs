//! Whole pages: `pages/NAME.html` or `.txt` beside `NAME.expected`, which holds what is found, as a reader would note it.
//! Where a `NAME.md` stands there too, it holds the article as Markdown.
//! `UPDATE=1` rewrites the expectations; the diff is read before it is committed.

use std::fmt::Write;
use std::path::Path;

use annals_extract::{Article, Omitted, Page, PublicationDate, extract};

#[test]
fn each_page_gives_what_is_written_beside_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder of pages")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "html" || extension == "txt")
        })
        .collect();
    paths.sort();
    assert!(paths.len() >= 10, "the pages are missing");
    let failures: Vec<String> = paths.iter().filter_map(|path| check(path)).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn check(path: &Path) -> Option<String> {
    let bytes = std::fs::read(path).expect("a page");
    let plain = path.extension().is_some_and(|extension| extension == "txt");
    let page = Page {
        bytes: &bytes,
        url: address(&bytes),
        content_type: Some(if plain { "text/plain" } else { "text/html" }),
        ..Page::default()
    };
    let (article, omitted) = extract(&page);
    let markdown = path.with_extension("md");
    let differs = markdown
        .exists()
        .then(|| compared(&markdown, &article.to_markdown()));
    differs
        .flatten()
        .or_else(|| compared(&path.with_extension("expected"), &render(&article, &omitted)))
}

/// How what was found differs from what a file holds, if it does.
fn compared(expected_path: &Path, found: &str) -> Option<String> {
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(expected_path, found).expect("expectations can be written");
        return None;
    }
    let expected = std::fs::read_to_string(expected_path).unwrap_or_default();
    (found != expected).then(|| {
        format!(
            "{}: expected\n{expected}\nfound\n{found}",
            expected_path.display()
        )
    })
}

/// The address that a page's first line gives it in a comment: `<!-- https://harbourpost.example/a -->`.
fn address(bytes: &[u8]) -> Option<&str> {
    let line = bytes.split(|&byte| byte == b'\n').next()?;
    let line = std::str::from_utf8(line).ok()?.trim();
    let address = line.strip_prefix("<!-- ")?.strip_suffix(" -->")?;
    address.starts_with("https://").then_some(address)
}

fn render(article: &Article, omitted: &[Omitted]) -> String {
    let mut out = String::new();
    let mut line = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            writeln!(out, "{name}: {value}").expect("strings take all");
        }
    };
    let dated = |date: Option<PublicationDate>| {
        date.map(|date| format!("{} ({}, {})", date.day, date.from.as_str(), date.trust.as_str()))
    };
    line("title", article.title.clone());
    line("authors", Some(article.authors.join("; ")));
    line("published", dated(article.published));
    line("modified", dated(article.modified));
    line("language", article.language.map(|language| language.to_string()));
    line("site", article.site_name.clone());
    line("address", article.canonical_url.clone());
    line("section", article.section.clone());
    line("tags", Some(article.tags.join("; ")));
    line("image", article.image.clone());
    line("licence", article.licence.clone());
    line("access", article.access.map(|access| access.as_str().to_owned()));
    line("partial", article.partial.map(|partial| format!("{partial:?}")));
    out.push_str("\n# text\n");
    for block in &article.blocks {
        writeln!(out, "{:?}: {}", block.kind, &article.text[block.span]).expect("strings take all");
    }
    out.push_str("\n# teasers\n");
    for teaser in &article.teasers {
        let date = teaser.date.map_or("undated".to_owned(), |date| date.to_string());
        let url = teaser.url.as_deref().unwrap_or("no address");
        writeln!(out, "{date}: {} <{url}>", teaser.text).expect("strings take all");
    }
    out.push_str("\n# left out\n");
    for left_out in omitted {
        writeln!(out, "{}: {}", left_out.reason.as_str(), left_out.text).expect("strings take all");
    }
    out
}

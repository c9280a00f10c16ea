//! Whole documents of invented outlets in `samples/`, each beside what is read from it. `UPDATE=1` rewrites the expectations.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use annals_capture::{Announced, Entry, Feed, Fragment, Origin, Sitemap, announced};

/// Where each sample claims to be from.
const ADDRESS: &str = "https://harbour.example/feeds/latest";

#[test]
fn samples_are_read_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension != "expected"));
    paths.sort();
    assert!(paths.len() >= 12, "only {} samples", paths.len());
    paths.iter().for_each(|path| check(path));
}

fn check(path: &Path) {
    let bytes = std::fs::read(path).unwrap();
    let found = rendered(&bytes);
    let expected = path.with_extension("expected");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&expected, &found).unwrap();
    }
    let wanted = std::fs::read_to_string(&expected).unwrap_or_default();
    assert_eq!(found, wanted, "{}", path.display());
}

/// The document as the first of these that it is: feed, sitemap, page.
fn rendered(bytes: &[u8]) -> String {
    let origin = Origin {
        url: Some(ADDRESS),
        content_type: None,
    };
    if let Some(feed) = Feed::read(bytes, origin) {
        return of_feed(&feed);
    }
    match Sitemap::read(bytes, origin) {
        Some(sitemap) => of_sitemap(&sitemap),
        None => of_page(&announced(bytes, origin)),
    }
}

fn of_feed(feed: &Feed) -> String {
    let mut page = format!("{:?} feed\n", feed.form);
    line(&mut page, "title", feed.title.as_ref().map(Fragment::html));
    line(&mut page, "about", feed.description.as_ref().map(Fragment::html));
    line(&mut page, "link", feed.link.as_deref());
    line(&mut page, "id", feed.id.as_deref());
    line(&mut page, "language", feed.language.as_deref());
    line(&mut page, "author", feed.author.as_deref());
    line(
        &mut page,
        "updated",
        feed.updated.map(|instant| instant.to_string()).as_deref(),
    );
    line(&mut page, "next", feed.next.as_deref());
    feed.entries.iter().for_each(|entry| of_entry(entry, &mut page));
    page
}

fn of_entry(entry: &Entry, page: &mut String) {
    page.push('\n');
    line(page, "title", entry.title.as_ref().map(Fragment::html));
    line(page, "link", entry.link.as_deref());
    line(page, "id", entry.id.as_deref());
    line(
        page,
        "published",
        entry.published.map(|instant| instant.to_string()).as_deref(),
    );
    line(
        page,
        "updated",
        entry.updated.map(|instant| instant.to_string()).as_deref(),
    );
    entry
        .authors
        .iter()
        .for_each(|author| line(page, "author", Some(author)));
    entry.tags.iter().for_each(|tag| line(page, "tag", Some(tag)));
    line(page, "language", entry.language.as_deref());
    line(
        page,
        "summary",
        entry.summary.as_ref().map(Fragment::text).as_deref(),
    );
    entry
        .content
        .iter()
        .for_each(|content| line(page, "content", Some(content.html())));
}

fn of_sitemap(sitemap: &Sitemap) -> String {
    let mut page = format!("Sitemap of {:?}\n", sitemap.kind);
    for place in &sitemap.places {
        line(&mut page, "\nat", Some(&place.address));
        line(
            &mut page,
            "changed",
            place.changed.map(|instant| instant.to_string()).as_deref(),
        );
        let Some(news) = &place.news else { continue };
        line(&mut page, "title", news.title.as_deref());
        line(
            &mut page,
            "published",
            news.published.map(|instant| instant.to_string()).as_deref(),
        );
        line(&mut page, "outlet", news.outlet.as_deref());
        line(&mut page, "language", news.language.as_deref());
    }
    page
}

fn of_page(announced: &Announced) -> String {
    let mut page = "Page\n".to_owned();
    for (feed, title) in &announced.feeds {
        line(&mut page, "feed", Some(&format!("{feed} {title:?}")));
    }
    announced
        .likely_feeds
        .iter()
        .for_each(|feed| line(&mut page, "likely feed", Some(feed)));
    announced
        .sitemaps
        .iter()
        .for_each(|sitemap| line(&mut page, "sitemap", Some(sitemap)));
    line(&mut page, "next", announced.next.as_deref());
    for (address, words) in &announced.headlines {
        line(&mut page, "headline", Some(&format!("{address} {words:?}")));
    }
    page
}

fn line(page: &mut String, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        writeln!(page, "{name}: {value}").unwrap();
    }
}

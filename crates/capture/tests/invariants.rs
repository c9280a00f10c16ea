//! What must hold of any bytes, as plain functions: the laws, the corpus and the fuzz targets (`fuzz/`) share them.

use annals_capture::{Announced, Feed, Fragment, Origin, Robots, Sitemap, announced, feed_date, http_date};

const FROM: Origin<'static> = Origin {
    url: Some("https://harbour.example/feeds/"),
    content_type: None,
};

/// A robots.txt: reading it and asking it comes to an end, and a permission added at the end takes nothing away.
pub fn of_robots(bytes: &[u8]) {
    let robots = Robots::parse(bytes);
    let widened = Robots::parse(&[bytes, b"\nAllow: /"].concat());
    for agent in ["annals", "Googlebot", "*", ""] {
        for url in ["/", "https://harbour.example/news/a?b=c%20d", "//x;y", "é#"] {
            assert!(
                !robots.allows(agent, url) || widened.allows(agent, url),
                "{agent} {url}"
            );
        }
        robots.crawl_delay(agent);
    }
}

/// A feed: whatever is read from it is harmless, and stays what it is when it is read again.
pub fn of_feed(bytes: &[u8]) {
    let Some(feed) = Feed::read(bytes, FROM) else {
        return;
    };
    assert_eq!(Some(&feed), Feed::read(bytes, FROM).as_ref());
    let of_entries = feed
        .entries
        .iter()
        .flat_map(|entry| entry.title.iter().chain(&entry.summary).chain(&entry.content));
    for fragment in of_entries.chain(&feed.title).chain(&feed.description) {
        harmless(fragment);
    }
}

/// What a fragment keeps is left alone when it is made harmless again, and no script is in it.
pub fn harmless(fragment: &Fragment) {
    let html = fragment.html();
    assert_eq!(Fragment::of_html(html, None).html(), html);
    // In a fragment each `<` begins a tag, and each `>` ends one.
    for tag in html
        .to_ascii_lowercase()
        .split('<')
        .skip(1)
        .filter_map(|piece| piece.split('>').next())
    {
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
        let forbidden = [
            "script", "iframe", "style", "object", "form", "meta", "base", "link", "svg", "input",
        ];
        assert!(
            !forbidden.contains(&name) && !tag.contains("=\"javascript:") && !tag.contains(" onerror=\"x"),
            "{html}"
        );
    }
    assert!(!fragment.text().contains("  "), "{html}");
}

/// A sitemap, and a page that names some: addresses are of the web.
pub fn of_sitemap(bytes: &[u8]) {
    if let Some(sitemap) = Sitemap::read(bytes, FROM) {
        assert!(
            sitemap
                .places
                .iter()
                .all(|place| place.address.starts_with("http://") || place.address.starts_with("https://")),
            "{sitemap:?}"
        );
    }
    let Announced {
        feeds,
        likely_feeds,
        sitemaps,
        next,
        headlines,
    } = announced(bytes, FROM);
    let named = feeds
        .into_iter()
        .map(|feed| feed.0)
        .chain(headlines.into_iter().map(|headline| headline.0));
    for address in named.chain(likely_feeds).chain(sitemaps).chain(next) {
        assert!(
            address.starts_with("http://") || address.starts_with("https://"),
            "{address}"
        );
    }
}

/// A date: an instant that is read can be printed and read again.
pub fn of_instant(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for instant in feed_date(&text).into_iter().chain(http_date(&text)) {
        let year = jiff::tz::Offset::UTC.to_datetime(instant).year();
        if year > 999 {
            assert_eq!(feed_date(&instant.to_string()), Some(instant), "{text:?}");
        }
    }
}

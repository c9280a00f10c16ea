//! Documents made to hurt, long and made of one piece: read in time that grows with their length and no faster.

use std::time::{Duration, Instant};

use annals_capture::{Feed, Origin, Sitemap, announced};

const SIZE: usize = 1 << 19;

/// So long may one of them take in an unoptimised build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(4);

#[test]
fn shapes() {
    const HEAD: &str = "<rss><channel><item><description>";
    for piece in [
        "<a",
        "<a b=\"",
        "<a b=\">\" ",
        "<a b='",
        "<![CDATA[",
        "<![CDATA[x]]>",
        "<!--",
        "<!-- -->",
        "<?x ",
        "<!x",
        "<!x [",
        "&",
        "&#",
        "&amp;",
        "<b>",
        "</b>",
        "<b></b>",
        "<item>",
        "<item><title>x</title>",
        "<entry>",
        "<channel>",
        "<script>",
        "&lt;script&gt;",
        "&lt;b&gt;",
        "<b c=\"\n</",
        "<x:y xmlns:x=\"z\">",
        "<category>x</category>",
        "<b/>",
        "x ",
        "\u{1F600}",
        "</",
        "<url>",
        "<url><loc>http://x.example/</loc></url>",
        "<a href='/x'>one two three four</a>",
        "<a href='/x'>",
        "<link rel=alternate type=text/xml href=x>",
        "]]>",
        "<title>",
        "=",
        "<a a=1 ",
    ] {
        for head in [HEAD, "<urlset>", "<html>"] {
            let document = format!("{head}{}", piece.repeat(SIZE / piece.len()));
            in_time(&format!("{head}{piece}"), document.as_bytes());
        }
    }
}

#[test]
fn json_of_many_items() {
    for piece in ["{},", "[],", "\"x\",", "{\"title\":\"x\"},", "1,"] {
        let document = format!("{{\"items\":[{}", piece.repeat(SIZE / piece.len()));
        in_time(piece, document.as_bytes());
    }
    in_time("deep", format!("{{\"items\":{}", "[".repeat(SIZE)).as_bytes());
}

fn in_time(name: &str, document: &[u8]) {
    let begun = Instant::now();
    let feed = Feed::read(document, Origin::default());
    Sitemap::read(document, Origin::default());
    announced(document, Origin::default());
    let taken = begun.elapsed();
    assert!(taken < PATIENCE, "{name}: {taken:?}");
    assert!(feed.is_none_or(|feed| feed.entries.len() <= 5_000), "{name}");
}

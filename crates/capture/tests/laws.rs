//! Laws that hold for any bytes, and for documents made of the pieces that feeds are made of.

use annals_capture::{Feed, Fragment, Origin};
use proptest::prelude::*;

use crate::invariants::{harmless, of_feed, of_instant, of_robots, of_sitemap};

const PIECES: &[&str] = &[
    "<rss>",
    "<channel>",
    "</channel>",
    "<feed xmlns='http://www.w3.org/2005/Atom'>",
    "<rdf:RDF>",
    "<item>",
    "</item>",
    "<entry>",
    "</entry>",
    "<title>",
    "</title>",
    "<link href='/a'/>",
    "<link>",
    "</link>",
    "<description>",
    "</description>",
    "<b>",
    "</b>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<?xml version='1.0' encoding='utf-16'?>",
    "<!DOCTYPE x [<!ENTITY y 'z'>]>",
    "&y;",
    "&amp;",
    "&lt;script&gt;",
    "&#x3c;",
    "&#0;",
    "&#99999999;",
    "<",
    ">",
    "\"",
    "'",
    "=",
    "/",
    "<script>",
    "</script>",
    "<a href=\"javascript:x",
    "<img src=x onerror='y'>",
    "<div xml:base='http://b.example/'>",
    "<content type='xhtml'>",
    "</content>",
    "<guid>",
    "<pubDate>",
    "Mon, 2 Mar 2026 10:00 GMT",
    "<urlset>",
    "<url>",
    "<loc>",
    "https://x.example/",
    "</loc>",
    "<news:news>",
    "{\"items\":[",
    "{\"title\":\"",
    "\"}",
    "]}",
    "é",
    "\0",
    " ",
    "\n",
    "words",
    "User-agent: *",
    "Disallow: /*$",
    "2026-02-30T25:00",
    "<a rel=next href=?p=2>",
];

/// The documents of `samples/`.
fn samples() -> Vec<Vec<u8>> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    let paths = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let documents = paths.filter(|path| path.extension().is_some_and(|extension| extension != "expected"));
    documents.map(|path| std::fs::read(path).unwrap()).collect()
}

fn document() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn documents_of_pieces(document in document()) {
        of_feed(document.as_bytes());
        of_sitemap(document.as_bytes());
        of_robots(document.as_bytes());
        harmless(&Fragment::of_html(&document, None));
    }

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        of_feed(&bytes);
        of_sitemap(&bytes);
        of_robots(&bytes);
        of_instant(&bytes);
    }

    #[test]
    fn texts_that_look_like_dates(text in "[0-9]{0,4}[-/ :,.]{0,2}(Jan|mai|Oct)?[0-9:.TZ+ -]{0,20}(GMT|EST|pm)?") {
        of_instant(text.as_bytes());
    }

    #[test]
    fn what_is_written_as_text_is_read_as_text(words in "[a-z<>&\"' ]{1,40}") {
        let fragment = Fragment::of_text(&words);
        let wanted = words.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(fragment.text(), wanted);
    }

    #[test]
    fn samples_with_something_wrong(
        number in any::<proptest::sample::Index>(), at in any::<proptest::sample::Index>(), from in any::<proptest::sample::Index>(),
        length in 0usize..200, byte in any::<u8>(), kind in 0u8..4,
    ) {
        let samples = samples();
        let mut bytes = samples[number.index(samples.len())].clone();
        let (at, from) = (at.index(bytes.len()), from.index(bytes.len()));
        match kind {
            0 => bytes[at] = byte,
            1 => bytes.truncate(at),
            2 => drop(bytes.drain(at..(at + length).min(bytes.len()))),
            _ => {
                let piece = bytes[from..(from + length).min(bytes.len())].to_vec();
                bytes.splice(at..at, piece);
            }
        }
        of_feed(&bytes);
        of_sitemap(&bytes);
    }

    #[test]
    fn every_whole_item_before_a_cut_is_kept(items in 1usize..20, cut in 0usize..60) {
        let item = "<item><title>Words</title><link>https://harbour.example/n</link></item>";
        let whole = format!("<rss><channel>{}", item.repeat(items));
        let feed = Feed::read(&whole.as_bytes()[..whole.len() - cut.min(item.len() - 1)], Origin::default()).unwrap();
        prop_assert!(feed.entries.len() >= items - 1);
    }
}

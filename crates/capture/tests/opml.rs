//! Lists of feeds: what is written is read again, whatever it says; what others write is read, broken or not.

use annals_capture::{Origin, Outline, read_opml, write_opml};
use proptest::prelude::*;

fn read(text: &str) -> Option<Vec<Outline>> {
    read_opml(text.as_bytes(), Origin::default())
}

#[test]
fn folders_are_walked_through_and_each_feed_counts_once() {
    let list = "<?xml version='1.0'?><opml version='1.0'><head><title>Mine</title></head><body><outline text='Coast'>
        <outline text='Harbour &amp; Pier' type='rss' xmlUrl='https://harbour.example/feed' htmlUrl='https://harbour.example/'/>
        <outline TITLE='Valley' XMLURL='http://valley.example/rss'><outline text='no feed' type='link' url='https://x.example/'/>
        </outline></outline><outline text='Again' xmlUrl='https://harbour.example/feed'>
        <outline text='local' xmlUrl='file:///etc/passwd'>";
    let found = read(list).unwrap();
    let said: Vec<(&str, &str)> = found
        .iter()
        .map(|outline| (outline.title.as_deref().unwrap_or("-"), outline.feed.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            ("Harbour & Pier", "https://harbour.example/feed"),
            ("Valley", "http://valley.example/rss")
        ]
    );
    assert_eq!(found[0].site.as_deref(), Some("https://harbour.example/"));
}

#[test]
fn what_is_no_list_is_none() {
    for text in [
        "",
        "<rss><channel/></rss>",
        "<html><outline xmlUrl='https://a.example/feed'></html>",
        "{}",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
    assert_eq!(read("<opml/>"), Some(Vec::new()));
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(titles in proptest::collection::vec("[a-zé<>&\"' ]{1,12}", 0..6)) {
        let outlines: Vec<Outline> = titles.iter().enumerate().map(|(number, title)| Outline {
            title: Some(title.trim().to_owned()).filter(|title| !title.is_empty()),
            feed: format!("https://a.example/{number}?a=1&b=\"2\""),
            site: None,
        }).collect();
        let found = read(&write_opml("A & B", &outlines)).unwrap();
        prop_assert_eq!(found.len(), outlines.len());
        for (found, written) in found.iter().zip(&outlines) {
            prop_assert_eq!(&found.feed, &written.feed);
            if let Some(title) = &written.title {
                prop_assert_eq!(found.title.as_ref(), Some(title));
            }
        }
    }

    #[test]
    fn any_bytes_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        read_opml(&bytes, Origin::default());
    }
}

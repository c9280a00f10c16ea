//! Lists, sources, search and ids.

use annals_extract::DateFrom;
use annals_store::{Added, Addition, Annals, ErrorKind, Named, SearchQuery, TimelineQuery};
use jiff::civil::date;

use crate::sample::{Page, add, bare, build, found, pages};

fn folder() -> (tempfile::TempDir, Annals) {
    let folder = tempfile::tempdir().unwrap();
    let mut annals = Annals::init(folder.path()).unwrap();
    add(&mut annals, &pages(0..12));
    build(&mut annals);
    (folder, annals)
}

#[test]
fn sources_are_named_from_their_pages_and_can_be_renamed() {
    let (folder, mut annals) = folder();
    let names = |annals: &Annals| {
        annals
            .sources()
            .unwrap()
            .into_iter()
            .map(|s| (s.key, s.name))
            .collect::<Vec<_>>()
    };
    let pair = |key: &str, name: &str| (key.to_owned(), name.to_owned());
    let north = pair("north.example", "Northern Wire");
    let valley = pair("valley.example", "Valley Post");
    assert_eq!(
        names(&annals),
        [
            pair("harbour.example", "Harbour Times"),
            north.clone(),
            valley.clone()
        ]
    );
    annals
        .rename_source("Harbour Times", "The Harbour Times")
        .unwrap();
    annals.rename_source("harbour.example", "Old Harbour").unwrap();
    let renamed = [north, pair("harbour.example", "Old Harbour"), valley];
    assert_eq!(names(&annals), renamed);
    drop(annals);
    let annals = Annals::open(folder.path()).unwrap();
    assert_eq!(names(&annals), renamed);
    let told = TimelineQuery {
        source: Some("old harbour".into()),
        ..TimelineQuery::default()
    };
    let (events, total) = annals.timeline(&told).unwrap();
    assert!(total > 0);
    assert!(
        events
            .iter()
            .all(|event| event.claims.iter().any(|claim| claim.source == "Old Harbour"))
    );
    let nobody = TimelineQuery {
        source: Some("Nobody".into()),
        ..TimelineQuery::default()
    };
    assert_eq!(annals.timeline(&nobody).unwrap_err().kind(), ErrorKind::NotFound);
}

#[test]
fn a_page_cannot_pass_for_another_outlet() {
    let (_folder, mut annals) = folder();
    let html = "<html><head><meta property=\"og:site_name\" content=\"Harbour Times\"></head><body><article><p>The \
                harbour of the old town is closed for repairs until further notice, the mayor said on Monday.</p>\
                <p>Ships are asked to wait in the bay, and fishermen will be paid for the days lost.</p></article></body></html>";
    add(&mut annals, &[Page::new("https://copycat.example/1", html)]);
    build(&mut annals);
    let copycat = annals.find_source("copycat.example").unwrap();
    assert!(copycat.name != "Harbour Times", "{}", copycat.name);
}

#[test]
fn a_given_source_and_date_fill_what_the_page_does_not_say() {
    let folder = tempfile::tempdir().unwrap();
    let mut annals = Annals::init(folder.path()).unwrap();
    let text = "Minister Adaeze Lind arrived in Oslo on Tuesday.\n\nShe met the mayor there.";
    let addition = Addition {
        date: Some(date(2024, 5, 3)),
        source: Some("Gazette"),
        ..bare("note.txt", text)
    };
    let Added::New(id) = annals.add(&[addition]).unwrap()[0] else {
        panic!("new")
    };
    build(&mut annals);
    let listed = annals.listed(id).unwrap().unwrap();
    assert_eq!(
        (listed.published, listed.date_from),
        (Some(date(2024, 5, 3)), Some(DateFrom::Given))
    );
    assert_eq!(listed.source, "Gazette");
}

#[test]
fn copies_elsewhere_are_counted_and_listed() {
    let folder = tempfile::tempdir().unwrap();
    let mut annals = Annals::init(folder.path()).unwrap();
    let text = "Minister Adaeze Lind arrived in Oslo on Tuesday.\n\nShe met the mayor there.";
    let of = |source| Addition {
        source: Some(source),
        ..bare(source, text)
    };
    annals
        .add(&[
            of("Gazette"),
            of("Courier"),
            bare("other.txt", "Something else happened."),
        ])
        .unwrap();
    build(&mut annals);
    let (articles, total) = annals.articles(None, 0, 0).unwrap();
    let mut copies: Vec<usize> = articles.iter().map(|article| article.copies).collect();
    copies.sort();
    assert_eq!((total, copies), (3, vec![0, 1, 1]));
    let gazette = articles
        .iter()
        .find(|article| article.source == "Gazette")
        .unwrap();
    assert_eq!(
        annals.reading(gazette.capture).unwrap().unwrap().copies[0].source,
        "Courier"
    );
}

#[test]
fn articles_come_latest_first_in_pages() {
    let (_folder, annals) = folder();
    let (all, total) = annals.articles(None, 0, 0).unwrap();
    assert_eq!((all.len(), total), (12, 12));
    assert!(all.is_sorted_by(|a, b| a.published >= b.published));
    let (second, total) = annals.articles(None, 5, 5).unwrap();
    assert_eq!((second.as_slice(), total), (&all[5..10], 12));
    let source = annals.find_source("Valley Post").unwrap();
    assert_eq!((source.captures, source.articles), (4, 4));
    assert_eq!(annals.articles(Some(source.id), 0, 0).unwrap().1, 4);
}

#[test]
fn search_marks_what_matched() {
    let (_folder, annals) = folder();
    let query = SearchQuery {
        text: "fishing agreements".into(),
        limit: 3,
        ..SearchQuery::default()
    };
    let page = annals.search(&query).unwrap();
    assert_eq!((page.total, page.hits.len()), (12, 3));
    let marked: Vec<&str> = page.hits[0]
        .snippet
        .iter()
        .filter(|(_, marked)| *marked)
        .map(|(text, _)| text.as_str())
        .collect();
    assert_eq!(marked, ["agreement", "fishing"]);
    assert_eq!(
        found(&annals, "\"report number 7\""),
        ["Mirela Osei in Oslo, report 7"]
    );
    assert_eq!(found(&annals, "title:7").len(), 1);
}

#[test]
fn search_keeps_to_source_and_days() {
    let (_folder, annals) = folder();
    let count = |query: SearchQuery| annals.search(&query).unwrap().total;
    let all = SearchQuery {
        text: "fishing".into(),
        ..SearchQuery::default()
    };
    assert_eq!(
        count(SearchQuery {
            source: Some("valley post".into()),
            ..all.clone()
        }),
        4
    );
    let (from, until) = (Some(date(2024, 5, 3)), Some(date(2024, 5, 4)));
    assert_eq!(
        count(SearchQuery {
            from,
            until,
            ..all.clone()
        }),
        6
    );
    assert_eq!(
        count(SearchQuery {
            from,
            ..SearchQuery::default()
        }),
        9
    );
    assert_eq!(
        count(SearchQuery {
            until,
            ..SearchQuery::default()
        }),
        9
    );
}

#[test]
fn any_string_is_a_query() {
    let (_folder, annals) = folder();
    for text in [
        "\"",
        "(",
        "fishing AND",
        "a:b",
        "*",
        "[1 TO",
        "-",
        "title:",
        "😀",
        "\0",
        "fishing^",
        "'; DROP TABLE",
        "{",
        "~~",
    ] {
        annals
            .search(&SearchQuery {
                text: text.into(),
                limit: 5,
                ..SearchQuery::default()
            })
            .unwrap();
    }
    assert_eq!(found(&annals, "(fishing agreement").len(), 12);
    assert_eq!(found(&annals, "nowhere:fishing").len(), 0);
    assert_eq!(found(&annals, "fishing -report").len(), 0);
}

#[test]
fn ids_are_found_by_their_beginning() {
    let (_folder, annals) = folder();
    let (articles, _) = annals.articles(None, 0, 0).unwrap();
    let id = articles[0].capture;
    assert_eq!(annals.resolve(&id.to_string()[..12]).unwrap(), Named::Article(id));
    assert_eq!(
        annals.resolve(&id.to_string().to_uppercase()).unwrap(),
        Named::Article(id)
    );
    let event = annals
        .timeline(&TimelineQuery::default())
        .unwrap()
        .0
        .swap_remove(0)
        .id;
    assert_eq!(annals.resolve(&event).unwrap(), Named::Event(event.clone()));
    let (entity, _) = annals.entities(None, 0, 1).unwrap().swap_remove(0);
    assert_eq!(
        annals.resolve(&entity.id).unwrap(),
        Named::Entity(entity.id.clone())
    );
    let several = annals.resolve("e-").unwrap_err();
    assert!(
        several.message.contains(&format!("event {event}")) || several.message.contains("..."),
        "{several}"
    );
    assert_eq!(annals.resolve("").unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(annals.resolve("%").unwrap_err().kind(), ErrorKind::NotFound);
}

#[test]
fn the_timeline_can_be_narrowed() {
    let (_folder, annals) = folder();
    let (all, total) = annals.timeline(&TimelineQuery::default()).unwrap();
    assert!(total > 3 && all.len() == total);
    let person = TimelineQuery {
        entity: Some("adaeze LIND".into()),
        ..TimelineQuery::default()
    };
    let (hers, _) = annals.timeline(&person).unwrap();
    assert!(!hers.is_empty() && hers.len() < total);
    let day = TimelineQuery {
        from: Some(date(2024, 5, 2)),
        until: Some(date(2024, 5, 2)),
        ..TimelineQuery::default()
    };
    let (on_day, _) = annals.timeline(&day).unwrap();
    assert!(!on_day.is_empty());
    assert!(
        on_day
            .iter()
            .all(|event| event.first <= Some(date(2024, 5, 2)) && event.last >= Some(date(2024, 5, 2)))
    );
    let kind = TimelineQuery {
        kind: Some(all[0].kind),
        limit: 1,
        ..TimelineQuery::default()
    };
    assert_eq!(annals.timeline(&kind).unwrap().0[0], all[0]);
    assert_eq!(annals.event(&all[0].id).unwrap().as_ref(), Some(&all[0]));
    let nobody = TimelineQuery {
        entity: Some("Nobody At All".into()),
        ..TimelineQuery::default()
    };
    assert_eq!(annals.timeline(&nobody).unwrap_err().kind(), ErrorKind::NotFound);
}

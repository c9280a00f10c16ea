//! What each page shows.

use std::collections::{BTreeSet, VecDeque};

use axum::http::{Request, StatusCode};

use crate::captures::{self, WIRE_PAGES};
use crate::house::{House, first_link, links};

/// Follows every link of this server from the first page, at most `limit` of them.
fn walk(house: &House, limit: usize) -> Vec<(String, String)> {
    let mut seen: BTreeSet<String> = BTreeSet::from(["/".to_string()]);
    let mut queue: VecDeque<String> = seen.iter().cloned().collect();
    let mut pages = Vec::new();
    while let Some(path) = queue.pop_front().filter(|_| pages.len() < limit) {
        let answer = house.get(&path);
        assert_eq!(
            answer.status,
            StatusCode::OK,
            "{path} is linked to: {}",
            answer.body()
        );
        if answer.header("content-type").starts_with("text/html") {
            let page = answer.page();
            queue.extend(links(&page).into_iter().filter(|link| seen.insert(link.clone())));
            pages.push((path, page));
        }
    }
    pages
}

/// The levels of the headings, in order.
fn heading_levels(page: &str) -> Vec<u32> {
    let starts = page.split("<h").skip(1);
    starts
        .filter_map(|rest| rest.chars().next()?.to_digit(10))
        .filter(|level| (1..=6).contains(level))
        .collect()
}

#[test]
fn every_link_leads_somewhere_and_every_page_is_well_formed() {
    let mut pages = walk(House::full(), 250);
    assert!(pages.len() > WIRE_PAGES, "{} pages", pages.len());
    pages.extend(walk(House::edited(), 250));
    for (path, page) in pages {
        for landmark in [
            "<html lang=\"en\">",
            "<main id=\"content\"",
            "<nav aria-label=\"Main\">",
            "href=\"#content\"",
            "</html>",
        ] {
            assert!(page.contains(landmark), "{path}: {landmark}");
        }
        let levels = heading_levels(&page);
        assert_eq!(levels.first(), Some(&1), "{path}");
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{path}");
        for pair in levels.windows(2) {
            assert!(pair[1] <= pair[0] + 1, "{path}: h{} after h{}", pair[1], pair[0]);
        }
        for id in page
            .split(" id=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
        {
            assert_eq!(
                page.matches(&format!(" id=\"{id}\"")).count(),
                1,
                "{path}: id {id}"
            );
        }
    }
}

#[test]
fn an_empty_folder_says_what_to_do() {
    let house = House::empty();
    let today = house.get("/").page();
    assert!(today.contains("annals add"), "{today}");
    for path in [
        "/timeline",
        "/search",
        "/search?q=herring",
        "/sources",
        "/people",
        "/organisations",
        "/places",
        "/about",
    ] {
        house.get(path).page();
    }
}

#[test]
fn today_shows_counts_newest_articles_and_sources() {
    let today = House::full().get("/").page();
    assert!(
        today.contains(&format!("<b>{}</b> articles", WIRE_PAGES + 4)),
        "{today}"
    );
    for source in ["The Harbour Post", "Northern Courier", "Вестник Севера", "Wire"] {
        assert!(today.contains(source), "{source}");
    }
}

#[test]
fn search_marks_what_matched_and_counts_all() {
    let found = House::full().get("/search?q=herring").page();
    assert!(found.contains("<mark>herring</mark>"), "{found}");
    assert!(
        found.contains("rel=\"next\"") || !found.contains("Page 1"),
        "{found}"
    );
    let filtered = House::full()
        .get("/search?q=railway&from=2011-09-20&until=2011-09-20")
        .page();
    assert!(filtered.contains("<b>1</b> article "), "{filtered}");
    assert!(filtered.contains("President Kask ends tour"), "{filtered}");
}

#[test]
fn a_search_without_hits_helps() {
    let page = House::full().get("/search?q=zyzzyva&source=Wire").page();
    assert!(page.contains("Nothing found"), "{page}");
    assert!(page.contains("href=\"/search?q=zyzzyva\""), "{page}");
    assert!(page.contains("href=\"/sources\""), "{page}");
}

#[test]
fn search_as_json_tells_the_same() {
    let answer = House::full().get("/search.json?q=railway&from=2011-09-20&until=2011-09-20");
    assert_eq!(answer.header("content-type"), "application/json");
    let rows: serde_json::Value = serde_json::from_slice(&answer.bytes).unwrap();
    assert_eq!(rows["total"], 1);
    assert_eq!(rows["hits"][0]["source"], "The Harbour Post");
    assert_eq!(rows["hits"][0]["date"], "2011-09-20");
}

#[test]
fn turning_the_pages_of_a_source_shows_each_article_once() {
    let house = House::full();
    let sources = house.get("/sources").page();
    let source = sources
        .split("<tr>")
        .find(|row| row.contains(">Wire</a>"))
        .unwrap();
    let mut next = first_link(source, "/source/");
    let (mut articles, mut turns) = (Vec::new(), 0);
    while let Some(path) = next {
        let page = house.get(&path).page();
        articles.extend(
            links(&page)
                .into_iter()
                .filter(|link| link.starts_with("/article/")),
        );
        let turning = page
            .split("rel=\"next\"")
            .next()
            .filter(|_| page.contains("rel=\"next\""));
        next = turning.and_then(|before| links(before).pop());
        turns += 1;
    }
    let distinct: BTreeSet<&String> = articles.iter().collect();
    assert_eq!((distinct.len(), articles.len()), (WIRE_PAGES, WIRE_PAGES));
    assert_eq!(turns, 3);
}

#[test]
fn a_source_shows_its_leads() {
    let house = House::full();
    let sources = house.get("/sources").page();
    let row = sources
        .split("<tr>")
        .find(|row| row.contains("The Harbour Post"))
        .unwrap();
    let page = house.get(&first_link(row, "/source/").unwrap()).page();
    assert!(page.contains("More from"), "{page}");
    assert_eq!(
        page.matches("The new breakwater at Tannport").count(),
        1,
        "{page}"
    );
    assert!(page.contains("not captured yet"), "{page}");
    assert!(page.contains("19 Sep 2011"), "{page}");
}

#[test]
fn an_article_shows_its_text_its_evidence_and_what_was_left_out() {
    let house = House::full();
    let page = house.get(&house.article("grain terminal")).page();
    for shown in [
        "President Kask ends tour of Norland",
        "Mira Lind",
        "20 Sep 2011",
        "id=\"s0\"",
        "id=\"s1\"",
        "grain terminal",
        "SHA-256",
        "warc/",
        "offset",
        "What was left out",
        "Culture",
    ] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    assert!(!page.contains("read reliably in English only"), "{page}");
}

#[test]
fn a_language_that_is_not_covered_is_said_to_be_so() {
    let house = House::full();
    let page = house.get(&house.article("соглашение")).page();
    assert!(page.contains("read reliably in English only"), "{page}");
    assert!(
        page.contains("<div class=\"text\" dir=\"auto\" lang=\"ru\">"),
        "{page}"
    );
}

#[test]
fn a_capture_is_handed_out_as_it_came_and_never_as_html() {
    let house = House::full();
    let capture = house.article("grain terminal").replace("/article/", "/capture/");
    let raw = house.get(&format!("{capture}/raw"));
    assert_eq!(raw.bytes, captures::VISIT.as_bytes());
    assert_eq!(raw.header("content-type"), "text/plain");
    assert!(raw.header("content-disposition").starts_with("attachment"));
    assert!(raw.header("content-security-policy").contains("sandbox"));
    assert!(
        house.get(&capture).page().contains("&lt;nav&gt;")
            || house.get(&capture).page().contains("&#60;nav&#62;")
    );
}

#[test]
fn a_beginning_of_an_id_leads_to_the_whole() {
    let house = House::full();
    let article = house.article("grain terminal");
    let answer = house.get(&article[..article.len() - 3]);
    assert_eq!(answer.status, StatusCode::TEMPORARY_REDIRECT);
    assert_eq!(answer.header("location"), article);
}

#[test]
fn what_does_not_exist_is_not_found() {
    for path in [
        "/nowhere",
        "/event/nothing",
        "/article/nothing",
        "/article/%00%ff",
        "/entity/nothing",
        "/source/0",
        "/source/nothing",
        "/capture/nothing",
        "/capture/nothing/raw",
        "/assets/nothing.css",
        "/assets/..%2fsrc%2flib.rs",
    ] {
        let answer = House::full().get(path);
        let expected = if path.contains("%ff") {
            StatusCode::BAD_REQUEST
        } else {
            StatusCode::NOT_FOUND
        };
        assert_eq!(answer.status, expected, "{path}");
    }
}

#[test]
fn a_parameter_that_cannot_be_understood_is_named() {
    for (path, name) in [
        ("/timeline?from=yesterday", "from"),
        ("/timeline?until=2001-02-30", "until"),
        ("/timeline?kind=PICNIC", "PICNIC"),
        ("/timeline?status=maybe", "status"),
        ("/timeline?page=0", "page"),
        ("/search?q=x&page=-1", "page"),
        ("/search?q=x&page=99999999999999999999", "page"),
        ("/people?page=two", "page"),
        ("/source/1?leads=x", "leads"),
        ("/timeline.json?from=x", "from"),
    ] {
        let answer = House::full().get(path);
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}");
        assert!(answer.body().contains(name), "{path}");
    }
    let long = format!("/search?q={}", "a".repeat(400));
    assert_eq!(House::full().get(&long).status, StatusCode::BAD_REQUEST);
}

#[test]
fn a_page_behind_the_last_is_empty_and_not_an_error() {
    for path in [
        "/search?q=herring&page=900",
        "/timeline?page=900",
        "/people?page=900",
        "/source/1?page=900&leads=900",
    ] {
        House::full().get(path).page();
    }
}

#[test]
fn styles_come_from_the_binary_and_are_not_sent_twice() {
    let house = House::full();
    let styles = house.get("/assets/annals.css");
    assert_eq!(styles.header("content-type"), "text/css; charset=utf-8");
    let again = Request::get("/assets/annals.css")
        .header("host", "localhost")
        .header("if-none-match", styles.header("etag"));
    assert_eq!(house.ask(again).status, StatusCode::NOT_MODIFIED);
}

#[test]
fn the_timeline_tells_the_visit_with_both_dates() {
    let house = House::full();
    let timeline = house.get("/timeline?entity=Ilmar+Kask").page();
    assert!(timeline.contains("<h2 id=\"y2011\">2011</h2>"), "{timeline}");
    assert!(timeline.contains("according to"), "{timeline}");
    let event = first_link(&timeline, "/event/").expect("an event");
    let page = house.get(&event).page();
    assert!(page.contains("<blockquote"), "{page}");
    assert!(page.contains("/article/") && page.contains("#s"), "{page}");
    let rows: serde_json::Value =
        serde_json::from_slice(&house.get("/timeline.json?entity=Ilmar+Kask").bytes).unwrap();
    assert!(
        rows["events"][0]["claims"][0]["sentence"]
            .as_str()
            .unwrap()
            .contains("Kask"),
        "{rows}"
    );
}

#[test]
fn a_sentence_cited_by_an_event_has_its_anchor_on_the_article_page() {
    let house = House::full();
    let timeline = house.get("/timeline").page();
    let event = first_link(&timeline, "/event/").expect("an event");
    let page = house.get(&event).page();
    let start = page.find("/article/").expect("a citation");
    let (article, anchor) = page[start..].split('"').next().unwrap().split_once('#').unwrap();
    assert!(
        house.get(article).page().contains(&format!("id=\"{anchor}\"")),
        "{article}#{anchor}"
    );
}

#[test]
fn the_timeline_is_a_file_in_every_format_of_the_exports() {
    let house = House::full();
    let rows: serde_json::Value = serde_json::from_slice(&house.get("/timeline.json").bytes).unwrap();
    for format in annals_export::Format::ALL {
        let answer = house.get(&format!("/timeline.{}", format.extension()));
        assert_eq!(answer.status, StatusCode::OK, "{format:?}");
        assert_eq!(answer.header("content-type"), format.content_type());
        assert!(answer.header("content-disposition").starts_with("attachment"));
        assert!(
            answer.body().contains(rows["events"][0]["id"].as_str().unwrap()),
            "{format:?}"
        );
    }
}

#[test]
fn the_timeline_is_features_of_a_map() {
    let house = House::full();
    let answer = house.get("/timeline.geojson");
    assert_eq!(answer.header("content-type"), "application/geo+json");
    let features: serde_json::Value = serde_json::from_slice(&answer.bytes).unwrap();
    let features = features["features"].as_array().unwrap();
    let pinned = features.iter().filter(|feature| !feature["geometry"].is_null());
    let precise = |feature: &serde_json::Value| {
        matches!(
            feature["properties"]["precision"].as_str(),
            Some("city" | "point")
        )
    };
    assert!(pinned.clone().count() > 0 && pinned.clone().all(precise));
    assert!(features.len() > pinned.count());
}

#[test]
fn an_id_in_the_search_box_leads_to_what_it_names() {
    let house = House::full();
    let article = house.article("grain terminal");
    let id = article.trim_start_matches("/article/");
    for words in [id, &id[..8]] {
        let page = house.get(&format!("/search?q={words}")).page();
        assert!(
            page.contains(&format!("<a href=\"{article}\">Go to")),
            "{words}: {page}"
        );
    }
}

#[test]
fn a_source_that_is_renamed_meanwhile_has_its_new_name() {
    let house = House::small();
    assert!(house.get("/sources").page().contains("The Harbour Post"));
    let mut annals = annals_store::Annals::open(house.folder.path()).unwrap();
    annals
        .rename_source("harbour-post.example", "Harbour Post of Tannport")
        .unwrap();
    assert!(house.get("/sources").page().contains("Harbour Post of Tannport"));
}

#[test]
fn a_source_that_answers_less_than_it_did_says_so() {
    use annals_store::presence::Found;
    use annals_store::{Visit, WatchedKind};
    let start: jiff::Timestamp = "2011-10-01T12:00:00Z".parse().unwrap();
    let url = "https://harbour-post.example/2011/kask-tour";
    let house = House::with(|annals| {
        crate::captures::add_one(annals);
        let feed = ["https://harbour-post.example/feed".to_owned()];
        let key = annals
            .add_source(&feed[0], WatchedKind::Feed, &feed, start)
            .unwrap();
        annals
            .watch(&key, WatchedKind::Page, &[url.into()], start)
            .unwrap();
        for minute in 0..80 {
            let found = match minute {
                0..60 => Found::Seen,
                _ => Found::Failed("status 503".into()),
            };
            let visit = Visit {
                url,
                tried: start + jiff::SignedDuration::from_mins(minute),
                status: Some(200),
                found,
                problem: None,
                etag: None,
                last_modified: None,
                due: None,
                asides: Vec::new(),
                page: None,
            };
            annals.visited(&[visit]).unwrap();
        }
    });
    let page = house.get("/sources").page();
    assert!(
        page.contains("only 50 % of the last 40 looks succeeded, 100 % of those before"),
        "{page}"
    );
}

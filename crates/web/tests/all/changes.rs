//! What changed: the list, the versions of an article, the difference of two, and the feed.

use crate::house::{House, links};

/// The addresses of the differences that the list leads to, the latest first.
fn differences(house: &House) -> Vec<String> {
    let mut found: Vec<String> = links(&house.get("/changes").page())
        .into_iter()
        .filter(|link| link.starts_with("/diff/"))
        .collect();
    found.dedup();
    found
}

#[test]
fn the_list_says_what_changed_and_how_gravely() {
    let page = House::edited().get("/changes").page();
    assert!(
        page.contains("kind-name") && page.contains("kind-negation"),
        "{page}"
    );
    assert!(page.contains("<del>Ana Ruiz</del><ins>Bo Hale</ins>"), "{page}");
    assert_eq!(differences(House::edited()).len(), 2);
    let graver = House::edited().get("/changes?severity=name").page();
    assert!(graver.contains("<b>1</b> change of"), "{graver}");
    assert_eq!(House::edited().get("/changes?severity=worst").status, 400);
    assert!(
        House::full()
            .get("/changes")
            .page()
            .contains("No article is known to have changed")
    );
}

#[test]
fn a_difference_is_shown_in_three_ways_and_by_kind() {
    let house = House::edited();
    let latest = differences(house).remove(0);
    let words = house.get(&latest).page();
    assert!(
        words.contains(">They <ins title=\"negation\">did not sign</ins>") || words.contains("<ins"),
        "{words}"
    );
    assert!(
        words.contains("<del") && words.contains("What was agreed"),
        "{words}"
    );
    let changes = house.get(&format!("{latest}?view=changes")).page();
    assert!(
        !changes.contains("What was agreed") && changes.contains("Bo Hale"),
        "{changes}"
    );
    let side = house.get(&format!("{latest}?view=side")).page();
    assert!(side.contains("<table class=\"side-by-side\">"), "{side}");
    let names = house.get(&format!("{latest}?view=changes&kind=name")).page();
    assert!(
        names.contains("Bo Hale") && !names.contains("title=\"negation\""),
        "{names}"
    );
    // The difference before this one is a link, and the other way round.
    assert!(
        words.contains("rel=\"prev\"") && !words.contains("rel=\"next\""),
        "{words}"
    );
    let first = house.get(&differences(house)[1]).page();
    assert!(
        first.contains("rel=\"next\"") && first.contains("<ins title"),
        "{first}"
    );
}

#[test]
fn pages_run_no_script_but_ours() {
    let house = House::edited();
    let latest = house.get(&differences(house)[0]);
    assert!(
        latest
            .header("content-security-policy")
            .contains("script-src 'self'")
    );
    let policy = house.get("/changes");
    let policy = policy.header("content-security-policy");
    assert!(
        policy.contains("script-src 'self';") && !policy.contains("unsafe"),
        "{policy}"
    );
    let script = house.get("/assets/diff.js");
    assert!(script.header("content-type").starts_with("text/javascript"));
    assert_eq!(latest.page().matches("<script src=\"/assets/").count(), 2);
    assert_eq!(latest.page().matches("<script").count(), 2);
}

#[test]
fn versions_and_copies_stand_on_the_page_of_the_article() {
    let house = House::edited();
    let versions = links(&house.get("/changes").page());
    let versions = versions
        .into_iter()
        .find(|link| link.ends_with("/versions"))
        .unwrap();
    let page = house.get(&versions).page();
    assert_eq!(page.matches("what changed</a>").count(), 2, "{page}");
    assert!(page.contains("Its text changed 2 times"), "{page}");
    let article = house.get(versions.trim_end_matches("/versions")).page();
    assert!(
        article.contains("The same text elsewhere") && article.contains("the earliest known copy"),
        "{article}"
    );
    assert!(article.contains("Still there?"), "{article}");
    // The copy was made from the last version, and shares all its words.
    assert!(article.contains("the same words"), "{article}");
}

#[test]
fn the_feed_is_atom() {
    let answer = House::edited().get("/changes.atom");
    assert!(answer.header("content-type").starts_with("application/atom+xml"));
    let feed = answer.page();
    assert!(feed.starts_with("<?xml"), "{feed}");
    assert_eq!(feed.matches("<entry>").count(), 2, "{feed}");
    assert!(
        feed.contains("<link rel=\"alternate\" type=\"text/html\" href=\"http://localhost:8800/diff/"),
        "{feed}"
    );
    assert!(feed.contains("<category term=\"name\"/>"), "{feed}");
}

#[test]
fn what_is_not_there_is_said() {
    let house = House::edited();
    for path in ["/diff/aaaa/bbbb", "/article/nothing/versions"] {
        assert_eq!(house.get(path).status, 404, "{path}");
    }
}

//! The map, its list, and the strip above the timeline.

use crate::house::{House, links};
use axum::http::StatusCode;

#[test]
fn the_map_and_its_list_say_the_same_and_lead_to_the_events() {
    let house = House::full();
    let page = house.get("/map").page();
    let (drawing, list) = page.split_once("</svg>").unwrap();
    let led = |part: &str| {
        let mut links: Vec<String> = links(part)
            .into_iter()
            .filter(|link| link.starts_with("/timeline?entity=l-"))
            .collect();
        links.sort();
        links.dedup();
        links
    };
    assert!(!led(drawing).is_empty(), "{page}");
    for link in led(drawing) {
        assert!(led(list).contains(&link), "{link} is drawn and not listed");
        assert_eq!(house.get(&link).status, StatusCode::OK);
    }
    assert!(page.contains("class=\"spot\""), "{page}");
}

#[test]
fn filters_of_the_map_are_those_of_the_timeline() {
    let house = House::full();
    let nothing = house.get("/map?from=1801&until=1802").page();
    assert!(!nothing.contains("<svg"), "{nothing}");
    assert_eq!(house.get("/map?from=soon").status, StatusCode::BAD_REQUEST);
    let nobody = house.get("/map?entity=Nobody+At+All").page();
    assert!(nobody.contains("Nobody At All"), "{nobody}");
}

#[test]
fn bars_of_the_strip_count_what_they_lead_to() {
    let house = House::full();
    let page = house.get("/timeline").page();
    let strip = page
        .split("<nav class=\"strip\"")
        .nth(1)
        .and_then(|rest| rest.split("</nav>").next())
        .unwrap();
    let titles = strip
        .split("<title>")
        .skip(1)
        .filter_map(|rest| rest.split("</title>").next());
    for (title, link) in titles.zip(links(strip)) {
        let (_, number) = title.rsplit_once(": ").unwrap();
        let there = house.get(&link).page();
        let number: usize = number.parse().unwrap();
        let total = there
            .split("<b>")
            .nth(1)
            .and_then(|rest| rest.split("</b>").next())
            .unwrap();
        assert!(
            total.parse::<usize>().unwrap() >= number,
            "{link}: {total} of {number}"
        );
    }
}

#[test]
fn a_name_has_its_years_companions_and_places() {
    let house = House::full();
    let person = links(&house.get("/people").page())
        .into_iter()
        .find(|link| link.starts_with("/entity/p-"))
        .unwrap();
    let page = house.get(&person).page();
    for part in ["Last seen", "First seen", "on the map"] {
        assert!(page.contains(part), "{part}: {page}");
    }
}

//! Decisions by form: they hold, they can be taken back, and no page elsewhere can make them.

use axum::http::StatusCode;

use crate::house::{House, first_link};

const OWN: &str = "http://localhost:8800";

fn first(house: &House, list: &str, beginning: &str) -> String {
    first_link(&house.get(list).page(), beginning).unwrap()
}

#[test]
fn an_event_is_confirmed_corrected_hidden_and_back_again() {
    let house = House::small();
    let event = first(&house, "/timeline", "/event/");
    let decide = format!("{event}/decide");
    let told = house.post(&decide, OWN, "action=confirm");
    assert_eq!(
        (told.status, told.header("location")),
        (StatusCode::SEE_OTHER, event.as_str())
    );
    assert!(house.get(&event).page().contains("onfirmed"));
    house.post(&decide, OWN, "action=correct&date=1999-12-24");
    assert!(house.get(&event).page().contains("24 Dec 1999"));
    house.post(&decide, OWN, "action=hide");
    assert!(!house.get("/timeline").page().contains(&format!("\"{event}\"")));
    let review = house.get("/review").page();
    assert_eq!(review.matches("/undo\"").count(), 3, "{review}");
    assert_eq!(
        house.post("/decision/3/undo", OWN, "").status,
        StatusCode::SEE_OTHER
    );
    assert!(house.get("/timeline").page().contains(&format!("\"{event}\"")));
}

#[test]
fn a_name_is_renamed_and_back_again() {
    let house = House::small();
    let person = first(&house, "/people", "/entity/p-");
    let told = house.post(
        &format!("{person}/decide"),
        OWN,
        "name=Somebody+%C3%89lse&action=rename",
    );
    assert_eq!(told.header("location"), person);
    assert!(
        house
            .get(&person)
            .page()
            .contains("<h1 dir=\"auto\">Somebody Élse</h1>")
    );
    house.post("/decision/1/undo", OWN, "");
    assert!(!house.get(&person).page().contains("Somebody Élse</h1>"));
}

#[test]
fn no_page_elsewhere_decides_and_nonsense_is_refused() {
    let house = House::small();
    let event = first(&house, "/timeline", "/event/");
    let decide = format!("{event}/decide");
    for origin in ["https://attacker.example", "http://localhost:9999", "null", ""] {
        let answer = house.post(&decide, origin, "action=hide");
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{origin}");
    }
    assert!(house.get("/timeline").page().contains(&event));
    assert_eq!(house.get(&decide).status, StatusCode::METHOD_NOT_ALLOWED);
    for (path, form) in [
        (decide.as_str(), "action=explode"),
        (decide.as_str(), "action=correct&date=soon"),
        (decide.as_str(), "%ff%fe"),
        ("/event/e-none/decide", "action=hide"),
        ("/decision/99/undo", ""),
        ("/decision/x/undo", ""),
    ] {
        let answer = house.post(path, OWN, form);
        assert!(
            answer.status.is_client_error(),
            "{path} {form}: {} {}",
            answer.status,
            answer.body()
        );
    }
}

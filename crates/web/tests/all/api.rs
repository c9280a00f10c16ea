//! The API: that every answer is as `openapi.json` describes it, that lists can be read on while pages come in, and that
//! problems say what they are.

use std::collections::BTreeSet;
use std::path::PathBuf;

use annals_store::{Addition, Annals};
use axum::http::{Request, StatusCode};
use serde_json::Value;

use crate::captures;
use crate::house::{Answer, House};

fn json(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.bytes)
        .unwrap_or_else(|error| panic!("{}: {error}: {}", answer.path, answer.body()))
}

fn description() -> Value {
    json(&House::full().get("/api/v1/openapi.json"))
}

/// The items of a list, and the cursor behind them.
fn items(house: &House, path: &str) -> (Vec<Value>, Option<String>) {
    let answer = house.get(path);
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body());
    let body = json(&answer);
    let items = body["items"].as_array().unwrap().clone();
    (items, body["next"].as_str().map(str::to_owned))
}

/// All ids of a list, read in pieces.
fn read_on(house: &House, list: &str, limit: usize, mut between: impl FnMut(usize)) -> Vec<String> {
    let (mut ids, mut next) = (Vec::new(), String::new());
    for piece in 0.. {
        let (items, cursor) = items(house, &format!("/api/v1/{list}limit={limit}{next}"));
        assert!(items.len() <= limit && (cursor.is_none() || items.len() == limit));
        let id = |item: &Value| match &item["id"] {
            Value::String(id) => id.clone(),
            Value::Number(id) => id.to_string(),
            _ => item["newer"]["id"].as_str().unwrap().to_owned(),
        };
        ids.extend(items.iter().map(id));
        let Some(cursor) = cursor else { break };
        next = format!("&cursor={cursor}");
        between(piece);
    }
    ids
}

/// What is wrong with a value, after so much of JSON Schema as the description uses.
fn check(whole: &Value, schema: &Value, value: &Value, at: &str) {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = whole
            .pointer(&reference[1..])
            .unwrap_or_else(|| panic!("{reference}"));
        return check(whole, target, value, at);
    }
    if let Some(either) = schema["oneOf"].as_array() {
        let of = |one: &&Value| (one["type"] == "null") == value.is_null();
        return check(whole, either.iter().find(of).expect("one fits"), value, at);
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let allowed = match &schema["type"] {
        Value::Array(allowed) => allowed.iter().filter_map(Value::as_str).collect(),
        one => vec![one.as_str().unwrap_or_else(|| panic!("{at}: no type: {schema}"))],
    };
    assert!(
        allowed.contains(&kind) || (kind == "integer" && allowed.contains(&"number")),
        "{at}: {value} is no {allowed:?}"
    );
    if let Some(known) = schema["enum"].as_array() {
        assert!(known.contains(value), "{at}: {value} is none of {known:?}");
    }
    if let Value::Array(values) = value {
        let inner = values.iter().enumerate();
        inner.for_each(|(number, value)| check(whole, &schema["items"], value, &format!("{at}/{number}")));
    }
    let (Value::Object(fields), Some(properties)) = (value, schema["properties"].as_object()) else {
        return;
    };
    for name in schema["required"].as_array().into_iter().flatten() {
        assert!(fields.contains_key(name.as_str().unwrap()), "{at}: no {name}");
    }
    for (name, value) in fields {
        let schema = properties
            .get(name)
            .unwrap_or_else(|| panic!("{at}: {name} is not described"));
        check(whole, schema, value, &format!("{at}/{name}"));
    }
}

/// Addresses for a described path: itself, or one for each of the first things of the list above it.
fn addresses(house: &House, path: &str) -> Vec<String> {
    let Some(list) = path.strip_suffix("/{id}") else {
        return vec![format!("/api/v1{path}"), format!("/api/v1{path}?limit=2")];
    };
    let (items, _) = items(house, &format!("/api/v1{list}?limit=5"));
    assert!(!items.is_empty(), "{list}");
    let address = |item: &Value| format!("/api/v1{list}/{}", item["id"].to_string().trim_matches('"'));
    items.iter().map(address).collect()
}

#[test]
fn every_answer_is_as_described() {
    let description = description();
    for (path, operations) in description["paths"].as_object().unwrap() {
        let responses = &operations["get"]["responses"];
        for house in [House::full(), House::edited()] {
            for address in addresses(house, path) {
                let answer = house.get(&address);
                if address.contains("limit") && operations["get"]["parameters"] == serde_json::json!([]) {
                    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{address}");
                    continue;
                }
                assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.body());
                assert_eq!(answer.header("content-type"), "application/json");
                let schema = &responses["200"]["content"]["application/json"]["schema"];
                check(&description, schema, &json(&answer), &address);
                let tag = answer.header("etag").to_owned();
                let again = Request::get(&address)
                    .header("host", "localhost")
                    .header("if-none-match", format!("\"other\", W/{tag}"));
                let again = house.ask(again);
                assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{address}");
                assert!(again.bytes.is_empty() && responses["304"].is_object());
                let other = Request::get(&address)
                    .header("host", "localhost")
                    .header("if-none-match", "\"x\"");
                assert_eq!(house.ask(other).status, StatusCode::OK);
            }
        }
        for address in wrong(path) {
            let answer = House::full().get(&address);
            assert!(answer.status.is_client_error(), "{address}: {}", answer.status);
            let described = &responses[answer.status.as_str()]["$ref"];
            let response = description
                .pointer(&described.as_str().expect("described")[1..])
                .unwrap();
            let schema = &response["content"]["application/problem+json"]["schema"];
            assert_eq!(
                answer.header("content-type"),
                "application/problem+json",
                "{address}"
            );
            let problem = json(&answer);
            check(&description, schema, &problem, &address);
            assert_eq!(problem["status"], answer.status.as_u16());
        }
    }
}

/// Addresses that a described path must refuse.
fn wrong(path: &str) -> Vec<String> {
    if let Some(list) = path.strip_suffix("/{id}") {
        return vec![format!("/api/v1{list}/nothing"), format!("/api/v1{list}/%ff")];
    }
    let odd = [
        "?colour=red",
        "?limit=0",
        "?limit=201",
        "?limit=-",
        "?cursor=%22",
        "?cursor=AAAA",
    ];
    odd.map(|odd| format!("/api/v1{path}{odd}")).into()
}

#[test]
fn filters_are_understood_or_refused() {
    let house = House::full();
    for (path, some) in [
        ("events?entity=Ilmar+Kask", true),
        ("events?kind=meet&status=happened", true),
        ("events?source=Wire&from=1990&until=1991", false),
        ("articles?source=Wire&from=2011-03&until=2011-04", true),
        ("articles?from=2012", false),
        ("entities?kind=person", true),
        ("entities?name=moscow", true),
        ("search?q=herring&source=Wire", true),
        ("search?q=nobodywrotethis", false),
    ] {
        assert_eq!(
            !items(house, &format!("/api/v1/{path}")).0.is_empty(),
            some,
            "{path}"
        );
    }
    for path in [
        "events?entity=Nobody+At+All",
        "events?kind=PARTY",
        "events?source=No+Outlet",
        "articles?source=No+Outlet",
        "articles?from=tomorrow",
        "search?source=No+Outlet",
        "changes?severity=loud",
        "entities?kind=ghost",
    ] {
        let answer = house.get(&format!("/api/v1/{path}"));
        assert_eq!(
            answer.status,
            StatusCode::BAD_REQUEST,
            "{path}: {}",
            answer.body()
        );
    }
    for day in items(house, "/api/v1/articles?from=2011-03&until=2011-04&limit=200").0 {
        let day = day["published"].as_str().unwrap().to_owned();
        assert!(
            ("2011-03-01".to_owned()..="2011-04-30".to_owned()).contains(&day),
            "{day}"
        );
    }
}

#[test]
fn what_is_read_in_pieces_is_the_whole() {
    let house = House::full();
    for list in [
        "articles?",
        "events?",
        "entities?",
        "sources?",
        "captures?",
        "search?q=the&",
        "changes?severity=formatting&",
    ] {
        let house = if list.starts_with("changes") {
            House::edited()
        } else {
            house
        };
        let whole = read_on(house, list, 200, |_| {});
        let pieces = read_on(house, list, 3.min(whole.len() - 1).max(1), |_| {});
        assert_eq!(pieces, whole, "{list}");
        let once: BTreeSet<&String> = whole.iter().collect();
        assert!(whole.len() > 1 && once.len() == whole.len(), "{list}: {whole:?}");
    }
}

#[test]
fn what_comes_in_meanwhile_moves_nothing() {
    for list in ["articles?", "events?", "captures?"] {
        let house = House::with(captures::add_all);
        let before = read_on(&house, list, 200, |_| {});
        let mut annals = Annals::open(house.folder.path()).unwrap();
        // Newer and older than all that is there: in front of and behind what was read.
        let add = |number: usize| {
            let year = if number.is_multiple_of(2) { 1980 } else { 2030 };
            let page = format!(
                "<html><head><title>Minister Edda Vale in town {number}</title>\
                 <meta property=\"article:published_time\" content=\"{year}-01-{:02}\"></head><body><article>\
                 <p>Minister Edda Vale visited Oslo on January {}, {year}, and met Mayor Jon Bly in Oslo on the same day.</p>\
                 <p>The visit number {number} was announced by her office in the morning papers of that week.</p>\
                 </article></body></html>",
                number % 27 + 1,
                number % 27 + 1,
            );
            let url = format!("https://later.example/{number}");
            let addition = Addition {
                bytes: page.as_bytes(),
                url: Some(&url),
                file_name: None,
                content_type: Some("text/html"),
                captured: "2031-01-01T00:00:00Z".parse().unwrap(),
                date: None,
                source: None,
                http_head: None,
                machine: None,
            };
            annals.add(&[addition]).unwrap();
            annals.build(None, &mut |_| {}).unwrap();
        };
        let mut added = add;
        let pieces = read_on(&house, list, 30, |piece| {
            if piece < 2 {
                added(piece);
            }
        });
        let once: BTreeSet<&String> = pieces.iter().collect();
        assert_eq!(once.len(), pieces.len(), "{list}: twice");
        let kept: Vec<&String> = pieces.iter().filter(|id| before.contains(id)).collect();
        assert_eq!(kept, before.iter().collect::<Vec<_>>(), "{list}");
    }
}

#[test]
fn a_cursor_of_a_search_that_was_built_anew_is_refused() {
    let house = House::with(captures::add_all);
    let (_, next) = items(&house, "/api/v1/search?q=&limit=5");
    let mut annals = Annals::open(house.folder.path()).unwrap();
    let page = "<html><head><title>News of salt</title><meta property=\"article:published_time\" content=\"2040-01-01\">\
                </head><body><article><p>Salt was sold in the north again, as the harbour office said.</p></article></body></html>";
    let addition = Addition {
        bytes: page.as_bytes(),
        url: Some("https://later.example/salt"),
        file_name: None,
        content_type: Some("text/html"),
        captured: "2041-01-01T00:00:00Z".parse().unwrap(),
        date: None,
        source: None,
        http_head: None,
        machine: None,
    };
    annals.add(&[addition]).unwrap();
    annals.build(None, &mut |_| {}).unwrap();
    let answer = house.get(&format!("/api/v1/search?q=&limit=5&cursor={}", next.unwrap()));
    assert_eq!(answer.status, StatusCode::GONE, "{}", answer.body());
}

#[test]
fn problems_say_what_they_are() {
    let house = House::full();
    let listed = items(house, "/api/v1/problems").0;
    let known: Vec<&str> = listed.iter().filter_map(|row| row["type"].as_str()).collect();
    let empty = House::empty();
    let long = format!("/api/v1/search?q={}", "a".repeat(5000));
    let local = |request: axum::http::request::Builder| request.header("host", "localhost");
    for (answer, status) in [
        (house.get("/api/v1"), 404),
        (house.get("/api/v1/nowhere"), 404),
        (house.get("/api/v1/events/e-none/more"), 404),
        (
            house.ask(Request::get("/api/v1/events").header("host", "attacker.example")),
            421,
        ),
        (house.get(&long), 414),
        (
            house.ask(local(Request::post("/api/v1/events")).header("sec-fetch-site", "same-origin")),
            405,
        ),
        (house.ask(local(Request::delete("/api/v1/events"))), 403),
        (empty.get("/api/v1/search?q=x"), 503),
    ] {
        assert_eq!(
            answer.status.as_u16(),
            status,
            "{}: {}",
            answer.path,
            answer.body()
        );
        let problem = json(&answer);
        assert!(known.contains(&problem["type"].as_str().unwrap()), "{problem}");
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
}

#[test]
fn figures_are_those_of_the_folder() {
    let house = House::full();
    assert_eq!(house.get("/healthz").page(), "ok\n");
    assert_eq!(house.get("/readyz").page(), "ready\n");
    assert_eq!(House::empty().get("/readyz").page(), "ready\n");
    let answer = house.get("/metrics");
    assert_eq!(
        answer.header("content-type"),
        "text/plain; version=0.0.4; charset=utf-8"
    );
    let text = answer.page();
    let captures = read_on(house, "captures?", 200, |_| {}).len();
    assert!(
        text.contains(&format!("\nannals_captures {captures}\n")),
        "{text}"
    );
    let served = |text: &str| -> u64 {
        let line = text
            .lines()
            .find_map(|line| line.strip_prefix("annals_http_responses_total{class=\"2xx\"} "));
        line.unwrap().parse().unwrap()
    };
    assert!(served(&house.get("/metrics").page()) > served(&text));
}

#[test]
fn a_folder_that_cannot_be_read_is_not_ready() {
    let house = House::small();
    for file in std::fs::read_dir(house.folder.path().join("index")).unwrap() {
        let path = file.unwrap().path();
        if path.file_name().is_some_and(|name| name == "meta.json") {
            std::fs::write(path, "{").unwrap();
        }
    }
    let answer = house.get("/readyz");
    assert_eq!(
        answer.status,
        StatusCode::SERVICE_UNAVAILABLE,
        "{}",
        answer.body()
    );
}

/// The program of a Python environment that ANNALS_PEERS names, or `None` and a message.
fn peer(name: &str) -> Option<PathBuf> {
    let found = std::env::var_os("ANNALS_PEERS").map(|folder| PathBuf::from(folder).join(name));
    let found = found.filter(|path| path.is_file());
    if found.is_none() {
        eprintln!("skipped: ANNALS_PEERS names no folder with {name}");
    }
    found
}

#[test]
fn the_description_is_valid() {
    let Some(validator) = peer("openapi-spec-validator") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("openapi.json");
    std::fs::write(&path, House::full().get("/api/v1/openapi.json").bytes).unwrap();
    let ended = std::process::Command::new(validator).arg(&path).output().unwrap();
    let said = String::from_utf8_lossy(&ended.stdout).into_owned() + &String::from_utf8_lossy(&ended.stderr);
    assert!(ended.status.success() && said.contains("OK"), "{said}");
}

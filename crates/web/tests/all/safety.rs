//! That foreign text stays text, that every answer carries its policy, and that no request breaks the server.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::sync::mpsc;

use axum::http::{Request, StatusCode};
use proptest::prelude::*;

use crate::house::{Answer, House, first_link};

/// Tags that only foreign text would bring.
const FOREIGN: [&str; 6] = [
    "<script",
    "<img",
    "<b>bold",
    "href=\"javascript:",
    "<iframe",
    "\u{0}",
];

fn assert_tame(answer: &Answer) {
    let own = "<script src=\"/assets/keys.js\" defer></script>";
    let body = answer.body().replace(own, "");
    for foreign in FOREIGN {
        assert!(
            !body.to_ascii_lowercase().contains(foreign),
            "{}: {foreign} in {body}",
            answer.path
        );
    }
}

#[test]
fn every_answer_carries_the_policy() {
    let house = House::full();
    let mut answers: Vec<Answer> = [
        "/",
        "/search?q=x",
        "/timeline?from=x",
        "/nowhere",
        "/assets/annals.css",
        "/healthz",
        "/timeline.json",
    ]
    .map(|path| house.get(path))
    .into();
    answers.push(house.ask(Request::post("/search").header("host", "localhost")));
    answers.push(house.ask(Request::get("/").header("host", "attacker.example")));
    for answer in answers {
        let policy = answer.header("content-security-policy");
        for part in [
            "default-src 'none'",
            "style-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ] {
            assert!(policy.contains(part), "{}: {policy}", answer.path);
        }
        assert_eq!(
            answer.header("x-content-type-options"),
            "nosniff",
            "{}",
            answer.path
        );
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{}", answer.path);
    }
}

#[test]
fn a_page_that_tries_to_break_out_stays_text() {
    let house = House::full();
    let article = house.article("trapdoor");
    for path in [
        article.clone(),
        article.replace("/article/", "/capture/"),
        "/search?q=trapdoor".into(),
        "/".into(),
        "/sources".into(),
    ] {
        let answer = house.get(&path);
        answer.page();
        assert_tame(&answer);
    }
    let sources = house.get("/sources").page();
    let row = sources
        .split("<tr>")
        .find(|row| row.contains("Trap"))
        .expect("the source");
    let source = house.get(&first_link(row, "/source/").unwrap());
    assert_tame(&source);
    assert!(house.get(&article).page().contains("alert(document.domain)"));
}

#[test]
fn only_this_machine_may_ask() {
    let house = House::full();
    for host in [
        "attacker.example",
        "localhost.attacker.example",
        "192.168.0.7:8800",
        "",
    ] {
        assert_eq!(
            house.ask(Request::get("/").header("host", host)).status,
            StatusCode::MISDIRECTED_REQUEST,
            "{host}"
        );
    }
    assert_eq!(
        house.ask(Request::get("/")).status,
        StatusCode::MISDIRECTED_REQUEST
    );
    assert_eq!(
        house.ask(Request::get("/").header("host", "[::1]:8800")).status,
        StatusCode::OK
    );
}

#[test]
fn odd_queries_are_answered() {
    let odd = [
        "%3Cscript%3Ealert(1)%3C/script%3E",
        "%22%20onfocus%3Dalert(1)%20autofocus%3D%22",
        "%00%01%7f",
        "%ff%fe",
        "%E2%80%AEabc%E2%80%AC",
        "AND",
        "%22unclosed",
        "title:(((",
        "a%3Ab%3Ac",
        "*",
        "-",
        "%2B%2B",
        "%5B1%20TO",
        "%7B%7B7*7%7D%7D",
        "'%20OR%201%3D1%20--",
        "%25%5F%5C",
        "%F0%9F%98%80",
    ];
    for query in odd {
        for path in [
            "/search?q=",
            "/search.json?q=",
            "/timeline?entity=",
            "/timeline.json?entity=",
            "/search?q=herring&source=",
            "/timeline?source=",
        ] {
            let answer = House::full().get(&format!("{path}{query}"));
            assert_eq!(
                answer.status,
                StatusCode::OK,
                "{}: {}",
                answer.path,
                answer.body()
            );
            if !path.contains("json") {
                assert_tame(&answer);
            }
        }
    }
}

#[test]
fn an_address_without_end_is_refused() {
    let answer = House::full().get(&format!("/search?q={}", "a".repeat(9000)));
    assert_eq!(answer.status, StatusCode::URI_TOO_LONG);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_query_breaks_the_server(query in "[ -~]{0,40}", text in "\\PC{0,20}", path in 0usize..6) {
        let path = ["/search", "/timeline", "/search.json", "/timeline.json", "/people", "/source/1"][path];
        let encode = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
        let (query, text) = (encode(&query), encode(&text));
        let answer = House::full().get(&format!("{path}?q={text}&entity={text}&source={query}&page={query}&from={query}"));
        prop_assert!(answer.status == StatusCode::OK || answer.status == StatusCode::BAD_REQUEST, "{}", answer.body());
        let answer = House::full().get(&format!("{path}?q={text}{query}&entity={text}{query}"));
        prop_assert_eq!(answer.status, StatusCode::OK);
    }
}

#[test]
fn the_server_answers_on_a_socket() {
    let folder = House::full().folder.path().to_path_buf();
    let (tell, hear) = mpsc::channel();
    // The thread ends with the test program: the server stops at Ctrl-C, and a test sends none.
    std::thread::spawn(move || {
        let free = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        annals_web::serve(&folder, free, None, |bound| tell.send(bound).unwrap()).unwrap();
    });
    let mut stream = TcpStream::connect(hear.recv().unwrap()).unwrap();
    stream
        .write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    assert!(answer.ends_with("ok\n"), "{answer}");
}

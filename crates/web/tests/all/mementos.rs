//! Captures by address and instant (RFC 7089), over a socket and over the router, and the frame that holds a captured page.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::sync::{OnceLock, mpsc};

use axum::http::{Request, StatusCode};

use crate::captures;
use crate::house::{Answer, House};

/// The address as it stands in links.
const QUAY: &str = "https://quay.example/news?id=7&part=%C3%A9";

fn house() -> &'static House {
    static HOUSE: OnceLock<House> = OnceLock::new();
    HOUSE.get_or_init(|| House::with(captures::add_quay))
}

/// Asks for the page as it was about that date.
fn about(path: &str, date: &str) -> Answer {
    let request = Request::get(path).header("host", "localhost:8800");
    house().ask(request.header("accept-datetime", date))
}

fn memento(day: &str) -> String {
    format!("/web/202405{day}100000/https://quay.example/news?id=7&part=\u{e9}")
}

/// As clients send it.
fn sent(path: &str) -> String {
    path.replace('\u{e9}', "%C3%A9")
}

#[test]
fn a_gate_leads_to_the_nearest_capture() {
    let gate = format!("/web/{QUAY}");
    for (date, day) in [
        ("Wed, 01 May 2024 00:00:00 GMT", "01"),
        ("Fri, 03 May 2024 23:00:00 GMT", "03"),
        ("Sat, 01 Jan 2000 00:00:00 GMT", "01"),
        ("Fri, 01 Jan 2100 00:00:00 GMT", "09"),
    ] {
        let answer = about(&gate, date);
        assert_eq!(answer.status, StatusCode::FOUND, "{}", answer.body());
        assert_eq!(
            answer.header("location"),
            format!("http://localhost:8800{}", sent(&memento(day))),
            "{date}"
        );
        assert_eq!(answer.header("vary"), "accept-datetime");
        assert!(
            answer
                .header("link")
                .contains(&format!("<{QUAY}>; rel=\"original\""))
        );
    }
    let newest = house().get(&gate);
    assert!(newest.header("location").ends_with(&sent(&memento("09"))));
    assert_eq!(about(&gate, "yesterday").status, StatusCode::BAD_REQUEST);
}

#[test]
fn a_capture_says_when_it_was_made_and_what_is_around_it() {
    let answer = house().get(&sent(&memento("03")));
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body());
    assert_eq!(answer.header("memento-datetime"), "Fri, 03 May 2024 10:00:00 GMT");
    let links = answer.header("link");
    for part in [
        "rel=\"timegate\"",
        "rel=\"timemap\"; type=\"application/link-format\"",
        "rel=\"first prev memento\"; datetime=\"Wed, 01 May 2024 10:00:00 GMT\"",
        "rel=\"memento\"; datetime=\"Fri, 03 May 2024 10:00:00 GMT\"",
        "rel=\"last next memento\"; datetime=\"Thu, 09 May 2024 10:00:00 GMT\"",
    ] {
        assert!(links.contains(part), "{part}: {links}");
    }
    let near = house().get(&sent(&memento("03")).replace("20240503100000", "20240504"));
    assert_eq!(near.status, StatusCode::FOUND);
    assert!(near.header("location").ends_with(&sent(&memento("03"))));
    assert_eq!(
        house().get("/web/20249999/https://quay.example/").status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        house().get("/web/https://nowhere.example/").status,
        StatusCode::NOT_FOUND
    );
}

#[test]
fn a_map_lists_all_captures() {
    let answer = house().get(&format!("/web/timemap/link/{QUAY}"));
    assert!(
        answer
            .header("content-type")
            .starts_with("application/link-format")
    );
    let body = answer.page();
    let lines: Vec<&str> = body.lines().collect();
    assert_eq!(lines.len(), 6, "{body}");
    assert_eq!(lines[0], format!("<{QUAY}>; rel=\"original\","));
    assert!(
        lines[1].contains("rel=\"self\"") && lines[1].contains("until=\"Thu, 09 May 2024 10:00:00 GMT\"")
    );
    assert_eq!(body.matches("memento\"; datetime=").count(), 3);
    for line in &lines[3..] {
        let address = line.split(['<', '>']).nth(1).unwrap();
        let path = address.strip_prefix("http://localhost:8800").unwrap();
        house().get(path).page();
    }
}

#[test]
fn a_captured_page_is_framed_without_scripts_and_loads_nothing() {
    let answer = house().get(&sent(&memento("01")));
    let page = answer.page();
    assert!(
        answer
            .header("content-security-policy")
            .contains("frame-src 'self'")
    );
    assert!(
        !page.contains("<script") && !page.contains("elsewhere.example"),
        "{page}"
    );
    let frame = page
        .split("<iframe")
        .nth(1)
        .expect("a frame")
        .split('>')
        .next()
        .unwrap();
    // An empty list of permissions: no scripts, no forms, no navigation of what is around it, an origin of its own.
    assert!(frame.contains(" sandbox ") && !frame.contains("allow"), "{frame}");
    let inside = frame.split("src=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(inside.starts_with("/captured/"));
    let framed = house().get(inside);
    assert!(
        framed.page().contains("<script>alert(1)</script>"),
        "as it was captured"
    );
    let policy = framed.header("content-security-policy");
    for part in [
        "default-src 'none'",
        "sandbox;",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    ] {
        assert!(policy.contains(part), "{part}: {policy}");
    }
    for forbidden in ["allow-", "script-src", "https:", "*"] {
        assert!(!policy.contains(forbidden), "{forbidden}: {policy}");
    }
    assert_eq!(framed.header("x-frame-options"), "SAMEORIGIN");
    assert_eq!(framed.header("x-content-type-options"), "nosniff");
    assert_eq!(framed.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(house().get("/captured/zzzz").status, StatusCode::NOT_FOUND);
    assert_eq!(house().get("/").header("x-frame-options"), "DENY");
}

#[test]
fn a_reader_of_archives_finds_its_way_over_a_socket() {
    let folder = house().folder.path().to_path_buf();
    let (tell, hear) = mpsc::channel();
    // The thread ends with the test program: the server stops at Ctrl-C, and a test sends none.
    std::thread::spawn(move || {
        let free = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        annals_web::serve(&folder, free, None, |bound| tell.send(bound).unwrap()).unwrap();
    });
    let bound = hear.recv().unwrap();
    let ask = |path: &str| {
        let mut stream = TcpStream::connect(bound).unwrap();
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {bound}\r\nAccept-Datetime: Thu, 02 May 2024 09:00:00 GMT\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    let gate = ask(&format!("/web/{QUAY}"));
    let location = gate
        .lines()
        .find_map(|line| line.strip_prefix("location: "))
        .expect("a way on");
    let path = location
        .strip_prefix(&format!("http://{bound}"))
        .expect("this server");
    let memento = ask(path);
    assert!(memento.starts_with("HTTP/1.1 200"), "{memento}");
    assert!(
        memento.contains("memento-datetime: Wed, 01 May 2024 10:00:00 GMT"),
        "{memento}"
    );
}

//! Behind a token, over real sockets: who is let in, who is sent to the page that asks for it, and how often one may try.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::sync::mpsc;

use crate::house::House;

const TOKEN: &str = "grebe-heron-plover-0001";

/// A server of its own on a free port: tries are counted by server.
fn begun() -> SocketAddr {
    let folder = House::full().folder.path().to_path_buf();
    let (tell, hear) = mpsc::channel();
    // The thread ends with the test program: the server stops at Ctrl-C, and a test sends none.
    std::thread::spawn(move || {
        let free = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        annals_web::serve(&folder, free, Some(TOKEN), |bound| tell.send(bound).unwrap()).unwrap();
    });
    hear.recv().unwrap()
}

/// Status, head and body of an answer.
fn ask(server: SocketAddr, request: &str, headers: &[&str], body: &str) -> (u16, String, String) {
    let mut stream = TcpStream::connect(server).unwrap();
    let mut lines = vec![
        format!("{request} HTTP/1.1"),
        format!("Host: {server}"),
        "Connection: close".into(),
    ];
    lines.extend(headers.iter().map(|header| header.to_string()));
    lines.push(format!("Content-Length: {}", body.len()));
    let request = format!("{}\r\n\r\n{body}", lines.join("\r\n"));
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head[9..12].parse().unwrap(), head.to_lowercase(), body.to_owned())
}

fn sign_in(server: SocketAddr, token: &str, next: &str) -> (u16, String, String) {
    let origin = format!("Origin: http://{server}");
    ask(
        server,
        "POST /login",
        &[&origin],
        &format!("token={token}&next={next}"),
    )
}

#[test]
fn nothing_is_read_without_the_token() {
    let server = begun();
    for path in [
        "/",
        "/search?q=x",
        "/timeline.json",
        "/metrics",
        "/readyz",
        "/changes.atom",
        "/nowhere",
    ] {
        let (status, head, body) = ask(server, &format!("GET {path}"), &[], "");
        assert_eq!(status, 401, "{path}");
        assert!(
            head.contains("www-authenticate: bearer") && !body.contains("Kask"),
            "{path}: {head}"
        );
    }
    let (status, head, body) = ask(server, "GET /api/v1/events", &[], "");
    assert!(
        status == 401 && head.contains("application/problem+json"),
        "{head}"
    );
    assert!(body.contains("problems#no-token"), "{body}");
    for path in ["/healthz", "/assets/annals.css", "/login"] {
        assert_eq!(ask(server, &format!("GET {path}"), &[], "").0, 200, "{path}");
    }
}

#[test]
fn programs_bring_the_token_with_each_request() {
    let server = begun();
    let right = format!("Authorization: Bearer {TOKEN}");
    for path in ["/", "/api/v1/events", "/metrics"] {
        let (status, head, _) = ask(server, &format!("GET {path}"), &[&right], "");
        assert!(
            status == 200 && !head.contains("set-cookie: annals_session"),
            "{head}"
        );
    }
    let basic = format!("Authorization: Basic {TOKEN}");
    for wrong in [
        "Authorization: Bearer",
        "Authorization: Bearer x",
        "Authorization: \u{e9}",
        &basic,
    ] {
        assert_eq!(ask(server, "GET /api/v1/events", &[wrong], "").0, 401, "{wrong}");
    }
    // Hosts are checked as they are without a token.
    let (status, _, _) = ask(server, "GET /", &[&right, "X: y"], "");
    assert_eq!(status, 200);
    let mut stream = TcpStream::connect(server).unwrap();
    let request = format!("GET / HTTP/1.1\r\nHost: attacker.example\r\n{right}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 421"), "{answer}");
}

#[test]
fn people_type_it_once_and_come_back_to_where_they_were() {
    let server = begun();
    let (status, head, _) = ask(server, "GET /search?q=herring&page=2", &["Accept: text/html"], "");
    assert!(
        status == 303 && head.contains("location: /login?next=%2fsearch%3fq%3dherring%26page%3d2"),
        "{head}"
    );
    let (status, _, page) = ask(
        server,
        "GET /login?next=%2Fsearch%3Fq%3Dherring%26page%3D2",
        &[],
        "",
    );
    assert!(
        status == 200 && page.contains("value=\"/search?q=herring&#38;page=2\""),
        "{page}"
    );
    let (status, head, _) = sign_in(server, TOKEN, "%2Fsearch%3Fq%3Dherring");
    assert!(
        status == 303 && head.contains("location: /search?q=herring\r\n"),
        "{head}"
    );
    let cookie = head
        .lines()
        .find_map(|line| line.strip_prefix("set-cookie: annals_session="))
        .unwrap();
    assert!(
        cookie.contains("; httponly; samesite=strict;") && !cookie.contains(TOKEN),
        "{cookie}"
    );
    let session = format!(
        "Cookie: lang=en; annals_session={}",
        cookie.split(';').next().unwrap()
    );
    assert_eq!(ask(server, "GET /search?q=herring", &[&session], "").0, 200);
    assert_eq!(ask(server, "GET /", &["Cookie: annals_session=x"], "").0, 401);
    for elsewhere in ["https://evil.example/", "//evil.example", "%2F%5Cevil.example"] {
        let (_, head, _) = sign_in(server, TOKEN, elsewhere);
        assert!(head.contains("location: /\r\n"), "{head}");
    }
    let body = format!("token={TOKEN}");
    let foreign = ask(server, "POST /login", &["Origin: http://evil.example"], &body);
    assert_eq!(foreign.0, 403);
}

#[test]
fn guesses_are_let_through_slowly() {
    let server = begun();
    let right = format!("Authorization: Bearer {TOKEN}");
    let mut refused = 0;
    for number in 0..30 {
        let status = match number % 3 {
            0 => sign_in(server, "wrong", "/").0,
            1 => ask(server, "GET /api/v1/events", &["Authorization: Bearer wrong"], "").0,
            _ => ask(server, "GET /", &["Cookie: annals_session=0123"], "").0,
        };
        assert!(status == 401 || status == 429, "{status}");
        refused += usize::from(status == 429);
    }
    assert_eq!(refused, 20);
    assert_eq!(ask(server, "GET /api/v1/events", &[&right], "").0, 429);
    assert_eq!(ask(server, "GET /healthz", &[], "").0, 200);
}

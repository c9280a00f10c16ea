//! A captured page in a real browser: it runs nothing, loads nothing, and leads nowhere. Chromium is asked where it is
//! installed; without it the test says so and skips.

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::process::Command;
use std::sync::{Arc, Mutex, mpsc};

use annals_store::Addition;

use crate::house::House;

const URL: &str = "https://quay.example/trap";
const REFRESH: &str = "<meta http-equiv=refresh content='0;url=CANARY/refresh'>";
/// Tries to change its title and the one around it, and calls out in every way that needs no click.
const TRAP: &str = "<!doctype html><html><head><meta http-equiv=refresh content='0;url=CANARY/refresh'><title>Quay</title>\
    <link rel=preconnect href='CANARY'><link rel=stylesheet href='CANARY/style.css'><style>@import 'CANARY/import.css'; body { background: url(CANARY/back.png) }</style>\
    <script>document.title = 'taken'; fetch('CANARY/fetch'); try { top.document.title = 'taken' } catch (e) {}</script>\
    <script src='CANARY/script.js'></script></head><body onload=\"new Image().src = 'CANARY/onload'\"><p>The quay was opened.</p>\
    <img src='CANARY/picture.png' onerror=\"fetch('CANARY/onerror')\"><iframe src='CANARY/frame'></iframe>\
    <object data='CANARY/object'></object><video src='CANARY/video' autoplay></video></body></html>";

/// A server that writes down who asks, and has one page.
struct Canary {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Canary {
    fn new() -> Canary {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let (address, asked) = (
            listener.local_addr().unwrap(),
            Arc::<Mutex<Vec<String>>>::default(),
        );
        let heard = asked.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let mut line = String::new();
                let _ = BufReader::new(&stream).read_line(&mut line);
                let path = line.split(' ').nth(1).unwrap_or_default().to_owned();
                let body = match path.as_str() {
                    "/trap" => trap(address).replace(&refresh(address), ""),
                    _ => String::new(),
                };
                // A connection over which nothing is asked tells enough: that somebody reads the page.
                heard.lock().unwrap().push(path);
                let _ = write!(
                    &stream,
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                    body.len()
                );
            }
        });
        Canary { address, asked }
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }
}

fn trap(canary: SocketAddr) -> String {
    TRAP.replace("CANARY", &format!("http://{canary}"))
}

fn refresh(canary: SocketAddr) -> String {
    REFRESH.replace("CANARY", &format!("http://{canary}"))
}

fn chromium() -> Option<&'static str> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let works = |name: &&str| {
        Command::new(name)
            .arg("--version")
            .output()
            .is_ok_and(|ran| ran.status.success())
    };
    let found = names.into_iter().find(works);
    if found.is_none() {
        eprintln!("skipped: no Chromium is installed");
    }
    found
}

/// The page's tree after four seconds of its own time.
fn shown(browser: &str, url: &str) -> String {
    let profile = tempfile::tempdir().unwrap();
    let ran = Command::new("timeout")
        .args([
            "90",
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
        ])
        .args([
            "--disable-background-networking",
            "--virtual-time-budget=4000",
            "--dump-dom",
        ])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(url)
        .output()
        .unwrap();
    let tree = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert!(
        tree.contains("<html"),
        "{url}: {}",
        String::from_utf8_lossy(&ran.stderr)
    );
    tree
}

#[test]
fn a_captured_page_does_nothing_in_a_browser() {
    let Some(browser) = chromium() else { return };
    let canary = Canary::new();
    // On its own, the trap works: else this test could not fail.
    let tree = shown(browser, &format!("http://{}/trap", canary.address));
    assert!(tree.contains("<title>taken</title>"), "{tree}");
    let asked = canary.take();
    for path in [
        "/style.css",
        "/fetch",
        "/onload",
        "/picture.png",
        "/frame",
        "/script.js",
    ] {
        assert!(asked.iter().any(|asked| asked == path), "{path}: {asked:?}");
    }
    // A canary of its own: the first browser's connections may end late.
    let canary = Canary::new();
    let page = trap(canary.address);
    let house = House::with(|annals| {
        let addition = Addition {
            bytes: page.as_bytes(),
            url: Some(URL),
            file_name: None,
            content_type: Some("text/html; charset=utf-8"),
            captured: "2024-05-01T10:00:00Z".parse().unwrap(),
            date: None,
            source: None,
            http_head: None,
            machine: None,
        };
        annals.add(&[addition]).unwrap();
    });
    let memento = format!("/web/20240501100000/{URL}");
    let around = house.get(&memento).page();
    let inside = around
        .split("src=\"/captured/")
        .nth(1)
        .expect("a frame")
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let folder = house.folder.path().to_path_buf();
    let (tell, hear) = mpsc::channel();
    // The thread ends with the test program: the server stops at Ctrl-C, and a test sends none.
    std::thread::spawn(move || {
        let free = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        annals_web::serve(&folder, free, None, |bound| tell.send(bound).unwrap()).unwrap();
    });
    let bound = hear.recv().unwrap();
    for path in [memento, format!("/captured/{inside}")] {
        let tree = shown(browser, &format!("http://{bound}{path}"));
        assert!(!tree.contains("<title>taken"), "{path}: {tree}");
        assert_eq!(canary.take(), Vec::<String>::new(), "{path}");
        match path.starts_with("/captured/") {
            true => assert!(
                tree.contains("<title>Quay</title>") && tree.contains("The quay was opened."),
                "{tree}"
            ),
            false => assert!(tree.contains("sandbox"), "{tree}"),
        }
    }
}

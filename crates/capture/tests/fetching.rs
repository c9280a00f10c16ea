//! Fetching from real sites of our own: what is asked, what is answered, what is recorded, and what is never asked.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use annals_capture::{Ask, Failed, Failure, FetchSettings, Fetched, Fetcher, Refusal, Resolver};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::site::{CANARY, HERE, Site, page, raw, settings, status};

fn ask(url: &str) -> Ask<'_> {
    Ask {
        url,
        ..Ask::default()
    }
}

fn fetch_with(settings: FetchSettings, url: &str) -> Result<Fetched, Failed> {
    Fetcher::new(settings).unwrap().fetch(&ask(url))
}

fn fetch(url: &str) -> Result<Fetched, Failed> {
    fetch_with(settings(), url)
}

fn failure(url: &str) -> Failure {
    fetch(url).unwrap_err().why
}

#[test]
fn an_edited_page_is_fetched_again_and_an_unchanged_one_is_not() {
    let site = Site::new();
    site.put(
        "/news",
        page(
            "The pier is open.",
            &[("etag", "\"one\""), ("content-type", "text/html")],
        ),
    );
    let fetcher = Fetcher::new(settings()).unwrap();
    let url = site.url("/news");
    let first = fetcher.fetch(&ask(&url)).unwrap();
    assert_eq!(
        (first.answer().status, &*first.payload),
        (200, &b"The pier is open."[..])
    );
    let again = Ask {
        etag: first.answer().header("etag"),
        ..ask(&url)
    };
    let unchanged = fetcher.fetch(&again).unwrap();
    assert_eq!((unchanged.answer().status, unchanged.payload.len()), (304, 0));
    site.put("/news", page("The pier is closed.", &[("etag", "\"two\"")]));
    assert_eq!(fetcher.fetch(&again).unwrap().payload, b"The pier is closed.");
}

#[test]
fn missing_gone_and_failing_are_answers() {
    let site = Site::new();
    site.put("/gone", status(410, &[])).put("/ill", status(500, &[]));
    for (path, status) in [("/never", 404), ("/gone", 410), ("/ill", 500)] {
        assert_eq!(fetch(&site.url(path)).unwrap().answer().status, status);
    }
}

#[test]
fn what_went_over_the_wire_can_be_kept() {
    let site = Site::new();
    site.put(
        "/news?a=1",
        page(
            "<p>words</p>",
            &[("content-type", "text/html"), ("x-odd", "caf\u{e9}")],
        ),
    );
    let fetched = fetch(&site.url("/news?a=1#part")).unwrap();
    let answer = fetched.answer();
    let request = String::from_utf8(answer.request_head.clone()).unwrap();
    assert!(
        request.starts_with("GET /news?a=1 HTTP/1.1\r\n") && request.ends_with("\r\n\r\n"),
        "{request}"
    );
    assert!(
        request.contains(&format!("host: {}\r\n", site.address)),
        "{request}"
    );
    assert!(request.contains("user-agent: annals/"), "{request}");
    for line in request.lines().skip(1).filter(|line| !line.is_empty()) {
        assert!(
            site.last_headers().contains(line),
            "{line} was recorded, and not sent"
        );
    }
    assert!(
        answer.response_head.starts_with(b"HTTP/1.1 200 OK\r\n")
            && answer.response_head.ends_with(b"\r\n\r\n")
    );
    assert_eq!(answer.url, site.url("/news?a=1"));
    assert_eq!(answer.machine, Some(HERE));
    let folder = tempfile::tempdir().unwrap();
    let mut writer =
        annals_archive::WarcWriter::new(folder.path(), None, annals_archive::FILE_LIMIT).unwrap();
    let deposit = annals_archive::Deposit {
        bytes: &answer.body,
        url: &answer.url,
        captured: answer.asked,
        content_type: None,
        http_head: Some(&answer.response_head),
        machine: answer.machine,
        date: None,
        source: None,
        file_name: None,
    };
    let kept = writer
        .append(&deposit, &annals_archive::Company::default())
        .unwrap();
    assert_eq!(kept.sha256, annals_archive::sha256(&fetched.payload));
}

#[test]
fn packed_bodies_are_kept_packed_and_handed_over_unpacked() {
    let site = Site::new();
    let gzip = packed(b"harbour");
    site.put("/gzip", page(gzip.clone(), &[("content-encoding", "gzip")]));
    let fetched = fetch(&site.url("/gzip")).unwrap();
    assert_eq!(
        (fetched.payload, &fetched.hops[0].body),
        (b"harbour".to_vec(), &gzip)
    );
    for (name, hex) in [
        ("br", "1b4500f88d946edeb40e13437b537275714f24308307"),
        ("zstd", "28b52ffd04586d000038686172626f7572010094548caaef761f"),
    ] {
        let packed = data_encoding::HEXLOWER.decode(hex.as_bytes()).unwrap();
        site.put("/packed", page(packed, &[("content-encoding", name)]));
        assert_eq!(
            fetch(&site.url("/packed")).unwrap().payload,
            b"harbour".repeat(10)
        );
    }
}

#[test]
fn a_bomb_is_not_unpacked() {
    let site = Site::new();
    site.put(
        "/bomb",
        page(packed(&vec![0; 900_000]), &[("content-encoding", "gzip")]),
    );
    assert!(matches!(failure(&site.url("/bomb")), Failure::Unpacking(_)));
    site.put(
        "/damaged",
        page(&packed(b"harbour")[..20], &[("content-encoding", "gzip")]),
    );
    assert!(matches!(failure(&site.url("/damaged")), Failure::Unpacking(_)));
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn what_is_too_large_is_not_read() {
    let site = Site::new();
    site.put("/huge", page(vec![b'x'; (1 << 20) + 1], &[]));
    assert_eq!(failure(&site.url("/huge")), Failure::TooLarge(1 << 20));
    let endless = [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec()];
    let chunk = [b"10000\r\n".as_slice(), &[b'x'; 65536], b"\r\n"].concat();
    let pieces = endless
        .into_iter()
        .chain(std::iter::repeat_n(chunk, 40))
        .collect();
    let (address, _) = raw(pieces, Duration::ZERO);
    let settings = FetchSettings {
        obey_robots: false,
        ..settings()
    };
    let failed = fetch_with(settings, &format!("http://{address}/")).unwrap_err();
    assert_eq!(failed.why, Failure::TooLarge(1 << 20));
}

#[test]
fn who_is_slow_is_given_up() {
    let site = Site::new();
    site.put(
        "/slow",
        crate::site::Page {
            after: Duration::from_secs(30),
            ..page("late", &[])
        },
    );
    let hurried = FetchSettings {
        patience: Duration::from_millis(400),
        ..settings()
    };
    let begun = Instant::now();
    let failed = fetch_with(hurried.clone(), &site.url("/slow")).unwrap_err();
    assert!(
        matches!(failed.why, Failure::Timeout(_)) && failed.why.is_passing(),
        "{failed}"
    );
    // One byte at a time is slow too.
    let pieces = std::iter::once(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n".to_vec());
    let (address, _) = raw(
        pieces.chain(std::iter::repeat_n(vec![b'x'], 99)).collect(),
        Duration::from_millis(50),
    );
    let dripping = FetchSettings {
        obey_robots: false,
        ..hurried
    };
    let failed = fetch_with(dripping, &format!("http://{address}/")).unwrap_err();
    assert!(matches!(failed.why, Failure::Timeout(_)), "{failed}");
    assert!(begun.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_cut_answer_is_no_answer() {
    let alone = FetchSettings {
        obey_robots: false,
        ..settings()
    };
    for answer in [
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhal",
        "HTTP/1.1 200",
        "SSH-2.0-server\r\n",
        "",
    ] {
        let (address, _) = raw(vec![answer.into()], Duration::ZERO);
        let failed = fetch_with(alone.clone(), &format!("http://{address}/")).unwrap_err();
        assert!(
            matches!(failed.why, Failure::Protocol(_)),
            "{answer:?}: {failed:?}"
        );
    }
}

#[test]
fn redirects_are_followed_and_recorded_hop_by_hop() {
    let site = Site::new();
    site.put("/old", status(301, &[("location", "/middle#part")]))
        .put("/middle", status(302, &[("location", "new?x=1")]));
    site.put("/new?x=1", page("here", &[]));
    let fetched = fetch(&site.url("/old")).unwrap();
    let path: Vec<(u16, &str)> = fetched.hops.iter().map(|hop| (hop.status, &*hop.url)).collect();
    assert_eq!(
        path,
        [
            (301, &*site.url("/old")),
            (302, &*site.url("/middle")),
            (200, &*site.url("/new?x=1"))
        ]
    );
    // A redirect to nowhere is the answer itself.
    site.put("/nowhere", status(302, &[]));
    assert_eq!(fetch(&site.url("/nowhere")).unwrap().answer().status, 302);
}

#[test]
fn redirects_come_to_an_end() {
    let site = Site::new();
    site.put("/a", status(302, &[("location", "/b")]))
        .put("/b", status(302, &[("location", "/a")]));
    let failed = fetch(&site.url("/a")).unwrap_err();
    assert_eq!(
        (failed.why, failed.hops.len()),
        (Failure::Loop(site.url("/a")), 2)
    );
    for number in 0..20 {
        site.put(
            &format!("/{number}"),
            status(302, &[("location", &format!("/{}", number + 1))]),
        );
    }
    let failed = fetch(&site.url("/0")).unwrap_err();
    assert_eq!((failed.why, failed.hops.len()), (Failure::TooManyRedirects, 11));
}

#[test]
fn nothing_leads_to_the_canary() {
    let site = Site::new();
    let canary = Site::at((CANARY, site.address.port()).into());
    let port = site.address.port();
    for (number, target) in [
        format!("http://{CANARY}:{port}/x"),
        format!("//{CANARY}:{port}/x"),
        format!("http://2130706434:{port}/"),
        format!("http://0x7f000002:{port}/"),
        format!("http://0177.0.0.2:{port}/"),
        format!("http://127.2:{port}/"),
        format!("http://[::ffff:127.0.0.2]:{port}/"),
        format!("http://[64:ff9b::127.0.0.2]:{port}/"),
        format!("http://user@{CANARY}:{port}/"),
        format!("http://{CANARY}:{port}\\@{}/", site.address),
        "file:///etc/hostname".to_owned(),
        "gopher://127.0.0.2:70/".to_owned(),
    ]
    .iter()
    .enumerate()
    {
        let path = format!("/{number}");
        site.put(&path, status(302, &[("location", target)]));
        for url in [site.url(&path), target.clone()] {
            let failed = fetch(&url).expect_err(&url);
            assert!(matches!(failed.why, Failure::Refused(_)), "{url}: {failed}");
        }
    }
    assert_eq!(canary.total(), 0);
}

#[test]
fn a_name_that_changes_its_meaning_leads_to_no_canary() {
    let site = Site::new();
    let canary = Site::at((CANARY, site.address.port()).into());
    site.put("/news", page("words", &[]))
        .put("/again", status(302, &[("location", "http://tide.example:1/")]));
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = asked.clone();
    // The first answer is harmless, every later one is not.
    let rebinding = Resolver::Own(Arc::new(move |_| match counted.fetch_add(1, Ordering::SeqCst) {
        0 => vec![HERE],
        _ => vec![CANARY],
    }));
    let fetcher = Fetcher::new(FetchSettings {
        resolver: rebinding,
        ..settings()
    })
    .unwrap();
    let port = site.address.port();
    for host in ["tide.example", "tide.example", "ebb.example", "flood.example"] {
        match fetcher.fetch(&ask(&format!("http://{host}:{port}/news"))) {
            Ok(fetched) => assert_eq!(fetched.answer().machine, Some(HERE)),
            Err(failed) => assert_eq!(failed.why, Failure::Refused(Refusal::NotPublic(CANARY))),
        }
    }
    assert!(asked.load(Ordering::SeqCst) >= 3);
    // Of several addresses only those are used that may be asked.
    let mixed = Resolver::Own(Arc::new(|_| vec![CANARY, HERE]));
    let fetched = fetch_with(
        FetchSettings {
            resolver: mixed,
            ..settings()
        },
        &format!("http://tide.example:{port}/news"),
    );
    assert_eq!(fetched.unwrap().payload, b"words");
    assert_eq!(canary.total(), 0);
}

#[test]
fn without_an_exception_this_machine_is_never_asked() {
    let site = Site::new();
    let strict = FetchSettings {
        guard: annals_capture::Guard::default(),
        ..settings()
    };
    for url in [
        site.url("/"),
        format!("http://localhost:{}/", site.address.port()),
    ] {
        let failed = fetch_with(strict.clone(), &url).unwrap_err();
        assert!(matches!(failed.why, Failure::Refused(_)), "{failed}");
    }
    let own = Resolver::Own(Arc::new(|_| vec![HERE]));
    let named = FetchSettings {
        resolver: own,
        ..strict
    };
    let failed = fetch_with(named, &format!("http://harbour.example:{}/", site.address.port())).unwrap_err();
    assert_eq!(failed.why, Failure::Refused(Refusal::NotPublic(HERE)));
    assert_eq!(site.total(), 0);
}

#[test]
fn robots_are_obeyed_also_behind_redirects() {
    let site = Site::new();
    site.put("/robots.txt", page("User-agent: *\nDisallow: /drafts", &[]))
        .put("/drafts/1", page("secret", &[]));
    site.put("/open", status(302, &[("location", "/drafts/1")]))
        .put("/news", page("words", &[]));
    let fetcher = Fetcher::new(settings()).unwrap();
    assert!(fetcher.fetch(&ask(&site.url("/news"))).is_ok());
    for path in ["/drafts/1", "/open"] {
        let failed = fetcher.fetch(&ask(&site.url(path))).unwrap_err();
        assert_eq!(failed.why, Failure::Robots(site.url("/drafts/1")));
    }
    assert_eq!((site.count("/drafts/1"), site.count("/robots.txt")), (0, 1));
    // A changed file counts for the next session.
    site.put("/robots.txt", page("User-agent: *\nDisallow: /news", &[]));
    assert!(matches!(failure(&site.url("/news")), Failure::Robots(_)));
    assert_eq!(fetch(&site.url("/drafts/1")).unwrap().payload, b"secret");
}

#[test]
fn a_site_that_cannot_say_what_it_allows_is_left_alone() {
    let site = Site::new();
    site.put("/robots.txt", status(503, &[]))
        .put("/news", page("words", &[]));
    assert!(matches!(failure(&site.url("/news")), Failure::Robots(_)));
    site.put("/robots.txt", status(403, &[]));
    assert!(fetch(&site.url("/news")).is_ok());
    site.put("/robots.txt", status(301, &[("location", "/rules.txt")]))
        .put("/rules.txt", page("User-agent: annals\nDisallow: /", &[]));
    assert!(matches!(failure(&site.url("/news")), Failure::Robots(_)));
}

#[test]
fn the_pace_of_a_host_is_kept() {
    let site = Site::new();
    site.put("/robots.txt", page("User-agent: *\nCrawl-delay: 0.4", &[]))
        .put("/a", page("a", &[]));
    let fetcher = Fetcher::new(settings()).unwrap();
    fetcher.fetch(&ask(&site.url("/a"))).unwrap();
    let begun = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| fetcher.fetch(&ask(&site.url("/a"))).unwrap());
        }
    });
    assert!(
        begun.elapsed() >= Duration::from_millis(800),
        "{:?}",
        begun.elapsed()
    );
}

#[test]
fn who_asks_to_be_left_alone_is() {
    let site = Site::new();
    site.put("/busy", status(429, &[("retry-after", "600")]))
        .put("/news", page("words", &[]));
    let fetcher = Fetcher::new(settings()).unwrap();
    let busy = fetcher.fetch(&ask(&site.url("/busy"))).unwrap();
    assert!(busy.retry_after.is_some());
    let failed = fetcher.fetch(&ask(&site.url("/news"))).unwrap_err();
    assert_eq!(Some(failed.why), busy.retry_after.map(Failure::Later));
    assert_eq!(site.count("/news"), 0);
}

#[test]
fn cookies_go_back_to_their_host_only() {
    let site = Site::new();
    let port = site.address.port();
    site.put(
        "/door",
        status(302, &[("set-cookie", "seen=1; Path=/"), ("location", "/room")]),
    );
    site.put("/room", page("words", &[])).put(
        "/away",
        status(302, &[("location", &format!("http://other.example:{port}/room"))]),
    );
    let here = Resolver::Own(Arc::new(|_| vec![HERE]));
    let fetcher = Fetcher::new(FetchSettings {
        resolver: here,
        ..settings()
    })
    .unwrap();
    let url = |path: &str| format!("http://harbour.example:{port}{path}");
    fetcher.fetch(&ask(&url("/door"))).unwrap();
    assert!(
        site.last_headers().contains("cookie: seen=1\n"),
        "{}",
        site.last_headers()
    );
    fetcher.fetch(&ask(&url("/away"))).unwrap();
    assert!(
        !site.last_headers().contains("cookie:"),
        "{}",
        site.last_headers()
    );
}

#[test]
fn a_proxy_is_asked_where_one_is_set() {
    let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nwords".to_vec();
    let (proxy, heard) = raw(vec![answer], Duration::ZERO);
    let settings = FetchSettings {
        proxy: Some(format!("http://{proxy}")),
        obey_robots: false,
        ..settings()
    };
    let fetched = fetch_with(settings.clone(), "http://harbour.example/news").unwrap();
    assert_eq!(fetched.payload, b"words");
    // The proxy's own address says nothing of the site.
    assert_eq!(fetched.answer().machine, None);
    assert!(
        heard
            .lock()
            .unwrap()
            .starts_with("GET http://harbour.example/news HTTP/1.1\r\n"),
        "{}",
        heard.lock().unwrap()
    );
    let failed = fetch_with(settings, "http://169.254.169.254/latest/").unwrap_err();
    assert!(matches!(failed.why, Failure::Refused(_)));
}

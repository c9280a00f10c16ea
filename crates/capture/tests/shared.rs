//! The public conformance sets, where they stand beside the repository; else a message.

use std::path::PathBuf;

use annals_capture::{Guard, Robots};
use serde_json::Value;

/// A file of the shared sets; a message where it is absent.
pub fn shared(path: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared")
        .join(path);
    if !path.exists() {
        eprintln!("skipped: {} is absent", path.display());
        return None;
    }
    Some(path)
}

/// The rows of a set of JSON lines; none where it is absent.
pub fn rows(path: &str) -> Vec<Value> {
    let Some(path) = shared(path) else {
        return Vec::new();
    };
    let lines = std::fs::read_to_string(path).expect("the set is text");
    let lines = lines.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| serde_json::from_str(line).expect("a row is JSON"))
        .collect()
}

#[test]
fn robots_files_of_real_sites() {
    let rows = rows("bench/hostile/robots.jsonl");
    let (mut wrong, mut wrong_allow) = (0, 0);
    for row in &rows {
        let bytes = match (row["robots"].as_str(), row["file"].as_str()) {
            (Some(written), _) => written.as_bytes().to_vec(),
            (_, Some(file)) => shared(&format!("bench/hostile/{file}"))
                .map_or(Vec::new(), |path| std::fs::read(path).unwrap()),
            _ => panic!("a row without a file"),
        };
        let allowed =
            Robots::parse(&bytes).allows(row["agent"].as_str().unwrap(), row["url"].as_str().unwrap());
        wrong += usize::from(Some(allowed) != row["allowed"].as_bool());
        wrong_allow += usize::from(allowed && row["allowed"] == false);
    }
    assert!(
        wrong * 1000 <= rows.len() && wrong_allow == 0,
        "{wrong} wrong, {wrong_allow} of them allowed"
    );
}

#[test]
fn addresses_in_every_form() {
    for row in rows("bench/hostile/ssrf_ips.jsonl") {
        let ip = row["ip"].as_str().unwrap();
        let host = if ip.contains(':') {
            format!("[{ip}]")
        } else {
            ip.to_owned()
        };
        let allowed = Guard::default().url(&format!("http://{host}/")).is_ok();
        assert_eq!(Some(allowed), row["public"].as_bool(), "{row}");
    }
}

/// What is let through names a public host, or a name whose addresses are checked when it is resolved.
#[test]
fn addresses_that_were_made_to_deceive() {
    for row in rows("bench/hostile/ssrf_urls.jsonl") {
        let Ok(url) = Guard::default().url(row["url"].as_str().unwrap()) else {
            continue;
        };
        assert!(!row["verdict"].as_str().unwrap().starts_with("refuse"), "{row}");
        assert!(matches!(url.scheme(), "http" | "https"), "{row}");
        match url.host().expect("a host") {
            url::Host::Domain(name) => assert!(name.contains('.') && !name.ends_with("localhost"), "{row}"),
            url::Host::Ipv4(address) => assert!(annals_capture::is_public(address.into()), "{row}"),
            url::Host::Ipv6(address) => assert!(annals_capture::is_public(address.into()), "{row}"),
        }
    }
}

#[test]
fn dates_of_servers_and_cookies() {
    for row in rows("bench/hostile/http_dates.jsonl") {
        let text = row["test"].as_str().unwrap();
        let wanted = row["expected"].as_str().and_then(annals_capture::feed_date);
        assert_eq!(annals_capture::http_date(text), wanted, "{text}");
    }
}

/// Documents that want files read or entities multiplied get nothing: no text of theirs grows, and none is from a file.
#[test]
fn documents_that_want_files_read() {
    for row in rows("bench/hostile/xxe.jsonl") {
        let document = row["xml"].as_str().unwrap();
        for text in [
            document.to_owned(),
            format!("<rss><channel><title>{document}</title></channel></rss>"),
        ] {
            let Some(feed) = annals_capture::Feed::read(text.as_bytes(), annals_capture::Origin::default())
            else {
                continue;
            };
            let title = feed.title.map_or(0, |title| title.text().len());
            assert!(title <= text.len(), "{text}");
        }
    }
}

/// The conformance cases of RFC 6265. Ours keeps a cookie to the host that set it, which the cases about domains do not.
#[test]
fn cookies_as_the_rfc_reads_them() {
    let rows = rows("bench/hostile/cookies.jsonl");
    let now = "2011-06-01T00:00:00Z".parse().unwrap();
    let mut missed = Vec::new();
    for row in &rows {
        let name = row["src"]
            .as_str()
            .unwrap()
            .rsplit(' ')
            .next()
            .unwrap()
            .trim_end_matches("-test")
            .to_owned();
        let at = |path: &str| {
            url::Url::parse("http://home.example.org:8888")
                .unwrap()
                .join(path)
                .unwrap()
        };
        let (asked, mut next) = (
            at(&format!("/cookie-parser?{name}")),
            at(&format!("/cookie-parser-result?{name}")),
        );
        let mut cookies = annals_capture::Cookies::default();
        for line in row["set_cookie_lines"].as_str().unwrap().lines() {
            match line.split_once(':') {
                Some((header, value)) if header.eq_ignore_ascii_case("set-cookie") => {
                    cookies.set(&asked, value.trim(), now);
                }
                Some((header, value)) if header.eq_ignore_ascii_case("location") => {
                    next = asked.join(value.trim()).unwrap()
                }
                _ => {}
            }
        }
        let expected = row["cookie_header"]
            .as_str()
            .unwrap()
            .trim_end_matches(['\n', '\r']);
        let sent = cookies
            .header(&next, now)
            .map_or(String::new(), |sent| format!("Cookie: {sent}"));
        if sent != expected {
            missed.push(format!("{name}: {sent:?} instead of {expected:?}"));
        }
    }
    eprintln!(
        "cookies: {} of {} as the RFC reads them\n{}",
        rows.len() - missed.len(),
        rows.len(),
        missed.join("\n")
    );
    assert!(missed.len() * 10 <= rows.len(), "{}", missed.join("\n"));
}

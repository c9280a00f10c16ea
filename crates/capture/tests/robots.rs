//! robots.txt: the cases in `cases/robots.md`, and what is not a rule.

use std::time::Duration;

use annals_capture::Robots;

const CASES: &str = include_str!("cases/robots.md");

#[test]
fn what_a_file_allows() {
    let (mut robots, mut file, mut open, mut seen) = (Robots::default(), String::new(), false, 0);
    for line in CASES.lines() {
        match line {
            "```" if open => (open, robots) = (false, Robots::parse(file.as_bytes())),
            "```" => (open, file) = (true, String::new()),
            _ if open => file.push_str(&format!("{line}\n")),
            _ => seen += usize::from(check(&robots, &file, line)),
        }
    }
    assert!(seen > 45, "only {seen} cases");
}

/// Whether the line was a case.
fn check(robots: &Robots, file: &str, line: &str) -> bool {
    let Some(case) = line.strip_prefix("- ") else {
        return false;
    };
    let (agent, rest) = case.split_once(' ').expect("an agent");
    let (url, verdict) = rest.split_once(" may").expect("an address and a verdict");
    assert_eq!(robots.allows(agent, url), verdict.is_empty(), "{case}\n{file}");
    true
}

#[test]
fn any_line_end_ends_a_line() {
    for end in ["\n", "\r\n", "\r"] {
        let file = ["\u{feff}User-agent: *", "Disallow: /a", "", "Disallow: /b"].join(end);
        let robots = Robots::parse(file.as_bytes());
        assert!(
            !robots.allows("annals", "/a") && !robots.allows("annals", "/b"),
            "{end:?}"
        );
    }
}

#[test]
fn pauses_and_sitemaps() {
    let file = "Sitemap: https://harbour.example/map.xml\nUser-agent: *\nCrawl-delay: 7\nDisallow:\nUser-agent: annals\n\
                Crawl-delay: 2.5\nDisallow:\nsite-map: /news.xml\nCrawl-delay: soon";
    let robots = Robots::parse(file.as_bytes());
    assert_eq!(robots.crawl_delay("annals"), Some(Duration::from_millis(2500)));
    assert_eq!(robots.crawl_delay("other"), Some(Duration::from_secs(7)));
    assert_eq!(
        robots.sitemaps(),
        ["https://harbour.example/map.xml", "/news.xml"]
    );
    for absurd in ["1e300", "inf", "-1", "NaN", ""] {
        let robots = Robots::parse(format!("User-agent: *\nCrawl-delay: {absurd}").as_bytes());
        assert!(
            robots
                .crawl_delay("annals")
                .is_none_or(|delay| delay <= Duration::from_secs(600))
        );
    }
}

#[test]
fn a_page_in_place_of_the_file_forbids_nothing() {
    let page =
        b"<!doctype html><html><head><title>Not found</title></head><body>Disallowed: nothing</body></html>";
    assert!(Robots::parse(page).allows("annals", "/news"));
    assert!(!Robots::nothing_allowed().allows("annals", "/news"));
}

#[test]
fn many_stars_take_no_time() {
    let rule = format!("Disallow: /{}x$\n", "*a".repeat(8000));
    let robots = Robots::parse(format!("User-agent: *\n{}", rule.repeat(60)).as_bytes());
    assert!(robots.allows("annals", &format!("/{}", "a".repeat(100_000))));
}

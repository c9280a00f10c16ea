//! Collecting that goes on by itself: what lists and teasers lead to, sources that are paused, OPML, a watch that ends when
//! asked, a program that is killed while it fetches, and pages in old encodings.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::collecting::{Site, folder};
use crate::hostile::GOOD;
use crate::trial::{ANNALS, Trial};

/// A list page of two articles, with a link to the next.
fn list(first: usize, next: Option<&str>) -> String {
    let item = |number: usize| {
        format!("<li><a href='/news/{number}'>Harbour wall number {number} mended at last</a></li>")
    };
    let next = next.map_or(String::new(), |next| {
        format!("<p><a href='{next}'>More Articles</a></p>")
    });
    format!(
        "<html><body><ul>{}{}</ul>{next}</body></html>",
        item(first),
        item(first + 1)
    )
}

fn article(number: usize) -> String {
    GOOD.replace("Graz", &format!("Harbour{number}"))
}

#[test]
fn a_list_is_followed_as_long_as_it_tells_something_new() {
    let (site, trial) = (Site::new(), folder());
    site.put("/list", 200, "text/html", &list(0, Some("/list?page=2")))
        .put("/list?page=2", 200, "text/html", &list(2, Some("/list?page=3")))
        .put("/list?page=3", 200, "text/html", &list(4, Some("/list?page=4")))
        .put("/list?page=4", 200, "text/html", &list(4, Some("/list?page=5")));
    for number in 0..6 {
        site.put(&format!("/news/{number}"), 200, "text/html", &article(number));
    }
    trial
        .annals(&format!("source add --list {}", site.url("/list")))
        .ends(0);
    trial
        .annals("fetch")
        .ends(0)
        .says("6 new addresses")
        .says("6 captures");
    // The fourth page told nothing new, so the fifth was not asked for.
    assert_eq!((site.count("/list?page=4"), site.count("/list?page=5")), (1, 0));
    // Nothing new on the first page: no other is asked for.
    trial.annals("fetch --now").ends(0);
    assert_eq!((site.count("/list"), site.count("/list?page=2")), (3, 1));
    trial.annals("source list").ends(0).prints("from 1 places");
}

#[test]
fn a_source_can_be_paused_resumed_and_removed() {
    let (site, trial) = (Site::new(), folder());
    site.put("/list", 200, "text/html", &list(0, None));
    for number in 0..2 {
        site.put(&format!("/news/{number}"), 200, "text/html", &article(number));
    }
    trial
        .annals(&format!("source add --list {}", site.url("/list")))
        .ends(0);
    trial.annals("source pause 127.0.0.1").ends(0).says("left alone");
    let before = site.count("/list");
    trial.annals("fetch --now").ends(0).says("Fetched 0 captures");
    assert_eq!(site.count("/list"), before);
    trial.annals("source list").ends(0).prints("paused");
    trial.annals("source resume 127.0.0.1").ends(0);
    trial.annals("fetch").ends(0).says("2 captures");
    trial.annals("build").ends(0);
    trial
        .annals("source rm 127.0.0.1")
        .ends(0)
        .says("what was captured stays");
    trial.annals("fetch").ends(1).says("annals source add");
    trial.annals("search Harbour1").ends(0).prints("Minister visits");
    trial
        .annals("source pause nobody.example")
        .ends(1)
        .says("no source is called");
}

#[test]
fn feeds_come_and_go_as_opml() {
    let trial = folder();
    trial.file(
        "feeds.opml",
        "<opml version='2.0'><body><outline text='Coast'><outline text='Harbour' xmlUrl='https://harbour.example/feed' \
         htmlUrl='https://www.harbour.example/'/><outline text='Valley' xmlUrl='https://valley.example/rss'/></outline></body></opml>",
    );
    trial.annals("source import feeds.opml").ends(0).says("2 feeds");
    let written = trial.annals("source export").ends(0).out;
    assert!(
        written.contains("xmlUrl=\"https://harbour.example/feed\""),
        "{written}"
    );
    let other = folder();
    other.file("again.opml", &written);
    other.annals("source import again.opml").ends(0).says("2 feeds");
    assert_eq!(other.annals("source export").ends(0).out, written);
    other.file("page.html", "<p>no list</p>");
    other
        .annals("source import page.html")
        .ends(1)
        .says("not an OPML file");
}

#[test]
fn teasers_are_leads_where_they_are_asked_for() {
    let (site, trial) = (Site::new(), folder());
    let teaser = "<section class=more><h2>More from Morning Ledger</h2><ul><li><p><a href='/news/breakwater'>The new breakwater at Tannport \
        has been completed and was opened by the mayor on Monday morning</a></p><p class=date>March 9, 2026</p></li>\
        <li><p><a href='https://elsewhere.example/x'>Fishermen of the north coast expect the best herring season in the last eleven \
        years of the trade</a></p><p class=date>March 8, 2026</p></li></ul></section></body>";
    site.put("/list", 200, "text/html", &list(0, None))
        .put("/news/0", 200, "text/html", &GOOD.replace("</body>", teaser))
        .put("/news/1", 200, "text/html", &article(1))
        .put("/news/breakwater", 200, "text/html", &article(7));
    trial
        .annals(&format!("source add --list {}", site.url("/list")))
        .ends(0);
    trial.annals("fetch").ends(0).says("2 captures");
    trial.annals("build").ends(0);
    trial.annals("fetch").ends(0).says("Fetched 0 captures");
    assert_eq!(site.count("/news/breakwater"), 0);
    trial
        .annals("fetch --leads")
        .ends(0)
        .says("1 new addresses")
        .says("1 captures");
    assert_eq!(site.count("/news/breakwater"), 1);
}

/// The program in a folder, started and left running.
fn start(trial: &Trial, arguments: &[&str]) -> std::process::Child {
    let mut command = Command::new(ANNALS);
    command
        .args(arguments)
        .current_dir(trial.path(""))
        .env("HOME", trial.path(""))
        .env("XDG_CONFIG_HOME", trial.path(""));
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn until(what: impl Fn() -> bool) {
    let end = Instant::now() + Duration::from_secs(60);
    while !what() {
        assert!(Instant::now() < end, "it never came to pass");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_watch_fetches_what_becomes_due_and_ends_when_asked() {
    let (site, trial) = (Site::new(), folder());
    site.put("/list", 200, "text/html", &list(0, None));
    for number in 0..4 {
        site.put(&format!("/news/{number}"), 200, "text/html", &article(number));
    }
    trial
        .annals(&format!("source add --list {}", site.url("/list")))
        .ends(0);
    let mut watch = start(&trial, &["fetch", "--watch"]);
    until(|| site.count("/news/1") == 1);
    // It sleeps now; what another command makes due is found when it wakes, and being asked to end wakes it.
    let asked = Command::new("kill")
        .args(["-INT", &watch.id().to_string()])
        .status()
        .unwrap();
    assert!(asked.success());
    let begun = Instant::now();
    assert_eq!(watch.wait().unwrap().code(), Some(6));
    assert!(begun.elapsed() < Duration::from_secs(10));
    trial.annals("build").ends(0).says("2 articles");
    trial.annals("check").ends(0);
}

#[test]
fn a_program_killed_while_it_fetches_goes_on_without_loss_or_doubles() {
    const PAGES: usize = 60;
    let (site, trial) = (Site::new(), folder());
    let items: String = (0..PAGES)
        .map(|number| format!("<item><link>HERE/news/{number}</link></item>"))
        .collect();
    site.put(
        "/feed",
        200,
        "application/rss+xml",
        &format!("<rss><channel>{items}</channel></rss>"),
    );
    for number in 0..PAGES {
        site.put(&format!("/news/{number}"), 200, "text/html", &article(number));
    }
    trial.annals(&format!("source add {}", site.url("/feed"))).ends(0);
    let fetched = || {
        (0..PAGES)
            .filter(|number| site.count(&format!("/news/{number}")) > 0)
            .count()
    };
    for part in 1..4 {
        let mut fetch = start(&trial, &["fetch"]);
        until(|| fetched() >= part * PAGES / 4);
        fetch.kill().unwrap();
        fetch.wait().unwrap();
    }
    trial.annals("fetch").ends(0);
    assert_eq!(fetched(), PAGES);
    trial
        .annals("build")
        .ends(0)
        .says(&format!("Read {PAGES} captures"));
    trial.annals("check").ends(0);
    trial.annals("fetch").ends(0).says("Fetched 0 captures");
}

#[test]
fn pages_are_read_in_the_character_set_that_their_server_names() {
    let (site, trial) = (Site::new(), folder());
    let text = "Министр Петра Линдквист посетила Грац десятого марта и встретилась с мэром города в ратуше.";
    let windows: Vec<u8> = text
        .chars()
        .map(|letter| match letter as u32 {
            code @ 0x410..=0x44f => (code - 0x410 + 0xc0) as u8,
            code => code as u8,
        })
        .collect();
    let page = [
        b"<html><head><title>x</title></head><body><article><p>".as_slice(),
        &windows,
        b"</p></article></body></html>",
    ]
    .concat();
    site.put("/list", 200, "text/html", &list(0, None))
        .put("/news/1", 404, "text/plain", "no")
        .put_bytes("/news/0", 200, "text/html; charset=windows-1251", page);
    trial
        .annals(&format!("source add --list {}", site.url("/list")))
        .ends(0);
    trial.annals("fetch").ends(5).says("1 captures");
    trial.annals("build").ends(0);
    trial.annals("search встретилась").ends(0).prints("Линдквист");
}

/// An article of four paragraphs that no other has; rebuilt, the site shows the first and leaves the others to a script.
fn report(number: usize, rebuilt: bool) -> String {
    let goods = [
        "herring", "barley", "timber", "copper", "wool", "paper", "salt", "linen",
    ];
    let towns = [
        "Tannport", "Ostby", "Kivik", "Lunden", "Skarholm", "Merrow", "Vardal",
    ];
    let (good, town) = (goods[number % 8], towns[number % 7]);
    let paragraphs: Vec<String> = (0..4)
        .map(|part| {
            format!(
                "Merchants in {town} paid {} crowns for {good} on day {number} of the fair, which is {part} more than anybody had \
                 expected of lot {number}{part}, the harbour office of {town} told buyers of {good} at noon.",
                number * 10 + part
            )
        })
        .collect();
    let text = match rebuilt {
        false => paragraphs
            .iter()
            .map(|text| format!("<p>{text}</p>"))
            .collect::<String>(),
        true => format!(
            "<p>{}</p><div id=rest></div><script>show({:?})</script>",
            paragraphs[0],
            &paragraphs[1..]
        ),
    };
    format!(
        "<html><head><title>Price of {good} in {town}, day {number}</title></head><body><article><h1>Price of {good} in {town}, day \
         {number}</h1>{text}</article></body></html>"
    )
}

#[test]
fn a_site_that_is_rebuilt_or_shut_off_has_drifted() {
    let (site, trial) = (Site::new(), folder());
    let announce = |numbers: std::ops::Range<usize>, rebuilt: bool| {
        let items: String = numbers
            .clone()
            .map(|number| format!("<item><link>HERE/{number}</link></item>"))
            .collect();
        site.put(
            "/feed.rss",
            200,
            "application/rss+xml",
            &format!("<rss><channel>{items}</channel></rss>"),
        );
        for number in numbers {
            site.put(&format!("/{number}"), 200, "text/html", &report(number, rebuilt));
        }
    };
    let listed = || trial.annals("source list").ends(0).out;
    announce(1..17, false);
    trial
        .annals(&format!("source add {}", site.url("/feed.rss")))
        .ends(0);
    trial.annals("fetch").ends(0).says("16 captures");
    trial.annals("build").ends(0);
    assert!(!listed().contains("in the middle"), "{}", listed());
    // The next fifteen come in the new markup: no status and no error tells it.
    announce(17..32, true);
    trial.annals("fetch --now").ends(0).says("15 captures");
    trial.annals("build").ends(0);
    assert!(listed().contains("the last 15 articles have"), "{}", listed());
    assert!(!listed().contains("looks succeeded"), "{}", listed());
    // Then most of them are shut off.
    trial.annals("fetch --again").ends(0);
    for number in 1..26 {
        site.put(&format!("/{number}"), 503, "text/plain", "busy");
    }
    trial.annals("fetch --again").ends(5);
    assert!(
        listed().contains("of the last 40 looks succeeded, 100 % of those before"),
        "{}",
        listed()
    );
    let rows = trial.annals("source list --json").ends(0).rows();
    assert_eq!(
        rows[0]["collecting"]["drift"].as_array().unwrap().len(),
        2,
        "{}",
        rows[0]
    );
}

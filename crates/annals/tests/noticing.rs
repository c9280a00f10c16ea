//! Noticing from the command line: a page is edited, moved, taken down, sent to the front page, shut off.

use crate::collecting::{Site, folder};
use crate::hostile::GOOD;
use crate::trial::Trial;

const FEED: &str = "<rss><channel><title>Morning Ledger</title><item><title>Minister visits Graz</title><link>HERE/visit</link>\
    </item></channel></rss>";

/// A folder that has fetched one page once.
fn fetched(site: &Site) -> Trial {
    let trial = folder();
    site.put("/feed.rss", 200, "application/rss+xml", FEED);
    site.put("/visit", 200, "text/html", GOOD);
    trial
        .annals(&format!("source add {}", site.url("/feed.rss")))
        .ends(0);
    trial.annals("fetch").ends(0).says("1 captures");
    trial.annals("build").ends(0);
    trial
}

fn id(trial: &Trial) -> String {
    let hits = trial.annals("search Graz --json").ends(0).rows();
    hits[0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_silent_edit_is_noticed() {
    let site = Site::new();
    let trial = fetched(&site);
    trial
        .annals("changes")
        .ends(0)
        .says("No article is known to have changed");
    site.put("/visit", 200, "text/html", &GOOD.replace("March 10", "March 9"));
    trial.annals("fetch --again").ends(0).says("1 captures");
    trial.annals("build").ends(0);
    trial
        .annals("changes")
        .ends(0)
        .prints("date")
        .prints("[-10-]{+9+}");
    trial
        .annals("changes --severity number")
        .ends(0)
        .says("No article");
    trial.annals("changes --exit-code").ends(10);
    trial
        .annals("changes --since 1h --json")
        .ends(0)
        .prints("\"gravest\":\"date\"");
    let id = id(&trial);
    trial
        .annals(&format!("diff {id}"))
        .ends(0)
        .prints("[-10-]{+9+}")
        .prints("older");
    trial
        .annals(&format!("diff {id} 1 2 --side-by-side"))
        .ends(0)
        .prints("[10]")
        .prints("[9]");
    trial
        .annals(&format!("diff {id} --list"))
        .ends(0)
        .prints("first seen")
        .prints("date 1");
    let row = &trial.annals(&format!("diff {id} --json")).ends(0).rows()[0];
    assert_eq!(row["changes"][0]["older"]["text"], "10", "{row}");
    trial
        .annals(&format!("diff {id} 1 7"))
        .ends(1)
        .says("no such version");
    trial
        .annals(&format!("show {id}"))
        .ends(0)
        .prints("changed: date 1")
        .prints("Its text changed between");
}

#[test]
fn the_same_page_with_other_surroundings_is_no_change() {
    let site = Site::new();
    let trial = fetched(&site);
    site.put(
        "/visit",
        200,
        "text/html",
        &GOOD.replace("</body>", "<p class=share>1,204 shares</p></body>"),
    );
    trial.annals("fetch --again").ends(0).says("1 captures");
    trial.annals("build").ends(0);
    trial.annals("changes --severity formatting --exit-code").ends(0);
}

#[test]
fn what_is_taken_down_is_said_in_words_of_evidence() {
    let site = Site::new();
    let trial = fetched(&site);
    let id = id(&trial);
    let looks = |status: u16, body: &str| {
        site.put("/visit", status, "text/html", body);
        trial.annals("fetch --again").ends(5);
        trial.annals(&format!("show {id}")).ends(0).out
    };
    let said = looks(500, "oh");
    assert!(
        said.contains("Present when last looked at") && said.contains("says nothing of the page"),
        "{said}"
    );
    trial
        .annals("changes")
        .ends(0)
        .says("No article is known to have changed or vanished");
    let said = looks(404, "no");
    assert!(
        said.contains("Missing once") && said.contains("Last seen on"),
        "{said}"
    );
    trial
        .annals("changes")
        .ends(0)
        .prints("Not found when last looked at")
        .prints("Missing once");
    assert!(looks(404, "no").contains("Missing since"));
    assert!(looks(403, "no").contains("Whether the page is still there is not known"));
    assert!(looks(410, "gone").contains("removed for good (410)"));
    site.put("/visit", 200, "text/html", GOOD);
    trial.annals("fetch --again").ends(0);
    let said = trial.annals(&format!("show {id}")).ends(0).out;
    assert!(said.contains("was there again"), "{said}");
}

/// What a site says of what it has not, with status 200, and other readers' favourites each time.
const REGRET: &str = "<html><head><title>Morning Ledger</title></head><body><nav><a href=/>Home</a> <a href=/world>World</a></nav>\
    <h1>We looked everywhere</h1><p>The page that you asked for could not be found on this site. It may have moved, or its address \
    may have been written wrongly. Please try the search above, or begin again at the front page of the Ledger.</p></body></html>";

/// Another text altogether, as long as an article.
const REWRITTEN: &str = "<html><head><title>Town council votes on harbour dues</title></head><body><article><h1>Town council votes on \
    harbour dues</h1><p>Fishermen will pay less from the first of May, the council of Sandvik decided on Tuesday evening after four \
    hours of debate.</p><p>Owners of yachts longer than twelve metres pay twice as much as before, and the money goes into the new \
    breakwater, said treasurer Holm Bergsson.</p><p>The opposition had wanted to wait for the figures of the year.</p></article></body></html>";

/// Looks again, and what is then said of the article.
fn said(trial: &Trial, id: &str, exit: i32) -> String {
    trial.annals("fetch --again").ends(exit);
    trial.annals("build").ends(0);
    trial.annals(&format!("show {id}")).ends(0).out
}

#[test]
fn a_regret_with_status_200_is_another_page_and_no_version() {
    let site = Site::new();
    let trial = fetched(&site);
    let id = id(&trial);
    site.put("*", 200, "text/html", REGRET).remove("/visit");
    let words = said(&trial, &id, 5);
    assert!(
        words.contains("another page (the one for addresses that do not exist)"),
        "{words}"
    );
    assert!(
        words.contains("Last seen on") && words.contains("is not known"),
        "{words}"
    );
    assert!(
        !words.contains("removed") && !words.contains("Its text changed"),
        "{words}"
    );
    assert_eq!(site.count_like("no-such-page"), 1);
    trial
        .annals("changes --json")
        .ends(0)
        .prints("\"answers, but with another page\"");
    // The answer and what it was compared with are kept.
    let index = trial.annals("export cdxj").ends(0).out;
    assert!(index.contains("no-such-page"), "{index}");
    trial.annals("check").ends(0);
    site.put("/visit", 200, "text/html", GOOD);
    assert!(said(&trial, &id, 0).contains("was there again"));
}

#[test]
fn an_article_written_anew_is_a_change_where_the_site_knows_what_it_has_not() {
    let site = Site::new();
    let trial = fetched(&site);
    let id = id(&trial);
    site.put("/visit", 200, "text/html", REWRITTEN);
    assert!(said(&trial, &id, 0).contains("Its text changed"));
    // So it is where what it has not looks otherwise.
    let site = Site::new();
    let trial = fetched(&site);
    site.put("*", 200, "text/html", REGRET)
        .put("/visit", 200, "text/html", REWRITTEN);
    trial.annals("fetch --again").ends(0).says("1 captures");
}

#[test]
fn one_sign_alone_is_not_enough() {
    let site = Site::new();
    let trial = fetched(&site);
    let id = id(&trial);
    site.put("*", 503, "text/plain", "busy")
        .put("/robots.txt", 404, "text/plain", "none");
    site.put("/visit", 200, "text/html", REGRET);
    let words = said(&trial, &id, 5);
    assert!(
        words.contains("Present when last looked at") && words.contains("says nothing of the page"),
        "{words}"
    );
    assert!(
        words.contains("little or none of the text that was seen"),
        "{words}"
    );
}

#[test]
fn a_page_that_becomes_the_front_page_or_the_search_page_is_said_to() {
    let site = Site::new();
    let trial = fetched(&site);
    let id = id(&trial);
    site.put("/", 200, "text/html", REWRITTEN)
        .put("/visit", 200, "text/html", REWRITTEN);
    let words = said(&trial, &id, 5);
    assert!(words.contains("another page (the front page)"), "{words}");
    let sent_on = format!("text/html\r\nLocation: {}", site.url("/search?q=visit"));
    site.put("/visit", 302, &sent_on, "")
        .put("/search?q=visit", 200, "text/html", REGRET);
    let words = said(&trial, &id, 5);
    assert!(words.contains("another page (sent on to http"), "{words}");
    let front = format!("text/html\r\nLocation: {}", site.url("/"));
    site.put("/visit", 302, &front, "");
    assert!(said(&trial, &id, 5).contains("sent the reader on to its front page"));
}

#[test]
fn copies_and_quotations_elsewhere_are_shown() {
    let trial = Trial::new();
    trial.annals("init").ends(0);
    let text = "Minister Petra Lindqvist visited Graz on March 10.\n\n\"We will build every station of this line on time and without debts,\" \
        Lindqvist told reporters at the town hall.\n\nThe line will cost two billion crowns and will not touch the old town, the ministry said.\n";
    trial
        .file("wire.txt", text)
        .file("daily.txt", text.replace("two billion", "three billion"));
    trial.file(
        "column.txt",
        "Promises are cheap, readers of this column know, and nobody here has forgotten the tram.\n\n\"We will build every station of this \
         line on time and without debts,\" Lindqvist said. We shall see what becomes of it in the years to come.\n",
    );
    for (file, outlet, date) in [
        ("wire.txt", "Wire", "2026-03-10"),
        ("daily.txt", "Daily", "2026-03-11"),
        ("column.txt", "Column", "2026-03-12"),
    ] {
        trial
            .annals(&format!("add {file} --source {outlet} --date {date}"))
            .ends(0);
    }
    trial.annals("build").ends(0);
    let rows = trial.annals("search billion --json").ends(0).rows();
    let daily = rows.iter().find(|row| row["source"] == "Daily").unwrap()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    trial
        .annals(&format!("show {daily}"))
        .ends(0)
        .prints("earliest known copy")
        .prints("number 1")
        .prints("quoted    “")
        .prints("Column");
}

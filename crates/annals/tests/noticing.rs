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

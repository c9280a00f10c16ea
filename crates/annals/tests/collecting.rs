//! Collecting from the command line: a site of our own on this machine, with a feed, an index of sitemaps and a list, pages that
//! are edited and vanish, and the folder that is made of it.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use crate::hostile::{GOOD, GOOD_SENTENCE};
use crate::trial::Trial;

type Pages = Arc<Mutex<HashMap<String, (u16, String, Vec<u8>)>>>;

/// A small web server: a page is its status, media type and body; anything else is what stands under `*`, or 404.
pub struct Site {
    pages: Pages,
    asked: Arc<Mutex<Vec<String>>>,
    port: u16,
}

impl Site {
    pub fn new() -> Site {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (pages, asked) = (Pages::default(), Arc::<Mutex<Vec<String>>>::default());
        let (shelf, heard) = (pages.clone(), asked.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { return };
                let mut line = String::new();
                let mut reader = BufReader::new(&stream);
                if reader.read_line(&mut line).is_err() {
                    continue;
                }
                let mut rest = String::new();
                while reader.read_line(&mut rest).is_ok_and(|read| read > 2) {
                    rest.clear();
                }
                let path = line.split(' ').nth(1).unwrap_or_default().to_owned();
                heard.lock().unwrap().push(path.clone());
                let page = {
                    let shelf = shelf.lock().unwrap();
                    shelf.get(&path).or(shelf.get("*")).cloned()
                };
                let (status, kind, body) = page.unwrap_or((404, "text/plain".into(), b"not here".to_vec()));
                let head = format!(
                    "HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n",
                    body.len()
                );
                let _ = stream
                    .write_all(&[format!("{head}Connection: close\r\n\r\n").as_bytes(), &body].concat());
            }
        });
        Site { pages, asked, port }
    }

    /// Puts a page; `HERE` in it is the site's address.
    pub fn put(&self, path: &str, status: u16, kind: &str, body: &str) -> &Site {
        let body = body.replace("HERE", &self.url(""));
        self.put_bytes(path, status, kind, body.into_bytes())
    }

    pub fn put_bytes(&self, path: &str, status: u16, kind: &str, body: Vec<u8>) -> &Site {
        self.pages
            .lock()
            .unwrap()
            .insert(path.into(), (status, kind.into(), body));
        self
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub fn remove(&self, path: &str) -> &Site {
        self.pages.lock().unwrap().remove(path);
        self
    }

    /// How often anything was asked for whose path holds this.
    pub fn count_like(&self, part: &str) -> usize {
        let asked = self.asked.lock().unwrap();
        asked.iter().filter(|asked| asked.contains(part)).count()
    }

    pub fn count(&self, path: &str) -> usize {
        self.asked
            .lock()
            .unwrap()
            .iter()
            .filter(|asked| *asked == path)
            .count()
    }
}

/// A folder that may ask this machine.
pub fn folder() -> Trial {
    let trial = Trial::new();
    trial.annals("init").ends(0);
    let settings = std::fs::read_to_string(trial.path("annals.toml")).unwrap();
    trial.file(
        "annals.toml",
        format!(
            "{settings}\n[fetch]\nallow = [\"127.0.0.1\"]\npause = 0.0\ncontact = \"desk@ledger.example\"\n"
        ),
    );
    trial
}

const FEED: &str = "<rss><channel><title>Morning Ledger</title><item><title>Minister visits Graz</title><link>HERE/visit</link></item>\
    <item><title>Gone already</title><link>HERE/gone</link></item></channel></rss>";
const FRONT: &str = "<html><head><link rel=alternate type='application/rss+xml' href='/comments.rss' title='Comments'>\
    <link rel=alternate type='application/rss+xml' href='/feed.rss'></head><body>Ledger</body></html>";

#[test]
fn from_a_site_to_a_chronicle() {
    let (site, trial) = (Site::new(), folder());
    site.put("/", 200, "text/html", FRONT)
        .put("/feed.rss", 200, "application/rss+xml", FEED);
    site.put("/visit", 200, "text/html", GOOD)
        .put("/gone", 410, "text/plain", "gone");
    trial
        .annals(&format!("source add {}", site.url("/")))
        .ends(0)
        .prints("/feed.rss");
    trial
        .annals("source test 127.0.0.1")
        .ends(0)
        .prints("Rss feed, 2 pages");
    trial
        .annals("fetch")
        .ends(5)
        .says("2 new addresses")
        .says("1 captures")
        .says("status 410");
    trial.annals("build").ends(0).says("1 article");
    trial.annals("timeline").ends(0).prints(GOOD_SENTENCE);
    trial.annals("check").ends(0);
    trial
        .annals("source list")
        .ends(0)
        .prints("collected from 1 places")
        .prints("1 failing (status 410)");
    // Nothing is due, so nothing is asked.
    let before = site.count("/feed.rss");
    trial.annals("fetch").ends(0).says("Fetched 0 captures");
    assert_eq!((site.count("/feed.rss"), site.count("/visit")), (before, 1));
    // What the feed announces later is fetched, and what it announced before is not.
    site.put(
        "/feed.rss",
        200,
        "application/rss+xml",
        &FEED.replace("/gone", "/second"),
    );
    site.put("/second", 200, "text/html", &GOOD.replace("Graz", "Linz"));
    trial
        .annals("fetch --now 127.0.0.1")
        .ends(0)
        .says("1 new addresses")
        .says("1 captures");
    assert_eq!(
        (site.count("/visit"), site.count("/second"), site.count("/gone")),
        (1, 1, 1)
    );
    trial.annals("check").ends(0);
}

#[test]
fn sitemaps_and_lists_announce_too() {
    let (site, trial) = (Site::new(), folder());
    site.put(
        "/robots.txt",
        200,
        "text/plain",
        "User-agent: *\nDisallow: /secret\nSitemap: HERE/index.xml",
    );
    site.put("/", 200, "text/html", "<html><body>Nothing here</body></html>");
    site.put(
        "/index.xml",
        200,
        "text/xml",
        "<sitemapindex><sitemap><loc>HERE/map.xml</loc></sitemap></sitemapindex>",
    );
    site.put(
        "/map.xml",
        200,
        "text/xml",
        "<urlset><url><loc>HERE/visit</loc></url><url><loc>HERE/secret/1</loc></url></urlset>",
    );
    site.put("/visit", 200, "text/html", GOOD)
        .put("/secret/1", 200, "text/html", GOOD);
    trial
        .annals(&format!("source add {}", site.url("/")))
        .ends(0)
        .prints("sitemap");
    trial
        .annals("fetch")
        .ends(5)
        .says("1 captures")
        .says("robots.txt does not allow");
    assert_eq!((site.count("/visit"), site.count("/secret/1")), (1, 0));
    let list = "<ul><li><a href='/visit'>Minister visits Graz for talks</a><li><a href='/other'>Harbour wall mended at last, says town</a></ul>";
    site.put("/list", 200, "text/html", list)
        .put("/other", 200, "text/html", &GOOD.replace("Graz", "Wels"));
    trial
        .annals(&format!("source add --list {}", site.url("/list")))
        .ends(0)
        .prints("2 links");
    trial
        .annals("fetch")
        .ends(0)
        .says("1 new addresses")
        .says("1 captures");
}

#[test]
fn what_cannot_be_collected_is_said() {
    let (site, trial) = (Site::new(), folder());
    trial.annals("fetch").ends(1).says("annals source add");
    site.put("/bare", 200, "text/html", "<p>Nothing to see</p>");
    trial
        .annals(&format!("source add {}", site.url("/bare")))
        .ends(5)
        .says("no feed, no sitemap");
    trial
        .annals(&format!("source add {}", site.url("/missing")))
        .ends(5)
        .says("status 404");
    trial
        .annals("source add http://169.254.169.254/latest/")
        .ends(5)
        .says("not a public address");
    trial
        .annals("source add file:///etc/hostname")
        .ends(5)
        .says("only http and https");
    // Without the exception this machine is not asked either.
    let strict = Trial::new();
    strict.annals("init").ends(0);
    let asked = site.asked.lock().unwrap().len();
    strict
        .annals(&format!("source add {}", site.url("/")))
        .ends(5)
        .says("not a public address");
    assert_eq!(site.asked.lock().unwrap().len(), asked);
}

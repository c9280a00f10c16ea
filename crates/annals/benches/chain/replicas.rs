//! The demo's pages, as often as wanted, no two alike: page `n` is the demo page `n % 16` of story `n / 16`, with that
//! story's cast and with paragraphs of filler between its own. Copies stay copies: an agency text and a later version
//! get the same filler as their originals. Story 0 is the demo itself, untouched.

use super::cast::{Cast, cast};
use super::filler;
use super::seeded::Seeded;

/// A page to be read.
pub struct Replica {
    /// Its address: no two stories share one, the two versions of one page do.
    pub url: String,
    /// "text/html" or "text/plain".
    pub content_type: &'static str,
    /// When it was seen.
    pub captured: jiff::Timestamp,
    /// The page.
    pub bytes: Vec<u8>,
}

/// The demo's pages, ready to be replicated.
pub struct Replicas {
    seed: u64,
    pages: Vec<DemoPage>,
    cast: (usize, Cast),
}

struct DemoPage {
    row: Row,
    text: String,
}

#[derive(serde::Deserialize)]
struct Row {
    file: String,
    url: String,
    /// RFC 3339.
    captured: String,
}

impl Replicas {
    /// Reads the demo's manifest and pages.
    pub fn new(seed: u64) -> Self {
        let demo = concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo");
        let manifest =
            std::fs::read_to_string(format!("{demo}/manifest.jsonl")).expect("demo/manifest.jsonl");
        let page = |line: &str| {
            let row: Row = serde_json::from_str(line).expect("a line of demo/manifest.jsonl");
            let text = std::fs::read_to_string(format!("{demo}/{}", row.file)).expect("a demo page");
            DemoPage { row, text }
        };
        Replicas {
            seed,
            pages: manifest.lines().map(page).collect(),
            cast: (0, cast(seed, 0)),
        }
    }

    /// Page `number`, counted from 0.
    pub fn page(&mut self, number: usize) -> Replica {
        let story = number / self.pages.len();
        if self.cast.0 != story {
            self.cast = (story, cast(self.seed, story));
        }
        let page = &self.pages[number % self.pages.len()];
        let (url, text) = match story {
            0 => (page.row.url.clone(), page.text.clone()),
            _ => (
                recast(&page.row.url, &self.cast.1, story),
                self.retold(page, story),
            ),
        };
        Replica {
            url,
            content_type: if page.row.file.ends_with(".txt") {
                "text/plain"
            } else {
                "text/html"
            },
            captured: page
                .row
                .captured
                .parse()
                .expect("an instant in demo/manifest.jsonl"),
            bytes: text.into_bytes(),
        }
    }

    fn retold(&self, page: &DemoPage, story: usize) -> String {
        let russian = page.row.file.contains("russian");
        let mut chance = Seeded::new(self.seed, &[story as u64, origin(&page.row.file)]);
        let padded = padded(&page.text, || filler::paragraph(&mut chance, russian));
        recast(&padded, &self.cast.1, story)
    }
}

/// The same number for a page and its copies in another outlet or at another time.
fn origin(file: &str) -> u64 {
    let stem = file.trim_end_matches(".html").trim_end_matches("-later");
    let stem = stem.strip_suffix("agency").map_or(stem, |_| "agency");
    stem.bytes()
        .fold(7, |sum, byte| sum * 31 % 65_521 + u64::from(byte))
}

/// Where a new paragraph may stand, and what stands before it, by the shape of the page.
const BORDERS: [(&str, &str); 5] = [
    ("</p>\n<p class=\"Body", "</p>\n<p>"),
    ("</p>\n<p>", "</p>\n<p>"),
    ("<br>\n<br>\n", "<br>\n<br>\n"),
    (".\n\n", ".\n\n"),
    (".\n", ".\n"),
];

/// The page with a paragraph of filler at each border of its kind.
fn padded(page: &str, mut paragraph: impl FnMut() -> String) -> String {
    let Some((border, before)) = BORDERS.iter().find(|(border, _)| page.contains(border)) else {
        return page.to_owned();
    };
    let full_stop = if border.starts_with('.') { "" } else { "." };
    let mut padded = String::with_capacity(2 * page.len());
    for (number, piece) in page.split(border).enumerate() {
        if number > 0 {
            padded.extend([before, paragraph().as_str(), full_stop, border]);
        }
        padded.push_str(piece);
    }
    padded
}

/// The page with every word that the cast knows replaced, and the story's number in its addresses.
fn recast(page: &str, cast: &Cast, story: usize) -> String {
    let mut recast = String::with_capacity(page.len() + page.len() / 8);
    let (mut rest, mut previous) = (page, "");
    while let Some(start) = rest.find(char::is_alphanumeric) {
        let (between, after) = rest.split_at(start);
        let end = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
        let word = &after[..end];
        recast.extend([between, cast.word(previous, between, word)]);
        (rest, previous) = (&after[end..], word);
    }
    recast.push_str(rest);
    recast.replace(".example/", &format!(".example/{story}/"))
}

//! Pages of invented outlets, and what a whole folder says, as text that can be compared.

use annals_store::{Addition, Annals, SearchQuery, TimelineQuery};
use jiff::Timestamp;

/// A page of an invented outlet.
pub struct Page {
    pub url: String,
    pub html: String,
    pub captured: Timestamp,
}

impl Page {
    pub fn new(url: &str, html: &str) -> Self {
        Page {
            url: url.into(),
            html: html.into(),
            captured: "2024-05-20T12:00:00Z".parse().unwrap(),
        }
    }

    pub fn captured(mut self, instant: &str) -> Self {
        self.captured = instant.parse().unwrap();
        self
    }

    pub fn addition(&self) -> Addition<'_> {
        Addition {
            bytes: self.html.as_bytes(),
            url: Some(&self.url),
            file_name: None,
            content_type: Some("text/html; charset=utf-8"),
            captured: self.captured,
            date: None,
            source: None,
            http_head: None,
            machine: None,
        }
    }
}

/// A bare file.
pub fn bare<'a>(name: &'a str, text: &'a str) -> Addition<'a> {
    Addition {
        bytes: text.as_bytes(),
        url: None,
        file_name: Some(name),
        content_type: Some("text/plain"),
        captured: "2024-05-20T12:00:00Z".parse().unwrap(),
        date: None,
        source: None,
        http_head: None,
        machine: None,
    }
}

const PEOPLE: [&str; 5] = [
    "Adaeze Lind",
    "Tomas Verhoeven",
    "Mirela Osei",
    "Jonas Abara",
    "Petra Nakamura",
];
const TOWNS: [&str; 4] = ["Paris", "Nairobi", "Oslo", "Lima"];
const OUTLETS: [(&str, &str); 3] = [
    ("harbour.example", "Harbour Times"),
    ("www.valley.example", "Valley Post"),
    ("north.example", "Northern Wire"),
];

/// The page with this number: each is different, and several tell of the same visits.
pub fn page(number: usize) -> Page {
    let (domain, outlet) = OUTLETS[number % 3];
    let (guest, host) = (PEOPLE[number / 3 % 5], PEOPLE[(number / 3 + 2) % 5]);
    let (town, day) = (TOWNS[number / 3 % 4], number / 3 % 28 + 1);
    let paragraphs = [
        format!("President {guest} visited {town} on May {day}, 2024, at the invitation of Prime Minister {host}."),
        format!("{guest} met Prime Minister {host} in {town} on May {day}, 2024. They signed an agreement on fishing."),
        format!("\"The harbour will stay open,\" said {host}. This is report number {number} of {outlet}."),
        "The two delegations had prepared the talks for several weeks, officials of both sides told reporters.".into(),
    ];
    let body: String = paragraphs.iter().map(|text| format!("<p>{text}</p>")).collect();
    let html = format!(
        "<!doctype html><html lang=\"en\"><head><title>{guest} in {town}, report {number}</title>\
         <meta property=\"og:site_name\" content=\"{outlet}\">\
         <meta property=\"article:published_time\" content=\"2024-05-{:02}T09:00:00Z\"></head>\
         <body><nav><a href=\"/\">Home</a></nav><article><h1>{guest} in {town}, report {number}</h1>{body}</article>\
         </body></html>",
        day.min(27) + 1
    );
    Page::new(&format!("https://{domain}/news/{number}"), &html)
}

pub fn pages(numbers: std::ops::Range<usize>) -> Vec<Page> {
    numbers.map(page).collect()
}

/// Adds pages in one group.
pub fn add(annals: &mut Annals, pages: &[Page]) -> Vec<annals_store::Added> {
    let additions: Vec<Addition> = pages.iter().map(Page::addition).collect();
    annals.add(&additions).unwrap()
}

pub fn build(annals: &mut Annals) -> annals_store::Built {
    annals.build(None, &mut |_| {}).unwrap()
}

/// Everything that a folder's chronicle and lists say, to the last byte.
pub fn everything(annals: &Annals) -> String {
    let (events, total) = annals.timeline(&TimelineQuery::default()).unwrap();
    let entities = annals.entities(None, 0, 0).unwrap();
    let (articles, _) = annals.articles(None, 0, 0).unwrap();
    let sources = annals.sources().unwrap();
    let leads: Vec<_> = sources
        .iter()
        .map(|source| annals.leads(source.id, 0, 0).unwrap())
        .collect();
    format!("{total}\n{events:#?}\n{entities:#?}\n{articles:#?}\n{sources:#?}\n{leads:#?}")
}

/// Titles of what a search finds, sorted.
pub fn found(annals: &Annals, text: &str) -> Vec<String> {
    let query = SearchQuery {
        text: text.into(),
        limit: 1000,
        ..SearchQuery::default()
    };
    let hits = annals.search(&query).unwrap().hits.into_iter();
    let mut titles: Vec<String> = hits.map(|hit| hit.listed.title.unwrap_or_default()).collect();
    titles.sort();
    titles
}

pub fn problems(annals: &Annals) -> Vec<String> {
    let found = annals.check(&mut |_| {}).unwrap().into_iter();
    found
        .map(|problem| format!("{}: {}", problem.place, problem.what))
        .collect()
}

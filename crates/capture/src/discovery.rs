//! What a page says of where news is announced: its feeds and sitemaps, the next page of a list, and the articles that a
//! list links to. It guesses nothing that the page does not name, but for the few places where feeds usually stand.

use std::collections::HashSet;

use url::Url;

use crate::Origin;
use crate::decoding::decode;
use crate::markup::{Tag, Token, Tokens, decoded};

/// More than this much of a page, in bytes, is not read.
const SIZE_LIMIT: usize = 8 << 20;

/// More links of one kind are not kept.
const LINK_LIMIT: usize = 2_000;

/// What a page announces. Addresses are complete, without fragments, each once, in the order of the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Announced {
    /// Feeds named in its head, with their titles.
    pub feeds: Vec<(String, Option<String>)>,
    /// Links that look like feeds by their address.
    pub likely_feeds: Vec<String>,
    /// Sitemaps named in its head or linked.
    pub sitemaps: Vec<String>,
    /// Where the list goes on.
    pub next: Option<String>,
    /// Links of the same site with words enough to be headlines.
    pub headlines: Vec<(String, String)>,
}

/// Reads a page. `origin.url` is needed to complete addresses: without it, only whole ones count.
pub fn announced(bytes: &[u8], origin: Origin<'_>) -> Announced {
    let text = decode(&bytes[..bytes.len().min(SIZE_LIMIT)], origin.content_type);
    let page = origin.url.and_then(|url| Url::parse(url).ok());
    let mut reading = Reading {
        base: page.clone(),
        page,
        ..Reading::default()
    };
    let mut tokens = Tokens::of(&text);
    while let Some(token) = tokens.next() {
        match token {
            Token::Start(tag) => {
                reading.start(&tag);
                if is_raw(&tag) {
                    tokens.skip_raw(tag.name);
                }
            }
            Token::End(name) if name.eq_ignore_ascii_case("a") => reading.end_link(),
            Token::Text(text) => reading.text(text),
            _ => {}
        }
    }
    reading.end_link();
    reading.found
}

fn is_raw(tag: &Tag<'_>) -> bool {
    let raw = ["script", "style", "textarea", "noscript", "svg"];
    !tag.closed && raw.iter().any(|name| tag.name.eq_ignore_ascii_case(name))
}

#[derive(Default)]
struct Reading {
    page: Option<Url>,
    base: Option<Url>,
    seen: HashSet<String>,
    link: Option<Link>,
    found: Announced,
}

/// A link that is still open.
struct Link {
    url: Url,
    words: String,
    /// What its `rel`, `class` and label say, in lower case.
    marks: String,
}

impl Reading {
    fn start(&mut self, tag: &Tag<'_>) {
        match tag.name.to_ascii_lowercase().as_str() {
            "base" => {
                if let Some(base) = tag.attribute("href").and_then(|href| self.completed(&href)) {
                    self.base = Some(base);
                }
            }
            "link" => self.head_link(tag),
            "a" => {
                self.end_link();
                self.link = tag
                    .attribute("href")
                    .and_then(|href| self.completed(&href))
                    .map(|url| Link {
                        url,
                        words: String::new(),
                        marks: marks(tag),
                    });
            }
            "img" if self.link.is_some() => self.text(&tag.attribute("alt").unwrap_or_default()),
            _ => {}
        }
    }

    /// `<link rel=...>`: what the page names for programs.
    fn head_link(&mut self, tag: &Tag<'_>) {
        let Some(url) = tag.attribute("href").and_then(|href| self.completed(&href)) else {
            return;
        };
        let relation = tag.attribute("rel").unwrap_or_default().to_ascii_lowercase();
        let kind = tag.attribute("type").unwrap_or_default().to_ascii_lowercase();
        let relations: Vec<&str> = relation.split_ascii_whitespace().collect();
        if relations.contains(&"next") {
            self.found.next.get_or_insert(url.into());
        } else if relations.contains(&"sitemap") {
            self.keep_sitemap(url);
        } else if is_feed_type(&kind) && relations.iter().any(|word| matches!(*word, "alternate" | "feed")) {
            let title = tag
                .attribute("title")
                .map(|title| title.trim().to_owned())
                .filter(|title| !title.is_empty());
            if self.found.feeds.len() < LINK_LIMIT && self.seen.insert(url.to_string()) {
                self.found.feeds.push((url.into(), title));
            }
        }
    }

    fn text(&mut self, text: &str) {
        /// Words of a link beyond this length are no headline.
        const LONGEST: usize = 400;
        if let Some(link) = self.link.as_mut().filter(|link| link.words.len() < LONGEST) {
            link.words.push_str(&decoded(text));
        }
    }

    fn end_link(&mut self) {
        let Some(Link { url, words, marks }) = self.link.take() else {
            return;
        };
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let same_site = self
            .page
            .as_ref()
            .is_none_or(|page| page.host_str() == url.host_str());
        if is_next(&words, &marks) && same_site && self.page.as_ref() != Some(&url) {
            self.found.next.get_or_insert(url.into());
        } else if looks_like_sitemap(&url) {
            self.keep_sitemap(url);
        } else if looks_like_feed(&url) {
            if self.found.likely_feeds.len() < LINK_LIMIT && self.seen.insert(url.to_string()) {
                self.found.likely_feeds.push(url.into());
            }
        } else if same_site && is_headline(&words, &url) && self.found.headlines.len() < LINK_LIMIT {
            self.keep_headline(url, words);
        }
    }

    /// A teaser often links its picture, its title and its "read more": the longest words count.
    fn keep_headline(&mut self, url: Url, words: String) {
        let address = String::from(url);
        if self.seen.insert(address.clone()) {
            self.found.headlines.push((address, words));
        }
    }

    fn keep_sitemap(&mut self, url: Url) {
        if self.found.sitemaps.len() < LINK_LIMIT && self.seen.insert(url.to_string()) {
            self.found.sitemaps.push(url.into());
        }
    }

    /// A whole address of the web, without its fragment.
    fn completed(&self, href: &str) -> Option<Url> {
        let href = href.trim();
        let mut url = match &self.base {
            Some(base) => base.join(href).ok()?,
            None => Url::parse(href).ok()?,
        };
        url.set_fragment(None);
        matches!(url.scheme(), "http" | "https").then_some(url)
    }
}

fn is_feed_type(kind: &str) -> bool {
    const TYPES: [&str; 8] = [
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "application/rdf+xml",
        "application/json",
        "application/x.atom+xml",
        "text/rss",
        "text/xml",
    ];
    let kind = kind.split(';').next().unwrap_or_default().trim();
    TYPES.contains(&kind)
}

/// By the words that content systems have in the addresses of feeds.
fn looks_like_feed(url: &Url) -> bool {
    let path = url.path().trim_end_matches('/').to_ascii_lowercase();
    let last = path.rsplit('/').next().unwrap_or_default();
    let ending = [".rss", ".atom", ".rdf"]
        .iter()
        .any(|ending| last.ends_with(ending));
    let name = matches!(last, "feed" | "feeds" | "rss" | "atom" | "rss2" | "rdf");
    let file = matches!(
        last,
        "rss.xml" | "feed.xml" | "atom.xml" | "index.xml" | "feed.json" | "rss.php"
    );
    ending
        || name
        || file
        || url
            .query_pairs()
            .any(|(key, value)| key == "feed" && value.starts_with("rss"))
}

fn looks_like_sitemap(url: &Url) -> bool {
    let last = url
        .path()
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    last.contains("sitemap") && (last.ends_with(".xml") || last.ends_with(".xml.gz"))
}

/// What a link's attributes say of it.
fn marks(tag: &Tag<'_>) -> String {
    let said = ["rel", "class", "id", "aria-label", "title"]
        .iter()
        .filter_map(|name| tag.attribute(name));
    said.collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether a link leads to where the list goes on: marked so, or with the usual words and nothing else.
fn is_next(words: &str, marks: &str) -> bool {
    const WORDS: &[&str] = &[
        "next",
        "next page",
        "older",
        "older posts",
        "older articles",
        "older entries",
        "older stories",
        "more articles",
        "more news",
        "more stories",
        "load more",
        "show more",
        "more",
        "suivant",
        "page suivante",
        "weiter",
        "nächste seite",
        "ältere beiträge",
        "siguiente",
        "página siguiente",
        "más noticias",
        "seguinte",
        "successiva",
        "volgende",
        "následující",
        "następna",
        "далее",
        "следующая",
        "次へ",
        "下一页",
        "다음",
    ];
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let marked = marks
        .split_whitespace()
        .any(|mark| matches!(mark, "next" | "next-page" | "pagination-next" | "nextpostslink"));
    marked || WORDS.contains(&bare.as_str())
}

/// Whether the words of a link are those of a headline, and its address not that of a section.
fn is_headline(words: &str, url: &Url) -> bool {
    let enough = words.split(' ').count() >= 4 || words.chars().filter(|c| !c.is_ascii()).count() >= 8;
    enough && url.path().len() > 1
}

//! What a page says about its article: title, authors, dates, language, outlet, address. Each fact has sources in an
//! order of trust; the first that holds counts. The day a page was captured is never a source.

mod authors;
mod dates;
mod json_ld;
mod particulars;
mod titles;

use std::borrow::Cow;
use std::cell::OnceCell;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::Access;
use crate::article::PublicationDate;
use crate::day::Order;
use crate::html::{AttributeName, NodeId, Tag, Tree};
use crate::print::Print;
use json_ld::Linked;
use titles::Heading;

pub use authors::line_after_by;
pub use dates::day_in_address;
pub use titles::fold;

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Title without the site's name.
    pub title: Option<String>,
    /// Names of authors.
    pub authors: Vec<String>,
    /// Day of publication.
    pub published: Option<PublicationDate>,
    /// Day of the last change.
    pub modified: Option<PublicationDate>,
    /// Language tag of the page ("en-GB").
    pub language: Option<String>,
    /// The outlet's name.
    pub site_name: Option<String>,
    /// The page's own address, absolute.
    pub canonical_url: Option<String>,
    /// The part of the outlet.
    pub section: Option<String>,
    /// Keywords of the article.
    pub tags: Vec<String>,
    /// The picture for previews, absolute.
    pub image: Option<String>,
    /// The licence: an address or a name.
    pub licence: Option<String>,
    /// Who may read it.
    pub access: Option<Access>,
    /// The summary meant for search engines and link previews.
    pub description: Option<String>,
    /// The text of the article as structured data carries it.
    pub article_body: Option<String>,
}

/// No more of a meta element's content is read, in bytes.
const LONGEST_CONTENT: usize = 20_000;

/// What was collected from a tree in one walk.
pub struct Sources<'t, 'a> {
    tree: &'t Tree<'a>,
    print: &'t Print,
    url: Option<&'t str>,
    /// First content of each meta element by lower-case key, and all contents of keys that name authors.
    metas: FxHashMap<String, Vec<String>>,
    linked: Linked,
    html_title: Option<String>,
    headings: Vec<Heading>,
    subheadings: Vec<Heading>,
    canonical: Option<String>,
    image_link: Option<String>,
    licence_link: Option<String>,
    lang: Option<String>,
    times: Vec<NodeId>,
    /// Elements that may hold the names of authors, once they were looked for.
    bylines: OnceCell<Vec<NodeId>>,
}

/// Reads all facts of an HTML page.
pub fn read(tree: &Tree<'_>, print: &Print, url: Option<&str>) -> Facts {
    read_as_of(tree, print, url, None)
}

/// Reads all facts of an HTML page that was captured on `as_of`: what it says of later days is refused or flagged.
pub fn read_as_of(tree: &Tree<'_>, print: &Print, url: Option<&str>, as_of: Option<Date>) -> Facts {
    let sources = Sources::collect(tree, print, url);
    let canonical_url = sources.canonical_url();
    let address = url.or(canonical_url.as_deref()).map(before_archiving);
    let site_name = sources.site_name();
    let order = sources.order(address);
    let title = titles::choose(&sources, site_name.as_deref(), address);
    let site_name = site_name.or_else(|| titles::site_beside(&sources, title.as_deref(), address));
    let outlets = sources.outlets(site_name.as_deref(), address);
    let heading = sources.heading_of(title.as_deref());
    let dating = dates::Dating::new(&sources, address, order, heading, as_of);
    Facts {
        authors: authors::choose(&sources, &outlets, heading, title.as_deref()),
        published: dating.published(),
        modified: dating.modified(),
        language: sources.language(),
        section: particulars::section(&sources),
        tags: particulars::tags(&sources),
        image: particulars::image(&sources, address),
        licence: particulars::licence(&sources, address),
        access: particulars::access(&sources),
        description: sources
            .meta(&["og:description", "description", "twitter:description"])
            .map(str::to_owned),
        article_body: sources.linked.body.clone(),
        title,
        site_name,
        canonical_url,
    }
}

impl<'t, 'a> Sources<'t, 'a> {
    fn collect(tree: &'t Tree<'a>, print: &'t Print, url: Option<&'t str>) -> Self {
        let mut sources = Sources {
            tree,
            print,
            url,
            metas: FxHashMap::default(),
            linked: Linked::default(),
            html_title: None,
            headings: Vec::new(),
            subheadings: Vec::new(),
            canonical: None,
            image_link: None,
            licence_link: None,
            lang: None,
            times: Vec::new(),
            bylines: OnceCell::new(),
        };
        for id in 0..tree.nodes().len() {
            sources.visit(id);
        }
        sources
    }

    fn visit(&mut self, id: NodeId) {
        let tree = self.tree;
        let node = tree.node(id);
        match node.tag {
            Tag::Text => return,
            Tag::Meta => self.keep_meta(id),
            Tag::Link | Tag::A => self.keep_link(id),
            Tag::Html => self.lang = tree.attribute(id, AttributeName::Lang).map(Cow::into_owned),
            Tag::Title if self.html_title.is_none() && self.is_of_page(id) => {
                self.html_title = Some(tree.text_below(id, 1000)).filter(|title| !title.is_empty());
            }
            Tag::H1 if self.headings.len() < 20 => self.headings.push(Heading::of(tree, id)),
            Tag::H2 if self.subheadings.len() < 12 => self.subheadings.push(Heading::of(tree, id)),
            Tag::Script if is_json_ld(tree, id) => {
                if let Some(text) = tree.nodes().get(id + 1).filter(|text| text.tag == Tag::Text) {
                    self.linked.read(text.raw);
                }
            }
            Tag::Time if self.times.len() < 100 => self.times.push(id),
            _ => {}
        }
        let property = tree
            .raw_attribute(id, AttributeName::Itemprop)
            .or_else(|| tree.raw_attribute(id, AttributeName::Property));
        if let Some(property) = property.filter(|_| node.tag != Tag::Meta) {
            self.keep_property(id, &key_of(property));
        }
    }

    /// The title of an svg is no title of the page.
    fn is_of_page(&self, id: NodeId) -> bool {
        self.tree
            .ancestors(id)
            .all(|above| self.tree.node(above).tag != Tag::Svg)
    }

    fn keep_meta(&mut self, id: NodeId) {
        let tree = self.tree;
        let Some(content) = tree.attribute(id, AttributeName::Content) else {
            return;
        };
        let content = &content[..content.floor_char_boundary(LONGEST_CONTENT)];
        let content = content.split_whitespace().collect::<Vec<_>>().join(" ");
        if content.is_empty() {
            return;
        }
        for name in [
            AttributeName::Property,
            AttributeName::Name,
            AttributeName::Itemprop,
            AttributeName::HttpEquiv,
        ] {
            if let Some(key) = tree.raw_attribute(id, name) {
                self.keep(&key_of(key), &content);
            }
        }
    }

    fn keep(&mut self, key: &str, content: &str) {
        const PARSELY: [(&str, &str); 7] = [
            ("title", "parsely-title"),
            ("pub_date", "parsely-pub-date"),
            ("section", "parsely-section"),
            ("author", "parsely-author"),
            ("authors", "parsely-author"),
            ("tags", "parsely-tags"),
            ("image_url", "parsely-image-url"),
        ];
        self.metas
            .entry(key.to_owned())
            .or_default()
            .push(content.to_owned());
        // Parsely's keys come in one JSON object, too.
        let page = (key == "parsely-page")
            .then(|| serde_json::from_str(content).ok())
            .flatten();
        let Some(serde_json::Value::Object(page)) = page else {
            return;
        };
        for (name, key) in PARSELY {
            let values = match page.get(name) {
                Some(serde_json::Value::Array(values)) => values.as_slice(),
                Some(value) => std::slice::from_ref(value),
                None => &[],
            };
            for value in values.iter().filter_map(serde_json::Value::as_str) {
                self.metas
                    .entry(key.to_owned())
                    .or_default()
                    .push(value.to_owned());
            }
        }
    }

    fn keep_link(&mut self, id: NodeId) {
        let tree = self.tree;
        let Some(rel) = tree.raw_attribute(id, AttributeName::Rel) else {
            return;
        };
        let slot = match rel.trim() {
            rel if rel.eq_ignore_ascii_case("canonical") && tree.node(id).tag == Tag::Link => {
                &mut self.canonical
            }
            rel if rel.eq_ignore_ascii_case("image_src") => &mut self.image_link,
            rel if rel
                .split_ascii_whitespace()
                .any(|word| word.eq_ignore_ascii_case("license")) =>
            {
                &mut self.licence_link
            }
            _ => return,
        };
        if slot.is_none() {
            *slot = tree
                .attribute(id, AttributeName::Href)
                .map(|href| href.trim().to_owned());
        }
    }

    /// Microdata and RDFa outside of meta elements count as a meta element would.
    fn keep_property(&mut self, id: NodeId, property: &str) {
        if !matches!(
            property,
            "datepublished"
                | "datemodified"
                | "datecreated"
                | "headline"
                | "inlanguage"
                | "articlesection"
                | "keywords"
                | "license"
                | "isaccessibleforfree"
                | "dc.date"
                | "dc.created"
                | "dc.title"
                | "dcterms.issued"
                | "dcterms.modified"
        ) {
            return;
        }
        let attributes = [AttributeName::Datetime, AttributeName::Content];
        let value = attributes
            .iter()
            .find_map(|&name| self.tree.attribute(id, name))
            .map_or_else(|| self.tree.text_below(id, 300), Cow::into_owned);
        if !value.trim().is_empty() {
            self.metas.entry(property.to_owned()).or_default().push(value);
        }
    }

    /// The heading that prints the title, else the first.
    fn heading_of(&self, title: Option<&str>) -> NodeId {
        let title = fold(title.unwrap_or(""));
        let same = self
            .headings
            .iter()
            .chain(&self.subheadings)
            .find(|heading| !title.is_empty() && fold(&heading.text).contains(&title));
        let printed = || {
            let mut segments = self.print.segments.iter();
            segments
                .find(|segment| fold(self.print.text_of(segment)) == title)
                .map(|segment| segment.node)
        };
        let same = same.map(|heading| heading.node);
        same.or_else(|| printed().filter(|_| !title.is_empty()))
            .or(self.headings.first().map(|heading| heading.node))
            .unwrap_or(0)
    }

    /// Folded names that the outlet goes by.
    fn outlets(&self, site: Option<&str>, address: Option<&str>) -> Vec<String> {
        let mut outlets = titles::site_names(site, address);
        outlets.extend(self.linked.publisher.as_deref().map(fold));
        outlets.retain(|outlet| outlet.len() > 2);
        outlets
    }

    /// Who wrote it, where the page labels it so for previews ("Written by").
    fn labelled_author(&self) -> Option<&String> {
        const LABELS: &[&str] = &[
            "writtenby",
            "verfasstvon",
            "geschriebenvon",
            "écritpar",
            "rédigépar",
            "escritopor",
            "scrittoda",
            "geschrevendoor",
            "skrevetav",
            "skrevetaf",
            "skrivenav",
            "skrivetav",
            "autor",
            "author",
            "napisaneprzez",
            "автор",
            "autorstwo",
            "penulis",
            "ditulisoleh",
            "yazan",
            "kirjoittanut",
        ];
        let labels = [
            ("twitter:label1", "twitter:data1"),
            ("twitter:label2", "twitter:data2"),
        ];
        labels.iter().find_map(|(label, data)| {
            let label = fold(self.metas.get(*label)?.first()?);
            LABELS
                .contains(&label.as_str())
                .then(|| self.metas.get(*data)?.first())?
        })
    }

    /// The first content of the first of `keys` that the page has.
    fn meta(&self, keys: &[&str]) -> Option<&str> {
        keys.iter()
            .find_map(|key| self.metas.get(*key))
            .and_then(|values| values.first())
            .map(String::as_str)
    }

    fn site_name(&self) -> Option<String> {
        self.meta(&[
            "og:site_name",
            "application-name",
            "apple-mobile-web-app-title",
            "twitter:app:name:iphone",
        ])
        .map(str::to_owned)
        .or_else(|| self.linked.publisher.clone())
        .filter(|name| name.len() <= 100)
    }

    fn canonical_url(&self) -> Option<String> {
        let base = self.url.and_then(|url| url::Url::parse(url).ok());
        let written = self.canonical.as_deref().or_else(|| self.meta(&["og:url"]))?;
        let absolute = match &base {
            Some(base) => base.join(written).ok()?,
            None => url::Url::parse(written).ok()?,
        };
        matches!(absolute.scheme(), "http" | "https").then(|| absolute.to_string())
    }

    fn language(&self) -> Option<String> {
        self.lang
            .clone()
            .filter(|lang| !lang.is_empty())
            .or_else(|| self.linked.language.clone())
            .or_else(|| {
                self.meta(&["og:locale", "inlanguage", "content-language", "dc.language"])
                    .map(str::to_owned)
            })
    }

    /// American pages write the month first.
    fn order(&self, address: Option<&str>) -> Order {
        const DAY_FIRST: &[&str] = &[
            "uk", "au", "nz", "ie", "in", "za", "pk", "ng", "ke", "gh", "sg", "my", "hk", "eu", "lk", "bd",
        ];
        let language = self
            .language()
            .unwrap_or_default()
            .to_ascii_lowercase()
            .replace('_', "-");
        let host = address
            .and_then(|address| url::Url::parse(address).ok())
            .and_then(|url| url.host_str().map(str::to_owned))
            .unwrap_or_default();
        let ending = host.rsplit('.').next().unwrap_or("");
        let american = language.starts_with("en-us")
            || (language == "en" || language.is_empty())
                && !DAY_FIRST.contains(&ending)
                && !is_country(ending);
        if american {
            Order::MonthFirst
        } else {
            Order::DayFirst
        }
    }
}

/// A name of metadata in lower case, schema.org's without its prefix, Dublin Core's with a full stop.
fn key_of(name: &str) -> String {
    let key = name.trim().to_ascii_lowercase();
    let schema = ["schema:", "http://schema.org/", "https://schema.org/"];
    if let Some(bare) = schema.iter().find_map(|prefix| key.strip_prefix(prefix)) {
        return bare.to_owned();
    }
    if key.starts_with("dc:") || key.starts_with("dcterms:") {
        return key.replacen(':', ".", 1);
    }
    key
}

/// The address that an archive's address of a capture holds ("/web/20260503120000/https://harbourpost.example/a").
fn before_archiving(address: &str) -> &str {
    const STAMP: usize = 8;
    let Some((_, rest)) = address.split_once("/web/") else {
        return address;
    };
    match rest.split_once('/') {
        Some((stamp, inner)) if stamp.bytes().take_while(u8::is_ascii_digit).count() >= STAMP => inner,
        _ => address,
    }
}

fn is_country(ending: &str) -> bool {
    ending.len() == 2 && !matches!(ending, "us" | "co" | "io" | "tv" | "me" | "ai" | "fm")
}

fn is_json_ld(tree: &Tree<'_>, id: NodeId) -> bool {
    tree.raw_attribute(id, AttributeName::Type)
        .is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json"))
}

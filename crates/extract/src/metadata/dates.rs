//! The days of publication and of the last change, and where each was found. Sources in order of trust: JSON-LD, meta
//! elements and time elements near the title, the address, a date printed near the title.

mod visible;

use jiff::civil::Date;

use super::Sources;
use crate::article::PublicationDate;
use crate::body::is_of_comments;
use crate::day::{self, Order};
use crate::html::{AttributeName, NodeId, Tag};
use crate::{DateFrom, Trust};
use visible::Visible;

const PUBLISHED: &[&str] = &[
    "article:published_time",
    "datepublished",
    "og:published_time",
    "article:published",
    "og:article:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publication-date",
    "published-date",
    "published_date",
    "publisheddate",
    "published_on",
    "published-on",
    "article:publicationdate",
    "article-published",
    "datepublication",
    "date-publication",
    "date.published",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dc.date.created",
    "dcterms.created",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
    "citation_date",
    "article_date_original",
    "originalpublicationdate",
    "article.published",
    "article:post_date",
    "published_at",
    "datecreated",
    "created",
    "date",
    "releasedate",
    "mediator_published_time",
    "shareaholic:article_published_time",
    "rbpubdate",
    "ptime",
    "bt:pubdate",
    "nrk:published",
    "article:create_date",
    "last-published",
    "time",
    "published",
    "dc.created",
    "analytics.date",
    "timestamp",
    "displaydate",
    "video:release_date",
];
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "datemodified",
    "og:updated_time",
    "article:modified",
    "dcterms.modified",
    "dc.date.modified",
    "lastmod",
    "last-modified",
    "revised",
    "date.updated",
    "modified_at",
    "modified-date",
    "modified_date",
    "last_updated",
    "cxenseparse:recs:modifiedtime",
];

/// What the days of a page are read from.
pub struct Dating<'s, 't, 'a> {
    sources: &'s Sources<'t, 'a>,
    order: Order,
    heading: NodeId,
    page: Visible<'s, 't, 'a>,
    address: Option<Date>,
    as_of: Option<Date>,
}

impl<'s, 't, 'a> Dating<'s, 't, 'a> {
    /// `heading` prints the title; later than the day after `as_of` the page cannot have been published.
    pub fn new(
        sources: &'s Sources<'t, 'a>,
        address: Option<&str>,
        order: Order,
        heading: NodeId,
        as_of: Option<Date>,
    ) -> Self {
        Dating {
            sources,
            order,
            heading,
            page: Visible::new(sources, order, heading),
            address: address.and_then(in_address),
            as_of,
        }
    }

    /// The day of publication. A day in the future counts only where there is no other.
    pub fn published(&self) -> Option<PublicationDate> {
        let stated = self
            .stated(true)
            .or_else(|| self.stated(false).filter(|_| self.unstated().is_none()));
        let found = stated.or_else(|| self.unstated());
        found.map(|date| self.flagged(date))
    }

    /// The day of the last change.
    pub fn modified(&self) -> Option<PublicationDate> {
        let linked = self.sources.linked.modified.as_deref();
        let linked = linked.and_then(|value| day::machine(value, self.order));
        let stated = linked.map(|day| (day, DateFrom::JsonLd)).or_else(|| {
            meta(self.sources, MODIFIED, self.order).map(|written| (written.day, DateFrom::Meta))
        });
        let trust = |day| {
            if self.page.changed_near_title() == Some(day) {
                Trust::Sure
            } else {
                Trust::Likely
            }
        };
        let found = stated.map(|(day, from)| dated(day, from, trust(day)));
        found.map(|date| self.flagged(date))
    }

    fn is_timely(&self, day: Date) -> bool {
        // The capture's day is in UTC; east of it the next day has begun.
        self.as_of
            .is_none_or(|as_of| as_of.tomorrow().is_ok_and(|last| day <= last))
    }

    fn flagged(&self, date: PublicationDate) -> PublicationDate {
        let trust = if self.is_timely(date.day) {
            date.trust
        } else {
            Trust::Future
        };
        PublicationDate { trust, ..date }
    }

    /// The day that structured data, meta elements or time elements near the title state, in the outlet's time zone.
    fn stated(&self, timely: bool) -> Option<PublicationDate> {
        let (written, from) = self.written(timely)?;
        let printed = self.page.near_title();
        let date = in_local_time(&written, from, self.address, printed);
        let witnessed = [self.address, printed].contains(&Some(date.day));
        let trust = if witnessed { Trust::Sure } else { date.trust };
        Some(PublicationDate { trust, ..date })
    }

    /// The day that the address or the printed page tells; else a day that is not said to be that of publication.
    fn unstated(&self) -> Option<PublicationDate> {
        let printed = self.page.near_title();
        let address = || {
            let day = self.address.filter(|&day| self.is_timely(day))?;
            let trust = if printed == Some(day) {
                Trust::Sure
            } else {
                Trust::Likely
            };
            Some(dated(day, DateFrom::Url, trust))
        };
        let guess = |day, from| dated(day, from, Trust::Guess);
        let far = || time_element(self.sources, self.order, self.heading, NodeId::MAX);
        let changed = || meta(self.sources, MODIFIED, self.order);
        address()
            .or_else(|| printed.map(|day| dated(day, DateFrom::Visible, Trust::Likely)))
            .or_else(|| self.page.anywhere().map(|day| guess(day, DateFrom::Visible)))
            .or_else(|| {
                far()
                    .or_else(changed)
                    .map(|written| guess(written.day, DateFrom::Meta))
            })
            .or_else(|| self.page.changed().map(|day| guess(day, DateFrom::Visible)))
    }

    /// What structured data, meta elements or time elements near the title say.
    fn written(&self, timely: bool) -> Option<(Written, DateFrom)> {
        /// So many nodes behind the title stands the time of the article itself.
        const NEAR: usize = 150;
        let fits = |written: &Written| !timely || self.is_timely(written.day);
        let read = |value: &String| self.page.in_printed_order(value).filter(fits);
        let linked = self.sources.linked.published.as_ref();
        let metas = || {
            let values = PUBLISHED.iter().filter_map(|key| self.sources.metas.get(*key));
            values.flatten().find_map(read)
        };
        let time = || time_element(self.sources, self.order, self.heading, NEAR).filter(fits);
        linked
            .and_then(read)
            .map(|written| (written, DateFrom::JsonLd))
            .or_else(|| metas().or_else(time).map(|written| (written, DateFrom::Meta)))
    }
}

fn dated(day: Date, from: DateFrom, trust: Trust) -> PublicationDate {
    PublicationDate { day, from, trust }
}

/// A date for machines: its day as written, and what its time in UTC leaves open.
#[derive(Clone, Copy)]
struct Written {
    day: Date,
    /// The hour, where the time is in UTC and so perhaps on another day than the outlet's.
    hour: Option<u8>,
}

fn read_written(value: &str, order: Order) -> Option<Written> {
    let day = day::machine(value, order)?;
    let value = value.trim();
    let utc = ["Z", "+00:00", "+0000", "GMT", "UTC"]
        .iter()
        .any(|zone| value.ends_with(zone));
    let time = value.split_once(':').filter(|_| utc).map(|(before, _)| before);
    let hour = time.and_then(|before| before.get(before.len().saturating_sub(2)..)?.parse().ok());
    Some(Written { day, hour })
}

/// The day in the outlet's own time zone: where the time is in UTC, and the address or the page prints the day before or
/// after, which the hour allows, that day counts. An address that is months away from what was written counts too: the
/// date was set anew.
fn in_local_time(
    written: &Written,
    from: DateFrom,
    address: Option<Date>,
    printed: Option<Date>,
) -> PublicationDate {
    const MONTH: i32 = 31;
    let stated = dated(written.day, from, Trust::Likely);
    let apart = |other: Date| (other - written.day).get_days();
    if let Some(address) = address.filter(|&address| apart(address).abs() > MONTH) {
        return dated(address, DateFrom::Url, Trust::Likely);
    }
    let Some(hour) = written.hour else { return stated };
    let local = |other: &Date| match apart(*other) {
        1 => hour >= 10,
        -1 => hour < 12,
        _ => false,
    };
    match (address, printed.filter(local)) {
        (Some(address), _) if local(&address) => dated(address, DateFrom::Url, Trust::Likely),
        (None, Some(printed)) => dated(printed, DateFrom::Visible, Trust::Likely),
        _ => stated,
    }
}

fn meta(sources: &Sources<'_, '_>, keys: &[&str], order: Order) -> Option<Written> {
    keys.iter()
        .filter_map(|key| sources.metas.get(*key))
        .flatten()
        .find_map(|value| read_written(value, order))
}

/// The best time element: one that says it is the date of publication, else one near the title, else the first in the
/// article, unless it says that it is a change.
fn time_element(sources: &Sources<'_, '_>, order: Order, heading: NodeId, reach: usize) -> Option<Written> {
    /// So many nodes before the title may stand its date.
    const ABOVE: usize = 30;
    let tree = sources.tree;
    let value = |id: NodeId| {
        let written = tree.attribute(id, AttributeName::Datetime);
        written.and_then(|value| read_written(&value, order)).or_else(|| {
            let day = day::only(&tree.text_below(id, 100), order)?;
            Some(Written { day, hour: None })
        })
    };
    let says = |id: NodeId, words: &[&str]| {
        let class = tree
            .raw_attribute(id, AttributeName::Class)
            .unwrap_or("")
            .to_ascii_lowercase();
        words.iter().any(|word| class.contains(word))
    };
    let candidates: Vec<NodeId> = sources
        .times
        .iter()
        .copied()
        .filter(|&id| !says(id, &["updated", "modified"]) || says(id, &["publish"]))
        .collect();
    let marked = candidates.iter().copied().filter(|&id| {
        tree.raw_attribute(id, AttributeName::Pubdate).is_some()
            || says(id, &["entry-date", "publish", "posted", "pubdate"])
    });
    let near = candidates
        .iter()
        .copied()
        .filter(|&id| id + ABOVE > heading && id.saturating_sub(heading) <= reach && !is_aside(sources, id));
    marked.chain(near).find_map(value)
}

fn is_aside(sources: &Sources<'_, '_>, id: NodeId) -> bool {
    let tree = sources.tree;
    tree.ancestors(id).any(|above| {
        matches!(tree.node(above).tag, Tag::Aside | Tag::Nav | Tag::Footer | Tag::A)
            || is_of_comments(tree, above)
    })
}

/// The day in an address, if it holds a whole one.
pub fn day_in_address(address: &str) -> Option<PublicationDate> {
    in_address(address).map(|day| dated(day, DateFrom::Url, Trust::Likely))
}

/// `/2025/11/30/`, `/2025-11-30-`, `/20251130/`, `/2025/nov/30/`.
fn in_address(address: &str) -> Option<Date> {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = &path[path.find('/')?..];
    let path = path.split(['?', '#']).next().unwrap_or("");
    let bytes = path.as_bytes();
    for at in 0..bytes.len().saturating_sub(7) {
        let starts = at == 0 || !bytes[at - 1].is_ascii_digit();
        if starts && (bytes[at..].starts_with(b"20") || bytes[at..].starts_with(b"19")) {
            let piece = &path[at..path.floor_char_boundary(at + 11)];
            if let Some(date) = address_date(piece).or_else(|| with_named_month(&path[at..])) {
                return Some(date);
            }
        }
    }
    None
}

/// `2025/nov/30/`: parts of a path, the month in English.
fn with_named_month(path: &str) -> Option<Date> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let mut parts = path.splitn(4, '/');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let is_month = month.len() <= 9 && month.bytes().all(|byte| byte.is_ascii_alphabetic());
    let number = MONTHS
        .iter()
        .position(|name| is_month && month.to_ascii_lowercase().starts_with(name))?;
    let numeric =
        year.len() == 4 && day.len() <= 2 && !day.is_empty() && day.bytes().all(|byte| byte.is_ascii_digit());
    numeric
        .then(|| day::machine(&format!("{year}-{}-{day}", number + 1), Order::DayFirst))
        .flatten()
}

fn address_date(piece: &str) -> Option<Date> {
    let mut parts = piece.splitn(4, ['/', '-', '_', '.']);
    let (year, month, day) = (parts.next()?, parts.next(), parts.next());
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    if let (4, Some(month), Some(day)) = (year.len(), month, day)
        && digits(month) == month.len()
        && (1..=2).contains(&month.len())
        && (1..=2).contains(&digits(day))
    {
        let written = format!("{year}-{month}-{}", &day[..digits(day)]);
        return day::machine(&written, Order::DayFirst);
    }
    (digits(piece) == 8)
        .then(|| day::machine(&piece[..8], Order::DayFirst))
        .flatten()
}

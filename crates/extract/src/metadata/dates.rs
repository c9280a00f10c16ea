//! The days of publication and of the last change, and where each was found. Sources in order of trust: JSON-LD, meta
//! elements and time elements near the title, the address, a date printed near the title.

mod visible;

use jiff::civil::Date;

use super::Sources;
use crate::DateFrom;
use crate::article::PublicationDate;
use crate::body::is_of_comments;
use crate::day::{self, Order};
use crate::html::{AttributeName, NodeId, Tag};
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
    "dc:created",
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

/// The day of publication.
pub fn published(
    sources: &Sources<'_, '_>,
    address: Option<&str>,
    order: Order,
    heading: NodeId,
) -> Option<PublicationDate> {
    let in_address = address.and_then(day_in_address);
    let page = Visible::new(sources, order, heading);
    let printed = || {
        page.published().map(|day| PublicationDate {
            day,
            from: DateFrom::Visible,
        })
    };
    if let Some((value, from)) = written(sources, order, heading, &page) {
        return Some(in_local_time(&value, from, in_address, printed));
    }
    let changed = || {
        meta(sources, MODIFIED, order).map(|written| PublicationDate {
            day: written.day,
            from: DateFrom::Meta,
        })
    };
    let far = || {
        time_element(sources, order, heading, NodeId::MAX).map(|written| PublicationDate {
            day: written.day,
            from: DateFrom::Meta,
        })
    };
    let last = || {
        page.changed().map(|day| PublicationDate {
            day,
            from: DateFrom::Visible,
        })
    };
    in_address
        .or_else(printed)
        .or_else(far)
        .or_else(changed)
        .or_else(last)
}

/// A date for machines: its day as written, and what its time in UTC leaves open.
#[derive(Clone, Copy)]
struct Written {
    day: Date,
    /// The hour, where the time is in UTC and so perhaps on another day than the outlet's.
    hour: Option<u8>,
}

/// What structured data, meta elements or time elements near the title say.
fn written(
    sources: &Sources<'_, '_>,
    order: Order,
    heading: NodeId,
    page: &Visible<'_, '_, '_>,
) -> Option<(Written, DateFrom)> {
    /// So many nodes behind the title stands the time of the article itself.
    const NEAR: usize = 150;
    let linked = sources.linked.published.as_deref();
    linked
        .and_then(|value| page.in_printed_order(value))
        .map(|written| (written, DateFrom::JsonLd))
        .or_else(|| {
            let metas = PUBLISHED
                .iter()
                .filter_map(|key| sources.metas.get(*key))
                .flatten();
            metas
                .into_iter()
                .find_map(|value| page.in_printed_order(value))
                .or_else(|| time_element(sources, order, heading, NEAR))
                .map(|written| (written, DateFrom::Meta))
        })
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
    in_address: Option<PublicationDate>,
    printed: impl FnOnce() -> Option<PublicationDate>,
) -> PublicationDate {
    const MONTH: i32 = 31;
    let stated = PublicationDate {
        day: written.day,
        from,
    };
    let apart = |other: &PublicationDate| (other.day - written.day).get_days();
    if let Some(address) = in_address.filter(|address| apart(address).abs() > MONTH) {
        return address;
    }
    let Some(hour) = written.hour else { return stated };
    let local = |other: &PublicationDate| match apart(other) {
        1 => hour >= 10,
        -1 => hour < 12,
        _ => false,
    };
    match in_address {
        Some(address) if local(&address) => address,
        Some(_) => stated,
        None => printed().filter(local).unwrap_or(stated),
    }
}

/// The day of the last change.
pub fn modified(sources: &Sources<'_, '_>, order: Order) -> Option<PublicationDate> {
    let linked = sources
        .linked
        .modified
        .as_deref()
        .and_then(|value| day::machine(value, order));
    linked
        .map(|day| (day, DateFrom::JsonLd))
        .or_else(|| meta(sources, MODIFIED, order).map(|written| (written.day, DateFrom::Meta)))
        .map(|(day, from)| PublicationDate { day, from })
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
    let from = DateFrom::Url;
    in_address(address).map(|day| PublicationDate { day, from })
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

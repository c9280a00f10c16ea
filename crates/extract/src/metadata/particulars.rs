//! What a page says of its article beside title, authors and dates: section, tags, picture, licence, and who may read it.

use url::Url;

use super::{Sources, fold};
use crate::Access;

const SECTIONS: &[&str] = &[
    "article:section",
    "parsely-section",
    "og:article:section",
    "articlesection",
    "sailthru.section",
    "cxenseparse:category",
    "dc.type.section",
    "section",
    "channel",
    "category",
];
const TAGS: &[&str] = &[
    "article:tag",
    "og:article:tag",
    "news_keywords",
    "parsely-tags",
    "sailthru.tags",
    "cxenseparse:keywords",
    "tags",
    "dc.subject",
    "dcterms.subject",
    "keywords",
];
const IMAGES: &[&str] = &[
    "og:image:secure_url",
    "og:image",
    "og:image:url",
    "twitter:image",
    "twitter:image:src",
    "parsely-image-url",
    "sailthru.image.full",
    "cxenseparse:image",
    "image",
    "thumbnail",
];
const LICENCES: &[&str] = &[
    "dcterms.license",
    "dc.rights.license",
    "license",
    "dcterms.rights",
    "dc.rights",
];

/// The part of the outlet that the article stands in: a few words.
pub fn section(sources: &Sources<'_, '_>) -> Option<String> {
    const LONGEST: usize = 60;
    let linked = sources.linked.section.as_deref();
    let stated = SECTIONS.iter().filter_map(|key| sources.meta(&[key]));
    let mut all = sources
        .meta(&SECTIONS[..1])
        .into_iter()
        .chain(linked)
        .chain(stated);
    let fits = |name: &&str| {
        !name.is_empty() && name.len() <= LONGEST && !name.contains("://") && !fold(name).is_empty()
    };
    all.find(fits).map(str::to_owned)
}

/// The keywords of the first source that gives any, once each.
pub fn tags(sources: &Sources<'_, '_>) -> Vec<String> {
    let metas = TAGS
        .iter()
        .filter_map(|key| sources.metas.get(*key))
        .map(|values| keywords(values));
    let linked = || keywords(&sources.linked.keywords);
    let mut metas = metas.filter(|tags| !tags.is_empty());
    let own = TAGS
        .first()
        .and_then(|key| sources.metas.get(*key))
        .map(|values| keywords(values));
    let own = own.filter(|tags| !tags.is_empty());
    own.or_else(|| Some(linked()).filter(|tags| !tags.is_empty()))
        .or_else(|| metas.next())
        .unwrap_or_default()
}

fn keywords(values: &[String]) -> Vec<String> {
    const MOST: usize = 50;
    const LONGEST: usize = 80;
    let mut tags: Vec<String> = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    for tag in values
        .iter()
        .flat_map(|value| value.split([',', ';']))
        .take(4 * MOST)
    {
        let tag = tag.trim().trim_matches('"');
        let folded = fold(tag);
        let fits = !folded.is_empty() && tag.len() <= LONGEST && !tag.contains("://") && tags.len() < MOST;
        if fits && !seen.contains(&folded) {
            tags.push(tag.to_owned());
            seen.push(folded);
        }
    }
    tags
}

/// The address of the picture for previews.
pub fn image(sources: &Sources<'_, '_>, address: Option<&str>) -> Option<String> {
    let metas = IMAGES.iter().filter_map(|key| sources.meta(&[key]));
    let all = metas
        .chain(sources.linked.image.as_deref())
        .chain(sources.image_link.as_deref());
    all.filter_map(|written| absolute(written, address)).next()
}

fn absolute(written: &str, address: Option<&str>) -> Option<String> {
    let base = address.and_then(|address| Url::parse(address).ok());
    let url = match base {
        Some(base) => base.join(written.trim()).ok()?,
        None => Url::parse(written.trim()).ok()?,
    };
    matches!(url.scheme(), "http" | "https").then(|| url.to_string())
}

/// The licence: an address where one is linked, else what metadata names, if that is a licence and no line of rights.
pub fn licence(sources: &Sources<'_, '_>, address: Option<&str>) -> Option<String> {
    let link = sources.licence_link.as_deref().map(super::before_archiving);
    let link = link.filter(|link| names_licence(link));
    let linked = sources.linked.licence.as_deref().or(link);
    let stated = || {
        LICENCES
            .iter()
            .filter_map(|key| sources.meta(&[key]))
            .find(|text| names_licence(text))
    };
    linked
        .and_then(|written| {
            absolute(written, address).or_else(|| names_licence(written).then(|| written.to_owned()))
        })
        .or_else(|| stated().map(str::to_owned))
}

fn names_licence(text: &str) -> bool {
    const NAMES: &[&str] = &[
        "creative commons",
        "creativecommons.org",
        "cc by",
        "cc-by",
        "cc0",
        "public domain",
        "lizenz",
        "copyright",
        "terms",
        "licen",
    ];
    let lower = text.to_lowercase();
    lower.len() <= 200 && NAMES.iter().any(|name| lower.contains(name))
}

/// Who may read the article. What structured data says of the article or a part of it counts first.
pub fn access(sources: &Sources<'_, '_>) -> Option<Access> {
    const TIERS: &[&str] = &[
        "article:content_tier",
        "og:article:content_tier",
        "content_tier",
        "cxenseparse:access",
    ];
    let linked = sources
        .linked
        .free
        .map(|free| if free { Access::Free } else { Access::Paid });
    let tier = sources
        .meta(TIERS)
        .and_then(|tier| match tier.to_ascii_lowercase().as_str() {
            "free" | "open" => Some(Access::Free),
            "metered" => Some(Access::Metered),
            "locked" | "paid" | "premium" | "subscription" | "subscriber" => Some(Access::Paid),
            _ => None,
        });
    let flag = || {
        let free = sources.meta(&["isaccessibleforfree"]).and_then(truth);
        free.or_else(|| {
            sources
                .meta(&["paywall", "article:paywall", "cxenseparse:paywall"])
                .and_then(truth)
                .map(|paid| !paid)
        })
    };
    // A page may be free for machines and metered for readers.
    match (linked, tier) {
        (Some(Access::Paid), Some(Access::Metered)) | (None, Some(Access::Metered)) => Some(Access::Metered),
        (Some(linked), _) => Some(linked),
        (None, tier) => tier.or_else(|| flag().map(|free| if free { Access::Free } else { Access::Paid })),
    }
}

/// "True", "https://schema.org/False", "yes", "0".
pub fn truth(text: &str) -> Option<bool> {
    match text.rsplit('/').next()?.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "1" => Some(true),
        "false" | "no" | "0" => Some(false),
        _ => None,
    }
}

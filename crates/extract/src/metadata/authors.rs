//! Authors as names: from structured data, meta elements, or a byline on the page. People come first; an outlet, an agency
//! or a pen name counts only where no full name is given.

mod bylines;
mod names;

use super::{Sources, fold};
use crate::html::NodeId;
use names::Shape;

const KEYS: &[&str] = &[
    "author",
    "article:author",
    "article:author_name",
    "article:byline",
    "parsely-author",
    "sailthru.author",
    "byl",
    "authors",
    "citation_author",
    "citation_authors",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor",
    "og:article:author",
    "cxenseparse:author",
    "cxense:author",
    "news_author",
    "twitter:creator:name",
    "creator",
    "dcsext.author",
    "article.author",
];

/// No more credits of one source are read.
const MOST: usize = 100;

/// The authors by the first source that names any. `heading` prints the title.
pub fn choose(
    sources: &Sources<'_, '_>,
    outlets: &[String],
    heading: NodeId,
    title: Option<&str>,
) -> Vec<String> {
    let title = fold(title.unwrap_or(""));
    let found = first_source(sources, outlets, heading, &title);
    let mut names: Vec<String> = Vec::new();
    for name in &found {
        let name = names::without_role(name, outlets);
        if !names.iter().any(|other| fold(other) == fold(name)) {
            names.push(name.to_owned());
        }
    }
    names
}

fn first_source(sources: &Sources<'_, '_>, outlets: &[String], heading: NodeId, title: &str) -> Vec<String> {
    let person = |name: &str| names::shape(name) == Shape::Person && !is_outlet(name, outlets);
    let pen = |name: &str| names::shape(name) != Shape::Organisation && !is_outlet(name, outlets);
    let any = |_: &str| true;
    let stated = stated(sources, outlets);
    if stated.iter().any(|name| person(name)) {
        return with_others(sources, stated, heading, &person);
    }
    let in_metas = of_metas(sources, outlets, &person);
    if !in_metas.is_empty() {
        return with_others(sources, in_metas, heading, &person);
    }
    let organisations = organisations(sources);
    let outlet_alone = !organisations.is_empty() || !of_metas(sources, outlets, &any).is_empty();
    let printed_person = |name: &str| person(name) && !title.contains(&fold(name));
    let printed_pen = |name: &str| pen(name) && !title.contains(&fold(name));
    let searches: [&dyn Fn() -> Vec<String>; 12] = [
        &|| {
            if is_handle(&stated) {
                Vec::new()
            } else {
                stated.clone()
            }
        },
        &|| {
            if outlet_alone {
                Vec::new()
            } else {
                bylines::beside_title(sources, heading, &printed_pen)
            }
        },
        &|| bylines::near_title(sources, heading, &printed_person, outlet_alone),
        &|| bylines::printed(sources, heading, &printed_person),
        &|| of_metas(sources, outlets, &pen),
        &|| stated.clone(),
        &|| organisations.clone(),
        &|| bylines::near_title(sources, heading, &printed_pen, false),
        &|| of_metas(sources, outlets, &any),
        &|| bylines::far_from_title(sources, heading, &printed_pen),
        &|| bylines::near_title(sources, heading, &any, false),
        &|| bylines::printed(sources, heading, &any),
    ];
    let found = searches
        .iter()
        .map(|search| search())
        .find(|names| !names.is_empty());
    found.unwrap_or_default()
}

/// The organisations and outlets that structured data gives as authors.
fn organisations(sources: &Sources<'_, '_>) -> Vec<String> {
    let credits = sources.linked.authors.iter();
    let mut names: Vec<String> = credits.filter_map(|credit| organisation(&credit.name)).collect();
    names.dedup();
    names
}

/// The people that structured data names, and what is named beside them.
fn stated(sources: &Sources<'_, '_>, outlets: &[String]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for credit in sources.linked.authors.iter().take(MOST) {
        let whole = [credit.name.clone()];
        let names = if credit.organised || is_outlet(&credit.name, outlets) {
            whole.to_vec()
        } else {
            names::names(&credit.name)
        };
        for name in names {
            let name = names::without_role(&name, outlets).to_owned();
            if !is_outlet(&name, outlets) && !found.iter().any(|other| fold(other) == fold(&name)) {
                found.push(name);
            }
        }
    }
    found
}

/// An organisation's name as given, unless it is an address.
fn organisation(name: &str) -> Option<String> {
    let name = name.trim();
    let fits =
        !name.is_empty() && name.len() <= 90 && !name.contains(['@', '{', '<']) && !name.contains("://");
    fits.then(|| name.to_owned())
}

/// The names of the first key that holds fitting ones, or of one further down that holds the same and more.
fn of_metas(sources: &Sources<'_, '_>, outlets: &[String], fits: &dyn Fn(&str) -> bool) -> Vec<String> {
    let written_by = sources.labelled_author();
    let values = KEYS.iter().filter_map(|key| sources.metas.get(*key));
    let mut best: Vec<String> = Vec::new();
    for values in values
        .map(Vec::as_slice)
        .chain(written_by.map(std::slice::from_ref))
    {
        let mut found: Vec<String> = Vec::new();
        for value in values.iter().take(MOST) {
            for name in whole_or_parts(value, outlets) {
                let name = names::without_role(&name, outlets).to_owned();
                if found.len() < MOST && fits(&name) && !found.iter().any(|other| fold(other) == fold(&name))
                {
                    found.push(name);
                }
            }
        }
        if best.is_empty()
            || found.len() > best.len() && holds(&found, &best)
            || is_handle(&best) && !found.is_empty()
        {
            best = found;
        }
    }
    best
}

/// One lower-case word: what someone is called in an address.
fn is_handle(names: &[String]) -> bool {
    matches!(names, [name] if !name.contains(' ') && !name.contains(char::is_uppercase))
}

/// A credit that is the outlet's own name is not cut at its commas and conjunctions.
fn whole_or_parts(value: &str, outlets: &[String]) -> Vec<String> {
    if outlets.contains(&fold(value)) {
        return vec![value.to_owned()];
    }
    names::names(value)
}

fn holds(more: &[String], names: &[String]) -> bool {
    names
        .iter()
        .all(|name| more.iter().any(|other| fold(other) == fold(name)))
}

/// The stated names, where the page itself prints the same and more beside its title, or says that fewer wrote it.
fn with_others(
    sources: &Sources<'_, '_>,
    stated: Vec<String>,
    heading: NodeId,
    person: &dyn Fn(&str) -> bool,
) -> Vec<String> {
    let creators: Vec<String> = sources
        .linked
        .creators
        .iter()
        .flat_map(|credit| names::names(&credit.name))
        .collect();
    if !creators.is_empty() && creators.len() < stated.len() && holds(&stated, &creators) {
        return creators;
    }
    let printed = bylines::beside_title(sources, heading, person);
    if printed.len() > stated.len() && holds(&printed, &stated) {
        return printed;
    }
    stated
}

/// Whether a name is the outlet's, or little more or less than it.
fn is_outlet(name: &str, outlets: &[String]) -> bool {
    let name = fold(name);
    let name = name.strip_prefix("the").unwrap_or(&name);
    outlets.iter().any(|outlet| {
        let outlet = outlet.strip_prefix("the").unwrap_or(outlet);
        let (short, long) = if name.len() < outlet.len() {
            (name, outlet)
        } else {
            (outlet, name)
        };
        let much = short.len() * 10 >= long.len() * 6;
        short == long
            || short.len() >= 5 && much && long.contains(short)
            || outlet.len() >= 8 && name.ends_with(outlet)
    })
}

/// What follows "By" in a line that is a byline: a few words, the first two with capitals.
pub fn line_after_by(line: &str) -> Option<&str> {
    const LONGEST: usize = 80;
    const WORDS: &[&str] = &[
        "By ",
        "BY ",
        "by ",
        "Von ",
        "Par ",
        "Por ",
        "Written by ",
        "Posted by ",
        "Author: ",
        "Autor: ",
        "Text: ",
        "Written By ",
    ];
    let name = WORDS.iter().find_map(|word| line.strip_prefix(word))?.trim();
    let name = name
        .split([',', '|', '•', '·', '('])
        .next()
        .unwrap_or("")
        .trim_end();
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let shaped = (2..=5).contains(&words.len())
        && words.iter().take(2).all(capital)
        && words.last().is_some_and(capital);
    (line.len() <= LONGEST && shaped && !name.ends_with(['.', ':', '!', '?'])).then_some(name)
}

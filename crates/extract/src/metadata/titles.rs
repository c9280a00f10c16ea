//! The title, without the site's name.

use super::Sources;
use crate::html::{NodeId, Tag, Tree};
use crate::letters::{is_alphanumeric, push_lower};

const SEPARATORS: [&str; 15] = [
    " | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " / ", " ‹ ", " ⋅ ", " : ", "ㅣ", " › ",
];

/// A longer heading, in characters, was never closed.
const LONGEST_TITLE: usize = 250;

/// A heading of the page and where its elements begin in its text: a kicker is an element of its own.
pub struct Heading {
    /// The element.
    pub node: NodeId,
    /// Its text.
    pub text: String,
    borders: Vec<usize>,
}

impl Heading {
    /// Reads the heading at `node`.
    pub fn of(tree: &Tree<'_>, node: NodeId) -> Self {
        const LONGEST: usize = 4 * LONGEST_TITLE;
        let (mut text, mut borders) = (String::new(), Vec::new());
        let (end, mut unprinted) = (tree.node(node).end as usize, node);
        for below in node..end {
            if text.len() >= LONGEST {
                break;
            }
            if tree.is_unprinted(below) {
                unprinted = unprinted.max(tree.node(below).end as usize);
            }
            if below < unprinted {
                continue;
            }
            match tree.node(below).tag {
                Tag::Text => {
                    borders.push(text.len());
                    crate::html::push_folded(&tree.text(below), &mut text);
                }
                Tag::Br | Tag::P | Tag::Div | Tag::Li | Tag::Td => crate::html::push_folded(" ", &mut text),
                _ => {}
            }
        }
        text.truncate(text.trim_end().len());
        borders.retain(|&border| border > 0 && border < text.len());
        Heading { node, text, borders }
    }
}

/// Chooses among headings, link previews, structured data and the title element. A heading counts when one of the others
/// confirms it, or when it is the only one: a page may have headings for its sections and its logo.
pub fn choose(sources: &Sources<'_, '_>, site: Option<&str>, address: Option<&str>) -> Option<String> {
    let names = site_names(site, address);
    let strip = |title: &str| without_site(title, &names);
    let said = said(sources, &names);
    let is_title = |heading: &&Heading| {
        heading.text.chars().count() <= LONGEST_TITLE
            && fold(&heading.text).len() > 3
            && !is_name(&heading.text, &names)
    };
    let headings: Vec<&Heading> = sources.headings.iter().filter(is_title).collect();
    let chosen = below_an_index_title(sources, &headings, &said)
        .or_else(|| agreed(sources, &said))
        .or_else(|| confirmed(&headings, &said).map(|heading| without_kicker(sources, heading, &said)));
    let chosen = chosen.map(|title| strip(&title));
    chosen
        .or_else(|| subheading(sources, &said))
        .or_else(|| printed_part(sources, &names))
        .or_else(|| only_heading(sources, &headings))
        .or_else(|| without_tail(&said))
        .or_else(|| headings.first().map(|heading| heading.text.clone()))
        .map(|title| in_mixed_case(title, &said).replace('\u{ad}', ""))
}

/// The heading that metadata has too: word for word, else much like it, else as the first or longest part of a title.
fn confirmed<'h>(headings: &[&'h Heading], said: &[String]) -> Option<&'h Heading> {
    let same = |heading: &&&Heading| said.iter().any(|title| fold(title) == fold(&heading.text));
    let like = |heading: &&&Heading| said.iter().any(|title| agrees(&heading.text, title));
    let part = |heading: &&&Heading| said.iter().any(|title| is_main_part(&heading.text, title));
    let find = |fits: &dyn Fn(&&&'h Heading) -> bool| headings.iter().find(|heading| fits(heading)).copied();
    find(&same).or_else(|| find(&like)).or_else(|| find(&part))
}

fn is_main_part(heading: &str, title: &str) -> bool {
    let (heading, parts) = (fold(heading), parts(title));
    let longest = parts.iter().max_by_key(|part| part.len());
    let main = parts.first().into_iter().chain(longest);
    heading.len() >= 8 && main.into_iter().any(|part| fold(part) == heading)
}

/// What metadata calls the page, best first, without the site.
fn said(sources: &Sources<'_, '_>, names: &[String]) -> Vec<String> {
    /// What is longer is no title, in bytes.
    const LONGEST: usize = 4000;
    let linked = &sources.linked;
    let all = [
        sources.meta(&["og:title"]),
        linked.headline.as_deref(),
        linked.alternative_headline.as_deref(),
        sources.meta(&["headline"]),
        sources.meta(&[
            "twitter:title",
            "dc.title",
            "parsely-title",
            "sailthru.title",
            "cxenseparse:title",
        ]),
        sources.html_title.as_deref(),
    ];
    let short = all.into_iter().flatten().filter(|title| title.len() <= LONGEST);
    let stripped = short.map(|title| without_site(title, names));
    stripped.filter(|title| !fold(title).is_empty()).collect()
}

/// The printed headline of a page whose first heading repeats the title made for search engines: a second heading that
/// the link preview or the structured data has word for word.
fn below_an_index_title(sources: &Sources<'_, '_>, headings: &[&Heading], said: &[String]) -> Option<String> {
    const MOST: usize = 3;
    let first = fold(&headings.first()?.text);
    if !said.iter().any(|title| fold(title) == first) {
        return None;
    }
    let headline = sources.linked.headline.as_deref().filter(|_| sources.linked.news);
    let best = [headline, sources.meta(&["og:title"])];
    let stated: Vec<&str> = best
        .into_iter()
        .flatten()
        .filter(|title| fold(title) != first)
        .collect();
    let printed = sources
        .subheadings
        .iter()
        .take(MOST)
        .filter(|heading| fold(&heading.text) != first);
    printed
        .flat_map(|heading| stated.iter().map(move |title| (heading, title)))
        .find(|(heading, title)| ends_with_part(heading, title))
        .map(|(_, title)| (*title).to_owned())
}

/// Whether a title is a heading's whole text, or the text of its last elements.
fn ends_with_part(heading: &Heading, title: &str) -> bool {
    let title = fold(title);
    let ends = |&border: &usize| fold(&heading.text[border..]) == title;
    title.len() > 12 && (ends(&0) || heading.borders.iter().any(ends))
}

/// A heading without the kicker before its title: what is left is a title that metadata has alone, or part of one that
/// has another part before or behind it.
fn without_kicker(sources: &Sources<'_, '_>, heading: &Heading, said: &[String]) -> String {
    let text = &heading.text;
    let whole = fold(text);
    let stated = sources
        .linked
        .headline
        .as_deref()
        .is_some_and(|headline| fold(headline) == whole);
    if stated {
        return text.clone();
    }
    let printed_whole = said.iter().any(|title| fold(title).contains(&whole));
    let others: Vec<&String> = said
        .iter()
        .filter(|title| !fold(title).contains(&whole))
        .collect();
    let is_title = |border: usize, of_element: bool| {
        let rest = fold(&text[border..]);
        let alone = others.iter().any(|title| fold(title) == rest);
        let separate = |title: &&&String| parts(title).into_iter().any(|part| fold(part) == rest);
        let after_colon =
            |title: &&&String| title.split_once(": ").is_some_and(|(_, part)| fold(part) == rest);
        alone && (of_element || !printed_whole)
            || others.iter().any(|title| {
                (of_element || !printed_whole) && separate(&title) || !printed_whole && after_colon(&title)
            })
    };
    let found = borders(heading)
        .into_iter()
        .find(|&(border, of_element)| is_title(border, of_element));
    found.map_or_else(
        || text.clone(),
        |(border, _)| {
            text[border..]
                .trim_start_matches([' ', '-', ':', '–', '|', '—'])
                .to_owned()
        },
    )
}

/// Where a title may begin behind a kicker, and whether an element begins there.
fn borders(heading: &Heading) -> Vec<(usize, bool)> {
    const SHORTEST: usize = 12;
    let text = &heading.text;
    let mut borders: Vec<(usize, bool)> = heading.borders.iter().map(|&border| (border, true)).collect();
    for separator in SEPARATORS.iter().chain(&[": ", "| "]) {
        let found = text.match_indices(separator);
        borders.extend(found.map(|(at, _)| (at + separator.len(), false)));
    }
    borders.sort_unstable();
    let fits = |&(border, _): &(usize, bool)| {
        let (kicker, rest) = (fold(&text[..border]), fold(&text[border..]));
        rest.len() >= SHORTEST && !kicker.is_empty() && kicker.len() <= rest.len() * 2
    };
    borders.into_iter().filter(fits).take(20).collect()
}

/// A second heading that the page's metadata has word for word, or as a part.
fn subheading(sources: &Sources<'_, '_>, said: &[String]) -> Option<String> {
    let fits = |heading: &&Heading| {
        let text = fold(&heading.text);
        text.len() > 8
            && said
                .iter()
                .flat_map(|title| parts(title))
                .any(|part| fold(part) == text)
    };
    sources
        .subheadings
        .iter()
        .find(fits)
        .map(|heading| heading.text.clone())
}

/// The heading of a page that has one and leads with it nowhere.
fn only_heading(sources: &Sources<'_, '_>, headings: &[&Heading]) -> Option<String> {
    let tree = sources.tree;
    let leads = |heading: &&&Heading| {
        let below = heading.node..tree.node(heading.node).end as usize;
        below.into_iter().any(|id| tree.node(id).tag == Tag::A)
            || tree.ancestors(heading.node).any(|id| tree.node(id).tag == Tag::A)
    };
    let standing: Vec<&&Heading> = headings.iter().filter(|heading| !leads(heading)).collect();
    let first = standing.first()?;
    let same = standing.iter().all(|heading| heading.text == first.text);
    (same && first.text.contains(' ')).then(|| first.text.clone())
}

/// The first title, or one of the others that is its beginning: the rest is the site's.
fn without_tail(said: &[String]) -> Option<String> {
    let first = said.first()?;
    let shorter = said.iter().find(|title| {
        let rest = first.strip_prefix(title.as_str());
        title.contains(' ')
            && rest.is_some_and(|rest| {
                rest.trim_start()
                    .starts_with(['-', '|', '–', '—', ':', 'ㅣ', '·'])
            })
    });
    Some(shorter.unwrap_or(first).clone())
}

/// A title set all in capitals as metadata writes it.
fn in_mixed_case(title: String, said: &[String]) -> String {
    if title.contains(char::is_lowercase) || !title.contains(char::is_uppercase) {
        return title;
    }
    let folded = fold(&title);
    let mixed = said
        .iter()
        .find(|other| other.contains(char::is_lowercase) && fold(other) == folded);
    mixed.cloned().unwrap_or(title)
}

/// The longest part of the title element between separators, if the page prints it alone, and the site is not so named.
fn printed_part(sources: &Sources<'_, '_>, names: &[String]) -> Option<String> {
    const SHORTEST: usize = 12;
    const HEAD: usize = 80;
    const LONGEST: usize = 400;
    let parts = parts(sources.html_title.as_deref()?);
    let part = parts.iter().copied().max_by_key(|part| part.len())?;
    let folded = fold(part);
    if parts.len() < 2 || folded.len() < SHORTEST || is_name(part, names) {
        return None;
    }
    let print = sources.print;
    let mut lines = print
        .segments
        .iter()
        .take(HEAD)
        .map(|segment| print.text_of(segment));
    lines
        .any(|line| line.len() < LONGEST && fold(line) == folded)
        .then(|| part.trim().to_owned())
}

/// A title cut at all separators.
fn parts(title: &str) -> Vec<&str> {
    SEPARATORS.iter().fold(vec![title], |parts, separator| {
        parts.into_iter().flat_map(|part| part.split(separator)).collect()
    })
}

/// The outlet's name as the title element has it beside the title: a few words that the address holds or the line of
/// rights repeats.
pub fn site_beside(sources: &Sources<'_, '_>, title: Option<&str>, address: Option<&str>) -> Option<String> {
    const MOST_WORDS: usize = 5;
    let title = fold(title?);
    let parts = parts(sources.html_title.as_deref()?);
    let [first, second] = parts[..] else { return None };
    let site = match (fold(first) == title, fold(second) == title) {
        (true, false) => second.trim(),
        (false, true) => first.trim(),
        _ => return None,
    };
    let folded = fold(site.strip_prefix("The ").unwrap_or(site));
    if folded.len() < 4 || site.split_whitespace().count() > MOST_WORDS {
        return None;
    }
    let host = site_names(None, address);
    let print = sources.print;
    let mut last = print
        .segments
        .iter()
        .rev()
        .take(30)
        .map(|segment| print.text_of(segment));
    let named = host.iter().any(|host| host.contains(&folded))
        || last.any(|line| crate::body::is_boilerplate(line) && fold(line).contains(&folded));
    named.then(|| site.to_owned())
}

/// The title of a news article on which its structured data and its link preview agree: a heading may carry a kicker.
fn agreed(sources: &Sources<'_, '_>, said: &[String]) -> Option<String> {
    let both =
        sources.linked.news && sources.linked.headline.is_some() && sources.meta(&["og:title"]).is_some();
    let (preview, headline) = (said.first()?, said.get(1)?);
    (both && fold(preview) == fold(headline)).then(|| headline.clone())
}

/// Letters and digits alone, in lower case.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return fold_ascii(text);
    }
    let mut folded = String::with_capacity(text.len());
    for character in text.chars().filter(|&character| is_alphanumeric(character)) {
        push_lower(character, &mut folded);
    }
    folded
}

fn fold_ascii(text: &str) -> String {
    let mut folded = text.as_bytes().to_ascii_lowercase();
    folded.retain(u8::is_ascii_alphanumeric);
    String::from_utf8(folded).unwrap_or_default()
}

/// Whether two titles are the same or one holds the other and little else, or they share most of their words.
fn agrees(heading: &str, title: &str) -> bool {
    let (a, b) = (fold(heading), fold(title));
    let (short, long) = if a.len() < b.len() { (&a, &b) } else { (&b, &a) };
    if short.len() * 2 >= long.len() && long.contains(short.as_str()) {
        return true;
    }
    let words = |text: &str| -> Vec<String> {
        text.split_whitespace()
            .map(fold)
            .filter(|word| word.len() > 2)
            .collect()
    };
    let (heading, title) = (words(heading), words(title));
    let shared = heading
        .iter()
        .take(60)
        .filter(|word| title.contains(word))
        .count();
    shared >= 3 && shared * 10 >= heading.len().max(title.len()) * 6
}

/// Folded names the site goes by.
pub fn site_names(site: Option<&str>, address: Option<&str>) -> Vec<String> {
    let host = address
        .and_then(|address| url::Url::parse(address).ok())
        .and_then(|url| {
            url.host_str()
                .map(|host| host.trim_start_matches("www.").to_owned())
        })
        .unwrap_or_default();
    let label = host
        .split('.')
        .rev()
        .skip(1)
        .find(|label| label.len() > 3)
        .unwrap_or("");
    let initials: String = site
        .unwrap_or("")
        .split_whitespace()
        .filter_map(|word| word.chars().next())
        .collect();
    let mut names: Vec<String> = [site.unwrap_or(""), &host, label, &initials]
        .into_iter()
        .map(fold)
        .collect();
    names.retain(|name| name.len() > 2);
    names
}

/// Drops parts at either end that are the site's name.
fn without_site(title: &str, names: &[String]) -> String {
    let mut title = title.trim();
    for _ in 0..3 {
        let cut = SEPARATORS
            .iter()
            .filter_map(|separator| title.rfind(separator).map(|at| (at, separator.len())))
            .max();
        let Some((at, length)) = cut else { break };
        let (rest, part) = (&title[..at], &title[at + length..]);
        if !is_site(part, names) || fold(rest).is_empty() {
            break;
        }
        title = rest.trim_end();
    }
    for separator in SEPARATORS {
        if let Some((part, rest)) = title.split_once(separator)
            && is_name(part, names)
            && !rest.trim().is_empty()
        {
            return rest.trim().to_owned();
        }
    }
    title.to_owned()
}

fn is_name(part: &str, names: &[String]) -> bool {
    let part = fold(part);
    !part.is_empty() && names.contains(&part)
}

/// Whether it is the site's name in capital letters of its words, as they stand first among the names.
fn is_initials(part: &str, names: &[String]) -> bool {
    let part = part.trim();
    (2..=6).contains(&part.len())
        && part.bytes().all(|byte| byte.is_ascii_uppercase())
        && names.contains(&fold(part))
}

/// The site's name, or something like it: a few words that hold it or are held by it.
fn is_site(part: &str, names: &[String]) -> bool {
    let folded = fold(part);
    if is_initials(part, names) {
        return true;
    }
    let close = |name: &String| {
        name.contains(folded.as_str()) && folded.len() > 2
            || folded.contains(name.as_str()) && part.split_whitespace().count() <= 6
    };
    folded.is_empty() || names.iter().any(close)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_is_no_part_of_the_title() {
        let names = site_names(Some("Harbour Post"), Some("https://www.harbourpost.example/a"));
        assert_eq!(
            without_site("Talks end in Accra | Harbour Post", &names),
            "Talks end in Accra"
        );
        assert_eq!(
            without_site("Harbour Post: a history", &names),
            "Harbour Post: a history"
        );
        assert_eq!(
            without_site("Talks end - a first report - World - Harbour Post", &names),
            "Talks end - a first report - World"
        );
    }
}

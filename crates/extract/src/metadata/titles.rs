//! The title, without the site's name.

use super::Sources;

const SEPARATORS: [&str; 12] = [
    " | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " / ", " ‹ ", " ⋅ ",
];

/// Chooses among headings, link previews, structured data and the title element. A heading counts when one of the others
/// confirms it: a page may have headings for its sections and its logo.
pub fn choose(sources: &Sources<'_, '_>, site: Option<&str>, address: Option<&str>) -> Option<String> {
    let names = site_names(site, address);
    let strip = |title: &str| without_site(title, &names);
    let said: Vec<String> = [
        sources.meta(&["og:title"]),
        sources.linked.headline.as_deref(),
        sources.meta(&[
            "twitter:title",
            "headline",
            "dc.title",
            "parsely-title",
            "sailthru.title",
        ]),
        sources.html_title.as_deref(),
    ]
    .into_iter()
    .flatten()
    .map(strip)
    .filter(|title| !title.is_empty())
    .collect();
    if let Some(title) = agreed(sources, &said) {
        return Some(title);
    }
    let headings = sources.headings.iter().map(|(_, heading)| heading.as_str());
    let headings: Vec<&str> = headings.filter(|heading| fold(heading).len() > 3).collect();
    headings
        .iter()
        .find(|heading| said.iter().any(|title| agrees(heading, title)))
        .map(|heading| strip(heading))
        .or_else(|| printed_part(sources, &names))
        .or_else(|| said.first().cloned())
        .or_else(|| headings.first().map(|heading| (*heading).to_owned()))
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
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii() {
            if character.is_ascii_alphanumeric() {
                folded.push(character.to_ascii_lowercase());
            }
        } else if character.is_alphanumeric() {
            folded.extend(character.to_lowercase());
        }
    }
    folded
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
    let mut names: Vec<String> = [site.unwrap_or(""), &host, label].into_iter().map(fold).collect();
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

/// The site's name, or something like it: a few words that hold it or are held by it.
fn is_site(part: &str, names: &[String]) -> bool {
    let folded = fold(part);
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

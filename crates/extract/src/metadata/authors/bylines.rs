//! Where a page prints who wrote its article: elements that call themselves author or byline, links to an author's page,
//! lines that begin with "By", and a name beside the date. Near the title first; far from it only where nothing stands near.

use super::names::{self, Shape};
use crate::BlockKind;
use crate::body::is_of_comments;
use crate::day::{self, Order};
use crate::html::{AttributeName, ByClass, NodeId, Tag, Tree};
use crate::metadata::{Sources, fold};
use crate::print::Segment;
use crate::words::Words;

/// No credit is longer, in bytes.
const LONGEST: usize = 140;

/// No credit has more nodes below it.
const BELOW: usize = 100;

/// The names in elements that stand for a byline, from `heading` on, then just above it. Where the page names someone
/// else in its metadata, only what stands right beside the title counts.
pub fn near_title(
    sources: &Sources<'_, '_>,
    heading: NodeId,
    fits: &dyn Fn(&str) -> bool,
    beside: bool,
) -> Vec<String> {
    const ABOVE: usize = 250;
    let reach = if beside { BESIDE } else { NEAR };
    let end = sources.tree.nodes().len();
    let found = first_in(sources, heading..(heading + reach).min(end), fits);
    found
        .or_else(|| first_in(sources, heading.saturating_sub(ABOVE)..heading, fits))
        .unwrap_or_default()
}

/// So many nodes behind the title are its head.
const BESIDE: usize = 150;

/// So many nodes behind the title are its head and the beginning of the text.
const NEAR: usize = 700;

/// The same far behind the title: the box about the author.
pub fn far_from_title(
    sources: &Sources<'_, '_>,
    heading: NodeId,
    fits: &dyn Fn(&str) -> bool,
) -> Vec<String> {
    let end = sources.tree.nodes().len();
    first_in(sources, (heading + NEAR).min(end)..end, fits).unwrap_or_default()
}

/// The names in elements that stand for a byline right below the title.
pub fn beside_title(sources: &Sources<'_, '_>, heading: NodeId, fits: &dyn Fn(&str) -> bool) -> Vec<String> {
    let end = (heading + BESIDE).min(sources.tree.nodes().len());
    first_in(sources, heading..end, fits).unwrap_or_default()
}

/// The first credit in a range of nodes, with those of the same kind that stand right beside it.
fn first_in(
    sources: &Sources<'_, '_>,
    range: std::ops::Range<NodeId>,
    fits: &dyn Fn(&str) -> bool,
) -> Option<Vec<String>> {
    /// Bylines of one article stand at most so many nodes apart.
    const APART: usize = 25;
    /// No more elements that may be bylines are looked at.
    const MOST: usize = 300;
    let tree = sources.tree;
    let kind = |id: NodeId| (tree.node(id).tag, tree.raw_attribute(id, AttributeName::Class));
    let mut found: Vec<String> = Vec::new();
    let (mut first, mut last, mut id, mut looked) = (None, range.end, range.start, 0);
    let bylines = sources.bylines.get_or_init(|| all(tree));
    while let Some(&next) = bylines.get(bylines.partition_point(|&byline| byline < id)) {
        id = next;
        if id >= range.end.min(last.saturating_add(APART)) {
            break;
        }
        let byline = first.is_none_or(|first| kind(first) == kind(id));
        looked += usize::from(byline);
        if looked > MOST {
            break;
        }
        let names = if byline && is_of_article(tree, id) {
            credit(tree, id)
        } else {
            Vec::new()
        };
        if !names.iter().any(|name| fits(name)) {
            id += 1;
            continue;
        }
        for name in names.into_iter().filter(|name| fits(name)) {
            if !found.iter().any(|other| fold(other) == fold(&name)) {
                found.push(name);
            }
        }
        first.get_or_insert(id);
        last = tree.node(id).end as usize;
        id = last.max(id + 1);
        if says_other_work(tree, last..(last + APART).min(range.end)) {
            break;
        }
    }
    (!found.is_empty()).then_some(found)
}

/// Whether what follows a byline credits someone for other work than writing.
fn says_other_work(tree: &Tree<'_>, nodes: std::ops::Range<NodeId>) -> bool {
    const WORK: &[&str] = &[
        "review",
        "edit",
        "check",
        "photo",
        "foto",
        "illustr",
        "translat",
        "produc",
        "geprüft",
        "updated by",
    ];
    nodes.filter(|&id| tree.node(id).tag == Tag::Text).any(|id| {
        let text = tree.text(id);
        text.len() <= LONGEST && WORK.iter().any(|word| text.to_lowercase().contains(word))
    })
}

/// The names in a byline: of its marked names, else its text where that is full names alone, else of its links.
fn credit(tree: &Tree<'_>, id: NodeId) -> Vec<String> {
    let nodes = id..(tree.node(id).end as usize).min(id + BELOW);
    let of = |marks: &dyn Fn(NodeId) -> bool| -> Vec<String> {
        let marked = nodes.clone().filter(|&below| marks(below));
        marked
            .flat_map(|below| names::names(&text(tree, below)))
            .collect()
    };
    let named = of(&|below| tree.raw_attribute(below, AttributeName::Itemprop) == Some("name"));
    let is_people =
        |names: &[String]| !names.is_empty() && names.iter().all(|name| names::shape(name) == Shape::Person);
    if is_people(&named) {
        return named;
    }
    let whole = text(tree, id);
    let whole = if whole.len() <= LONGEST {
        names::names(&whole)
    } else {
        Vec::new()
    };
    if is_people(&whole) {
        return whole;
    }
    let is_link = |below: NodeId| tree.node(below).tag == Tag::A;
    let calls_itself = |below: NodeId| is_byline(tree, below, &mut ByClass::new(tree));
    let mut linked = of(&|below| is_link(below) && below != id && calls_itself(below));
    if linked.is_empty() {
        linked = of(&is_link);
        linked.truncate(1);
    }
    if is_people(&linked) || whole.is_empty() {
        linked
    } else {
        whole
    }
}

/// The text below a node, the pieces of its elements apart.
fn text(tree: &Tree<'_>, id: NodeId) -> String {
    let mut text = String::new();
    for below in id..(tree.node(id).end as usize).min(id + BELOW) {
        if tree.node(below).tag == Tag::Text {
            text.push(' ');
            text.push_str(&tree.text(below));
        }
        if text.len() > 2 * LONGEST {
            break;
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The elements of a page that are bylines by what they call themselves.
fn all(tree: &Tree<'_>) -> Vec<NodeId> {
    let mut classes = ByClass::new(tree);
    (0..tree.nodes().len())
        .filter(|&id| is_byline(tree, id, &mut classes))
        .collect()
}

/// Whether an element is a byline by its names, its relation or where it leads. `classes` keeps what was found of each class.
fn is_byline(tree: &Tree<'_>, id: NodeId, classes: &mut ByClass<bool>) -> bool {
    let node = tree.node(id);
    if matches!(
        node.tag,
        Tag::Text | Tag::Meta | Tag::Link | Tag::Script | Tag::Img | Tag::Body | Tag::Html
    ) {
        return false;
    }
    let says = |name| {
        tree.raw_attribute(id, name)
            .is_some_and(|raw| raw.eq_ignore_ascii_case("author"))
    };
    says(AttributeName::Rel)
        || says(AttributeName::Itemprop)
        || classes.of(tree, id, names_author) == Some(true)
        || node.tag == Tag::A
            && tree
                .raw_attribute(id, AttributeName::Href)
                .is_some_and(leads_to_author)
}

/// Whether a class name says "author" in one of the languages that class names are written in, and not the author's
/// picture or life.
fn names_author(class: &str) -> bool {
    may_name_author(class) && class.split_ascii_whitespace().any(is_author_token)
}

/// Most class names hold none of the letters: one pass rules them out.
fn may_name_author(class: &str) -> bool {
    let bytes = class.as_bytes();
    bytes.windows(3).any(|three| {
        let lower = |at: usize| three[at] | 0x20;
        match lower(1) {
            b'u' => lower(0) == b'a' && lower(2) == b't',
            b'y' => lower(0) == b'b' && lower(2) == b'l',
            b'r' => lower(0) == b'w',
            b'c' => lower(0) == b'v' && lower(2) == b'a',
            b's' => lower(0) == b'o' && lower(2) == b't',
            _ => false,
        }
    })
}

fn is_author_token(token: &str) -> bool {
    static AUTHORS: Words = Words::new(&[
        "author",
        "authors",
        "byline",
        "bylines",
        "autor",
        "autoren",
        "autorin",
        "autore",
        "autori",
        "autores",
        "auteur",
        "auteurs",
        "writer",
        "wrote",
        "written",
        "poster",
        "vcard",
        "autorenzeile",
        "authorname",
        "bylinename",
        "authorlist",
        "authornames",
    ]);
    static OTHERS: Words = Words::new(&[
        "comment",
        "comments",
        "bio",
        "biography",
        "image",
        "img",
        "avatar",
        "photo",
        "picture",
        "pic",
        "icon",
        "thumbnail",
        "desc",
        "description",
        "about",
        "social",
        "share",
        "follow",
        "twitter",
        "role",
        "job",
        "position",
        "location",
        "date",
        "time",
        "category",
        "count",
        "archive",
        "related",
        "more",
        "other",
        "title",
        "recent",
        "gravatar",
        "trending",
        "popular",
        "teaser",
    ]);
    let words = words_of(token);
    words.iter().any(|word| AUTHORS.hold(word)) && !words.iter().any(|word| OTHERS.hold(word))
}

/// "ArticleHead_authorName" as "article", "head", "author", "name".
fn words_of(token: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut lower = false;
    for character in token.chars() {
        let border = !character.is_alphanumeric() || character.is_uppercase() && lower;
        if border && !words.last().is_some_and(String::is_empty) {
            words.push(String::new());
        }
        if let (true, Some(word)) = (character.is_alphanumeric(), words.last_mut()) {
            word.extend(character.to_lowercase());
        }
        lower = character.is_lowercase();
    }
    words
}

/// Whether an address is that of an author's page: a part of its path says so and another follows.
fn leads_to_author(href: &str) -> bool {
    static PARTS: Words = Words::new(&[
        "author",
        "authors",
        "autor",
        "autoren",
        "autores",
        "autora",
        "auteur",
        "auteurs",
        "autore",
        "autori",
        "reporter",
        "reporters",
        "contributor",
        "contributors",
        "journalist",
        "journalists",
        "columnist",
        "columnists",
        "blogger",
        "redakteur",
        "redakteure",
        "reviewer",
        "writer",
        "writers",
        "staff-contributors",
        "blog-authors",
        "forfatter",
        "journalistes",
        "periodista",
        "by",
    ]);
    let path = href.split(['?', '#']).next().unwrap_or("");
    let mut parts = path.trim_end_matches('/').rsplit('/').skip(1).take(3);
    parts.any(|part| part == "u" || PARTS.hold(part))
}

/// Not in a menu, the page's foot, a reader's comment, or another article's teaser.
fn is_of_article(tree: &Tree<'_>, id: NodeId) -> bool {
    !tree.ancestors(id).any(|above| {
        let node = tree.node(above);
        matches!(node.tag, Tag::Nav | Tag::Footer) && above != id && !is_of_post(tree, above)
            || is_of_comments(tree, above)
    })
}

/// The foot of a post, not that of the page: it says so.
fn is_of_post(tree: &Tree<'_>, id: NodeId) -> bool {
    let class = tree.raw_attribute(id, AttributeName::Class).unwrap_or("");
    ["entry", "post", "article"]
        .iter()
        .any(|word| class.contains(word))
}

/// A credit that a line near the title prints: "By Ama Boateng", "3 May 2026 | Ama Boateng", or a name beside the date.
pub fn printed(sources: &Sources<'_, '_>, heading: NodeId, fits: &dyn Fn(&str) -> bool) -> Vec<String> {
    const NEAR: usize = 30;
    const ABOVE: usize = 4;
    let print = sources.print;
    let at = print.segments.partition_point(|segment| segment.node < heading);
    let near = &print.segments[at.saturating_sub(ABOVE)..print.segments.len().min(at + NEAR)];
    let line = |segment: &Segment| print.text_of(segment);
    let mut credits = near.iter().map(|segment| after_by(line(segment)));
    if let Some(found) = credits.find_map(|names| all_fit(names, fits)) {
        return found;
    }
    let head = head(near, |segment| line(segment).len());
    let labelled = head
        .windows(2)
        .find_map(|pair| all_fit(after_label(line(&pair[0]), line(&pair[1])), fits));
    labelled
        .or_else(|| beside_date(sources, head, fits))
        .unwrap_or_default()
}

/// The segments up to the first long paragraph.
fn head(near: &[Segment], length: impl Fn(&Segment) -> usize) -> &[Segment] {
    const LONG: usize = 250;
    let end = near.iter().position(|segment| length(segment) > LONG);
    &near[..end.unwrap_or(near.len())]
}

fn all_fit(names: Vec<String>, fits: &dyn Fn(&str) -> bool) -> Option<Vec<String>> {
    let all = !names.is_empty() && names.iter().all(|name| names::shape(name) != Shape::Organisation);
    (all && names.iter().any(|name| fits(name)))
        .then(|| names.into_iter().filter(|name| fits(name)).collect())
}

/// The names in a short line that begins with "By", or has such a part.
fn after_by(line: &str) -> Vec<String> {
    const LONGEST: usize = 100;
    if line.len() > LONGEST || line.ends_with(['.', '!', '?', ':']) && !line.ends_with("..") {
        return Vec::new();
    }
    let part = line
        .split(['|', '•', '·', '—'])
        .find_map(|part| names::after_by(after_date(part)));
    let names = part.map(names::names).unwrap_or_default();
    let people = names.iter().all(|name| names::shape(name) == Shape::Person);
    // One word is a name where a day is printed with it.
    let pen = names.len() == 1 && day::find(line, Order::DayFirst).is_some();
    if people || pen { names } else { Vec::new() }
}

/// What stands behind the date and the time of day that a line begins with.
fn after_date(line: &str) -> &str {
    let line = line.trim();
    match day::find(line, Order::DayFirst) {
        Some((_, place)) if place.start == 0 => {
            line[place.end..].trim_start_matches(|c: char| !c.is_alphabetic())
        }
        _ => line,
    }
}

/// The names in a line whose label stands in the line before.
fn after_label(label: &str, line: &str) -> Vec<String> {
    const LABELS: &str = "by|author|authors|writtenby|postedby|von|autor|autorin|autoren|autorinautor|\
        autorautorin|text|par|auteur|por|di|door|av|af|autore|автор|words|publishedby|\
        wordsby|storyby";
    if label.len() > 24 || line.len() > 80 || !names::among(LABELS, &fold(label)) {
        return Vec::new();
    }
    names::names(line)
}

/// A full name that stands alone beside a date or with it in one line, and leads nowhere: sections of a site are links.
fn beside_date(
    sources: &Sources<'_, '_>,
    near: &[Segment],
    fits: &dyn Fn(&str) -> bool,
) -> Option<Vec<String>> {
    let line = |at: usize| near.get(at).map_or("", |segment| sources.print.text_of(segment));
    let dated = |text: &str| day::only(text, Order::DayFirst).is_some();
    for (at, segment) in near.iter().enumerate() {
        let text = line(at);
        if segment.kind == BlockKind::Heading || text.len() > 100 {
            continue;
        }
        let beside = dated(line(at + 1)) || at > 0 && dated(line(at - 1));
        if beside && !dated(text) && segment.link.is_none() && is_bare_name(text) && fits(text) {
            return Some(vec![text.to_owned()]);
        }
        let parts: Vec<&str> = text.split(['|', '•', '·', '—']).map(str::trim).collect();
        let name = parts.iter().find(|part| is_bare_name(part) && fits(part));
        let with_date = segment.linked == 0 && parts.iter().any(|part| dated(part));
        if let Some(name) = name.filter(|_| with_date) {
            return Some(vec![(*name).to_owned()]);
        }
    }
    None
}

/// Two or three words with capitals, none of them one that pages put beside dates.
fn is_bare_name(text: &str) -> bool {
    const OTHERS: &str = "updated|published|posted|news|world|sports|sport|politics|business|opinion|health|\
        read|share|blog|home|latest|the|a|press|release|real|estate|new|study|last|case|\
        local|top|stories|money|life|style|travel|food|tech|science|education|aktualisiert|\
        uhr|min|minutes|live|video|photo|photos|image|print|email|february|january|north|\
        south|east|west|city|article|featured|insights|guide|research|report|events|\
        publication|data|marketing|design";
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=3).contains(&words.len())
        && names::shape(text) == Shape::Person
        && names::names(text) == [text]
        && text
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'' | '’'))
        && !words
            .iter()
            .any(|word| names::among(OTHERS, &word.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_names_that_name_the_author() {
        for class in [
            "byline",
            "post-author-name",
            "wp-block-post-author-name__link",
            "ArticleHead_authorName__Q7",
            "meta entry-author",
        ] {
            assert!(names_author(class), "{class}");
        }
        for class in [
            "author-bio",
            "comment-author",
            "authorAvatar",
            "autoplay",
            "authority-list",
            "vcardlike",
        ] {
            assert!(!names_author(class), "{class}");
        }
    }

    #[test]
    fn addresses_of_authors() {
        for href in [
            "/author/ama",
            "https://a.example/autoren/ama-boateng/",
            "/news/authors/ama?x=1",
        ] {
            assert!(leads_to_author(href), "{href}");
        }
        for href in ["/author", "/world/accra", "https://a.example/"] {
            assert!(!leads_to_author(href), "{href}");
        }
    }
}

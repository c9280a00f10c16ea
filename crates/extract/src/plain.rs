//! Pages that come as plain text: lines are paragraphs, lists of leads are told by their shape, and the first lines may
//! be a title, a byline and a date.

use crate::article::PublicationDate;
use crate::body::{Body, Piece};
use crate::day::{self, Order};
use crate::listing::{self, Verdict};
use crate::metadata::{Facts, line_after_by};
use crate::{BlockKind, DateFrom, Reason, Teaser};

/// Reads plain text.
pub fn read(text: &str) -> (Body, Facts, Vec<Teaser>) {
    let paragraphs = paragraphs(text);
    let lines: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
    let listing = listing::find(&lines, Order::DayFirst);
    let mut facts = Facts::default();
    let head = read_head(&lines, &listing.verdicts, &mut facts);
    let mut seen = rustc_hash::FxHashSet::default();
    let mut body = Body::default();
    for (at, line) in lines.iter().enumerate() {
        let reason = match listing.verdicts[at] {
            Verdict::Listed(reason) => Some(reason),
            Verdict::Open if at < head => Some(Reason::Metadata),
            Verdict::Open => loose_reason(line, &seen),
        };
        if reason.is_none() {
            seen.insert(*line);
        }
        body.push(Piece {
            text: (*line).to_owned(),
            kind: BlockKind::Paragraph,
            reason,
        });
    }
    let teasers = listing.teasers.into_iter().map(|(_, teaser)| teaser).collect();
    (body, facts, teasers)
}

/// Why a line outside of lists is left out, if it is.
fn loose_reason(line: &str, seen: &rustc_hash::FxHashSet<&str>) -> Option<Reason> {
    const REPEATED: usize = 30;
    if line.len() >= REPEATED && seen.contains(line) {
        return Some(Reason::Repeat);
    }
    crate::body::is_boilerplate(line).then_some(Reason::Boilerplate)
}

/// The paragraphs: lines, or, where blank lines part hard-wrapped lines, the lines between them joined.
fn paragraphs(text: &str) -> Vec<String> {
    let lines: Vec<String> = text
        .split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{c}'])
        .map(folded)
        .collect();
    let groups: Vec<&[String]> = lines
        .split(|line| line.is_empty())
        .filter(|group| !group.is_empty())
        .collect();
    if is_wrapped(&groups) {
        return groups.iter().flat_map(|group| unwrapped(group)).collect();
    }
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

/// Whether lines end where the page was full and not where a paragraph ends: most lines that another follows are about as
/// long as the longest and end inside a sentence.
fn is_wrapped(groups: &[&[String]]) -> bool {
    let inner: Vec<&String> = groups
        .iter()
        .flat_map(|group| &group[..group.len() - 1])
        .collect();
    let longest = inner.iter().map(|line| line.chars().count()).max().unwrap_or(0);
    let full = inner
        .iter()
        .filter(|line| line.chars().count() * 10 >= longest * 7 && !listing::ends_sentence(line))
        .count();
    groups.len() >= 2 && (40..=120).contains(&longest) && full * 10 >= inner.len() * 6
}

/// Hard-wrapped lines joined; a line far shorter than the longest ends its paragraph (a byline, an address).
fn unwrapped(group: &[String]) -> Vec<String> {
    let longest = group
        .iter()
        .map(|line| line.chars().count())
        .max()
        .unwrap_or(0)
        .max(40);
    let mut paragraphs: Vec<String> = Vec::new();
    let mut open = false;
    for line in group {
        match paragraphs.last_mut().filter(|_| open) {
            Some(paragraph) => {
                paragraph.push(' ');
                paragraph.push_str(line);
            }
            None => paragraphs.push(line.clone()),
        }
        open = line.chars().count() * 10 >= longest * 6;
    }
    paragraphs
}

fn folded(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reads title, byline and date from the first lines; says how many of them are no text.
fn read_head(lines: &[&str], verdicts: &[Verdict], facts: &mut Facts) -> usize {
    const TITLE: usize = 160;
    let Some(&first) = lines.first() else { return 0 };
    let titled = lines.len() >= 2
        && verdicts[0] == Verdict::Open
        && first.chars().count() <= TITLE
        && !listing::ends_sentence(first)
        && day::only(first, Order::DayFirst).is_none()
        && line_after_by(first).is_none()
        && lines[1..]
            .iter()
            .any(|line| line.len() > first.len() && listing::ends_sentence(line));
    if titled {
        facts.title = Some(first.to_owned());
    }
    let mut head = usize::from(titled);
    while let Some(line) = lines.get(head).filter(|_| head < 5) {
        if let Some(day) = day::only(line, Order::DayFirst) {
            facts.published.get_or_insert(PublicationDate {
                day,
                from: DateFrom::Visible,
            });
        } else if let Some(author) = line_after_by(line) {
            facts.authors = vec![author.to_owned()];
        } else {
            break;
        }
        head += 1;
    }
    head
}

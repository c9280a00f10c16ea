//! Pages that come as plain text: lines are paragraphs, lists of leads are told by their shape, and the first lines may
//! be a title, a byline and a date.

mod glue;
mod lines;
mod mail;

use crate::article::PublicationDate;
use crate::body::{Body, Piece};
use crate::day::{self, Order};
use crate::listing::{self, Verdict};
use crate::metadata::{self, Facts, fold, line_after_by};
use crate::{BlockKind, DateFrom, Layout, Partial, Reason, Teaser, dateline};

/// So many lines are told apart; what follows is left out as a whole. The longest texts have a few thousand.
const LINE_LIMIT: usize = 50_000;

pub use mail::decoded;

/// Reads plain text. `address` is where it was found, if known.
pub fn read(text: &str, address: Option<&str>) -> (Body, Facts, Vec<Teaser>, Option<Partial>) {
    let (text, rest) = first_lines(text);
    let (mut body, facts, teasers) = read_lines(text, address);
    let rest = rest.split_whitespace().collect::<Vec<_>>().join(" ");
    if rest.is_empty() {
        return (body, facts, teasers, None);
    }
    body.push(Piece {
        text: rest,
        kind: BlockKind::Paragraph,
        layout: Layout::default(),
        reason: Some(Reason::Unlikely),
        probability: None,
    });
    (body, facts, teasers, Some(Partial::Nodes))
}

/// The first [`LINE_LIMIT`] lines, and the rest.
fn first_lines(text: &str) -> (&str, &str) {
    match text.match_indices(LINE_ENDS).nth(LINE_LIMIT) {
        Some((at, _)) => text.split_at(at),
        None => (text, ""),
    }
}

fn read_lines(text: &str, address: Option<&str>) -> (Body, Facts, Vec<Teaser>) {
    let mut paragraphs = lines::of(&decoded(text));
    let open = paragraphs.iter_mut().filter(|line| line.barred.is_none());
    let repaired = glue::repair(open.map(|line| &mut line.text));
    let open = paragraphs.iter().filter(|line| line.barred.is_none());
    let lines: Vec<&str> = open.map(|line| line.text.as_str()).collect();
    let listing = listing::find(&lines, None, Order::DayFirst);
    let mut facts = Facts::default();
    let head = read_head(&lines, &listing.verdicts, address, &mut facts);
    let mut seen = rustc_hash::FxHashSet::default();
    let mut verdicts = listing.verdicts.iter().enumerate();
    let mut body = Body {
        repaired,
        ..Body::default()
    };
    for line in &paragraphs {
        let text = line.text.as_str();
        let reason = line.barred.or_else(|| match verdicts.next()? {
            (_, Verdict::Listed(reason)) => Some(*reason),
            (at, Verdict::Open) if at < head => Some(Reason::Metadata),
            (_, Verdict::Open) => loose_reason(text, &seen),
        });
        if reason.is_none() {
            seen.insert(text);
        }
        body.push(Piece {
            text: text.to_owned(),
            kind: BlockKind::Paragraph,
            layout: Layout::default(),
            reason,
            probability: None,
        });
    }
    if facts.published.is_none() {
        facts.published = address.and_then(metadata::day_in_address);
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

const LINE_ENDS: [char; 5] = ['\n', '\r', '\u{2028}', '\u{2029}', '\u{c}'];

/// What the line of a head says.
#[derive(Clone, Copy, PartialEq)]
enum HeadLine<'l> {
    Day(jiff::civil::Date),
    Author(&'l str),
    /// The outlet, a rubric, the title, or a line under it.
    Name,
}

/// Reads outlet, title, byline and date from the first lines; says how many of them are no text.
fn read_head(lines: &[&str], verdicts: &[Verdict], address: Option<&str>, facts: &mut Facts) -> usize {
    let head = head_lines(lines, verdicts);
    let names: Vec<usize> = (0..head.len()).filter(|&at| head[at] == HeadLine::Name).collect();
    let signed = names.len() < head.len();
    let read = match names[..] {
        [] => head.len(),
        [title] if signed => take_title(lines, title, facts, head.len()),
        [first, ..] if signed => {
            let outlet = names.len() > 1 && is_outlet(lines[first], address);
            facts.site_name = outlet.then(|| lines[first].to_owned());
            let rubric = outlet || is_rubric(lines[first], lines[names[1]]);
            take_title(lines, names[usize::from(rubric)], facts, head.len())
        }
        [first, second, ..] if is_outlet(lines[first], address) => {
            facts.site_name = Some(lines[first].to_owned());
            take_title(lines, second, facts, second + 1)
        }
        [first, ..] => take_title(lines, first, facts, first + 1),
    };
    for line in &head[..read] {
        take_line(*line, facts);
    }
    read
}

fn take_title(lines: &[&str], at: usize, facts: &mut Facts, read: usize) -> usize {
    facts.title = Some(lines[at].to_owned());
    read
}

fn take_line(line: HeadLine<'_>, facts: &mut Facts) {
    match line {
        HeadLine::Day(day) => {
            facts.published.get_or_insert(PublicationDate {
                day,
                from: DateFrom::Visible,
                trust: crate::Trust::Likely,
            });
        }
        HeadLine::Author(author) => facts.authors = vec![author.to_owned()],
        HeadLine::Name => {}
    }
}

/// The lines before the text: short ones that are no sentences. None where no sentence longer than they follows.
fn head_lines<'l>(lines: &[&'l str], verdicts: &[Verdict]) -> Vec<HeadLine<'l>> {
    const MOST: usize = 6;
    let mut head = Vec::new();
    for (line, verdict) in lines.iter().zip(verdicts).take(MOST) {
        let Some(kind) = head_line(line).filter(|_| *verdict == Verdict::Open) else {
            break;
        };
        head.push(kind);
    }
    let longest = lines[..head.len()]
        .iter()
        .map(|line| line.len())
        .max()
        .unwrap_or(0);
    let text = |line: &&str| line.len() > longest && listing::ends_sentence(line);
    if !lines[head.len()..].iter().any(text) {
        head.clear();
    }
    head
}

fn head_line(line: &str) -> Option<HeadLine<'_>> {
    const TITLE: usize = 160;
    if let Some(day) = day::only(line, Order::DayFirst) {
        return Some(HeadLine::Day(day));
    }
    if let Some(author) = line_after_by(line) {
        return Some(HeadLine::Author(author));
    }
    let named =
        line.chars().count() <= TITLE && !listing::ends_sentence(line) && dateline::read(line).is_none();
    named.then_some(HeadLine::Name)
}

/// Whether a line is the name of an outlet: the address holds it, or it is made of a few capitalised words one of which
/// is what outlets call themselves.
fn is_outlet(line: &str, address: Option<&str>) -> bool {
    const WORDS: &[&str] = &[
        "herald",
        "times",
        "post",
        "news",
        "wire",
        "gazette",
        "tribune",
        "journal",
        "courier",
        "chronicle",
        "daily",
        "weekly",
        "agency",
        "press",
        "observer",
        "guardian",
        "telegraph",
        "mirror",
        "zeitung",
        "nachrichten",
        "anzeiger",
        "журнал",
        "газета",
        "новости",
        "вестник",
        "диарио",
        "diario",
        "noticias",
        "jornal",
        "gazzetta",
        "giornale",
    ];
    const MOST_WORDS: usize = 5;
    let words: Vec<&str> = line.split_whitespace().collect();
    let capitals = words
        .iter()
        .all(|word| word.starts_with(char::is_uppercase) || word.len() <= 3);
    if words.len() > MOST_WORDS || !capitals {
        return false;
    }
    let folded = fold(line.strip_prefix("The ").unwrap_or(line));
    let host = address.and_then(|address| url::Url::parse(address).ok());
    let host = host.and_then(|url| url.host_str().map(fold)).unwrap_or_default();
    let called = |word: &&str| WORDS.contains(&word.to_lowercase().as_str());
    folded.len() > 3 && host.contains(&folded) || words.len() > 1 && words.last().is_some_and(called)
}

/// Whether a line before the title is a rubric: far shorter, and one or two words or all in capitals.
fn is_rubric(line: &str, next: &str) -> bool {
    let short = line.split_whitespace().count() <= 2 || !line.contains(char::is_lowercase);
    short && line.chars().count() * 2 <= next.chars().count()
}

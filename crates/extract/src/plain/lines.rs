//! The lines of a plain text as paragraphs: pages of print without the heads that repeat on each, hard-wrapped lines
//! joined, words that were parted at the end of a line whole again.

use rustc_hash::{FxHashMap, FxHashSet};

use super::mail;
use crate::{Reason, listing};

/// A paragraph, or a line that is none.
pub struct Line {
    pub text: String,
    /// Why it is no text whatever stands around it.
    pub barred: Option<Reason>,
}

/// A line, its white space folded; empty between paragraphs.
#[derive(Default)]
struct Raw {
    text: String,
    barred: Option<Reason>,
}

/// The paragraphs of a text: its lines, or, where blank lines part hard-wrapped lines, the lines between them joined.
pub fn of(text: &str) -> Vec<Line> {
    let lines = without_page_borders(pages(text));
    let texts: Vec<&str> = lines
        .iter()
        .filter(|line| line.barred.is_none())
        .map(|line| line.text.as_str())
        .collect();
    let groups: Vec<&[&str]> = texts
        .split(|line| line.is_empty())
        .filter(|group| !group.is_empty())
        .collect();
    if !is_wrapped(&groups) {
        return lines
            .into_iter()
            .filter(|line| !line.text.is_empty())
            .map(Line::of)
            .collect();
    }
    let words = Words::of(&texts);
    joined(lines, &words)
}

impl Line {
    fn of(raw: Raw) -> Self {
        Line {
            text: raw.text,
            barred: raw.barred,
        }
    }
}

/// The lines of each page of print.
fn pages(text: &str) -> Vec<Vec<Raw>> {
    text.split('\u{c}')
        .map(|page| {
            page.split(['\n', '\r', '\u{2028}', '\u{2029}'])
                .map(raw)
                .collect()
        })
        .collect()
}

fn raw(line: &str) -> Raw {
    let text = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let barred = mail::is_header(&text).then_some(Reason::Metadata);
    Raw { text, barred }
}

/// All lines, those marked that open or close most pages of print with nothing but another number. A paragraph that goes on
/// behind the border is not parted by it.
fn without_page_borders(pages: Vec<Vec<Raw>>) -> Vec<Raw> {
    let heads = page_heads(&pages);
    let mut lines: Vec<Raw> = Vec::new();
    for mut page in pages {
        for at in ends(&page) {
            if heads.contains(&numberless(&page[at].text)) {
                page[at].barred = Some(Reason::Boilerplate);
            }
        }
        let open = lines
            .iter()
            .rfind(|line| line.barred.is_none() && !line.text.is_empty())
            .is_some_and(|line| !listing::ends_sentence(&line.text));
        let goes_on = page
            .iter()
            .find(|line| line.barred.is_none() && !line.text.is_empty())
            .is_some_and(|line| line.text.starts_with(char::is_lowercase));
        if open && goes_on {
            close_up(&mut lines, &mut page);
        } else if !lines.is_empty() {
            lines.push(Raw::default());
        }
        lines.extend(page);
    }
    lines
}

/// Takes out the empty lines around the border of two pages of print.
fn close_up(before: &mut Vec<Raw>, page: &mut Vec<Raw>) {
    let is_text = |line: &Raw| line.barred.is_none() && !line.text.is_empty();
    let last = before.iter().rposition(is_text).map_or(0, |at| at + 1);
    let first = page.iter().position(is_text).unwrap_or(0);
    let border: Vec<Raw> = before.drain(last..).chain(page.drain(..first)).collect();
    before.extend(border.into_iter().filter(|line| !line.text.is_empty()));
}

/// The first and the last line of a page that hold text.
fn ends(page: &[Raw]) -> impl Iterator<Item = usize> + use<> {
    let written = |line: &Raw| !line.text.is_empty();
    let (first, last) = (page.iter().position(written), page.iter().rposition(written));
    first.into_iter().chain(last.filter(|_| first != last))
}

/// The lines, without their numbers, that stand at the end of three pages or more and of most.
fn page_heads(pages: &[Vec<Raw>]) -> FxHashSet<String> {
    const FEWEST: usize = 3;
    let mut counts: FxHashMap<String, usize> = FxHashMap::default();
    for page in pages {
        for at in ends(page) {
            *counts.entry(numberless(&page[at].text)).or_default() += 1;
        }
    }
    let most = |count: usize| count >= FEWEST && count * 2 > pages.len();
    counts
        .into_iter()
        .filter(|(_, count)| most(*count))
        .map(|(line, _)| line)
        .collect()
}

fn numberless(line: &str) -> String {
    line.chars().filter(|letter| !letter.is_numeric()).collect()
}

/// Whether lines end where the page was full and not where a paragraph ends: most lines that another follows are about as
/// long as the longest and end inside a sentence. Without a blank line between any, nearly all must be so, and the next
/// must often begin with a small letter, as lists of headlines do not.
fn is_wrapped(groups: &[&[&str]]) -> bool {
    const MOST: usize = 6;
    const NEARLY_ALL: usize = 8;
    const ENOUGH: usize = 3;
    let inner: Vec<&[&str]> = groups.iter().flat_map(|group| group.windows(2)).collect();
    let longest = inner
        .iter()
        .map(|pair| pair[0].chars().count())
        .max()
        .unwrap_or(0);
    let full = |line: &str| line.chars().count() * 10 >= longest * 7 && !listing::ends_sentence(line);
    let full: Vec<&[&str]> = inner.iter().copied().filter(|pair| full(pair[0])).collect();
    let small = full
        .iter()
        .filter(|pair| pair[1].starts_with(char::is_lowercase))
        .count();
    let likely = match groups.len() {
        0 | 1 => {
            inner.len() >= ENOUGH && full.len() * 10 >= inner.len() * NEARLY_ALL && small * 2 >= inner.len()
        }
        _ => full.len() * 10 >= inner.len() * MOST,
    };
    (40..=120).contains(&longest) && likely
}

/// Hard-wrapped lines joined; a line far shorter than the longest of its group ends its paragraph (a byline, an address).
fn joined(lines: Vec<Raw>, words: &Words) -> Vec<Line> {
    let mut paragraphs: Vec<Line> = Vec::new();
    let mut group: Vec<Raw> = Vec::new();
    for line in lines.into_iter().chain([Raw::default()]) {
        match line.text.is_empty() {
            false => group.push(line),
            true => unwrap(std::mem::take(&mut group), words, &mut paragraphs),
        }
    }
    paragraphs
}

fn unwrap(group: Vec<Raw>, words: &Words, paragraphs: &mut Vec<Line>) {
    const SHORTEST: usize = 40;
    let written = group.iter().filter(|line| line.barred.is_none());
    let longest = written.map(|line| line.text.chars().count()).max().unwrap_or(0);
    let longest = longest.max(SHORTEST);
    // The paragraph that the next line goes on with.
    let mut open: Option<usize> = None;
    for line in group {
        let full = line.text.chars().count() * 10 >= longest * 6;
        if line.barred.is_some() {
            paragraphs.push(Line::of(line));
            continue;
        }
        match open {
            Some(at) => words.append(&mut paragraphs[at].text, &line.text),
            None => {
                open = Some(paragraphs.len());
                paragraphs.push(Line::of(line));
            }
        }
        open = open.filter(|_| full);
    }
}

/// The words of a text, to tell a word that was parted at the end of a line from one that is written with a hyphen.
struct Words(FxHashSet<String>);

impl Words {
    fn of(lines: &[&str]) -> Self {
        let words = lines.iter().flat_map(|line| line.split_whitespace());
        Words(words.map(bare).filter(|word| !word.ends_with('-')).collect())
    }

    /// Appends a line to a paragraph that it goes on with.
    fn append(&self, paragraph: &mut String, line: &str) {
        if let Some(parted) = paragraph.strip_suffix('\u{ad}') {
            paragraph.truncate(parted.len());
        } else if self.parts_word(paragraph, line) {
            paragraph.pop();
        } else if !ends_in_hyphen(paragraph) {
            paragraph.push(' ');
        }
        paragraph.push_str(line);
    }

    /// Whether the hyphen at the end of a paragraph parts a word: not if the text has the word with a hyphen, or both halves
    /// as words but never the whole.
    fn parts_word(&self, paragraph: &str, line: &str) -> bool {
        if !ends_in_hyphen(paragraph) || !line.starts_with(char::is_lowercase) {
            return false;
        }
        let head = paragraph.rsplit(' ').next().unwrap_or("").trim_end_matches('-');
        let tail = line.split(' ').next().unwrap_or("");
        let has = |word: &str| self.0.contains(&bare(word));
        let written_apart = has(&format!("{head}-{tail}")) || has(head) && has(tail);
        has(&format!("{head}{tail}")) || !written_apart
    }
}

fn ends_in_hyphen(paragraph: &str) -> bool {
    let head = paragraph.strip_suffix('-').unwrap_or("");
    head.ends_with(char::is_alphabetic)
}

fn bare(word: &str) -> String {
    word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '-')
        .to_lowercase()
}

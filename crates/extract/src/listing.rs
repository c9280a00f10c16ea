//! Lists of leads to other articles, told by their shape on a single page: a text that is printed again after its date,
//! texts and dates in turn, a heading that says "more" or "related" with a list under it. It works on lines and so
//! serves plain text and HTML alike.

use jiff::civil::Date;

use crate::body::is_boilerplate;
use crate::day::{self, Order};
use crate::words::Words;
use crate::{Reason, Teaser};

/// What the shape of the page says of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing: it may be text of the article.
    Open,
    /// Part of a list of leads, or what stands around one.
    Listed(Reason),
}

/// The lists on a page.
pub struct Listing {
    /// One verdict a line.
    pub verdicts: Vec<Verdict>,
    /// The leads with the line each stands in, once each, in order.
    pub teasers: Vec<(usize, Teaser)>,
}

/// Finds the lists among the lines of a page. Linear. `linked` says which lines are links, where the page has links.
pub fn find(lines: &[&str], linked: Option<&[bool]>, order: Order) -> Listing {
    let mut finder = Finder {
        lines,
        linked,
        dates: lines.iter().map(|line| day::only(line, order)).collect(),
        listing: Listing {
            verdicts: vec![Verdict::Open; lines.len()],
            teasers: Vec::new(),
        },
    };
    finder.printed_twice();
    finder.in_turn();
    finder.under_headings();
    finder.edges();
    finder.listing
}

struct Finder<'l> {
    lines: &'l [&'l str],
    linked: Option<&'l [bool]>,
    dates: Vec<Option<Date>>,
    listing: Listing,
}

impl Finder<'_> {
    fn is_open(&self, at: usize) -> bool {
        self.listing.verdicts[at] == Verdict::Open
    }

    fn mark(&mut self, at: usize, reason: Reason) {
        self.listing.verdicts[at] = Verdict::Listed(reason);
    }

    /// A lead, unless one of the last ones says the same: then it is printed twice.
    fn lead(&mut self, at: usize, date: Option<Date>) {
        const BACK: usize = 200;
        let (text, own_date) = split_date(self.lines[at]);
        let mut earlier = self.listing.teasers.iter().rev().take(BACK);
        if earlier.any(|(_, teaser)| teaser.text == text) {
            return self.mark(at, Reason::Repeat);
        }
        self.mark(at, Reason::Teaser);
        let teaser = Teaser {
            text: text.to_owned(),
            date: date.or(own_date),
            url: None,
        };
        self.listing.teasers.push((at, teaser));
    }

    /// Text, date, the same text again (or the beginning of it).
    fn printed_twice(&mut self) {
        for at in 1..self.lines.len().saturating_sub(1) {
            let Some(date) = self.dates[at] else { continue };
            if self.dates[at - 1].is_none() && is_same(self.lines[at - 1], self.lines[at + 1]) {
                self.lead(at - 1, Some(date));
                self.mark(at, Reason::Teaser);
                self.mark(at + 1, Reason::Repeat);
            }
        }
    }

    /// Three or more texts and dates in strict turn: no article prints a date after each paragraph.
    fn in_turn(&mut self) {
        const ENOUGH: usize = 3;
        let dated: Vec<usize> = (0..self.lines.len())
            .filter(|&at| self.dates[at].is_some() && self.is_open(at))
            .collect();
        let mut run = 0;
        for next in 1..=dated.len() {
            if next < dated.len() && dated[next] == dated[next - 1] + 2 {
                continue;
            }
            if next - run >= ENOUGH {
                self.mark_turns(&dated[run..next]);
            }
            run = next;
        }
    }

    /// Whether the texts stand before their dates or after them shows at the ends of the run.
    fn mark_turns(&mut self, dated: &[usize]) {
        let (first, last) = (dated[0], dated[dated.len() - 1]);
        let before = first > 0 && self.is_open(first - 1) && self.dates[first - 1].is_none();
        let after = last + 1 < self.lines.len() && self.is_open(last + 1);
        let heading_first = before && is_label(self.lines[first - 1]) && after;
        for &at in dated {
            let date = self.dates[at];
            self.mark(at, Reason::Teaser);
            if before && !heading_first {
                self.lead(at - 1, date);
            } else if at + 1 < self.lines.len() {
                self.lead(at + 1, date);
            }
        }
    }

    /// Lines without an end mark under a heading that announces other articles.
    fn under_headings(&mut self) {
        for at in 0..self.lines.len() {
            if !self.is_open(at) || !announces_list(self.lines[at]) {
                continue;
            }
            let entries = (at + 1..self.lines.len())
                .take_while(|&entry| {
                    self.is_open(entry)
                        && self.dates[entry].is_none()
                        && (self.is_linked(entry) || entry > at + 1 && self.says_again(entry))
                        && is_entry(self.lines[entry])
                })
                .count();
            if entries >= 2 {
                self.mark(at, Reason::Navigation);
                (at + 1..at + 1 + entries).for_each(|entry| self.entry(entry));
            }
        }
    }

    /// Whether a line is a link, or the page has none.
    fn is_linked(&self, at: usize) -> bool {
        self.linked.is_none_or(|linked| linked[at])
    }

    /// Whether a line repeats the one before it.
    fn says_again(&self, at: usize) -> bool {
        is_same(split_date(self.lines[at - 1]).0, self.lines[at])
    }

    /// An entry of a list under a heading; among links the shortest name sections.
    fn entry(&mut self, at: usize) {
        const SHORTEST: usize = 20;
        if self.linked.is_some() && self.lines[at].len() < SHORTEST {
            self.mark(at, Reason::Navigation);
        } else {
            self.lead(at, None);
        }
    }

    /// A label just before a list or just after it belongs to the list.
    fn edges(&mut self) {
        for at in 0..self.lines.len() {
            let beside = self.is_listed(at + 1) || at > 0 && self.is_listed(at - 1);
            if !beside || !self.is_open(at) || !is_label(self.lines[at]) {
                continue;
            }
            let rights = is_boilerplate(self.lines[at]);
            self.mark(
                at,
                if rights {
                    Reason::Boilerplate
                } else {
                    Reason::Navigation
                },
            );
        }
    }

    fn is_listed(&self, at: usize) -> bool {
        matches!(
            self.listing.verdicts.get(at),
            Some(Verdict::Listed(Reason::Teaser | Reason::Repeat))
        )
    }
}

/// A line without the date it begins or ends with, where enough is left; and that date.
pub fn split_date(line: &str) -> (&str, Option<Date>) {
    const ENOUGH: usize = 20;
    let Some((date, place)) = day::find(line, Order::DayFirst) else {
        return (line, None);
    };
    let rest = match (place.start, place.end) {
        (0, end) => &line[end..],
        (start, end) if end == line.len() => &line[..start],
        _ => return (line, None),
    };
    let rest = rest.trim_matches([' ', '-', '–', '|', ',', '·', '•']);
    if rest.len() >= ENOUGH {
        (rest, Some(date))
    } else {
        (line, None)
    }
}

/// Whether the second text repeats the first, whole or cut short.
fn is_same(first: &str, second: &str) -> bool {
    const SHORTEST: usize = 20;
    let cut = second.trim_end_matches(['.', '…', ' ']);
    first == second || cut.len() >= SHORTEST && first.starts_with(cut) || {
        let cut = first.trim_end_matches(['.', '…', ' ']);
        cut.len() >= SHORTEST && second.starts_with(cut)
    }
}

/// A short line that is no sentence.
fn is_label(line: &str) -> bool {
    line.chars().count() <= 48 && !ends_sentence(line)
}

/// A line as lists of headlines have them.
fn is_entry(line: &str) -> bool {
    line.chars().count() <= 160
        && !is_boilerplate(line)
        && !announces_list(line)
        && !line.ends_with(['.', '。', ':', '"', '”'])
}

/// Whether a line ends as a sentence does.
pub fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '»', '’', '\'', ')', ']', '」', '』'])
        .ends_with(['.', '!', '?', '…', ':', ';', ',', '。', '！', '？', '।'])
}

/// Headings that announce other articles, in lower case: the line begins with one of them.
const ANNOUNCEMENTS: &[&str] = &[
    "more from",
    "more in",
    "more on",
    "more articles",
    "more news",
    "more stories",
    "related",
    "read also",
    "read more",
    "also read",
    "see also",
    "most read",
    "most popular",
    "latest news",
    "trending",
    "recommended",
    "you may also",
    "you might",
    "top stories",
    "other news",
    "don't miss",
    "mehr zum thema",
    "mehr aus",
    "mehr von",
    "lesen sie auch",
    "auch interessant",
    "weitere artikel",
    "meistgelesen",
    "lire aussi",
    "à lire aussi",
    "sur le même",
    "les plus lus",
    "articles liés",
    "plus d'articles",
    "más noticias",
    "más sobre",
    "lea también",
    "lee también",
    "te puede interesar",
    "noticias relacionadas",
    "leggi anche",
    "altri articoli",
    "potrebbe interessarti",
    "leia também",
    "leia mais",
    "mais lidas",
    "veja também",
    "lees ook",
    "meer over",
    "meest gelezen",
    "czytaj także",
    "czytaj też",
    "zobacz też",
    "zobacz także",
    "polecamy",
    "čtěte také",
    "související",
    "читайте также",
    "по теме",
    "ещё по теме",
    "другие новости",
    "читайте також",
    "схожі новини",
    "läs också",
    "läs mer",
    "mest läst",
    "les også",
    "læs også",
    "lue myös",
    "olvasta már",
    "citește și",
    "ilgili haberler",
    "baca juga",
    "berita terkait",
    "関連記事",
    "関連ニュース",
    "相关新闻",
    "相关阅读",
    "延伸阅读",
    "관련기사",
    "관련 기사",
    "다른 기사",
    "اقرأ أيضا",
    "اقرأ أيضاً",
    "مواضيع ذات صلة",
    "διαβάστε επίσης",
    "σχετικά άρθρα",
];

/// Whether a line is a heading that announces other articles.
pub fn announces_list(line: &str) -> bool {
    const LONGEST: usize = 60;
    static FIRST: Words = Words::new(ANNOUNCEMENTS);
    if !FIRST.may_begin(line.as_bytes()) || line.len() > LONGEST * 2 || line.chars().count() > LONGEST {
        return false;
    }
    let lower = line.to_lowercase();
    ANNOUNCEMENTS.iter().any(|start| lower.starts_with(start))
        && (!ends_sentence(line) || line.ends_with(':'))
}

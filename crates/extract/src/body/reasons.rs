//! Why a segment that is no article text was left out, as far as its place and words tell. These reasons are for readers
//! of the page's account; they decide nothing.

use rustc_hash::FxHashSet;

use crate::day::{self, Order};
use crate::html::{AttributeName, ByClass, NodeId, Tag, Tree};
use crate::listing;
use crate::metadata::{Facts, fold, line_after_by};
use crate::print::{Print, Segment};
use crate::words::Words;
use crate::{BlockKind, Reason};

/// Knows the page well enough to name reasons.
pub struct Judge<'p, 'a> {
    tree: &'p Tree<'a>,
    print: &'p Print,
    /// Title and authors, folded.
    title: String,
    authors: Vec<String>,
    kept: FxHashSet<&'p str>,
    /// What each element looked at says, and each class or id.
    known: Vec<Option<Option<Reason>>>,
    classes: ByClass<Option<Reason>>,
}

impl<'p, 'a> Judge<'p, 'a> {
    /// `kept` says which segments are the article.
    pub fn new(tree: &'p Tree<'a>, print: &'p Print, facts: &'p Facts, kept: &[bool]) -> Self {
        let texts = print.segments.iter().zip(kept).filter(|(_, kept)| **kept);
        Judge {
            tree,
            print,
            title: fold(facts.title.as_deref().unwrap_or("")),
            authors: facts.authors.iter().map(|author| fold(author)).collect(),
            kept: texts.map(|(segment, _)| print.text_of(segment)).collect(),
            known: vec![None; tree.nodes().len()],
            classes: ByClass::new(tree),
        }
    }

    /// The reason for a segment that was not kept.
    pub fn reason(&mut self, at: usize) -> Reason {
        let segment = &self.print.segments[at];
        let text = self.print.text_of(segment);
        if let Some(reason) = segment.barred {
            return reason;
        }
        if segment.hidden {
            return Reason::Hidden;
        }
        if text.len() >= 30 && self.kept.contains(text) {
            return Reason::Repeat;
        }
        if self.is_metadata(text) || segment.link.is_none() && is_dated(text) {
            return Reason::Metadata;
        }
        if is_boilerplate(text) {
            return Reason::Boilerplate;
        }
        self.by_place(segment)
            .unwrap_or_else(|| self.by_links(segment, text))
    }

    fn is_metadata(&self, text: &str) -> bool {
        const LONGEST: usize = 300;
        if text.len() > LONGEST {
            return false;
        }
        let dated = day::find(text, Order::DayFirst).is_some();
        line_after_by(text).is_some()
            || dated && day::only(text, Order::DayFirst).is_some()
            || is_time_of_day(text)
            || self.is_title_or_author(text, if dated { 48 } else { 24 })
    }

    /// Whether a text is the title, or an author's name and at most `around` letters more.
    fn is_title_or_author(&self, text: &str, around: usize) -> bool {
        let longest = self.authors.iter().map(|name| name.len() + around).max();
        let letters = text.bytes().filter(u8::is_ascii_alphanumeric).count();
        if letters > longest.unwrap_or(0).max(self.title.len()) {
            return false;
        }
        let folded = fold(text);
        let named = |name: &String| folded.len() <= name.len() + around && folded.contains(name.as_str());
        !folded.is_empty() && folded == self.title || self.authors.iter().any(named)
    }

    /// What the elements around it say.
    fn by_place(&mut self, segment: &Segment) -> Option<Reason> {
        const NEAR: usize = 12;
        let tree = self.tree;
        tree.ancestors(segment.node)
            .take(NEAR)
            .find_map(|id| match self.known[id] {
                Some(reason) => reason,
                None => {
                    let reason = self.of_element(id);
                    self.known[id] = Some(reason);
                    reason
                }
            })
    }

    fn of_element(&mut self, id: NodeId) -> Option<Reason> {
        match self.tree.node(id).tag {
            Tag::Nav | Tag::Menu => return Some(Reason::Navigation),
            Tag::Form | Tag::Fieldset | Tag::Label => return Some(Reason::Control),
            Tag::Footer => return Some(Reason::Boilerplate),
            _ => {}
        }
        let by_class = self.classes.of(self.tree, id, of_name).flatten();
        by_class.or_else(|| of_name(self.tree.raw_attribute(id, AttributeName::Id)?))
    }

    /// Whether a segment leads to a place on its own page.
    fn leads_here(&self, segment: &Segment) -> bool {
        let href = segment
            .link
            .and_then(|link| self.tree.raw_attribute(link, AttributeName::Href));
        href.is_some_and(|href| href.starts_with('#'))
    }

    /// Whether the address that a segment leads to may be that of an article.
    fn is_lead(&self, segment: &Segment, text: &str) -> bool {
        let href = segment
            .link
            .and_then(|link| self.tree.attribute(link, AttributeName::Href));
        let dated = || crate::listing::split_date(text).1.is_some();
        href.is_none_or(|href| crate::leads::is_lead(text, href.trim()) || dated())
    }

    fn by_links(&self, segment: &Segment, text: &str) -> Reason {
        let headline = listing::split_date(text).0;
        let linked = segment.linked * 10 >= headline.len() * 7;
        let words = text.split_whitespace().count();
        let menu = segment.links >= 2 && words <= segment.links * 4;
        match segment.kind {
            _ if linked && (menu || self.leads_here(segment)) => Reason::Navigation,
            _ if linked && !self.is_lead(segment, text) => Reason::Navigation,
            _ if linked && (words >= 4 || text.chars().count() >= 24) => Reason::Teaser,
            _ if linked => Reason::Navigation,
            BlockKind::Heading if listing::announces_list(text) => Reason::Navigation,
            _ => Reason::Unlikely,
        }
    }
}

/// "Published Wed, 6 March 2024, 4:29 PM": a short line of which hardly more than the date is left.
fn is_dated(text: &str) -> bool {
    const LONGEST: usize = 80;
    const LEFT: usize = 5;
    if text.len() > LONGEST || listing::ends_sentence(text) {
        return false;
    }
    let date = crate::day::find(text, crate::day::Order::DayFirst);
    date.is_some_and(|(_, place)| {
        let rest = text[..place.start]
            .split_whitespace()
            .chain(text[place.end..].split_whitespace());
        rest.filter(|word| word.contains(char::is_alphabetic)).count() <= LEFT
    })
}

/// "17:40", "9.05 pm", "17h40 GMT": over the entries of a live blog.
fn is_time_of_day(text: &str) -> bool {
    const LONGEST: usize = 16;
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let hours = digits(text);
    if text.len() > LONGEST || !(1..=2).contains(&hours) {
        return false;
    }
    let Some(rest) = text[hours..].strip_prefix([':', '.', 'h']) else {
        return false;
    };
    let zone = rest.get(2..).unwrap_or("").trim();
    digits(rest) == 2 && zone.chars().all(|letter| letter.is_alphabetic() || letter == '.')
}

fn of_name(name: &str) -> Option<Reason> {
    static COMMENT: Words = Words::new(&["comment", "disqus"]);
    static ADVERTISEMENT: Words = Words::new(&["ad", "ads", "advert", "advertisement", "sponsored", "promo"]);
    static BOILERPLATE: Words = Words::new(&[
        "cookie",
        "consent",
        "newsletter",
        "subscri",
        "paywall",
        "copyright",
        "share",
        "social",
        "donat",
    ]);
    static NAVIGATION: Words = Words::new(&[
        "nav",
        "menu",
        "breadcrumb",
        "breadcrumbs",
        "navigation",
        "navbar",
        "pagination",
        "toolbar",
        "topbar",
    ]);
    let has = |words: &Words| {
        let mut parts = name.split(|c: char| !c.is_ascii_alphanumeric());
        parts.any(|part| words.hold(part))
    };
    if COMMENT.stand_in(name) {
        Some(Reason::Comment)
    } else if has(&ADVERTISEMENT) {
        Some(Reason::Advertisement)
    } else if BOILERPLATE.stand_in(name) {
        Some(Reason::Boilerplate)
    } else if has(&NAVIGATION) {
        Some(Reason::Navigation)
    } else {
        None
    }
}

/// Lines of rights and appeals that outlets print under anything.
pub fn is_boilerplate(text: &str) -> bool {
    const LONGEST: usize = 240;
    const STARTS: &[&str] = &[
        "©",
        "(c) 20",
        "copyright ©",
        "copyright 20",
        "all rights reserved",
        "alle rechte vorbehalten",
        "tous droits réservés",
        "todos los derechos reservados",
        "tutti i diritti riservati",
        "todos os direitos reservados",
        "все права защищены",
        "we use cookies",
        "this site uses cookies",
        "sign up for our",
        "subscribe to our",
        "follow us on",
    ];
    static FIRST: Words = Words::new(STARTS);
    const END: &str = "all rights reserved";
    if text.len() > LONGEST {
        return false;
    }
    let ends = || {
        let text = text.strip_suffix('.').unwrap_or(text).as_bytes();
        let end = text.len().checked_sub(END.len()).map(|start| &text[start..]);
        end.is_some_and(|end| end.eq_ignore_ascii_case(END.as_bytes()))
    };
    let starts = || {
        let lower = text.to_lowercase();
        STARTS.iter().any(|start| lower.starts_with(start))
    };
    FIRST.may_begin(text.as_bytes()) && starts() || ends()
}

//! What can be seen of each segment: its text, its element and those around it, its place on the page, its neighbours.
//! One walk up and one down for the page as a whole, then constant work for each segment.

use std::sync::LazyLock;

use memchr::memmem::Finder;
use rustc_hash::{FxHashMap, FxHashSet};

use super::features::Features;
use super::vocabulary::{Vocabulary, class_tokens, only_class, word_tokens};
use crate::BlockKind;
use crate::html::{AttributeName, ByClass, NodeId, Tag, Tree};
use crate::letters::is_alphanumeric;
use crate::listing::{Listing, Verdict, ends_sentence};
use crate::metadata::{Facts, fold};
use crate::print::{Print, Segment};
use crate::words::Words;

/// An element that holds segments, with what is below and above it.
#[derive(Clone, Debug, Default)]
struct Place {
    parent: usize,
    depth: f32,
    /// Log-odds of its own names; of the nearest element that has names; lowest, highest and sum on the way up.
    own: f32,
    near: f32,
    low: f32,
    high: f32,
    sum: f32,
    marks: Marks,
    /// Below it: bytes, linked bytes, segments, bytes of long segments, long segments.
    bytes: f32,
    linked: f32,
    segments: f32,
    long: f32,
    longs: f32,
    /// What it counts as a container of long segments.
    weight: f32,
}

/// Which elements stand above.
#[derive(Clone, Copy, Debug, Default)]
struct Marks {
    article: bool,
    main: bool,
    aside: bool,
    nav: bool,
    header: bool,
    footer: bool,
    form: bool,
    figure: bool,
    list: bool,
    table: bool,
    section: bool,
    quote: bool,
    body_property: bool,
    comment: bool,
}

/// A page as the model sees it.
pub struct Sight {
    rows: Vec<Features>,
}

impl Sight {
    /// Looks at a page.
    pub fn of(
        tree: &Tree<'_>,
        print: &Print,
        facts: &Facts,
        listing: &Listing,
        vocabulary: &Vocabulary,
    ) -> Self {
        let mut viewer = Viewer::new(tree, print, vocabulary);
        viewer.find_places();
        viewer.gather();
        viewer.look(facts, listing)
    }

    /// One row of numbers a segment.
    pub fn rows(&self) -> &[Features] {
        &self.rows
    }
}

/// What is known of a segment by itself.
#[derive(Clone, Copy, Debug, Default)]
struct Own {
    bytes: f32,
    characters: f32,
    density: f32,
    long: bool,
    words: f32,
    odds: f32,
    odds_mean: f32,
    sentence: bool,
}

struct Viewer<'v, 'a> {
    tree: &'v Tree<'a>,
    print: &'v Print,
    vocabulary: &'v Vocabulary,
    places: Vec<Place>,
    /// For each node its place; 0 also where it has none yet.
    index: Vec<u32>,
    /// What the vocabulary says of each class attribute that stands without other names.
    classes: ByClass<(f32, usize)>,
    /// Whether each class says that it holds readers' comments.
    comments: ByClass<bool>,
    of_segment: Vec<usize>,
    own: Vec<Own>,
    signatures: Vec<u64>,
}

impl<'v, 'a> Viewer<'v, 'a> {
    fn new(tree: &'v Tree<'a>, print: &'v Print, vocabulary: &'v Vocabulary) -> Self {
        Viewer {
            tree,
            print,
            vocabulary,
            places: vec![Place::default()],
            index: vec![0; tree.nodes().len()],
            classes: ByClass::new(tree),
            comments: ByClass::new(tree),
            of_segment: Vec::with_capacity(print.segments.len()),
            own: Vec::with_capacity(print.segments.len()),
            signatures: Vec::with_capacity(print.segments.len()),
        }
    }

    /// Makes a place of each element above a segment, outer ones first.
    fn find_places(&mut self) {
        let (mut path, mut tokens) = (Vec::new(), Vec::new());
        for segment in &self.print.segments {
            path.clear();
            let mut node = segment.node;
            while node != 0 && self.index[node] == 0 {
                path.push(node);
                node = self.tree.parent(node);
            }
            let mut parent = self.index[node] as usize;
            for &id in path.iter().rev() {
                let place = self.place(id, parent, &mut tokens);
                parent = self.places.len();
                self.places.push(place);
                self.index[id] = parent as u32;
            }
            self.of_segment.push(parent);
        }
    }

    /// What the vocabulary says of an element's names: the sum, and how many are known.
    fn odds_of(&mut self, id: NodeId, tokens: &mut Vec<u32>) -> (f32, usize) {
        let (tree, vocabulary) = (self.tree, self.vocabulary);
        let mut read = || {
            class_tokens(tree, id, tokens);
            vocabulary.sum(tokens.iter().copied())
        };
        match only_class(tree, id) {
            Some(_) => self.classes.of(tree, id, |_| read()).unwrap_or_default(),
            None => read(),
        }
    }

    /// As [`is_of_comments`], which looks at each class once.
    fn is_of_comments(&mut self, id: NodeId) -> bool {
        let tree = self.tree;
        match tree.node(id).tag {
            Tag::Div if tree.raw_attribute(id, AttributeName::Id).is_none() => {
                self.comments.of(tree, id, |_| is_of_comments(tree, id)) == Some(true)
            }
            _ => is_of_comments(tree, id),
        }
    }

    fn place(&mut self, id: NodeId, parent: usize, tokens: &mut Vec<u32>) -> Place {
        let (own, known) = self.odds_of(id, tokens);
        let comment = self.is_of_comments(id);
        let above = &self.places[parent];
        let own = own.clamp(-6.0, 6.0);
        Place {
            parent,
            depth: above.depth + 1.0,
            own,
            near: if known > 0 { own } else { above.near },
            low: above.low.min(own),
            high: above.high.max(own),
            sum: above.sum + own,
            marks: above.marks.with(self.tree, id, comment),
            ..Place::default()
        }
    }

    /// Sums up what is below each place.
    fn gather(&mut self) {
        let mut tokens = Vec::new();
        for (at, segment) in self.print.segments.iter().enumerate() {
            let own = self.own_of(segment, &mut tokens);
            let place = &mut self.places[self.of_segment[at]];
            place.bytes += own.bytes;
            place.linked += segment.linked as f32;
            place.segments += 1.0;
            if own.long {
                place.long += own.bytes;
                place.longs += 1.0;
                let parent = place.parent;
                self.places[parent].weight += own.bytes;
                let grand = self.places[parent].parent;
                self.places[grand].weight += own.bytes / 2.0;
            }
            self.own.push(own);
            self.signatures.push(signature(self.tree, segment.node));
        }
        for at in (1..self.places.len()).rev() {
            let below = self.places[at].clone();
            let above = &mut self.places[below.parent];
            above.bytes += below.bytes;
            above.linked += below.linked;
            above.segments += below.segments;
            above.long += below.long;
            above.longs += below.longs;
        }
    }

    fn own_of(&self, segment: &Segment, tokens: &mut Vec<u32>) -> Own {
        const LONG: f32 = 80.0;
        const SHORT_LINE: f32 = 200.0;
        let text = self.print.text_of(segment);
        let bytes = text.len() as f32;
        let density = segment.linked as f32 / bytes;
        let (mut odds, mut odds_mean) = (0.0, 0.0);
        if bytes <= SHORT_LINE {
            word_tokens(text, tokens);
            let (sum, known) = self.vocabulary.sum(tokens.iter().copied());
            (odds, odds_mean) = (sum, sum / (known.max(1) as f32));
        }
        Own {
            bytes,
            characters: text.chars().count() as f32,
            density,
            long: bytes >= LONG && density < 0.4 && segment.barred.is_none(),
            words: 1.0 + text.bytes().filter(|&byte| byte == b' ').count() as f32,
            odds,
            odds_mean,
            sentence: ends_sentence(text),
        }
    }

    fn look(self, facts: &Facts, listing: &Listing) -> Sight {
        let page = Whole::of(&self, facts);
        let count = self.print.segments.len();
        let mut running = Running::default();
        let mut rows = Vec::with_capacity(count);
        for at in 0..count {
            let mut row = Features::new();
            let described = self.text_features(at, &page, &mut row);
            self.place_features(at, &page, &mut row);
            self.position_features(at, &page, &running, &mut row);
            row.extend(&[flag(listing.verdicts[at] != Verdict::Open)]);
            self.continuity_features(at, &page, &running, described, &mut row);
            running.pass(&self, at);
            debug_assert!(row.is_full(), "each number has a name");
            rows.push(row);
        }
        Sight { rows }
    }

    /// What the text itself shows. Answers the share of it that stands in the page's summary.
    fn text_features(&self, at: usize, page: &Whole, row: &mut Features) -> f32 {
        let (segment, own) = (&self.print.segments[at], self.own[at]);
        let text = self.print.text_of(segment);
        let count = Letters::of(text);
        let folded = page.folded(text);
        let [carried, described] = shares([&page.carried, &page.summary], text);
        row.extend(&[
            own.bytes,
            own.characters / own.words,
            own.words,
            own.density,
            segment.links as f32,
            segment.bold as f32 / own.bytes,
            flag(own.sentence),
            flag(text.ends_with(':')),
            flag(text.ends_with("...") || text.ends_with('…')),
            flag(text.starts_with(char::is_lowercase)),
            count.commas / own.words,
            count.stops,
            count.upper / own.characters,
            count.digits / own.characters,
            count.quotes,
            own.odds,
            own.odds_mean,
            flag(count.bars > 0.0),
            flag(count.rights > 0.0),
            flag(count.ats > 0.0 || names_web(text)),
            kind(segment.kind),
            flag(!folded.is_empty() && folded == page.title),
            flag(folded.len() > 20 && page.description.starts_with(&folded)),
            page.times[page.first[at] as usize],
            flag(own.bytes < 60.0 && count.digits >= 3.0),
            flag(segment.hidden) + 2.0 * flag(segment.barred.is_some()),
            carried,
        ]);
        described
    }

    /// What the elements around it show.
    fn place_features(&self, at: usize, page: &Whole, row: &mut Features) {
        let segment = &self.print.segments[at];
        let place = &self.places[self.of_segment[at]];
        let parent = &self.places[place.parent];
        let grand = &self.places[parent.parent];
        let great = &self.places[grand.parent];
        let marks = place.marks;
        let inside = |container: usize| flag(self.is_inside(self.of_segment[at], container));
        let (same, same_long) = page
            .signatures
            .get(&self.signatures[at])
            .copied()
            .unwrap_or((0.0, 0.0));
        row.extend(&[
            tag_number(self.tree.node(segment.node).tag),
            tag_number(self.tree.node(self.tree.parent(segment.node)).tag),
            place.depth,
            place.own,
            parent.own,
            grand.own,
            place.near,
            place.low,
            place.high,
            place.sum,
            flag(marks.article) + 2.0 * flag(marks.main),
            flag(marks.aside) + 2.0 * flag(marks.nav),
            flag(marks.header) + 2.0 * flag(marks.footer),
            flag(marks.form) + 2.0 * flag(marks.figure) + 4.0 * flag(marks.quote),
            flag(marks.list) + 2.0 * flag(marks.table) + 4.0 * flag(marks.section),
            flag(marks.body_property),
            parent.linked / parent.bytes.max(1.0),
            grand.linked / grand.bytes.max(1.0),
            parent.long / page.long,
            grand.long / page.long,
            great.long / page.long,
            parent.segments,
            parent.longs,
            inside(page.best),
            inside(self.places[page.best].parent),
            same,
            same_long / page.long,
            parent.weight / page.weight,
        ]);
    }

    /// Whether `container` is `place` or stands close above it.
    fn is_inside(&self, place: usize, container: usize) -> bool {
        const CLOSE: usize = 12;
        let mut at = place;
        for _ in 0..CLOSE {
            if at == container {
                return true;
            }
            if at == 0 {
                return false;
            }
            at = self.places[at].parent;
        }
        false
    }

    /// Where it stands on the page, and beside what.
    fn position_features(&self, at: usize, page: &Whole, running: &Running, row: &mut Features) {
        let count = self.print.segments.len() as f32;
        let neighbour = |distance: isize| {
            let index = at.checked_add_signed(distance);
            index
                .and_then(|index| self.own.get(index))
                .copied()
                .unwrap_or_default()
        };
        let (before, after) = (neighbour(-1), neighbour(1));
        let near = |distance: isize| {
            let index = at
                .checked_add_signed(distance)
                .filter(|&index| index < self.of_segment.len());
            index.map_or(0.0, |index| self.places[self.of_segment[index]].near)
        };
        row.extend(&[
            at as f32 / count,
            running.bytes / page.bytes,
            running.long / page.long,
            before.bytes,
            before.density,
            after.bytes,
            after.density,
            neighbour(-2).bytes,
            neighbour(2).bytes,
            flag(before.sentence) + 2.0 * flag(after.sentence),
            near(-1),
            near(1),
            running.heading_odds,
            running.since_heading,
            flag(running.seen_title) + flag(page.title_at == Some(at)),
            running.since_title,
            self.page_kind(page),
        ]);
    }

    /// How it continues what stands around it: how far up the tree it meets the last long segment, how much of the
    /// neighbourhood is long, whether it was printed before.
    fn continuity_features(
        &self,
        at: usize,
        page: &Whole,
        running: &Running,
        described: f32,
        row: &mut Features,
    ) {
        let place = self.of_segment[at];
        let (up, over) = self.distance(place, running.last_long);
        let window = |reach: usize| {
            let range = at.saturating_sub(reach)..(at + reach + 1).min(self.own.len());
            let bytes: f32 = range.clone().map(|index| self.own[index].bytes).sum();
            let long: f32 = range
                .filter(|&index| self.own[index].long)
                .map(|index| self.own[index].bytes)
                .sum();
            long / bytes
        };
        row.extend(&[
            up,
            over,
            window(3),
            window(10),
            described,
            flag(self.places[place].marks.comment),
            flag((page.first[at] as usize) < at),
            page.long - running.long,
        ]);
    }

    /// How many steps up from one place to the element that holds both, and how many down to the other.
    fn distance(&self, from: usize, to: usize) -> (f32, f32) {
        const FAR: usize = 48;
        let (mut a, mut b, mut up, mut down) = (from, to, 0.0, 0.0);
        for _ in 0..FAR {
            if a == b {
                break;
            }
            if self.places[a].depth >= self.places[b].depth {
                (a, up) = (self.places[a].parent, up + 1.0);
            } else {
                (b, down) = (self.places[b].parent, down + 1.0);
            }
        }
        (up, down)
    }

    fn page_kind(&self, page: &Whole) -> f32 {
        page.long / page.bytes
    }
}

/// What is known of the page as a whole.
struct Whole {
    bytes: f32,
    long: f32,
    weight: f32,
    best: usize,
    title: String,
    title_at: Option<usize>,
    description: String,
    /// For each segment the first one with its text; for that one how many there are.
    first: Vec<u32>,
    times: Vec<f32>,
    /// Hashes of the word triples of the page's summary; empty where it has none.
    summary: Triples,
    /// Hashes of the word triples of the text that structured data carries; empty where it carries none.
    carried: Triples,
    /// For each signature: how many segments, and bytes of long ones.
    signatures: FxHashMap<u64, (f32, f32)>,
}

impl Whole {
    fn of(viewer: &Viewer<'_, '_>, facts: &Facts) -> Self {
        let heaviest = |a: &usize, b: &usize| viewer.places[*a].weight.total_cmp(&viewer.places[*b].weight);
        let best = (0..viewer.places.len()).max_by(heaviest).unwrap_or(0);
        let title = fold(facts.title.as_deref().unwrap_or(""));
        let mut page = Whole {
            bytes: viewer.places[0].bytes.max(1.0),
            long: viewer.places[0].long.max(1.0),
            weight: viewer.places[best].weight.max(1.0),
            best,
            title_at: None,
            description: fold(facts.description.as_deref().unwrap_or("")),
            first: Vec::with_capacity(viewer.own.len()),
            times: vec![0.0; viewer.own.len()],
            summary: Triples::of(facts.description.as_deref()),
            carried: Triples::of(facts.article_body.as_deref()),
            signatures: FxHashMap::default(),
            title,
        };
        let mut firsts = FxHashMap::default();
        for (at, segment) in viewer.print.segments.iter().enumerate() {
            let text = viewer.print.text_of(segment);
            let first = *firsts.entry(text).or_insert(at);
            page.first.push(first as u32);
            page.times[first] += 1.0;
            page.count(viewer, at, text, segment);
        }
        page
    }

    /// A text folded, where it may be the title or begin the summary; else nothing.
    fn folded(&self, text: &str) -> String {
        const LONGEST: usize = 400;
        let head = text.chars().find(|&character| is_alphanumeric(character));
        let begins = |known: &str| {
            let first = known.chars().next();
            first.is_some_and(|first| head.is_some_and(|head| head.to_lowercase().next() == Some(first)))
        };
        let wanted = text.len() < LONGEST && (begins(&self.title) || begins(&self.description));
        if wanted { fold(text) } else { String::new() }
    }

    fn count(&mut self, viewer: &Viewer<'_, '_>, at: usize, text: &str, segment: &Segment) {
        let own = viewer.own[at];
        let entry = self.signatures.entry(viewer.signatures[at]).or_default();
        entry.0 += 1.0;
        entry.1 += if own.long { own.bytes } else { 0.0 };
        if segment.kind == BlockKind::Heading && !self.title.is_empty() && self.folded(text) == self.title {
            self.title_at.get_or_insert(at);
        }
    }
}

/// The share of a text's word triples that each set knows: -1 for an empty set, one half where the text is too short.
fn shares<const N: usize>(known: [&Triples; N], text: &str) -> [f32; N] {
    let (mut all, mut found) = (0.0, [0.0; N]);
    if known.iter().any(|known| !known.hashes.is_empty()) {
        each_triple(text, |triple| {
            all += 1.0;
            for (found, known) in found.iter_mut().zip(known) {
                *found += flag(known.hold(triple));
            }
        });
    }
    std::array::from_fn(|at| match known[at].hashes.is_empty() {
        true => -1.0,
        false if all > 0.0 => found[at] / all,
        false => 0.5,
    })
}

/// What was passed on the way down the page.
#[derive(Default)]
struct Running {
    bytes: f32,
    long: f32,
    heading_odds: f32,
    since_heading: f32,
    seen_title: bool,
    since_title: f32,
    /// The place of the last long segment.
    last_long: usize,
}

impl Running {
    fn pass(&mut self, viewer: &Viewer<'_, '_>, at: usize) {
        let own = viewer.own[at];
        let segment = &viewer.print.segments[at];
        self.bytes += own.bytes;
        self.since_heading += own.bytes;
        self.since_title += if self.seen_title { own.bytes } else { 0.0 };
        if own.long {
            self.long += own.bytes;
            self.last_long = viewer.of_segment[at];
        }
        if segment.kind == BlockKind::Heading {
            (self.heading_odds, self.since_heading) = (own.odds_mean, 0.0);
            self.seen_title |= viewer.tree.node(segment.node).tag == Tag::H1;
        }
    }
}

/// Counts of letters and marks.
struct Letters {
    commas: f32,
    stops: f32,
    upper: f32,
    digits: f32,
    quotes: f32,
    bars: f32,
    ats: f32,
    rights: f32,
}

impl Letters {
    fn of(text: &str) -> Self {
        let mut counts = [0_u32; Self::KINDS];
        if text.is_ascii() {
            text.bytes()
                .for_each(|byte| counts[usize::from(Self::ASCII[usize::from(byte)])] += 1);
        } else {
            text.chars()
                .for_each(|character| counts[Self::kind(character)] += 1);
        }
        let [_, commas, stops, upper, digits, quotes, bars, ats, rights] = counts.map(|count| count as f32);
        Letters {
            commas,
            stops,
            upper,
            digits,
            quotes,
            bars,
            ats,
            rights,
        }
    }

    const KINDS: usize = 9;

    /// The kinds of ASCII characters.
    const ASCII: [u8; 128] = {
        let mut kinds = [0; 128];
        let mut at = 0;
        while at < 128 {
            kinds[at] = match at as u8 {
                b',' => 1,
                b'.' | b'!' | b'?' => 2,
                b'A'..=b'Z' => 3,
                b'0'..=b'9' => 4,
                b'"' => 5,
                b'|' => 6,
                b'@' => 7,
                _ => 0,
            };
            at += 1;
        }
        kinds
    };

    fn kind(character: char) -> usize {
        match character {
            '\0'..='\x7F' => usize::from(Self::ASCII[character as usize]),
            '，' | '、' | '،' => 1,
            '。' | '؟' | '।' => 2,
            '“' | '”' | '«' | '»' | '„' => 5,
            '©' => 8,
            '가'..='힣' | '一'..='鿋' | 'а'..='я' | 'ß'..='ÿ' => 0,
            _ => 3 * usize::from(character.is_uppercase()),
        }
    }
}

impl Marks {
    fn with(mut self, tree: &Tree<'_>, id: NodeId, comment: bool) -> Self {
        match tree.node(id).tag {
            Tag::Article => self.article = true,
            Tag::Main => self.main = true,
            Tag::Aside => self.aside = true,
            Tag::Nav | Tag::Menu => self.nav = true,
            Tag::Header => self.header = true,
            Tag::Footer => self.footer = true,
            Tag::Form | Tag::Fieldset => self.form = true,
            Tag::Figure | Tag::Figcaption => self.figure = true,
            Tag::Ul | Tag::Ol | Tag::Dl => self.list = true,
            Tag::Table => self.table = true,
            Tag::Section => self.section = true,
            Tag::Blockquote => self.quote = true,
            _ => {}
        }
        self.comment |= comment;
        let property = tree.raw_attribute(id, AttributeName::Itemprop);
        self.body_property |= property.is_some_and(|property| property.eq_ignore_ascii_case("articlebody"));
        self
    }
}

/// Whether an element says that it holds readers' comments.
pub fn is_of_comments(tree: &Tree<'_>, id: NodeId) -> bool {
    static NAMES: Words = Words::new(&[
        "comment",
        "comments",
        "commentlist",
        "comment-list",
        "comment-content",
        "comment-body",
        "comments-area",
        "disqus_thread",
        "respond",
        "comments-section",
        "comment-section",
        "comments-container",
        "fb-comments",
        "comment-text",
        "comments-list",
    ]);
    let names = [AttributeName::Class, AttributeName::Id];
    let mut names = names.iter().flat_map(|&name| {
        tree.raw_attribute(id, name)
            .unwrap_or("")
            .split_ascii_whitespace()
    });
    !matches!(
        tree.node(id).tag,
        Tag::Body | Tag::Html | Tag::Article | Tag::Main
    ) && names.any(|name| NAMES.hold(name))
}

/// Whether an element says that it asks for consent to cookies or the like.
pub fn is_of_consent(tree: &Tree<'_>, id: NodeId) -> bool {
    static NAMES: Words = Words::new(&[
        "onetrust",
        "cookie-",
        "cookie_",
        "cookiebar",
        "cookieconsent",
        "consent",
        "gdpr",
        "cmp-",
        "cc-window",
        "ot-sdk",
        "privacy-",
        "ccpa",
        "didomi",
        "iubenda",
        "osano",
        "qc-cmp",
        "sp_message",
        "truste",
        "usercentrics",
    ]);
    let names = [AttributeName::Class, AttributeName::Id];
    matches!(
        tree.node(id).tag,
        Tag::Div | Tag::Section | Tag::Aside | Tag::Dialog | Tag::Form
    ) && names.iter().any(|&name| {
        let name = tree.raw_attribute(id, name).unwrap_or("");
        name.split_ascii_whitespace()
            .any(|token| NAMES.begin(token.as_bytes()))
    })
}

/// Calls `take` with a hash of each three words in a row.
pub fn each_triple(text: &str, mut take: impl FnMut(u64)) {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let (mut last, mut words, mut word) = ([0_u64; 3], 0, 0_u64);
    let mut end = |word: &mut u64| {
        if *word != 0 {
            last = [last[1], last[2], std::mem::take(word)];
            words += 1;
            if words >= 3 {
                take(last[0].rotate_left(7) ^ last[1].rotate_left(23) ^ last[2]);
            }
        }
    };
    for character in text.chars() {
        if is_alphanumeric(character) {
            word = (word.rotate_left(5) ^ u64::from(character)).wrapping_mul(FACTOR);
        } else {
            end(&mut word);
        }
    }
    end(&mut word);
}

/// The hashes of all three words in a row of a text, behind a filter that most others do not pass (Bloom 1970, one bit).
struct Triples {
    filter: [u64; 64],
    hashes: FxHashSet<u64>,
}

impl Triples {
    fn of(text: Option<&str>) -> Self {
        let mut triples = Triples {
            filter: [0; 64],
            hashes: FxHashSet::default(),
        };
        each_triple(text.unwrap_or(""), |triple| {
            let (word, bit) = Self::place(triple);
            triples.filter[word] |= bit;
            triples.hashes.insert(triple);
        });
        triples
    }

    fn place(triple: u64) -> (usize, u64) {
        ((triple >> 58) as usize, 1 << (triple >> 52 & 63))
    }

    fn hold(&self, triple: u64) -> bool {
        let (word, bit) = Self::place(triple);
        self.filter[word] & bit != 0 && self.hashes.contains(&triple)
    }
}

/// A number for an element's name and class and its parent's.
fn signature(tree: &Tree<'_>, id: NodeId) -> u64 {
    let [own, above] =
        [id, tree.parent(id)].map(|id| (tree.node(id).tag as u64) << 24 | tree.class_number(id) as u64);
    own << 32 | above
}

/// Whether a text names an address of the web.
fn names_web(text: &str) -> bool {
    static WEB: LazyLock<[Finder<'static>; 2]> = LazyLock::new(|| [Finder::new("http"), Finder::new("www.")]);
    WEB.iter().any(|finder| finder.find(text.as_bytes()).is_some())
}

fn flag(value: bool) -> f32 {
    f32::from(u8::from(value))
}

fn kind(kind: BlockKind) -> f32 {
    match kind {
        BlockKind::Paragraph => 0.0,
        BlockKind::Quote => 1.0,
        BlockKind::Heading => 2.0,
        BlockKind::ListItem => 3.0,
        BlockKind::TableRow => 4.0,
        BlockKind::Caption => 5.0,
    }
}

/// Elements ordered by how often they hold article text, so that one threshold splits them well.
fn tag_number(tag: Tag) -> f32 {
    match tag {
        Tag::P => 0.0,
        Tag::Blockquote => 1.0,
        Tag::H2 => 2.0,
        Tag::H3 => 3.0,
        Tag::H4 | Tag::H5 | Tag::H6 => 4.0,
        Tag::Article | Tag::Section | Tag::Main => 5.0,
        Tag::Div => 6.0,
        Tag::Td | Tag::Tr | Tag::Th => 7.0,
        Tag::Li | Tag::Dd | Tag::Dt => 8.0,
        Tag::Ul | Tag::Ol | Tag::Dl => 9.0,
        Tag::Figcaption | Tag::Figure => 10.0,
        Tag::H1 => 11.0,
        Tag::Header => 12.0,
        Tag::Aside => 13.0,
        Tag::Footer | Tag::Nav | Tag::Form => 14.0,
        _ => 15.0,
    }
}

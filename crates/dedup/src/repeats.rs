//! Blocks that one outlet prints in several otherwise different articles: newsletter boxes, appeals, notes on the author,
//! standing notes. They are told by repetition alone, and shyly, since a sentence that is taken out by mistake is lost to
//! the article it stands in.
//!
//! A block counts as standing matter only if
//! - enough articles print it that are otherwise different: versions of one article count once, and so do articles that
//!   share half of what is their own; an article with less of its own than it shares says nothing;
//! - it does not speak of the article around it: a paragraph of background names what the story names, a box does not;
//! - it is long and stands at the edge of the text, or is long, names hardly anybody and a quarter of the outlet's articles have it, or is short and
//!   closes half of them. A formula such as "Speeches were made." is short and stands anywhere.
//!
//! Only whole blocks are compared, never sentences within one. It knows nothing of who printed what: the caller gives it
//! the articles of one outlet.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::fingerprint::each_word;

/// So many different articles print a block before it can be standing matter.
const FEWEST: usize = 4;
/// So many, and this share of the outlet's articles, where the block's place says nothing.
const MANY: usize = 8;
const COMMON: f32 = 0.25;
/// This share, where the block is short.
const NEARLY_ALL: f32 = 0.5;
/// A block as long as a sentence or two, in letters.
const LONG: u32 = 80;
/// An article has this much of its own before it bears witness, in letters.
const OWN: u64 = 200;
/// Standing matter stands at the edge in this share of its articles.
const AT_EDGE: f32 = 0.9;
/// A block that names so many tells something, unless it stands at the edge as a note on the author does.
const NAMES: usize = 3;
/// A block that speaks of the article in this share of its articles is part of them.
const OF_THE_STORY: f32 = 0.5;

/// A block as far as it is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrintedBlock {
    /// A digest of its words in order; case, punctuation and spaces do not count.
    digest: u64,
    /// Its length in letters.
    length: u32,
    /// Whether it names what the rest of the article names.
    of_the_story: bool,
    /// Whether its script tells names by capitals, so that `of_the_story` can be relied on.
    cased: bool,
    /// Whether it names so many that it must be telling something.
    telling: bool,
}

impl PrintedBlock {
    /// The blocks of one article.
    pub fn of_article(title: Option<&str>, blocks: &[&str]) -> Vec<Self> {
        let mut names = Names::default();
        for block in blocks {
            names.count(block);
        }
        let title: FxHashSet<&str> = title
            .map(|title| capitalised(title).collect())
            .unwrap_or_default();
        blocks
            .iter()
            .map(|block| Self::of_block(block, &names, &title))
            .collect()
    }

    fn of_block(block: &str, names: &Names<'_>, title: &FxHashSet<&str>) -> Self {
        let inside = Names::of(block);
        let elsewhere = |name: &&str| title.contains(*name) || names.times(name) > inside.times(name);
        let found: FxHashSet<&str> = capitalised(block).filter(elsewhere).collect();
        let unfound = inside.0.keys().filter(|name| !found.contains(*name)).count();
        PrintedBlock {
            digest: digest(block),
            length: length(block),
            of_the_story: !found.is_empty() && 2 * found.len() >= unfound,
            cased: block.chars().any(char::is_lowercase),
            telling: found.len() + unfound >= NAMES,
        }
    }

    /// For keeping: twelve bytes that [`PrintedBlock::from_bytes`] takes back.
    pub fn to_bytes(self) -> [u8; 12] {
        let marks = [self.of_the_story, self.cased, self.telling]
            .into_iter()
            .zip(29..);
        let marks = marks.fold(0, |marks, (mark, bit)| marks | u32::from(mark) << bit);
        let mut bytes = [0; 12];
        bytes[..8].copy_from_slice(&self.digest.to_le_bytes());
        bytes[8..].copy_from_slice(&(self.length | marks).to_le_bytes());
        bytes
    }

    /// The block that was kept.
    pub fn from_bytes(bytes: [u8; 12]) -> Self {
        let [digest @ .., a, b, c, d] = bytes;
        let marked = u32::from_le_bytes([a, b, c, d]);
        PrintedBlock {
            digest: u64::from_le_bytes(digest),
            length: marked & LENGTH_BITS,
            of_the_story: marked >> 29 & 1 != 0,
            cased: marked >> 30 & 1 != 0,
            telling: marked >> 31 & 1 != 0,
        }
    }
}

const LENGTH_BITS: u32 = (1 << 29) - 1;

/// The words of a block in order, in lower case.
fn digest(block: &str) -> u64 {
    let mut digest = 0_u64;
    each_word(block, |word| {
        digest = (digest.rotate_left(5) ^ word).wrapping_mul(0xff51_afd7_ed55_8ccd);
    });
    digest ^ digest >> 32
}

/// Letters, those of scripts that write a word with one or two of them counted thrice.
fn length(block: &str) -> u32 {
    let letters = block
        .chars()
        .map(|letter| 1 + 2 * u32::from(letter >= '\u{2e80}'));
    letters.fold(0, u32::saturating_add).min(LENGTH_BITS)
}

/// How often each name stands in a text where no sentence begins.
#[derive(Default)]
struct Names<'t>(FxHashMap<&'t str, u32>);

impl<'t> Names<'t> {
    fn of(text: &'t str) -> Self {
        let mut names = Names::default();
        names.count(text);
        names
    }

    fn count(&mut self, text: &'t str) {
        let mut begins = true;
        for piece in text.split_whitespace() {
            let word = bare(piece);
            if !begins && is_name(word) {
                *self.0.entry(word).or_default() += 1;
            }
            begins = piece.ends_with(['.', '!', '?', ':', '"', '”', '»']);
        }
    }

    fn times(&self, name: &str) -> u32 {
        self.0.get(name).copied().unwrap_or_default()
    }
}

/// The words of a text that begin with a capital or are years.
fn capitalised(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().map(bare).filter(|word| is_name(word))
}

/// A word without the marks around it and without the genitive.
fn bare(word: &str) -> &str {
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    word.strip_suffix("'s")
        .or_else(|| word.strip_suffix("’s"))
        .unwrap_or(word)
}

fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.len() > 1
        || word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The pages of one outlet.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    blocks: Vec<PrintedBlock>,
    /// Where the blocks of each page end.
    ends: Vec<usize>,
    /// Which article each page shows.
    articles: Vec<u64>,
}

impl Pages {
    /// Takes one more page. Versions of one article have the same number.
    pub fn push(&mut self, article: u64, blocks: &[PrintedBlock]) {
        self.blocks.extend_from_slice(blocks);
        self.ends.push(self.blocks.len());
        self.articles.push(article);
    }

    /// What these pages repeat. Linear but for sorting; the order of the pages does not count.
    pub fn repeats(&self) -> Repeats {
        let prints = self.prints();
        let by_block = || prints.chunk_by(|one, next| one.digest == next.digest);
        let widespread: FxHashMap<u64, usize> = by_block()
            .filter(|prints| prints.len() >= FEWEST)
            .map(|prints| (prints[0].digest, prints.len()))
            .collect();
        if widespread.is_empty() {
            return Repeats::default();
        }
        let tales = tales(by_block().filter(|prints| prints.len() < FEWEST));
        let all = tales.values().collect::<FxHashSet<_>>().len();
        let tallies = self.tallies(&widespread, &tales);
        let standing = tallies.into_iter().filter(|(_, tally)| tally.is_standing(all));
        Repeats(
            standing
                .map(|(digest, _)| (digest, widespread[&digest]))
                .collect(),
        )
    }

    fn page(&self, number: usize) -> &[PrintedBlock] {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.blocks[start..self.ends[number]]
    }

    /// Which article prints which block, by block; versions of one article once.
    fn prints(&self) -> Vec<Print> {
        let pages = (0..self.ends.len()).flat_map(|number| {
            let article = self.articles[number];
            self.page(number).iter().map(move |block| Print {
                digest: block.digest,
                article,
                length: block.length,
            })
        });
        let mut prints: Vec<Print> = pages.collect();
        prints.sort_unstable();
        prints.dedup_by_key(|print| (print.digest, print.article));
        prints
    }

    /// What is known of each block that enough articles print.
    fn tallies(
        &self,
        widespread: &FxHashMap<u64, usize>,
        tales: &FxHashMap<u64, u64>,
    ) -> FxHashMap<u64, Tally> {
        let tale = |number: usize| tales.get(&self.articles[number]).copied();
        let mut order: Vec<usize> = (0..self.ends.len()).collect();
        order.sort_unstable_by_key(|&number| tale(number));
        let mut tallies: FxHashMap<u64, Tally> = FxHashMap::default();
        for number in order {
            let page = self.page(number);
            let is_own = |block: &&PrintedBlock| !widespread.contains_key(&block.digest);
            let letters = |block: &PrintedBlock| u64::from(block.length);
            let own: u64 = page.iter().filter(is_own).map(letters).sum();
            let shared = page.iter().map(letters).sum::<u64>() - own;
            let witness = tale(number).filter(|_| own >= shared.max(OWN));
            let before = page.iter().take_while(|block| !is_own(block)).count();
            let mut behind = page.iter().filter(is_own).count();
            for (at, block) in page.iter().enumerate() {
                match is_own(&block) {
                    true => behind -= 1,
                    false => {
                        tallies
                            .entry(block.digest)
                            .or_default()
                            .add(block, witness, at < before, behind)
                    }
                }
            }
        }
        tallies
    }
}

/// A block of an article.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Print {
    digest: u64,
    article: u64,
    length: u32,
}

/// For each article that has anything of its own a number that articles share which tell the same: half of what is the
/// own of one of them. `own`: the blocks that few articles print, each with all its articles.
fn tales<'p>(own: impl Iterator<Item = &'p [Print]>) -> FxHashMap<u64, u64> {
    let mut lengths: FxHashMap<u64, u64> = FxHashMap::default();
    let mut common: FxHashMap<(u64, u64), u64> = FxHashMap::default();
    for prints in own {
        for (at, print) in prints.iter().enumerate() {
            *lengths.entry(print.article).or_default() += u64::from(print.length);
            for other in &prints[..at] {
                *common.entry((other.article, print.article)).or_default() += u64::from(print.length);
            }
        }
    }
    let mut tales = Tales(lengths.keys().map(|&article| (article, article)).collect());
    for ((one, other), common) in common {
        if 2 * common >= lengths[&one].min(lengths[&other]) {
            tales.join(one, other);
        }
    }
    lengths
        .keys()
        .map(|&article| (article, tales.first(article)))
        .collect()
}

/// Articles joined (union-find; the root is the smallest).
struct Tales(FxHashMap<u64, u64>);

impl Tales {
    fn first(&mut self, mut at: u64) -> u64 {
        while self.0[&at] != at {
            let above = self.0[&self.0[&at]];
            self.0.insert(at, above);
            at = above;
        }
        at
    }

    fn join(&mut self, one: u64, other: u64) {
        let (one, other) = (self.first(one), self.first(other));
        self.0.insert(one.max(other), one.min(other));
    }
}

/// What is known of one block.
#[derive(Default)]
struct Tally {
    length: u32,
    cased: bool,
    telling: bool,
    pages: usize,
    of_the_story: usize,
    at_edge: usize,
    closing: usize,
    /// Different articles that have enough of their own.
    witnesses: usize,
    last: Option<u64>,
}

impl Tally {
    /// `witness`: what the page tells, if it has enough of its own; the pages of one tale come one after another.
    /// `opens`: nothing of the page's own stands before the block. `behind`: so many blocks of its own stand behind it.
    fn add(&mut self, block: &PrintedBlock, witness: Option<u64>, opens: bool, behind: usize) {
        self.length = self.length.max(block.length);
        self.cased |= block.cased;
        self.telling |= block.telling;
        self.pages += 1;
        self.of_the_story += usize::from(block.of_the_story);
        self.at_edge += usize::from(opens || behind <= 1);
        self.closing += usize::from(behind == 0);
        if witness.is_some() && self.last != witness {
            self.witnesses += 1;
            self.last = witness;
        }
    }

    /// `all`: how many different articles the outlet has.
    fn is_standing(&self, all: usize) -> bool {
        let of_pages = |some: usize| some as f32 / self.pages as f32;
        let share = self.witnesses as f32 / all as f32;
        if self.witnesses < FEWEST || of_pages(self.of_the_story) >= OF_THE_STORY {
            return false;
        }
        let common = self.witnesses >= MANY && share >= COMMON && !self.telling;
        match self.length >= LONG {
            true => common || self.cased && of_pages(self.at_edge) >= AT_EDGE,
            false => common && share >= NEARLY_ALL && of_pages(self.closing) >= AT_EDGE,
        }
    }
}

/// The standing matter of one outlet: for each such block, how many articles print it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repeats(FxHashMap<u64, usize>);

impl Repeats {
    /// For each block of an article in how many others it is printed as standing matter; 0 for what is its own. An article
    /// that is nothing but standing matter is left alone.
    pub fn in_article(&self, blocks: &[PrintedBlock]) -> Vec<usize> {
        let others = |block: &PrintedBlock| self.0.get(&block.digest).map_or(0, |articles| articles - 1);
        let mut found: Vec<usize> = blocks.iter().map(others).collect();
        if found.iter().all(|&others| others > 0) {
            found.fill(0);
        }
        found
    }

    /// Whether nothing repeats.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// For keeping: digests with the number of articles, in the order of the digests.
    pub fn to_pairs(&self) -> Vec<(u64, usize)> {
        let mut pairs: Vec<(u64, usize)> = self
            .0
            .iter()
            .map(|(&digest, &articles)| (digest, articles))
            .collect();
        pairs.sort_unstable();
        pairs
    }

    /// A digest of what is taken out of an article: 0 for nothing. It changes when other blocks are taken out.
    pub fn key_of(&self, blocks: &[PrintedBlock]) -> u64 {
        let taken = self.in_article(blocks).into_iter().zip(blocks);
        let taken = taken.filter(|(others, _)| *others > 0);
        taken.fold(0, |key, (_, block)| {
            (key.rotate_left(5) ^ block.digest).wrapping_mul(0xc4ce_b9fe_1a85_ec53) | 1
        })
    }
}

impl FromIterator<(u64, usize)> for Repeats {
    fn from_iter<I: IntoIterator<Item = (u64, usize)>>(pairs: I) -> Self {
        Repeats(pairs.into_iter().filter(|(_, articles)| *articles > 1).collect())
    }
}

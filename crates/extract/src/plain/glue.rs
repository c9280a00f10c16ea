//! Names that an earlier tool glued to the words around them ("ComradePetra Lindasaid"), as happens where it drops the
//! elements that names stand in together with their spaces. A space is put back only where the text itself shows the name
//! with other neighbours; a word such as "YouTube" has the same ones everywhere and stays.

use rustc_hash::{FxHashMap, FxHashSet};

/// Words that stand beside names in any text.
const BESIDE: &[&str] = &[
    "about", "after", "also", "and", "are", "arrived", "as", "asked", "at", "attended", "before", "but",
    "by", "called", "could", "did", "for", "from", "gave", "had", "has", "have", "held", "in", "into", "is",
    "made", "met", "of", "on", "or", "paid", "received", "said", "sent", "should", "stressed", "that", "the",
    "to", "told", "took", "visited", "was", "went", "were", "when", "where", "which", "while", "who", "whom",
    "will", "with", "would",
];

/// So long a word before a name need not stand elsewhere: "Mc" and "De" are shorter.
const TITLE: usize = 4;

/// Puts lost spaces back into the lines of a text and says how many.
pub fn repair<'l>(lines: impl Iterator<Item = &'l mut String>) -> usize {
    let lines: Vec<&mut String> = lines.collect();
    let glued = lines.iter().any(|line| has_border(line));
    if !glued {
        return 0;
    }
    let mut lines = lines;
    let mut repaired = 0;
    for split in [Sides::split_left, Sides::split_right] {
        let sides = Sides::of(&lines);
        for line in lines.iter_mut() {
            let (text, splits) = sides.applied(line, split);
            if splits > 0 {
                **line = text;
                repaired += splits;
            }
        }
    }
    repaired
}

/// Where a capital follows a small letter within a word.
fn border(word: &str) -> Option<usize> {
    let mut before = ' ';
    word.char_indices().find_map(|(at, letter)| {
        let found = before.is_lowercase() && letter.is_uppercase();
        before = letter;
        found.then_some(at)
    })
}

fn has_border(line: &str) -> bool {
    line.split(' ').any(|word| border(word).is_some())
}

/// A word without the marks around it, and where it begins.
fn bare(piece: &str) -> (usize, &str) {
    let rest = piece.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let word = rest.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let word = word
        .strip_suffix("'s")
        .or_else(|| word.strip_suffix("’s"))
        .unwrap_or(word);
    (piece.len() - rest.len(), word)
}

/// Whether a mark behind a word parts it from the next.
fn ends_phrase(piece: &str) -> bool {
    piece.ends_with(|letter: char| !letter.is_alphanumeric())
}

fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase)
}

/// What stands beside what in a text.
struct Sides {
    /// Words in lower case that stand alone in the text.
    words: FxHashSet<String>,
    /// For the first two words of a name, what was glued to it on the left; the empty string where nothing was.
    left: FxHashMap<(String, String), FxHashSet<String>>,
    /// For two words of a name, what follows them.
    right: FxHashMap<(String, String), FxHashSet<String>>,
}

impl Sides {
    fn of(lines: &[&mut String]) -> Self {
        let mut sides = Sides {
            words: FxHashSet::default(),
            left: FxHashMap::default(),
            right: FxHashMap::default(),
        };
        for line in lines {
            let pieces: Vec<&str> = line.split(' ').collect();
            let words: Vec<&str> = pieces.iter().map(|piece| bare(piece).1).collect();
            for (at, word) in words.iter().enumerate() {
                if border(word).is_none() {
                    sides.words.insert(word.to_lowercase());
                }
                let next = words.get(at + 1).copied().filter(|next| is_capitalised(next));
                if let Some(next) = next.filter(|_| !ends_phrase(pieces[at])) {
                    sides.note(word, next, words.get(at + 2).copied());
                }
            }
        }
        sides
    }

    /// Notes two words side by side, and the third.
    fn note(&mut self, word: &str, next: &str, third: Option<&str>) {
        let (glue, first) = word.split_at(border(word).unwrap_or(0));
        if !is_capitalised(first) {
            return;
        }
        let key = (first.to_owned(), first_part(next).to_owned());
        self.left.entry(key).or_default().insert(glue.to_owned());
        let key = (String::new(), first.to_owned());
        self.right.entry(key).or_default().insert(next.to_owned());
        if let Some(third) = third.filter(|third| is_capitalised(third)) {
            let key = (first.to_owned(), next.to_owned());
            self.right.entry(key).or_default().insert(third.to_owned());
        }
    }

    /// A line with spaces put back, and how many.
    fn applied(&self, line: &str, split: Split) -> (String, usize) {
        let pieces: Vec<&str> = line.split(' ').collect();
        let words: Vec<(usize, &str)> = pieces.iter().map(|piece| bare(piece)).collect();
        let (mut text, mut splits) = (String::with_capacity(line.len() + 8), 0);
        for (at, piece) in pieces.iter().enumerate() {
            if at > 0 {
                text.push(' ');
            }
            let around = |offset: isize| {
                let other = at.checked_add_signed(offset)?;
                let between = pieces.get(at.min(other)..at.max(other))?;
                let apart = between.iter().any(|piece| ends_phrase(piece));
                words.get(other).map(|(_, word)| *word).filter(|_| !apart)
            };
            let (start, word) = words[at];
            match split(self, word, &around) {
                Some(place) => {
                    text.push_str(&piece[..start + place]);
                    text.push(' ');
                    text.push_str(&piece[start + place..]);
                    splits += 1;
                }
                None => text.push_str(piece),
            }
        }
        (text, splits)
    }

    /// "ComradePetra" before "Linda": the name stands elsewhere alone or with other neighbours.
    fn split_left<'w>(&self, word: &'w str, around: &dyn Fn(isize) -> Option<&'w str>) -> Option<usize> {
        let place = border(word)?;
        let (glue, first) = word.split_at(place);
        let next = around(1).filter(|next| is_capitalised(next))?;
        let seen = self.left.get(&(first.to_owned(), first_part(next).to_owned()))?;
        let sure = is_beside(glue) && seen.len() >= 2 || glue.len() >= TITLE && seen.len() >= 3;
        (sure && border(first).is_none()).then_some(place)
    }

    /// "Lindasaid" behind "Petra": "Linda" stands there too, alone or glued to a word that stands beside names.
    fn split_right<'w>(&self, word: &'w str, around: &dyn Fn(isize) -> Option<&'w str>) -> Option<usize> {
        let second = around(-1).filter(|second| is_capitalised(second) && is_capitalised(word))?;
        let second = &second[border(second).unwrap_or(0)..];
        let seen = |first: &str| self.right.get(&(first.to_owned(), second.to_owned()));
        let (whole, short) = (around(-2).and_then(seen), seen(""));
        let sure = |place: &usize| {
            let (name, glue) = word.split_at(*place);
            let rests = || {
                whole
                    .into_iter()
                    .flatten()
                    .filter_map(|other| other.strip_prefix(name))
            };
            let others = rests().filter(|rest| *rest != glue && (rest.is_empty() || is_beside(rest)));
            let alone = name.len() >= 3 && short.is_some_and(|seen| seen.contains(name));
            match is_beside(glue) {
                true => others.count() >= 1 || alone && glue.len() >= 3,
                false => self.is_word(glue) && others.count() >= 2,
            }
        };
        (2..word.len().saturating_sub(1))
            .filter(|place| word.is_char_boundary(*place))
            .find(sure)
    }

    fn is_word(&self, word: &str) -> bool {
        word.len() >= 4 && self.words.contains(&word.to_lowercase())
    }
}

/// Finds where a word is parted, given those around it.
type Split = for<'s, 'w> fn(&'s Sides, &'w str, &dyn Fn(isize) -> Option<&'w str>) -> Option<usize>;

fn is_beside(word: &str) -> bool {
    BESIDE.binary_search(&word.to_lowercase().as_str()).is_ok()
}

/// A word up to the border within it.
fn first_part(word: &str) -> &str {
    &word[..border(word).unwrap_or(word.len())]
}

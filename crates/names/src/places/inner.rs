//! Places inside longer names: "Leeds" in "University of Leeds", "Boone County" in "Boone County Sheriff's Office", "Iraqi"
//! in "Iraqi Army". The name as a whole is no place, yet it says where it belongs. Which of several places is meant is
//! decided in `places`, with the names of the text that stand by themselves.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::{Known, Spot, candidates, under};
use crate::countries::Countries;
use crate::draft::Draft;
use crate::gazetteer::PlaceKind;
use crate::lexicon::{Lexicon, Signs};
use crate::mention::{MentionKind, Precision};
use crate::titles::hash_of;
use crate::words::{Shape, Words};

/// A town of 50,000 people, as the gazetteer counts them.
const WELL_KNOWN_SIZE: u16 = 250;
/// A town of a million: its name is rarely somebody's.
const GREAT_SIZE: u16 = 16 * 20;
/// More words than this has hardly a place's name.
const LONGEST: usize = 4;

/// The places inside the names of a text; `named` are the names of its other places.
pub fn inner_spots(words: &Words, drafts: &[Draft], named: &FxHashSet<u64>) -> Vec<Spot> {
    let longer = drafts.iter().enumerate().filter(|(_, draft)| {
        let open = match draft.kind {
            MentionKind::Person => false,
            MentionKind::Place => candidates(words, &draft.words).is_empty() && !is_street(words, draft),
            MentionKind::Organisation | MentionKind::Other => !is_known(words, &draft.words),
        };
        open && draft.words.len() > 1
    });
    longer
        .flat_map(|(i, draft)| of_name(words, i, &draft.words, named))
        .collect()
}

/// Whether the whole name is a place's or people's, as in "South Korean": its parts are no places then.
fn is_known(words: &Words, range: &Range<usize>) -> bool {
    let known = |hash| !under(hash).is_empty() || Countries::embedded().demonym(hash).is_some();
    hash_of(words, range.clone()).is_some_and(known)
}

/// Streets and landforms bear the names of places that are elsewhere: "Dublin Road", "Indian River".
fn is_street(words: &Words, draft: &Draft) -> bool {
    const HEADS: &[&str] = &[
        "street",
        "st",
        "road",
        "rd",
        "avenue",
        "ave",
        "boulevard",
        "blvd",
        "drive",
        "lane",
        "way",
        "place",
        "square",
        "river",
        "creek",
        "lake",
        "valley",
        "highway",
        "route",
        "parkway",
        "terrace",
        "crescent",
        "court",
    ];
    HEADS.contains(&words.folded_at(draft.words.end - 1))
}

fn of_name(words: &Words, draft: usize, name: &Range<usize>, named: &FxHashSet<u64>) -> Vec<Spot> {
    let mut spots = Vec::new();
    let mut at = name.start;
    while at < name.end {
        let ends = (at + 1..=name.end.min(at + LONGEST)).rev();
        let found = ends
            .filter(|end| end - at < name.len())
            .find_map(|end| spot(words, draft, name, at..end, named));
        at = found.as_ref().map_or(at + 1, |spot| spot.words.end);
        spots.extend(found);
    }
    spots
}

fn spot(
    words: &Words,
    draft: usize,
    name: &Range<usize>,
    range: Range<usize>,
    named: &FxHashSet<u64>,
) -> Option<Spot> {
    // "St. Paul's Hospital" is called after the saint, as often as not.
    let saint = matches!(words.folded_at(range.start), "st" | "saint") && range.start == name.start;
    if saint || !has_edges_of_a_name(words, &range) || follows_given_name(words, name, range.start) {
        return None;
    }
    let hash = hash_of(words, range.clone())?;
    let mut candidates = under(hash);
    let part = Part {
        words,
        name,
        range: &range,
    };
    if candidates.is_empty() && !part.follows_direction() {
        candidates.extend(Countries::embedded().demonym(hash).map(Known::Area));
    }
    let told = named.contains(&hash) && !part.is_plain();
    let kept = told || candidates.iter().any(|known| part.is_meant(known));
    (kept && !candidates.is_empty()).then_some(Spot {
        draft,
        hash,
        candidates,
        inner: true,
        words: range,
    })
}

fn has_edges_of_a_name(words: &Words, range: &Range<usize>) -> bool {
    let edge = |i: usize| words.all[i].shape.is_capital() && words.all[i].shape != Shape::Letter;
    edge(range.start) && (edge(range.end - 1) || words.printed(&words.all[range.end - 1]) == ".")
}

/// "Ronald Reagan Washington": what stands behind a given name is a family name.
fn follows_given_name(words: &Words, name: &Range<usize>, at: usize) -> bool {
    at > name.start && {
        let before = &words.all[at - 1];
        let signs = Lexicon::embedded().person_signs(before.hash);
        let initial = before.shape == Shape::Letter;
        let saint = words.printed(before) == "." && at > name.start + 1 && words.folded_at(at - 2) == "st";
        initial || saint || before.shape == Shape::Capital && signs.any(Signs::GIVEN) && !is_head(before.hash)
    }
}

fn is_head(hash: u64) -> bool {
    const HEADS: Signs = Signs(Signs::ORG_HEAD.0 | Signs::PLACE_HEAD.0 | Signs::FACILITY_HEAD.0);
    Lexicon::embedded().signs(hash).any(HEADS)
}

/// A part of a longer name.
struct Part<'a> {
    words: &'a Words<'a>,
    name: &'a Range<usize>,
    range: &'a Range<usize>,
}

impl Part<'_> {
    /// Whether a place is likely to be meant by the part: the better known it is, the less must speak for it.
    fn is_meant(&self, known: &Known) -> bool {
        let Known::Entry(entry, own_name) = known else {
            return matches!(known, Known::Area(area) if area.precision == Precision::Country || self.stands_well());
        };
        if self.is_plain() || !own_name {
            return false;
        }
        if entry.kind >= PlaceKind::District {
            return self.range.len() > 1 || entry.kind == PlaceKind::Region;
        }
        let enough = if self.is_personal() {
            GREAT_SIZE
        } else {
            WELL_KNOWN_SIZE
        };
        let of_a_town = self.is_of_a_town() && entry.size > 0 && !self.is_personal();
        entry.size > enough && self.stands_well() || of_a_town
    }

    /// Whether the part is also somebody's given or family name.
    fn is_personal(&self) -> bool {
        let word = &self.words.all[self.range.start];
        let signs = Lexicon::embedded().person_signs(word.hash);
        self.range.len() == 1 && signs.any(Signs::FAMILY.with(Signs::GIVEN))
    }

    /// Whether the part is a word of the language, and a town only by chance.
    fn is_plain(&self) -> bool {
        let word = &self.words.all[self.range.start];
        self.range.len() == 1 && (is_head(word.hash) || is_plain(self.words.folded(word)))
    }

    /// "South African", "Pan American", "Latin American": not of the country that the second word names.
    fn follows_direction(&self) -> bool {
        const DIRECTIONS: &[&str] = &[
            "north", "south", "central", "latin", "pan", "african", "native", "inter", "-",
        ];
        self.range.start > self.name.start && DIRECTIONS.contains(&self.words.folded_at(self.range.start - 1))
    }

    /// At the beginning or the end of the name, or behind "of", "in", "for" or a hyphen.
    fn stands_well(&self) -> bool {
        let edge = self.range.start == self.name.start || self.range.end == self.name.end;
        edge || matches!(
            self.words.folded_at(self.range.start - 1),
            "of" | "in" | "for" | "at" | "-" | "–" | "the"
        )
    }

    /// Beside a word that bodies of a town carry: "... Police Department", "City of ...".
    fn is_of_a_town(&self) -> bool {
        const BEHIND: &[&str] = &[
            "police",
            "county",
            "city",
            "town",
            "township",
            "borough",
            "school",
            "schools",
            "high",
            "elementary",
            "fire",
            "mayor",
            "council",
            "hospital",
            "university",
            "college",
            "airport",
            "municipal",
            "public",
            "community",
            "chamber",
            "district",
            "unified",
            "parish",
            "area",
            "regional",
            "general",
            "town-hall",
            "housing",
            "water",
            "planning",
            "board",
            "library",
            "museum",
            "station",
            "harbour",
            "harbor",
            "port",
            "jail",
            "prison",
            "court",
        ];
        let behind = self.range.end < self.name.end && BEHIND.contains(&self.words.folded_at(self.range.end));
        let first = self.range.start == self.name.start;
        let of =
            self.range.start >= self.name.start + 2 && self.words.folded_at(self.range.start - 1) == "of";
        let head = of && BEHIND.contains(&self.words.folded_at(self.range.start - 2));
        first && behind || head && self.range.end == self.name.end
    }
}

/// Plain words that are also towns.
fn is_plain(folded: &str) -> bool {
    const WORDS: &[&str] = &[
        "central",
        "union",
        "national",
        "international",
        "general",
        "liberty",
        "independence",
        "industry",
        "commerce",
        "justice",
        "reading",
        "mobile",
        "orange",
        "progress",
        "victory",
        "reform",
        "energy",
        "best",
        "most",
        "same",
        "new",
        "east",
        "west",
        "north",
        "south",
        "northern",
        "southern",
        "eastern",
        "western",
        "university",
        "college",
        "centre",
        "center",
        "federal",
        "superior",
        "mound",
        "metro",
        "northwest",
        "northeast",
        "southwest",
        "southeast",
        "homestead",
        "enterprise",
        "law",
        "hail",
        "store",
        "trust",
        "care",
        "lakes",
        "middle",
        "upper",
        "lower",
        "commonwealth",
        "republic",
        "capital",
        "home",
        "time",
        "young",
        "date",
        "nice",
        "split",
        "star",
        "sun",
        "press",
        "post",
        "civil",
        "human",
        "social",
    ];
    WORDS.contains(&folded)
}

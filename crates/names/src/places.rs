//! Where on earth the place names of a text are. Of several places of one name the one is taken that the rest of the text
//! speaks for: the region or country named beside it, the countries the text is about, other places nearby, its size.

mod context;
mod inner;

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::countries::{Area, Countries};
use crate::draft::Draft;
use crate::fold::{fold, phrase_hash};
use crate::gazetteer::{Entry, Gazetteer, PlaceKind};
use crate::landmarks::{Landmark, Landmarks};
use crate::lexicon::{Lexicon, Signs};
use crate::mention::{Alternative, InnerPlace, MentionKind, Place, Precision};
use crate::scripts;
use crate::states::state_of_code;
use crate::titles::hash_of;
use crate::words::{Shape, Words};
use context::Context;

/// A place as the lists have it.
#[derive(Clone, Copy)]
enum Known {
    Area(&'static Area),
    Entry(&'static Entry, bool),
    Landmark(&'static Landmark),
}

/// A stretch of words to be placed: a whole mention, or a part of one.
struct Spot {
    /// Index of its draft.
    draft: usize,
    words: Range<usize>,
    hash: u64,
    candidates: Vec<Known>,
    /// Whether it is a part of a longer name.
    inner: bool,
}

/// Finds each place mention's place, and the places inside longer names; those that no list knows are left out. Indices
/// are those of `drafts`.
pub fn places(words: &Words, drafts: &[Draft]) -> (Vec<Place>, Vec<InnerPlace>) {
    let mut spots = mentioned(words, drafts);
    let named = spots.iter().filter(|spot| !spot.candidates.is_empty());
    let named = named.map(|spot| spot.hash).collect();
    spots.extend(inner::inner_spots(words, drafts, &named));
    let context = Context::new(words, drafts, &spots);
    let mut places = peoples(words, drafts);
    let mut inner = Vec::new();
    let mut chosen: FxHashMap<u64, Vec<Known>> = FxHashMap::default();
    for spot in &spots {
        let container = (!spot.inner)
            .then(|| container(words, drafts, spot.draft))
            .flatten();
        let before = chosen.get(&spot.hash).filter(|_| container.is_none());
        let ranked = before
            .cloned()
            .unwrap_or_else(|| context.ranked(&spot.candidates, container.as_ref()));
        let Some((known, others)) = ranked.split_first() else {
            continue;
        };
        let mut place = place(spot.draft, *known, words, &spot.words);
        place.alternatives = alternatives(*known, others);
        if spot.inner {
            let span = words.span(&spot.words);
            inner.push(InnerPlace { span, place });
        } else {
            places.push(place);
        }
        chosen.insert(spot.hash, ranked);
    }
    places.sort_by_key(|place| place.mention);
    inner.sort_by_key(|inner| inner.span);
    (places, inner)
}

/// The place mentions of a text.
fn mentioned(words: &Words, drafts: &[Draft]) -> Vec<Spot> {
    let places = drafts
        .iter()
        .enumerate()
        .filter(|(_, draft)| draft.kind == MentionKind::Place);
    places
        .map(|(i, draft)| Spot {
            draft: i,
            words: draft.words.clone(),
            hash: hash_of(words, draft.words.clone()).unwrap_or_default(),
            candidates: candidates(words, &draft.words),
            inner: false,
        })
        .collect()
}

/// The countries of peoples: "Russian" belongs to Russia; and the areas of peoples and unions of several countries.
fn peoples(words: &Words, drafts: &[Draft]) -> Vec<Place> {
    let countries = Countries::embedded();
    let found = drafts.iter().enumerate().filter_map(|(i, draft)| {
        let hash = hash_of(words, draft.words.clone())?;
        let area = match draft.kind {
            MentionKind::Other => countries.demonym(hash).or_else(|| countries.wider_area(hash)),
            MentionKind::Organisation => countries.wider_area(hash),
            _ => None,
        }?;
        Some(place(i, Known::Area(area), words, &draft.words))
    });
    found.collect()
}

/// So many other places of the name are kept.
const MOST_ALTERNATIVES: usize = 4;

/// The next likeliest places of that name, without those that are nearly the same spot.
fn alternatives(known: Known, others: &[Known]) -> Vec<Alternative> {
    let (latitude, longitude) = known.spot();
    let far = |other: &&Known| {
        let spot = other.spot();
        (spot.0 - latitude).abs() > 1.0 || (spot.1 - longitude).abs() > 1.0
    };
    others
        .iter()
        .filter(far)
        .take(MOST_ALTERNATIVES)
        .map(|other| other.alternative())
        .collect()
}

impl Known {
    /// Degrees north and east.
    fn spot(&self) -> (f32, f32) {
        match self {
            Known::Area(area) => (area.latitude, area.longitude),
            Known::Landmark(landmark) => (landmark.area.latitude, landmark.area.longitude),
            Known::Entry(entry, _) => (entry.latitude, entry.longitude),
        }
    }

    fn alternative(&self) -> Alternative {
        let (latitude, longitude) = self.spot();
        let (name, country) = match self {
            Known::Area(area) => (area.name, area.country),
            Known::Landmark(landmark) => (landmark.area.name, landmark.area.country),
            Known::Entry(entry, _) => (Gazetteer::embedded().name(entry), entry.country),
        };
        Alternative {
            name: name.to_owned(),
            country,
            latitude,
            longitude,
        }
    }
}

fn place(mention: usize, known: Known, words: &Words, range: &Range<usize>) -> Place {
    let Alternative {
        name,
        country,
        latitude,
        longitude,
    } = known.alternative();
    let precision = match known {
        Known::Area(area) => area.precision,
        Known::Landmark(landmark) => landmark.area.precision,
        Known::Entry(entry, _) => precision(entry, words, range),
    };
    Place {
        mention,
        name,
        country,
        latitude,
        longitude,
        precision,
        alternatives: Vec::new(),
    }
}

fn precision(entry: &Entry, words: &Words, range: &Range<usize>) -> Precision {
    let last = words.folded_at(range.end - 1);
    let district = range.len() > 1
        && matches!(
            last,
            "county" | "province" | "region" | "district" | "oblast" | "prefecture"
        );
    if entry.kind >= PlaceKind::District || district {
        Precision::Region
    } else {
        Precision::City
    }
}

/// A spot on earth, and how much of the earth it stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Whereabouts {
    /// Degrees north.
    pub latitude: f32,
    /// Degrees east.
    pub longitude: f32,
    /// How precisely the name says where.
    pub precision: Precision,
}

/// Where a place is whose name and country (ISO 3166-1 alpha-2, upper case) are settled: no text is asked what is meant.
/// Of several of that name in the country a listed area comes before a town, the larger before the smaller, and a town
/// before a region that is not four times as large: whoever says Budapest means the city.
pub fn whereabouts(name: &str, country: [u8; 2]) -> Option<Whereabouts> {
    let known = under(phrase_hash(&fold(name))).into_iter();
    let there = known.filter(|known| known.alternative().country == country);
    let weight = |known: &Known| match known {
        Known::Area(_) => (2, 0),
        Known::Entry(entry, own_name) => {
            let town = entry.kind < PlaceKind::District;
            (u8::from(*own_name), entry.size + if town { 2 * 16 } else { 0 })
        }
        Known::Landmark(_) => (1, 0),
    };
    let known = there.max_by_key(weight)?;
    let (latitude, longitude) = known.spot();
    let precision = match known {
        Known::Area(area) => area.precision,
        Known::Landmark(landmark) => landmark.area.precision,
        Known::Entry(entry, _) if entry.kind >= PlaceKind::District => Precision::Region,
        Known::Entry(..) => Precision::City,
    };
    Some(Whereabouts {
        latitude,
        longitude,
        precision,
    })
}

/// What the lists hold under that name, or under the name without its head noun ("Omsk City", "City of Omsk").
fn candidates(words: &Words, range: &Range<usize>) -> Vec<Known> {
    let direction = matches!(words.folded_at(range.start), "north" | "south" | "east" | "west");
    if direction && range.len() == 1 {
        return Vec::new();
    }
    let code = is_code(words, range).then(|| state(words, range));
    if let Some(state) = code.filter(|state| !state.is_empty()) {
        return state;
    }
    let whole = hash_of(words, range.clone()).map(under).unwrap_or_default();
    if !whole.is_empty() {
        return whole;
    }
    let bare = bare(words, range);
    if let Some(name) = scripts::place_name(&words.text[words.span(range).range()]) {
        return under(phrase_hash(&fold(&name)));
    }
    if bare == *range || bare.is_empty() {
        return state(words, range);
    }
    hash_of(words, bare).map(under).unwrap_or_default()
}

/// Without "City", "County", "Province" behind and "City of", "Province of" before. Facilities are left alone.
fn bare(words: &Words, range: &Range<usize>) -> Range<usize> {
    const HEADS: &[&str] = &[
        "city",
        "county",
        "province",
        "prefecture",
        "region",
        "oblast",
        "district",
        "state",
        "town",
        "township",
        "village",
        "municipality",
        "governorate",
        "parish",
        "metropolitan",
        "krai",
        "department",
        "island",
    ];
    let is_head = |i: usize| HEADS.contains(&words.folded_at(i));
    let mut bare = range.clone();
    while bare.len() > 1 && is_head(bare.end - 1) {
        bare.end -= 1;
    }
    if bare.len() > 2 && is_head(bare.start) && words.folded_at(bare.start + 1) == "of" {
        bare.start += 2;
    }
    if bare.len() > 1
        && matches!(
            words.folded_at(bare.start),
            "northern" | "southern" | "eastern" | "western" | "central"
        )
    {
        bare.start += 1;
    }
    bare
}

fn under(hash: u64) -> Vec<Known> {
    let area = Countries::embedded().named(hash).map(Known::Area);
    let towns = Gazetteer::embedded()
        .find(hash)
        .map(|found| Known::Entry(found.entry, found.own_name));
    let landmarks = Landmarks::embedded().named(hash).map(Known::Landmark);
    area.into_iter().chain(towns).chain(landmarks).collect()
}

/// Whether it stands behind a comma, short or with a stop, as abbreviations of states do.
fn is_code(words: &Words, range: &Range<usize>) -> bool {
    let last = &words.all[range.end - 1];
    let short = last.shape == Shape::Upper || last.shape == Shape::Dotted || words.printed(last) == ".";
    short && range.start > 0 && words.folded_at(range.start - 1) == ","
}

/// A state or province by its code ("Ky.", "S.C.", "B.C.").
fn state(words: &Words, range: &Range<usize>) -> Vec<Known> {
    let code = fold(&words.text[words.span(range).range()]).replace(' ', "");
    let capital = words.all[range.start].shape.is_capital();
    let state = state_of_code(&code).filter(|_| capital);
    let found = state.map(|state| under(phrase_hash(state))).unwrap_or_default();
    found
        .into_iter()
        .filter(|known| matches!(known, Known::Entry(entry, _) if entry.kind == PlaceKind::Region))
        .collect()
}

/// The region or country named right behind a place: "Alexandria, Louisiana", "Sakju County in North Phyongan Province".
struct Container {
    country: [u8; 2],
    /// Numbers of the regions it can be; empty for a whole country.
    regions: Vec<u16>,
}

fn container(words: &Words, drafts: &[Draft], i: usize) -> Option<Container> {
    let (end, sentence) = (drafts[i].words.end, words.sentences[drafts[i].sentence].0.clone());
    let joint = words.folded_at(end);
    if end + 1 >= sentence.end || !matches!(joint, "," | "in" | "of" | "(") {
        return None;
    }
    let start = end + 1 + usize::from(words.folded_at(end + 1) == "the");
    if let Some(state) = state_of_code(words.folded_at(start)).filter(|_| joint == ",") {
        let hash = phrase_hash(state);
        return container_named(hash, hash);
    }
    let next = drafts.get(i + 1)?;
    let place = next.words.start == start && next.kind == MentionKind::Place;
    let bare = hash_of(words, bare(words, &next.words))?;
    place
        .then(|| container_named(hash_of(words, next.words.clone())?, bare))
        .flatten()
}

fn container_named(hash: u64, bare: u64) -> Option<Container> {
    let countries = Countries::embedded();
    if let Some(area) = countries.named(hash).filter(|area| area.country != *b"--")
        && area.precision == Precision::Country
        && regions_named(hash).1.is_empty()
    {
        return Some(Container {
            country: area.country,
            regions: Vec::new(),
        });
    }
    let (country, regions) = regions_named(hash);
    let (country, regions) = if regions.is_empty() {
        regions_named(bare)
    } else {
        (country, regions)
    };
    let country = country.or_else(|| countries.named(hash).map(|area| area.country))?;
    (country != *b"--").then_some(Container { country, regions })
}

fn regions_named(hash: u64) -> (Option<[u8; 2]>, Vec<u16>) {
    let regions = Gazetteer::embedded().find(hash).map(|found| found.entry);
    let regions: Vec<&Entry> = regions.filter(|entry| entry.kind == PlaceKind::Region).collect();
    let largest = regions.iter().max_by_key(|entry| entry.size);
    let country = largest.map(|entry| entry.country);
    let of_country = regions.iter().filter(|entry| Some(entry.country) == country);
    (country, of_country.map(|entry| entry.region).collect())
}

/// Whether a region of another country is so large that the country of its name is not always meant (Georgia).
fn has_rival(candidates: &[Known]) -> bool {
    let country = candidates.iter().find_map(|known| match known {
        Known::Area(area) => Some(area.country),
        Known::Entry(..) | Known::Landmark(_) => None,
    });
    let large = |entry: &Entry| entry.kind == PlaceKind::Region && entry.size > 16 * 22;
    candidates.iter().any(
        |known| matches!(known, Known::Entry(entry, true) if large(entry) && Some(entry.country) != country),
    )
}

/// How likely a place is meant when nothing else is known.
fn own_score(known: &Known) -> f32 {
    match known {
        Known::Area(area) if area.precision == Precision::Country => 40.0,
        Known::Area(_) => 26.0,
        Known::Landmark(landmark) => landmark.fame,
        Known::Entry(entry, own_name) => {
            let size = f32::from(entry.size) / 16.0;
            let kind = match entry.kind {
                PlaceKind::Capital => 6.0,
                PlaceKind::Region => -2.0,
                PlaceKind::District => -6.0,
                PlaceKind::Town => 0.0,
            };
            size + kind - if *own_name { 0.0 } else { 4.0 }
        }
    }
}

/// Whether the name of a draft ends with the head noun of a place.
pub fn head_of<'w>(words: &'w Words, draft: &Draft) -> Option<&'w str> {
    let last = &words.all[draft.words.end - 1];
    let head = Lexicon::embedded().signs(last.hash).any(Signs::PLACE_HEAD) && draft.words.len() > 1;
    head.then(|| words.folded(last))
}

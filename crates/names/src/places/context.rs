//! What the whole text says about where it plays: which regions and countries its place names have in common. A name that
//! can be in many places counts nearly as much as one that can be in few, so that ten ambiguous names of one state find it.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Container, Known, Spot, has_rival, own_score};
use crate::countries::Countries;
use crate::draft::Draft;
use crate::gazetteer::{Entry, PlaceKind};
use crate::mention::{MentionKind, Precision};
use crate::titles::hash_of;
use crate::words::Words;

type Country = [u8; 2];
type Region = (Country, u16);

/// What the whole text speaks for.
pub struct Context {
    countries: FxHashMap<Country, f32>,
    regions: FxHashMap<Region, f32>,
}

/// There are about so many regions in the world.
const REGIONS: f32 = 3500.0;

impl Context {
    /// Counts the names of a text, and the places inside its longer names.
    pub fn new(words: &Words, drafts: &[Draft], spots: &[Spot]) -> Context {
        let mut context = Context {
            countries: FxHashMap::default(),
            regions: FxHashMap::default(),
        };
        let mut told: FxHashSet<u64> = FxHashSet::default();
        for spot in spots {
            context.count_country(&spot.candidates);
            if told.insert(spot.hash) {
                context.count_regions(&spot.candidates);
            }
        }
        for draft in drafts.iter().filter(|draft| draft.kind == MentionKind::Other) {
            let people =
                hash_of(words, draft.words.clone()).and_then(|hash| Countries::embedded().demonym(hash));
            if let Some(country) = people {
                *context.countries.entry(country.country).or_default() += 1.0;
            }
        }
        context
    }

    /// A country that is named speaks for itself, as often as it is named.
    fn count_country(&mut self, candidates: &[Known]) {
        let rival = has_rival(candidates);
        let country = candidates.iter().find_map(|known| match known {
            Known::Area(area) if area.precision == Precision::Country => Some(area.country),
            _ => None,
        });
        if let Some(country) = country.filter(|_| !rival) {
            *self.countries.entry(country).or_default() += 1.0;
        }
    }

    /// A name speaks for every region it can be in, and for the countries by their share.
    fn count_regions(&mut self, candidates: &[Known]) {
        let weights = weights(candidates);
        let regions = weights.len().max(1) as f32;
        for ((country, region), weight) in weights {
            *self.countries.entry(country).or_default() += weight / regions.sqrt();
            *self.regions.entry((country, region)).or_default() += weight;
        }
    }

    /// The places that a name can mean, likeliest first.
    pub fn ranked(&self, candidates: &[Known], container: Option<&Container>) -> Vec<Known> {
        let rival = has_rival(candidates);
        let own = weights(candidates);
        let score = |known: &Known| {
            let doubtful =
                rival && matches!(known, Known::Area(area) if area.precision == Precision::Country);
            self.score(known, container, &own) - if doubtful { 12.0 } else { 0.0 }
        };
        let mut ranked: Vec<(f32, Known)> = candidates.iter().map(|known| (score(known), *known)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        ranked.into_iter().map(|(_, known)| known).collect()
    }

    fn score(&self, known: &Known, container: Option<&Container>, own: &FxHashMap<Region, f32>) -> f32 {
        let (country, region) = match known {
            Known::Area(area) => (area.country, 0),
            Known::Landmark(landmark) => (landmark.area.country, 0),
            Known::Entry(entry, _) => (entry.country, entry.region),
        };
        let inside = container.map_or(0.0, |container| {
            let country = f32::from(u8::from(container.country == country));
            let region = f32::from(u8::from(region != 0 && container.regions.contains(&region)));
            20.0 * country + 20.0 * region
        });
        let told = self.countries.get(&country).copied().unwrap_or(0.0).min(8.0);
        let near = self.regions.get(&(country, region)).copied().unwrap_or(0.0);
        let near = (near - own.get(&(country, region)).copied().unwrap_or(0.0)).clamp(0.0, 8.0);
        inside + own_score(known) + 1.5 * told + 3.0 * near
    }
}

/// How loudly a name speaks for each region it can be in.
fn weights(candidates: &[Known]) -> FxHashMap<Region, f32> {
    let mut weights: FxHashMap<Region, f32> = FxHashMap::default();
    for known in candidates {
        if let Known::Entry(entry, own_name) = known {
            let weight = weights.entry((entry.country, entry.region)).or_default();
            let loud = loudness(entry) * if *own_name { 1.0 } else { 0.5 };
            *weight = weight.max(loud);
        }
    }
    let rarity = (REGIONS / weights.len().max(1) as f32).ln() / REGIONS.ln();
    weights.values_mut().for_each(|weight| *weight *= rarity);
    weights
}

/// A region itself speaks loudest, a village least.
fn loudness(entry: &Entry) -> f32 {
    match entry.kind {
        PlaceKind::Region => 2.0,
        PlaceKind::District => 1.0,
        _ => (f32::from(entry.size) / (16.0 * 17.0)).clamp(0.3, 1.0),
    }
}

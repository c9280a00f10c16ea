//! What names around a text and words in it say of it: one vote a site.

use std::collections::{BTreeMap, HashMap};

use annals_extract::training::Exercise;

use crate::samples::Sample;

/// For each name: the sum over sites of the share of article text, and how many sites.
pub struct Votes {
    pub names: BTreeMap<u32, (f32, f32)>,
    by_domain: HashMap<String, HashMap<u32, f32>>,
}

impl Votes {
    /// Counts the votes of all sites.
    pub fn count(samples: &[Sample], exercises: &[Exercise], labels: &[Vec<f32>]) -> Self {
        let mut counted: HashMap<String, HashMap<u32, (f32, f32)>> = HashMap::new();
        for ((sample, exercise), labels) in samples.iter().zip(exercises).zip(labels) {
            let domain = counted.entry(sample.domain.clone()).or_default();
            let sizes: Vec<f32> = exercise
                .texts()
                .iter()
                .map(|text| (text.len() as f32).min(600.0))
                .collect();
            exercise.names(|at, hash| {
                let entry = domain.entry(hash).or_default();
                entry.0 += labels[at] * sizes[at];
                entry.1 += sizes[at];
            });
        }
        let mut votes = Votes {
            names: BTreeMap::new(),
            by_domain: HashMap::new(),
        };
        for (domain, names) in counted {
            let shares: HashMap<u32, f32> = names
                .into_iter()
                .map(|(hash, (kept, all))| (hash, kept / all))
                .collect();
            for (&hash, share) in &shares {
                let entry = votes.names.entry(hash).or_default();
                *entry = (entry.0 + share, entry.1 + 1.0);
            }
            votes.by_domain.insert(domain, shares);
        }
        votes.names.retain(|_, (_, sites)| *sites >= 3.0);
        votes
    }

    /// Log-odds of all names that at least three sites have, one of them left out.
    pub fn odds_without(&self, domain: Option<&str>) -> Vec<(u32, f32)> {
        let own = domain.and_then(|domain| self.by_domain.get(domain));
        let odds = self.names.iter().map(|(&hash, &(sum, sites))| {
            let (sum, sites) = match own.and_then(|own| own.get(&hash)) {
                Some(share) => (sum - share, sites - 1.0),
                None => (sum, sites),
            };
            let share = (sum + 0.8) / (sites + 2.0);
            (hash, (share / (1.0 - share)).ln())
        });
        odds.collect()
    }
}

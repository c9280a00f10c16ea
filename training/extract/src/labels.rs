//! Which segments of a page its gold text holds.

use std::collections::{BTreeMap, HashMap};

use annals_extract::training::Exercise;

use crate::samples::words;

/// For each segment the share of it that the gold text holds, along the heaviest chain of matches that runs forward in both.
/// Of two places that say the same the one that readers see counts.
pub fn label(exercise: &Exercise, gold: &[String]) -> Vec<f32> {
    const UNSEEN: f32 = 0.5;
    let (texts, hidden) = (exercise.texts(), exercise.hidden());
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, word) in gold.iter().enumerate() {
        places.entry(word).or_default().push(at);
    }
    let matches: Vec<Match> = texts
        .iter()
        .enumerate()
        .flat_map(|(segment, text)| {
            let mut found = matches_of(segment, &words(text), gold, &places);
            if hidden[segment] {
                found.iter_mut().for_each(|found| found.weight *= UNSEEN);
            }
            found
        })
        .collect();
    let mut shares = vec![0.0; texts.len()];
    for found in heaviest_chain(&matches) {
        shares[found.segment] = found.share;
    }
    shares
}

#[derive(Clone, Copy)]
struct Match {
    segment: usize,
    start: usize,
    end: usize,
    share: f32,
    weight: f32,
}

/// Where a segment's words stand in the gold: exact places for short ones; for long ones the diagonal with most words.
fn matches_of(
    segment: usize,
    words: &[String],
    gold: &[String],
    places: &HashMap<&str, Vec<usize>>,
) -> Vec<Match> {
    const SHORT: usize = 6;
    const MOST: usize = 8;
    if words.is_empty() {
        return Vec::new();
    }
    let mut diagonals: BTreeMap<isize, usize> = BTreeMap::new();
    for (at, word) in words.iter().enumerate() {
        for &place in places.get(word.as_str()).into_iter().flatten().take(400) {
            *diagonals.entry(place as isize - at as isize).or_default() += 1;
        }
    }
    let mut best: Vec<(isize, usize)> = diagonals.into_iter().collect();
    best.sort_by_key(|&(diagonal, count)| (usize::MAX - count, diagonal));
    let need = if words.len() <= SHORT {
        words.len()
    } else {
        words.len().div_ceil(3)
    };
    let enough = best.into_iter().take(MOST).filter(|&(_, count)| count >= need);
    enough
        .map(|(diagonal, count)| {
            let shifted = |at: usize| (at as isize + diagonal).clamp(0, gold.len() as isize) as usize;
            Match {
                segment,
                start: shifted(0),
                end: shifted(words.len()),
                share: count as f32 / words.len() as f32,
                weight: count as f32,
            }
        })
        .collect()
}

fn heaviest_chain(matches: &[Match]) -> Vec<Match> {
    let mut best: Vec<(f32, usize)> = Vec::with_capacity(matches.len());
    for (at, current) in matches.iter().enumerate() {
        let mut own = (0.0, usize::MAX);
        for (earlier, before) in matches[..at].iter().enumerate() {
            let follows = before.segment < current.segment && before.end <= current.start + 2;
            if follows && best[earlier].0 > own.0 {
                own = (best[earlier].0, earlier);
            }
        }
        // A gap in the gold costs a little: a short line belongs where its neighbours are.
        best.push((own.0 + current.weight, own.1));
    }
    let end = (0..best.len()).max_by(|&a, &b| best[a].0.total_cmp(&best[b].0));
    let mut chain = Vec::new();
    let mut at = end.unwrap_or(usize::MAX);
    while at != usize::MAX {
        chain.push(matches[at]);
        at = best[at].1;
    }
    chain.reverse();
    chain
}

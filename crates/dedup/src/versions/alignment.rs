//! Which words of two texts are the same ones. What both begin and end with is set apart; long rests are cut at runs of
//! words that each text has once (Cohen's patience diff); what is left between is compared by Myers' algorithm ("An O(ND)
//! difference algorithm and its variations", 1986), with a bound on its work: beyond it a stretch counts as replaced.
//! So time and memory grow with the length of the texts, whatever stands in them.

use std::ops::Range;

use rustc_hash::FxHashMap;

/// A run of equal words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub older: usize,
    pub newer: usize,
    pub length: usize,
}

/// What is the same.
#[derive(Debug, Default)]
pub(super) struct Alignment {
    /// In order, without overlaps.
    pub runs: Vec<Run>,
    /// Whether some stretch was too long and too different.
    pub coarse: bool,
}

/// Rests of so many words together are compared at once.
const SMALL: usize = 400;
/// So often are rests cut again.
const DEPTH: usize = 12;
/// So many words that are put in or taken out are looked for between two cuts.
const EDITS: usize = 600;
/// So many steps may be taken for each word, on average, before rests are compared coarsely.
const STEPS: usize = 400;
/// Fewer are never allowed.
const LEAST_STEPS: usize = 4_000_000;

/// Finds what is the same in two rows of keys.
pub(super) fn align(old: &[u32], new: &[u32]) -> Alignment {
    let mut aligner = Aligner {
        old,
        new,
        steps: LEAST_STEPS.max((old.len() + new.len()).saturating_mul(STEPS)),
        found: Alignment::default(),
    };
    aligner.align(0..old.len(), 0..new.len(), DEPTH);
    aligner.found
}

struct Aligner<'a> {
    old: &'a [u32],
    new: &'a [u32],
    steps: usize,
    found: Alignment,
}

impl Aligner<'_> {
    fn align(&mut self, mut old: Range<usize>, mut new: Range<usize>, depth: usize) {
        let same = |(a, b): &(&u32, &u32)| a == b;
        let (left, right) = (&self.old[old.clone()], &self.new[new.clone()]);
        let head = left.iter().zip(right).take_while(same).count();
        let tail = left[head..].iter().rev().zip(right[head..].iter().rev());
        let tail = tail.take_while(same).count();
        self.push(old.start, new.start, head);
        (old, new) = (old.start + head..old.end - tail, new.start + head..new.end - tail);
        let ends = (old.end, new.end);
        if !old.is_empty() && !new.is_empty() {
            self.align_rest(old, new, depth);
        }
        self.push(ends.0, ends.1, tail);
    }

    fn align_rest(&mut self, old: Range<usize>, new: Range<usize>, depth: usize) {
        let cuts = match depth == 0 || old.len() + new.len() <= SMALL {
            true => Vec::new(),
            false => self.cuts(&old, &new),
        };
        if cuts.is_empty() {
            return self.compare(old, new);
        }
        let (mut older, mut newer) = (old.start, new.start);
        for (a, b) in cuts {
            // A run found before may have reached over this one.
            if a >= older && b >= newer {
                self.align(older..a, newer..b, depth - 1);
                self.push(a, b, 1);
                (older, newer) = (a + 1, b + 1);
            }
        }
        self.align(older..old.end, newer..new.end, depth - 1);
    }

    /// Words that both have in a run of three that each has once; failing these, single words that each has once.
    fn cuts(&self, old: &Range<usize>, new: &Range<usize>) -> Vec<(usize, usize)> {
        let runs = self.unique_pairs(old, new, 3);
        in_order(match runs.is_empty() {
            true => self.unique_pairs(old, new, 1),
            false => runs,
        })
    }

    fn unique_pairs(&self, old: &Range<usize>, new: &Range<usize>, length: usize) -> Vec<(usize, usize)> {
        let in_new = places(self.new, new, length);
        let mut pairs: Vec<(usize, usize)> = places(self.old, old, length)
            .into_iter()
            .filter_map(|(words, at)| Some((at?, (*in_new.get(words)?)?)))
            .collect();
        pairs.sort_unstable();
        pairs
    }

    /// Myers' greedy search; the furthest points of each number of edits are kept to walk back.
    fn compare(&mut self, old: Range<usize>, new: Range<usize>) {
        let (left, right) = (&self.old[old.clone()], &self.new[new.clone()]);
        let bound = EDITS.min(left.len() + right.len());
        let search = Search::of(left, right, bound, self.steps);
        self.steps -= search.steps.min(self.steps);
        let Some(runs) = search.runs else {
            self.found.coarse = true;
            return;
        };
        for run in runs {
            self.push(old.start + run.older, new.start + run.newer, run.length);
        }
    }

    fn push(&mut self, older: usize, newer: usize, length: usize) {
        if length == 0 {
            return;
        }
        match self.found.runs.last_mut() {
            Some(last) if (last.older + last.length, last.newer + last.length) == (older, newer) => {
                last.length += length;
            }
            _ => self.found.runs.push(Run { older, newer, length }),
        }
    }
}

/// Where each row of so many words stands, if it stands once.
fn places<'a>(words: &'a [u32], range: &Range<usize>, length: usize) -> FxHashMap<&'a [u32], Option<usize>> {
    let mut places = FxHashMap::default();
    for (at, row) in words[range.clone()].windows(length).enumerate() {
        let place = places.entry(row).or_insert(Some(range.start + at));
        if *place != Some(range.start + at) {
            *place = None;
        }
    }
    places
}

/// The longest row of pairs that ascends on both sides. The pairs ascend on the first.
pub(super) fn in_order(pairs: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (number, pair) in pairs.iter().enumerate() {
        let at = ends.partition_point(|&end| pairs[end].1 < pair.1);
        before.push(at.checked_sub(1).map(|at| ends[at]));
        match at == ends.len() {
            true => ends.push(number),
            false => ends[at] = number,
        }
    }
    let mut row = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(number) = next {
        row.push(pairs[number]);
        next = before[number];
    }
    row.reverse();
    row
}

struct Search {
    steps: usize,
    /// In order; none if there are more edits or steps than allowed.
    runs: Option<Vec<Run>>,
}

impl Search {
    fn of(old: &[u32], new: &[u32], bound: usize, allowed: usize) -> Search {
        let (width, middle) = (2 * bound + 3, bound + 1);
        let (mut furthest, mut kept, mut steps) = (vec![0usize; width], Vec::<Vec<usize>>::new(), 0);
        for edits in 0..=bound {
            let (low, high) = (middle - edits, middle + edits);
            for diagonal in (low..=high).step_by(2) {
                let down =
                    diagonal == low || (diagonal != high && furthest[diagonal - 1] < furthest[diagonal + 1]);
                let mut x = match down {
                    true => furthest[diagonal + 1],
                    false => furthest[diagonal - 1] + 1,
                };
                let start = x;
                // Diagonals count from the middle: y = x - (diagonal - middle); outside of the texts there is nothing.
                while x < old.len() && matches_at(old, new, x, diagonal, middle) {
                    x += 1;
                }
                steps += 1 + (x - start);
                furthest[diagonal] = x;
                if x >= old.len() && x + middle >= new.len() + diagonal {
                    kept.push(furthest[low - 1..=high + 1].to_vec());
                    let runs = Some(walk_back(&kept, old.len(), new.len()));
                    return Search { steps, runs };
                }
            }
            if steps > allowed {
                break;
            }
            kept.push(furthest[low - 1..=high + 1].to_vec());
        }
        Search { steps, runs: None }
    }
}

fn matches_at(old: &[u32], new: &[u32], x: usize, diagonal: usize, middle: usize) -> bool {
    let y = (x + middle).checked_sub(diagonal);
    y.and_then(|y| new.get(y)).is_some_and(|word| *word == old[x])
}

/// From the end back to the beginning: `kept[edits]` holds the furthest points from diagonal `-edits - 1` to `edits + 1`.
fn walk_back(kept: &[Vec<usize>], old: usize, new: usize) -> Vec<Run> {
    let (mut x, mut y) = (old as isize, new as isize);
    let mut runs = Vec::new();
    for edits in (1..kept.len()).rev() {
        let before = &kept[edits - 1];
        let middle = edits as isize; // of `before`
        let diagonal = x - y;
        let at = |diagonal: isize| before.get((diagonal + middle) as usize).copied().unwrap_or(0) as isize;
        let reach = edits as isize;
        let down = diagonal == -reach || (diagonal != reach && at(diagonal - 1) < at(diagonal + 1));
        let (from, x_before) = match down {
            true => (diagonal + 1, at(diagonal + 1)),
            false => (diagonal - 1, at(diagonal - 1)),
        };
        let y_before = x_before - from;
        let start = if down { x_before } else { x_before + 1 };
        push_run(&mut runs, start, start - diagonal, x - start);
        (x, y) = (x_before, y_before);
    }
    push_run(&mut runs, 0, 0, x.min(y));
    runs.reverse();
    runs
}

fn push_run(runs: &mut Vec<Run>, older: isize, newer: isize, length: isize) {
    if length > 0 {
        runs.push(Run {
            older: older as usize,
            newer: newer as usize,
            length: length as usize,
        });
    }
}

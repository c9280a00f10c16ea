//! Finds the events that an analyst's decisions are about, by the claims they cite, and does with the groups of tellings
//! what was decided: joins some, and notes for each event what is to be confirmed, corrected or hidden. A decision whose
//! claims no longer stand anywhere is answered as such, never guessed.

use annals_annotate::EventKind;
use annals_archive::CaptureId;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::record::{ClaimRecord, Origin, PrintedNumber, Records};
use crate::review::{CitedClaim, Corrected, EventDecision, Evidence, Unplaced};
use crate::telling::Tellings;
use crate::words::Word;

/// Which claims were taken apart, by the number of the latest decision that did so.
pub type Parts = FxHashMap<u32, u32>;

/// The claims that each decision is about, found again.
pub struct Placing {
    found: Vec<Found>,
    unplaced: Vec<Unplaced>,
}

/// One decision, with the positions of the claims that each of its events is known by.
struct Found {
    number: u64,
    decision: EventDecision,
    sides: Vec<Vec<u32>>,
}

/// What is to be done with an event.
#[derive(Clone, Debug, Default)]
pub struct Reviewed {
    pub confirmed: bool,
    pub joined: bool,
    pub hidden: bool,
    pub corrected: Corrected,
}

/// Groups of tellings after all decisions.
pub struct Decided {
    pub groups: Vec<Vec<usize>>,
    /// By group as it was merged: the number of the group it is in now.
    pub moved: Vec<u32>,
    /// By group as it is now.
    pub reviews: FxHashMap<u32, Reviewed>,
    pub unplaced: Vec<Unplaced>,
}

impl Placing {
    /// Looks for the claims of all decisions about events among sorted `records`.
    pub fn of(records: &Records) -> Self {
        let decisions = records.decisions.of_events();
        let by_sentence = Sentences::of(records, decisions);
        let mut placing = Placing {
            found: Vec::with_capacity(decisions.len()),
            unplaced: Vec::new(),
        };
        for (number, decision) in decisions {
            let sides: Vec<Vec<u32>> = sides(decision)
                .map(|evidence| by_sentence.claims(records, evidence))
                .collect();
            let missing = sides.iter().filter(|side| side.is_empty()).count();
            if missing > 0 {
                placing.unplaced.push(Unplaced {
                    number: *number,
                    why: match sides.len() {
                        1 => "none of its sentences is in the chronicle any more".into(),
                        all => format!("of its {all} events {missing} are in the chronicle no more"),
                    },
                });
            }
            placing.found.push(Found {
                number: *number,
                decision: decision.clone(),
                sides,
            });
        }
        placing
    }

    /// The claims that were taken apart, with those of copies that say the same.
    pub fn parts(&self, records: &Records) -> Parts {
        let told = |claim: &ClaimRecord| (records.origin(claim), claim.sentence, claim.kind);
        let mut parts: FxHashMap<(Origin, Word, EventKind), u32> = FxHashMap::default();
        let apart = self
            .found
            .iter()
            .filter(|found| matches!(found.decision, EventDecision::Apart { .. }));
        for found in apart {
            let claims = found.sides.iter().flatten();
            parts.extend(claims.map(|&at| (told(&records.claims[at as usize]), found.number as u32)));
        }
        if parts.is_empty() {
            return Parts::default();
        }
        let claims = records.claims.iter().zip(0..);
        claims
            .filter_map(|(claim, at)| Some((at, *parts.get(&told(claim))?)))
            .collect()
    }

    /// Does with the groups what was decided.
    pub fn decide(self, parts: &Parts, tellings: &Tellings, groups: Vec<Vec<usize>>) -> Decided {
        if self.found.is_empty() {
            return Decided {
                moved: (0..groups.len() as u32).collect(),
                groups,
                reviews: FxHashMap::default(),
                unplaced: self.unplaced,
            };
        }
        let group_of = self.groups_of_cited(tellings, &groups);
        let mut roots = Roots::new(groups.len());
        let mut joined = FxHashSet::default();
        for found in &self.found {
            if let EventDecision::Merge { .. } = found.decision {
                let before = |at: &&u32| parts.get(at).is_none_or(|&part| part < found.number as u32);
                let sides = found.sides.iter();
                let sides = sides.filter_map(|side| roots.most(side.iter().filter(before), &group_of));
                let sides: Vec<usize> = sides.collect();
                if let Some(one) = sides.iter().copied().reduce(|a, b| roots.join(a, b)) {
                    joined.extend((sides.len() > 1).then_some(one));
                }
            }
        }
        let joined: FxHashSet<usize> = joined.iter().map(|&one| roots.of(one)).collect();
        let (groups, moved) = roots.regrouped(groups);
        let mut reviews: FxHashMap<u32, Reviewed> = FxHashMap::default();
        for one in joined {
            reviews.entry(moved[one]).or_default().joined = true;
        }
        for found in &self.found {
            let Some(root) = roots.most(found.sides[0].iter(), &group_of) else {
                continue;
            };
            if matches!(
                found.decision,
                EventDecision::Merge { .. } | EventDecision::Apart { .. }
            ) {
                continue;
            }
            let review = reviews.entry(moved[root]).or_default();
            match &found.decision {
                EventDecision::Confirm { .. } => review.confirmed = true,
                EventDecision::Hide { .. } => review.hidden = true,
                EventDecision::Correct { to, .. } => review.corrected.then(to),
                EventDecision::Merge { .. } | EventDecision::Apart { .. } => {}
            }
        }
        Decided {
            groups,
            moved,
            reviews,
            unplaced: self.unplaced,
        }
    }

    /// The group of each claim that a decision cites.
    fn groups_of_cited(&self, tellings: &Tellings, groups: &[Vec<usize>]) -> FxHashMap<u32, usize> {
        let sides = self.found.iter().flat_map(|found| &found.sides);
        let cited: FxHashSet<u32> = sides.flatten().copied().collect();
        let mut group_of = FxHashMap::default();
        for (number, group) in groups.iter().enumerate() {
            for &telling in group {
                let claims = tellings.claims(&tellings[telling]).iter();
                group_of.extend(claims.filter(|at| cited.contains(at)).map(|&at| (at, number)));
            }
        }
        group_of
    }
}

/// The events that a decision names.
fn sides(decision: &EventDecision) -> impl Iterator<Item = &Evidence> {
    let (one, others): (&Evidence, &[Evidence]) = match decision {
        EventDecision::Confirm { event }
        | EventDecision::Correct { event, .. }
        | EventDecision::Hide { event } => (event, &[]),
        EventDecision::Apart { part } => (part, &[]),
        EventDecision::Merge { into, others } => (into, others),
    };
    std::iter::once(one).chain(others)
}

/// Claims of the articles that decisions cite, by sentence and kind.
struct Sentences<'a>(FxHashMap<(CaptureId, &'a str, EventKind), Vec<u32>>);

impl<'a> Sentences<'a> {
    fn of(records: &'a Records, decisions: &[(u64, EventDecision)]) -> Self {
        let evidence = decisions.iter().flat_map(|(_, decision)| sides(decision));
        let captures: FxHashSet<CaptureId> = evidence
            .flat_map(|evidence| evidence.0.iter().map(|claim| claim.capture))
            .collect();
        let mut by_sentence: FxHashMap<_, Vec<u32>> = FxHashMap::default();
        if captures.is_empty() {
            return Sentences(by_sentence);
        }
        for (claim, at) in records.claims.iter().zip(0..) {
            let capture = records.article(claim).capture;
            if captures.contains(&capture) {
                let key = (capture, records.words.get(claim.sentence), claim.kind);
                by_sentence.entry(key).or_default().push(at);
            }
        }
        Sentences(by_sentence)
    }

    /// Where the cited claims stand. Where the names were read otherwise since, the only claim of that kind in the
    /// sentence is meant; of several, none.
    fn claims(&self, records: &Records, evidence: &Evidence) -> Vec<u32> {
        let mut found = Vec::new();
        for cited in &evidence.0 {
            let key = (cited.capture, cited.sentence.as_str(), cited.kind);
            let standing = self.0.get(&key).map_or(&[][..], Vec::as_slice);
            let same = |at: &&u32| names_agree(records, &records.claims[**at as usize], cited);
            let exact: Vec<u32> = standing.iter().filter(same).copied().collect();
            match (exact.is_empty(), standing) {
                (false, _) => found.extend(exact),
                (true, [only]) => found.push(*only),
                (true, _) => {}
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

fn names_agree(records: &Records, claim: &ClaimRecord, cited: &CitedClaim) -> bool {
    let name = |number: PrintedNumber| records.words.get(records.printed(number).name);
    let same = |numbers: &[PrintedNumber], names: &[String]| {
        numbers.len() == names.len()
            && numbers
                .iter()
                .zip(names)
                .all(|(&number, cited)| name(number) == cited)
    };
    same(records.actors(claim), &cited.actors)
        && same(records.recipients(claim), &cited.recipients)
        && claim.place.map(name) == cited.place.as_deref()
}

/// Groups that were made one (union-find; the root is the first).
struct Roots(Vec<usize>);

impl Roots {
    fn new(groups: usize) -> Self {
        Roots((0..groups).collect())
    }

    fn of(&self, mut group: usize) -> usize {
        while self.0[group] != group {
            group = self.0[group];
        }
        group
    }

    fn join(&mut self, a: usize, b: usize) -> usize {
        let (a, b) = (self.of(a), self.of(b));
        self.0[a.max(b)] = a.min(b);
        a.min(b)
    }

    /// The group that most of the claims are in; the first of equals.
    fn most<'a>(
        &self,
        claims: impl Iterator<Item = &'a u32>,
        group_of: &FxHashMap<u32, usize>,
    ) -> Option<usize> {
        let mut counts: FxHashMap<usize, usize> = FxHashMap::default();
        for group in claims.filter_map(|at| group_of.get(at)) {
            *counts.entry(self.of(*group)).or_default() += 1;
        }
        let most = counts
            .into_iter()
            .max_by_key(|&(group, count)| (count, std::cmp::Reverse(group)));
        most.map(|(group, _)| group)
    }

    /// The groups that are left, in their order, and where each old one went.
    fn regrouped(&self, groups: Vec<Vec<usize>>) -> (Vec<Vec<usize>>, Vec<u32>) {
        let (mut left, mut moved): (Vec<Vec<usize>>, Vec<u32>) = (Vec::new(), Vec::new());
        for (number, group) in groups.into_iter().enumerate() {
            let root = self.of(number);
            if root == number {
                moved.push(left.len() as u32);
                left.push(group);
            } else {
                moved.push(moved[root]);
                left[moved[root] as usize].extend(group);
            }
        }
        (left, moved)
    }
}

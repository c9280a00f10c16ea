//! Two weights after two others, each pair at its best values while the rest stands, until none gets better. The weights are
//! few and what is counted has steps, so this finds what a gradient would not; ties keep what is there.

use std::collections::HashMap;

use annals_time::training::StoryWeights;

use crate::histories::History;

/// Which weights are fitted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Form {
    /// The distances alone.
    Plain,
    /// Besides, going back, leaving the year, overtaking the next date, and what counts as a glance.
    Rich,
}

/// One weight: how it is set, and the values that are tried.
type Weight = (fn(&mut StoryWeights, i32), &'static [i32]);

const PLAIN: [Weight; 5] = [
    (|weights, value| weights.before[0] = value, &[1, 2, 3, 4, 5, 6, 8]),
    (|weights, value| weights.before[1] = value, &[0, 1, 2, 3, 4, 5]),
    (|weights, value| weights.before[2] = value, &[0, 1, 2, 3]),
    (|weights, value| weights.ahead = value, &[0, 1, 2, 3, 4, 5, 6, 8]),
    (
        |weights, value| weights.far = value,
        &[12, 16, 20, 24, 28, 32, 36, 48],
    ),
];

const RICH: [Weight; 4] = [
    (|weights, value| weights.back = value, &[-2, -1, 0, 1, 2, 3, 4]),
    (
        |weights, value| weights.leave = value,
        &[-8, -4, 0, 4, 8, 12, 16, 24],
    ),
    (|weights, value| weights.over = value, &[-2, -1, 0, 1, 2, 3, 4, 6]),
    (|weights, value| weights.apart = value as i16, &[2, 3, 4, 5, 8]),
];

/// All alike, as one would begin without knowing anything.
pub const START: StoryWeights = StoryWeights {
    before: [1, 1, 1],
    ahead: 1,
    far: 24,
    back: 0,
    leave: 0,
    over: 0,
    apart: 3,
};

/// The histories, and what has been counted already.
pub struct Search<'h> {
    histories: &'h [History],
    counted: HashMap<StoryWeights, Vec<usize>>,
}

impl<'h> Search<'h> {
    /// Over these histories.
    pub fn new(histories: &'h [History]) -> Self {
        Search {
            histories,
            counted: HashMap::new(),
        }
    }

    /// The best weights found, without one history if told so.
    pub fn fit(&mut self, form: Form, without: Option<usize>) -> StoryWeights {
        let weights: Vec<Weight> = match form {
            Form::Plain => PLAIN.to_vec(),
            Form::Rich => PLAIN.into_iter().chain(RICH).collect(),
        };
        let mut best = (self.right(&START, without), START);
        loop {
            let before = best.0;
            for (index, one) in weights.iter().enumerate() {
                for other in &weights[index + 1..] {
                    best = self.best_pair(one, other, best, without);
                }
            }
            if best.0 == before {
                return best.1;
            }
        }
    }

    /// The best of all values of two weights, if any is better than what is there.
    fn best_pair(
        &mut self,
        one: &Weight,
        other: &Weight,
        best: (usize, StoryWeights),
        without: Option<usize>,
    ) -> (usize, StoryWeights) {
        let mut found = best;
        for (first, second) in one
            .1
            .iter()
            .flat_map(|first| other.1.iter().map(move |second| (first, second)))
        {
            let mut tried = best.1;
            (one.0)(&mut tried, *first);
            (other.0)(&mut tried, *second);
            let right = self.right(&tried, without);
            if right > found.0 {
                found = (right, tried);
            }
        }
        found
    }

    /// How many times are right, without one history if told so.
    pub fn right(&mut self, weights: &StoryWeights, without: Option<usize>) -> usize {
        let counted = self.count(weights).iter().enumerate();
        counted
            .filter(|(index, _)| Some(*index) != without)
            .map(|(_, right)| right)
            .sum()
    }

    /// How many are right in one history.
    pub fn right_in(&mut self, weights: &StoryWeights, index: usize) -> usize {
        self.count(weights)[index]
    }

    fn count(&mut self, weights: &StoryWeights) -> &[usize] {
        let histories = self.histories;
        let count = || histories.iter().map(|history| history.right(weights)).collect();
        self.counted.entry(*weights).or_insert_with(count)
    }
}

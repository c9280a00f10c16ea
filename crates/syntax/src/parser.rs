//! Heads and relations, one decision after another, the best each time.

use crate::features::{View, gather, gather_relation};
use crate::label::Relation;
use crate::state::{Action, State};
use crate::tagger::best;
use crate::weights::{Gathered, Weights};

/// The weights of one reading direction.
#[derive(Clone, Debug, Default)]
pub struct Reader<W> {
    /// For the choice between actions.
    pub actions: W,
    /// For the relation of each arc.
    pub relations: W,
}

/// What is reused from sentence to sentence.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    /// The sentence half read.
    pub state: State,
    /// The features of the decision at hand.
    pub gathered: Gathered,
}

impl<W: Weights> Reader<W> {
    /// Head and relation of each word; the head of the sentence's head is the number behind the last word.
    pub fn read(&self, view: &View<'_>, scratch: &mut Scratch) -> Vec<(u32, u8)> {
        let Scratch { state, gathered } = scratch;
        state.begin(view.words.len());
        while !state.is_done() {
            let action = self.action(state, view, gathered);
            let relation = self.relation(state, view, action, gathered);
            state.take(action, relation);
        }
        state
            .heads
            .iter()
            .copied()
            .zip(state.relations.iter().copied())
            .collect()
    }

    /// The best action that is allowed.
    pub fn action(&self, state: &State, view: &View<'_>, gathered: &mut Gathered) -> Action {
        let mut allowed = Action::ALL.into_iter().filter(|&action| state.allows(action));
        if let (Some(only), None) = (allowed.next(), allowed.next()) {
            return only;
        }
        let mut scores = [0.0; Action::ALL.len()];
        gather(state, view, gathered);
        gathered.score(&self.actions, &mut scores);
        for (score, action) in scores.iter_mut().zip(Action::ALL) {
            if !state.allows(action) {
                *score = f32::NEG_INFINITY;
            }
        }
        Action::ALL[best(&scores)]
    }

    /// The best relation of the arc that an action makes; nothing for a shift.
    pub fn relation(&self, state: &State, view: &View<'_>, action: Action, gathered: &mut Gathered) -> u8 {
        let Some((head, dependent)) = state.arc(action) else {
            return 0;
        };
        if head == state.root {
            return Relation::Root as u8;
        }
        let mut scores = [0.0; 64];
        let scores = &mut scores[..Relation::ALL.len()];
        gather_relation(state, view, head, dependent, gathered);
        gathered.score(&self.relations, scores);
        best(scores) as u8
    }
}

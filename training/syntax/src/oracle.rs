//! What an action costs: how many gold arcs can no longer be built after it (Goldberg and Nivre 2013, arc-hybrid). It
//! answers for any state, so that the parser learns what to do after its own mistakes.

use annals_syntax::training::{Action, State};

/// The gold heads of a sentence, and for each word and the root what depends on it.
pub struct Oracle<'g> {
    heads: &'g [u32],
    dependents: Vec<Vec<u32>>,
}

impl<'g> Oracle<'g> {
    pub fn new(heads: &'g [u32]) -> Self {
        let mut dependents = vec![Vec::new(); heads.len() + 1];
        for (word, &head) in heads.iter().enumerate() {
            dependents[head as usize].push(word as u32);
        }
        Oracle { heads, dependents }
    }

    /// The number of gold arcs that an allowed action gives up.
    pub fn cost(&self, state: &State, action: Action) -> usize {
        match action {
            Action::Shift => self.cost_of_shift(state),
            Action::Left => self.cost_of_pop(state, state.next, state.stacked(1)),
            Action::Right => self.cost_of_pop(state, state.stacked(1), u32::MAX),
        }
    }

    /// The next word can no longer depend on a word below the top of the stack, and none on the stack on it.
    fn cost_of_shift(&self, state: &State) -> usize {
        let Some((_, under)) = state.stack.split_last() else {
            return 0;
        };
        let head = self.heads[state.next as usize];
        let dependents = &self.dependents[state.next as usize];
        usize::from(under.contains(&head))
            + dependents
                .iter()
                .filter(|word| state.stack.contains(word))
                .count()
    }

    /// The top of the stack gets a head: it can have no other, and nothing ahead can depend on it.
    fn cost_of_pop(&self, state: &State, head: u32, other: u32) -> usize {
        let top = state.stacked(0);
        let gold = self.heads[top as usize];
        let lost = gold != head && (gold == other || gold >= state.next);
        let dependents = &self.dependents[top as usize];
        usize::from(lost) + dependents.iter().filter(|&&word| word >= state.next).count()
    }
}

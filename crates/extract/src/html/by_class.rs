//! What is found out about class attributes, once for each that is different: a page has thousands of elements and a few
//! hundred classes.

use super::attribute::AttributeName;
use super::tree::{NodeId, Tree};

/// Answers by class attribute.
pub struct ByClass<T> {
    answers: Vec<Option<T>>,
}

impl<T: Copy> ByClass<T> {
    /// None yet.
    pub fn new(tree: &Tree<'_>) -> Self {
        ByClass {
            answers: vec![None; tree.class_count() + 1],
        }
    }

    /// What `find` says of a node's class attribute; `None` where it has none.
    pub fn of(&mut self, tree: &Tree<'_>, id: NodeId, find: impl FnOnce(&str) -> T) -> Option<T> {
        let number = tree.class_number(id);
        if number == 0 {
            return None;
        }
        let answer = &mut self.answers[number];
        if answer.is_none() {
            *answer = tree.raw_attribute(id, AttributeName::Class).map(find);
        }
        *answer
    }
}

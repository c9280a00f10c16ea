//! The second reader: a dependency parser that knows nothing of frames. It reads a sentence in which the first reader found
//! events, and says of each whether the words that take part depend on the word that evokes it. It finds no event itself.

use annals_syntax::{Relation, Tag};
use annals_text::Span;

use crate::EventMention;
use crate::tree::Tree;

/// So many words up a participant may stand from what it takes part in.
const FAR: usize = 8;

/// A sentence as the second reader sees it.
pub struct SecondReading<'t> {
    tree: &'t Tree,
}

impl<'t> SecondReading<'t> {
    /// Over the tree of a sentence.
    pub fn of(tree: &'t Tree) -> Self {
        SecondReading { tree }
    }

    /// Whether everyone whom the sentence names for an event depends on what evokes it, or it on them.
    pub fn agrees(&self, event: &EventMention) -> bool {
        let Some(trigger) = self.head_of(event.trigger) else {
            return false;
        };
        let carriers = self.carriers(trigger);
        let parties = event.actors.iter().chain(&event.recipients);
        let heads = parties.filter_map(|party| self.head_of(party.printed));
        heads.into_iter().all(|head| self.takes_part(head, &carriers))
    }

    /// The word of a span on which its others depend.
    fn head_of(&self, span: Span) -> Option<usize> {
        let first = self.tree.places.partition_point(|place| place.end <= span.start);
        let inside = self.tree.places[first..]
            .iter()
            .take_while(|place| place.start < span.end)
            .count();
        let range = first..first + inside;
        range
            .clone()
            .find(|&at| self.tree.nodes[at].head.is_none_or(|head| !range.contains(&head)))
    }

    /// What evokes an event, and the words above whose parts are its parts too: the verb that carries a noun ("held talks"),
    /// the verb whose subject it shares ("flew in and met"), the noun that it tells of ("the envoy, who met").
    fn carriers(&self, trigger: usize) -> Vec<usize> {
        use Relation::*;
        let mut found = vec![trigger];
        let mut at = trigger;
        while let Some(head) = self.tree.nodes[at].head.filter(|_| found.len() < FAR) {
            let carries = matches!(
                self.tree.nodes[at].relation,
                Conj | Xcomp
                    | Advcl
                    | AdvclRelcl
                    | Acl
                    | AclRelcl
                    | Obj
                    | Obl
                    | OblAgent
                    | Nmod
                    | Nsubj
                    | NsubjPass
                    | Compound
                    | Aux
                    | AuxPass
                    | Cop
                    | Root
            );
            if !carries {
                break;
            }
            found.push(head);
            at = head;
        }
        found
    }

    /// Whether a word, going up from it, comes to one of `carriers` before any other verb.
    fn takes_part(&self, word: usize, carriers: &[usize]) -> bool {
        let mut at = word;
        for _ in 0..FAR {
            if carriers.contains(&at) {
                return true;
            }
            let other_verb = at != word && is_verb(self.tree.nodes[at].tag);
            match self.tree.nodes[at].head {
                Some(head) if !other_verb => at = head,
                _ => return false,
            }
        }
        false
    }
}

/// Whether a word with this tag is a verb.
pub fn is_verb(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz
    )
}

#[cfg(test)]
mod tests {
    use annals_extract::Article;

    use crate::{Confidence, annotate};

    fn confidence(sentence: &str) -> Vec<Confidence> {
        let document = annotate(Article::of_text(sentence));
        document.events.iter().map(|event| event.confidence).collect()
    }

    #[test]
    fn two_readers_who_agree_are_sure() {
        let said = confidence("President Marta Olesen met Prime Minister Jan Kovar in Bergen on Tuesday.");
        assert_eq!(said, [Confidence::High]);
    }

    /// The parser takes "led by" for the verb; the frames are right.
    #[test]
    fn one_reader_alone_is_less_sure() {
        let said = confidence(
            "The delegation led by the head of the party department for the affairs of the youth met with farmers and \
             workers, students and soldiers of Karsk.",
        );
        assert_eq!(said, [Confidence::Medium]);
    }
}

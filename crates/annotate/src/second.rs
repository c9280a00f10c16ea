//! The second reader: a dependency parser that knows nothing of frames. It reads a sentence in which the first reader found
//! events, and says of each whether the words that take part depend on the word that evokes it. It finds no event itself.

use annals_names::{Mention, MentionKind};
use annals_syntax::{Node, Relation, Tag, Word, parse, words};
use annals_text::{Span, Text};

use crate::EventMention;

/// So many words up a participant may stand from what it takes part in.
const FAR: usize = 8;

/// A sentence as the second reader sees it.
pub struct SecondReading {
    places: Vec<Span>,
    nodes: Vec<Node>,
}

impl SecondReading {
    /// Parses a sentence. A person's name is one word: a parser has nothing to say of its inside.
    pub fn of(text: &Text, sentence: Span, mentions: &[Mention]) -> Self {
        let first = mentions.partition_point(|mention| mention.span.end <= sentence.start);
        let mut names = mentions[first..]
            .iter()
            .filter(|mention| mention.kind == MentionKind::Person)
            .map(|mention| mention.span)
            .peekable();
        let mut places: Vec<Span> = Vec::new();
        for word in words(text, sentence) {
            while names.next_if(|name| name.end <= word.start).is_some() {}
            let name = names.peek().filter(|name| name.start <= word.start);
            match (name, places.last_mut()) {
                (Some(name), Some(last)) if last.start >= name.start => last.end = word.end,
                _ => places.push(word),
            }
        }
        let seen: Vec<Word> = places
            .iter()
            .map(|&place| Word::of(text[place].rsplit(' ').next().unwrap_or_default()))
            .collect();
        SecondReading {
            nodes: parse(&seen),
            places,
        }
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
        let first = self.places.partition_point(|place| place.end <= span.start);
        let inside = self.places[first..]
            .iter()
            .take_while(|place| place.start < span.end)
            .count();
        let range = first..first + inside;
        range
            .clone()
            .find(|&at| self.nodes[at].head.is_none_or(|head| !range.contains(&head)))
    }

    /// What evokes an event, and the words above whose parts are its parts too: the verb that carries a noun ("held talks"),
    /// the verb whose subject it shares ("flew in and met"), the noun that it tells of ("the envoy, who met").
    fn carriers(&self, trigger: usize) -> Vec<usize> {
        use Relation::*;
        let mut found = vec![trigger];
        let mut at = trigger;
        while let Some(head) = self.nodes[at].head.filter(|_| found.len() < FAR) {
            let carries = matches!(
                self.nodes[at].relation,
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
            let other_verb = at != word && is_verb(self.nodes[at].tag);
            match self.nodes[at].head {
                Some(head) if !other_verb => at = head,
                _ => return false,
            }
        }
        false
    }
}

fn is_verb(tag: Tag) -> bool {
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

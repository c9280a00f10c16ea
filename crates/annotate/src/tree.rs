//! The dependency tree of one sentence, over the places of its words in the text: who hangs on whom, and how far the words
//! below a word reach. Both the second reader of events and the reader of sayings look at it; it decides nothing.

use annals_names::{Mention, MentionKind};
use annals_syntax::{Node, Relation, Tag, Word, parse, words};
use annals_text::{Span, Text};

/// A sentence as a tree.
pub struct Tree {
    /// Where its words stand. A person's name is one word: a parser has nothing to say of its inside.
    pub places: Vec<Span>,
    /// What each word is, and the word above it.
    pub nodes: Vec<Node>,
    /// Words by the word above them.
    below: Vec<(usize, usize)>,
    /// The first and last word of what hangs on each.
    reach: Vec<(usize, usize)>,
}

impl Tree {
    /// Parses a sentence.
    pub fn of(text: &Text, sentence: Span, mentions: &[Mention]) -> Self {
        let places = places(text, sentence, mentions);
        let seen: Vec<Word> = places
            .iter()
            .map(|&place| Word::of(text[place].rsplit(' ').next().unwrap_or_default()))
            .collect();
        let nodes = parse(&seen);
        let mut below: Vec<(usize, usize)> = nodes
            .iter()
            .enumerate()
            .filter_map(|(at, node)| Some((node.head?, at)))
            .collect();
        below.sort_unstable();
        let mut tree = Tree {
            reach: (0..nodes.len()).map(|at| (at, at)).collect(),
            places,
            nodes,
            below,
        };
        tree.stretch();
        tree
    }

    /// The words that hang on a word, in order.
    pub fn children(&self, at: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let first = self.below.partition_point(|&(head, _)| head < at);
        let last = self.below.partition_point(|&(head, _)| head <= at);
        self.below[first..last].iter().map(|&(_, child)| child)
    }

    /// The first child that is this to a word.
    pub fn child(&self, at: usize, relation: Relation) -> Option<usize> {
        self.children(at)
            .find(|&child| self.nodes[child].relation == relation)
    }

    /// The first and last word of what hangs on a word, itself included.
    pub fn reach(&self, at: usize) -> (usize, usize) {
        self.reach[at]
    }

    /// The word that holds this byte of the text.
    pub fn word_at(&self, byte: usize) -> Option<usize> {
        let word = self.places.partition_point(|place| place.end <= byte);
        self.places
            .get(word)
            .filter(|place| place.start <= byte)
            .map(|_| word)
    }

    /// What a word is to the one above it.
    pub fn relation(&self, at: usize) -> Relation {
        self.nodes[at].relation
    }

    /// Its part of speech.
    pub fn tag(&self, at: usize) -> Tag {
        self.nodes[at].tag
    }

    /// From one word to another.
    pub fn span(&self, first: usize, last: usize) -> Span {
        Span::new(self.places[first].start, self.places[last].end)
    }

    /// Lets the reach of every word cover that of the words below it, from the leaves up.
    fn stretch(&mut self) {
        let root = self.nodes.iter().position(|node| node.head.is_none());
        let mut order: Vec<usize> = root.into_iter().collect();
        let mut next = 0;
        while let Some(&at) = order.get(next) {
            let children: Vec<usize> = self.children(at).collect();
            order.extend(children);
            next += 1;
        }
        for &at in order.iter().rev() {
            if let Some(head) = self.nodes[at].head {
                let (first, last) = self.reach[at];
                let own = &mut self.reach[head];
                *own = (own.0.min(first), own.1.max(last));
            }
        }
    }
}

fn places(text: &Text, sentence: Span, mentions: &[Mention]) -> Vec<Span> {
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
    places
}

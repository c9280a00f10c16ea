//! The loops that learn: decisions are taken as the parser will take them, and corrected where they are wrong or right by
//! too little.

use annals_syntax::training::{
    Action, Gathered, Reader, Relation, Scratch, State, Table, Tag, View, gather, gather_relation, gather_tag,
};

use crate::conllu::Sentence;
use crate::oracle::Oracle;
use crate::perceptron::Learner;

/// Right by so much or less is not right enough: half a correction of a hundred features.
const MARGIN: f32 = 100.0;
/// The number of rows of each table is two to this power.
const TAG_BITS: u32 = 17;
const ACTION_BITS: u32 = 20;
const RELATION_BITS: u32 = 16;

/// Numbers that look random and are the same each time (xorshift, Marsaglia 2003).
struct Dice(u64);

impl Dice {
    const SEED: Dice = Dice(88_172_645_463_325_252);

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn shuffle(&mut self, order: &mut [usize]) {
        for at in (1..order.len()).rev() {
            order.swap(at, (self.next() % (at as u64 + 1)) as usize);
        }
    }
}

/// A tagger that has seen these sentences.
pub fn learn_tagger(sentences: &[&Sentence], rounds: usize) -> Table {
    let mut learner = Learner::new(TAG_BITS, Tag::ALL.len());
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let (mut dice, mut gathered) = (Dice::SEED, Gathered::default());
    for _ in 0..rounds {
        dice.shuffle(&mut order);
        for &at in &order {
            learn_tags(&mut learner, sentences[at], &mut gathered);
        }
    }
    learner.table()
}

fn learn_tags(learner: &mut Learner, sentence: &Sentence, gathered: &mut Gathered) {
    let mut tags = Vec::with_capacity(sentence.words.len());
    for (at, &gold) in sentence.tags.iter().enumerate() {
        gather_tag(&sentence.words, &tags, at, gathered);
        let found = learner.learn(&gathered.features, gold as usize, MARGIN);
        tags.push(Tag::ALL[found]);
    }
}

/// A parser that has seen these sentences.
pub fn learn_reader(sentences: &[Sentence], rounds: usize) -> Reader<Table> {
    let mut reader = Reader {
        actions: Learner::new(ACTION_BITS, Action::ALL.len()),
        relations: Learner::new(RELATION_BITS, Relation::ALL.len()),
    };
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let (mut dice, mut scratch) = (Dice::SEED, Scratch::default());
    for round in 0..rounds {
        dice.shuffle(&mut order);
        for &at in &order {
            let follows = || round > 0 && dice.next() % 10 < 9;
            learn_sentence(&mut reader, &sentences[at], &mut scratch, follows);
        }
    }
    Reader {
        actions: reader.actions.table(),
        relations: reader.relations.table(),
    }
}

/// Reads a sentence as far as it is known how. Mistakes are gone on from, mostly: the parser will have to as well.
fn learn_sentence(
    reader: &mut Reader<Learner>,
    sentence: &Sentence,
    Scratch { state, gathered }: &mut Scratch,
    mut follows: impl FnMut() -> bool,
) {
    let oracle = Oracle::new(&sentence.heads);
    let view = sentence.view();
    state.begin(sentence.words.len());
    while !state.is_done() {
        let (best, wrong) = choice(reader, &oracle, state, &view, gathered);
        reader.actions.pass();
        let mut action = best.0;
        if let Some(wrong) = wrong {
            if best.1 - wrong.1 <= MARGIN {
                reader
                    .actions
                    .correct(&gathered.features, best.0 as usize, wrong.0 as usize);
            }
            if best.1 <= wrong.1 && follows() {
                action = wrong.0;
            }
        }
        let relation = learn_relation(reader, sentence, &view, state, action, gathered);
        state.take(action, relation);
    }
}

/// The best of the actions that cost least, and the best of the others, each with its score.
fn choice(
    reader: &Reader<Learner>,
    oracle: &Oracle<'_>,
    state: &State,
    view: &View<'_>,
    gathered: &mut Gathered,
) -> ((Action, f32), Option<(Action, f32)>) {
    gather(state, view, gathered);
    let mut scores = [0.0; Action::ALL.len()];
    gathered.score(&reader.actions, &mut scores);
    let allowed = Action::ALL.into_iter().filter(|&action| state.allows(action));
    let costs: Vec<(usize, Action)> = allowed
        .map(|action| (oracle.cost(state, action), action))
        .collect();
    let least = costs.iter().map(|(cost, _)| *cost).min().unwrap_or(0);
    let likeliest = |right: bool| {
        let of = costs.iter().filter(|(cost, _)| (*cost == least) == right);
        let scored = of.map(|&(_, action)| (action, scores[action as usize]));
        scored.max_by(|a, b| a.1.total_cmp(&b.1))
    };
    (likeliest(true).expect("one costs least"), likeliest(false))
}

/// The relation is learned where the arc is right; what was found goes on into the features.
fn learn_relation(
    reader: &mut Reader<Learner>,
    sentence: &Sentence,
    view: &View<'_>,
    state: &State,
    action: Action,
    gathered: &mut Gathered,
) -> u8 {
    let Some((head, dependent)) = state.arc(action) else {
        return 0;
    };
    if head == state.root || sentence.heads[dependent as usize] != head {
        return reader.relation(state, view, action, gathered);
    }
    gather_relation(state, view, head, dependent, gathered);
    let gold = usize::from(sentence.relations[dependent as usize]);
    reader.relations.learn(&gathered.features, gold, MARGIN) as u8
}

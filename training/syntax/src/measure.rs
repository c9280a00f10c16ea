//! How good a model is: words cut, tags, heads, relations, words a second.

use std::collections::HashSet;
use std::time::Instant;

use annals_syntax::training::{Model, Node, Relation};
use annals_syntax::words;
use annals_text::Text;

use crate::conllu::Sentence;

/// Prints all measures. Every word counts, marks too; relations count with and without their subtypes.
pub fn print(model: &Model, dev: &[Sentence]) {
    let began = Instant::now();
    let trees: Vec<Vec<Node>> = dev.iter().map(|sentence| model.parse(&sentence.words)).collect();
    let seconds = began.elapsed().as_secs_f32();
    let (mut all, mut tags, mut heads, mut both, mut exact) = (0, 0, 0, 0, 0);
    for (sentence, tree) in dev.iter().zip(&trees) {
        for (at, node) in tree.iter().enumerate() {
            let gold = Relation::ALL[usize::from(sentence.relations[at])];
            let right = node.head.unwrap_or(tree.len()) == sentence.heads[at] as usize;
            all += 1;
            tags += usize::from(node.tag == sentence.tags[at]);
            heads += usize::from(right);
            both += usize::from(right && general(node.relation) == general(gold));
            exact += usize::from(right && node.relation == gold);
        }
    }
    let percent = |count: usize| 100.0 * count as f32 / all as f32;
    println!("tags {:.2}", percent(tags));
    println!(
        "UAS {:.2} LAS {:.2} with subtypes {:.2}",
        percent(heads),
        percent(both),
        percent(exact)
    );
    println!(
        "{:.0} words/s, tagged and parsed, one thread",
        all as f32 / seconds
    );
    print_cuts(dev);
}

/// F1 of the words that are cut from the sentences as printed.
fn print_cuts(dev: &[Sentence]) {
    let (mut hits, mut found, mut gold) = (0, 0, 0);
    for sentence in dev {
        let text = Text::new(sentence.text.as_str());
        let cut: HashSet<_> = words(&text, text.span())
            .iter()
            .map(|span| (span.start, span.end))
            .collect();
        let places = sentence.places();
        hits += places.iter().filter(|place| cut.contains(place)).count();
        (found, gold) = (found + cut.len(), gold + places.len());
    }
    println!("words cut: F1 {:.2}", 200.0 * hits as f32 / (found + gold) as f32);
}

/// A relation without its subtype.
fn general(relation: Relation) -> &'static str {
    relation.as_str().split(':').next().unwrap_or_default()
}

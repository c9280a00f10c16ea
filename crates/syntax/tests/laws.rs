//! What must hold of any sentence.

use annals_syntax::{Relation, Word, parse, words};
use annals_text::Text;
use proptest::prelude::*;

/// Exactly one word has no head, and going up from any word ends at it.
fn assert_tree(words: &[Word]) {
    let nodes = parse(words);
    assert_eq!(nodes.len(), words.len());
    let roots = nodes.iter().filter(|node| node.head.is_none()).count();
    assert_eq!(roots, usize::from(!words.is_empty()));
    for (at, node) in nodes.iter().enumerate() {
        assert_eq!(node.head.is_none(), node.relation == Relation::Root, "word {at}");
        let mut up = Some(at);
        for _ in 0..=nodes.len() {
            up = up.and_then(|at| nodes[at].head);
        }
        assert_eq!(up, None, "word {at} is its own ancestor");
    }
}

proptest! {
    #[test]
    fn a_sentence_is_a_tree(printed in prop::collection::vec("[a-zA-Z,.'0-9-]{1,9}", 0..40)) {
        assert_tree(&printed.iter().map(|word| Word::of(word)).collect::<Vec<_>>());
    }

    #[test]
    fn words_lie_in_order_and_leave_only_space(printed in "\\PC{0,80}") {
        let text = Text::new(printed.as_str());
        let mut at = 0;
        for span in words(&text, text.span()) {
            prop_assert!(text[span].chars().all(|character| !character.is_whitespace()));
            prop_assert!(printed[at..span.start].trim().is_empty());
            at = span.end;
        }
        prop_assert!(printed[at..].trim().is_empty());
    }
}

#[test]
fn a_very_long_sentence_ends() {
    let word = Word::of("and");
    assert_tree(&vec![word; 20_000][..2_000]);
    assert_eq!(parse(&vec![word; 20_000]).len(), 20_000);
}

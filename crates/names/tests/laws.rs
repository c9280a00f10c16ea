//! Laws that hold for any text.

use annals_names::{Names, person_key, tag, tag_dated};
use annals_text::{Text, sentences};
use proptest::prelude::*;

use crate::invariants::hold;

fn check(text: &str) -> Result<(), TestCaseError> {
    let text = Text::new(text);
    let spans = sentences(&text);
    let names = tag(&text, &spans);
    hold(&text, &names).map_err(TestCaseError::fail)?;
    prop_assert_eq!(&names, &tag(&text, &spans));
    let dated = tag_dated(&text, &spans, Some("2001-08-20".parse().expect("a day")));
    hold(&text, &dated).map_err(TestCaseError::fail)?;
    prop_assert_eq!(&names.mentions.len(), &dated.mentions.len());
    Ok(())
}

/// White space around a name does not change its key, and no key is empty.
fn check_key(name: &str) -> Result<(), TestCaseError> {
    if let Some(key) = person_key(name) {
        prop_assert!(!key.trim().is_empty());
        prop_assert_eq!(person_key(&format!("  {name} ")), Some(key));
    }
    Ok(())
}

/// Pieces that names, titles and pronouns are made of, in any order.
const PIECES: &[&str] = &[
    "김정호",
    "위원장이",
    "평양에서",
    "习大明主席在北京",
    "«",
    "»",
    "Президент",
    "России",
    "Громов",
    "وزير",
    "الخارجية",
    "بغداد",
    "W.Va.",
    "(Agency) --",
    "County",
    "Chairman",
    "President",
    "Kim",
    "Jong",
    "Il",
    "-un",
    "Putin",
    "Vladimir",
    "Russian",
    "the",
    "The",
    "leader",
    "of",
    ",",
    ".",
    "He",
    "his",
    "she",
    "there",
    "city",
    "Russia",
    "DPRK",
    "-",
    "'s",
    "’",
    "Foreign",
    "Minister",
    "Affairs",
    "U.S.",
    "St.",
    "Petersburg",
    "(",
    "WPK",
    ")",
    "\n",
    "\n\n",
    "Workers",
    "Party",
    "Korea",
    "said",
    "in",
    "County",
    "Province",
    "ri",
    "Mr",
    "Mrs",
    "V.",
    "On",
    "after",
    "Omsk",
    "City",
    "김정일",
    "Путин",
    "和",
    "\u{301}",
    "3",
    "June",
    "\"",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_string(text in "\\PC{0,200}") {
        check(&text)?;
    }

    #[test]
    fn keys_are_stable(name in "\\PC{0,60}", pieces in prop::collection::vec(prop::sample::select(PIECES), 0..5)) {
        check_key(&name)?;
        check_key(&pieces.join(" "))?;
    }

    #[test]
    fn any_order_of_pieces(pieces in prop::collection::vec((prop::sample::select(PIECES), any::<bool>()), 0..60)) {
        let text: String = pieces.iter().map(|(piece, space)| format!("{piece}{}", if *space { " " } else { "" })).collect();
        check(&text)?;
    }
}

#[test]
fn sentences_that_do_not_fit_the_text_are_passed_over() {
    let text = Text::new("Łódź");
    let crooked = [annals_text::Span::new(1, 3), annals_text::Span::new(2, 99)];
    assert_eq!(tag(&text, &crooked), Names::default());
}

#[test]
fn long_texts_of_one_kind_are_read() {
    for piece in [
        "President Kim, ",
        "Omsk the city there ",
        "he his ",
        "Kim Jong ",
        "(, ",
        "the Russian President ",
        "习大明主席在北京",
        "김정호 위원장이 ",
        "МИД ",
        "Громов ",
        "الملك ",
    ] {
        let text = Text::new(piece.repeat(10_000));
        let names = tag(&text, &sentences(&text));
        hold(&text, &names).expect("the laws");
    }
}

/// The corpus of the fuzz target `names`.
#[test]
fn what_was_fuzzed_holds() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/names");
    let files: Vec<_> = std::fs::read_dir(folder).expect("the corpus").collect();
    assert!(!files.is_empty(), "an empty corpus");
    for file in files {
        let bytes = std::fs::read(file.expect("a file").path()).expect("readable");
        check(&String::from_utf8_lossy(&bytes)).expect("the laws");
    }
}

//! What an outlet repeats: boxes are found, and nothing that a story says is taken for one.

use annals_dedup::repeats::{Pages, PrintedBlock};
use proptest::prelude::*;

const BOX: &str = "Each morning we send a letter with what happened over night to everybody who asks for one, \
                   and it costs nothing.";
const AUTHOR: &str = "Odile Marrant has written about harbours and the people who work in them since she left school, \
                      and keeps bees.";
const BACKGROUND: &str = "The dam at Ostrand broke in March 2019 and flooded the lower town, which has waited for a new \
                          one ever since.";
const FORMULA: &str = "Speeches were made there.";

/// What a story says of its own: told by its number, in words that no other has.
fn story(number: usize) -> Vec<String> {
    let places = ["Ostrand", "Vellmar", "Holm", "Karsk", "Tarn"];
    let place = places[number % places.len()];
    vec![
        format!(
            "The council of {place} met for the {number}th time to speak about well {number} and its {number} pipes, as it had promised."
        ),
        format!(
            "Nobody who lives in {place} near house {number} had hoped for water before the {number}th of the month, neighbours said."
        ),
        format!(
            "The {number} engineers will come back with a longer ladder, and with {number} lamps, before the winter is over."
        ),
    ]
}

/// A page: a story with a block in front, one in the middle and one behind, where given.
fn page(number: usize, before: &str, middle: &str, behind: &str) -> Vec<String> {
    let mut story = story(number);
    story.insert(1, middle.to_owned());
    story.insert(0, before.to_owned());
    story.push(behind.to_owned());
    story.retain(|block| !block.is_empty());
    story
}

fn printed(page: &[String]) -> Vec<PrintedBlock> {
    let blocks: Vec<&str> = page.iter().map(String::as_str).collect();
    PrintedBlock::of_article(None, &blocks)
}

/// The blocks that are taken out of any of these pages, each once, with the number of other articles on its first page.
fn taken(pages: &[(u64, Vec<String>)]) -> Vec<(String, usize)> {
    let mut outlet = Pages::default();
    for (article, page) in pages {
        outlet.push(*article, &printed(page));
    }
    let repeats = outlet.repeats();
    let mut taken: Vec<(String, usize)> = Vec::new();
    for (_, page) in pages {
        let others = repeats.in_article(&printed(page));
        for (block, others) in page.iter().zip(others).filter(|(_, others)| *others > 0) {
            if taken.iter().all(|(known, _)| known != block) {
                taken.push((block.clone(), others));
            }
        }
    }
    taken
}

fn numbered(pages: impl IntoIterator<Item = Vec<String>>) -> Vec<(u64, Vec<String>)> {
    (0..).zip(pages).collect()
}

#[test]
fn a_box_behind_four_stories_is_standing_matter() {
    let with_box = |count: usize| numbered((0..count).map(|number| page(number, "", "", BOX)));
    assert_eq!(taken(&with_box(3)), []);
    assert_eq!(taken(&with_box(4)), [(BOX.to_owned(), 3)]);
}

#[test]
fn a_box_in_front_and_a_note_behind_are_both_found_whatever_else_the_outlet_prints() {
    let pages = (0..40).map(|number| match number % 8 {
        0 => page(number, BOX, "", AUTHOR),
        _ => page(number, "", "", ""),
    });
    assert_eq!(
        taken(&numbered(pages)),
        [(BOX.to_owned(), 4), (AUTHOR.to_owned(), 4)]
    );
}

#[test]
fn a_box_within_the_text_must_stand_in_many() {
    let with_box = |each: usize| {
        numbered((0..40).map(|number| page(number, "", if number % each == 0 { BOX } else { "" }, "")))
    };
    assert_eq!(taken(&with_box(3)), [(BOX.to_owned(), 13)]);
    assert_eq!(taken(&with_box(5)), []);
}

#[test]
fn a_sentence_full_of_names_within_the_text_tells_something() {
    let told = "On the way the council had called on Mayor Brandt, on Doctor Ilse Hovik and on the Harbour Company of Lund.";
    let pages = (0..20).map(|number| page(number, "", told, ""));
    assert_eq!(taken(&numbered(pages)), []);
}

#[test]
fn a_paragraph_of_background_names_what_the_story_names() {
    // All of these stories are about Ostrand.
    let pages = (0..20).map(|number| page(5 * number, "", "", BACKGROUND));
    assert_eq!(taken(&numbered(pages)), []);
}

#[test]
fn a_formula_is_short_and_stays() {
    let pages = (0..20).map(|number| page(number, "", FORMULA, if number % 3 == 0 { FORMULA } else { "" }));
    assert_eq!(taken(&numbered(pages)), []);
    // A short line that closes everything is none.
    let line = "Write to the editors at the old customs house.";
    let pages = (0..20).map(|number| page(number, "", "", line));
    assert_eq!(taken(&numbered(pages)), [(line.to_owned(), 19)]);
}

#[test]
fn versions_and_copies_of_one_article_share_everything_and_lose_nothing() {
    let same = |number: usize| page(1, "", BOX, &format!("Changed for the {number}th time."));
    let versions: Vec<_> = (0..20).map(|number| (7, same(number))).collect();
    assert_eq!(taken(&versions), []);
    assert_eq!(taken(&numbered((0..20).map(same))), []);
    // Two articles, each under three addresses, are two articles.
    let copies = (0..6).map(|number| page(number / 3, "", "", BOX));
    assert_eq!(taken(&numbered(copies)), []);
}

#[test]
fn an_article_that_is_only_a_box_is_left_alone() {
    let mut pages = numbered((0..5).map(|number| page(number, "", "", BOX)));
    pages.push((5, vec![BOX.to_owned()]));
    let mut outlet = Pages::default();
    pages
        .iter()
        .for_each(|(article, page)| outlet.push(*article, &printed(page)));
    let repeats = outlet.repeats();
    assert_eq!(repeats.in_article(&printed(&pages[0].1)), [0, 0, 0, 5]);
    assert_eq!(repeats.in_article(&printed(&pages[5].1)), [0]);
    assert_eq!(repeats.key_of(&printed(&pages[5].1)), 0);
    assert_ne!(repeats.key_of(&printed(&pages[0].1)), 0);
}

#[test]
fn case_and_marks_do_not_count() {
    let loud = BOX.to_uppercase().replace(',', "");
    let pages = (0..4).map(|number| page(number, "", "", if number == 0 { &loud } else { BOX }));
    assert_eq!(taken(&numbered(pages)).len(), 2);
}

fn outlet() -> impl Strategy<Value = Vec<(u64, Vec<String>)>> {
    let block = prop::sample::select(vec!["", BOX, AUTHOR, BACKGROUND, FORMULA]);
    let page =
        (0_usize..12, block.clone(), block.clone(), block).prop_map(|(number, before, middle, behind)| {
            (number as u64 / 2, page(number, before, middle, behind))
        });
    prop::collection::vec(page, 0..40)
}

proptest! {
    #[test]
    fn the_order_of_pages_does_not_count(pages in outlet(), seed in any::<usize>()) {
        let mut shuffled = pages.clone();
        for at in (1..shuffled.len()).rev() {
            shuffled.swap(at, seed.rotate_left(at as u32) % (at + 1));
        }
        let sorted = |pages| {
            let mut taken = taken(pages);
            taken.sort();
            taken
        };
        prop_assert_eq!(sorted(&pages), sorted(&shuffled));
    }

    #[test]
    fn what_is_kept_comes_back(pages in outlet()) {
        for (_, page) in &pages {
            for block in printed(page) {
                prop_assert_eq!(PrintedBlock::from_bytes(block.to_bytes()), block);
            }
        }
    }

    #[test]
    fn a_story_keeps_what_only_it_says(pages in outlet()) {
        for (block, _) in taken(&pages) {
            prop_assert!([BOX, AUTHOR, BACKGROUND, FORMULA].contains(&block.as_str()), "{block}");
        }
    }
}

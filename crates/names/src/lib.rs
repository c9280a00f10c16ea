//! People, organisations and places in news text: mentions as printed, which of them are the same, where on earth they are.
//!
//! Nouns: [`Mention`] (a name as printed, with its title), [`Reference`] (a pronoun or role phrase that stands for a
//! mention), [`Place`] (where on earth).
//!
//! ```
//! use annals_names::{MentionKind, tag};
//! use annals_text::{Text, sentences};
//!
//! let text = Text::new("President Ama Boateng flew to Accra on Friday. She stayed there for two days.");
//! let names = tag(&text, &sentences(&text));
//! let person = &names.mentions[0];
//! assert_eq!(&text[person.span], "Ama Boateng");
//! assert_eq!(person.title.map(|title| &text[title]), Some("President"));
//! assert_eq!(names.mentions[1].kind, MentionKind::Place);
//! assert_eq!(names.places[0].country, *b"GH");
//! let she = names.references[0];
//! assert_eq!((&text[she.span], she.entity), ("She", person.entity));
//! ```
//!
//! [`same_person`] says whether two names may be one person's, with its reason; [`person_key`] gives names of two articles
//! one key where rules of spelling settle it. [`office_table`] says who held an office when.
//!
//! [`tag`] knows one article at a time: nothing is looked up or merged across texts, and no name gets an identity in the
//! world beyond what the article itself says. It reads English; in Cyrillic, Hangul, Han and Arabic letters rules find
//! some names, of low confidence.

#![deny(missing_docs)]

mod clusters;
mod countries;
mod draft;
mod entities;
mod features;
mod fold;
mod gazetteer;
mod landmarks;
mod lexicon;
mod mention;
mod offices;
mod organisations;
mod person;
mod places;
mod references;
mod sameness;
mod scripts;
mod states;
mod tagger;
mod titles;
mod words;

/// What the programs under `training/` need to make this crate's data files. Not for other users.
#[cfg(feature = "training")]
#[doc(hidden)]
pub mod training {
    pub use crate::clusters::{PATH_BITS, word_hash};
    pub use crate::features::{Features, Seen, look_up};
    pub use crate::fold::{fold, phrase_hash};
    pub use crate::lexicon::{FAMILY, FEMALE, GIVEN, Lexicon, MALE, Signs};
    pub use crate::tagger::{
        LABELS, ROW_BITS, Tagged, USED_LABELS, best_path, forbid, labels, names, row_of,
    };
    pub use crate::words::{Casing, Shape, Word, Words};
}

pub use mention::{
    Alternative, Confidence, Gender, InnerPlace, Mention, MentionKind, Names, OfficePhrase, Place, Precision,
    Reference,
};
pub use offices::{Holding, LOOKED_AT, office_table};
pub use organisations::is_generic_body;
pub use person::{FamilyAndGiven, NameWord, PersonName, near_keys, person_key};
pub use places::{Whereabouts, whereabouts};
pub use sameness::{Reason, Sameness, Setting, Verdict, same_person};

use annals_text::{Span, Text};
use jiff::civil::Date;

use words::Words;

/// The class of an English word as printed (Brown et al. 1992): a path in a tree of words that stand in like contexts, its
/// first branch in the lowest bit, with a 1 above the last; 0 for words not in the tree. Models of other crates ask for it.
pub fn word_class(word: &str) -> u32 {
    clusters::Clusters::embedded().path(word)
}

/// Finds the names in `text` and which of them are the same within it. Total; each list is sorted by span.
pub fn tag(text: &Text, sentences: &[Span]) -> Names {
    tag_dated(text, sentences, None)
}

/// What rules found in a script that no tagger is trained for is less sure.
fn confidence(words: &Words, draft: &draft::Draft) -> Confidence {
    match scripts::Script::of(words.printed(&words.all[draft.words.start])) {
        Some(_) => Confidence::Low,
        None => Confidence::High,
    }
}

/// The same for a text that was printed on `day`, which tells who held an office then.
pub fn tag_dated(text: &Text, sentences: &[Span], day: Option<Date>) -> Names {
    let words = Words::new(text, sentences);
    let seen = features::look_up(&words);
    let mut drafts = draft::drafts(&words, &seen);
    for draft in drafts
        .iter_mut()
        .filter(|draft| draft.kind == MentionKind::Organisation)
    {
        draft.country = organisations::country_of(&words, draft);
    }
    let (places, inner) = places::places(&words, &drafts);
    let (numbers, mut entities) = entities::entities(&words, &drafts, &places);
    let (references, offices) =
        references::references(&words, &drafts, &numbers, &places, &mut entities, day);
    let mentions = drafts.iter().zip(numbers).map(|(draft, entity)| Mention {
        span: words.span(&draft.words),
        kind: draft.kind,
        title: draft
            .title
            .as_ref()
            .filter(|title| !title.is_empty())
            .map(|title| words.span(title)),
        entity,
        gender: draft.gender.or(entities[entity].gender),
        confidence: confidence(&words, draft),
    });
    let told = entities.iter().enumerate();
    let countries = told.filter_map(|(entity, told)| Some((entity, told.country?)));
    Names {
        countries: countries.collect(),
        mentions: mentions.collect(),
        references,
        offices,
        places,
        inner,
    }
}

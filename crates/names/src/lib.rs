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
//! It knows one article at a time: nothing is looked up or merged across texts, and no name gets an identity in the world
//! beyond what the article itself says. It reads English; in other scripts it finds nothing rather than nonsense.

#![deny(missing_docs)]

mod clusters;
mod countries;
mod draft;
mod entities;
mod features;
mod fold;
mod gazetteer;
mod lexicon;
mod mention;
mod places;
mod references;
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

pub use mention::{Gender, Mention, MentionKind, Names, Place, Precision, Reference};

use annals_text::{Span, Text};

use words::Words;

/// Finds the names in `text` and which of them are the same within it. Total; each list is sorted by span.
pub fn tag(text: &Text, sentences: &[Span]) -> Names {
    let words = Words::new(text, sentences);
    let seen = features::look_up(&words);
    let drafts = draft::drafts(&words, &seen);
    let places = places::places(&words, &drafts);
    let (numbers, mut entities) = entities::entities(&words, &drafts, &places);
    let references = references::references(&words, &drafts, &numbers, &places, &mut entities);
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
    });
    Names {
        mentions: mentions.collect(),
        references,
        places,
    }
}

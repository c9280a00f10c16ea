//! How articles relate: exact copies, near copies, cut and edited copies of one text are a family.
//!
//! Nouns: [`Fingerprint`] (what of a text is compared, small enough to keep), [`Families`] (takes fingerprints and groups them);
//! in [`repeats`] the standing matter that one outlet prints in many articles;
//! in [`versions`] what changed from one version of an article to the next.
//!
//! ```
//! use annals_dedup::families;
//! use annals_text::Text;
//!
//! let texts = [
//!     Text::new("The ferry to Ostrand will run every hour from Monday, the harbour office said."),
//!     Text::new("Rain fell on Vellmar for nine days without a break."),
//!     Text::new("The ferry to Ostrand will run every hour from Monday, said the harbour office."),
//! ];
//! assert_eq!(families(&texts), [0, 1, 0]);
//! ```
//!
//! This crate knows nothing of outlets or dates: a family says that texts were copied, not who copied from whom.

#![deny(missing_docs)]

mod families;
mod fingerprint;
pub mod repeats;
mod shared;
mod sketch;
pub mod versions;

pub use families::Families;
pub use fingerprint::Fingerprint;

use annals_text::Text;

/// Groups texts into families of copies. Answers for each text, in order, the index of the first text of its family; a text
/// without copies is alone. Linear in the length of all texts.
pub fn families(texts: &[Text]) -> Vec<usize> {
    let mut families = Families::default();
    for text in texts {
        families.push(&Fingerprint::of(text));
    }
    families.into_first_members()
}

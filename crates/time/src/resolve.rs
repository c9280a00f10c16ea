//! From what a phrase says to the days it means: one pass over the document, in order, with the publication date, the last
//! date the text spoke of, and the tense of the clause. The only stage that knows the [`Reference`].

mod choice;
mod context;
mod hebrew;
mod hijri;
mod holiday;
mod lunar;
mod open;
mod parts;
pub(crate) mod point;
mod print;
mod ranges;
mod reading;
mod relative;
mod story;
pub(crate) mod tense;
mod weights;

pub(crate) use context::{Resolver, dateline};
pub(crate) use print::Resolved;
pub use story::StoryWeights;
pub(crate) use story::{is_narrative, places};
pub(crate) use weights::STORY;

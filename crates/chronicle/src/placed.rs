//! An event in its place among the others, before it is made: what is needed to tell whether it has changed since the
//! chronicle was last written, which costs far less than making it. Not the event itself: that is made by `compile.rs`.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use crate::compile::Compiled;
use crate::nouns::Event;
use crate::record::{ClaimRecord, PrintedNumber};

/// An event that is not yet made.
#[derive(Clone, Copy, Debug)]
pub struct PlacedEvent<'a> {
    /// A number for its place in the order of all events. An event keeps it when events come in before or behind it,
    /// unless they begin and end on its days.
    pub place: i64,
    pub(crate) at: u32,
    pub(crate) compiled: &'a Compiled,
}

impl PlacedEvent<'_> {
    /// The event.
    pub fn event(&self) -> Event {
        self.compiled.event(self.at)
    }

    /// Equal for events that are equal, whatever else there is, and different for others; `None` for an event that
    /// analysts decided about, which may say what stands in no claim.
    pub fn digest(&self) -> Option<u64> {
        let (compiled, event) = (self.compiled, &self.compiled.events[self.at as usize]);
        if compiled.reviews.contains_key(&self.at) {
            return None;
        }
        let mut hasher = FxHasher::default();
        (event.id, event.days, event.status).hash(&mut hasher);
        event.disagreements.names().hash(&mut hasher);
        let parent = event.parent.map(|parent| compiled.events[parent as usize].id);
        (parent, compiled.contrary(event)).hash(&mut hasher);
        compiled.parted.contains(&self.at).hash(&mut hasher);
        self.hash_claim(&compiled.records.claims[event.best as usize], &mut hasher);
        for (record, copy_of) in compiled.claims_and_originals(event) {
            copy_of.map(|capture| capture.0).hash(&mut hasher);
            self.hash_claim(record, &mut hasher);
        }
        Some(hasher.finish())
    }

    /// Everything that a claim or an event says that is made of this record.
    fn hash_claim(&self, claim: &ClaimRecord, hasher: &mut FxHasher) {
        let records = &self.compiled.records;
        let article = records.article(claim);
        (article.capture.0, article.published, claim.number).hash(hasher);
        (claim.kind, claim.status, claim.confidence, claim.proposed).hash(hasher);
        (claim.first, claim.last).hash(hasher);
        let open = [claim.attribution, claim.start, claim.end].into_iter();
        let words = [Some(article.source), Some(claim.sentence)];
        for word in words.into_iter().chain(open) {
            word.map(|word| records.words.get(word)).hash(hasher);
        }
        for people in [
            records.actors(claim),
            records.recipients(claim),
            claim.place.as_slice(),
        ] {
            people.len().hash(hasher);
            people.iter().for_each(|&one| self.hash_party(one, hasher));
        }
    }

    fn hash_party(&self, number: PrintedNumber, hasher: &mut FxHasher) {
        let (records, registry) = (&self.compiled.records, &self.compiled.registry);
        let printed = records.printed(number);
        records.words.get(printed.name).hash(hasher);
        printed.title.map(|title| records.words.get(title)).hash(hasher);
        (registry.id(printed), registry.name(printed)).hash(hasher);
    }
}

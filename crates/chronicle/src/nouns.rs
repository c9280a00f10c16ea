//! What the collection says, always attributed.

use annals_annotate::{Confidence, EventKind, Status};
use annals_archive::CaptureId;
use jiff::civil::Date;

use crate::days::iso_days;
use crate::review::Review;

/// What a collection of articles says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chronicle {
    /// People, bodies and places, sorted by id.
    pub entities: Vec<Entity>,
    /// What is said to have happened, sorted by first day, then id. Events without a date stand last.
    pub events: Vec<Event>,
}

/// A person, organisation or place of the collection.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// Stable, short: a digest of its kind and key, behind a letter for its kind ("p-4kz2…" a person, "o-" an
    /// organisation, "l-" a place, "n-" another name). The hyphen tells it from the id of a capture.
    pub id: String,
    /// What it is.
    pub kind: EntityKind,
    /// What makes it one across articles. Decisions name it by this.
    pub key: String,
    /// The name to print: what an analyst calls it, or its fullest form.
    pub name: String,
    /// The fullest name of it in each article, with the number of claims, most frequent first.
    pub names: Vec<(String, usize)>,
    /// All forms as printed, with counts, most frequent first.
    pub forms: Vec<(String, usize)>,
    /// Titles as printed, with counts, most frequent first.
    pub titles: Vec<(String, usize)>,
}

/// What an entity is.
pub use annals_names::MentionKind as EntityKind;

/// One happening, as one or several sources tell it.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Stable, short: "e-" and a digest of its earliest claim, so that later articles do not change it.
    pub id: String,
    /// What kind of event.
    pub kind: EventKind,
    /// Entity ids (or, where there is no entity, the words as printed) of those who do it, in order.
    pub actors: Vec<Party>,
    /// Of those it is done to or with.
    pub recipients: Vec<Party>,
    /// The place as printed, most specific.
    pub place: Option<Party>,
    /// First day that any claim says. Where some claims name days, those that name only months or years do not count.
    pub first: Option<Date>,
    /// Last day that any claim says, likewise.
    pub last: Option<Date>,
    /// ISO dates as the best claim prints them.
    pub start: Option<String>,
    /// ISO end.
    pub end: Option<String>,
    /// Whether it happened.
    pub status: Status,
    /// How sure.
    pub confidence: Confidence,
    /// What each source says of it, in order of publication; undated articles last. Never empty.
    pub claims: Vec<Claim>,
    /// On what the claims disagree ("date", "number", "participants", "place", "status"), sorted.
    pub disagreements: Vec<&'static str>,
    /// The id of the event it is part of: a trip is the parent of its stays.
    pub parent: Option<String>,
    /// Ids of events that say the contrary: one is told to have happened, the other is denied. Sorted.
    pub contradicts: Vec<String>,
    /// What an analyst said of it.
    pub review: Review,
}

/// Someone or something that takes part, as printed and as an entity.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Party {
    /// The name to print.
    pub name: String,
    /// The title as printed, if any.
    pub title: Option<String>,
    /// Its entity id, if it has one.
    pub entity: Option<String>,
}

/// What one article says of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The outlet.
    pub source: String,
    /// What kind of event its sentence tells: what one calls a visit another calls a stay.
    pub kind: EventKind,
    /// Who vouches for it, when the text says so.
    pub attribution: Option<String>,
    /// Those who do it, as this article prints them.
    pub actors: Vec<Party>,
    /// Those it is done to or with, as this article prints them.
    pub recipients: Vec<Party>,
    /// The place as this article prints it.
    pub place: Option<Party>,
    /// ISO start as this article says.
    pub start: Option<String>,
    /// ISO end.
    pub end: Option<String>,
    /// Whether it happened, as this article says.
    pub status: Status,
    /// How sure the reading is.
    pub confidence: Confidence,
    /// Whether a helper proposed this reading, and no reader found it.
    pub proposed: bool,
    /// The day the article was published.
    pub reported: Option<Date>,
    /// The earliest capture of the same text that also claims this, where this is a copy: the two are one source.
    pub copy_of: Option<CaptureId>,
    /// Where it stands.
    pub citation: Citation,
}

/// Where a claim stands: a sentence of an article of a capture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The capture.
    pub capture: CaptureId,
    /// The sentence, word for word.
    pub sentence: String,
    /// Its number in the article, counted from 0; the anchor `#s12` of the article page.
    pub number: usize,
}

impl Event {
    /// How many texts tell of it: copies of one text count once.
    pub fn tellings(&self) -> usize {
        let original = |claim: &Claim| claim.copy_of.unwrap_or(claim.citation.capture);
        let mut originals: Vec<CaptureId> = self.claims.iter().map(original).collect();
        originals.sort_unstable();
        originals.dedup();
        originals.len()
    }

    /// The claim that was published first, if any day of publication is known.
    pub fn first_report(&self) -> Option<&Claim> {
        let dated = self.claims.iter().filter(|claim| claim.reported.is_some());
        dated.min_by_key(|claim| claim.reported)
    }

    /// Whether no reader found it: a helper proposed all of its claims.
    pub fn is_only_proposed(&self) -> bool {
        self.claims.iter().all(|claim| claim.proposed)
    }

    /// Whether a text tells as done what is dated after its own publication. Dates that an analyst gave stand.
    pub fn is_dated_after_its_report(&self) -> bool {
        let doubted = self.status == Status::Happened && !self.review.corrects("date");
        doubted && self.claims.iter().any(Claim::is_dated_after_its_report)
    }
}

impl Claim {
    /// Whether it tells as done what begins after the day it was published: the date or the status was read wrongly, or
    /// the text is wrong.
    pub fn is_dated_after_its_report(&self) -> bool {
        let begins = self.start.as_deref().and_then(iso_days).map(|(first, _)| first);
        let later = begins
            .zip(self.reported)
            .is_some_and(|(begins, reported)| begins > reported);
        self.status == Status::Happened && later
    }
}

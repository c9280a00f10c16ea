//! From documents to the chronicle: entities, events, claims and citations, merged across articles. Pure: no disk, no clock.

mod nouns;
mod report;

pub use nouns::{Chronicle, Citation, Claim, Entity, EntityKind, Event, Party};
pub use report::{Located, Provenance, Report, ReportedEvent, ReportedParticipant, report};

/// Merges what articles report into one chronicle. The answer does not depend on the order of `reports`.
pub fn compile<R: std::borrow::Borrow<Report>>(_reports: impl IntoIterator<Item = R>) -> Chronicle {
    Chronicle::default()
}

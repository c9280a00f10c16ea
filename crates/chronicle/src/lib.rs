//! From documents to the chronicle: entities, events, claims and citations, merged across articles. Pure: no disk, no clock.
//!
//! Nouns: [`Report`] (what one article contributes), [`Chronicle`] (what the collection says), [`Entity`], [`Event`],
//! [`Claim`] (what one sentence says of an event), [`Citation`] (where it stands), [`Decision`] (what an analyst said of
//! who is who, and of events), [`Review`] (what came of it for an event), [`Appearance`] (an event as one person's),
//! [`Suggestion`] (who might be one; never acted upon).
//!
//! Events of several articles are one if kind, people, days and place agree (see `same.rs`); what the sources disagree on is
//! kept in their claims and named in [`Event::disagreements`].

#![deny(missing_docs)]

mod appearance;
mod compile;
mod correction;
mod count;
mod days;
mod decisions;
mod digest;
mod entity;
mod gather;
mod grouping;
mod merge;
mod name_key;
mod nouns;
mod on_earth;
mod placed;
mod placing;
mod record;
mod report;
mod review;
mod same;
mod suggestion;
mod telling;
mod trip;
mod words;

pub use appearance::{Appearance, DateKnown, appearances};
pub use compile::{Compiled, Compiler, compile};
pub use days::iso_days;
pub use decisions::{Decision, Decisions, Subject, part_key};
pub use entity::entity_id;
pub use nouns::{Chronicle, Citation, Claim, Entity, EntityKind, Event, Party};
pub use on_earth::OnEarth;
pub use placed::PlacedEvent;
pub use report::{Located, Provenance, Report, ReportedEvent, ReportedParticipant, report};
pub use review::{
    CitedClaim, Corrected, CorrectedDates, CorrectedParty, Correction, EventDecision, Evidence, Review,
    Unplaced,
};
pub use suggestion::{Suggestion, suggestions};

//! What one article contributes to the chronicle: its events, with names and sentences copied out of the text, so that
//! the text itself need not stay in memory while a collection is compiled.

use annals_annotate::{Confidence, Document, EventDates, EventKind, Status};
use annals_archive::CaptureId;
use annals_names::MentionKind;
use jiff::civil::Date;

/// Which capture an article came from, and from whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// The capture.
    pub capture: CaptureId,
    /// The outlet's name.
    pub source: String,
}

/// What one article reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Where it comes from.
    pub provenance: Provenance,
    /// The day the article was published.
    pub published: Option<Date>,
    /// The family of copies it belongs to: copies of one text count as one source.
    pub family: u64,
    /// Its events.
    pub events: Vec<ReportedEvent>,
}

/// One event as one article reports it.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportedEvent {
    /// What kind of event.
    pub kind: EventKind,
    /// Who does it.
    pub actors: Vec<ReportedParticipant>,
    /// To or with whom.
    pub recipients: Vec<ReportedParticipant>,
    /// Where.
    pub place: Option<ReportedParticipant>,
    /// When.
    pub dates: EventDates,
    /// Who vouches for it.
    pub attribution: Option<String>,
    /// Whether it happened.
    pub status: Status,
    /// How sure.
    pub confidence: Confidence,
    /// The sentence it stands in.
    pub sentence: String,
    /// The sentence's number in the article, counted from 0.
    pub number: usize,
}

/// A participant or place as one article prints it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportedParticipant {
    /// The fullest name the article prints for it, without title.
    pub name: String,
    /// The words of the sentence itself.
    pub printed: String,
    /// The title printed with it.
    pub title: Option<String>,
    /// What it is, if it is a name.
    pub kind: Option<MentionKind>,
}

/// What `document` contributes.
pub fn report(_document: &Document, provenance: Provenance) -> Report {
    Report {
        provenance,
        published: None,
        family: 0,
        events: Vec::new(),
    }
}

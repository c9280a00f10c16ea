//! What happened in one line, for formats that are read and not computed with: who, to whom, where, and every doubt there
//! is. Names and places are the texts' own; the words between them say only what the event's fields say.

use annals_annotate::Status;
use annals_chronicle::{Claim, Event};

use crate::csv::names;

/// "VISIT: President Orsan Tev; aides → Mira Holt, Vellmar (planned) [sources disagree: date]"
pub(crate) fn headline(event: &Event) -> String {
    let mut line = format!("{}: {}", event.kind.as_str(), who(event));
    if let Some(place) = &event.place {
        line.push_str(&format!(", {}", place.name));
    }
    if event.status != Status::Happened {
        line.push_str(&format!(" ({})", event.status.as_str()));
    }
    for doubt in doubts(event) {
        line.push_str(&format!(" [{doubt}]"));
    }
    line
}

fn who(event: &Event) -> String {
    match (event.actors.as_slice(), event.recipients.as_slice()) {
        ([], []) => "nobody is named".to_owned(),
        (actors, []) => names(actors),
        ([], recipients) => format!("→ {}", names(recipients)),
        (actors, recipients) => format!("{} → {}", names(actors), names(recipients)),
    }
}

fn doubts(event: &Event) -> Vec<String> {
    let mut doubts = Vec::new();
    if !event.disagreements.is_empty() {
        doubts.push(format!("sources disagree: {}", event.disagreements.join(", ")));
    }
    if !event.contradicts.is_empty() {
        doubts.push(format!("contradicted by {}", event.contradicts.join(", ")));
    }
    if event.is_only_proposed() {
        doubts.push("proposed by the helper".to_owned());
    }
    if event.is_dated_after_its_report() {
        doubts.push("dated after its report".to_owned());
    }
    doubts.extend(event.review.notes());
    doubts
}

/// The sentence between quotation marks, on one line.
pub(crate) fn quotation(claim: &Claim) -> String {
    let words: Vec<&str> = claim.citation.sentence.split_whitespace().collect();
    format!("“{}”", words.join(" "))
}

/// "Herald, 2001-08-09, according to the harbour office, copy of aeaqcaibaeaqcaib \[aibaeaqcaibaeaqc#s3]"
pub(crate) fn source(claim: &Claim) -> String {
    let mut source = claim.source.clone();
    if let Some(day) = claim.reported {
        source.push_str(&format!(", {day}"));
    }
    if let Some(attribution) = &claim.attribution {
        source.push_str(&format!(", according to {attribution}"));
    }
    if claim.proposed {
        source.push_str(", as the helper reads it");
    }
    if let Some(original) = claim.copy_of {
        source.push_str(&format!(", copy of {original}"));
    }
    let citation = &claim.citation;
    source.push_str(&format!(" [{}#s{}]", citation.capture, citation.number));
    source
}

/// "2001-08-06 to 2001-08-07", as precise as the best claim says; `None` if no text says.
pub(crate) fn days(event: &Event) -> Option<String> {
    match (event.start.as_deref(), event.end.as_deref()) {
        (None, None) => None,
        (Some(start), None) => Some(start.to_owned()),
        (Some(start), Some(end)) if start == end => Some(start.to_owned()),
        (None, Some(end)) => Some(format!("until {end}")),
        (Some(start), Some(end)) => Some(format!("{start} to {end}")),
    }
}

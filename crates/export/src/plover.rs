//! The codes under which event-data researchers count events: PLOVER (the Political Language Ontology for Verifiable Event
//! Records of the Open Event Data Alliance), with its quad classes. A code is coarser than the event it stands for, and
//! some kinds have none: PLOVER knows no inspections, ceremonies or appointments, and does not count what is only said.

use annals_annotate::{EventKind, Status};
use annals_chronicle::Event;

/// A code of PLOVER.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// One of its sixteen types ("CONSULT").
    pub event: &'static str,
    /// What kind of it ("visit"), as far as our kind tells; else empty.
    pub mode: &'static str,
    /// The quarter it is counted in.
    pub quad: Quad,
}

/// The quarters of cooperation and conflict, by word and by deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quad {
    /// Agreeing, consulting, supporting, conceding.
    VerbalCooperation,
    /// Cooperating, giving aid, retreating.
    MaterialCooperation,
    /// Requesting, accusing, rejecting, threatening.
    VerbalConflict,
    /// Protesting, sanctioning, mobilising, coercing, using force.
    MaterialConflict,
}

impl Quad {
    /// As files write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Quad::VerbalCooperation => "verbal-cooperation",
            Quad::MaterialCooperation => "material-cooperation",
            Quad::VerbalConflict => "verbal-conflict",
            Quad::MaterialConflict => "material-conflict",
        }
    }
}

impl Code {
    /// The code of an event; `None` where PLOVER counts none: its kind has no code, or it is said not to have happened.
    /// What is planned is counted by the intent: to cooperate, AGREE; to use force or pressure, THREATEN.
    pub fn of(event: &Event) -> Option<Code> {
        let visited = !event.recipients.is_empty();
        let code = of_kind(event.kind).filter(|_| event.kind != EventKind::Travel || visited)?;
        match event.status {
            Status::Happened | Status::Ongoing => Some(code),
            Status::Planned => Some(intended(code)),
            Status::Denied => None,
        }
    }
}

fn intended(code: Code) -> Code {
    let (event, mode) = match (code.quad, code.event) {
        (Quad::VerbalCooperation | Quad::MaterialCooperation, _) => ("AGREE", ""),
        (Quad::MaterialConflict, "ASSAULT") => ("THREATEN", "violence"),
        (Quad::MaterialConflict, "COERCE") => ("THREATEN", "restrict"),
        (Quad::MaterialConflict, "SANCTION") => ("THREATEN", "relations"),
        (Quad::MaterialConflict, _) => ("THREATEN", ""),
        (Quad::VerbalConflict, _) => return code,
    };
    Code {
        event,
        mode,
        quad: quad(event),
    }
}

/// The code of what happened.
fn of_kind(kind: EventKind) -> Option<Code> {
    use EventKind::*;
    let (event, mode) = match kind {
        Visit | Travel => ("CONSULT", "visit"),
        Meet => ("CONSULT", ""),
        Call => ("CONSULT", "phone"),
        Convene => ("CONSULT", "multilateral"),
        Message | Sign | Support => ("SUPPORT", ""),
        Agree => ("AGREE", ""),
        Accuse => ("ACCUSE", ""),
        Request => ("REQUEST", ""),
        Reject => ("REJECT", ""),
        Threaten => ("THREATEN", ""),
        Concede => ("CONCEDE", ""),
        Cooperate => ("COOPERATE", ""),
        Aid => ("AID", ""),
        Retreat => ("RETREAT", ""),
        Sanction => ("SANCTION", ""),
        Protest => ("PROTEST", ""),
        Mobilize => ("MOBILIZE", ""),
        Launch => ("MOBILIZE", "weapons"),
        Coerce => ("COERCE", ""),
        Assault => ("ASSAULT", ""),
        Inspect | Ceremony | State | Match | Appoint | Dismiss | Elect | Award | Die | Disaster => {
            return None;
        }
    };
    Some(Code {
        event,
        mode,
        quad: quad(event),
    })
}

fn quad(event: &str) -> Quad {
    match event {
        "AGREE" | "CONSULT" | "SUPPORT" | "CONCEDE" => Quad::VerbalCooperation,
        "COOPERATE" | "AID" | "RETREAT" => Quad::MaterialCooperation,
        "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" => Quad::VerbalConflict,
        _ => Quad::MaterialConflict,
    }
}

/// What kind and status come to, for the table in `docs/formats.md`.
pub fn table() -> Vec<(EventKind, Option<Code>, Option<Code>)> {
    let row = |&kind: &EventKind| (kind, of_kind(kind), of_kind(kind).map(intended));
    EventKind::ALL.iter().map(row).collect()
}

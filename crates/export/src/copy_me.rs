//! An example of a format, to copy when you add one: a line of plain text for each claim. It is compiled and tested, so it
//! works, but no command offers it.
//!
//! To add a format: copy this file to one with your format's name, change [`write()`], add the module to `lib.rs` and a variant
//! to [`Format`](crate::Format), describe each field in `docs/formats.md`, and add an expected file to `tests/expected`.

use std::borrow::Borrow;
use std::io::{self, Write};

use annals_chronicle::Event;

/// Writes a line for each claim: day, kind, who, where, and according to whom.
///
/// Events come one by one and may be owned or borrowed; none is held longer than it takes. The same events give the same
/// bytes.
pub fn write<B: Borrow<Event>>(events: impl IntoIterator<Item = B>, mut out: impl Write) -> io::Result<()> {
    for event in events {
        let event: &Event = event.borrow();
        for claim in &event.claims {
            let day = event.start.as_deref().unwrap_or("undated");
            let who: Vec<&str> = event.actors.iter().map(|actor| actor.name.as_str()).collect();
            let place = event
                .place
                .as_ref()
                .map_or("place unknown", |place| place.name.as_str());
            let (kind, who) = (event.kind.as_str(), who.join(", "));
            let (source, capture) = (&claim.source, claim.citation.capture);
            writeln!(out, "{day} {kind}: {who}; {place} ({source}, {capture})")?;
        }
    }
    out.flush()
}

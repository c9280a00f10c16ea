//! What must hold of the events and statements of any text, as a plain function: the laws call it with invented texts, the
//! fuzz target `events` with any bytes.

use annals_annotate::{Document, EventMention};
use annals_text::Span;

/// Whether everything holds; else what does not.
pub fn hold(document: &Document) -> Result<(), String> {
    let text = &document.article.text;
    let inside = |span: Span| text.get(span).is_some_and(|words| !words.is_empty());
    for event in &document.events {
        ensure(inside(event.trigger), "an event without a trigger", event)?;
        ensure(
            spans(event).into_iter().all(inside),
            "a part outside the article",
            event,
        )?;
        ensure(
            event.evidence.contains(event.trigger),
            "a trigger outside its evidence",
            event,
        )?;
        let dated = event.dates.start.is_some() || event.dates.end.is_some();
        ensure(!dated || event.dates.from.is_some(), "a date from nowhere", event)?;
        ensure(!event.frame.is_empty(), "an event without a frame", event)?;
    }
    for statement in &document.statements {
        let all = [statement.speaker, statement.cue, Some(statement.content)];
        ensure(
            all.into_iter().flatten().all(inside),
            "a statement outside the article",
            statement,
        )?;
    }
    let sorted = document.events.is_sorted_by_key(|event| event.trigger);
    ensure(sorted, "events are not sorted", &document.events.len())?;
    let sorted = document
        .statements
        .is_sorted_by_key(|statement| statement.content);
    ensure(sorted, "statements are not sorted", &document.statements.len())
}

fn ensure(holds: bool, law: &str, of: &impl std::fmt::Debug) -> Result<(), String> {
    if holds {
        Ok(())
    } else {
        Err(format!("{law}: {of:?}"))
    }
}

fn spans(event: &EventMention) -> Vec<Span> {
    let parties = event.actors.iter().chain(&event.recipients);
    parties
        .flat_map(|who| [who.span, who.printed])
        .chain(event.place)
        .chain(event.attribution)
        .chain(event.dates.from)
        .chain([event.trigger, event.evidence])
        .collect()
}

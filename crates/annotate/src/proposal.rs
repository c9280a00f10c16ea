//! What somebody else than the readers proposes for a sentence, a language model on the analyst's machine say: it counts only
//! if every word of it stands in the sentence, it is never of high confidence, and its frame is "helper".

use annals_text::Span;

use crate::days::days;
use crate::{Confidence, Document, EventDates, EventKind, EventMention, Participant, Status};

/// The frame of a proposed event.
pub const HELPER: &str = "helper";

/// An event as it is proposed, in words of the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// What kind of event.
    pub kind: EventKind,
    /// What evokes it.
    pub trigger: String,
    /// Who does it.
    pub actors: Vec<String>,
    /// To or with whom.
    pub recipients: Vec<String>,
    /// Where.
    pub place: Option<String>,
    /// The phrase that says when.
    pub time: Option<String>,
    /// Whether it happened.
    pub status: Status,
}

/// Sentences, by number, that name somebody and of which the readers made nothing, or nothing that both are sure of.
pub fn unsure_sentences(document: &Document) -> Vec<usize> {
    let sure = |sentence: &Span| {
        let events = document
            .events
            .iter()
            .filter(|event| sentence.contains(event.trigger));
        let mut confidences = events.map(|event| event.confidence).peekable();
        confidences.peek().is_some() && confidences.all(|confidence| confidence == Confidence::High)
    };
    let names = |sentence: &Span| {
        let mentions = &document.names.mentions;
        let from = mentions.partition_point(|mention| mention.span.start < sentence.start);
        mentions
            .get(from)
            .is_some_and(|mention| sentence.contains(mention.span))
    };
    let numbered = document.sentences.iter().enumerate();
    numbered
        .filter(|(_, sentence)| names(sentence) && !sure(sentence))
        .map(|(number, _)| number)
        .collect()
}

/// The event that is proposed for a sentence; `None` if a word of it does not stand there, if it names nobody, or if the
/// readers found the same.
pub fn proposed(document: &Document, sentence: usize, proposal: &Proposal) -> Option<EventMention> {
    let sentence = *document.sentences.get(sentence)?;
    let find = |words: &str| found(document, sentence, words);
    let trigger = find(&proposal.trigger)?;
    let known = document
        .events
        .iter()
        .any(|event| event.kind == proposal.kind && event.trigger.overlaps(trigger));
    let parties = |names: &[String]| -> Option<Vec<Participant>> {
        names
            .iter()
            .map(|name| Some(participant(document, find(name)?)))
            .collect()
    };
    let (actors, recipients) = (parties(&proposal.actors)?, parties(&proposal.recipients)?);
    let optional = |words: &Option<String>| match words {
        Some(words) => find(words).map(Some),
        None => Some(None),
    };
    let (place, time) = (optional(&proposal.place)?, optional(&proposal.time)?);
    let somebody = !actors.is_empty() || !recipients.is_empty();
    (somebody && !known).then(|| EventMention {
        kind: proposal.kind,
        trigger,
        actors,
        recipients,
        place,
        dates: time.map_or_else(EventDates::default, |time| dates(document, time)),
        attribution: None,
        status: proposal.status,
        evidence: sentence,
        confidence: Confidence::Medium,
        frame: HELPER,
    })
}

/// Where words stand in the sentence, as words: "Lin" does not stand in "Linz".
fn found(document: &Document, sentence: Span, words: &str) -> Option<Span> {
    let text = document.article.text.get(sentence)?;
    let inside = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let mut places = text.match_indices(words).filter(|_| !words.trim().is_empty());
    let (at, _) = places.find(|(at, _)| {
        let (before, after) = (&text[..*at], &text[at + words.len()..]);
        !inside(before.chars().next_back()) && !inside(after.chars().next())
    })?;
    Some(Span::new(sentence.start + at, sentence.start + at + words.len()))
}

/// The name that stands at a span or in it, if there is just one.
fn participant(document: &Document, span: Span) -> Participant {
    let mentions = &document.names.mentions;
    let from = mentions.partition_point(|mention| mention.span.start < span.start);
    let mut inside = mentions[from..]
        .iter()
        .take_while(|mention| span.contains(mention.span));
    let mention = inside.next().filter(|_| inside.next().is_none());
    Participant {
        span: mention.map_or(span, |mention| mention.span),
        printed: mention.map_or(span, |mention| mention.span),
        entity: mention.map(|mention| mention.entity),
    }
}

/// The days that the time layer reads from the phrase; none where it reads none.
fn dates(document: &Document, phrase: Span) -> EventDates {
    let days = days(&document.times);
    let found = days.into_iter().find(|days| days.span.overlaps(phrase));
    found.map(|days| days.dates).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use annals_extract::Article;

    use super::*;
    use crate::annotate;

    const TEXT: &str =
        "On March 4, 2026 Minister Ama Boateng graced the harbour of Bergen with her presence.";

    fn proposal() -> Proposal {
        Proposal {
            kind: EventKind::Visit,
            trigger: "graced".into(),
            actors: vec!["Ama Boateng".into()],
            recipients: Vec::new(),
            place: Some("Bergen".into()),
            time: Some("March 4, 2026".into()),
            status: Status::Happened,
        }
    }

    #[test]
    fn what_stands_in_the_sentence_counts_and_is_never_sure() {
        let document = annotate(Article::of_text(TEXT));
        assert_eq!(unsure_sentences(&document), [0]);
        let event = proposed(&document, 0, &proposal()).expect("every word stands there");
        assert_eq!((event.confidence, event.frame), (Confidence::Medium, HELPER));
        assert_eq!(event.dates.start.as_deref(), Some("2026-03-04"));
        assert!(event.actors[0].entity.is_some());
    }

    #[test]
    fn what_does_not_stand_there_does_not_count() {
        let document = annotate(Article::of_text(TEXT));
        let refused = |change: &dyn Fn(&mut Proposal)| {
            let mut changed = proposal();
            change(&mut changed);
            assert_eq!(proposed(&document, 0, &changed), None, "{changed:?}");
        };
        refused(&|it| it.trigger = "visited".into());
        refused(&|it| it.actors = vec!["Kofi Mensah".into()]);
        refused(&|it| it.actors = vec!["Ama Boat".into()]);
        refused(&|it| it.actors = Vec::new());
        refused(&|it| it.place = Some("Oslo".into()));
        refused(&|it| it.time = Some("March 5, 2026".into()));
        refused(&|it| it.recipients = vec!["".into()]);
        assert_eq!(proposed(&document, 7, &proposal()), None);
    }
}

//! What one article contributes to the chronicle: its events, with names and sentences copied out of the text, so that
//! the text itself need not stay in memory while a collection is compiled.

use annals_annotate::{Confidence, Document, EventDates, EventKind, EventMention, Participant, Status};
use annals_archive::CaptureId;
use annals_names::{Mention, MentionKind, Place, Precision};
use annals_text::Span;
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::name_key::{fold, without_office};

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
    /// The family of copies it belongs to: copies of one text count as one source. Any number will do, as long as
    /// copies share it; `None` where no copy is known.
    pub family: Option<u64>,
    /// Its events.
    pub events: Vec<ReportedEvent>,
}

/// One event as one article reports it.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportedEvent {
    /// What kind of event.
    pub kind: EventKind,
    /// The word or phrase that evokes it ("arrived"): it tells an arrival from a departure.
    pub trigger: String,
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
    /// Whether a helper proposed it, and no reader found it.
    pub proposed: bool,
}

/// A participant or place as one article prints it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportedParticipant {
    /// The fullest name the article prints for it, without title.
    pub name: String,
    /// The words of the sentence itself.
    pub printed: String,
    /// The title printed with it.
    pub title: Option<String>,
    /// What it is, if it is a name.
    pub kind: Option<MentionKind>,
    /// Where on earth it is, if the gazetteer knows.
    pub located: Option<Located>,
    /// The country that the article gives an organisation: ISO 3166-1 alpha-2, upper case.
    pub country: Option<[u8; 2]>,
}

/// What the gazetteer says of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The gazetteer's name: "Russia" where the article prints "Russian Federation".
    pub name: String,
    /// ISO 3166-1 alpha-2, upper case.
    pub country: [u8; 2],
    /// How precisely it is known: a country, a region, a city, a spot.
    pub precision: Precision,
}

/// What `document` contributes. Linear in the document.
pub fn report(document: &Document, provenance: Provenance) -> Report {
    let reader = Reader::new(document);
    Report {
        provenance,
        published: document.article.published.map(|date| date.day),
        family: None,
        events: document
            .events
            .iter()
            .map(|event| reader.event(event))
            .filter(tells_enough)
            .collect(),
    }
}

/// Whether a line can be made of it: somebody must take part, except where things happen by themselves or to a crowd, and
/// then place or day must be known.
fn tells_enough(event: &ReportedEvent) -> bool {
    use EventKind::*;
    let crowd = matches!(
        event.kind,
        Disaster | Ceremony | Convene | Protest | Launch | Assault | Mobilize | Match | Die
    );
    let somewhere = event.place.is_some() || event.dates.start.is_some();
    let somebody = !event.actors.is_empty() || !event.recipients.is_empty();
    somebody || (crowd && somewhere)
}

/// A document, with the fullest name and the whereabouts of each of its entities.
struct Reader<'a> {
    document: &'a Document,
    fullest: FxHashMap<usize, &'a Mention>,
    located: FxHashMap<usize, &'a Place>,
}

impl<'a> Reader<'a> {
    fn new(document: &'a Document) -> Self {
        let mut reader = Reader {
            document,
            fullest: FxHashMap::default(),
            located: FxHashMap::default(),
        };
        let mentions = &document.names.mentions;
        for mention in mentions {
            let fullest = reader.fullest.entry(mention.entity).or_insert(mention);
            if fullness(document, mention) > fullness(document, fullest) {
                *fullest = mention;
            }
        }
        for place in &document.names.places {
            if let Some(mention) = mentions.get(place.mention) {
                reader.located.entry(mention.entity).or_insert(place);
            }
        }
        reader
    }

    fn event(&self, event: &EventMention) -> ReportedEvent {
        let participants = |list: &[Participant]| list.iter().map(|one| self.participant(one)).collect();
        let (number, sentence) = self.sentence_of(event);
        ReportedEvent {
            kind: event.kind,
            trigger: self.words(event.trigger),
            actors: participants(&event.actors),
            recipients: participants(&event.recipients),
            place: event.place.map(|span| self.place(span)),
            dates: event.dates.clone(),
            attribution: event.attribution.map(|span| self.words(span)),
            status: event.status,
            confidence: event.confidence,
            sentence: self.words(sentence),
            number,
            proposed: event.frame == annals_annotate::HELPER,
        }
    }

    /// The sentence that holds the trigger, and its number; the evidence itself where no sentence holds it.
    fn sentence_of(&self, event: &EventMention) -> (usize, Span) {
        let sentences = &self.document.sentences;
        let after = sentences.partition_point(|sentence| sentence.start <= event.trigger.start);
        let number = after.saturating_sub(1);
        let sentence = sentences
            .get(number)
            .filter(|sentence| sentence.overlaps(event.trigger));
        (number, sentence.copied().unwrap_or(event.evidence))
    }

    fn participant(&self, participant: &Participant) -> ReportedParticipant {
        let entity = participant.entity;
        let standing = |span: Span| self.mention_in(span, entity);
        let fullest = entity.and_then(|entity| self.fullest.get(&entity));
        let title = standing(participant.printed)
            .or_else(|| standing(participant.span))
            .and_then(|mention| mention.title);
        let kind = fullest.map(|mention| mention.kind);
        let name = self.words(fullest.map_or(participant.span, |mention| mention.span));
        let (office, name) = match kind {
            Some(MentionKind::Person) => office_and_name(&name),
            _ => (None, name.as_str()),
        };
        let title = title
            .map(|span| bare(&self.words(span)))
            .filter(|title| !title.is_empty());
        ReportedParticipant {
            name: name.to_owned(),
            printed: self.words(participant.printed),
            title: title.or(office.map(str::to_owned)),
            kind,
            located: entity.and_then(|entity| self.located(entity)),
            country: entity
                .filter(|_| kind == Some(MentionKind::Organisation))
                .and_then(|entity| self.country(entity)),
        }
    }

    /// A place as printed; a name inside it says where on earth it is ("the city of Vellmar").
    fn place(&self, span: Span) -> ReportedParticipant {
        let mention = self.mention_in(span, None);
        ReportedParticipant {
            name: self.words(span),
            printed: self.words(span),
            title: None,
            kind: mention.map(|mention| mention.kind),
            located: mention.and_then(|mention| self.located(mention.entity)),
            country: None,
        }
    }

    /// The country that the article gives an organisation.
    fn country(&self, entity: usize) -> Option<[u8; 2]> {
        let countries = &self.document.names.countries;
        let at = countries
            .binary_search_by_key(&entity, |(entity, _)| *entity)
            .ok()?;
        Some(countries[at].1)
    }

    /// The name that stands at `span`, or else the last one inside it; of `entity` only, if one is given.
    fn mention_in(&self, span: Span, entity: Option<usize>) -> Option<&'a Mention> {
        let mentions = &self.document.names.mentions;
        let from = mentions.partition_point(|mention| mention.span.start < span.start);
        let inside = mentions[from..]
            .iter()
            .take_while(|mention| mention.span.start < span.end)
            .filter(|mention| span.contains(mention.span))
            .filter(|mention| entity.is_none_or(|entity| mention.entity == entity));
        inside.max_by_key(|mention| (mention.span == span, mention.span.start))
    }

    fn located(&self, entity: usize) -> Option<Located> {
        self.located.get(&entity).map(|place| Located {
            name: place.name.clone(),
            country: place.country,
            precision: place.precision,
        })
    }

    /// The words under a span, white space folded.
    fn words(&self, span: Span) -> String {
        let words = self.document.article.text.get(span).unwrap_or_default();
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// A title without the dash or bracket that stands before it.
fn bare(title: &str) -> String {
    let outside = |letter: char| !letter.is_alphanumeric();
    title.trim_start_matches(outside).trim_end().to_owned()
}

/// Parts the office from a name that was taken together with it: "Tarvian President" and "Orsan Tev".
pub(crate) fn office_and_name(name: &str) -> (Option<&str>, &str) {
    let words = without_office(&fold(name)).split(' ').count();
    let start = name
        .rmatch_indices(' ')
        .nth(words.saturating_sub(1))
        .map(|(at, _)| at);
    match start {
        Some(at) if fold(&name[at..]) == without_office(&fold(name)) => (Some(&name[..at]), &name[at + 1..]),
        _ => (None, name),
    }
}

/// What makes one form of a name fuller than another: more words, then more letters.
fn fullness(document: &Document, mention: &Mention) -> (usize, usize) {
    let name = document.article.text.get(mention.span).unwrap_or_default();
    (name.split_whitespace().count(), name.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_is_parted_from_the_name_it_was_taken_with() {
        assert_eq!(
            office_and_name("Tarvian President Orsan Tev"),
            (Some("Tarvian President"), "Orsan Tev")
        );
        assert_eq!(office_and_name("Orsan Tev"), (None, "Orsan Tev"));
        assert_eq!(office_and_name("President Tev"), (None, "President Tev"));
        assert_eq!(office_and_name("Mira Holt-Adan"), (None, "Mira Holt-Adan"));
        assert_eq!(office_and_name(""), (None, ""));
    }

    #[test]
    fn a_title_is_printed_without_the_dash_before_it() {
        assert_eq!(bare("-- President"), "President");
        assert_eq!(bare("(--"), "");
    }
}
